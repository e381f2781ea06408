//! From finished pages to a PDF that is accessible (PDF/UA-1, ISO 14289-1) and archival
//! (PDF/A-2a, ISO 19005-2) at once.
//!
//! In: [`PagedDocument`], [`FontSet`], [`Pictures`]. Out: the bytes of a file. Nothing is
//! decided here: every position, word and tag comes from `layout`.
//!
//! printpdf writes page content and page tree. Its document is then handed over in
//! process, and the files under [`finish`] set what it does not, each with the clause it
//! serves; clauses are of ISO 32000-1 where no other standard is named. Start at
//! [`write`], then [`page`] for what goes into a page and [`finish`] for the rest.
//!
//! [`inspect`] reads a finished file back, for preflight and tests.
//!
//! | code | finding |
//! |---|---|
//! | p-001 | a file is not a PDF that can be read |

mod cluster;
mod codes;
mod drawing;
mod finish;
mod fonts;
mod inspect;
mod kind;
mod object;
mod page;
mod pictures;
mod save;

use rayon::prelude::*;

pub use inspect::{BoxFacts, Facts, FontFacts, PageFacts, inspect};

use crate::font::FontSet;
use crate::layout::PagedDocument;
use crate::picture::Pictures;
use codes::Codes;
use page::PageWriter;
use pictures::PrintPictures;

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
    let writer = PageWriter::new(doc, fonts, &codes, &pictures);
    let (pages, marks): (Vec<_>, Vec<_>) =
        doc.pages.par_iter().map(|page| writer.write(page)).unzip();
    let mut file = page::assemble(pages, &pictures);
    finish::finish(&mut file, doc, fonts, &codes, &marks);
    save::save(file, doc)
}
