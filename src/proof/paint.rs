//! Frames to pixels.

use tiny_skia::{
    Color, FillRule, IntSize, Paint, Pixmap, PixmapPaint, PremultipliedColorU8, Rect,
    Transform,
};

use super::Pixels;
use super::outline::Outlines;
use crate::font::FontSet;
use crate::layout::{Frame, GlyphRun, Image, Item};
use crate::picture::{Pictures, PixelSize};
use crate::unit::{Abs, Ink, Point, Size};

/// No preview and no cover needs more.
const MAX_SIDE: u32 = 20_000;

/// White paper to paint frames on.
pub(super) struct Sheet {
    pixmap: Pixmap,
    /// Pixels a point.
    scale: f64,
    /// Where the origin of frames lies, in pixels.
    origin: (f32, f32),
    outlines: Outlines,
}

impl Sheet {
    /// A sheet of the shape of `size`, `width` pixels wide.
    pub(super) fn new(size: Size, width: u32) -> Self {
        let width = width.clamp(1, MAX_SIDE);
        let height = (f64::from(width) * size.height.over(size.width)).round();
        let height = (height as u32).clamp(1, MAX_SIDE);
        Self::of(PixelSize::new(width, height), size, (0.0, 0.0))
    }

    /// A sheet of `pixels` on which something of `size` is as wide as the sheet, its top
    /// left corner at `origin`.
    pub(super) fn of(pixels: PixelSize, size: Size, origin: (f32, f32)) -> Self {
        let mut pixmap =
            Pixmap::new(pixels.width, pixels.height).expect("a sheet of sound size");
        pixmap.fill(Color::WHITE);
        let points = size.width.to_pt().max(1.0);
        let scale = f64::from(pixels.width) / points;
        Self { pixmap, scale, origin, outlines: Outlines::default() }
    }

    /// Paints everything in a frame.
    pub(super) fn paint(&mut self, frame: &Frame, fonts: &FontSet, pictures: &Pictures) {
        frame.for_each(&mut |at, item| self.item(at, item, fonts, pictures));
    }

    /// Paints one thing; tags and links are not to be seen.
    pub(super) fn item(
        &mut self,
        at: Point,
        item: &Item,
        fonts: &FontSet,
        pictures: &Pictures,
    ) {
        match item {
            Item::Glyphs(run) => self.run(at, run, fonts),
            Item::Rule(rule) => self.rule(at, rule.size, rule.ink),
            Item::Image(image) => self.image(at, image, pictures),
            Item::Group(frame) => frame.for_each(&mut |within, item| {
                self.item(at + within, item, fonts, pictures);
            }),
            Item::Link(_) | Item::Tag(_) => {}
        }
    }

    pub(super) fn into_pixels(self) -> Pixels {
        let size = PixelSize::new(self.pixmap.width(), self.pixmap.height());
        // All is opaque, so that premultiplied is what it is without.
        Pixels { size, rgba: self.pixmap.take() }
    }

    fn run(&mut self, at: Point, run: &GlyphRun, fonts: &FontSet) {
        let upem = f64::from(fonts.face(run.face).metrics.upem);
        let down = run.size.to_pt() * self.scale / upem;
        let across = down * run.stretch.get();
        let paint = paint(run.ink);
        let mut x = at.x;
        for glyph in &run.glyphs {
            let origin = Point { x: x + glyph.offset.x, y: at.y + glyph.offset.y };
            let (left, top) = self.place(origin);
            x += glyph.advance;
            if let Some(path) = self.outlines.path(fonts, run.face, glyph.id) {
                let (across, down) = (across as f32, down as f32);
                let to = Transform::from_row(across, 0.0, 0.0, -down, left, top);
                self.pixmap.fill_path(path, &paint, FillRule::Winding, to, None);
            }
        }
    }

    fn rule(&mut self, at: Point, size: Size, ink: Ink) {
        let (left, top) = self.place(at);
        let (wide, high) = (self.length(size.width), self.length(size.height));
        if let Some(rect) = Rect::from_xywh(left, top, wide, high) {
            self.pixmap.fill_rect(rect, &paint(ink), Transform::identity(), None);
        }
    }

    fn image(&mut self, at: Point, image: &Image, pictures: &Pictures) {
        let (left, top) = self.place(at);
        let side = |length: Abs| (self.length(length).round() as u32).clamp(1, MAX_SIDE);
        let size = PixelSize::new(side(image.size.width), side(image.size.height));
        let mut rgba = pictures.pixels(image.picture, size);
        for pixel in rgba.as_chunks_mut::<4>().0 {
            let [r, g, b, a] = *pixel;
            let colour = tiny_skia::ColorU8::from_rgba(r, g, b, a).premultiply();
            *pixel = bytes(colour);
        }
        let whole = IntSize::from_wh(size.width, size.height)
            .and_then(|size| Pixmap::from_vec(rgba, size));
        if let Some(picture) = whole {
            self.pixmap.draw_pixmap(
                left.round() as i32,
                top.round() as i32,
                picture.as_ref(),
                &PixmapPaint::default(),
                Transform::identity(),
                None,
            );
        }
    }

    fn place(&self, at: Point) -> (f32, f32) {
        (self.origin.0 + self.length(at.x), self.origin.1 + self.length(at.y))
    }

    fn length(&self, length: Abs) -> f32 {
        (length.to_pt() * self.scale) as f32
    }
}

fn bytes(colour: PremultipliedColorU8) -> [u8; 4] {
    [colour.red(), colour.green(), colour.blue(), colour.alpha()]
}

fn paint(ink: Ink) -> Paint<'static> {
    let mut paint = Paint::default();
    let [r, g, b] = ink.rgb;
    paint.set_color_rgba8(r, g, b, 255);
    paint
}
