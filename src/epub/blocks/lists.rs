//! Lists: numbered, of tasks, of terms and what they mean.

use super::{Story, with};
use crate::epub::words::Phrases;
use crate::epub::xml::Attr;
use crate::model::{Block, BlockKind, Definition, List, ListMarker};

impl Story<'_> {
    pub(super) fn list(&mut self, list: &List, attrs: &[Attr<'_>]) {
        let tasks = list.items.iter().any(|item| item.done.is_some());
        let mut attrs = with(attrs, if tasks { "list tasks" } else { "list" });
        let start = match list.marker {
            ListMarker::Number(n) => Some(n.to_string()),
            ListMarker::Bullet => None,
        };
        attrs.extend(start.iter().filter(|n| *n != "1").map(|n| ("start", n.as_str())));
        let name = if start.is_some() { "ol" } else { "ul" };
        self.within(name, &attrs, |s| {
            for item in &list.items {
                s.item("li", &item.blocks, item.done);
            }
        });
    }

    /// An item or a meaning. A single paragraph is its text; more keep their elements.
    fn item(&mut self, name: &'static str, blocks: &[Block], done: Option<bool>) {
        let (first, rest) = match blocks {
            [
                Block { kind: BlockKind::Paragraph(text), lang: None, id: None, .. },
                rest @ ..,
            ] if rest.iter().all(|b| matches!(b.kind, BlockKind::List(_))) => {
                (Some(text), rest)
            }
            blocks => (None, blocks),
        };
        self.page.xml.open(name, &[]);
        if let Some(done) = done {
            self.task(done);
        }
        if let Some(text) = first {
            self.text(text);
        }
        if !rest.is_empty() {
            self.page.xml.line();
            self.blocks(rest);
        }
        self.page.xml.close_block();
    }

    /// Whether a task is done, for the eye as a box and for the ear as a word.
    fn task(&mut self, done: bool) {
        let phrases = Phrases::of(&self.page.plan.issue.lang);
        let (shown, said) =
            if done { ("☑", phrases.done) } else { ("☐", phrases.to_do) };
        let attrs = [("class", "x-task"), ("role", "img"), ("aria-label", said)];
        self.page.xml.leaf("span", &attrs, shown);
        self.page.xml.text(" ");
    }

    pub(super) fn definition(&mut self, definition: &Definition) {
        self.leaf("dt", &[], &definition.term);
        for meaning in &definition.meanings {
            self.item("dd", meaning, None);
        }
    }
}
