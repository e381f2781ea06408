//! The text as the Markdown parser gets it: parts marked, tables squared, lone `~` and `^`
//! kept. Every byte knows its place in the source.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fence::{self, Fence};
use super::marks::{self, Mark};
use super::tables;
use super::verse;
use crate::input::codes::{NOTE_UNDEFINED, RAGGED_TABLE};
use crate::input::findings::Findings;

/// A text for the parser, and the way back to the source.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) text: String,
    /// Stretches of `text` in order; the first begins at 0.
    stretches: Vec<Stretch>,
    /// The ends of parts, by where their marks stand in `text`.
    pub(super) fences: Vec<(usize, Fence)>,
}

#[derive(Copy, Clone, Debug)]
struct Stretch {
    /// Where it begins in the prepared text.
    at: usize,
    /// Where it begins in the source.
    source: usize,
    /// Copied, or put in by us.
    origin: Origin,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Origin {
    Copied,
    PutIn,
}

/// Stands for the end of a part: an HTML comment ends every block before it.
const MARK: &str = "\n<!--part-->\n\n";

impl Prepared {
    fn new() -> Self {
        Self { text: String::new(), stretches: vec![], fences: vec![] }
    }

    /// A text that stands at `place` as a whole, read as running text: no line of it can
    /// begin a list or a heading.
    pub(super) fn running(text: &str, place: &Range<usize>) -> Self {
        let mut prepared = Self::new();
        let words: Vec<&str> = text.lines().map(str::trim).collect();
        let line = words.join(" ");
        prepared.put_in(verse::GUARD, place.start);
        let mut from = 0;
        for mark in marks::marks(&line, &BTreeSet::new()) {
            let (before, tags, after) = written(&line, &mark);
            prepared.put_in(&line[from..before], place.start);
            prepared.put_in(&tags, place.start);
            from = after;
        }
        prepared.put_in(&line[from..], place.start);
        prepared
    }

    /// Where byte `at` of the prepared text comes from.
    pub(super) fn source(&self, at: usize) -> usize {
        let after = self.stretches.partition_point(|stretch| stretch.at <= at);
        match after.checked_sub(1).map(|index| self.stretches[index]) {
            Some(Stretch { at: start, source, origin: Origin::Copied }) => {
                source + at - start
            }
            Some(stretch) => stretch.source,
            None => 0,
        }
    }

    /// Where a stretch of the prepared text comes from.
    pub(super) fn range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source(range.start);
        let end = match range.end.checked_sub(1) {
            // The end of the last byte, not the start of what was put in behind it.
            Some(last) if last >= range.start => self.source(last) + 1,
            _ => start,
        };
        start..end.max(start)
    }

    /// The end of a part whose mark stands at `at`.
    pub(super) fn fence_at(&self, range: &Range<usize>) -> Option<&Fence> {
        let found = self.fences.iter().find(|(at, _)| range.contains(at));
        found.map(|(_, fence)| fence)
    }

    fn copy(&mut self, text: &str, source: usize) {
        self.push(text, source, Origin::Copied);
    }

    fn put_in(&mut self, text: &str, source: usize) {
        self.push(text, source, Origin::PutIn);
    }

    fn push(&mut self, text: &str, source: usize, origin: Origin) {
        if !text.is_empty() {
            self.stretches.push(Stretch { at: self.text.len(), source, origin });
            self.text.push_str(text);
        }
    }
}

/// Prepares the body of `source` that begins at `body`.
pub(super) fn prepare(source: &str, body: usize, findings: &mut Findings) -> Prepared {
    let lines = lines(source, body);
    let mut scan = Scan {
        source,
        lines: &lines,
        labels: labels(source, body),
        out: Prepared::new(),
        parts: vec![],
        block: Inside::Text,
        holds_indented: false,
        findings,
    };
    for at in 0..lines.len() {
        scan.line(at);
    }
    scan.out
}

/// The lines of `text` from `start`, each with its line end.
fn lines(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut at = start;
    text[start..]
        .split_inclusive('\n')
        .map(|line| {
            at += line.len();
            at - line.len()..at
        })
        .collect()
}

/// The names of the notes that are written somewhere.
fn labels(source: &str, body: usize) -> BTreeSet<String> {
    source[body..]
        .lines()
        .filter_map(|line| {
            let rest = line.trim_start().strip_prefix("[^")?;
            let (label, rest) = rest.split_once(']')?;
            rest.starts_with(':').then(|| marks::folded(label))
        })
        .collect()
}

/// What the line before left open.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Inside {
    /// Nothing: running text.
    Text,
    /// Program text fenced by so many of that character.
    Code(char, usize),
    /// HTML that goes on to the next blank line.
    Html,
    /// HTML that goes on to these characters.
    Raw(&'static str),
}

struct Scan<'s, 'f> {
    source: &'s str,
    lines: &'s [Range<usize>],
    labels: BTreeSet<String>,
    out: Prepared,
    /// The names of the open parts.
    parts: Vec<String>,
    block: Inside,
    /// Whether indented lines go on with a list or note.
    holds_indented: bool,
    findings: &'f mut Findings,
}

impl Scan<'_, '_> {
    fn line(&mut self, at: usize) {
        let range = self.lines[at].clone();
        let line = &self.source[range.clone()];
        if self.in_block(line) {
            self.out.copy(line, range.start);
        } else if let Some(fence) = fence::read(line, range.start, self.findings) {
            self.fence(fence, &range);
        } else if self.parts.last().is_some_and(|name| name == "verse") {
            self.verse(line, range.start);
        } else if let Some(missing) = self.missing_cells(at) {
            self.widen(line, range.start, missing);
        } else if self.is_indented_code(line) {
            self.out.copy(line, range.start);
        } else {
            self.running(line, range.start);
        }
    }

    /// Whether a line is program text by its indent: not below a line of words, nor in a
    /// list or note.
    fn is_indented_code(&mut self, line: &str) -> bool {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let said = line.trim();
        if indent < 4 && !line.starts_with('\t') {
            if !said.is_empty() {
                let number = said.trim_start_matches(|c: char| c.is_ascii_digit());
                let item = ["- ", "* ", "+ ", "[^", ": "].iter().any(|mark| said.starts_with(mark))
                    || number.len() < said.len() && number.starts_with(['.', ')']);
                self.holds_indented = item;
            }
            return false;
        }
        let before = self.out.text.trim_end_matches([' ', '\t']);
        let below_words = !before.is_empty() && !before.ends_with("\n\n");
        !below_words && !(self.holds_indented && indent < 8)
    }

    /// Whether this line belongs to program text or HTML, and keeps track of both.
    fn in_block(&mut self, line: &str) -> bool {
        let said = line.trim();
        match self.block {
            Inside::Code(c, n) => {
                if said.len() >= n && said.chars().all(|d| d == c) {
                    self.block = Inside::Text;
                }
                true
            }
            Inside::Raw(end) => {
                if said.to_lowercase().contains(end) {
                    self.block = Inside::Text;
                }
                true
            }
            Inside::Html if said.is_empty() || fence::is_fence(line) => {
                self.block = Inside::Text;
                said.is_empty()
            }
            Inside::Html => true,
            Inside::Text => self.opens_block(line),
        }
    }

    fn opens_block(&mut self, line: &str) -> bool {
        let said = line.trim_start();
        let verse = self.parts.last().is_some_and(|name| name == "verse");
        for c in ['`', '~'] {
            let n = said.chars().take_while(|d| *d == c).count();
            if n >= 3 && !verse && !(c == '`' && said[n..].contains('`')) {
                self.block = Inside::Code(c, n);
                return true;
            }
        }
        let lower = said.to_lowercase();
        for (start, end) in [
            ("<!--", "-->"),
            ("<pre", "</pre>"),
            ("<script", "</script>"),
            ("<style", "</style>"),
            ("<textarea", "</textarea>"),
        ] {
            if lower.starts_with(start) {
                if !lower[start.len()..].contains(end) {
                    self.block = Inside::Raw(end);
                }
                return true;
            }
        }
        let before = self.out.text.trim_end_matches([' ', '\t']);
        let alone = before.is_empty() || before.ends_with("\n\n");
        if alone && said.starts_with('<') && !verse && marks::is_tag(said) {
            self.block = Inside::Html;
            return true;
        }
        false
    }

    fn fence(&mut self, fence: Fence, range: &Range<usize>) {
        match &fence {
            Fence::Open(opening) => self.parts.push(opening.name.clone()),
            Fence::Close(_) => drop(self.parts.pop()),
        }
        self.out.fences.push((self.out.text.len() + 1, fence));
        self.out.put_in(MARK, range.start);
    }

    /// A line of verse: its beginning is guarded, so that `1.` or `-` is no list.
    fn verse(&mut self, line: &str, at: usize) {
        if !line.trim().is_empty() {
            self.out.put_in(verse::GUARD, at);
        }
        self.running(line, at);
    }

    /// How many cells the head or rule of a table lacks at line `at`; `None` where the
    /// line is neither or lacks none.
    fn missing_cells(&mut self, at: usize) -> Option<tables::Missing> {
        let line = |at: usize| self.lines.get(at).map(|r| &self.source[r.clone()]);
        let head_at = if tables::is_rule(line(at + 1)?) && at + 1 < self.lines.len() {
            at
        } else {
            at.checked_sub(1)?
        };
        let (head, rule) = (line(head_at)?, line(head_at + 1)?);
        if !tables::is_rule(rule) || !head.contains('|') || tables::is_rule(head) {
            return None;
        }
        let rows = (head_at + 2..).map_while(|at| {
            line(at).filter(|row| !row.trim().is_empty() && !fence::is_fence(row))
        });
        let counts: Vec<usize> =
            rows.filter(|row| row.contains('|')).map(tables::cells).collect();
        let (of_head, of_rule) = (tables::cells(head), tables::cells(rule));
        let widest = counts.iter().copied().max().unwrap_or(0).max(of_head).max(of_rule);
        let ragged = of_head != of_rule || counts.iter().any(|count| *count != of_head);
        if at == head_at && ragged {
            self.findings.warn(
                RAGGED_TABLE,
                &self.lines[head_at],
                format!(
                    "the rows of a table differ in length; it is read as {widest} columns"
                ),
                "give every row as many `|` as its head",
            );
        }
        let missing = widest - if at == head_at { of_head } else { of_rule };
        (missing > 0).then_some(tables::Missing {
            cells: missing,
            text: if at == head_at { " |" } else { " --- |" },
        })
    }

    fn widen(&mut self, line: &str, at: usize, missing: tables::Missing) {
        let said = line.trim_end();
        self.running(said, at);
        let end = at + said.len();
        if !tables::ends_in_bar(said) {
            self.out.put_in(" |", end);
        }
        self.out.put_in(&missing.text.repeat(missing.cells), end);
        self.out.copy(&line[said.len()..], end);
    }

    /// A line of running text, with its marks as the parser should see them.
    fn running(&mut self, line: &str, at: usize) {
        let mut from = 0;
        for mark in marks::marks(line, &self.labels) {
            if let Mark::Missing(range) = &mark {
                self.tell_missing(&line[range.clone()], at + range.start);
                continue;
            }
            let (before, tags, after) = written(line, &mark);
            self.out.copy(&line[from..before], at + from);
            self.out.put_in(&tags, at + before);
            from = after;
        }
        self.out.copy(&line[from..], at + from);
    }

    fn tell_missing(&mut self, call: &str, at: usize) {
        let label = call.trim_start_matches("[^").trim_end_matches(']');
        self.findings.warn(
            NOTE_UNDEFINED,
            &(at..at + call.len()),
            format!("note `{label}` is called and not written"),
            format!("write `[^{label}]: …` on a line of its own"),
        );
    }
}

/// What is put in for a mark: where it begins, the words, where the line goes on.
fn written(line: &str, mark: &Mark) -> (usize, String, usize) {
    match mark {
        Mark::Lone(at) => (*at, "\\".into(), *at),
        Mark::Moved(range) => {
            let tag = if line[range.clone()].starts_with('^') { "sup" } else { "sub" };
            let inner = &line[range.start + 1..range.end - 1];
            (range.start, format!("<{tag}>{inner}</{tag}>"), range.end)
        }
        Mark::Missing(range) => (range.start, String::new(), range.start),
    }
}
