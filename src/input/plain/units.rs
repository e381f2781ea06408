//! Groups of lines cut into paragraphs: by indent, by long lines, by short last lines.

use super::lines::{Group, Line, Lines};

/// Lines longer than any hard wrap: each is a paragraph.
const UNWRAPPED: usize = 110;

/// The lines of one paragraph, list or crosshead.
#[derive(Clone, Debug)]
pub(super) struct Unit<'t> {
    pub(super) lines: Group<'t>,
}

/// The paragraphs of a text.
pub(super) fn units(lines: Lines<'_>) -> Vec<Unit<'_>> {
    let width = wrap_width(&lines);
    let mut units = vec![];
    for group in lines.groups {
        units.extend(cut(group, width).into_iter().map(|lines| Unit { lines }));
    }
    units
}

/// The width at which the lines of a text were wrapped; 0 where they were not.
pub(super) fn wrap_width(lines: &Lines<'_>) -> usize {
    let inner = lines.groups.iter().filter(|group| group.len() > 2);
    let widest = inner.flatten().map(Line::width).filter(|w| *w <= UNWRAPPED).max();
    widest.unwrap_or(0)
}

fn cut(group: Group<'_>, width: usize) -> Vec<Group<'_>> {
    // The lines of a list go on indented.
    if group.len() < 2 || super::body::begins_list(&group) {
        return vec![group];
    }
    if group.iter().any(|line| line.width() > UNWRAPPED) {
        return group.into_iter().map(|line| vec![line]).collect();
    }
    let least = group.iter().map(|line| line.indent).min().unwrap_or(0);
    let indented = group.iter().filter(|line| line.indent >= least + 2).count();
    // More indented lines than not: a hanging indent, not the beginnings of paragraphs.
    let by_indent = indented > 0 && indented * 10 <= group.len() * 6;
    let mut units: Vec<Group<'_>> = vec![];
    for line in group {
        let new = match units.last().and_then(|unit| unit.last()) {
            None => true,
            Some(_) if by_indent && line.indent >= least + 2 => true,
            Some(before) => ends_short(before, &line, width),
        };
        match units.last_mut() {
            Some(unit) if !new => unit.push(line),
            _ => units.push(vec![line]),
        }
    }
    units
}

/// Whether a line ends a paragraph: much shorter than the others, at the end of a
/// sentence, and the next one begins with a capital.
fn ends_short(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let sentence = line.text.ends_with(['.', '!', '?', '…', '”', '’', '"', '»', ')']);
    let capital =
        next.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    width >= 50 && line.width() * 3 < width * 2 && sentence && capital
}
