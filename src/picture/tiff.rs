//! TIFF: its first directory, without unpacking, then its pixels.
//!
//! The decoder gives the bands as they are written; what they mean is told here, so that
//! inks, palettes and alpha are read as in the other kinds.

use std::io::Cursor;

use image::DynamicImage;
use image::metadata::Orientation;
use tiff::decoder::{Decoder, DecodingResult, Limits};

use super::ifd::Fields;
use super::load::{Trouble, within_limits};
use super::profile::Profile;
use super::raster::{Channels, Raster};
use super::{PixelSize, cmyk, raster, webp};
use crate::diag::Diagnostic;

const WIDTH: u16 = 256;
const HEIGHT: u16 = 257;
const BITS: u16 = 258;
const COMPRESSION: u16 = 259;
const MEANING: u16 = 262;
const STRIPS: (u16, u16) = (273, 279);
const ORIENTATION: u16 = 274;
const SAMPLES: u16 = 277;
const COLOUR_MAP: u16 = 320;
const TILE_WIDTH: u16 = 322;
const TILE_HEIGHT: u16 = 323;
const TILES: (u16, u16) = (324, 325);
const SUB_DIRECTORIES: u16 = 330;
const INK_SET: u16 = 332;
const EXTRA: u16 = 338;
const SAMPLE_FORMAT: u16 = 339;
const PROFILE: u16 = 34_675;
const DNG_VERSION: u16 = 50_706;
const SUBFILE: u16 = 254;

/// A file that was found whole.
#[derive(Clone, Debug)]
pub(super) struct Tiff {
    /// The file, its bands marked as having no meaning.
    bytes: Vec<u8>,
    plan: Plan,
    profile: Profile,
}

/// What the bands mean.
#[derive(Clone, Debug)]
struct Plan {
    size: PixelSize,
    meaning: Meaning,
    bits: u32,
    samples: usize,
    alpha: Alpha,
    orientation: Orientation,
}

#[derive(Clone, Debug)]
enum Meaning {
    /// The value that is black.
    Grey(Black),
    Rgb,
    /// Red, green and blue of each number.
    Palette(Vec<[u8; 3]>),
    Inks,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Black {
    Least,
    Greatest,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Alpha {
    None,
    Apart,
    /// The colours are multiplied by it.
    Multiplied,
}

impl Tiff {
    /// Reads a file: the picture, its size upright, and what is to be said about it.
    pub(super) fn read(
        file: &str,
        mut bytes: Vec<u8>,
    ) -> Result<(Self, PixelSize, Vec<Diagnostic>), Trouble> {
        let fields = Fields::read(&bytes).ok_or(Trouble::CutShort)?;
        let plan = Plan::read(&fields)?;
        whole(&fields, bytes.len())?;
        let profile = match plan.meaning {
            Meaning::Inks => Profile::Same,
            _ => Profile::read(fields.data(PROFILE).unwrap_or_default(), plan.channels()),
        };
        let mut findings = match plan.meaning {
            Meaning::Inks => vec![super::jpeg::ink_finding(file)],
            _ => profile.findings(file),
        };
        if has_pages(&fields) {
            findings.push(webp::first_finding(file, "page"));
        }
        let (at, plain) = fields.patch(MEANING, 1).ok_or(Trouble::Damaged)?;
        bytes[at..at + 2].copy_from_slice(&plain);
        let tiff = Self { bytes, plan, profile };
        let size = tiff.decode()?.size;
        Ok((tiff, size, findings))
    }

    /// Its pixels, upright, as sRGB.
    pub(super) fn decode(&self) -> Result<Raster, Trouble> {
        let samples = self.unpack()?;
        let mut picture = self.plan.picture(&samples).ok_or(Trouble::Damaged)?;
        picture.apply_orientation(self.plan.orientation);
        Ok(self.profile.apply(Raster::new(picture)))
    }

    /// Its inks, upright, and their size; `None` where it brings none. Where it is clear
    /// the paper is white.
    pub(super) fn inks(&self) -> Option<(PixelSize, Vec<u8>)> {
        let plan = &self.plan;
        if !matches!(plan.meaning, Meaning::Inks) {
            return None;
        }
        let samples = self.unpack().ok()?;
        let inks = samples.chunks_exact(plan.samples).flat_map(|pixel| {
            let cover = match plan.alpha {
                Alpha::Apart => u32::from(pixel[4]),
                // Multiplied inks are fewer already.
                Alpha::None | Alpha::Multiplied => 255,
            };
            let on_paper = move |ink: u8| ((u32::from(ink) * cover + 127) / 255) as u8;
            pixel[..4].iter().copied().map(on_paper)
        });
        raster::upright(inks.collect(), plan.size, plan.orientation)
    }

    /// Every sample as eight bits, the samples of a pixel together.
    fn unpack(&self) -> Result<Vec<u8>, Trouble> {
        let damaged = |_| Trouble::Damaged;
        // What the header asks for was held to the limits; the rest is bound by the file.
        let mut limits = Limits::default();
        limits.decoding_buffer_size = usize::MAX;
        limits.intermediate_buffer_size = self.bytes.len();
        limits.ifd_value_size = self.bytes.len();
        let decoder = Decoder::new(Cursor::new(&self.bytes)).map_err(damaged)?;
        let mut decoder = decoder.with_limits(limits);
        let mut data = DecodingResult::U8(vec![]);
        let layout = decoder.read_image_to_buffer(&mut data).map_err(damaged)?;
        let data = match data {
            DecodingResult::U8(data) if self.plan.bits < 8 => self.plan.spread(&data),
            DecodingResult::U8(data) => data,
            // As `image` rounds them.
            DecodingResult::U16(data) => {
                data.into_iter().map(|v| ((u32::from(v) + 128) / 257) as u8).collect()
            }
            _ => return Err(Trouble::Damaged),
        };
        match layout.planes {
            0 | 1 => Ok(data),
            planes => Ok(interleaved(&data, planes)),
        }
    }
}

/// Bands that stand one after the other, pixel by pixel.
fn interleaved(data: &[u8], planes: usize) -> Vec<u8> {
    let count = data.len() / planes;
    (0..count).flat_map(|at| (0..planes).map(move |p| data[p * count + at])).collect()
}

impl Plan {
    /// What the directory says; refuses what is too large or too rare.
    fn read(fields: &Fields<'_>) -> Result<Self, Trouble> {
        if is_raw(fields) {
            return Err(Trouble::CameraRaw);
        }
        let needed = |tag| fields.first(tag).ok_or(Trouble::Damaged);
        let size = PixelSize::new(needed(WIDTH)?, needed(HEIGHT)?);
        within_limits(size)?;
        let tile = PixelSize::new(
            fields.first(TILE_WIDTH).unwrap_or(1),
            fields.first(TILE_HEIGHT).unwrap_or(1),
        );
        within_limits(tile)?;
        let samples = fields.first(SAMPLES).unwrap_or(1) as usize;
        let bits = fields.first(BITS).unwrap_or(1);
        rare(fields, bits, samples)?;
        // What is unpacked must fit as well: the ordinary pixel has at most 64 bits.
        let times = (bits * samples as u32).div_ceil(64);
        within_limits(PixelSize::new(size.width, size.height.saturating_mul(times)))?;
        let meaning = Meaning::read(fields, needed(MEANING)?, bits)?;
        let own = meaning.samples();
        if samples < own {
            return Err(Trouble::Damaged);
        }
        let alpha = match fields.first(EXTRA).filter(|_| samples > own) {
            Some(1) => Alpha::Multiplied,
            Some(2) => Alpha::Apart,
            _ => Alpha::None,
        };
        let orientation = fields
            .first(ORIENTATION)
            .and_then(|turn| Orientation::from_exif(turn.min(255) as u8))
            .unwrap_or(Orientation::NoTransforms);
        Ok(Self { size, meaning, bits, samples, alpha, orientation })
    }

    fn channels(&self) -> Channels {
        match self.meaning {
            Meaning::Grey(_) => Channels::Grey,
            _ => Channels::Rgb,
        }
    }

    /// Samples of fewer than eight bits, one a byte; rows begin with a byte.
    fn spread(&self, data: &[u8]) -> Vec<u8> {
        let (bits, width) = (self.bits as usize, self.size.width as usize);
        let row = (width * bits).div_ceil(8);
        let most = (1_u32 << bits) - 1;
        let full = match self.meaning {
            Meaning::Palette(_) => most,
            _ => 255,
        };
        let sample = |row: &[u8], at: usize| {
            let (byte, within) = (at * bits / 8, at * bits % 8);
            let value = u32::from(row[byte]) >> (8 - bits - within) & most;
            (value * full / most) as u8
        };
        data.chunks_exact(row)
            .flat_map(|row| (0..width).map(move |at| sample(row, at)))
            .collect()
    }

    /// The picture of these samples.
    fn picture(&self, samples: &[u8]) -> Option<DynamicImage> {
        let PixelSize { width, height } = self.size;
        let own = self.meaning.samples();
        let pixels = || samples.chunks_exact(self.samples);
        let bare = || pixels().flat_map(|pixel| pixel[..own].iter().copied());
        let (data, channels) = match &self.meaning {
            Meaning::Grey(Black::Least) => (bare().collect(), 1),
            Meaning::Grey(Black::Greatest) => (bare().map(|v| 255 - v).collect(), 1),
            Meaning::Rgb => (bare().collect::<Vec<_>>(), 3),
            Meaning::Palette(colours) => {
                let colour = |n: u8| *colours.get(usize::from(n)).unwrap_or(&[0; 3]);
                (bare().flat_map(colour).collect(), 3)
            }
            Meaning::Inks => (cmyk::to_rgb(&bare().collect::<Vec<_>>()), 3),
        };
        if self.alpha == Alpha::None {
            return match channels {
                1 => Some(image::GrayImage::from_raw(width, height, data)?.into()),
                _ => Some(image::RgbImage::from_raw(width, height, data)?.into()),
            };
        }
        let mut with = Vec::with_capacity(samples.len());
        for (colour, pixel) in data.chunks_exact(channels).zip(pixels()) {
            let a = pixel[own];
            with.extend(colour.iter().map(|value| self.alpha.divide(*value, a)));
            with.push(a);
        }
        match channels {
            1 => Some(image::GrayAlphaImage::from_raw(width, height, with)?.into()),
            _ => Some(image::RgbaImage::from_raw(width, height, with)?.into()),
        }
    }
}

impl Meaning {
    fn read(fields: &Fields<'_>, meaning: u32, bits: u32) -> Result<Self, Trouble> {
        match meaning {
            0 => Ok(Self::Grey(Black::Greatest)),
            1 => Ok(Self::Grey(Black::Least)),
            2 => Ok(Self::Rgb),
            3 if bits <= 8 => {
                let values: Vec<u8> =
                    fields.values(COLOUR_MAP).map(|v| (v >> 8) as u8).collect();
                let count = 1 << bits;
                if values.len() < count * 3 {
                    return Err(Trouble::Damaged);
                }
                let colour = |n: usize| [0, 1, 2].map(|c| values[c * count + n]);
                Ok(Self::Palette((0..count).map(colour).collect()))
            }
            5 if fields.first(INK_SET).unwrap_or(1) == 1 => Ok(Self::Inks),
            5 => Err(Trouble::Rare("a TIFF of inks other than the four")),
            6 => Err(Trouble::Rare("a TIFF with a JPEG inside")),
            _ => Err(Trouble::Rare("a TIFF of rare colours")),
        }
    }

    /// How many samples a colour takes.
    fn samples(&self) -> usize {
        match self {
            Self::Grey(_) | Self::Palette(_) => 1,
            Self::Rgb => 3,
            Self::Inks => 4,
        }
    }
}

impl Alpha {
    /// A colour as it is without its alpha.
    fn divide(self, value: u8, alpha: u8) -> u8 {
        if self != Self::Multiplied {
            return value;
        }
        let a = u32::from(alpha);
        (u32::from(value) * 255 + a / 2).checked_div(a).unwrap_or(0).min(255) as u8
    }
}

/// What no picture program writes unless it is asked to.
fn rare(fields: &Fields<'_>, bits: u32, samples: usize) -> Result<(), Trouble> {
    let compression = fields.first(COMPRESSION).unwrap_or(1);
    let what = match (compression, bits) {
        (6 | 7, _) => "a TIFF with a JPEG inside",
        (1 | 4 | 5 | 8 | 32_773 | 32_946, _) if samples > 8 => "a TIFF of many bands",
        (1 | 4 | 5 | 8 | 32_773 | 32_946, 8 | 16) => "",
        (1 | 4 | 5 | 8 | 32_773 | 32_946, 1 | 2 | 4) if samples == 1 => "",
        (1 | 4 | 5 | 8 | 32_773 | 32_946, _) => "a TIFF with a rare number of bits",
        _ => "a TIFF with a rare compression",
    };
    let other = fields.values(BITS).take(8).any(|b| b != bits);
    let numbers = fields.values(SAMPLE_FORMAT).take(8).all(|format| format == 1);
    match what {
        "" if other => Err(Trouble::Rare("a TIFF with a rare number of bits")),
        "" if !numbers => Err(Trouble::Rare("a TIFF of fractions")),
        "" => Ok(()),
        what => Err(Trouble::Rare(what)),
    }
}

/// Whether a camera wrote it for its maker's program: what a picture program would show
/// of it is a small picture for the back of the camera, or nothing.
fn is_raw(fields: &Fields<'_>) -> bool {
    let small = fields.first(SUBFILE).is_some_and(|kind| kind & 1 == 1);
    let sensor = matches!(fields.first(MEANING), Some(32_803 | 34_892));
    let packed = matches!(fields.first(COMPRESSION), Some(32_767 | 34_713 | 65_000..));
    fields.has(DNG_VERSION) || sensor || packed || small && fields.has(SUB_DIRECTORIES)
}

/// Whether other pages follow; small copies of the first do not count.
fn has_pages(fields: &Fields<'_>) -> bool {
    let next = fields.next();
    next.is_some_and(|next| next.first(SUBFILE).is_none_or(|kind| kind & 1 == 0))
}

/// Whether the strips or tiles are all within the file.
fn whole(fields: &Fields<'_>, length: usize) -> Result<(), Trouble> {
    let (places, counts) = if fields.has(TILES.0) { TILES } else { STRIPS };
    let mut ends = fields
        .values(places)
        .zip(fields.values(counts))
        .map(|(at, count)| u64::from(at) + u64::from(count));
    match ends.any(|end| end > length as u64) {
        true => Err(Trouble::CutShort),
        false => Ok(()),
    }
}
