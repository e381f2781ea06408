//! The press edition: inks, boxes, overprint, and nothing a press refuses.

use lopdf::content::Content;
use lopdf::{Document, Object};
use wwpub::layout::{Kind, Structure};
use wwpub::pdf::{self, Options, Press, PressMarks, Standard};
use wwpub::picture::{Inks, Pictures};
use wwpub::unit::{Abs, Ink, Overprint};

use super::paper::{BODY, Look, Paper};
use super::{leave, specimen};
use crate::press_profile::profile;

pub(super) fn inks() -> Inks {
    Inks::read("press.icc", profile(), 220).unwrap()
}

pub(super) fn press(inks: &Inks, standard: Standard) -> Press<'_> {
    Press {
        inks,
        standard,
        bleed: Abs::mm(3.0),
        marks: PressMarks::All,
        colour_pages: &[],
        inks_from: Abs::pt(10.0),
        rule: Abs::pt(0.5),
    }
}

pub(super) fn bytes(paper: &Paper, press: &Press<'_>) -> Vec<u8> {
    pdf::press(&paper.doc, &paper.fonts, &paper.pictures, &Options::default(), press)
}

fn written(standard: Standard) -> Vec<u8> {
    bytes(&specimen::specimen(), &press(&inks(), standard))
}

fn load(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).unwrap()
}

/// The operators of every page.
fn operators(document: &Document) -> Vec<(String, Vec<Object>)> {
    let pages = document.get_pages().into_values();
    pages
        .flat_map(|page| {
            let content = document.get_page_content(page);
            Content::decode(&content).unwrap().operations
        })
        .map(|operation| (operation.operator, operation.operands))
        .collect()
}

#[test]
fn the_press_edition_is_left_for_the_judges() {
    leave("press.icc", &profile());
    leave("press-x4.pdf", &written(Standard::X4));
    leave("press-x1a.pdf", &written(Standard::X1a));
}

#[test]
fn every_colour_is_of_inks() {
    for standard in [Standard::X4, Standard::X1a] {
        let document = load(&written(standard));
        let operators = operators(&document);
        let of = |name: &str| operators.iter().filter(|(op, _)| op == name).count();
        assert!(of("k") >= document.get_pages().len(), "inks are selected");
        for screen in ["rg", "RG", "g", "G", "cs", "CS", "sc", "scn", "sh"] {
            assert_eq!(of(screen), 0, "`{screen}` is of screens");
        }
        let streams = document.objects.values().filter_map(|o| o.as_stream().ok());
        let spaces: Vec<String> = streams
            .filter_map(|stream| stream.dict.get(b"ColorSpace").ok())
            .map(|space| String::from_utf8_lossy(space.as_name().unwrap()).into_owned())
            .collect();
        assert!(spaces.iter().any(|space| space == "DeviceCMYK"));
        assert!(spaces.iter().all(|s| s == "DeviceCMYK" || s == "DeviceGray"));
    }
}

#[test]
fn small_letters_are_of_one_ink_and_black_prints_over() {
    let red =
        Ink { cmyk: [0, 100, 80, 0], rgb: [168, 20, 28], overprint: Overprint::Knockout };
    let mut paper = Paper::new("en-GB");
    let kicker = paper.add(Structure::ROOT, Kind::Paragraph);
    paper.tagged(kicker, |p| {
        p.line("KICKER", &Look { size: 7.6, ink: red, ..BODY }, None);
        p.line("Headline", &Look { size: 22.0, ink: red, ..BODY }, None);
        p.line("Text.", &BODY, None);
    });
    let document = load(&bytes(&paper, &press(&inks(), Standard::X4)));
    let (mut ink, mut size, mut state) = (vec![], 0.0, String::new());
    let mut shown = vec![];
    for (operator, operands) in operators(&document) {
        let number = |at: usize| operands[at].as_float().unwrap();
        match operator.as_str() {
            "k" => ink = (0..4).map(number).collect(),
            "Tf" => size = number(1),
            "gs" => {
                state = String::from_utf8_lossy(operands[0].as_name().unwrap()).into();
            }
            "TJ" => {
                shown.push(ink.clone());
                let inks = ink.iter().filter(|part| **part > 0.0).count();
                assert!(inks <= 1 || size >= 10.0, "{size} pt in {ink:?}");
                if ink == [0.0, 0.0, 0.0, 1.0] {
                    assert_eq!(state, "Over");
                }
            }
            _ => {}
        }
    }
    // An operator may show part of a line.
    shown.dedup();
    let black = [0.0, 0.0, 0.0, 1.0].to_vec();
    assert_eq!(shown, [black.clone(), vec![0.0, 1.0, 0.8, 0.0], black]);
}

#[test]
fn the_page_lies_in_its_bleed_and_the_bleed_on_the_sheet() {
    let facts = pdf::inspect(&written(Standard::X4)).unwrap();
    assert_eq!(facts.version, "1.6");
    for page in &facts.pages {
        let boxes = &page.boxes;
        let [media, bleed, trim] =
            [boxes.media, boxes.bleed, boxes.trim].map(Option::unwrap);
        assert_eq!(boxes.crop, None);
        let size = |b: [f32; 4]| ((b[2] - b[0]) * 10.0).round() as i32;
        assert_eq!(size(trim), 5953);
        assert_eq!(size(bleed), 6123, "3 mm on each side");
        assert_eq!(size(media), 6553, "marks of 18 pt, 12 pt away");
        assert!(media[0] < bleed[0] && bleed[0] < trim[0]);
        assert!(media[3] > bleed[3] && bleed[3] > trim[3]);
        assert_eq!(page.annotations, 0);
    }
}

#[test]
fn nothing_is_in_the_file_that_the_standards_refuse() {
    let (x4, x1a) = (written(Standard::X4), written(Standard::X1a));
    let holds = |bytes: &[u8], word: &str| {
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    };
    assert!(x4.starts_with(b"%PDF-1.6") && x1a.starts_with(b"%PDF-1.3"));
    assert!(holds(&x4, "PDF/X-4") && holds(&x1a, "(PDF/X-1a:2001)"));
    for word in ["ObjStm", "XRef", "SMask", "/CA", "/ca ", "Metadata"] {
        assert!(!holds(&x1a, word), "`{word}` is newer than PDF 1.3");
    }
    for bytes in [&x4, &x1a] {
        let document = load(bytes);
        let catalog = document.catalog().unwrap();
        assert!(!catalog.has(b"StructTreeRoot") && !catalog.has(b"MarkInfo"));
        let info = document.trailer.get(b"Info").and_then(Object::as_reference);
        let info = document.get_dictionary(info.unwrap()).unwrap();
        assert_eq!(info.get(b"Trapped").and_then(Object::as_name).unwrap(), b"False");
    }
}

#[test]
fn the_same_bytes_come_twice() {
    assert!(written(Standard::X4) == written(Standard::X4));
    assert!(written(Standard::X1a) == written(Standard::X1a));
}

#[test]
fn pages_without_colour_carry_black_alone() {
    let (paper, inks) = (specimen::specimen(), inks());
    let press = Press { colour_pages: &[9_999], ..press(&inks, Standard::X4) };
    let document = load(&bytes(&paper, &press));
    for (operator, operands) in operators(&document) {
        if operator == "k" {
            let colours = operands[..3].iter().map(|o| o.as_float().unwrap());
            assert!(colours.sum::<f32>() == 0.0, "{operands:?}");
        }
    }
    let coloured =
        document.objects.values().filter_map(|o| o.as_stream().ok()).any(|stream| {
            stream
                .dict
                .get(b"ColorSpace")
                .is_ok_and(|s| s == &Object::Name(b"DeviceCMYK".to_vec()))
        });
    assert!(!coloured, "pictures are of black ink");
}

/// A drawing on a page of its own, in the press edition: its forms and its images.
fn drawn(svg: &str, colour_pages: &[u32]) -> (Vec<String>, usize) {
    let mut paper = Paper::new("en-GB");
    let file = ("a.svg".to_owned(), svg.as_bytes().to_vec());
    let (pictures, findings) = Pictures::load(vec![file]);
    assert!(findings.is_empty(), "{findings:?}");
    paper.pictures = pictures;
    let id = paper.pictures.find("a.svg").unwrap();
    let figure = paper.add(Structure::ROOT, Kind::Figure);
    paper.tagged(figure, |p| p.picture(id, 100.0, 50.0));
    let inks = inks();
    let press = Press { colour_pages, ..press(&inks, Standard::X4) };
    let document = load(&bytes(&paper, &press));
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let (mut forms, mut images) = (vec![], 0);
    for stream in streams {
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Form") => {
                let content = stream.decompressed_content();
                let content = content.unwrap_or_else(|_| stream.content.clone());
                forms.push(String::from_utf8(content).unwrap());
            }
            Ok(b"Image") => images += 1,
            _ => {}
        }
    }
    (forms, images)
}

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>\
    <rect width='9' height='9' fill='#c81414'/>\
    <rect x='10' width='9' height='9' fill='#000'/></svg>";

#[test]
fn a_drawing_is_lines_and_areas_of_inks() {
    let (forms, images) = drawn(SVG, &[]);
    assert_eq!((forms.len(), images), (1, 0));
    let inks: Vec<&str> = forms[0].lines().filter(|line| line.ends_with(" k")).collect();
    assert_eq!(inks.len(), 2, "{inks:?}");
    assert_eq!(inks[1], "0 0 0 1 k", "black is one ink");
    let red: Vec<f32> =
        inks[0].split(' ').filter_map(|number| number.parse().ok()).collect();
    assert!(red[1] > 0.5 && red[2] > 0.5 && red[0] < 0.4, "{red:?}");

    let (forms, _) = drawn(SVG, &[9]);
    let inks = forms[0].lines().filter(|line| line.ends_with(" k"));
    assert!(
        inks.clone().count() == 2 && inks.clone().all(|line| line.starts_with("0 0 0 "))
    );
}

#[test]
fn what_shines_through_is_mixed_as_light_before_it_is_separated() {
    let clear = SVG.replace("fill='#000'", "fill='#000' opacity='0.5'");
    assert_eq!(drawn(&clear, &[]), (vec![], 1));
}
