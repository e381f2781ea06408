//! The words of a text, one after the other: what layout, EPUB and tests agree on.

use super::{Inline, Text};

/// The characters of `text` in reading order: the one string that every [`Place`] counts
/// in and every comparison of words starts from.
///
/// A line break is a `\n`; the call of a note is its number.
///
/// [`Place`]: super::Place
///
/// ```
/// use wwpub::model::{Inline, NoteId, Text, flat_text};
/// let text = Text::new(
///     vec![
///         Inline::text("one "),
///         Inline::Emphasis(vec![Inline::text("two")]),
///         Inline::NoteRef(NoteId(3)),
///     ],
///     None,
/// );
/// assert_eq!(flat_text(&text), "one two3");
/// ```
pub fn flat_text(text: &Text) -> String {
    flat_inlines(&text.inlines)
}

/// The same for a row of inlines.
pub fn flat_inlines(inlines: &[Inline]) -> String {
    let mut flat = String::new();
    push(&mut flat, inlines);
    flat
}

fn push(flat: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => flat.push_str(text),
            Inline::NoteRef(note) => flat.push_str(&note.0.to_string()),
            Inline::LineBreak => flat.push('\n'),
            _ => push(flat, inline.children().unwrap_or_default()),
        }
    }
}

/// The words of a flat text as they are compared: parted by white space, soft hyphens
/// dropped.
pub fn words(flat: &str) -> impl Iterator<Item = String> {
    flat.split_whitespace()
        .map(|word| word.replace('\u{AD}', ""))
        .filter(|word| !word.is_empty())
}
