//! What stands above an archive text: masthead, number, date, headline, standfirst.

use std::ops::Range;

use super::lines::{Group, Line, Lines, range_of};
use super::{Reader, join};
use crate::input::codes::{AMBIGUOUS_DATE, INVALID_DATE};
use crate::input::dates::{self, Reading};
use crate::input::draft::Guessed;
use crate::input::names;
use crate::model::{Date, Text};

/// Takes the head off `lines` and puts what it says into the draft.
pub(super) fn take(lines: &mut Lines<'_>, reader: &mut Reader<'_, '_>) {
    masthead_and_date(lines, reader);
    headline(lines, reader);
    if !reader.draft.article.headline.inlines.is_empty() {
        below_headline(lines, reader);
    }
}

fn masthead_and_date(lines: &mut Lines<'_>, reader: &mut Reader<'_, '_>) {
    let first = lines.first(6);
    if first.first().is_some_and(|line| one_line(line, first.get(1), reader)) {
        lines.pop_line();
        return;
    }
    let date = first.iter().take(4).position(|line| is_date(line, reader));
    let Some(at) = date else {
        // Without a date only a known name or a number tells a masthead from a headline.
        let masthead = first.first().filter(|line| {
            first.len() > 2
                && (known(line.text, reader).is_some() || number_in(line.text).is_some())
        });
        if let Some(line) = masthead {
            masthead_line(line, 85, reader);
            lines.pop_line();
        }
        return;
    };
    let heads_below = first.get(at + 1).is_some_and(is_headline);
    // `Headline`, date, text: then what stands above the date is no masthead.
    let above = if heads_below { at } else { at.saturating_sub(1) };
    for line in &first[..at] {
        if line.range.start == first[0].range.start
            && (above > 0 || known(line.text, reader).is_some())
        {
            masthead_line(line, 92, reader);
            lines.pop_line();
        } else if number_line(line, reader) {
            lines.pop_line();
        } else {
            break;
        }
    }
    // Lines between are a headline above the date, or lines of the masthead.
    let left = lines.first(at + 1);
    let at = left.iter().position(|line| line.range == first[at].range).unwrap_or(0);
    if at == 0 {
        date_line(&first_of(lines), reader);
        lines.pop_line();
        return;
    }
    let between: Vec<Line<'_>> = (0..at).filter_map(|_| lines.pop_line()).collect();
    date_line(&first_of(lines), reader);
    lines.pop_line();
    let (text, _) = join::joined(&between, &join::Words::default());
    let range = range_of(&between);
    let span = reader.findings.span(&range);
    if heads_below {
        reader.guess(Guessed::Masthead, 40, &range);
        reader.draft.article.kicker = Some(Text::plain(text, span));
    } else {
        reader.guess(Guessed::Headline, 80, &range);
        reader.draft.article.headline = Text::plain(text, span);
    }
}

fn first_of<'t>(lines: &Lines<'t>) -> Line<'t> {
    let mut first = lines.first(1);
    first.pop().unwrap_or(Line { text: "", range: 0..0, indent: 0 })
}

fn is_date(line: &Line<'_>, reader: &Reader<'_, '_>) -> bool {
    line.words() <= 8 && dates::read(line.text, reader.date_order()) != Reading::NotADate
}

/// A masthead and a date on one line: `Weekly Worker 174 Thursday January 9 1997`.
fn one_line(
    line: &Line<'_>,
    next: Option<&Line<'_>>,
    reader: &mut Reader<'_, '_>,
) -> bool {
    if line.words() > 14 || !next.is_some_and(is_headline) {
        return false;
    }
    let starts = line.text.char_indices().filter(|(at, c)| {
        let before = line.text[..*at].chars().next_back();
        !c.is_whitespace() && before.is_some_and(|b| b.is_whitespace() || b == ',')
    });
    for (at, _) in starts {
        let (name, date) = line.text.split_at(at);
        if let Reading::Day { .. } = dates::read(date, reader.date_order()) {
            let start = line.range.start;
            let name = name
                .trim_end_matches(|c: char| c.is_whitespace() || ",;:-–—|·(".contains(c));
            if name.split_whitespace().count() > 8 || name.is_empty() {
                return false;
            }
            let name = Line { text: name, range: start..start + name.len(), indent: 0 };
            let date = Line { text: date, range: start + at..line.range.end, indent: 0 };
            masthead_line(&name, 88, reader);
            date_line(&date, reader);
            return true;
        }
    }
    false
}

fn date_line(line: &Line<'_>, reader: &mut Reader<'_, '_>) {
    let range = line.range.clone();
    match dates::read(line.text, reader.date_order()) {
        Reading::Day { date, confidence, other } => {
            reader.guess(Guessed::Date, confidence, &range);
            let doubtful = reader.defaults.date_order.is_none();
            if let Some(other) = other.filter(|_| doubtful) {
                tell_ambiguous(line.text, date, other, &range, reader);
            }
            reader.draft.date.get_or_insert(date);
        }
        Reading::NoSuchDay => {
            let message = format!("`{}` is not a day of the calendar", line.text);
            reader.findings.error(
                INVALID_DATE,
                &range,
                message,
                "write a day that exists",
            );
        }
        Reading::NotADate => {}
    }
}

fn tell_ambiguous(
    text: &str,
    date: Date,
    other: Date,
    range: &Range<usize>,
    reader: &mut Reader<'_, '_>,
) {
    let message = format!("`{text}` is read as {date}; it might be {other}");
    let hint = format!("write `{date}`, or `date_order` in `wwpub.toml`");
    reader.findings.warn(AMBIGUOUS_DATE, range, message, hint);
}

/// Takes a line as the paper's name, with the number of the issue where it has one.
fn masthead_line(line: &Line<'_>, confidence: u8, reader: &mut Reader<'_, '_>) {
    let (name, number) = match number_in(line.text) {
        Some((name, number)) => (name, Some(number)),
        None => (line.text.to_owned(), None),
    };
    let known = known(&name, reader);
    let sure = if known.is_some() { 99 } else { confidence };
    reader.guess(Guessed::Masthead, sure, &line.range);
    if let Some(number) = number {
        reader.guess(Guessed::Number, 85, &line.range);
        reader.draft.number.get_or_insert(number);
    }
    let name = known.unwrap_or_else(|| spaced(&join::clean(&name)));
    if !name.is_empty() {
        reader.draft.paper.get_or_insert(name);
    }
}

/// A line that is nothing but the number of the issue.
fn number_line(line: &Line<'_>, reader: &mut Reader<'_, '_>) -> bool {
    match number_in(line.text) {
        Some((name, number)) if name.is_empty() => {
            reader.guess(Guessed::Number, 90, &line.range);
            reader.draft.number.get_or_insert(number);
            true
        }
        _ => false,
    }
}

/// The paper of that name, however it is spaced and cased.
fn known(name: &str, reader: &Reader<'_, '_>) -> Option<String> {
    let folded = |name: &str| -> String {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let name = folded(name);
    reader.defaults.papers.iter().find(|paper| folded(paper) == name).cloned()
}

/// The number of the issue on a line, and the line without it: `No 174`, `Issue 174`,
/// `Vol 3 No 12`, `Nr. 5`, `#174`.
fn number_in(text: &str) -> Option<(String, String)> {
    const MARKS: &[&str] = &[
        "no",
        "no.",
        "nº",
        "n°",
        "№",
        "nr",
        "nr.",
        "num.",
        "núm.",
        "number",
        "issue",
        "numéro",
        "número",
        "numero",
        "nummer",
        "numer",
        "номер",
        "ausgabe",
        "heft",
    ];
    const VOLUMES: &[&str] = &["vol", "vol.", "volume", "jg.", "jahrgang", "tome", "rok"];
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '·' | '|' | '–' | '—'))
        .filter(|word| !word.is_empty())
        .collect();
    let figures = |word: &str| {
        let word = word.trim_matches(['(', ')', '.', ';', ':']);
        (!word.is_empty() && word.len() <= 5 && word.bytes().all(|b| b.is_ascii_digit()))
            .then(|| word.to_owned())
    };
    let mut name = vec![];
    let mut number = None;
    let mut at = 0;
    while at < words.len() {
        let lower = words[at].trim_matches(['(', ')', ':']).to_lowercase();
        let next = words.get(at + 1).and_then(|word| figures(word));
        if let (true, Some(found)) = (MARKS.contains(&lower.as_str()), &next) {
            number.get_or_insert(found.clone());
            at += 2;
        } else if VOLUMES.contains(&lower.as_str()) && next.is_some() {
            at += 2;
        } else if let Some(found) = lower.strip_prefix(['#', '№']).and_then(figures) {
            number.get_or_insert(found);
            at += 1;
        } else {
            name.push(words[at]);
            at += 1;
        }
    }
    number.map(|number| (name.join(" "), number))
}

/// `WeeklyWorker` as it was before its space was lost.
fn spaced(name: &str) -> String {
    if name.contains(char::is_whitespace) {
        return name.into();
    }
    let mut parts = vec![];
    let mut start = 0;
    let mut lower = false;
    for (at, c) in name.char_indices() {
        if c.is_uppercase() && lower {
            parts.push(&name[start..at]);
            start = at;
        }
        lower = c.is_lowercase();
    }
    parts.push(&name[start..]);
    // `McDonald` is one word.
    if parts.iter().all(|part| part.chars().count() >= 3) {
        parts.join(" ")
    } else {
        name.into()
    }
}

/// Whether a line has the form of a headline: short, and no sentence with a full stop.
fn is_headline(line: &Line<'_>) -> bool {
    line.words() <= 16
        && line.width() <= 120
        && line.text.chars().any(char::is_alphabetic)
        && (!line.text.ends_with(['.', ',', ';', ':', '-']) || line.text.ends_with("..."))
}

fn headline(lines: &mut Lines<'_>, reader: &mut Reader<'_, '_>) {
    if !reader.draft.article.headline.inlines.is_empty() {
        return;
    }
    let more = lines.groups.len() > 1;
    let Some(group) = lines.groups.front() else { return };
    let heads = group.iter().take_while(|line| is_headline(line)).count();
    let (count, confidence) = match group.len() {
        // A headline in lines of its own, as many as three.
        n @ 1..=3
            if heads == n && more && group.iter().all(|l| l.width() < 80 || n == 1) =>
        {
            (n, if n == 1 { 93 } else { 75 })
        }
        1 if more && group[0].words() <= 10 => (1, 45),
        // A headline right above its text.
        n if n > 1 && heads > 0 && group[1].width() >= 40.max(group[0].width() / 2) => {
            (1, 65)
        }
        _ => return,
    };
    let taken: Vec<Line<'_>> = (0..count).filter_map(|_| lines.pop_line()).collect();
    let range = range_of(&taken);
    let (text, _) = join::joined(&taken, &join::Words::default());
    reader.guess(Guessed::Headline, confidence, &range);
    reader.draft.article.headline = Text::plain(text, reader.findings.span(&range));
}

/// A byline or a standfirst right below the headline.
fn below_headline(lines: &mut Lines<'_>, reader: &mut Reader<'_, '_>) {
    for _ in 0..2 {
        let Some(group) = lines.groups.front() else { return };
        if lines.groups.len() < 2 {
            return;
        }
        if is_top_byline(group) {
            let line = group[0].clone();
            let named = names::without_by(line.text);
            if reader.draft.article.authors.is_empty()
                && names::is_name_shaped(named, &reader.lang)
            {
                reader.draft.article.authors = names::split(line.text, &reader.lang);
                reader.guess(Guessed::Byline, 95, &line.range);
                lines.pop_line();
                continue;
            }
        }
        if reader.draft.article.standfirst.is_some() || !is_standfirst(lines, reader) {
            return;
        }
        let Some(group) = lines.groups.pop_front() else { return };
        let range = range_of(&group);
        let (text, _) = join::joined(&group, &join::Words::default());
        reader.guess(Guessed::Standfirst, 72, &range);
        reader.draft.article.standfirst =
            Some(Text::plain(text, reader.findings.span(&range)));
    }
}

/// `By Paul Greenaway` in a line of its own.
fn is_top_byline(group: &Group<'_>) -> bool {
    matches!(group.as_slice(), [line] if names::by_of(line.text).is_some() && line.words() <= 9)
}

/// A short block that ends without a full stop, or that names the author, above longer
/// ones.
fn is_standfirst(lines: &Lines<'_>, reader: &Reader<'_, '_>) -> bool {
    let words = |at: usize| -> usize {
        lines.groups.get(at).map_or(0, |group| group.iter().map(Line::words).sum())
    };
    let below = 1 + usize::from(lines.groups.get(1).is_some_and(is_top_byline));
    let (first, second) = (words(0), words(below));
    let group = &lines.groups[0];
    let last = group.last().map_or("", |line| line.text);
    let open = !last.ends_with(['.', '!', '?', ':', '…', '”', '’', '"', ')']);
    let author =
        lines.groups.back().filter(|group| group.len() == 1).is_some_and(|last| {
            let name = last[0].text;
            names::is_name_shaped(name, &reader.lang)
                && name.split_whitespace().count() > 1
                && group.iter().any(|line| line.text.contains(name))
        });
    // Ragged lines above one another are verse or an address, not a sentence.
    let sentence = group.len() == 1 || group.iter().any(|line| line.width() > 45);
    (6..=45).contains(&first) && sentence && second > first && (open || author)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mastheads_lose_their_spaces_and_get_them_back() {
        assert_eq!(spaced("WeeklyWorker"), "Weekly Worker");
        assert_eq!(spaced("TheDailyNews"), "The Daily News");
        assert_eq!(spaced("McDonald"), "McDonald");
        assert_eq!(spaced("Pravda"), "Pravda");
        assert_eq!(spaced("WEEKLY"), "WEEKLY");
    }

    #[test]
    fn numbers_stand_beside_the_name() {
        let of = |text| number_in(text).map(|(a, b)| format!("{a}|{b}"));
        assert_eq!(of("Weekly Worker No 174").as_deref(), Some("Weekly Worker|174"));
        assert_eq!(of("Vol 3, No. 12").as_deref(), Some("|12"));
        assert_eq!(of("Issue 9").as_deref(), Some("|9"));
        assert_eq!(of("Искра № 5").as_deref(), Some("Искра|5"));
        assert_eq!(of("No to war"), None);
    }
}
