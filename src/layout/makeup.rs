//! Step 8: stories take their places on pages.
//!
//! One after the other, each over all columns: its head, its text in legs of equal height
//! where it ends on the page, else to the foot of the page and on to the next.

use std::collections::VecDeque;

use rayon::prelude::*;

use super::across::{At, Hung};
use super::columns;
use super::frame::{Artifact, Page, Side};
use super::furniture::{Edges, Furnisher, MastheadElements, PageValues};
use super::galley::{Galley, Halves, baseline};
use super::head::Head;
use super::legs::{Cutter, Piece, Start};
use super::paint::{Leg, Marks, Painter, Shown, Unit};
use super::set;
use super::share::{self, Room, Share};
use super::story::Story;
use super::structure::{ElementId, Structure};
use crate::font::Shaper;
use crate::model::{Direction, Issue, Role};
use crate::style::Style;
use crate::unit::{Abs, Point, Rect, Size};

/// A story with everything set.
pub(super) struct Ready<'a> {
    pub(super) story: &'a Story,
    pub(super) head: Head,
    pub(super) galley: Galley,
    /// The section that begins with it and the element of its flag.
    pub(super) opens: Option<(String, ElementId)>,
    /// The section it belongs to.
    pub(super) section: Option<String>,
}

/// What pages are made of.
pub(super) struct Material<'a> {
    pub(super) issue: &'a Issue,
    pub(super) style: &'a Style,
    pub(super) structure: &'a Structure,
    pub(super) masthead: MastheadElements,
}

/// Makes up the pages of the stories that `next` gives, some at a time and none at the
/// end. While some are made up the next are set, and those that are done make room.
pub(super) fn pages<'s>(
    mut next: impl FnMut() -> Vec<Ready<'s>> + Send,
    material: &Material<'_>,
    shaper: &mut Shaper<'_>,
) -> (Vec<Page>, Marks) {
    let mut maker = Maker {
        material,
        furnisher: Furnisher { issue: material.issue, style: material.style, shaper },
        pages: vec![],
        marks: Marks::default(),
        page: None,
    };
    let mut ready = next();
    while !ready.is_empty() {
        let made = || ready.iter().for_each(|story| maker.story(story));
        let (following, ()) = rayon::join(&mut next, made);
        ready = following;
    }
    maker.end_page();
    maker.fill_up();
    (maker.pages, maker.marks)
}

/// The page that is being made.
struct Open<'a> {
    painter: Painter<'a>,
    values: PageValues,
    /// The top of the first grid line under the furniture.
    top: Abs,
    /// Its height.
    halves: Halves,
    /// What is taken of it.
    used: Halves,
}

struct Maker<'a, 'b> {
    material: &'a Material<'a>,
    furnisher: Furnisher<'a, 'b>,
    pages: Vec<Page>,
    marks: Marks,
    page: Option<Open<'a>>,
}

/// White between two stories, with the rule in it.
const GAP: Halves = 4;

/// The flag of a section and the white that sets it off from the kicker below.
const FLAG: Halves = 4;

impl Maker<'_, '_> {
    fn story(&mut self, ready: &Ready<'_>) {
        let empty = columns::is_done(&ready.galley, &Start::FIRST);
        let mut cutter = self.cutter(ready);
        if let Some(page) = &self.page {
            let flag = if ready.opens.is_some() { FLAG } else { 0 };
            let taken = page.used + GAP + flag + ready.head.height;
            let left = page.halves.saturating_sub(taken);
            let least = 2 * self.material.style.makeup.min_leg.max(4);
            let spans = &ready.galley.spans;
            let fits = if empty && spans.is_empty() {
                taken <= page.halves
            } else {
                // Where there is plenty of room nobody need try.
                let plenty = !empty && left >= 2 * (least + ready.galley.opening());
                plenty || {
                    let room = self.room(left, false);
                    let share = share::share(&mut cutter, spans, &Start::FIRST, room);
                    // A head with nothing under it waits for its text.
                    share.is_all(spans, room.legs) || left >= least && !share.is_empty()
                }
            };
            if !fits {
                self.end_page();
            }
        }
        if self.page.is_none() {
            self.begin_page(ready);
        } else {
            self.part_from_last(ready);
        }
        self.flag(ready);
        self.head(ready);
        if !empty || !ready.galley.spans.is_empty() {
            self.text(ready, &mut cutter);
        }
    }

    fn cutter<'c>(&self, ready: &'c Ready<'_>) -> Cutter<'c>
    where
        Self: 'c,
    {
        Cutter::new(&ready.galley, self.material.style, self.furnisher.shaper.fonts())
    }

    /// The text and its pictures, over as many pages as they need.
    fn text(&mut self, ready: &Ready<'_>, cutter: &mut Cutter<'_>) {
        let mut start = Start::FIRST;
        let mut spans = ready.galley.spans.as_slice();
        loop {
            let page = self.page.as_ref().expect("a page is open");
            let left = page.halves.saturating_sub(page.used);
            let room = self.room(left, page.used == 0);
            let Share { hung, cut } = share::share(cutter, spans, &start, room);
            spans = &spans[hung.spans.len()..];
            let mut lower = hung.lower.clone();
            let mut pictures = self.pictures(ready, &hung);
            let pages = cut.legs.chunks(room.legs).zip(cut.heights.chunks(room.legs));
            for (at, (legs, heights)) in pages.enumerate() {
                if at > 0 {
                    self.end_page();
                    self.begin_page(ready);
                    lower.fill(0);
                }
                self.legs(ready, legs, (heights, &lower), std::mem::take(&mut pictures));
            }
            match cut.rest {
                Some(rest) => start = rest,
                None if spans.is_empty() => return,
                None => start = Start { part: ready.galley.parts.len(), inside: None },
            }
            self.end_page();
            self.begin_page(ready);
        }
    }

    fn room(&self, left: Halves, empty: bool) -> Room {
        let style = self.material.style;
        let next = self.halves_of(self.pages.len() + 1);
        let least = 2 * style.makeup.min_leg;
        Room { legs: style.grid.columns as usize, left, next, least, empty }
    }

    /// The pictures over the legs of the page that is open, at their places.
    fn pictures<'g>(&self, ready: &Ready<'_>, hung: &Hung<'g>) -> VecDeque<Unit<'g>> {
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

    /// The left edge of a leg.
    fn x_of(&self, ready: &Ready<'_>, leg: usize) -> Abs {
        let style = self.material.style;
        let area = self.page.as_ref().expect("a page is open").values.area;
        let width = column_width(style, area.size.width);
        let columns = i64::from(style.grid.columns);
        let place = match ready.story.direction {
            Direction::Ltr => leg as i64,
            Direction::Rtl => columns - 1 - leg as i64,
        };
        area.at.x + (width + style.grid.gutter) * place
    }

    /// The height that a page of that number, from 0, has for text.
    fn halves_of(&self, number: usize) -> Halves {
        let style = self.material.style;
        let furniture = &style.furniture;
        let taken = if number == 0 {
            furniture.masthead_lines + furniture.front_foot_lines
        } else {
            furniture.head_lines + furniture.foot_lines
        };
        style.grid.lines.saturating_sub(taken).max(4) * 2
    }

    /// Legs under the pictures of the page, `lower` than its first line each. Everything is
    /// painted in the order of reading, the notes last: who takes the text out of the file
    /// without its tags gets it as it is read.
    fn legs<'g>(
        &mut self,
        ready: &'g Ready<'_>,
        legs: &'g [Vec<Piece>],
        (heights, lower): (&[Halves], &[Halves]),
        mut pictures: VecDeque<Unit<'g>>,
    ) {
        let mut foot = lower.iter().copied().max().unwrap_or(0);
        let mut notes = vec![];
        let (style, fonts) = (self.material.style, self.furnisher.shaper.fonts());
        // Legs are set side by side, on the threads that are free.
        let set = |pieces: &Vec<Piece>| {
            set::units(&ready.galley, pieces, style, &mut Shaper::new(fonts))
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
    fn leg(
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
    fn head(&mut self, ready: &Ready<'_>) {
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
    fn flag(&mut self, ready: &Ready<'_>) {
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
    fn part_from_last(&mut self, ready: &Ready<'_>) {
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

    fn begin_page(&mut self, ready: &Ready<'_>) {
        let style = self.material.style;
        let number = self.pages.len();
        let side = if number.is_multiple_of(2) { Side::Recto } else { Side::Verso };
        let area = type_area(style, side, self.material.issue.direction);
        let mut painter =
            Painter::new(style, self.material.structure, style.page.size, number);
        let starts = !self.started(ready);
        let flag = ready.opens.as_ref().filter(|_| number > 0 && starts);
        let flag = flag.filter(|_| style.furniture.head_lines > 0).map(|(_, e)| *e);
        let values = PageValues {
            folio: (number + 1).to_string(),
            section: ready.section.clone(),
            side,
            flag,
            area,
        };
        let above = if number == 0 {
            self.furnisher.masthead(&mut painter, &values, self.material.masthead);
            style.furniture.masthead_lines
        } else {
            self.furnisher.running_head(&mut painter, &values);
            style.furniture.head_lines
        };
        let top = area.at.y + style.grid.leading * i64::from(above);
        let halves = self.halves_of(number);
        self.page = Some(Open { painter, values, top, halves, used: 0 });
    }

    /// Whether the story has begun on an earlier page.
    fn started(&self, ready: &Ready<'_>) -> bool {
        let name = &ready.story.slug;
        self.marks.destinations.iter().any(|d| d.name == *name)
    }

    fn end_page(&mut self) {
        let Some(mut page) = self.page.take() else { return };
        let style = self.material.style;
        let front = self.pages.is_empty();
        let imprint = self.material.masthead.imprint;
        let (templates, lines, edges) = if front {
            let furniture = &style.furniture;
            (&furniture.front_foot, furniture.front_foot_lines, Edges::Front(imprint))
        } else {
            (&style.furniture.foot, style.furniture.foot_lines, Edges::Inside)
        };
        self.furnisher.foot(&mut page.painter, &page.values, templates, lines, edges);
        self.marks.append(&mut page.painter.marks);
        let (folio, side) = (page.values.folio, page.values.side);
        self.pages.push(Page { frame: page.painter.frame, folio, side });
    }

    /// Empty pages up to the multiple that the press asks for.
    fn fill_up(&mut self) {
        let multiple = self.material.style.page.multiple.max(1) as usize;
        while !self.pages.len().is_multiple_of(multiple) {
            let number = self.pages.len();
            let side = if number.is_multiple_of(2) { Side::Recto } else { Side::Verso };
            let frame = super::frame::Frame::new(self.material.style.page.size);
            self.pages.push(Page { frame, folio: (number + 1).to_string(), side });
        }
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

/// The type area of a page on that side.
pub(super) fn type_area(style: &Style, side: Side, direction: Direction) -> Rect {
    let margins = style.page.margins;
    let size = style.page.size;
    let binding_left = (side == Side::Recto) == (direction == Direction::Ltr);
    let left = if binding_left { margins.inside } else { margins.outside };
    let width = size.width - margins.inside - margins.outside;
    let height = style.grid.leading * i64::from(style.grid.lines);
    Rect::new(Point::new(left, margins.top), Size::new(width, height))
}

/// The width of one column.
pub(super) fn column_width(style: &Style, area: Abs) -> Abs {
    let columns = i64::from(style.grid.columns.max(1));
    (area - style.grid.gutter * (columns - 1)) / columns
}
