//! Step 4: a line of the paragraph becomes glyphs at their places.

//!
//! In: a shaped paragraph and one of its lines. Out: a [`SetLine`]. Start at [`line()`];
//! [`hang`] says how far its edges hang over, [`rough`] what its glyphs measure, [`place`]
//! puts them where they stand.

mod hang;
mod place;
mod rough;

use std::sync::Arc;

use super::breakpoints::LineEnd;
use super::fit::{self, Fit, Limits};
use super::frame::GlyphRun;
use super::linebreak::{LineBreak, Measure};
use super::shape::Prepared;
use super::structure::ElementId;
use super::text::{LinkTo, Stroke};
use crate::font::{Ligatures, Shaper};
use crate::model::Place;
use crate::style::{Align, Style};
use crate::unit::Abs;
pub(super) use hang::{hang_at_end, hang_at_start, hyphen_width};
use place::{close_gap, place, visual_order};
use rough::{Rough, has_ligature, rough, sums_of};

/// A line with its runs at their places.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SetLine {
    /// In logical order.
    pub(super) runs: Vec<SetRun>,
    /// From the left end of the leftmost run to the right end of the rightmost.
    pub(super) width: Abs,
    /// Whether it ends inside a word that no rule divides there.
    pub(super) cut: bool,
}

/// A run on its line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SetRun {
    /// From the left edge of the measure.
    pub(super) x: Abs,
    pub(super) run: GlyphRun,
    pub(super) element: ElementId,
    pub(super) link: Option<Arc<LinkTo>>,
    pub(super) anchor: Option<String>,
    pub(super) stroke: Stroke,
    /// Its characters have no face: boxes are drawn.
    pub(super) missing: bool,
}

impl SetRun {
    /// The place of its last character, about.
    pub(super) fn last_place(&self) -> Option<Place> {
        let shown = self.run.text.trim_end_matches('\u{AD}').len() as u32;
        self.run
            .place
            .map(|place| Place { at: place.at + shown.saturating_sub(1), ..place })
    }
}

/// Sets one line of `prepared`.
pub(super) fn line(
    prepared: &Prepared,
    at: &LineBreak,
    measure: Measure,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> SetLine {
    let limits = Limits::of(&style.justification, at.freedom);
    let hyphen = at.end.has_hyphen().then(|| {
        let run = prepared.run_before(at.range.end);
        hyphen_width(prepared, run, shaper.fonts())
    });
    let hangs = (
        hang_at_start(prepared, at.range.start, style),
        hang_at_end(prepared, at.range.end, hyphen, style),
    );
    let (start, end) = measure.shorter(at.number, at.turned);
    let width = measure.width - start - end + hangs.0 + hangs.1;
    let (runs, fit) = fitted(prepared, at, (measure.align, width), &limits, shaper);
    let order = visual_order(prepared, &runs);
    let mut set = place(prepared, runs, &order, fit.map(|fit| (fit, limits)));
    if fit.is_some() {
        close_gap(&mut set, &order, width);
    }
    let room = width - set.width;
    let lead = match measure.align {
        Align::Centre => (room - hangs.0 - hangs.1) / 2 + hangs.0,
        Align::End => room,
        Align::Start | Align::Justify => Abs::ZERO,
    };
    let rtl = prepared.base.is_rtl();
    let x = if rtl { end + room - lead - hangs.1 } else { start + lead - hangs.0 };
    for run in &mut set.runs {
        run.x += x;
    }
    set.cut = at.end.is_forced_upon();
    set
}

/// White between letters from which on a ligature would stand out, in em.
const OPENS_LIGATURES: f64 = 0.01;

/// The shaped runs of a line and how they fill it; where white parts the letters,
/// ligatures are opened.
fn fitted<'a>(
    prepared: &'a Prepared,
    at: &LineBreak,
    (align, width): (Align, Abs),
    limits: &Limits,
    shaper: &mut Shaper<'_>,
) -> (Vec<Rough<'a>>, Option<Fit>) {
    let runs = rough(prepared, at, Ligatures::On, shaper);
    let fit = fit_of(&runs, prepared, at, (align, width), limits);
    let opens = fit.is_some_and(|fit| limits.letters(fit).1 > OPENS_LIGATURES);
    if !opens || !runs.iter().any(|run| has_ligature(run, prepared)) {
        return (runs, fit);
    }
    let runs = rough(prepared, at, Ligatures::Off, shaper);
    let fit = fit_of(&runs, prepared, at, (align, width), limits);
    (runs, fit)
}

/// How a line fills its measure; `None` where it stands as it is.
fn fit_of(
    runs: &[Rough<'_>],
    prepared: &Prepared,
    at: &LineBreak,
    (align, width): (Align, Abs),
    limits: &Limits,
) -> Option<Fit> {
    let sums = sums_of(runs, prepared);
    let room = width - sums.ink - sums.space;
    let justified =
        align == Align::Justify && (at.end != LineEnd::Forced || room < Abs::ZERO);
    let fit = justified.then(|| fit::fit_at_last(room, sums, limits));
    // Without a space nothing but its letters can fill a line, or draw it in.
    let gives = sums.space > Abs::ZERO || sums.gaps > Abs::ZERO;
    fit.filter(|fit| gives || fit.space <= 1.2)
}
