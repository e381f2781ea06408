//! Step 8b: what a page takes of a story: pictures over its legs, and the text in them.

use super::across::{self, Hung};
use super::columns::{self, Ending, Stage};
use super::figure::Span;
use super::galley::Halves;
use super::legs::{Cut, Cutter, Start};

/// What a page has room for.
#[derive(Copy, Clone, Debug)]
pub(super) struct Room {
    pub(super) legs: usize,
    /// What is left of it.
    pub(super) left: Halves,
    /// What the next has.
    pub(super) next: Halves,
    /// The least leg under a picture.
    pub(super) least: Halves,
    /// Whether nothing stands on it: what finds no place here finds none anywhere.
    pub(super) empty: bool,
}

/// What a page takes of a story. Legs beyond those of the page stand on the next, which ends
/// the story.
#[derive(Debug)]
pub(super) struct Share<'a> {
    pub(super) hung: Hung<'a>,
    pub(super) cut: Cut,
}

impl Share<'_> {
    /// Whether everything has found its place on this page.
    pub(super) fn is_all(&self, spans: &[Span], legs: usize) -> bool {
        let text = self.cut.rest.is_none() && self.cut.legs.len() <= legs;
        text && self.hung.spans.len() == spans.len()
    }

    /// Whether the page takes nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.hung.spans.is_empty() && self.cut.legs.iter().all(Vec::is_empty)
    }
}

/// Shares a page out from `start` on. A picture stands on the page where the text has it, or
/// on the next that has room.
pub(super) fn share<'a>(
    cutter: &mut Cutter<'_>,
    spans: &'a [Span],
    start: &Start,
    room: Room,
) -> Share<'a> {
    let mut count = 0;
    loop {
        let hung = across::hang(&spans[..count], room.legs);
        let cut = text(cutter, start, &hung, room, spans.len() > count);
        let end = cut.rest.as_ref().map_or(usize::MAX, |rest| rest.part);
        let next = spans.get(count).filter(|span| span.before <= end);
        let has_room = next.is_some() && {
            let more = across::hang(&spans[..=count], room.legs);
            more.fits(room.left, room.least)
                || room.empty && count == 0 && more.foot() <= room.left
        };
        if !has_room {
            return Share { hung, cut };
        }
        count += 1;
    }
}

/// The text under the pictures of a page. Where it ends on the next page, this one and the
/// next are cut together, so that few lines there have many to adapt to them; it does so
/// rather than break a rule for ending here.
fn text(
    cutter: &mut Cutter<'_>,
    start: &Start,
    hung: &Hung<'_>,
    room: Room,
    pictures_wait: bool,
) -> Cut {
    let heights = hung.heights(room.left);
    let here = Ending { before: vec![], lower: hung.lower.clone(), most: room.left };
    let over =
        Ending { before: heights.clone(), lower: vec![0; room.legs], most: room.next };
    let leaving = columns::leaving(cutter, start, &over, room.least);
    let overs = leaving.into_iter().chain([over]).filter(|_| !pictures_wait);
    let balanced = columns::balance(cutter, start, &here)
        .or_else(|| columns::loosely(cutter, start, &here, Stage::Short))
        .or_else(|| overs.into_iter().find_map(|o| columns::balance(cutter, start, &o)))
        .or_else(|| columns::loosely(cutter, start, &here, Stage::Loose));
    balanced.map_or_else(|| columns::fill(cutter, start, &heights).0, |b| b.cut)
}
