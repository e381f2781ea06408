//! Clips: areas that things must lie inside of to be seen.

use usvg::Node;
use usvg::tiny_skia_path::{Rect, Transform};

use super::{Tracer, rule};
use crate::picture::drawing::{Clip, FillRule};

/// Shapes of a clip are held one against the other.
const MAX_SHAPES: usize = 200;

impl Tracer {
    /// The areas of a clip, all of which something must lie inside of to be seen.
    pub(super) fn clips(
        &mut self,
        clip: &usvg::ClipPath,
        transform: Transform,
    ) -> Option<Vec<Clip>> {
        let mut clips = match clip.clip_path() {
            Some(outer) => self.clips(outer, transform)?,
            None => vec![],
        };
        let mut shapes = vec![];
        let transform = transform.pre_concat(clip.transform());
        self.shapes(clip.root(), transform, &mut shapes, &mut clips)?;
        clips.push(union(shapes)?);
        Some(clips)
    }

    /// The shapes of a clip, in the units of the drawing.
    fn shapes(
        &mut self,
        group: &usvg::Group,
        transform: Transform,
        shapes: &mut Vec<(Clip, Rect)>,
        clips: &mut Vec<Clip>,
    ) -> Option<()> {
        for node in group.children() {
            match node {
                Node::Group(inner) => {
                    let transform = transform.pre_concat(inner.transform());
                    if let Some(clip) = inner.clip_path() {
                        // It would cut its neighbours too.
                        if group.children().len() > 1 || !shapes.is_empty() {
                            return None;
                        }
                        clips.extend(self.clips(clip, transform)?);
                    }
                    self.shapes(inner, transform, shapes, clips)?;
                }
                Node::Path(path) if path.is_visible() => {
                    let Some(fill) = path.fill() else { continue };
                    let Some(edge) = path.data().clone().transform(transform) else {
                        continue;
                    };
                    let segments = self.segments(&edge)?;
                    let clip = Clip { segments, rule: rule(fill.rule()) };
                    shapes.push((clip, edge.bounds()));
                }
                _ => {}
            }
        }
        Some(())
    }
}

/// One area of several shapes: side by side they are one path; `None` where they overlap,
/// so that one could make a hole in another.
fn union(mut shapes: Vec<(Clip, Rect)>) -> Option<Clip> {
    let Some((mut whole, bounds)) = shapes.pop() else {
        return Some(Clip { segments: vec![], rule: FillRule::NonZero });
    };
    if shapes.len() > MAX_SHAPES || shapes.iter().any(|(s, _)| s.rule != whole.rule) {
        return None;
    }
    let mut taken = vec![bounds];
    for (shape, bounds) in shapes {
        if taken.iter().any(|other| other.intersect(&bounds).is_some()) {
            return None;
        }
        taken.push(bounds);
        whole.segments.extend(shape.segments);
    }
    Some(whole)
}
