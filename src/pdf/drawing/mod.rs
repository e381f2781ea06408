//! Drawings as form objects (8.10) of one unit's width and height, as image objects are.
//!
//! A translation, operator by operator; what it is made of is decided in `picture`. The
//! one place that knows the colours of an edition is [`Space`].

mod colour;
mod value;

use std::fmt::Write as _;

use printpdf::{DictItem, ExternalStream};

use super::pictures;
use crate::picture::drawing::{
    Brush, Cap, Clip, Colouring, Drawing, FillRule, Group, InnerImage, Join, Layer, Line,
    Matrix, Paint, Paintable, Path, Segment, Stop,
};
pub(super) use colour::Colours;
use colour::{Space, Use, pattern, state, transparency};
use value::{dict, name, named, numbers, written};

/// The form object of a drawing.
pub(super) fn form(drawing: &Drawing, colours: Colours<'_>) -> ExternalStream {
    let [width, height] = drawing.size;
    let mut form = Form::new([0.0, 0.0, width, height], colours);
    form.items(&drawing.items);
    // From units that count downwards to the square whose foot is at 0.
    let matrix = [1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0];
    form.finish(vec![("Matrix", numbers(&matrix))])
}

/// A form as it grows: its operators, and the resources they name.
#[derive(Debug)]
struct Form<'a> {
    colours: Colours<'a>,
    /// Left, top, right and foot.
    bounds: [f32; 4],
    content: String,
    /// Each once.
    states: Vec<DictItem>,
    patterns: Vec<DictItem>,
    objects: Vec<DictItem>,
}

impl<'a> Form<'a> {
    fn new(bounds: [f32; 4], colours: Colours<'a>) -> Self {
        let (content, states) = (String::new(), vec![]);
        let (patterns, objects) = (vec![], vec![]);
        Self { colours, bounds, content, states, patterns, objects }
    }

    fn finish(self, more: Vec<(&'static str, DictItem)>) -> ExternalStream {
        let resources = [
            ("ExtGState", named('E', self.states)),
            ("Pattern", named('P', self.patterns)),
            ("XObject", named('X', self.objects)),
        ];
        let resources = resources.into_iter().filter_map(|(key, map)| Some((key, map?)));
        let mut entries = vec![
            ("Type", name("XObject")),
            ("Subtype", name("Form")),
            ("BBox", numbers(&self.bounds)),
            ("Resources", dict(resources)),
        ];
        entries.extend(more);
        let DictItem::Dict { map } = dict(entries) else { unreachable!("a dictionary") };
        ExternalStream { dict: map, content: self.content.into_bytes(), compress: true }
    }

    fn items(&mut self, items: &[Paintable]) {
        for item in items {
            match item {
                Paintable::Path(path) => self.path(path),
                Paintable::Image(image) => self.image(image),
                Paintable::Group(group) => self.group(group),
            }
        }
    }

    fn path(&mut self, path: &Path) {
        for brush in &path.brushes {
            self.content.push_str("q\n");
            // Where it fades is told in the units of the form.
            let (Brush::Fill(colouring, _) | Brush::Line(colouring, _)) = brush;
            self.fade(&colouring.paint);
            self.concat(path.matrix);
            let end = match brush {
                Brush::Fill(colouring, rule) => {
                    self.colour(colouring, Use::Area);
                    if *rule == FillRule::EvenOdd { "f*" } else { "f" }
                }
                Brush::Line(colouring, line) => {
                    self.colour(colouring, Use::Line);
                    self.line(line);
                    "S"
                }
            };
            self.segments(&path.segments);
            let _ = writeln!(self.content, "{end}\nQ");
        }
    }

    fn segments(&mut self, segments: &[Segment]) {
        for segment in segments {
            match segment {
                Segment::Move(to) => self.operator(to, "m"),
                Segment::Line(to) => self.operator(to, "l"),
                Segment::Curve(points) => self.operator(points.as_flattened(), "c"),
                Segment::Close => self.operator(&[], "h"),
            }
        }
    }

    /// Selects a paint and its opacity.
    fn colour(&mut self, colouring: &Colouring, of: Use) {
        match &colouring.paint {
            Paint::Solid(rgb) => {
                let space = self.colours.space(&[*rgb]);
                let values = self.colours.values(space, *rgb);
                self.operator(&values, space.operator(of));
            }
            Paint::Gradient(gradient) => {
                let colours: Vec<_> = gradient.stops.iter().map(|s| s.rgb).collect();
                let space = self.colours.space(&colours);
                let values = |stop: &Stop| self.colours.values(space, stop.rgb);
                self.pattern(pattern(gradient, space, values), of);
            }
        }
        if colouring.opacity < 1.0 {
            self.state(state(colouring.opacity, Layer::NORMAL));
        }
    }

    fn pattern(&mut self, pattern: DictItem, of: Use) {
        let (space, paint) = match of {
            Use::Area => ("cs", "scn"),
            Use::Line => ("CS", "SCN"),
        };
        let at = self.patterns.len();
        let _ = writeln!(self.content, "/Pattern {space}\n/P{at} {paint}");
        self.patterns.push(pattern);
    }

    /// Lets what follows be seen as the colours of a gradient are (11.6.5.3): through a
    /// mask that is as bright as they are opaque.
    fn fade(&mut self, paint: &Paint) {
        let Paint::Gradient(gradient) = paint else { return };
        if gradient.stops.iter().all(|stop| stop.opacity >= 1.0) {
            return;
        }
        let mut mask = Self::new(self.bounds, self.colours);
        let values = |stop: &Stop| vec![stop.opacity];
        mask.pattern(pattern(gradient, Space::Grey, values), Use::Area);
        let [left, top, right, foot] = self.bounds;
        mask.operator(&[left, top, right - left, foot - top], "re");
        mask.content.push_str("f\n");
        let stream = mask.finish(vec![("Group", transparency(Space::Grey))]);
        let mask = dict([
            ("Type", name("Mask")),
            ("S", name("Luminosity")),
            ("G", DictItem::Stream { stream }),
        ]);
        self.state(dict([("Type", name("ExtGState")), ("SMask", mask)]));
    }

    fn line(&mut self, line: &Line) {
        self.operator(&[line.width], "w");
        let cap = match line.cap {
            Cap::Butt => 0.0,
            Cap::Round => 1.0,
            Cap::Square => 2.0,
        };
        self.operator(&[cap], "J");
        let join = match line.join {
            Join::Miter(limit) => {
                self.operator(&[limit], "M");
                0.0
            }
            Join::Round => 1.0,
            Join::Bevel => 2.0,
        };
        self.operator(&[join], "j");
        let (dashes, start) = &line.dashes;
        if !dashes.is_empty() {
            let dashes: Vec<String> = dashes.iter().map(|d| written(*d)).collect();
            let (dashes, start) = (dashes.join(" "), written(*start));
            let _ = writeln!(self.content, "[{dashes}] {start} d");
        }
    }

    fn image(&mut self, image: &InnerImage) {
        self.content.push_str("q\n");
        self.concat(image.matrix);
        self.object(pictures::stream(&image.picture));
        self.content.push_str("Q\n");
    }

    /// A group: its clips, then what it holds, on a layer of its own where it has one
    /// (11.6.6).
    fn group(&mut self, group: &Group) {
        self.content.push_str("q\n");
        group.clips.iter().for_each(|clip| self.clip(clip));
        match &group.layer {
            None => self.items(&group.items),
            Some(layer) => {
                self.state(state(layer.opacity, layer.blend));
                let mut inner = Self::new(layer.bounds, self.colours);
                inner.items(&group.items);
                self.object(inner.finish(vec![("Group", transparency(Space::MIXED))]));
            }
        }
        self.content.push_str("Q\n");
    }

    fn clip(&mut self, clip: &Clip) {
        self.segments(&clip.segments);
        let rule = if clip.rule == FillRule::EvenOdd { "W*" } else { "W" };
        let _ = writeln!(self.content, "{rule}\nn");
    }

    fn state(&mut self, state: DictItem) {
        let at = self.states.iter().position(|known| *known == state);
        let at = at.unwrap_or_else(|| {
            self.states.push(state);
            self.states.len() - 1
        });
        let _ = writeln!(self.content, "/E{at} gs");
    }

    fn object(&mut self, stream: ExternalStream) {
        let _ = writeln!(self.content, "/X{} Do", self.objects.len());
        self.objects.push(DictItem::Stream { stream });
    }

    fn concat(&mut self, matrix: Matrix) {
        if matrix != Matrix::IDENTITY {
            self.operator(&matrix.0, "cm");
        }
    }

    fn operator(&mut self, operands: &[f32], operator: &str) {
        for operand in operands {
            let _ = write!(self.content, "{} ", written(*operand));
        }
        let _ = writeln!(self.content, "{operator}");
    }
}
