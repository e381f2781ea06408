//! A text as one row of characters across its inlines, and back.
//!
//! A quote may open before an emphasis and close behind it; in the row they stand side by
//! side. Each character remembers its inline and its language.

use std::collections::BTreeMap;
use std::ops::Range;

use super::custom::House;
use crate::model::{Inline, Lang};

/// Stands for something that is no text but takes a word's place: code, a note's call.
pub(super) const OBJECT: char = '\u{FFFC}';

/// The leaf of what is no text.
const NO_LEAF: u32 = u32::MAX;

/// One character of the row. Small, for rows are gone through many times.
#[derive(Copy, Clone, Debug)]
pub(super) struct Cell {
    /// The character.
    pub(super) c: char,
    /// Which language's custom it follows, by number in the house.
    pub(super) custom: u32,
    /// Never changed: code, addresses.
    pub(super) fixed: bool,
    /// Raised or lowered.
    pub(super) raised: bool,
    leaf: u32,
}

impl Cell {
    /// Whether it is no character of a text: code, a note's call, the end of a line.
    pub(super) fn is_object(&self) -> bool {
        self.leaf == NO_LEAF
    }
}

/// The strings to which the characters of a row go back.
pub(super) struct Leaves<'a>(Vec<&'a mut String>);

impl Leaves<'_> {
    /// Puts the row back in its inlines.
    pub(super) fn take(self, cells: &[Cell]) {
        let mut leaves = self.0;
        leaves.iter_mut().for_each(|leaf| leaf.clear());
        for row in cells.chunk_by(|one, next| one.leaf == next.leaf) {
            // What is no text has no leaf.
            if let Some(leaf) = leaves.get_mut(row[0].leaf as usize) {
                leaf.extend(row.iter().map(|cell| cell.c));
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
    custom: u32,
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
        let leaf =
            u32::try_from(self.leaves.len()).expect("fewer texts than bytes of one");
        let cell = self.cell('\0', leaf);
        self.cells.reserve(text.len());
        self.cells.extend(text.chars().map(|c| Cell { c, ..cell }));
        self.leaves.push(text);
    }

    fn fixed(&mut self, c: char) {
        let cell = Cell { fixed: true, ..self.cell(c, NO_LEAF) };
        self.cells.push(cell);
    }

    fn cell(&self, c: char, leaf: u32) -> Cell {
        Cell { c, custom: self.custom, fixed: false, raised: self.raised, leaf }
    }
}

/// The characters of a row.
pub(super) fn characters(cells: &[Cell]) -> Vec<char> {
    cells.iter().map(|cell| cell.c).collect()
}

/// What a row holds: each character of ASCII, and whether anything else. Told once, so
/// that most steps need not look for their marks in most rows.
pub(super) struct Held([bool; 128]);

/// No text has this character; here it stands for all that are not of ASCII.
const BEYOND: u32 = 127;

impl Held {
    pub(super) fn of(cells: &[Cell]) -> Self {
        let mut held = [false; 128];
        for cell in cells {
            held[u32::from(cell.c).min(BEYOND) as usize] = true;
        }
        Self(held)
    }

    /// Whether one of these characters of ASCII is there.
    pub(super) fn any(&self, wanted: &str) -> bool {
        wanted.bytes().any(|byte| self.0[usize::from(byte)])
    }

    /// Whether some character is not of ASCII.
    pub(super) fn beyond_ascii(&self) -> bool {
        self.0[BEYOND as usize]
    }
}

/// The places of the characters that are wanted, in order.
pub(super) fn places(
    cells: &[Cell],
    wanted: impl Fn(char) -> bool,
) -> impl Iterator<Item = usize> {
    (0..cells.len()).filter(move |at| wanted(cells[*at].c))
}

/// Where `c` stands, once or several times in a row.
pub(super) fn runs(cells: &[Cell], c: char) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = end + cells[end..].iter().position(|cell| cell.c == c)?;
        end = start + cells[start..].iter().take_while(|cell| cell.c == c).count();
        Some(start..end)
    })
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
        let mut done = 0;
        for (at, with) in self.0.iter().filter(|(at, _)| !cells[**at].fixed) {
            changed.extend_from_slice(&cells[done..*at]);
            changed.extend(with.chars().map(|c| Cell { c, ..cells[*at] }));
            done = at + 1;
        }
        changed.extend_from_slice(&cells[done..]);
        *cells = changed;
    }
}
