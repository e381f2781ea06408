//! A text as one row of characters across its inlines, and back.
//!
//! A quote may open before an emphasis and close behind it; in the row they stand side by
//! side. Each character remembers its inline and its language.

use std::collections::BTreeMap;

use super::custom::House;
use crate::model::{Inline, Lang};

/// Stands for something that is no text but takes a word's place: code, a note's call.
pub(super) const OBJECT: char = '\u{FFFC}';

/// One character of the row.
#[derive(Copy, Clone, Debug)]
pub(super) struct Cell {
    /// The character.
    pub(super) c: char,
    /// Which language's custom it follows, by number in the house.
    pub(super) custom: usize,
    /// Never changed: code, addresses.
    pub(super) fixed: bool,
    /// Raised or lowered.
    pub(super) raised: bool,
    leaf: usize,
}

impl Cell {
    /// Whether it is no character of a text: code, a note's call, the end of a line.
    pub(super) fn is_object(&self) -> bool {
        self.leaf == usize::MAX
    }
}

/// The strings to which the characters of a row go back.
pub(super) struct Leaves<'a>(Vec<&'a mut String>);

impl Leaves<'_> {
    /// Puts the row back in its inlines.
    pub(super) fn take(self, cells: &[Cell]) {
        let mut leaves = self.0;
        leaves.iter_mut().for_each(|leaf| leaf.clear());
        for cell in cells {
            // What is no text has no leaf.
            if let Some(leaf) = leaves.get_mut(cell.leaf) {
                leaf.push(cell.c);
            }
        }
    }
}

/// The row of these inlines.
pub(super) fn lay_out<'a>(
    inlines: &'a mut [Inline],
    lang: &Lang,
    house: &mut House<'_>,
) -> (Vec<Cell>, Leaves<'a>) {
    let custom = house.custom(lang);
    let mut row = Row { cells: vec![], leaves: vec![], custom, raised: false };
    row.push(inlines, house);
    (row.cells, Leaves(row.leaves))
}

/// The row of a line without inlines.
pub(super) fn lay_out_line<'a>(
    line: &'a mut String,
    lang: &Lang,
    house: &mut House<'_>,
) -> (Vec<Cell>, Leaves<'a>) {
    let custom = house.custom(lang);
    let mut row = Row { cells: vec![], leaves: vec![], custom, raised: false };
    row.leaf(line);
    (row.cells, Leaves(row.leaves))
}

struct Row<'a> {
    cells: Vec<Cell>,
    leaves: Vec<&'a mut String>,
    custom: usize,
    raised: bool,
}

impl<'a> Row<'a> {
    fn push(&mut self, inlines: &'a mut [Inline], house: &mut House<'_>) {
        for inline in inlines {
            let (custom, raised) = (self.custom, self.raised);
            match inline {
                Inline::Text(text) => self.leaf(text),
                Inline::Code(_) | Inline::NoteRef(_) => self.fixed(OBJECT),
                Inline::LineBreak => self.fixed('\n'),
                Inline::Lang { lang, content, .. } => {
                    self.custom = house.custom(lang);
                    self.push(content, house);
                }
                Inline::Superscript(content) | Inline::Subscript(content) => {
                    self.raised = true;
                    self.push(content, house);
                }
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Strikethrough(content)
                | Inline::SmallCaps(content)
                | Inline::Link { content, .. } => self.push(content, house),
            }
            (self.custom, self.raised) = (custom, raised);
        }
    }

    fn leaf(&mut self, text: &'a mut String) {
        let cell = self.cell('\0', self.leaves.len());
        self.cells.extend(text.chars().map(|c| Cell { c, ..cell }));
        self.leaves.push(text);
    }

    fn fixed(&mut self, c: char) {
        let cell = Cell { fixed: true, ..self.cell(c, usize::MAX) };
        self.cells.push(cell);
    }

    fn cell(&self, c: char, leaf: usize) -> Cell {
        Cell { c, custom: self.custom, fixed: false, raised: self.raised, leaf }
    }
}

/// The characters of a row.
pub(super) fn characters(cells: &[Cell]) -> Vec<char> {
    cells.iter().map(|cell| cell.c).collect()
}

/// The nearest character before `at` that is seen, and its place.
pub(super) fn before(cells: &[Cell], at: usize) -> Option<usize> {
    (0..at).rev().find(|i| !unseen(cells[*i].c))
}

/// The nearest character after `at` that is seen, and its place.
pub(super) fn after(cells: &[Cell], at: usize) -> Option<usize> {
    (at + 1..cells.len()).find(|i| !unseen(cells[*i].c))
}

/// The character at a place that may not be there.
pub(super) fn at(cells: &[Cell], place: Option<usize>) -> Option<char> {
    place.map(|i| cells[i].c)
}

/// Whether a character has neither width nor ink: soft hyphens, joiners, marks of
/// direction.
fn unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// What becomes of single characters of a row.
#[derive(Debug, Default)]
pub(super) struct Changes(BTreeMap<usize, String>);

impl Changes {
    /// The character at `at` becomes `with`, which may be nothing.
    pub(super) fn replace(&mut self, at: usize, with: impl Into<String>) {
        self.0.insert(at, with.into());
    }

    /// `what` comes in before the character at `at`.
    pub(super) fn insert_before(&mut self, cells: &[Cell], at: usize, what: char) {
        self.0.entry(at).or_insert_with(|| cells[at].c.into()).insert(0, what);
    }

    /// `what` comes in after the character at `at`.
    pub(super) fn insert_after(&mut self, cells: &[Cell], at: usize, what: char) {
        self.0.entry(at).or_insert_with(|| cells[at].c.into()).push(what);
    }

    /// Carries the changes out; fixed characters stay.
    pub(super) fn apply(self, cells: &mut Vec<Cell>) {
        if self.0.is_empty() {
            return;
        }
        let mut changed = Vec::with_capacity(cells.len() + self.0.len());
        for (i, cell) in cells.iter().enumerate() {
            match self.0.get(&i).filter(|_| !cell.fixed) {
                Some(with) => changed.extend(with.chars().map(|c| Cell { c, ..*cell })),
                None => changed.push(*cell),
            }
        }
        *cells = changed;
    }
}
