//! Tables: rows of whole grid lines, cut into parts that each have head and foot.
//!
//! [`widths`] says how wide the columns are and how large the letters, [`figures`] where
//! figures stand under each other. [`rows`] joins the rows of a leg again when they are
//! painted.

mod figures;
pub(super) mod rows;
mod widths;

use super::galley::{Halves, PlacedLine, baseline, lines};
use super::linebreak::Measure;
use super::story::TableNode;
use super::structure::ElementId;
use super::text::SetText;
use crate::font::Shaper;
use crate::model::{Alignment, Direction, Role};
use crate::style::{Align, Style};
use crate::unit::Abs;
use figures::Figures;
use widths::{Column, Fitted, ROUNDING};

/// A row, or some lines of one that is cut, with its cells at their places.
#[derive(Debug)]
pub(super) struct PlacedRow {
    /// Its number in the table: 0 is the head.
    pub(super) number: usize,
    /// Whole grid lines.
    pub(super) height: Abs,
    /// The element and the lines of each cell, by their baselines.
    pub(super) cells: Vec<(ElementId, Vec<(Abs, PlacedLine)>)>,
    /// Where its rules begin and how long they are.
    pub(super) x: Abs,
    pub(super) width: Abs,
    /// Whether a leg may end after it.
    pub(super) may_end: bool,
    /// The part of the galley that is set again above it where it begins a leg.
    pub(super) head: Option<usize>,
}

impl PlacedRow {
    /// Moves it to the right.
    pub(super) fn shift(&mut self, by: Abs) {
        self.x += by;
        for (_, line) in self.cells.iter_mut().flat_map(|(_, lines)| lines) {
            line.x += by;
        }
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|(_, lines)| lines.is_empty())
    }
}

/// Rows that stay together with the head before a break, and behind one.
const TOGETHER: usize = 2;

/// White that parts rows of several lines, at least.
const WHITE: f64 = 3.0;

/// Sets a table in the measure `width`, rows higher than half a page in slices of one line.
/// Its first part will be number `first` of the galley.
pub(super) fn set(
    table: &TableNode,
    first: usize,
    width: Abs,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> Vec<PlacedRow> {
    let fitted = widths::fit(table, width, style, shaper);
    let mut setter = Setter { table, fitted: &fitted, width, style, shaper };
    let columns = setter.columns();
    let last = fitted.rows.len().saturating_sub(1);
    let mut placed: Vec<PlacedRow> = vec![];
    for (number, cells) in fitted.rows.iter().enumerate() {
        let mut rows = setter.row(number, cells, &columns);
        let inside = number < TOGETHER || number < last && number + TOGETHER > last;
        if let Some(end) = rows.last_mut() {
            end.may_end = !inside;
        }
        placed.append(&mut rows);
    }
    repeat_head(&mut placed, first);
    placed
}

/// The head is set again above every row that begins a leg, but the one it stands above;
/// one that is itself cut is not.
fn repeat_head(placed: &mut [PlacedRow], first: usize) {
    if placed.first().is_some_and(|head| head.number == 0 && !head.is_empty()) {
        let cut = placed.get(1).is_some_and(|row| row.number == 0);
        let rows = placed.iter_mut().skip(2).filter(|row| row.number > 0 && !cut);
        rows.for_each(|row| row.head = Some(first));
    }
}

/// Where a column stands and how its cells do in it.
struct Place {
    x: Abs,
    column: Column,
    align: Align,
    figures: Option<Figures>,
}

struct Setter<'a, 'b> {
    table: &'a TableNode,
    fitted: &'a Fitted,
    width: Abs,
    style: &'a Style,
    shaper: &'a mut Shaper<'b>,
}

impl Setter<'_, '_> {
    fn is_rtl(&self) -> bool {
        self.table.direction() == Direction::Rtl
    }

    /// The columns from left to right, or in a table that reads the other way from right
    /// to left.
    fn columns(&mut self) -> Vec<Place> {
        let rtl = self.is_rtl();
        let mut x = Abs::ZERO;
        let mut places = vec![];
        for (at, column) in self.fitted.columns.iter().enumerate() {
            let align = match self.table.columns.get(at).copied().unwrap_or_default() {
                Alignment::Start => Align::Start,
                Alignment::Centre => Align::Centre,
                Alignment::End => Align::End,
            };
            let left = if rtl { self.width - x - column.width } else { x };
            let cells = self.fitted.rows.iter().skip(1).filter_map(|row| row.get(at));
            let figures = Figures::of(cells, self.shaper).filter(|f| {
                column.figures && f.block() <= column.width + Abs::pt(ROUNDING)
            });
            places.push(Place { x: left, column: *column, align, figures });
            x += column.width + self.fitted.gap;
        }
        places
    }

    fn row(
        &mut self,
        number: usize,
        cells: &[SetText],
        places: &[Place],
    ) -> Vec<PlacedRow> {
        let cells: Vec<(ElementId, Vec<PlacedLine>)> = cells
            .iter()
            .zip(places)
            .map(|(cell, place)| (cell.element, self.cell(number, cell, place)))
            .collect();
        let most = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
        // An empty head is none; an empty row is white that the author wanted.
        let most = most.max(usize::from(number > 0));
        let grid = self.style.grid.leading;
        let leading = self.fitted.leading;
        let white = if most > 1 { Abs::pt(WHITE) } else { Abs::ZERO };
        let height = grid * (leading * most as i64 + white).lines(grid);
        if height > grid * i64::from(self.style.grid.lines) / 2 {
            return self.slices(number, cells, most);
        }
        let top = (height - leading * most as i64) / 2;
        let cells = cells.into_iter().map(|(element, lines)| {
            // Heads stand on the rule below them, cells hang from the line they share.
            let above = if number == 0 { most - lines.len() } else { 0 };
            let lines = lines.into_iter().enumerate();
            let lines =
                lines.map(|(i, line)| (top + self.base(leading, above + i), line));
            (element, lines.collect())
        });
        vec![self.placed(number, height, cells.collect())]
    }

    fn base(&self, leading: Abs, line: usize) -> Abs {
        let size = self.style.role(Role::TableCell).size.scale(self.fitted.scale);
        leading * line as i64 + baseline(leading, size)
    }

    fn placed(
        &self,
        number: usize,
        height: Abs,
        cells: Vec<(ElementId, Vec<(Abs, PlacedLine)>)>,
    ) -> PlacedRow {
        let (x, width) = (Abs::ZERO, self.width);
        PlacedRow { number, height, cells, x, width, may_end: true, head: None }
    }

    /// A high row line by line; neither its first line nor its last is left alone.
    fn slices(
        &self,
        number: usize,
        cells: Vec<(ElementId, Vec<PlacedLine>)>,
        most: usize,
    ) -> Vec<PlacedRow> {
        let grid = self.style.grid.leading;
        let height = grid * self.fitted.leading.lines(grid);
        let mut slices: Vec<PlacedRow> = (0..most)
            .map(|at| {
                let mut slice = self.placed(number, height, vec![]);
                slice.may_end = at > 0 && at + 2 != most;
                slice
            })
            .collect();
        for (element, lines) in cells {
            let mut lines = lines.into_iter();
            for slice in &mut slices {
                let line = lines.next().map(|line| (self.base(height, 0), line));
                slice.cells.push((element, line.into_iter().collect()));
            }
        }
        slices
    }

    fn cell(&mut self, number: usize, cell: &SetText, place: &Place) -> Vec<PlacedLine> {
        if cell.text.is_empty() {
            return vec![];
        }
        let width = place.column.width;
        if let Some(figures) = place.figures.as_ref().filter(|_| number > 0) {
            let x =
                place.x + figures.indent(number - 1, width, place.align, self.is_rtl());
            let measure = Measure::plain(figures.width(number - 1), Align::Start);
            let mut lines = lines(cell, measure, x, self.style, self.shaper);
            // Signs do not hang here: the figures would leave their places.
            for line in &mut lines {
                line.x -=
                    line.line.runs.iter().map(|run| run.x).min().unwrap_or_default();
            }
            return lines;
        }
        let measure = Measure::plain(width, place.align);
        lines(cell, measure, place.x, self.style, self.shaper)
    }
}

/// The halves of a row.
pub(super) fn halves(row: &PlacedRow, style: &Style) -> Halves {
    Halves::try_from(row.height.lines(style.grid.leading) * 2).unwrap_or(0)
}
