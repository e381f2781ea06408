//! Step 3: where words may be divided (Liang 1983, patterns by hypher).

use std::collections::HashMap;
use std::ops::Range;

use super::shape::Prepared;
use crate::model::Lang;
use crate::style::{Hyphenate, Hyphenation};

/// Divides words by the house and by the rules of their languages, and remembers how: most
/// words of a text come again. They are looked up and never gone through, so that nothing
/// hangs on their order.
#[derive(Debug)]
pub(super) struct Divider<'a> {
    style: &'a Hyphenation,
    /// For each language the offsets at which parts of its words begin.
    known: Vec<(Lang, HashMap<String, Vec<usize>>)>,
}

impl<'a> Divider<'a> {
    /// Without a word that is known.
    pub(super) fn new(style: &'a Hyphenation) -> Self {
        Self { style, known: vec![] }
    }

    /// Adds the places before which a word that begins at `start` is divided.
    fn add(&mut self, word: &str, start: usize, lang: &Lang, points: &mut Vec<usize>) {
        let of_lang = self.known.iter().position(|(known, _)| known == lang);
        let of_lang = of_lang.unwrap_or_else(|| {
            self.known.push((lang.clone(), HashMap::new()));
            self.known.len() - 1
        });
        let words = &mut self.known[of_lang].1;
        let offsets = match words.get(word) {
            Some(known) => known,
            None => words.entry(word.into()).or_insert(parts(word, lang, self.style)),
        };
        points.extend(offsets.iter().map(|offset| start + offset));
    }
}

/// The bytes before which a word of `prepared` may be divided by a hyphen, ascending: the
/// author's soft hyphens and the syllables of the language. Not in capitals, addresses and
/// words with figures or hyphens of their own, not in the last word.
pub(super) fn points(prepared: &Prepared, divider: &mut Divider<'_>) -> Vec<usize> {
    let text = prepared.set.text.as_str();
    let mut points: Vec<usize> =
        text.match_indices('\u{AD}').map(|(at, soft)| at + soft.len()).collect();
    if divider.style.on == Hyphenate::On {
        let last = text.trim_end().rfind(char::is_whitespace).unwrap_or(0);
        for token in tokens(text).filter(|token| token.end <= last) {
            if let Some(word) = word_in(text, &token) {
                divide(prepared, word, divider, &mut points);
            }
        }
    }
    points.sort_unstable();
    points.dedup();
    points
}

/// The stretches between white space and dashes.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '…'));
    parts.filter(|part| !part.is_empty()).map(|part| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        start..start + part.len()
    })
}

/// The letters of a token without the marks around them, if it is a word to be divided.
fn word_in(text: &str, token: &Range<usize>) -> Option<Range<usize>> {
    let part = &text[token.clone()];
    let from_letter = part.trim_start_matches(|c: char| !c.is_alphabetic());
    let trimmed = from_letter.trim_end_matches(|c: char| !c.is_alphabetic());
    let start = token.end - from_letter.len();
    // A soft hyphen of the author's says where this word may be divided: nowhere else.
    let plain = |c: char| c.is_alphabetic() || is_mark(c) || matches!(c, '’' | '\'');
    let mut capitals = 0;
    let all = trimmed.chars().all(|c| {
        capitals += usize::from(c.is_uppercase());
        c.is_ascii_lowercase() || plain(c)
    });
    (all && capitals < 2 && !trimmed.is_empty()).then(|| start..start + trimmed.len())
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// The bytes inside `stretch` before which a rule of the language divides its words: they
/// are too long for their lines, and so the last word is divided too, capitals, and words
/// of roles that are not hyphenated elsewhere.
pub(super) fn of_long(
    prepared: &Prepared,
    stretch: &Range<usize>,
    style: &Hyphenation,
) -> Vec<usize> {
    let text = prepared.set.text.as_str();
    let plain = |c: char| c.is_alphabetic() || is_mark(c) || c == '\u{AD}';
    let start = text[..stretch.start].trim_end_matches(plain).len();
    let behind = text[stretch.end..].trim_start_matches(plain);
    let whole = start..text.len() - behind.len();
    let mut points = vec![];
    for word in text[whole.clone()].split(|c| !plain(c)).filter(|word| !word.is_empty()) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        // A soft hyphen of the author's says where this word may be divided.
        if !word.contains('\u{AD}') {
            let lang = &prepared.set.piece_at(start).lang;
            points.extend(parts(word, lang, style).iter().map(|offset| start + offset));
        }
    }
    points.retain(|at| *at > stretch.start && *at < stretch.end);
    points
}

fn divide(
    prepared: &Prepared,
    word: Range<usize>,
    divider: &mut Divider<'_>,
    points: &mut Vec<usize>,
) {
    let piece = prepared.set.piece_at(word.start);
    if piece.look.hyphenate == Hyphenate::On && piece.range.end >= word.end {
        let text = &prepared.set.text[word.clone()];
        divider.add(text, word.start, &piece.lang, points);
    }
}

/// The offsets at which the house or its language divides a word.
fn parts(word: &str, lang: &Lang, style: &Hyphenation) -> Vec<usize> {
    let count = word.chars().count();
    if count < usize::from(style.min_word) {
        return vec![];
    }
    let mut parts = match exception(word, lang, style) {
        Some(parts) => starts(parts.iter().map(String::as_str)),
        None => syllables(word, lang, style),
    };
    parts.retain(|offset| {
        let before = word[..*offset].chars().count();
        before >= usize::from(style.left) && count - before >= usize::from(style.right)
    });
    parts
}

/// The offsets at which the patterns of its language divide a word.
fn syllables(word: &str, lang: &Lang, style: &Hyphenation) -> Vec<usize> {
    let code = <[u8; 2]>::try_from(lang.base().as_bytes()).ok();
    let Some(lang) = code.and_then(hypher::Lang::from_iso) else { return vec![] };
    let (left, right) = (usize::from(style.left.max(1)), usize::from(style.right.max(1)));
    starts(hypher::hyphenate_bounded(word, lang, left, right))
}

/// The offsets at which all but the first part begin.
fn starts<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut at = 0;
    let mut ends: Vec<usize> = parts
        .map(|part| {
            at += part.len();
            at
        })
        .collect();
    ends.pop();
    ends
}

/// The house's own division of a word, in the word's own letters.
fn exception(word: &str, lang: &Lang, style: &Hyphenation) -> Option<Vec<String>> {
    let is_word = |entry: &str| {
        let letters = entry.chars().filter(|c| *c != '-');
        letters.eq(word.chars().flat_map(char::to_lowercase))
    };
    let entry = style
        .exceptions
        .iter()
        .filter(|(known, _)| known.base() == lang.base())
        .flat_map(|(_, words)| words)
        .find(|entry| is_word(entry))?;
    let mut rest = word;
    entry
        .split('-')
        .map(|part| {
            let (head, tail) = rest.split_at_checked(part.len())?;
            rest = tail;
            Some(head.to_owned())
        })
        .collect()
}
