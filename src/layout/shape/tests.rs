//! Joins, kerning and forms, in every line as in the whole.

use proptest::prelude::*;

use super::*;
use crate::font::{FontSet, Variant};
use crate::layout::samples;
use crate::layout::text::Stroke;
use crate::layout::text::{Look, Piece};
use crate::model::Role;
use crate::unit::Em;

/// The glyphs of a tracked word with their advances, as measured and as drawn.
fn set(text: &str, lang: &str, tracking: f64) -> (Abs, Vec<(u16, Abs)>) {
    let (style, fonts) = (samples::style(), FontSet::shipped());
    let mut shaper = Shaper::new(&fonts);
    let ligatures = if tracking > 0.0 { Ligatures::Off } else { Ligatures::On };
    let tracking = Em::new(tracking);
    let look = Look { tracking, ligatures, ..Look::of(style.role(Role::Headline)) };
    let prepared = samples::prepared_in(text, lang, look, &mut shaper);
    let run = &prepared.runs[0];
    let stretch = Stretch { range: 0..text.len(), wide: 0..text.len() };
    let shaped = shape_run(&prepared.set, run, &stretch, Ligatures::Off, &mut shaper);
    let width = prepared.clusters.iter().map(|cluster| cluster.advance).sum();
    (width, shaped.glyphs.iter().map(|glyph| (glyph.id, glyph.advance)).collect())
}

#[test]
fn letters_that_join_are_never_parted() {
    for (text, lang) in [("السلام", "ar"), ("سلام", "fa")] {
        let plain = set(text, lang, 0.0);
        assert_eq!(set(text, lang, 0.06), plain, "{text}");
        assert_eq!(set(text, lang, -0.02), plain, "{text}");
    }
    assert!(set("Гранка", "ru", 0.06).0 > set("Гранка", "ru", 0.0).0);
    assert!(set("שולי", "he", 0.06).0 > set("שולי", "he", 0.0).0);
}

/// A text of which the bytes `linked` are a link: another piece, underlined.
fn with_link(text: &str, linked: &Range<usize>) -> SetText {
    let fonts = FontSet::shipped();
    let style = samples::style();
    let plain = samples::prepared(text, &style, &mut Shaper::new(&fonts)).set;
    let mut set = SetText { pieces: vec![], ..plain.clone() };
    let edges = [0, linked.start, linked.end, text.len()];
    for (number, edge) in edges.windows(2).enumerate().filter(|(_, e)| e[0] < e[1]) {
        let mut piece = Piece { range: edge[0]..edge[1], ..plain.pieces[0].clone() };
        if number == 1 {
            let look = Look { stroke: Stroke::Under, ..Look::clone(&piece.look) };
            piece.look = look.into();
        }
        set.pieces.push(piece);
    }
    set
}

fn width(text: &str, linked: &Range<usize>, fonts: &FontSet) -> Abs {
    let prepared = prepare(with_link(text, linked), &mut Shaper::new(fonts));
    prepared.clusters.iter().map(|cluster| cluster.advance).sum()
}

#[test]
fn a_link_is_kerned_to_what_stands_beside_it() {
    let fonts = FontSet::shipped();
    let width = |text, linked| width(text, linked, &fonts);
    let apart = width("A", &(0..0)) + width("V", &(0..0));
    assert!(width("AV", &(0..0)) < apart, "the face has no such pair");
    assert_eq!(width("AV", &(1..2)), width("AV", &(0..0)));
    assert_eq!(width("To AVail", &(4..5)), width("To AVail", &(0..0)));
}

#[test]
fn a_ligature_over_the_edge_of_a_link_is_opened() {
    let fonts = FontSet::shipped();
    let prepared = prepare(with_link("office", &(2..4)), &mut Shaper::new(&fonts));
    let starts: Vec<usize> = prepared.clusters.iter().map(|c| c.at).collect();
    assert_eq!(starts, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn letters_that_join_do_so_over_the_edge_of_a_link() {
    let fonts = FontSet::shipped();
    let text = "صحيفة";
    let shape = |linked: Range<usize>| {
        let mut shaper = Shaper::new(&fonts);
        let Prepared { set, runs, .. } = prepare(with_link(text, &linked), &mut shaper);
        let mut ids = vec![];
        for index in 0..runs.len() {
            let stretch = Stretch::of(&runs, index, &(0..text.len()), &set);
            let run = &runs[index];
            let run = shape_run(&set, run, &stretch, Ligatures::On, &mut shaper);
            ids.extend(run.glyphs.iter().map(|g| (g.text.start, g.id)));
        }
        ids.sort_unstable();
        ids
    };
    assert_eq!(shape(4..6), shape(0..0));
}

#[test]
fn letters_of_one_run_are_of_one_size_in_every_line() {
    let fonts = FontSet::shipped();
    let mut shaper = Shaper::new(&fonts);
    // The face has raised forms of the others, but none of this one.
    let mut set = with_link("abcŋdef", &(0..0));
    let look = Look { variant: Variant::Superior, ..Look::clone(&set.pieces[0].look) };
    set.pieces[0].look = look.into();
    let Prepared { set, runs, .. } = prepare(set, &mut shaper);
    let mut shape = |line: Range<usize>| {
        let stretch = Stretch::of(&runs, 0, &line, &set);
        let run = shape_run(&set, &runs[0], &stretch, Ligatures::On, &mut shaper);
        (run.size, run.glyphs.iter().map(|glyph| glyph.advance).sum::<Abs>())
    };
    let ((one, first), (other, second)) = (shape(0..3), shape(3..8));
    let (size, width) = shape(0..8);
    assert!(size < set.pieces[0].look.size, "the face has all forms");
    assert_eq!((one, other), (size, size));
    assert!((first + second - width).abs() < Abs::pt(0.2));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_link_changes_no_width(
        text in "[A-Za-z.,’ ]{2,24}",
        from in 0.0..1.0f64,
        length in 0.0..1.0f64,
    ) {
        let fonts = FontSet::shipped();
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let pick = |share: f64| ends[(share * ends.len() as f64) as usize];
        let start = pick(from);
        let end = pick(from + (1.0 - from) * length).max(start);
        // Where a ligature reaches over the edge it is opened, and takes what it takes.
        let mut shaper = Shaper::new(&fonts);
        let whole = prepare(with_link(&text, &(0..0)), &mut shaper);
        let stretch = Stretch { range: 0..text.len(), wide: 0..text.len() };
        let run = &whole.runs[0];
        prop_assume!(whole.runs.len() == 1);
        let shaped = shape_run(&whole.set, run, &stretch, Ligatures::On, &mut shaper);
        let clear = |at: usize| at == 0 || shaped.glyphs.iter().any(|g| g.text.start == at);
        prop_assume!(clear(start) && clear(end));
        let difference = width(&text, &(start..end), &fonts) - width(&text, &(0..0), &fonts);
        prop_assert!(difference.abs() < Abs::pt(0.01), "{difference:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_line_cut_from_the_whole_is_as_it_would_be_shaped(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "office", "AV", "To", "fi\u{AD}fty", "ﬁ", "Tokyo", "e\u{301}t", "1914–18",
                "“We", "W.", "fjord", "क्षि", "Ya", "שלום", "l’Âge", "ß",
            ]),
            1..9,
        ),
        from in 0usize..40,
        length in 1usize..40,
    ) {
        let (style, fonts) = (samples::style(), FontSet::shipped());
        let mut shaper = Shaper::new(&fonts);
        let text = words.join(" ");
        let prepared = samples::prepared(&text, &style, &mut shaper);
        let start = text.floor_char_boundary(from.min(text.len()));
        let end = text.floor_char_boundary((from + length).min(text.len()));
        for (index, run) in prepared.runs.iter().enumerate() {
            let line = start.max(run.range.start)..end.min(run.range.end);
            if line.start >= line.end {
                continue;
            }
            let stretch = Stretch::of(&prepared.runs, index, &line, &prepared.set);
            let anew = shape_run(&prepared.set, run, &stretch, Ligatures::On, &mut shaper);
            let line = prepared.in_line(index, &line, Ligatures::On, &mut shaper);
            let seen = |run: &ShapedRun| -> Vec<(u16, Abs, Abs, Abs, Range<usize>)> {
                let glyphs = run.glyphs.iter();
                glyphs.map(|g| (g.id, g.advance, g.dx, g.dy, g.text.clone())).collect()
            };
            prop_assert_eq!(seen(&line), seen(&anew), "{} {}..{}", text, start, end);
        }
    }
}
