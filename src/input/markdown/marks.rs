//! Words raised by `^` and lowered by `~`, lone marks, and calls of notes that are missing.
//!
//! The parser knows `^x^` and `~x~` only between spaces and punctuation, so `H~2~O` would
//! stay as it is: the line scan finds them and writes the tags of HTML.

use std::collections::BTreeSet;
use std::ops::Range;

/// Something in a line that the parser should not see as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A `^` or `~` that raises or lowers nothing, or the `^` of a note that is missing.
    Lone(usize),
    /// A word between two `^` or two `~`, these included.
    Moved(Range<usize>),
    /// The call of a note that is written nowhere.
    Missing(Range<usize>),
}

/// The marks of a line in order; `labels` are the notes that are written.
pub(super) fn marks(line: &str, labels: &BTreeSet<String>) -> Vec<Mark> {
    let mut marks = vec![];
    let mut at = 0;
    while let Some(next) = line[at..].bytes().position(is_telling) {
        at += next;
        let rest = &line[at..];
        if let Some(skip) = skipped(rest) {
            at += skip;
        } else if let Some((label, after)) = call(rest) {
            let end = at + label.len() + 3;
            if !labels.contains(&folded(label)) && !after.starts_with(':') {
                marks.push(Mark::Missing(at..end));
                marks.push(Mark::Lone(at + 1));
            }
            at = end;
        } else if let Some(len) = moved(rest) {
            marks.push(Mark::Moved(at..at + len));
            at += len;
        } else {
            if rest.starts_with(['~', '^']) {
                marks.push(Mark::Lone(at));
            }
            at += 1;
        }
    }
    marks
}

/// Whether something may begin there that is a mark or is passed over.
fn is_telling(byte: u8) -> bool {
    matches!(byte, b'~' | b'^' | b'[' | b']' | b'\\' | b'`' | b'<' | b'h' | b'w')
}

/// Labels are compared without regard to case, as the parser does.
pub(super) fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The label of a note's call, and what stands behind it.
fn call(rest: &str) -> Option<(&str, &str)> {
    let (label, after) = rest.strip_prefix("[^")?.split_once(']')?;
    (!label.is_empty() && !label.contains('[')).then_some((label, after))
}

/// How long a raised or lowered word is.
fn moved(rest: &str) -> Option<usize> {
    let mark = rest.chars().next().filter(|c| matches!(c, '^' | '~'))?;
    let inner = &rest[1..];
    let end = inner.find(|c: char| c == mark || c.is_whitespace())?;
    (end > 0 && inner[end..].starts_with(mark)).then_some(end + 2)
}

/// How much of `rest` is passed over: an escaped character, program text, a tag or
/// address, the mark of a struck-out passage.
fn skipped(rest: &str) -> Option<usize> {
    match rest.as_bytes()[0] {
        b'\\' => Some(1 + rest[1..].chars().next().map_or(0, char::len_utf8)),
        b'`' => {
            let n = rest.bytes().take_while(|b| *b == b'`').count();
            let close = rest[n..].find(&"`".repeat(n)).map(|at| n + at + n);
            Some(close.unwrap_or(n))
        }
        b'<' if is_tag(rest) => rest.find('>').map(|at| at + 1),
        b']' if rest.starts_with("](") => rest.find(')').map(|at| at + 1),
        b'h' | b'w'
            if ["https://", "http://", "www."].iter().any(|s| rest.starts_with(s)) =>
        {
            let ends = |c: char| c.is_whitespace() || matches!(c, '<' | ')' | ']');
            Some(rest.find(ends).unwrap_or(rest.len()))
        }
        b'~' if rest.starts_with("~~") => {
            Some(rest.bytes().take_while(|b| *b == b'~').count())
        }
        _ => None,
    }
}

/// Whether a text begins with a tag or an address in angle brackets.
pub(super) fn is_tag(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next() == Some('<')
        && chars
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Vec<String> {
        let labels = BTreeSet::from(["a".to_owned()]);
        marks(line, &labels)
            .into_iter()
            .map(|mark| match mark {
                Mark::Lone(at) => format!("lone {}", &line[at..=at]),
                Mark::Moved(range) => line[range].to_owned(),
                Mark::Missing(range) => format!("missing {}", &line[range]),
            })
            .collect()
    }

    #[test]
    fn words_are_raised_and_lowered_inside_words_too() {
        assert_eq!(of("H~2~O, r^3^, (C~6~)~n~ ^e^"), ["~2~", "^3^", "~6~", "~n~", "^e^"]);
        assert_eq!(of("about ~5 and ~6, 7^"), ["lone ~", "lone ~", "lone ^"]);
    }

    #[test]
    fn code_and_addresses_are_left() {
        let line = r"~~it~~ `a~b~` <a~b~> [x](/~a~) https://x/~a~b \~x~ [^a]";
        assert_eq!(of(line), ["lone ~"]);
        assert_eq!(of("x[^b] y"), ["missing [^b]", "lone ^"]);
    }
}
