//! The line scan: parts marked, tables squared, raised and lowered words as tags, so that
//! the parser sees what was meant.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fence::{self, Fence};
use super::marks::{self, Mark};
use super::prepared::{Prepared, written};
use super::tables;
use super::verse;
use crate::input::codes::{NOTE_UNDEFINED, RAGGED_TABLE};
use crate::input::findings::Findings;

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

/// What follows the beginning of HTML that is not read until its end, and that end.
fn raw(lower: &str) -> Option<(&str, &'static str)> {
    [
        ("<!--", "-->"),
        ("<pre", "</pre>"),
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<textarea", "</textarea>"),
    ]
    .into_iter()
    .find_map(|(start, end)| Some((lower.strip_prefix(start)?, end)))
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
        } else if let Some(end) = self.false_attributes(at) {
            // The parser looks at the end of the line, whatever is escaped there.
            self.put_between(line, range.start, end, "<!---->");
        } else if is_false_reference(line) {
            let bracket = line.len() - line.trim_start().len();
            self.put_between(line, range.start, bracket, "\\");
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
                let item = ["- ", "* ", "+ ", "[^", ": "]
                    .iter()
                    .any(|mark| said.starts_with(mark))
                    || number.len() < said.len() && number.starts_with(['.', ')']);
                self.holds_indented = item;
            }
            return false;
        }
        let before = self.out.text.trim_end_matches([' ', '\t']);
        let below_words = !before.is_empty() && !before.ends_with("\n\n");
        let goes_on = self.holds_indented && indent < 8;
        !(below_words || goes_on)
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
        if said.starts_with('<')
            && let Some((rest, end)) = raw(&said.to_lowercase())
        {
            if !rest.contains(end) {
                self.block = Inside::Raw(end);
            }
            return true;
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
        self.out.fence(fence, range.start);
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

    /// Where the braces of a heading end that are words and no attributes: the parser
    /// would take `## The set {a, b}` for a heading with two of them.
    fn false_attributes(&self, at: usize) -> Option<usize> {
        let line = &self.source[self.lines[at].clone()];
        let said = line.trim_end();
        let open = said.strip_suffix('}')?.rfind('{')?;
        let next = self.lines.get(at + 1).map_or("", |r| self.source[r.clone()].trim());
        let underlined = !next.is_empty() && next.bytes().all(|b| b == b'=')
            || next.len() > 1 && next.bytes().all(|b| b == b'-');
        let inner = &said[open + 1..said.len() - 1];
        let attributes = inner
            .split_whitespace()
            .all(|word| word.starts_with(['#', '.']) || word.contains('='));
        let heading = line.trim_start().starts_with('#') || underlined;
        (heading && !attributes).then_some(said.len())
    }

    /// A line of running text with something put in at `between`.
    fn put_between(&mut self, line: &str, at: usize, between: usize, what: &str) {
        self.running(&line[..between], at);
        self.out.put_in(what, at + between);
        self.running(&line[between..], at + between);
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

/// Whether a line has the form of an address for references, `[Ed]: Smith`, and names none:
/// the parser would take it away, words and all.
fn is_false_reference(line: &str) -> bool {
    let said = line.trim();
    let Some((label, rest)) =
        said.strip_prefix('[').and_then(|rest| rest.split_once("]:"))
    else {
        return false;
    };
    let address = rest.split_whitespace().next().unwrap_or_default();
    !label.starts_with('^')
        && !address.is_empty()
        && !address.contains(['/', '.', ':', '#', '@', '<'])
}
