//! Pages of PDFs in the PDFs: upright, cut at their trim, each object once.

use lopdf::{Document, Object};
use wwpub::layout::{Item, Page};
use wwpub::pdf::Standard;
use wwpub::picture::{PictureFile, Pictures};

use super::drawing::{DOTS, drawn, paper};
use super::paper::Paper;
use super::{leave, press};
use crate::picture::page::{QUARTERS, advert, file, plain, text};

fn pictures(files: Vec<(&str, Vec<u8>)>) -> Pictures {
    let named = |(name, bytes): (&str, Vec<u8>)| PictureFile {
        file: format!("{name}.pdf"),
        ..file(bytes)
    };
    Pictures::load_files(files.into_iter().map(named).collect()).0
}

const RED: [u8; 3] = [255, 0, 0];
const GREEN: [u8; 3] = [0, 255, 0];
const BLUE: [u8; 3] = [0, 0, 255];
const YELLOW: [u8; 3] = [255, 255, 0];

#[test]
fn pages_stand_upright_and_end_at_their_trim() {
    let turned = |degrees: i64| advert(QUARTERS, |_, page| page.set("Rotate", degrees));
    let pictures = pictures(vec![
        ("0", turned(0)),
        ("90", turned(90)),
        ("180", turned(180)),
        ("270", turned(-90)),
    ]);
    let Some(pages) = drawn("pdf-pages.pdf", &paper(pictures).bytes()) else { return };
    // From the left above, with the clock.
    let quarters = [
        [RED, GREEN, YELLOW, BLUE],
        [BLUE, RED, GREEN, YELLOW],
        [YELLOW, BLUE, RED, GREEN],
        [GREEN, YELLOW, BLUE, RED],
    ];
    for (page, wanted) in pages.iter().zip(quarters) {
        let at = |x: u32, y: u32| {
            let place = ((y * DOTS + x) * 3) as usize;
            [page[place], page[place + 1], page[place + 2]]
        };
        // Close to the corners: nothing from beyond the trim, and nothing white.
        let (near, far) = (3, DOTS - 4);
        let found = [at(near, near), at(far, near), at(far, far), at(near, far)];
        assert_eq!(found, wanted);
    }
}

/// The dictionaries of forms that came from pages.
fn forms(document: &Document) -> usize {
    let frame: Object = [20, 10, 180, 90].map(Object::from).to_vec().into();
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let is_page = |found: &Object| {
        let sides = |object: &Object| -> Vec<f32> {
            object.as_array().unwrap().iter().map(|n| n.as_float().unwrap()).collect()
        };
        sides(found) == sides(&frame)
    };
    streams.filter(|stream| stream.dict.get(b"BBox").is_ok_and(is_page)).count()
}

/// The same page of paper as often as that.
fn again(mut paper: Paper, times: usize) -> Paper {
    let first: Page = paper.doc.pages[0].clone();
    paper.doc.pages.extend(vec![first; times - 1]);
    paper
}

#[test]
fn a_page_that_is_shown_often_is_there_once() {
    let often = again(paper(pictures(vec![("a", text("AA"))])), 3);
    let bytes = often.bytes();
    let document = Document::load_mem(&bytes).unwrap();
    assert_eq!(forms(&document), 1);
    let faces = document.objects.values().filter_map(|object| object.as_dict().ok());
    let theirs = faces.filter(|dict| {
        dict.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|n| n == b"ABCDEF+Face")
    });
    assert_eq!(theirs.count(), 1);
    assert_eq!(bytes, often.bytes(), "the same bytes every time");
    assert!(!bytes.windows(9).any(|window| window == b"WwpubPage"));
}

#[test]
fn a_press_prints_a_coloured_page_on_pages_with_colour_alone() {
    let inks = press::inks();
    let coloured =
        again(paper(pictures(vec![("a", plain("0 1 1 0 k 0 0 200 100 re f"))])), 2);
    assert!(matches!(coloured.doc.pages[0].frame.items[1].1, Item::Image(_)));
    let second =
        wwpub::pdf::Press { colour_pages: &[2], ..press::press(&inks, Standard::X4) };
    let bytes = press::bytes(&coloured, &second);
    leave("press-pages.pdf", &bytes);
    let document = Document::load_mem(&bytes).unwrap();
    let images = document.objects.values().filter(|object| {
        let dict = object.as_stream().map(|stream| &stream.dict);
        dict.is_ok_and(|dict| dict.has(b"Width"))
    });
    assert_eq!((forms(&document), images.count()), (1, 1));
}

#[test]
fn letters_without_characters_are_no_text_for_the_archive() {
    let inks = press::inks();
    let level = |words: &str| {
        let paper = paper(pictures(vec![("a", text(words))]));
        let bytes = press::bytes(&paper, &press::press(&inks, Standard::X4));
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (_, rest) = text.split_once("<pdfaid:conformance>").expect("a level");
        rest[..1].to_owned()
    };
    assert_eq!((level("AA"), level("AB")), ("U".to_owned(), "B".to_owned()));
}
