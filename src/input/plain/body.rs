//! Which paragraphs of an archive text are crossheads, lists, pauses or kept lines.

use super::Reader;
use super::join::{self, Words};
use super::lines::{Line, Lines, range_of};
use super::units::{Unit, units, wrap_width};
use crate::input::draft::Guessed;
use crate::model::{Block, BlockKind, Inline, List, ListItem, ListMarker, Text};

/// The blocks of a text.
pub(super) fn blocks(
    lines: Lines<'_>,
    words: &Words,
    reader: &mut Reader<'_, '_>,
) -> Vec<Block> {
    let width = wrap_width(&lines);
    let units = units(lines);
    let mut blocks: Vec<Block> = vec![];
    for (at, unit) in units.iter().enumerate() {
        let next = units.get(at + 1);
        let block = block(unit, next, blocks.is_empty(), width, words, reader);
        match (blocks.last_mut(), block) {
            (Some(before), block) if continues(before, &block) => merge(before, block),
            (_, block) => blocks.push(block),
        }
    }
    blocks
}

fn block(
    unit: &Unit<'_>,
    next: Option<&Unit<'_>>,
    first: bool,
    width: usize,
    words: &Words,
    reader: &mut Reader<'_, '_>,
) -> Block {
    let range = range_of(&unit.lines);
    let span = reader.findings.span(&range);
    if is_break(unit) {
        return Block::new(BlockKind::Break, span);
    }
    if let Some(list) = list(unit, words, reader) {
        reader.guess(Guessed::List, 75, &range);
        return Block::new(BlockKind::List(list), span);
    }
    if !first && is_crosshead(unit, next) {
        reader.guess(Guessed::Crosshead, 72, &range);
        let text = Text::plain(join::clean(unit.lines[0].text), span);
        return Block::new(BlockKind::Crosshead { level: 1, text }, span);
    }
    if keeps_lines(unit, width) {
        reader.guess(Guessed::KeptLines, 55, &range);
        return Block::new(BlockKind::Paragraph(kept(unit, reader)), span);
    }
    if unit.lines.len() > 1 {
        reader.guess(Guessed::WrappedLines, 85, &range);
    }
    Block::new(BlockKind::Paragraph(paragraph(&unit.lines, words, reader)), span)
}

/// Lines as one text.
pub(super) fn paragraph(
    lines: &[Line<'_>],
    words: &Words,
    reader: &mut Reader<'_, '_>,
) -> Text {
    let range = range_of(lines);
    let (text, whole) = join::joined(lines, words);
    for _ in 0..whole {
        reader.guess(Guessed::DividedWord, 70, &range);
    }
    let span = reader.findings.span(&range);
    if text.is_empty() { Text::new(vec![], span) } else { Text::plain(text, span) }
}

/// A line of marks that stands for a pause.
fn is_break(unit: &Unit<'_>) -> bool {
    let [line] = unit.lines.as_slice() else { return false };
    let marks = |c: char| "*-_–—=~#⁂•·.".contains(c) || c.is_whitespace();
    let text = line.text;
    let alone = matches!(text, "#" | "*" | "⁂" | "•");
    alone
        || (text.chars().all(marks)
            && text.chars().filter(|c| !c.is_whitespace()).count() >= 3)
}

/// A short line without punctuation at its end, above a paragraph.
fn is_crosshead(unit: &Unit<'_>, next: Option<&Unit<'_>>) -> bool {
    let [line] = unit.lines.as_slice() else { return false };
    let first = line.text.trim_start_matches(['‘', '“', '"', '\'', '«', '¿', '¡']);
    let begins =
        first.chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphanumeric());
    let below: usize = next.map_or(0, |next| next.lines.iter().map(Line::words).sum());
    (1..=8).contains(&line.words())
        && line.width() <= 70
        && begins
        && !line
            .text
            .ends_with(['.', ',', ';', ':', '!', '…', '”', '’', '"', ')', '-', '»'])
        && below > line.words() + 4
        && below >= 10
}

/// Lines that no wrap has ended: three or more, short, each with a capital.
fn keeps_lines(unit: &Unit<'_>, width: usize) -> bool {
    let capital = |line: &Line<'_>| {
        let first = line.text.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
    };
    unit.lines.len() >= 3
        && unit.lines.iter().all(|line| line.width() < 50)
        && (width >= 60 || unit.lines.iter().all(capital))
}

fn kept(unit: &Unit<'_>, reader: &mut Reader<'_, '_>) -> Text {
    let mut inlines = vec![];
    for line in &unit.lines {
        if !inlines.is_empty() {
            inlines.push(Inline::LineBreak);
        }
        inlines.push(Inline::text(join::clean(line.text)));
    }
    Text::new(inlines, reader.findings.span(&range_of(&unit.lines)))
}

/// The mark before an item and what stands behind it.
fn marked(text: &str) -> Option<(ListMarker, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if matches!(first, '•' | '*' | '·' | '-' | '–' | '▪' | '●') {
        let rest = chars.as_str();
        let said = rest.trim_start();
        return (said.len() < rest.len() && !said.is_empty())
            .then_some((ListMarker::Bullet, said));
    }
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..figures).filter(|_| (1..=3).contains(&figures))?;
    let rest = text[figures..].strip_prefix(['.', ')'])?;
    let said = rest.trim_start();
    (said.len() < rest.len() && !said.is_empty())
        .then(|| number.parse().ok().map(|n| (ListMarker::Number(n), said)))?
}

/// Whether lines are the items of a list: two or more begin with marks.
pub(super) fn begins_list(lines: &[Line<'_>]) -> bool {
    let marks = lines.iter().filter(|line| marked(line.text).is_some()).count();
    marks > 1 && lines.first().is_some_and(|line| marked(line.text).is_some())
}

/// A unit whose lines begin with marks, as a list; a line without one goes on with the
/// item before it.
fn list(unit: &Unit<'_>, words: &Words, reader: &mut Reader<'_, '_>) -> Option<List> {
    let (marker, _) = marked(unit.lines.first()?.text)?;
    let mut items: Vec<Vec<Line<'_>>> = vec![];
    for line in &unit.lines {
        let expected = match marker {
            ListMarker::Bullet => ListMarker::Bullet,
            ListMarker::Number(first) => ListMarker::Number(first + items.len() as u32),
        };
        match marked(line.text).filter(|(mark, _)| *mark == expected) {
            Some((_, said)) => {
                let start = line.range.end - said.len();
                items.push(vec![Line {
                    text: said,
                    range: start..line.range.end,
                    indent: 0,
                }]);
            }
            None => items.last_mut()?.push(line.clone()),
        }
    }
    // One dash is a remark of a dialogue, one number a date or a year.
    let clear = unit.lines[0].text.starts_with(['•', '·', '▪', '●']);
    if items.len() < 2 && !clear {
        return None;
    }
    let items = items
        .iter()
        .map(|lines| {
            let text = paragraph(lines, words, reader);
            let span = text.span;
            let blocks = vec![Block::new(BlockKind::Paragraph(text), span)];
            ListItem { done: None, blocks }
        })
        .collect();
    Some(List { marker, items })
}

/// Whether a list goes on with the one before it.
fn continues(before: &Block, block: &Block) -> bool {
    match (&before.kind, &block.kind) {
        (BlockKind::List(a), BlockKind::List(b)) => match (a.marker, b.marker) {
            (ListMarker::Bullet, ListMarker::Bullet) => true,
            (ListMarker::Number(first), ListMarker::Number(next)) => {
                next == first + a.items.len() as u32
            }
            _ => false,
        },
        _ => false,
    }
}

fn merge(before: &mut Block, block: Block) {
    if let (Some(span), Some(more)) = (&mut before.span, block.span) {
        span.end = more.end;
    }
    if let (BlockKind::List(list), BlockKind::List(more)) = (&mut before.kind, block.kind)
    {
        list.items.extend(more.items);
    }
}
