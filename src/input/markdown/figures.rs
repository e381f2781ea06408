//! Pictures.

use std::ops::Range;

use super::blocks::{Composer, Where, blank, inline_only};
use super::inlines::take_attributes;
use super::tree::{Kind, Node};
use super::{inline, tidy};
use crate::input::codes::UNKNOWN_ATTRIBUTE;
use crate::input::{link_to, picture_path};
use crate::model::{Block, BlockKind, Figure, Inline, Prominence, Text, flat_inlines};

impl Composer<'_> {
    /// The figures of a paragraph of pictures.
    pub(super) fn figures(&mut self, nodes: Vec<Node>) -> Vec<Block> {
        let mut figures = vec![];
        let mut nodes = nodes.into_iter().peekable();
        while let Some(node) = nodes.next() {
            match node.kind {
                Kind::Image { .. } => {
                    let attributes = take_attributes(&mut nodes);
                    figures.push(self.figure(node, attributes.as_deref()));
                }
                Kind::Link(address) => {
                    let attributes = take_attributes(&mut nodes);
                    let inner = with_attributes(node.children, attributes);
                    let mut linked = self.figures(inner);
                    self.lead(&mut linked, &address, &node.range);
                    figures.append(&mut linked);
                }
                _ => {}
            }
        }
        figures
    }

    /// Lets pictures lead to where the link around them does.
    pub(super) fn lead(
        &mut self,
        pictures: &mut [Block],
        address: &str,
        range: &Range<usize>,
    ) {
        let Some(target) = link_to::read(address, range, self.findings) else { return };
        for block in pictures {
            if let BlockKind::Figure(figure) = &mut block.kind {
                figure.link = Some(target.clone());
            }
        }
    }

    /// One picture: `![alt](file "caption | credit"){decorative}`, or `{large}`, `{small}`.
    pub(super) fn figure(&mut self, node: Node, attributes: Option<&str>) -> Block {
        let figure = self.undescribed_figure(node, attributes);
        let Block { kind: BlockKind::Figure(inner), .. } = &figure else { return figure };
        let range = figure.span.map_or(0..0, |s| s.start as usize..s.end as usize);
        picture_path::described(inner, &range, self.findings);
        figure
    }

    fn undescribed_figure(&mut self, node: Node, attributes: Option<&str>) -> Block {
        let Node { kind, children, range, .. } = node;
        let (file, title, alt) = match kind {
            Kind::Image { file, title, alt } => (file, title, alt),
            _ => (String::new(), String::new(), None),
        };
        // An empty alt of HTML says that there is nothing to tell.
        let mut decorative = alt.as_deref() == Some("");
        let alt = alt.unwrap_or_else(|| {
            let mut inlines = self.inlines(inline_only(children));
            tidy(&mut inlines);
            flat_inlines(&inlines).replace('\n', " ")
        });
        let mut id = None;
        let mut prominence = Prominence::Ordinary;
        for word in attributes.unwrap_or_default().split_whitespace() {
            match word.split_at(1) {
                _ if word == "decorative" => decorative = true,
                _ if word == "large" => prominence = Prominence::Large,
                _ if word == "small" => prominence = Prominence::Small,
                ("#", name) if !name.is_empty() => id = Some(name.to_owned()),
                _ => {
                    let message = format!("a picture has no attribute `{word}`");
                    let hint = "known are `decorative`, `large` and `small`";
                    self.findings.warn(UNKNOWN_ATTRIBUTE, &range, message, hint);
                }
            }
        }
        let (caption, credit) = self.caption_and_credit(&title, &range);
        let file = picture_path::checked(&file, &range, self.findings);
        let alt = (!alt.trim().is_empty()).then_some(alt);
        let plain = Figure::of(file);
        let figure = Figure { alt, decorative, prominence, caption, credit, ..plain };
        let span = self.findings.span(&range);
        Block { id, ..Block::new(BlockKind::Figure(figure), span) }
    }

    /// `caption | credit`.
    fn caption_and_credit(
        &mut self,
        title: &str,
        range: &Range<usize>,
    ) -> (Option<Text>, Option<Text>) {
        let (caption, credit) = title.split_once('|').unwrap_or((title, ""));
        let span = self.findings.span(range);
        let mut text = |words: &str| {
            let inlines = inline(words, range, self.findings);
            (!inlines.is_empty()).then(|| Text::new(inlines, span))
        };
        (text(caption), text(credit))
    }

    /// `<figure>`: its pictures, the caption below them, and whatever else is in it.
    pub(super) fn figure_element(
        &mut self,
        nodes: Vec<Node>,
        range: &Range<usize>,
        place: Where,
        blocks: &mut Vec<Block>,
    ) {
        let mut parts = FigureParts::default();
        parts.gather(nodes, &None);
        let caption = parts.caption.map(|node| self.text(inline_only(node.children)));
        let caption = caption.filter(|text| !text.inlines.is_empty());
        let mut figures: Vec<Block> = vec![];
        for (node, link) in parts.pictures {
            let mut picture = [self.undescribed_figure(node, None)];
            if let Some((address, range)) = link {
                self.lead(&mut picture, &address, &range);
            }
            figures.extend(picture);
        }
        let mut rest = self.flow(parts.rest, place);
        match (caption, figures.last_mut().map(|block| &mut block.kind)) {
            (Some(text), Some(BlockKind::Figure(figure))) => {
                (figure.caption, figure.credit) = split_credit(text);
            }
            (Some(text), _) => below(text, &mut rest),
            (None, _) => {}
        }
        for block in &figures {
            if let BlockKind::Figure(figure) = &block.kind {
                picture_path::described(figure, range, self.findings);
            }
        }
        blocks.append(&mut figures);
        blocks.append(&mut rest);
    }
}

/// Whether a paragraph holds pictures, links around them, and their attributes, and
/// nothing else.
pub(super) fn only_pictures(nodes: &[Node]) -> bool {
    let mut pictures = 0;
    let mut after_picture = false;
    for node in nodes {
        match &node.kind {
            Kind::Image { .. } => {
                pictures += 1;
                after_picture = true;
                continue;
            }
            Kind::Link(_) if only_pictures(&node.children) => {
                pictures += 1;
                after_picture = true;
                continue;
            }
            Kind::Text(text) if after_picture && is_list(text) => {}
            Kind::HardBreak => {}
            _ if blank(node) => {}
            _ => return false,
        }
        after_picture = false;
    }
    pictures > 0
}

/// A caption with nothing to stand below but a table, or nothing at all.
fn below(text: Text, rest: &mut Vec<Block>) {
    if let [Block { kind: BlockKind::Table(table), .. }] = rest.as_mut_slice()
        && table.caption.is_none()
    {
        table.caption = Some(text);
        return;
    }
    let span = text.span;
    rest.push(Block::new(BlockKind::Paragraph(text), span));
}

/// What a `<figure>` holds.
#[derive(Default)]
struct FigureParts {
    pictures: Vec<(Node, Link)>,
    caption: Option<Node>,
    rest: Vec<Node>,
}

/// Where a link around a picture leads, and where it stands.
type Link = Option<(String, Range<usize>)>;

impl FigureParts {
    fn gather(&mut self, nodes: Vec<Node>, link: &Link) {
        for node in nodes {
            match node.kind {
                Kind::Image { .. } => self.pictures.push((node, link.clone())),
                Kind::Caption if self.caption.is_none() => self.caption = Some(node),
                Kind::Link(address) if node.children.iter().all(is_shown) => {
                    self.gather(node.children, &Some((address, node.range)));
                }
                Kind::Paragraph | Kind::Group | Kind::Plain if holds_picture(&node) => {
                    self.gather(node.children, link);
                }
                _ => self.rest.push(node),
            }
        }
    }
}

/// Whether it is a picture, or the white beside one.
fn is_shown(node: &Node) -> bool {
    matches!(node.kind, Kind::Image { .. }) || blank(node)
}

/// Attributes that stand behind a link, behind the picture in it.
fn with_attributes(mut inner: Vec<Node>, attributes: Option<String>) -> Vec<Node> {
    let is_picture = |node: &Node| matches!(node.kind, Kind::Image { .. });
    let last = inner.iter().rposition(is_picture);
    let (Some(attributes), Some(last)) = (attributes, last) else { return inner };
    let end = inner[last].range.end;
    match inner.get_mut(last + 1).map(|node| &mut node.kind) {
        Some(Kind::Text(text)) if is_list(text) => {
            text.insert_str(1, &(attributes + " "));
        }
        _ => {
            let list = Kind::Text(format!("{{{attributes}}}"));
            inner.insert(last + 1, Node::new(list, end..end));
        }
    }
    inner
}

fn holds_picture(node: &Node) -> bool {
    node.children.iter().any(|child| {
        matches!(child.kind, Kind::Image { .. } | Kind::Caption) || holds_picture(child)
    })
}

/// Whether a text is a list of attributes, as it stands behind a picture.
fn is_list(text: &str) -> bool {
    let text = text.trim_end();
    text.starts_with('{') && text.find('}') == Some(text.len() - 1)
}

/// `caption | credit` in running text.
fn split_credit(text: Text) -> (Option<Text>, Option<Text>) {
    let Text { inlines, span, .. } = text;
    let bar = |inline: &Inline| matches!(inline, Inline::Text(t) if t.contains('|'));
    let Some(at) = inlines.iter().position(bar) else {
        return (Some(Text::new(inlines, span)), None);
    };
    let mut caption = inlines;
    let mut credit = caption.split_off(at);
    if let Inline::Text(words) = &mut credit[0] {
        let (before, after) = words.split_once('|').map_or(("", ""), |pair| pair);
        caption.push(Inline::text(before));
        *words = after.to_owned();
    }
    let text = |mut inlines: Vec<Inline>| {
        tidy(&mut inlines);
        (!inlines.is_empty()).then(|| Text::new(inlines, span))
    };
    (text(caption), text(credit))
}
