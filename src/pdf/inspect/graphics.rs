//! The graphics state (8.4) as far as plates are concerned.

use lopdf::Object;
use lopdf::content::Operation;

/// A colour as the file selects it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paint {
    /// Cyan, magenta, yellow and black, in thousandths.
    Inks([u16; 4]),
    /// A colour of screens: red, green and blue, in thousandths.
    Screen([u16; 3]),
    /// A colour of a space with a name: a spot, a profile, a pattern.
    Named(String),
}

impl Paint {
    const BLACK: Self = Self::Inks([0, 0, 0, 1000]);

    fn grey(value: f64) -> Self {
        Self::Inks([0, 0, 0, thousandths(1.0 - value)])
    }
}

fn thousandths(value: f64) -> u16 {
    (value.clamp(0.0, 1.0) * 1000.0).round() as u16
}

/// A transformation: `a b c d e f` of 8.3.3.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Matrix([f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The one in an array; the identity where there is none.
    pub(super) fn of(object: Option<&Object>) -> Self {
        let numbers = object.and_then(|object| object.as_array().ok());
        numbers.and_then(|numbers| Self::read(numbers)).unwrap_or(Self::IDENTITY)
    }

    fn read(numbers: &[Object]) -> Option<Self> {
        let numbers: Vec<f64> = numbers.iter().filter_map(number).collect();
        numbers.try_into().ok().map(Self)
    }

    /// First this one, then `next`.
    fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    fn apply(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [a, b, c, d, e, f] = self.0;
        [a * x + c * y + e, b * x + d * y + f]
    }

    /// How long a step to the right and one upwards become.
    fn scale(self) -> [f64; 2] {
        let [a, b, c, d, ..] = self.0;
        [a.hypot(b), c.hypot(d)]
    }
}

fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

/// The state that operators change.
#[derive(Clone, Debug)]
pub(super) struct Graphics {
    ctm: Matrix,
    text: Matrix,
    line_start: Matrix,
    leading: f64,
    font_size: f64,
    line_width: f64,
    /// The colour of letters and areas.
    pub(super) fill: Paint,
    /// The colour of lines.
    pub(super) stroke: Paint,
    /// The points of the path so far.
    pub(super) path: Vec<[f64; 2]>,
}

impl Graphics {
    pub(super) fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            text: Matrix::IDENTITY,
            line_start: Matrix::IDENTITY,
            leading: 0.0,
            font_size: 0.0,
            line_width: 1.0,
            fill: Paint::BLACK,
            stroke: Paint::BLACK,
            path: vec![],
        }
    }

    /// The state in a form.
    pub(super) fn within(&self, matrix: Matrix) -> Self {
        Self { ctm: matrix.then(self.ctm), path: vec![], ..self.clone() }
    }

    /// Obeys an operator that paints nothing.
    pub(super) fn take(&mut self, operation: &Operation) {
        let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("cm", _) => {
                let matrix = Matrix::read(&operation.operands);
                self.ctm = matrix.unwrap_or(Matrix::IDENTITY).then(self.ctm);
            }
            ("w", [width]) => self.line_width = *width,
            ("BT", _) => self.set_text(Matrix::IDENTITY),
            ("Tm", _) => {
                let matrix = Matrix::read(&operation.operands);
                self.set_text(matrix.unwrap_or(Matrix::IDENTITY));
            }
            ("Tf", [.., size]) => self.font_size = *size,
            ("TL", [leading]) => self.leading = *leading,
            ("Td", [x, y]) => self.step(*x, *y),
            ("TD", [x, y]) => {
                self.leading = -y;
                self.step(*x, *y);
            }
            ("T*", _) => self.step(0.0, -self.leading),
            ("re", [x, y, width, height]) => {
                self.point([*x, *y]);
                self.point([x + width, y + height]);
            }
            ("m" | "l", [x, y]) => self.point([*x, *y]),
            ("c" | "v" | "y", [.., x, y]) => self.point([*x, *y]),
            (name, values) => self.colour(name, values, &operation.operands),
        }
    }

    fn colour(&mut self, name: &str, values: &[f64], operands: &[Object]) {
        let paint = match (name, values) {
            ("k" | "K", [c, m, y, k]) => Paint::Inks([*c, *m, *y, *k].map(thousandths)),
            ("rg" | "RG", [r, g, b]) => Paint::Screen([*r, *g, *b].map(thousandths)),
            ("g" | "G", [grey]) => Paint::grey(*grey),
            ("cs" | "CS", _) => match operands.first().and_then(|n| n.as_name().ok()) {
                Some(b"DeviceCMYK" | b"DeviceGray") => Paint::BLACK,
                Some(b"DeviceRGB") => Paint::Screen([0; 3]),
                Some(name) => Paint::Named(String::from_utf8_lossy(name).into_owned()),
                None => return,
            },
            _ => return,
        };
        match name {
            "k" | "rg" | "g" | "cs" => self.fill = paint,
            _ => self.stroke = paint,
        }
    }

    fn set_text(&mut self, matrix: Matrix) {
        self.text = matrix;
        self.line_start = matrix;
    }

    fn step(&mut self, x: f64, y: f64) {
        self.set_text(Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line_start));
    }

    fn point(&mut self, point: [f64; 2]) {
        self.path.push(self.ctm.apply(point));
    }

    /// The size of letters shown now and where they begin; `None` without a size.
    pub(super) fn letters(&self) -> Option<(f64, [f64; 2])> {
        let matrix = self.text.then(self.ctm);
        let size = self.font_size.abs() * matrix.scale()[1];
        (size > 0.0).then(|| (size, matrix.apply([0.0, 0.0])))
    }

    /// Width and height of the path, and its lower left corner.
    pub(super) fn extent(&self) -> Option<([f64; 2], [f64; 2])> {
        let edge = |axis: usize, pick: fn(f64, f64) -> f64| {
            self.path.iter().map(|point| point[axis]).reduce(pick)
        };
        let (left, right) = (edge(0, f64::min)?, edge(0, f64::max)?);
        let (foot, top) = (edge(1, f64::min)?, edge(1, f64::max)?);
        Some(([right - left, top - foot], [left, foot]))
    }

    /// The thickness of a line drawn now, in points.
    pub(super) fn line(&self) -> f64 {
        let [across, up] = self.ctm.scale();
        self.line_width * across.min(up)
    }

    /// How wide and high a picture is that is drawn now.
    pub(super) fn unit(&self) -> [f64; 2] {
        self.ctm.scale()
    }

    /// Where its corner is.
    pub(super) fn origin(&self) -> [f64; 2] {
        self.ctm.apply([0.0, 0.0])
    }
}
