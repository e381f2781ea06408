//! The cover: the front page in the shape of a book's.

use super::paint::Sheet;
use crate::font::FontSet;
use crate::layout::{Item, PagedDocument};
use crate::picture::{Pictures, PixelSize, encode_jpeg};
use crate::unit::{Abs, Point};

/// Kobo takes covers under 3 MB.
const MAX_BYTES: usize = 3_000_000;

/// The front page as JPEG of `size` pixels, as wide as the cover. A page too short for it
/// stands between bands of white; of one too tall what does not fit whole is left out at
/// the foot.
pub fn cover(
    doc: &PagedDocument,
    fonts: &FontSet,
    pictures: &Pictures,
    size: [u32; 2],
) -> Vec<u8> {
    let size = PixelSize::new(size[0].clamp(1, 10_000), size[1].clamp(1, 10_000));
    let Some(page) = doc.pages.first() else {
        let white = vec![255; size.count() as usize * 3];
        return encode_jpeg(&white, size, 90);
    };
    let paper = page.frame.size;
    let visible = paper.width.scale(f64::from(size.height) / f64::from(size.width));
    let spare = (visible - paper.height).max(Abs::ZERO).over(paper.width);
    // A third above, the rest below: centred, a page seems to sink.
    let above = (spare / 3.0 * f64::from(size.width)) as f32;
    let mut sheet = Sheet::of(size, paper, (0.0, above));
    page.frame.for_each(&mut |at, item| {
        if fits(at, item, visible) {
            sheet.item(at, item, fonts, pictures);
        }
    });
    let rgba = sheet.into_pixels().rgba;
    let rgb: Vec<u8> =
        rgba.as_chunks::<4>().0.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect();
    [92, 85, 75, 60]
        .into_iter()
        .map(|quality| encode_jpeg(&rgb, size, quality))
        .find(|jpeg| jpeg.len() < MAX_BYTES)
        .unwrap_or_else(|| encode_jpeg(&rgb, size, 40))
}

/// Whether a thing is whole above `foot`. Lines between columns may be cut, and so may
/// tints: they are as long as what stands beside or on them.
fn fits(at: Point, item: &Item, foot: Abs) -> bool {
    match item {
        Item::Glyphs(run) => at.y + run.size.scale(0.3) <= foot,
        Item::Image(image) => at.y + image.size.height <= foot,
        Item::Rule(_) | Item::Group(_) | Item::Link(_) | Item::Tag(_) => at.y < foot,
    }
}
