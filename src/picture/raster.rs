//! Pixels in memory: grey or colour, with or without alpha, eight bits a channel.

use image::metadata::Orientation;
use image::{ColorType, DynamicImage};

use super::PixelSize;

/// Inks turned upright, and their size; four values are four values to who turns them.
pub(super) fn upright(
    inks: Vec<u8>,
    size: PixelSize,
    orientation: Orientation,
) -> Option<(PixelSize, Vec<u8>)> {
    let picture = image::RgbaImage::from_raw(size.width, size.height, inks)?;
    let mut picture = DynamicImage::from(picture);
    picture.apply_orientation(orientation);
    let size = PixelSize::new(picture.width(), picture.height());
    Some((size, picture.into_rgba8().into_raw()))
}

/// How many values make the colour of a pixel.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Channels {
    /// One: 0 is black.
    Grey,
    /// Three: red, green and blue, as sRGB has them.
    Rgb,
}

impl Channels {
    /// How many bytes a pixel takes.
    pub fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
        }
    }
}

/// A picture as pixels, upright; alpha is apart and not multiplied into the colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raster {
    pub(super) size: PixelSize,
    pub(super) channels: Channels,
    pub(super) data: Vec<u8>,
    pub(super) alpha: Option<Vec<u8>>,
}

impl Raster {
    /// From a decoded picture; 16 bits are rounded to 8. Colour that is grey all over
    /// becomes grey, alpha that is opaque all over goes.
    pub(super) fn new(picture: DynamicImage) -> Self {
        let size = PixelSize::new(picture.width(), picture.height());
        let grey = |data| Self { size, channels: Channels::Grey, data, alpha: None };
        let rgb = |data| Self { size, channels: Channels::Rgb, data, alpha: None };
        match picture.color() {
            ColorType::L8 | ColorType::L16 => grey(picture.into_luma8().into_raw()),
            ColorType::La8 | ColorType::La16 => {
                Self::parted::<2>(size, &picture.into_luma_alpha8().into_raw())
            }
            ColorType::Rgb8 | ColorType::Rgb16 => rgb(picture.into_rgb8().into_raw()),
            _ => Self::parted::<4>(size, &picture.into_rgba8().into_raw()),
        }
        .tidy()
    }

    /// From interleaved pixels whose last channel is alpha.
    pub(super) fn parted<const N: usize>(size: PixelSize, pixels: &[u8]) -> Self {
        let count = size.count() as usize;
        let mut data = Vec::with_capacity(count * (N - 1));
        let mut alpha = Vec::with_capacity(count);
        for pixel in pixels.as_chunks::<N>().0 {
            data.extend_from_slice(&pixel[..N - 1]);
            alpha.push(pixel[N - 1]);
        }
        let channels = if N == 2 { Channels::Grey } else { Channels::Rgb };
        Self { size, channels, data, alpha: Some(alpha) }
    }

    /// Without the channels that say nothing.
    pub(super) fn tidy(mut self) -> Self {
        if self.alpha.as_ref().is_some_and(|alpha| alpha.iter().all(|a| *a == 255)) {
            self.alpha = None;
        }
        let pixels = self.data.as_chunks::<3>().0;
        if self.channels == Channels::Rgb
            && pixels.iter().all(|[r, g, b]| r == g && g == b)
        {
            self.data = pixels.iter().map(|[r, _, _]| *r).collect();
            self.channels = Channels::Grey;
        }
        self
    }

    /// The same, opaque on white.
    pub(super) fn on_white(mut self) -> Self {
        let Some(alpha) = self.alpha.take() else { return self };
        let pixels = self.data.chunks_exact_mut(self.channels.count());
        for (pixel, a) in pixels.zip(alpha) {
            for value in pixel {
                let over = u32::from(*value) * u32::from(a);
                let sum = over + 255 * (255 - u32::from(a)) + 127;
                *value = (sum / 255) as u8;
            }
        }
        self
    }

    /// Red, green, blue and alpha.
    pub(super) fn to_rgba(&self) -> Vec<u8> {
        let mut rgba = Vec::with_capacity(self.size.count() as usize * 4);
        let pixels = self.data.chunks_exact(self.channels.count());
        for (at, pixel) in pixels.enumerate() {
            match *pixel {
                [grey] => rgba.extend_from_slice(&[grey; 3]),
                _ => rgba.extend_from_slice(pixel),
            }
            rgba.push(self.alpha.as_ref().map_or(255, |alpha| alpha[at]));
        }
        rgba
    }

    /// What stands for a picture that is missing: light grey in a thin frame.
    pub(super) fn placeholder(size: PixelSize) -> Self {
        let (width, height) = (size.width as usize, size.height as usize);
        let line = width.min(height).div_ceil(200);
        let edge = |at: usize, end: usize| at < line || at + line >= end;
        let data = (0..width * height)
            .map(|at| match edge(at % width, width) || edge(at / width, height) {
                true => 0x99,
                false => 0xE6,
            })
            .collect();
        Self { size, channels: Channels::Grey, data, alpha: None }
    }
}
