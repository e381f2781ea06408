//! PNG: the header before anything is unpacked, then the pixels.

use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::{DynamicImage, ImageDecoder, Limits};

use super::PixelSize;
use super::load::{Trouble, within_limits};
use super::profile::Profile;
use super::raster::{Channels, Raster};
use crate::diag::Diagnostic;

/// A file that was found whole.
#[derive(Clone, Debug)]
pub(super) struct Png {
    bytes: Vec<u8>,
    profile: Profile,
}

impl Png {
    /// Reads a file: the picture, its size upright, and what is to be said about it.
    pub(super) fn read(
        file: &str,
        bytes: Vec<u8>,
    ) -> Result<(Self, PixelSize, Vec<Diagnostic>), Trouble> {
        within_limits(size_of(&bytes).ok_or(Trouble::CutShort)?)?;
        let mut opened = decoder(&bytes)?;
        let channels =
            if opened.color_type().has_color() { Channels::Rgb } else { Channels::Grey };
        let profile = opened.icc_profile().ok().flatten().unwrap_or_default();
        let png = Self { profile: Profile::read(&profile, channels), bytes };
        let size = png.decode()?.size;
        let findings = png.profile.findings(file);
        Ok((png, size, findings))
    }

    /// Its pixels, upright, as sRGB.
    pub(super) fn decode(&self) -> Result<Raster, Trouble> {
        let mut decoder = decoder(&self.bytes)?;
        let orientation = decoder.orientation().map_err(|_| Trouble::Damaged)?;
        let mut picture =
            DynamicImage::from_decoder(decoder).map_err(|_| trouble(&self.bytes))?;
        picture.apply_orientation(orientation);
        Ok(self.profile.apply(Raster::new(picture)))
    }
}

/// The size by the header, which is the first chunk and of fixed form.
fn size_of(bytes: &[u8]) -> Option<PixelSize> {
    let side = |at: usize| {
        let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes))
    };
    Some(PixelSize::new(side(16)?, side(20)?))
}

fn decoder(bytes: &[u8]) -> Result<PngDecoder<Cursor<&[u8]>>, Trouble> {
    let mut limits = Limits::no_limits();
    // For chunks beside the pixels; those are bounded by the header.
    limits.max_alloc = Some(1 << 30);
    PngDecoder::with_limits(Cursor::new(bytes), limits).map_err(|_| trouble(bytes))
}

/// A file whose last chunk is missing was cut; any other failure is damage.
fn trouble(bytes: &[u8]) -> Trouble {
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
