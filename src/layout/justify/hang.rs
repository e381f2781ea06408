//! How far what stands at the edges of a line hangs over them.

use crate::font::FontSet;
use crate::layout::shape::Prepared;
use crate::style::Style;
use crate::unit::{Abs, Ratio};

/// How far the character at `at` hangs over the edge where lines begin.
pub(in crate::layout) fn hang_at_start(
    prepared: &Prepared,
    at: usize,
    style: &Style,
) -> Abs {
    let Some(c) = prepared.set.text[at..].chars().next() else { return Abs::ZERO };
    if !stands_at_edge(prepared, at) {
        return Abs::ZERO;
    }
    let slant = prepared.set.piece_at(at).look.slant;
    share_of(style.protrusion.of(c, slant).0, prepared, at)
}

/// The width of the hyphen that is set behind a run, in the face of its last letter.
pub(in crate::layout) fn hyphen_width(
    prepared: &Prepared,
    run: usize,
    fonts: &FontSet,
) -> Abs {
    let run = &prepared.runs[run];
    let face = fonts.face(run.face);
    let size = prepared.set.pieces[run.piece].look.size;
    face.at(face.advance(face.glyph('-').unwrap_or(0)), size)
}

/// How far the last character before `end`, or the hyphen of that width set there, hangs
/// over the edge where lines end.
pub(in crate::layout) fn hang_at_end(
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
        None => share_of(style.protrusion.of(c, slant).1, prepared, at),
    }
}

/// A share of the advance of the cluster at `at`: for most of them nothing.
fn share_of(share: Ratio, prepared: &Prepared, at: usize) -> Abs {
    if share == Ratio::ZERO { Abs::ZERO } else { share.of(advance_at(prepared, at)) }
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
