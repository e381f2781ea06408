//! Booklets folded as hands do it: whatever the number of pages, the paper and the
//! printer, a reader meets every page once and in order.

use proptest::prelude::*;
use wwpub::impose::{Booklet, Cell, Edge, Side, Turn, saddle_stitch};
use wwpub::model::Direction;
use wwpub::style::{BookletMade, BookletStyle, Flip};
use wwpub::unit::{Abs, Point, Rect, Size};

/// A page as it lies on a printed sheet, seen from the front.
#[derive(Copy, Clone, Debug, PartialEq)]
struct Printed {
    page: usize,
    area: Rect,
    turn: Turn,
}

/// What lies on the halves left and right of the fold.
type Halves = [Option<Printed>; 2];

/// The side in the printer's tray, front up; a back is looked at through the paper after
/// the printer turned the sheet over its edge.
fn printed(side: &Side, through: Option<Edge>, sheet: Size) -> Halves {
    let Size { width, height } = sheet;
    let mut halves = [None; 2];
    for cell in side.cells.iter().flatten() {
        let Cell { page, area, .. } = *cell;
        let mirrored = Point::new(width - area.right(), area.at.y);
        let dropped = Point::new(area.at.x, height - area.foot());
        let upright_edge = match through {
            None => None,
            Some(Edge::Short) => Some(height <= width),
            Some(Edge::Long) => Some(height > width),
        };
        let (at, turn) = match (upright_edge, side.turn) {
            (None | Some(true), turn) => (area.at, turn),
            (Some(false), Turn::Upright) => (dropped, Turn::Over),
            (Some(false), Turn::Over) => (dropped, Turn::Upright),
        };
        let at = if upright_edge == Some(true) { mirrored } else { at };
        let middle = at.x + area.size.width / 2;
        let half = usize::from(middle > width / 2);
        assert_eq!(halves[half], None, "a half has one page");
        halves[half] = Some(Printed { page, area: Rect::new(at, area.size), turn });
    }
    halves
}

/// The sides of each leaf as the booklet is read, first to last; the sheets are folded so
/// that their fronts are outside.
fn leaves(booklet: &Booklet, direction: Direction) -> Vec<[Option<Printed>; 2]> {
    let (mut begin, mut end) = (vec![], vec![]);
    let [first, second] = match direction {
        Direction::Ltr => [1, 0],
        Direction::Rtl => [0, 1],
    };
    for sheet in booklet.sides.chunks(2) {
        let front = printed(&sheet[0], None, booklet.sheet);
        let back = printed(&sheet[1], Some(booklet.over), booklet.sheet);
        begin.push([front[first], back[first]]);
        end.insert(0, [back[second], front[second]]);
    }
    [begin, end].concat()
}

/// A sheet, pages that may be larger or of any shape, and a printer.
fn job() -> impl Strategy<Value = (Size, Direction, BookletStyle)> {
    let size = |from: f64, to: f64| {
        (from..to, from..to).prop_map(|(w, h)| Size::new(Abs::mm(w), Abs::mm(h)))
    };
    let sheet = prop::option::of(size(150.0, 450.0));
    let flip = prop::sample::select(vec![Flip::Short, Flip::Long]);
    let direction = prop::sample::select(vec![Direction::Ltr, Direction::Rtl]);
    (size(60.0, 400.0), direction, sheet, flip, 0.0..0.3).prop_map(
        |(page, direction, sheet, flip, paper)| {
            let (made, paper) = (BookletMade::Always, Abs::mm(paper));
            (page, direction, BookletStyle { made, sheet, flip, paper })
        },
    )
}

proptest! {
    #[test]
    fn a_folded_booklet_is_read_from_first_to_last(
        pages in 0_usize..200,
        (page, direction, style) in job(),
    ) {
        let booklet = saddle_stitch(pages, page, direction, &style);
        let leaves = leaves(&booklet, direction);
        let read: Vec<_> = leaves.iter().flatten().map(|p| p.map(|p| p.page)).collect();
        let all = pages.next_multiple_of(4);
        let wanted: Vec<_> = (0..all).map(|n| (n < pages).then_some(n)).collect();
        prop_assert_eq!(read, wanted);
        for printed in leaves.iter().flatten().flatten() {
            prop_assert_eq!(printed.turn, Turn::Upright, "page {}", printed.page + 1);
        }
    }

    #[test]
    fn pages_of_a_leaf_lie_back_to_back_and_creep_to_the_fold(
        pages in 1_usize..60,
        (page, direction, style) in job(),
    ) {
        let booklet = saddle_stitch(pages, page, direction, &style);
        let sheets = booklet.sides.len() / 2;
        let fold = booklet.sheet.width / 2;
        let near = |a: Abs, b: Abs| (a - b).abs() <= Abs::raw(2);
        for (at, leaf) in leaves(&booklet, direction).iter().enumerate() {
            let outside = at.min(2 * sheets - 1 - at);
            let creep = style.paper * outside as i64;
            let [Some(recto), Some(verso)] = leaf else { continue };
            prop_assert!(near(recto.area.at.x, verso.area.at.x));
            prop_assert!(near(recto.area.at.y, verso.area.at.y));
            for Printed { area, .. } in [recto, verso] {
                let left = area.at.x + area.size.width / 2 < fold;
                let over = if left { area.right() - fold } else { fold - area.at.x };
                prop_assert!(near(over, creep), "{over:?} over the fold, not {creep:?}");
                prop_assert!(area.at.y >= -Abs::pt(0.01));
                prop_assert!(area.foot() <= booklet.sheet.height + Abs::pt(0.01));
            }
        }
    }
}
