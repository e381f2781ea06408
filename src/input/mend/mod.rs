//! What real articles get wrong, mended in the model and said.
//!
//! In: an article as a reader composed it. Out: the same, valid in both editions. Notes
//! in [`notes`], levels of crossheads in [`levels`].

mod levels;
mod notes;

pub(super) use levels::levels;
pub(super) use notes::{WrittenNote, notes};
