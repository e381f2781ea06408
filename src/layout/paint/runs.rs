//! Lines and their runs, with the areas of links and what is drawn along them.

use super::{Painter, frame_rules};
use crate::layout::frame::{Destination, Item, LinkArea, Rule, Seen};
use crate::layout::galley::PlacedLine;
use crate::layout::justify::{SetLine, SetRun};
use crate::layout::structure::ElementId;
use crate::layout::text::Stroke;
use crate::unit::{Abs, Point, Size};

impl Painter<'_> {
    /// A line whose baseline is `base` below `at`.
    pub(in crate::layout) fn line(&mut self, line: &PlacedLine, at: Point, base: Abs) {
        let y = at.y + base;
        if let Some((x, label, element)) = &line.label {
            self.leave();
            self.runs(label, Point::new(at.x + *x, y), *element);
            self.leave();
        }
        let x = at.x + line.x;
        if let Some(initial) = &line.initial {
            let place = Point::new(x + initial.x, y + initial.drop);
            self.runs(&initial.line, place, line.element);
        }
        self.runs(&line.line, Point::new(x, y), line.element);
    }

    /// The runs of a line from `at` on its baseline; `base` is the element of the text.
    pub(in crate::layout) fn runs(&mut self, line: &SetLine, at: Point, base: ElementId) {
        let mut areas: Vec<(&SetRun, Abs, Abs)> = vec![];
        for run in line.runs.iter().filter(|run| !run.run.glyphs.is_empty()) {
            if areas.last().is_some_and(|(first, ..)| first.link != run.link) {
                self.areas(&mut areas, at);
            }
            if self.artifact.is_none() {
                self.enter(base, run.element);
            }
            let x = at.x + run.x;
            self.frame.push(Point::new(x, at.y), Item::Glyphs(run.run.clone()));
            self.strokes(run, Point::new(x, at.y));
            if let Some(name) = &run.anchor {
                let top = Point::new(x, at.y - run.run.size);
                let (name, page) = (name.clone(), self.page);
                self.marks.destinations.push(Destination { name, page, at: top });
            }
            if run.link.is_some() && self.artifact.is_none() {
                areas.push((run, x, x + run.run.width()));
            }
        }
        self.areas(&mut areas, at);
        let cut = line.runs.last().filter(|_| line.cut && self.artifact.is_none());
        self.marks.cuts.extend(cut.and_then(SetRun::last_place));
    }

    /// One link area over runs that stand side by side and lead to one place.
    pub(super) fn areas(&mut self, runs: &mut Vec<(&SetRun, Abs, Abs)>, at: Point) {
        let Some((first, ..)) = runs.first() else { return };
        if let Some(link) = &first.link {
            let left = runs.iter().map(|r| r.1).min().unwrap_or_default();
            let right = runs.iter().map(|r| r.2).max().unwrap_or_default();
            let size = self.style.grid.leading;
            let area = LinkArea {
                element: first.element,
                size: Size::new(right - left, size),
                target: link.target.clone(),
                contents: link.contents.clone(),
            };
            let top = Point::new(left, at.y - size.scale(0.78));
            self.frame.push(top, Item::Link(area));
        }
        runs.clear();
    }

    pub(super) fn strokes(&mut self, run: &SetRun, at: Point) {
        let (size, ink) = (run.run.size, run.run.ink);
        let width = run.run.width();
        let (y, weight, seen) = match run.stroke {
            Stroke::None => return self.missing_of(run, at),
            Stroke::Under => (size.scale(0.14), self.style.rule.link, Seen::WithLinks),
            Stroke::Through => (-size.scale(0.26), size.scale(0.05), Seen::Everywhere),
        };
        if weight > Abs::ZERO {
            let size = Size::new(width, weight);
            self.frame
                .push(Point::new(at.x, at.y + y), Item::Rule(Rule { size, ink, seen }));
        }
        self.missing_of(run, at);
    }

    pub(super) fn missing_of(&mut self, run: &SetRun, at: Point) {
        if run.missing {
            self.missing(run, at);
        }
    }

    /// Boxes for characters that no face has.
    pub(super) fn missing(&mut self, run: &SetRun, at: Point) {
        let size = run.run.size;
        let mut x = at.x;
        for glyph in &run.run.glyphs {
            let corner = Point::new(x + size.scale(0.06), at.y - size.scale(0.68));
            let extent = Size::new(glyph.advance - size.scale(0.12), size.scale(0.7));
            for (at, size) in frame_rules(corner, extent, size.scale(0.05)) {
                self.frame.push(
                    at,
                    Item::Rule(Rule { size, ink: run.run.ink, seen: Seen::Everywhere }),
                );
            }
            x += glyph.advance;
        }
    }
}
