//! WebP: its chunks, without unpacking, then its pixels; of one that moves the first
//! frame.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, RgbImage, RgbaImage};
use image_webp::WebPDecoder;

use super::PixelSize;
use super::load::{Trouble, within_limits};
use super::profile::Profile;
use super::raster::{Channels, Raster};
use crate::diag::{Code, Diagnostic};

/// A file that was found whole.
#[derive(Clone, Debug)]
pub(super) struct Webp {
    bytes: Vec<u8>,
    coding: Coding,
    orientation: Orientation,
    profile: Profile,
}

/// How the pixels are kept.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// As a film frame, for photographs.
    Lossy,
    /// Every value as it was.
    Lossless,
}

/// Whether a file holds one picture or more.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Frames {
    One,
    Many,
}

/// What the chunks say.
#[derive(Debug)]
struct Chunks {
    size: PixelSize,
    coding: Coding,
    frames: Frames,
    orientation: Orientation,
    profile: Vec<u8>,
}

impl Webp {
    /// Reads a file: the picture, its size upright, and what is to be said about it.
    pub(super) fn read(
        file: &str,
        bytes: Vec<u8>,
    ) -> Result<(Self, PixelSize, Vec<Diagnostic>), Trouble> {
        let chunks = Chunks::read(&bytes)?;
        let profile = Profile::read(&chunks.profile, Channels::Rgb);
        let (coding, orientation) = (chunks.coding, chunks.orientation);
        let webp = Self { bytes, coding, orientation, profile };
        let size = webp.decode()?.size;
        let mut findings = webp.profile.findings(file);
        if chunks.frames == Frames::Many {
            findings.push(first_finding(file, "frame"));
        }
        Ok((webp, size, findings))
    }

    /// How its pixels are kept.
    pub(super) fn coding(&self) -> Coding {
        self.coding
    }

    /// Its pixels, upright, as sRGB.
    pub(super) fn decode(&self) -> Result<Raster, Trouble> {
        let damaged = |_| Trouble::Damaged;
        let mut decoder = WebPDecoder::new(Cursor::new(&self.bytes)).map_err(damaged)?;
        let (width, height) = decoder.dimensions();
        // The decoder has read the same header, but not by our eyes.
        within_limits(PixelSize::new(width, height))?;
        let mut data = vec![0; decoder.output_buffer_size().ok_or(Trouble::Damaged)?];
        decoder.read_image(&mut data).map_err(damaged)?;
        let picture: Option<DynamicImage> = match decoder.has_alpha() {
            true => RgbaImage::from_raw(width, height, data).map(Into::into),
            false => RgbImage::from_raw(width, height, data).map(Into::into),
        };
        let mut picture = picture.ok_or(Trouble::Damaged)?;
        picture.apply_orientation(self.orientation);
        Ok(self.profile.apply(Raster::new(picture)))
    }
}

/// That a file holds more than is shown.
pub(super) fn first_finding(file: &str, of: &str) -> Diagnostic {
    let message = format!("only the first {of} of `{file}` is shown");
    Diagnostic::note(Code("g-014"), message)
        .hint(format!("save the {of} that you mean as a picture of its own"))
}

impl Chunks {
    /// Walks from chunk to chunk (RFC 9649), up to the end that the first line names.
    fn read(bytes: &[u8]) -> Result<Self, Trouble> {
        let length = little(bytes, 4, 4).ok_or(Trouble::CutShort)? as usize;
        let body = bytes.get(12..).unwrap_or_default();
        let body = body.get(..length.saturating_sub(4)).ok_or(Trouble::CutShort)?;
        let mut found = Self {
            size: PixelSize::new(0, 0),
            coding: Coding::Lossless,
            frames: Frames::One,
            orientation: Orientation::NoTransforms,
            profile: vec![],
        };
        let mut frames = 0;
        for (name, data) in chunks(body) {
            match name {
                b"VP8X" => found.size = canvas(data).ok_or(Trouble::Damaged)?,
                b"VP8 " | b"VP8L" => found.pixels(name, data)?,
                b"ANMF" => {
                    frames += 1;
                    if frames == 1 {
                        found.frame(data.ok_or(Trouble::CutShort)?)?;
                    }
                }
                b"ICCP" => found.profile = data.ok_or(Trouble::CutShort)?.to_vec(),
                b"EXIF" => found.turn(data.unwrap_or_default()),
                _ => {}
            }
        }
        if frames > 1 {
            found.frames = Frames::Many;
        }
        within_limits(found.size)?;
        Ok(found)
    }

    /// The chunks of a frame stand behind its place and its time.
    fn frame(&mut self, data: &[u8]) -> Result<(), Trouble> {
        for (name, data) in chunks(data.get(16..).ok_or(Trouble::Damaged)?) {
            if matches!(name, b"VP8 " | b"VP8L") {
                self.pixels(name, data)?;
            }
        }
        Ok(())
    }

    /// Pixels are of the size of the canvas, or make it: a decoder takes memory by what
    /// their own head says.
    fn pixels(&mut self, name: &[u8], data: Option<&[u8]>) -> Result<(), Trouble> {
        let data = data.ok_or(Trouble::CutShort)?;
        let size = match name {
            b"VP8 " => {
                self.coding = Coding::Lossy;
                let side = |at| Some(little(data, at, 2)? & 0x3FFF);
                side(6).zip(side(8))
            }
            _ => {
                let bits = little(data, 1, 4);
                bits.map(|bits| ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
            }
        };
        let (width, height) = size.ok_or(Trouble::Damaged)?;
        if self.size.count() == 0 {
            self.size = PixelSize::new(width, height);
        }
        match width <= self.size.width && height <= self.size.height {
            true => Ok(()),
            false => Err(Trouble::Damaged),
        }
    }

    fn turn(&mut self, exif: &[u8]) {
        // Some programs keep the mark that a JPEG has before it.
        let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
        self.orientation =
            Orientation::from_exif_chunk(exif).unwrap_or(Orientation::NoTransforms);
    }
}

/// The size of the canvas, one less in three bytes each.
fn canvas(data: Option<&[u8]>) -> Option<PixelSize> {
    Some(PixelSize::new(little(data?, 4, 3)? + 1, little(data?, 7, 3)? + 1))
}

/// Each chunk's name and what it holds; `None` for one that ends after the file does.
fn chunks(mut rest: &[u8]) -> impl Iterator<Item = (&[u8; 4], Option<&[u8]>)> {
    std::iter::from_fn(move || {
        let length = little(rest, 4, 4)? as usize;
        let name = rest.first_chunk::<4>()?;
        let data = rest.get(8..)?.get(..length);
        rest = rest.get(8 + length + length % 2..).unwrap_or_default();
        Some((name, data))
    })
}

/// A number of so many bytes, the smallest first.
fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + count)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}
