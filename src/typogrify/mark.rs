//! What a single quotation mark can be, by its neighbours.

use super::custom::{Custom, HighPunctuation};
use super::flat::{self, Cell};

/// One stroke or two.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Single,
    Double,
}

impl Class {
    /// The class of a mark, which may have spaces around it.
    pub(super) fn of(mark: &str) -> Option<Self> {
        mark.trim().chars().next().and_then(Self::of_char)
    }

    fn of_char(c: char) -> Option<Self> {
        match c {
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' => {
                Some(Self::Double)
            }
            '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '『' | '』' => {
                Some(Self::Single)
            }
            _ => None,
        }
    }
}

/// Whether a character may be a quotation mark: told at once of most.
pub(super) fn may_be_one(c: char) -> bool {
    c == '"' || c == '\'' || c >= '\u{AB}'
}

/// To which side a mark belongs, by its neighbours.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Open,
    Close,
    Either,
}

/// A mark in the row.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Its place.
    pub(super) at: usize,
    pub(super) class: Class,
    pub(super) straight: bool,
    pub(super) side: Side,
    /// It may be an apostrophe: it closes only where nothing surer does.
    pub(super) weak: bool,
}

/// What a mark alone can be.
pub(super) enum Reading {
    Mark(Mark),
    Apostrophe,
    /// Feet, inches, minutes.
    Measure,
}

/// Reads the mark at `at`, where there is one.
pub(super) fn read(cells: &[Cell], at: usize, custom: &Custom) -> Option<Reading> {
    let c = cells[at].c;
    let class = Class::of_char(c).filter(|_| !cells[at].fixed)?;
    let (left, right) = (before(cells, at), after(cells, at));
    let (before, after) = (flat::at(cells, left), flat::at(cells, right));
    let word =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == flat::OBJECT);
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());

    let side = side(c, before, after, custom);
    if matches!(c, '\'' | '’') {
        if figure(before) && figure(after) {
            return Some(Reading::Measure);
        }
        let inside = word(before) && word(after);
        if (inside && !begins(cells, at)) || elided(cells, at, side, c, custom) {
            return Some(Reading::Apostrophe);
        }
    }
    if c == '"' && figure(before) && inches(cells, at) {
        return Some(Reading::Measure);
    }
    let side = if begins(cells, at) { Side::Open } else { side };
    let weak = match class {
        Class::Single => {
            let s = before.is_some_and(|c| "sSxXzZ".contains(c));
            (s || figure(before)) && goes_on(cells, at)
        }
        Class::Double => c == '"' && figure(before) && goes_on(cells, at),
    };
    let doubtful = side == Side::Open && c == '\'' && doubtful(cells, at);
    Some(Reading::Mark(Mark {
        at,
        class,
        straight: "\"'".contains(c),
        side,
        weak: weak || doubtful,
    }))
}

/// The nearest place before a mark that holds neither an unseen character nor another
/// quotation mark.
pub(super) fn before(cells: &[Cell], at: usize) -> Option<usize> {
    no_mark(cells, std::iter::successors(Some(at), |at| flat::before(cells, *at)))
}

/// The same after a mark.
pub(super) fn after(cells: &[Cell], at: usize) -> Option<usize> {
    no_mark(cells, std::iter::successors(Some(at), |at| flat::after(cells, *at)))
}

fn no_mark(cells: &[Cell], places: impl Iterator<Item = usize>) -> Option<usize> {
    // More marks in a row are no quotation, and looking past them would cost.
    places
        .skip(1)
        .take(8)
        .find(|at| cells[*at].fixed || Class::of_char(cells[*at].c).is_none())
}

/// What a neighbour is to a mark.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Near {
    Space,
    Opening,
    Closing,
    Dash,
    Stop,
    Word,
}

fn near(c: Option<char>) -> Near {
    match c {
        None => Near::Space,
        Some(c) if c.is_whitespace() => Near::Space,
        Some('(' | '[' | '{' | '¿' | '¡' | '<') => Near::Opening,
        Some(')' | ']' | '}' | '>') => Near::Closing,
        Some('-' | '‐' | '‑' | '–' | '—' | '―' | '/' | '=' | '+' | '*') => {
            Near::Dash
        }
        Some(c) if ".,;:!?…%،؛؟。、".contains(c) => Near::Stop,
        Some(_) => Near::Word,
    }
}

fn side(c: char, before: Option<char>, after: Option<char>, custom: &Custom) -> Side {
    // French spaces its guillemets inside, so that their places tell nothing.
    if custom.high != HighPunctuation::Close && "«»‹›".contains(c) {
        return side_by_shape(c, custom);
    }
    match (near(before), near(after)) {
        (Near::Space, Near::Space)
        | (Near::Opening, Near::Closing)
        | (Near::Dash, Near::Dash)
        | (Near::Word | Near::Closing | Near::Stop, Near::Word) => {
            side_by_shape(c, custom)
        }
        (Near::Space | Near::Opening, _) | (Near::Dash, Near::Word) => Side::Open,
        _ => Side::Close,
    }
}

fn side_by_shape(c: char, custom: &Custom) -> Side {
    let is = |n: usize| custom.quotes[n].trim().starts_with(c);
    match (is(0) || is(2), is(1) || is(3)) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        (true, true) => Side::Either,
        (false, false) => match c {
            '“' | '„' | '«' | '‘' | '‚' | '‹' | '「' | '『' => Side::Open,
            '”' | '»' | '’' | '›' | '」' | '』' => Side::Close,
            _ => Side::Either,
        },
    }
}

/// Whether a mark begins a quote behind an elision: l''Internationale'.
fn begins(cells: &[Cell], at: usize) -> bool {
    let letter = |i: usize| cells.get(i).is_some_and(|cell| cell.c.is_alphabetic());
    let elision = at >= 2 && letter(at - 2) && matches!(cells[at - 1].c, '\'' | '’');
    cells[at].c == '\'' && elision && letter(at + 1)
}

/// In bytes; no known word with letters left out is longer.
const LONGEST_ELISION: usize = 24;

/// The letters and figures that follow a mark, in lower case.
fn word_after(cells: &[Cell], at: usize) -> String {
    let mut word = String::new();
    let mut at = flat::after(cells, at);
    while let Some(i) =
        at.filter(|i| cells[*i].c.is_alphanumeric() && word.len() < LONGEST_ELISION)
    {
        word.extend(cells[i].c.to_lowercase());
        at = flat::after(cells, i);
    }
    word
}

/// Whether letters or a century are left out here: ’tis, ’em, rock ’n’ roll, the ’90s.
fn elided(cells: &[Cell], at: usize, side: Side, c: char, custom: &Custom) -> bool {
    let single =
        |place: Option<usize>| matches!(flat::at(cells, place), Some('\'' | '’'));
    let step = |place: Option<usize>, by: fn(&[Cell], usize) -> Option<usize>| {
        place.and_then(|place| by(cells, place))
    };
    let n = |place: Option<usize>| matches!(flat::at(cells, place), Some('n' | 'N'));
    let (back, on) = (flat::before(cells, at), flat::after(cells, at));
    let spaced = |place: Option<usize>| near(flat::at(cells, place)) != Near::Word;
    let and_opens = n(on) && {
        let closing = step(on, flat::after);
        single(closing) && spaced(step(closing, flat::after))
    };
    let and_closes = n(back) && {
        let opening = step(back, flat::before);
        single(opening) && spaced(step(opening, flat::before)) && spaced(on)
    };
    if and_opens || and_closes {
        return true;
    }
    if side != Side::Open {
        return false;
    }
    let word = word_after(cells, at);
    let length = word.chars().count();
    let behind = cells.iter().skip(at + length + 1).map(|cell| cell.c);
    let closed_at_once = behind.clone().next() == Some(c);
    // The measure of the trade: an 'em dash'.
    let measure = word == "em" && {
        let words: String = behind.take(6).collect();
        [" dash", " quad", " rule", " space"].iter().any(|w| words.starts_with(w))
    };
    let decade = word.bytes().take(2).filter(u8::is_ascii_digit).count() == 2
        && word.get(2..).is_some_and(|ending| ["s", "er", "ers"].contains(&ending));
    // In most languages a curly mark that closes never opens: here it stands for letters.
    let shape = c == '’' && !custom.quotes.iter().step_by(2).any(|q| q.contains('’'));
    shape
        || decade
        || (custom.elisions.contains(&word.as_str()) && !closed_at_once && !measure)
}

/// Words after a mark that more often lack letters than begin a quote.
fn doubtful(cells: &[Cell], at: usize) -> bool {
    let word = word_after(cells, at);
    let year = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    year || ["cause", "round", "im", "er", "ere", "ad", "ave"].contains(&word.as_str())
}

/// Feet before it: 5'10".
fn inches(cells: &[Cell], at: usize) -> bool {
    let figures = cells[..at].iter().rev().take_while(|cell| cell.c.is_ascii_digit());
    let feet = at.saturating_sub(figures.take(3).count());
    feet >= 2
        && matches!(cells[feet - 1].c, '\'' | '’' | '′')
        && cells[feet - 2].c.is_ascii_digit()
}

/// Whether a space and then a word follow.
fn goes_on(cells: &[Cell], at: usize) -> bool {
    let next = flat::after(cells, at);
    flat::at(cells, next).is_some_and(char::is_whitespace)
        && cells[at + 1..].iter().any(|cell| cell.c.is_alphanumeric())
}
