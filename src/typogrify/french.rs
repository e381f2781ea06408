//! French: fine spaces that never break, before high punctuation and inside guillemets.

use super::custom::{HighPunctuation, House};
use super::flat::{self, Cell, Changes};

/// The fine space that does not break.
const FINE: char = '\u{202F}';

/// What becomes of the spaces around French marks.
pub(super) fn spaces(cells: &[Cell], house: &House<'_>) -> Changes {
    let mut changes = Changes::default();
    let is_spaced = |c| matches!(c, ';' | '!' | '?' | ':' | '»' | '›' | '«' | '‹');
    for at in flat::places(cells, is_spaced) {
        let high = house.get(cells[at].custom).high;
        let spaced = match cells[at].c {
            _ if cells[at].fixed || high == HighPunctuation::Close => continue,
            ';' | '!' | '?' => high == HighPunctuation::Spaced && is_mark(cells, at),
            ':' => is_mark(cells, at),
            '»' | '›' => true,
            '«' | '‹' => {
                set_after(cells, at, &mut changes);
                continue;
            }
            _ => continue,
        };
        if spaced {
            set_before(cells, at, &mut changes);
        }
    }
    changes
}

/// Whether it ends words: not in 12:30, `?!` or (!).
fn is_mark(cells: &[Cell], at: usize) -> bool {
    let before = flat::at(cells, flat::before(cells, at));
    let after = flat::at(cells, flat::after(cells, at));
    let ends =
        after.is_none_or(|c| !c.is_alphanumeric() && !"/)(;:".contains(c) || c == ')');
    let close = before.is_none_or(|c| "([{;:!?«‹“‘-".contains(c));
    ends && !close
}

fn set_before(cells: &[Cell], at: usize, changes: &mut Changes) {
    let Some(before) = flat::before(cells, at) else { return };
    match cells[before].c {
        '\n' | '«' | '‹' | FINE => {}
        c if is_plain_space(c) => {
            let alone = flat::before(cells, before)
                .is_some_and(|further| !cells[further].c.is_whitespace());
            if alone {
                changes.replace(before, FINE);
            }
        }
        c if c.is_whitespace() => {}
        _ => changes.insert_before(cells, at, FINE),
    }
}

fn set_after(cells: &[Cell], at: usize, changes: &mut Changes) {
    let Some(after) = flat::after(cells, at) else { return };
    match cells[after].c {
        '\n' | '»' | '›' | FINE => {}
        c if is_plain_space(c) => changes.replace(after, FINE),
        c if c.is_whitespace() => {}
        _ => changes.insert_after(cells, at, FINE),
    }
}

/// Spaces that authors type for want of the fine one.
fn is_plain_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2009}')
}
