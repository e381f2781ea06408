//! Lengths that cannot be confused, and ink.
//!
//! Everything on a page is counted in [`Abs`], fixed point in 65,536ths of a point of
//! 1/72 inch: TeX's scaled numbers (*TeX: The Program*, §101) with the desktop point.
//! Sums are exact, so a line is on the baseline grid or it is not.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

/// One point in the units of [`Abs`].
const POINT: i64 = 1 << 16;

/// A length on paper, exact to 1/65,536 pt. y grows downwards.
#[derive(
    Copy, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Abs(i64);

impl Abs {
    /// No length.
    pub const ZERO: Self = Self(0);
    /// Longer than any column: stands for "without limit".
    pub const MAX: Self = Self(i64::MAX / 4);

    /// `value` points, rounded to the nearest unit.
    ///
    /// # Panics
    /// When `value` is not finite.
    pub fn pt(value: f64) -> Self {
        assert!(value.is_finite(), "a length is a finite number");
        Self(nearest(value * POINT as f64))
    }

    /// `value` millimetres.
    pub fn mm(value: f64) -> Self {
        Self::pt(value * 72.0 / 25.4)
    }

    /// From the raw count of 1/65,536 pt.
    pub const fn raw(value: i64) -> Self {
        Self(value)
    }

    /// The raw count of 1/65,536 pt.
    pub const fn to_raw(self) -> i64 {
        self.0
    }

    /// In points.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / POINT as f64
    }

    /// In millimetres.
    pub fn to_mm(self) -> f64 {
        self.to_pt() * 25.4 / 72.0
    }

    /// The greater of the two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    /// The smaller of the two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Ord::min(self, other)
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// How many whole `unit`s cover this length: the count of grid lines it needs.
    ///
    /// # Panics
    /// When `unit` is not positive.
    pub fn lines(self, unit: Self) -> i64 {
        assert!(unit.0 > 0, "a grid line has a height");
        (self.0 + unit.0 - 1).div_euclid(unit.0)
    }

    /// How many whole `unit`s fit into this length.
    ///
    /// # Panics
    /// When `unit` is not positive.
    pub fn whole(self, unit: Self) -> i64 {
        assert!(unit.0 > 0, "a grid line has a height");
        self.0.div_euclid(unit.0)
    }

    /// This length as a share of `whole`; 0 where `whole` is nothing.
    pub fn over(self, whole: Self) -> f64 {
        if whole.0 == 0 { 0.0 } else { self.0 as f64 / whole.0 as f64 }
    }

    /// Times a factor, rounded to the nearest unit.
    #[must_use]
    pub fn scale(self, factor: f64) -> Self {
        Self::pt(self.to_pt() * factor)
    }
}

impl fmt::Debug for Abs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}pt", (self.to_pt() * 1000.0).round() / 1000.0)
    }
}

impl Add for Abs {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Abs {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Abs {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Abs {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Abs {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Abs {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl Div<i64> for Abs {
    type Output = Self;
    fn div(self, by: i64) -> Self {
        Self(self.0.div_euclid(by))
    }
}

impl Sum for Abs {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

/// One in the units of [`Em`] and [`Ratio`]: finer than [`Abs`], so that `1.2em` at 10 pt
/// is 12 pt to the last unit.
const FINE: i64 = 1 << 32;

/// `value` in those units.
fn fine(value: f64) -> i64 {
    assert!(value.is_finite(), "a share is a finite number");
    nearest(value * FINE as f64)
}

/// The nearest whole number, halves away from nought: what [`f64::round`] gives, which is a
/// call where the processor may be of any age. Lengths are rounded millions of times.
fn nearest(value: f64) -> i64 {
    let whole = value as i64;
    let rest = value - whole as f64;
    if rest >= 0.5 {
        whole.saturating_add(1)
    } else if rest <= -0.5 {
        whole.saturating_sub(1)
    } else {
        whole
    }
}

/// A length in ems; becomes an [`Abs`] only when a font size is given.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Em(i64);

impl Em {
    /// No length.
    pub const ZERO: Self = Self(0);

    /// `value` ems, exact to 2⁻³².
    ///
    /// # Panics
    /// When `value` is not finite.
    pub fn new(value: f64) -> Self {
        Self(fine(value))
    }

    /// As a number of ems.
    pub fn get(self) -> f64 {
        self.0 as f64 / FINE as f64
    }

    /// At the font size `size`.
    pub fn at(self, size: Abs) -> Abs {
        size.scale(self.get())
    }
}

/// A share of something: 1 is the whole.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(i64);

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The whole.
    pub const ONE: Self = Self(FINE);

    /// `value` as a share, exact to 2⁻³².
    ///
    /// # Panics
    /// When `value` is not finite.
    pub fn new(value: f64) -> Self {
        Self(fine(value))
    }

    /// As a number; 1 is the whole.
    pub fn get(self) -> f64 {
        self.0 as f64 / FINE as f64
    }

    /// This share of `whole`.
    pub fn of(self, whole: Abs) -> Abs {
        whole.scale(self.get())
    }
}

/// A place on a page, from its top left corner.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Point {
    /// To the right.
    pub x: Abs,
    /// Downwards.
    pub y: Abs,
}

impl Point {
    /// The top left corner.
    pub const ZERO: Self = Self { x: Abs::ZERO, y: Abs::ZERO };

    /// The point `x` to the right and `y` down.
    pub const fn new(x: Abs, y: Abs) -> Self {
        Self { x, y }
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

/// A width and a height.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// From left to right.
    pub width: Abs,
    /// From top to foot.
    pub height: Abs,
}

impl Size {
    /// A size of `width` by `height`.
    pub const fn new(width: Abs, height: Abs) -> Self {
        Self { width, height }
    }
}

/// A rectangle on a page.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rect {
    /// Its top left corner.
    pub at: Point,
    /// Its extent.
    pub size: Size,
}

impl Rect {
    /// The rectangle of `size` at `at`.
    pub const fn new(at: Point, size: Size) -> Self {
        Self { at, size }
    }

    /// The x of its right edge.
    pub fn right(self) -> Abs {
        self.at.x + self.size.width
    }

    /// The y of its lower edge.
    pub fn foot(self) -> Abs {
        self.at.y + self.size.height
    }
}

/// Something for each side of a page; inside is the side of the binding.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sides<T> {
    /// Above.
    pub top: T,
    /// Below.
    pub foot: T,
    /// Towards the binding.
    pub inside: T,
    /// Away from the binding.
    pub outside: T,
}

/// Whether what lies under an ink is knocked out or printed over.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Overprint {
    /// What lies under is left out.
    #[default]
    Knockout,
    /// Printed on top of what lies under.
    Over,
}

/// A colour as both editions name it: four inks for the press, sRGB for the screen.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ink {
    /// Cyan, magenta, yellow and black in hundredths: 0 to 100 each.
    pub cmyk: [u8; 4],
    /// Red, green and blue, 0 to 255 each.
    pub rgb: [u8; 3],
    /// How the press edition treats what lies under.
    pub overprint: Overprint,
}

impl Ink {
    /// Black: K alone, printed over what lies under.
    pub const BLACK: Self =
        Self { cmyk: [0, 0, 0, 100], rgb: [0, 0, 0], overprint: Overprint::Over };
    /// The paper's white.
    pub const WHITE: Self =
        Self { cmyk: [0; 4], rgb: [255; 3], overprint: Overprint::Knockout };

    /// Whether red, green and blue are the same.
    pub fn is_grey(self) -> bool {
        self.rgb[0] == self.rgb[1] && self.rgb[1] == self.rgb[2]
    }
}

impl Default for Ink {
    fn default() -> Self {
        Self::BLACK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_lengths_are_exact() {
        let leading = Abs::pt(11.5);
        let page: Abs = (0..67).map(|_| leading).sum();

        assert_eq!(page, leading * 67);
        assert_eq!(page.lines(leading), 67);
        assert_eq!((page + Abs::raw(1)).lines(leading), 68);
        assert_eq!((page - Abs::raw(1)).whole(leading), 66);
    }

    #[test]
    fn lengths_round_as_numbers_do() {
        let below_half = 0.5_f64.next_down();
        for value in [0.0, 0.25, below_half, 0.5, 1.5, 2.5, 7.9, 4_503_599_627_370_497.5]
        {
            for value in [value, -value, value + 1e6, f64::MAX * value.signum()] {
                assert_eq!(nearest(value), value.round() as i64, "{value}");
            }
        }
    }

    #[test]
    fn an_em_needs_a_size() {
        assert_eq!(Em::new(1.2).at(Abs::pt(10.0)), Abs::pt(12.0));
    }
}
