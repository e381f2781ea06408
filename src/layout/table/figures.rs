//! Figures under each other: units under units, whatever stands behind the decimal sign.

use super::widths::ROUNDING;
use crate::font::Shaper;
use crate::layout::breakpoints::LineEnd;
use crate::layout::linebreak::{self, LineBreak};
use crate::layout::shape::{Prepared, prepare};
use crate::layout::text::SetText;
use crate::model::{Direction, Lang};
use crate::style::Align;
use crate::unit::Abs;

/// A column of single numbers: for each cell what stands to the left of the decimal sign
/// and what to the right, which begins with it.
#[derive(Debug)]
pub(super) struct Figures {
    cells: Vec<(Abs, Abs)>,
    most: (Abs, Abs),
}

impl Figures {
    /// The parts of the cells of a column; `None` where one has words or several numbers.
    pub(super) fn of<'a>(
        cells: impl Iterator<Item = &'a SetText>,
        shaper: &mut Shaper<'_>,
    ) -> Option<Self> {
        let cells: Option<Vec<(Abs, Abs)>> =
            cells.map(|cell| Self::parts(cell, shaper)).collect();
        let cells = cells?;
        let most = |part: fn(&(Abs, Abs)) -> Abs| cells.iter().map(part).max();
        let most = (most(|cell| cell.0)?, most(|cell| cell.1)?);
        Some(Self { cells, most })
    }

    fn parts(cell: &SetText, shaper: &mut Shaper<'_>) -> Option<(Abs, Abs)> {
        if cell.text.trim().is_empty() {
            return Some((Abs::ZERO, Abs::ZERO));
        }
        let at = decimal(cell)?;
        let prepared = prepare(cell.clone(), shaper);
        let left = natural(&prepared, 0..at);
        let right = natural(&prepared, at..cell.text.len());
        Some((left, right))
    }

    /// From the left edge of a column to where that cell begins: the block of all cells
    /// stands as the column is aligned.
    pub(super) fn indent(&self, at: usize, width: Abs, align: Align, rtl: bool) -> Abs {
        let room = width - self.most.0 - self.most.1;
        let block = match align {
            Align::Centre => room / 2,
            Align::End if rtl => Abs::ZERO,
            Align::Start | Align::Justify if !rtl => Abs::ZERO,
            _ => room,
        };
        block + self.most.0 - self.cells[at].0
    }

    /// How wide the cell is.
    pub(super) fn width(&self, at: usize) -> Abs {
        let (left, right) = self.cells[at];
        left + right + Abs::pt(ROUNDING)
    }

    /// How wide the block of all cells is.
    pub(super) fn block(&self) -> Abs {
        self.most.0 + self.most.1 + Abs::pt(ROUNDING)
    }
}

/// The advance of a stretch, nothing stretched.
pub(super) fn natural(prepared: &Prepared, range: std::ops::Range<usize>) -> Abs {
    linebreak::natural(prepared, &LineBreak::whole(range, LineEnd::Word))
}

/// Where the fraction of the only number begins, its decimal sign included; the end of
/// the whole number where there is none.
fn decimal(cell: &SetText) -> Option<usize> {
    let text = cell.text.as_str();
    let start = text.find(is_figure)?;
    let end = text.rfind(is_figure)?
        + text[text.rfind(is_figure)?..].chars().next()?.len_utf8();
    let number = &text[start..end];
    // Words from right to left around a number have an order of their own.
    if cell.direction == Direction::Rtl && (start, end) != (0, text.len()) {
        return None;
    }
    let inside = |c: char| is_figure(c) || is_separator(c);
    if !number.chars().all(inside) {
        return None;
    }
    let sign = decimal_sign(&cell.piece_at(start).lang);
    let mut signs = number.match_indices(sign).map(|(at, _)| start + at);
    let first = signs.next();
    // Two of them part no decimals.
    signs.next().is_none().then(|| first.unwrap_or(end))
}

pub(super) fn is_figure(c: char) -> bool {
    c.is_numeric() && !matches!(c, '¹' | '²' | '³' | '⁰'..='⁹')
}

/// What stands between the figures of one number.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | '’'
            | '\''
            | '\u{66B}'
            | '\u{66C}'
            | '\u{A0}'
            | '\u{202F}'
            | '\u{2009}'
    )
}

/// The sign before decimals: a comma in most languages of Europe.
fn decimal_sign(lang: &Lang) -> char {
    match lang.base() {
        "ar" | "fa" | "ur" | "ckb" | "ps" => '\u{66B}',
        "en" | "ja" | "zh" | "ko" | "he" | "th" | "hi" | "ga" | "cy" | "mt" => '.',
        _ => ',',
    }
}
