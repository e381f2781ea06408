//! Lines whose ends are the author's.

use crate::model::Inline;

/// Stands before a line that must not begin a list, a heading or anything but words. It
/// is white space, so that emphasis may begin behind it, and none that the parser drops.
pub(super) const GUARD: &str = "\u{A0}";

/// Takes the guards away from the beginnings of lines; with `Indents::Kept` two spaces of
/// indent become one em space, which neither edition collapses.
pub(super) fn unguard(inlines: &mut Vec<Inline>, indents: Indents) {
    let mut start = true;
    unguard_in(inlines, indents, &mut start);
    inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
}

/// What becomes of the spaces before a line.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Indents {
    /// They are the author's.
    Kept,
    /// They mean nothing.
    Dropped,
}

fn unguard_in(inlines: &mut [Inline], indents: Indents, start: &mut bool) {
    for inline in inlines {
        match inline {
            Inline::Text(text) if *start => {
                *text = line_start(text, indents);
                *start = false;
            }
            Inline::LineBreak => *start = true,
            Inline::Text(_) | Inline::Code(_) | Inline::NoteRef(_) => *start = false,
            other => {
                if let Some(children) = other.children_mut() {
                    unguard_in(children, indents, start);
                }
            }
        }
    }
}

fn line_start(text: &str, indents: Indents) -> String {
    let text = text.strip_prefix(GUARD).unwrap_or(text);
    let said = text.trim_start_matches([' ', '\t']);
    if indents == Indents::Dropped {
        return said.into();
    }
    let lead = &text[..text.len() - said.len()];
    let wide: usize = lead.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    format!("{}{said}", "\u{2003}".repeat(wide / 2))
}
