//! A page as it is painted becomes a JPEG: band by band, on all threads.
//!
//! Between restart markers nothing of a JPEG hangs on what was before (ITU-T T.81, F.1.1.5.1
//! and B.2.1), so that each band is coded as a picture of its own and their scans stand one
//! behind the other. Most of a page is white, and bands of white are coded once.

use std::sync::OnceLock;

use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, SamplingFactor, rgb_to_ycbcr};
use rayon::prelude::*;

use super::PixelSize;

/// The rows of a band, and the side of what is coded as one: 16 by 16 pixels, with four
/// blocks of light and one of each hue.
const BAND: usize = 16;

/// A JPEG of a page: pixels of red, green, blue and an alpha that is not looked at, with
/// half as many dots for hues as for light; `quality` 1 to 100.
///
/// # Panics
/// When `rgba` is not of that size, a side is longer than 65,535 or nought.
pub fn encode_page_jpeg(rgba: &[u8], size: PixelSize, quality: u8) -> Vec<u8> {
    let (width, height) = (side(size.width), side(size.height));
    let values = usize::from(width) * usize::from(height) * 4;
    assert_eq!(rgba.len(), values, "four values for every pixel");
    let whole = usize::from(width) * 4 * BAND;
    let white = OnceLock::new();
    let bands: Vec<Band> = rgba
        .par_chunks(whole)
        .map(|rows| {
            let blank = rows.len() == whole && rows.iter().all(|value| *value == 255);
            match blank {
                true => white.get_or_init(|| Band::of(rows, width, quality)).clone(),
                false => Band::of(rows, width, quality),
            }
        })
        .collect();
    joined(&bands, height)
}

fn side(side: u32) -> u16 {
    u16::try_from(side).expect("a JPEG's sides go to 65,535")
}

/// Some rows as a JPEG of their own.
#[derive(Clone)]
struct Band {
    bytes: Vec<u8>,
    /// Where its height is written.
    height: usize,
    /// Where its scan begins.
    scan: usize,
}

impl Band {
    fn of(rgba: &[u8], width: u16, quality: u8) -> Self {
        let height = rgba.len() / (usize::from(width) * 4);
        let height = u16::try_from(height).expect("a band has few rows");
        let blocks = usize::from(width).div_ceil(BAND);
        let blocks = u16::try_from(blocks).expect("a side of 65,535 has 4,096 blocks");
        let mut bytes = vec![];
        let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.set_restart_interval(blocks);
        encoder
            .encode_image(Rows { rgba, width, height })
            .expect("memory takes any file");
        Self::read(bytes).expect("the encoder writes a frame and a scan")
    }

    /// Finds the frame and the scan by their markers (T.81, B.1.1.3).
    fn read(bytes: Vec<u8>) -> Option<Self> {
        const FRAME: u8 = 0xC0;
        const SCAN: u8 = 0xDA;
        let (mut at, mut height) = (2, None);
        loop {
            let [_, marker, high, low] = *bytes.get(at..at + 4)? else { return None };
            let next = at + 2 + usize::from(u16::from_be_bytes([high, low]));
            match marker {
                FRAME => height = Some(at + 5),
                SCAN => return Some(Self { height: height?, scan: next, bytes }),
                _ => {}
            }
            at = next;
        }
    }

    /// The coded blocks, without the marker of the end.
    fn scan(&self) -> &[u8] {
        &self.bytes[self.scan..self.bytes.len() - 2]
    }
}

/// The scans one behind the other under the head of the first.
fn joined(bands: &[Band], height: u16) -> Vec<u8> {
    const RESTARTS: std::ops::RangeInclusive<u8> = 0xD0..=0xD7;
    const END: [u8; 2] = [0xFF, 0xD9];
    let first = bands.first().expect("a page has rows");
    let mut bytes = first.bytes[..first.scan].to_vec();
    bytes[first.height..first.height + 2].copy_from_slice(&height.to_be_bytes());
    bytes.extend(first.scan());
    for (band, marker) in bands[1..].iter().zip(RESTARTS.cycle()) {
        bytes.extend([0xFF, marker]);
        bytes.extend(band.scan());
    }
    bytes.extend(END);
    bytes
}

/// Pixels for the encoder, which takes them row by row.
struct Rows<'a> {
    rgba: &'a [u8],
    width: u16,
    height: u16,
}

/// So many pixels are looked at together: most are white, or none is.
const TOGETHER: usize = 16;

impl ImageBuffer for Rows<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.width
    }

    fn height(&self) -> u16 {
        self.height
    }

    fn fill_buffers(&self, y: u16, [light, blue, red, _]: &mut [Vec<u8>; 4]) {
        let length = usize::from(self.width) * 4;
        let row = &self.rgba[usize::from(y) * length..][..length];
        for pixels in row.chunks(TOGETHER * 4) {
            if pixels == &[255; TOGETHER * 4][..pixels.len()] {
                let count = pixels.len() / 4;
                light.resize(light.len() + count, 255);
                blue.resize(blue.len() + count, 128);
                red.resize(red.len() + count, 128);
                continue;
            }
            for [r, g, b, _] in pixels.as_chunks::<4>().0 {
                let (y, cb, cr) = rgb_to_ycbcr(*r, *g, *b);
                light.push(y);
                blue.push(cb);
                red.push(cr);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::encode_jpeg;

    /// A page with white bands, grey ones and one of colours.
    fn page(size: PixelSize) -> Vec<u8> {
        let dot = |at: u32| {
            let row = at / size.width;
            let shade = if at % 97 < 60 { 255 } else { (at * 7 % 251) as u8 };
            match row / 16 {
                0 | 3 => [255; 3],
                2 => [shade, shade, if at.is_multiple_of(5) { 30 } else { shade }],
                _ => [shade; 3],
            }
        };
        (0..size.width * size.height).flat_map(dot).collect()
    }

    fn pixels(jpeg: &[u8]) -> image::RgbImage {
        image::load_from_memory(jpeg).expect("a JPEG").to_rgb8()
    }

    #[test]
    fn a_page_in_bands_has_the_pixels_of_one_picture() {
        // One row, a part of a block, whole bands, more bands than there are restart markers.
        for (width, height) in [(75, 1), (75, 40), (16, 64), (33, 16 * 11 + 5)] {
            let size = PixelSize::new(width, height);
            let rgb = page(size);
            let rgba: Vec<u8> = rgb
                .as_chunks::<3>()
                .0
                .iter()
                .flat_map(|[r, g, b]| [*r, *g, *b, 255])
                .collect();
            let (one, other) =
                (encode_page_jpeg(&rgba, size, 92), encode_jpeg(&rgb, size, 92));
            assert_eq!(pixels(&one), pixels(&other), "{width} × {height}");
        }
    }
}
