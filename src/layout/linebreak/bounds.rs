//! What a line between two breakpoints can measure at least and at most, from sums taken
//! once: most pairs of breakpoints are no line, and two subtractions tell.

use crate::layout::breakpoints::Breakpoint;
use crate::layout::fit::{Limits, SOLID_SPACE, Sums};
use crate::unit::Abs;

/// Sums from the beginning of the paragraph to a breakpoint, in points.
#[derive(Copy, Clone, Debug)]
pub(super) struct Bounds {
    /// Where a line ends there.
    end: Extent,
    /// Where the next begins.
    next: Extent,
}

/// What stands before a place.
#[derive(Copy, Clone, Debug)]
struct Extent {
    /// Everything as narrow as it may be.
    least: f64,
    /// Letters as wide as they may be, without the spaces that give.
    letters: f64,
    /// Those spaces, as the face has them.
    spaces: f64,
}

/// How a line stands to a measure.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Too long, whatever gives.
    TooLong,
    /// Too short, unless its spaces are wider than the limit.
    TooLoose,
    /// The same by so much that it is true of every line that begins later.
    FarTooLoose,
    /// To be looked at.
    Near,
}

/// Sums round; what is nearer than this is looked at.
const NEAR: f64 = 0.02;

/// A line that begins later is shorter, but for what hangs over its edge. Even if it holds no
/// space and its measure is the narrowest, over a third of that measure is white, which
/// counts more than spaces of four times their width.
const FAR: f64 = 0.6;
const FAR_LIMIT: f64 = 4.0;

impl Bounds {
    pub(super) fn of(point: &Breakpoint, limits: &Limits) -> Self {
        let extent = |sums: Sums, more: Abs| {
            let (least, letters) = limits.extremes(sums);
            let white = SOLID_SPACE * sums.gaps.to_pt();
            let more = more.to_pt();
            Extent {
                least: least + more,
                letters: letters + more - white,
                spaces: sums.space.to_pt() + white,
            }
        };
        Self {
            end: extent(point.to_end, point.hyphen - point.hangs.0),
            next: extent(point.to_next, point.hangs.1),
        }
    }

    /// How a line from one breakpoint to another stands to a measure, its spaces at most
    /// `limit` times the face's; no line of the paragraph has less than `narrowest`.
    pub(super) fn judge(
        from: &Self,
        to: &Self,
        (measure, narrowest): (f64, f64),
        limit: f64,
    ) -> Verdict {
        let (from, to) = (from.next, to.end);
        if to.least - from.least > measure + NEAR {
            return Verdict::TooLong;
        }
        let spaces = to.spaces - from.spaces;
        // Without a space it is its letters that say how loose a line is.
        let most = to.letters - from.letters + spaces * limit;
        if spaces > NEAR && most + NEAR < measure {
            let far = limit <= FAR_LIMIT && most < narrowest * FAR;
            return if far { Verdict::FarTooLoose } else { Verdict::TooLoose };
        }
        Verdict::Near
    }
}
