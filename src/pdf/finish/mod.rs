//! What printpdf does not set, or sets wrongly: a file for each part of the PDF.
//!
//! In: printpdf's document, the [`PagedDocument`] and the [`Marks`] of its pages. Out: the
//! document, complete but for compression and its identifier. Start at [`finish`].

mod catalog;
mod destinations;
mod intent;
mod labels;
mod links;
mod metadata;
mod outline;
mod pages;
mod press;
mod tags;

use super::codes::Codes;
use super::fonts::fonts as set_fonts;
use super::page::{Assembled, Marks};
use crate::font::FontSet;
use crate::layout::PagedDocument;

pub(super) use metadata::{INSTANCE_ID, Rendition};
pub(super) use press::finish_press;

/// Finishes `file`; `marks` are those of its pages, in order.
pub(super) fn finish(
    file: &mut Assembled,
    doc: &PagedDocument,
    fonts: &FontSet,
    codes: &Codes,
    marks: &[Marks],
) {
    set_fonts(file, fonts, codes);
    pages::set(file, doc);
    destinations::set(file, doc);
    outline::set(file, doc);
    labels::set(file, doc);
    let annotations = links::set(file, doc, marks);
    tags::set(file, doc, marks, &annotations);
    intent::set(file);
    metadata::set(file, doc, Rendition::Screen(doc.accessible));
    catalog::set(file, doc);
}

/// Finishes an edition for paper, whose pages are placed already: fonts, output intent and
/// metadata, and neither tags nor links.
pub(super) fn finish_print(
    file: &mut Assembled,
    doc: &PagedDocument,
    rendition: Rendition,
) {
    intent::set(file);
    metadata::set(file, doc, rendition);
}
