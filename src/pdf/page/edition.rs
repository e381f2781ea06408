//! What differs between the pages of the editions: colours, tags, and what lies around
//! the page.

use printpdf::{Cmyk, Color, Greyscale, Op, Rgb};

use super::crop;
use crate::pdf::press::{Press, Use};
use crate::picture::Plates;
use crate::unit::{Abs, Ink, Overprint, Point, Rect, Size};

/// For whom pages are written.
#[derive(Copy, Clone, Debug)]
pub(in crate::pdf) enum Edition<'a> {
    /// For readers: screen colours and tags.
    Screen,
    /// For the office printer: screen colours, and neither tags nor links.
    Booklet,
    /// For the printer: inks, and neither tags nor links.
    Press(&'a Press<'a>),
}

/// Whether what is painted is marked as belonging to an element.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(in crate::pdf) enum Tags {
    /// It is.
    Written,
    /// It is not.
    None,
}

/// A sheet, and where the page is on it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(in crate::pdf) struct Sheet {
    /// Its size: `MediaBox`.
    pub(in crate::pdf) size: Size,
    /// The page when cut: `TrimBox`.
    pub(in crate::pdf) trim: Rect,
    /// What is printed: `BleedBox`.
    pub(in crate::pdf) bleed: Rect,
}

impl Edition<'_> {
    /// The sheet for a page of that size.
    pub(in crate::pdf) fn sheet(&self, page: Size) -> Sheet {
        match self {
            Self::Screen | Self::Booklet => {
                let trim = Rect::new(Point::ZERO, page);
                Sheet { size: page, trim, bleed: trim }
            }
            Self::Press(press) => {
                let bleed = press.bleed;
                let margin = bleed.max(crop::room(press.marks, bleed));
                let trim = Rect::new(Point::new(margin, margin), page);
                let size = grown(trim, margin).size;
                Sheet { size, trim, bleed: grown(trim, bleed) }
            }
        }
    }

    /// The marks outside the page.
    pub(super) fn marks(&self, sheet: &Sheet) -> Vec<Op> {
        match self {
            Self::Screen | Self::Booklet => vec![],
            Self::Press(press) => crop::marks(press.marks, sheet),
        }
    }
}

impl<'a> Edition<'a> {
    /// The colours of the page that is `index` from the first.
    pub(super) fn palette(&self, index: usize, sheet: Sheet) -> Palette<'a> {
        match *self {
            Self::Screen => Palette::Screen(Tags::Written),
            Self::Booklet => Palette::Screen(Tags::None),
            Self::Press(press) => {
                Palette::Press { press, plates: press.plates(index), sheet }
            }
        }
    }
}

/// `rect` with so much more on each side.
fn grown(rect: Rect, by: Abs) -> Rect {
    let at = Point::new(rect.at.x - by, rect.at.y - by);
    Rect::new(at, Size::new(rect.size.width + by * 2, rect.size.height + by * 2))
}

/// The colours of a page.
#[derive(Copy, Clone, Debug)]
pub(super) enum Palette<'a> {
    /// sRGB.
    Screen(Tags),
    /// Inks.
    Press {
        /// The press.
        press: &'a Press<'a>,
        /// Which it prints this page with.
        plates: Plates,
        /// Where the page is.
        sheet: Sheet,
    },
}

impl Palette<'_> {
    pub(super) fn tags(&self) -> Tags {
        match self {
            Self::Screen(tags) => *tags,
            Self::Press { .. } => Tags::None,
        }
    }

    /// The plates, where there are any.
    pub(super) fn plates(&self) -> Option<Plates> {
        match self {
            Self::Screen(_) => None,
            Self::Press { plates, .. } => Some(*plates),
        }
    }

    /// The ink as this page prints it.
    pub(super) fn ink(&self, ink: Ink, on: Use) -> Ink {
        match self {
            Self::Screen(_) => ink,
            Self::Press { press, plates, .. } => press.ink(ink, on, *plates),
        }
    }

    /// On the screen grey is one ink too, so that black text is black on every device.
    pub(super) fn colour(&self, ink: Ink) -> Color {
        if let Self::Press { .. } = self {
            let [c, m, y, k] = ink.cmyk.map(|part| f32::from(part) / 100.0);
            return Color::Cmyk(Cmyk::new(c, m, y, k, None));
        }
        let [r, g, b] =
            ink.rgb.map(|value| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0);
        if ink.is_grey() {
            Color::Greyscale(Greyscale::new(r, None))
        } else {
            Color::Rgb(Rgb::new(r, g, b, None))
        }
    }

    /// The operator that selects what becomes of the inks below.
    pub(super) fn overprint(&self, overprint: Overprint) -> Option<Op> {
        if let Self::Screen(_) = self {
            return None;
        }
        let state = match overprint {
            Overprint::Knockout => KNOCKOUT,
            Overprint::Over => OVER,
        };
        Some(Op::Unknown { key: format!("/{state} gs"), value: vec![] })
    }

    /// A filled area as it is printed: thick enough, and beyond the trim where it touches
    /// it.
    pub(super) fn area(&self, area: Rect) -> Rect {
        match self {
            Self::Screen(_) => area,
            Self::Press { press, sheet, .. } => bled(thick(area, press.rule), sheet),
        }
    }
}

/// The graphics states of the press edition: what lies under is left out, or printed over.
pub(in crate::pdf) const KNOCKOUT: &str = "Knockout";
/// See [`KNOCKOUT`].
pub(in crate::pdf) const OVER: &str = "Over";

/// A rule that is no thinner than `least`, its middle where it was.
fn thick(rule: Rect, least: Abs) -> Rect {
    let Rect { mut at, mut size } = rule;
    if size.width < least && size.width > Abs::ZERO {
        at.x -= (least - size.width) / 2;
        size.width = least;
    }
    if size.height < least && size.height > Abs::ZERO {
        at.y -= (least - size.height) / 2;
        size.height = least;
    }
    Rect::new(at, size)
}

/// An area with its edges that lie on the trim moved out to the bleed.
fn bled(area: Rect, sheet: &Sheet) -> Rect {
    let (trim, bleed) = (sheet.trim, sheet.bleed);
    let out = |edge: Abs, trim: Abs, bleed: Abs| if edge == trim { bleed } else { edge };
    let left = out(area.at.x, trim.at.x, bleed.at.x);
    let top = out(area.at.y, trim.at.y, bleed.at.y);
    let right = out(area.right(), trim.right(), bleed.right());
    let foot = out(area.foot(), trim.foot(), bleed.foot());
    Rect::new(Point::new(left, top), Size::new(right - left, foot - top))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        let at = Point::new(Abs::pt(x), Abs::pt(y));
        Rect::new(at, Size::new(Abs::pt(width), Abs::pt(height)))
    }

    #[test]
    fn thin_rules_grow_around_their_middle() {
        let least = Abs::pt(0.5);
        assert_eq!(
            thick(rect(10.0, 0.0, 0.25, 90.0), least),
            rect(9.875, 0.0, 0.5, 90.0)
        );
        assert_eq!(thick(rect(0.0, 5.0, 90.0, 1.0), least), rect(0.0, 5.0, 90.0, 1.0));
    }

    #[test]
    fn areas_on_the_trim_bleed() {
        let trim = rect(20.0, 20.0, 100.0, 200.0);
        let bleed = grown(trim, Abs::pt(8.0));
        let sheet =
            Sheet { size: Size::new(Abs::pt(140.0), Abs::pt(240.0)), trim, bleed };
        let tint = bled(rect(20.0, 20.0, 100.0, 50.0), &sheet);
        assert_eq!(tint, rect(12.0, 12.0, 116.0, 58.0));
        assert_eq!(bled(rect(30.0, 30.0, 9.0, 9.0), &sheet), rect(30.0, 30.0, 9.0, 9.0));
    }
}
