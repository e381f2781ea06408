//! The parser's events into the tree.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment as Align, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType,
    Options, Parser, RefDefs, Tag, TagEnd,
};

use super::html;
use super::marks;
use super::prepared::Prepared;
use super::tree::{Kind, Node, Tree};
use crate::input::codes::{UNDEFINED_REFERENCE, UNUSED_REFERENCE};
use crate::input::findings::Findings;
use crate::model::{Alignment, ListMarker};

/// The tree of a prepared text.
pub(super) fn read(prepared: &Prepared, findings: &mut Findings) -> Vec<Node> {
    let mut broken = vec![];
    let mut on_broken = |link: BrokenLink<'_>| {
        if link.link_type == LinkType::Reference {
            broken.push((link.span.clone(), link.reference.to_string()));
        }
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let parser = Parser::new_with_broken_link_callback(
        &prepared.text,
        options(),
        Some(&mut on_broken),
    );
    let mut events = parser.into_offset_iter();
    let mut unused = addresses(events.reference_definitions());
    let mut tree = Tree::new(prepared, findings);
    for (event, range) in events.by_ref() {
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = &event {
            unused.remove(&marks::folded(id));
        }
        tree.event(event, range);
    }
    drop(events);
    tree.finish();
    let nodes = std::mem::take(&mut tree.roots);
    for (range, reference) in broken {
        findings.warn(
            UNDEFINED_REFERENCE,
            &prepared.range(&range),
            format!("nothing says where `[{reference}]` leads"),
            format!("write `[{reference}]: https://…` on a line of its own"),
        );
    }
    for (label, range) in unused {
        let message = format!("no link refers to `[{label}]`");
        let hint = "its address is left out; take it out, or write `[words][…]`";
        findings.warn(UNUSED_REFERENCE, &prepared.range(&range), message, hint);
    }
    nodes
}

/// The addresses for references, by their labels, with their places.
fn addresses(definitions: &RefDefs<'_>) -> BTreeMap<String, Range<usize>> {
    definitions
        .iter()
        .map(|(label, def)| (marks::folded(label), def.span.clone()))
        .collect()
}

/// CommonMark and what editors expect beside it. Not `$` for formulas: papers write
/// prices. Raised and lowered words come as tags.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
}

impl Tree<'_, '_> {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        let range = self.prepared.range(&at);
        match event {
            Event::Start(Tag::HtmlBlock) => self.html = Some(html::Gathered::default()),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(html) = self.html.take() {
                    html::block(&html, self);
                    self.end_inline_tags(range.end);
                }
            }
            Event::Html(text) => {
                if let Some(fence) = self.prepared.fence_at(&at).cloned() {
                    self.fence(fence);
                } else {
                    self.html.get_or_insert_default().push(&text, range.start);
                }
            }
            Event::Start(tag) => self.start_tag(tag, range),
            Event::End(_) => self.end(range.end),
            Event::InlineHtml(text) => {
                let mut tag = html::Gathered::default();
                tag.push(&text, range.start);
                html::inline(&tag, self);
            }
            Event::Text(text) => self.leaf(Kind::Text(text.into_string()), range),
            Event::Code(text) => self.leaf(Kind::Code(text.into_string()), range),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.leaf(Kind::Code(text.into_string()), range);
            }
            Event::FootnoteReference(label) => {
                self.leaf(Kind::NoteCall(label.into_string()), range);
            }
            Event::SoftBreak => self.leaf(Kind::SoftBreak, range),
            Event::HardBreak => self.leaf(Kind::HardBreak, range),
            Event::Rule => self.leaf(Kind::Rule, range),
            Event::TaskListMarker(done) => self.leaf(Kind::Task(done), range),
        }
    }

    fn start_tag(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let id = match &tag {
            Tag::Heading { id, .. } => id.as_ref().map(ToString::to_string),
            _ => None,
        };
        let kind = kind(tag, self);
        self.start(Node { id, ..Node::new(kind, range) });
    }
}

/// What a tag of the parser is; an image keeps what stands behind its address.
fn kind(tag: Tag<'_>, tree: &Tree<'_, '_>) -> Kind {
    match tag {
        Tag::Paragraph => Kind::Paragraph,
        Tag::Heading { level, .. } => Kind::Heading(level_of(level)),
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            let language = info.split([' ', ',', '{']).next().unwrap_or_default();
            Kind::CodeBlock((!language.is_empty()).then(|| language.into()))
        }
        Tag::CodeBlock(CodeBlockKind::Indented) => Kind::CodeBlock(None),
        Tag::List(Some(first)) => {
            Kind::List(ListMarker::Number(u32::try_from(first).unwrap_or(1)))
        }
        Tag::List(None) => Kind::List(ListMarker::Bullet),
        Tag::Item => Kind::Item,
        Tag::FootnoteDefinition(label) => Kind::NoteText(label.into_string()),
        Tag::DefinitionList => Kind::Definitions,
        Tag::DefinitionListTitle => Kind::Term,
        Tag::DefinitionListDefinition => Kind::Meaning,
        Tag::Table(columns) => Kind::Table(columns.into_iter().map(alignment).collect()),
        Tag::TableHead => Kind::Row { head: true },
        Tag::TableRow => Kind::Row { head: false },
        Tag::TableCell => {
            let head = tree.in_head();
            Kind::Cell { head, columns: 1, rows: 1 }
        }
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Strikethrough,
        Tag::Superscript => Kind::Superscript,
        Tag::Subscript => Kind::Subscript,
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
            Kind::Link(format!("mailto:{dest_url}"))
        }
        Tag::Link { dest_url, .. } => Kind::Link(dest_url.into_string()),
        Tag::Image { dest_url, title, .. } => Kind::Image {
            file: dest_url.into_string(),
            title: title.into_string(),
            alt: None,
        },
        Tag::HtmlBlock | Tag::MetadataBlock(_) => Kind::Group,
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    level as u8
}

fn alignment(align: Align) -> Alignment {
    match align {
        Align::None | Align::Left => Alignment::Start,
        Align::Center => Alignment::Centre,
        Align::Right => Alignment::End,
    }
}
