//! A look at a file's head: what a finished EPUB shows, told without decoding it.

use super::PixelSize;
use super::sniff::{self, Kind};

/// What the head of a picture says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The kind of file.
    pub kind: LookKind,
    /// Its size; an SVG has none.
    pub size: Option<PixelSize>,
    /// Whether the ground can shine through it.
    pub ground: GroundShown,
    /// What its numbers mean.
    pub colours: Colours,
}

/// Kinds of picture files.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum LookKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG.
    Svg,
    /// Another, by its name.
    Other(&'static str),
}

/// Whether the ground can shine through a picture.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum GroundShown {
    /// It may.
    Through,
    /// Never.
    Covered,
}

/// What the numbers of a picture mean.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Grey or red, green and blue.
    Light,
    /// Printing inks.
    Inks,
}

/// Looks at the head of a file; `None` where it is no picture.
pub fn look(bytes: &[u8]) -> Option<Look> {
    let plain = Look {
        kind: LookKind::Svg,
        size: None,
        ground: GroundShown::Covered,
        colours: Colours::Light,
    };
    match sniff::kind(bytes) {
        Kind::Png => Some(Look {
            kind: LookKind::Png,
            size: png_size(bytes),
            ground: png_ground(bytes),
            ..plain
        }),
        Kind::Jpeg => {
            let (size, components) = jpeg_frame(bytes).unzip();
            let colours =
                if components == Some(4) { Colours::Inks } else { Colours::Light };
            Some(Look { kind: LookKind::Jpeg, size, colours, ..plain })
        }
        Kind::Svg => Some(plain),
        Kind::Webp => Some(Look { kind: LookKind::Other("WebP"), ..plain }),
        Kind::Tiff => Some(Look { kind: LookKind::Other("TIFF"), ..plain }),
        Kind::Pdf => Some(Look { kind: LookKind::Other("PDF"), ..plain }),
        Kind::Foreign(name, _) => Some(Look { kind: LookKind::Other(name), ..plain }),
        Kind::Unknown => None,
    }
}

/// Four bytes as a number, the largest first.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// From the first chunk, IHDR (PNG, §11.2.2).
fn png_size(bytes: &[u8]) -> Option<PixelSize> {
    Some(PixelSize::new(number(bytes, 16)?, number(bytes, 20)?))
}

/// A channel of its own, or the chunk tRNS before the pixels.
fn png_ground(bytes: &[u8]) -> GroundShown {
    let channel = matches!(bytes.get(25), Some(4 | 6));
    let head = bytes.windows(4).take(100_000).take_while(|w| w != b"IDAT");
    match channel || head.into_iter().any(|w| w == b"tRNS") {
        true => GroundShown::Through,
        false => GroundShown::Covered,
    }
}

/// Size and number of components from the frame header (T.81, B.2.2).
fn jpeg_frame(bytes: &[u8]) -> Option<(PixelSize, u8)> {
    let mut at = 2;
    loop {
        let (sign, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?);
        match marker {
            0xFF if sign == 0xFF => at += 1,
            _ if sign != 0xFF => return None,
            // Restart marks and the start have no length.
            0x01 | 0xD0..=0xD8 => at += 2,
            // All frame headers but the tables that share their row of numbers.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let side = |at: usize| {
                    Some(u32::from(*bytes.get(at)?) << 8 | u32::from(*bytes.get(at + 1)?))
                };
                let size = PixelSize::new(side(at + 7)?, side(at + 5)?);
                return Some((size, *bytes.get(at + 9)?));
            }
            0xDA => return None,
            _ => {
                let length =
                    u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]);
                at += 2 + usize::from(length);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::{encode_jpeg, encode_png};

    #[test]
    fn the_head_says_kind_size_and_ground() {
        let size = PixelSize::new(3, 2);
        let jpeg = look(&encode_jpeg(&[9; 18], size, 80)).expect("a picture");
        assert_eq!((jpeg.kind, jpeg.size), (LookKind::Jpeg, Some(size)));
        assert_eq!(jpeg.colours, Colours::Light);
        let png = look(&encode_png(&[9; 24], size)).expect("a picture");
        assert_eq!((png.kind, png.size), (LookKind::Png, Some(size)));
        assert_eq!(png.ground, GroundShown::Through);
        assert_eq!(look(b"GIF89a").expect("a picture").kind, LookKind::Other("GIF"));
        assert_eq!(look(b"text"), None);
    }

    #[test]
    fn files_cut_anywhere_are_looked_at_all_the_same() {
        let size = PixelSize::new(3, 2);
        for whole in [encode_jpeg(&[9; 18], size, 80), encode_png(&[9; 24], size)] {
            for end in 0..whole.len() {
                look(&whole[..end]);
            }
        }
    }
}
