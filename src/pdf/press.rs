//! What the press edition is told of the press: the file carries it, and its inks keep
//! the trade's rules for newsprint, where plates never meet exactly.

use super::save::Form;
use crate::picture::{Inks, Plates};
use crate::unit::{Abs, Ink, Overprint};

/// A press and what its printer asks for.
#[derive(Copy, Clone, Debug)]
pub struct Press<'a> {
    /// The profile of press and paper.
    pub inks: &'a Inks,
    /// The standard of the file.
    pub standard: Standard,
    /// What is printed beyond the trim.
    pub bleed: Abs,
    /// What is drawn outside the page.
    pub marks: PressMarks,
    /// The pages that carry colour, counted from 1; all where there are none.
    pub colour_pages: &'a [u32],
    /// The least size of letters in more than one ink.
    pub inks_from: Abs,
    /// The least thickness of a rule.
    pub rule: Abs,
}

/// A standard for files that go to the press.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Standard {
    /// PDF/X-4 (ISO 15930-7), and PDF/A-2u beside it.
    X4,
    /// PDF/X-1a:2001 (ISO 15930-1).
    X1a,
}

impl Standard {
    pub(super) fn form(self) -> Form {
        match self {
            Self::X4 => Form::Modern,
            Self::X1a => Form::Plain,
        }
    }
}

/// What is drawn outside the page.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PressMarks {
    /// Nothing.
    None,
    /// Where the sheet is cut.
    Crop,
    /// Where it is cut and folded, and whether the plates meet.
    All,
}

/// What an ink is used for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Letters of that size.
    Type(Abs),
    /// Rules and tints.
    Area,
}

impl Press<'_> {
    /// The plates of a page, counted from 0.
    pub(super) fn plates(&self, page: usize) -> Plates {
        let number = u32::try_from(page + 1).unwrap_or(u32::MAX);
        match self.colour_pages.is_empty() || self.colour_pages.contains(&number) {
            true => Plates::Colour,
            false => Plates::Black,
        }
    }

    /// An ink as this press prints it on those plates.
    pub(super) fn ink(&self, ink: Ink, on: Use, plates: Plates) -> Ink {
        printed(ink, on, plates, self.inks_from)
    }
}

/// Small letters in one ink, so that they stay sharp where plates are a hair apart, and
/// black alone on pages without colour.
fn printed(ink: Ink, on: Use, plates: Plates, inks_from: Abs) -> Ink {
    let inks = ink.cmyk.iter().filter(|part| **part > 0).count();
    let coloured = ink.cmyk[..3] != [0; 3];
    match on {
        Use::Type(size) if inks > 1 && size < inks_from => Ink::BLACK,
        Use::Type(_) if coloured && plates == Plates::Black => Ink::BLACK,
        Use::Area if coloured && plates == Plates::Black => as_light(ink),
        _ => ink,
    }
}

/// The tint of black that is as light as a colour.
fn as_light(ink: Ink) -> Ink {
    let [r, g, b] = ink.rgb.map(u32::from);
    let light = (2126 * r + 7152 * g + 722 * b) / 10_000;
    let black = 100 - (light * 100 + 127) / 255;
    Ink { cmyk: [0, 0, 0, black as u8], overprint: Overprint::Knockout, ..ink }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCENT: Ink =
        Ink { cmyk: [0, 100, 80, 0], rgb: [168, 20, 28], overprint: Overprint::Knockout };

    #[test]
    fn small_letters_are_set_in_one_ink() {
        let ink = |size: f64, plates| {
            printed(ACCENT, Use::Type(Abs::pt(size)), plates, Abs::pt(10.0)).cmyk
        };
        assert_eq!(ink(7.6, Plates::Colour), [0, 0, 0, 100]);
        assert_eq!(ink(10.0, Plates::Colour), ACCENT.cmyk);
        assert_eq!(ink(64.0, Plates::Black), [0, 0, 0, 100]);
        let tint = printed(ACCENT, Use::Area, Plates::Black, Abs::ZERO).cmyk;
        assert_eq!(tint, [0, 0, 0, 80]);
    }
}
