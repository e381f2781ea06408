//! Step 3: where lines end, for the whole paragraph at once.
//!
//! Knuth and Plass, *Breaking Paragraphs into Lines*, Software: Practice and Experience 11
//! (1981). Part of the state, and so exact: how many lines running end in a hyphen (a hard
//! limit), how wide the letters of the last line are (neighbours should match), and, where
//! the paragraph's other lengths are asked for, the number of lines. The numbers were
//! measured on 40,000 words of newspaper prose in columns of 30 to 60 characters.

mod bounds;
mod measure;
mod run;

use std::borrow::Cow;

use super::breakpoints::{self, Breakpoint, Breakpoints, LineEnd};
use super::fit::{self, Fit, Freedom, Limits, Sums, TIGHT, WIDE};
use super::hyphenate::Divider;
use super::shape::Prepared;
use crate::font::FontSet;
use crate::style::{Align, Style};
use crate::unit::Abs;
use bounds::{Bounds, Verdict};
pub(super) use measure::{Beside, Edge, Measure};
use run::Run;

/// One line of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineBreak {
    /// The bytes that are set; spaces at the end are left out.
    pub(super) range: std::ops::Range<usize>,
    pub(super) end: LineEnd,
    /// Its number in the paragraph, from 0.
    pub(super) number: u16,
    /// How far it may give.
    pub(super) freedom: Freedom,
    /// Whether it goes on with a line of the author's.
    pub(super) turned: bool,
}

impl LineBreak {
    /// A stretch that is set as one line, whatever its length.
    pub(super) fn whole(range: std::ops::Range<usize>, end: LineEnd) -> Self {
        Self { range, end, number: 0, freedom: Freedom::Ordinary, turned: false }
    }
}

/// A paragraph in lines, with what they cost.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    pub(super) lines: Vec<LineBreak>,
    pub(super) cost: f64,
    /// Lines with spaces over half as wide again, over twice as wide, under 0.8.
    pub(super) wide: usize,
    pub(super) very_wide: usize,
    pub(super) tight: usize,
    /// Whether the last line has too few letters to stand alone.
    pub(super) runt: bool,
    pub(super) freedom: Freedom,
}

/// The best lines for `prepared` at that measure.
pub(super) fn lines(
    prepared: &Prepared,
    measure: Measure,
    style: &Style,
    fonts: &FontSet,
) -> Vec<LineBreak> {
    let divider = &mut Divider::new(&style.hyphenation);
    let points = breakpoints::of(prepared, style, fonts, divider);
    Breaker::new(prepared, &points, measure, (style, fonts), Freedom::Ordinary)
        .natural()
        .lines
}

/// A paragraph that is to be broken at one measure.
#[derive(Debug)]
pub(super) struct Breaker<'a> {
    points: Cow<'a, [Breakpoint]>,
    bounds: Vec<Bounds>,
    runt_from: usize,
    runt_width: Abs,
    measure: Measure,
    /// The measure of the shortest line, in points.
    narrowest: f64,
    limits: Limits,
    freedom: Freedom,
    penalties: Penalties,
}

/// What hyphens and uneven neighbours cost.
#[derive(Copy, Clone, Debug)]
struct Penalties {
    /// A line that ends in a hyphen, and again where the line before does too.
    hyphen: f64,
    /// The most lines running that may.
    ladder: u8,
    /// The letters of one line widest, those of the next narrowest.
    neighbours: f64,
}

impl Penalties {
    /// Narrow columns cannot do without hyphens; wide ones need not bear two running.
    fn at(characters: f64, measure: Measure, style: &Style) -> Self {
        let ladder = style.hyphenation.ladder;
        if measure.align != Align::Justify {
            return Self { hyphen: 5.0, ladder, neighbours: 0.0 };
        }
        Self {
            hyphen: if characters < 34.5 { 2.0 } else { 3.0 },
            ladder: if characters < 45.0 { ladder } else { ladder.min(1) },
            neighbours: 1.0,
        }
    }
}

/// What is known about lines before they are sought.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Settled {
    /// Where the first of them end, which are set already.
    pub(super) ends: Vec<usize>,
    /// Lines that must not end in a hyphen, by number.
    pub(super) barred: Vec<u16>,
}

impl Settled {
    /// Nothing.
    pub(super) const NOTHING: Self = Self { ends: vec![], barred: vec![] };

    /// The first lines of a setting, up to that number.
    pub(super) fn lines(setting: &Setting, to: u16) -> Self {
        let lines = setting.lines.iter().take(usize::from(to));
        Self { ends: lines.map(|line| line.range.end).collect(), barred: vec![] }
    }
}

/// What is asked of one run over the breakpoints.
#[derive(Copy, Clone, Debug)]
struct Terms<'a> {
    /// The widest spaces, as a multiple of the face's.
    limit: f64,
    /// Neither ladders nor a divided last word.
    strict: bool,
    /// The best for each number of lines, not for all.
    counted: bool,
    settled: &'a Settled,
    /// So many lines more than the fewest are kept for each breakpoint.
    spread: u16,
}

/// Spaces this many times the face's are set only where there is nothing else.
const LIMIT: f64 = 4.0;

/// The most lines over the fewest that a paragraph is set in.
pub(super) const SPREAD: u16 = 4;

/// A last line of a few letters, a line cut where none should be.
const RUNT: f64 = 200.0;
const FORCED_UPON: f64 = 500.0;

impl<'a> Breaker<'a> {
    pub(super) fn new(
        prepared: &Prepared,
        points: &'a Breakpoints,
        measure: Measure,
        (style, fonts): (&Style, &FontSet),
        freedom: Freedom,
    ) -> Self {
        let characters = points.characters(measure.width, prepared);
        let limits = Limits::of(&style.justification, freedom);
        let within = points.within(measure.narrowest(), prepared, style, fonts);
        Self {
            bounds: within.iter().map(|point| Bounds::of(point, &limits)).collect(),
            points: within,
            runt_from: points.runt_from,
            runt_width: points.size * 2,
            measure,
            narrowest: measure.narrowest().to_pt(),
            limits,
            freedom,
            penalties: Penalties::at(characters, measure, style),
        }
    }

    /// The best lines there are. What cannot be had within the rules is had without them,
    /// one after the other, so that no line is ever longer than its measure.
    pub(super) fn natural(&self) -> Setting {
        let terms = Terms {
            limit: LIMIT,
            strict: true,
            counted: false,
            settled: &Settled::NOTHING,
            spread: SPREAD,
        };
        let passes = [
            terms,
            Terms { limit: f64::INFINITY, ..terms },
            Terms { limit: f64::INFINITY, strict: false, ..terms },
        ];
        let found = passes.into_iter().find_map(|terms| self.run(terms).pop());
        found.unwrap_or_else(|| self.every())
    }

    /// The best lines for each number of lines that can be had beside what is `settled`,
    /// fewest first; up to `spread` over the fewest.
    pub(super) fn table(&self, settled: &Settled, spread: u16) -> Vec<Setting> {
        self.run(Terms { limit: LIMIT, strict: true, counted: true, settled, spread })
    }

    /// The best lines there are, and the best for each number of lines as in a table.
    pub(super) fn every_length(&self) -> (Setting, Vec<Setting>) {
        let (limit, strict, counted) = (LIMIT, true, true);
        let (settled, spread) = (&Settled::NOTHING, SPREAD);
        let terms = Terms { limit, strict, counted, settled, spread };
        let Some(run) = self.ran(terms) else { return (self.natural(), vec![]) };
        let table = run.ends();
        let best = table.iter().min_by(|a, b| a.cost.total_cmp(&b.cost));
        let best = best.filter(|best| best.cost <= run.left()).cloned();
        (best.unwrap_or_else(|| self.natural()), table)
    }

    /// A line for every breakpoint: what is left when nothing fits.
    fn every(&self) -> Setting {
        let path: Vec<usize> = (0..self.points.len()).collect();
        self.setting(&path, f64::INFINITY)
    }

    fn run(&self, terms: Terms<'_>) -> Vec<Setting> {
        self.ran(terms).map_or(vec![], |run| run.ends())
    }

    /// A run up to the end of the text; `None` where no way leads there.
    fn ran<'t>(&'t self, terms: Terms<'t>) -> Option<Run<'a, 't>> {
        let mut run = Run::new(self, terms);
        for to in 1..self.points.len() {
            let barred = terms.strict && self.points[to].in_last_word;
            if !barred && !run.reach(to) {
                return None;
            }
        }
        Some(run)
    }

    /// Whether there is a line between two breakpoints, as far as their bounds tell.
    fn judge(&self, from: usize, to: usize, measure: Abs, limit: f64) -> Verdict {
        let gives = self.measure.align == Align::Justify;
        let gives = gives && self.points[to].kind != LineEnd::Forced;
        let bounds = (&self.bounds[from], &self.bounds[to]);
        let measures = (measure.to_pt(), self.narrowest);
        match Bounds::judge(bounds.0, bounds.1, measures, limit) {
            Verdict::TooLoose | Verdict::FarTooLoose if !gives => Verdict::Near,
            verdict => verdict,
        }
    }

    /// What the line between two breakpoints costs at that width, hyphens apart, if their
    /// bounds do not tell that it is none.
    fn line(&self, from: usize, to: usize, measure: Abs, limit: f64) -> Line {
        match self.judge(from, to, measure, limit) {
            Verdict::TooLong => Line::TooLong,
            Verdict::TooLoose | Verdict::FarTooLoose => Line::TooLoose,
            Verdict::Near => self.near(from, to, measure, limit),
        }
    }

    /// What that line costs.
    fn near(&self, from: usize, to: usize, measure: Abs, limit: f64) -> Line {
        let last = to + 1 == self.points.len();
        let (from, to) = (&self.points[from], &self.points[to]);
        let sums = to.to_end - from.to_next;
        let width = measure + from.hangs.1 + to.hangs.0;
        let room = width - sums.ink - sums.space - to.hyphen;
        let forced = to.kind == LineEnd::Forced;
        let fit = match self.measure.align {
            Align::Justify => {
                let room = if forced { room.min(Abs::ZERO) } else { room };
                fit::fit(room, sums, &self.limits)
            }
            _ => (room >= Abs::ZERO).then_some(Fit::NATURAL),
        };
        let Some(fit) = fit else { return Line::TooLong };
        if fit.space > limit {
            return Line::TooLoose;
        }
        let mut cost = match self.measure.align {
            Align::Justify => fit::cost(fit),
            _ if forced => 0.0,
            _ => (room.over(width) * 6.0).powi(2),
        };
        if to.kind.is_forced_upon() {
            cost += FORCED_UPON;
        }
        if last && from.next > 0 {
            cost += self.runt(sums, from.next);
        }
        Line::Is { cost, class: fit.class() }
    }

    /// A last line under two ems or five letters is a blot.
    fn runt(&self, sums: Sums, start: usize) -> f64 {
        let short = sums.ink + sums.space < self.runt_width || start > self.runt_from;
        if short { RUNT } else { 0.0 }
    }

    /// The lines between the breakpoints of a path.
    fn setting(&self, path: &[usize], cost: f64) -> Setting {
        let mut setting = Setting {
            lines: vec![],
            cost,
            wide: 0,
            very_wide: 0,
            tight: 0,
            runt: false,
            freedom: self.freedom,
        };
        for (number, pair) in path.windows(2).enumerate() {
            let (from, to) = (&self.points[pair[0]], &self.points[pair[1]]);
            let number = number as u16;
            let range = from.next..to.end.max(from.next);
            let freedom = self.freedom;
            let (end, turned) = (to.kind, from.kind != LineEnd::Forced);
            setting.lines.push(LineBreak { range, end, number, freedom, turned });
            self.count(from, to, number, &mut setting);
        }
        setting
    }

    fn count(&self, from: &Breakpoint, to: &Breakpoint, number: u16, into: &mut Setting) {
        let sums = to.to_end - from.to_next;
        let set = sums.ink + sums.space + to.hyphen;
        let width = self.measure.of(number, from.kind != LineEnd::Forced);
        into.runt = number > 0 && self.runt(sums, from.next) > 0.0;
        if to.kind == LineEnd::Forced || self.measure.align != Align::Justify {
            return;
        }
        let room = width + from.hangs.1 + to.hangs.0 - set;
        let space = fit::fit(room, sums, &self.limits).map_or(0.0, |fit| fit.space);
        into.wide += usize::from(space > WIDE);
        into.very_wide += usize::from(space > 2.0);
        into.tight += usize::from(space < TIGHT);
    }
}

/// What a line is.
#[derive(Copy, Clone, Debug)]
enum Line {
    TooLong,
    TooLoose,
    Is { cost: f64, class: u8 },
}

/// The width of a line as it is, nothing stretched.
pub(super) fn natural(prepared: &Prepared, line: &LineBreak) -> Abs {
    prepared
        .clusters
        .iter()
        .filter(|c| line.range.contains(&c.at))
        .map(|c| c.advance)
        .sum()
}

#[cfg(test)]
mod tests;
