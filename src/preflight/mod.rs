//! Rules that an issue and its files should keep, each with a permanent code.
//!
//! In: an issue after typogrify, or the facts of a finished file. Out: findings, nothing
//! is changed. Start at [`house`], the rules of the newsroom, [`reader`], those of
//! e-readers and their stores: what they refuse without a reason, and what they show
//! wrongly; and `pages`, those of printers and of the screen edition. `book` reads the
//! facts as a book; `container`, `contents`, `documents`, `pictures` and `sheets` hold the
//! rules of EPUBs, `printer` those of the press.
//!
//! | code | finding |
//! |---|---|
//! | c-001 | the description of a picture is the name of its file |
//! | c-002 | the description of a picture repeats its caption |
//! | c-003 | the description of a picture says only that it is one |
//! | c-004 | warning: a picture has a caption and no description |
//! | c-005 | warning: a correction without its day |
//! | c-006 | note: nobody vouches for the accessibility of the files |
//! | c-020 | the type of the file does not stand first and plain |
//! | c-021 | no package document, or one that names files that are not there |
//! | c-022 | a document is not XML |
//! | c-023 | a document without XML declaration, or not in UTF-8 |
//! | c-024 | warning: two hyphens in a comment |
//! | c-025 | no title, no language, or no identifier |
//! | c-026 | a language that is none |
//! | c-027 | warning: more bytes than a store takes |
//! | c-028 | warning: a file's name with other signs than letters, figures and hyphens |
//! | c-030 | no contents for older readers, or with another identifier |
//! | c-031 | the order of play has gaps |
//! | c-032 | warning: contents deeper than two levels |
//! | c-033 | an entry or a link that leads nowhere |
//! | c-034 | a page marker without number, or not in the list of pages |
//! | c-040 | warning: no cover |
//! | c-041 | warning: a cover that stores refuse: kind, size or bytes |
//! | c-042 | warning: a picture with more pixels or bytes than stores take |
//! | c-043 | warning: a picture that the ground shines through |
//! | c-044 | warning: a picture of a kind or in colours that some readers do not show |
//! | c-045 | a picture without a word for who cannot see it |
//! | c-050 | something that is fetched from elsewhere, or runs |
//! | c-051 | warning: a note that some readers do not show |
//! | c-060 | warning: style that readers refuse: variables, queries, imports |
//! | c-061 | warning: colours of text or ground |
//! | c-062 | warning: a face in a form that some readers do not take |
//! | c-070 | warning: a PDF that claims no standard of the press |
//! | c-071 | a file for the press without the press it is for |
//! | c-072 | a face that is not in the file |
//! | c-073 | warning: the number of pages is not what the press folds |
//! | c-074 | a page without trim, or larger than its bleed or sheet |
//! | c-075 | colours of screens in a file for the press |
//! | c-076 | warning: more ink than the paper bears |
//! | c-077 | warning: small letters in several inks |
//! | c-078 | warning: black letters with other inks below |
//! | c-079 | warning: a rule that is too thin |
//! | c-080 | warning: a picture with too few dots an inch |
//! | c-081 | warning: links or notes on a page for the press |
//! | c-082 | a PDF for readers that lacks title or language |

#[cfg(feature = "epub")]
mod book;
#[cfg(feature = "epub")]
mod container;
#[cfg(feature = "epub")]
mod contents;
#[cfg(feature = "epub")]
mod documents;
mod house;
#[cfg(feature = "epub")]
mod pictures;
#[cfg(feature = "pdf")]
mod printer;
#[cfg(feature = "epub")]
mod sheets;

pub use house::house;

/// The rules of e-readers and their stores, for a finished EPUB; those of one store where
/// it is for that.
#[cfg(feature = "epub")]
pub fn reader(
    facts: &crate::epub::Facts,
    device: crate::style::Device,
) -> crate::diag::Diagnostics {
    let book = book::Book::of(facts, device);
    let mut found = crate::diag::Diagnostics::new();
    container::look(&book, &mut found);
    contents::look(&book, &mut found);
    documents::look(&book, &mut found);
    pictures::look(&book, &mut found);
    sheets::look(&book, &mut found);
    found
}

/// The rules for a finished PDF: those of its readers for an edition of ours that is for the
/// screen or the office, else those of a press as `press` takes files, `multiple` pages at a
/// time.
#[cfg(feature = "pdf")]
pub fn pages(
    facts: &crate::pdf::Facts,
    press: &crate::style::PressStyle,
    multiple: u32,
) -> crate::diag::Diagnostics {
    use crate::diag::{Code, Diagnostic, Diagnostics};

    let mut found = Diagnostics::new();
    let ours = facts.producer.as_ref().is_some_and(|name| name.starts_with("wwpub "));
    if ours && facts.press.is_none() {
        let lacks =
            [("title", facts.title.is_none()), ("language", facts.lang.is_none())];
        for (what, _) in lacks.iter().filter(|(_, lacks)| *lacks) {
            let message = format!("the file has no {what}");
            found.push(Diagnostic::error(Code("c-082"), message));
        }
    } else {
        printer::look(facts, printer::Limits::of(press, multiple), &mut found);
    }
    found
}
