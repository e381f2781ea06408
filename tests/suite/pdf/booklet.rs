//! The booklet edition of pages made by hand.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};
use wwpub::impose::saddle_stitch;
use wwpub::model::Direction;
use wwpub::pdf::{Options, inspect, write_booklet};
use wwpub::style::{BookletMade, BookletStyle, Flip};
use wwpub::unit::{Abs, Size};

use super::leave;
use super::paper::{BODY, Paper};
use super::specimen;

const A4: Size = Size::new(Abs::raw(39_012_270), Abs::raw(55_174_103));

fn style(flip: Flip) -> BookletStyle {
    let sheet = Some(Size::new(Abs::mm(297.0), Abs::mm(420.0)));
    BookletStyle { made: BookletMade::Always, sheet, flip, paper: Abs::mm(0.1) }
}

pub(super) fn bytes(paper: &Paper, direction: Direction, flip: Flip) -> Vec<u8> {
    let size = paper.doc.pages.first().map_or(A4, |page| page.frame.size);
    let booklet = saddle_stitch(paper.doc.pages.len(), size, direction, &style(flip));
    let options = Options::default();
    write_booklet(&paper.doc, &paper.fonts, &paper.pictures, &options, &booklet)
}

/// Five pages with a line each.
fn five() -> Paper {
    let mut paper = Paper::new("en-GB");
    for number in 1..=5 {
        paper.line(&format!("This is page {number}."), &BODY, None);
        if number < 5 {
            paper.page();
        }
    }
    paper
}

/// What a side shows: names of forms with the matrices before them.
fn shown(document: &Document, page: lopdf::ObjectId) -> Vec<(String, Vec<f32>)> {
    let content = document.get_page_content(page);
    let mut matrix = vec![];
    let mut shown = vec![];
    for operation in Content::decode(&content).unwrap().operations {
        match operation.operator.as_str() {
            "cm" => {
                matrix =
                    operation.operands.iter().map(|o| o.as_float().unwrap()).collect();
            }
            "Do" => {
                let name = operation.operands[0].as_name().unwrap();
                let name = String::from_utf8_lossy(name).into_owned();
                shown.push((name, matrix.clone()));
            }
            _ => {}
        }
    }
    shown
}

#[test]
fn a_side_shows_two_pages_where_imposition_has_put_them() {
    let names = |flip| -> Vec<Vec<String>> {
        let document = Document::load_mem(&bytes(&five(), Direction::Ltr, flip)).unwrap();
        let pages = document.get_pages().into_values();
        pages
            .map(|page| shown(&document, page).into_iter().map(|s| s.0).collect())
            .collect()
    };
    let sides = [vec!["Page1"], vec!["Page2"], vec!["Page3"], vec!["Page4", "Page5"]];
    assert_eq!(names(Flip::Short), sides);
    let sides = [vec!["Page1"], vec!["Page2"], vec!["Page3"], vec!["Page5", "Page4"]];
    assert_eq!(names(Flip::Long), sides);
}

#[test]
fn a_back_is_rotated_for_the_long_edge_alone() {
    let matrix = |flip, side: usize| {
        let document = Document::load_mem(&bytes(&five(), Direction::Ltr, flip)).unwrap();
        let page = document.get_pages().into_values().nth(side).unwrap();
        shown(&document, page)[0].1.clone()
    };
    // Page 2 of A4 on A3; the fold is 595.28 pt from the left, and the sheet 841.89 high.
    assert_eq!(matrix(Flip::Short, 1), [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    assert_eq!(matrix(Flip::Long, 1), [-1.0, 0.0, 0.0, -1.0, 1190.56, 841.89]);
    // Page 3 lies inside: a tenth of a millimetre nearer to the fold.
    assert_eq!(matrix(Flip::Long, 2), [1.0, 0.0, 0.0, 1.0, 594.99, 0.0]);
}

#[test]
fn a_blank_page_has_no_form_and_a_page_one() {
    let mut paper = five();
    paper.doc.pages[3].frame.items.clear();
    let document =
        Document::load_mem(&bytes(&paper, Direction::Rtl, Flip::Short)).unwrap();
    let is_form = |o: &&Object| {
        o.as_stream().is_ok_and(|s| {
            s.dict.get(b"Subtype").is_ok_and(|name| name == &Object::from("Form"))
        })
    };
    assert_eq!(document.objects.values().filter(is_form).count(), 4);
    let last = document.get_pages().into_values().nth(3).unwrap();
    let names: Vec<_> = shown(&document, last).into_iter().map(|s| s.0).collect();
    assert_eq!(names, ["Page5"]);
}

#[test]
fn there_are_neither_tags_nor_links() {
    let paper = specimen::specimen();
    let bytes = bytes(&paper, Direction::Ltr, Flip::Short);
    leave("pdf-specimen-booklet.pdf", &bytes);
    let document = Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    for key in ["StructTreeRoot", "MarkInfo", "Outlines", "PageLabels", "Names", "Dests"]
    {
        assert!(!catalog.has(key.as_bytes()), "{key}");
    }
    for object in document.objects.values() {
        let Ok(stream) = object.as_stream() else { continue };
        if stream.dict.has(b"BBox") {
            let content = stream.get_plain_content().unwrap();
            let operations = Content::decode(&content).unwrap().operations;
            let marked = |name: &str| matches!(name, "BDC" | "BMC" | "EMC");
            assert!(operations.iter().all(|o| !marked(&o.operator)));
            assert!(operations.iter().any(|o| o.operator == "TJ"), "there is text");
        }
    }
    let facts = inspect(&bytes).unwrap();
    assert!(facts.pages.iter().all(|page| page.annotations == 0));
    assert!(facts.fonts.iter().all(|font| font.program.is_some() && font.to_unicode));
    assert!(facts.xmp.contains("<pdfaid:conformance>U<"));
    assert!(!facts.xmp.contains("pdfuaid"));
    assert_eq!(facts.lang.as_deref(), Some("en-GB"));
}

#[test]
fn the_printer_is_told_which_edge() {
    let duplex = |flip| {
        let document = Document::load_mem(&bytes(&five(), Direction::Ltr, flip)).unwrap();
        let catalog = document.catalog().unwrap();
        let told: &Dictionary =
            catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
        assert_eq!(told.get(b"PrintScaling").unwrap(), &Object::from("None"));
        String::from_utf8_lossy(told.get(b"Duplex").unwrap().as_name().unwrap())
            .into_owned()
    };
    assert_eq!(duplex(Flip::Short), "DuplexFlipShortEdge");
    assert_eq!(duplex(Flip::Long), "DuplexFlipLongEdge");
}

#[test]
fn no_pages_are_no_sheets() {
    let mut paper = Paper::new("en-GB");
    paper.doc.pages.clear();
    let facts = inspect(&bytes(&paper, Direction::Ltr, Flip::Short)).unwrap();
    assert!(facts.pages.is_empty());
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let made = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| bytes(&specimen::specimen(), Direction::Ltr, Flip::Short))
    };
    assert_eq!(made(1), made(4));
}
