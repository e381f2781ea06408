//! Putting set lines, pictures and rules into a page's frame, between their tags.

use super::figure::PlacedFigure;
use super::frame::{
    Artifact, Destination, Frame, Image, Item, LinkArea, Rule, Seen, Tag,
};
use super::galley::{Content, Halves, PlacedLine};
use super::justify::{SetLine, SetRun};
use super::story::BoxLook;
use super::structure::{ElementId, Structure};
use super::table::rows::Rows;
use super::text::Stroke;
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

    fn figure(&mut self, figure: &PlacedFigure, at: Point) {
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
    fn figure_link(&mut self, figure: &PlacedFigure, at: Point) {
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

    /// A line whose baseline is `base` below `at`.
    pub(super) fn line(&mut self, line: &PlacedLine, at: Point, base: Abs) {
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
    pub(super) fn runs(&mut self, line: &SetLine, at: Point, base: ElementId) {
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
    fn areas(&mut self, runs: &mut Vec<(&SetRun, Abs, Abs)>, at: Point) {
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

    fn strokes(&mut self, run: &SetRun, at: Point) {
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

    fn missing_of(&mut self, run: &SetRun, at: Point) {
        if run.missing {
            self.missing(run, at);
        }
    }

    /// Boxes for characters that no face has.
    fn missing(&mut self, run: &SetRun, at: Point) {
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

    fn artifact_if(&mut self, artifact: Option<Artifact>) {
        if let Some(artifact) = artifact {
            self.open_artifact(artifact);
        }
    }

    /// What follows is outside the structure.
    pub(super) fn open_artifact(&mut self, artifact: Artifact) {
        self.leave();
        if self.artifact.is_none() {
            self.artifact = Some(artifact);
            self.frame.push(Point::ZERO, Item::Tag(Tag::OpenArtifact(artifact)));
        }
    }

    /// Until here.
    pub(super) fn close_artifact(&mut self) {
        if self.artifact.take().is_some() {
            self.frame.push(Point::ZERO, Item::Tag(Tag::CloseArtifact));
        }
    }

    /// Opens and closes tags so that `element`, inside the text of `base`, is open.
    pub(super) fn enter(&mut self, base: ElementId, element: ElementId) {
        if self.artifact.is_some() {
            return;
        }
        let mut path = vec![element];
        while path[path.len() - 1] != base {
            let last = path[path.len() - 1];
            match self.structure.get(last).parent {
                Some(parent) => path.push(parent),
                None => break,
            }
        }
        path.reverse();
        let same = self.open.iter().zip(&path).take_while(|(a, b)| a == b).count();
        while self.open.len() > same {
            self.close_last();
        }
        for id in path.into_iter().skip(same) {
            self.open.push(id);
            self.frame.push(Point::ZERO, Item::Tag(Tag::Open(id)));
        }
    }

    /// Closes every tag.
    pub(super) fn leave(&mut self) {
        while !self.open.is_empty() {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        if let Some(id) = self.open.pop() {
            self.frame.push(Point::ZERO, Item::Tag(Tag::Close(id)));
        }
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
