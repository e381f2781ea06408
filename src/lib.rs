//! wwpub turns a folder of articles into the issue: an EPUB and an accessible PDF.

pub mod cli;
pub mod diag;
#[cfg(feature = "epub")]
pub mod epub;
pub mod font;
pub mod input;
pub mod layout;
pub mod model;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod picture;
pub mod pipeline;
pub mod proof;
pub mod style;
pub mod typogrify;
pub mod unit;
