//! Step 7: a galley is cut into legs.
//!
//! Legs end only where a unit says so: no widow, no orphan, no crosshead at the foot.
//! Balance is exact in grid lines: the least height at which the rest fits.

use std::ops::Range;

use super::galley::{Content, Halves, Unit};

/// The units of each leg and whether everything found its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Legs {
    /// The units of each leg; empty ones at the end are left out.
    pub(super) legs: Vec<Range<usize>>,
    /// The first unit that found no place.
    pub(super) rest: usize,
}

/// What to do with a unit higher than its leg.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum TooHigh {
    /// It waits for the next page.
    Waits,
    /// No page is higher: it is set all the same.
    Stays,
}

/// Fills legs of those heights from the unit `from` on.
pub(super) fn fill(
    units: &[Unit],
    from: usize,
    heights: &[Halves],
    too_high: TooHigh,
) -> Legs {
    let mut legs = vec![];
    let mut at = from;
    for &height in heights {
        at = skip_white(units, at);
        if at == units.len() {
            break;
        }
        let end = match (leg(units, at, height), too_high) {
            (Some(end), _) => end,
            (None, TooHigh::Waits) => break,
            (None, TooHigh::Stays) => forced(units, at, height),
        };
        legs.push(at..end);
        at = end;
    }
    Legs { legs, rest: skip_white(units, at) }
}

/// The least equal height, up to `most`, at which everything from `from` on fits into
/// `count` legs without a forced cut.
pub(super) fn balance(
    units: &[Unit],
    from: usize,
    count: usize,
    most: Halves,
) -> Option<(Halves, Legs)> {
    let total: Halves = units[from..].iter().map(|u| u.height).sum();
    let least = total.div_ceil(count as u32).next_multiple_of(2).max(2);
    (least.min(most)..=most).step_by(2).find_map(|height| {
        let legs = fill_gently(units, from, &vec![height; count])?;
        (legs.rest == units.len()).then_some((height, legs))
    })
}

/// As [`fill`], but `None` where a leg had to be cut by force.
fn fill_gently(units: &[Unit], from: usize, heights: &[Halves]) -> Option<Legs> {
    let mut legs = vec![];
    let mut at = from;
    for &height in heights {
        at = skip_white(units, at);
        if at == units.len() {
            break;
        }
        let end = leg(units, at, height)?;
        legs.push(at..end);
        at = end;
    }
    Some(Legs { legs, rest: skip_white(units, at) })
}

/// The height of a leg, white at its foot left out.
pub(super) fn height(units: &[Unit], leg: &Range<usize>) -> Halves {
    units[trimmed(units, leg)].iter().map(|u| u.height).sum()
}

/// A leg without the white at its foot.
pub(super) fn trimmed(units: &[Unit], leg: &Range<usize>) -> Range<usize> {
    let mut end = leg.end;
    while end > leg.start && matches!(units[end - 1].content, Content::Blank) {
        end -= 1;
    }
    leg.start..end
}

fn skip_white(units: &[Unit], mut at: usize) -> usize {
    while units.get(at).is_some_and(|u| matches!(u.content, Content::Blank)) {
        at += 1;
    }
    at
}

/// The furthest legal end of a leg of that height from `from` on.
fn leg(units: &[Unit], from: usize, height: Halves) -> Option<usize> {
    let mut used = 0;
    let mut end = None;
    for (at, unit) in units.iter().enumerate().skip(from) {
        let blank = matches!(unit.content, Content::Blank);
        used += unit.height;
        if used > height && !blank {
            break;
        }
        if unit.may_end || at + 1 == units.len() {
            end = Some(at + 1);
        }
        if used > height {
            break;
        }
    }
    end
}

/// Where no legal end is near: as much as fits, but at least one unit.
fn forced(units: &[Unit], from: usize, height: Halves) -> usize {
    let mut used = 0;
    let mut end = from;
    while let Some(unit) = units.get(end) {
        used += unit.height;
        if used > height && end > from {
            break;
        }
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(ends: &[bool]) -> Vec<Unit> {
        ends.iter()
            .map(|may_end| Unit {
                height: 2,
                content: Content::Pause,
                node: 0,
                may_end: *may_end,
                in_box: None,
                artifact: None,
            })
            .collect()
    }

    #[test]
    fn legs_end_only_where_they_may() {
        let units = lines(&[false, true, false, false, true, true]);
        let legs = fill(&units, 0, &[8, 8], TooHigh::Waits);
        assert_eq!(legs.legs, [0..2, 2..6]);
        assert_eq!(legs.rest, 6);
    }

    #[test]
    fn balance_finds_the_least_height() {
        let units = lines(&[true; 10]);
        let (height, legs) = balance(&units, 0, 3, 100).unwrap();
        assert_eq!((height, legs.legs.len()), (8, 3));
    }

    #[test]
    fn what_is_too_high_is_forced_and_not_lost() {
        let mut units = lines(&[true, true]);
        units[0].height = 50;
        assert!(fill(&units, 0, &[8, 8], TooHigh::Waits).legs.is_empty());
        let legs = fill(&units, 0, &[8, 8], TooHigh::Stays);
        assert_eq!(legs.legs, [0..1, 1..2]);
        assert_eq!(balance(&units, 0, 3, 20), None);
    }
}
