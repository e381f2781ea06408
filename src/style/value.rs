//! Values of sheets, read by the kind of their key.

use crate::model::Role;
use crate::unit::Abs;

use super::template::Template;

/// A unit of length or share.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 1/72 inch.
    Pt,
    /// Millimetre.
    Mm,
    /// Centimetre.
    Cm,
    /// Inch.
    In,
    /// The size of the type.
    Em,
    /// A line of the grid.
    Line,
    /// A hundredth.
    Percent,
}

impl Unit {
    /// Every unit.
    pub const ALL: &'static [Self] =
        &[Self::Pt, Self::Mm, Self::Cm, Self::In, Self::Em, Self::Line, Self::Percent];

    /// As sheets write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pt => "pt",
            Self::Mm => "mm",
            Self::Cm => "cm",
            Self::In => "in",
            Self::Em => "em",
            Self::Line => "line",
            Self::Percent => "%",
        }
    }

    /// A value in it, for hints.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Pt => "9pt",
            Self::Mm => "3mm",
            Self::Cm => "1.5cm",
            Self::In => "0.5in",
            Self::Em => "1.2em",
            Self::Line => "1line",
            Self::Percent => "98%",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "lines" => Some(Self::Line),
            _ => Self::ALL.iter().copied().find(|unit| unit.name() == text),
        }
    }

    /// Points in one of it, where that depends on nothing else.
    fn points(self) -> Option<f64> {
        match self {
            Self::Pt => Some(1.0),
            Self::Mm => Some(72.0 / 25.4),
            Self::Cm => Some(720.0 / 25.4),
            Self::In => Some(72.0),
            Self::Em | Self::Line | Self::Percent => None,
        }
    }
}

/// A number with its unit.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Measure {
    pub(super) number: f64,
    pub(super) unit: Unit,
}

/// What lengths are relative to where they stand.
#[derive(Copy, Clone, Debug)]
pub(super) struct Base {
    /// The size of the type.
    pub(super) em: Abs,
    /// The grid's leading.
    pub(super) line: Abs,
}

impl Measure {
    /// The longest side of a PDF page (ISO 32000-1, annex C), in points: no length in a
    /// sheet is longer, so that sums of them are always lengths.
    const MOST_POINTS: f64 = 14_400.0;
    /// The most of a unit that depends on something else.
    const MOST: f64 = 1_000.0;

    /// Whether it is within what any length may be.
    pub(super) fn is_sane(self) -> bool {
        match (self.unit, self.unit.points()) {
            (_, Some(points)) => self.number.abs() * points <= Self::MOST_POINTS,
            (Unit::Percent, None) => self.number.abs() <= Self::MOST * 100.0,
            (_, None) => self.number.abs() <= Self::MOST,
        }
    }

    /// Whether type of that size or leading could be seen.
    pub(super) fn is_visible(self) -> bool {
        match (self.unit, self.unit.points()) {
            (_, Some(points)) => self.number * points >= 1.0,
            (Unit::Percent, None) => self.number >= 5.0,
            (_, None) => self.number >= 0.05,
        }
    }

    /// As a length; a share is one of the size of the type.
    pub(super) fn abs(self, base: Base) -> Abs {
        let most = Abs::pt(Self::MOST_POINTS);
        let length = match (self.unit, self.unit.points()) {
            (_, Some(points)) => Abs::pt(self.number * points),
            (Unit::Line, None) => base.line.scale(self.number),
            (Unit::Percent, None) => base.em.scale(self.number / 100.0),
            (_, None) => base.em.scale(self.number),
        };
        length.min(most).max(-most)
    }

    /// In ems of the type.
    pub(super) fn em(self, base: Base) -> f64 {
        match self.unit {
            Unit::Em => self.number,
            Unit::Percent => self.number / 100.0,
            _ => self.abs(base).over(base.em),
        }
    }

    /// As a share, for keys that take nothing but `%`.
    pub(super) fn share(self) -> f64 {
        self.number / 100.0
    }
}

/// A value of the kind its key takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Switch(bool),
    Text(String),
    Texts(Vec<String>),
    Templates(Vec<Template>),
    /// One length, a pair, least–best–most, or the width and height of paper.
    Measures(Vec<Measure>),
    /// One number or several; inks.
    Counts(Vec<u32>),
    Rgb([u8; 3]),
    Roles(Vec<Role>),
    /// Sizes with the lines they take.
    Heads(Vec<(Measure, Measure)>),
}

/// Sizes of paper by name, in millimetres.
pub(super) const PAPERS: &[(&str, f64, f64)] = &[
    ("A3", 297.0, 420.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("A6", 105.0, 148.0),
    ("B4", 250.0, 353.0),
    ("B5", 176.0, 250.0),
    ("Letter", 215.9, 279.4),
    ("Half Letter", 139.7, 215.9),
    ("Legal", 215.9, 355.6),
    ("Ledger", 279.4, 431.8),
    ("Tabloid", 289.0, 380.0),
    ("Berliner", 315.0, 470.0),
    ("Broadsheet", 375.0, 600.0),
];

/// What the kind of a key makes certain; a value of another kind has been refused.
macro_rules! taken {
    ($($name:ident $variant:ident $type:ty;)+) => {
        impl Value {
            $(pub(super) fn $name(&self) -> &$type {
                match self {
                    Self::$variant(value) => value,
                    other => unreachable!("the kind of the key forbids {other:?}"),
                }
            })+
        }
    };
}

taken! {
    text Text str;
    texts Texts [String];
    templates Templates [Template];
    measures Measures [Measure];
    counts Counts [u32];
    roles Roles [Role];
    heads Heads [(Measure, Measure)];
}

impl Value {
    pub(super) fn switch(&self) -> bool {
        matches!(self, Self::Switch(true))
    }

    pub(super) fn rgb(&self) -> [u8; 3] {
        match self {
            Self::Rgb(rgb) => *rgb,
            other => unreachable!("the kind of the key forbids {other:?}"),
        }
    }
}
