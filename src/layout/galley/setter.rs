//! A story, node by node: white, boxes, tables.

use super::{Content, Galley, Halves, Part, PartBody, Sources};
use crate::font::Shaper;
use crate::layout::compositors::Compositor;
use crate::layout::figure::Span;
use crate::layout::foot::{self, FootNote};
use crate::layout::frame::Artifact;
use crate::layout::hyphenate::Divider;
use crate::layout::story::{Node, NodeKind, Story, TableNode};
use crate::layout::table;
use crate::layout::wrap::Obstacle;
use crate::model::{Direction, Role};
use crate::unit::Abs;

/// Sets a story at the measure `width`.
pub(in crate::layout) fn set(
    story: &Story,
    width: Abs,
    sources: &Sources<'_>,
    compositor: &mut Compositor<'_>,
) -> Galley {
    let mut setter = Setter::new(sources, compositor, width);
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
pub(in crate::layout) struct Setter<'a, 'b> {
    pub(in crate::layout) sources: &'a Sources<'a>,
    pub(in crate::layout) shaper: &'a mut Shaper<'b>,
    pub(in crate::layout) divider: &'a mut Divider<'b>,
    pub(in crate::layout) width: Abs,
    pub(in crate::layout) parts: Vec<Part>,
    pub(in crate::layout) spans: Vec<Span>,
    pub(in crate::layout) foot_notes: Vec<Option<FootNote>>,
    /// What the text runs around at present.
    pub(in crate::layout) obstacle: Option<Obstacle>,
}

impl<'a, 'b> Setter<'a, 'b> {
    pub(in crate::layout) fn new(
        sources: &'a Sources<'a>,
        compositor: &'a mut Compositor<'b>,
        width: Abs,
    ) -> Self {
        let Compositor { shaper, divider } = compositor;
        let (parts, spans, foot_notes) = (vec![], vec![], vec![]);
        Self { sources, shaper, divider, width, parts, spans, foot_notes, obstacle: None }
    }

    /// How many nodes from `at` on stand outside the legs or beside their text.
    fn elsewhere(&mut self, story: &Story, at: usize, last: Option<&Node>) -> usize {
        if self.goes_to_the_foot(story, at) || self.spans(story, at) {
            1
        } else {
            self.wraps(story, at, last)
        }
    }

    pub(in crate::layout) fn leading(&self) -> Abs {
        self.sources.style.grid.leading
    }

    /// The white between two nodes: the greater of what both ask for. In more than one
    /// column it is a whole number of lines, or the columns would leave the grid.
    pub(in crate::layout) fn white(
        &mut self,
        last: Option<&Node>,
        node: &Node,
        at: usize,
    ) {
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

    pub(in crate::layout) fn halves(&self, white: Abs) -> Halves {
        let halves = white.lines(self.leading() / 2).max(0);
        let halves = if self.keeps_halves() { halves } else { (halves + 1) / 2 * 2 };
        Halves::try_from(halves).unwrap_or(0)
    }

    /// Whether white may be half a line: in one column whose paragraphs stand apart.
    pub(super) fn keeps_halves(&self) -> bool {
        let style = self.sources.style;
        let body = style.role(Role::Body);
        let apart = body.space_before.max(body.space_after) > Abs::ZERO;
        style.grid.columns == 1 && apart
    }

    pub(in crate::layout) fn push(
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
    pub(in crate::layout) fn inset(&self, node: &Node) -> (Abs, Abs) {
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

    /// The height that an inside page has for text.
    pub(in crate::layout) fn page(&self) -> Abs {
        let style = self.sources.style;
        let furniture = style.furniture.head_lines + style.furniture.foot_lines;
        self.leading() * i64::from(style.grid.lines.saturating_sub(furniture))
    }

    /// The halves of the least whole number of grid lines of that height.
    pub(in crate::layout) fn whole(&self, height: Abs) -> Halves {
        Halves::try_from(height.lines(self.leading()) * 2).unwrap_or(0)
    }

    /// The notes that are called in the last part.
    pub(in crate::layout) fn calls(&mut self, calls: impl IntoIterator<Item = usize>) {
        let last = self.parts.last_mut().expect("a part was set");
        last.calls.extend(calls);
    }
}
