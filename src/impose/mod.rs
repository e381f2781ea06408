//! Imposition: from pages in reading order to printer's sheets, two pages on each side,
//! nested, folded once in the middle and stitched through the fold (saddle stitch).
//!
//! In: how many pages there are and how large they are, which way the paper is read, and
//! [`BookletStyle`]. Out: a [`Booklet`], which says of each side of each sheet which page
//! stands where. No page is looked at. Start at [`saddle_stitch`].
//!
//! # Which page stands where
//!
//! Pages are filled up to a multiple of four, N, with blank ones at the end. Counted from
//! 1 and from the outermost sheet, sheet k has on its front `[N−2k+2, 2k−1]`, on its back
//! `[2k, N−2k+1]`, left and right of the fold. A paper read from right to left is bound
//! on the right, and the two pages of each side change places.
//!
//! # Which way up
//!
//! Sides alternate, front, back, and the printer turns the sheet between them. The fold is
//! upright on the page of the file. Turned over an edge that runs as the fold does, the
//! sheet turns like a leaf of a book, and the back needs no rotation: that is the
//! **short** edge of a sheet that lies broad, as A4 does under two A5 pages. Turned over
//! an edge that lies across the fold, the **long** one of that sheet, head comes to foot,
//! and the back stands upside down in the file (rotated by 180°), so that on paper both
//! sides have their heads at one edge. On a sheet that stands high (two very narrow pages)
//! the edges change their parts.
//!
//! # Creep
//!
//! Every sheet lies in the fold of the one around it and comes out at the fore-edge by the
//! paper's thickness, where the trim takes it off. The pages of the k-th sheet from
//! outside, counted from 0, therefore move towards the fold by k thicknesses, and all
//! outer margins are the same when the booklet is cut.

#[cfg(test)]
mod tests;

use crate::model::Direction;
use crate::style::{BookletStyle, Flip};
use crate::unit::{Abs, Point, Ratio, Rect, Size};

/// The sheets of a booklet, side after side.
#[derive(Clone, Debug, PartialEq)]
pub struct Booklet {
    /// The sheet as it lies in the file, the fold upright in its middle.
    pub sheet: Size,
    /// The edge over which the printer must turn it.
    pub over: Edge,
    /// How large the pages are shown; never larger than they are.
    pub scale: Ratio,
    /// Front and back of the outermost sheet, then of the next.
    pub sides: Vec<Side>,
}

/// An edge of a sheet.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The short one.
    Short,
    /// The long one.
    Long,
}

/// One side of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Which way up it stands in the file.
    pub turn: Turn,
    /// What stands left and right of the fold in the file; `None` where that is blank.
    pub cells: [Option<Cell>; 2],
}

/// Which way up a side stands in the file.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// As it is read.
    Upright,
    /// Upside down: rotated by 180°.
    Over,
}

/// A page on its half of a side, as seen in the file.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which page, from 0 in reading order.
    pub page: usize,
    /// Where it stands.
    pub area: Rect,
    /// Its half of the sheet: what creep moves over the fold is not printed.
    pub half: Rect,
}

/// Where a booklet is stitched, looking at its front page.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Binding {
    Left,
    Right,
}

/// The sheets for `pages` pages of a `page`'s size, read in that direction.
///
/// Pages are shown as large as they are, and smaller where the sheet is too small for two;
/// they meet at the fold, and stand in the middle of the sheet's height.
pub fn saddle_stitch(
    pages: usize,
    page: Size,
    direction: Direction,
    style: &BookletStyle,
) -> Booklet {
    let (sheet, scale) = sheet_for(page, style.sheet);
    let over = match style.flip {
        Flip::Short => Edge::Short,
        Flip::Long => Edge::Long,
    };
    let binding = match direction {
        Direction::Ltr => Binding::Left,
        Direction::Rtl => Binding::Right,
    };
    let sheets = pages.div_ceil(4);
    let sides = (0..sheets).flat_map(|outside| {
        let turns = [Turn::Upright, turn_of_backs(sheet, over)];
        let creep = style.paper * outside as i64;
        let shown = Size::new(scale.of(page.width), scale.of(page.height));
        let place = Place { sheet, shown, creep };
        let order = order(sheets * 4, outside, binding);
        let there = |page: usize| (page < pages).then_some(page);
        [0, 1].map(|at| side(order[at].map(there), turns[at], &place))
    });
    Booklet { sheet, over, scale, sides: sides.collect() }
}

/// The sheet as it lies, and the scale at which two pages fit beside each other. Of both
/// ways to lay it, the one that shows them larger.
fn sheet_for(page: Size, sheet: Option<Size>) -> (Size, Ratio) {
    let Some(sheet) = sheet else {
        return (Size::new(page.width * 2, page.height), Ratio::ONE);
    };
    let (short, long) = (sheet.width.min(sheet.height), sheet.width.max(sheet.height));
    let (broad, high) = (Size::new(long, short), Size::new(short, long));
    let [of_broad, of_high] = [broad, high].map(|sheet| fit(page, sheet));
    if of_high > of_broad { (high, of_high) } else { (broad, of_broad) }
}

/// The scale at which two pages fit on a sheet: 1 at the most. Paper sizes are rounded,
/// and a page is not made smaller for what no printer can show.
fn fit(page: Size, sheet: Size) -> Ratio {
    let slack = Abs::pt(0.01);
    if page.width * 2 <= sheet.width + slack && page.height <= sheet.height + slack {
        return Ratio::ONE;
    }
    let wide = sheet.width.over(page.width * 2);
    Ratio::new(wide.min(sheet.height.over(page.height)).min(1.0))
}

/// Which way up the backs stand: see the head of this page.
fn turn_of_backs(sheet: Size, over: Edge) -> Turn {
    let lies_broad = sheet.width >= sheet.height;
    match (over, lies_broad) {
        (Edge::Short, true) | (Edge::Long, false) => Turn::Upright,
        (Edge::Long, true) | (Edge::Short, false) => Turn::Over,
    }
}

/// The pages of a sheet, from 0: front and back, each left and right of the fold.
/// `outside` sheets lie around it; `all` is a multiple of four.
fn order(all: usize, outside: usize, binding: Binding) -> [[usize; 2]; 2] {
    let first = outside * 2;
    let last = all - 1 - first;
    let sides = [[last, first], [first + 1, last - 1]];
    match binding {
        Binding::Left => sides,
        Binding::Right => sides.map(|[left, right]| [right, left]),
    }
}

/// What the sides of a sheet have in common.
struct Place {
    sheet: Size,
    /// The size of a page as it is shown.
    shown: Size,
    /// How far it moves to the fold.
    creep: Abs,
}

/// The side with those pages left and right of the fold.
fn side([left, right]: [Option<usize>; 2], turn: Turn, place: &Place) -> Side {
    let Place { sheet, shown, creep } = *place;
    let fold = sheet.width / 2;
    let half = Size::new(fold, sheet.height);
    let top = (sheet.height - shown.height) / 2;
    let cell = |page: Option<usize>, x: Abs, begin: Abs| {
        page.map(|page| Cell {
            page,
            area: Rect::new(Point::new(x, top), shown),
            half: Rect::new(Point::new(begin, Abs::ZERO), half),
        })
    };
    let left = cell(left, fold - shown.width + creep, Abs::ZERO);
    let right = cell(right, fold - creep, fold);
    let cells = match turn {
        Turn::Upright => [left, right],
        Turn::Over => [right, left].map(|cell| cell.map(|cell| turned(cell, sheet))),
    };
    Side { turn, cells }
}

/// The cell when its side is rotated by 180°.
fn turned(cell: Cell, sheet: Size) -> Cell {
    let turned = |rect: Rect| {
        let at = Point::new(sheet.width - rect.right(), sheet.height - rect.foot());
        Rect::new(at, rect.size)
    };
    Cell { page: cell.page, area: turned(cell.area), half: turned(cell.half) }
}
