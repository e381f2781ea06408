//! Step 6b: large initials, beside the first lines of an article.
//!
//! The top of the letter stands at the height of the first line's capitals, its foot on the
//! baseline of the last line beside it, its ink on the edge of the column. Quotation marks
//! before it are small, high and hang. What is said and copied is the whole word.

use std::sync::Arc;

use unicode_script::{Script, UnicodeScript};

use super::galley::whole_line;
use super::itemize::face_of;
use super::justify::SetLine;
use super::linebreak::{Beside, Edge};
use super::shape::prepare;
use super::text::{Look, Piece, SetText};
use crate::font::{Face, Shaper, Variant};
use crate::model::{Direction, Role};
use crate::style::{Case, Figures, Style};
use crate::unit::{Abs, Em};

/// A large initial at its place.
#[derive(Clone, Debug)]
pub(super) struct Initial {
    /// From the edge of the text.
    pub(super) x: Abs,
    /// From the baseline of the first line down to its own.
    pub(super) drop: Abs,
    pub(super) line: SetLine,
}

/// An initial cut off its text.
pub(super) struct Parted {
    pub(super) initial: Initial,
    /// The lines beside it.
    pub(super) beside: Beside,
    pub(super) rest: SetText,
}

/// Cuts the initial off a text that is set at `width`; `None` where it has none or there
/// is no room for one.
pub(super) fn part(
    text: &SetText,
    width: Abs,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> Option<Parted> {
    let (marks, end) = initial_of(text)?;
    let word = text.text.find(char::is_whitespace).unwrap_or(text.text.len());
    let first = text.pieces.first()?;
    if first.range.end < word {
        return None;
    }
    let lines = style.dropcap.lines;
    let (look, letter) = look(text, end, style, shaper)?;
    let spoken: Arc<str> = match &text.text[word..] {
        // A word by itself: plain extractors see no white between it and the next.
        rest if word == end && !rest.is_empty() => {
            format!("{} ", &text.text[..end]).into()
        }
        _ => text.text[..word].into(),
    };
    let line = set_initial(text, (marks, end), &look, spoken, (style, shaper));
    let size = look.size;
    let ink = |units: f32| Em::new(f64::from(units)).at(size);
    let marks_width = marks_width(&line);
    let x = -ink(letter.left) - marks_width;
    let beside = ink(letter.right - letter.left) + style.dropcap.gap;
    // A tail below the baseline needs a line of its own.
    let deep = ink(-letter.foot) > style.grid.leading / 4;
    let count = u16::from(lines) + u16::from(deep);
    let drop = style.grid.leading * (i64::from(lines) - 1);
    (beside <= width / 2).then(|| Parted {
        initial: Initial { x, drop, line },
        beside: Beside { lines: count, width: beside, edge: Edge::Start },
        rest: rest_of(text, end, word),
    })
}

/// Where the letter begins and ends: a capital of a script whose letters stand apart, after
/// no more than two marks.
fn initial_of(text: &SetText) -> Option<(usize, usize)> {
    if text.direction == Direction::Rtl {
        return None;
    }
    let mut letters = text.text.char_indices();
    let (at, letter) = letters
        .by_ref()
        .take(3)
        .find(|(_, c)| c.is_alphanumeric() || c.is_whitespace())?;
    let script = letter.script();
    let large = matches!(script, Script::Latin | Script::Greek | Script::Cyrillic)
        && letter.is_uppercase();
    let end = at + letter.len_utf8();
    // A combining mark belongs to its letter.
    let alone = letters.next().is_some_and(|(_, c)| c.script() != Script::Inherited);
    (large && alone).then_some((at, end))
}

/// The ink of a letter in em.
struct Ink {
    left: f32,
    right: f32,
    foot: f32,
}

/// The look of the initial, as large as its lines ask for, and its ink.
fn look(
    text: &SetText,
    end: usize,
    style: &Style,
    shaper: &Shaper<'_>,
) -> Option<(Look, Ink)> {
    let body = &text.pieces.first()?.look;
    let fonts = shaper.fonts();
    let mut look = Look {
        case: Case::AsWritten,
        figures: Figures::Lining,
        tracking: Em::ZERO,
        ink: body.ink,
        ..Look::of(style.role(Role::Headline))
    };
    let small = cap_height(fonts.face(face_of(fonts, body)))?;
    let lines = i64::from(style.dropcap.lines) - 1;
    let height = style.grid.leading * lines + body.size.scale(small);
    // Optical sizes: the face depends on the size, which depends on the face.
    look.size = height.scale(1.5);
    let face = fonts.face(face_of(fonts, &look));
    look.size = height.scale(1.0 / cap_height(face)?);
    let letter = text.text[..end].chars().next_back()?;
    let upem = face.at(1000, Abs::pt(1.0)).to_pt() as f32 / 1000.0;
    let [left, foot, right, _] = face.bounds(face.glyph(letter)?)?.map(|v| v * upem);
    Some((look, Ink { left, right, foot }))
}

/// The height of capitals, in em.
fn cap_height(face: &Face) -> Option<f64> {
    let [.., top] = face.bounds(face.glyph('H')?)?;
    let height = face.at(top.round() as i32, Abs::pt(1.0)).to_pt();
    (height > 0.0).then_some(height)
}

fn set_initial(
    text: &SetText,
    (marks, end): (usize, usize),
    look: &Look,
    spoken: Arc<str>,
    (style, shaper): (&Style, &mut Shaper<'_>),
) -> SetLine {
    let first = &text.pieces[0];
    let mut set = SetText::new(text.direction, text.element);
    set.text.push_str(&text.text[..end]);
    let piece = |range: std::ops::Range<usize>, look: Look, spoken: Arc<str>| Piece {
        at: first
            .at
            .map(|at| crate::model::Place { at: at.at + range.start as u32, ..at }),
        range,
        look: Arc::new(look),
        spoken: Some(spoken),
        ..first.clone()
    };
    if marks > 0 {
        let look = Look { variant: Variant::Superior, ..look.clone() };
        set.pieces.push(piece(0..marks, look, spoken));
        set.pieces.push(piece(marks..end, Look::clone(&set.pieces[0].look), "".into()));
        let letter =
            Look { variant: Variant::Normal, ..Look::clone(&set.pieces[1].look) };
        set.pieces[1].look = Arc::new(letter);
    } else {
        set.pieces.push(piece(0..end, look.clone(), spoken));
    }
    let prepared = prepare(set, shaper);
    whole_line(&prepared, style, shaper)
}

/// How wide the marks before the letter are.
fn marks_width(line: &SetLine) -> Abs {
    let runs = &line.runs;
    runs[..runs.len().saturating_sub(1)].iter().map(|run| run.run.width()).sum()
}

/// The text behind the initial; the rest of its word is said with it.
fn rest_of(text: &SetText, end: usize, word: usize) -> SetText {
    let mut rest = SetText::new(text.direction, text.element);
    rest.text.push_str(&text.text[end..]);
    for piece in &text.pieces {
        let parts = [
            (piece.range.start.max(end)..piece.range.end.min(word), true),
            (piece.range.start.max(word)..piece.range.end, false),
        ];
        for (range, in_word) in
            parts.into_iter().filter(|(range, _)| range.start < range.end)
        {
            let further = (range.start - piece.range.start) as u32;
            rest.pieces.push(Piece {
                range: range.start - end..range.end - end,
                at: piece.at.map(|at| crate::model::Place { at: at.at + further, ..at }),
                spoken: in_word.then(|| "".into()),
                anchor: None,
                call: piece.call.filter(|_| further == 0),
                ..piece.clone()
            });
        }
    }
    rest
}
