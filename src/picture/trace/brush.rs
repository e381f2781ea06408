//! Colours, gradients and lines.

use usvg::SpreadMethod;
use usvg::tiny_skia_path::Transform;

use super::{matrix, spans};
use crate::picture::drawing::{Axis, Cap, Colouring, Gradient, Join, Line, Paint, Stop};

pub(super) fn colouring(
    paint: &usvg::Paint,
    opacity: f32,
    transform: Transform,
) -> Option<Colouring> {
    let paint = match paint {
        usvg::Paint::Color(c) => Paint::Solid([c.red, c.green, c.blue]),
        usvg::Paint::LinearGradient(g) => {
            let ends = [g.x1(), g.y1(), g.x2(), g.y2()];
            if ends[..2] == ends[2..] {
                return None;
            }
            gradient(g, Axis::Linear(ends), transform)?
        }
        usvg::Paint::RadialGradient(g) => {
            let (r, fr) = (g.r().get(), g.fr().get());
            let apart = (g.cx() - g.fx()).hypot(g.cy() - g.fy());
            if apart + fr >= r {
                return None;
            }
            let circles = [g.fx(), g.fy(), fr, g.cx(), g.cy(), r];
            gradient(g, Axis::Radial(circles), transform)?
        }
        usvg::Paint::Pattern(_) => return None,
    };
    Some(Colouring { paint, opacity })
}

fn gradient(of: &usvg::BaseGradient, axis: Axis, transform: Transform) -> Option<Paint> {
    let transform = transform.pre_concat(of.transform());
    let pads = of.spread_method() == SpreadMethod::Pad;
    if !pads || of.stops().len() < 2 || !spans(transform) {
        return None;
    }
    let stop = |stop: &usvg::Stop| {
        let usvg::Color { red, green, blue } = stop.color();
        let (at, opacity) = (stop.offset().get(), stop.opacity().get());
        Stop { at, rgb: [red, green, blue], opacity }
    };
    let stops = of.stops().iter().map(stop).collect();
    Some(Paint::Gradient(Gradient { axis, matrix: matrix(transform), stops }))
}

pub(super) fn line(stroke: &usvg::Stroke) -> Option<Line> {
    let join = match stroke.linejoin() {
        usvg::LineJoin::Miter => Join::Miter(stroke.miterlimit().get()),
        usvg::LineJoin::MiterClip => return None,
        usvg::LineJoin::Round => Join::Round,
        usvg::LineJoin::Bevel => Join::Bevel,
    };
    let cap = match stroke.linecap() {
        usvg::LineCap::Butt => Cap::Butt,
        usvg::LineCap::Round => Cap::Round,
        usvg::LineCap::Square => Cap::Square,
    };
    let dashes = stroke.dasharray().unwrap_or_default().to_vec();
    let width = stroke.width().get();
    Some(Line { width, cap, join, dashes: (dashes, stroke.dashoffset()) })
}
