//! The tree to blocks.

use std::collections::BTreeSet;
use std::ops::Range;

use super::tree::{Kind, Node};
use super::{Composed, Headline, tidy};
use crate::input::codes::{EMPTY_HEADING, ID_TWICE, MISPLACED_BLOCK, NOTE_DEFINED_AGAIN};
use crate::input::findings::Findings;
use crate::input::mend::WrittenNote;
use crate::model::{Block, BlockKind, Boxout, CodeBlock, Inline, List, Text};

/// What is known while a text is composed.
pub(super) struct Composer<'f> {
    pub(super) findings: &'f mut Findings,
    /// Names of notes in the order in which they are met; the number of a note is its
    /// place here plus one until the article is whole.
    labels: Vec<String>,
    notes: Vec<WrittenNote>,
    ids: BTreeSet<String>,
    /// Pictures met inside a text, to be set after it.
    pub(super) pictures: Vec<Block>,
    wanted: Headline,
    headline: Option<Text>,
}

impl<'f> Composer<'f> {
    pub(super) fn new(wanted: Headline, findings: &'f mut Findings) -> Self {
        Self {
            findings,
            labels: vec![],
            notes: vec![],
            ids: BTreeSet::new(),
            pictures: vec![],
            wanted,
            headline: None,
        }
    }
}

/// The blocks, notes and headline of a tree.
pub(super) fn compose(
    nodes: Vec<Node>,
    headline: Headline,
    findings: &mut Findings,
) -> Composed {
    let mut composer = Composer::new(headline, findings);
    let blocks = composer.flow(nodes, Where::Root);
    Composed { blocks, notes: composer.notes, headline: composer.headline }
}

/// Where a row of blocks stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// In the article itself.
    Root,
    /// In another block.
    Inside,
    /// In a note: no headings there.
    Note,
}

impl Composer<'_> {
    /// The blocks of nodes that follow one another; words among them become paragraphs.
    pub(super) fn flow(&mut self, nodes: Vec<Node>, place: Where) -> Vec<Block> {
        let mut blocks = vec![];
        let mut run: Vec<Node> = vec![];
        for node in nodes {
            if node.kind.is_inline() {
                run.push(node);
            } else {
                self.paragraph(std::mem::take(&mut run), &mut blocks);
                self.block(node, place, &mut blocks);
            }
        }
        self.paragraph(run, &mut blocks);
        blocks
    }

    /// Words as a paragraph; pictures that stand alone as figures.
    fn paragraph(&mut self, nodes: Vec<Node>, blocks: &mut Vec<Block>) {
        if nodes.is_empty() {
            return;
        }
        if nodes.iter().any(|node| !node.kind.is_inline()) {
            let inner = self.flow(nodes, Where::Inside);
            blocks.extend(inner);
            return;
        }
        if super::figures::only_pictures(&nodes) {
            let figures = self.figures(nodes);
            blocks.extend(figures);
            return;
        }
        let text = self.text(nodes);
        if !text.inlines.is_empty() {
            let span = text.span;
            blocks.push(Block::new(BlockKind::Paragraph(text), span));
        }
        blocks.append(&mut self.pictures);
    }

    /// Inline nodes as a text, with their place.
    pub(super) fn text(&mut self, nodes: Vec<Node>) -> Text {
        let range = range_of(&nodes);
        let mut inlines = self.inlines(nodes);
        tidy(&mut inlines);
        Text::new(inlines, self.findings.span(&range))
    }

    fn block(&mut self, node: Node, place: Where, blocks: &mut Vec<Block>) {
        let first = blocks.len();
        let (lang, id, range) = (node.lang.clone(), node.id.clone(), node.range.clone());
        self.one_block(node, place, blocks);
        blocks.append(&mut self.pictures);
        if let Some(lang) = lang {
            for block in &mut blocks[first..] {
                block.lang.get_or_insert_with(|| lang.clone());
            }
        }
        if let (Some(id), Some(block)) = (id, blocks.get_mut(first)) {
            block.id = Some(self.unique(&id, &range));
        }
    }

    fn one_block(&mut self, node: Node, place: Where, blocks: &mut Vec<Block>) {
        let Node { kind, children, range, .. } = node;
        let span = self.findings.span(&range);
        let kind = match kind {
            Kind::Paragraph => return self.paragraph(children, blocks),
            Kind::Group
            | Kind::Caption
            | Kind::BoxoutTitle
            | Kind::Item
            | Kind::Meaning
            | Kind::Row { .. }
            | Kind::Cell { .. }
            | Kind::Term => {
                let inner = self.flow(children, place);
                return blocks.extend(inner);
            }
            Kind::Heading(level) => {
                return self.heading(level, children, &range, place, blocks);
            }
            Kind::Rule => BlockKind::Break,
            Kind::Quote => match self.flow(children, inside(place)) {
                inner if inner.is_empty() => return,
                inner => BlockKind::Quote(inner),
            },
            Kind::List(marker) => match self.items(children, place) {
                items if items.is_empty() => return,
                items => BlockKind::List(List { marker, items }),
            },
            Kind::CodeBlock(language) => {
                let (language, text) = code(language, children);
                if text.trim().is_empty() {
                    return;
                }
                let text = Text::plain(text, span);
                BlockKind::Code(CodeBlock { language, text })
            }
            Kind::Table(columns) => {
                return self.table(columns, children, &range, blocks);
            }
            Kind::Definitions => {
                return self.definitions(children, &range, place, blocks);
            }
            Kind::NoteText(label) => return self.note(&label, children, &range),
            Kind::Part(opening) => return self.part(&opening, children, place, blocks),
            Kind::Figure => return self.figure_element(children, &range, place, blocks),
            Kind::Boxout => {
                let (title, children) = self.boxout_title(children);
                let inner = self.flow(children, inside(place));
                if title.is_none() && inner.is_empty() {
                    return;
                }
                BlockKind::Boxout(Boxout { title, blocks: inner })
            }
            inline => {
                let node = Node { children, ..Node::new(inline, range) };
                return self.paragraph(vec![node], blocks);
            }
        };
        blocks.push(Block::new(kind, span));
    }

    fn heading(
        &mut self,
        level: u8,
        children: Vec<Node>,
        range: &Range<usize>,
        place: Where,
        blocks: &mut Vec<Block>,
    ) {
        let mut text = self.text(children);
        let span = self.findings.span(range);
        if text.is_blank() {
            if self.pictures.is_empty() {
                let message = "a heading without words";
                self.findings.warn(EMPTY_HEADING, range, message, "it is left out");
            }
            return;
        }
        if level == 1 && place == Where::Root && self.wants_headline() {
            self.headline = Some(text);
            return;
        }
        if place == Where::Note {
            let message = "a heading inside a note";
            self.findings.warn(MISPLACED_BLOCK, range, message, "it is set bold");
            text.inlines = vec![Inline::Strong(text.inlines)];
            blocks.push(Block::new(BlockKind::Paragraph(text), span));
            return;
        }
        // The model has no lines inside a crosshead's rank: `#` and `##` are both the
        // first below the headline. Levels that skip are mended when all are known.
        let level = level.max(2) - 1;
        blocks.push(Block::new(BlockKind::Crosshead { level, text }, span));
    }

    fn wants_headline(&self) -> bool {
        self.wanted == Headline::Wanted && self.headline.is_none()
    }

    /// A name that stands once in the article.
    fn unique(&mut self, id: &str, range: &Range<usize>) -> String {
        let plain: String = id
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }
            })
            .collect();
        if self.ids.insert(plain.clone()) {
            return plain;
        }
        let other = (2..=self.ids.len() + 2)
            .map(|n| format!("{plain}-{n}"))
            .find(|other| !self.ids.contains(other))
            .expect("one number is free");
        self.findings.warn(
            ID_TWICE,
            range,
            format!("`{id}` names two places"),
            format!("the second is called `{other}`"),
        );
        self.ids.insert(other.clone());
        other
    }

    fn boxout_title(&mut self, mut nodes: Vec<Node>) -> (Option<Text>, Vec<Node>) {
        let at = nodes.iter().position(|node| node.kind == Kind::BoxoutTitle);
        let title = at.map(|at| nodes.remove(at));
        let title = title.map(|node| self.text(inline_only(node.children)));
        (title.filter(|text| !text.is_blank()), nodes)
    }

    /// The number under which a note is called until the article is whole.
    pub(super) fn note_number(&mut self, label: &str) -> u32 {
        let label = super::marks::folded(label);
        let at = self.labels.iter().position(|known| *known == label);
        let at = at.unwrap_or_else(|| {
            self.labels.push(label);
            self.labels.len() - 1
        });
        at as u32 + 1
    }

    fn note(&mut self, label: &str, nodes: Vec<Node>, range: &Range<usize>) {
        let number = self.note_number(label);
        let blocks = self.flow(nodes, Where::Note);
        if let Some(known) = self.notes.iter_mut().find(|note| note.number == number) {
            known.blocks.extend(blocks);
            self.findings.warn(
                NOTE_DEFINED_AGAIN,
                range,
                format!("note `{label}` is written a second time"),
                "its words are set behind those of the first",
            );
            return;
        }
        let span = self.findings.span(range);
        self.notes.push(WrittenNote { number, label: label.into(), blocks, span });
    }
}

pub(super) fn inside(place: Where) -> Where {
    if place == Where::Note { Where::Note } else { Where::Inside }
}

/// From the beginning of the first to the end of the last.
pub(super) fn range_of(nodes: &[Node]) -> Range<usize> {
    match (nodes.first(), nodes.last()) {
        (Some(first), Some(last)) => {
            first.range.start..last.range.end.max(first.range.start)
        }
        _ => 0..0,
    }
}

/// Blocks taken apart into the inline nodes they hold, a space between them: for places
/// that hold running text only.
pub(super) fn inline_only(nodes: Vec<Node>) -> Vec<Node> {
    let mut flat = vec![];
    for node in nodes {
        if node.kind.is_inline() {
            flat.push(node);
        } else {
            let end = node.range.end;
            flat.extend(inline_only(node.children));
            flat.push(Node::new(Kind::SoftBreak, end..end));
        }
    }
    flat
}

pub(super) fn blank(node: &Node) -> bool {
    matches!(&node.kind, Kind::Text(text) if text.trim().is_empty())
        || node.kind == Kind::SoftBreak
}

/// Program text: its language and its lines.
fn code(mut language: Option<String>, nodes: Vec<Node>) -> (Option<String>, String) {
    let mut text = String::new();
    for node in nodes {
        flat_code(node, &mut text);
    }
    if language.as_deref() == Some("") {
        language = None;
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    (language, text)
}

pub(super) fn flat_code(node: Node, text: &mut String) {
    match node.kind {
        Kind::Text(words) | Kind::Code(words) => text.push_str(&words),
        Kind::HardBreak | Kind::SoftBreak => text.push('\n'),
        _ => {}
    }
    for child in node.children {
        flat_code(child, text);
    }
}
