//! Step 3: where lines end, for the whole paragraph at once.
//!
//! Knuth and Plass, *Breaking Paragraphs into Lines*, Software: Practice and Experience 11
//! (1981). Part of the state, and so exact: how many lines running end in a hyphen (a hard
//! limit), how wide the letters of the last line are (neighbours should match), and, where
//! the paragraph's other lengths are asked for, the number of lines. The numbers were
//! measured on 40,000 words of newspaper prose in columns of 30 to 60 characters.

use std::borrow::Cow;

use super::breakpoints::{self, Breakpoint, Breakpoints, LineEnd};
use super::fit::{self, Fit, Freedom, Limits, Sums, TIGHT, WIDE};
use super::shape::Prepared;
use crate::font::FontSet;
use crate::style::{Align, Style};
use crate::unit::Abs;

/// What lines are broken for.
#[derive(Copy, Clone, Debug)]
pub(super) struct Measure {
    /// The width of the column, insets taken off.
    pub(super) width: Abs,
    /// What the first line is shorter by.
    pub(super) indent: Abs,
    /// How lines stand.
    pub(super) align: Align,
    /// Its first lines are shorter.
    pub(super) beside: Beside,
    /// What lines are shorter by that the author did not begin: turned over.
    pub(super) turned: Abs,
}

/// What stands beside the first lines of a paragraph: a drop capital where they begin, a
/// picture or a pull quote where they end.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Beside {
    /// So many lines are shorter.
    pub(super) lines: u16,
    /// By so much, white included.
    pub(super) width: Abs,
    pub(super) edge: Edge,
}

/// The edges of a line, in the direction of reading.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

impl Beside {
    /// Nothing.
    pub(super) const NOTHING: Self =
        Self { lines: 0, width: Abs::ZERO, edge: Edge::Start };
}

impl Measure {
    /// Lines of that width, alike from the first to the last.
    pub(super) fn plain(width: Abs, align: Align) -> Self {
        let (indent, turned) = (Abs::ZERO, Abs::ZERO);
        Self { width, indent, align, beside: Beside::NOTHING, turned }
    }

    /// What the line of that number is shorter by where it begins, and where it ends.
    /// It may be turned over from the line before.
    pub(super) fn shorter(&self, line: u16, turned: bool) -> (Abs, Abs) {
        let beside = self.beside;
        let turned = if turned { self.turned } else { Abs::ZERO };
        let indent = if line == 0 { self.indent } else { turned };
        match beside.edge {
            _ if line >= beside.lines => (indent, Abs::ZERO),
            Edge::Start => (beside.width, Abs::ZERO),
            Edge::End => (indent, beside.width),
        }
    }

    /// The width of the line of that number.
    pub(super) fn of(&self, line: u16, turned: bool) -> Abs {
        let (start, end) = self.shorter(line, turned);
        self.width - start - end
    }

    /// The width of the shortest line.
    fn narrowest(&self) -> Abs {
        self.of(0, false).min(self.width - self.indent.max(self.turned))
    }
}

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
    let points = breakpoints::of(prepared, style, fonts);
    Breaker::new(prepared, &points, measure, (style, fonts), Freedom::Ordinary)
        .natural()
        .lines
}

/// A paragraph that is to be broken at one measure.
#[derive(Debug)]
pub(super) struct Breaker<'a> {
    points: Cow<'a, [Breakpoint]>,
    runt_from: usize,
    runt_width: Abs,
    measure: Measure,
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

/// A way to reach a breakpoint.
#[derive(Copy, Clone, Debug)]
struct Node {
    point: u32,
    /// Lines up to here; 0 for all where they are not counted.
    line: u16,
    hyphens: u8,
    class: u8,
    cost: f64,
    previous: u32,
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
    /// Lines that must not end in a hyphen, by number.
    barred: &'a [u16],
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
        Self {
            points: points.within(measure.narrowest(), prepared, style, fonts),
            runt_from: points.runt_from,
            runt_width: points.size * 2,
            measure,
            limits: Limits::of(&style.justification, freedom),
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
            barred: &[],
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

    /// The best lines for each number of lines that can be had, fewest first, where the
    /// lines of the numbers `barred` do not end in a hyphen; up to `spread` over the
    /// fewest.
    pub(super) fn table(&self, barred: &[u16], spread: u16) -> Vec<Setting> {
        let terms = Terms { limit: LIMIT, strict: true, counted: true, barred, spread };
        self.run(terms)
    }

    /// A line for every breakpoint: what is left when nothing fits.
    fn every(&self) -> Setting {
        let path: Vec<usize> = (0..self.points.len()).collect();
        self.setting(&path, f64::INFINITY)
    }

    fn run(&self, terms: Terms<'_>) -> Vec<Setting> {
        let mut run = Run::new(self, terms);
        for to in 1..self.points.len() {
            let barred = terms.strict && self.points[to].in_last_word;
            if !barred && !run.reach(to) {
                return vec![];
            }
        }
        run.ends()
    }

    /// What the line between two breakpoints costs at that width, hyphens apart.
    fn line(&self, from: &Breakpoint, to: usize, measure: Abs, limit: f64) -> Line {
        let last = to + 1 == self.points.len();
        let to = &self.points[to];
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

/// One run over the breakpoints.
struct Run<'a, 'b> {
    breaker: &'b Breaker<'a>,
    terms: Terms<'b>,
    /// Whether nodes know their line although only the best is asked for: the first lines
    /// are shorter than the others.
    numbered: bool,
    nodes: Vec<Node>,
    /// The nodes of each breakpoint.
    at: Vec<std::ops::Range<u32>>,
    /// Breakpoints from which a line may still begin.
    active: Vec<u32>,
    slots: Vec<u32>,
    found: Vec<Node>,
}

/// Hyphens running beyond the limit count as one more than it.
const HYPHENS: usize = 8;
const CLASSES: usize = 5;
const EMPTY: u32 = u32::MAX;

impl<'a, 'b> Run<'a, 'b> {
    fn new(breaker: &'b Breaker<'a>, terms: Terms<'b>) -> Self {
        let root =
            Node { point: 0, line: 0, hyphens: 0, class: 2, cost: 0.0, previous: EMPTY };
        let numbered = terms.counted || breaker.measure.beside.lines > 0;
        let mut at = vec![0..0; breaker.points.len()];
        at[0] = 0..1;
        let (nodes, active) = (vec![root], vec![0]);
        Self { breaker, terms, numbered, nodes, at, active, slots: vec![], found: vec![] }
    }

    /// Finds the ways to end a line at the breakpoint `to`; false where the text cannot go
    /// on from anywhere.
    fn reach(&mut self, to: usize) -> bool {
        let lines = self.active.iter().flat_map(|point| {
            let range = &self.at[*point as usize];
            self.nodes[range.start as usize..range.end as usize].iter().map(|n| n.line)
        });
        let (least, most) = lines.fold((u16::MAX, 0), |(a, b), l| (a.min(l), b.max(l)));
        let span = usize::from(most.saturating_sub(least)) + 1;
        self.slots.clear();
        self.slots.resize(span * HYPHENS * CLASSES, EMPTY);
        self.found.clear();
        let mut active = std::mem::take(&mut self.active);
        active.retain(|&from| self.extend(from, to, least));
        if self.breaker.points[to].kind == LineEnd::Forced {
            active.clear();
        }
        self.active = active;
        self.keep(to);
        !self.active.is_empty()
    }

    /// Ends lines that begin at `from`; false where they are too long from now on.
    fn extend(&mut self, from: u32, to: usize, least: u16) -> bool {
        let breaker = self.breaker;
        let start = &breaker.points[from as usize];
        let kind = breaker.points[to].kind;
        let range = self.at[from as usize].clone();
        let mut measured: Option<(Abs, Line)> = None;
        let mut alive = false;
        for index in range {
            let node = self.nodes[index as usize];
            let number = if from == 0 || self.numbered { node.line } else { 1 };
            let width = breaker.measure.of(number, start.kind != LineEnd::Forced);
            let line = match measured {
                Some((known, line)) if known == width => line,
                _ => breaker.line(start, to, width, self.terms.limit),
            };
            measured = Some((width, line));
            alive |= !matches!(line, Line::TooLong);
            let Line::Is { cost, class } = line else { continue };
            let Some((hyphens, penalty)) = self.hyphens(&node, kind) else { continue };
            let mut cost = node.cost + cost + penalty;
            if from > 0 {
                let step = f64::from(class.abs_diff(node.class));
                cost += breaker.penalties.neighbours * step * step / 16.0;
            }
            let line = if self.numbered { node.line + 1 } else { 0 };
            let point = to as u32;
            let new = Node { point, line, hyphens, class, cost, previous: index };
            self.offer(new, usize::from(line.saturating_sub(least + 1)));
        }
        alive
    }

    /// How many lines end in a hyphen when this one does, and what that costs.
    fn hyphens(&self, node: &Node, kind: LineEnd) -> Option<(u8, f64)> {
        if !kind.shows_hyphen() {
            return Some((0, 0.0));
        }
        let penalties = &self.breaker.penalties;
        let hyphens = node.hyphens + 1;
        if self.terms.strict && hyphens > penalties.ladder
            || self.terms.barred.contains(&node.line)
        {
            return None;
        }
        let hyphens = hyphens.min(HYPHENS as u8 - 1);
        Some((hyphens, penalties.hyphen * f64::from(hyphens)))
    }

    /// Keeps the cheapest node of each state.
    fn offer(&mut self, node: Node, line: usize) {
        let states = HYPHENS * CLASSES;
        let slot =
            line * states + usize::from(node.hyphens) * CLASSES + usize::from(node.class);
        match self.slots[slot] {
            EMPTY => {
                self.slots[slot] = self.found.len() as u32;
                self.found.push(node);
            }
            known => {
                let known = &mut self.found[known as usize];
                if node.cost < known.cost {
                    *known = node;
                }
            }
        }
    }

    /// Takes over what was found for `to`, but for nodes that cannot be part of the best:
    /// another with as few hyphens is cheaper by more than neighbours can ever cost.
    fn keep(&mut self, to: usize) {
        let first = self.nodes.len() as u32;
        let fewest = self.found.iter().map(|n| n.line).min().unwrap_or(0);
        let most = if self.terms.counted { fewest + self.terms.spread } else { u16::MAX };
        let margin = self.breaker.penalties.neighbours;
        self.found.sort_unstable_by(|a, b| {
            (a.line, a.hyphens).cmp(&(b.line, b.hyphens)).then(a.cost.total_cmp(&b.cost))
        });
        let mut line = None;
        let mut best = f64::INFINITY;
        for node in self.found.drain(..) {
            if line != Some(node.line) {
                (line, best) = (Some(node.line), f64::INFINITY);
            }
            if node.cost > best + margin || node.line > most {
                continue;
            }
            best = best.min(node.cost);
            self.nodes.push(node);
        }
        let last = self.nodes.len() as u32;
        self.at[to] = first..last;
        if last > first {
            self.active.push(to as u32);
        }
    }

    /// The best way to the end of the text, or the best for each number of lines.
    fn ends(&self) -> Vec<Setting> {
        let last = self.breaker.points.len() - 1;
        let range = &self.at[last];
        let mut ends: Vec<u32> = range.clone().collect();
        let node = |index: u32| &self.nodes[index as usize];
        ends.sort_by(|&a, &b| node(a).cost.total_cmp(&node(b).cost));
        if self.terms.counted {
            ends.sort_by_key(|&index| node(index).line);
            ends.dedup_by_key(|index| node(*index).line);
        } else {
            ends.truncate(1);
        }
        ends.into_iter().map(|end| self.trace(end)).collect()
    }

    fn trace(&self, end: u32) -> Setting {
        let mut path = vec![];
        let mut at = end;
        while at != EMPTY {
            path.push(self.nodes[at as usize].point as usize);
            at = self.nodes[at as usize].previous;
        }
        path.reverse();
        self.breaker.setting(&path, self.nodes[end as usize].cost)
    }
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
