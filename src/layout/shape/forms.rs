//! Raised, lowered and small letters, and capitals: from the face, or made from its ordinary
//! letters.

use std::borrow::Cow;

use super::Run;
use super::runs::props;
use crate::font::{Shaped, Shaper, Variant};
use crate::layout::text::SetText;
use crate::style::Case;
use crate::unit::{Abs, Em};

/// Whether the face lacks a form that a run asks for. The whole run is asked, not the line:
/// lines of one word would stand at two sizes, and not be as wide as they were measured.
pub(super) fn is_made(set: &SetText, run: &Run, shaper: &mut Shaper<'_>) -> bool {
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
pub(super) fn made(variant: Variant, size: Abs) -> (Abs, Abs) {
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
pub(super) enum Map {
    Same,
    /// For each byte of the shaped text, and its end.
    Table(Vec<usize>),
}

impl Map {
    pub(super) fn source(&self, at: usize) -> usize {
        match self {
            Self::Same => at,
            Self::Table(table) => table[at],
        }
    }
}

/// The text in capitals where wanted, with the way back. A letter that becomes two (ß)
/// stays one cluster of the source.
pub(super) fn cased<'a>(
    source: &'a str,
    capitals: bool,
    lang: &crate::model::Lang,
) -> (Cow<'a, str>, Map) {
    if !capitals {
        return (source.into(), Map::Same);
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
    (text.into(), Map::Table(table))
}
