//! Where headlines break: lines of even length, by sense where that is possible.

use super::breakpoints::LineEnd;
use super::linebreak::{self, LineBreak, Measure, natural};
use super::shape::Prepared;
use crate::font::FontSet;
use crate::style::{Align, Style};
use crate::unit::Abs;

/// The lines of a headline at that width: as few as it needs, even, none of them ending in
/// a word that belongs to the next. The editor's own breaks are kept.
pub(super) fn lines(
    prepared: &Prepared,
    width: Abs,
    style: &Style,
    fonts: &FontSet,
) -> Vec<LineBreak> {
    let measure = Measure::plain(width, Align::Start);
    let plain = linebreak::lines(prepared, measure, style, fonts);
    let own = prepared.set.text.contains('\n');
    let cut = plain.iter().any(|l| l.end.is_forced_upon());
    if plain.len() < 2 || plain.len() > 4 || own || cut {
        return plain;
    }
    let words = words(prepared);
    let mut search = Search { prepared, width, words: &words, best: None };
    search.place(&mut vec![], 0, plain.len());
    search.best.map_or(plain, |(_, lines)| lines)
}

/// The stretches between spaces, each with the places where a line may end.
fn words(prepared: &Prepared) -> Vec<std::ops::Range<usize>> {
    let text = prepared.set.text.as_str();
    text.split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            start..start + word.len()
        })
        .collect()
}

/// Every way to set the words in so many lines; headlines are short.
struct Search<'a> {
    prepared: &'a Prepared,
    width: Abs,
    words: &'a [std::ops::Range<usize>],
    best: Option<(f64, Vec<LineBreak>)>,
}

impl Search<'_> {
    fn place(&mut self, lines: &mut Vec<LineBreak>, from: usize, left: usize) {
        let last = left == 1;
        let ends = if last {
            self.words.len()..=self.words.len()
        } else {
            from + 1..=self.words.len().saturating_sub(left - 1)
        };
        for end in ends {
            let Some(line) = self.line(from, end) else { break };
            lines.push(line);
            if last {
                self.weigh(lines);
            } else {
                self.place(lines, end, left - 1);
            }
            lines.pop();
        }
    }

    /// The words `from..to` as a line, if they fit.
    fn line(&self, from: usize, to: usize) -> Option<LineBreak> {
        let range = self.words.get(from)?.start..self.words.get(to.checked_sub(1)?)?.end;
        let end = if to == self.words.len() { LineEnd::Forced } else { LineEnd::Word };
        let line = LineBreak::whole(range, end);
        (natural(self.prepared, &line) <= self.width).then_some(line)
    }

    fn weigh(&mut self, lines: &[LineBreak]) {
        let cost = self.cost(lines);
        if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
            self.best = Some((cost, lines.to_vec()));
        }
    }

    /// Uneven lines cost, a word at the end that belongs to the next line costs more, and
    /// of two equal ways the one with the longer first line is better.
    fn cost(&self, lines: &[LineBreak]) -> f64 {
        let widths: Vec<f64> =
            lines.iter().map(|l| natural(self.prepared, l).over(self.width)).collect();
        let longest = widths.iter().copied().fold(0.0, f64::max);
        let uneven: f64 = widths.iter().map(|w| (longest - w).powi(2)).sum();
        let text = self.prepared.set.text.as_str();
        let broken = &lines[..lines.len() - 1];
        let hanging = broken.iter().filter(|l| leans(&text[l.range.clone()])).count();
        let first = if widths[0] + 0.001 < longest { 0.06 } else { 0.0 };
        uneven + 0.5 * hanging as f64 + first
    }
}

/// Short words that belong to what follows: articles, prepositions and conjunctions of the
/// languages whose headlines break by sense.
const LEANING: &str = " a an the of in on at by to for and or but with from as is it no not \
der die das ein eine im am zum zur von mit und oder aus bei für auf des dem den \
le la les un une du de des à au aux et ou en dans sur par pour \
el los las una del al y o con por para il lo gli i di da e nel alla \
het een van op te voor met os um uma do dos das no na em ";

/// Whether a line ends in a word that belongs to the next one, or in a hyphen.
fn leans(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or(line).to_lowercase();
    last.ends_with('-') || LEANING.split_whitespace().any(|word| word == last)
}
