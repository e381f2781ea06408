//! Documents that no layout should make, and large ones.

use std::ops::Range;

use lopdf::{Document, Object};
use proptest::prelude::*;
use wwpub::font::FaceId;
use wwpub::layout::{
    Artifact, ElementId, Frame, Glyph, GlyphRun, Item, Kind, LinkArea, LinkTarget, Page,
    Rule, Seen, Side, Structure, Tag,
};
use wwpub::model::Direction;
use wwpub::style::Flip;
use wwpub::unit::{Abs, Ink, Point, Ratio, Size};

use super::booklet;
use super::paper::{BODY, Paper};
use super::read;

/// A run of a face of the program, of any glyphs and any text.
fn run() -> impl Strategy<Value = GlyphRun> {
    let range = (0_u32..12, 0_u32..6).prop_map(|(start, len)| start..start + len);
    let glyph = (0_u16..2000, -3.0..12.0, -2.0..2.0, range);
    let chars = "abc é‐-\u{AD}\0\u{FEFF}\u{301}ש\u{64E}ع😀".chars().collect::<Vec<_>>();
    let text = prop::collection::vec(prop::sample::select(chars), 0..10);
    let text = text.prop_map(String::from_iter);
    let glyphs = prop::collection::vec(glyph, 0..8);
    let lang = prop::option::of(prop::sample::select(vec!["de", "ar", "en-GB"]));
    let actual = prop::option::of(prop::sample::select(vec!["", "(a\\", "é", "سلام"]));
    let size = prop_oneof![Just(0.0), Just(-4.0), 3.0..40.0];
    (0_u16..45, size, 0.0..1.2, text, glyphs, lang, actual).prop_map(
        |(face, size, stretch, text, glyphs, lang, actual)| GlyphRun {
            face: FaceId(face % 43),
            size: Abs::pt(size),
            stretch: Ratio::new(stretch),
            ink: if text.len() % 2 == 0 { Ink::BLACK } else { Ink::WHITE },
            glyphs: glyphs.into_iter().map(glyph_of).collect(),
            text,
            place: None,
            lang: lang.map(|lang| lang.parse().expect("a language")),
            actual: actual.map(str::to_owned),
        },
    )
}

fn glyph_of((id, advance, rise, text): (u16, f64, f64, Range<u32>)) -> Glyph {
    let offset = Point::new(Abs::ZERO, Abs::pt(rise.round()));
    Glyph { id, advance: Abs::pt(advance), offset, text }
}

/// An item; elements up to 11 where the structure has 9.
fn item() -> impl Strategy<Value = Item> {
    let element = || (0_u32..12).prop_map(ElementId);
    let artifact = prop_oneof![Just(Artifact::Header), Just(Artifact::Repetition)];
    let size = (0.0..90.0, 0.0..9.0).prop_map(|(w, h)| Size::new(Abs::pt(w), Abs::pt(h)));
    let target = prop_oneof![
        Just(LinkTarget::Destination("nowhere".into())),
        Just(LinkTarget::Url("https://example.org".into())),
    ];
    let link = (element(), size.clone(), target).prop_map(|(element, size, target)| {
        Item::Link(LinkArea { element, size, target, contents: String::new() })
    });
    let leaf = prop_oneof![
        4 => run().prop_map(Item::Glyphs),
        1 => size.prop_map(|size| Item::Rule(Rule { size, ink: Ink::BLACK, seen: Seen::Everywhere })),
        1 => link,
        3 => element().prop_map(|id| Item::Tag(Tag::Open(id))),
        3 => element().prop_map(|id| Item::Tag(Tag::Close(id))),
        1 => artifact.prop_map(|kind| Item::Tag(Tag::OpenArtifact(kind))),
        1 => Just(Item::Tag(Tag::CloseArtifact)),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        prop::collection::vec(inner, 0..4).prop_map(|items| {
            let at = Point::new(Abs::pt(10.0), Abs::pt(20.0));
            let mut frame = Frame::default();
            items.into_iter().for_each(|item| frame.push(at, item));
            Item::Group(frame)
        })
    })
}

/// A document of such pages, its elements of nine kinds.
fn paper(pages: Vec<Vec<Item>>) -> Paper {
    let mut paper = Paper::new("en-GB");
    let table = paper.add(Structure::ROOT, Kind::Table);
    let row = paper.add(table, Kind::Row);
    paper.add(row, Kind::HeadCell);
    paper.add(row, Kind::Cell);
    let para = paper.add(Structure::ROOT, Kind::Paragraph);
    paper.add(para, Kind::Link);
    paper.add(Structure::ROOT, Kind::Figure);
    paper.add(Structure::ROOT, Kind::Note);
    for items in pages {
        let mut frame = Frame::new(Size::new(Abs::pt(300.0), Abs::pt(400.0)));
        items.into_iter().for_each(|item| frame.push(Point::ZERO, item));
        paper.doc.pages.push(Page { frame, folio: String::new(), side: Side::Recto });
    }
    paper
}

/// Marked content is opened and closed, never nested, and holds all that paints; the
/// numbers of a page run from 0, and the parent tree knows every one.
fn is_in_order(document: &Document) {
    let parents = parents(document);
    for (page, operations) in read::operations(document).into_iter().enumerate() {
        let (mut inside, mut text, mut next) = (false, false, 0);
        for operation in operations {
            match operation.operator.as_str() {
                "BDC" => {
                    assert!(!inside && !text, "marked content is not nested");
                    inside = true;
                    let properties = operation.operands[1].as_dict().unwrap();
                    if let Ok(number) = properties.get(b"MCID") {
                        assert_eq!(number.as_i64().unwrap(), next);
                        next += 1;
                    }
                }
                "EMC" => {
                    assert!(inside && !text, "what is closed was open");
                    inside = false;
                }
                "BT" | "ET" => text = operation.operator == "BT",
                "TJ" | "Tm" | "Ts" => assert!(inside && text),
                "re" | "f" | "Do" => assert!(inside && !text),
                _ => {}
            }
        }
        assert!(!inside && !text);
        assert_eq!(parents[page], next, "the parent tree has each number");
    }
}

/// How many entries the parent tree has for each page.
fn parents(document: &Document) -> Vec<i64> {
    let root =
        document.catalog().unwrap().get_deref(b"StructTreeRoot", document).unwrap();
    let tree = root.as_dict().unwrap().get_deref(b"ParentTree", document).unwrap();
    let numbers = tree.as_dict().unwrap().get(b"Nums").unwrap().as_array().unwrap();
    numbers
        .chunks(2)
        .map(|entry| document.dereference(&entry[1]).unwrap().1)
        .filter_map(|parents| parents.as_array().ok())
        .map(|parents| {
            let known = |p: &&Object| matches!(p, Object::Reference(_) | Object::Null);
            parents.iter().filter(known).count() as i64
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_frames_make_a_file(
        pages in prop::collection::vec(prop::collection::vec(item(), 0..14), 0..3)
    ) {
        let paper = paper(pages);
        is_in_order(&Document::load_mem(&paper.bytes()).unwrap());
        let booklet = booklet::bytes(&paper, Direction::Rtl, Flip::Long);
        let sides = wwpub::pdf::inspect(&booklet).unwrap().pages.len();
        prop_assert_eq!(sides, paper.doc.pages.len().div_ceil(4) * 2);
    }
}

#[test]
fn the_specimen_is_in_order() {
    let bytes = super::specimen::specimen().bytes();
    is_in_order(&Document::load_mem(&bytes).unwrap());
}

#[test]
fn a_document_without_pages_is_a_file() {
    let mut paper = Paper::new("en-GB");
    paper.doc.pages.clear();
    let facts = wwpub::pdf::inspect(&paper.bytes()).unwrap();
    assert!(facts.pages.is_empty());
}

#[test]
fn two_thousand_pages_are_a_file() {
    let mut paper = Paper::new("en-GB");
    let para = paper.add(Structure::ROOT, Kind::Paragraph);
    paper.tagged(para, |p| p.line("Page after page.", &BODY, None));
    let page = paper.doc.pages.remove(0);
    paper.doc.pages = vec![page; 2000];
    let facts = wwpub::pdf::inspect(&paper.bytes()).unwrap();
    assert_eq!(facts.pages.len(), 2000);
}

/// How long a file takes: `cargo test --test suite how_long -- --ignored --nocapture`.
#[test]
#[ignore = "measures"]
#[expect(clippy::disallowed_methods, clippy::print_stdout, reason = "measures and tells")]
fn how_long_24_pages_take() {
    let mut paper = Paper::new("en-GB");
    let prose = super::specimen::PROSE;
    while paper.doc.pages.len() < 3 {
        let para = paper.add(Structure::ROOT, Kind::Paragraph);
        paper.tagged(para, |p| p.lines(prose, &BODY));
    }
    // Two more columns beside the first, eight times over.
    let mut pages: Vec<Page> = paper.doc.pages[..2].to_vec();
    for page in &mut pages {
        let column = page.frame.items.clone();
        for x in [150.0, 300.0] {
            let shift = Point::new(Abs::pt(x), Abs::ZERO);
            page.frame
                .items
                .extend(column.iter().map(|(at, i)| (*at + shift, i.clone())));
        }
    }
    paper.doc.pages = std::iter::repeat_n(pages, 12).flatten().collect();
    let mut glyphs = 0;
    for page in &paper.doc.pages {
        page.frame.for_each(&mut |_, item| {
            if let Item::Glyphs(run) = item {
                glyphs += run.glyphs.len();
            }
        });
    }
    for _ in 0..5 {
        let start = std::time::Instant::now();
        let bytes = paper.bytes();
        println!("{glyphs} glyphs, {} bytes: {:?}", bytes.len(), start.elapsed());
    }
}
