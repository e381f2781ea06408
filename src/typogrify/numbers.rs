//! Signs between and before figures: ranges, multiplication, minus.

use super::custom::House;
use super::flat::{self, Cell, Changes};

/// What becomes of hyphens and the letter x beside figures.
pub(super) fn signs(cells: &[Cell], house: &House<'_>) -> Changes {
    let mut changes = Changes::default();
    for at in flat::places(cells, |c| matches!(c, '-' | 'x' | 'X')) {
        let cell = &cells[at];
        match cell.c {
            _ if cell.fixed => {}
            '-' if is_minus(cells, at) => changes.replace(at, "−"),
            '-' if house.get(cell.custom).ranges && is_range(cells, at) => {
                changes.replace(at, "–");
            }
            'x' | 'X' if is_times(cells, at) => changes.replace(at, "×"),
            _ => {}
        }
    }
    changes
}

/// Before a figure, with nothing in front that it could join or count down from.
fn is_minus(cells: &[Cell], at: usize) -> bool {
    let before = flat::before(cells, at);
    let free = match flat::at(cells, before) {
        None => true,
        Some(c) if c.is_whitespace() => {
            // After a figure and a space, the hyphen may as well be a dash.
            !flat::at(cells, before.and_then(|b| flat::before(cells, b)))
                .is_some_and(|c| c.is_ascii_digit())
        }
        Some(c) => "([=<>≤≥≈±".contains(c),
    };
    let raised = cells[at].raised && before.is_none_or(|b| !cells[b].raised);
    let currency = |c: char| "£$€¥".contains(c);
    let next = flat::after(cells, at);
    let figure = match flat::at(cells, next) {
        Some(c) if currency(c) => {
            flat::at(cells, next.and_then(|next| flat::after(cells, next)))
        }
        c => c,
    };
    (free || raised) && figure.is_some_and(|c| c.is_ascii_digit())
}

/// A number in the row, with what belongs to it: `1,000`, `9.30`, `£5`, `5%`.
struct Number {
    /// Its figures, parted where a stop, colon or a comma of decimals parts them.
    parts: Vec<String>,
    /// What stands on its far side.
    beyond: Option<char>,
    /// The character behind that, away from the number.
    further: Option<char>,
}

fn is_range(cells: &[Cell], at: usize) -> bool {
    let raised = cells[at].raised;
    let row = |cell: &&Cell| cell.raised == raised && !cell.fixed;
    let (left, right) = (cells[..at].iter().rev(), cells[at + 1..].iter());
    // Farther off nothing tells what a number is.
    let left: Vec<char> = left.take(40).take_while(row).map(|cell| cell.c).collect();
    let right: Vec<char> = right.take(40).take_while(row).map(|cell| cell.c).collect();
    let (Some(from), Some(to)) = (number_before(&left), number_after(&right)) else {
        return false;
    };
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let joined = |c: Option<char>| c.is_some_and(|c| "-‐‑–/_\\@#=+:.,".contains(c));
    if letter(from.beyond) || joined(from.beyond) || called(&left) {
        return false;
    }
    // Behind it a unit, a stop or a hyphen and a word may stand: 5–7pm, 16–18-year-olds.
    let chained = match to.beyond {
        Some('-' | '–' | '/') => !to.further.is_some_and(char::is_alphabetic),
        Some('_' | '@' | '\\') => true,
        c => c.is_some_and(char::is_uppercase),
    };
    // With a unit of its own the beginning may count in something smaller: 50p–£1.
    !chained && (unit_before(&left) > 0 || runs_up(&from.parts, &to.parts))
}

fn number_before(row: &[char]) -> Option<Number> {
    let row = row.strip_prefix(&['%']).unwrap_or(row);
    number(&row[unit_before(row)..], true)
}

/// How many letters of a unit stand right behind a number that is read backwards.
fn unit_before(row: &[char]) -> usize {
    const UNITS: &str = "p m bn k am pm kg km cm mm st nd rd th";
    let letters = row.iter().take_while(|c| c.is_alphabetic()).count();
    let unit: String = row[..letters].iter().rev().collect();
    let counts = row.get(letters).is_some_and(char::is_ascii_digit);
    if counts && UNITS.split(' ').any(|known| known == unit) { letters } else { 0 }
}

fn number_after(row: &[char]) -> Option<Number> {
    let currency = row.first().is_some_and(|c| "£$€¥'’".contains(*c));
    number(if currency { &row[1..] } else { row }, false)
}

fn number(row: &[char], backwards: bool) -> Option<Number> {
    let inside = |i: usize| match row[i] {
        c if c.is_ascii_digit() => true,
        '.' | ',' | ':' => {
            i > 0
                && row[i - 1].is_ascii_digit()
                && row.get(i + 1).is_some_and(char::is_ascii_digit)
        }
        _ => false,
    };
    let length = (0..row.len()).take_while(|i| inside(*i)).count();
    let mut figures: Vec<char> = row[..length].to_vec();
    let mut beyond = &row[length..];
    if backwards {
        figures.reverse();
        if beyond.first().is_some_and(|c| "£$€¥".contains(*c)) {
            beyond = &beyond[1..];
        }
    }
    let figures: String = figures.into_iter().collect();
    let parts: Vec<String> = parts(&figures);
    (length > 0).then(|| Number {
        parts,
        beyond: beyond.first().copied(),
        further: beyond.get(1).copied(),
    })
}

/// A comma before three figures parts thousands and is passed over.
fn parts(figures: &str) -> Vec<String> {
    let mut whole = String::new();
    for (i, part) in figures.split(',').enumerate() {
        let thousands = part.split(['.', ':']).next().is_some_and(|p| p.len() == 3);
        if i > 0 && !thousands {
            whole.push('.');
        }
        whole.push_str(part);
    }
    whole.split(['.', ':']).map(str::to_owned).collect()
}

/// Whether two numbers are the ends of a range or a score: 1914–18, 9.30–10, 3–1; not a
/// month of the form 1997-01, nor a telephone number.
fn runs_up(from: &[String], to: &[String]) -> bool {
    let (Some(last), Some(first)) = (from.last(), to.first()) else { return false };
    if from.len() == 1 && to.len() == 1 {
        return whole_numbers(last, first);
    }
    let value = |n: &String| n.parse::<u64>().ok();
    let values = |parts: &[String]| parts.iter().map(value).collect::<Option<Vec<_>>>();
    match (values(from), values(to)) {
        (Some(from), Some(to)) if from.len() == to.len() => from < to,
        (Some(from), Some(to)) if from.len() > to.len() => from.last() < to.last(),
        (Some(from), Some(to)) => from.first() <= to.first(),
        _ => false,
    }
}

fn whole_numbers(from: &str, to: &str) -> bool {
    // The turn of a century: 1999–00.
    if from.len() == 4 && from.ends_with("99") && to == "00" {
        return true;
    }
    let leading_nought = |n: &str| n.len() > 1 && n.starts_with('0');
    if leading_nought(from) || (leading_nought(to) && from.len() != 4) {
        return false;
    }
    // The British and American telephone: 555-1234.
    if (from.len(), to.len()) == (3, 4) || from.len() > 6 || to.len() > 6 {
        return false;
    }
    // The end borrows what it lacks from the beginning: 1914–18.
    let whole = if to.len() < from.len() && to.len() > 1 {
        format!("{}{to}", &from[..from.len() - to.len()])
    } else {
        to.to_owned()
    };
    let (start, end) = (from.parse::<u32>().ok(), whole.parse::<u32>().ok());
    let score = from.len() <= 2 && to.len() <= 2 && start != end;
    let single = to.len() == 1 && from.len() > 2;
    let borrowed = || {
        let tail = from.chars().next_back().map(String::from).unwrap_or_default();
        tail.as_str() < to
    };
    score || (single && borrowed()) || (!single && start < end)
}

/// Whether a word before says that the number is a name: ISBN, tel.
fn called(row_back: &[char]) -> bool {
    let before: String = row_back
        .iter()
        .skip_while(|c| !c.is_whitespace())
        .skip_while(|c| !c.is_alphabetic())
        .take_while(|c| !c.is_whitespace())
        .collect();
    let word: String = before.chars().rev().collect::<String>().to_lowercase();
    let names =
        ["isbn", "issn", "tel", "telephone", "phone", "fax", "ring", "call", "mobile"];
    row_back.iter().take(24).any(|c| *c == '+')
        || names.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// `4 x 5`, `4x5`; not 0x10, nor a word.
fn is_times(cells: &[Cell], at: usize) -> bool {
    let side = |step: fn(&[Cell], usize) -> Option<usize>| {
        let next = step(cells, at)?;
        if matches!(cells[next].c, ' ' | '\u{A0}' | '\u{202F}') {
            Some((step(cells, next)?, true))
        } else {
            Some((next, false))
        }
    };
    let (Some((left, spaced)), Some((right, spaced_too))) =
        (side(flat::before), side(flat::after))
    else {
        return false;
    };
    let figure = |i: usize| cells[i].c.is_ascii_digit() && !cells[i].fixed;
    if spaced != spaced_too || !figure(left) || !figure(right) {
        return false;
    }
    let figures = cells[..=left].iter().rev().take_while(|cell| cell.c.is_ascii_digit());
    let start = left + 1 - figures.take(40).count().max(1);
    let in_word = start > 0 && cells[start - 1].c.is_alphabetic();
    let hexadecimal = !spaced && start == left && cells[left].c == '0';
    !in_word && !hexadecimal
}
