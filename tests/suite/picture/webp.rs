//! WebP as phones, shops and agencies send it.

use super::*;

/// Two by two, red, lossy, by `cwebp`.
const RED: &[u8] = &[
    0xd0, 0x01, 0x00, 0x9d, 0x01, 0x2a, 0x02, 0x00, 0x02, 0x00, 0x02, 0x00, 0x34, 0x25,
    0xa0, 0x02, 0x74, 0xba, 0x01, 0xf8, 0x00, 0x03, 0xb0, 0x00, 0xfe, 0xf0, 0xc4, 0x0b,
    0xff, 0x20, 0xb9, 0x61, 0x75, 0xc8, 0xd7, 0xff, 0x20, 0x3f, 0xe4, 0x07, 0xfc, 0x80,
    0xff, 0xf8, 0xf2, 0x00, 0x00, 0x00,
];

fn riff(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let body = chunks.iter().flat_map(|(name, data)| part(name, data));
    let body: Vec<u8> = b"WEBP".iter().copied().chain(body).collect();
    part(b"RIFF", &body)
}

fn part(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_le_bytes();
    [name, &length[..], data, &vec![0; data.len() % 2]].concat()
}

fn canvas(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let side = |n: u32| (n - 1).to_le_bytes()[..3].to_vec();
    [vec![flags, 0, 0, 0], side(width), side(height)].concat()
}

/// A lossless file, and what stands in its one chunk.
pub(super) fn lossless(rgba: &[u8], width: u32, height: u32) -> (Vec<u8>, Vec<u8>) {
    let mut file = vec![];
    image_webp::WebPEncoder::new(&mut file)
        .encode(rgba, width, height, image_webp::ColorType::Rgba8)
        .unwrap();
    let length = u32::from_le_bytes(file[16..20].try_into().unwrap()) as usize;
    let inner = file[20..20 + length].to_vec();
    (file, inner)
}

pub(super) fn lossy() -> Vec<u8> {
    riff(&[(b"VP8 ", RED.to_vec())])
}

/// Frames of two by two, the first of them red.
pub(super) fn moving() -> Vec<u8> {
    let frame = |chunk: Vec<u8>| {
        let place = [&[0; 6][..], &[1, 0, 0, 1, 0, 0], &[100, 0, 0, 0]].concat();
        [place, chunk].concat()
    };
    let (_, blue) = lossless(&[0, 0, 255, 255].repeat(4), 2, 2);
    riff(&[
        (b"VP8X", canvas(2, 2, 2)),
        (b"ANIM", vec![255, 255, 255, 255, 0, 0]),
        (b"ANMF", frame(part(b"VP8 ", RED))),
        (b"ANMF", frame(part(b"VP8L", &blue))),
    ])
}

fn turned(orientation: u8, mark: &[u8]) -> Vec<u8> {
    let rgba = [[10, 20, 30, 255], [200, 210, 220, 255]].concat();
    let (_, inner) = lossless(&rgba, 2, 1);
    let whole = exif(orientation);
    let exif = [mark, whole[4..].strip_prefix(b"Exif\0\0").unwrap()].concat();
    riff(&[(b"VP8X", canvas(8, 2, 1)), (b"VP8L", inner), (b"EXIF", exif)])
}

#[test]
fn a_lossless_webp_stays_so() {
    let rgba: Vec<u8> =
        photo(40, 30).chunks(3).flat_map(|c| [c[0], c[1], c[2], 255]).collect();
    let (pictures, id) = whole(&lossless(&rgba, 40, 30).0);
    assert_eq!(pictures.pixels(id, pictures.size(id)), rgba);
    let PrintPicture::Pixels { data, alpha: None, .. } = pictures.for_print(id, ALL)
    else {
        panic!("lossless, and opaque");
    };
    assert_eq!(data, photo(40, 30));
    let clear = [[9, 9, 9, 0], [255, 0, 0, 128]].concat();
    let (pictures, id) = whole(&lossless(&clear, 2, 1).0);
    assert_eq!(rgba_at(&pictures, id, 1, 0), [255, 0, 0, 128]);
    assert_eq!(pictures.for_reader(id, 1600, 80).extension, "png");
}

#[test]
fn a_lossy_webp_becomes_a_jpeg() {
    let (pictures, id) = whole(&lossy());
    let red = rgba_at(&pictures, id, 1, 1);
    assert!(red[0] > 250 && red[1] < 5 && red[2] < 5, "{red:?}");
    assert!(matches!(
        pictures.for_print(id, ALL),
        PrintPicture::Jpeg { grey: false, .. }
    ));
    let reader = pictures.for_reader(id, 1600, 80);
    assert_eq!((reader.extension, reader.media_type), ("jpg", "image/jpeg"));
}

#[test]
fn of_a_webp_that_moves_the_first_frame_is_shown() {
    let (pictures, codes) = load(&moving());
    assert_eq!(codes, ["g-014"]);
    let red = rgba_at(&pictures, pictures.find("media/a").unwrap(), 0, 0);
    assert!(red[0] > 250 && red[2] < 5, "{red:?}");
}

#[test]
fn a_webp_is_turned_upright_by_its_exif_chunk() {
    for mark in [&b""[..], b"Exif\0\0"] {
        let (pictures, id) = whole(&turned(6, mark));
        assert_eq!(pictures.size(id), PixelSize::new(1, 2));
        assert_eq!(rgba_at(&pictures, id, 0, 1), [200, 210, 220, 255]);
    }
}

#[test]
fn the_profile_of_a_webp_is_followed() {
    // Primaries of sRGB, but values in proportion to light.
    let (_, inner) = lossless(&[55, 55, 55, 255], 1, 1);
    let icc = linear_profile();
    let file = riff(&[(b"VP8X", canvas(0x20, 1, 1)), (b"ICCP", icc), (b"VP8L", inner)]);
    let (pictures, id) = whole(&file);
    let grey = rgba_at(&pictures, id, 0, 0);
    assert!(grey[..3].iter().all(|v| v.abs_diff(128) < 2), "{grey:?}");
}

#[test]
fn a_webp_that_cannot_be_printed_is_refused_by_code() {
    let (good, inner) = lossless(&[7; 40 * 30 * 4], 40, 30);
    let mut huge = RED.to_vec();
    huge[6..10].copy_from_slice(&[0xFF, 0x3F, 0xFF, 0x3F]);
    let mut torn = inner.clone();
    torn[6..].fill(0xA5);
    let cases = [
        ("g-004", good[..good.len() - 1].to_vec()),
        ("g-004", good[..14].to_vec()),
        ("g-006", b"RIFF\x04\0\0\0WEBP"[..12].to_vec()),
        ("g-005", riff(&[(b"VP8L", torn)])),
        ("g-005", riff(&[(b"VP8 ", RED[..8].to_vec())])),
        ("g-007", riff(&[(b"VP8 ", huge.clone())])),
        ("g-007", riff(&[(b"VP8X", canvas(0, 1 << 24, 1 << 24)), (b"VP8L", inner)])),
        // The canvas is small, the pixels are not.
        ("g-005", riff(&[(b"VP8X", canvas(0, 2, 2)), (b"VP8 ", huge)])),
    ];
    for (code, bytes) in cases {
        assert_eq!(load(&bytes).1, [code], "{bytes:?}");
    }
}
