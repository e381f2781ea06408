//! Step 8: stories take their places on pages.
//!
//! One after the other, each over all columns: its head, its text in legs of equal height
//! where it ends on the page, else to the foot of the page and on to the next.
//!
//! In: stories that are [`Ready`]. Out: pages. Start at [`pages`]; [`page`] begins and ends
//! them, [`place`] says what stands where.

mod page;
mod place;

use super::columns;
use super::compositors::Compositors;
use super::frame::Page;
use super::furniture::{Furnisher, MastheadElements, PageValues};
use super::galley::{Galley, Halves};
use super::head::Head;
use super::legs::{Cutter, Start};
use super::paint::{Marks, Painter};
use super::share::{self, Room, Share};
use super::story::Story;
use super::structure::{ElementId, Structure};
use crate::font::Shaper;
use crate::model::Issue;
use crate::style::Style;
use crate::unit::Abs;
pub(super) use page::column_width;

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
pub(super) struct Material<'a, 'b> {
    pub(super) issue: &'a Issue,
    pub(super) style: &'a Style,
    pub(super) structure: &'a Structure,
    pub(super) masthead: MastheadElements,
    /// Who sets the lines of legs.
    pub(super) compositors: &'a Compositors<'b>,
}

/// Makes up the pages of the stories that `next` gives, some at a time and none at the
/// end. While some are made up the next are set, and those that are done make room.
pub(super) fn pages<'a, 'b, 's>(
    mut next: impl FnMut() -> Vec<Ready<'s>> + Send,
    material: &'a Material<'a, 'b>,
    shaper: &'a mut Shaper<'b>,
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
    material: &'a Material<'a, 'b>,
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
}
