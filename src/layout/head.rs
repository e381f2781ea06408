//! The head of an article: kicker, headline, standfirst and byline over all its columns.

use std::sync::Arc;

use super::galley::{Halves, PlacedLine, baseline};
use super::linebreak::Measure;
use super::reach::Reach;
use super::shape::prepare;
use super::story::{HeadKind, HeadPart, Story};
use super::text::{Look, SetText};
use super::{headline, justify};
use crate::font::{FontSet, Shaper};
use crate::model::Role;
use crate::style::{Align, HeadStep, Style};
use crate::unit::{Abs, Em};

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
    let mut last: Option<Above> = None;
    for (index, part) in story.head.iter().enumerate() {
        if white_before(last.as_ref().map(|above| above.kind), part.kind) {
            head.height += 1;
        }
        let (lines, leading) = match part.kind {
            HeadKind::Headline => {
                let step = step_for(story, part, width, lead, style, shaper);
                let text = resized(&part.text, step.size);
                let lines = headline_lines(&text, width, style, shaper);
                (lines, step.leading(style.grid.leading))
            }
            _ => {
                let (text, leading) = other(part, style);
                let measure = Measure::plain(width, ragged(part.align));
                // What has no spaces breaks by phrase; other standfirsts fill their lines.
                let lines = if headline::has_phrases(&text.text) {
                    headline_lines(&text, width, style, shaper)
                } else {
                    super::galley::lines(&text, measure, Abs::ZERO, style, shaper)
                };
                (lines, leading)
            }
        };
        let sheet = (half, shaper.fonts());
        let part = (index, part.kind);
        last = head.add(lines, part, leading, last.as_ref(), sheet).or(last);
    }
    // Half a line parts the head from the text, and all legs start on the grid.
    let deep = last.map_or(Abs::ZERO, |above| above.base + above.reach.below());
    let deep = Halves::try_from(deep.lines(half)).unwrap_or(0);
    head.height = (head.height + 1).max(deep).next_multiple_of(2);
    head
}

impl Head {
    /// Adds the lines of a part below what is there; what stands lowest then.
    fn add(
        &mut self,
        lines: Vec<PlacedLine>,
        (index, kind): (usize, HeadKind),
        leading: Abs,
        above: Option<&Above>,
        (half, fonts): (Abs, &FontSet),
    ) -> Option<Above> {
        let size = lines.first().and_then(|l| l.line.runs.first()).map(|r| r.run.size);
        let top = half * i64::from(self.height);
        let first = top + baseline(leading, size.unwrap_or(leading));
        let reach = |line: &PlacedLine| Reach::of(&line.line, line.x, fonts);
        let reaches: Vec<Reach> = lines.iter().map(reach).collect();
        let (drop, leading) = room(&reaches, first, leading, above);
        let count = lines.len() as i64;
        for (i, line) in lines.into_iter().enumerate() {
            self.lines.push((first + drop + leading * i as i64, line, index));
        }
        let height = drop + leading * count;
        self.height += Halves::try_from(height.lines(half)).unwrap_or(2);
        let base = first + drop + leading * (count - 1);
        reaches.into_iter().next_back().map(|reach| Above { kind, base, reach })
    }
}

/// The last line above a part of the head.
struct Above {
    kind: HeadKind,
    /// Its baseline from the top of the head.
    base: Abs,
    reach: Reach,
}

/// How much lower than planned the lines of a part stand so that their ink is clear of what
/// is above them, and how far they are apart so that they are clear of each other. The
/// first is planned on the baseline `base`.
fn room(lines: &[Reach], base: Abs, leading: Abs, above: Option<&Above>) -> (Abs, Abs) {
    let between = lines.windows(2).map(|pair| pair[0].to(&pair[1])).max();
    let least = lines.first().map_or(Abs::ZERO, |first| match above {
        Some(above) => above.base + above.reach.to(first),
        // Nothing rises above the top of the head: a rule or another story ends there.
        None => first.above(),
    });
    ((least - base).max(Abs::ZERO), leading.max(between.unwrap_or_default()))
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
    // A headline is larger than what stands under it.
    let under = story.head.iter().filter(|part| part.kind == HeadKind::Standfirst);
    let under = under.map(|part| largest(&other(part, style).0)).max();
    let under = under.unwrap_or_default().max(story.titles);
    let wanted = match heads.iter().rposition(|step| step.size > under) {
        Some(last) => wanted.min(last),
        None => wanted,
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

/// The size of the largest letters of a text.
fn largest(text: &SetText) -> Abs {
    text.pieces.iter().map(|piece| piece.look.size).max().unwrap_or_default()
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

/// The tracking of letters set at `size` whose style tracks them at `named`. Only letters
/// that are drawn together are concerned; the white of capitals grows with them anyhow.
fn tracking_at(size: Abs, named: Abs, tracking: Em) -> Em {
    if tracking >= Em::ZERO {
        return tracking;
    }
    Em::new(tracking.get() * size.over(named).sqrt().clamp(0.5, 1.5))
}

/// The same text at another size; pieces keep their proportions.
///
/// Large letters stand closer than small ones: what the style tracks them by is meant for
/// the size that it names.
pub(super) fn resized(text: &SetText, size: Abs) -> SetText {
    let mut text = text.clone();
    let old = largest(&text);
    for piece in &mut text.pieces {
        let share = piece.look.size.over(old);
        let tracking = tracking_at(size, old, piece.look.tracking);
        let look = Look { size: size.scale(share), tracking, ..Look::clone(&piece.look) };
        piece.look = Arc::new(look);
    }
    text
}
