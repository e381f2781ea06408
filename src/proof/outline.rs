//! Outlines of glyphs, each taken from its face once.

use std::collections::BTreeMap;
use std::fmt::Write;

use tiny_skia::{Path, PathBuilder};

use crate::font::{FaceId, FontSet, Pen};

/// Paths for the glyphs drawn so far, in units of their faces, y upwards; `None` for
/// spaces.
#[derive(Default)]
pub(super) struct Outlines(BTreeMap<(FaceId, u16), Option<Path>>);

impl Outlines {
    /// The path of a glyph.
    pub(super) fn path(
        &mut self,
        fonts: &FontSet,
        face: FaceId,
        glyph: u16,
    ) -> Option<&Path> {
        self.0
            .entry((face, glyph))
            .or_insert_with(|| {
                let mut pen = Builder(PathBuilder::new());
                fonts.face(face).outline(glyph, &mut pen);
                pen.0.finish()
            })
            .as_ref()
    }
}

struct Builder(PathBuilder);

impl Pen for Builder {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

/// The path of a glyph as SVG writes it, in units of its face, y upwards; empty for
/// spaces.
pub(super) fn path_data(fonts: &FontSet, face: FaceId, glyph: u16) -> String {
    let mut pen = Letters(String::new());
    fonts.face(face).outline(glyph, &mut pen);
    pen.0
}

struct Letters(String);

impl Letters {
    fn step(&mut self, letter: char, numbers: &[f32]) {
        self.0.push(letter);
        for (at, number) in numbers.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            // A tenth of a unit is a ten-thousandth of an em.
            let number = (number * 10.0).round() / 10.0;
            write!(self.0, "{gap}{number}").expect("a string takes anything");
        }
    }
}

impl Pen for Letters {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[x, y]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[x, y]);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('Q', &[x1, y1, x, y]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('C', &[x1, y1, x2, y2, x, y]);
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}
