//! How far the ink of a line reaches above and below its baseline: accents, stacked marks
//! and the deep letters of other scripts need more room than the leading has.

use super::justify::SetLine;
use crate::font::FontSet;
use crate::unit::Abs;

/// The ink of one glyph: from where to where, how far above the baseline and below it.
#[derive(Copy, Clone, Debug)]
struct Blot {
    left: Abs,
    right: Abs,
    above: Abs,
    below: Abs,
}

/// The ink of a line.
#[derive(Clone, Debug, Default)]
pub(super) struct Reach {
    blots: Vec<Blot>,
    /// The size of its largest letters.
    size: Abs,
}

impl Reach {
    /// Of a line that begins at `x`.
    pub(super) fn of(line: &SetLine, x: Abs, fonts: &FontSet) -> Self {
        let mut reach = Self::default();
        for set in &line.runs {
            let run = &set.run;
            let face = fonts.face(run.face);
            reach.size = reach.size.max(run.size);
            let mut x = x + set.x;
            for glyph in &run.glyphs {
                if let Some([left, foot, right, top]) = face.bounds(glyph.id) {
                    let at = |units: f32| face.at(units.round() as i32, run.size);
                    let (dx, dy) = (glyph.offset.x, glyph.offset.y);
                    reach.blots.push(Blot {
                        left: x + dx + at(left),
                        right: x + dx + at(right),
                        above: at(top) - dy,
                        below: dy - at(foot),
                    });
                }
                x += glyph.advance;
            }
        }
        reach
    }

    /// How far it goes up from the baseline; negative where all ink is below.
    pub(super) fn above(&self) -> Abs {
        self.blots.iter().map(|blot| blot.above).max().unwrap_or_default()
    }

    /// How far it goes down from the baseline; negative where all ink is above.
    pub(super) fn below(&self) -> Abs {
        self.blots.iter().map(|blot| blot.below).max().unwrap_or_default()
    }

    /// The least distance from its baseline to that of a line below it: letters that stand
    /// over one another are clear of each other.
    pub(super) fn to(&self, next: &Self) -> Abs {
        let clear = self.size.max(next.size).scale(CLEAR);
        let pairs = self
            .blots
            .iter()
            .flat_map(|over| next.blots.iter().map(move |under| (over, under)));
        pairs
            .filter(|(over, under)| {
                over.left < under.right + clear && under.left < over.right + clear
            })
            .map(|(over, under)| over.below + under.above + clear)
            .max()
            .unwrap_or_default()
    }
}

/// White between the ink of two lines, as a share of their size.
const CLEAR: f64 = 0.04;
