//! Which quotation marks belong together.
//!
//! Marks are read from left to right with a stack of the open ones. What a mark is follows
//! from its neighbours (`mark`); what they leave open, from whether something is open. An
//! apostrophe at the end of a word looks like a closing quote: it is taken for one only if
//! no surer mark follows before the next quote opens.

use super::custom::House;
use super::flat::{self, Cell};
use super::mark::{self, Class, Mark, Reading, Side};

/// A mark that opens, with the one that closes it.
#[derive(Copy, Clone, Debug)]
pub(super) struct Pair {
    /// Number of the opening mark.
    pub(super) open: usize,
    /// Number of the closing mark; none where a quote goes on in the next paragraph.
    pub(super) close: Option<usize>,
    /// Up to which mark it holds others.
    pub(super) until: usize,
}

/// The marks of a row and what they are to each other.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) marks: Vec<Mark>,
    /// In the order of the opening marks.
    pub(super) quotes: Vec<Pair>,
    /// Places of straight marks that are apostrophes.
    pub(super) apostrophes: Vec<usize>,
    /// Numbers of closing marks whose opening one stands in an earlier paragraph.
    pub(super) closers: Vec<usize>,
}

/// Finds the pairs of a row.
pub(super) fn find(cells: &[Cell], house: &House<'_>) -> Pairs {
    let mut pairs = Pairs::default();
    for at in flat::places(cells, mark::may_be_one) {
        match mark::read(cells, at, house.get(cells[at].custom)) {
            Some(Reading::Mark(mark)) => pairs.marks.push(mark),
            Some(Reading::Apostrophe) if cells[at].c == '\'' => {
                pairs.apostrophes.push(at);
            }
            _ => {}
        }
    }
    let mut stack = vec![];
    for no in 0..pairs.marks.len() {
        pairs.read(no, &mut stack, cells);
    }
    let end = pairs.marks.len();
    while let Some(open) = stack.pop() {
        pairs.unclosed(open, end, cells);
    }
    pairs.quotes.sort_by_key(|pair| pair.open);
    pairs
}

impl Pairs {
    /// Takes the next mark.
    fn read(&mut self, no: usize, stack: &mut Vec<usize>, cells: &[Cell]) {
        let mark = &self.marks[no];
        if mark.side == Side::Open {
            stack.push(no);
            return;
        }
        let opener = self.opener(no, stack);
        match mark.side {
            // A mark between two words opens only what another can close.
            Side::Either if opener.is_none() => {
                if self.marks[no + 1..].iter().any(|m| m.class == mark.class) {
                    stack.push(no);
                }
            }
            _ => {
                let opener = opener.filter(|_| !(mark.weak && self.surer_follows(no)));
                match opener {
                    Some(depth) => self.close(no, depth, stack, cells),
                    None if mark.class == Class::Single => {
                        let ends_word = mark.straight && self.ends_word(no, cells);
                        self.apostrophes.extend(ends_word.then_some(mark.at));
                    }
                    None if !mark.weak && !self.after_figure(no, cells) => {
                        self.closers.push(no);
                    }
                    None => {}
                }
            }
        }
    }

    /// Where in the stack the mark is that this one would close.
    fn opener(&self, no: usize, stack: &[usize]) -> Option<usize> {
        let mark = &self.marks[no];
        let open = |depth: usize| &self.marks[stack[depth]];
        let depths = || (0..stack.len()).rev().filter(|d| open(*d).class == mark.class);
        match mark.class {
            // A single quote does not reach over a doubled one. One that may be an
            // apostrophe gives way to one that is none, and takes no weak end.
            Class::Single => {
                let floor =
                    stack.iter().rposition(|n| self.marks[*n].class != mark.class);
                let inside = || {
                    depths()
                        .take_while(|d| floor.is_none_or(|floor| *d > floor))
                        .filter(|d| open(*d).straight == mark.straight)
                };
                inside()
                    .find(|d| !open(*d).weak)
                    .or_else(|| inside().next().filter(|_| !mark.weak))
            }
            Class::Double => depths()
                .find(|d| open(*d).straight == mark.straight)
                .or_else(|| depths().next()),
        }
    }

    /// Whether a surer end follows before the next quote opens.
    fn surer_follows(&self, no: usize) -> bool {
        let this = &self.marks[no];
        let mut doubles = 0;
        for mark in &self.marks[no + 1..] {
            if mark.class != this.class {
                match mark.side {
                    _ if this.class == Class::Double => {}
                    Side::Close if doubles == 0 => return false,
                    Side::Close => doubles -= 1,
                    Side::Open | Side::Either => doubles += 1,
                }
            } else if this.class == Class::Double || mark.straight == this.straight {
                match mark.side {
                    Side::Close if !mark.weak => return true,
                    Side::Close => {}
                    Side::Open | Side::Either => return false,
                }
            }
        }
        false
    }

    /// Closes the mark at `depth` of the stack; what was opened since stays unclosed.
    fn close(&mut self, no: usize, depth: usize, stack: &mut Vec<usize>, cells: &[Cell]) {
        for open in stack.split_off(depth + 1) {
            self.unclosed(open, no, cells);
        }
        if let Some(open) = stack.pop() {
            self.quotes.push(Pair { open, close: Some(no), until: no });
        }
    }

    /// A mark that nothing closes: a quote that goes on in the next paragraph, or letters
    /// left out in front of a word.
    fn unclosed(&mut self, open: usize, until: usize, cells: &[Cell]) {
        let mark = &self.marks[open];
        let next = flat::at(cells, mark::after(cells, mark.at));
        let first = mark::before(cells, mark.at).is_none();
        let elided = mark.class == Class::Single
            && mark.straight
            && !first
            && next.is_some_and(|c| c.is_lowercase() || c.is_numeric());
        if elided || (first && mark.weak) {
            self.apostrophes.push(mark.at);
        } else if mark.side == Side::Open {
            self.quotes.push(Pair { open, close: None, until });
        }
    }

    /// Whether a letter stands before: the hours’, Jess’.
    fn ends_word(&self, no: usize, cells: &[Cell]) -> bool {
        let before = mark::before(cells, self.marks[no].at);
        flat::at(cells, before).is_some_and(|c| c.is_alphabetic() || c == flat::OBJECT)
    }

    fn after_figure(&self, no: usize, cells: &[Cell]) -> bool {
        let before = flat::before(cells, self.marks[no].at);
        flat::at(cells, before).is_some_and(|c| c.is_ascii_digit())
    }
}
