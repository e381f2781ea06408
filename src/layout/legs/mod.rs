//! Step 7b: the programme that cuts a galley into legs of given heights.
//!
//! Dynamic programming over what is used of a leg and over the places where legs may end.
//! Its means are the lengths that paragraphs can take; a paragraph whose line would end a
//! leg with a hyphen is broken again with that line barred.

mod search;
mod settings;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::galley::{Galley, Halves, Part};
use super::lengths::{Grade, Tables};
use super::linebreak::{Setting, Settled};
use crate::font::FontSet;
use crate::style::Style;
use crate::unit::Abs;
use search::{Leg, Search};

/// Where a leg begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    pub(super) part: usize,
    /// The setting of the part and its first line to come, where it has begun before.
    pub(super) inside: Option<(Arc<Setting>, u16)>,
}

impl Start {
    /// The beginning of a galley.
    pub(super) const FIRST: Self = Self { part: 0, inside: None };
}

/// What stands in a leg, from top to foot.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// A part that is never cut, of that height.
    Unit { part: usize, height: Halves },
    /// One that stands higher up as well: the head of a table that goes on.
    Again { part: usize, height: Halves },
    /// Lines of a paragraph.
    Lines { part: usize, setting: Arc<Setting>, lines: Range<u16> },
}

impl Piece {
    pub(super) fn height(&self) -> Halves {
        match self {
            Self::Unit { height, .. } | Self::Again { height, .. } => *height,
            Self::Lines { lines, .. } => 2 * Halves::from(lines.end - lines.start),
        }
    }
}

/// A galley cut into legs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cut {
    pub(super) legs: Vec<Vec<Piece>>,
    /// The heights that were asked for.
    pub(super) heights: Vec<Halves>,
    /// What comes after them; `None` where nothing does.
    pub(super) rest: Option<Start>,
    pub(super) cost: f64,
}

/// What is asked of the programme.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Terms {
    pub(super) grade: Grade,
    /// White may take one more line.
    pub(super) white: bool,
    /// Everything ends with the last leg, which may be so much short; `None`: it goes on.
    pub(super) all: Option<Halves>,
    /// What costs more is not wanted: another way is known.
    pub(super) bound: f64,
    pub(super) feet: Feet,
}

/// Where legs may end. Each takes in those before it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feet {
    /// On the foot of the page, or all at one height.
    Level,
    /// Up to three lines higher, at a price.
    Short,
    /// Anywhere, at a price: what is higher than any leg stays.
    Anywhere,
}

/// The prices of what is no rule but a means, and of breaking rules.
const MORE_WHITE: f64 = 4.0;
const SHORT_LAST: f64 = 5.0;
const SHORT: f64 = 40.0;
const WHITE_OVER_NOTES: f64 = 3.0;
const HYPHEN_AT_FOOT: f64 = 150.0;
const WIDOW_OR_ORPHAN: f64 = 300.0;
const TORN: f64 = 1000.0;
const IN_VAIN: f64 = 1e6;

/// Cuts one galley, again and again if need be: what was broken once is known.
pub(super) struct Cutter<'a> {
    galley: &'a Galley,
    style: &'a Style,
    fonts: &'a FontSet,
    /// Settings by number, with what they cost and the lines that are barred in them.
    settings: Vec<Known>,
    tables: BTreeMap<usize, Tables>,
    of_grade: BTreeMap<(usize, Grade), Vec<usize>>,
    barred: BTreeMap<(usize, u16, Grade), Option<usize>>,
}

#[derive(Clone, Debug)]
struct Known {
    part: usize,
    setting: Arc<Setting>,
    cost: f64,
    settled: Settled,
}

impl Known {
    /// The first line that is not set already on an earlier page.
    fn first(&self) -> u16 {
        self.settled.ends.len() as u16
    }
}

/// Where a leg ends and the next begins: the part, and inside it the setting and the line.
type Key = (usize, usize, u16);

const WHOLE: usize = usize::MAX;

/// The way to a state.
#[derive(Copy, Clone, Debug)]
struct Step {
    previous: usize,
    what: What,
}

#[derive(Copy, Clone, Debug)]
enum What {
    Unit { part: usize, height: Halves },
    Again { part: usize, height: Halves },
    Lines { setting: usize, from: u16, to: u16 },
    Foot,
}

const NO_STEP: usize = usize::MAX;

/// A way to fill a leg up to a height.
#[derive(Copy, Clone, Debug)]
struct Entry {
    used: Halves,
    /// The height of the notes that are called in it.
    notes: Abs,
    cost: f64,
    step: usize,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(galley: &'a Galley, style: &'a Style, fonts: &'a FontSet) -> Self {
        Self {
            galley,
            style,
            fonts,
            settings: vec![],
            tables: BTreeMap::new(),
            of_grade: BTreeMap::new(),
            barred: BTreeMap::new(),
        }
    }

    pub(super) fn parts(&self) -> &'a [Part] {
        &self.galley.parts
    }

    pub(super) fn has_notes(&self) -> bool {
        self.galley.foot_notes.iter().any(Option::is_some)
    }

    /// What the notes take that are called from `start` on, were they all in one leg.
    pub(super) fn notes_from(&self, start: &Start) -> Halves {
        let galley = self.galley;
        let begun = start.inside.as_ref().map_or(0, |(setting, line)| {
            let line = setting.lines.get(usize::from(*line));
            line.map_or(0, |line| line.range.start)
        });
        let mut notes = Abs::ZERO;
        for (at, part) in galley.parts.iter().enumerate().skip(start.part) {
            let from = if at == start.part { begun } else { 0 };
            let in_lines = galley.calls_in(at, from..usize::MAX);
            notes += galley.height_of(in_lines.chain(part.calls.iter().copied()));
        }
        galley.foot(notes)
    }

    /// The height of a leg over a whole page.
    fn highest_leg(&self) -> Halves {
        let furniture = &self.style.furniture;
        let taken = furniture.head_lines + furniture.foot_lines;
        2 * self.style.grid.lines.saturating_sub(taken)
    }

    /// Cuts what begins at `start` into legs of those heights, at the least cost. `None`
    /// where the terms cannot be met.
    pub(super) fn cut(
        &mut self,
        start: &Start,
        heights: &[Halves],
        terms: Terms,
    ) -> Option<Cut> {
        let key = self.key_of(start);
        let mut search = Search { cutter: self, terms, steps: vec![], done: None };
        let mut states = BTreeMap::from([(key, (0.0, NO_STEP))]);
        for (at, &height) in heights.iter().enumerate() {
            let after = heights[at + 1..].iter().sum();
            let last = at + 1 == heights.len();
            let mut leg =
                Leg { height, last, after, lone_row: None, ends: BTreeMap::new() };
            for (key, (cost, step)) in states {
                search.fill(key, cost, step, &mut leg);
            }
            states = leg.ends;
        }
        let Search { steps, done, .. } = search;
        let end = match terms.all {
            Some(_) => done,
            None => {
                let on =
                    states.into_iter().map(|(key, (cost, step))| (Some(key), cost, step));
                let all = on.chain(done.filter(|_| terms.feet == Feet::Anywhere));
                all.min_by(|a, b| a.1.total_cmp(&b.1))
            }
        };
        let (key, cost, step) = end?;
        let rest = key.map(|key| self.start_of(key));
        let legs = self.trace(&steps, step);
        Some(Cut { legs, heights: heights.to_vec(), rest, cost })
    }

    fn key_of(&mut self, start: &Start) -> Key {
        match &start.inside {
            None => (start.part, WHOLE, 0),
            Some((setting, line)) => {
                let known = Known {
                    part: start.part,
                    setting: Arc::clone(setting),
                    cost: 0.0,
                    settled: Settled::lines(setting, *line),
                };
                self.settings.push(known);
                (start.part, self.settings.len() - 1, *line)
            }
        }
    }

    fn start_of(&self, (part, setting, line): Key) -> Start {
        let inside = (setting != WHOLE)
            .then(|| (Arc::clone(&self.settings[setting].setting), line));
        Start { part, inside }
    }

    fn trace(&self, steps: &[Step], end: usize) -> Vec<Vec<Piece>> {
        let mut legs = vec![];
        let mut leg = vec![];
        let mut at = end;
        while at != NO_STEP {
            match steps[at].what {
                What::Foot => legs.push(std::mem::take(&mut leg)),
                What::Unit { part, height } => leg.push(Piece::Unit { part, height }),
                What::Again { part, height } => leg.push(Piece::Again { part, height }),
                What::Lines { setting, from, to } => {
                    let known = &self.settings[setting];
                    let setting = Arc::clone(&known.setting);
                    leg.push(Piece::Lines { part: known.part, setting, lines: from..to });
                }
            }
            at = steps[at].previous;
        }
        legs.push(leg);
        // The foot of the last leg was met first, with nothing below it.
        legs.remove(0);
        legs.iter_mut().for_each(|leg| leg.reverse());
        legs.reverse();
        as_last_broken(&mut legs);
        legs
    }
}

/// A paragraph that was barred in its second leg is broken anew for the first as well.
fn as_last_broken(legs: &mut [Vec<Piece>]) {
    for at in (1..legs.len()).rev() {
        let Some(Piece::Lines { part, setting, .. }) = legs[at].first().cloned() else {
            continue;
        };
        if let Some(Piece::Lines { part: above, setting: old, .. }) =
            legs[at - 1].last_mut()
            && *above == part
        {
            *old = setting;
        }
    }
}
