//! Pictures of every kind that editors have, whole and broken.

mod damage;
mod inks;
#[cfg(feature = "pdf")]
pub(crate) mod page;
pub(crate) mod svg;
mod tiff;
mod webp;

use std::fmt::Write as _;
use std::io::Write as _;

use image::ExtendedColorType::{self, L16, La8, Rgb16, Rgba8};
use image::ImageEncoder;
use image::codecs::png::PngEncoder;
use proptest::prelude::*;
use wwpub::picture::{
    Channels, Matter, PictureId, Pictures, PixelSize, PrintPicture, encode_jpeg,
    encode_png,
};

const ALL: PixelSize = PixelSize::new(4000, 4000);

/// Loads one file and gives the codes of the findings.
fn load(bytes: &[u8]) -> (Pictures, Vec<&'static str>) {
    let (pictures, findings) = Pictures::load(vec![("media/a".into(), bytes.to_vec())]);
    let codes = findings.iter().map(|(_, finding)| finding.code.0).collect();
    (pictures, codes)
}

/// Loads one file that has nothing wrong with it.
fn whole(bytes: &[u8]) -> (Pictures, PictureId) {
    let (pictures, codes) = load(bytes);
    assert_eq!(codes, [""; 0]);
    let id = pictures.find("media/a").unwrap();
    (pictures, id)
}

fn rgba_at(pictures: &Pictures, id: PictureId, x: u32, y: u32) -> [u8; 4] {
    let size = pictures.size(id);
    let at = (y * size.width + x) as usize * 4;
    pictures.pixels(id, size)[at..at + 4].try_into().unwrap()
}

fn png(data: &[u8], width: u32, height: u32, colour: ExtendedColorType) -> Vec<u8> {
    let mut bytes = vec![];
    PngEncoder::new(&mut bytes).write_image(data, width, height, colour).unwrap();
    bytes
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(name);
    crc.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], name, data, &crc.sum().to_be_bytes()].concat()
}

fn png_header(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut data = [width.to_be_bytes(), height.to_be_bytes()].concat();
    data.extend([depth, colour, 0, 0, 0]);
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &data)].concat()
}

fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder =
        flate2::write::ZlibEncoder::new(vec![], flate2::Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// A baseline JPEG of 8 × 8 blocks of one tone each: `blocks[row][column][plane]`.
fn flat_jpeg(blocks: &[&[&[u8]]], adobe: Option<u8>, extra: &[u8]) -> Vec<u8> {
    let planes = blocks[0][0].len() as u8;
    let (height, width) = (blocks.len() as u16 * 8, blocks[0].len() as u16 * 8);
    let mut out = vec![0xFF, 0xD8];
    out.extend(extra);
    if let Some(transform) = adobe {
        out.extend([0xFF, 0xEE, 0, 14]);
        out.extend(b"Adobe\0\x64\0\0\0\0");
        out.push(transform);
    }
    out.extend([0xFF, 0xDB, 0, 67, 0]);
    out.extend([8; 64]);
    out.extend([0xFF, 0xC0, 0, 8 + 3 * planes, 8]);
    out.extend(height.to_be_bytes());
    out.extend(width.to_be_bytes());
    out.push(planes);
    (1..=planes).for_each(|plane| out.extend([plane, 0x11, 0]));
    // Ten categories of 4 bits each, and the end of the block in one bit.
    out.extend([0xFF, 0xC4, 0, 29, 0, 0, 0, 0, 10]);
    out.extend([0; 12]);
    out.extend(0..10);
    out.extend([0xFF, 0xC4, 0, 20, 0x10, 1]);
    out.extend([0; 15]);
    out.push(0);
    out.extend([0xFF, 0xDA, 0, 6 + 2 * planes, planes]);
    (1..=planes).for_each(|plane| out.extend([plane, 0]));
    out.extend([0, 63, 0]);
    let mut bits = String::new();
    let mut last = vec![128_i32; planes.into()];
    for block in blocks.iter().flat_map(|row| *row) {
        for (value, last) in block.iter().zip(&mut last) {
            let step = i32::from(*value) - *last;
            *last = i32::from(*value);
            let category = (32 - step.unsigned_abs().leading_zeros()) as usize;
            write!(bits, "{category:04b}").unwrap();
            let value = if step < 0 { step + (1 << category) - 1 } else { step };
            if category > 0 {
                write!(bits, "{value:0category$b}").unwrap();
            }
            bits.push('0');
        }
    }
    while !bits.len().is_multiple_of(8) {
        bits.push('1');
    }
    for byte in bits.as_bytes().chunks(8) {
        let byte = byte.iter().fold(0, |sum, bit| sum << 1 | (bit - b'0'));
        out.push(byte);
        if byte == 0xFF {
            out.push(0);
        }
    }
    out.extend([0xFF, 0xD9]);
    out
}

fn exif(orientation: u8) -> Vec<u8> {
    let mut body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    body.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let length = (body.len() as u16 + 2).to_be_bytes();
    [&[0xFF, 0xE1][..], &length, &body].concat()
}

/// A profile with the primaries of sRGB, and values in proportion to light.
fn linear_profile() -> Vec<u8> {
    let mut icc = vec![0; 128];
    icc[16..24].copy_from_slice(b"RGB XYZ ");
    icc.extend(6_u32.to_be_bytes());
    let primaries = [
        (b"rXYZ", [28_580, 14_582, 911]),
        (b"gXYZ", [25_238, 46_983, 6_364]),
        (b"bXYZ", [9_378, 3_971, 46_787_i32]),
    ];
    let start = 132 + 6 * 12;
    for (n, (name, _)) in (0..).zip(primaries) {
        icc.extend(name);
        icc.extend([start + n * 20, 20_u32].map(u32::to_be_bytes).concat());
    }
    for name in [b"rTRC", b"gTRC", b"bTRC"] {
        icc.extend(name);
        icc.extend([start + 60, 12_u32].map(u32::to_be_bytes).concat());
    }
    for (_, values) in primaries {
        icc.extend(b"XYZ \0\0\0\0");
        icc.extend(values.map(i32::to_be_bytes).concat());
    }
    icc.extend(b"curv\0\0\0\0\0\0\0\0");
    icc
}

/// Soft tones with grain, as cameras see the world.
fn photo(width: u32, height: u32) -> Vec<u8> {
    let mut seed = 7_u32;
    (0..width * height)
        .flat_map(|at| {
            let (x, y) = (at % width, at / width);
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = (seed >> 29) as u8;
            [
                (x * 200 / width) as u8 + grain,
                (y * 200 / height) as u8 + grain,
                90 + grain,
            ]
        })
        .collect()
}

#[test]
fn png_of_every_depth_and_kind() {
    let (pictures, id) = whole(&png(&[0x12, 0x80, 0xFF, 0xFF], 2, 1, L16));
    assert_eq!(rgba_at(&pictures, id, 1, 0), [255; 4]);

    let wide: Vec<u8> =
        [0xFFFF_u16, 0, 0x8080].iter().flat_map(|v| v.to_ne_bytes()).collect();
    let (pictures, id) = whole(&png(&wide, 1, 1, Rgb16));
    assert_eq!(rgba_at(&pictures, id, 0, 0), [255, 0, 128, 255]);

    let (pictures, id) = whole(&png(&[10, 0, 20, 255], 2, 1, La8));
    let PrintPicture::Pixels { channels, data, alpha, .. } = pictures.for_print(id, ALL)
    else {
        panic!("lossless");
    };
    assert_eq!(
        (channels, data, alpha),
        (Channels::Grey, vec![10, 20], Some(vec![0, 255]))
    );

    // A palette of four colours, two bits each, one of them clear.
    let palette = [
        png_header(4, 1, 2, 3),
        chunk(b"PLTE", &[255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]),
        chunk(b"tRNS", &[255, 255, 255, 0]),
        chunk(b"IDAT", &packed(&[0, 0b0001_1011])),
        chunk(b"IEND", b""),
    ]
    .concat();
    let (pictures, id) = whole(&palette);
    assert_eq!(rgba_at(&pictures, id, 2, 0), [0, 0, 255, 255]);
    assert_eq!(rgba_at(&pictures, id, 3, 0)[3], 0);
}

#[test]
fn colour_that_is_grey_all_over_becomes_grey() {
    let (pictures, id) = whole(&png(&[7, 7, 7, 255, 9, 9, 9, 255], 2, 1, Rgba8));
    let PrintPicture::Pixels { channels, alpha, .. } = pictures.for_print(id, ALL) else {
        panic!("lossless");
    };
    assert_eq!((channels, alpha), (Channels::Grey, None));
}

#[test]
fn every_orientation_is_turned_upright() {
    let upright = [
        [10, 90, 170, 250],
        [90, 10, 250, 170],
        [250, 170, 90, 10],
        [170, 250, 10, 90],
        [10, 170, 90, 250],
        [170, 10, 250, 90],
        [250, 90, 170, 10],
        [90, 250, 10, 170],
    ];
    for (orientation, corners) in (1..).zip(upright) {
        let blocks: [&[&[u8]]; 3] = [&[&[10], &[90]], &[&[10], &[90]], &[&[170], &[250]]];
        let (pictures, id) = whole(&flat_jpeg(&blocks, None, &exif(orientation)));
        let size = pictures.size(id);
        let turned = orientation > 4;
        assert_eq!(size.width, if turned { 24 } else { 16 }, "{orientation}");
        let (right, foot) = (size.width - 1, size.height - 1);
        let found = [(0, 0), (right, 0), (0, foot), (right, foot)]
            .map(|(x, y)| rgba_at(&pictures, id, x, y)[0]);
        assert_eq!(found, corners, "{orientation}");
        // Untouched only where it is upright already; without camera data in any case.
        let PrintPicture::Jpeg { bytes, grey, .. } = pictures.for_print(id, ALL) else {
            panic!("a JPEG stays one");
        };
        assert!(grey);
        assert!(!bytes.windows(4).any(|w| w == b"Exif"));
        if orientation == 1 {
            assert_eq!(bytes, flat_jpeg(&blocks, None, b""));
        }
    }
}

#[test]
fn inks_become_colours() {
    // Adobe's inverted inks: full magenta and yellow is red.
    let file = flat_jpeg(&[&[&[255, 0, 0, 255]]], Some(0), b"");
    let (pictures, codes) = load(&file);
    assert_eq!(codes, ["g-010"]);
    let id = pictures.find("media/a").unwrap();
    let red = rgba_at(&pictures, id, 3, 3);
    assert_eq!(red, [227, 6, 19, 255]);

    // The same as luminance, chrominance and black.
    let file = flat_jpeg(&[&[&[76, 85, 255, 255]]], Some(2), b"");
    let (pictures, _) = load(&file);
    let near = rgba_at(&pictures, id, 3, 3);
    assert!(near.iter().zip(red).all(|(a, b)| a.abs_diff(b) < 4), "{near:?}");

    let bytes = pictures.for_reader(id, 1600, 85).bytes;
    let again = image::load_from_memory(&bytes).unwrap();
    assert_eq!(again.color(), image::ColorType::Rgb8);
}

#[test]
fn what_cannot_be_printed_is_refused_by_code() {
    let good = png(&photo(40, 30), 40, 30, ExtendedColorType::Rgb8);
    let jpeg = encode_jpeg(&photo(40, 30), PixelSize::new(40, 30), 90);
    let mut torn = good.clone();
    let middle = torn.len() / 2;
    torn[middle] ^= 0x55;
    let svg = |inside: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inside}</svg>"
        )
        .into_bytes()
    };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("g-001", vec![]),
        ("g-002", b"Dear editor, find the picture attached".to_vec()),
        ("g-002", b"<!DOCTYPE html><html><body>404 <svg/></body></html>".to_vec()),
        ("g-003", b"GIF89a".to_vec()),
        ("g-003", b"\0\0\0\x18ftypheic\0\0".to_vec()),
        ("g-004", good[..good.len() / 2].to_vec()),
        ("g-004", good[..good.len() - 13].to_vec()),
        ("g-004", good[..10].to_vec()),
        ("g-004", jpeg[..jpeg.len() / 2].to_vec()),
        ("g-005", torn),
        ("g-005", b"\xFF\xD8\xFF\xD9".to_vec()),
        ("g-005", svg("<g>")),
        ("g-006", png_header(0, 7, 8, 2)),
        (
            "g-006",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='9'/>".to_vec(),
        ),
        ("g-007", png_header(60_000, 60_000, 8, 2)),
        (
            "g-007",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='1e6' height='1e6'/>"
                .to_vec(),
        ),
        (
            "g-011",
            svg("<g><text x='1' y='2'>Seats in <tspan>parliament</tspan></text></g>"),
        ),
        (
            "g-011",
            svg(
                "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
            ),
        ),
        ("g-012", svg("<image href='map.png' width='9' height='9'/>")),
        ("g-012", svg("<use href='icons.svg#a'/>")),
    ];
    for (code, bytes) in cases {
        let (pictures, codes) = load(&bytes);
        assert_eq!(codes, [code], "{}", String::from_utf8_lossy(&bytes));
        assert!(pictures.is_empty());
    }
}

#[test]
fn every_refusal_says_what_to_do() {
    let odd: [&[u8]; 11] = [
        b"GIF89a",
        b"RIFF\0\0\0\0WEBP",
        b"II*\0",
        b"II*\0\x10\0\0\0CR\x02\0",
        b"\0\0\0\x18ftypcrx ",
        b"\0\0\0\x18ftypheic",
        b"\0\0\0\x18ftypavif",
        b"BM\0\0\0\0\0\0\0\0",
        b"%PDF-1.4",
        b"",
        b"?",
    ];
    for bytes in odd {
        let (_, findings) = Pictures::load(vec![("media/a.jpg".into(), bytes.to_vec())]);
        let [(file, finding)] = &findings[..] else { panic!("one finding") };
        assert_eq!(file, "media/a.jpg");
        assert!(finding.message.contains("`media/a.jpg`"), "{finding:?}");
        assert_eq!(finding.hints.len(), 1, "{finding:?}");
    }
}

#[test]
fn a_photograph_stays_jpeg_and_a_drawing_png() {
    let size = PixelSize::new(640, 480);
    let jpeg = encode_jpeg(&photo(640, 480), size, 85);
    let (pictures, id) = whole(&jpeg);
    assert_eq!(pictures.for_reader(id, 1600, 80).bytes, jpeg);
    let small = pictures.for_reader(id, 320, 80);
    assert_eq!((small.size, small.media_type), (PixelSize::new(320, 240), "image/jpeg"));

    let (pictures, id) = whole(&png(&photo(640, 480), 640, 480, ExtendedColorType::Rgb8));
    assert_eq!(pictures.for_reader(id, 1600, 80).extension, "jpg");

    let lines: Vec<u8> = (0..640 * 480)
        .flat_map(|at| if at % 40 < 3 { [0, 0, 0, 255] } else { [0; 4] })
        .collect();
    let (pictures, id) = whole(&encode_png(&lines, size));
    let drawing = pictures.for_reader(id, 1600, 80);
    assert_eq!(drawing.extension, "png");
    let opaque = image::load_from_memory(&drawing.bytes).unwrap();
    assert!(!opaque.color().has_alpha());
    assert_eq!(opaque.to_rgb8().get_pixel(20, 0).0, [255; 3]);
}

#[test]
fn print_takes_no_more_pixels_than_it_needs() {
    let size = PixelSize::new(640, 480);
    let jpeg = encode_jpeg(&photo(640, 480), size, 85);
    let (pictures, id) = whole(&jpeg);
    let print = |max| match pictures.for_print(id, PixelSize::new(max, max)) {
        PrintPicture::Jpeg { bytes, size, grey } => (bytes, size.width, grey),
        _ => panic!("a JPEG stays one"),
    };
    assert_eq!(print(640), (jpeg.clone(), 640, false));
    assert_eq!(print(560), (jpeg, 640, false));
    assert_eq!(print(200).1, 200);
}

#[test]
fn files_keep_their_order_and_names() {
    let dot = |v: u8| png(&[v], 1, 1, ExtendedColorType::L8);
    let files = vec![
        ("b.png".to_owned(), dot(1)),
        ("bad.gif".to_owned(), b"GIF89a".to_vec()),
        ("a.png".to_owned(), dot(2)),
    ];
    let (mut pictures, findings) = Pictures::load(files);
    let names: Vec<_> = pictures.iter().map(|(_, file)| file.to_owned()).collect();
    assert_eq!(names, ["b.png", "a.png"]);
    assert_eq!(findings.len(), 1);
    assert_eq!(pictures.find("bad.gif"), None);
    let grey = pictures.placeholder("bad.gif", PixelSize::new(300, 200));
    assert_eq!(pictures.find("bad.gif"), Some(grey));
    assert_eq!(pictures.for_reader(grey, 100, 80).size, PixelSize::new(100, 67));
}

#[test]
fn the_specimen_has_pictures_without_fault() {
    let files: [(&str, &[u8]); 7] = [
        (
            "bill-of-type.svg",
            include_bytes!("../../content/specimen/media/bill-of-type.svg"),
        ),
        (
            "cylinder-press.jpg",
            include_bytes!("../../content/specimen/media/cylinder-press.jpg"),
        ),
        (
            "halving-the-sheet.png",
            include_bytes!("../../content/specimen/media/halving-the-sheet.png"),
        ),
        (
            "hills-at-dawn.svg",
            include_bytes!("../../content/specimen/media/hills-at-dawn.svg"),
        ),
        ("night-bus.jpg", include_bytes!("../../content/specimen/media/night-bus.jpg")),
        ("six-dots.svg", include_bytes!("../../content/specimen/media/six-dots.svg")),
        ("the-stick.png", include_bytes!("../../content/specimen/media/the-stick.png")),
    ];
    let files = files.map(|(file, bytes)| (file.to_owned(), bytes.to_vec()));
    let (pictures, findings) = Pictures::load(files.to_vec());
    assert_eq!(findings, []);
    for (id, file) in pictures.iter() {
        let reader = pictures.for_reader(id, 1600, 82);
        assert!(file.ends_with(reader.extension), "{file} became {}", reader.extension);
        if reader.extension == "svg" {
            let text = std::str::from_utf8(&reader.bytes).unwrap();
            let (again, codes) = load(text.as_bytes());
            assert_eq!(codes, [""; 0], "{file}");
            let small = PixelSize::new(60, 60);
            let twice = again.pixels(again.find("media/a").unwrap(), small);
            let once = pictures.pixels(id, small);
            assert!(
                once.iter().zip(&twice).all(|(a, b)| *b == 255 || a.abs_diff(*b) < 3)
            );
        }
    }
}

#[test]
fn another_profile_becomes_srgb_on_the_way_out() {
    // Grey in proportion to light: 55 of it is what sRGB calls 128.
    let mut icc = vec![0; 128];
    icc[16..20].copy_from_slice(b"GRAY");
    icc.extend(b"\0\0\0\x01kTRC\0\0\0\x90\0\0\0\x0Ccurv\0\0\0\0\0\0\0\0");
    let body = [&b"ICC_PROFILE\0\x01\x01"[..], &icc].concat();
    let length = (body.len() as u16 + 2).to_be_bytes();
    let segment = [&[0xFF, 0xE2][..], &length, &body].concat();
    let (pictures, id) = whole(&flat_jpeg(&[&[&[55]]], None, &segment));
    assert_eq!(rgba_at(&pictures, id, 1, 1), [128, 128, 128, 255]);
    let PrintPicture::Jpeg { bytes, grey, .. } = pictures.for_print(id, ALL) else {
        panic!("a JPEG stays one");
    };
    let again = image::load_from_memory(&bytes).unwrap();
    assert!(grey && again.to_luma8().get_pixel(4, 4).0[0].abs_diff(128) < 2);
}

/// A grey progressive JPEG of one block in two scans: the mean, then all the rest.
fn progressive() -> Vec<u8> {
    let mut bytes = flat_jpeg(&[&[&[200]]], None, b"");
    let frame = bytes.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
    bytes[frame + 1] = 0xC2;
    let scan = bytes.windows(2).position(|w| w == [0xFF, 0xDA]).unwrap();
    bytes[scan + 8] = 0;
    let end = bytes.len() - 2;
    let second = [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0, 0x7F];
    [&bytes[..end], &second, &bytes[end..]].concat()
}

#[test]
fn a_progressive_jpeg_is_read() {
    let (pictures, id) = whole(&progressive());
    assert_eq!(rgba_at(&pictures, id, 4, 4), [200, 200, 200, 255]);
}
