//! Tables: the widths of columns by what they hold, rows of whole grid lines.

use super::breakpoints::LineEnd;
use super::galley::{PlacedLine, baseline, lines};
use super::linebreak::{self, LineBreak, Measure};
use super::shape::prepare;
use super::story::TableNode;
use super::structure::ElementId;
use super::text::SetText;
use crate::font::Shaper;
use crate::model::{Alignment, Direction, Role};
use crate::style::{Align, Style};
use crate::unit::Abs;

/// A row with its cells at their places.
#[derive(Debug)]
pub(super) struct PlacedRow {
    /// The height of its lines.
    pub(super) height: Abs,
    /// The element and the lines of each cell, by their baselines.
    pub(super) cells: Vec<(ElementId, Vec<(Abs, PlacedLine)>)>,
    /// Where its rules begin and how long they are.
    pub(super) x: Abs,
    pub(super) width: Abs,
    /// Whether rules stand above and below.
    pub(super) rules: (bool, bool),
}

impl PlacedRow {
    /// Moves it to the right.
    pub(super) fn shift(&mut self, by: Abs) {
        self.x += by;
        for (_, line) in self.cells.iter_mut().flat_map(|(_, lines)| lines) {
            line.x += by;
        }
    }
}

/// White between two columns.
const GAP: f64 = 7.0;

/// Sets a table in the measure `width`; the first row is the head.
pub(super) fn set(
    table: &TableNode,
    width: Abs,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> Vec<PlacedRow> {
    let widths = column_widths(table, width, shaper);
    let rtl = table
        .rows
        .iter()
        .flatten()
        .next()
        .is_some_and(|cell| cell.direction == Direction::Rtl);
    let last = table.rows.len().saturating_sub(1);
    table
        .rows
        .iter()
        .enumerate()
        .map(|(index, cells)| {
            let mut row = row(table, cells, &widths, (width, rtl), style, shaper);
            row.rules = (index == 0, index == 0 || index == last);
            row
        })
        .collect()
}

fn row(
    table: &TableNode,
    cells: &[SetText],
    widths: &[Abs],
    (width, rtl): (Abs, bool),
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> PlacedRow {
    let base = baseline(table.leading, style.role(Role::TableCell).size);
    let mut x = Abs::ZERO;
    let mut most = 1;
    let mut placed = vec![];
    for (at, cell) in cells.iter().enumerate() {
        let column = widths[at];
        let align = match table.columns.get(at).copied().unwrap_or_default() {
            Alignment::Start => Align::Start,
            Alignment::Centre => Align::Centre,
            Alignment::End => Align::End,
        };
        let measure = Measure::plain(column, align);
        let left = if rtl { width - x - column } else { x };
        let lines = lines(cell, measure, left, style, shaper);
        most = most.max(lines.len());
        let lines = lines
            .into_iter()
            .enumerate()
            .map(|(i, line)| (table.leading * i as i64 + base, line))
            .collect();
        placed.push((cell.element, lines));
        x += column + Abs::pt(GAP);
    }
    let height = table.leading * most as i64;
    PlacedRow { height, cells: placed, x: Abs::ZERO, width, rules: (false, false) }
}

/// Each column as wide as its widest cell where all fit; else no narrower than its longest
/// word, and the rest in proportion to what the cells would like to have.
fn column_widths(table: &TableNode, width: Abs, shaper: &mut Shaper<'_>) -> Vec<Abs> {
    let count = table.columns.len().max(1);
    let mut least = vec![Abs::ZERO; count];
    let mut most = vec![Abs::ZERO; count];
    for (at, cell) in table.rows.iter().flat_map(|row| row.iter().enumerate()) {
        let (narrow, wide) = extremes(cell, shaper);
        least[at] = least[at].max(narrow);
        most[at] = most[at].max(wide);
    }
    let room =
        (width - Abs::pt(GAP) * (count as i64 - 1)).max(Abs::pt(1.0) * count as i64);
    let sum = |widths: &[Abs]| widths.iter().copied().sum::<Abs>();
    let (narrow, wide) = (sum(&least), sum(&most));
    if wide <= room {
        let extra = (room - wide) / count as i64;
        return most.iter().map(|w| *w + extra).collect();
    }
    if narrow <= room {
        let share = (room - narrow).over(wide - narrow);
        let give = |(l, m): (&Abs, &Abs)| *l + (*m - *l).scale(share);
        return least.iter().zip(&most).map(give).collect();
    }
    // Not even the words fit: in proportion, and long words are cut.
    let share = room.over(narrow);
    least.iter().map(|w| w.scale(share)).collect()
}

/// The longest word of a cell and its longest line.
fn extremes(cell: &SetText, shaper: &mut Shaper<'_>) -> (Abs, Abs) {
    let prepared = prepare(cell.clone(), shaper);
    let text = prepared.set.text.as_str();
    let measure = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        let range = start..start + part.len();
        let line = LineBreak::whole(range, LineEnd::Word);
        // Rounding must not break a line that just fits.
        linebreak::natural(&prepared, &line) + Abs::pt(0.1)
    };
    // A no-break space holds what it parts together, such as figures and their sign.
    let words = text.split([' ', '\n']).map(measure).max();
    let lines = text.split('\n').map(measure).max();
    (words.unwrap_or_default(), lines.unwrap_or_default())
}
