//! A picture with its caption.

use super::{Painter, frame_rules};
use crate::layout::figure::PlacedFigure;
use crate::layout::frame::{Artifact, Image, Item, LinkArea, Rule, Seen};
use crate::unit::{Abs, Point};

impl Painter<'_> {
    pub(super) fn figure(&mut self, figure: &PlacedFigure, at: Point) {
        let place = Point::new(at.x + figure.x, at.y);
        match figure.element {
            Some(element) => {
                let link = figure.link.as_ref();
                self.enter(link.map_or(element, |link| link.element), element);
            }
            None => self.open_artifact(Artifact::Layout),
        }
        match figure.picture {
            Some(picture) => {
                let image = Image { picture, size: figure.size };
                self.frame.push(place, Item::Image(image));
            }
            None => {
                let ink = self.style.ink(&self.style.rule.colour);
                for (at, size) in frame_rules(place, figure.size, Abs::pt(0.5)) {
                    self.frame
                        .push(at, Item::Rule(Rule { size, ink, seen: Seen::Everywhere }));
                }
            }
        }
        for (y, line) in &figure.notice {
            self.runs(&line.line, Point::new(at.x + line.x, at.y + *y), line.element);
        }
        self.figure_link(figure, place);
        self.leave();
        self.close_artifact();
        for (y, line) in &figure.caption {
            self.line(line, at, *y);
        }
        self.leave();
    }

    /// The link area over a picture.
    pub(super) fn figure_link(&mut self, figure: &PlacedFigure, at: Point) {
        let Some(link) = figure.link.as_ref().filter(|_| self.artifact.is_none()) else {
            return;
        };
        let area = LinkArea {
            element: link.element,
            size: figure.size,
            target: link.to.target.clone(),
            contents: link.to.shown().to_owned(),
        };
        self.frame.push(at, Item::Link(area));
    }
}
