//! Step 5: a line of the paragraph becomes glyphs at their places.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};

use super::frame::{Glyph, GlyphRun};
use super::linebreak::{LineBreak, LineEnd, Measure, Sums};
use super::shape::{Prepared, Run, SetGlyph, face_of, is_space, shape_run};
use super::structure::ElementId;
use super::text::{LinkTo, Piece, Stroke};
use crate::font::{FontSet, Shaper, is_invisible};
use crate::model::Place;
use crate::style::{Align, Justification, Style};
use crate::unit::{Abs, Point, Ratio};

/// How far spaces and letters of a line give.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Fit {
    /// The space between words as a multiple of the face's.
    pub(super) space: f64,
    /// How much of their limit the letters give: 1 widest, −1 narrowest.
    pub(super) letter: f64,
}

/// Spaces give alone up to these multiples, before the letters do.
const SPACES_FIRST: (f64, f64) = (0.9, 1.2);

/// How a line with `room` left fills its measure: spaces first, then letters to their
/// limit, then spaces again. `None` where it is too long.
pub(super) fn fit(room: Abs, sums: Sums, limits: &Justification) -> Option<Fit> {
    let (room, spaces) = (room.to_pt(), sums.space.to_pt());
    let (ink, pairs) = (sums.ink.to_pt(), sums.pairs.to_pt());
    let tight = room < 0.0;
    let bound = if tight { SPACES_FIRST.0 } else { SPACES_FIRST.1 };
    let first = spaces * (bound - 1.0);
    if room.abs() <= first.abs() {
        let space = if spaces > 0.0 { 1.0 + room / spaces } else { 1.0 };
        return Some(Fit { space, letter: 0.0 });
    }
    let (glyph, letter) = if tight {
        (limits.glyph.min.get() - 1.0, limits.letter.min.get())
    } else {
        (limits.glyph.max.get() - 1.0, limits.letter.max.get())
    };
    let letters = ink * glyph + pairs * letter;
    let rest = room - first;
    if rest.abs() <= letters.abs() {
        let sign = if tight { -1.0 } else { 1.0 };
        return Some(Fit { space: bound, letter: sign * (rest / letters).abs() });
    }
    let rest = rest - letters;
    let space = if spaces > 0.0 {
        bound + rest / spaces
    } else if tight {
        f64::NEG_INFINITY
    } else {
        // No space gives: as bad as the white that is left.
        bound + rest / (ink * 0.05).max(0.1)
    };
    // Measuring rounds: a hundredth of a point is no overflow.
    let least = limits.word.min.get() - if spaces > 0.0 { 0.01 / spaces } else { 0.0 };
    if tight && space < least && rest < -0.01 {
        return None;
    }
    Some(Fit { space, letter: if tight { -1.0 } else { 1.0 } })
}

/// A line with its runs at their places.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SetLine {
    /// In logical order.
    pub(super) runs: Vec<SetRun>,
    /// From the left end of the leftmost run to the right end of the rightmost.
    pub(super) width: Abs,
}

/// A run on its line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SetRun {
    /// From the left edge of the measure.
    pub(super) x: Abs,
    pub(super) run: GlyphRun,
    pub(super) element: ElementId,
    pub(super) link: Option<Arc<LinkTo>>,
    pub(super) anchor: Option<String>,
    pub(super) stroke: Stroke,
    /// Its characters have no face: boxes are drawn.
    pub(super) missing: bool,
}

/// How far the character at `at` hangs over the edge where lines begin.
pub(super) fn hang_at_start(prepared: &Prepared, at: usize, style: &Style) -> Abs {
    let Some(c) = prepared.set.text[at..].chars().next() else { return Abs::ZERO };
    if !stands_at_edge(prepared, at) {
        return Abs::ZERO;
    }
    let slant = prepared.set.piece_at(at).look.slant;
    style.protrusion.of(c, slant).0.of(advance_at(prepared, at))
}

/// How far the last character before `end`, or the hyphen set there, hangs over the edge
/// where lines end.
pub(super) fn hang_at_end(
    prepared: &Prepared,
    end: usize,
    hyphen: bool,
    fonts: &FontSet,
    style: &Style,
) -> Abs {
    let Some((at, c)) = prepared.set.text[..end].char_indices().next_back() else {
        return Abs::ZERO;
    };
    if !stands_at_edge(prepared, at) {
        return Abs::ZERO;
    }
    let look = &prepared.set.piece_at(at).look;
    if hyphen {
        let face = fonts.face(face_of(fonts, look));
        let width = face.at(face.advance(face.glyph('-').unwrap_or(0)), look.size);
        return style.protrusion.of('-', look.slant).1.of(width);
    }
    style.protrusion.of(c, look.slant).1.of(advance_at(prepared, at))
}

/// Whether the first or last character of a line is drawn at its edge: one of the other
/// direction is drawn where its passage ends.
fn stands_at_edge(prepared: &Prepared, at: usize) -> bool {
    let index = prepared.runs.partition_point(|run| run.range.end <= at);
    prepared
        .runs
        .get(index)
        .is_none_or(|run| run.level.is_rtl() == prepared.base.is_rtl())
}

/// The advance of the cluster that begins at `at`; nothing inside a cluster.
fn advance_at(prepared: &Prepared, at: usize) -> Abs {
    let found = prepared.clusters.binary_search_by_key(&at, |c| c.at);
    found.map_or(Abs::ZERO, |index| prepared.clusters[index].advance)
}

/// A run before it is placed.
struct Rough<'a> {
    run: &'a Run,
    piece: &'a Piece,
    size: Abs,
    glyphs: Vec<SetGlyph>,
    range: Range<usize>,
}

/// Sets one line of `prepared`.
pub(super) fn line(
    prepared: &Prepared,
    at: &LineBreak,
    measure: Measure,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> SetLine {
    let limits = &style.justification;
    let mut runs = rough(prepared, at, shaper);
    if at.end.has_hyphen() {
        add_hyphen(&mut runs, at, shaper);
    }
    let sums = sums_of(&runs, prepared);
    let natural = sums.ink + sums.space;
    let rtl = prepared.base.is_rtl();
    let first = at.range.start == 0;
    let indent = if first { measure.indent } else { Abs::ZERO };
    let hyphen = at.end.has_hyphen();
    let hangs = (
        hang_at_start(prepared, at.range.start, style),
        hang_at_end(prepared, at.range.end, hyphen, shaper.fonts(), style),
    );
    let width = measure.width - indent + hangs.0 + hangs.1;
    let room = width - natural;
    let justified = measure.align == Align::Justify
        && (at.end != LineEnd::Forced || room < Abs::ZERO);
    let fit = if justified { fit(room, sums, limits) } else { None };
    // Without a space nothing but its letters can fill a line, or draw it in.
    let fit = fit.filter(|fit| sums.space > Abs::ZERO || fit.space <= SPACES_FIRST.1);
    let order = visual_order(prepared, &runs);
    let mut set = place(prepared, runs, &order, fit, limits);
    if fit.is_some() {
        close_gap(&mut set, &order, width);
    }
    let room = width - set.width;
    let lead = match measure.align {
        Align::Centre => (room - hangs.0 - hangs.1) / 2 + hangs.0,
        Align::End => room,
        Align::Start | Align::Justify => Abs::ZERO,
    };
    let x = if rtl { room - lead - hangs.1 } else { indent + lead - hangs.0 };
    for run in &mut set.runs {
        run.x += x;
    }
    set
}

/// The shaped runs of the line, in logical order.
fn rough<'a>(
    prepared: &'a Prepared,
    at: &LineBreak,
    shaper: &mut Shaper<'_>,
) -> Vec<Rough<'a>> {
    let set = &prepared.set;
    let mut runs = vec![];
    for run in &prepared.runs {
        let range = run.range.start.max(at.range.start)..run.range.end.min(at.range.end);
        if range.start >= range.end {
            continue;
        }
        // UAX #9, L1: white space at the end of a line takes the paragraph's direction;
        // such space is not in the range.
        let shaped = shape_run(set, run, range.clone(), shaper);
        let piece = &set.pieces[run.piece];
        let (size, glyphs) = (shaped.size, shaped.glyphs);
        runs.push(Rough { run, piece, size, glyphs, range });
    }
    runs
}

/// Puts a hyphen behind the last run, in the face of its last letter.
fn add_hyphen(runs: &mut [Rough<'_>], at: &LineBreak, shaper: &Shaper<'_>) {
    let Some(last) = runs.last_mut() else { return };
    let fonts = shaper.fonts();
    let face = fonts.face(last.run.face);
    let Some(id) = face.glyph('-') else { return };
    let advance = face.at(face.advance(id), last.size);
    let end = at.range.end;
    let glyph = SetGlyph { id, advance, dx: Abs::ZERO, dy: Abs::ZERO, text: end..end };
    // Right-to-left words end at the left.
    if last.run.level.is_rtl() {
        last.glyphs.insert(0, glyph);
    } else {
        last.glyphs.push(glyph);
    }
}

fn sums_of(runs: &[Rough<'_>], prepared: &Prepared) -> Sums {
    let mut sums = Sums::default();
    for run in runs {
        for glyph in &run.glyphs {
            if gives(glyph, prepared) {
                sums.space += glyph.advance;
            } else {
                sums.ink += glyph.advance;
                if !glyph.text.is_empty() {
                    sums.pairs += run.size;
                }
            }
        }
    }
    sums
}

fn gives(glyph: &SetGlyph, prepared: &Prepared) -> bool {
    !glyph.text.is_empty() && is_space(&prepared.set.text[glyph.text.start..])
}

/// The runs from left to right (UAX #9, L2).
fn visual_order(prepared: &Prepared, runs: &[Rough<'_>]) -> Vec<usize> {
    let levels: Vec<_> = runs.iter().map(|r| r.run.level).collect();
    let uniform = levels.iter().all(Level::is_ltr);
    if uniform && prepared.base.is_ltr() {
        return (0..runs.len()).collect();
    }
    BidiInfo::reorder_visual(&levels)
}

/// Gives every run its place and its glyphs their advances.
fn place(
    prepared: &Prepared,
    runs: Vec<Rough<'_>>,
    order: &[usize],
    fit: Option<Fit>,
    limits: &Justification,
) -> SetLine {
    let fit = fit.unwrap_or(Fit { space: 1.0, letter: 0.0 });
    let (stretch, spacing) = letters(fit, limits);
    let mut set: Vec<SetRun> = runs
        .into_iter()
        .map(|run| finish(prepared, run, fit.space, stretch, spacing))
        .collect();
    let mut x = Abs::ZERO;
    for &index in order {
        set[index].x = x;
        x += set[index].run.width();
    }
    SetLine { runs: set, width: x }
}

/// The stretch of letters and the white between them, as a share of the size.
fn letters(fit: Fit, limits: &Justification) -> (f64, f64) {
    let y = fit.letter;
    if y < 0.0 {
        (1.0 + y * (1.0 - limits.glyph.min.get()), -y * limits.letter.min.get())
    } else {
        (1.0 + y * (limits.glyph.max.get() - 1.0), y * limits.letter.max.get())
    }
}

fn finish(
    prepared: &Prepared,
    rough: Rough<'_>,
    space: f64,
    stretch: f64,
    spacing: f64,
) -> SetRun {
    let Rough { run, piece, size, glyphs, range } = rough;
    let stretch = Ratio::new(stretch);
    let place = piece.at.map(|place| Place {
        at: place.at + (range.start - piece.range.start) as u32,
        ..place
    });
    let mut text = String::new();
    let glyphs = glyphs
        .into_iter()
        .map(|glyph| {
            let advance = if gives(&glyph, prepared) {
                glyph.advance.scale(space)
            } else {
                let wide = glyph.advance.scale(stretch.get());
                wide + if glyph.text.is_empty() { Abs::ZERO } else { size.scale(spacing) }
            };
            let start = text.len() as u32;
            push_text(&mut text, &glyph, prepared, range.end);
            let text = start..text.len() as u32;
            Glyph { id: glyph.id, advance, offset: Point::new(glyph.dx, glyph.dy), text }
        })
        .collect();
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
    text.extend(cluster.chars().filter(|c| c.is_whitespace() || !is_invisible(*c)));
}

/// What speech and search should get of a run whose glyphs cannot say it one by one: text
/// from right to left, whose glyphs stand the other way round.
fn actual(prepared: &Prepared, run: &Run, range: &Range<usize>) -> Option<String> {
    run.level.is_rtl().then(|| {
        let text = prepared.set.text[range.clone()].chars();
        text.filter(|c| c.is_whitespace() || !is_invisible(*c)).collect()
    })
}

/// Shares what rounding has left among the last spaces, so that the edge is even.
fn close_gap(set: &mut SetLine, order: &[usize], width: Abs) {
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
