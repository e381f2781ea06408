//! A stretch of a run becomes glyphs, as the shaper draws it beside its neighbours.

use std::ops::Range;

use super::forms::{cased, made};
use super::{Run, is_joined, is_space};
use crate::font::{FaceId, Features, FontSet, Ligatures, Props, Shaped, Shaper, Variant};
use crate::layout::text::{Look, Piece, SetText};
use crate::model::Direction;
use crate::style::Case;
use crate::unit::{Abs, Em};

/// A glyph of a line, in the units of the page.
#[derive(Clone, Debug)]
pub(in crate::layout) struct SetGlyph {
    pub(in crate::layout) id: u16,
    pub(in crate::layout) advance: Abs,
    pub(in crate::layout) dx: Abs,
    /// Downwards.
    pub(in crate::layout) dy: Abs,
    /// Whether a line that begins with it has the same shapes.
    pub(in crate::layout) begins: bool,
    /// The bytes of the paragraph's text that it stands for.
    pub(in crate::layout) text: Range<usize>,
}

/// A shaped stretch and the size and rise it is drawn at.
#[derive(Clone, Debug)]
pub(in crate::layout) struct ShapedRun {
    pub(in crate::layout) size: Abs,
    pub(in crate::layout) glyphs: Vec<SetGlyph>,
}

impl ShapedRun {
    /// What a line has of a run from left to right that was shaped whole. `None` where the
    /// edges of the line would change shapes.
    pub(super) fn cut(&self, run: &Range<usize>, line: &Range<usize>) -> Option<Self> {
        let place = |at: usize| {
            let place = self.glyphs.partition_point(|glyph| glyph.text.start < at);
            let glyph = self.glyphs.get(place)?;
            (glyph.begins && glyph.text.start == at).then_some(place)
        };
        let from = if line.start > run.start { place(line.start)? } else { 0 };
        let all = self.glyphs.len();
        let to = if line.end < run.end { place(line.end)? } else { all };
        let glyphs = self.glyphs.get(from..to)?.to_vec();
        Some(Self { size: self.size, glyphs })
    }
}

/// A stretch of a run with the letters beside it that are drawn in the same forms, so that
/// a link in a word is kerned and joined as if it were none.
#[derive(Clone, Debug)]
pub(in crate::layout) struct Stretch {
    pub(super) range: Range<usize>,
    /// With its neighbours.
    pub(super) wide: Range<usize>,
}

/// So many letters of a neighbour are looked at: no rule of a face reaches further.
const NEIGHBOURS: usize = 8;

impl Stretch {
    /// What the run of that number has in the line `line`.
    pub(in crate::layout) fn of(
        runs: &[Run],
        index: usize,
        line: &Range<usize>,
        set: &SetText,
    ) -> Self {
        let run = &runs[index];
        let range = run.range.start.max(line.start)..run.range.end.min(line.end);
        let alike = |other: Option<&Run>| other.is_some_and(|o| are_alike(o, run, set));
        let mut wide = range.clone();
        if range.start == run.range.start && alike(runs[..index].last()) {
            let from = runs[index - 1].range.start.max(line.start);
            let mut letters = set.text[from..range.start].char_indices().rev();
            let most = letters.by_ref().take(NEIGHBOURS).last();
            wide.start = most.map_or(range.start, |(at, _)| from + at);
        }
        if range.end == run.range.end && alike(runs.get(index + 1)) {
            let to = runs[index + 1].range.end.min(line.end);
            let beside = set.text.get(range.end..to).unwrap_or_default();
            wide.end +=
                beside.chars().take(NEIGHBOURS).map(char::len_utf8).sum::<usize>();
        }
        Self { range, wide }
    }

    /// Whether it has no neighbours.
    pub(super) fn is_alone(&self) -> bool {
        self.range == self.wide
    }

    /// The same without its neighbours.
    fn alone(&self) -> Self {
        Self { range: self.range.clone(), wide: self.range.clone() }
    }

    /// Whether glyphs begin and end where it does: no ligature reaches over its edges.
    fn is_clear(&self, glyphs: &[SetGlyph]) -> bool {
        let begins = |at: usize| glyphs.iter().any(|glyph| glyph.text.start == at);
        (self.wide.start == self.range.start || begins(self.range.start))
            && (self.wide.end == self.range.end || begins(self.range.end))
    }
}

/// Whether two runs are drawn in the same forms; colour and strokes may differ, and the
/// language.
fn are_alike(a: &Run, b: &Run, set: &SetText) -> bool {
    let (one, other) = (&set.pieces[a.piece].look, &set.pieces[b.piece].look);
    let forms = |look: &Look| (look.size, look.case, look.tracking, look.variant);
    (a.face, a.script, a.level, a.figures) == (b.face, b.script, b.level, b.figures)
        && !(a.missing || b.missing)
        && a.made == b.made
        && forms(one) == forms(other)
        && (one.ligatures, &one.features) == (other.ligatures, &other.features)
}

/// Shapes a stretch of a run, in visual order, its ligatures kept shut at most where its
/// look has them. Raised, lowered and small letters that the face does not have are made
/// from its ordinary ones.
pub(in crate::layout) fn shape_run(
    set: &SetText,
    run: &Run,
    stretch: &Stretch,
    ligatures: Ligatures,
    shaper: &mut Shaper<'_>,
) -> ShapedRun {
    let Stretch { range, wide } = stretch;
    if run.missing {
        let look = &set.pieces[run.piece].look;
        let source = &set.text[range.clone()];
        return boxes(source, range.start, look, run.face, shaper.fonts());
    }
    let mut shaped = shape_wide(set, run, wide, ligatures, shaper);
    if range != wide {
        if !stretch.is_clear(&shaped.glyphs) {
            return shape_run(set, run, &stretch.alone(), ligatures, shaper);
        }
        shaped.glyphs.retain(|glyph| range.contains(&glyph.text.start));
    }
    shaped
}

/// Shapes those bytes with the properties of a run.
fn shape_wide(
    set: &SetText,
    run: &Run,
    range: &Range<usize>,
    ligatures: Ligatures,
    shaper: &mut Shaper<'_>,
) -> ShapedRun {
    let piece = &set.pieces[run.piece];
    let look = &piece.look;
    let source = &set.text[range.clone()];
    let mut props = props(run, piece);
    if ligatures == Ligatures::Off && !is_joined(run.script) {
        props.features.ligatures = ligatures;
    }
    let mut capitals = look.case == Case::Capitals;
    let (mut size, mut rise) = (look.size, Abs::ZERO);
    if run.made {
        let variant = std::mem::take(&mut props.features.variant);
        (size, rise) = made(variant, look.size);
        capitals |= variant == Variant::SmallCapitals;
    }
    let (text, map) = cased(source, capitals, &piece.lang);
    let glyphs = shaper.shape(&text, &props);
    let face = shaper.fonts().face(run.face);
    let tracking = if is_joined(run.script) { Abs::ZERO } else { look.tracking.at(size) };
    let ranges = cluster_ranges(&glyphs, text.len());
    let glyphs = glyphs
        .iter()
        .zip(&ranges)
        .map(|(glyph, cluster)| SetGlyph {
            id: glyph.id,
            advance: face.at(glyph.advance, size)
                + tracking_after(&text, cluster, tracking),
            dx: face.at(glyph.dx, size),
            dy: -face.at(glyph.dy, size) - rise,
            begins: !glyph.unsafe_to_break,
            text: range.start + map.source(cluster.start)
                ..range.start + map.source(cluster.end),
        })
        .collect();
    ShapedRun { size, glyphs }
}

/// The properties of a run for the shaper.
pub(super) fn props(run: &Run, piece: &Piece) -> Props {
    let variant = match piece.look.case {
        Case::SmallCapitals => Variant::SmallCapitals,
        _ => piece.look.variant,
    };
    Props {
        face: run.face,
        direction: if run.level.is_rtl() { Direction::Rtl } else { Direction::Ltr },
        script: run.script,
        lang: piece.lang.clone(),
        features: Features {
            variant,
            figures: run.figures,
            // Letters that join stay joined, whatever the style does to others.
            ligatures: if is_joined(run.script) {
                Ligatures::On
            } else {
                piece.look.ligatures
            },
            extra: piece.look.features.clone(),
        },
    }
}

/// White after a glyph: negative tracking draws letters together, never words.
fn tracking_after(text: &str, cluster: &Range<usize>, tracking: Abs) -> Abs {
    if tracking == Abs::ZERO {
        return tracking;
    }
    let space = text.get(cluster.start..).is_some_and(is_space);
    let none = cluster.is_empty() || (space && tracking < Abs::ZERO);
    if none { Abs::ZERO } else { tracking }
}

/// For each glyph in visual order the bytes of its cluster: the whole for the one drawn
/// first, nothing for the others of the cluster.
fn cluster_ranges(glyphs: &[Shaped], len: usize) -> Vec<Range<usize>> {
    // From left to right with a glyph for each cluster, as most are.
    if glyphs.is_sorted_by(|one, next| one.cluster < next.cluster) {
        let ends = glyphs.iter().skip(1).map(|glyph| glyph.cluster as usize);
        let starts = glyphs.iter().map(|glyph| glyph.cluster as usize);
        return starts.zip(ends.chain([len])).map(|(start, end)| start..end).collect();
    }
    let mut starts: Vec<usize> = glyphs.iter().map(|g| g.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let end = |start: usize| {
        let next = starts.partition_point(|s| *s <= start);
        starts.get(next).copied().unwrap_or(len)
    };
    let mut last = None;
    glyphs
        .iter()
        .map(|glyph| {
            let start = glyph.cluster as usize;
            let first = last.replace(start) != Some(start);
            start..if first { end(start) } else { start }
        })
        .collect()
}

/// Characters that no face has: spaces as wide as the boxes that will be drawn there.
fn boxes(
    source: &str,
    start: usize,
    look: &Look,
    face: FaceId,
    fonts: &FontSet,
) -> ShapedRun {
    let id = fonts.face(face).glyph(' ').unwrap_or(0);
    let glyphs = source
        .char_indices()
        .map(|(at, c)| SetGlyph {
            id,
            advance: missing_width(look.size),
            dx: Abs::ZERO,
            dy: Abs::ZERO,
            begins: true,
            text: start + at..start + at + c.len_utf8(),
        })
        .collect();
    ShapedRun { size: look.size, glyphs }
}

/// The width of the box that stands for a character without a face, side bearings
/// included.
fn missing_width(size: Abs) -> Abs {
    Em::new(0.7).at(size)
}
