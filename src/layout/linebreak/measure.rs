//! What lines are broken for: their measure, and what stands beside the first of them.

use crate::style::Align;
use crate::unit::Abs;

/// What lines are broken for.
#[derive(Copy, Clone, Debug)]
pub(in crate::layout) struct Measure {
    /// The width of the column, insets taken off.
    pub(in crate::layout) width: Abs,
    /// What the first line is shorter by.
    pub(in crate::layout) indent: Abs,
    /// How lines stand.
    pub(in crate::layout) align: Align,
    /// Its first lines are shorter.
    pub(in crate::layout) beside: Beside,
    /// What lines are shorter by that the author did not begin: turned over.
    pub(in crate::layout) turned: Abs,
}

/// What stands beside the first lines of a paragraph: a drop capital where they begin, a
/// picture or a pull quote where they end.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(in crate::layout) struct Beside {
    /// So many lines are shorter.
    pub(in crate::layout) lines: u16,
    /// By so much, white included.
    pub(in crate::layout) width: Abs,
    pub(in crate::layout) edge: Edge,
}

/// The edges of a line, in the direction of reading.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(in crate::layout) enum Edge {
    Start,
    End,
}

impl Beside {
    /// Nothing.
    pub(in crate::layout) const NOTHING: Self =
        Self { lines: 0, width: Abs::ZERO, edge: Edge::Start };
}

impl Measure {
    /// Lines of that width, alike from the first to the last.
    pub(in crate::layout) fn plain(width: Abs, align: Align) -> Self {
        let (indent, turned) = (Abs::ZERO, Abs::ZERO);
        Self { width, indent, align, beside: Beside::NOTHING, turned }
    }

    /// What the line of that number is shorter by where it begins, and where it ends.
    /// It may be turned over from the line before.
    pub(in crate::layout) fn shorter(&self, line: u16, turned: bool) -> (Abs, Abs) {
        let beside = self.beside;
        let turned = if turned { self.turned } else { Abs::ZERO };
        let indent = if line == 0 { self.indent } else { turned };
        match beside.edge {
            _ if line >= beside.lines => (indent, Abs::ZERO),
            Edge::Start => (beside.width, Abs::ZERO),
            Edge::End => (indent, beside.width),
        }
    }

    /// The width of the line of that number.
    pub(in crate::layout) fn of(&self, line: u16, turned: bool) -> Abs {
        let (start, end) = self.shorter(line, turned);
        self.width - start - end
    }

    /// The width of the shortest line.
    pub(super) fn narrowest(&self) -> Abs {
        self.of(0, false).min(self.width - self.indent.max(self.turned))
    }
}
