//! Drafts: files all the same, with placeholders, and without claims.

use std::io::{Cursor, Read};

use super::bad::{CONTENT, OTHER};
use super::scratch::{Scratch, dot};
use wwpub::cli::Exit;

/// The texts of an EPUB, one after the other.
fn texts(epub: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).expect("an archive");
    let mut all = String::new();
    for i in 0..archive.len() {
        let mut text = String::new();
        // Pictures are no text.
        if archive.by_index(i).expect("a file").read_to_string(&mut text).is_ok() {
            all.push_str(&text);
        }
    }
    all
}

/// A paper somebody vouches for: its EPUB may claim a standard.
const VOUCHED: &str =
    "name = \"The Galley\"\nlang = \"en-GB\"\ncertifier = \"The Galley\"\n";

/// Whether the EPUB and the PDF claim a standard of accessibility.
fn claims(paper: &Scratch) -> [bool; 2] {
    let epub = texts(paper.read("out/the-galley-2026-11-19.epub"));
    let pdf = paper.read("out/the-galley-2026-11-19.pdf");
    let pdf = String::from_utf8_lossy(&pdf).into_owned();
    [epub.contains("conformsTo"), pdf.contains("pdfuaid:part")]
}

#[test]
fn a_clean_issue_claims_both_standards() {
    let paper = Scratch::paper().with("wwpub.toml", VOUCHED);
    assert_eq!(paper.run(&["build", "issue"]).exit, Exit::Made);
    assert_eq!(claims(&paper), [true, true]);
    // Nothing is missing: a draft of it is the same.
    assert_eq!(paper.run(&["build", "issue", "--draft"]).exit, Exit::Made);
    assert_eq!(claims(&paper), [true, true]);
}

#[test]
fn every_fault_of_content_can_be_a_draft() {
    for fault in CONTENT {
        let paper = fault.paper();
        // The paper's own file may be the one at fault.
        let vouch = !fault.touches("wwpub.toml");
        let paper = if vouch { paper.with("wwpub.toml", VOUCHED) } else { paper };
        let words = [fault.words, &["--draft", "-o", "out"]].concat();
        let ran = paper.run(&words);
        let name = fault.name;
        assert_eq!(ran.exit, Exit::Made, "{name}: {ran:#?}");
        assert_eq!(ran.codes("error"), [""; 0], "{name}: {ran:#?}");
        let made = paper.made();
        assert_eq!(made.len(), 2, "{name}: {made:?}");
        for file in made {
            let bytes = paper.read(&file);
            let claim = if file.ends_with(".epub") {
                texts(bytes).contains("conformsTo")
            } else {
                String::from_utf8_lossy(&bytes).contains("pdfuaid:part")
            };
            assert!(!claim, "{name}: {file} claims accessibility");
        }
    }
}

#[test]
fn no_draft_passes_over_other_faults() {
    for fault in OTHER {
        let paper = fault.paper();
        let ran = paper.run(&[fault.words, &["--draft"]].concat());
        assert_ne!(ran.exit, Exit::Made, "{}: {ran:#?}", fault.name);
        assert_eq!(paper.made(), [""; 0], "{}", fault.name);
    }
}

#[test]
fn what_is_missing_can_be_seen() {
    let paper = Scratch::paper()
        .with("issue/a.md", "---\nauthors: [A]\n---\n\nText.\n\n![](media/none.png)\n");
    let ran = paper.run(&["build", "issue", "--draft"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    let epub = texts(paper.read("out/the-galley-2026-11-19.epub"));
    assert!(epub.contains("Headline missing"), "{epub}");
    assert!(epub.contains("Picture not yet described"), "{epub}");
}

#[test]
fn a_picture_with_neither_description_nor_caption_forbids_claims() {
    let paper = Scratch::paper()
        .with("wwpub.toml", VOUCHED)
        .with("issue/media/dot.png", dot())
        .with("issue/a.md", "# A\n\nText.\n\n![](media/dot.png)\n");
    let ran = paper.run(&["build", "issue"]);
    assert_eq!((ran.exit, ran.codes("warning")), (Exit::Made, vec!["i-062"]), "{ran:#?}");
    assert_eq!(claims(&paper), [false, false]);
}
