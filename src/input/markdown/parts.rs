//! The newspaper parts.

use super::blocks::{Composer, Where, blank, inline_only, inside};
use super::fence::{Opening, PartName};
use super::tree::{Kind, Node};
use super::{inline, verse};
use crate::input::codes::{EMPTY_PART, INVALID_LANGUAGE, MISPLACED_BLOCK};
use crate::input::value::Said;
use crate::model::{Block, BlockKind, Boxout, Inline, Letter, Listing, PullQuote, Text};

impl Composer<'_> {
    pub(super) fn part(
        &mut self,
        opening: &Opening,
        nodes: Vec<Node>,
        place: Where,
        blocks: &mut Vec<Block>,
    ) {
        let range = opening.range.clone();
        let first = blocks.len();
        let kind = self.part_kind(opening, nodes, place, blocks);
        match kind {
            Some(kind) => {
                let span = self.findings.span(&range);
                let id = opening.attribute("id").map(|said| said.value.clone());
                blocks.push(Block { id, ..Block::new(kind, span) });
            }
            None if blocks.len() == first => {
                let message = format!("the part `{}` is empty", opening.name);
                self.findings.warn(EMPTY_PART, &range, message, "it is left out");
            }
            None => {}
        }
        self.part_language(opening, &mut blocks[first..]);
    }

    fn part_language(&mut self, opening: &Opening, blocks: &mut [Block]) {
        let Some(said) = opening.attribute("lang") else { return };
        match said.value.parse::<crate::model::Lang>() {
            Ok(lang) => {
                for block in blocks {
                    block.lang.get_or_insert_with(|| lang.clone());
                }
            }
            Err(wrong) => {
                let hint = "write a code like `en-GB`, `de` or `zh-Hant`";
                self.findings.error(
                    INVALID_LANGUAGE,
                    &said.range,
                    wrong.to_string(),
                    hint,
                );
            }
        }
    }

    /// What a part becomes; words that its kind has no place for go before it.
    fn part_kind(
        &mut self,
        opening: &Opening,
        nodes: Vec<Node>,
        place: Where,
        blocks: &mut Vec<Block>,
    ) -> Option<BlockKind> {
        let title = opening.title.as_ref().map(|said| self.said(said));
        let title = title.filter(|text| !text.inlines.is_empty());
        let (inner, title) = match opening.part {
            Some(PartName::PullQuote) => {
                return self.pull_quote(opening, title, nodes).map(BlockKind::PullQuote);
            }
            Some(PartName::Verse) => {
                blocks.extend(title.map(bold));
                let stanzas = self.verse(nodes, place, blocks);
                return (!stanzas.is_empty()).then_some(BlockKind::Verse(stanzas));
            }
            Some(PartName::Correction) => {
                let mut inner: Vec<Block> = title.map(bold).into_iter().collect();
                inner.extend(self.flow(nodes, inside(place)));
                (inner, None)
            }
            Some(_) => (self.flow(nodes, inside(place)), title),
            None => {
                blocks.extend(title.map(bold));
                let inner = self.flow(nodes, place);
                blocks.extend(inner);
                return None;
            }
        };
        if inner.is_empty() && title.is_none() {
            return None;
        }
        Some(match opening.part {
            Some(PartName::Letter) => {
                let from = opening.attribute("from").map(|said| self.said(said));
                let place = opening.attribute("place").map(|said| self.said(said));
                BlockKind::Letter(Letter { title, blocks: inner, from, place })
            }
            Some(PartName::Correction) => BlockKind::Correction(inner),
            Some(PartName::Listing) => {
                BlockKind::Listing(Listing { title, entries: inner })
            }
            _ => BlockKind::Boxout(Boxout { title, blocks: inner }),
        })
    }

    /// A title or attribute as running text.
    fn said(&mut self, said: &Said<String>) -> Text {
        let inlines = inline(&said.value, &said.range, self.findings);
        Text::new(inlines, self.findings.span(&said.range))
    }

    fn pull_quote(
        &mut self,
        opening: &Opening,
        title: Option<Text>,
        nodes: Vec<Node>,
    ) -> Option<PullQuote> {
        let mut text = title
            .unwrap_or_else(|| Text::new(vec![], self.findings.span(&opening.range)));
        let mut plain = true;
        for node in nodes.into_iter().filter(|node| !blank(node)) {
            plain &= node.kind == Kind::Paragraph || node.kind.is_inline();
            let more = self.text(inline_only(vec![node]));
            if !text.inlines.is_empty() && !more.inlines.is_empty() {
                text.inlines.push(Inline::LineBreak);
            } else {
                text.span = more.span;
            }
            text.inlines.extend(more.inlines);
        }
        if !plain {
            let message = "a pull quote holds sentences only";
            let hint = "what else is in it is set as lines";
            self.findings.warn(MISPLACED_BLOCK, &opening.range, message, hint);
        }
        let by = opening.attribute("by").map(|said| self.said(said));
        let by = by.filter(|text| !text.inlines.is_empty());
        let repeats =
            opening.attribute("repeats").is_some_and(|said| said.value != "false");
        (!text.is_blank()).then_some(PullQuote { text, by, repeats })
    }

    /// The stanzas: a paragraph each, its lines as they are. Anything else is set before.
    fn verse(
        &mut self,
        nodes: Vec<Node>,
        place: Where,
        blocks: &mut Vec<Block>,
    ) -> Vec<Text> {
        let mut stanzas = vec![];
        for node in nodes {
            if node.kind != Kind::Paragraph {
                let other = self.flow(vec![node], inside(place));
                blocks.extend(other);
                continue;
            }
            let range = node.range.clone();
            let mut inlines = self.inlines(lines(node.children));
            verse::unguard(&mut inlines, verse::Indents::Kept);
            super::tidy(&mut inlines);
            if !inlines.is_empty() {
                stanzas.push(Text::new(inlines, self.findings.span(&range)));
            }
        }
        stanzas
    }
}

/// Every line end as the author's.
fn lines(nodes: Vec<Node>) -> Vec<Node> {
    nodes
        .into_iter()
        .map(|mut node| {
            if node.kind == Kind::SoftBreak {
                node.kind = Kind::HardBreak;
            }
            node.children = lines(node.children);
            node
        })
        .collect()
}

fn bold(mut text: Text) -> Block {
    let span = text.span;
    text.inlines = vec![Inline::Strong(text.inlines)];
    Block::new(BlockKind::Paragraph(text), span)
}
