//! Step 4: a line of the paragraph becomes glyphs at their places.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};

use super::breakpoints::LineEnd;
use super::fit::{self, Fit, LEAST_SPACE, Limits, SOLID_SPACE, Sums};
use super::frame::{Glyph, GlyphRun};
use super::linebreak::{LineBreak, Measure};
use super::shape::{Cluster, Prepared, Run, SetGlyph, White, is_space};
use super::structure::ElementId;
use super::text::{LinkTo, Piece, Stroke};
use crate::font::{FontSet, Ligatures, Shaper, is_invisible};
use crate::model::Place;
use crate::style::{Align, Style};
use crate::unit::{Abs, Point, Ratio};

/// A line with its runs at their places.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SetLine {
    /// In logical order.
    pub(super) runs: Vec<SetRun>,
    /// From the left end of the leftmost run to the right end of the rightmost.
    pub(super) width: Abs,
    /// Whether it ends inside a word that no rule divides there.
    pub(super) cut: bool,
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

impl SetRun {
    /// The place of its last character, about.
    pub(super) fn last_place(&self) -> Option<Place> {
        let shown = self.run.text.trim_end_matches('\u{AD}').len() as u32;
        self.run
            .place
            .map(|place| Place { at: place.at + shown.saturating_sub(1), ..place })
    }
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

/// The width of the hyphen that is set behind a run, in the face of its last letter.
pub(super) fn hyphen_width(prepared: &Prepared, run: usize, fonts: &FontSet) -> Abs {
    let run = &prepared.runs[run];
    let face = fonts.face(run.face);
    let size = prepared.set.pieces[run.piece].look.size;
    face.at(face.advance(face.glyph('-').unwrap_or(0)), size)
}

/// How far the last character before `end`, or the hyphen of that width set there, hangs
/// over the edge where lines end.
pub(super) fn hang_at_end(
    prepared: &Prepared,
    end: usize,
    hyphen: Option<Abs>,
    style: &Style,
) -> Abs {
    let Some((at, c)) = prepared.set.text[..end].char_indices().next_back() else {
        return Abs::ZERO;
    };
    if !stands_at_edge(prepared, at) {
        return Abs::ZERO;
    }
    let slant = prepared.set.piece_at(at).look.slant;
    match hyphen {
        Some(width) => style.protrusion.of('-', slant).1.of(width),
        None => style.protrusion.of(c, slant).1.of(advance_at(prepared, at)),
    }
}

/// Whether the first or last character of a line is drawn at its edge: one of the other
/// direction is drawn where its passage ends.
fn stands_at_edge(prepared: &Prepared, at: usize) -> bool {
    if prepared.is_of_one_direction {
        return true;
    }
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
    /// What white may come after each of them.
    whites: Vec<White>,
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
    let limits = Limits::of(&style.justification, at.freedom);
    let hyphen = at.end.has_hyphen().then(|| {
        let run = prepared.run_before(at.range.end);
        hyphen_width(prepared, run, shaper.fonts())
    });
    let hangs = (
        hang_at_start(prepared, at.range.start, style),
        hang_at_end(prepared, at.range.end, hyphen, style),
    );
    let (start, end) = measure.shorter(at.number, at.turned);
    let width = measure.width - start - end + hangs.0 + hangs.1;
    let (runs, fit) = fitted(prepared, at, (measure.align, width), &limits, shaper);
    let order = visual_order(prepared, &runs);
    let mut set = place(prepared, runs, &order, fit.map(|fit| (fit, limits)));
    if fit.is_some() {
        close_gap(&mut set, &order, width);
    }
    let room = width - set.width;
    let lead = match measure.align {
        Align::Centre => (room - hangs.0 - hangs.1) / 2 + hangs.0,
        Align::End => room,
        Align::Start | Align::Justify => Abs::ZERO,
    };
    let rtl = prepared.base.is_rtl();
    let x = if rtl { end + room - lead - hangs.1 } else { start + lead - hangs.0 };
    for run in &mut set.runs {
        run.x += x;
    }
    set.cut = at.end.is_forced_upon();
    set
}

/// White between letters from which on a ligature would stand out, in em.
const OPENS_LIGATURES: f64 = 0.01;

/// The shaped runs of a line and how they fill it; where white parts the letters,
/// ligatures are opened.
fn fitted<'a>(
    prepared: &'a Prepared,
    at: &LineBreak,
    (align, width): (Align, Abs),
    limits: &Limits,
    shaper: &mut Shaper<'_>,
) -> (Vec<Rough<'a>>, Option<Fit>) {
    let runs = rough(prepared, at, Ligatures::On, shaper);
    let fit = fit_of(&runs, prepared, at, (align, width), limits);
    let opens = fit.is_some_and(|fit| limits.letters(fit).1 > OPENS_LIGATURES);
    if !opens || !runs.iter().any(|run| has_ligature(run, prepared)) {
        return (runs, fit);
    }
    let runs = rough(prepared, at, Ligatures::Off, shaper);
    let fit = fit_of(&runs, prepared, at, (align, width), limits);
    (runs, fit)
}

/// How a line fills its measure; `None` where it stands as it is.
fn fit_of(
    runs: &[Rough<'_>],
    prepared: &Prepared,
    at: &LineBreak,
    (align, width): (Align, Abs),
    limits: &Limits,
) -> Option<Fit> {
    let sums = sums_of(runs, prepared);
    let room = width - sums.ink - sums.space;
    let justified =
        align == Align::Justify && (at.end != LineEnd::Forced || room < Abs::ZERO);
    let fit = justified.then(|| fit::fit_at_last(room, sums, limits));
    // Without a space nothing but its letters can fill a line, or draw it in.
    let gives = sums.space > Abs::ZERO || sums.gaps > Abs::ZERO;
    fit.filter(|fit| gives || fit.space <= 1.2)
}

fn has_ligature(run: &Rough<'_>, prepared: &Prepared) -> bool {
    run.glyphs.iter().any(|glyph| {
        let text = &prepared.set.text[glyph.text.clone()];
        text.chars().nth(1).is_some() && text.chars().all(char::is_alphabetic)
    })
}

/// The shaped runs of the line, in logical order, with the hyphen at its end.
fn rough<'a>(
    prepared: &'a Prepared,
    at: &LineBreak,
    ligatures: Ligatures,
    shaper: &mut Shaper<'_>,
) -> Vec<Rough<'a>> {
    let set = &prepared.set;
    let mut runs = vec![];
    for (index, run) in prepared.runs.iter().enumerate() {
        let range = run.range.start.max(at.range.start)..run.range.end.min(at.range.end);
        if range.start >= range.end {
            continue;
        }
        // UAX #9, L1: white space at the end of a line takes the paragraph's direction;
        // such space is not in the range.
        let shaped = prepared.in_line(index, &at.range, ligatures, shaper);
        let piece = &set.pieces[run.piece];
        let (size, glyphs) = (shaped.size, shaped.glyphs);
        runs.push(Rough { run, piece, size, glyphs, whites: vec![], range });
    }
    if at.end.has_hyphen() {
        add_hyphen(&mut runs, at, shaper);
    }
    for run in &mut runs {
        run.whites = whites(&run.glyphs, &prepared.clusters, at.range.end);
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
    let (dx, dy) = (Abs::ZERO, Abs::ZERO);
    let glyph = SetGlyph { id, advance, dx, dy, begins: false, text: end..end };
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
        for (glyph, white) in run.glyphs.iter().zip(&run.whites) {
            if gives(glyph, prepared) {
                sums.space += glyph.advance;
                sums.least += run.size.scale(LEAST_SPACE).min(glyph.advance);
            } else {
                sums.ink += glyph.advance;
            }
            match white {
                White::None => {}
                White::Pair => sums.pairs += run.size,
                White::Gap => sums.gaps += run.size,
            }
        }
    }
    sums
}

/// What white may come after each glyph: behind the last glyph of its cluster, and never at
/// the end of the line.
fn whites(glyphs: &[SetGlyph], clusters: &[Cluster], end: usize) -> Vec<White> {
    let mut known = 0;
    let white = |(index, glyph): (usize, &SetGlyph)| {
        // Glyphs of one cluster bear its beginning; the hyphen at the end bears the end.
        let (start, following) = (glyph.text.start, glyphs.get(index + 1));
        let at_end =
            glyph.text.end >= end && following.is_none_or(|g| !g.text.is_empty());
        if start >= end || at_end || following.is_some_and(|g| g.text.start == start) {
            return White::None;
        }
        // A shut ligature covers several clusters: the white after it is that of the last.
        let covered = glyph.text.end.max(start + 1);
        known = before(clusters, covered, known);
        known.checked_sub(1).map_or(White::None, |last| clusters[last].white)
    };
    glyphs.iter().enumerate().map(white).collect()
}

/// How many clusters begin before the byte `at`; from left to right it is the next one or
/// so after those that are known.
fn before(clusters: &[Cluster], at: usize, known: usize) -> usize {
    let begins_before = |cluster: &Cluster| cluster.at < at;
    if known > 0 && !begins_before(&clusters[known - 1]) {
        return clusters.partition_point(begins_before);
    }
    known + clusters[known..].iter().take_while(|c| begins_before(c)).count()
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
    let mut text = String::new();
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
