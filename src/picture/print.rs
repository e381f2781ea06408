//! Pictures for the PDF.

use super::drawing::Drawing;
use super::load::Source;
use super::raster::{Channels, Raster};
use super::webp::Coding;
use super::{Picture, PixelSize, encode, scale};

/// Good enough that nobody sees a second compression at print resolution.
const QUALITY: u8 = 92;

/// A picture as the PDF embeds it.
#[derive(Clone, Debug, PartialEq)]
pub enum PrintPicture {
    /// A JPEG file, upright, 8 bits, to be embedded as it is.
    Jpeg {
        /// The file.
        bytes: Vec<u8>,
        /// Its size in pixels.
        size: PixelSize,
        /// Whether it is grey; else it is RGB.
        grey: bool,
    },
    /// Pixels, 8 bits a channel, rows from the top.
    Pixels {
        /// The size.
        size: PixelSize,
        /// What `data` holds for each pixel.
        channels: Channels,
        /// The colours, not multiplied by alpha.
        data: Vec<u8>,
        /// A byte for each pixel, 0 for clear; `None` where all is opaque.
        alpha: Option<Vec<u8>>,
    },
    /// Lines and areas, sharp at any size.
    Drawing(Drawing),
}

/// The picture, not larger than `max`. What is lossless stays so.
pub(super) fn picture(picture: &Picture, max: PixelSize) -> PrintPicture {
    let size = picture.size.fit(max);
    match &picture.source {
        Source::Jpeg(jpeg) => {
            // Within a quarter of the size wanted a new compression costs more than it saves.
            let near = picture
                .size
                .fit(PixelSize::new(quarter_more(max.width), quarter_more(max.height)));
            match jpeg.plain() {
                Some(channels) if near == picture.size => PrintPicture::Jpeg {
                    bytes: jpeg.without_camera_data(),
                    size: picture.size,
                    grey: channels == Channels::Grey,
                },
                _ => compressed(&scale::resize(picture.decoded(), size)),
            }
        }
        Source::Svg(svg) => {
            if let Some(drawing) = svg.drawing(max) {
                return PrintPicture::Drawing(drawing);
            }
            // Drawn for the place itself: lines have no resolution of their own.
            let across = f64::from(max.width) / f64::from(picture.size.width);
            let down = f64::from(max.height) / f64::from(picture.size.height);
            pixels(svg.draw(picture.size.scale(across.min(down))).on_white().tidy())
        }
        Source::Webp(webp) if webp.coding() == Coding::Lossy => {
            let raster = scale::resize(picture.decoded(), size);
            if raster.alpha.is_none() { compressed(&raster) } else { pixels(raster) }
        }
        _ => pixels(scale::resize(picture.decoded(), size)),
    }
}

fn quarter_more(side: u32) -> u32 {
    side.saturating_add(side / 4)
}

fn compressed(raster: &Raster) -> PrintPicture {
    PrintPicture::Jpeg {
        bytes: encode::jpeg(raster, QUALITY),
        size: raster.size,
        grey: raster.channels == Channels::Grey,
    }
}

fn pixels(raster: Raster) -> PrintPicture {
    let Raster { size, channels, data, alpha } = raster;
    PrintPicture::Pixels { size, channels, data, alpha }
}
