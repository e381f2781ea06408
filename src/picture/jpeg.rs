//! JPEG: its segments, without unpacking; then its pixels; and the file without what the
//! camera wrote beside them.

use std::ops::Range;

use image::DynamicImage;
use image::metadata::Orientation;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::load::{Trouble, within_limits};
use super::profile::Profile;
use super::raster::{Channels, Raster};
use super::{PixelSize, cmyk, raster};
use crate::diag::{Code, Diagnostic};

/// A file whose segments are known.
#[derive(Clone, Debug)]
pub(super) struct Jpeg {
    bytes: Vec<u8>,
    segments: Segments,
    profile: Profile,
}

/// What stands in the file.
#[derive(Clone, Debug)]
struct Segments {
    /// As it is coded, before it is turned upright.
    size: PixelSize,
    /// How many planes: 1, 3 or 4.
    planes: u8,
    /// Adobe's mark: the transform it names.
    adobe: Option<u8>,
    orientation: Orientation,
    profile: Vec<u8>,
    /// The segments that make the picture, from the first marker to the last.
    needed: Vec<Range<usize>>,
}

impl Jpeg {
    /// Reads a file: its segments, its size upright, and what is to be said about it.
    pub(super) fn read(
        file: &str,
        bytes: Vec<u8>,
    ) -> Result<(Self, PixelSize, Vec<Diagnostic>), Trouble> {
        let segments = Segments::read(&bytes)?;
        let channels = if segments.planes == 1 { Channels::Grey } else { Channels::Rgb };
        let profile = Profile::read(&segments.profile, channels);
        let jpeg = Self { bytes, segments, profile };
        let size = jpeg.decode()?.size;
        let findings = match jpeg.segments.planes {
            4 => vec![ink_finding(file)],
            _ => jpeg.profile.findings(file),
        };
        Ok((jpeg, size, findings))
    }

    /// How many colours a pixel has, where the file can be shown by anyone as it is:
    /// upright, of grey or RGB, and in no other profile than sRGB.
    pub(super) fn plain(&self) -> Option<Channels> {
        if matches!(self.profile, Profile::Turn(_)) {
            return None;
        }
        match (self.segments.orientation, self.segments.planes) {
            (Orientation::NoTransforms, 1) => Some(Channels::Grey),
            (Orientation::NoTransforms, 3) => Some(Channels::Rgb),
            _ => None,
        }
    }

    /// The file with the segments that make the picture and its colours, and no others:
    /// not one value of the picture changes.
    pub(super) fn without_camera_data(&self) -> Vec<u8> {
        self.segments
            .needed
            .iter()
            .flat_map(|range| &self.bytes[range.clone()])
            .copied()
            .collect()
    }

    /// Its pixels, upright, as sRGB.
    pub(super) fn decode(&self) -> Result<Raster, Trouble> {
        let PixelSize { width, height } = self.segments.size;
        let (space, data) = self.unpack()?;
        let rgb = |data| image::RgbImage::from_raw(width, height, data).map(Into::into);
        let picture: Option<DynamicImage> = match space {
            ColorSpace::Luma => {
                image::GrayImage::from_raw(width, height, data).map(Into::into)
            }
            ColorSpace::CMYK | ColorSpace::YCCK => {
                rgb(cmyk::to_rgb(&self.inks_of(space, data)))
            }
            _ => rgb(data),
        };
        let mut picture = picture.ok_or(Trouble::Damaged)?;
        picture.apply_orientation(self.segments.orientation);
        Ok(self.profile.apply(Raster::new(picture)))
    }

    /// Its inks, upright, and their size; `None` where it brings none.
    pub(super) fn inks(&self) -> Option<(PixelSize, Vec<u8>)> {
        if self.segments.planes != 4 {
            return None;
        }
        let (space, data) = self.unpack().ok()?;
        let inks = self.inks_of(space, data);
        raster::upright(inks, self.segments.size, self.segments.orientation)
    }

    fn inks_of(&self, space: ColorSpace, planes: Vec<u8>) -> Vec<u8> {
        cmyk::inks(planes, space == ColorSpace::YCCK, self.segments.adobe.is_some())
    }

    /// The values as they are in the file, YCbCr made RGB. The decoder's paths for single
    /// processors are off: one picture everywhere.
    fn unpack(&self) -> Result<(ColorSpace, Vec<u8>), Trouble> {
        let options = DecoderOptions::default()
            .set_strict_mode(false)
            .set_use_unsafe(false)
            .set_max_width(usize::from(u16::MAX))
            .set_max_height(usize::from(u16::MAX));
        let mut decoder =
            JpegDecoder::new_with_options(ZCursor::new(&self.bytes), options);
        decoder.decode_headers().map_err(|_| Trouble::Damaged)?;
        let space = match decoder.input_colorspace().ok_or(Trouble::Damaged)? {
            own @ (ColorSpace::Luma | ColorSpace::CMYK | ColorSpace::YCCK) => own,
            _ => ColorSpace::RGB,
        };
        decoder.set_options(decoder.options().jpeg_set_out_colorspace(space));
        let data = decoder.decode().map_err(|_| Trouble::Damaged)?;
        Ok((space, data))
    }
}

pub(super) fn ink_finding(file: &str) -> Diagnostic {
    let message =
        format!("for the screen the inks of `{file}` are turned into colours of light");
    Diagnostic::note(Code("g-010"), message).hint(
        "a press is given its inks as they are; save it as RGB where it is to be seen on \
         screens in other colours",
    )
}

/// A marker and the bytes it stands for, marker included.
struct Segment<'a> {
    marker: u8,
    body: &'a [u8],
    range: Range<usize>,
}

impl Segments {
    /// Walks from marker to marker (ITU-T T.81, annex B) up to the end of the image; what
    /// some phones append is not of this picture.
    fn read(bytes: &[u8]) -> Result<Self, Trouble> {
        let mut found = Self {
            size: PixelSize::new(0, 0),
            planes: 0,
            adobe: None,
            orientation: Orientation::NoTransforms,
            profile: vec![],
            needed: vec![],
        };
        let mut at = 0;
        loop {
            let segment = next(bytes, at).ok_or(Trouble::CutShort)?;
            at = segment.range.end;
            if found.take(&segment)? {
                found.needed.push(segment.range.clone());
            }
            if segment.marker == 0xD9 {
                break;
            }
        }
        if found.planes == 0 {
            return Err(Trouble::Damaged);
        }
        Ok(found)
    }

    /// Learns from a segment; says whether the picture needs it.
    fn take(&mut self, segment: &Segment<'_>) -> Result<bool, Trouble> {
        let body = segment.body;
        match segment.marker {
            0xC4 | 0xCC => {}
            0xC0..=0xCF => self.frame(segment.marker, body)?,
            0xE0 => return Ok(body.starts_with(b"JFIF\0")),
            0xE1 => {
                if let Some(exif) = body.strip_prefix(b"Exif\0\0") {
                    self.orientation = Orientation::from_exif_chunk(exif)
                        .unwrap_or(Orientation::NoTransforms);
                }
                return Ok(false);
            }
            0xE2 => {
                let Some(profile) = body.strip_prefix(b"ICC_PROFILE\0") else {
                    return Ok(false);
                };
                self.profile.extend_from_slice(profile.get(2..).unwrap_or_default());
            }
            0xEE => {
                self.adobe = body.strip_prefix(b"Adobe").and_then(|b| b.get(6)).copied();
                return Ok(self.adobe.is_some());
            }
            0xE3..=0xEF | 0xFE => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    /// The frame header: precision, height, width, planes.
    fn frame(&mut self, marker: u8, body: &[u8]) -> Result<(), Trouble> {
        let [precision, h1, h0, w1, w0, planes, ..] = *body else {
            return Err(Trouble::Damaged);
        };
        let rare = match (marker, precision, planes) {
            (0xC3 | 0xC5..=0xC7, ..) => "a lossless or layered JPEG",
            (0xC8..=0xCF, ..) => "a JPEG with arithmetic coding",
            (_, precision, _) if precision != 8 => {
                "a JPEG with more than 8 bits a colour"
            }
            (_, _, 1 | 3 | 4) => "",
            _ => "a JPEG with an odd number of colours",
        };
        if !rare.is_empty() {
            return Err(Trouble::Rare(rare));
        }
        let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
        self.size = PixelSize::new(side(w1, w0), side(h1, h0));
        self.planes = planes;
        within_limits(self.size)
    }
}

/// The segment at or after `at`: for a scan with all of its coded data.
fn next(bytes: &[u8], at: usize) -> Option<Segment<'_>> {
    // Stray bytes before a marker are passed over, as everyone does.
    let start = at
        + bytes
            .get(at..)?
            .windows(2)
            .position(|w| w[0] == 0xFF && w[1] > 1 && w[1] != 0xFF)?;
    let marker = bytes[start + 1];
    if matches!(marker, 0xD0..=0xD9) {
        return Some(Segment { marker, body: &[], range: start..start + 2 });
    }
    let length = bytes.get(start + 2..start + 4)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    let mut end = start + 2 + length.max(2);
    let body = bytes.get(start + 4..end)?;
    if marker == 0xDA {
        end += scan_length(bytes.get(end..)?)?;
    }
    Some(Segment { marker, body, range: start..end })
}

/// Up to the next marker that is no restart and no stuffed byte.
fn scan_length(coded: &[u8]) -> Option<usize> {
    let ends = |w: &[u8]| w[0] == 0xFF && !matches!(w[1], 0 | 0xD0..=0xD7 | 0xFF);
    coded.windows(2).position(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::encode_jpeg;

    fn sample() -> Vec<u8> {
        let rgb: Vec<u8> =
            (0..32 * 24_u32).flat_map(|i| [(i % 251) as u8, 90, 200]).collect();
        encode_jpeg(&rgb, PixelSize::new(32, 24), 90)
    }

    /// The file with a segment put in after the start of the image.
    fn with_segment(bytes: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&bytes[..2], &[0xFF, marker], &length, body, &bytes[2..]].concat()
    }

    #[test]
    fn camera_data_goes_and_the_picture_stays() {
        let bytes = sample();
        let gps = with_segment(&bytes, 0xE1, b"Exif\0\0MM\0*\0\0\0\x08 52 N 13 E");
        let gps = with_segment(&gps, 0xFE, b"shot by a source");
        let gps = [&gps[..], b"and a film appended to it"].concat();
        let (jpeg, ..) = Jpeg::read("a.jpg", gps).unwrap();
        assert_eq!(jpeg.without_camera_data(), bytes);
    }

    #[test]
    fn a_cut_file_is_cut_short() {
        let bytes = sample();
        for end in [3, 20, 200, bytes.len() / 2, bytes.len() - 1] {
            let cut = Jpeg::read("a.jpg", bytes[..end].to_vec());
            assert_eq!(cut.unwrap_err(), Trouble::CutShort, "{end}");
        }
    }

    #[test]
    fn rare_kinds_are_named() {
        let mut bytes = sample();
        let frame = bytes.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
        bytes[frame + 4] = 12;
        let rare = Jpeg::read("a.jpg", bytes.clone()).unwrap_err();
        assert_eq!(rare, Trouble::Rare("a JPEG with more than 8 bits a colour"));
        bytes[frame + 1] = 0xC9;
        let rare = Jpeg::read("a.jpg", bytes).unwrap_err();
        assert_eq!(rare, Trouble::Rare("a JPEG with arithmetic coding"));
    }
}
