//! Step 6: a story at one measure: units of whole and half grid lines, not yet cut into
//! legs.

use std::sync::Arc;

use super::breakpoints::LineEnd;
use super::figure::{PlacedFigure, Span};
use super::foot::{self, FootNote};
use super::frame::Artifact;
use super::initial::{self, Initial, Parted};
use super::justify::{self, SetLine};
use super::lengths::Lengths;
use super::linebreak::{self, Beside, LineBreak, Measure, Setting};
use super::shape::{Prepared, prepare};
use super::story::{Node, NodeKind, Paragraph, Story, TableNode};
use super::structure::ElementId;
use super::table;
use super::text::SetText;
use super::wrap::Obstacle;
use crate::font::Shaper;
use crate::model::{Direction, Role};
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

/// A paragraph with its lines at their natural length.
#[derive(Debug)]
pub(super) struct TextPart {
    pub(super) lengths: Lengths,
    /// Stands beside its first lines.
    pub(super) initial: Option<Initial>,
    /// Where its lines begin.
    pub(super) x: Abs,
    pub(super) lines: Vec<PlacedLine>,
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
            PartBody::Text(text) => 2 * text.lines.len() as Halves,
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

/// What every galley is set with.
pub(super) struct Sources<'a> {
    pub(super) style: &'a Style,
    pub(super) pictures: &'a Pictures,
}

/// Sets a story at the measure `width`.
pub(super) fn set(
    story: &Story,
    width: Abs,
    sources: &Sources<'_>,
    shaper: &mut Shaper<'_>,
) -> Galley {
    let mut setter = Setter::new(sources, shaper, width);
    let mut last: Option<&Node> = None;
    let mut at = 0;
    while let Some(node) = story.body.get(at) {
        let elsewhere = setter.elsewhere(story, at, last);
        if elsewhere > 0 {
            at += elsewhere;
            continue;
        }
        setter.white(last, node, at);
        setter.node(node, at);
        let next_box = story.body.get(at + 1).and_then(|next| next.in_box);
        setter.end_of(node, next_box, at);
        last = Some(node);
        at += 1;
    }
    let leading = setter.leading();
    let Setter { parts, spans, foot_notes, .. } = setter;
    Galley { parts, spans, foot_notes, leading }
}

/// Sets one node after the other.
pub(super) struct Setter<'a, 'b> {
    pub(super) sources: &'a Sources<'a>,
    pub(super) shaper: &'a mut Shaper<'b>,
    pub(super) width: Abs,
    pub(super) parts: Vec<Part>,
    pub(super) spans: Vec<Span>,
    pub(super) foot_notes: Vec<Option<FootNote>>,
    /// What the text runs around at present.
    pub(super) obstacle: Option<Obstacle>,
}

impl<'a, 'b> Setter<'a, 'b> {
    pub(super) fn new(
        sources: &'a Sources<'a>,
        shaper: &'a mut Shaper<'b>,
        width: Abs,
    ) -> Self {
        let (parts, spans, foot_notes) = (vec![], vec![], vec![]);
        Self { sources, shaper, width, parts, spans, foot_notes, obstacle: None }
    }

    /// How many nodes from `at` on stand outside the legs or beside their text.
    fn elsewhere(&mut self, story: &Story, at: usize, last: Option<&Node>) -> usize {
        if self.goes_to_the_foot(story, at) || self.spans(story, at) {
            1
        } else {
            self.wraps(story, at, last)
        }
    }

    pub(super) fn leading(&self) -> Abs {
        self.sources.style.grid.leading
    }

    /// The white between two nodes: the greater of what both ask for. In more than one
    /// column it is a whole number of lines, or the columns would leave the grid.
    pub(super) fn white(&mut self, last: Option<&Node>, node: &Node, at: usize) {
        let entering =
            node.in_box.is_some() && last.is_none_or(|l| l.in_box != node.in_box);
        if let Some(last) = last {
            let inside = node.in_box.is_some() && !entering;
            let white = last.after.max(node.before);
            let white = if inside { white.min(self.leading()) } else { white };
            let halves = self.halves(white);
            if halves > 0 {
                let may_end = !last.with_next;
                let in_box = node.in_box.filter(|_| inside);
                self.push(halves, Content::Blank, at, may_end, in_box, None);
            }
        }
        if entering {
            self.push(1, Content::Padding, at, false, node.in_box, None);
        }
    }

    /// The foot of a box, and whether a leg may end here.
    fn end_of(&mut self, node: &Node, next_box: Option<usize>, at: usize) {
        if node.in_box.is_some() && next_box != node.in_box {
            if let Some(part) = self.parts.last_mut() {
                part.may_end = false;
            }
            self.push(1, Content::Padding, at, true, node.in_box, None);
            self.keep_box(node.in_box);
        }
        let free = !node.with_next && self.obstacle.is_none();
        if let Some(part) = self.parts.last_mut() {
            part.may_end = free;
        }
    }

    /// A box that ends here is not cut where half a page has room for it.
    fn keep_box(&mut self, number: Option<usize>) {
        let from = self.parts.iter().rposition(|part| part.in_box != number);
        let own = &mut self.parts[from.map_or(0, |at| at + 1)..];
        let height: Halves = own.iter().map(Part::height).sum();
        if height <= self.sources.style.grid.lines {
            for part in own {
                part.may_end = false;
                if let PartBody::Text(text) = &mut part.body {
                    text.whole = true;
                }
            }
        }
    }

    pub(super) fn halves(&self, white: Abs) -> Halves {
        let halves = white.lines(self.leading() / 2).max(0);
        let halves = if self.keeps_halves() { halves } else { (halves + 1) / 2 * 2 };
        Halves::try_from(halves).unwrap_or(0)
    }

    /// Whether white may be half a line: in one column whose paragraphs stand apart.
    fn keeps_halves(&self) -> bool {
        let style = self.sources.style;
        let body = style.role(Role::Body);
        let apart = body.space_before.max(body.space_after) > Abs::ZERO;
        style.grid.columns == 1 && apart
    }

    pub(super) fn push(
        &mut self,
        height: Halves,
        content: Content,
        node: usize,
        may_end: bool,
        in_box: Option<usize>,
        artifact: Option<Artifact>,
    ) {
        let body = PartBody::Unit { height, content };
        let (down, calls) = (Abs::ZERO, vec![]);
        self.parts.push(Part { body, node, may_end, in_box, artifact, down, calls });
    }

    fn node(&mut self, node: &Node, at: usize) {
        let inset = self.inset(node);
        let add = |this: &mut Self, height, content| {
            this.push(height, content, at, true, node.in_box, node.artifact);
        };
        match &node.kind {
            NodeKind::Paragraph(paragraph) => self.paragraph(paragraph, node, at, inset),
            NodeKind::Figure(figure) => self.figure(figure, node, at, inset),
            NodeKind::Table(rows) => self.table(rows, node, at, inset),
            NodeKind::Pause => add(self, 2, Content::Pause),
            NodeKind::Rule(weight) => add(self, 0, Content::Rule(*weight)),
        }
    }

    fn table(&mut self, rows: &TableNode, node: &Node, at: usize, inset: (Abs, Abs)) {
        let width = self.width - inset.0 - inset.1;
        let style = self.sources.style;
        let first = self.parts.len();
        let mut number = None;
        for mut row in table::set(rows, first, width, style, self.shaper) {
            row.shift(inset.0);
            let begins = number.replace(row.number) != Some(row.number);
            let cells = rows.rows.get(row.number).filter(|_| begins);
            let height = table::halves(&row, style);
            let may_end = row.may_end;
            let content = Content::Row(row);
            self.push(height, content, at, may_end, node.in_box, node.artifact);
            self.calls(cells.into_iter().flatten().flat_map(foot::numbers));
        }
    }

    /// Insets as left and right, those of a box included.
    pub(super) fn inset(&self, node: &Node) -> (Abs, Abs) {
        let boxed = match node.in_box {
            Some(_) => self.sources.style.boxout.inset,
            None => Abs::ZERO,
        };
        let (start, end) = node.inset;
        let rtl = match &node.kind {
            NodeKind::Paragraph(p) => p.text.direction == Direction::Rtl,
            NodeKind::Table(table) => table.direction() == Direction::Rtl,
            _ => false,
        };
        let (left, right) = if rtl { (end, start) } else { (start, end) };
        // A measure that is all inset could hold no word.
        let limit = self.width / 3;
        ((left + boxed).min(limit), (right + boxed).min(limit))
    }

    /// The halves of the least whole number of grid lines of that height.
    pub(super) fn whole(&self, height: Abs) -> Halves {
        Halves::try_from(height.lines(self.leading()) * 2).unwrap_or(0)
    }

    fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        node: &Node,
        at: usize,
        inset: (Abs, Abs),
    ) {
        let measure = self.measure(paragraph, inset);
        if self.is_on_grid(paragraph) {
            self.text(paragraph, node, at, measure, inset);
            return;
        }
        let mut lines = self.lines(&paragraph.text, measure, inset.0);
        if let (Some(label), Some(first)) = (&paragraph.label, lines.first_mut()) {
            first.label = Some(self.label(label, inset));
        }
        self.block(paragraph, lines, node, at, inset);
    }

    /// The measure of a paragraph between those insets.
    pub(super) fn measure(&self, paragraph: &Paragraph, inset: (Abs, Abs)) -> Measure {
        let width = self.width - inset.0 - inset.1;
        let indent = paragraph.indent.min(width / 3);
        let turned = paragraph.turned.min(width / 3);
        let (align, beside) = (paragraph.align, Beside::NOTHING);
        Measure { width, indent, align, beside, turned }
    }

    /// Whether its lines stand on the grid of the page.
    pub(super) fn is_on_grid(&self, paragraph: &Paragraph) -> bool {
        paragraph.leading == self.leading() && paragraph.rule.is_none()
    }

    /// A paragraph on the grid.
    fn text(
        &mut self,
        paragraph: &Paragraph,
        node: &Node,
        at: usize,
        measure: Measure,
        inset: (Abs, Abs),
    ) {
        let style = self.sources.style;
        let measure = self.beside_obstacle(measure);
        let (lengths, initial) = self.lengths(paragraph, measure);
        let lengths = self.pass_obstacle(lengths);
        let whole = paragraph.whole;
        let calls = foot::calls(&lengths.prepared.set);
        let (x, lines) = (inset.0, vec![]);
        let mut text = TextPart { lengths, initial, x, lines, whole, calls };
        let natural = Arc::clone(&text.lengths.natural);
        let label = paragraph.label.as_ref().map(|label| self.label(label, inset));
        text.lines = text.set(&natural, style, self.shaper);
        if let Some(first) = text.lines.first_mut() {
            first.label = label;
        }
        let body = PartBody::Text(Box::new(text));
        self.parts.push(Part::new(body, node, at));
    }

    /// The lengths of a paragraph, beside its initial where it has one.
    pub(super) fn lengths(
        &mut self,
        paragraph: &Paragraph,
        measure: Measure,
    ) -> (Lengths, Option<Initial>) {
        let style = self.sources.style;
        let parted = paragraph
            .initial
            .then(|| initial::part(&paragraph.text, measure.width, style, self.shaper))
            .flatten();
        if let Some(Parted { initial, beside, rest }) = parted {
            let prepared = prepare(rest, self.shaper);
            let measure = Measure { beside, indent: Abs::ZERO, ..measure };
            let lengths = Lengths::of(prepared, measure, style, self.shaper.fonts());
            if lengths.natural.lines.len() > usize::from(beside.lines) {
                return (lengths, Some(initial));
            }
        }
        let prepared = prepare(paragraph.text.clone(), self.shaper);
        (Lengths::of(prepared, measure, style, self.shaper.fonts()), None)
    }

    /// Lines on a leading of their own fill whole grid lines, white above them.
    fn block(
        &mut self,
        paragraph: &Paragraph,
        lines: Vec<PlacedLine>,
        node: &Node,
        at: usize,
        inset: (Abs, Abs),
    ) {
        let halves = self.keeps_halves();
        // So many lines are kept as one; longer texts may be cut between any two.
        let together = if paragraph.whole { lines.len().max(1) } else { 4 };
        let mut calls: Vec<usize> =
            foot::calls(&paragraph.text).into_iter().map(|call| call.1).collect();
        let mut lines = lines.into_iter().peekable();
        let mut rule = paragraph.rule;
        while lines.peek().is_some() {
            let group: Vec<PlacedLine> = lines.by_ref().take(together).collect();
            let set = paragraph.leading * group.len() as i64;
            let over = if rule.is_some() { self.leading() / 2 } else { Abs::ZERO };
            let unit = if halves { self.leading() / 2 } else { self.leading() };
            let height = unit * (set + over).lines(unit);
            let top = height - set;
            let size = paragraph.text.pieces.first().map_or(set, |p| p.look.size);
            let base = baseline(paragraph.leading, size);
            let lines = group
                .into_iter()
                .enumerate()
                .map(|(i, line)| (top + paragraph.leading * i as i64 + base, line))
                .collect();
            let rule = rule
                .take()
                .map(|weight| (inset.0, self.width - inset.0 - inset.1, weight));
            let halves = Halves::try_from(height.lines(self.leading() / 2)).unwrap_or(2);
            let content = Content::Block { lines, rule };
            self.push(halves, content, at, true, node.in_box, node.artifact);
            self.calls(calls.drain(..));
        }
    }

    /// The notes that are called in the last part.
    pub(super) fn calls(&mut self, calls: impl IntoIterator<Item = usize>) {
        let last = self.parts.last_mut().expect("a part was set");
        last.calls.extend(calls);
    }

    pub(super) fn lines(
        &mut self,
        text: &SetText,
        measure: Measure,
        x: Abs,
    ) -> Vec<PlacedLine> {
        lines(text, measure, x, self.sources.style, self.shaper)
    }

    /// A label hangs in the inset of its text, at the side where reading starts.
    pub(super) fn label(
        &mut self,
        label: &SetText,
        inset: (Abs, Abs),
    ) -> (Abs, SetLine, ElementId) {
        let rtl = label.direction == Direction::Rtl;
        let prepared = prepare(label.clone(), self.shaper);
        let line = whole_line(&prepared, self.sources.style, self.shaper);
        let gap = Abs::pt(4.0);
        let x = if rtl {
            self.width - inset.1 + gap
        } else {
            // Figures stand before the text they number, flush to it.
            (inset.0 - gap - line.width).max(Abs::ZERO)
        };
        (x, line, label.element)
    }
}

impl TextPart {
    /// The lines of one of its settings.
    pub(super) fn set(
        &self,
        setting: &Setting,
        style: &Style,
        shaper: &mut Shaper<'_>,
    ) -> Vec<PlacedLine> {
        let Lengths { prepared, measure, .. } = &self.lengths;
        let label = self.lines.first().and_then(|line| line.label.clone());
        let mut lines: Vec<PlacedLine> = setting
            .lines
            .iter()
            .map(|at| PlacedLine {
                x: self.x,
                line: justify::line(prepared, at, *measure, style, shaper),
                element: prepared.set.element,
                label: None,
                initial: None,
            })
            .collect();
        if let Some(first) = lines.first_mut() {
            first.label = label;
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
        .map(|at| PlacedLine {
            x,
            line: justify::line(&prepared, at, measure, style, shaper),
            element: text.element,
            label: None,
            initial: None,
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
