//! Words and addresses that are longer than their line: where they are cut.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::{Breakpoint, Finder, LineEnd, is_long};
use crate::layout::hyphenate;
use crate::layout::shape::is_solid;
use crate::unit::Abs;

/// A word or address too long for its line.
pub(super) struct LongWord<'a> {
    text: &'a str,
    kind: Long,
}

pub(super) enum Long {
    /// Words, with the places where a rule divides them.
    Words(Vec<usize>),
    /// An address: a hyphen in it would be read as its own.
    Address,
    /// Program text: the same.
    Code,
}

impl<'a> LongWord<'a> {
    pub(super) fn of(finder: &Finder<'a>, stretch: &Range<usize>) -> Self {
        let text = finder.prepared.set.text.as_str();
        let before = text[..stretch.start].rsplit(char::is_whitespace).next();
        let behind = text[stretch.end..].split(char::is_whitespace).next();
        let start = stretch.start - before.map_or(0, str::len);
        let word = &text[start..stretch.end + behind.map_or(0, str::len)];
        let kind = if finder.is_code(stretch.start) {
            Long::Code
        } else if is_address(word) {
            Long::Address
        } else {
            let style = &finder.style.hyphenation;
            Long::Words(hyphenate::of_long(finder.prepared, stretch, style))
        };
        Self { text, kind }
    }

    /// How a line ends that is cut before the byte `at`.
    pub(super) fn end_at(&self, at: usize) -> LineEnd {
        let before = self.text[..at].chars().next_back().unwrap_or(' ');
        let after = self.text[at..].chars().next().unwrap_or(' ');
        match &self.kind {
            Long::Words(points) if points.contains(&at) => LineEnd::Hyphen,
            Long::Words(_)
                if before.is_alphabetic()
                    && after.is_alphabetic()
                    && has_hyphens(before)
                    && has_hyphens(after) =>
            {
                LineEnd::Divided
            }
            Long::Address if parts_address(before, after) => LineEnd::Word,
            Long::Code if parts_code(before, after) => LineEnd::Word,
            _ => LineEnd::Emergency,
        }
    }
}

pub(super) fn is_address(word: &str) -> bool {
    let dotted = |w: &str| {
        let mut parts = w.split('.').rev();
        let last = parts.next().unwrap_or_default();
        parts.next().is_some() && last.len() > 1 && last.starts_with(char::is_alphabetic)
    };
    word.chars().any(char::is_alphabetic)
        && (word.contains(['/', '@'])
            || dotted(word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Whether an address may go on in the next line: behind marks that promise more, before
/// those that would seem to end it (*The Chicago Manual of Style*, 7.46).
pub(super) fn parts_address(before: char, after: char) -> bool {
    let promises = matches!(before, '/' | ':' | '=' | '&') && after != '/';
    promises || matches!(after, '.' | ',' | '-' | '_' | '~' | '?' | '#' | '%' | '@' | '+')
}

/// Whether program text may go on in the next line: behind its marks, never within a word.
pub(super) fn parts_code(before: char, after: char) -> bool {
    let mark = |c: char| c.is_ascii_punctuation();
    mark(before) && !mark(after) && !matches!(before, '"' | '\'' | '#' | '$' | '@' | '-')
}

/// Which places within a stretch are taken before which.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    /// Where a rule divides it.
    Legal,
    /// Where it can be divided decently.
    Decent,
    Anywhere,
}

/// Adds the places of a tier between two breakpoints that are too far apart, and where that
/// is not enough those of the next.
pub(super) fn divide(
    (from, to): (&Breakpoint, &Breakpoint),
    places: &[(Breakpoint, Tier)],
    tier: Tier,
    width: Abs,
    all: &mut Vec<Breakpoint>,
) {
    if !is_long(from, to, width) {
        return;
    }
    let next = match tier {
        Tier::Legal => Some(Tier::Decent),
        Tier::Decent => Some(Tier::Anywhere),
        Tier::Anywhere => None,
    };
    let within = |point: &&(Breakpoint, Tier)| {
        point.1 == tier && point.0.next > from.next && point.0.next < to.next
    };
    let mut last = from;
    for (point, _) in places.iter().filter(within) {
        if let Some(next) = next {
            divide((last, point), places, next, width, all);
        }
        all.push(point.clone());
        last = point;
    }
    if let Some(next) = next {
        divide((last, to), places, next, width, all);
    }
}

/// How well a stretch without spaces is cut somewhere.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Division {
    /// Enough letters stand on both sides, or marks part them.
    Decent,
    /// Between figures, or beside a letter that would stand alone.
    Bad,
}

/// So many letters stay before the cut, and so many go to the next line.
pub(super) const LETTERS: (usize, usize) = (2, 3);

pub(super) fn division(text: &str, at: usize) -> Division {
    let (before, after) = text.split_at(at);
    let figure = |c: Option<char>| c.is_some_and(char::is_numeric);
    let first = after.chars().next();
    let last = before.chars().next_back();
    // Signs inside a number belong to it: 1,234.5.
    let sign = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | ',' | '٫' | '٬'));
    let number = figure(last)
        && (figure(first) || sign(first) && figure(after.chars().nth(1)))
        || sign(last) && figure(first);
    let letters = |c: &char| c.is_alphabetic();
    let left = before.chars().rev().take_while(letters).count();
    let right = after.chars().take_while(letters).count();
    let alone = left > 0 && right > 0 && (left < LETTERS.0 || right < LETTERS.1);
    let solid = [last, first].into_iter().flatten().any(is_solid);
    if number || alone && !solid { Division::Bad } else { Division::Decent }
}

/// Whether a hyphen divides words of the script that `c` belongs to.
pub(super) fn has_hyphens(c: char) -> bool {
    matches!(
        c.script(),
        Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Armenian
            | Script::Georgian
            | Script::Coptic
            | Script::Devanagari
            | Script::Bengali
            | Script::Gurmukhi
            | Script::Gujarati
            | Script::Oriya
            | Script::Tamil
            | Script::Telugu
            | Script::Kannada
            | Script::Malayalam
            | Script::Inherited
    )
}
