//! What stands on a page: flag, head, pictures and legs at their places.

use std::collections::VecDeque;

use rayon::prelude::*;

use super::page::column_width;
use super::{FLAG, GAP, Maker, Material, Ready};
use crate::layout::across::{At, Hung};
use crate::layout::frame::Artifact;
use crate::layout::galley::{Halves, baseline};
use crate::layout::legs::Piece;
use crate::layout::paint::{Leg, Shown, Unit};
use crate::layout::set;
use crate::model::{Direction, Role};
use crate::unit::{Abs, Point, Size};

impl Maker<'_, '_> {
    /// The pictures over the legs of the page that is open, at their places.
    pub(super) fn pictures<'g>(
        &self,
        ready: &Ready<'_>,
        hung: &Hung<'g>,
    ) -> VecDeque<Unit<'g>> {
        let half = self.material.style.grid.leading / 2;
        let page = self.page.as_ref().expect("a page is open");
        let unit = |At { span, leg, top }: &At<'g>| {
            let last = leg + span.columns.min(hung.lower.len()) - 1;
            let x = self.x_of(ready, *leg).min(self.x_of(ready, last));
            let y = page.top + half * i64::from(page.used + top);
            Unit {
                height: 0,
                shown: Shown::Content(&span.content),
                node: span.node,
                in_box: None,
                artifact: ready.story.body[span.node].artifact,
                down: Abs::ZERO,
                place: Some(Point::new(x, y)),
            }
        };
        hung.spans.iter().map(unit).collect()
    }

    /// Legs under the pictures of the page, `lower` than its first line each. Everything is
    /// painted in the order of reading, the notes last: who takes the text out of the file
    /// without its tags gets it as it is read.
    pub(super) fn legs<'g>(
        &mut self,
        ready: &'g Ready<'_>,
        legs: &'g [Vec<Piece>],
        (heights, lower): (&[Halves], &[Halves]),
        mut pictures: VecDeque<Unit<'g>>,
    ) {
        let mut foot = lower.iter().copied().max().unwrap_or(0);
        let mut notes = vec![];
        let Material { style, compositors, .. } = self.material;
        // Legs are set side by side, on the threads that are free.
        let set = |pieces: &Vec<Piece>| {
            compositors.work(|compositor| {
                set::units(&ready.galley, pieces, style, &mut compositor.shaper)
            })
        };
        let set: Vec<Vec<Unit<'g>>> = legs.par_iter().map(set).collect();
        for ((at, pieces), units) in legs.iter().enumerate().zip(set) {
            let used = pieces.iter().map(Piece::height).sum();
            let mut units = with_pictures(units, &mut pictures);
            if at + 1 == legs.len() {
                units.extend(pictures.drain(..));
            }
            self.leg(ready, at, lower[at], units);
            let own = set::notes(&ready.galley, pieces, heights[at]);
            let taken = if own.is_empty() { used } else { heights[at] };
            foot = foot.max(lower[at] + taken);
            notes.push((at, lower[at] + used, own));
        }
        for (at, lower, notes) in notes {
            self.leg(ready, at, lower, notes);
        }
        let page = self.page.as_mut().expect("a page is open");
        page.used += foot.next_multiple_of(2);
    }

    /// Paints units in a leg, from so far below the first line of the legs on.
    pub(super) fn leg(
        &mut self,
        ready: &Ready<'_>,
        leg: usize,
        lower: Halves,
        units: Vec<Unit<'_>>,
    ) {
        let style = self.material.style;
        let x = self.x_of(ready, leg);
        let page = self.page.as_mut().expect("a page is open");
        let width = column_width(style, page.values.area.size.width);
        let y = page.top + style.grid.leading / 2 * i64::from(page.used + lower);
        page.painter.direction = ready.story.direction;
        let leg = Leg { at: Point::new(x, y), width, units };
        page.painter.leg(&ready.story.boxes, &leg);
    }

    /// The head of a story; one too long for its page goes on at the top of the next.
    pub(super) fn head(&mut self, ready: &Ready<'_>) {
        let half = self.material.style.grid.leading / 2;
        let mut done = Abs::ZERO;
        let mut last = None;
        for (base, line, part) in &ready.head.lines {
            let page = self.page.as_mut().expect("a page is open");
            let room = half * i64::from(page.halves.saturating_sub(page.used));
            let size = line.line.runs.iter().map(|run| run.run.size).max();
            let size = size.unwrap_or_default();
            if *base - done > room && *base - done > size {
                page.painter.leave();
                self.end_page();
                self.begin_page(ready);
                done = *base - size;
                last = None;
            }
            let page = self.page.as_mut().expect("a page is open");
            if last != Some(*part) {
                page.painter.leave();
            }
            last = Some(*part);
            let y = page.top + half * i64::from(page.used) - done;
            page.painter.line(line, Point::new(page.values.area.at.x, y), *base);
        }
        let page = self.page.as_mut().expect("a page is open");
        page.painter.leave();
        let rest = half * i64::from(ready.head.height) - done;
        let rest = Halves::try_from(rest.lines(half)).unwrap_or(0).next_multiple_of(2);
        page.used = (page.used + rest).min(page.halves);
    }

    /// The flag of a section that begins below the head of its page.
    pub(super) fn flag(&mut self, ready: &Ready<'_>) {
        let Some((name, element)) = &ready.opens else { return };
        let style = self.material.style;
        let page = self.page.as_mut().expect("a page is open");
        if page.values.flag == Some(*element) {
            return;
        }
        let half = style.grid.leading / 2;
        let set = self.furnisher.flag(name, *element);
        let role = style.role(Role::SectionFlag);
        let y = page.top
            + half * i64::from(page.used)
            + baseline(style.grid.leading, role.size);
        let x = match self.material.issue.direction {
            Direction::Ltr => page.values.area.at.x,
            Direction::Rtl => page.values.area.right() - set.width,
        };
        page.painter.runs(&set, Point::new(x, y), *element);
        page.painter.leave();
        page.used += FLAG;
    }

    /// White and a rule over the page.
    pub(super) fn part_from_last(&mut self, ready: &Ready<'_>) {
        let style = self.material.style;
        let page = self.page.as_mut().expect("a page is open");
        let half = style.grid.leading / 2;
        let y = page.top + half * i64::from(page.used) + half.scale(2.4);
        let ink = style.ink(&style.rule.colour);
        let size = Size::new(page.values.area.size.width, style.rule.article);
        let at = Point::new(page.values.area.at.x, y);
        page.painter.rule(at, size, ink, Artifact::Layout);
        page.used += GAP;
        page.values.section =
            page.values.section.take().or_else(|| ready.section.clone());
    }
}

/// Units with the pictures that stand before them in the text.
fn with_pictures<'g>(
    units: Vec<Unit<'g>>,
    pictures: &mut VecDeque<Unit<'g>>,
) -> Vec<Unit<'g>> {
    let mut all = Vec::with_capacity(units.len() + pictures.len());
    for unit in units {
        while let Some(picture) = pictures.pop_front_if(|p| p.node <= unit.node) {
            all.push(picture);
        }
        all.push(unit);
    }
    all
}
