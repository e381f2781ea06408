//! How a line fills its measure and what that costs: steps 3 and 4 share it.
//!
//! Staged stretch: spaces give alone at first, then the letters (their width and the white
//! between them in one ratio), then the spaces again. Lines of scripts without spaces give
//! between their characters.

use crate::style::Justification;
use crate::unit::Abs;

/// What a stretch of text measures.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub(super) struct Sums {
    /// Everything but the spaces that give.
    pub(super) ink: Abs,
    /// Those spaces, as the face has them.
    pub(super) space: Abs,
    /// The least that those spaces may be.
    pub(super) least: Abs,
    /// The font size for each pair of letters that white may part: an em each.
    pub(super) pairs: Abs,
    /// The same for each pair of characters of a script that is set solid.
    pub(super) gaps: Abs,
}

impl std::ops::Sub for Sums {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            ink: self.ink - other.ink,
            space: self.space - other.space,
            least: self.least - other.least,
            pairs: self.pairs - other.pairs,
            gaps: self.gaps - other.gaps,
        }
    }
}

/// The least word space as a share of the font size: poppler takes two words for one where
/// less than 0.15 em parts them, and so do eyes.
pub(super) const LEAST_SPACE: f64 = 0.153;

/// Between characters set solid white may come as if a space of that many em stood there.
pub(super) const SOLID_SPACE: f64 = 0.25;

/// How far spaces and letters of a line may give.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Limits {
    /// Spaces give alone down to and up to these multiples.
    first: (f64, f64),
    /// The least space as a multiple of the face's; there is no most.
    word: f64,
    /// How much narrower and wider letters may be, as shares of their width.
    glyph: (f64, f64),
    /// How much white may be taken away or added between letters, in em.
    letter: (f64, f64),
}

/// Which limits a paragraph is set with.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Freedom {
    /// Those of the style.
    #[default]
    Ordinary,
    /// Half as much again: for a paragraph that must come out at another length.
    Rescue,
}

impl Limits {
    /// What the style allows.
    pub(super) fn of(style: &Justification, freedom: Freedom) -> Self {
        let (glyph, letter, word) = match freedom {
            Freedom::Ordinary => (1.0, 1.0, 1.0),
            // ±3 %, −0.015 to +0.025 em and spaces from 0.6 where the style has ±2 %,
            // −0.012 to +0.02 em and 0.67.
            Freedom::Rescue => (1.5, 1.25, 0.9),
        };
        Self {
            first: (style.spaces_first.0.get(), style.spaces_first.1.get()),
            word: style.word.min.get() * word,
            glyph: (
                (style.glyph.min.get() - 1.0) * glyph,
                (style.glyph.max.get() - 1.0) * glyph,
            ),
            letter: (style.letter.min.get() * letter, style.letter.max.get() * letter),
        }
    }

    /// The least that a stretch can measure, and the most that all but its spaces can, in
    /// points: nothing set by these limits is outside.
    pub(super) fn extremes(&self, sums: Sums) -> (f64, f64) {
        let (ink, pairs) = (sums.ink.to_pt(), sums.pairs.to_pt());
        let letters = |glyph: f64, letter: f64| ink * (1.0 + glyph) + pairs * letter;
        let spaces = sums.space.to_pt() * self.word.min(1.0);
        let least = letters(self.glyph.0.min(0.0), self.letter.0.min(0.0)) + spaces;
        (least, letters(self.glyph.1.max(0.0), self.letter.1.max(0.0)))
    }

    /// The stretch of letters and the white between them in em, for a fit.
    pub(super) fn letters(&self, fit: Fit) -> (f64, f64) {
        let y = fit.letter;
        if y < 0.0 {
            (1.0 - y * self.glyph.0, -y * self.letter.0)
        } else {
            (1.0 + y * self.glyph.1, y * self.letter.1)
        }
    }
}

/// How far spaces and letters of a line give.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Fit {
    /// The space between words as a multiple of the face's.
    pub(super) space: f64,
    /// How much of their limit the letters give: 1 widest, −1 narrowest.
    pub(super) letter: f64,
}

impl Fit {
    /// Nothing gives.
    pub(super) const NATURAL: Self = Self { space: 1.0, letter: 0.0 };

    /// How the letters look beside those of other lines: five classes, 2 the natural one.
    pub(super) fn class(self) -> u8 {
        [-0.6, -0.1, 0.3, 0.75].iter().filter(|bound| self.letter > **bound).count() as u8
    }
}

/// How a line with `room` left fills its measure. `None` where it is too long.
pub(super) fn fit(room: Abs, sums: Sums, limits: &Limits) -> Option<Fit> {
    let room = room.to_pt();
    if room < 0.0 {
        tighter(room, sums, limits)
    } else {
        Some(looser(room, sums, limits))
    }
}

/// As [`fit`], and where the line is too long as tight as it may be: it was measured to
/// fit, and the shaper has made a hair of difference.
pub(super) fn fit_at_last(room: Abs, sums: Sums, limits: &Limits) -> Fit {
    fit(room, sums, limits).unwrap_or_else(|| {
        let letters = ink_give(sums, limits.glyph.0, limits.letter.0);
        let spaces = sums.space.to_pt();
        let rest = room.to_pt() - letters;
        let space = if spaces > 0.0 { (1.0 + rest / spaces).max(0.3) } else { 1.0 };
        Fit { space, letter: -1.0 }
    })
}

/// What letters give when they give all they may, in points.
fn ink_give(sums: Sums, glyph: f64, letter: f64) -> f64 {
    if sums.gaps > Abs::ZERO {
        return 0.0;
    }
    sums.ink.to_pt() * glyph + sums.pairs.to_pt() * letter
}

fn tighter(room: f64, sums: Sums, limits: &Limits) -> Option<Fit> {
    let spaces = sums.space.to_pt();
    let least = if spaces > 0.0 {
        limits.word.max(sums.least.to_pt() / spaces).min(1.0)
    } else {
        1.0
    };
    let bound = limits.first.0.max(least);
    let first = spaces * (bound - 1.0);
    if room >= first {
        let space = if spaces > 0.0 { 1.0 + room / spaces } else { 1.0 };
        return Some(Fit { space, letter: 0.0 });
    }
    let letters = ink_give(sums, limits.glyph.0, limits.letter.0);
    let rest = room - first;
    if rest >= letters {
        return Some(Fit { space: bound, letter: -(rest / letters).abs() });
    }
    let rest = rest - letters;
    // Measuring rounds: a hundredth of a point is no overflow.
    if spaces * (least - bound) - rest > 0.01 {
        return None;
    }
    let space = if spaces > 0.0 { bound + rest / spaces } else { 1.0 };
    Some(Fit { space, letter: -1.0 })
}

fn looser(room: f64, sums: Sums, limits: &Limits) -> Fit {
    let spaces = sums.space.to_pt() + SOLID_SPACE * sums.gaps.to_pt();
    let bound = limits.first.1;
    let first = spaces * (bound - 1.0);
    if room <= first {
        let space = if spaces > 0.0 { 1.0 + room / spaces } else { 1.0 };
        return Fit { space, letter: 0.0 };
    }
    let letters = ink_give(sums, limits.glyph.1, limits.letter.1);
    let rest = room - first;
    if rest <= letters {
        return Fit { space: bound, letter: rest / letters };
    }
    let rest = rest - letters;
    let space = if spaces > 0.0 {
        bound + rest / spaces
    } else {
        // No space gives: as bad as the white that is left.
        bound + rest / (sums.ink.to_pt() * 0.05).max(0.1)
    };
    let letter = if letters > 0.0 { 1.0 } else { 0.0 };
    Fit { space, letter }
}

/// Lines whose spaces are wider than this begin to show.
const LOOSE: f64 = 1.33;

/// Lines whose spaces are wider than this are faults.
pub(super) const WIDE: f64 = 1.5;

/// Lines whose spaces are narrower than this are faults.
pub(super) const TIGHT: f64 = 0.8;

/// The cost of spaces and letters that give, 1 for spaces half as wide again. The steps
/// matter more than the exponents: they keep lines from gathering just below a bound.
pub(super) fn cost(fit: Fit) -> f64 {
    let q = fit.space;
    let mut cost = 0.1 * fit.letter * fit.letter;
    if q > 1.0 {
        let bent = (q - 1.0) / 0.5;
        cost += bent * bent * bent;
    } else {
        let bent = (1.0 - q) / 0.2;
        cost += bent * bent;
    }
    if q > LOOSE {
        cost += 1.0;
    }
    if q > WIDE {
        cost += 6.0;
    }
    if q < TIGHT {
        cost += 3.0;
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        first: (0.9, 1.2),
        word: 0.67,
        glyph: (-0.02, 0.02),
        letter: (-0.012, 0.02),
    };

    fn sums() -> Sums {
        Sums {
            ink: Abs::pt(100.0),
            space: Abs::pt(20.0),
            least: Abs::pt(13.0),
            pairs: Abs::pt(200.0),
            gaps: Abs::ZERO,
        }
    }

    fn width(fit: Fit) -> f64 {
        let (stretch, white) = LIMITS.letters(fit);
        100.0 * stretch + 200.0 * white + 20.0 * fit.space
    }

    #[test]
    fn what_gives_fills_the_room() {
        for tenths in -100..300 {
            let room = f64::from(tenths) / 10.0;
            let Some(fit) = fit(Abs::pt(room), sums(), &LIMITS) else {
                assert!(room < -10.9, "{room} could be taken in");
                continue;
            };
            assert!((width(fit) - 120.0 - room).abs() < 0.02, "{room}: {fit:?}");
        }
    }

    #[test]
    fn spaces_give_first_then_letters_then_spaces() {
        let at = |room: f64, space: f64, letter: f64| {
            let fit = fit(Abs::pt(room), sums(), &LIMITS).unwrap();
            (fit.space - space).abs() < 1e-9 && (fit.letter - letter).abs() < 1e-9
        };
        assert!(at(2.0, 1.1, 0.0));
        assert!(at(7.0, 1.2, 0.5));
        assert!(at(20.0, 1.7, 1.0));
        assert!(at(-1.0, 0.95, 0.0));
        assert!(at(-8.0, 0.82, -1.0));
    }

    #[test]
    fn spaces_stay_wide_enough_to_part_words() {
        let narrow = Sums { least: Abs::pt(17.0), ..sums() };
        assert_eq!(fit(Abs::pt(-8.0), narrow, &LIMITS), None);
        assert!(fit(Abs::pt(-7.3), narrow, &LIMITS).is_some());
    }

    #[test]
    fn classes_go_from_narrow_to_wide() {
        let class = |letter| Fit { space: 1.0, letter }.class();
        assert_eq!([-1.0, -0.3, 0.0, 0.5, 1.0].map(class), [0, 1, 2, 3, 4]);
    }
}
