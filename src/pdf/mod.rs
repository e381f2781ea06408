//! From finished pages to PDFs: one for the screen that is accessible (PDF/UA-1, ISO
//! 14289-1) and archival (PDF/A-2a, ISO 19005-2) at once, one for the [`press()`].
//!
//! In: [`PagedDocument`], [`FontSet`], [`Pictures`]. Out: the bytes of a file. Nothing is
//! decided here: every position, word and tag comes from `layout`.
//!
//! printpdf writes page content and page tree. Its document is then handed over in
//! process, and the files under [`finish`] set what it does not, each with the clause it
//! serves; clauses are of ISO 32000-1 where no other standard is named. Start at
//! [`write()`], then [`page`] for what goes into a page and [`finish`] for the rest;
//! [`write_booklet`] places the same pages on the sheets of the office printer.
//!
//! [`inspect`] reads a finished file back, for preflight and tests.
//!
//! | code | finding |
//! |---|---|
//! | p-001 | a file is not a PDF that can be read |

mod booklet;
mod cluster;
mod codes;
mod drawing;
mod finish;
mod fonts;
mod inspect;
mod kind;
mod object;
mod page;
mod pages;
mod pictures;
mod press;
mod save;

use rayon::prelude::*;

pub use booklet::write_booklet;
pub use inspect::{
    BoxFacts, Facts, FontFacts, LetterFacts, PageFacts, Paint, PictureFacts, Place,
    PlateFacts, RuleFacts, inspect,
};
pub use press::{Press, PressMarks, Standard};

use crate::font::FontSet;
use crate::layout::PagedDocument;
use crate::picture::Pictures;
use codes::Codes;
use page::{Assembled, Edition, Marks, PageWriter};
use pictures::PrintPictures;
use save::Form;

/// What the caller may choose.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Pictures are scaled down to this many pixels an inch of their size on paper.
    pub print_dpi: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self { print_dpi: 300 }
    }
}

/// The file of the screen edition. The same bytes for the same document, whatever the
/// number of threads.
///
/// The standards are claimed only where `doc.accessible` says so; else the file claims
/// PDF/A-2u, which asks for nothing that a missing description breaks.
pub fn write(
    doc: &PagedDocument,
    fonts: &FontSet,
    pictures: &Pictures,
    options: &Options,
) -> Vec<u8> {
    let codes = Codes::of(doc, fonts);
    let pictures = PrintPictures::of(doc, pictures, *options);
    let writer = PageWriter::new(doc, fonts, &codes, &pictures, Edition::Screen);
    let (mut file, marks) = assemble(doc, &writer, &pictures);
    finish::finish(&mut file, doc, fonts, &codes, &marks);
    save::save(file, doc, Form::Modern)
}

/// The file of the press edition: inks in place of screen colours, no tags, no links.
pub fn press(
    doc: &PagedDocument,
    fonts: &FontSet,
    pictures: &Pictures,
    options: &Options,
    press: &Press<'_>,
) -> Vec<u8> {
    let codes = Codes::of(doc, fonts);
    let pictures = PrintPictures::for_press(doc, pictures, *options, press);
    let writer = PageWriter::new(doc, fonts, &codes, &pictures, Edition::Press(press));
    let (mut file, _) = assemble(doc, &writer, &pictures);
    finish::finish_press(&mut file, doc, fonts, &codes, press, pictures.text_said());
    save::save(file, doc, press.standard.form())
}

/// Writes the pages, each on the thread that is free, and joins them in order.
fn assemble(
    doc: &PagedDocument,
    writer: &PageWriter<'_>,
    pictures: &PrintPictures,
) -> (Assembled, Vec<Marks>) {
    let pages = doc.pages.par_iter().enumerate();
    let (pages, marks): (Vec<_>, Vec<_>) =
        pages.map(|(index, page)| writer.write(index, page)).unzip();
    (page::assemble(pages, pictures), marks)
}
