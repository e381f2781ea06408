//! Straight quotation marks and apostrophes become those of the language.
//!
//! Marks that are curly already stay; they count when levels are told apart. A pair takes
//! the marks that its surroundings do not have; with nothing around it, doubled marks take
//! the outer ones, single marks the single ones of the language.

use super::custom::{Custom, House};
use super::flat::{self, Cell, Changes, Held};
use super::mark::Class;
use super::pairs::{self, Pair, Pairs};
use super::report::Report;

/// What becomes of the marks of a row.
pub(super) fn marks(cells: &[Cell], house: &House<'_>, report: &mut Report) -> Changes {
    let mut changes = Changes::default();
    let found = pairs::find(cells, house);
    for at in &found.apostrophes {
        let geresh = is_hebrew(flat::at(cells, flat::before(cells, *at)));
        changes.replace(*at, if geresh { "׳" } else { "’" });
    }
    // The pairs around the next one, with their levels.
    let mut around: Vec<(&Pair, usize)> = vec![];
    for pair in &found.quotes {
        while around.pop_if(|(outer, _)| outer.until <= pair.open).is_some() {}
        let custom = house.get(cells[found.marks[pair.open].at].custom);
        // Another language begins with its own outer marks.
        let native = |outer: &Pair| {
            cells[found.marks[outer.open].at].custom
                == cells[found.marks[pair.open].at].custom
        };
        let outer = around.last().filter(|(o, _)| native(o)).map(|(_, level)| *level);
        let level = level(&found, pair, outer, cells, custom);
        set(&found, pair, level, cells, custom, &mut changes);
        if around.is_empty() {
            remark(&found, pair, cells, custom, report);
        }
        around.push((pair, level));
    }
    for mark in found.closers.iter().map(|no| &found.marks[*no]).filter(|m| m.straight) {
        let custom = house.get(cells[mark.at].custom);
        changes.replace(mark.at, custom.quotes[1].as_str());
    }
    changes
}

/// 0 outside, 1 inside.
fn level(
    found: &Pairs,
    pair: &Pair,
    around: Option<usize>,
    cells: &[Cell],
    custom: &Custom,
) -> usize {
    let mark = &found.marks[pair.open];
    let outer = Class::of(&custom.quotes[0]);
    if !mark.straight {
        let is = |n: usize| custom.quotes[n].trim().starts_with(cells[mark.at].c);
        let other_class = usize::from(outer != Some(mark.class));
        return if is(0) {
            0
        } else if is(2) {
            1
        } else {
            other_class
        };
    }
    match around {
        Some(level) => 1 - level,
        None => usize::from(mark.class == Class::Single && outer != Some(Class::Single)),
    }
}

fn set(
    found: &Pairs,
    pair: &Pair,
    level: usize,
    cells: &[Cell],
    custom: &Custom,
    changes: &mut Changes,
) {
    let open = &found.marks[pair.open];
    let close = pair.close.map(|no| &found.marks[no]);
    let by_custom = |n: usize| custom.quotes[2 * level + n].clone();
    let curly_close = close.filter(|mark| !mark.straight).map(|mark| cells[mark.at].c);
    if open.straight {
        let with = match curly_close {
            Some(c) if !by_custom(1).trim().starts_with(c) => partner(c, custom),
            _ => by_custom(0),
        };
        changes.replace(open.at, with);
    }
    if let Some(close) = close.filter(|mark| mark.straight) {
        let c = cells[open.at].c;
        let with = if open.straight || by_custom(0).trim().starts_with(c) {
            by_custom(1)
        } else {
            partner(c, custom)
        };
        changes.replace(close.at, with);
    }
}

/// The mark that goes with a curly one that the author set.
fn partner(c: char, custom: &Custom) -> String {
    if let Some(n) = custom.quotes.iter().position(|q| q.trim().starts_with(c)) {
        return custom.quotes[n ^ 1].clone();
    }
    let partner = match c {
        '“' => '”',
        '”' | '„' => '“',
        '«' => '»',
        '»' => '«',
        '‘' => '’',
        '’' | '‚' => '‘',
        '‹' => '›',
        '›' => '‹',
        _ => c,
    };
    partner.into()
}

/// Notes where doubled marks stand outside and single ones are the rule.
fn remark(
    found: &Pairs,
    pair: &Pair,
    cells: &[Cell],
    custom: &Custom,
    report: &mut Report,
) {
    let open = &found.marks[pair.open];
    let Some(close) = pair.close.map(|no| &found.marks[no]) else { return };
    if !custom.single_first || open.class != Class::Double {
        return;
    }
    let words: String = cells[open.at + 1..close.at].iter().map(|cell| cell.c).collect();
    if open.straight {
        report.made_single(&words, &custom.quotes);
    } else if cells[open.at].c == '“' {
        report.doubled(&words, &custom.quotes);
    }
}

/// Geresh and gershayim: a mark inside a Hebrew word, the doubled one before its last
/// letter.
pub(super) fn hebrew(cells: &[Cell]) -> Changes {
    let mut changes = Changes::default();
    for at in flat::places(cells, |c| matches!(c, '"' | '\'')) {
        let on = flat::after(cells, at);
        let inside = || {
            is_hebrew(flat::at(cells, flat::before(cells, at)))
                && is_hebrew(flat::at(cells, on))
        };
        let then = || flat::at(cells, on.and_then(|on| flat::after(cells, on)));
        match cells[at].c {
            '"' if inside() && !is_hebrew(then()) => changes.replace(at, "״"),
            '\'' if inside() => changes.replace(at, "׳"),
            _ => {}
        }
    }
    changes
}

fn is_hebrew(c: Option<char>) -> bool {
    c.is_some_and(|c| ('א'..='ת').contains(&c))
}

/// Reports straight marks that are left, but for those of measures.
pub(super) fn left_over(cells: &[Cell], held: &Held, report: &mut Report) {
    if !held.any("'\"") {
        return;
    }
    let straight = flat::places(cells, |c| matches!(c, '"' | '\''));
    for at in straight.filter(|at| !cells[*at].fixed) {
        let before = flat::at(cells, flat::before(cells, at));
        if !before.is_some_and(|c| c.is_ascii_digit() || c == '"' || c == '\'') {
            let around = &cells[at.saturating_sub(12)..(at + 13).min(cells.len())];
            report.left(around.iter().map(|cell| cell.c).collect::<String>().trim());
        }
    }
}
