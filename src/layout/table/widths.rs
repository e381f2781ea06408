//! How wide the columns of a table are, by what they hold.
//!
//! Figures keep their width: a number is never cut for the sake of words. Other columns
//! give in proportion, down to their longest word; then words are divided by rule; then
//! the whole table is set smaller. Only what does not even fit then is cut.

use std::sync::Arc;

use super::figures::{Figures, is_figure, natural};
use crate::font::Shaper;
use crate::layout::breakpoints;
use crate::layout::hyphenate::Divider;
use crate::layout::shape::{Prepared, prepare};
use crate::layout::story::TableNode;
use crate::layout::text::{Look, SetText};
use crate::model::Role;
use crate::style::Style;
use crate::unit::Abs;

/// A table whose columns have found their widths.
#[derive(Debug)]
pub(super) struct Fitted {
    pub(super) columns: Vec<Column>,
    /// White between two of them.
    pub(super) gap: Abs,
    /// The rows at their size, the head first.
    pub(super) rows: Vec<Vec<SetText>>,
    /// Their letters as a share of the style's.
    pub(super) scale: f64,
    /// The leading of lines in a cell.
    pub(super) leading: Abs,
}

/// A column.
#[derive(Copy, Clone, Debug)]
pub(super) struct Column {
    pub(super) width: Abs,
    /// Whether its cells are numbers, dates, prices.
    pub(super) figures: bool,
}

/// Measuring rounds: what just fits must not be broken. In points.
pub(super) const ROUNDING: f64 = 0.1;

/// White between columns, between those of a table that had to be set smaller, and between
/// those of one that would have to be cut.
const GAP: f64 = 7.0;
const LESS_GAP: f64 = 4.5;
const LEAST_GAP: f64 = 2.5;

/// No table is set in smaller letters.
const LEAST_SIZE: f64 = 6.5;

/// One step to smaller letters.
const STEP: f64 = 0.5;

/// Finds the widths of the columns of `table` in the measure `width`.
pub(super) fn fit(
    table: &TableNode,
    width: Abs,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> Fitted {
    let size = style.role(Role::TableCell).size;
    let sizes = sizes(size, style);
    let smallest = sizes[sizes.len() - 1];
    for (at, step) in sizes.into_iter().enumerate() {
        let scale = step.over(size);
        let rows = scaled(&table.rows, scale);
        let needs = needs(&rows, table.columns.len(), style, shaper);
        let gaps: &[f64] = match (at, step == smallest) {
            (0, false) => &[GAP],
            (0, true) => &[GAP, LESS_GAP, LEAST_GAP],
            (_, false) => &[LESS_GAP],
            (_, true) => &[LESS_GAP, LEAST_GAP],
        };
        let room = |gap: f64| width - Abs::pt(gap) * (needs.len() as i64 - 1);
        let widths = gaps.iter().find_map(|gap| Some((*gap, given(&needs, room(*gap))?)));
        let in_need =
            || (LEAST_GAP, cut(&needs, room(LEAST_GAP), step.scale(LEAST_WORDS)));
        let widths = widths.or_else(|| (step == smallest).then(in_need));
        let Some((gap, widths)) = widths else { continue };
        let columns = widths.iter().zip(&needs);
        let columns =
            columns.map(|(w, need)| Column { width: *w, figures: need.figures });
        let (columns, leading) = (columns.collect(), table.leading.scale(scale));
        return Fitted { columns, gap: Abs::pt(gap), rows, scale, leading };
    }
    unreachable!("the smallest size takes what there is")
}

/// The style's size and those below it, down to the smallest that the style has anywhere.
fn sizes(size: Abs, style: &Style) -> Vec<Abs> {
    let smallest = style.roles.values().map(|role| role.size).min().unwrap_or(size);
    let least = smallest.max(Abs::pt(LEAST_SIZE));
    let mut sizes = vec![size];
    let mut next = size;
    while next > least {
        next = (next - Abs::pt(STEP)).max(least);
        sizes.push(next);
    }
    sizes
}

fn scaled(rows: &[Vec<SetText>], scale: f64) -> Vec<Vec<SetText>> {
    let mut rows = rows.to_vec();
    if scale < 1.0 {
        for piece in rows.iter_mut().flatten().flat_map(|cell| &mut cell.pieces) {
            let size = piece.look.size.scale(scale);
            piece.look = Arc::new(Look { size, ..Look::clone(&piece.look) });
        }
    }
    rows
}

/// What a column needs.
#[derive(Copy, Clone, Debug, Default)]
struct Need {
    /// All its lines whole.
    line: Abs,
    /// Its numbers and its words whole.
    word: Abs,
    /// Its numbers whole, its words divided wherever a rule divides them.
    part: Abs,
    figures: bool,
}

fn needs(
    rows: &[Vec<SetText>],
    columns: usize,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> Vec<Need> {
    let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..columns.max(longest).max(1))
        .map(|at| {
            let cells: Vec<&SetText> =
                rows.iter().filter_map(|row| row.get(at)).collect();
            let body = rows.iter().skip(1).filter_map(|row| row.get(at));
            let mut need =
                Need { figures: holds_figures(body.clone(), style), ..Need::default() };
            for (number, cell) in cells.into_iter().enumerate() {
                let whole = need.figures && number > 0;
                need.widen(cell, whole, style, shaper);
            }
            if need.figures
                && let Some(figures) = Figures::of(body, shaper)
            {
                need.line = need.line.max(figures.block());
                need.word = need.word.max(figures.block());
                need.part = need.part.max(figures.block());
            }
            need
        })
        .collect()
}

impl Need {
    fn widen(
        &mut self,
        cell: &SetText,
        whole: bool,
        style: &Style,
        shaper: &mut Shaper<'_>,
    ) {
        if cell.text.is_empty() {
            return;
        }
        let prepared = prepare(cell.clone(), shaper);
        let line = longest(&prepared, &['\n']);
        self.line = self.line.max(line);
        if whole {
            self.word = self.word.max(line);
            self.part = self.part.max(line);
            return;
        }
        // A no-break space holds what it parts together, such as figures and their sign.
        self.word = self.word.max(longest(&prepared, &[' ', '\n']));
        let fonts = shaper.fonts();
        let divider = &mut Divider::new(&style.hyphenation);
        let points = breakpoints::of(&prepared, style, fonts, divider);
        let part = points.longest(&prepared, style, fonts) + Abs::pt(ROUNDING);
        self.part = self.part.max(part);
    }
}

/// The longest stretch between those characters.
fn longest(prepared: &Prepared, between: &[char]) -> Abs {
    let text = prepared.set.text.as_str();
    let stretch = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        natural(prepared, start..start + part.len()) + Abs::pt(ROUNDING)
    };
    text.split(between).map(stretch).max().unwrap_or_default()
}

/// Whether the cells are figures with at most short words beside them, that nobody would
/// divide.
fn holds_figures<'a>(cells: impl Iterator<Item = &'a SetText>, style: &Style) -> bool {
    let least = usize::from(style.hyphenation.min_word);
    let mut any = false;
    for text in cells.map(|cell| cell.text.as_str()) {
        any |= text.contains(is_figure);
        let words = text.split(|c: char| !c.is_alphabetic());
        let mut words = words.map(|word| word.chars().count());
        let bare = text.chars().any(char::is_alphabetic) && !text.contains(is_figure);
        if bare || words.any(|letters| letters >= least) {
            return false;
        }
    }
    any
}

/// The widths where words are whole, else where they are divided by rule; `None` where
/// even so the columns do not fit.
fn given(needs: &[Need], room: Abs) -> Option<Vec<Abs>> {
    let sum = |of: fn(&Need) -> Abs| needs.iter().map(of).sum::<Abs>();
    let wide = sum(|need| need.line);
    if wide <= room {
        let extra = (room - wide) / needs.len() as i64;
        return Some(needs.iter().map(|need| need.line + extra).collect());
    }
    let floors: [fn(&Need) -> Abs; 2] = [|need| need.word, |need| need.part];
    let floor = floors.into_iter().find(|floor| sum(*floor) <= room)?;
    let least = sum(floor);
    let share = (room - least).over(wide - least);
    let give = |need: &Need| floor(need) + (need.line - floor(need)).scale(share);
    Some(needs.iter().map(give).collect())
}

/// What is left to columns of words when the figures have theirs, as long as a letter or
/// two find room there; else everything in proportion.
fn cut(needs: &[Need], room: Abs, least: Abs) -> Vec<Abs> {
    let words: Vec<Abs> =
        needs.iter().filter(|need| !need.figures).map(|need| need.part).collect();
    let figures = needs.iter().filter(|need| need.figures).map(|need| need.part);
    let left = room - figures.sum::<Abs>();
    if words.is_empty() || left < least * words.len() as i64 {
        let all: Vec<Abs> = needs.iter().map(|need| need.part).collect();
        return shared(&all, room.max(Abs::pt(1.0) * needs.len() as i64), least);
    }
    let mut words = shared(&words, left, least).into_iter();
    let width = |need: &Need| {
        if need.figures { need.part } else { words.next().unwrap_or_default() }
    };
    needs.iter().map(width).collect()
}

/// The least a column of words is given beside figures: a letter or two and a hyphen, as a
/// multiple of their size.
const LEAST_WORDS: f64 = 2.4;

/// `room` in proportion to what is asked for, but none less than an even share up to
/// `least`.
fn shared(asked: &[Abs], room: Abs, least: Abs) -> Vec<Abs> {
    let least = (room / asked.len() as i64).min(least);
    let mut widths = vec![least; asked.len()];
    let mut small = vec![false; asked.len()];
    loop {
        let given = least * small.iter().filter(|small| **small).count() as i64;
        let rest = asked.iter().zip(&small).filter(|(_, small)| !**small);
        let share = (room - given).over(rest.map(|(asked, _)| *asked).sum());
        let before = small.clone();
        for at in 0..asked.len() {
            if !small[at] {
                let width = asked[at].scale(share);
                small[at] = width < least;
                widths[at] = width.max(least);
            }
        }
        if small == before {
            return widths;
        }
    }
}
