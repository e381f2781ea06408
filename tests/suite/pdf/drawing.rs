//! Drawings in the PDF look as they do anywhere else.

use std::process::Command;

use lopdf::{Document, Object};
use wwpub::layout::{Frame, Image, Item, Kind, Page, Side, Structure, Tag};
use wwpub::picture::{Pictures, PixelSize, PrintPicture};
use wwpub::unit::{Abs, Point, Size};

use super::leave;
use super::paper::Paper;

/// How wide and high the pictures are on paper; a page has that much more on each side.
const SIDE: f64 = 216.0;
const MARGIN: f64 = 36.0;
/// Four dots a point and pixel.
pub(super) const DOTS: u32 = 432;

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100' \
         viewBox='0 0 100 100'>{inside}</svg>"
    )
}

/// What a drawing can be made of; each is written as lines and areas.
const KINDS: &[(&str, &str)] = &[
    (
        "rules",
        "<path d='M10 10h80v80h-80z M30 30h40v40h-40z' fill-rule='evenodd' fill='#063'/>\
      <path d='M20 20h20v20h-20z M25 25h10v10h-10z' fill='#fa0'/>",
    ),
    (
        "curves",
        "<path d='M10 50Q50 -20 90 50T10 90C0 70 20 60 30 50Z' fill='#48c'/>\
      <circle cx='50' cy='50' r='20' fill='none' stroke='red' stroke-width='3'/>",
    ),
    (
        "lines",
        "<g fill='none' stroke='#222' stroke-width='8'>\
      <path d='M10 20L50 10L90 20'/><path d='M10 40L50 30L90 40' stroke-linejoin='round' stroke-linecap='round'/>\
      <path d='M10 60L50 50L90 60' stroke-linejoin='bevel' stroke-linecap='square'/>\
      <path d='M10 80H90' stroke-dasharray='12 4 2' stroke-dashoffset='5' stroke='navy'/>\
      <path d='M10 95L50 90L10 92' stroke-width='2' stroke-miterlimit='2'/></g>",
    ),
    (
        "skew",
        "<g transform='translate(50 10) scale(2 .6) rotate(30) skewX(20)' stroke-width='4' stroke='#900'>\
      <rect width='20' height='50' fill='#fd9'/><path d='M-5 0v40' stroke-dasharray='5 3' fill='none'/></g>",
    ),
    (
        "order",
        "<rect x='20' y='20' width='60' height='60' fill='#9c9' stroke='#000' stroke-width='16' paint-order='stroke'/>",
    ),
    (
        "clear",
        "<rect width='60' height='60' fill='red' fill-opacity='.5'/>\
      <rect x='30' y='30' width='60' height='60' fill='blue' opacity='.4'/>\
      <path d='M0 50H100' stroke='#0a0' stroke-width='20' stroke-opacity='.6'/>",
    ),
    (
        "groups",
        "<g opacity='.5'><rect x='10' y='10' width='50' height='50' fill='red'/>\
      <rect x='40' y='40' width='50' height='50' fill='blue' stroke='#000' stroke-width='4'/></g>",
    ),
    (
        "mixed",
        "<rect width='100' height='60' fill='#fc3'/>\
      <rect x='20' y='20' width='40' height='70' fill='#3cf' style='mix-blend-mode:multiply'/>\
      <rect x='50' y='20' width='40' height='70' fill='#555' style='mix-blend-mode:screen'/>\
      <rect x='5' y='45' width='90' height='10' fill='#a3f' style='mix-blend-mode:difference'/>",
    ),
    (
        "clips",
        "<clipPath id='a'><circle cx='50' cy='50' r='40'/></clipPath>\
      <clipPath id='b' clip-path='url(#a)'><path d='M0 0h100v100h-100z M30 30h40v40h-40z' clip-rule='evenodd'/></clipPath>\
      <clipPath id='c'><rect width='20' height='20'/><rect x='80' y='80' width='20' height='20'/></clipPath>\
      <rect width='100' height='100' fill='#369' clip-path='url(#b)'/>\
      <g opacity='.5' clip-path='url(#c)'><circle r='30' fill='red'/><circle cx='100' cy='100' r='30'/></g>",
    ),
    (
        "linear",
        "<linearGradient id='g' gradientTransform='rotate(20 .5 .5)'><stop offset='.1' stop-color='navy'/>\
      <stop offset='.5' stop-color='#fff'/><stop offset='.5' stop-color='gold'/><stop offset='.9' stop-color='red'/></linearGradient>\
      <rect x='5' y='5' width='90' height='60' fill='url(#g)'/>\
      <path d='M10 85H90' stroke='url(#g)' stroke-width='20' opacity='.6'/><rect x='40' y='70' width='20' height='29' fill='url(#g)' fill-opacity='.5'/>",
    ),
    (
        "radial",
        "<radialGradient id='g' cx='.5' cy='.5' r='.5' fx='.3' fy='.4' fr='.05'><stop stop-color='#fff'/>\
      <stop offset='1' stop-color='#333'/></radialGradient>\
      <radialGradient id='h' gradientUnits='userSpaceOnUse' cx='50' cy='80' r='40' gradientTransform='matrix(1 0 0 .3 0 56)'>\
      <stop stop-color='#ff0'/><stop offset='1' stop-color='#080'/></radialGradient>\
      <circle cx='50' cy='35' r='33' fill='url(#g)'/><g transform='rotate(-10 50 80)'><rect y='70' width='100' height='25' fill='url(#h)'/></g>",
    ),
    (
        "fading",
        "<linearGradient id='g'><stop stop-color='red'/><stop offset='1' stop-color='#00f' stop-opacity='0'/></linearGradient>\
      <radialGradient id='h'><stop stop-opacity='.5'/><stop offset='1' stop-color='#fff' stop-opacity='.5'/></radialGradient>\
      <path d='M0 50H100' stroke='#888' stroke-width='6'/><g transform='rotate(15 50 50)'>\
      <rect x='10' y='10' width='80' height='60' fill='url(#g)'/></g>\
      <g opacity='.8'><path d='M10 90H90L50 60z' stroke='url(#g)' stroke-width='9' fill='url(#h)'/></g>",
    ),
    (
        "markers",
        "<marker id='m' orient='auto' markerWidth='4' markerHeight='4' refX='2' refY='2'><path d='M0 0L4 2L0 4z' fill='#c00'/></marker>\
      <symbol id='s' viewBox='0 0 10 10'><path d='M0 10L5 0L10 10z'/></symbol>\
      <path d='M10 20L50 60L90 30' fill='none' stroke='#000' stroke-width='4' marker-end='url(#m)' marker-mid='url(#m)'/>\
      <use href='#s' x='10' y='60' width='30' height='30'/><use href='#s' x='60' y='60' width='30' height='30' fill='#0a6'/>",
    ),
    (
        "grey",
        "<rect width='100' height='100' fill='#888'/><path d='M0 0L100 100' stroke='#fff' stroke-width='5'/>",
    ),
    (
        "nothing",
        "<rect width='50' height='50' fill='none'/><path d='M0 20H90' fill='red'/>",
    ),
];

fn pictures(kinds: &[(&str, String)]) -> Pictures {
    let files =
        kinds.iter().map(|(name, svg)| ((*name).to_owned(), svg.clone().into_bytes()));
    let (pictures, findings) = Pictures::load(files.collect());
    assert!(findings.is_empty(), "{findings:?}");
    pictures
}

/// A page for each picture.
fn pages(pictures: Pictures) -> Vec<u8> {
    paper(pictures).bytes()
}

/// The same before it is written.
pub(super) fn paper(pictures: Pictures) -> Paper {
    let mut paper = Paper::new("en");
    let pt = |length| Abs::pt(length);
    let whole = Size::new(pt(SIDE + 2.0 * MARGIN), pt(SIDE + 2.0 * MARGIN));
    let pages = pictures.iter().map(|(picture, name)| {
        let figure = paper.doc.structure.add(Structure::ROOT, Kind::Figure);
        paper.doc.structure.get_mut(figure).alt = Some(name.to_owned());
        let image = Image { picture, size: Size::new(pt(SIDE), pt(SIDE)) };
        let mut frame = Frame::new(whole);
        let at = Point { x: pt(MARGIN), y: pt(MARGIN) };
        for item in [
            Item::Tag(Tag::Open(figure)),
            Item::Image(image),
            Item::Tag(Tag::Close(figure)),
        ] {
            frame.push(at, item);
        }
        Page { frame, folio: name.to_owned(), side: Side::Recto }
    });
    paper.doc.pages = pages.collect();
    paper.pictures = pictures;
    paper
}

fn every_kind() -> Vec<(&'static str, String)> {
    let dots = |n: u8| {
        wwpub::picture::encode_png(
            &[[n, 80, 200, 255], [250, n, 0, 128]].concat(),
            PixelSize::new(2, 1),
        )
    };
    let photo: Vec<u8> = (0..16 * 16 * 3_u32).map(|i| (i * 7 % 256) as u8).collect();
    let photo = wwpub::picture::encode_jpeg(&photo, PixelSize::new(16, 16), 90);
    let inner = svg("<circle cx='50' cy='50' r='50' fill='teal'/>");
    let image = |kind: &str, bytes: &[u8], more: &str| {
        let data = crate::picture::svg::base64(bytes);
        format!("<image href='data:image/{kind};base64,{data}' {more}/>")
    };
    let images = [
        image(
            "png",
            &dots(9),
            "width='40' height='40' preserveAspectRatio='none' style='image-rendering:pixelated'",
        ),
        image(
            "jpeg",
            &photo,
            "x='50' width='40' height='40' transform='rotate(20 70 20)' style='image-rendering:pixelated'",
        ),
        image(
            "svg+xml",
            inner.as_bytes(),
            "x='10' y='55' width='40' height='40' opacity='.5'",
        ),
    ];
    let kinds = KINDS.iter().map(|(name, inside)| (*name, svg(inside)));
    kinds.chain([("images", svg(&images.concat()))]).collect()
}

#[test]
fn every_kind_of_drawing_is_written_as_lines_and_areas() {
    let pictures = pictures(&every_kind());
    for (id, name) in pictures.iter() {
        let print = pictures.for_print(id, PixelSize::new(900, 900));
        assert!(matches!(print, PrintPicture::Drawing(_)), "{name}");
    }
}

/// The picture of each page as poppler draws it; `None` where poppler is not there.
#[expect(clippy::print_stderr, reason = "what is skipped is told")]
pub(super) fn drawn(name: &str, bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let file = leave(name, bytes);
    let stem = file.with_extension("");
    let drawn =
        Command::new("pdftoppm").args(["-r", "144"]).args([&file, &stem]).status();
    let Ok(status) = drawn else {
        assert!(std::env::var_os("CI").is_none(), "poppler is there where it counts");
        eprintln!("skipped: no poppler to draw the pages");
        return None;
    };
    assert!(status.success());
    let count = Document::load_mem(bytes).unwrap().get_pages().len();
    let digits = count.to_string().len();
    let page = |at: usize| {
        #[expect(clippy::disallowed_methods, reason = "the page as poppler draws it")]
        let page = std::fs::read(format!("{}-{at:0digits$}.ppm", stem.display()));
        cut(&page.unwrap())
    };
    Some((1..=count).map(page).collect())
}

#[test]
fn drawings_in_the_pdf_look_like_their_pixels() {
    let pictures = pictures(&every_kind());
    let bytes = pages(pictures.clone());
    let Some(drawn) = drawn("pdf-drawings.pdf", &bytes) else { return };
    for ((id, name), theirs) in pictures.iter().zip(drawn) {
        let size = PixelSize::new(DOTS, DOTS);
        let ours = pictures.pixels(id, size);
        let ours = ours.as_chunks::<4>().0.iter().flat_map(|[r, g, b, a]| {
            [r, g, b].map(|v| {
                let (v, a) = (u32::from(*v), u32::from(*a));
                ((v * a + 255 * (255 - a)) / 255) as u8
            })
        });
        let apart: Vec<u8> = ours.zip(theirs).map(|(a, b)| a.abs_diff(b)).collect();
        let mean = apart.iter().map(|d| f64::from(*d)).sum::<f64>() / apart.len() as f64;
        let far = apart.iter().filter(|d| **d > 40).count() as f64 / apart.len() as f64;
        // Edges are smoothed in another way, and nothing else.
        assert!(mean < 1.5 && far < 0.02, "{name}: {mean} {far}");
    }
}

/// The picture of a page.
fn cut(ppm: &[u8]) -> Vec<u8> {
    let (head, margin) = (b"P6\n576 576\n255\n", 72);
    let rows = ppm.strip_prefix(head).expect("a page of that size").chunks(576 * 3);
    let rows = rows.skip(margin).take(DOTS as usize);
    rows.flat_map(|row| row[margin * 3..][..DOTS as usize * 3].to_vec()).collect()
}

#[test]
fn what_a_form_cannot_say_is_drawn_as_pixels() {
    let gradient = |more: &str, stops: &str| {
        svg(&format!(
            "<linearGradient id='g' {more}>{stops}</linearGradient><rect width='9' height='9' fill='url(#g)'/>"
        ))
    };
    let two = "<stop stop-color='red'/><stop offset='1' stop-color='blue'/>";
    let kinds = [
        (
            "filter",
            svg(
                "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter><rect width='9' height='9' filter='url(#f)'/>",
            ),
        ),
        (
            "mask",
            svg(
                "<mask id='m'><rect width='5' height='5' fill='#fff'/></mask><rect width='9' height='9' mask='url(#m)'/>",
            ),
        ),
        (
            "pattern",
            svg(
                "<pattern id='p' width='2' height='2' patternUnits='userSpaceOnUse'><circle r='1'/></pattern><rect width='9' height='9' fill='url(#p)'/>",
            ),
        ),
        ("plus", svg("<rect width='9' height='9' style='mix-blend-mode:plus-lighter'/>")),
        ("repeat", gradient("spreadMethod='repeat' x2='.3'", two)),
        ("reflect", gradient("spreadMethod='reflect' x2='.3'", two)),
        (
            "overlap",
            svg(
                "<clipPath id='c'><circle r='9'/><circle cx='9' r='9'/></clipPath><rect width='9' height='9' clip-path='url(#c)'/>",
            ),
        ),
        (
            "miter",
            svg("<path d='M0 0L9 9L9 0' stroke='red' stroke-linejoin='miter-clip'/>"),
        ),
        (
            "deep",
            svg(&format!(
                "{}<path d='M0 0h9v9z'/><path d='M1 0h9v9z'/>{}",
                "<g opacity='.9'>".repeat(30),
                "</g>".repeat(30)
            )),
        ),
    ];
    let pictures = pictures(&kinds);
    for (id, name) in pictures.iter() {
        let print = pictures.for_print(id, PixelSize::new(900, 900));
        assert!(matches!(print, PrintPicture::Pixels { alpha: None, .. }), "{name}");
    }
}

#[test]
fn forms_have_their_own_resources_and_streams_stand_alone() {
    let document = Document::load_mem(&pages(pictures(&every_kind()))).unwrap();
    let forms: Vec<_> = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| {
            stream.dict.get(b"Subtype").is_ok_and(|s| s == &Object::from("Form"))
        })
        .collect();
    // One for each drawing, and one for each layer.
    assert!(forms.len() > KINDS.len(), "{}", forms.len());
    for form in forms {
        let resources = form.dict.get(b"Resources").unwrap().as_dict().unwrap();
        for (kind, named) in resources {
            let named = named.as_dict().unwrap();
            if kind == b"XObject" {
                assert!(named.iter().all(|(_, object)| object.as_reference().is_ok()));
            }
        }
        let content = form.get_plain_content().unwrap();
        let content = lopdf::content::Content::decode(&content).unwrap();
        for operation in content.operations {
            let kind = match operation.operator.as_str() {
                "gs" => "ExtGState",
                "scn" | "SCN" => "Pattern",
                "Do" => "XObject",
                _ => continue,
            };
            let name = operation.operands[0].as_name().unwrap();
            let named = resources.get(kind.as_bytes()).unwrap().as_dict().unwrap();
            assert!(named.has(name), "{kind} {name:?}");
        }
    }
}
