//! Blocks of lines between blank ones.

use std::collections::VecDeque;
use std::ops::Range;

/// A line with words on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Without the white space around it.
    pub(super) text: &'t str,
    /// Where that stands.
    pub(super) range: Range<usize>,
    /// How far it is indented; a tab counts as four.
    pub(super) indent: usize,
}

impl Line<'_> {
    /// How many characters it is long.
    pub(super) fn width(&self) -> usize {
        self.indent + self.text.chars().count()
    }

    pub(super) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

/// Lines that follow one another.
pub(super) type Group<'t> = Vec<Line<'t>>;

/// The text as groups of lines, none of them empty.
#[derive(Clone, Debug)]
pub(super) struct Lines<'t> {
    pub(super) groups: VecDeque<Group<'t>>,
}

impl<'t> Lines<'t> {
    /// The lines of `text` from `start`.
    pub(super) fn of(text: &'t str, start: usize) -> Self {
        let mut groups = VecDeque::new();
        let mut group: Group<'t> = vec![];
        let mut at = start;
        for raw in text.get(start..).unwrap_or_default().split_inclusive('\n') {
            let said = raw.trim_matches(is_blank);
            if said.chars().all(|c| c == '\u{AD}') {
                if !group.is_empty() {
                    groups.push_back(std::mem::take(&mut group));
                }
            } else {
                let lead = raw.len() - raw.trim_start_matches(is_blank).len();
                let indent =
                    raw[..lead].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
                let range = at + lead..at + lead + said.len();
                group.push(Line { text: said, range, indent });
            }
            at += raw.len();
        }
        if !group.is_empty() {
            groups.push_back(group);
        }
        Self { groups }
    }

    /// The first lines, at most `n`, without regard to blank ones.
    pub(super) fn first(&self, n: usize) -> Vec<Line<'t>> {
        self.groups.iter().flatten().take(n).cloned().collect()
    }

    /// Takes the first line.
    pub(super) fn pop_line(&mut self) -> Option<Line<'t>> {
        let group = self.groups.front_mut()?;
        let line = group.remove(0);
        if group.is_empty() {
            self.groups.pop_front();
        }
        Some(line)
    }
}

/// White space and characters without width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

/// From the first line to the last.
pub(super) fn range_of(lines: &[Line<'_>]) -> Range<usize> {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => 0..0,
    }
}
