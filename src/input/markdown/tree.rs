//! The text as a tree: the parser's events, HTML tags and parts, nested as one.
//!
//! Nothing is judged here but nesting: tags without partners, parts without ends, too
//! much depth.

use std::ops::Range;

use super::fence::{Fence, Opening};
use super::html;
use super::prepared::Prepared;
use crate::input::codes::{STRAY_PART_END, TOO_DEEP, UNCLOSED_PART, UNPAIRED_TAG};
use crate::input::findings::Findings;
use crate::model::{Alignment, Direction, Lang, ListMarker};

/// A piece of the text and what is inside.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// The language and direction an HTML tag gives it.
    pub(super) lang: Option<Lang>,
    pub(super) dir: Option<Direction>,
    pub(super) id: Option<String>,
    pub(super) children: Vec<Node>,
    /// Where it stands in the source.
    pub(super) range: Range<usize>,
}

impl Node {
    pub(super) fn new(kind: Kind, range: Range<usize>) -> Self {
        Self { kind, lang: None, dir: None, id: None, children: vec![], range }
    }
}

/// The kinds of piece.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    // Leaves of running text.
    Text(String),
    Code(String),
    HardBreak,
    SoftBreak,
    NoteCall(String),
    Task(bool),
    // What holds running text.
    Emphasis,
    Strong,
    Strikethrough,
    SmallCaps,
    Superscript,
    Subscript,
    Link(String),
    Image { file: String, title: String, alt: Option<String> },
    Plain,
    // Blocks.
    Paragraph,
    Heading(u8),
    Quote,
    List(ListMarker),
    Item,
    CodeBlock(Option<String>),
    Rule,
    Table(Vec<Alignment>),
    Row { head: bool },
    Cell { head: bool, columns: usize, rows: usize },
    Definitions,
    Term,
    Meaning,
    NoteText(String),
    Part(Box<Opening>),
    Figure,
    Caption,
    Boxout,
    BoxoutTitle,
    Group,
}

impl Kind {
    /// Whether it stands in running text.
    pub(super) fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Text(_)
                | Self::Code(_)
                | Self::HardBreak
                | Self::SoftBreak
                | Self::NoteCall(_)
                | Self::Task(_)
                | Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::SmallCaps
                | Self::Superscript
                | Self::Subscript
                | Self::Link(_)
                | Self::Image { .. }
                | Self::Plain
        )
    }
}

/// More than any page can show, and few enough for every program that reads the model.
const DEEPEST: usize = 24;

/// Who opened a node, and so who may close it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum By {
    Parser,
    Tag(String),
    Fence,
}

struct Open {
    node: Node,
    by: By,
}

/// The tree as it grows.
pub(super) struct Tree<'p, 'f> {
    pub(super) prepared: &'p Prepared,
    findings: &'f mut Findings,
    pub(super) roots: Vec<Node>,
    open: Vec<Open>,
    /// Containers of the parser passed over because of their depth.
    passed_over: usize,
    /// Parts passed over.
    parts_passed_over: usize,
    told_depth: bool,
    /// The HTML block being gathered, with where each line of it stands.
    pub(super) html: Option<html::Gathered>,
}

impl<'p, 'f> Tree<'p, 'f> {
    pub(super) fn new(prepared: &'p Prepared, findings: &'f mut Findings) -> Self {
        Self {
            prepared,
            findings,
            roots: vec![],
            open: vec![],
            passed_over: 0,
            parts_passed_over: 0,
            told_depth: false,
            html: None,
        }
    }

    /// Opens what the parser opened.
    pub(super) fn start(&mut self, node: Node) {
        if self.open.len() >= DEEPEST {
            self.passed_over += 1;
            self.tell_depth(&node.range);
            return;
        }
        self.open.push(Open { node, by: By::Parser });
    }

    /// Whether the row that is open is one of heads.
    pub(super) fn in_head(&self) -> bool {
        self.open.last().is_some_and(|open| open.node.kind == Kind::Row { head: true })
    }

    /// Closes it, and the tags left open in it.
    pub(super) fn end(&mut self, end: usize) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        while let Some(open) = self.open.last() {
            let by = open.by.clone();
            if let By::Tag(name) = &by {
                self.unclosed(&name.clone());
            }
            self.close(end);
            if by == By::Parser {
                break;
            }
        }
    }

    fn tell_depth(&mut self, range: &Range<usize>) {
        if !self.told_depth {
            self.told_depth = true;
            let message = format!("blocks lie more than {DEEPEST} deep in one another");
            self.findings.warn(TOO_DEEP, range, message, "the deepest are set plainly");
        }
    }

    /// Closes the innermost open node, whoever opened it.
    fn close(&mut self, end: usize) {
        if let Some(mut open) = self.open.pop() {
            open.node.range.end = open.node.range.end.max(end);
            self.push(open.node);
        }
    }

    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.node.children.push(node),
            None => self.roots.push(node),
        }
    }

    /// Adds a piece without children.
    pub(super) fn leaf(&mut self, kind: Kind, range: Range<usize>) {
        self.push(Node::new(kind, range));
    }

    /// Adds a piece that a tag made.
    pub(super) fn leaf_node(&mut self, node: Node) {
        self.push(node);
    }

    pub(super) fn findings(&mut self) -> &mut Findings {
        self.findings
    }

    pub(super) fn fence(&mut self, fence: Fence) {
        match fence {
            Fence::Open(opening) => {
                let range = opening.range.clone();
                if self.open.len() >= DEEPEST {
                    self.parts_passed_over += 1;
                    self.tell_depth(&range);
                    return;
                }
                let node = Node::new(Kind::Part(Box::new(opening)), range);
                self.open.push(Open { node, by: By::Fence });
            }
            Fence::Close(_) if self.parts_passed_over > 0 => self.parts_passed_over -= 1,
            Fence::Close(range) => {
                if !self.open.iter().any(|open| open.by == By::Fence) {
                    let message = "`:::` ends no part";
                    self.findings.warn(STRAY_PART_END, &range, message, "take it out");
                    return;
                }
                while let Some(by) = self.open.last().map(|open| open.by.clone()) {
                    if let By::Tag(name) = &by {
                        self.unclosed(&name.clone());
                    }
                    self.close(range.end);
                    if by == By::Fence {
                        break;
                    }
                }
            }
        }
    }

    /// Opens a node for an HTML tag.
    pub(super) fn open_tag(&mut self, name: &str, node: Node) {
        if self.open.len() >= DEEPEST {
            self.tell_depth(&node.range);
            return;
        }
        self.open.push(Open { node, by: By::Tag(name.into()) });
    }

    /// Closes the node of an HTML tag, and what was left open in it.
    pub(super) fn close_tag(&mut self, name: &str, range: &Range<usize>) {
        if self.depth_of(&[name], &[]).is_none() {
            // Tags whose ends browsers supply, and those passed over for their depth.
            if !matches!(name, "p" | "br" | "li" | "td" | "tr") && !self.told_depth {
                self.findings.warn(
                    UNPAIRED_TAG,
                    range,
                    format!("`</{name}>` ends nothing"),
                    "take it out, or write its beginning before it",
                );
            }
            return;
        }
        while let Some(By::Tag(open)) = self.open.last().map(|open| open.by.clone()) {
            if open != name && !html::ends_by_itself(&open) {
                self.unclosed(&open.clone());
            }
            self.close(range.end);
            if open == name {
                return;
            }
        }
    }

    /// Closes the nearest open tag of one of `names` unless one of `barriers` stands
    /// before it: as browsers end a paragraph where the next begins.
    pub(super) fn end_implied(&mut self, names: &[&str], barriers: &[&str], at: usize) {
        if let Some(depth) = self.depth_of(names, barriers) {
            while self.open.len() > depth {
                self.close(at);
            }
        }
    }

    /// The depth of the nearest open tag of one of `names`, not beyond what the parser or
    /// a part has opened, nor beyond one of `barriers`.
    fn depth_of(&self, names: &[&str], barriers: &[&str]) -> Option<usize> {
        for (depth, open) in self.open.iter().enumerate().rev() {
            match &open.by {
                By::Tag(name) if names.contains(&name.as_str()) => return Some(depth),
                By::Tag(name) if !barriers.contains(&name.as_str()) => {}
                _ => return None,
            }
        }
        None
    }

    /// Closes what a block of HTML left open in its running text, so that it does not
    /// swallow the blocks below.
    pub(super) fn end_inline_tags(&mut self, at: usize) {
        while let Some(Open { node, by: By::Tag(name) }) = self.open.last() {
            if !node.kind.is_inline() {
                return;
            }
            self.unclosed(&name.clone());
            self.close(at);
        }
    }

    fn unclosed(&mut self, name: &str) {
        if html::ends_by_itself(name) {
            return;
        }
        let range = self.open.last().map_or(0..0, |open| open.node.range.clone());
        let at = range.start..range.start + name.len() + 1;
        self.findings.warn(
            UNPAIRED_TAG,
            &at,
            format!("`<{name}>` has no end"),
            format!("write `</{name}>` behind it"),
        );
    }

    pub(super) fn finish(&mut self) {
        while let Some(open) = self.open.last() {
            let end = open.node.range.end;
            match &open.by {
                By::Tag(name) => self.unclosed(&name.clone()),
                By::Fence => {
                    let range = open.node.range.clone();
                    self.findings.error(
                        UNCLOSED_PART,
                        &range,
                        "the part has no end",
                        "write `:::` on a line of its own where it ends",
                    );
                }
                By::Parser => {}
            }
            self.close(end);
        }
    }
}
