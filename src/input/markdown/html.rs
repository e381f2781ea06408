//! HTML tags to pieces of the tree: those that mean something in a paper. The others are
//! reported, and their words stay.

use std::collections::BTreeMap;
use std::ops::Range;

use html5gum::{DefaultEmitter, HtmlString, Spanned, StartTag, Token, Tokenizer};

use super::tree::{Kind, Node, Tree};
use crate::input::codes::{INVALID_LANGUAGE, UNKNOWN_ATTRIBUTE, UNKNOWN_TAG};
use crate::model::{Direction, Lang, ListMarker};

/// Lines of HTML and where each stands in the source.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    text: String,
    lines: Vec<(usize, usize)>,
}

impl Gathered {
    /// Adds a line that stands at `source`.
    pub(super) fn push(&mut self, line: &str, source: usize) {
        self.lines.push((self.text.len(), source));
        self.text.push_str(line);
    }

    fn source(&self, at: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= at);
        let (start, source) = self.lines[after.max(1) - 1];
        source + at - start
    }

    fn range(&self, span: html5gum::Span<usize>) -> Range<usize> {
        let start = self.source(span.start.min(self.text.len()));
        let last =
            span.end.clamp(span.start + 1, self.text.len().max(span.start + 1)) - 1;
        start..(self.source(last) + 1).max(start)
    }

    fn tokens(&self) -> impl Iterator<Item = Token<usize>> + '_ {
        let emitter = DefaultEmitter::<usize>::new_with_span();
        Tokenizer::new_with_emitter(self.text.as_str(), emitter).filter_map(Result::ok)
    }
}

/// A block of HTML: tags and the text between them.
pub(super) fn block(html: &Gathered, tree: &mut Tree<'_, '_>) {
    if html.text.is_empty() {
        return;
    }
    let mut pre = 0_u32;
    for token in html.tokens() {
        match token {
            Token::StartTag(tag) => {
                pre += u32::from(&**tag.name == b"pre");
                start(&tag, html, tree);
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                pre = pre.saturating_sub(u32::from(name == "pre"));
                end(&name, &html.range(tag.span), tree);
            }
            Token::String(text) => {
                let range = html.range(text.span);
                let text = String::from_utf8_lossy(&text).into_owned();
                let text = if pre > 0 { text } else { collapsed(&text) };
                tree.leaf(Kind::Text(text), range);
            }
            Token::Doctype(doctype) => {
                unknown("!doctype", &html.range(doctype.span), tree);
            }
            Token::Comment(_) | Token::Error(_) => {}
        }
    }
}

/// One tag in running text.
pub(super) fn inline(html: &Gathered, tree: &mut Tree<'_, '_>) {
    for token in html.tokens() {
        match token {
            Token::StartTag(tag) => start(&tag, html, tree),
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                end(&name, &html.range(tag.span), tree);
            }
            Token::String(text) => {
                let range = html.range(text.span);
                tree.leaf(Kind::Text(String::from_utf8_lossy(&text).into_owned()), range);
            }
            Token::Doctype(doctype) => {
                unknown("!doctype", &html.range(doctype.span), tree);
            }
            Token::Comment(_) | Token::Error(_) => {}
        }
    }
}

/// White space as HTML reads it.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether browsers end this element without being told.
pub(super) fn ends_by_itself(name: &str) -> bool {
    matches!(
        name,
        "p" | "li" | "dt" | "dd" | "td" | "th" | "tr" | "thead" | "tbody" | "tfoot"
    )
}

type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, usize>>;

fn attribute(attributes: &Attributes, name: &str) -> Option<String> {
    let value = attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

fn start(tag: &StartTag<usize>, html: &Gathered, tree: &mut Tree<'_, '_>) {
    let name = String::from_utf8_lossy(&tag.name).into_owned();
    let range = html.range(tag.span);
    end_before(&name, &range, tree);
    let mut node = Node::new(Kind::Plain, range.clone());
    (node.lang, node.dir) = language(&tag.attributes, &range, tree);
    node.id = attribute(&tag.attributes, "id").filter(|id| !id.is_empty());
    match name.as_str() {
        "br" => tree.leaf(Kind::HardBreak, range),
        "hr" => tree.leaf(Kind::Rule, range),
        "img" => {
            node.kind = Kind::Image {
                file: attribute(&tag.attributes, "src").unwrap_or_default(),
                title: String::new(),
                alt: attribute(&tag.attributes, "alt"),
            };
            tree.leaf_node(node);
        }
        // Hints to browsers where a word may be divided.
        "wbr" => {}
        "input" | "meta" | "link" | "source" | "embed" | "area" | "base" | "col"
        | "track" | "param" => unknown(&name, &range, tree),
        _ => {
            node.kind = kind(&name, &tag.attributes).unwrap_or_else(|| {
                unknown(&name, &range, tree);
                if is_block(&name) { Kind::Group } else { Kind::Plain }
            });
            if tag.self_closing {
                return;
            }
            tree.open_tag(&name, node);
        }
    }
}

fn end(name: &str, range: &Range<usize>, tree: &mut Tree<'_, '_>) {
    match name {
        "br" => tree.leaf(Kind::HardBreak, range.clone()),
        "hr" | "img" | "wbr" | "input" | "meta" | "link" => {}
        name => tree.close_tag(name, range),
    }
}

/// Ends what the beginning of `name` ends in browsers.
fn end_before(name: &str, range: &Range<usize>, tree: &mut Tree<'_, '_>) {
    let at = range.start;
    if is_block(name) {
        tree.end_implied(&["p"], &["li", "td", "th", "dd", "figure", "blockquote"], at);
    }
    match name {
        "li" => tree.end_implied(&["li"], &["ul", "ol"], at),
        "dt" | "dd" => tree.end_implied(&["dt", "dd"], &["dl"], at),
        "td" | "th" => tree.end_implied(&["td", "th"], &["tr", "table"], at),
        "tr" => tree.end_implied(&["tr"], &["table"], at),
        "thead" | "tbody" | "tfoot" => {
            tree.end_implied(&["thead", "tbody", "tfoot"], &["table"], at);
        }
        _ => {}
    }
}

/// What a tag means in a paper; `None` where it means nothing.
fn kind(name: &str, attributes: &Attributes) -> Option<Kind> {
    Some(match name {
        // In print a title stands where a typewriter underlined.
        "em" | "i" | "u" | "cite" | "dfn" | "var" => Kind::Emphasis,
        "strong" | "b" => Kind::Strong,
        "s" | "del" | "strike" => Kind::Strikethrough,
        "small-caps" => Kind::SmallCaps,
        "sup" => Kind::Superscript,
        "sub" => Kind::Subscript,
        "code" | "kbd" | "samp" | "tt" => Kind::Code(String::new()),
        "span" | "abbr" | "time" | "ins" | "bdi" | "bdo" => span(attributes),
        "a" => match attribute(attributes, "href") {
            Some(href) => Kind::Link(href),
            None => Kind::Plain,
        },
        "p" => Kind::Paragraph,
        "div" | "thead" | "tbody" | "tfoot" => Kind::Group,
        "blockquote" => Kind::Quote,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            Kind::Heading(name.as_bytes()[1] - b'0')
        }
        "ul" => Kind::List(ListMarker::Bullet),
        "ol" => {
            let first =
                attribute(attributes, "start").and_then(|start| start.parse().ok());
            Kind::List(ListMarker::Number(first.unwrap_or(1)))
        }
        "li" => Kind::Item,
        "dl" => Kind::Definitions,
        "dt" => Kind::Term,
        "dd" => Kind::Meaning,
        "pre" => Kind::CodeBlock(None),
        "figure" => Kind::Figure,
        "figcaption" | "caption" => Kind::Caption,
        "aside" | "details" => Kind::Boxout,
        "summary" => Kind::BoxoutTitle,
        "table" => Kind::Table(vec![]),
        "tr" => Kind::Row { head: false },
        "td" | "th" => Kind::Cell {
            head: name == "th",
            columns: count(attributes, "colspan"),
            rows: count(attributes, "rowspan"),
        },
        _ => return None,
    })
}

/// Small capitals under the names that other programs give them.
fn span(attributes: &Attributes) -> Kind {
    let class = attribute(attributes, "class").unwrap_or_default();
    let style = attribute(attributes, "style").unwrap_or_default();
    let caps = class
        .split_whitespace()
        .any(|c| matches!(c, "small-caps" | "smallcaps" | "sc" | "small_caps"));
    if caps || style.contains("small-caps") { Kind::SmallCaps } else { Kind::Plain }
}

fn count(attributes: &Attributes, name: &str) -> usize {
    let count = attribute(attributes, name).and_then(|text| text.parse().ok());
    count.unwrap_or(1_usize).clamp(1, 100)
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "blockquote"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "dl"
            | "pre"
            | "figure"
            | "figcaption"
            | "aside"
            | "details"
            | "table"
            | "hr"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "form"
            | "address"
            | "fieldset"
            | "center"
            | "hgroup"
    )
}

fn language(
    attributes: &Attributes,
    range: &Range<usize>,
    tree: &mut Tree<'_, '_>,
) -> (Option<Lang>, Option<Direction>) {
    let written =
        attribute(attributes, "lang").or_else(|| attribute(attributes, "xml:lang"));
    let lang = written.and_then(|text| match text.parse() {
        Ok(lang) => Some(lang),
        Err(wrong) => {
            let hint = "write a code like `en-GB`, `de` or `zh-Hant`";
            tree.findings().error(INVALID_LANGUAGE, range, format!("{wrong}"), hint);
            None
        }
    });
    let dir = match attribute(attributes, "dir").as_deref() {
        Some("rtl") => Some(Direction::Rtl),
        Some("ltr") => Some(Direction::Ltr),
        Some("auto") | None => None,
        Some(other) => {
            let message = format!("`dir` is `{other}`");
            tree.findings().warn(
                UNKNOWN_ATTRIBUTE,
                range,
                message,
                "write `rtl` or `ltr`",
            );
            None
        }
    };
    (lang, dir)
}

fn unknown(name: &str, range: &Range<usize>, tree: &mut Tree<'_, '_>) {
    tree.findings().warn(
        UNKNOWN_TAG,
        range,
        format!("`<{name}>` means nothing in a paper"),
        "its words are kept; take the tag out",
    );
}
