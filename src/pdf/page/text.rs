//! A run of glyphs as one text operator.

use std::fmt::Write;

use crate::font::Face;
use crate::layout::{Glyph, GlyphRun};
use crate::pdf::cluster::Texts;
use crate::pdf::codes::{FaceCodes, Shown, resource, visible};
use crate::pdf::object::points;
use crate::unit::Abs;

/// The operator that shows a run, and what it leaves selected.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    /// The letter-spacing (`Tc`) it is written for.
    pub(super) spacing: Spacing,
    /// `[<00010002>-12<0003>]TJ`, with changes of font and rise between.
    pub(super) operator: String,
    /// The reading of the last glyph.
    pub(super) reading: usize,
}

const WRITES: &str = "writing to a string succeeds";

/// The greatest whole number a file may hold (ISO 19005-2, 6.1.13).
const LIMIT: f64 = 2_147_483_647.0;

/// White after every letter, in ten-thousandths of a point before the letters are
/// stretched.
pub(super) type Spacing = i64;

/// The operator for `run`, whose face's first reading is selected and stretched. `None`
/// where nothing is to be shown.
///
/// Numbers of a `TJ` array are whole thousandths of an em; what rounding leaves is
/// carried to the next, so that every glyph stands within half a thousandth of its place
/// and the last one ends flush. White that most letters have after them is said once: in
/// lines set to their measure a number between every two letters took a quarter of the
/// file.
pub(super) fn line(
    run: &GlyphRun,
    texts: &Texts<'_>,
    face: &Face,
    codes: &FaceCodes,
) -> Option<Line> {
    let em = font_size(run) * run.stretch.get();
    if em == 0.0 {
        return None;
    }
    let mut letters = Vec::with_capacity(run.glyphs.len());
    let mut origin = Abs::ZERO;
    for (glyph, text) in run.glyphs.iter().zip(&texts.of) {
        let target = (origin + glyph.offset.x).to_pt();
        origin += glyph.advance;
        let shown = visible(face, glyph.id).and_then(|id| codes.shown(id, text));
        letters.extend(shown.map(|shown| {
            let width = codes.widths[usize::from(shown.code)] * em / 1000.0;
            Letter { glyph, shown, target, width, seen: *text != " " }
        }));
    }
    if letters.is_empty() {
        return None;
    }
    let spacing = common_white(&letters, run, em);
    let after_each = spacing as f64 / SPACING * run.stretch.get();
    let mut array = TextArray::new(run);
    // Where the viewer's pen is, in points from the origin of the run.
    let mut pen = 0.0;
    for letter in letters {
        // Where a space stands nobody sees; what follows it stands right again.
        let kern = match letter.seen {
            false => 0,
            true => {
                let off = (pen - letter.target) * 1000.0 / em;
                off.round().clamp(-LIMIT, LIMIT) as i64
            }
        };
        pen -= kern as f64 * em / 1000.0;
        array.rise(-letter.glyph.offset.y);
        array.glyph(letter.shown, kern);
        pen += letter.width + after_each;
    }
    Some(array.finish(spacing))
}

/// A letter of a run: its code, where it wants to stand and how wide it is, in points.
struct Letter<'a> {
    glyph: &'a Glyph,
    shown: Shown,
    target: f64,
    width: f64,
    /// Whether it is more than a space.
    seen: bool,
}

/// Units of a [`Spacing`] in a point.
const SPACING: f64 = 10_000.0;

/// The white that letters of a run have most often, where more have it than have none; or
/// none where letters before the last, which may be a hyphen, are of several font resources:
/// pdf.js takes letter-spacing before a change of font for a space between words.
fn common_white(letters: &[Letter<'_>], run: &GlyphRun, em: f64) -> Spacing {
    let (_, before) = letters.split_last().expect("a run that is shown has a letter");
    if before.windows(2).any(|pair| pair[0].shown.reading != pair[1].shown.reading) {
        return 0;
    }
    let white =
        |letter: &Letter<'_>| (letter.glyph.advance.to_pt() - letter.width) * 1000.0 / em;
    let mut whites: Vec<f64> =
        letters.iter().map(white).filter(|white| white.abs() <= MOST).collect();
    whites.sort_unstable_by(f64::total_cmp);
    let alike = |white: f64| {
        let from = whites.partition_point(|other| *other < white);
        &whites[from..whites.partition_point(|other| *other < white + ALIKE)]
    };
    let most = whites.iter().map(|white| alike(*white)).max_by_key(|alike| alike.len());
    let most = most.unwrap_or_default();
    if most.len() <= alike(-ALIKE / 2.0).len() || most.len() * 3 <= letters.len() {
        return 0;
    }
    // Their mean, to the last digit: half a thousandth off would be a number after every
    // second letter again.
    let thousandths = most.iter().fold(0.0, |a, b| a + b) / most.len() as f64;
    (thousandths / 1000.0 * font_size(run) * SPACING).round() as Spacing
}

/// Whites are alike within so many thousandths of an em.
const ALIKE: f64 = 1.5;

/// Letter-spacing beyond an em is no letter-spacing.
const MOST: f64 = 1000.0;

/// The size a run is set in, as it is written: rounded to thousandths of a point.
pub(super) fn font_size(run: &GlyphRun) -> f64 {
    (run.size.to_pt() * 1000.0).round() / 1000.0
}

/// The text of `TJ` operators as it grows.
struct TextArray<'a> {
    run: &'a GlyphRun,
    out: String,
    reading: usize,
    rise: Abs,
    state: State,
}

/// Where the text of the operator stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum State {
    /// Outside an array.
    Outside,
    /// In an array.
    Array,
    /// In a string of an array.
    Codes,
}

impl<'a> TextArray<'a> {
    fn new(run: &'a GlyphRun) -> Self {
        Self {
            run,
            out: String::with_capacity(run.glyphs.len() * 5 + 16),
            reading: 0,
            rise: Abs::ZERO,
            state: State::Outside,
        }
    }

    /// Shows a glyph, after a move back by `kern` thousandths of an em.
    fn glyph(&mut self, shown: Shown, kern: i64) {
        if shown.reading != self.reading {
            self.reading = shown.reading;
            self.close();
            let (font, size) =
                (resource(self.run.face, shown.reading), font_size(self.run));
            write!(self.out, "/{font} {size} Tf ").expect(WRITES);
        }
        if kern != 0 {
            self.go(State::Array);
            write!(self.out, "{kern}").expect(WRITES);
        }
        self.go(State::Codes);
        for shift in [12, 8, 4, 0] {
            let digit = u32::from(shown.code >> shift) & 15;
            self.out.push(char::from_digit(digit, 16).expect("a digit of base 16"));
        }
    }

    /// Raises what follows.
    fn rise(&mut self, rise: Abs) {
        if rise != self.rise {
            self.rise = rise;
            self.close();
            write!(self.out, "{} Ts ", points(rise)).expect(WRITES);
        }
    }

    fn go(&mut self, state: State) {
        match (self.state, state) {
            (State::Outside, State::Array) => self.out.push('['),
            (State::Outside, State::Codes) => self.out.push_str("[<"),
            (State::Array, State::Codes) => self.out.push('<'),
            (State::Codes, State::Array) => self.out.push('>'),
            _ => {}
        }
        self.state = state;
    }

    fn close(&mut self) {
        match self.state {
            State::Outside => {}
            State::Array => self.out.push_str("]TJ "),
            State::Codes => self.out.push_str(">]TJ "),
        }
        self.state = State::Outside;
    }

    fn finish(mut self, spacing: Spacing) -> Line {
        self.rise(Abs::ZERO);
        self.close();
        self.out.truncate(self.out.trim_end().len());
        Line { spacing, operator: self.out, reading: self.reading }
    }
}
