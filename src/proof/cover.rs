//! The cover: the front page in the shape of a book's.

use super::paint::Sheet;
use crate::font::FontSet;
use crate::layout::{Frame, Item, PagedDocument};
use crate::picture::{Pictures, PixelSize, encode_page_jpeg};
use crate::unit::{Abs, Point, Size};

/// Kobo takes covers under 3 MB.
const MAX_BYTES: usize = 3_000_000;
/// The white that stays beside the text where margins are cut, as a share of its width.
const EDGE: f64 = 0.025;

/// The front page as JPEG of `size` pixels. A page too broad for the cover loses what it
/// can spare of its side margins and stands between bands of white; of one too tall, what
/// does not fit whole is left out at the foot, masthead and lead stay.
pub fn cover(
    doc: &PagedDocument,
    fonts: &FontSet,
    pictures: &Pictures,
    size: [u32; 2],
) -> Vec<u8> {
    let size = PixelSize::new(size[0].clamp(1, 10_000), size[1].clamp(1, 10_000));
    let Some(page) = doc.pages.first() else {
        let white = vec![255; size.count() as usize * 4];
        return encode_page_jpeg(&white, size, 90);
    };
    let shape = f64::from(size.height) / f64::from(size.width);
    let (left, width) = window(&page.frame, shape);
    let scale = f64::from(size.width) / width.to_pt().max(1.0);
    let visible = width.scale(shape);
    let spare = (visible - page.frame.size.height).max(Abs::ZERO).to_pt() * scale;
    // A third above, the rest below: centred, a page seems to sink.
    let origin = ((left.to_pt() * -scale) as f32, (spare / 3.0) as f32);
    let mut sheet = Sheet::of(size, Size::new(width, visible), origin);
    page.frame.for_each(&mut |at, item| {
        if fits(at, item, visible) {
            sheet.item(at, item, fonts, pictures);
        }
    });
    let rgba = sheet.into_pixels().rgba;
    [92, 85, 75, 60]
        .into_iter()
        .map(|quality| encode_page_jpeg(&rgba, size, quality))
        .find(|jpeg| jpeg.len() < MAX_BYTES)
        .unwrap_or_else(|| encode_page_jpeg(&rgba, size, 40))
}

/// Where the part of a page that is shown begins on the left, and its width: of a page
/// too broad for `shape`, height over width, margins are cut, text and pictures never.
fn window(frame: &Frame, shape: f64) -> (Abs, Abs) {
    let page = frame.size;
    let excess = page.width - page.height.scale(1.0 / shape.max(1e-3));
    let Some((left, right)) = extent(frame).filter(|_| excess > Abs::ZERO) else {
        return (Abs::ZERO, page.width);
    };
    let edge = (right - left).scale(EDGE);
    let free = |margin: Abs| (margin - edge).max(Abs::ZERO).min(excess / 2);
    let (before, after) = (free(left), free(page.width - right));
    (before, page.width - before - after)
}

/// From the leftmost to the rightmost thing on a page.
fn extent(frame: &Frame) -> Option<(Abs, Abs)> {
    let mut sides: Option<(Abs, Abs)> = None;
    frame.for_each(&mut |at, item| {
        let width = match item {
            Item::Glyphs(run) => run.width(),
            Item::Image(image) => image.size.width,
            Item::Rule(rule) => rule.size.width,
            Item::Group(_) | Item::Link(_) | Item::Tag(_) => return,
        };
        let (left, right) = sides.unwrap_or((at.x, at.x));
        sides = Some((left.min(at.x), right.max(at.x + width)));
    });
    sides
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
