//! Step 7: a galley is cut into legs, exactly.
//!
//! Every leg ends on its foot: no widow, no orphan, no hyphen and no crosshead there, and
//! the feet of balanced legs are level. A chain of stages, each allowing more than the one
//! before; the first that fills is taken, and [`Stage`] says which it was.

use super::galley::{Galley, Halves, Part};
use super::legs::{Cut, Cutter, Feet, Start, Terms};
use super::lengths::Grade;

/// What a set of legs needed in order to fill.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Other lengths of paragraphs that nobody would tell from the natural ones.
    Good,
    /// Lengths that cost a line or two of wide spaces.
    Tolerable,
    /// Letters of single paragraphs that give more than the style says.
    Rescued,
    /// A line more of white at a picture or crosshead.
    White,
    /// Any length that can be set.
    Any,
    /// A last leg that ends one line short.
    LineOff,
    /// Legs that end up to three lines above their feet.
    Short,
    /// Legs as near to their feet as they come, rules broken.
    Loose,
}

impl Stage {
    pub(super) fn terms(self, ends: bool) -> Terms {
        let grade = match self {
            Self::Good => Grade::Good,
            Self::Tolerable => Grade::Tolerable,
            Self::Rescued | Self::White => Grade::Rescued,
            Self::Any | Self::LineOff | Self::Short | Self::Loose => Grade::Any,
        };
        let short = if self >= Self::LineOff { 2 } else { 0 };
        Terms {
            grade,
            white: self >= Self::White,
            all: ends.then_some(short),
            bound: f64::INFINITY,
            feet: match self {
                Self::Loose => Feet::Anywhere,
                Self::Short => Feet::Short,
                _ => Feet::Level,
            },
        }
    }
}

/// The stages one after the other, those together whose costs say which is better.
pub(super) const STEPS: [&[Stage]; 5] = [
    &[Stage::Good, Stage::Tolerable],
    &[Stage::Rescued],
    &[Stage::White],
    &[Stage::Any],
    &[Stage::LineOff],
];

/// Legs that take everything that is left, with their height.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Balanced {
    pub(super) height: Halves,
    pub(super) cut: Cut,
    pub(super) stage: Stage,
}

/// Where everything from a place on is to end.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    /// The legs of a page before the last, which are full.
    pub(super) before: Vec<Halves>,
    /// How much lower than the page's first each leg of the last page begins.
    pub(super) lower: Vec<Halves>,
    /// The height that the legs of the last page may reach down to.
    pub(super) most: Halves,
}

impl Ending {
    fn heights(&self, last: Halves) -> Vec<Halves> {
        let legs = self.lower.iter().map(|lower| last.saturating_sub(*lower));
        self.before.iter().copied().chain(legs).collect()
    }

    /// The height at which legs hold `total`, were every line as good a place for their
    /// feet as every other.
    fn even(&self, total: Halves) -> Halves {
        let last = total.saturating_sub(self.before.iter().sum());
        let all = last + self.lower.iter().sum::<Halves>();
        let deepest = self.lower.iter().copied().max().unwrap_or(0);
        let count = self.lower.len().max(1) as u32;
        all.div_ceil(count).max(deepest).next_multiple_of(2).max(2)
    }
}

/// The same ending with the page before it so much shorter that its last legs have `least`
/// lines; `None` where they have them anyway, or would take the whole page.
pub(super) fn leaving(
    cutter: &Cutter<'_>,
    start: &Start,
    ending: &Ending,
    least: Halves,
) -> Option<Ending> {
    let legs = ending.lower.len() as Halves;
    let wanted = ending.before.iter().sum::<Halves>() + least * legs;
    let lacks = wanted.checked_sub(rest(cutter, start)).filter(|lacks| *lacks > 0)?;
    let higher = lacks.div_ceil(legs).next_multiple_of(2);
    if higher > least + 2 {
        return None;
    }
    let before = ending.before.iter().map(|height| height.checked_sub(higher));
    Some(Ending { before: before.collect::<Option<_>>()?, ..ending.clone() })
}

/// Everything from `start` on, its last legs with their feet at one height: the stage that
/// allows least, and in it the height that costs least. `None` where that cannot be had.
pub(super) fn balance(
    cutter: &mut Cutter<'_>,
    start: &Start,
    ending: &Ending,
) -> Option<Balanced> {
    let total = rest(cutter, start);
    let even = ending.even(total);
    let deepest = ending.lower.iter().copied().max().unwrap_or(0);
    // A table that goes on has its head again in every leg.
    let head = highest_head(cutter.parts(), start);
    let more = if cutter.has_notes() { head.max(2) } else { head };
    let near: Vec<Halves> = [even, even.saturating_sub(2), even + 2]
        .into_iter()
        .chain((even + 4..=even + 2 + more).step_by(2))
        .filter(|height| *height >= deepest.max(2) && *height <= ending.most)
        .filter(|height| {
            let heads = head * ending.lower.len() as Halves;
            is_near(ending.heights(*height).iter().sum(), total, heads)
        })
        .collect();
    for stages in STEPS {
        let ways =
            stages.iter().flat_map(|stage| near.iter().map(|height| (*stage, *height)));
        let mut best: Option<Balanced> = None;
        for (stage, height) in ways {
            // Settings of these grades cost no less than the natural ones: what costs more
            // than the best on the way does so in the end.
            let known = best.as_ref().filter(|_| stage < Stage::Rescued);
            let bound = known.map_or(f64::INFINITY, |best| best.cut.cost);
            let terms = Terms { bound, ..stage.terms(true) };
            let Some(cut) = cutter.cut(start, &ending.heights(height), terms) else {
                continue;
            };
            if best.as_ref().is_none_or(|best| cut.cost < best.cut.cost) {
                best = Some(Balanced { height, cut, stage });
            }
        }
        if best.is_some() {
            return best;
        }
    }
    None
}

/// Whether text of `total` may be asked to come out at `sum`: 2 % longer, or the lines that
/// the columns round up to, and the heads of tables; 2 % shorter.
fn is_near(sum: Halves, total: Halves, heads: Halves) -> bool {
    let give = (total / 50).max(6);
    sum <= total + give + heads && sum + give >= total
}

/// The highest head of a table that may be set again from `start` on.
fn highest_head(parts: &[Part], start: &Start) -> Halves {
    let heads = parts[start.part..].iter().filter_map(Part::head);
    heads.map(|head| parts[head].height()).max().unwrap_or(0)
}

/// Everything from `start` on, legs as near to their feet as `stage` has them come, at the
/// least height or near it.
pub(super) fn loosely(
    cutter: &mut Cutter<'_>,
    start: &Start,
    ending: &Ending,
    stage: Stage,
) -> Option<Balanced> {
    let total = rest(cutter, start);
    let (even, most) = (ending.even(total), ending.most);
    let give = (total / 20).max(6);
    if ending.heights(most).iter().sum::<Halves>() + give < total {
        return None;
    }
    let mut best: Option<Balanced> = None;
    for (tried, height) in (even.min(most)..=most).step_by(2).enumerate() {
        if tried > 24 || best.is_some() && tried > 6 {
            break;
        }
        let cut = cutter.cut(start, &ending.heights(height), stage.terms(true));
        let Some(cut) = cut.filter(|cut| cut.cost < BROKEN) else { continue };
        if best.as_ref().is_none_or(|known| cut.cost < known.cut.cost) {
            best = Some(Balanced { height, cut, stage });
        }
    }
    best
}

/// What breaking a rule costs at least; see [`super::legs`].
const BROKEN: f64 = 900.0;

/// Legs of those heights from `start` on, the rest to go on elsewhere. Rather than that a
/// last line begins a leg all of them end one line higher.
pub(super) fn fill(
    cutter: &mut Cutter<'_>,
    start: &Start,
    heights: &[Halves],
) -> (Cut, Stage) {
    let full_height = heights.to_vec();
    let higher: Vec<Halves> = heights.iter().map(|h| h.saturating_sub(2)).collect();
    let full = STEPS.iter().flat_map(|stages| stages.iter().copied());
    let full = full.filter(|stage| *stage < Stage::LineOff);
    let ways = full
        .clone()
        .map(|stage| (stage, &full_height))
        .chain(full.map(|stage| (stage, &higher)))
        .chain([(Stage::Short, &full_height), (Stage::Loose, &full_height)]);
    let room = |heights: &[Halves]| heights.iter().any(|height| *height > 0);
    let found = ways.filter(|(_, heights)| room(heights)).find_map(|(stage, heights)| {
        let cut = cutter.cut(start, heights, stage.terms(false))?;
        Some((cut, stage))
    });
    found.unwrap_or_else(|| {
        // Not even a line has room: everything waits.
        let legs = vec![vec![]; heights.len()];
        let heights = full_height.clone();
        (Cut { legs, heights, rest: Some(start.clone()), cost: 0.0 }, Stage::Loose)
    })
}

/// The natural height of everything from `start` on, notes included.
fn rest(cutter: &Cutter<'_>, start: &Start) -> Halves {
    let parts = cutter.parts();
    let mut from = start.part;
    while start.inside.is_none() && parts.get(from).is_some_and(Part::is_blank) {
        from += 1;
    }
    let all: Halves = parts[from..].iter().map(Part::height).sum();
    let begun = match &start.inside {
        Some((setting, line)) => {
            let left = 2 * (setting.lines.len() as Halves - Halves::from(*line));
            parts[start.part].height() - left.min(parts[start.part].height())
        }
        None => 0,
    };
    all - begun + cutter.notes_from(start)
}

/// Whether nothing comes from `start` on.
pub(super) fn is_done(galley: &Galley, start: &Start) -> bool {
    start.inside.is_none() && galley.parts[start.part..].iter().all(Part::is_blank)
}

#[cfg(test)]
mod tests;
