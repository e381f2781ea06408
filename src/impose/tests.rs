//! The order of pages, which way up they stand, creep and scale.

use super::*;
use crate::style::BookletMade;

const A5: Size = Size::new(Abs::raw(27_494_086), Abs::raw(39_011_773));

fn style() -> BookletStyle {
    BookletStyle {
        made: BookletMade::Always,
        sheet: Some(Size::new(Abs::mm(210.0), Abs::mm(297.0))),
        flip: Flip::Short,
        paper: Abs::mm(0.1),
    }
}

/// The pages of each side, from 1, left and right of the fold; 0 where it is blank.
fn numbers(booklet: &Booklet) -> Vec<[usize; 2]> {
    let number = |cell: Option<Cell>| cell.map_or(0, |cell| cell.page + 1);
    booklet.sides.iter().map(|side| side.cells.map(number)).collect()
}

fn of(pages: usize, direction: Direction) -> Vec<[usize; 2]> {
    numbers(&saddle_stitch(pages, A5, direction, &style()))
}

#[test]
fn sheets_lie_in_each_other() {
    use Direction::{Ltr, Rtl};
    assert_eq!(of(4, Ltr), [[4, 1], [2, 3]]);
    assert_eq!(of(8, Ltr), [[8, 1], [2, 7], [6, 3], [4, 5]]);
    assert_eq!(of(12, Ltr), [[12, 1], [2, 11], [10, 3], [4, 9], [8, 5], [6, 7]]);
    assert_eq!(
        of(20, Ltr),
        [
            [20, 1],
            [2, 19],
            [18, 3],
            [4, 17],
            [16, 5],
            [6, 15],
            [14, 7],
            [8, 13],
            [12, 9],
            [10, 11]
        ]
    );
    assert_eq!(of(4, Rtl), [[1, 4], [3, 2]]);
    assert_eq!(of(8, Rtl), [[1, 8], [7, 2], [3, 6], [5, 4]]);
}

#[test]
fn what_is_missing_to_four_is_blank_at_the_end() {
    assert_eq!(of(0, Direction::Ltr), [[0; 2]; 0]);
    assert_eq!(of(1, Direction::Ltr), [[0, 1], [0, 0]]);
    assert_eq!(of(5, Direction::Ltr), [[0, 1], [2, 0], [0, 3], [4, 5]]);
    assert_eq!(of(6, Direction::Rtl), [[1, 0], [0, 2], [3, 6], [5, 4]]);
}

#[test]
fn a_back_stands_upside_down_where_the_edge_lies_across_the_fold() {
    let back = |page, sheet, flip| {
        let style = BookletStyle { sheet, flip, ..style() };
        saddle_stitch(4, page, Direction::Ltr, &style).sides[1].turn
    };
    assert_eq!(back(A5, style().sheet, Flip::Short), Turn::Upright);
    assert_eq!(back(A5, style().sheet, Flip::Long), Turn::Over);
    assert_eq!(back(A5, None, Flip::Long), Turn::Over);
    // Two narrow pages stand on a sheet that is higher than broad.
    let narrow = Size::new(Abs::mm(80.0), Abs::mm(240.0));
    assert_eq!(back(narrow, None, Flip::Short), Turn::Over);
    assert_eq!(back(narrow, style().sheet, Flip::Long), Turn::Upright);
}

#[test]
fn an_upside_down_side_changes_its_cells() {
    let style = BookletStyle { flip: Flip::Long, ..style() };
    let booklet = saddle_stitch(8, A5, Direction::Ltr, &style);
    assert_eq!(numbers(&booklet), [[8, 1], [7, 2], [6, 3], [5, 4]]);
}

#[test]
fn inner_pages_creep_to_the_fold() {
    for flip in [Flip::Short, Flip::Long] {
        let style = BookletStyle { flip, ..style() };
        let booklet = saddle_stitch(12, A5, Direction::Ltr, &style);
        for (at, side) in booklet.sides.iter().enumerate() {
            let [left, right] = side.cells.map(Option::unwrap);
            let creep = Abs::mm(0.1) * (at as i64 / 2);
            let fold = Abs::mm(297.0) / 2;
            assert_eq!(left.area.right(), fold + creep);
            assert!((right.area.at.x - (fold - creep)).abs() <= Abs::raw(1));
            assert!(left.half.right() <= right.half.at.x + Abs::raw(1));
        }
    }
}

#[test]
fn pages_are_as_large_as_they_are_or_smaller() {
    let shown = |page: (f64, f64), sheet: (f64, f64)| {
        let size = |(w, h): (f64, f64)| Size::new(Abs::mm(w), Abs::mm(h));
        let style = BookletStyle { sheet: Some(size(sheet)), ..style() };
        let made = saddle_stitch(4, size(page), Direction::Ltr, &style);
        let sheet = (made.sheet.width.to_mm(), made.sheet.height.to_mm());
        (made.scale.get(), sheet.0.round(), sheet.1.round())
    };
    assert_eq!(shown((148.0, 210.0), (210.0, 297.0)), (1.0, 297.0, 210.0));
    assert_eq!(shown((210.0, 297.0), (297.0, 420.0)), (1.0, 420.0, 297.0));
    assert_eq!(shown((139.7, 215.9), (215.9, 279.4)), (1.0, 279.0, 216.0));
    assert_eq!(shown((100.0, 100.0), (297.0, 420.0)), (1.0, 420.0, 297.0));
    let (scale, ..) = shown((210.0, 297.0), (210.0, 297.0));
    assert!((scale - 210.0 / 297.0).abs() < 1e-6, "{scale}");
    // Narrow pages: the sheet stands high.
    assert_eq!(shown((80.0, 290.0), (210.0, 297.0)), (1.0, 210.0, 297.0));
}
