//! Where headlines break: lines of even length, by sense where that is possible.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

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

/// The stretches between spaces; in Japanese the phrases, which have none.
fn words(prepared: &Prepared) -> Vec<Range<usize>> {
    let text = prepared.set.text.as_str();
    text.split(' ')
        .filter(|word| !word.is_empty())
        .flat_map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            phrases(word)
                .into_iter()
                .map(move |range| range.start + start..range.end + start)
        })
        .collect()
}

/// The phrases of a stretch of Japanese, a word with the particles behind it; any other
/// stretch whole. A phrase begins where small kana end and other letters begin, and behind
/// a mark; no dictionary is asked.
fn phrases(word: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut letters: Vec<(usize, char)> = word.char_indices().collect();
    if !has_phrases(word) {
        letters.clear();
    }
    for pair in letters.windows(2) {
        let ((_, before), (at, after)) = (pair[0], pair[1]);
        let next = is_letter(after) || opens(after);
        let ends =
            before.script() == Script::Hiragana && after.script() != before.script();
        // The polite prefixes belong to what follows.
        let prefix = matches!(before, 'お' | 'ご');
        if next && (ends && !prefix || closes(before)) || opens(after) && !opens(before) {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Whether a text is Japanese, whose phrases no space parts.
pub(super) fn has_phrases(text: &str) -> bool {
    text.chars().any(|c| matches!(c.script(), Script::Hiragana | Script::Katakana))
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && c != 'ー'
}

fn opens(c: char) -> bool {
    matches!(c, '「' | '『' | '（' | '［' | '｛' | '〈' | '《' | '【' | '〔' | '“' | '‘')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '！'
            | '？'
            | '」'
            | '』'
            | '）'
            | '］'
            | '｝'
            | '〉'
            | '》'
            | '】'
            | '〕'
            | '”'
            | '’'
            | '…'
            | '—'
    )
}

/// Every way to set the words in so many lines; headlines are short.
struct Search<'a> {
    prepared: &'a Prepared,
    width: Abs,
    words: &'a [Range<usize>],
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
het een van op te voor met os um uma do dos das no na em \
в во к ко с со у о об обо от до за из на над под по при про без для и а но да или не ни \
что как чтобы если где когда через между перед около \
של את על עם אל אם כי לא או גם רק כל אך בין עד מן אצל לפני אחרי אשר זה זו הוא היא אין יש \
في من إلى على عن مع لا ما لم لن أن إن أنّ إنّ أو ثم بل قد كل غير بين بعد قبل عند منذ حتى \
الذي التي هذا هذه ذلك تلك هل كما يا و";

/// Whether a line ends in a word that belongs to the next one, or in a hyphen.
fn leans(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or(line).to_lowercase();
    let word = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    last.ends_with(['-', '־']) || LEANING.split_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str) -> Vec<&str> {
        phrases(word).into_iter().map(|range| &word[range]).collect()
    }

    #[test]
    fn japanese_breaks_between_phrases() {
        let title = "行のおわりに立てない文字たち";
        assert_eq!(parts(title), ["行のおわりに", "立てない", "文字たち"]);
        assert_eq!(parts("一枚の紙の両面に"), ["一枚の", "紙の", "両面に"]);
        assert_eq!(parts("組んで、刷る「紙」"), ["組んで、", "刷る", "「紙」"]);
        assert_eq!(parts("読者のお便り"), ["読者のお便り"]);
        assert_eq!(parts("スーパーの棚"), ["スーパーの", "棚"]);
        assert_eq!(parts("well-known"), ["well-known"]);
    }

    #[test]
    fn small_words_lean_on_the_next() {
        let leaning = ["Твёрдый знак и", "(в", "מה זה של", "الورق الذي جاء من", "out of"];
        assert!(leaning.iter().all(|line| leans(line)));
        assert!(!["тонны бумаги", "סמרקנד", "سمرقند"].iter().any(|line| leans(line)));
    }
}
