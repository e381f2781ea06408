//! Pages as pictures: for covers, previews, flat plans and the tests that look at pages.
//!
//! In: pages of `layout`, with the faces and pictures they name. Out: [`Pixels`] from
//! [`pixels`], the JPEG of the [`cover`] or, where there is no front page, of the
//! [`set_cover`], the drawing of [`svg`]. Start at [`pixels`].

mod cover;
mod headlines;
mod outline;
mod paint;
mod svg;

pub use cover::cover;
pub use headlines::set_cover;
pub use svg::svg;

use crate::font::FontSet;
use crate::layout::Page;
use crate::picture::{Pictures, PixelSize};

/// A page as pixels, opaque.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// The size.
    pub size: PixelSize,
    /// Red, green, blue and alpha of each pixel, rows from the top.
    pub rgba: Vec<u8>,
}

/// The page on white paper, `width` pixels wide.
pub fn pixels(page: &Page, fonts: &FontSet, pictures: &Pictures, width: u32) -> Pixels {
    let mut sheet = paint::Sheet::new(page.frame.size, width);
    sheet.paint(&page.frame, fonts, pictures);
    sheet.into_pixels()
}
