//! Hyphens that stand for dashes, and points that stand for an ellipsis.

use super::custom::{Custom, House};
use super::flat::{self, Cell, Changes};

/// Breaks: ` - `, ` -- `, `---` become the dash of the language with its spaces.
pub(super) fn breaks(cells: &[Cell], house: &House<'_>) -> Changes {
    let mut changes = Changes::default();
    for run in flat::runs(cells, '-') {
        if run.len() <= 3 && cells[run.clone()].iter().all(|cell| !cell.fixed) {
            set(cells, run.start, run.len(), house, &mut changes);
        }
    }
    changes
}

/// A row of one to three hyphens from `at`.
fn set(cells: &[Cell], at: usize, run: usize, house: &House<'_>, changes: &mut Changes) {
    let custom = house.get(cells[at].custom);
    let end = at + run;
    let (left, right) = (flat::before(cells, at), flat::after(cells, end - 1));
    let (before, after) = (flat::at(cells, left), flat::at(cells, right));
    let open = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut dash = |with: &str| {
        changes.replace(at, with);
        (at + 1..end).for_each(|hyphen| changes.replace(hyphen, ""));
    };
    match (open(before), open(after), run) {
        // At the edge of a line: what a speaker says, an empty cell, a broken-off word.
        (true, true, _) if line_edge(before) || line_edge(after) => dash(&custom.dash),
        // Between figures even the closest dash keeps its spaces: it is a minus or a range.
        (true, true, _)
            if figure(beyond_space(cells, at)) && figure(beyond(cells, end)) =>
        {
            dash("–");
        }
        (true, true, _) => {
            dash(&custom.dash);
            let (b, a) = spaces(custom);
            for (place, with) in [(left, b), (right, a)] {
                if let Some(place) = place.filter(|place| cells[*place].c == ' ') {
                    changes.replace(place, with);
                }
            }
        }
        // A hyphen, or `--draft`, an option of a program.
        (_, _, 1) | (true, false, _) => {}
        (false, false, 2) if figure(before) && figure(after) => dash("–"),
        (false, spaced, _)
            if word_follows(cells, end) && !before.is_none_or(is_opening) =>
        {
            let (b, a) = spaces(custom);
            dash(&if spaced { b + &custom.dash } else { b + &custom.dash + &a });
            if let Some(place) = right.filter(|place| spaced && cells[*place].c == ' ') {
                changes.replace(place, a);
            }
        }
        // Broken off: `But I--`.
        (false, _, _) => dash(&custom.dash),
    }
}

fn line_edge(c: Option<char>) -> bool {
    matches!(c, None | Some('\n'))
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '‘' | '«' | '„' | '‚')
}

/// What stands before and after the dash; nothing where it stands close.
fn spaces(custom: &Custom) -> (String, String) {
    custom.dash_spaces.map(|(b, a)| (b.into(), a.into())).unwrap_or_default()
}

/// Whether a word stands right behind or behind one space.
fn word_follows(cells: &[Cell], end: usize) -> bool {
    let next = beyond(cells, end);
    next.is_some_and(|c| c.is_alphanumeric() || is_opening(c) || c == flat::OBJECT)
}

/// The character from `end` on, one space passed over.
fn beyond(cells: &[Cell], end: usize) -> Option<char> {
    let first = end.checked_sub(1).and_then(|last| flat::after(cells, last));
    match flat::at(cells, first) {
        Some(' ' | '\u{A0}') => {
            flat::at(cells, first.and_then(|space| flat::after(cells, space)))
        }
        c => c,
    }
}

/// The character before the space before `at`.
fn beyond_space(cells: &[Cell], at: usize) -> Option<char> {
    let space = flat::before(cells, at);
    flat::at(cells, space.and_then(|space| flat::before(cells, space)))
}

/// Three points become the ellipsis of the language; leaders of five and more stay.
pub(super) fn ellipses(cells: &[Cell], house: &House<'_>) -> Changes {
    let mut changes = Changes::default();
    for run in flat::runs(cells, '.') {
        let with = &house.get(cells[run.start].custom).ellipsis;
        if let (3..=4, Some(with)) = (run.len(), with) {
            // Of four points one is the stop, before the ellipsis where a word ends there.
            let first = run.end - 3;
            changes.replace(first, with.as_str());
            changes.replace(first + 1, "");
            changes.replace(first + 2, "");
        }
    }
    changes
}
