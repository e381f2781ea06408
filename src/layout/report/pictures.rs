//! How sharp pictures are at the size they are shown.

use serde::Serialize;

use crate::layout::frame::{Item, PagedDocument};
use crate::picture::{Matter, Pictures};

/// One picture of pixels on its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PictureFigures {
    /// Its file as the article names it.
    pub file: String,
    /// The folio of its page.
    pub page: String,
    /// Dots an inch on paper, where they are fewest.
    pub dots: u32,
}

/// Every picture of pixels, in the order of the pages.
pub(super) fn of(document: &PagedDocument, pictures: &Pictures) -> Vec<PictureFigures> {
    let mut all = vec![];
    for page in &document.pages {
        page.frame.for_each(&mut |_, item| {
            let Item::Image(image) = item else { return };
            if pictures.matter(image.picture) == Matter::Vectors {
                return;
            }
            let pixels = pictures.size(image.picture);
            let dots = |count: u32, length: crate::unit::Abs| {
                f64::from(count) * 72.0 / length.to_pt().max(0.01)
            };
            let across = dots(pixels.width, image.size.width);
            let dots = across.min(dots(pixels.height, image.size.height));
            all.push(PictureFigures {
                file: pictures.file(image.picture).to_owned(),
                page: page.folio.clone(),
                dots: dots.round() as u32,
            });
        });
    }
    all
}
