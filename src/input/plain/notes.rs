//! A list of notes at the end of an archive text, and where the text calls them.

use std::ops::Range;

use super::Reader;
use super::body::paragraph;
use super::join::Words;
use super::lines::{Group, Line, Lines, range_of};
use crate::input::draft::Guessed;
use crate::input::mend::WrittenNote;
use crate::model::{Block, BlockKind, Inline, NoteId, Text};

/// The notes of a text as they stand, taken off its end.
#[derive(Debug, Default)]
pub(super) struct Listed<'t> {
    heading: Option<Line<'t>>,
    notes: Vec<(u32, Vec<Line<'t>>)>,
}

const HEADINGS: &[&str] = &[
    "notes",
    "note",
    "footnotes",
    "endnotes",
    "references",
    "notes and references",
    "anmerkungen",
    "fußnoten",
    "notas",
    "noten",
    "voetnoten",
    "przypisy",
    "примечания",
    "сноски",
    "noter",
    "fotnoter",
    "poznámky",
    "σημειώσεις",
    "notlar",
    "註",
    "注",
];

/// Takes a list of notes off the end of `lines`; below it there may be a byline, which
/// stays.
pub(super) fn take<'t>(lines: &mut Lines<'t>) -> Listed<'t> {
    let groups: Vec<&Group<'t>> = lines.groups.iter().collect();
    let Some((start, end)) = extent(&groups) else { return Listed::default() };
    let mut taken: Vec<Line<'t>> = lines.groups.drain(start..end).flatten().collect();
    let heading = is_heading(&taken[0]).then(|| taken.remove(0));
    let mut notes: Vec<(u32, Vec<Line<'t>>)> = vec![];
    for line in taken {
        let expected = notes.len() as u32 + 1;
        match mark(line.text).filter(|(number, _)| *number == expected) {
            Some((number, said)) => {
                let start = line.range.end - said.len();
                let said = Line { text: said, range: start..line.range.end, indent: 0 };
                notes.push((number, vec![said]));
            }
            None => {
                if let Some((_, lines)) = notes.last_mut() {
                    lines.push(line);
                }
            }
        }
    }
    Listed { heading, notes }
}

/// Which groups the list covers.
fn extent(groups: &[&Group<'_>]) -> Option<(usize, usize)> {
    let first = |group: &Group<'_>, n: u32| {
        mark(group[0].text).is_some_and(|(number, _)| number == n)
    };
    let headed = groups.iter().rposition(|group| is_heading(&group[0]));
    let start = match headed {
        Some(at) if groups[at].len() > 1 => {
            mark(groups[at][1].text).filter(|(number, _)| *number == 1).map(|_| at)
        }
        Some(at) => groups.get(at + 1).filter(|group| first(group, 1)).map(|_| at),
        None => {
            let at = groups.iter().rposition(|group| first(group, 1))?;
            // Without a heading, only marks that nothing else has.
            groups[at][0].text.starts_with(['[', '¹']).then_some(at)
        }
    }?;
    if start == 0 {
        return None;
    }
    // Groups that do not begin with a mark end the list: a byline below it.
    let marked = |group: &&Group<'_>| mark(group[0].text).is_some();
    let below = start + usize::from(headed == Some(start) && groups[start].len() == 1);
    let unmarked = groups
        [below + usize::from(groups[start].len() > 1 && headed == Some(start))..]
        .iter()
        .position(|group| !marked(group));
    let skipped = below + usize::from(groups[start].len() > 1 && headed == Some(start));
    Some((start, unmarked.map_or(groups.len(), |at| skipped + at)))
}

fn is_heading(line: &Line<'_>) -> bool {
    let word = line.text.trim_end_matches([':', '.']).to_lowercase();
    HEADINGS.contains(&word.as_str())
}

/// The number of a note at the beginning of a line, and what stands behind it.
fn mark(text: &str) -> Option<(u32, &str)> {
    let (open, rest) = match text.strip_prefix(['[', '(']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (number, used) = leading_number(rest)?;
    let rest = &rest[used..];
    let plain = rest.len() < text.len() && text.starts_with(|c: char| c.is_ascii_digit());
    let rest = if open {
        rest.strip_prefix([']', ')'])?
    } else if plain {
        rest.strip_prefix(['.', ')', ':'])
            .or_else(|| rest.starts_with(' ').then_some(rest))?
    } else {
        rest
    };
    let said = rest.trim_start();
    (!said.is_empty()).then_some((number, said))
}

/// A number in plain or raised figures, and how many bytes it takes.
fn leading_number(text: &str) -> Option<(u32, usize)> {
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|r| r == c).map(|d| d as u32);
    let is_raised = text.chars().next().and_then(raised).is_some();
    let mut number = 0_u32;
    let mut used = 0;
    for c in text.chars().take(3) {
        let digit =
            if is_raised { raised(c) } else { c.to_digit(10).filter(|_| c.is_ascii()) };
        let Some(digit) = digit else { break };
        number = number * 10 + digit;
        used += c.len_utf8();
    }
    (used > 0 && number > 0).then_some((number, used))
}

/// Finds the calls of the notes in `blocks` and gives the notes; where nothing calls any
/// of them the list goes back to the text as it stood.
pub(super) fn place(
    listed: Listed<'_>,
    blocks: &mut Vec<Block>,
    words: &Words,
    reader: &mut Reader<'_, '_>,
) -> Vec<WrittenNote> {
    let Listed { heading, notes } = listed;
    if notes.is_empty() {
        return vec![];
    }
    let mut calls = 0;
    for (number, _) in &notes {
        calls += usize::from(call(*number, blocks));
    }
    if calls == 0 {
        put_back(heading, &notes, blocks, words, reader);
        return vec![];
    }
    let mut written = vec![];
    for (number, lines) in notes {
        let range = range_of(&lines);
        reader.guess(Guessed::Note, 85, &range);
        let text = paragraph(&lines, words, reader);
        let span = reader.findings.span(&range);
        let blocks = vec![Block::new(BlockKind::Paragraph(text), span)];
        written.push(WrittenNote { number, label: number.to_string(), blocks, span });
    }
    written
}

fn put_back(
    heading: Option<Line<'_>>,
    notes: &[(u32, Vec<Line<'_>>)],
    blocks: &mut Vec<Block>,
    words: &Words,
    reader: &mut Reader<'_, '_>,
) {
    use crate::model::{List, ListItem, ListMarker};

    if let Some(line) = heading {
        let span = reader.findings.span(&line.range);
        let text = Text::plain(line.text, span);
        blocks.push(Block::new(BlockKind::Crosshead { level: 1, text }, span));
    }
    let mut items = vec![];
    for (_, lines) in notes {
        let text = paragraph(lines, words, reader);
        let span = text.span;
        let blocks = vec![Block::new(BlockKind::Paragraph(text), span)];
        items.push(ListItem { done: None, blocks });
    }
    let list = List { marker: ListMarker::Number(1), items };
    blocks.push(Block::new(BlockKind::List(list), None));
}

/// Puts the call of a note in the place of its mark; whether there was one.
fn call(number: u32, blocks: &mut [Block]) -> bool {
    let marks = [format!("[{number}]"), raised(number)];
    let find: [&Find<'_>; 3] = [
        &|text| text.find(&marks[0]).map(|at| at..at + marks[0].len()),
        &|text| alone_raised(text, &marks[1]),
        &|text| glued(text, number),
    ];
    find.iter().any(|find| {
        blocks
            .iter_mut()
            .any(|block| texts(block).into_iter().any(|text| split(text, number, find)))
    })
}

/// Where a mark stands in a text.
type Find<'m> = dyn Fn(&str) -> Option<Range<usize>> + 'm;

/// The texts of a block of archive text.
fn texts(block: &mut Block) -> Vec<&mut Text> {
    match &mut block.kind {
        BlockKind::Paragraph(text) => vec![text],
        BlockKind::List(list) => {
            list.items.iter_mut().flat_map(|i| &mut i.blocks).flat_map(texts).collect()
        }
        _ => vec![],
    }
}

fn split(text: &mut Text, number: u32, find: &Find<'_>) -> bool {
    for at in 0..text.inlines.len() {
        let Inline::Text(words) = &text.inlines[at] else { continue };
        let Some(range) = find(words) else { continue };
        let before = words[..range.start].trim_end().to_owned();
        let after = words[range.end..].to_owned();
        let mut made = vec![];
        if !before.is_empty() {
            made.push(Inline::Text(before));
        }
        made.push(Inline::NoteRef(NoteId(number)));
        if !after.is_empty() {
            made.push(Inline::Text(after));
        }
        text.inlines.splice(at..=at, made);
        return true;
    }
    false
}

fn raised(number: u32) -> String {
    let figures: Vec<char> = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().collect();
    number
        .to_string()
        .chars()
        .filter_map(|c| c.to_digit(10).map(|digit| figures[digit as usize]))
        .collect()
}

/// Raised figures that are not part of a longer number, nor an exponent of a unit.
fn alone_raised(text: &str, mark: &str) -> Option<Range<usize>> {
    let is_raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺".contains(c);
    text.match_indices(mark).map(|(at, _)| at..at + mark.len()).find(|range| {
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        !before.is_some_and(|c| is_raised(c) || c.is_numeric())
            && !after.is_some_and(is_raised)
            && !after_unit(&text[..range.start])
    })
}

/// `m²`, `cm²`, `km³`.
fn after_unit(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(word, "m" | "cm" | "mm" | "km" | "dm" | "ft" | "in")
}

/// Figures glued to the end of a sentence: `the end.1 The next`.
fn glued(text: &str, number: u32) -> Option<Range<usize>> {
    let mark = number.to_string();
    text.match_indices(&mark).map(|(at, _)| at..at + mark.len()).find(|range| {
        let mut before = text[..range.start].chars().rev();
        let stop = before.next().is_some_and(|c| ".,;:!?’”\"'»)".contains(c));
        let letter = before.find(|c| !".,;:!?’”\"'»)".contains(*c));
        let after = text[range.end..].chars().next();
        stop && letter.is_some_and(char::is_alphabetic)
            && after.is_none_or(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_notes() {
        assert_eq!(mark("[1] A"), Some((1, "A")));
        assert_eq!(mark("12. B"), Some((12, "B")));
        assert_eq!(mark("3) C"), Some((3, "C")));
        assert_eq!(mark("¹²B"), Some((12, "B")));
        assert_eq!(mark("1997 was"), None);
        assert_eq!(mark("A"), None);
        assert_eq!(mark("1."), None);
    }

    #[test]
    fn calls_are_no_numbers_of_the_text() {
        assert_eq!(glued("in 1.1 per cent", 1), None);
        assert_eq!(glued("the end.1 And", 1), Some(8..9));
        assert_eq!(alone_raised("9 m² of it² and", "²").map(|r| r.start), Some(11));
    }
}
