//! Legs held against every way to cut a galley.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::font::FontSet;
use crate::layout::galley::{PartBody, TextPart};
use crate::layout::lengths::Tables;
use crate::layout::linebreak::{Setting, Settled};
use crate::layout::samples;
use crate::style::Style;
use crate::unit::Abs;

fn text_of(part: &Part) -> &TextPart {
    match &part.body {
        PartBody::Text(text) => text,
        PartBody::Unit { .. } => panic!("only texts here"),
    }
}

/// What one choice of settings costs in those legs; `None` where it breaks a rule.
fn cost_of(
    galley: &Galley,
    chosen: &[Arc<Setting>],
    heights: &[Halves],
    grade: Grade,
    sheet: (&Style, &FontSet),
) -> Option<f64> {
    let mut feet = vec![];
    let mut sum = 0;
    for height in heights {
        sum += height / 2;
        feet.push(sum);
    }
    let total: Halves = chosen.iter().map(|s| s.lines.len() as Halves).sum();
    if total != sum {
        return None;
    }
    let mut cost = 0.0;
    let mut top = 0;
    for (part, setting) in galley.parts.iter().zip(chosen) {
        let text = text_of(part);
        let count = setting.lines.len() as Halves;
        let cuts = feet.iter().filter(|foot| **foot > top && **foot < top + count);
        let mut set = Arc::clone(setting);
        let mut settled = Settled::NOTHING;
        let mut from = 0;
        for cut in cuts.map(|foot| (foot - top) as u16) {
            if cut == 1 || count as u16 - cut == 1 {
                return None;
            }
            if set.lines[usize::from(cut) - 1].end.shows_hyphen() {
                let bars = &mut settled.barred;
                bars.extend(if from > 0 { Some(from - 1) } else { None });
                bars.push(cut - 1);
                bars.sort_unstable();
                bars.dedup();
                let tables = &mut Tables::default();
                set = text.lengths.barred(&set, &settled, grade, tables, sheet)?;
            }
            from = cut;
        }
        cost += text.lengths.cost(&set);
        top += count;
    }
    Some(cost)
}

/// The least cost of all choices.
fn by_force(
    galley: &Galley,
    heights: &[Halves],
    grade: Grade,
    sheet: (&Style, &FontSet),
) -> Option<f64> {
    let mut choices: Vec<Vec<Arc<Setting>>> = vec![vec![]];
    for part in &galley.parts {
        let tables = &mut Tables::default();
        let settings = text_of(part).lengths.settings(grade, tables, sheet);
        choices = choices
            .into_iter()
            .flat_map(|chosen| {
                let more = settings.iter().map(move |s| {
                    let mut all = chosen.clone();
                    all.push(Arc::clone(s));
                    all
                });
                more.collect::<Vec<_>>()
            })
            .collect();
    }
    let costs = choices.iter().filter_map(|c| cost_of(galley, c, heights, grade, sheet));
    costs.min_by(f64::total_cmp)
}

const WORDS: &str = "The compositor counted every line of the newspaper before the \
    presses were started, and whatever remained over was thrown away without a word. ";

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn legs_are_the_best_that_can_be_cut(
        lengths in prop::collection::vec(40usize..420, 2..5),
        shares in prop::collection::vec(3u32..9, 2..4),
        more in 0u32..3,
        tolerable in any::<bool>(),
    ) {
        let style = samples::style();
        let fonts = FontSet::shipped();
        let texts: Vec<String> = lengths
            .iter()
            .map(|length| WORDS.repeat(4).chars().take(*length).collect::<String>())
            .map(|text| text.trim().to_owned())
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let galley = samples::galley(&texts, Abs::pt(161.0), &style, &fonts);
        let total: Halves = galley.parts.iter().map(Part::height).sum::<u32>() / 2;
        let all: u32 = shares.iter().sum();
        let mut heights: Vec<Halves> =
            shares.iter().map(|share| 2 * (total * share / all)).collect();
        let last = heights.len() - 1;
        heights[last] = 2 * (total + more) - heights[..last].iter().sum::<Halves>();
        prop_assume!(heights.iter().all(|height| *height > 0));
        let stage = if tolerable { Stage::Tolerable } else { Stage::Rescued };
        let terms = stage.terms(true);
        let mut cutter = Cutter::new(&galley, &style, &fonts);
        let cut = cutter.cut(&Start::FIRST, &heights, terms);
        let least = by_force(&galley, &heights, terms.grade, (&style, &fonts));
        let known = cut.as_ref().map(|cut| cut.cost);
        prop_assert!(
            match (known, least) {
                (Some(known), Some(least)) => (known - least).abs() < 1e-6,
                (None, None) => true,
                _ => false,
            },
            "{known:?}, by force {least:?}"
        );
    }

    #[test]
    fn what_goes_on_leaves_no_last_line_alone(
        lengths in prop::collection::vec(300usize..900, 2..4),
        less in 0u32..3,
    ) {
        let style = samples::style();
        let fonts = FontSet::shipped();
        let texts: Vec<String> = lengths
            .iter()
            .map(|length| WORDS.repeat(8).chars().take(*length).collect::<String>())
            .collect();
        let texts: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
        let galley = samples::galley(&texts, Abs::pt(330.0), &style, &fonts);
        let natural = Arc::clone(&text_of(&galley.parts[0]).lengths.natural);
        let count = natural.lines.len() as u16;
        prop_assume!(count > 3);
        let start = Start { part: 0, inside: Some((natural, count - 2)) };
        let mut cutter = Cutter::new(&galley, &style, &fonts);
        let height = rest(&cutter, &start).saturating_sub(2 * less);
        for stage in [Stage::Good, Stage::Rescued, Stage::Any, Stage::Short] {
            let cut = cutter.cut(&start, &[height], stage.terms(true));
            let first = cut.as_ref().and_then(|cut| cut.legs[0].first());
            prop_assert!(first.is_none_or(|piece| piece.height() >= 4), "{first:?}");
        }
    }
}
