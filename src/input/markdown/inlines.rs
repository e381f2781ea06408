//! The tree to running text.

use std::ops::Range;

use super::blocks::{Composer, flat_code, inline_only};
use super::tree::{Kind, Node};
use super::{Headline, tidy, verse};
use crate::input::codes::{
    LINK_WITHOUT_TEXT, NESTED_LINK, PICTURE_MOVED, TEMPLATE_TAG, UNKNOWN_ATTRIBUTE,
};
use crate::input::findings::Findings;
use crate::input::link_to;
use crate::model::{BlockKind, Inline, NoteId, flat_inlines};

/// A text that stands alone: pictures and notes in it have no place and become words.
pub(super) fn running(
    nodes: Vec<Node>,
    place: &Range<usize>,
    findings: &mut Findings,
) -> Vec<Inline> {
    let mut composer = Composer::new(Headline::Given, findings);
    let mut inlines = composer.inlines(inline_only(nodes));
    verse::unguard(&mut inlines, verse::Indents::Dropped);
    for block in std::mem::take(&mut composer.pictures) {
        let message = "a picture inside a title or caption";
        let hint = "put it in a paragraph of its own; its description is kept as words";
        composer.findings.warn(PICTURE_MOVED, place, message, hint);
        if let BlockKind::Figure(figure) = block.kind {
            inlines.extend(figure.alt.map(|alt| Inline::Text(format!(" {alt}"))));
        }
    }
    tidy(&mut inlines);
    inlines
}

impl Composer<'_> {
    /// The inlines of nodes; what is no inline gives the inlines inside.
    pub(super) fn inlines(&mut self, nodes: Vec<Node>) -> Vec<Inline> {
        let mut inlines = vec![];
        let mut nodes = nodes.into_iter().peekable();
        while let Some(node) = nodes.next() {
            if let Kind::Image { .. } = node.kind {
                let attributes = take_attributes(&mut nodes);
                self.picture_in_text(node, attributes.as_deref());
                continue;
            }
            let (lang, dir, range) = (node.lang.clone(), node.dir, node.range.clone());
            let mut made = self.inline(node);
            match lang {
                Some(lang) if !made.is_empty() => {
                    made = vec![Inline::Lang { lang, dir, content: made }];
                }
                None if dir.is_some() => {
                    let message = "`dir` without `lang`";
                    let hint = "write `lang` beside it, such as `lang=\"ar\"`";
                    self.findings.warn(UNKNOWN_ATTRIBUTE, &range, message, hint);
                }
                _ => {}
            }
            inlines.append(&mut made);
        }
        inlines
    }

    fn inline(&mut self, node: Node) -> Vec<Inline> {
        let Node { kind, children, range, .. } = node;
        let one = match kind {
            Kind::Text(text) => {
                self.template_tags(&text, &range);
                Inline::Text(text)
            }
            Kind::Code(text) if children.is_empty() => Inline::Code(text),
            Kind::Code(mut text) => {
                for child in children {
                    flat_code(child, &mut text);
                }
                Inline::Code(text)
            }
            Kind::HardBreak => Inline::LineBreak,
            Kind::SoftBreak => Inline::Text("\n".into()),
            Kind::NoteCall(label) => Inline::NoteRef(NoteId(self.note_number(&label))),
            Kind::Task(done) => Inline::Text(if done { "[x] " } else { "[ ] " }.into()),
            Kind::Emphasis => Inline::Emphasis(self.inlines(children)),
            Kind::Strong => Inline::Strong(self.inlines(children)),
            Kind::Strikethrough => Inline::Strikethrough(self.inlines(children)),
            Kind::SmallCaps => Inline::SmallCaps(self.inlines(children)),
            Kind::Superscript => Inline::Superscript(self.inlines(children)),
            Kind::Subscript => Inline::Subscript(self.inlines(children)),
            Kind::Link(address) => return self.link(&address, children, &range),
            _ => {
                let flat = inline_only(children);
                return self.inlines(flat);
            }
        };
        vec![one]
    }

    fn link(
        &mut self,
        address: &str,
        nodes: Vec<Node>,
        range: &Range<usize>,
    ) -> Vec<Inline> {
        let pictures = self.pictures.len();
        let mut content = self.inlines(nodes);
        let mut pictures = self.pictures.split_off(pictures);
        if unlink(&mut content) {
            let message = "a link inside a link";
            self.findings.warn(NESTED_LINK, range, message, "the outer one counts");
        }
        if flat_inlines(&content).trim().is_empty() && pictures.is_empty() {
            let shown = address.strip_prefix("mailto:").unwrap_or(address);
            let message = format!("the link to `{address}` has no words");
            let hint = "its address stands for them; write `[what it is](…)`";
            self.findings.warn(LINK_WITHOUT_TEXT, range, message, hint);
            content = vec![Inline::Text(shown.into())];
        }
        let target = link_to::read(address, range, self.findings);
        for picture in &mut pictures {
            if let BlockKind::Figure(figure) = &mut picture.kind {
                figure.link = target.clone().or(figure.link.take());
            }
        }
        self.pictures.append(&mut pictures);
        match target {
            Some(target) if !flat_inlines(&content).trim().is_empty() => {
                vec![Inline::Link { target, content }]
            }
            _ => content,
        }
    }

    fn picture_in_text(&mut self, node: Node, attributes: Option<&str>) {
        let range = node.range.clone();
        let message = "a picture inside a text";
        let hint = "it is set after the paragraph; give it a paragraph of its own";
        self.findings.warn(PICTURE_MOVED, &range, message, hint);
        let figure = self.figure(node, attributes);
        self.pictures.push(figure);
    }

    /// Reports tags of a website's templates: they stay, so that nothing is lost unseen.
    fn template_tags(&mut self, text: &str, range: &Range<usize>) {
        let pairs = [("{%", "%}"), ("{{", "}}")];
        let Some((open, close)) = pairs.into_iter().find(|(open, _)| text.contains(open))
        else {
            return;
        };
        let start = text.find(open).unwrap_or(0);
        let end = text[start..].find(close).map_or(text.len(), |at| start + at + 2);
        let tag = text[start..end].trim();
        // A range that fits the words; entities make the source longer.
        let at = range.start + start
            ..(range.start + end).min(range.end.max(range.start + end));
        let message = format!("`{tag}` is a tag of a website's templates");
        self.findings.warn(TEMPLATE_TAG, &at, message, "take it out");
    }
}

/// Takes links inside a link apart; whether there were any.
fn unlink(inlines: &mut Vec<Inline>) -> bool {
    let mut found = false;
    let mut plain = vec![];
    for mut inline in std::mem::take(inlines) {
        if let Some(children) = inline.children_mut() {
            found |= unlink(children);
        }
        match inline {
            Inline::Link { content, .. } => {
                found = true;
                plain.extend(content);
            }
            other => plain.push(other),
        }
    }
    *inlines = plain;
    found
}

/// The list of attributes in braces right behind a picture, taken from the text there.
pub(super) fn take_attributes(
    nodes: &mut std::iter::Peekable<std::vec::IntoIter<Node>>,
) -> Option<String> {
    let Some(Node { kind: Kind::Text(text), .. }) = nodes.peek_mut() else { return None };
    let end = text.strip_prefix('{')?.find('}')? + 1;
    let list = text[1..end].to_owned();
    text.drain(..=end);
    Some(list)
}
