//! Pixels to files, one setting each.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{
    ColorType, Encoder, ImageBuffer, JpegColorType, SamplingFactor, rgb_to_ycbcr,
};

use super::PixelSize;
use super::raster::{Channels, Raster};

/// A JPEG of red, green and blue, with half as many dots for hues as for light, as
/// photographs have it; `quality` 1 to 100.
///
/// # Panics
/// When `rgb` is not of that size, or a side is longer than 65,535.
pub fn encode_jpeg(rgb: &[u8], size: PixelSize, quality: u8) -> Vec<u8> {
    write_jpeg(rgb, size, ColorType::Rgb, (quality, SamplingFactor::F_2_2))
}

/// The same of a page as it is painted: pixels with an alpha, which is not looked at, most
/// of them white.
///
/// # Panics
/// As [`encode_jpeg`].
pub fn encode_page_jpeg(rgba: &[u8], size: PixelSize, quality: u8) -> Vec<u8> {
    let page = PageBuffer { rgba, width: side(size.width), height: side(size.height) };
    let mut bytes = vec![];
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode_image(page).expect("memory takes any file");
    bytes
}

/// Pixels for the encoder, which takes them row by row.
struct PageBuffer<'a> {
    rgba: &'a [u8],
    width: u16,
    height: u16,
}

/// So many pixels are looked at together: most are white, or none is.
const TOGETHER: usize = 16;

impl ImageBuffer for PageBuffer<'_> {
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

/// A PNG of red, green, blue and alpha.
///
/// # Panics
/// When `rgba` is not of that size.
pub fn encode_png(rgba: &[u8], size: PixelSize) -> Vec<u8> {
    write_png(rgba, size, ExtendedColorType::Rgba8)
}

/// A JPEG of an opaque picture; grey stays grey, hues are as fine as light.
pub(super) fn jpeg(raster: &Raster, quality: u8) -> Vec<u8> {
    let colour = match raster.channels {
        Channels::Grey => ColorType::Luma,
        Channels::Rgb => ColorType::Rgb,
    };
    write_jpeg(&raster.data, raster.size, colour, (quality, SamplingFactor::F_1_1))
}

/// A PNG of an opaque picture; grey stays grey.
pub(super) fn png(raster: &Raster) -> Vec<u8> {
    write_png(&raster.data, raster.size, colour(raster))
}

fn colour(raster: &Raster) -> ExtendedColorType {
    match raster.channels {
        Channels::Grey => ExtendedColorType::L8,
        Channels::Rgb => ExtendedColorType::Rgb8,
    }
}

fn side(side: u32) -> u16 {
    u16::try_from(side).expect("a JPEG's sides go to 65,535")
}

fn write_jpeg(
    data: &[u8],
    size: PixelSize,
    colour: ColorType,
    (quality, sampling): (u8, SamplingFactor),
) -> Vec<u8> {
    let mut bytes = vec![];
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(sampling);
    encoder
        .encode(data, side(size.width), side(size.height), colour)
        .expect("as many values as the size needs, and memory takes any file");
    bytes
}

fn write_png(data: &[u8], size: PixelSize, colour: ExtendedColorType) -> Vec<u8> {
    let mut bytes = vec![];
    let (compression, filter) = (CompressionType::Default, FilterType::Adaptive);
    PngEncoder::new_with_quality(&mut bytes, compression, filter)
        .write_image(data, size.width, size.height, colour)
        .expect("as many values as the size needs, and memory takes any file");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_encoded_like_any_picture() {
        let size = PixelSize::new(75, 40);
        let dot = |at: u32| {
            let shade = if at % 97 < 60 { 255 } else { (at * 7 % 251) as u8 };
            [shade, shade, if at.is_multiple_of(5) { 30 } else { shade }]
        };
        let rgb: Vec<u8> = (0..75 * 40).flat_map(dot).collect();
        let rgba: Vec<u8> = rgb
            .as_chunks::<3>()
            .0
            .iter()
            .flat_map(|[r, g, b]| [*r, *g, *b, 255])
            .collect();
        assert_eq!(encode_page_jpeg(&rgba, size, 92), encode_jpeg(&rgb, size, 92));
    }
}
