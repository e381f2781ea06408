//! Colours and gradients of drawings.

use printpdf::DictItem;

use super::value::{dict, name, numbers};
use crate::picture::drawing::{Axis, Gradient, Layer, Stop};
use crate::picture::{Inks, Plates};

/// What a colour is for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Area,
    Line,
}

/// Whose colours a drawing is written in.
#[derive(Copy, Clone, Debug)]
pub(in crate::pdf) enum Colours<'a> {
    /// Those of screens.
    Screen,
    /// The inks of a press on those plates.
    Press(&'a Inks, Plates),
}

impl Colours<'_> {
    /// The space that says all of these colours.
    pub(super) fn space(self, colours: &[[u8; 3]]) -> Space {
        match self {
            Self::Screen => Space::of(colours),
            Self::Press(..) => Space::Inks,
        }
    }

    /// A colour of sRGB in the numbers of a space.
    pub(super) fn values(self, space: Space, rgb: [u8; 3]) -> Vec<f32> {
        match self {
            Self::Screen => space.values(rgb),
            Self::Press(inks, plates) => inks.of(rgb, plates).map(share).to_vec(),
        }
    }
}

/// A number of eight bits as a share of one.
fn share(value: u8) -> f32 {
    (f32::from(value) / 255.0 * 1000.0).round() / 1000.0
}

/// How colours are written: the one place that turns sRGB into the numbers of an edition.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// One number, so that black stays black ink on every device.
    Grey,
    Rgb,
    Inks,
}

impl Space {
    /// In which layers are mixed.
    pub(super) const MIXED: Self = Self::Rgb;

    /// The space that says all of these colours.
    fn of(colours: &[[u8; 3]]) -> Self {
        match colours.iter().all(|[r, g, b]| r == g && g == b) {
            true => Self::Grey,
            false => Self::Rgb,
        }
    }

    fn values(self, rgb: [u8; 3]) -> Vec<f32> {
        let count = if self == Self::Grey { 1 } else { 3 };
        rgb.into_iter().take(count).map(share).collect()
    }

    pub(super) fn operator(self, of: Use) -> &'static str {
        match (self, of) {
            (Self::Grey, Use::Area) => "g",
            (Self::Grey, Use::Line) => "G",
            (Self::Rgb, Use::Area) => "rg",
            (Self::Rgb, Use::Line) => "RG",
            (Self::Inks, Use::Area) => "k",
            (Self::Inks, Use::Line) => "K",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Grey => "DeviceGray",
            Self::Rgb => "DeviceRGB",
            Self::Inks => "DeviceCMYK",
        }
    }
}

/// A shading pattern (8.7.4): its matrix leads to the units of the form.
pub(super) fn pattern(
    gradient: &Gradient,
    space: Space,
    values: impl Fn(&Stop) -> Vec<f32>,
) -> DictItem {
    let (kind, axis) = match &gradient.axis {
        Axis::Linear(ends) => (2, numbers(ends)),
        Axis::Radial(circles) => (3, numbers(circles)),
    };
    let on = || DictItem::Bool(true);
    let shading = dict([
        ("ShadingType", DictItem::Int(kind)),
        ("ColorSpace", name(space.name())),
        ("Coords", axis),
        ("Function", function(&gradient.stops, values)),
        ("Extend", DictItem::Array(vec![on(), on()])),
    ]);
    dict([
        ("Type", name("Pattern")),
        ("PatternType", DictItem::Int(2)),
        ("Matrix", numbers(&gradient.matrix.0)),
        ("Shading", shading),
    ])
}

/// From a place on the axis to a colour: straight from stop to stop (7.10.3, 7.10.4).
fn function(stops: &[Stop], values: impl Fn(&Stop) -> Vec<f32>) -> DictItem {
    let mut places = vec![0.0];
    let mut pieces = vec![];
    let (first, last) = (stops[0], stops[stops.len() - 1]);
    let ends = [Stop { at: 0.0, ..first }].into_iter().chain(stops.iter().copied());
    let ends: Vec<_> = ends.chain([Stop { at: 1.0, ..last }]).collect();
    for pair in ends.windows(2) {
        // Two colours at one place: the second begins there.
        if pair[1].at - pair[0].at > 1e-5 {
            pieces.push(piece(&values(&pair[0]), &values(&pair[1])));
            places.push(pair[1].at);
        }
    }
    if pieces.len() == 1 {
        return pieces.remove(0);
    }
    let each = pieces.iter().flat_map(|_| [0.0, 1.0]).collect::<Vec<_>>();
    dict([
        ("FunctionType", DictItem::Int(3)),
        ("Domain", numbers(&[0.0, 1.0])),
        ("Functions", DictItem::Array(pieces)),
        ("Bounds", numbers(&places[1..places.len() - 1])),
        ("Encode", numbers(&each)),
    ])
}

fn piece(from: &[f32], to: &[f32]) -> DictItem {
    dict([
        ("FunctionType", DictItem::Int(2)),
        ("Domain", numbers(&[0.0, 1.0])),
        ("C0", numbers(from)),
        ("C1", numbers(to)),
        ("N", DictItem::Int(1)),
    ])
}

/// A transparency group (11.6.6) that mixes in those colours.
pub(super) fn transparency(space: Space) -> DictItem {
    dict([
        ("S", name("Transparency")),
        ("I", DictItem::Bool(true)),
        ("CS", name(space.name())),
    ])
}

pub(super) fn state(opacity: f32, blend: &str) -> DictItem {
    let mut entries = vec![
        ("Type", name("ExtGState")),
        ("CA", DictItem::Real(opacity)),
        ("ca", DictItem::Real(opacity)),
    ];
    if blend != Layer::NORMAL {
        entries.push(("BM", name(blend)));
    }
    dict(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_that_are_grey_are_one_number() {
        assert_eq!(Space::of(&[[0; 3], [9; 3]]), Space::Grey);
        assert_eq!(Space::Grey.values([255; 3]), [1.0]);
        assert_eq!(Space::of(&[[0; 3], [9, 8, 7]]), Space::Rgb);
    }
}
