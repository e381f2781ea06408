//! The glyphs of a line at their places, and what they say.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::rough::{Rough, gives};
use super::{SetLine, SetRun};
use crate::font::is_invisible;
use crate::layout::fit::{Fit, Limits, SOLID_SPACE};
use crate::layout::frame::{Glyph, GlyphRun};
use crate::layout::shape::{Prepared, Run, SetGlyph, White, is_space};
use crate::model::Place;
use crate::unit::{Abs, Point, Ratio};

/// The runs from left to right (UAX #9, L2).
pub(super) fn visual_order(prepared: &Prepared, runs: &[Rough<'_>]) -> Vec<usize> {
    let levels: Vec<_> = runs.iter().map(|r| r.run.level).collect();
    let uniform = levels.iter().all(Level::is_ltr);
    if uniform && prepared.base.is_ltr() {
        return (0..runs.len()).collect();
    }
    BidiInfo::reorder_visual(&levels)
}

/// Gives every run its place and its glyphs their advances.
pub(super) fn place(
    prepared: &Prepared,
    runs: Vec<Rough<'_>>,
    order: &[usize],
    fit: Option<(Fit, Limits)>,
) -> SetLine {
    let end = runs.iter().map(|run| run.range.end).max().unwrap_or(0);
    let give = fit.map_or(Give::NONE, |(fit, limits)| Give::new(fit, &limits));
    let mut set: Vec<SetRun> =
        runs.into_iter().map(|run| finish(prepared, run, end, give)).collect();
    let mut x = Abs::ZERO;
    for &index in order {
        set[index].x = x;
        x += set[index].run.width();
    }
    SetLine { runs: set, width: x, cut: false }
}

/// What the parts of a line give.
#[derive(Copy, Clone, Debug)]
struct Give {
    /// Spaces as multiples of the face's.
    space: f64,
    /// The width of letters as a multiple of the face's.
    stretch: f64,
    /// White between letters, and between characters set solid, in em.
    pair: f64,
    gap: f64,
}

impl Give {
    const NONE: Self = Self { space: 1.0, stretch: 1.0, pair: 0.0, gap: 0.0 };

    fn new(fit: Fit, limits: &Limits) -> Self {
        let (stretch, pair) = limits.letters(fit);
        let gap = SOLID_SPACE * (fit.space - 1.0).max(0.0);
        Self { space: fit.space, stretch, pair, gap }
    }
}

fn finish(prepared: &Prepared, rough: Rough<'_>, end: usize, give: Give) -> SetRun {
    let stretch = Ratio::new(give.stretch);
    let place = rough.piece.at.map(|place| Place {
        at: place.at + (rough.range.start - rough.piece.range.start) as u32,
        ..place
    });
    let mut text = String::with_capacity(rough.range.len() + '\u{AD}'.len_utf8());
    let glyphs = (0..rough.glyphs.len())
        .map(|index| {
            let glyph = &rough.glyphs[index];
            let white = match rough.whites[index] {
                White::None => Abs::ZERO,
                White::Pair => rough.size.scale(give.pair),
                White::Gap => rough.size.scale(give.gap),
            };
            let advance = if gives(glyph, prepared) {
                glyph.advance.scale(give.space)
            } else {
                glyph.advance.scale(stretch.get()) + white
            };
            let start = text.len() as u32;
            push_text(&mut text, glyph, prepared, end);
            let text = start..text.len() as u32;
            Glyph { id: glyph.id, advance, offset: Point::new(glyph.dx, glyph.dy), text }
        })
        .collect();
    let Rough { run, piece, size, range, .. } = rough;
    let run_out = GlyphRun {
        face: run.face,
        size,
        stretch,
        ink: piece.look.ink,
        glyphs,
        text,
        place,
        lang: Some(piece.lang.clone()),
        actual: actual(prepared, run, &range),
    };
    SetRun {
        x: Abs::ZERO,
        run: run_out,
        element: piece.element,
        link: piece.link.clone(),
        anchor: piece.anchor.clone(),
        stroke: piece.look.stroke,
        missing: run.missing,
    }
}

/// The text of a glyph: that of its cluster without what is not to be seen; a hyphen at
/// the line's end is a soft one.
fn push_text(text: &mut String, glyph: &SetGlyph, prepared: &Prepared, end: usize) {
    if glyph.text.is_empty() {
        if glyph.text.start == end {
            text.push('\u{AD}');
        }
        return;
    }
    let cluster = &prepared.set.text[glyph.text.clone()];
    if let [b' '..=b'~'] = cluster.as_bytes() {
        text.push_str(cluster);
        return;
    }
    text.extend(cluster.chars().filter(|c| c.is_whitespace() || !is_invisible(*c)));
}

/// What speech and search should get of a run whose glyphs cannot say it one by one: a word
/// torn by its large initial, and text from right to left, whose glyphs stand the other way
/// round.
fn actual(prepared: &Prepared, run: &Run, range: &Range<usize>) -> Option<String> {
    if let Some(spoken) = &prepared.set.pieces[run.piece].spoken {
        return Some(spoken.to_string());
    }
    run.level.is_rtl().then(|| {
        let text = prepared.set.text[range.clone()].chars();
        text.filter(|c| c.is_whitespace() || !is_invisible(*c)).collect()
    })
}

/// Shares what rounding has left among the last spaces, so that the edge is even.
pub(super) fn close_gap(set: &mut SetLine, order: &[usize], width: Abs) {
    let gap = width - set.width;
    if gap == Abs::ZERO || gap.abs() > Abs::pt(0.05) {
        return;
    }
    let space = |run: &SetRun| {
        run.run.glyphs.iter().rposition(|g| {
            is_space(run.run.text.get(g.text.start as usize..).unwrap_or_default())
                && !g.text.is_empty()
        })
    };
    let Some((place, index)) = order
        .iter()
        .enumerate()
        .rev()
        .find_map(|(i, &run)| Some((i, space(set.runs.get(run)?)?)))
    else {
        return;
    };
    set.runs[order[place]].run.glyphs[index].advance += gap;
    for &run in &order[place + 1..] {
        set.runs[run].x += gap;
    }
    set.width = width;
}
