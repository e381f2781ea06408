//! The rows of a table that stand in one leg, painted together: a rule at head and foot,
//! and of a row that is cut each cell as a whole.

use super::PlacedRow;
use crate::layout::frame::Artifact;
use crate::layout::paint::Painter;
use crate::unit::{Abs, Point, Size};

/// Rows one below the other.
#[derive(Debug)]
pub(in crate::layout) struct Rows<'a> {
    /// Each by its top.
    rows: Vec<(Abs, &'a PlacedRow)>,
    height: Abs,
    /// Whether a rule stands above them.
    ruled: bool,
}

impl<'a> Rows<'a> {
    /// Rows with a rule above them, unless they stand below a head that is set again.
    pub(in crate::layout) fn new(below_head: bool) -> Self {
        Self { rows: vec![], height: Abs::ZERO, ruled: !below_head }
    }

    /// Adds one that takes so much of the leg.
    pub(in crate::layout) fn push(&mut self, row: &'a PlacedRow, height: Abs) {
        self.rows.push((self.height, row));
        self.height += height;
    }
}

impl Painter<'_> {
    /// Paints the rows, from their top left corner.
    pub(in crate::layout) fn rows(&mut self, rows: &Rows<'_>, at: Point) {
        let Some((_, first)) = rows.rows.first() else { return };
        let weight = self.style.rule.hairline;
        if rows.ruled {
            self.table_rule(first, at);
        }
        for row in rows.rows.chunk_by(|(_, a), (_, b)| a.number == b.number) {
            self.cells(row, at);
            let (top, last) = row[row.len() - 1];
            if last.number == 0 && last.height > Abs::ZERO {
                let y = at.y + top + last.height - weight;
                self.table_rule(last, Point::new(at.x, y));
            }
        }
        if rows.rows.len() > 1 || first.number > 0 {
            self.table_rule(first, Point::new(at.x, at.y + rows.height - weight));
        }
    }

    /// The cells of a row, of one that is cut with all their lines in this leg.
    fn cells(&mut self, slices: &[(Abs, &PlacedRow)], at: Point) {
        let count = slices.first().map_or(0, |(_, row)| row.cells.len());
        for cell in 0..count {
            for (top, row) in slices {
                for (y, line) in &row.cells[cell].1 {
                    self.line(line, Point::new(at.x, at.y + *top), *y);
                }
            }
            self.leave();
        }
    }

    fn table_rule(&mut self, row: &PlacedRow, at: Point) {
        let ink = self.style.ink(&self.style.rule.colour);
        let size = Size::new(row.width, self.style.rule.hairline);
        self.rule(Point::new(at.x + row.x, at.y), size, ink, Artifact::Layout);
    }
}
