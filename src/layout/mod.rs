//! From the issue to pages: a file for each step, in order.
//!
//! In: [`Issue`](crate::model::Issue), [`Style`](crate::style::Style),
//! [`FontSet`](crate::font::FontSet) and the sizes of pictures. Out: [`PagedDocument`]
//! with its structure and page map. Start at [`frame`] for the result.

mod frame;
mod structure;

pub use frame::{
    Accessible, Artifact, Destination, Frame, Glyph, GlyphRun, Image, Item, LinkArea,
    LinkTarget, OutlineEntry, Page, PagedDocument, Rule, Side, Tag,
};
pub use structure::{Element, ElementId, Kind, Numbering, Structure};
