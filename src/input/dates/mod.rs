//! Dates as papers write them, to days of the calendar.
//!
//! In: a short text. Out: a [`Reading`]. Start at [`read`].

mod names;

use super::draft::DateOrder;
use crate::model::Date;

/// What a text says as a date.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A day.
    Day {
        /// Which.
        date: Date,
        /// How sure that is, in hundredths.
        confidence: u8,
        /// The day it would be with day and month exchanged, where that is possible.
        other: Option<Date>,
    },
    /// It has the form of a date, but the calendar has no such day.
    NoSuchDay,
    /// It is something else.
    NotADate,
}

/// Reads a text that is a date and nothing else: `09.01.1997`, `9/1/97`, `1997-01-09`,
/// `Thursday January 9 1997`, `le 9 janvier 1997`, `1997年1月9日`.
pub(super) fn read(text: &str, order: DateOrder) -> Reading {
    let Some(pieces) = pieces(text) else { return Reading::NotADate };
    let week_day = pieces.iter().find_map(|p| match p {
        Piece::WeekDay(day) => Some(*day),
        _ => None,
    });
    let pieces: Vec<&Piece> =
        pieces.iter().filter(|p| !matches!(p, Piece::WeekDay(_))).collect();
    match pieces[..] {
        [Piece::Number(day), Piece::Month(month), Piece::Number(year)]
        | [Piece::Month(month), Piece::Number(day), Piece::Number(year)] => {
            with_name(*day, *month, *year)
        }
        [Piece::Number(a), Piece::Number(b), Piece::Number(c)] => {
            in_figures([*a, *b, *c], text, order, week_day)
        }
        [Piece::Number(n)] if n.digits == 8 && n.value > 10_000_000 => in_figures(
            [
                Figures { value: n.value / 10_000, digits: 4 },
                Figures { value: n.value / 100 % 100, digits: 2 },
                Figures { value: n.value % 100, digits: 2 },
            ],
            text,
            order,
            week_day,
        ),
        _ => Reading::NotADate,
    }
}

/// A day within the name of a folder or file: `1997-01-09`, `1997-01-09-late`.
pub(super) fn in_name(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    (0..name.len()).find_map(|at| {
        let text = name.get(at..at + 10)?;
        let figure = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
        let alone =
            !figure(at.checked_sub(1).map(|b| &bytes[b])) && !figure(bytes.get(at + 10));
        let text = text.replace(['_', '.'], "-");
        text.parse().ok().filter(|_| alone)
    })
}

/// A number and how many figures it is written with.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
struct Figures {
    value: u32,
    digits: usize,
}

impl Figures {
    /// As a year: two figures are of the last or this century.
    fn year(self) -> Option<u32> {
        match self.digits {
            4 => Some(self.value),
            2 if self.value >= 30 => Some(1900 + self.value),
            2 => Some(2000 + self.value),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Number(Figures),
    Month(u32),
    WeekDay(usize),
}

/// The numbers, months and week days of a text; `None` where there is anything else.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = vec![];
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    for word in text.split(|c: char| c.is_whitespace() || ",./·()".contains(c)) {
        for part in split_figures(word) {
            if let Some(piece) = piece(part)? {
                pieces.push(piece);
            }
        }
        if pieces.len() > 5 {
            return None;
        }
    }
    Some(pieces)
}

/// A word cut where figures meet letters: `9th`, `1997年1月9日`, `1997-01-09`.
fn split_figures(word: &str) -> Vec<&str> {
    let mut parts = vec![];
    let mut start = 0;
    let mut figures = None;
    for (at, c) in word.char_indices() {
        let now = c.is_ascii_digit();
        if figures.is_some_and(|before| before != now) {
            parts.push(&word[start..at]);
            start = at;
        }
        figures = Some(now);
    }
    parts.push(&word[start..]);
    parts
}

/// What one word is; `Some(None)` for words that dates are held together with.
#[expect(clippy::option_option, reason = "not a date, nothing, or a piece")]
fn piece(word: &str) -> Option<Option<Piece>> {
    const GLUE: &[&str] = &[
        "",
        "-",
        "–",
        "'",
        "’",
        "st",
        "nd",
        "rd",
        "th",
        "the",
        "of",
        "de",
        "del",
        "den",
        "di",
        "do",
        "le",
        "el",
        "er",
        "r",
        "г",
        "года",
        "ª",
        "º",
        "°",
        "年",
        "月",
        "日",
        "年第",
        "date",
        "date:",
        "am",
        "on",
        ":",
        "dated",
        "року",
        "stycznia:",
        "feira",
        "-feira",
        "roku",
    ];
    if word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty() {
        let value = word.parse().ok()?;
        return Some(Some(Piece::Number(Figures { value, digits: word.len() })));
    }
    let lower = word.to_lowercase();
    if GLUE.contains(&lower.as_str()) {
        return Some(None);
    }
    let bare = lower.trim_matches(['-', '–', '’', '\'', ':']);
    if let Some(month) = names::month(bare) {
        return Some(Some(Piece::Month(month)));
    }
    names::week_day(bare).map(|day| Some(Piece::WeekDay(day)))
}

fn with_name(first: Figures, month: u32, last: Figures) -> Reading {
    // `1997 January 9` and `9 January 1997` come here alike.
    let (day, year) = if first.digits == 4 { (last, first) } else { (first, last) };
    let Some(year_value) = year.year() else { return Reading::NotADate };
    if day.digits > 2 {
        return Reading::NotADate;
    }
    match Date::new(year_value as i32, month, day.value) {
        Some(date) => {
            let confidence = if year.digits == 4 { 98 } else { 75 };
            Reading::Day { date, confidence, other: None }
        }
        None => Reading::NoSuchDay,
    }
}

fn in_figures(
    [a, b, c]: [Figures; 3],
    text: &str,
    order: DateOrder,
    week_day: Option<usize>,
) -> Reading {
    if a.digits == 4 && b.digits <= 2 && c.digits <= 2 {
        return match Date::new(a.value as i32, b.value, c.value) {
            Some(date) => Reading::Day { date, confidence: 99, other: None },
            None => Reading::NoSuchDay,
        };
    }
    let Some(year) = c.year().filter(|_| a.digits <= 2 && b.digits <= 2) else {
        return Reading::NotADate;
    };
    let day_first = Date::new(year as i32, b.value, a.value);
    let month_first = Date::new(year as i32, a.value, b.value);
    // Nobody writes the month first with full stops.
    let stops = text.contains('.');
    let sure = if c.digits == 4 { 95 } else { 70 };
    let (date, other) = match (day_first, month_first) {
        (None, None) => return Reading::NoSuchDay,
        (Some(date), other) if stops => (date, other.filter(|_| false)),
        (None, Some(_)) if stops => return Reading::NoSuchDay,
        (Some(date), None) | (None, Some(date)) => (date, None),
        (Some(day_first), Some(month_first)) if day_first == month_first => {
            (day_first, None)
        }
        (Some(day_first), Some(month_first)) => {
            by_order(day_first, month_first, order, week_day)
        }
    };
    let confidence = if other.is_some() { 60 } else { sure };
    Reading::Day { date, confidence, other }
}

/// Which of two readings is meant: the one whose day of the week is named, else the
/// paper's order.
fn by_order(
    day_first: Date,
    month_first: Date,
    order: DateOrder,
    week_day: Option<usize>,
) -> (Date, Option<Date>) {
    let (wanted, other) = match order {
        DateOrder::DayFirst => (day_first, month_first),
        DateOrder::MonthFirst => (month_first, day_first),
    };
    match week_day {
        Some(day) if wanted.weekday() == day => (wanted, None),
        Some(day) if other.weekday() == day => (other, None),
        _ => (wanted, Some(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> String {
        match read(text, DateOrder::DayFirst) {
            Reading::Day { date, other: None, .. } => date.to_string(),
            Reading::Day { date, other: Some(other), .. } => format!("{date} or {other}"),
            Reading::NoSuchDay => "no such day".into(),
            Reading::NotADate => "not a date".into(),
        }
    }

    #[test]
    fn every_form_of_the_archives_is_read() {
        for text in [
            "09.01.1997",
            "9.1.1997",
            "9.1.97",
            "1997-01-09",
            "1997/01/09",
            "19970109",
            "9 January 1997",
            "9th of January, 1997",
            "January 9, 1997",
            "Thursday January 9 1997",
            "Thursday, 9 Jan. ’97",
            "Thu 09/01/1997",
            "Thursday 01/09/1997",
            "(9 January 1997)",
            "Donnerstag, 9. Januar 1997",
            "Donnerstag, den 9. Jänner 1997",
            "le jeudi 9 janvier 1997",
            "9 de enero de 1997",
            "giovedì 9 gennaio 1997",
            "donderdag 9 januari 1997",
            "quinta-feira, 9 de janeiro de 1997",
            "9 stycznia 1997 r.",
            "9 января 1997 г.",
            "9 ιανουαρίου 1997",
            "1997年1月9日",
        ] {
            assert_eq!(day(text), "1997-01-09", "{text}");
        }
        assert_eq!(day("1er mars 1998"), "1998-03-01");
    }

    #[test]
    fn day_and_month_may_be_exchanged() {
        assert_eq!(day("09/01/1997"), "1997-01-09 or 1997-09-01");
        assert_eq!(day("13/01/1997"), "1997-01-13");
        assert_eq!(day("01/13/1997"), "1997-01-13");
        assert_eq!(day("05/05/1997"), "1997-05-05");
        let american = read("09/01/1997", DateOrder::MonthFirst);
        assert!(matches!(american, Reading::Day { date, .. } if date.month() == 9));
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in [
            "",
            "Mission impossible in Peru",
            "No 174",
            "1997",
            "May 1997",
            "3 men in 4 boats 1997",
            "1-2-3-4",
            "10/12",
        ] {
            assert_eq!(day(text), "not a date", "{text}");
        }
        assert_eq!(day("31.02.1997"), "no such day");
        assert_eq!(day("30 February 1997"), "no such day");
    }

    #[test]
    fn folders_are_named_by_the_day() {
        assert_eq!(
            in_name("1997-01-09").map(|d| d.to_string()),
            Some("1997-01-09".into())
        );
        assert_eq!(in_name("ww-1997-01-09-late").map(Date::day), Some(9));
        assert_eq!(in_name("specimen"), None);
        assert_eq!(in_name("91997-01-09"), None);
        assert_eq!(in_name("žžžžžžžžž"), None);
    }
}
