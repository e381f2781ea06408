//! The one test program: a module for each room.

#[cfg(feature = "epub")]
mod epub;
mod layout;
mod papers;
mod picture;
mod proof;
mod style;
mod styles;
mod typogrify;
