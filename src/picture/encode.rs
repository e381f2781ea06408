//! Pixels to files, one setting each.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

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
