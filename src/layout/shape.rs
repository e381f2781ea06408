//! Step 2: a text becomes runs of one face, script and direction ([`super::itemize`]), and
//! clusters with their advances.
//!
//! The whole paragraph is shaped once to measure it; each line is shaped again when it is
//! set ([`super::justify`]), so that what is drawn is what the shaper says of that very
//! line.

use std::ops::Range;

use unicode_bidi::Level;
use unicode_script::{Script, UnicodeScript};

use super::itemize::{itemize, levels};
use super::text::{Look, Piece, SetText};
use crate::font::{FaceId, Features, FontSet, Ligatures, Props, Shaped, Shaper, Variant};
use crate::model::Direction;
use crate::style::{Case, Figures};
use crate::unit::{Abs, Em};

/// A text with its runs and clusters.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The text.
    pub(super) set: SetText,
    /// Its runs in logical order, without gap.
    pub(super) runs: Vec<Run>,
    /// Its clusters in logical order, without gap.
    pub(super) clusters: Vec<Cluster>,
    /// The level of the paragraph's direction.
    pub(super) base: Level,
}

/// A stretch that is shaped as one.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    /// The index of its piece.
    pub(super) piece: usize,
    pub(super) face: FaceId,
    pub(super) script: [u8; 4],
    pub(super) level: Level,
    pub(super) figures: Figures,
    /// No face has its characters: they are drawn as boxes.
    pub(super) missing: bool,
    /// Its raised, lowered or small letters are made from ordinary ones, in every line.
    pub(super) made: bool,
}

/// The smallest stretch that has an advance of its own.
#[derive(Copy, Clone, Debug)]
pub(super) struct Cluster {
    /// Where it begins.
    pub(super) at: usize,
    /// Its advance, tracking included.
    pub(super) advance: Abs,
    /// Whether it is a space that gives.
    pub(super) space: bool,
    /// The size of its letters, for white between them.
    pub(super) size: Abs,
    /// What white may come after it.
    pub(super) white: White,
}

/// What white may come between two characters of a line.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum White {
    /// None: beside a space, between joined letters, between words of other directions.
    #[default]
    None,
    /// A little: between letters.
    Pair,
    /// As much as the line asks for: between characters of scripts that are set solid.
    Gap,
}

/// Shapes `set`.
pub(super) fn prepare(set: SetText, shaper: &mut Shaper<'_>) -> Prepared {
    let base = match set.direction {
        Direction::Ltr => Level::ltr(),
        Direction::Rtl => Level::rtl(),
    };
    let levels = levels(&set.text, base);
    let mut runs = itemize(&set, &levels, shaper.fonts());
    for run in runs.iter_mut().filter(|run| !run.missing) {
        run.made = is_made(&set, run, shaper);
    }
    let mut clusters = vec![];
    for index in 0..runs.len() {
        measure(&set, &runs, index, shaper, &mut clusters);
    }
    part(&set.text, &runs, &mut clusters);
    Prepared { set, runs, clusters, base }
}

/// The properties of a run for the shaper.
fn props(run: &Run, piece: &Piece) -> Props {
    let variant = match piece.look.case {
        Case::SmallCapitals => Variant::SmallCapitals,
        _ => piece.look.variant,
    };
    Props {
        face: run.face,
        direction: if run.level.is_rtl() { Direction::Rtl } else { Direction::Ltr },
        script: run.script,
        lang: piece.lang.clone(),
        features: Features {
            variant,
            figures: run.figures,
            // Letters that join stay joined, whatever the style does to others.
            ligatures: if is_joined(run.script) {
                Ligatures::On
            } else {
                piece.look.ligatures
            },
            extra: piece.look.features.clone(),
        },
    }
}

/// A glyph of a line, in the units of the page.
#[derive(Clone, Debug)]
pub(super) struct SetGlyph {
    pub(super) id: u16,
    pub(super) advance: Abs,
    pub(super) dx: Abs,
    /// Downwards.
    pub(super) dy: Abs,
    /// The bytes of the paragraph's text that it stands for.
    pub(super) text: Range<usize>,
}

/// A shaped stretch and the size and rise it is drawn at.
#[derive(Clone, Debug)]
pub(super) struct ShapedRun {
    pub(super) size: Abs,
    pub(super) glyphs: Vec<SetGlyph>,
}

/// A stretch of a run with the letters beside it that are drawn in the same forms, so that
/// a link in a word is kerned and joined as if it were none.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    range: Range<usize>,
    /// With its neighbours.
    wide: Range<usize>,
}

/// So many letters of a neighbour are looked at: no rule of a face reaches further.
const NEIGHBOURS: usize = 8;

impl Stretch {
    /// What the run of that number has in the line `line`.
    pub(super) fn of(
        runs: &[Run],
        index: usize,
        line: &Range<usize>,
        set: &SetText,
    ) -> Self {
        let run = &runs[index];
        let range = run.range.start.max(line.start)..run.range.end.min(line.end);
        let alike = |other: Option<&Run>| other.is_some_and(|o| are_alike(o, run, set));
        let mut wide = range.clone();
        if range.start == run.range.start && alike(runs[..index].last()) {
            let from = runs[index - 1].range.start.max(line.start);
            let mut letters = set.text[from..range.start].char_indices().rev();
            let most = letters.by_ref().take(NEIGHBOURS).last();
            wide.start = most.map_or(range.start, |(at, _)| from + at);
        }
        if range.end == run.range.end && alike(runs.get(index + 1)) {
            let to = runs[index + 1].range.end.min(line.end);
            let beside = set.text.get(range.end..to).unwrap_or_default();
            wide.end +=
                beside.chars().take(NEIGHBOURS).map(char::len_utf8).sum::<usize>();
        }
        Self { range, wide }
    }

    /// The same without its neighbours.
    fn alone(&self) -> Self {
        Self { range: self.range.clone(), wide: self.range.clone() }
    }

    /// Whether glyphs begin and end where it does: no ligature reaches over its edges.
    fn is_clear(&self, glyphs: &[SetGlyph]) -> bool {
        let begins = |at: usize| glyphs.iter().any(|glyph| glyph.text.start == at);
        (self.wide.start == self.range.start || begins(self.range.start))
            && (self.wide.end == self.range.end || begins(self.range.end))
    }
}

/// Whether two runs are drawn in the same forms; colour and strokes may differ, and the
/// language.
fn are_alike(a: &Run, b: &Run, set: &SetText) -> bool {
    let (one, other) = (&set.pieces[a.piece].look, &set.pieces[b.piece].look);
    let forms = |look: &Look| (look.size, look.case, look.tracking, look.variant);
    (a.face, a.script, a.level, a.figures) == (b.face, b.script, b.level, b.figures)
        && !(a.missing || b.missing)
        && a.made == b.made
        && forms(one) == forms(other)
        && (one.ligatures, &one.features) == (other.ligatures, &other.features)
}

/// Shapes a stretch of a run, in visual order, its ligatures kept shut at most where its
/// look has them. Raised, lowered and small letters that the face does not have are made
/// from its ordinary ones.
pub(super) fn shape_run(
    set: &SetText,
    run: &Run,
    stretch: &Stretch,
    ligatures: Ligatures,
    shaper: &mut Shaper<'_>,
) -> ShapedRun {
    let Stretch { range, wide } = stretch;
    if run.missing {
        let look = &set.pieces[run.piece].look;
        let source = &set.text[range.clone()];
        return boxes(source, range.start, look, run.face, shaper.fonts());
    }
    let mut shaped = shape_wide(set, run, wide, ligatures, shaper);
    if range != wide {
        if !stretch.is_clear(&shaped.glyphs) {
            return shape_run(set, run, &stretch.alone(), ligatures, shaper);
        }
        shaped.glyphs.retain(|glyph| range.contains(&glyph.text.start));
    }
    shaped
}

/// Shapes those bytes with the properties of a run.
fn shape_wide(
    set: &SetText,
    run: &Run,
    range: &Range<usize>,
    ligatures: Ligatures,
    shaper: &mut Shaper<'_>,
) -> ShapedRun {
    let piece = &set.pieces[run.piece];
    let look = &piece.look;
    let source = &set.text[range.clone()];
    let mut props = props(run, piece);
    if ligatures == Ligatures::Off && !is_joined(run.script) {
        props.features.ligatures = ligatures;
    }
    let mut capitals = look.case == Case::Capitals;
    let (mut size, mut rise) = (look.size, Abs::ZERO);
    if run.made {
        let variant = std::mem::take(&mut props.features.variant);
        (size, rise) = made(variant, look.size);
        capitals |= variant == Variant::SmallCapitals;
    }
    let (text, map) = cased(source, capitals, &piece.lang);
    let glyphs = shaper.shape(&text, &props);
    let face = shaper.fonts().face(run.face);
    let tracking = if is_joined(run.script) { Abs::ZERO } else { look.tracking.at(size) };
    let ranges = cluster_ranges(&glyphs, text.len());
    let glyphs = glyphs
        .iter()
        .zip(&ranges)
        .map(|(glyph, cluster)| SetGlyph {
            id: glyph.id,
            advance: face.at(glyph.advance, size)
                + tracking_after(&text, cluster, tracking),
            dx: face.at(glyph.dx, size),
            dy: -face.at(glyph.dy, size) - rise,
            text: range.start + map.source(cluster.start)
                ..range.start + map.source(cluster.end),
        })
        .collect();
    ShapedRun { size, glyphs }
}

/// White after a glyph: negative tracking draws letters together, never words.
fn tracking_after(text: &str, cluster: &Range<usize>, tracking: Abs) -> Abs {
    let space = text.get(cluster.start..).is_some_and(is_space);
    let none = cluster.is_empty() || (space && tracking < Abs::ZERO);
    if none { Abs::ZERO } else { tracking }
}

/// Whether the face lacks a form that a run asks for. The whole run is asked, not the line:
/// lines of one word would stand at two sizes, and not be as wide as they were measured.
fn is_made(set: &SetText, run: &Run, shaper: &mut Shaper<'_>) -> bool {
    let piece = &set.pieces[run.piece];
    if piece.look.variant == Variant::Normal && piece.look.case != Case::SmallCapitals {
        return false;
    }
    let mut props = props(run, piece);
    let source = &set.text[run.range.clone()];
    let (text, _) = cased(source, piece.look.case == Case::Capitals, &piece.lang);
    let formed = shaper.shape(&text, &props);
    let variant = std::mem::take(&mut props.features.variant);
    let plain = shaper.shape(&text, &props);
    !changed(&text, &plain, &formed, variant)
}

/// Size and rise of letters that stand in for missing forms.
fn made(variant: Variant, size: Abs) -> (Abs, Abs) {
    match variant {
        Variant::Superior => (Em::new(0.62).at(size), Em::new(0.36).at(size)),
        Variant::Inferior => (Em::new(0.62).at(size), -Em::new(0.14).at(size)),
        Variant::SmallCapitals => (Em::new(0.78).at(size), Abs::ZERO),
        // As written.
        Variant::Normal | Variant::Fraction => (size, Abs::ZERO),
    }
}

/// Whether the face has the forms of `variant` for every letter or figure that has them.
fn changed(text: &str, plain: &[Shaped], formed: &[Shaped], variant: Variant) -> bool {
    let concerned = |c: char| match variant {
        Variant::SmallCapitals => c.is_lowercase(),
        _ => c.is_alphanumeric(),
    };
    let glyph = |glyphs: &[Shaped], at: usize| {
        glyphs.iter().find(|g| g.cluster as usize == at).map(|g| g.id)
    };
    // Raised marks without a letter have no forms of their own: they are made.
    let raised = variant != Variant::SmallCapitals;
    if raised && !text.chars().any(concerned) {
        return false;
    }
    text.char_indices()
        .filter(|(_, c)| concerned(*c))
        .all(|(at, _)| glyph(plain, at) != glyph(formed, at))
}

/// From bytes of the text as shaped to bytes of the text as written.
#[derive(Debug)]
enum Map {
    Same,
    /// For each byte of the shaped text, and its end.
    Table(Vec<usize>),
}

impl Map {
    fn source(&self, at: usize) -> usize {
        match self {
            Self::Same => at,
            Self::Table(table) => table[at],
        }
    }
}

/// The text in capitals where wanted, with the way back. A letter that becomes two (ß)
/// stays one cluster of the source.
fn cased(source: &str, capitals: bool, lang: &crate::model::Lang) -> (String, Map) {
    if !capitals {
        return (source.to_owned(), Map::Same);
    }
    let turkish = matches!(lang.base(), "tr" | "az");
    let mut text = String::with_capacity(source.len());
    let mut table = Vec::with_capacity(source.len() + 1);
    for (at, c) in source.char_indices() {
        if turkish && c == 'i' {
            text.push('İ');
        } else {
            text.extend(c.to_uppercase());
        }
        table.resize(text.len(), at);
    }
    table.push(source.len());
    (text, Map::Table(table))
}

/// For each glyph in visual order the bytes of its cluster: the whole for the one drawn
/// first, nothing for the others of the cluster.
fn cluster_ranges(glyphs: &[Shaped], len: usize) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = glyphs.iter().map(|g| g.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let end = |start: usize| {
        let next = starts.partition_point(|s| *s <= start);
        starts.get(next).copied().unwrap_or(len)
    };
    let mut last = None;
    glyphs
        .iter()
        .map(|glyph| {
            let start = glyph.cluster as usize;
            let first = last.replace(start) != Some(start);
            start..if first { end(start) } else { start }
        })
        .collect()
}

/// Characters that no face has: spaces as wide as the boxes that will be drawn there.
fn boxes(
    source: &str,
    start: usize,
    look: &Look,
    face: FaceId,
    fonts: &FontSet,
) -> ShapedRun {
    let id = fonts.face(face).glyph(' ').unwrap_or(0);
    let glyphs = source
        .char_indices()
        .map(|(at, c)| SetGlyph {
            id,
            advance: missing_width(look.size),
            dx: Abs::ZERO,
            dy: Abs::ZERO,
            text: start + at..start + at + c.len_utf8(),
        })
        .collect();
    ShapedRun { size: look.size, glyphs }
}

/// The width of the box that stands for a character without a face, side bearings
/// included.
pub(super) fn missing_width(size: Abs) -> Abs {
    Em::new(0.7).at(size)
}

/// Adds the clusters of a run in logical order.
fn measure(
    set: &SetText,
    runs: &[Run],
    index: usize,
    shaper: &mut Shaper<'_>,
    clusters: &mut Vec<Cluster>,
) {
    let run = &runs[index];
    let stretch = Stretch::of(runs, index, &(0..set.text.len()), set);
    let shaped = shape_run(set, run, &stretch, Ligatures::On, shaper);
    let from = clusters.len();
    for glyph in &shaped.glyphs {
        let at = glyph.text.start;
        // The glyphs of a cluster stand side by side.
        match clusters[from..].last_mut() {
            Some(cluster) if cluster.at == at => cluster.advance += glyph.advance,
            _ => clusters.push(Cluster {
                at,
                advance: glyph.advance,
                space: is_space(&set.text[at..]),
                size: shaped.size,
                white: White::None,
            }),
        }
    }
    clusters[from..].sort_by_key(|c| c.at);
    open_ligatures(&set.text, run.range.end, from, clusters);
}

/// A line may end inside a ligature, which is shaped anew then: until then each of its
/// letters has an equal part of it.
fn open_ligatures(text: &str, end: usize, from: usize, clusters: &mut Vec<Cluster>) {
    let mut at = from;
    while at < clusters.len() {
        let whole = clusters[at];
        let next = clusters.get(at + 1).map_or(end, |c| c.at);
        let letters = text.get(whole.at..next).unwrap_or_default();
        let count = letters.chars().count();
        if count > 1 && letters.chars().all(char::is_alphabetic) {
            let share = whole.advance / count as i64;
            clusters[at].advance = whole.advance - share * (count as i64 - 1);
            let rest = letters.char_indices().skip(1);
            let rest =
                rest.map(|(i, _)| Cluster { at: whole.at + i, advance: share, ..whole });
            clusters.splice((at + 1)..=at, rest);
        }
        at += count.max(1).min(clusters.len() - at);
    }
}

/// Says of each cluster what white may come between it and the next.
fn part(text: &str, runs: &[Run], clusters: &mut [Cluster]) {
    let mut run = 0;
    for at in 1..clusters.len() {
        let (first, second) = (clusters[at - 1], clusters[at]);
        while runs[run].range.end <= first.at {
            run += 1;
        }
        let before = text[first.at..second.at].chars().next();
        let after = text[second.at..].chars().next();
        let (Some(before), Some(after)) = (before, after) else { continue };
        if before.is_whitespace() || after.is_whitespace() {
            continue;
        }
        clusters[at - 1].white = if is_solid(before) || is_solid(after) {
            White::Gap
        } else if runs[run].level.is_rtl() || is_joined(runs[run].script) {
            White::None
        } else {
            White::Pair
        };
    }
}

/// Whether a character is set solid: without spaces, each in its square.
pub(super) fn is_solid(c: char) -> bool {
    matches!(
        c.script(),
        Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo
    ) || matches!(c, '\u{3001}'..='\u{303F}' | '\u{30FB}'..='\u{30FC}' | '\u{FF01}'..='\u{FFEE}')
}

/// Whether the letters of a script join, so that white between them would tear words.
fn is_joined(script: [u8; 4]) -> bool {
    JOINED.contains(&&script)
}

/// Scripts whose letters hold hands, or hang from one line.
const JOINED: [&[u8; 4]; 18] = [
    b"Adlm", b"Arab", b"Beng", b"Chrs", b"Deva", b"Guru", b"Mand", b"Mani", b"Modi",
    b"Mong", b"Nkoo", b"Ougr", b"Phag", b"Phlp", b"Rohg", b"Sogd", b"Syrc", b"Tirh",
];

/// Whether a space that gives stands at the beginning of `text`.
pub(super) fn is_space(text: &str) -> bool {
    text.starts_with([' ', '\u{A0}'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::samples;
    use crate::layout::text::Stroke;
    use crate::model::Role;

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
            let Prepared { set, runs, .. } =
                prepare(with_link(text, &linked), &mut shaper);
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
        let look =
            Look { variant: Variant::Superior, ..Look::clone(&set.pieces[0].look) };
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
}
