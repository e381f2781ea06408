//! The PDF room, tried with pages made by hand.

mod booklet;
mod drawing;
mod odd;
mod pages;
mod paper;
mod press;
mod read;
mod specimen;

use std::path::PathBuf;

use lopdf::Document;
use wwpub::layout::{Artifact, Item, Kind, LinkTarget, OutlineEntry, Structure};
use wwpub::pdf::inspect;

use paper::{BODY, Paper};

/// Where a file for the outside judges is left.
#[expect(clippy::disallowed_methods, reason = "tests leave files for the judges")]
fn leave(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn load(paper: &Paper) -> Document {
    Document::load_mem(&paper.bytes()).unwrap()
}

/// A paragraph over two pages with a link in it.
fn tiny() -> Paper {
    let mut paper = Paper::new("en-GB");
    let art = paper.add(Structure::ROOT, Kind::Art);
    let para = paper.add(art, Kind::Paragraph);
    let link = paper.add(para, Kind::Link);
    paper.destination("tiny");
    paper.tagged(para, |p| {
        p.line("A fine begin\u{AD}", &BODY, None);
        p.page();
        p.line("ning and ", &BODY, None);
        p.tagged(link, |p| {
            p.line("an end.", &BODY, None);
            p.link(link, LinkTarget::Destination("tiny".into()), "The beginning");
        });
    });
    paper.outline("Tiny", "tiny", vec![]);
    paper
}

#[test]
fn the_specimen_is_left_for_the_judges() {
    leave("pdf-specimen.pdf", &specimen::specimen().bytes());
    leave("pdf-undescribed.pdf", &specimen::undescribed().bytes());
}

#[test]
fn every_object_is_as_it_was_meant() {
    let version = concat!("wwpub ", env!("CARGO_PKG_VERSION"));
    let objects = read::objects(&load(&tiny())).replace(version, "wwpub VERSION");
    insta::assert_snapshot!(objects);
}

#[test]
fn every_operator_is_as_it_was_meant() {
    insta::assert_snapshot!(read::listing(&load(&tiny())));
}

#[test]
fn metadata_says_what_is_true() {
    let version = concat!("wwpub ", env!("CARGO_PKG_VERSION"));
    let xmp = inspect(&tiny().bytes()).unwrap().xmp.replace(version, "wwpub VERSION");
    let xmp = xmp.replace("><", ">\n<");
    insta::assert_snapshot!(xmp);
    let xmp = inspect(&specimen::undescribed().bytes()).unwrap().xmp;
    assert!(xmp.contains("<pdfaid:conformance>U<"), "{xmp}");
    assert!(!xmp.contains("pdfuaid"), "{xmp}");
}

#[test]
fn the_same_bytes_whatever_the_threads() {
    let paper = specimen::specimen();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| paper.bytes())
    };
    let one = with(1);
    assert!(one == with(2), "two threads");
    assert!(one == with(5), "five threads");
}

#[test]
fn another_word_is_another_file_of_the_same_document() {
    let ids = |paper: &Paper| {
        let ids = load(paper).trailer.get(b"ID").unwrap().as_array().unwrap().clone();
        ids.iter().map(|id| id.as_str().unwrap().to_vec()).collect::<Vec<_>>()
    };
    let (first, mut changed) = (tiny(), tiny());
    let para = changed.add(Structure::ROOT, Kind::Paragraph);
    changed.tagged(para, |p| p.line("One more.", &BODY, None));
    let (first, changed) = (ids(&first), ids(&changed));
    assert_eq!(first[0], changed[0]);
    assert_ne!(first[1], changed[1]);
}

#[test]
fn facts_are_read_back() {
    let mut paper = specimen::specimen();
    paper.doc.pages[0].folio = "i".into();
    let facts = inspect(&paper.bytes()).unwrap();
    assert_eq!(facts.version, "1.7");
    assert_eq!(
        facts.title.as_deref(),
        Some("The Weekly & Other <Words>, 9 January 1997")
    );
    assert_eq!(facts.lang.as_deref(), Some("en-GB"));
    let labels: Vec<_> = facts.pages.iter().map(|p| p.label.as_str()).collect();
    assert_eq!(labels, ["i", "2", "3"]);
    for page in &facts.pages {
        assert_eq!(page.boxes.trim, Some([0.0, 0.0, 595.28, 841.89]));
        assert_eq!(page.boxes.trim, page.boxes.media);
    }
    assert!(facts.fonts.iter().all(|f| f.to_unicode && f.program.is_some()), "{facts:?}");
    assert!(inspect(b"no such thing").unwrap_err().code.0 == "p-001");
}

#[test]
fn groups_keep_their_order_and_text_the_order_of_the_page() {
    let mut paper = Paper::new("en-GB");
    let art = paper.add(Structure::ROOT, Kind::Art);
    let (first, second) =
        (paper.add(art, Kind::Paragraph), paper.add(art, Kind::Paragraph));
    let (late, early) = (paper.add(first, Kind::Span), paper.add(first, Kind::Code));
    // The second paragraph is painted first, and so is the later child of the first.
    paper.tagged(second, |p| p.line("second", &BODY, None));
    paper.tagged(first, |p| {
        p.tagged(early, |p| p.line("early", &BODY, None));
        p.line("between", &BODY, None);
        p.tagged(late, |p| p.line("late", &BODY, None));
    });
    let _never = paper.add(art, Kind::Heading(2));
    let tree = read::objects(&load(&paper));
    insta::assert_snapshot!(tree.split("StructTreeRoot\n").nth(1).unwrap());
}

#[test]
fn one_glyph_says_several_texts() {
    let mut paper = Paper::new("en-GB");
    let para = paper.add(Structure::ROOT, Kind::Paragraph);
    paper.tagged(para, |p| p.line("well-known impos\u{AD}", &BODY, None));
    let listing = read::listing(&load(&paper));
    // The hyphen in the word and that at the line's end differ in their font alone.
    let fonts: Vec<_> = listing.lines().filter(|line| line.ends_with("Tf")).collect();
    assert_eq!(fonts.len(), 2, "{listing}");
}

#[test]
fn text_from_right_to_left_is_not_spelled_out() {
    // Viewers turn round both the glyphs and the `ActualText`; only the glyphs need it.
    let listing = |words: &str| {
        let mut paper = Paper::new("ar");
        let para = paper.add(Structure::ROOT, Kind::Paragraph);
        let mut run = paper.run(words, &specimen::ARABIC);
        run.actual = Some(words.into());
        paper.tagged(para, |p| p.put(60.0, 60.0, Item::Glyphs(run)));
        read::listing(&load(&paper))
    };
    assert!(!listing("سلام").contains("ActualText"));
    assert!(listing("س").contains("ActualText"));
}

#[test]
fn papers_read_from_right_to_left_say_so() {
    let mut paper = Paper::new("ar");
    let para = paper.add(Structure::ROOT, Kind::Paragraph);
    paper.tagged(para, |p| p.line("سلام", &specimen::ARABIC, None));
    let document = load(&paper);
    let preferences = document.catalog().unwrap().get(b"ViewerPreferences").unwrap();
    let direction = preferences.as_dict().unwrap().get(b"Direction").unwrap();
    assert_eq!(direction.as_name().unwrap(), b"R2L");
}

#[test]
fn artifacts_say_what_they_are() {
    let mut paper = Paper::new("en-GB");
    paper.artifact(Artifact::Header, |p| p.line("The Weekly", &BODY, None));
    paper.line("belongs to nobody", &BODY, None);
    let listing = read::listing(&load(&paper));
    let opened: Vec<_> = listing.lines().filter(|line| line.ends_with("BDC")).collect();
    let kinds = ["/Footer", "/Header", "/Layout"];
    assert_eq!(opened.len(), kinds.len(), "{opened:?}");
    for (line, kind) in opened.into_iter().zip(kinds) {
        assert!(line.starts_with("/Artifact ") && line.contains(kind), "{line}");
    }
}

#[test]
fn outlines_of_any_depth_are_written() {
    let mut paper = tiny();
    let entry = |children| OutlineEntry {
        title: "Été".into(),
        destination: "tiny".into(),
        children,
    };
    paper.doc.outline = vec![entry(vec![entry(vec![entry(vec![])]), entry(vec![])])];
    let tree = read::objects(&load(&paper));
    let counts: Vec<_> = tree.lines().filter(|line| line.contains("Count")).collect();
    // The pages, the outline with two levels open, its entry, and what is closed in it.
    let counts: Vec<_> = counts.into_iter().map(str::trim).collect();
    assert_eq!(counts, ["Count: 2", "Count: 3", "Count: 2", "Count: -1"]);
}
