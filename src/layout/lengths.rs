//! Step 3c: the lengths that a paragraph can be set at, and what each of them costs.
//!
//! Columns are filled to the line by them: the best setting there is for each number of
//! lines, and on demand others whose lines do not end in a hyphen where a leg ends.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::breakpoints::{self, Breakpoints};
use super::fit::Freedom;
use super::hyphenate::Divider;
use super::linebreak::{Breaker, Measure, SPREAD, Setting, Settled};
use super::shape::Prepared;
use crate::font::FontSet;
use crate::style::{Align, Style};

/// A paragraph at one measure.
#[derive(Debug)]
pub(super) struct Lengths {
    pub(super) prepared: Prepared,
    pub(super) measure: Measure,
    points: Breakpoints,
    /// Where nothing else is asked for.
    pub(super) natural: Arc<Setting>,
    /// The best for each other number of lines.
    others: Vec<Arc<Setting>>,
    /// What stands beside it goes on beside the next: no length but the natural one.
    pinned: bool,
}

/// How much worse than the natural setting another length may be. Each takes in those
/// before it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// A wide line more, two tight ones, none very wide.
    Good,
    /// The same in proportion to the paragraph.
    Tolerable,
    /// Letters may give half as much again.
    Rescued,
    /// Whatever can be set without a line that everybody sees.
    Any,
}

/// What letters that give more than the style says cost.
const RESCUE: f64 = 8.0;

/// What a setting may cost at most: five lines of spaces over half as wide again, or one
/// of spaces three times as wide.
const UGLY: f64 = 75.0;

impl Lengths {
    /// Breaks a paragraph; its other lengths only where it is justified.
    pub(super) fn of(
        prepared: Prepared,
        measure: Measure,
        style: &Style,
        fonts: &FontSet,
        divider: &mut Divider<'_>,
    ) -> Self {
        let points = breakpoints::of(&prepared, style, fonts, divider);
        let justified = measure.align == Align::Justify;
        let sheet = (style, fonts);
        let breaker = Breaker::new(&prepared, &points, measure, sheet, Freedom::Ordinary);
        let (natural, table) = match justified {
            true => breaker.every_length(),
            false => (breaker.natural(), vec![]),
        };
        let stands = |setting: &Setting| !justified || !setting.runt;
        // Letters that give more are seen less than a last line of a few.
        let rescued = (!stands(&natural)).then(|| {
            Breaker::new(&prepared, &points, measure, sheet, Freedom::Rescue).natural()
        });
        let natural = Arc::new(rescued.filter(stands).unwrap_or(natural));
        let mut others = vec![];
        if justified && natural.lines.len() > 1 {
            let other = |s: &Setting| s.lines.len() != natural.lines.len();
            others = table.into_iter().filter(other).map(Arc::new).collect();
        }
        drop(breaker);
        Self { prepared, measure, points, natural, others, pinned: false }
    }

    /// At its natural length alone.
    pub(super) fn pinned(self) -> Self {
        Self { others: vec![], pinned: true, ..self }
    }

    /// The settings of a grade, the natural one first.
    pub(super) fn settings(
        &self,
        grade: Grade,
        tables: &mut Tables,
        sheet: (&Style, &FontSet),
    ) -> Vec<Arc<Setting>> {
        let mut found = vec![Arc::clone(&self.natural)];
        let fits = |setting: &&Arc<Setting>| self.is(setting, grade);
        found.extend(self.others.iter().filter(fits).cloned());
        if grade >= Grade::Rescued && self.natural.lines.len() > 1 && !self.pinned {
            let nothing = &Settled::NOTHING;
            for setting in tables.of(self, (Freedom::Rescue, SPREAD), nothing, sheet) {
                let known = found.iter().any(|s| s.lines.len() == setting.lines.len());
                if !known && self.is(setting, Grade::Tolerable) {
                    found.push(Arc::clone(setting));
                }
            }
        }
        let beside = usize::from(self.measure.beside.lines);
        let reaches = |s: &Arc<Setting>| self.pinned || s.lines.len() >= beside;
        found.retain(reaches);
        found
    }

    /// The settings of a grade that begin with the lines that are set already.
    pub(super) fn going_on(
        &self,
        settled: &Settled,
        grade: Grade,
        tables: &mut Tables,
        sheet: (&Style, &FontSet),
    ) -> Vec<Arc<Setting>> {
        let mut found: Vec<Arc<Setting>> = vec![];
        let freedoms = match grade {
            _ if self.pinned => &[][..],
            Grade::Good | Grade::Tolerable => &[Freedom::Ordinary],
            Grade::Rescued | Grade::Any => &[Freedom::Ordinary, Freedom::Rescue],
        };
        let beside = usize::from(self.measure.beside.lines);
        for freedom in freedoms {
            for setting in tables.of(self, (*freedom, SPREAD), settled, sheet) {
                let known = found.iter().any(|s| s.lines.len() == setting.lines.len());
                let grade =
                    if *freedom == Freedom::Rescue { Grade::Tolerable } else { grade };
                if !known && setting.lines.len() >= beside && self.is(setting, grade) {
                    found.push(Arc::clone(setting));
                }
            }
        }
        found
    }

    /// As many lines as `setting` has, but with what is settled; where its letters give too
    /// little for that, they may give more.
    pub(super) fn barred(
        &self,
        setting: &Setting,
        settled: &Settled,
        grade: Grade,
        tables: &mut Tables,
        sheet: (&Style, &FontSet),
    ) -> Option<Arc<Setting>> {
        let count = setting.lines.len();
        let own = setting.freedom;
        let rescue = own == Freedom::Ordinary && grade >= Grade::Rescued;
        let freedoms = std::iter::once(own).chain(rescue.then_some(Freedom::Rescue));
        freedoms.into_iter().find_map(|freedom| {
            let spread = self.spread(count, freedom, tables, sheet);
            let table = tables.of(self, (freedom, spread), settled, sheet);
            let found = table.iter().find(|s| s.lines.len() == count)?;
            self.is(found, grade).then(|| Arc::clone(found))
        })
    }

    /// How many lines over the fewest must be kept on the way to `count` lines: as many as
    /// at the end, for a way never comes nearer to the fewest again but where a ladder of
    /// hyphens forbids them the next line, which costs what is found and nothing else. A
    /// paragraph barred here and there is broken in half the time.
    fn spread(
        &self,
        count: usize,
        freedom: Freedom,
        tables: &mut Tables,
        sheet: (&Style, &FontSet),
    ) -> u16 {
        let known = match freedom {
            _ if self.pinned => None,
            Freedom::Rescue => {
                tables.of(self, (freedom, SPREAD), &Settled::NOTHING, sheet).first()
            }
            Freedom::Ordinary => self.others.first(),
        };
        let Some(known) = known else { return SPREAD };
        let fewest = known.lines.len().min(self.natural.lines.len());
        u16::try_from(count - fewest.min(count)).unwrap_or(SPREAD).min(SPREAD)
    }

    /// Whether a setting is no worse than `grade` allows.
    fn is(&self, setting: &Setting, grade: Grade) -> bool {
        let natural = &*self.natural;
        let share = natural.lines.len() / 20;
        let (wide, tight) = match grade {
            Grade::Good => (1, 2),
            Grade::Tolerable | Grade::Rescued => (2 + share, 3 + share),
            Grade::Any => (usize::MAX / 2, usize::MAX / 2),
        };
        let stands = !setting.runt || natural.runt;
        let counts = setting.wide <= natural.wide + wide
            && setting.tight <= natural.tight + tight
            && setting.very_wide <= natural.very_wide;
        stands && if grade == Grade::Any { self.cost(setting) < UGLY } else { counts }
    }

    /// What a setting costs more than the natural one.
    pub(super) fn cost(&self, setting: &Setting) -> f64 {
        let rescue = if setting.freedom == Freedom::Rescue { RESCUE } else { 0.0 };
        setting.cost - self.natural.cost + rescue
    }
}

/// The best settings of one paragraph for each number of lines, by how far its lines may
/// give and what is settled about them: asked for again and again while columns
/// are cut, and broken once.
#[derive(Debug, Default)]
pub(super) struct Tables(BTreeMap<(Freedom, u16, Settled), Vec<Arc<Setting>>>);

impl Tables {
    fn of(
        &mut self,
        lengths: &Lengths,
        (freedom, spread): (Freedom, u16),
        settled: &Settled,
        sheet: (&Style, &FontSet),
    ) -> &[Arc<Setting>] {
        self.0.entry((freedom, spread, settled.clone())).or_insert_with(|| {
            let Lengths { prepared, points, measure, .. } = lengths;
            if measure.align != Align::Justify {
                return vec![];
            }
            let breaker = Breaker::new(prepared, points, *measure, sheet, freedom);
            breaker.table(settled, spread).into_iter().map(Arc::new).collect()
        })
    }
}
