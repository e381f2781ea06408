//! What the unit tests and benches of this room set: texts in the shipped faces.

use std::sync::Arc;

use super::breakpoints::{self, Breakpoints};
use super::galley::{Galley, Part, PartBody, TextPart};
use super::hyphenate::Divider;
use super::lengths::Lengths;
use super::linebreak::Measure;
use super::shape::{Prepared, prepare};
use super::structure::Structure;
use super::text::{Look, Piece, SetText};
use crate::font::{FontSet, Shaper};
use crate::model::{Direction, Lang, Role};
use crate::style::{Align, Sheets, Style, load};
use crate::unit::Abs;

/// The style `weekly`.
pub(super) fn style() -> Style {
    load("weekly", &Sheets::default()).0.expect("the shipped style loads")
}

/// A text of the body, shaped.
pub(super) fn prepared(text: &str, style: &Style, shaper: &mut Shaper<'_>) -> Prepared {
    let piece = Piece {
        range: 0..text.len(),
        at: None,
        look: Arc::new(Look::of(style.role(Role::Body))),
        lang: Lang::en_gb(),
        element: Structure::ROOT,
        link: None,
        anchor: None,
        spoken: None,
        call: None,
    };
    let mut set = SetText::new(Direction::Ltr, Structure::ROOT);
    set.text.push_str(text);
    set.pieces.push(piece);
    prepare(set, shaper)
}

/// A text of any language in any look, shaped.
#[cfg(test)]
pub(super) fn prepared_in(
    text: &str,
    lang: &str,
    look: Look,
    shaper: &mut Shaper<'_>,
) -> Prepared {
    let lang: Lang = lang.parse().expect("a language");
    let mut set = SetText::new(super::collect::direction_of(&lang), Structure::ROOT);
    set.text.push_str(text);
    set.pieces.push(Piece {
        range: 0..text.len(),
        at: None,
        look: Arc::new(look),
        lang,
        element: Structure::ROOT,
        link: None,
        anchor: None,
        spoken: None,
        call: None,
    });
    prepare(set, shaper)
}

/// Where the lines of a paragraph may end.
pub(super) fn points(prepared: &Prepared, style: &Style, fonts: &FontSet) -> Breakpoints {
    breakpoints::of(prepared, style, fonts, &mut Divider::new(&style.hyphenation))
}

/// Paragraphs at that measure, their lines not set.
pub(super) fn galley(
    paragraphs: &[&str],
    width: Abs,
    style: &Style,
    fonts: &FontSet,
) -> Galley {
    let mut shaper = Shaper::new(fonts);
    let mut divider = Divider::new(&style.hyphenation);
    let indent = style.text.size;
    let parts = paragraphs.iter().enumerate().map(|(node, text)| {
        let prepared = prepared(text, style, &mut shaper);
        let measure = Measure { indent, ..Measure::plain(width, Align::Justify) };
        let lengths = Lengths::of(prepared, measure, style, fonts, &mut divider);
        let text = TextPart {
            lengths,
            x: Abs::ZERO,
            label: None,
            whole: false,
            initial: None,
            calls: vec![],
        };
        let body = PartBody::Text(Box::new(text));
        let (down, calls) = (Abs::ZERO, vec![]);
        Part { body, node, may_end: true, in_box: None, artifact: None, down, calls }
    });
    let (spans, foot_notes) = (vec![], vec![]);
    Galley { parts: parts.collect(), spans, foot_notes, leading: style.grid.leading }
}
#[cfg(test)]
/// The paragraphs of a text in Markdown; short ones are cut at the ends of sentences into
/// pieces of about 53 words.
pub(super) fn paragraphs(text: &str, short: bool) -> Vec<String> {
    let body = text.split("\n\n").map(str::trim).filter(|paragraph| {
        let marked = paragraph.starts_with(['#', '[', '|', '>', '-']);
        !paragraph.is_empty() && !marked
    });
    let body = body.map(|paragraph| paragraph.replace('\n', " "));
    if short {
        body.flat_map(|paragraph| pieces(&paragraph)).collect()
    } else {
        body.collect()
    }
}

#[cfg(test)]
fn pieces(paragraph: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for sentence in paragraph.split_inclusive(". ") {
        let last = pieces.last_mut().expect("one is there");
        last.push_str(sentence);
        if last.split(' ').count() >= 45 {
            pieces.push(String::new());
        }
    }
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces.into_iter().map(|piece| piece.trim().to_owned()).collect()
}
