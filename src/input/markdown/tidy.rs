//! White space and empty pieces of running text.

use crate::input::wide::is_wide;
use crate::model::Inline;

/// Joins neighbouring characters, makes one space of many, drops what is empty, and takes
/// the space off both ends.
pub(in crate::input) fn tidy(inlines: &mut Vec<Inline>) {
    join(inlines);
    let mut space = Space::Before;
    collapse(inlines, &mut space);
    trim_end(inlines);
    join(inlines);
}

/// Joins texts and drops empty pieces, inside as well.
fn join(inlines: &mut Vec<Inline>) {
    let mut joined: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in std::mem::take(inlines) {
        if let Some(children) = inline.children_mut() {
            join(children);
            if children.is_empty() {
                continue;
            }
        }
        match (joined.last_mut(), inline) {
            (_, Inline::Text(text)) if text.is_empty() => {}
            (_, Inline::Code(text)) if text.is_empty() => {}
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => joined.push(inline),
        }
    }
    *inlines = joined;
}

/// What stands before the next character.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Space {
    /// A space or the beginning of a line: no other may follow.
    Before,
    /// That character.
    After(char),
}

/// White space that means no more than a space. No-break and thin spaces are the author's.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

/// Where the first white space is, or the end.
fn first_space(text: &str) -> usize {
    let space = text.bytes().position(|byte| is_space(byte.into()));
    space.unwrap_or(text.len())
}

fn collapse(inlines: &mut [Inline], before: &mut Space) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => *text = collapsed(text, before),
            Inline::LineBreak => *before = Space::Before,
            Inline::Code(text) => {
                *before = text.chars().next_back().map_or(*before, Space::After);
            }
            Inline::NoteRef(_) => *before = Space::After('1'),
            other => collapse(other.children_mut().map_or(&mut [], |c| c), before),
        }
    }
}

fn collapsed(text: &str, before: &mut Space) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (word, behind) = rest.split_at(first_space(rest));
        out.push_str(word);
        *before = word.chars().next_back().map_or(*before, Space::After);
        rest = behind.trim_start_matches(is_space);
        let space = &behind[..behind.len() - rest.len()];
        if let (Space::After(last), false) = (*before, space.is_empty()) {
            // Chinese and Japanese put no space where a line ends.
            let wide = rest.starts_with(is_wide) && is_wide(last);
            if !(space.contains('\n') && wide) {
                out.push(' ');
                *before = Space::Before;
            }
        }
    }
    out
}

/// Takes space and line breaks off the end, and space before a line break.
fn trim_end(inlines: &mut Vec<Inline>) {
    let mut at_end = true;
    trim_in(inlines, &mut at_end);
    while inlines.last() == Some(&Inline::LineBreak) {
        inlines.pop();
        let mut at_end = true;
        trim_in(inlines, &mut at_end);
    }
    let first = inlines.iter().position(|i| *i != Inline::LineBreak).unwrap_or(0);
    inlines.drain(..first);
}

fn trim_in(inlines: &mut Vec<Inline>, at_end: &mut bool) {
    for inline in inlines.iter_mut().rev() {
        match inline {
            Inline::Text(text) => {
                if *at_end {
                    // A no-break space at the end of a text binds nothing.
                    text.truncate(text.trim_end().len());
                }
                *at_end &= text.is_empty();
            }
            Inline::LineBreak => *at_end = true,
            Inline::Code(_) | Inline::NoteRef(_) => *at_end = false,
            other => {
                if let Some(children) = other.children_mut() {
                    trim_in(children, at_end);
                }
            }
        }
    }
    inlines.retain(|inline| match inline {
        Inline::Text(text) => !text.is_empty(),
        other => other.children().is_none_or(|children| !children.is_empty()),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(mut inlines: Vec<Inline>) -> Vec<Inline> {
        tidy(&mut inlines);
        inlines
    }

    #[test]
    fn one_space_stays_between_words() {
        let inlines = tidied(vec![
            Inline::text("  one "),
            Inline::Emphasis(vec![Inline::text(" two\n")]),
            Inline::text(" three"),
            Inline::text(" \u{A0}"),
        ]);
        let wanted = vec![
            Inline::text("one "),
            Inline::Emphasis(vec![Inline::text("two ")]),
            Inline::text("three"),
        ];
        assert_eq!(inlines, wanted);
    }

    #[test]
    fn line_breaks_stay_inside_and_go_from_the_ends() {
        let text = |t: &str| Inline::text(t);
        let inlines = tidied(vec![
            Inline::LineBreak,
            text("a "),
            Inline::LineBreak,
            text(" b"),
            Inline::LineBreak,
        ]);
        assert_eq!(inlines, [text("a"), Inline::LineBreak, text("b")]);
    }

    #[test]
    fn japanese_lines_join_without_a_space() {
        assert_eq!(
            tidied(vec![Inline::text("新聞\n記者 A\nB")]),
            [Inline::text("新聞記者 A B")]
        );
    }
}
