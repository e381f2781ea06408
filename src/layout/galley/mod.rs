//! Step 6: a story at one measure: units of whole and half grid lines, not yet cut into
//! legs.

//!
//! In: a [`Story`](super::story::Story), its measure and the style. Out: a [`Galley`]. Start
//! at [`set`]; [`paragraphs`] sets what is lines, [`super::figure`], [`super::wrap`],
//! [`super::foot`] and [`super::table`] what is more.

mod paragraphs;
mod setter;

use std::ops::Range;

pub(super) use setter::{Setter, set};

use super::breakpoints::LineEnd;
use super::figure::{PlacedFigure, Span};
use super::foot::FootNote;
use super::frame::Artifact;
use super::initial::Initial;
use super::justify::{self, SetLine};
use super::lengths::Lengths;
use super::linebreak::{self, LineBreak, Measure, Setting};
use super::shape::{Prepared, prepare};
use super::story::Node;
use super::structure::ElementId;
use super::table;
use super::text::SetText;
use crate::font::Shaper;
use crate::picture::Pictures;
use crate::style::{Align, Style};
use crate::unit::Abs;

/// Heights are counted in half grid lines.
pub(super) type Halves = u32;

/// A story at one measure.
#[derive(Debug)]
pub(super) struct Galley {
    pub(super) parts: Vec<Part>,
    /// Pictures over several columns, in order.
    pub(super) spans: Vec<Span>,
    /// Notes for the foot of the legs in which they are called, by number from 0.
    pub(super) foot_notes: Vec<Option<FootNote>>,
    /// The height of a line of the grid.
    pub(super) leading: Abs,
}

/// A part of a galley, in order.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) body: PartBody,
    /// The node it comes from: its parts share their tags.
    pub(super) node: usize,
    /// Whether a leg may end after it.
    pub(super) may_end: bool,
    /// The box it stands in.
    pub(super) in_box: Option<usize>,
    pub(super) artifact: Option<Artifact>,
    /// It is painted so much lower.
    pub(super) down: Abs,
    /// The notes that are called in it, where it is no paragraph on the grid.
    pub(super) calls: Vec<usize>,
}

/// What a part is.
#[derive(Debug)]
pub(super) enum PartBody {
    /// What has one height and is never cut.
    Unit { height: Halves, content: Content },
    /// A paragraph on the grid, which may take other lengths and be cut between lines.
    Text(Box<TextPart>),
}

/// A paragraph, its lines to be set once their number is known.
#[derive(Debug)]
pub(super) struct TextPart {
    pub(super) lengths: Lengths,
    /// Stands beside its first lines.
    pub(super) initial: Option<Initial>,
    /// Where its lines begin.
    pub(super) x: Abs,
    /// Set before the first line, at its own x.
    pub(super) label: Option<(Abs, SetLine, ElementId)>,
    /// Whether its lines may be parted.
    pub(super) whole: bool,
    /// The notes called in it, with the byte where each is.
    pub(super) calls: Vec<(usize, usize)>,
}

impl Part {
    fn new(body: PartBody, node: &Node, at: usize) -> Self {
        let (in_box, artifact) = (node.in_box, node.artifact);
        let (may_end, down, calls) = (true, Abs::ZERO, vec![]);
        Self { body, node: at, may_end, in_box, artifact, down, calls }
    }

    /// Without height; it stays with what follows.
    pub(super) fn hanging(content: Content, node: &Node, at: usize) -> Self {
        let body = PartBody::Unit { height: 0, content };
        Self { may_end: false, ..Self::new(body, node, at) }
    }

    /// Its height, that of a paragraph at its natural length.
    pub(super) fn height(&self) -> Halves {
        match &self.body {
            PartBody::Unit { height, .. } => *height,
            PartBody::Text(text) => 2 * text.lengths.natural.lines.len() as Halves,
        }
    }

    /// The part that is set again above it where it begins a leg: the head of its table.
    pub(super) fn head(&self) -> Option<usize> {
        match &self.body {
            PartBody::Unit { content: Content::Row(row), .. } => row.head,
            _ => None,
        }
    }

    /// Whether it is white that falls away at the edges of a leg.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self.body, PartBody::Unit { content: Content::Blank, .. })
    }
}

/// What a unit shows; x counts from the left edge of the leg, y from the top of the unit.
#[derive(Debug)]
pub(super) enum Content {
    /// White that falls away at the top and foot of a leg.
    Blank,
    /// White inside a box, which stays.
    Padding,
    /// Lines on a leading of their own, with the rule above them.
    Block { lines: Vec<(Abs, PlacedLine)>, rule: Option<(Abs, Abs, Abs)> },
    /// A picture with its caption.
    Figure(PlacedFigure),
    /// A row of a table.
    Row(table::PlacedRow),
    /// A short rule in the middle.
    Pause,
    /// A rule of that weight.
    Rule(Abs),
}

/// A line at its place in a leg.
#[derive(Clone, Debug)]
pub(super) struct PlacedLine {
    pub(super) x: Abs,
    pub(super) line: SetLine,
    /// The element of the text.
    pub(super) element: ElementId,
    /// Set before it, at its own x.
    pub(super) label: Option<(Abs, SetLine, ElementId)>,
    /// A large initial, part of the text.
    pub(super) initial: Option<Initial>,
}

impl PlacedLine {
    fn new(x: Abs, line: SetLine, element: ElementId) -> Self {
        Self { x, line, element, label: None, initial: None }
    }
}

/// What every galley is set with.
pub(super) struct Sources<'a> {
    pub(super) style: &'a Style,
    pub(super) pictures: &'a Pictures,
}

impl Galley {
    /// What must stand together at its beginning, the notes called there included.
    pub(super) fn opening(&self) -> Halves {
        let mut height = 0;
        for part in &self.parts {
            height += match &part.body {
                PartBody::Text(text) if !text.whole => part.height().min(4),
                _ => part.height(),
            };
            let calls = match &part.body {
                PartBody::Text(text) => text.calls.iter().map(|call| call.1).collect(),
                PartBody::Unit { .. } => part.calls.clone(),
            };
            height += self.foot(self.height_of(calls.into_iter()));
            if part.may_end {
                break;
            }
        }
        height
    }
}

impl TextPart {
    /// Lines of one of its settings.
    pub(super) fn set(
        &self,
        setting: &Setting,
        range: Range<usize>,
        style: &Style,
        shaper: &mut Shaper<'_>,
    ) -> Vec<PlacedLine> {
        let Lengths { prepared, measure, .. } = &self.lengths;
        let begins = range.start == 0;
        let mut lines: Vec<PlacedLine> = setting.lines[range]
            .iter()
            .map(|at| {
                let line = justify::line(prepared, at, *measure, style, shaper);
                PlacedLine::new(self.x, line, prepared.set.element)
            })
            .collect();
        if let Some(first) = lines.first_mut().filter(|_| begins) {
            first.label.clone_from(&self.label);
            first.initial.clone_from(&self.initial);
        }
        lines
    }
}

/// The lines of a text at a measure, each at `x`.
pub(super) fn lines(
    text: &SetText,
    measure: Measure,
    x: Abs,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> Vec<PlacedLine> {
    let prepared = prepare(text.clone(), shaper);
    let fonts = shaper.fonts();
    linebreak::lines(&prepared, measure, style, fonts)
        .iter()
        .map(|at| {
            let line = justify::line(&prepared, at, measure, style, shaper);
            PlacedLine::new(x, line, text.element)
        })
        .collect()
}

/// A whole text in one line, as long as it is.
pub(super) fn whole_line(
    prepared: &Prepared,
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> SetLine {
    let range = 0..prepared.set.text.len();
    let at = LineBreak::whole(range, LineEnd::Forced);
    let width = linebreak::natural(prepared, &at);
    let measure = Measure::plain(width, Align::Start);
    justify::line(prepared, &at, measure, style, shaper)
}

/// From the top of a line of that leading to the baseline of letters of that size: their
/// capitals stand in its middle.
pub(super) fn baseline(leading: Abs, size: Abs) -> Abs {
    (leading + size.scale(0.66)) / 2
}
