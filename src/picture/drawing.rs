//! A drawing as what is painted, in order: plain data for the PDF to translate.
//!
//! Lengths count from the top left corner, downwards, in the drawing's own units.

use super::PrintPicture;

/// A drawing that is paths, gradients and pictures, and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Its width and height.
    pub size: [f32; 2],
    /// What is painted, the lowest first.
    pub items: Vec<Paintable>,
}

/// Something that is painted.
#[derive(Clone, Debug, PartialEq)]
pub enum Paintable {
    /// Areas and lines.
    Path(Path),
    /// Pixels.
    Image(InnerImage),
    /// Several things as one.
    Group(Group),
}

/// A path and how it is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// From its own units to those of the drawing; a stroke's shape follows it.
    pub matrix: Matrix,
    /// The path in its own units.
    pub segments: Vec<Segment>,
    /// What is done with it, in order.
    pub brushes: Vec<Brush>,
}

/// A way to paint a path.
#[derive(Clone, Debug, PartialEq)]
pub enum Brush {
    /// Its area.
    Fill(Colouring, FillRule),
    /// Its line.
    Line(Colouring, Line),
}

/// What a brush leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Colouring {
    /// The colours.
    pub paint: Paint,
    /// From 0, clear, to 1.
    pub opacity: f32,
}

/// One colour or many.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// A colour of sRGB.
    Solid([u8; 3]),
    /// Colours of sRGB that pass into each other.
    Gradient(Gradient),
}

/// Colours along a line or between circles; the first and the last go on without end.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// Where they lie.
    pub axis: Axis,
    /// From the units of the axis to those of the drawing.
    pub matrix: Matrix,
    /// At least two, in order.
    pub stops: Vec<Stop>,
}

/// A colour on the axis of a gradient.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Stop {
    /// Where it is: from 0, the beginning, to 1.
    pub at: f32,
    /// The colour, of sRGB.
    pub rgb: [u8; 3],
    /// From 0, clear, to 1.
    pub opacity: f32,
}

/// Where a gradient begins and ends.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Axis {
    /// From one point to another.
    Linear([f32; 4]),
    /// From one circle, by centre and radius, to another that holds it.
    Radial([f32; 6]),
}

/// What is inside of a path that crosses itself.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum FillRule {
    /// What it goes round, the turns one way less those the other way.
    NonZero,
    /// What it goes round an odd number of times.
    EvenOdd,
}

/// The shape of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// How wide it is.
    pub width: f32,
    /// Its ends.
    pub cap: Cap,
    /// Its corners.
    pub join: Join,
    /// Dashes and gaps in turn, and where in them it begins; none for a whole line.
    pub dashes: (Vec<f32>, f32),
}

/// The end of a line.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Cap {
    /// Where the line ends.
    Butt,
    /// Half a circle.
    Round,
    /// Half a square.
    Square,
}

/// The corner of a line.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Join {
    /// Pointed, but cut off where it were longer than so many widths.
    Miter(f32),
    /// A circle.
    Round,
    /// Cut off.
    Bevel,
}

/// A piece of a path.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Segment {
    /// A new beginning.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A cubic curve: two points that draw it, and its end.
    Curve([[f32; 2]; 3]),
    /// Back to the beginning.
    Close,
}

/// A picture of pixels: one unit wide and high, its foot at 0.
#[derive(Clone, Debug, PartialEq)]
pub struct InnerImage {
    /// From there to the units of the drawing.
    pub matrix: Matrix,
    /// The pixels, never a drawing.
    pub picture: Box<PrintPicture>,
}

/// Things that are cut, faded or mixed as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Only what lies inside of all of them is seen; in the units of the drawing.
    pub clips: Vec<Clip>,
    /// How it is laid over what lies below; `None` where each thing lies there by itself.
    pub layer: Option<Layer>,
    /// What is painted, the lowest first.
    pub items: Vec<Paintable>,
}

/// An area, in the units of the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    /// Its edge.
    pub segments: Vec<Segment>,
    /// What is inside.
    pub rule: FillRule,
}

/// A sheet of glass that is painted on before it is laid down.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Layer {
    /// From 0, clear, to 1.
    pub opacity: f32,
    /// How its colours and those below are mixed: the name that SVG and PDF share, in
    /// the spelling of PDF.
    pub blend: &'static str,
    /// Left, top, right and foot of what is on it, in the units of the drawing.
    pub bounds: [f32; 4],
}

/// A map of the plane: x′ = a x + c y + e, y′ = b x + d y + f, as `[a, b, c, d, e, f]`.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Matrix(pub [f32; 6]);

impl Matrix {
    /// Everything stays where it is.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
}

impl Layer {
    /// The mixture of a layer that hides what lies below it.
    pub const NORMAL: &'static str = "Normal";
}

impl Paintable {
    /// Whether it hides all that lies below it, and is paths alone.
    pub(super) fn is_plain(&self) -> bool {
        let covers = |colouring: &Colouring| {
            let stops = match &colouring.paint {
                Paint::Solid(_) => [].as_slice(),
                Paint::Gradient(gradient) => &gradient.stops,
            };
            colouring.opacity >= 1.0 && stops.iter().all(|stop| stop.opacity >= 1.0)
        };
        match self {
            Self::Path(path) => path.brushes.iter().all(|brush| {
                let (Brush::Fill(colouring, _) | Brush::Line(colouring, _)) = brush;
                covers(colouring)
            }),
            Self::Image(_) => false,
            Self::Group(group) => {
                group.layer.is_none() && group.items.iter().all(Self::is_plain)
            }
        }
    }

    /// Whether its colours, or those of anything in it, depend on what lies below.
    pub(super) fn blends(&self) -> bool {
        match self {
            Self::Path(_) | Self::Image(_) => false,
            Self::Group(Group { layer: Some(layer), .. }) => layer.blend != Layer::NORMAL,
            Self::Group(group) => group.items.iter().any(Self::blends),
        }
    }
}
