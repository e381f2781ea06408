//! PNG: the header before anything is unpacked, then the pixels.

use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::{DynamicImage, ImageDecoder, Limits};

use super::PixelSize;
use super::load::{Trouble, profile_finding, within_limits};
use super::raster::Raster;
use crate::diag::Diagnostic;

/// Reads a file: its size upright, and what is to be said about it.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
) -> Result<(PixelSize, Vec<Diagnostic>), Trouble> {
    // The header is the first chunk and of fixed form: width and height stand there.
    let side = |at: usize| {
        let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes))
    };
    let (Some(width), Some(height)) = (side(16), side(20)) else {
        return Err(Trouble::CutShort);
    };
    within_limits(PixelSize::new(width, height))?;
    let mut opened = decoder(bytes)?;
    let profile = opened.icc_profile().ok().flatten();
    let raster = decode(bytes)?;
    let findings = profile_finding(file, profile.as_deref()).into_iter().collect();
    Ok((raster.size, findings))
}

/// Its pixels, upright.
pub(super) fn decode(bytes: &[u8]) -> Result<Raster, Trouble> {
    let mut decoder = decoder(bytes)?;
    let orientation = decoder.orientation().map_err(|_| Trouble::Damaged)?;
    let mut picture =
        DynamicImage::from_decoder(decoder).map_err(|error| trouble(bytes, &error))?;
    picture.apply_orientation(orientation);
    Ok(Raster::new(picture))
}

fn decoder(bytes: &[u8]) -> Result<PngDecoder<Cursor<&[u8]>>, Trouble> {
    let mut limits = Limits::no_limits();
    // For chunks beside the pixels, which are bounded by the header.
    limits.max_alloc = Some(1 << 30);
    PngDecoder::with_limits(Cursor::new(bytes), limits)
        .map_err(|error| trouble(bytes, &error))
}

/// A file whose last chunk is missing was cut; any other failure is damage.
fn trouble(bytes: &[u8], _error: &image::ImageError) -> Trouble {
    if ends_well(bytes) { Trouble::Damaged } else { Trouble::CutShort }
}

/// Whether the chunks, each of them within the file, lead to the last one.
fn ends_well(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        let (length, name) = head.split_at(4);
        let length = u32::from_be_bytes(length.try_into().expect("four bytes"));
        if name == b"IEND" {
            return true;
        }
        at += length as usize + 12;
    }
    false
}
