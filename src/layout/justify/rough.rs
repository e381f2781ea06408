//! The glyphs of a line before they are placed, and what they measure.

use std::ops::Range;

use crate::font::{Ligatures, Shaper};
use crate::layout::fit::{LEAST_SPACE, Sums};
use crate::layout::linebreak::LineBreak;
use crate::layout::shape::{Cluster, Prepared, Run, SetGlyph, White, is_space};
use crate::layout::text::Piece;
use crate::unit::Abs;

/// A run before it is placed.
pub(super) struct Rough<'a> {
    pub(super) run: &'a Run,
    pub(super) piece: &'a Piece,
    pub(super) size: Abs,
    pub(super) glyphs: Vec<SetGlyph>,
    /// What white may come after each of them.
    pub(super) whites: Vec<White>,
    pub(super) range: Range<usize>,
}

pub(super) fn has_ligature(run: &Rough<'_>, prepared: &Prepared) -> bool {
    run.glyphs.iter().any(|glyph| {
        let text = &prepared.set.text[glyph.text.clone()];
        text.chars().nth(1).is_some() && text.chars().all(char::is_alphabetic)
    })
}

/// The shaped runs of the line, in logical order, with the hyphen at its end.
pub(super) fn rough<'a>(
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

pub(super) fn sums_of(runs: &[Rough<'_>], prepared: &Prepared) -> Sums {
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

pub(super) fn gives(glyph: &SetGlyph, prepared: &Prepared) -> bool {
    !glyph.text.is_empty() && is_space(&prepared.set.text[glyph.text.start..])
}
