//! Putting set lines, pictures and rules into a page's frame, between their tags.
//!
//! In: the [`Leg`]s of a page. Out: its frame and [`Marks`]. Start at [`Painter::leg`];
//! lines, pictures and tags have files of their own.

mod figure;
mod runs;
mod tags;

use super::frame::{Artifact, Destination, Frame, Item, Rule, Seen, Tag};
use super::galley::{Content, Halves, PlacedLine};
use super::story::BoxLook;
use super::structure::{ElementId, Structure};
use super::table::rows::Rows;
use crate::model::{Direction, Place};
use crate::style::Style;
use crate::unit::{Abs, Ink, Point, Size};

/// Paints one page.
pub(super) struct Painter<'a> {
    pub(super) style: &'a Style,
    pub(super) structure: &'a Structure,
    pub(super) frame: Frame,
    /// The number of the page, from 0.
    pub(super) page: usize,
    pub(super) marks: Marks,
    /// That of the story whose legs are painted.
    pub(super) direction: Direction,
    open: Vec<ElementId>,
    artifact: Option<Artifact>,
}

/// What was seen on the way through the text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) destinations: Vec<Destination>,
    /// The places before which words were cut that no rule divides.
    pub(super) cuts: Vec<Place>,
}

impl Marks {
    /// Takes over those of a page.
    pub(super) fn append(&mut self, more: &mut Self) {
        self.destinations.append(&mut more.destinations);
        self.cuts.append(&mut more.cuts);
    }
}

/// A leg on its page.
#[derive(Debug)]
pub(super) struct Leg<'a> {
    /// Its top left corner.
    pub(super) at: Point,
    pub(super) width: Abs,
    pub(super) units: Vec<Unit<'a>>,
}

/// What stands in a leg and is painted as one.
#[derive(Debug)]
pub(super) struct Unit<'a> {
    pub(super) height: Halves,
    pub(super) shown: Shown<'a>,
    /// The node it comes from: its units share their tags.
    pub(super) node: usize,
    pub(super) in_box: Option<usize>,
    pub(super) artifact: Option<Artifact>,
    /// It is painted so much lower.
    pub(super) down: Abs,
    /// It is painted there, and not in the leg: a picture over several, at its place in
    /// the order of reading.
    pub(super) place: Option<Point>,
}

/// What is painted.
#[derive(Debug)]
pub(super) enum Shown<'a> {
    Content(&'a Content),
    /// Rows of a table.
    Rows(Rows<'a>),
    /// One line on the grid.
    Line(PlacedLine),
    /// The rule above the notes of a leg.
    NoteRule,
}

impl<'a> Painter<'a> {
    pub(super) fn new(
        style: &'a Style,
        structure: &'a Structure,
        size: Size,
        page: usize,
    ) -> Self {
        Self {
            style,
            structure,
            frame: Frame::new(size),
            page,
            marks: Marks::default(),
            direction: Direction::Ltr,
            open: vec![],
            artifact: None,
        }
    }

    /// Paints a leg of a galley.
    pub(super) fn leg(&mut self, boxes: &[BoxLook], leg: &Leg<'_>) {
        let half = self.style.grid.leading / 2;
        let units = &leg.units;
        self.boxes(units, boxes, leg);
        let mut y = leg.at.y;
        let mut last = None;
        for unit in units {
            if last != Some(unit.node) {
                self.leave();
            }
            last = Some(unit.node);
            let at = unit.place.unwrap_or(Point::new(leg.at.x, y + unit.down));
            self.unit(unit, at, leg.width);
            y += half * i64::from(unit.height);
        }
        self.leave();
    }

    /// The grounds and frames of the boxes of a leg, under their texts.
    fn boxes(&mut self, units: &[Unit<'_>], boxes: &[BoxLook], leg: &Leg<'_>) {
        let half = self.style.grid.leading / 2;
        let mut y = leg.at.y;
        let mut open: Option<(usize, Abs)> = None;
        for unit in units {
            if let Some((number, top)) = open
                && unit.in_box != Some(number)
            {
                self.ground(boxes[number], Point::new(leg.at.x, top), leg.width, y - top);
                open = None;
            }
            if open.is_none() {
                open = unit.in_box.map(|number| (number, y));
            }
            y += half * i64::from(unit.height);
        }
        if let Some((number, top)) = open {
            self.ground(boxes[number], Point::new(leg.at.x, top), leg.width, y - top);
        }
    }

    fn ground(&mut self, look: BoxLook, at: Point, width: Abs, height: Abs) {
        if let Some(ink) = look.tint {
            self.rule(at, Size::new(width, height), ink, Artifact::Layout);
        }
        if let Some((weight, ink)) = look.frame {
            self.frame_of(at, Size::new(width, height), weight, ink);
        }
        if let Some((weight, ink)) = look.open {
            let across = Size::new(width, weight);
            self.rule(at, across, ink, Artifact::Layout);
            let foot = Point::new(at.x, at.y + height - weight);
            self.rule(foot, across, ink, Artifact::Layout);
        }
    }

    /// Four rules around a rectangle.
    fn frame_of(&mut self, at: Point, size: Size, weight: Abs, ink: Ink) {
        for (at, size) in frame_rules(at, size, weight) {
            self.rule(at, size, ink, Artifact::Layout);
        }
    }

    fn unit(&mut self, unit: &Unit<'_>, at: Point, width: Abs) {
        self.artifact_if(unit.artifact);
        match &unit.shown {
            Shown::Line(line) => {
                let size = self.style.text.size;
                let base = super::galley::baseline(self.style.grid.leading, size);
                self.line(line, at, base);
            }
            Shown::Content(content) => self.content(content, at, width),
            Shown::NoteRule => self.short_rule(at, width, self.style.rule.hairline),
            Shown::Rows(rows) => self.rows(rows, at),
        }
        if unit.artifact.is_some() {
            self.close_artifact();
        }
    }

    fn content(&mut self, content: &Content, at: Point, width: Abs) {
        match content {
            // Rows are painted together.
            Content::Blank | Content::Padding | Content::Row(_) => {}
            Content::Block { lines, rule } => {
                if let Some((x, width, weight)) = *rule {
                    let ink = self.style.ink(&self.style.rule.colour);
                    let at = Point::new(at.x + x, at.y);
                    self.rule(at, Size::new(width, weight), ink, Artifact::Layout);
                }
                for (y, line) in lines {
                    self.line(line, at, *y);
                }
            }
            Content::Figure(figure) => self.figure(figure, at),
            Content::Pause => self.pause(at, width),
            Content::Rule(weight) => self.short_rule(at, width, *weight),
        }
    }

    /// A rule over a quarter of the measure, from where lines begin.
    fn short_rule(&mut self, at: Point, width: Abs, weight: Abs) {
        let ink = self.style.ink(&self.style.rule.colour);
        let size = Size::new(width / 4, weight);
        let x = match self.direction {
            Direction::Ltr => at.x,
            Direction::Rtl => at.x + width - size.width,
        };
        self.rule(Point::new(x, at.y), size, ink, Artifact::Layout);
    }

    fn pause(&mut self, at: Point, width: Abs) {
        let ink = self.style.ink(&self.style.rule.colour);
        let half = self.style.grid.leading / 2;
        let long = width / 6;
        let at = Point::new(at.x + (width - long) / 2, at.y + half);
        let size = Size::new(long, self.style.rule.hairline);
        self.rule(at, size, ink, Artifact::Layout);
    }

    /// A rule outside the structure.
    pub(super) fn rule(&mut self, at: Point, size: Size, ink: Ink, artifact: Artifact) {
        let rule = Item::Rule(Rule { size, ink, seen: Seen::Everywhere });
        if self.artifact.is_some() {
            self.frame.push(at, rule);
            return;
        }
        self.leave();
        self.frame.push(at, Item::Tag(Tag::OpenArtifact(artifact)));
        self.frame.push(at, rule);
        self.frame.push(at, Item::Tag(Tag::CloseArtifact));
    }
}

/// The four rules of a frame, inside the rectangle.
fn frame_rules(at: Point, size: Size, weight: Abs) -> [(Point, Size); 4] {
    let across = Size::new(size.width, weight);
    let down = Size::new(weight, size.height);
    let right = Point::new(at.x + size.width - weight, at.y);
    let foot = Point::new(at.x, at.y + size.height - weight);
    [(at, across), (foot, across), (at, down), (right, down)]
}
