//! Step 2: a text becomes runs of one face, script and direction ([`super::itemize`]), and
//! clusters with their advances.
//!
//! The whole paragraph is shaped once to measure it. What is drawn is what the shaper says
//! of each very line ([`super::justify`]): it is shaped again where its edges change shapes,
//! and cut from the whole where the shaper says that they do not.

mod forms;
mod runs;

use std::ops::Range;

use unicode_bidi::Level;
use unicode_script::{Script, UnicodeScript};

pub(super) use runs::SetGlyph;
use runs::{ShapedRun, Stretch, shape_run};

use super::itemize::{itemize, levels};
use super::text::SetText;
use crate::font::{FaceId, Ligatures, Shaper};
use crate::model::Direction;
use crate::style::Figures;
use crate::unit::Abs;
use forms::is_made;

/// A text with its runs and clusters.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The text.
    pub(super) set: SetText,
    /// Its runs in logical order, without gap.
    pub(super) runs: Vec<Run>,
    /// Its clusters in logical order, without gap.
    pub(super) clusters: Vec<Cluster>,
    /// The glyphs of each run that lines may be cut from.
    wholes: Vec<Option<ShapedRun>>,
    /// The level of the paragraph's direction.
    pub(super) base: Level,
    /// Whether all of it runs in that direction.
    pub(super) is_of_one_direction: bool,
}

impl Prepared {
    /// The run of the character before the byte `at`.
    pub(super) fn run_before(&self, at: usize) -> usize {
        let runs = self.runs.partition_point(|run| run.range.start < at);
        runs.saturating_sub(1)
    }

    /// The glyphs that the run of that number has in a line, in visual order.
    pub(super) fn in_line(
        &self,
        index: usize,
        line: &Range<usize>,
        ligatures: Ligatures,
        shaper: &mut Shaper<'_>,
    ) -> ShapedRun {
        let run = &self.runs[index];
        let whole = self.wholes[index].as_ref().filter(|_| ligatures == Ligatures::On);
        let cut = whole.and_then(|whole| whole.cut(&run.range, line));
        cut.unwrap_or_else(|| {
            let stretch = Stretch::of(&self.runs, index, line, &self.set);
            shape_run(&self.set, run, &stretch, ligatures, shaper)
        })
    }
}

/// A stretch that is shaped as one.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    /// The index of its piece.
    pub(super) piece: usize,
    pub(super) face: FaceId,
    pub(super) script: [u8; 4],
    pub(super) level: Level,
    pub(super) figures: Figures,
    /// No face has its characters: they are drawn as boxes.
    pub(super) missing: bool,
    /// Its raised, lowered or small letters are made from ordinary ones, in every line.
    pub(super) made: bool,
}

/// The smallest stretch that has an advance of its own.
#[derive(Copy, Clone, Debug)]
pub(super) struct Cluster {
    /// Where it begins.
    pub(super) at: usize,
    /// Its advance, tracking included.
    pub(super) advance: Abs,
    /// Whether it is a space that gives.
    pub(super) space: bool,
    /// The size of its letters, for white between them.
    pub(super) size: Abs,
    /// What white may come after it.
    pub(super) white: White,
}

/// What white may come between two characters of a line.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum White {
    /// None: beside a space, between joined letters, between words of other directions.
    #[default]
    None,
    /// A little: between letters.
    Pair,
    /// As much as the line asks for: between characters of scripts that are set solid.
    Gap,
}

/// Shapes `set`.
pub(super) fn prepare(set: SetText, shaper: &mut Shaper<'_>) -> Prepared {
    let base = match set.direction {
        Direction::Ltr => Level::ltr(),
        Direction::Rtl => Level::rtl(),
    };
    let levels = levels(&set.text, base);
    let mut runs = itemize(&set, &levels, shaper.fonts());
    for run in runs.iter_mut().filter(|run| !run.missing) {
        run.made = is_made(&set, run, shaper);
    }
    let mut clusters = vec![];
    let wholes = (0..runs.len())
        .map(|index| measure(&set, &runs, index, shaper, &mut clusters))
        .collect();
    part(&set.text, &runs, &mut clusters);
    let is_of_one_direction = runs.iter().all(|run| run.level.is_rtl() == base.is_rtl());
    Prepared { set, runs, clusters, wholes, base, is_of_one_direction }
}

/// Adds the clusters of a run in logical order. Gives its glyphs where lines may be cut
/// from them: they run on from left to right, and no neighbour has changed them.
fn measure(
    set: &SetText,
    runs: &[Run],
    index: usize,
    shaper: &mut Shaper<'_>,
    clusters: &mut Vec<Cluster>,
) -> Option<ShapedRun> {
    let run = &runs[index];
    let stretch = Stretch::of(runs, index, &(0..set.text.len()), set);
    let shaped = shape_run(set, run, &stretch, Ligatures::On, shaper);
    let from = clusters.len();
    for glyph in &shaped.glyphs {
        let at = glyph.text.start;
        // The glyphs of a cluster stand side by side.
        match clusters[from..].last_mut() {
            Some(cluster) if cluster.at == at => cluster.advance += glyph.advance,
            _ => clusters.push(Cluster {
                at,
                advance: glyph.advance,
                space: is_space(&set.text[at..]),
                size: shaped.size,
                white: White::None,
            }),
        }
    }
    clusters[from..].sort_by_key(|c| c.at);
    open_ligatures(&set.text, run.range.end, from, clusters);
    (stretch.is_alone() && run.level.is_ltr() && !run.missing).then_some(shaped)
}

/// A line may end inside a ligature, which is shaped anew then: until then each of its
/// letters has an equal part of it.
fn open_ligatures(text: &str, end: usize, from: usize, clusters: &mut Vec<Cluster>) {
    let mut at = from;
    while at < clusters.len() {
        let whole = clusters[at];
        let next = clusters.get(at + 1).map_or(end, |c| c.at);
        let letters = text.get(whole.at..next).unwrap_or_default();
        let count = letters.chars().count();
        if count > 1 && letters.chars().all(char::is_alphabetic) {
            let share = whole.advance / count as i64;
            clusters[at].advance = whole.advance - share * (count as i64 - 1);
            let rest = letters.char_indices().skip(1);
            let rest =
                rest.map(|(i, _)| Cluster { at: whole.at + i, advance: share, ..whole });
            clusters.splice((at + 1)..=at, rest);
        }
        at += count.max(1).min(clusters.len() - at);
    }
}

/// Says of each cluster what white may come between it and the next.
fn part(text: &str, runs: &[Run], clusters: &mut [Cluster]) {
    let mut run = 0;
    for at in 1..clusters.len() {
        let (first, second) = (clusters[at - 1], clusters[at]);
        while runs[run].range.end <= first.at {
            run += 1;
        }
        let before = text[first.at..second.at].chars().next();
        let after = text[second.at..].chars().next();
        let (Some(before), Some(after)) = (before, after) else { continue };
        if before.is_whitespace() || after.is_whitespace() {
            continue;
        }
        clusters[at - 1].white = if is_solid(before) || is_solid(after) {
            White::Gap
        } else if runs[run].level.is_rtl() || is_joined(runs[run].script) {
            White::None
        } else {
            White::Pair
        };
    }
}

/// Whether a character is set solid: without spaces, each in its square.
pub(super) fn is_solid(c: char) -> bool {
    // The first of them, a sign of tone of Bopomofo.
    if c < '\u{2EA}' {
        return false;
    }
    matches!(
        c.script(),
        Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo
    ) || matches!(c, '\u{3001}'..='\u{303F}' | '\u{30FB}'..='\u{30FC}' | '\u{FF01}'..='\u{FFEE}')
}

/// Whether the letters of a script join, so that white between them would tear words.
fn is_joined(script: [u8; 4]) -> bool {
    JOINED.contains(&&script)
}

/// Scripts whose letters hold hands, or hang from one line.
const JOINED: [&[u8; 4]; 18] = [
    b"Adlm", b"Arab", b"Beng", b"Chrs", b"Deva", b"Guru", b"Mand", b"Mani", b"Modi",
    b"Mong", b"Nkoo", b"Ougr", b"Phag", b"Phlp", b"Rohg", b"Sogd", b"Syrc", b"Tirh",
];

/// Whether a space that gives stands at the beginning of `text`.
pub(super) fn is_space(text: &str) -> bool {
    text.starts_with([' ', '\u{A0}'])
}

#[cfg(test)]
mod tests;
