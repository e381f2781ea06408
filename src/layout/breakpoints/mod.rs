//! Step 3b: the places where a line of a paragraph may end, whatever its measure.

mod words;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter, options::LineBreakOptions};

use super::fit::{LEAST_SPACE, Sums};
use super::hyphenate::{self, Divider};
use super::itemize::face_of;
use super::justify;
use super::shape::{Prepared, White, is_space};
use crate::font::FontSet;
use crate::style::Style;
use crate::unit::Abs;
use words::{Division, LongWord, Tier, divide, division};

/// How a line ends.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// Between words.
    Word,
    /// Within one: a hyphen is set.
    Hyphen,
    /// At a hyphen that the word has itself.
    OwnHyphen,
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

    /// Whether the reader sees a hyphen at the end of the line.
    pub(super) fn shows_hyphen(self) -> bool {
        matches!(self, Self::Hyphen | Self::OwnHyphen | Self::Divided)
    }

    /// Whether the line ends where no line should.
    pub(super) fn is_forced_upon(self) -> bool {
        matches!(self, Self::Divided | Self::Emergency)
    }
}

/// A place where a line may end.
#[derive(Clone, Debug)]
pub(super) struct Breakpoint {
    /// Where the content of the line ends.
    pub(super) end: usize,
    /// Where the next line begins.
    pub(super) next: usize,
    pub(super) kind: LineEnd,
    /// It divides the last word, which no line should.
    pub(super) in_last_word: bool,
    /// Sums from the beginning of the paragraph to `end` and to `next`.
    pub(super) to_end: Sums,
    pub(super) to_next: Sums,
    /// The width of the hyphen.
    pub(super) hyphen: Abs,
    /// How far what ends here hangs over the edge, and what begins after it.
    pub(super) hangs: (Abs, Abs),
}

/// Every place where a line of a paragraph may end.
#[derive(Clone, Debug)]
pub(super) struct Breakpoints {
    /// In order; the first is the beginning of the text, the last its end.
    pub(super) all: Vec<Breakpoint>,
    /// A last line that begins behind this byte has too few letters.
    pub(super) runt_from: usize,
    /// The size of the last letters.
    pub(super) size: Abs,
}

/// Fewer letters than this are no last line.
const LAST_LETTERS: usize = 5;

/// The breakpoints of `prepared`, from the beginning of the text to its end.
pub(super) fn of(
    prepared: &Prepared,
    style: &Style,
    fonts: &FontSet,
    divider: &mut Divider<'_>,
) -> Breakpoints {
    let text = prepared.set.text.as_str();
    let finder = Finder::new(prepared, style, fonts);
    let last_word = text
        .trim_end()
        .rfind(|c: char| c.is_whitespace() || matches!(c, '–' | '—'))
        .unwrap_or(0);
    let mut summing = Summing::new(prepared);
    let mut all = vec![finder.beginning()];
    for (at, kind) in ends(prepared, divider) {
        let mut point = finder.point(at, kind, &mut summing);
        point.in_last_word = kind.shows_hyphen() && at > last_word;
        all.push(point);
    }
    let mut letters = text.char_indices().rev().filter(|(_, c)| c.is_alphanumeric());
    let runt_from = letters.nth(LAST_LETTERS - 1).map_or(0, |(at, _)| at);
    let size = prepared.clusters.last().map_or(Abs::ZERO, |c| c.size);
    Breakpoints { all, runt_from, size }
}

impl Breakpoints {
    /// With places inside stretches that are longer than `width`, at the worst between any
    /// two characters as readers count them.
    pub(super) fn within(
        &self,
        width: Abs,
        prepared: &Prepared,
        style: &Style,
        fonts: &FontSet,
    ) -> Cow<'_, [Breakpoint]> {
        let long = |pair: &[Breakpoint]| is_long(&pair[0], &pair[1], width);
        if !self.all.windows(2).any(long) {
            return Cow::Borrowed(&self.all);
        }
        let finder = Finder::new(prepared, style, fonts);
        let mut all = vec![self.all[0].clone()];
        for pair in self.all.windows(2) {
            if long(pair) {
                finder.cut(pair, width, &mut all);
            }
            all.push(pair[1].clone());
        }
        Cow::Owned(all)
    }

    /// The longest stretch that no rule divides.
    pub(super) fn longest(
        &self,
        prepared: &Prepared,
        style: &Style,
        fonts: &FontSet,
    ) -> Abs {
        let all = self.within(Abs::ZERO, prepared, style, fonts);
        let legal: Vec<&Breakpoint> =
            all.iter().filter(|point| !point.kind.is_forced_upon()).collect();
        let stretch = |pair: &[&Breakpoint]| {
            let sums = pair[1].to_end - pair[0].to_next;
            sums.ink + sums.space + pair[1].hyphen
        };
        legal.windows(2).map(stretch).max().unwrap_or_default()
    }

    /// How many characters a line of that width holds, about.
    pub(super) fn characters(&self, width: Abs, prepared: &Prepared) -> f64 {
        let all = self.all.last().map_or(Sums::default(), |point| point.to_end);
        let count = prepared.clusters.len().max(1) as f64;
        let mean = (all.ink + all.space).to_pt() / count;
        if mean > 0.0 { width.to_pt() / mean } else { f64::INFINITY }
    }
}

/// Whether a line of that width does not hold what stands between two breakpoints.
fn is_long(from: &Breakpoint, to: &Breakpoint, width: Abs) -> bool {
    (to.to_end - from.to_next).ink + to.hyphen > width
}

/// Where lines may end and how, in order.
fn ends(prepared: &Prepared, divider: &mut Divider<'_>) -> Vec<(usize, LineEnd)> {
    let text = prepared.set.text.as_str();
    let mut ends: Vec<(usize, LineEnd)> = vec![];
    // UAX #14; scripts without spaces that need a dictionary break at any cluster.
    let segmenter =
        LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    for at in segmenter.segment_str(text).filter(|at| *at > 0 && *at < text.len()) {
        if let Some(kind) = kind_at(text, at) {
            ends.push((at, kind));
        }
    }
    let points = hyphenate::points(prepared, divider);
    ends.extend(points.into_iter().map(|at| (at, LineEnd::Hyphen)));
    ends.push((text.len(), LineEnd::Forced));
    // A soft hyphen is an opportunity by UAX #14 as well: the hyphen wins.
    ends.sort_by_key(|(at, kind)| (*at, *kind != LineEnd::Hyphen));
    ends.dedup_by_key(|(at, _)| *at);
    ends
}

/// How the line ends before the byte `at`; `None` where it should not: a dash between
/// spaces never begins a line.
fn kind_at(text: &str, at: usize) -> Option<LineEnd> {
    let (before, after) = text.split_at(at);
    if before.ends_with(['\n', '\u{2028}', '\u{2029}']) {
        return Some(LineEnd::Forced);
    }
    if before.ends_with(' ') && after.starts_with(['–', '—']) {
        return None;
    }
    let mut back = before.chars().rev();
    let hyphen = matches!(back.next(), Some('-' | '\u{2010}'));
    let own = hyphen && back.next().is_some_and(char::is_alphanumeric);
    Some(if own { LineEnd::OwnHyphen } else { LineEnd::Word })
}

/// What breakpoints are found with.
struct Finder<'a> {
    prepared: &'a Prepared,
    style: &'a Style,
    fonts: &'a FontSet,
    /// The width of a hyphen behind each run, once one was asked for.
    hyphens: Vec<OnceCell<Abs>>,
}

impl<'a> Finder<'a> {
    fn new(prepared: &'a Prepared, style: &'a Style, fonts: &'a FontSet) -> Self {
        let hyphens = vec![OnceCell::new(); prepared.runs.len()];
        Self { prepared, style, fonts, hyphens }
    }

    /// The beginning of the text, where the first line begins.
    fn beginning(&self) -> Breakpoint {
        Breakpoint {
            end: 0,
            next: 0,
            kind: LineEnd::Forced,
            in_last_word: false,
            to_end: Sums::default(),
            to_next: Sums::default(),
            hyphen: Abs::ZERO,
            hangs: (Abs::ZERO, justify::hang_at_start(self.prepared, 0, self.style)),
        }
    }

    fn point(&self, at: usize, kind: LineEnd, summing: &mut Summing<'_>) -> Breakpoint {
        let text = self.prepared.set.text.as_str();
        let end = text[..at].trim_end_matches([' ', '\n', '\u{2028}', '\u{2029}']).len();
        let hyphen = kind.has_hyphen().then(|| self.hyphen_width(at));
        let hang = justify::hang_at_end(self.prepared, end, hyphen, self.style);
        Breakpoint {
            end,
            next: at,
            kind,
            in_last_word: false,
            to_end: summing.to(end),
            to_next: summing.to(at),
            hyphen: hyphen.unwrap_or_default(),
            hangs: (hang, justify::hang_at_start(self.prepared, at, self.style)),
        }
    }

    /// Adds places within a stretch that is longer than `width`: where a rule divides its
    /// words, where that is not enough where they are divided decently, and else between
    /// any two characters.
    fn cut(&self, pair: &[Breakpoint], width: Abs, all: &mut Vec<Breakpoint>) {
        let stretch = pair[0].next..pair[1].end.max(pair[0].next);
        let long = LongWord::of(self, &stretch);
        let mut summing = Summing::new(self.prepared);
        let text = &self.prepared.set.text[stretch.clone()];
        let places = self.places(&stretch).map(|at| {
            let point = self.point(at, long.end_at(at), &mut summing);
            let tier = match division(text, at - stretch.start) {
                _ if !point.kind.is_forced_upon() => Tier::Legal,
                Division::Decent => Tier::Decent,
                Division::Bad => Tier::Anywhere,
            };
            (point, tier)
        });
        let places: Vec<_> = places.collect();
        divide((&pair[0], &pair[1]), &places, Tier::Legal, width, all);
    }

    /// Between any two characters of a stretch as readers count them.
    fn places(&self, stretch: &Range<usize>) -> impl Iterator<Item = usize> {
        let text = self.prepared.set.text.as_str();
        let clusters = &self.prepared.clusters;
        let start = stretch.start;
        GraphemeClusterSegmenter::new()
            .segment_str(&text[stretch.clone()])
            .map(move |offset| start + offset)
            .filter(move |at| *at > start && !is_space(&text[*at..]))
            .filter(|at| clusters.binary_search_by_key(at, |c| c.at).is_ok())
            .take_while(|at| *at < stretch.end)
    }

    /// Whether the face at `at` is that of program text: all its letters of one width.
    fn is_code(&self, at: usize) -> bool {
        let look = &self.prepared.set.piece_at(at).look;
        let face = self.fonts.face(face_of(self.fonts, look));
        let advance = |c| face.glyph(c).map(|glyph| face.advance(glyph));
        advance('i').is_some() && advance('i') == advance('m')
    }

    /// The width of a hyphen set at `at`.
    fn hyphen_width(&self, at: usize) -> Abs {
        let run = self.prepared.run_before(at);
        let width = || justify::hyphen_width(self.prepared, run, self.fonts);
        *self.hyphens[run].get_or_init(width)
    }
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
                self.sums.least += cluster.size.scale(LEAST_SPACE).min(cluster.advance);
            } else {
                self.sums.ink += cluster.advance;
            }
            match cluster.white {
                White::None => {}
                White::Pair => self.sums.pairs += cluster.size,
                White::Gap => self.sums.gaps += cluster.size,
            }
            self.next += 1;
        }
        self.sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Shaper;
    use crate::layout::linebreak::{self, Measure};
    use crate::layout::samples;
    use crate::layout::text::Look;
    use crate::model::Role;
    use crate::style::{Align, Hyphenate};

    /// The lines of a text that is too long for its measure, and how they end.
    fn cut(text: &str, lang: &str, width: f64) -> Vec<(String, LineEnd)> {
        let (style, fonts) = (samples::style(), FontSet::shipped());
        let mut shaper = Shaper::new(&fonts);
        let look = Look { hyphenate: Hyphenate::Off, ..Look::of(style.role(Role::Body)) };
        let prepared = samples::prepared_in(text, lang, look, &mut shaper);
        let measure = Measure::plain(Abs::pt(width), Align::Justify);
        let lines = linebreak::lines(&prepared, measure, &style, &fonts);
        lines.into_iter().map(|line| (text[line.range].to_owned(), line.end)).collect()
    }

    #[test]
    fn only_scripts_that_have_a_hyphen_show_one() {
        let word = "كلماتطويلةجدابلافراغاتولانهايةلهاأبدا";
        let lines = cut(word, "ar", 60.0);
        assert!(lines.len() > 1, "{lines:?}");
        assert!(lines.iter().all(|(_, end)| !end.has_hyphen()), "{lines:?}");
        let lines = cut("Достопримечательностьсельскохозяйственная", "ru", 60.0);
        assert!(lines.len() > 2 && lines[0].1.has_hyphen(), "{lines:?}");
    }

    #[test]
    fn an_emergency_leaves_letters_on_both_sides_and_numbers_whole() {
        for width in [40.0, 43.0, 47.0, 52.0, 60.0] {
            let lines = cut("Donaudampfschifffahrtsgesellschaft", "de", width);
            let short = lines.iter().filter(|(line, _)| line.chars().count() < 2).count();
            assert_eq!(short, 0, "{lines:?}");
            assert!(lines.last().unwrap().0.chars().count() >= 3, "{lines:?}");
            let lines = cut("verzeichnis1234.567einheiten", "de", width);
            let numbers = lines.iter().filter(|(line, _)| line.contains("1234.567"));
            assert_eq!(numbers.count(), 1, "{lines:?}");
        }
        // A number longer than its line is cut all the same: no line is too long.
        assert!(cut(&"1234567890".repeat(9), "en", 60.0).len() > 4);
    }
}
