//! Step 6d: pictures and pull quotes with text beside them, in running styles of one column.
//!
//! What the text runs around stands at the edge where lines end, its top level with the
//! capitals of the first line beside it. A unit without height holds it, before the
//! paragraphs whose first lines are shorter.

use super::figure::{PlacedFigure, on_leading};
use super::galley::{Content, Part, Setter, baseline};
use super::lengths::Lengths;
use super::linebreak::{Beside, Edge, Measure};
use super::story::{FigureNode, Node, NodeKind, Paragraph, Story};
use crate::model::{Direction, Prominence};
use crate::style::{MakeupMode, WrapPictures};
use crate::unit::Abs;

/// What the text runs around.
#[derive(Copy, Clone, Debug)]
pub(super) struct Obstacle {
    /// So many lines are still to be set beside it.
    lines: u16,
    /// White included.
    width: Abs,
}

/// A picture or quote before it is known whether enough text stands beside it.
struct Aside {
    parts: Vec<Part>,
    /// So many nodes.
    nodes: usize,
    width: Abs,
    /// From the top of the first line beside it to its foot.
    foot: Abs,
}

/// Text beside something is at least so many ems wide.
const NARROWEST: i64 = 13;

impl Setter<'_, '_> {
    /// Sets what begins at `at` where text is to stand beside it; how many nodes it took.
    /// `last` is the node above.
    pub(super) fn wraps(
        &mut self,
        story: &Story,
        at: usize,
        last: Option<&Node>,
    ) -> usize {
        let style = self.sources.style;
        let running = style.makeup.mode == MakeupMode::Running && style.grid.columns == 1;
        let node = &story.body[at];
        let free = node.in_box.is_none() && node.inset == (Abs::ZERO, Abs::ZERO);
        if !running || self.obstacle.is_some() {
            return 0;
        }
        let aside = match &node.kind {
            NodeKind::Figure(figure) if free => self.picture(figure, at, story),
            NodeKind::Paragraph(quote) if quote.rule.is_some() => self.quote(at, story),
            _ => None,
        };
        let Some(Aside { parts, nodes, width, foot }) = aside else { return 0 };
        let base = baseline(self.leading(), style.text.size);
        let more = (foot - base).lines(self.leading()).max(0) + 1;
        let lines = u16::try_from(more).unwrap_or(u16::MAX);
        let obstacle = Obstacle { lines, width: width + style.wrap.gap };
        // Nothing that must stay together is higher than half a page.
        let high = foot > self.page() / 2;
        if high || !self.has_text(story, at + nodes, last, obstacle) {
            return 0;
        }
        self.parts.extend(parts);
        self.obstacle = Some(obstacle);
        nodes
    }

    /// Whether nothing but paragraphs follows, enough of them for the whole height.
    fn has_text<'n>(
        &mut self,
        story: &'n Story,
        from: usize,
        mut last: Option<&'n Node>,
        obstacle: Obstacle,
    ) -> bool {
        if self.width - obstacle.width < self.sources.style.text.size * NARROWEST {
            return false;
        }
        let mut left = obstacle;
        for node in &story.body[from..] {
            let NodeKind::Paragraph(paragraph) = &node.kind else { return false };
            let white = last.map_or(Abs::ZERO, |last| last.after.max(node.before));
            // The edge where its lines end is that of what they run around.
            let aligned = paragraph.text.direction == story.direction;
            if white > Abs::ZERO || !aligned || !self.is_plain(paragraph, node) {
                return false;
            }
            let measure = beside(self.measure(paragraph, (Abs::ZERO, Abs::ZERO)), left);
            let (lengths, _) = self.lengths(paragraph, measure);
            let count = lengths.natural.lines.len() as u16;
            if count >= left.lines {
                return true;
            }
            left.lines -= count;
            last = Some(node);
        }
        false
    }

    /// Whether a paragraph is running text and nothing else.
    fn is_plain(&self, paragraph: &Paragraph, node: &Node) -> bool {
        let Paragraph { label, whole, initial, .. } = paragraph;
        let bound = *whole || *initial || node.with_next;
        let inside = node.in_box.is_some() || node.inset != (Abs::ZERO, Abs::ZERO);
        self.is_on_grid(paragraph)
            && label.is_none()
            && !bound
            && !inside
            && node.artifact.is_none()
    }

    fn picture(
        &mut self,
        figure: &FigureNode,
        at: usize,
        story: &Story,
    ) -> Option<Aside> {
        let style = self.sources.style;
        let (width, height) = self.shape(figure);
        let chosen = match (style.wrap.pictures, figure.prominence) {
            (WrapPictures::None, _) | (_, Prominence::Large) => false,
            (WrapPictures::All, _) | (_, Prominence::Small) => true,
            (WrapPictures::Upright, Prominence::Ordinary) => height > width,
        };
        if !chosen {
            return None;
        }
        let above = self.above_capitals();
        let wide = style.wrap.width.of(self.width);
        let last = last_below(&self.placed(figure, wide, Abs::ZERO).0);
        // Made a little smaller it ends on a baseline of the text beside it.
        let base = baseline(self.leading(), style.text.size);
        let over = above + last - base;
        let over = over - self.leading() * (over.lines(self.leading()) - 1);
        let give = if over < self.leading() { over } else { Abs::ZERO };
        let width = wide - give.scale(width / height);
        let x = self.x_of(width, story);
        let (placed, _) = self.placed(figure, width, x);
        let foot = above + last_below(&placed);
        let content = Content::Figure(placed);
        let mut part = Part::hanging(content, &story.body[at], at);
        part.down = above;
        part.calls.extend(figure.caption.iter().flat_map(super::foot::numbers));
        Some(Aside { parts: vec![part], nodes: 1, width, foot })
    }

    /// A pull quote and who said it.
    fn quote(&mut self, at: usize, story: &Story) -> Option<Aside> {
        let style = self.sources.style;
        if !style.wrap.quotes {
            return None;
        }
        let nodes = 1 + usize::from(story.body[at].with_next);
        let width = style.wrap.width.of(self.width);
        let x = self.x_of(width, story);
        let mut y = self.above_capitals();
        let mut parts = vec![];
        for (at, node) in story.body.iter().enumerate().skip(at).take(nodes) {
            let NodeKind::Paragraph(paragraph) = &node.kind else { return None };
            let measure = Measure::plain(width, paragraph.align);
            let lines = self.lines(&paragraph.text, measure, x);
            let size = paragraph.text.pieces.first().map(|piece| piece.look.size);
            let leading = paragraph.leading;
            let rule = paragraph.rule.map(|weight| (x, width, weight));
            let over = if rule.is_some() { leading / 3 } else { Abs::ZERO };
            let base = over + baseline(leading, size.unwrap_or(leading));
            let height = over + leading * lines.len() as i64;
            let lines = on_leading(lines, leading, base);
            let mut part = Part::hanging(Content::Block { lines, rule }, node, at);
            part.down = y;
            part.calls.extend(super::foot::numbers(&paragraph.text));
            parts.push(part);
            y += height;
        }
        Some(Aside { parts, nodes, width, foot: y })
    }

    /// Where something of that width begins that ends where lines end.
    fn x_of(&self, width: Abs, story: &Story) -> Abs {
        match story.direction {
            Direction::Ltr => self.width - width,
            Direction::Rtl => Abs::ZERO,
        }
    }

    /// From the top of a line of the text to the top of its capitals.
    fn above_capitals(&self) -> Abs {
        let size = self.sources.style.text.size;
        baseline(self.leading(), size) - size.scale(0.66)
    }

    /// The measure of a paragraph beside what the text runs around.
    pub(super) fn beside_obstacle(&self, measure: Measure) -> Measure {
        self.obstacle.map_or(measure, |obstacle| beside(measure, obstacle))
    }

    /// Takes the lines of a paragraph off those that are still to be set beside it.
    pub(super) fn pass_obstacle(&mut self, lengths: Lengths) -> Lengths {
        let Some(obstacle) = &mut self.obstacle else { return lengths };
        let count = lengths.natural.lines.len() as u16;
        if count < obstacle.lines {
            obstacle.lines -= count;
            return lengths.pinned();
        }
        self.obstacle = None;
        lengths
    }
}

fn beside(measure: Measure, obstacle: Obstacle) -> Measure {
    let Obstacle { lines, width } = obstacle;
    Measure { beside: Beside { lines, width, edge: Edge::End }, ..measure }
}

/// From the top of a picture to its foot, or to the last baseline of its caption.
fn last_below(figure: &PlacedFigure) -> Abs {
    let caption = figure.caption.last().map(|(base, _)| *base);
    caption.unwrap_or(figure.size.height)
}
