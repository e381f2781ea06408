//! Step 3: where words may be divided (Liang 1983, patterns by hypher).

use std::ops::Range;

use super::shape::Prepared;
use crate::model::Lang;
use crate::style::{Hyphenate, Hyphenation};

/// The bytes before which a word of `prepared` may be divided by a hyphen, ascending: the
/// author's soft hyphens and the syllables of the language. Not in capitals, addresses and
/// words with figures or hyphens of their own, not in the last word.
pub(super) fn points(prepared: &Prepared, style: &Hyphenation) -> Vec<usize> {
    let text = prepared.set.text.as_str();
    let mut points: Vec<usize> =
        text.match_indices('\u{AD}').map(|(at, soft)| at + soft.len()).collect();
    if style.on == Hyphenate::On {
        let last = text.trim_end().rfind(char::is_whitespace).unwrap_or(0);
        for token in tokens(text).filter(|token| token.end <= last) {
            if let Some(word) = word_in(text, &token) {
                divide(prepared, word, style, &mut points);
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
            syllables(prepared, start..start + word.len(), style, &mut points);
        }
    }
    points.retain(|at| *at > stretch.start && *at < stretch.end);
    points
}

fn divide(
    prepared: &Prepared,
    word: Range<usize>,
    style: &Hyphenation,
    points: &mut Vec<usize>,
) {
    let piece = prepared.set.piece_at(word.start);
    if piece.look.hyphenate == Hyphenate::On && piece.range.end >= word.end {
        syllables(prepared, word, style, points);
    }
}

/// Adds the places where a word may be divided by the house or by its language.
fn syllables(
    prepared: &Prepared,
    word: Range<usize>,
    style: &Hyphenation,
    points: &mut Vec<usize>,
) {
    let piece = prepared.set.piece_at(word.start);
    let text = &prepared.set.text[word.clone()];
    let count = text.chars().count();
    if count < usize::from(style.min_word) {
        return;
    }
    let mut put = |offsets: &mut dyn Iterator<Item = usize>| {
        for offset in offsets {
            let before = text[..offset].chars().count();
            if before >= usize::from(style.left)
                && count - before >= usize::from(style.right)
            {
                points.push(word.start + offset);
            }
        }
    };
    if let Some(parts) = exception(text, &piece.lang, style) {
        put(&mut starts(parts.iter().map(String::as_str)));
        return;
    }
    let code = piece.lang.base().as_bytes();
    let lang = <[u8; 2]>::try_from(code).ok().and_then(hypher::Lang::from_iso);
    if let Some(lang) = lang {
        let (left, right) =
            (usize::from(style.left.max(1)), usize::from(style.right.max(1)));
        let syllables: Vec<&str> =
            hypher::hyphenate_bounded(text, lang, left, right).collect();
        put(&mut starts(syllables.into_iter()));
    }
}

/// The offsets at which all but the first part begin.
fn starts<'a>(parts: impl Iterator<Item = &'a str>) -> impl Iterator<Item = usize> {
    let mut at = 0;
    let mut ends = vec![];
    for part in parts {
        at += part.len();
        ends.push(at);
    }
    ends.pop();
    ends.into_iter()
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
