//! Lists and glossaries.

use std::ops::Range;

use super::blocks::{Composer, Where, blank, inline_only, inside};
use super::tree::{Kind, Node};
use crate::input::codes::EMPTY_ITEM;
use crate::model::{Block, BlockKind, Definition, Inline, ListItem};

impl Composer<'_> {
    /// The items of a list; what is no item becomes one.
    pub(super) fn items(&mut self, nodes: Vec<Node>, place: Where) -> Vec<ListItem> {
        let mut items = vec![];
        for mut node in nodes {
            if blank(&node) {
                continue;
            }
            let done = if node.kind == Kind::Item { take_task(&mut node) } else { None };
            let (lang, range) = (node.lang.clone(), node.range.clone());
            let mut blocks = match node.kind {
                Kind::Item => self.flow(node.children, inside(place)),
                _ => self.flow(vec![node], inside(place)),
            };
            if blocks.is_empty() {
                let message = "an item of a list without words";
                self.findings.warn(EMPTY_ITEM, &range, message, "it is left out");
                continue;
            }
            if let Some(lang) = lang {
                for block in &mut blocks {
                    block.lang.get_or_insert_with(|| lang.clone());
                }
            }
            items.push(ListItem { done, blocks });
        }
        items
    }

    /// Terms and meanings.
    pub(super) fn definitions(
        &mut self,
        nodes: Vec<Node>,
        range: &Range<usize>,
        place: Where,
        blocks: &mut Vec<Block>,
    ) {
        let mut found: Vec<Definition> = vec![];
        let mut stray = vec![];
        for node in nodes {
            match node.kind {
                Kind::Term => {
                    let term = self.text(inline_only(node.children));
                    found.push(Definition { term, meanings: vec![] });
                }
                Kind::Meaning if !found.is_empty() => {
                    let meaning = self.flow(node.children, inside(place));
                    if let (false, Some(last)) = (meaning.is_empty(), found.last_mut()) {
                        last.meanings.push(meaning);
                    }
                }
                _ => stray.extend(self.flow(vec![node], inside(place))),
            }
        }
        // A term at the end that nothing explains is no entry of a glossary.
        let explained = found.iter().rposition(|d| !d.meanings.is_empty());
        let bare = found.split_off(explained.map_or(0, |at| at + 1));
        let span = self.findings.span(range);
        if !found.is_empty() {
            blocks.push(Block::new(BlockKind::Definitions(found), span));
        }
        for Definition { mut term, .. } in bare {
            if !term.is_blank() {
                term.inlines = vec![Inline::Strong(term.inlines)];
                blocks.push(Block::new(BlockKind::Paragraph(term), span));
            }
        }
        blocks.extend(stray);
    }
}

/// The box to tick at the beginning of an item, taken out of it.
fn take_task(item: &mut Node) -> Option<bool> {
    let first = item.children.first_mut()?;
    let holder = if first.kind == Kind::Paragraph {
        &mut first.children
    } else {
        &mut item.children
    };
    match holder.first()?.kind {
        Kind::Task(done) => {
            holder.remove(0);
            Some(done)
        }
        _ => None,
    }
}
