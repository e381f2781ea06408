//! Step 4: where lines end, for the whole paragraph at once.
//!
//! Knuth and Plass, *Breaking Paragraphs into Lines*, Software: Practice and Experience 11
//! (1981), with a limit on hyphens running kept as state, letters that give a little, and a
//! staged stretch: spaces first, then letters, then spaces again.

use std::ops::Range;

use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter, options::LineBreakOptions};

use super::hyphenate;
use super::justify::{self, Fit};
use super::shape::{Prepared, face_of, is_space};
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
}

/// One line of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineBreak {
    /// The bytes that are set; spaces at the end are left out.
    pub(super) range: Range<usize>,
    /// Whether a hyphen is set at its end.
    pub(super) end: LineEnd,
}

/// How a line ends.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// Between words.
    Word,
    /// Within one: a hyphen is set.
    Hyphen,
    /// Where the author ends it, or at the end of the paragraph.
    Forced,
    /// Within a word too long for the measure: a hyphen is set where there is none.
    Divided,
    /// Within an address or number too long for the measure, without a hyphen.
    Emergency,
}

impl LineEnd {
    /// Whether a hyphen is set.
    pub(super) fn has_hyphen(self) -> bool {
        matches!(self, Self::Hyphen | Self::Divided)
    }

    /// Whether the line ends where no line should.
    pub(super) fn is_forced_upon(self) -> bool {
        matches!(self, Self::Divided | Self::Emergency)
    }
}

/// A place where a line may end.
#[derive(Clone, Debug)]
struct Candidate {
    /// Where the content of the line ends.
    end: usize,
    /// Where the next line begins.
    next: usize,
    kind: LineEnd,
    /// Sums from the beginning of the paragraph to `end` and to `next`.
    to_end: Sums,
    to_next: Sums,
    /// The width of the hyphen.
    hyphen: Abs,
    /// How far what ends here hangs over the edge, and what begins after it.
    hangs: (Abs, Abs),
}

/// What a stretch of text measures.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Sums {
    /// Everything but the spaces that give.
    pub(super) ink: Abs,
    /// Those spaces, as the face has them.
    pub(super) space: Abs,
    /// The font size for each pair of letters: an em each.
    pub(super) pairs: Abs,
}

impl std::ops::Sub for Sums {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            ink: self.ink - other.ink,
            space: self.space - other.space,
            pairs: self.pairs - other.pairs,
        }
    }
}

/// A way to reach a candidate.
#[derive(Copy, Clone, Debug)]
struct Node {
    candidate: usize,
    hyphens: u8,
    cost: f64,
    previous: usize,
}

/// The best lines for `prepared` at that measure.
pub(super) fn lines(
    prepared: &Prepared,
    measure: Measure,
    style: &Style,
    fonts: &FontSet,
) -> Vec<LineBreak> {
    let candidates = candidates(prepared, measure, style, fonts);
    let breaker = Breaker { prepared, measure, style, candidates };
    let best = breaker.run(Some(4.0)).or_else(|| breaker.run(None));
    best.unwrap_or_else(|| breaker.every())
}

struct Breaker<'a> {
    prepared: &'a Prepared,
    measure: Measure,
    style: &'a Style,
    candidates: Vec<Candidate>,
}

impl Breaker<'_> {
    /// The cheapest chain of lines whose spaces are at most `limit` times the normal.
    fn run(&self, limit: Option<f64>) -> Option<Vec<LineBreak>> {
        let mut nodes =
            vec![Node { candidate: 0, hyphens: 0, cost: 0.0, previous: usize::MAX }];
        let mut active = vec![0];
        for at in 1..self.candidates.len() {
            let mut best: [Option<Node>; 4] = [None; 4];
            let forced = self.candidates[at].kind == LineEnd::Forced;
            active.retain(|&from| {
                let node = nodes[from];
                match self.cost(&node, at, limit) {
                    Cost::TooLong => return false,
                    Cost::TooLoose => {}
                    Cost::Is { cost, hyphens } => {
                        let slot = &mut best[usize::from(hyphens.min(3))];
                        let cost = node.cost + cost;
                        if slot.is_none_or(|known| cost < known.cost) {
                            *slot = Some(Node {
                                candidate: at,
                                hyphens,
                                cost,
                                previous: from,
                            });
                        }
                    }
                }
                !forced
            });
            for node in best.into_iter().flatten() {
                active.push(nodes.len());
                nodes.push(node);
            }
            if active.is_empty() {
                return None;
            }
        }
        let last = self.candidates.len() - 1;
        let end = active
            .into_iter()
            .filter(|&n| nodes[n].candidate == last)
            .min_by(|&a, &b| nodes[a].cost.total_cmp(&nodes[b].cost))?;
        Some(self.trace(&nodes, end))
    }

    fn trace(&self, nodes: &[Node], end: usize) -> Vec<LineBreak> {
        let mut lines = vec![];
        let mut at = end;
        while nodes[at].previous != usize::MAX {
            let from = nodes[at].previous;
            lines.push(self.line(nodes[from].candidate, nodes[at].candidate));
            at = from;
        }
        lines.reverse();
        lines
    }

    fn line(&self, from: usize, to: usize) -> LineBreak {
        let start = self.candidates[from].next;
        let to = &self.candidates[to];
        LineBreak { range: start..to.end.max(start), end: to.kind }
    }

    /// A line for every place where one may end: what is left when nothing fits.
    fn every(&self) -> Vec<LineBreak> {
        (1..self.candidates.len()).map(|at| self.line(at - 1, at)).collect()
    }

    /// What the line from `node` to the candidate `to` costs.
    fn cost(&self, node: &Node, to: usize, limit: Option<f64>) -> Cost {
        let from = &self.candidates[node.candidate];
        let to_is_last = to + 1 == self.candidates.len();
        let to = &self.candidates[to];
        let sums = to.to_end - from.to_next;
        let indent = if node.candidate == 0 { self.measure.indent } else { Abs::ZERO };
        let width = self.measure.width - indent + from.hangs.1 + to.hangs.0;
        let room = width - sums.ink - sums.space - to.hyphen;
        let hyphens = if to.kind == LineEnd::Hyphen { node.hyphens + 1 } else { 0 };
        if hyphens > self.style.hyphenation.ladder {
            return if room < Abs::ZERO { Cost::TooLong } else { Cost::TooLoose };
        }
        let forced = to.kind == LineEnd::Forced;
        let mut cost = match self.measure.align {
            Align::Justify if forced => {
                let fit =
                    justify::fit(room.min(Abs::ZERO), sums, &self.style.justification);
                let Some(fit) = fit else { return Cost::TooLong };
                tightness(&fit)
            }
            Align::Justify => {
                let fit = justify::fit(room, sums, &self.style.justification);
                let Some(fit) = fit else { return Cost::TooLong };
                if limit.is_some_and(|limit| fit.space > limit) {
                    return Cost::TooLoose;
                }
                tightness(&fit)
            }
            _ if room < Abs::ZERO => return Cost::TooLong,
            _ if forced => 0.0,
            _ => (room.over(width) * 6.0).powi(2),
        };
        if to.kind == LineEnd::Hyphen {
            let penalty = if self.measure.align == Align::Justify { 3.0 } else { 5.0 };
            cost += penalty * f64::from(hyphens.min(2));
        }
        if to.kind.is_forced_upon() {
            cost += 500.0;
        }
        if to_is_last && node.previous != usize::MAX {
            cost += self.runt(sums, node);
        }
        Cost::Is { cost, hyphens }
    }

    /// A last line under two ems is a blot.
    fn runt(&self, sums: Sums, node: &Node) -> f64 {
        let size = self.prepared.clusters.last().map_or(Abs::ZERO, |c| c.size);
        let start = self.candidates[node.candidate].next;
        let letters = self.prepared.set.text[start..].chars().count();
        if sums.ink + sums.space < size * 2 || letters < 6 { 200.0 } else { 0.0 }
    }
}

/// What a line costs.
enum Cost {
    TooLong,
    TooLoose,
    Is { cost: f64, hyphens: u8 },
}

/// The cost of spaces and letters that give, 1 for spaces half as wide again. The steps
/// matter more than the exponents: they keep lines from gathering just below a bound.
fn tightness(fit: &Fit) -> f64 {
    let q = fit.space;
    let bent =
        if q > 1.0 { ((q - 1.0) / 0.5).powi(3) } else { ((1.0 - q) / 0.2).powi(2) };
    let mut cost = bent + 0.1 * fit.letter * fit.letter;
    if q > 1.33 {
        cost += 1.0;
    }
    if q > 1.5 {
        cost += 6.0;
    }
    if q < 0.8 {
        cost += 3.0;
    }
    cost
}

/// Every place where a line may end, from the beginning of the text to its end.
fn candidates(
    prepared: &Prepared,
    measure: Measure,
    style: &Style,
    fonts: &FontSet,
) -> Vec<Candidate> {
    let text = prepared.set.text.as_str();
    let mut ends: Vec<(usize, LineEnd)> = vec![];
    // UAX #14; scripts without spaces that need a dictionary break at any cluster.
    let segmenter =
        LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    for at in segmenter.segment_str(text).filter(|at| *at > 0 && *at < text.len()) {
        let forced = text[..at].ends_with(['\n', '\u{2028}', '\u{2029}']);
        ends.push((at, if forced { LineEnd::Forced } else { LineEnd::Word }));
    }
    let points = hyphenate::points(prepared, &style.hyphenation);
    ends.extend(points.into_iter().map(|at| (at, LineEnd::Hyphen)));
    ends.push((text.len(), LineEnd::Forced));
    // A soft hyphen is an opportunity by UAX #14 as well: the hyphen wins.
    ends.sort_by_key(|(at, kind)| (*at, *kind != LineEnd::Hyphen));
    ends.dedup_by_key(|(at, _)| *at);

    let mut sums = Summing::new(prepared);
    let mut all = vec![Candidate {
        end: 0,
        next: 0,
        kind: LineEnd::Forced,
        to_end: Sums::default(),
        to_next: Sums::default(),
        hyphen: Abs::ZERO,
        hangs: (Abs::ZERO, justify::hang_at_start(prepared, 0, style)),
    }];
    for (at, kind) in ends {
        let content =
            text[..at].trim_end_matches([' ', '\n', '\u{2028}', '\u{2029}']).len();
        let hyphen = match kind {
            LineEnd::Hyphen => hyphen_width(prepared, at, fonts),
            _ => Abs::ZERO,
        };
        let candidate = Candidate {
            end: content,
            next: at,
            kind,
            to_end: sums.to(content),
            to_next: sums.to(at),
            hyphen,
            hangs: (
                justify::hang_at_end(
                    prepared,
                    content,
                    kind == LineEnd::Hyphen,
                    fonts,
                    style,
                ),
                justify::hang_at_start(prepared, at, style),
            ),
        };
        let from = all.last().expect("the beginning is there");
        let long = (candidate.to_end - from.to_next).ink + hyphen;
        if long > measure.width - measure.indent {
            cut(prepared, from.next..content, measure, (style, fonts), &mut all);
        }
        all.push(candidate);
    }
    all
}

/// Adds places within a stretch that is too long for the measure: between any two
/// characters as readers count them, never past the measure.
fn cut(
    prepared: &Prepared,
    stretch: Range<usize>,
    measure: Measure,
    (style, fonts): (&Style, &FontSet),
    all: &mut Vec<Candidate>,
) {
    let text = &prepared.set.text[stretch.clone()];
    for offset in GraphemeClusterSegmenter::new().segment_str(text) {
        let at = stretch.start + offset;
        let boundary = prepared.clusters.binary_search_by_key(&at, |c| c.at).is_ok();
        if offset == 0 || at >= stretch.end || !boundary || is_space(&text[offset..]) {
            continue;
        }
        let to = Summing::new(prepared).to(at);
        let before = text[..offset].chars().next_back();
        let after = text[offset..].chars().next();
        let letters = [before, after].into_iter().flatten().all(char::is_alphabetic);
        let address = prepared.set.text[..at]
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(|word| word.contains(['/', '@', '.']));
        let (kind, hyphen) = if letters && !address {
            (LineEnd::Divided, hyphen_width(prepared, at, fonts))
        } else {
            (LineEnd::Emergency, Abs::ZERO)
        };
        let hang = justify::hang_at_end(prepared, at, kind.has_hyphen(), fonts, style);
        all.push(Candidate {
            end: at,
            next: at,
            kind,
            to_end: to,
            to_next: to,
            hyphen,
            hangs: (hang, justify::hang_at_start(prepared, at, style)),
        });
    }
    debug_assert!(measure.width > Abs::ZERO);
}

/// The width of a hyphen set at `at`, in the face of the letter before it.
fn hyphen_width(prepared: &Prepared, at: usize, fonts: &FontSet) -> Abs {
    let before = prepared.set.text[..at].char_indices().next_back().map_or(0, |(i, _)| i);
    let look = &prepared.set.piece_at(before).look;
    let face = fonts.face(face_of(fonts, look));
    let glyph = face.glyph('-').unwrap_or(0);
    face.at(face.advance(glyph), look.size)
}

/// Sums up clusters from the beginning, going forward only.
struct Summing<'a> {
    prepared: &'a Prepared,
    next: usize,
    sums: Sums,
}

impl<'a> Summing<'a> {
    fn new(prepared: &'a Prepared) -> Self {
        Self { prepared, next: 0, sums: Sums::default() }
    }

    /// The sums of the clusters before the byte `at`.
    fn to(&mut self, at: usize) -> Sums {
        if self.next > 0 && self.prepared.clusters[self.next - 1].at >= at {
            *self = Self::new(self.prepared);
        }
        while let Some(cluster) = self.prepared.clusters.get(self.next) {
            if cluster.at >= at {
                break;
            }
            if cluster.space {
                self.sums.space += cluster.advance;
            } else {
                self.sums.ink += cluster.advance;
                self.sums.pairs += cluster.size;
            }
            self.next += 1;
        }
        self.sums
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
