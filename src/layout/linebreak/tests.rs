//! The best lines held against every way to break a text.

use super::*;
use crate::font::{FontSet, Shaper};
use crate::layout::samples;
use proptest::prelude::*;

/// The cost of a path by the definition, without the programme; `None` where a rule
/// forbids it.
fn cost_of(breaker: &Breaker<'_>, path: &[usize], settled: &Settled) -> Option<f64> {
    let mut cost = 0.0;
    let (mut hyphens, mut class) = (0u8, None::<u8>);
    for (number, pair) in path.windows(2).enumerate() {
        let number = number as u16;
        let (from, to) = (&breaker.points[pair[0]], pair[1]);
        let kind = breaker.points[to].kind;
        let width = breaker.measure.of(number, from.kind != LineEnd::Forced);
        let Line::Is { cost: line, class: own } = breaker.line(pair[0], to, width, LIMIT)
        else {
            return None;
        };
        let ends_at = breaker.points[to].end.max(from.next);
        hyphens = if kind.shows_hyphen() { hyphens + 1 } else { 0 };
        if hyphens > breaker.penalties.ladder
            || breaker.points[to].in_last_word
            || hyphens > 0 && settled.barred.contains(&number)
            || settled.ends.get(usize::from(number)).is_some_and(|end| *end != ends_at)
        {
            return None;
        }
        cost += line + breaker.penalties.hyphen * f64::from(hyphens);
        if let Some(class) = class {
            let step = f64::from(own.abs_diff(class));
            cost += breaker.penalties.neighbours * step * step / 16.0;
        }
        class = Some(own);
    }
    Some(cost)
}

/// The least cost for each number of lines, by trying every path.
fn every_path(breaker: &Breaker<'_>, settled: &Settled) -> Vec<(usize, f64)> {
    let last = breaker.points.len() - 1;
    let mut best = std::collections::BTreeMap::<usize, f64>::new();
    let mut paths = vec![vec![0]];
    while let Some(path) = paths.pop() {
        let at = path[path.len() - 1];
        if at == last {
            if let Some(cost) = cost_of(breaker, &path, settled) {
                let known = best.entry(path.len() - 1).or_insert(cost);
                *known = known.min(cost);
            }
            continue;
        }
        for to in at + 1..=last {
            let number = path.len() as u16 - 1;
            let width =
                breaker.measure.of(number, breaker.points[at].kind != LineEnd::Forced);
            let line = breaker.line(at, to, width, LIMIT);
            if matches!(line, Line::TooLong) {
                break;
            }
            if matches!(line, Line::Is { .. }) {
                paths.push([path.as_slice(), &[to]].concat());
            }
        }
    }
    best.into_iter().collect()
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a",
        "of",
        "the",
        "press",
        "well-known",
        "newspaper",
        "compositor",
        "f\u{AD}it",
        "column",
        "it",
        "and",
        "typography",
        "London",
        "ink",
        "leading",
        "office",
    ]);
    prop::collection::vec(word, 3..16).prop_map(|words| words.join(" "))
}

/// The pairs of breakpoints of which the bounds say what is not so.
fn false_bounds(text: &str, width: f64, freedom: Freedom) -> Vec<String> {
    let style = samples::style();
    let fonts = FontSet::shipped();
    let prepared = samples::prepared(text, &style, &mut Shaper::new(&fonts));
    let measure = Measure::plain(Abs::pt(width), Align::Justify);
    let points = samples::points(&prepared, &style, &fonts);
    let breaker = Breaker::new(&prepared, &points, measure, (&style, &fonts), freedom);
    let fit_in = |measure: Abs, from: usize, to: usize| {
        let (start, end) = (&breaker.points[from], &breaker.points[to]);
        let sums = end.to_end - start.to_next;
        let hangs = start.hangs.1 + end.hangs.0;
        let room = measure + hangs - sums.ink - sums.space - end.hyphen;
        fit::fit(room, sums, &breaker.limits)
    };
    let fit = |from, to| fit_in(measure.width, from, to);
    let loose = |from, to| fit(from, to).is_some_and(|fit| fit.space > LIMIT);
    // Lines that begin later may be as narrow as the narrowest.
    let narrowest = width * 0.8;
    let far = |from, to| {
        let later = fit_in(Abs::pt(narrowest), from, to);
        loose(from, to) && later.is_some_and(|fit| fit.space > LIMIT)
    };
    let mut found = vec![];
    for to in 1..breaker.points.len() {
        for from in 0..to {
            let bounds = (&breaker.bounds[from], &breaker.bounds[to]);
            let verdict = Bounds::judge(bounds.0, bounds.1, (width, narrowest), LIMIT);
            let agrees = match verdict {
                Verdict::TooLong => fit(from, to).is_none(),
                Verdict::TooLoose => loose(from, to),
                Verdict::FarTooLoose => (from..to).all(|later| far(later, to)),
                Verdict::Near => true,
            };
            if !agrees {
                found.push(format!("{from} to {to}: {verdict:?}, {:?}", fit(from, to)));
            }
        }
    }
    found
}

/// A word alone may fill a line that it does not fill behind a short one: its letters count
/// then, not a space that is too wide.
#[test]
fn a_long_word_alone_is_not_far_too_loose() {
    for tenths in 800..1600 {
        let text = "and i uncharacteristically went";
        let found = false_bounds(text, f64::from(tenths) / 10.0, Freedom::Ordinary);
        assert_eq!(found, Vec::<String>::new(), "{tenths}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_better_than_the_best(
        text in words(),
        width in 70.0..160.0f64,
        lines in 0u16..3,
        edge in prop::sample::select(vec![Edge::Start, Edge::End]),
        barred in prop::collection::vec(0u16..4, 0..2),
        set in 0u16..3,
    ) {
        let style = samples::style();
        let fonts = FontSet::shipped();
        let prepared = samples::prepared(&text, &style, &mut Shaper::new(&fonts));
        let measure = Measure {
            indent: Abs::pt(9.2),
            beside: Beside { lines, width: Abs::pt(24.0), edge },
            ..Measure::plain(Abs::pt(width), Align::Justify)
        };
        let points = samples::points(&prepared, &style, &fonts);
        let sheet = (&style, &fonts);
        let breaker =
            Breaker::new(&prepared, &points, measure, sheet, Freedom::Ordinary);
        prop_assume!(matches!(breaker.points, Cow::Borrowed(_)));
        let free = breaker.table(&Settled::NOTHING, SPREAD);
        let begun = free.last().map(|longest| Settled::lines(longest, set));
        let settled = Settled { barred, ..begun.unwrap_or_default() };
        let every = every_path(&breaker, &settled);
        let table = breaker.table(&settled, SPREAD);
        let known: Vec<(usize, f64)> =
            table.iter().map(|s| (s.lines.len(), s.cost)).collect();
        let fewest = every.first().map_or(0, |(lines, _)| *lines);
        let within = every.iter().filter(|e| e.0 <= fewest + usize::from(SPREAD));
        for (lines, cost) in within {
            let found = known.iter().find(|(count, _)| count == lines);
            prop_assert!(
                found.is_some_and(|(_, known)| (known - cost).abs() < 1e-6),
                "{lines} lines for {cost}: {known:?}"
            );
        }
        if settled == Settled::NOTHING && let Some(least) =
            every.iter().map(|(_, cost)| *cost).min_by(f64::total_cmp)
        {
            let natural = breaker.natural();
            prop_assert!((natural.cost - least).abs() < 1e-6, "{natural:?} {least}");
            prop_assert!((breaker.every_length().0.cost - least).abs() < 1e-6);
        }
    }

    #[test]
    fn bounds_agree_with_what_lines_measure(
        text in words(),
        width in 40.0..260.0f64,
        freedom in prop::sample::select(vec![Freedom::Ordinary, Freedom::Rescue]),
        solid in any::<bool>(),
    ) {
        let text = if solid { text.replace(' ', "新聞を読む") } else { text };
        prop_assert_eq!(false_bounds(&text, width, freedom), Vec::<String>::new());
    }

    #[test]
    fn few_lines_over_the_fewest_are_found_with_few_kept_on_the_way(
        text in prop::collection::vec(words(), 3..8),
        width in 90.0..200.0f64,
        barred in prop::collection::vec(0u16..20, 0..3),
    ) {
        let style = samples::style();
        let fonts = FontSet::shipped();
        let text = text.join(" ");
        let prepared = samples::prepared(&text, &style, &mut Shaper::new(&fonts));
        let measure = Measure {
            indent: Abs::pt(9.2),
            ..Measure::plain(Abs::pt(width), Align::Justify)
        };
        let points = samples::points(&prepared, &style, &fonts);
        let sheet = (&style, &fonts);
        let breaker =
            Breaker::new(&prepared, &points, measure, sheet, Freedom::Ordinary);
        let free = breaker.table(&Settled::NOTHING, SPREAD);
        let fewest = free.first().map_or(0, |s| s.lines.len());
        let settled = Settled { ends: vec![], barred };
        for setting in breaker.table(&settled, SPREAD) {
            let count = setting.lines.len();
            let spread = (count.saturating_sub(fewest) as u16).min(SPREAD);
            let table = breaker.table(&settled, spread);
            let found = table.iter().find(|s| s.lines.len() == count);
            prop_assert!(
                found.is_some_and(|found| (found.cost - setting.cost).abs() < 1e-6),
                "{count} lines, {fewest} at least, {spread} kept"
            );
        }
    }
}
