//! A page is begun and ended: its type area, its furniture, the height it has for text.

use super::{Maker, Open, Ready};
use crate::layout::frame::{Frame, Page, Side};
use crate::layout::furniture::{Edges, PageValues};
use crate::layout::galley::Halves;
use crate::layout::paint::Painter;
use crate::model::Direction;
use crate::style::Style;
use crate::unit::{Abs, Point, Rect, Size};

impl Maker<'_, '_> {
    /// The left edge of a leg.
    pub(super) fn x_of(&self, ready: &Ready<'_>, leg: usize) -> Abs {
        let style = self.material.style;
        let area = self.page.as_ref().expect("a page is open").values.area;
        let width = column_width(style, area.size.width);
        let columns = i64::from(style.grid.columns);
        let place = match ready.story.direction {
            Direction::Ltr => leg as i64,
            Direction::Rtl => columns - 1 - leg as i64,
        };
        area.at.x + (width + style.grid.gutter) * place
    }

    /// The height that a page of that number, from 0, has for text.
    pub(super) fn halves_of(&self, number: usize) -> Halves {
        let style = self.material.style;
        let furniture = &style.furniture;
        let taken = if number == 0 {
            furniture.masthead_lines + furniture.front_foot_lines
        } else {
            furniture.head_lines + furniture.foot_lines
        };
        style.grid.lines.saturating_sub(taken).max(4) * 2
    }

    pub(super) fn begin_page(&mut self, ready: &Ready<'_>) {
        let style = self.material.style;
        let number = self.pages.len();
        let side = if number.is_multiple_of(2) { Side::Recto } else { Side::Verso };
        let area = type_area(style, side, self.material.issue.direction);
        let mut painter =
            Painter::new(style, self.material.structure, style.page.size, number);
        let starts = !self.started(ready);
        let flag = ready.opens.as_ref().filter(|_| number > 0 && starts);
        let flag = flag.filter(|_| style.furniture.head_lines > 0).map(|(_, e)| *e);
        let values = PageValues {
            folio: (number + 1).to_string(),
            section: ready.section.clone(),
            side,
            flag,
            area,
        };
        let above = if number == 0 {
            self.furnisher.masthead(&mut painter, &values, self.material.masthead);
            style.furniture.masthead_lines
        } else {
            self.furnisher.running_head(&mut painter, &values);
            style.furniture.head_lines
        };
        let top = area.at.y + style.grid.leading * i64::from(above);
        let halves = self.halves_of(number);
        self.page = Some(Open { painter, values, top, halves, used: 0 });
    }

    /// Whether the story has begun on an earlier page.
    pub(super) fn started(&self, ready: &Ready<'_>) -> bool {
        let name = &ready.story.slug;
        self.marks.destinations.iter().any(|d| d.name == *name)
    }

    pub(super) fn end_page(&mut self) {
        let Some(mut page) = self.page.take() else { return };
        let style = self.material.style;
        let front = self.pages.is_empty();
        let imprint = self.material.masthead.imprint;
        let (templates, lines, edges) = if front {
            let furniture = &style.furniture;
            (&furniture.front_foot, furniture.front_foot_lines, Edges::Front(imprint))
        } else {
            (&style.furniture.foot, style.furniture.foot_lines, Edges::Inside)
        };
        self.furnisher.foot(&mut page.painter, &page.values, templates, lines, edges);
        self.marks.append(&mut page.painter.marks);
        let (folio, side) = (page.values.folio, page.values.side);
        self.pages.push(Page { frame: page.painter.frame, folio, side });
    }

    /// Empty pages up to the multiple that the press asks for.
    pub(super) fn fill_up(&mut self) {
        let multiple = self.material.style.page.multiple.max(1) as usize;
        while !self.pages.len().is_multiple_of(multiple) {
            let number = self.pages.len();
            let side = if number.is_multiple_of(2) { Side::Recto } else { Side::Verso };
            let frame = Frame::new(self.material.style.page.size);
            self.pages.push(Page { frame, folio: (number + 1).to_string(), side });
        }
    }
}

/// The type area of a page on that side.
fn type_area(style: &Style, side: Side, direction: Direction) -> Rect {
    let margins = style.page.margins;
    let size = style.page.size;
    let binding_left = (side == Side::Recto) == (direction == Direction::Ltr);
    let left = if binding_left { margins.inside } else { margins.outside };
    let width = size.width - margins.inside - margins.outside;
    let height = style.grid.leading * i64::from(style.grid.lines);
    Rect::new(Point::new(left, margins.top), Size::new(width, height))
}

/// The width of one column.
pub(in crate::layout) fn column_width(style: &Style, area: Abs) -> Abs {
    let columns = i64::from(style.grid.columns.max(1));
    (area - style.grid.gutter * (columns - 1)) / columns
}
