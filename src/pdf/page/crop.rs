//! Marks outside the page: where it is cut and folded, and whether the plates meet.

use printpdf::Op;

use super::edition::{KNOCKOUT, Sheet};
use crate::pdf::object::points;
use crate::pdf::press::PressMarks;
use crate::unit::{Abs, Point, Rect, Size};

/// Marks keep this far from the trim, or as far as the bleed goes.
const OFFSET: f64 = 12.0;
const LENGTH: f64 = 18.0;
const THICKNESS: f64 = 0.5;
/// Radius of the circle of a registration mark.
const RADIUS: f64 = 5.0;
/// Dashes and gaps of a fold mark.
const DASH: f64 = 3.0;

/// What marks need beyond the trim on every side.
pub(super) fn room(marks: PressMarks, bleed: Abs) -> Abs {
    match marks {
        PressMarks::None => Abs::ZERO,
        PressMarks::Crop | PressMarks::All => offset(bleed) + Abs::pt(LENGTH),
    }
}

fn offset(bleed: Abs) -> Abs {
    Abs::pt(OFFSET).max(bleed)
}

/// The operators that draw the marks of a sheet.
pub(super) fn marks(marks: PressMarks, sheet: &Sheet) -> Vec<Op> {
    let mut drawn = Drawn { height: sheet.size.height, ops: vec![] };
    if marks == PressMarks::None {
        return drawn.ops;
    }
    let bleed = sheet.trim.at.x - sheet.bleed.at.x;
    drawn.write(&format!("q /{KNOCKOUT} gs 0 0 0 1 K {THICKNESS} w"));
    drawn.crop(sheet.trim, offset(bleed));
    if marks == PressMarks::All {
        drawn.fold(sheet.trim, offset(bleed));
        // All plates show it: that is what it is for.
        drawn.write("1 1 1 1 K");
        drawn.registration(sheet.trim, offset(bleed));
    }
    drawn.write("Q");
    drawn.ops
}

struct Drawn {
    height: Abs,
    ops: Vec<Op>,
}

impl Drawn {
    fn write(&mut self, operators: &str) {
        self.ops.push(Op::Unknown { key: operators.to_owned(), value: vec![] });
    }

    fn line(&mut self, from: Point, extent: Size) {
        let y = |y: Abs| points(self.height - y);
        let to = Point::new(from.x + extent.width, from.y + extent.height);
        let line = format!(
            "{} {} m {} {} l S",
            points(from.x),
            y(from.y),
            points(to.x),
            y(to.y)
        );
        self.write(&line);
    }

    fn across(&mut self, x: Abs, y: Abs) {
        self.line(Point::new(x, y), Size::new(Abs::pt(LENGTH), Abs::ZERO));
    }

    fn down(&mut self, x: Abs, y: Abs) {
        self.line(Point::new(x, y), Size::new(Abs::ZERO, Abs::pt(LENGTH)));
    }

    /// Two lines at each corner.
    fn crop(&mut self, trim: Rect, offset: Abs) {
        let beyond = offset + Abs::pt(LENGTH);
        for y in [trim.at.y, trim.foot()] {
            self.across(trim.at.x - beyond, y);
            self.across(trim.right() + offset, y);
        }
        for x in [trim.at.x, trim.right()] {
            self.down(x, trim.at.y - beyond);
            self.down(x, trim.foot() + offset);
        }
    }

    /// Dashed, halfway down: papers are folded across.
    fn fold(&mut self, trim: Rect, offset: Abs) {
        let middle = trim.at.y + trim.size.height / 2;
        self.write(&format!("[{DASH}] 0 d"));
        self.across(trim.at.x - offset - Abs::pt(LENGTH), middle);
        self.across(trim.right() + offset, middle);
        self.write("[] 0 d");
    }

    /// A circle with a cross above and below the page, and at a quarter of its sides.
    fn registration(&mut self, trim: Rect, offset: Abs) {
        let out = offset + Abs::pt(LENGTH / 2.0);
        let (middle, quarter) =
            (trim.at.x + trim.size.width / 2, trim.at.y + trim.size.height / 4);
        self.target(Point::new(middle, trim.at.y - out));
        self.target(Point::new(middle, trim.foot() + out));
        self.target(Point::new(trim.at.x - out, quarter));
        self.target(Point::new(trim.right() + out, quarter));
    }

    fn target(&mut self, centre: Point) {
        let arm = Abs::pt(LENGTH / 2.0);
        self.across(centre.x - arm, centre.y);
        self.down(centre.x, centre.y - arm);
        self.circle(
            f64::from(points(centre.x)),
            f64::from(points(self.height - centre.y)),
        );
    }

    /// Four Bézier curves (the usual constant for a quarter of a circle).
    fn circle(&mut self, x: f64, y: f64) {
        let (r, c) = (RADIUS, RADIUS * 0.552_285);
        let curve = |x1: f64, y1: f64, x2: f64, y2: f64, x3: f64, y3: f64| {
            let numbers = [x + x1, y + y1, x + x2, y + y2, x + x3, y + y3];
            let numbers = numbers.map(|n| format!("{}", (n * 100.0).round() / 100.0));
            format!("{} c", numbers.join(" "))
        };
        let curves = [
            curve(r, c, c, r, 0.0, r),
            curve(-c, r, -r, c, -r, 0.0),
            curve(-r, -c, -c, -r, 0.0, -r),
            curve(c, -r, r, -c, r, 0.0),
        ];
        let start = (((x + r) * 100.0).round() / 100.0, (y * 100.0).round() / 100.0);
        self.write(&format!("{} {} m {} S", start.0, start.1, curves.join(" ")));
    }
}
