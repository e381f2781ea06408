//! The head of an article: kicker, headline, standfirst and byline over all its columns.

use std::sync::Arc;

use super::galley::{Halves, PlacedLine, baseline};
use super::linebreak::Measure;
use super::shape::prepare;
use super::story::{HeadKind, HeadPart, Story};
use super::text::{Look, SetText};
use super::{headline, justify};
use crate::font::Shaper;
use crate::model::Role;
use crate::style::{Align, HeadStep, Style};
use crate::unit::Abs;

/// A head in whole grid lines.
#[derive(Debug)]
pub(super) struct Head {
    /// Its height, white below it included; even.
    pub(super) height: Halves,
    /// Its lines by their baselines from its top, each with the number of its part.
    pub(super) lines: Vec<(Abs, PlacedLine, usize)>,
}

/// Sets the head of a story over `width`, that of the page's lead larger than others.
pub(super) fn set(
    story: &Story,
    width: Abs,
    lead: Lead,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> Head {
    let half = style.grid.leading / 2;
    let mut head = Head { height: 0, lines: vec![] };
    let mut last = None;
    for (index, part) in story.head.iter().enumerate() {
        if white_before(last, part.kind) {
            head.height += 1;
        }
        let (lines, leading) = match part.kind {
            HeadKind::Headline => {
                let step = step_for(story, part, width, lead, style, shaper);
                let text = resized(&part.text, step.size);
                (
                    headline_lines(&text, width, style, shaper),
                    step.leading(style.grid.leading),
                )
            }
            _ => {
                let (text, leading) = other(part, style);
                let measure = Measure::plain(width, ragged(part.align));
                let lines =
                    super::galley::lines(&text, measure, Abs::ZERO, style, shaper);
                (lines, leading)
            }
        };
        let size = lines.first().and_then(|l| l.line.runs.first()).map(|r| r.run.size);
        let base = baseline(leading, size.unwrap_or(leading));
        let top = half * i64::from(head.height);
        let count = lines.len() as i64;
        for (i, line) in lines.into_iter().enumerate() {
            head.lines.push((top + leading * i as i64 + base, line, index));
        }
        head.height += Halves::try_from((leading * count).lines(half)).unwrap_or(2);
        last = Some(part.kind);
    }
    // Half a line parts the head from the text, and all legs start on the grid.
    head.height = (head.height + 1).next_multiple_of(2);
    head
}

/// Whether an article leads the page.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// The first of the paper.
    Paper,
    /// Any other.
    No,
}

/// Half a line stands around the standfirst, none between kicker and headline.
fn white_before(last: Option<HeadKind>, kind: HeadKind) -> bool {
    match (last, kind) {
        (None | Some(HeadKind::Kicker), _) => false,
        (Some(_), HeadKind::Standfirst) => true,
        (Some(HeadKind::Standfirst | HeadKind::Headline), HeadKind::Byline) => true,
        _ => false,
    }
}

fn ragged(align: Align) -> Align {
    if align == Align::Justify { Align::Start } else { align }
}

/// The text of a part that is not the headline; standfirsts over many columns are larger.
fn other(part: &HeadPart, style: &Style) -> (SetText, Abs) {
    let size = style.makeup.wide_standfirst;
    let wide = part.kind == HeadKind::Standfirst && style.grid.columns >= 3;
    if wide && size > style.role(Role::Standfirst).size {
        (resized(&part.text, size), part.leading)
    } else {
        (part.text.clone(), part.leading)
    }
}

/// The size of a headline by the weight of its article, no larger than its lines allow.
fn step_for(
    story: &Story,
    part: &HeadPart,
    width: Abs,
    lead: Lead,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> HeadStep {
    let heads = &style.makeup.heads;
    let one_column = style.grid.columns == 1;
    let wanted = match (lead, story.priority) {
        (Lead::Paper, _) | (Lead::No, 9..) => 0,
        (Lead::No, 7 | 8) => 1,
        (Lead::No, 5 | 6) => 2,
        (Lead::No, 3 | 4) => 3,
        (Lead::No, _) => 4,
    };
    let most = if one_column {
        style.makeup.one_column_head_lines
    } else {
        style.makeup.head_lines
    };
    let steps = heads.iter().skip(wanted.min(heads.len().saturating_sub(1)));
    let fitting = steps
        .filter(|step| !one_column || step.size <= style.makeup.one_column_head)
        .find(|step| {
            let text = resized(&part.text, step.size);
            let lines = headline_lines(&text, width, style, shaper);
            lines.len() <= most as usize
        });
    let smallest = heads.last().copied();
    fitting
        .copied()
        .or(smallest)
        .unwrap_or(HeadStep { size: style.role(Role::Headline).size, half_lines: 3 })
}

/// A headline in lines of even length.
fn headline_lines(
    text: &SetText,
    width: Abs,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> Vec<PlacedLine> {
    let prepared = prepare(text.clone(), shaper);
    let fonts = shaper.fonts();
    let measure = Measure::plain(width, Align::Start);
    headline::lines(&prepared, width, style, fonts)
        .iter()
        .map(|at| PlacedLine {
            x: Abs::ZERO,
            line: justify::line(&prepared, at, measure, style, shaper),
            element: text.element,
            label: None,
            initial: None,
        })
        .collect()
}

/// The same text at another size; pieces keep their proportions.
pub(super) fn resized(text: &SetText, size: Abs) -> SetText {
    let mut text = text.clone();
    let old = text.pieces.iter().map(|p| p.look.size).max().unwrap_or(size);
    for piece in &mut text.pieces {
        let share = piece.look.size.over(old);
        let look = Look { size: size.scale(share), ..Look::clone(&piece.look) };
        piece.look = Arc::new(look);
    }
    text
}
