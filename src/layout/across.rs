//! Step 8a: pictures over several columns hang over the legs of a page.

use super::figure::Span;
use super::galley::Halves;

/// The pictures of a page, and how much lower than the others its legs begin.
#[derive(Clone, Debug)]
pub(super) struct Hung<'a> {
    pub(super) spans: Vec<At<'a>>,
    /// For each leg, in the order of reading.
    pub(super) lower: Vec<Halves>,
}

/// A picture at its place.
#[derive(Copy, Clone, Debug)]
pub(super) struct At<'a> {
    pub(super) span: &'a Span,
    /// The first leg under it, and its top.
    pub(super) leg: usize,
    pub(super) top: Halves,
}

/// Hangs pictures over legs, one after the other as high as there is room, at the side where
/// reading ends.
pub(super) fn hang(spans: &[Span], legs: usize) -> Hung<'_> {
    let mut hung = Hung { spans: vec![], lower: vec![0; legs] };
    for span in spans {
        let columns = span.columns.min(legs);
        let tops = hung.lower.windows(columns).enumerate();
        let tops =
            tops.map(|(leg, lower)| (lower.iter().copied().max().unwrap_or(0), leg));
        let least = tops.min_by_key(|(top, leg)| (*top, std::cmp::Reverse(*leg)));
        let (top, leg) = least.expect("no more columns than legs");
        hung.spans.push(At { span, leg, top });
        for lower in &mut hung.lower[leg..leg + columns] {
            *lower = top + span.height;
        }
    }
    hung
}

impl Hung<'_> {
    /// The heights of the legs on a page with that much room.
    pub(super) fn heights(&self, room: Halves) -> Vec<Halves> {
        self.lower.iter().map(|lower| room.saturating_sub(*lower)).collect()
    }

    /// Whether every leg under a picture keeps `least`.
    pub(super) fn fits(&self, room: Halves, least: Halves) -> bool {
        self.lower.iter().all(|lower| *lower == 0 || lower + least <= room)
    }

    /// The foot of the lowest picture.
    pub(super) fn foot(&self) -> Halves {
        self.lower.iter().copied().max().unwrap_or(0)
    }
}
