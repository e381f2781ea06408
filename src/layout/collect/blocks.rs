//! Step 1a: blocks become nodes: paragraphs, lists, verse, what they are gathered in.

use std::sync::Arc;

use super::{Collector, direction_of};
use crate::layout::frame::Artifact;
use crate::layout::story::{Node, NodeKind, Paragraph};
use crate::layout::structure::{ElementId, Kind, Numbering};
use crate::layout::text::{Look, SetText};
use crate::model::{
    Block, BlockKind, Inline, List, ListMarker, PullQuote, Role, Text, Wording,
};
use crate::style::Weight;
use crate::unit::{Abs, Em};

impl Collector<'_, '_> {
    pub(super) fn blocks(&mut self, blocks: &[Block], role: Role, parent: ElementId) {
        for block in blocks {
            self.block(block, role, parent);
        }
    }

    pub(super) fn block(&mut self, block: &Block, role: Role, parent: ElementId) {
        let outer = (self.lang.clone(), self.direction);
        if let Some(lang) = &block.lang {
            self.lang = lang.clone();
            self.direction = direction_of(lang);
        }
        match &block.kind {
            BlockKind::Paragraph(text) => self.plain(text, role, Kind::Paragraph, parent),
            BlockKind::Crosshead { level, text } => {
                let role = if *level > 1 { Role::Subhead } else { Role::Crosshead };
                let level = (self.level + level).min(6);
                self.plain(text, role, Kind::Heading(level), parent);
                self.flush = true;
            }
            BlockKind::Quote(blocks) => {
                let quote = self.structure.add(parent, Kind::BlockQuote);
                self.group(Role::Quote, |this| this.blocks(blocks, Role::Quote, quote));
            }
            BlockKind::PullQuote(quote) => self.pull_quote(quote, parent),
            BlockKind::Verse(stanzas) => self.verse(stanzas, parent),
            BlockKind::List(list) => self.list(list, role, parent),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.flush = true;
                    self.plain(&definition.term, Role::Term, Kind::Paragraph, parent);
                    for meaning in &definition.meanings {
                        self.group(Role::Definition, |this| {
                            this.blocks(meaning, Role::Definition, parent);
                        });
                    }
                }
                self.flush = true;
            }
            BlockKind::Figure(figure) => self.figure(figure, parent),
            BlockKind::Table(table) => self.table(table, parent),
            BlockKind::Code(code) => {
                let element = self.structure.add(parent, Kind::Code);
                let text = strip_last_line_end(&code.text);
                self.flush = true;
                let node = self.paragraph(&text, Role::Code, element);
                self.push_role(node, Role::Code);
                self.flush = true;
            }
            BlockKind::Boxout(boxout) => self.boxout(boxout, parent),
            BlockKind::Letter(letter) => self.letter(letter, parent),
            BlockKind::Listing(listing) => {
                let element = self.structure.add(parent, Kind::Div);
                if let Some(title) = &listing.title {
                    let level = Kind::Heading((self.level + 1).min(6));
                    self.plain(title, Role::ListingTitle, level, element);
                }
                self.flush = true;
                self.blocks(&listing.entries, Role::Listing, element);
                self.flush = true;
            }
            BlockKind::Correction(blocks) => {
                let element = self.structure.add(parent, Kind::Div);
                let label = Wording::of(&self.lang).correction();
                self.correction_label(label, element);
                self.blocks(blocks, Role::Correction, element);
                self.flush = true;
            }
            BlockKind::Break => {
                self.push(NodeKind::Pause, (Abs::ZERO, Abs::ZERO), true);
                self.flush = true;
            }
        }
        (self.lang, self.direction) = outer;
    }

    /// A text block of one role under its own element.
    pub(super) fn plain(
        &mut self,
        text: &Text,
        role: Role,
        kind: Kind,
        parent: ElementId,
    ) {
        if text.is_blank() {
            return;
        }
        let element = self.structure.add(parent, kind);
        if self.lang != *self.shared.issue.lang_of(self.article) {
            self.structure.get_mut(element).lang = Some(self.lang.clone());
        }
        let node = self.paragraph(text, role, element);
        self.push_role(node, role);
        self.flush = false;
    }

    pub(super) fn paragraph(
        &mut self,
        text: &Text,
        role: Role,
        element: ElementId,
    ) -> NodeKind {
        let text = self.text(text, role, element);
        self.set_paragraph(text, role)
    }

    pub(super) fn set_paragraph(&mut self, text: SetText, role: Role) -> NodeKind {
        let look = self.shared.style.role(role);
        let indent = if self.flush { Abs::ZERO } else { look.indent.at(look.size) };
        NodeKind::Paragraph(Paragraph {
            text,
            leading: look.leading,
            align: look.align,
            indent,
            turned: turned(role).at(look.size),
            label: None,
            rule: None,
            whole: look.keep != crate::style::Keep::Free,
            initial: false,
        })
    }

    pub(super) fn push_role(&mut self, kind: NodeKind, role: Role) {
        let look = self.shared.style.role(role);
        let space = (look.space_before, look.space_after);
        let with_next = look.keep == crate::style::Keep::WithNext;
        let outer = self.inset;
        self.inset.0 += look.inset.at(look.size);
        self.push(kind, space, with_next);
        self.inset = outer;
    }

    pub(super) fn push(&mut self, kind: NodeKind, space: (Abs, Abs), with_next: bool) {
        self.body.push(Node {
            kind,
            before: space.0,
            after: space.1,
            inset: self.inset,
            with_next,
            in_box: self.in_box,
            artifact: self.artifact,
        });
    }

    /// Blocks whose role sets off the first and the last of them.
    pub(super) fn group(&mut self, role: Role, inside: impl FnOnce(&mut Self)) {
        let look = self.shared.style.role(role);
        let (before, after) = (look.space_before, look.space_after);
        let from = self.body.len();
        self.flush = true;
        inside(self);
        let last = self.body.len().checked_sub(1).filter(|last| *last >= from);
        for (at, node) in self.body.iter_mut().enumerate().skip(from) {
            if at > from {
                node.before = if node.before == before { Abs::ZERO } else { node.before };
            }
            if Some(at) != last {
                node.after = if node.after == after { Abs::ZERO } else { node.after };
            }
        }
        self.flush = true;
    }

    /// What follows is a correction, and says so.
    pub(super) fn correction_label(&mut self, label: &str, parent: ElementId) {
        let element = self.structure.add(parent, Kind::Paragraph);
        self.structure.get_mut(element).title = Some("x-label".into());
        let before =
            if self.body.is_empty() { Abs::ZERO } else { self.shared.style.grid.leading };
        let mut text = self.generated(label, Role::Correction, element);
        for piece in &mut text.pieces {
            let weight = piece.look.weight.max(Weight::BOLD);
            piece.look = Arc::new(Look { weight, ..Look::clone(&piece.look) });
        }
        self.flush = true;
        let node = self.set_paragraph(text, Role::Correction);
        self.push_role(node, Role::Correction);
        if let Some(node) = self.body.last_mut() {
            node.before = node.before.max(before);
            node.with_next = true;
        }
    }

    pub(super) fn pull_quote(&mut self, quote: &PullQuote, parent: ElementId) {
        let outer = self.artifact;
        // Its words stand in the text as well: speech passes over it.
        if quote.repeats {
            self.artifact = Some(Artifact::Repetition);
        }
        let element = self.structure.add(parent, Kind::BlockQuote);
        let inner = self.structure.add(element, Kind::Paragraph);
        self.flush = true;
        let sides = self.inset;
        // In one wide column a quote stands between white margins.
        if self.shared.style.grid.columns == 1 {
            let white = Em::new(2.4).at(self.shared.style.role(Role::PullQuote).size);
            self.inset = (sides.0 + white, sides.1 + white);
        }
        let mut node = self.paragraph(&quote.text, Role::PullQuote, inner);
        if let NodeKind::Paragraph(paragraph) = &mut node {
            paragraph.rule = Some(self.shared.style.rule.article);
        }
        self.push_role(node, Role::PullQuote);
        if let Some(by) = quote.by.as_ref().filter(|by| !by.is_blank()) {
            let after = self.body.last_mut().map(|node| {
                node.with_next = true;
                std::mem::take(&mut node.after)
            });
            self.plain(by, Role::Attribution, Kind::Paragraph, element);
            if let (Some(node), Some(after)) = (self.body.last_mut(), after) {
                node.after = node.after.max(after);
            }
        }
        self.inset = sides;
        self.artifact = outer;
    }

    pub(super) fn verse(&mut self, stanzas: &[Text], parent: ElementId) {
        let look = self.shared.style.role(Role::Verse);
        let gap = look.leading.max(look.space_before);
        for stanza in stanzas {
            self.flush = true;
            self.plain(stanza, Role::Verse, Kind::Paragraph, parent);
            if let Some(node) = self.body.last_mut() {
                node.before = gap;
                node.after = gap;
            }
        }
        self.flush = true;
    }

    pub(super) fn list(&mut self, list: &List, role: Role, parent: ElementId) {
        let numbering = match list.marker {
            ListMarker::Bullet => Numbering::Disc,
            ListMarker::Number(_) => Numbering::Decimal,
        };
        let role = if role == Role::Body { Role::ListItem } else { role };
        let element = self.structure.add(parent, Kind::List(numbering));
        let size = self.shared.style.role(role).size;
        let digits = match list.marker {
            ListMarker::Bullet => 1,
            ListMarker::Number(first) => {
                (u64::from(first) + list.items.len() as u64).to_string().len()
            }
        };
        let width =
            if numbering == Numbering::Disc { 1.1 } else { 0.9 + 0.55 * digits as f64 };
        for (at, item) in list.items.iter().enumerate() {
            let li = self.structure.add(element, Kind::ListItem);
            let label = self.structure.add(li, Kind::Label);
            self.structure.get_mut(label).title = Some("x-label".into());
            let mark = match (item.done, list.marker) {
                (Some(true), _) => "☑".to_owned(),
                (Some(false), _) => "☐".to_owned(),
                (None, ListMarker::Bullet) => "•".to_owned(),
                (None, ListMarker::Number(first)) => format!("{}.", first as usize + at),
            };
            let mark = self.generated(&mark, role, label);
            let body = self.structure.add(li, Kind::ListBody);
            let outer = self.inset;
            self.inset.0 += Em::new(width).at(size);
            let from = self.body.len();
            self.flush = true;
            self.blocks(&item.blocks, role, body);
            self.inset = outer;
            self.label_first(from, mark);
        }
        self.flush = true;
    }
}

/// Verse and program text that turn over show it.
fn turned(role: Role) -> Em {
    match role {
        Role::Verse => Em::new(1.5),
        Role::Code => Em::new(3.6),
        _ => Em::ZERO,
    }
}

/// A code block's text without its last line feed: it would set an empty line.
fn strip_last_line_end(text: &Text) -> Text {
    let mut text = text.clone();
    if let Some(Inline::Text(last) | Inline::Code(last)) = text.inlines.last_mut()
        && last.ends_with('\n')
    {
        last.pop();
    }
    text
}
