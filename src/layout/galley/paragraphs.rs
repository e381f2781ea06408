//! Paragraphs: on the grid with the lengths they can take, or in lines of their own leading.

use super::{
    Content, Halves, Part, PartBody, PlacedLine, Setter, TextPart, baseline, lines,
    whole_line,
};
use crate::layout::figure::on_leading;
use crate::layout::foot;
use crate::layout::initial::{self, Initial, Parted};
use crate::layout::justify::SetLine;
use crate::layout::lengths::Lengths;
use crate::layout::linebreak::{Beside, Measure};
use crate::layout::shape::{Prepared, prepare};
use crate::layout::story::{Node, Paragraph};
use crate::layout::structure::ElementId;
use crate::layout::text::SetText;
use crate::model::Direction;
use crate::unit::Abs;

impl Setter<'_, '_> {
    pub(super) fn paragraph(
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
    pub(in crate::layout) fn measure(
        &self,
        paragraph: &Paragraph,
        inset: (Abs, Abs),
    ) -> Measure {
        let width = self.width - inset.0 - inset.1;
        let indent = paragraph.indent.min(width / 3);
        let turned = paragraph.turned.min(width / 3);
        let (align, beside) = (paragraph.align, Beside::NOTHING);
        Measure { width, indent, align, beside, turned }
    }

    /// Whether its lines stand on the grid of the page.
    pub(in crate::layout) fn is_on_grid(&self, paragraph: &Paragraph) -> bool {
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
        let measure = self.beside_obstacle(measure);
        let (lengths, initial) = self.lengths(paragraph, measure);
        let lengths = self.pass_obstacle(lengths);
        let whole = paragraph.whole;
        let calls = foot::calls(&lengths.prepared.set);
        let label = paragraph.label.as_ref().map(|label| self.label(label, inset));
        let text = TextPart { lengths, initial, x: inset.0, label, whole, calls };
        let body = PartBody::Text(Box::new(text));
        self.parts.push(Part::new(body, node, at));
    }

    /// The lengths of a paragraph, beside its initial where it has one.
    pub(in crate::layout) fn lengths(
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
            let lengths = self.broken(prepared, measure);
            if lengths.natural.lines.len() > usize::from(beside.lines) {
                return (lengths, Some(initial));
            }
        }
        let prepared = prepare(paragraph.text.clone(), self.shaper);
        (self.broken(prepared, measure), None)
    }

    fn broken(&mut self, prepared: Prepared, measure: Measure) -> Lengths {
        let (style, fonts) = (self.sources.style, self.shaper.fonts());
        Lengths::of(prepared, measure, style, fonts, self.divider)
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
        let mut calls: Vec<usize> = foot::numbers(&paragraph.text).collect();
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
            let lines = on_leading(group, paragraph.leading, top + base);
            let rule = rule
                .take()
                .map(|weight| (inset.0, self.width - inset.0 - inset.1, weight));
            let halves = Halves::try_from(height.lines(self.leading() / 2)).unwrap_or(2);
            let content = Content::Block { lines, rule };
            self.push(halves, content, at, true, node.in_box, node.artifact);
            self.calls(calls.drain(..));
        }
    }

    pub(in crate::layout) fn lines(
        &mut self,
        text: &SetText,
        measure: Measure,
        x: Abs,
    ) -> Vec<PlacedLine> {
        lines(text, measure, x, self.sources.style, self.shaper)
    }

    /// A label hangs in the inset of its text, at the side where reading starts.
    pub(in crate::layout) fn label(
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
