//! Lines to running text: joined, divided words whole again, one space between words.

use std::collections::BTreeSet;

use super::lines::{Line, Lines, is_blank};
use crate::input::wide::is_wide;

/// The words of a text as they stand inside its lines: by which a divided word is known.
#[derive(Debug, Default)]
pub(super) struct Words(BTreeSet<String>);

impl Words {
    pub(super) fn of(lines: &Lines<'_>) -> Self {
        let mut words = BTreeSet::new();
        for line in lines.groups.iter().flatten() {
            let mut inside = line.text.split_whitespace().peekable();
            while let Some(word) = inside.next() {
                // The last of a line may be half a word.
                if inside.peek().is_some() || !ends_in_hyphen(word) {
                    words.insert(bare(word));
                }
            }
        }
        Self(words)
    }

    /// Whether a word divided at a hyphen has one of its own.
    fn keeps_hyphen(&self, before: &str, after: &str) -> bool {
        const FIRST: &[&str] = &[
            "self", "non", "ex", "well", "co", "anti", "semi", "half", "all", "cross",
            "ill", "pre", "post", "pro", "quasi", "so", "vice", "mid", "left", "right",
            "long", "short", "high", "low",
        ];
        let (before, after) = (bare(before), bare(after));
        if self.0.contains(&format!("{before}-{after}")) {
            return true;
        }
        if self.0.contains(&format!("{before}{after}")) {
            return false;
        }
        FIRST.contains(&before.as_str()) || before.contains('-')
    }
}

/// A word without the punctuation around it, in lower case.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn ends_in_hyphen(word: &str) -> bool {
    word.ends_with(['-', '\u{2010}', '\u{AD}', '¬'])
}

/// The running text of lines, and how many divided words were made whole.
pub(super) fn joined(lines: &[Line<'_>], words: &Words) -> (String, usize) {
    let mut text = String::new();
    let mut whole = 0;
    for line in lines {
        let said = line.text;
        if text.is_empty() {
            text.push_str(said);
        } else if let Some(cut) = divided(&text, said, words) {
            text.truncate(cut);
            text.push_str(said);
            whole += 1;
        } else {
            text.push('\n');
            text.push_str(said);
        }
    }
    (clean(&text), whole)
}

/// Where `text` is to be cut so that its last word goes on in `next`; `None` where no word
/// is divided.
fn divided(text: &str, next: &str, words: &Words) -> Option<usize> {
    let last = text.chars().next_back()?;
    if last == '\u{AD}' || last == '¬' {
        return Some(text.len() - last.len_utf8());
    }
    let before = text.strip_suffix(['-', '\u{2010}'])?;
    let half = before.split_whitespace().last()?;
    let letter = before.chars().next_back().is_some_and(char::is_alphabetic);
    let lower = next.chars().next().is_some_and(char::is_lowercase);
    if !letter || before.ends_with(char::is_whitespace) {
        return None;
    }
    let rest = next.split_whitespace().next()?;
    // A capital or figure goes on behind a hyphen of its own: `Anglo-` `American`.
    if !lower || words.keeps_hyphen(half, rest) {
        return Some(text.len());
    }
    Some(before.len())
}

/// Without soft hyphens and characters without width, with one space between words; a
/// no-break space stays where it binds.
pub(super) fn clean(text: &str) -> String {
    let text = text.trim_matches(is_blank);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().filter(|c| !is_dropped(*c)).peekable();
    while let Some(c) = chars.next() {
        if !c.is_whitespace() {
            out.push(c);
            continue;
        }
        let (mut bound, mut line_end) = (is_no_break(c), c == '\n');
        while let Some(next) = chars.next_if(|next| next.is_whitespace()) {
            bound &= is_no_break(next);
            line_end |= next == '\n';
        }
        let before = out.chars().next_back();
        let after = chars.peek().copied();
        if line_end && before.is_some_and(is_wide) && after.is_some_and(is_wide) {
            continue;
        }
        let kept = bound && binds(&out, after);
        out.push(if kept { c } else { ' ' });
    }
    out
}

fn is_dropped(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

fn is_no_break(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// Whether a no-break space means something: beside figures, initials, and the
/// punctuation that French sets off.
fn binds(before: &str, after: Option<char>) -> bool {
    let mut last = before.chars().rev();
    let (b, a) = (last.next(), last.next());
    let figure = |c: Option<char>| c.is_some_and(char::is_numeric);
    let initial = b == Some('.') && a.is_some_and(char::is_uppercase);
    let set_off = matches!(after, Some(';' | ':' | '!' | '?' | '»' | '%' | '€' | '›'))
        || matches!(b, Some('«' | '‹' | '§' | '£' | '–' | '—'));
    figure(b) || figure(after) || initial || set_off
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(text: &str) -> String {
        let lines = Lines::of(text, 0);
        let words = Words::of(&lines);
        let all: Vec<Line<'_>> = lines.groups.into_iter().flatten().collect();
        joined(&all, &words).0
    }

    #[test]
    fn divided_words_are_whole_again() {
        assert_eq!(join("the guer-\nrillas of Peru"), "the guerrillas of Peru");
        assert_eq!(join("the Anglo-\nAmerican press"), "the Anglo-American press");
        assert_eq!(join("a well-\nmade excuse"), "a well-made excuse");
        assert_eq!(
            join("a left-wing one, a left-\nwing one"),
            "a left-wing one, a left-wing one"
        );
        assert_eq!(join("a pause -\nlike this"), "a pause - like this");
        assert_eq!(join("soft\u{AD}\nhy\u{AD}phens"), "softhyphens");
        assert_eq!(join("a notebook, a note-\nbook"), "a notebook, a notebook");
    }

    #[test]
    fn no_break_spaces_stay_where_they_bind() {
        assert_eq!(clean("Victor Polay.\u{A0}"), "Victor Polay.");
        assert_eq!(clean("22\u{A0}men, A.\u{A0}B. Hall"), "22\u{A0}men, A.\u{A0}B. Hall");
        assert_eq!(clean("the\u{A0}end"), "the end");
        assert_eq!(clean("«\u{A0}Ça\u{A0}»"), "«\u{A0}Ça\u{A0}»");
    }
}
