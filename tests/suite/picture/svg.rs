//! Drawings: what is seen of them is kept, and nothing else.

use super::*;

pub(super) const CHART: &str = r##"<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ink "#204060">
]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20" onload="go()">
  <style>@import url(http://example.org/a.css); .bar { fill: &ink; }</style>
  <script>go()</script>
  <defs><g id="bar"><rect class="bar" width="4" height="10"/></g></defs>
  <a href="http://example.org/"><use xlink:href="#bar" x="2" y="8"/></a>
  <text display="none">hidden</text><text> </text>
  <rect x="30" width="10" height="20" fill="red"><animate attributeName="x" to="0" dur="1s"/></rect>
</svg>"##;

#[test]
fn an_svg_is_drawn_and_cleaned() {
    let (pictures, codes) = load(CHART.as_bytes());
    assert_eq!(codes, ["g-013"; 3]);
    let id = pictures.find("media/a").unwrap();
    assert_eq!(pictures.matter(id), Matter::Vectors);
    assert_eq!(pictures.size(id), PixelSize::new(200, 100));
    assert_eq!(rgba_at(&pictures, id, 20, 60), [0x20, 0x40, 0x60, 255]);
    assert_eq!(rgba_at(&pictures, id, 190, 50), [255, 0, 0, 255]);
    assert_eq!(rgba_at(&pictures, id, 100, 5)[3], 0);

    let text = String::from_utf8(pictures.for_reader(id, 1600, 80).bytes).unwrap();
    insta::assert_snapshot!(text);
    let PrintPicture::Drawing(drawing) = pictures.for_print(id, ALL) else {
        panic!("lines and areas");
    };
    assert_eq!((drawing.size, drawing.items.len()), ([40.0, 20.0], 2));
}

/// Everything that drawing programs like: gradients, patterns, masks, filters, styles,
/// names of their own.
const RICH: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="90mm" height="60mm" viewBox="0 0 90 60">
  <title>Seats</title><desc>Seats by party</desc><metadata>made by hand</metadata>
  <defs>
    <linearGradient id="sky"><stop offset="0" stop-color="#ccd"/><stop offset="1" stop-color="navy"/></linearGradient>
    <radialGradient id="sun"><stop offset="0" stop-color="gold"/><stop offset="1" stop-color="gold" stop-opacity="0"/></radialGradient>
    <pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1"/></pattern>
    <clipPath id="half"><rect width="45" height="60"/></clipPath>
    <mask id="fade"><rect width="90" height="60" fill="url(#sky)"/></mask>
    <filter id="soft"><feGaussianBlur stdDeviation="2"/></filter>
    <marker id="tip" markerWidth="4" markerHeight="4" refX="2" refY="2"><path d="M0 0 4 2 0 4z"/></marker>
    <symbol id="seat" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1"/></symbol>
  </defs>
  <rect width="90" height="60" fill="url(#sky)" inkscape:label="ground"/>
  <circle cx="70" cy="15" r="9" fill="url(#sun)" filter="url(#soft)" style="mix-blend-mode:screen"/>
  <rect y="30" width="90" height="30" fill="url(#dots)" clip-path="url(#half)"/>
  <rect y="40" width="90" height="20" fill="red" mask="url(#fade)"/>
  <path d="M5 5h40v20" fill="none" stroke="#000" stroke-dasharray="2 1" marker-end="url(#tip)"/>
  <use href="#seat" x="10" y="10" width="4" height="4"/>
</svg>"##;

#[test]
fn a_rich_svg_keeps_what_is_seen_and_nothing_else() {
    let (pictures, id) = whole(RICH.as_bytes());
    assert_eq!(pictures.size(id), PixelSize::new(340, 227));
    let text = String::from_utf8(pictures.for_reader(id, 1600, 80).bytes).unwrap();
    for gone in ["inkscape", "metadata", "<!", "<style", "class=", "Seats"] {
        assert!(!text.contains(gone), "{gone}");
    }
    // It does more than a drawing can say: as pixels, on white.
    let PrintPicture::Pixels { size, alpha, data, .. } =
        pictures.for_print(id, PixelSize::new(680, 1000))
    else {
        panic!("drawn");
    };
    assert_eq!((size, alpha), (PixelSize::new(680, 454), None));
    assert_eq!(data.len(), 680 * 454 * 3);
    let (again, twin) = whole(text.as_bytes());
    let size = PixelSize::new(340, 227);
    let (once, twice) = (pictures.pixels(id, size), again.pixels(twin, size));
    let far = once.iter().zip(&twice).filter(|(a, b)| a.abs_diff(**b) > 8).count();
    assert!(far < once.len() / 500, "{far}");
}

#[test]
fn an_svg_comes_in_any_encoding_and_packed() {
    let text = "<svg xmlns='http://www.w3.org/2000/svg' width='120' height='100'><rect \
                width='120' height='100' fill='blue'/></svg>";
    let wide: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin =
        [b"<?xml version='1.0' encoding='ISO-8859-1'?><!-- \xE9 -->", text.as_bytes()]
            .concat();
    let mut zip = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
    zip.write_all(text.as_bytes()).unwrap();
    for bytes in
        [wide, latin, zip.finish().unwrap(), [b"\xEF\xBB\xBF", text.as_bytes()].concat()]
    {
        let (pictures, id) = whole(&bytes);
        assert_eq!(rgba_at(&pictures, id, 60, 50), [0, 0, 255, 255]);
    }
}

#[test]
fn bitmaps_inside_an_svg_are_drawn_or_refused() {
    let dot = png(&[0, 128, 0], 1, 1, ExtendedColorType::Rgb8);
    let svg = |kind: &str, bytes: &[u8]| {
        let data = base64(bytes);
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'><image \
             width='100' height='100' href='data:image/{kind};base64,{data}'/></svg>"
        )
    };
    let (pictures, id) = whole(svg("png", &dot).as_bytes());
    assert_eq!(rgba_at(&pictures, id, 50, 50), [0, 128, 0, 255]);
    assert_eq!(load(svg("gif", b"GIF89a").as_bytes()).1, ["g-012"]);
    assert_eq!(
        load(svg("png", &png_header(50_000, 50_000, 8, 2)).as_bytes()).1,
        ["g-012"]
    );
    assert_eq!(load(svg("png", &dot[..40]).as_bytes()).1, ["g-012"]);
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let sum = (0..3)
            .fold(0, |sum, at| sum << 8 | three.get(at).map_or(0, |b| u32::from(*b)));
        for at in 0..4 {
            let letter = LETTERS[(sum >> (18 - 6 * at) & 63) as usize] as char;
            out.push(if at <= three.len() { letter } else { '=' });
        }
    }
    out
}

#[test]
fn tangled_drawings_do_not_bring_us_down() {
    let nested = |n: usize| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}{}</svg>",
            "<g opacity='.5'>".repeat(n),
            "</g>".repeat(n)
        )
    };
    whole(nested(500).replace("</g></g>", "</g><path d='M0 0h9v9z'/></g>").as_bytes());
    assert_eq!(load(nested(100_000).as_bytes()).1, ["g-007"]);

    let mut uses = String::from("<g id='a0'><rect width='1' height='1'/></g>");
    for n in 0..40 {
        write!(uses, "<g id='a{}'><use href='#a{n}'/><use href='#a{n}'/></g>", n + 1)
            .unwrap();
    }
    let laughs = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{uses}</svg>"
    );
    assert_eq!(load(laughs.as_bytes()).1, ["g-007"]);
}
