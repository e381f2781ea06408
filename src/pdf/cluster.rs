//! Which text each glyph of a run stands for.
//!
//! Every code that is shown must say its text (ISO 19005-2, 6.2.11.7.2), so the text of
//! a cluster of several glyphs is dealt out among them, read in the direction of the text.

use unicode_bidi::{BidiClass, bidi_class};

use crate::font::Face;
use crate::layout::GlyphRun;

/// The text of a glyph that adds nothing to its cluster: WORD JOINER, which is not seen
/// and parts no words. Such clusters are spelled out by `ActualText`.
pub(super) const SILENT: &str = "\u{2060}";

/// The texts of a run's glyphs.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    /// One for each glyph, never empty.
    pub(super) of: Vec<&'a str>,
    /// Whether readers make the run's text of them.
    pub(super) spelling: Spelling,
}

/// Whether glyphs say their text one by one.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// They do.
    Whole,
    /// There are more glyphs than characters somewhere.
    Padded,
    /// Marks of their own stand over letters: poppler takes them for words.
    Marked,
}

impl<'a> Texts<'a> {
    /// Of the glyphs of `run`, which is set in `face`.
    pub(super) fn of(run: &'a GlyphRun, face: &Face) -> Self {
        let mut texts = Self { of: vec![], spelling: Spelling::Whole };
        texts.of.reserve(run.glyphs.len());
        let mut direction = None;
        let mut start = 0;
        while start < run.glyphs.len() {
            let end = cluster_end(run, start);
            let text = cluster_text(run, start, end);
            if end - start == 1 && !text.is_empty() {
                texts.of.push(text);
            } else {
                let rtl = *direction.get_or_insert_with(|| is_rtl(&run.text));
                texts.deal(run, start..end, (text, rtl), face);
            }
            start = end;
        }
        texts
    }

    /// Deals `text` out among the glyphs of its cluster.
    fn deal(
        &mut self,
        run: &GlyphRun,
        glyphs: std::ops::Range<usize>,
        (text, rtl): (&'a str, bool),
        face: &Face,
    ) {
        let first = self.of.len();
        let mut marks = vec![];
        let mut letters = vec![];
        for at in glyphs.clone() {
            let at = if rtl { glyphs.start + glyphs.end - 1 - at } else { at };
            let is_mark = run.glyphs[at].advance.to_raw() == 0 && !letters.is_empty();
            if is_mark { &mut marks } else { &mut letters }.push(at - glyphs.start);
        }
        if !marks.is_empty() && self.spelling == Spelling::Whole {
            self.spelling = Spelling::Marked;
        }
        self.of.resize(first + glyphs.len(), SILENT);
        let (base, accents) = text.split_at(accents_start(text, marks.len()));
        let drawn = |slot: &usize| run.glyphs[glyphs.start + slot].id;
        let marks =
            in_order_of(accents, marks, &|c, slot| face.glyph(c) == Some(drawn(slot)));
        for (slots, text) in [(letters, base), (marks, accents)] {
            let mut rest = text;
            let count = slots.len();
            for (i, slot) in slots.into_iter().enumerate() {
                let (own, after) = match rest.chars().next() {
                    Some(c) if i + 1 < count => rest.split_at(c.len_utf8()),
                    _ => (rest, ""),
                };
                rest = after;
                if own.is_empty() {
                    self.spelling = Spelling::Padded;
                } else {
                    self.of[first + slot] = own;
                }
            }
        }
    }
}

/// The slots of marks in the order of the characters of `accents`, where each of these has
/// one that shows it: shapers put the marks of Hebrew into an order of their own.
fn in_order_of(
    accents: &str,
    mut slots: Vec<usize>,
    shows: &dyn Fn(char, &usize) -> bool,
) -> Vec<usize> {
    if accents.chars().count() != slots.len() {
        return slots;
    }
    for (at, c) in accents.chars().enumerate() {
        if let Some(found) = (at..slots.len()).find(|i| shows(c, &slots[*i])) {
            slots[at..=found].rotate_right(1);
        }
    }
    slots
}

/// Where the cluster that begins at glyph `start` ends: glyphs without text belong to the
/// one before them, at the beginning of a run to the one after.
fn cluster_end(run: &GlyphRun, start: usize) -> usize {
    let has_text = |at: usize| !run.glyphs[at].text.is_empty();
    let mut end = start;
    while end < run.glyphs.len() && !has_text(end) {
        end += 1;
    }
    end = (end + 1).min(run.glyphs.len());
    while end < run.glyphs.len() && !has_text(end) {
        end += 1;
    }
    end
}

/// The text of the cluster; nothing where the run's offsets make no sense or the text
/// cannot stand in a `ToUnicode` map.
fn cluster_text(run: &GlyphRun, start: usize, end: usize) -> &str {
    let Some(glyph) = run.glyphs[start..end].iter().find(|g| !g.text.is_empty()) else {
        return "";
    };
    let text = run.text.get(glyph.text.start as usize..glyph.text.end as usize);
    let text = text.unwrap_or_default().trim_matches(is_forbidden);
    if text.contains(is_forbidden) { "" } else { text }
}

/// Characters that a `ToUnicode` map must not hold (ISO 19005-2, 6.2.11.7.2).
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0' | '\u{FEFF}' | '\u{FFFE}')
}

/// Where the accents at the end of `text` begin that `marks` glyphs show; the first
/// character is never one.
fn accents_start(text: &str, marks: usize) -> usize {
    if marks == 0 {
        return text.len();
    }
    let base = text.chars().next().map_or(0, char::len_utf8);
    let accents = text[base..]
        .char_indices()
        .rev()
        .take_while(|(_, c)| bidi_class(*c) == BidiClass::NSM)
        .last();
    match accents {
        Some((at, _)) => base + at,
        // A mark whose character is none: it gets what follows the first.
        None => base,
    }
}

/// Whether text runs from right to left, by its first strong character.
pub(super) fn is_rtl(text: &str) -> bool {
    text.chars()
        .find_map(|c| match bidi_class(c) {
            BidiClass::L => Some(false),
            BidiClass::R | BidiClass::AL => Some(true),
            _ => None,
        })
        .unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{FaceId, FontSet};
    use crate::layout::Glyph;
    use crate::unit::{Abs, Ink, Point, Ratio};

    /// A run of `text` whose glyphs have these ranges of text and widths.
    fn run(text: &str, glyphs: &[(std::ops::Range<u32>, f64)]) -> GlyphRun {
        let glyph = |(text, advance): &(std::ops::Range<u32>, f64)| Glyph {
            id: 1,
            advance: Abs::pt(*advance),
            offset: Point::ZERO,
            text: text.clone(),
        };
        GlyphRun {
            face: FaceId(0),
            size: Abs::pt(10.0),
            stretch: Ratio::ONE,
            ink: Ink::BLACK,
            glyphs: glyphs.iter().map(glyph).collect(),
            text: text.into(),
            place: None,
            lang: None,
            actual: None,
        }
    }

    fn face() -> Face {
        let fonts = FontSet::shipped();
        let hebrew = |(_, face): &(FaceId, &Face)| face.family.0 == "Noto Serif Hebrew";
        fonts.iter().find(hebrew).unwrap().1.clone()
    }

    #[test]
    fn a_mark_has_the_character_that_it_shows() {
        // Shin, qamats, dagesh as written; the shaper puts dagesh before qamats, and the
        // line runs leftwards.
        let text = "\u{5E9}\u{5B8}\u{5BC}";
        let mut run = run(text, &[(0..6, 0.0), (6..6, 0.0), (6..6, 5.0)]);
        let face = face();
        let ids = ['\u{5B8}', '\u{5BC}', '\u{5E9}'].map(|c| face.glyph(c).unwrap());
        for (glyph, id) in run.glyphs.iter_mut().zip(ids) {
            glyph.id = id;
        }
        let texts = Texts::of(&run, &face);
        assert_eq!(texts.of, ["\u{5B8}", "\u{5BC}", "\u{5E9}"]);
    }

    #[test]
    fn a_ligature_has_its_letters() {
        let run = run("office", &[(0..1, 5.0), (1..4, 5.0), (4..5, 5.0), (5..6, 5.0)]);
        assert_eq!(Texts::of(&run, &face()).of, ["o", "ffi", "c", "e"]);
    }

    #[test]
    fn a_mark_has_its_own_character() {
        let run = run("xe\u{301}\u{323}", &[(0..1, 5.0), (1..6, 5.0), (6..6, 0.0)]);
        let texts = Texts::of(&run, &face());
        assert_eq!(texts.of, ["x", "e", "\u{301}\u{323}"]);
        assert_eq!(texts.spelling, Spelling::Marked);
    }

    #[test]
    fn marks_stand_before_their_letter_where_text_runs_leftwards() {
        // beh, fatha, noon: in visual order noon, fatha, beh.
        let run = run("\u{628}\u{64E}\u{646}", &[(4..6, 5.0), (0..4, 0.0), (4..4, 5.0)]);
        assert_eq!(Texts::of(&run, &face()).of, ["\u{646}", "\u{64E}", "\u{628}"]);
    }

    #[test]
    fn more_glyphs_than_characters_are_padded() {
        let run = run("é", &[(0..2, 5.0), (2..2, 0.0)]);
        let texts = Texts::of(&run, &face());
        assert_eq!(texts.of, ["é", SILENT]);
        assert_eq!(texts.spelling, Spelling::Padded);
    }

    #[test]
    fn offsets_without_sense_and_forbidden_characters_are_silent() {
        let run = run("a\u{FEFF}b", &[(0..1, 5.0), (1..4, 5.0), (3..99, 5.0)]);
        assert_eq!(Texts::of(&run, &face()).of, ["a", SILENT, SILENT]);
    }
}
