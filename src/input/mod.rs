//! Files of articles to the issue.
//!
//! In: bytes, names and texts, which the pipeline has read. Out: an [`Issue`] and what to
//! tell the author. Three steps, in this order:
//!
//! 1. [`decode`]: the bytes of a file to its text.
//! 2. [`read`]: a text to a [`Draft`]: an article and what it says of its issue. Which
//!    kind of text it is [`detect`] says: archive text, or Markdown with front matter.
//!    `wwpub.toml` and `issue.toml` are read by [`paper_manifest`] and [`issue_manifest`].
//! 3. [`collate`]: drafts and manifests to the issue.
//!
//! No word of a source text is lost on the way. What is wrong in it is mended where both
//! editions would be invalid otherwise, and said. A draft or an issue is given wherever
//! there is anything to build from, beside errors as well, so that `--draft` can go on:
//! whoever calls decides by [`has_errors`](crate::diag::Diagnostics::has_errors).
//!
//! Codes of this room are in [`codes::CODES`]; `i-001` to `i-005` are about files and
//! guesses, `i-010` to `i-020` about front matter and manifests, `i-030` and `i-031` about
//! articles, `i-040` to `i-044` about newspaper parts, `i-050` to `i-052` about HTML,
//! `i-060` to `i-062` about pictures, `i-070` to `i-075` about links, `i-080` to `i-092`
//! about what was mended, `i-100` to `i-109` about the issue.
//!
//! [`Issue`]: crate::model::Issue

pub mod codes;
mod collate;
mod dates;
mod decode;
mod draft;
mod findings;
mod front_matter;
mod kind;
mod link_to;
mod manifest;
mod markdown;
mod mend;
mod names;
mod notation;
mod picture_path;
mod plain;
mod read;
mod value;
mod wide;

pub use collate::collate;
pub use decode::{Decoded, decode};
pub use draft::{DateOrder, Defaults, Draft, Guess, Guessed};
pub use kind::{Kind, detect, is_article};
pub use manifest::{
    IssueManifest, Named, PaperManifest, defaults, issue_manifest, paper_manifest,
};
pub use read::read;
