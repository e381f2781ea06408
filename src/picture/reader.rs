//! Pictures for the EPUB: kinds, sizes and colours that every reader shows.

use super::load::Source;
use super::raster::Raster;
use super::webp::Coding;
use super::{Picture, PixelSize, encode, scale};

/// Apple Books takes 4 Mpx, older partner pages say, and 5.6 by newer ones.
const MAX_PIXELS: u64 = 4_000_000;
/// Kobo takes 5 MB; a file that spends more than a byte on a pixel is worth writing anew.
const MAX_BYTES: usize = 5_000_000;

/// A picture as a file for the EPUB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderPicture {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
    /// The end of its name, without a dot.
    pub extension: &'static str,
    /// Its size in pixels; for an SVG its size in CSS pixels.
    pub size: PixelSize,
}

/// The picture, opaque on white, no side longer than `max_side`, at most 4 Mpx.
pub(super) fn picture(picture: &Picture, max_side: u32, quality: u8) -> ReaderPicture {
    let size = fitted(picture.size, max_side.max(1));
    match &picture.source {
        Source::Svg(svg) => ReaderPicture {
            bytes: svg.for_reader(),
            media_type: "image/svg+xml",
            extension: "svg",
            size: picture.size,
        },
        Source::Jpeg(jpeg) => {
            if size == picture.size && jpeg.plain().is_some() {
                let bytes = jpeg.without_camera_data();
                let room = (size.count() as usize).clamp(200_000, MAX_BYTES);
                if bytes.len() <= room {
                    return as_jpeg(bytes, size);
                }
            }
            as_jpeg(encode::jpeg(&ground(picture, size), quality), size)
        }
        // It has lost what it had to lose; alpha would have sharp edges.
        Source::Webp(webp) if webp.coding() == Coding::Lossy => {
            match picture.decoded().alpha {
                Some(_) => without_loss(&ground(picture, size), quality),
                None => as_jpeg(encode::jpeg(&ground(picture, size), quality), size),
            }
        }
        Source::Png(_)
        | Source::Webp(_)
        | Source::Tiff(_)
        | Source::Placeholder
        | Source::Page(_) => without_loss(&ground(picture, size), quality),
    }
}

/// The same, a drawing as pixels: as large as it may be, for it is sharp at any size.
pub(super) fn drawn(of: &Picture, max_side: u32, quality: u8) -> ReaderPicture {
    let Source::Svg(svg) = &of.source else { return picture(of, max_side, quality) };
    let longest = of.size.width.max(of.size.height).max(1);
    let grown = of.size.scale(f64::from(max_side) / f64::from(longest));
    let size = fitted(grown, max_side.max(1));
    without_loss(&svg.draw(size).on_white(), quality)
}

fn ground(picture: &Picture, size: PixelSize) -> Raster {
    scale::resize(picture.decoded().on_white(), size)
}

/// As PNG; as JPEG where PNG would be half as large again, which is so for photographs.
fn without_loss(raster: &Raster, quality: u8) -> ReaderPicture {
    let png = encode::png(raster);
    if png.len() > 20_000 {
        let jpeg = encode::jpeg(raster, quality);
        if png.len() > jpeg.len() + jpeg.len() / 2 {
            return as_jpeg(jpeg, raster.size);
        }
    }
    let size = raster.size;
    ReaderPicture { bytes: png, media_type: "image/png", extension: "png", size }
}

fn as_jpeg(bytes: Vec<u8>, size: PixelSize) -> ReaderPicture {
    ReaderPicture { bytes, media_type: "image/jpeg", extension: "jpg", size }
}

/// The size shown: within the side and the pixels allowed.
fn fitted(size: PixelSize, max_side: u32) -> PixelSize {
    let size = size.fit(PixelSize::new(max_side, max_side));
    if size.count() <= MAX_PIXELS {
        return size;
    }
    // Rounded down: a pixel more would be one too many.
    let factor = (MAX_PIXELS as f64 / size.count() as f64).sqrt();
    let by = |side: u32| (f64::from(side) * factor).floor().max(1.0) as u32;
    PixelSize::new(by(size.width), by(size.height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_side_and_no_area_is_too_large() {
        let fitted = |w, h, side| fitted(PixelSize::new(w, h), side);
        assert_eq!(fitted(800, 600, 1600), PixelSize::new(800, 600));
        assert_eq!(fitted(4000, 3000, 1600), PixelSize::new(1600, 1200));
        assert_eq!(fitted(60_000, 10, 1600), PixelSize::new(1600, 1));
        let large = fitted(9000, 7000, 9000);
        assert!(large.count() <= MAX_PIXELS && large.count() > 3_990_000, "{large:?}");
    }
}
