//! Pictures: header, orientation, limits; the one decoder, scaler and encoder.
//!
//! In: the bytes of a file. Out: [`Picture`] with its size in pixels; `layout` takes sizes,
//! `epub` and `pdf` ask for bytes in the form they need.

use std::collections::BTreeMap;

/// A picture of a [`Pictures`] collection.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureId(pub u32);

/// The pictures of an issue, by the path the articles use.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    by_file: BTreeMap<String, PictureId>,
}

impl Pictures {
    /// The picture of that file.
    pub fn find(&self, file: &str) -> Option<PictureId> {
        self.by_file.get(file).copied()
    }
}
