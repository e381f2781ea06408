//! One run of the dynamic programme over the breakpoints of a paragraph.

use std::ops::Range;

use super::{Breaker, Line, LineEnd, Setting, Terms, Verdict};
use crate::unit::Abs;

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

/// One run over the breakpoints.
pub(super) struct Run<'a, 'b> {
    breaker: &'b Breaker<'a>,
    terms: Terms<'b>,
    /// Whether nodes know their line although only the best is asked for: the first lines
    /// are shorter than the others.
    numbered: bool,
    nodes: Vec<Node>,
    /// The nodes of each breakpoint.
    at: Vec<Range<u32>>,
    /// Breakpoints from which a line may still begin.
    active: Vec<u32>,
    slots: Vec<u32>,
    found: Vec<Node>,
    /// The least cost of a way that was left because it has too many lines.
    left: f64,
}

/// How the lines that begin at a breakpoint stand to another.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Reach {
    /// Too long from now on.
    Past,
    /// Some may end there, or further on.
    Near,
    /// So much too short that no line that begins later ends there.
    Far,
}

/// Hyphens running beyond the limit count as one more than it.
const HYPHENS: usize = 8;
const CLASSES: usize = 5;
const EMPTY: u32 = u32::MAX;

impl<'a, 'b> Run<'a, 'b> {
    pub(super) fn new(breaker: &'b Breaker<'a>, terms: Terms<'b>) -> Self {
        let root =
            Node { point: 0, line: 0, hyphens: 0, class: 2, cost: 0.0, previous: EMPTY };
        let numbered = terms.counted || breaker.measure.beside.lines > 0;
        let mut at = vec![0..0; breaker.points.len()];
        at[0] = 0..1;
        let (nodes, active) = (vec![root], vec![0]);
        let (slots, found, left) = (vec![], vec![], f64::INFINITY);
        Self { breaker, terms, numbered, nodes, at, active, slots, found, left }
    }

    /// Finds the ways to end a line at the breakpoint `to`; false where the text cannot go
    /// on from anywhere.
    pub(super) fn reach(&mut self, to: usize) -> bool {
        let (least, most) = self.numbers();
        let span = usize::from(most - least) + 1;
        self.slots.clear();
        self.slots.resize(span * HYPHENS * CLASSES, EMPTY);
        self.found.clear();
        let mut active = std::mem::take(&mut self.active);
        let mut far = false;
        active.retain(|&from| {
            if far {
                return true;
            }
            let reach = self.extend(from, to, least);
            far = reach == Reach::Far;
            reach != Reach::Past
        });
        if self.breaker.points[to].kind == LineEnd::Forced {
            active.clear();
        }
        self.active = active;
        self.keep(to);
        !self.active.is_empty()
    }

    /// The least and the greatest number of lines before which one may still begin.
    fn numbers(&self) -> (u16, u16) {
        if !self.numbered {
            return (0, 0);
        }
        // The nodes of a breakpoint stand in the order of their lines.
        let (mut least, mut most) = (u16::MAX, 0);
        for point in &self.active {
            let Range { start, end } = self.at[*point as usize];
            least = least.min(self.nodes[start as usize].line);
            most = most.max(self.nodes[end as usize - 1].line);
        }
        (least.min(most), most)
    }

    /// Ends lines that begin at `from`.
    fn extend(&mut self, from: u32, to: usize, least: u16) -> Reach {
        let breaker = self.breaker;
        let start = &breaker.points[from as usize];
        let kind = breaker.points[to].kind;
        let range = self.at[from as usize].clone();
        let mut measured: Option<(Abs, Line)> = None;
        // Most pairs of breakpoints are no line for any of the ways to the first.
        if from > 0
            && self.nodes[range.start as usize].line >= breaker.measure.beside.lines
        {
            let width = breaker.measure.of(u16::MAX, start.kind != LineEnd::Forced);
            let limit = self.terms.limit;
            match breaker.judge(from as usize, to, width, limit) {
                Verdict::TooLong => return Reach::Past,
                Verdict::TooLoose => return Reach::Near,
                Verdict::FarTooLoose => return Reach::Far,
                Verdict::Near => {
                    let line = breaker.near(from as usize, to, width, limit);
                    measured = Some((width, line));
                }
            }
        }
        let mut reach = Reach::Past;
        for index in range {
            let node = self.nodes[index as usize];
            let number = if from == 0 || self.numbered { node.line } else { 1 };
            let width = breaker.measure.of(number, start.kind != LineEnd::Forced);
            let line = match measured {
                Some((known, line)) if known == width => line,
                _ => breaker.line(from as usize, to, width, self.terms.limit),
            };
            measured = Some((width, line));
            if !matches!(line, Line::TooLong) {
                reach = Reach::Near;
            }
            let Line::Is { cost, class } = line else { continue };
            if !self.agrees(&node, start.next, to) {
                continue;
            }
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
        reach
    }

    /// Whether a line that is set already, if this is one, ends there.
    fn agrees(&self, node: &Node, start: usize, to: usize) -> bool {
        let end = self.terms.settled.ends.get(usize::from(node.line));
        end.is_none_or(|end| self.breaker.points[to].end.max(start) == *end)
    }

    /// How many lines end in a hyphen when this one does, and what that costs.
    fn hyphens(&self, node: &Node, kind: LineEnd) -> Option<(u8, f64)> {
        if !kind.shows_hyphen() {
            return Some((0, 0.0));
        }
        let penalties = &self.breaker.penalties;
        let hyphens = node.hyphens + 1;
        if self.terms.strict && hyphens > penalties.ladder
            || self.terms.settled.barred.contains(&node.line)
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
            if node.line > most {
                self.left = self.left.min(node.cost);
                continue;
            }
            if node.cost > best + margin {
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

    /// No way costs less that is not among those found: costs only grow.
    pub(super) fn left(&self) -> f64 {
        self.left
    }

    /// The best way to the end of the text, or the best for each number of lines.
    pub(super) fn ends(&self) -> Vec<Setting> {
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
