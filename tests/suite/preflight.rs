//! The rules of preflight: nothing is said of what we make, and each rule finds its fault.

#[cfg(feature = "pdf")]
mod printer;

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use proptest::prelude::*;
use wwpub::diag::Diagnostics;
use wwpub::epub::{self, Cover};
use wwpub::font::FontSet;
use wwpub::model::{Block, BlockKind, Inline, Issue, Note, NoteId, Text, number};
use wwpub::picture::{Pictures, PixelSize, encode_jpeg, encode_png};
use wwpub::preflight;
use wwpub::style::Device;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::papers::{self, figure};
use crate::styles;

/// Parts of a book, in order.
type Parts = Vec<(String, Vec<u8>)>;

fn issue() -> Issue {
    let mut article = papers::article("The first van", &["The van leaves at four."]);
    let call = vec![Inline::text("See"), Inline::NoteRef(NoteId(1))];
    article.body.push(Block::new(BlockKind::Paragraph(Text::new(call, None)), None));
    article.body.push(figure("a.png", Some("A van before the works"), None));
    article.notes = vec![Note { blocks: vec![Block::paragraph("A note.")], span: None }];
    let mut issue = papers::issue(vec![article, papers::article("Two", &["Text."])]);
    issue.paper.certifier = Some("The Galley".into());
    number(&mut issue);
    issue
}

fn book() -> Parts {
    let png = encode_png(&[0, 0, 0, 255].repeat(6), PixelSize::new(3, 2));
    let (pictures, _) = Pictures::load(vec![("a.png".into(), png)]);
    let size = PixelSize::new(1600, 2400);
    let jpeg = encode_jpeg(&vec![255; size.count() as usize * 3], size, 50);
    let cover = Cover { jpeg, alt: "Front page".into(), size: [1600, 2400] };
    let (style, fonts) = (styles::named("weekly"), FontSet::shipped());
    let (issue, device) = (issue(), Device::Generic);
    let (document, _) = wwpub::layout::issue(&issue, style, &fonts, &pictures);
    let pages = Some(&document.page_map);
    let (package, _) =
        epub::package(&issue, style, &fonts, &pictures, pages, Some(cover), device);
    let facts = epub::inspect(&epub::write(&package)).expect("our own file");
    facts.parts.into_iter().map(|part| (part.path, part.bytes)).collect()
}

fn packed(parts: &Parts) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (path, bytes) in parts {
        let packing = match path.as_str() {
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(packing);
        zip.start_file(path.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn look(parts: &Parts) -> Diagnostics {
    let facts = epub::inspect(&packed(parts)).expect("an archive");
    preflight::reader(&facts, Device::Generic)
}

fn codes(found: &Diagnostics) -> BTreeSet<&'static str> {
    found.iter().map(|finding| finding.code.0).collect()
}

/// Changes the text of the one part whose path ends so.
fn edit(parts: &mut Parts, end: &str, from: &str, to: &str) {
    let part = parts.iter_mut().find(|(path, _)| path.ends_with(end)).expect(end);
    let text = String::from_utf8(part.1.clone()).expect("a text");
    assert!(text.contains(from), "{end} has no {from}: {text}");
    part.1 = text.replacen(from, to, 1).into_bytes();
}

fn replace(parts: &mut Parts, end: &str, bytes: Vec<u8>) {
    parts.iter_mut().find(|(path, _)| path.ends_with(end)).expect(end).1 = bytes;
}

/// The first article, the picture, the cover.
const VAN: &str = "article-the-first-van.xhtml";
const PICTURE: &str = "picture1.png";
const COVER: &str = "cover.jpg";
const CSS: &str = "stylesheet.css";

type Fault = (&'static str, fn(&mut Parts));

/// A fault for every rule.
const FAULTS: &[Fault] = &[
    ("c-020", |p| p.rotate_left(1)),
    ("c-020", |p| replace(p, "mimetype", b"application/zip".to_vec())),
    ("c-021", |p| edit(p, "container.xml", "content.opf", "other.opf")),
    ("c-021", |p| edit(p, "content.opf", "idref=\"f-title.xhtml\"", "idref=\"x\"")),
    ("c-021", |p| edit(p, "content.opf", "href=\"title.xhtml\"", "href=\"t.xhtml\"")),
    ("c-022", |p| edit(p, VAN, "</h1>", "&nbsp;</h1>")),
    ("c-022", |p| edit(p, VAN, "</h1>", "")),
    ("c-023", |p| edit(p, VAN, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")),
    ("c-023", |p| edit(p, VAN, "\"UTF-8\"", "\"iso-8859-1\"")),
    ("c-024", |p| edit(p, VAN, "<header>", "<!-- a -- b --><header>")),
    ("c-025", |p| edit(p, "content.opf", "The Galley 7, 9 January 1997</dc:t", "</dc:t")),
    ("c-026", |p| edit(p, "content.opf", ">en-GB<", ">us<")),
    ("c-027", |p| p.push(("OEBPS/x.bin".into(), noise(21_000_000)))),
    ("c-028", |p| p.push(("OEBPS/ein Bild.bin".into(), vec![1]))),
    ("c-030", |p| edit(p, "toc.ncx", "urn:uuid:", "urn:uuid:0")),
    ("c-030", |p| edit(p, "content.opf", "application/x-dtbncx+xml", "text/xml")),
    ("c-031", |p| edit(p, "toc.ncx", "playOrder=\"2\"", "playOrder=\"9\"")),
    ("c-032", |p| {
        let deep = "<navPoint id=\"a\" playOrder=\"1\"><navPoint id=\"b\" playOrder=\"1\">\
                    <navPoint id=\"c\" playOrder=\"1\"/></navPoint></navPoint></navMap>";
        edit(p, "toc.ncx", "</navMap>", deep);
    }),
    ("c-033", |p| edit(p, "toc.ncx", "#page-1", "#page-9")),
    ("c-033", |p| edit(p, VAN, "#note-1", "#note-9")),
    ("c-034", |p| edit(p, VAN, " aria-label=\"1\"", "")),
    ("c-040", |p| {
        edit(p, "content.opf", " properties=\"cover-image\"", "");
        edit(p, "content.opf", "<meta name=\"cover\"", "<meta name=\"x\"");
    }),
    ("c-041", |p| replace(p, COVER, plain_jpeg(400, 600))),
    ("c-042", |p| replace(p, PICTURE, plain_jpeg(2100, 2000))),
    ("c-043", |p| replace(p, PICTURE, encode_png(&[9; 24], PixelSize::new(3, 2)))),
    ("c-044", |p| replace(p, PICTURE, b"GIF89a".to_vec())),
    ("c-045", |p| edit(p, VAN, " alt=\"A van before the works\"", "")),
    ("c-050", |p| edit(p, VAN, "src=\"images/", "src=\"https://a.example/")),
    ("c-050", |p| edit(p, VAN, "<p class", "<p onclick=\"x()\" class")),
    ("c-051", |p| {
        edit(p, VAN, "<div class=\"note\"", "<aside class=\"note\"");
        edit(p, VAN, "</div>\n</section>", "</aside>\n</section>");
    }),
    ("c-051", |p| edit(p, VAN, "A note.", &"A long note. ".repeat(500))),
    ("c-051", |p| edit(p, VAN, "<p class=\"first\"><a", "<p class=\"first\">A <a")),
    ("c-060", |p| edit(p, CSS, "body {", "body { margin: var(--x);")),
    ("c-060", |p| edit(p, CSS, "body {", "body { --x: 1em;")),
    ("c-060", |p| edit(p, CSS, "body {", "@import 'a.css'; body {")),
    ("c-061", |p| edit(p, CSS, "body {", "body { color: #222;")),
    ("c-061", |p| edit(p, CSS, "body {", "body { background: white;")),
    ("c-062", |p| {
        let item =
            "<item id=\"w\" href=\"w.woff2\" media-type=\"font/woff2\"/></manifest>";
        edit(p, "content.opf", "</manifest>", item);
        p.push(("OEBPS/w.woff2".into(), vec![1]));
    }),
];

fn plain_jpeg(width: u32, height: u32) -> Vec<u8> {
    let size = PixelSize::new(width, height);
    encode_jpeg(&vec![200; size.count() as usize * 3], size, 50)
}

/// Bytes that cannot be pressed.
fn noise(count: usize) -> Vec<u8> {
    let mut seed = 7_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn nothing_is_said_of_what_we_make() {
    let found = look(&book());
    assert!(found.is_empty(), "{found:#?}");
    assert!(preflight::house(&issue()).is_empty());
}

#[test]
fn every_rule_for_readers_finds_its_fault() {
    let good = book();
    for (code, plant) in FAULTS {
        let mut parts = good.clone();
        plant(&mut parts);
        let found = look(&parts);
        assert!(codes(&found).contains(code), "{code}: {found:#?}");
        let hinted = found.iter().filter(|f| f.code.0 == *code);
        assert!(hinted.clone().all(|f| f.message.contains(|c: char| c.is_lowercase())));
    }
    let planted: BTreeSet<&str> = FAULTS.iter().map(|(code, _)| *code).collect();
    let page = include_str!("../../src/preflight/mod.rs");
    let listed = page.lines().filter_map(|line| line.strip_prefix("//! | c-0")?.get(..2));
    let listed: Vec<String> = listed.map(|number| format!("c-0{number}")).collect();
    let rules = listed.iter().filter(|code| ("c-020".."c-070").contains(&code.as_str()));
    for code in rules {
        assert!(planted.contains(code.as_str()), "no fault is planted for {code}");
    }
}

#[test]
fn a_file_that_is_no_book_is_told_and_never_panics() {
    assert_eq!(epub::inspect(b"PK").expect_err("no archive").code.0, "e-005");
    let empty = look(&vec![]);
    assert!(codes(&empty).is_superset(&BTreeSet::from(["c-020", "c-021"])));
    let whole = packed(&book());
    for end in (0..whole.len()).step_by(997) {
        if let Ok(facts) = epub::inspect(&whole[..end]) {
            preflight::reader(&facts, Device::Kobo);
        }
    }
}

#[test]
fn descriptions_that_describe_nothing_are_refused() {
    let told = |alt: Option<&str>, caption: Option<&str>| {
        let mut issue = issue();
        let body = &mut issue.sections[0].articles[0].body;
        body.push(figure("media/IMG_0012.jpg", alt, caption));
        number(&mut issue);
        codes(&preflight::house(&issue)).into_iter().next()
    };
    assert_eq!(told(Some("img 0012"), None), Some("c-001"));
    assert_eq!(told(Some("IMG_0012.JPG"), None), Some("c-001"));
    assert_eq!(told(Some("The press."), Some("The press")), Some("c-002"));
    assert_eq!(told(Some("Photo"), Some("The press")), Some("c-003"));
    assert_eq!(told(Some("写真"), None), Some("c-003"));
    assert_eq!(told(None, Some("The press")), Some("c-004"));
    assert_eq!(told(Some("Two men at a press"), Some("The press")), None);
}

#[test]
fn a_correction_has_a_day_and_accessibility_somebody_who_vouches() {
    let mut issue = issue();
    issue.correction_note = Some("The number was wrong.".into());
    issue.paper.certifier = None;
    let found = preflight::house(&issue);
    assert_eq!(codes(&found), BTreeSet::from(["c-005", "c-006"]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever stands in a document, it is read or refused.
    #[test]
    fn any_document_is_read_or_refused(text in "[-<>/?!a-c =\"'&;#x0-9\\[\\]:\n\u{e9}]{0,80}") {
        drop(epub::read_xml(text.as_bytes()));
        let mut parts = vec![
            ("META-INF/container.xml".to_owned(), CONTAINER.to_vec()),
            ("content.opf".to_owned(), text.clone().into_bytes()),
            ("a.css".to_owned(), text.clone().into_bytes()),
        ];
        look(&parts);
        parts[1].1 = format!("<package><manifest><item id='a' href='a.xhtml' \
            media-type='application/xhtml+xml'/></manifest>{text}</package>").into_bytes();
        parts[2] = ("a.xhtml".to_owned(), format!("<html>{text}</html>").into_bytes());
        look(&parts);
    }
}

const CONTAINER: &[u8] =
    b"<container><rootfiles><rootfile full-path='content.opf'/></rootfiles></container>";
