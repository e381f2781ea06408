//! Pixels to files, one setting each.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use super::PixelSize;
use super::raster::{Channels, Raster};

/// A JPEG of red, green and blue; `quality` 1 to 100.
///
/// # Panics
/// When `rgb` is not of that size, or a side is longer than 65,535.
pub fn encode_jpeg(rgb: &[u8], size: PixelSize, quality: u8) -> Vec<u8> {
    write_jpeg(rgb, size, ExtendedColorType::Rgb8, quality)
}

/// A PNG of red, green, blue and alpha.
///
/// # Panics
/// When `rgba` is not of that size.
pub fn encode_png(rgba: &[u8], size: PixelSize) -> Vec<u8> {
    write_png(rgba, size, ExtendedColorType::Rgba8)
}

/// A JPEG of an opaque picture; grey stays grey.
pub(super) fn jpeg(raster: &Raster, quality: u8) -> Vec<u8> {
    write_jpeg(&raster.data, raster.size, colour(raster), quality)
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

fn write_jpeg(
    data: &[u8],
    size: PixelSize,
    colour: ExtendedColorType,
    quality: u8,
) -> Vec<u8> {
    let mut bytes = vec![];
    JpegEncoder::new_with_quality(&mut bytes, quality.clamp(1, 100))
        .write_image(data, size.width, size.height, colour)
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
