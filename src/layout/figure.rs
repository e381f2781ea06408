//! Step 6c: pictures with their captions, in their column or over several.

use super::galley::{Content, Halves, PlacedLine, Setter, baseline};
use super::linebreak::Measure;
use super::shape::is_solid;
use super::story::{FigureLink, FigureNode, Node, NodeKind, Story};
use super::structure::ElementId;
use crate::model::{Prominence, Role};
use crate::picture::PictureId;
use crate::style::Align;
use crate::unit::{Abs, Size};

/// A picture at its place in a leg.
#[derive(Debug)]
pub(super) struct PlacedFigure {
    pub(super) picture: Option<PictureId>,
    pub(super) element: Option<ElementId>,
    pub(super) x: Abs,
    pub(super) size: Size,
    pub(super) caption: Vec<(Abs, PlacedLine)>,
    pub(super) notice: Vec<(Abs, PlacedLine)>,
    pub(super) link: Option<FigureLink>,
}

/// A picture over several columns: it hangs over the legs of its page.
#[derive(Debug)]
pub(super) struct Span {
    /// The part before which the text has it.
    pub(super) before: usize,
    /// So many columns, at least two.
    pub(super) columns: usize,
    /// Its caption and the white below it included.
    pub(super) height: Halves,
    pub(super) content: Content,
    /// The node it comes from.
    pub(super) node: usize,
}

/// White between a picture over several columns and the legs under it, in lines.
const BELOW: f64 = 0.7;

/// So many lines of a long caption stay together.
const TOGETHER: usize = 4;

/// Fewer pixels on an inch are seen as squares in print.
const LEAST_PPI: f64 = 150.0;

impl Setter<'_, '_> {
    /// Sets a picture in its column.
    pub(super) fn figure(
        &mut self,
        figure: &FigureNode,
        node: &Node,
        at: usize,
        inset: (Abs, Abs),
    ) {
        let width = self.width - inset.0 - inset.1;
        let (mut placed, mut height) = self.placed(figure, width, inset.0);
        let mut below = vec![];
        if height > self.page() {
            below = std::mem::take(&mut placed.caption);
            height = placed.size.height;
        }
        let height = self.whole(height);
        self.push(height, Content::Figure(placed), at, true, node.in_box, node.artifact);
        self.calls(figure.caption.iter().flat_map(super::foot::numbers));
        self.long_caption(below, figure.caption_leading, node, at);
    }

    /// A caption for which no page has room below its picture goes on by itself.
    fn long_caption(
        &mut self,
        lines: Vec<(Abs, PlacedLine)>,
        leading: Abs,
        node: &Node,
        at: usize,
    ) {
        let base = baseline(leading, self.sources.style.role(Role::Caption).size);
        let mut lines = lines.into_iter().map(|(_, line)| line).peekable();
        while lines.peek().is_some() {
            let group: Vec<PlacedLine> = lines.by_ref().take(TOGETHER).collect();
            let height = self.whole(leading * group.len() as i64);
            let lines = on_leading(group, leading, base);
            let content = Content::Block { lines, rule: None };
            self.push(height, content, at, true, node.in_box, node.artifact);
        }
    }

    /// Sets the node `at` where it is a picture over several columns.
    pub(super) fn spans(&mut self, story: &Story, at: usize) -> bool {
        let node = &story.body[at];
        let NodeKind::Figure(figure) = &node.kind else { return false };
        let columns = self.columns_of(figure, node, story);
        if columns < 2 {
            return false;
        }
        let width = self.width_of(columns);
        let (placed, height) = self.placed(figure, width, Abs::ZERO);
        if height + self.leading() > self.page() {
            return false;
        }
        let span = Span {
            before: self.parts.len(),
            columns: columns as usize,
            height: self.whole(height + self.leading().scale(BELOW)),
            content: Content::Figure(placed),
            node: at,
        };
        self.spans.push(span);
        true
    }

    fn width_of(&self, columns: u32) -> Abs {
        let gutter = self.sources.style.grid.gutter;
        self.width * i64::from(columns) + gutter * i64::from(columns - 1)
    }

    /// So many columns as its editor, its shape, its pixels and the text below it allow.
    fn columns_of(&self, figure: &FigureNode, node: &Node, story: &Story) -> u32 {
        let style = self.sources.style;
        let (width, height) = self.shape(figure);
        let wanted = match figure.prominence {
            Prominence::Small => 1,
            Prominence::Ordinary if width > height * 1.15 => style.image.columns,
            Prominence::Ordinary => 1,
            Prominence::Large => style.grid.columns,
        };
        let free = node.in_box.is_none() && node.inset == (Abs::ZERO, Abs::ZERO);
        let most = if free { wanted.min(style.grid.columns) } else { 1 };
        let enough = |columns: &u32| {
            let measure = self.width_of(*columns);
            let picture = measure.scale(height / width);
            // Text under a picture that has hardly any makes no legs.
            let lines = self.estimate(story) * self.leading().to_pt();
            let sharp = figure.picture.is_none() || {
                width * 72.0 / measure.to_pt() >= LEAST_PPI
            };
            sharp && lines > picture.to_pt() * f64::from(*columns)
        };
        (2..=most).rev().find(enough).unwrap_or(1)
    }

    /// About how many lines the paragraphs of a story fill.
    fn estimate(&self, story: &Story) -> f64 {
        let ems = |c: char| if is_solid(c) { 1.0 } else { 0.45 };
        let long: f64 = story.body.iter().flat_map(Node::letters).map(ems).sum();
        long * self.sources.style.text.size.over(self.width)
    }

    /// A picture with its caption at that width, and how high both are.
    pub(super) fn placed(
        &mut self,
        figure: &FigureNode,
        width: Abs,
        x: Abs,
    ) -> (PlacedFigure, Abs) {
        let size = self.picture_size(figure, width);
        let align = match figure.caption_align {
            Align::Justify => Align::Start,
            align => align,
        };
        let measure = Measure::plain(width, align);
        let caption = figure.caption.as_ref();
        let caption =
            caption.map(|text| self.lines(text, measure, x)).unwrap_or_default();
        let leading = figure.caption_leading;
        let base = baseline(leading, self.sources.style.role(Role::Caption).size);
        let top = size.height + Abs::pt(CAPTION_GAP);
        let height = top + leading * caption.len() as i64;
        let caption = on_leading(caption, leading, top + base);
        let notice = figure.notice.as_ref().map(|text| {
            let measure = Measure { align: Align::Centre, ..measure };
            self.lines(text, measure, x)
        });
        let notice = on_leading(notice.unwrap_or_default(), leading, size.height / 2);
        let x = x + (width - size.width) / 2;
        let (picture, element) = (figure.picture, figure.element);
        let link = figure.link.clone();
        (PlacedFigure { picture, element, x, size, caption, notice, link }, height)
    }

    /// As wide as its place, unless it would be too high.
    fn picture_size(&self, figure: &FigureNode, width: Abs) -> Size {
        let style = self.sources.style;
        let area = style.grid.leading * i64::from(style.grid.lines);
        let most = style.image.max_height.of(area).min(area * 3 / 4);
        let (w, h) = self.shape(figure);
        let height = width.scale(h / w);
        if height <= most {
            Size::new(width, height)
        } else {
            Size::new(most.scale(w / h), most)
        }
    }

    /// Width and height in pixels; those of a placeholder where there is no picture.
    pub(super) fn shape(&self, figure: &FigureNode) -> (f64, f64) {
        match figure.picture {
            Some(id) => {
                let pixels = self.sources.pictures.size(id);
                (f64::from(pixels.width.max(1)), f64::from(pixels.height.max(1)))
            }
            None => (3.0, 2.0),
        }
    }
}

/// White between a picture and its caption, in points.
pub(super) const CAPTION_GAP: f64 = 2.5;

/// Lines one below the other, the first with its baseline at `first`.
pub(super) fn on_leading(
    lines: Vec<PlacedLine>,
    leading: Abs,
    first: Abs,
) -> Vec<(Abs, PlacedLine)> {
    let lines = lines.into_iter().enumerate();
    lines.map(|(i, line)| (first + leading * i as i64, line)).collect()
}
