//! From the tree of an SVG to a [`Drawing`], where that says all of it.
//!
//! It does not say filters, masks, patterns, the mixture `plus-lighter`, corners of the
//! kind `miter-clip`, gradients that repeat or shine from outside of their circle, clips
//! of shapes that overlap or are clipped one by one. A tree with one of these is drawn as
//! pixels, all of it, and so is one that nests too deep for PDF/A or holds so much that
//! its pixels are smaller.

mod brush;
mod clip;

use usvg::tiny_skia_path::{PathSegment, Point, Rect, Transform};
use usvg::{BlendMode, ImageKind, Node, PaintOrder, Tree};

use super::drawing::{
    Brush, Drawing, FillRule, Group, InnerImage, Layer, Matrix, Paintable, Path, Segment,
};
use super::jpeg::Jpeg;
use super::load::Source;
use super::png::Png;
use super::{Picture, PixelSize, print};
use brush::{colouring, line};

/// A file of PDF/A has at most 28 states inside of each other; a page has some of them.
const MAX_DEPTH: usize = 20;
/// About 3 MB of file: as pixels it is smaller.
const MAX_SEGMENTS: usize = 300_000;

/// The drawing of a tree for a place of `max` pixels; `None` where it says more than a
/// [`Drawing`] does.
pub(super) fn trace(tree: &Tree, max: PixelSize) -> Option<Drawing> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let dots = (max.width as f32 / width).max(max.height as f32 / height);
    let mut tracer = Tracer { width, height, dots, segments: 0 };
    let mut items = vec![];
    tracer.group(tree.root(), Transform::identity(), 0, &mut items)?;
    // What it mixes, it mixes within itself.
    if items.iter().any(Paintable::blends) {
        let layer = tracer.layer(1.0, Layer::NORMAL, tracer.canvas()?)?;
        items =
            vec![Paintable::Group(Group { clips: vec![], layer: Some(layer), items })];
    }
    Some(Drawing { size: [width, height], items })
}

/// A walk through a tree; whatever gives `None` ends it.
struct Tracer {
    width: f32,
    height: f32,
    /// Pixels that a unit takes.
    dots: f32,
    segments: usize,
}

impl Tracer {
    fn canvas(&self) -> Option<Rect> {
        Rect::from_xywh(0.0, 0.0, self.width, self.height)
    }

    fn nodes(
        &mut self,
        parent: &usvg::Group,
        transform: Transform,
        depth: usize,
        items: &mut Vec<Paintable>,
    ) -> Option<()> {
        for node in parent.children() {
            match node {
                Node::Group(group) => self.group(group, transform, depth, items)?,
                Node::Path(path) if path.is_visible() => {
                    self.path(path, transform, items)?;
                }
                Node::Image(image) if image.is_visible() => {
                    self.image(image, transform, depth, items)?;
                }
                Node::Path(_) | Node::Image(_) => {}
                Node::Text(text) => {
                    self.group(text.flattened(), transform, depth, items)?;
                }
            }
        }
        Some(())
    }

    fn group(
        &mut self,
        group: &usvg::Group,
        transform: Transform,
        depth: usize,
        items: &mut Vec<Paintable>,
    ) -> Option<()> {
        if !group.filters().is_empty() || group.mask().is_some() || depth > MAX_DEPTH {
            return None;
        }
        let transform = transform.pre_concat(group.transform());
        if !group.should_isolate() {
            return self.nodes(group, transform, depth, items);
        }
        let clips = match group.clip_path() {
            Some(clip) => self.clips(clip, transform)?,
            None => vec![],
        };
        let mut inner = vec![];
        self.nodes(group, transform, depth + 1, &mut inner)?;
        // Inside of nothing there is nothing.
        if clips.iter().any(|clip| clip.segments.is_empty()) || inner.is_empty() {
            return Some(());
        }
        let layer = match layering(group, &mut inner)? {
            Layering::None => None,
            Layering::Layer(opacity, blend) => {
                let bounds = group.layer_bounding_box().transform(transform)?;
                let Some(layer) = self.layer(opacity, blend, bounds.to_rect()) else {
                    // It lies outside of the drawing.
                    return Some(());
                };
                Some(layer)
            }
        };
        if clips.is_empty() && layer.is_none() {
            items.append(&mut inner);
        } else {
            items.push(Paintable::Group(Group { clips, layer, items: inner }));
        }
        Some(())
    }

    /// A layer as large as what is on it, as far as it is within the drawing.
    fn layer(&self, opacity: f32, blend: &'static str, bounds: Rect) -> Option<Layer> {
        // Room for what smooths the edges.
        let more = self.width.max(self.height) / 500.0;
        let grown = bounds.outset(more, more)?.intersect(&self.canvas()?)?;
        let bounds = [grown.left(), grown.top(), grown.right(), grown.bottom()];
        Some(Layer { opacity, blend, bounds })
    }

    /// A path, where anything of it is painted.
    fn path(
        &mut self,
        path: &usvg::Path,
        transform: Transform,
        items: &mut Vec<Paintable>,
    ) -> Option<()> {
        let bounds = path.data().bounds();
        let flat = bounds.width() == 0.0 || bounds.height() == 0.0;
        let fill = match path.fill().filter(|_| !flat) {
            Some(fill) => Some(Brush::Fill(
                colouring(fill.paint(), fill.opacity().get(), transform)?,
                rule(fill.rule()),
            )),
            None => None,
        };
        let stroke = match path.stroke() {
            Some(stroke) => Some(Brush::Line(
                colouring(stroke.paint(), stroke.opacity().get(), transform)?,
                line(stroke)?,
            )),
            None => None,
        };
        let brushes = match path.paint_order() {
            PaintOrder::FillAndStroke => [fill, stroke],
            PaintOrder::StrokeAndFill => [stroke, fill],
        };
        let brushes: Vec<Brush> = brushes.into_iter().flatten().collect();
        if brushes.is_empty() || !spans(transform) {
            return Some(());
        }
        let segments = self.segments(path.data())?;
        let matrix = matrix(transform);
        items.push(Paintable::Path(Path { matrix, segments, brushes }));
        Some(())
    }

    fn segments(&mut self, path: &usvg::tiny_skia_path::Path) -> Option<Vec<Segment>> {
        self.segments += path.len();
        if self.segments > MAX_SEGMENTS {
            return None;
        }
        let mut at = Point::zero();
        let mut segments = vec![];
        for segment in path.segments() {
            let (segment, end) = raise(segment, at);
            segments.push(segment);
            at = end;
        }
        Some(segments)
    }

    fn image(
        &mut self,
        image: &usvg::Image,
        transform: Transform,
        depth: usize,
        items: &mut Vec<Paintable>,
    ) -> Option<()> {
        let (source, size) = match image.kind() {
            ImageKind::PNG(bytes) => {
                let (png, size, _) = Png::read("", bytes.to_vec()).ok()?;
                (Source::Png(png.into()), size)
            }
            ImageKind::JPEG(bytes) => {
                let (jpeg, size, _) = Jpeg::read("", bytes.to_vec()).ok()?;
                (Source::Jpeg(jpeg.into()), size)
            }
            ImageKind::SVG(tree) => {
                return self.inner_tree(tree, transform, depth, items);
            }
            ImageKind::GIF(_) | ImageKind::WEBP(_) => return None,
        };
        if !spans(transform) {
            return Some(());
        }
        let side = |count: u32, x: f32, y: f32| {
            (count as f32 * x.hypot(y) * self.dots).ceil().clamp(1.0, 65_535.0) as u32
        };
        let place = PixelSize::new(
            side(size.width, transform.sx, transform.ky),
            side(size.height, transform.kx, transform.sy),
        );
        let picture = Picture { file: String::new(), size, source };
        let picture = Box::new(print::picture(&picture, place));
        let (width, height) = (size.width as f32, size.height as f32);
        let whole = Transform::from_row(width, 0.0, 0.0, -height, 0.0, height);
        let matrix = matrix(transform.pre_concat(whole));
        items.push(Paintable::Image(InnerImage { matrix, picture }));
        Some(())
    }

    /// A drawing inside mixes its colours within itself.
    fn inner_tree(
        &mut self,
        tree: &Tree,
        transform: Transform,
        depth: usize,
        items: &mut Vec<Paintable>,
    ) -> Option<()> {
        let mut inner = vec![];
        self.group(tree.root(), transform, depth + 1, &mut inner)?;
        if inner.iter().any(Paintable::blends) {
            let layer = self.layer(1.0, Layer::NORMAL, self.canvas()?);
            inner = vec![Paintable::Group(Group { clips: vec![], layer, items: inner })];
        }
        items.append(&mut inner);
        Some(())
    }
}

/// How the things of a group are laid down.
enum Layering {
    /// Each by itself.
    None,
    /// As one, of an opacity and a mixture.
    Layer(f32, &'static str),
}

fn layering(group: &usvg::Group, inner: &mut [Paintable]) -> Option<Layering> {
    let blend = blend(group.blend_mode())?;
    let opacity = group.opacity().get();
    let mixes = blend != Layer::NORMAL || inner.iter().any(Paintable::blends);
    if !mixes && (opacity >= 1.0 || fade(inner, opacity)) {
        return Some(Layering::None);
    }
    Some(Layering::Layer(opacity, blend))
}

/// Fades a single thing that is painted once, instead of a group around it; says whether
/// it could.
fn fade(items: &mut [Paintable], opacity: f32) -> bool {
    let [Paintable::Path(Path { brushes, .. })] = items else { return false };
    let [Brush::Fill(colouring, _) | Brush::Line(colouring, _)] = &mut brushes[..] else {
        return false;
    };
    colouring.opacity *= opacity;
    true
}

/// A segment, a square curve as the cubic one of the same shape, and where it ends.
fn raise(segment: PathSegment, from: Point) -> (Segment, Point) {
    let of = |p: Point| [p.x, p.y];
    match segment {
        PathSegment::MoveTo(to) => (Segment::Move(of(to)), to),
        PathSegment::LineTo(to) => (Segment::Line(of(to)), to),
        PathSegment::QuadTo(by, to) => {
            let towards =
                |end: Point| [end.x + (by.x - end.x) / 1.5, end.y + (by.y - end.y) / 1.5];
            (Segment::Curve([towards(from), towards(to), of(to)]), to)
        }
        PathSegment::CubicTo(a, b, to) => (Segment::Curve([of(a), of(b), of(to)]), to),
        PathSegment::Close => (Segment::Close, from),
    }
}

/// The name in a PDF (11.3.5); `None` for the one that is SVG's alone.
fn blend(mode: BlendMode) -> Option<&'static str> {
    Some(match mode {
        BlendMode::Normal => Layer::NORMAL,
        BlendMode::Multiply => "Multiply",
        BlendMode::Screen => "Screen",
        BlendMode::Overlay => "Overlay",
        BlendMode::Darken => "Darken",
        BlendMode::Lighten => "Lighten",
        BlendMode::ColorDodge => "ColorDodge",
        BlendMode::ColorBurn => "ColorBurn",
        BlendMode::HardLight => "HardLight",
        BlendMode::SoftLight => "SoftLight",
        BlendMode::Difference => "Difference",
        BlendMode::Exclusion => "Exclusion",
        BlendMode::Hue => "Hue",
        BlendMode::Saturation => "Saturation",
        BlendMode::Color => "Color",
        BlendMode::Luminosity => "Luminosity",
        BlendMode::PlusLighter => return None,
    })
}

fn rule(rule: usvg::FillRule) -> FillRule {
    match rule {
        usvg::FillRule::NonZero => FillRule::NonZero,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

/// Whether an area stays an area.
fn spans(t: Transform) -> bool {
    let area = t.sx * t.sy - t.kx * t.ky;
    area.is_normal()
}

fn matrix(t: Transform) -> Matrix {
    Matrix([t.sx, t.ky, t.kx, t.sy, t.tx, t.ty])
}
