//! What an article is made of, as XHTML.

use std::collections::BTreeSet;

use crate::model::{
    Alignment, Block, BlockKind, Boxout, CodeBlock, Definition, Letter, List, ListMarker,
    Listing, PullQuote, Row, Table, Text, flat_text,
};

use super::images::Images;
use super::inlines::{Links, Page};
use super::plan::Marks;
use super::xml::{Attr, runs};

/// The text of an article on its way into a document.
pub(super) struct Story<'p> {
    pub(super) page: Page<'p>,
    pub(super) images: &'p Images,
    pub(super) marks: Marks,
    headings: Headings,
    ids: BTreeSet<String>,
    /// Boxes that were named by their headings.
    boxes: u32,
}

/// How deep headings stand: they never skip a level, whatever boxes stand between them.
#[derive(Copy, Clone, Debug)]
struct Headings {
    /// The level of the heading that holds the crossheads here.
    base: u8,
    /// The level of the heading under which the text stands.
    here: u8,
    /// The level of the last heading in the document.
    last: u8,
}

impl Headings {
    /// The headline alone.
    const HEADLINE: Self = Self { base: 1, here: 1, last: 1 };

    /// A crosshead of that level.
    fn crosshead(&mut self, level: u8) -> u8 {
        self.here = self.base.saturating_add(level.max(1)).min(self.last + 1).min(6);
        self.last = self.here;
        self.here
    }

    /// The heading of a box.
    fn boxed(&mut self) -> u8 {
        self.base = self.here;
        self.crosshead(1)
    }
}

/// What a paragraph follows: the first one of a passage is not indented.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum After {
    Opening,
    Paragraph,
    Other,
}

impl<'p> Story<'p> {
    pub(super) fn new(page: Page<'p>, images: &'p Images, marks: Marks) -> Self {
        let (headings, ids) = (Headings::HEADLINE, BTreeSet::new());
        Self { page, images, marks, headings, ids, boxes: 0 }
    }

    /// The body of the article: its first paragraph may have a large initial.
    pub(super) fn body(&mut self, blocks: &[Block]) {
        self.blocks_after(blocks, After::Opening);
    }

    /// Blocks inside others and after the body.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        self.blocks_after(blocks, After::Other);
    }

    fn blocks_after(&mut self, blocks: &[Block], mut after: After) {
        for block in blocks {
            self.block(block, after);
            after = match block.kind {
                BlockKind::Paragraph(_) => After::Paragraph,
                // A picture above the text leaves the large initial to the text.
                BlockKind::Figure(_) if after == After::Opening => After::Opening,
                _ => After::Other,
            };
        }
    }

    /// A text with its page markers.
    pub(super) fn text(&mut self, text: &Text) {
        self.text_with(text, Links::Live);
    }

    fn text_with(&mut self, text: &Text, links: Links) {
        let marks = self.marks.take(text);
        self.page.marked_text(text, marks, links);
    }

    /// An element that holds one text.
    pub(super) fn leaf(&mut self, name: &'static str, attrs: &[Attr<'_>], text: &Text) {
        self.page.xml.open(name, attrs);
        self.text(text);
        self.page.xml.close_block();
    }

    /// A heading. A page that begins with it is marked before it, so that its number is
    /// not read as part of the heading.
    pub(super) fn heading(&mut self, level: u8, attrs: &[Attr<'_>], text: &Text) {
        const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let (before, inside): (Vec<_>, Vec<_>) =
            self.marks.take(text).into_iter().partition(|mark| mark.at == 0);
        for mark in before {
            self.page.marker(&mark);
            self.page.xml.line();
        }
        self.page.xml.open(NAMES[usize::from(level.clamp(1, 6)) - 1], attrs);
        self.page.marked_text(text, inside, Links::Live);
        self.page.xml.close_block();
    }

    fn block(&mut self, block: &Block, after: After) {
        let outside = self.page.direction;
        let id = self.id_of(block);
        let mut attrs: Vec<Attr<'_>> = vec![];
        attrs.extend(id.as_deref().map(|id| ("id", id)));
        if let Some(lang) = &block.lang {
            attrs.extend(super::inlines::lang_of(&self.page, lang));
            self.page.direction = runs(lang);
        }
        self.kind(&block.kind, &attrs, after);
        self.page.direction = outside;
    }

    fn kind(&mut self, kind: &BlockKind, attrs: &[Attr<'_>], after: After) {
        match kind {
            BlockKind::Paragraph(text) => match after {
                After::Opening => self.leaf("p", &with(attrs, "opening"), text),
                After::Other => self.leaf("p", &with(attrs, "first"), text),
                After::Paragraph => self.leaf("p", attrs, text),
            },
            BlockKind::Crosshead { level, text } => {
                let class = if *level > 1 { "subhead" } else { "crosshead" };
                let level = self.headings.crosshead(*level);
                self.heading(level, &with(attrs, class), text);
            }
            BlockKind::Quote(blocks) => {
                self.within("blockquote", &with(attrs, "quote"), |s| s.blocks(blocks));
            }
            BlockKind::PullQuote(quote) => self.pull_quote(quote, attrs),
            BlockKind::Verse(stanzas) => {
                self.within("div", &with(attrs, "verse"), |s| {
                    for stanza in stanzas {
                        s.stanza(stanza);
                    }
                });
            }
            BlockKind::List(list) => self.list(list, attrs),
            BlockKind::Definitions(definitions) => {
                self.within("dl", &with(attrs, "definitions"), |s| {
                    for definition in definitions {
                        s.definition(definition);
                    }
                });
            }
            BlockKind::Figure(figure) => self.figure(figure, attrs),
            BlockKind::Table(table) => self.table(table, attrs),
            BlockKind::Code(code) => self.code(code, attrs),
            BlockKind::Boxout(boxout) => self.boxout(boxout, attrs),
            BlockKind::Letter(letter) => self.letter(letter, attrs),
            BlockKind::Listing(listing) => self.listing(listing, attrs),
            BlockKind::Correction(blocks) => {
                self.notice("correction", attrs, |s| {
                    let label = s.page.wording.correction();
                    s.page.xml.leaf_block("p", &[("class", "x-label")], label);
                    s.blocks(blocks);
                });
            }
            BlockKind::Break => {
                self.page.xml.empty("hr", &with(attrs, "break"));
                self.page.xml.line();
            }
        }
    }

    /// What the reader must know of the text: a correction, or what stands for a piece
    /// that was withdrawn.
    pub(super) fn notice(
        &mut self,
        class: &'static str,
        attrs: &[Attr<'_>],
        write: impl FnOnce(&mut Self),
    ) {
        let mut attrs = with(attrs, class);
        attrs.extend([("epub:type", "notice"), ("role", "doc-notice")]);
        self.within("div", &attrs, write);
    }

    pub(super) fn within(
        &mut self,
        name: &'static str,
        attrs: &[Attr<'_>],
        write: impl FnOnce(&mut Self),
    ) {
        self.page.xml.open(name, attrs);
        self.page.xml.line();
        write(self);
        self.page.xml.close_block();
    }

    /// A quote that repeats the text is for the eye: speech passes over it.
    fn pull_quote(&mut self, quote: &PullQuote, attrs: &[Attr<'_>]) {
        let mut attrs = with(attrs, "pull-quote");
        let links = if quote.repeats {
            attrs.push(("aria-hidden", "true"));
            Links::Inert
        } else {
            attrs.extend([("epub:type", "pullquote"), ("role", "doc-pullquote")]);
            Links::Live
        };
        self.within("div", &attrs, |s| {
            let texts = [
                ("pull-quote-text", Some(&quote.text)),
                ("attribution", quote.by.as_ref()),
            ];
            for (class, text) in texts {
                let Some(text) = text else { continue };
                s.page.xml.open("p", &[("class", class)]);
                s.text_with(text, links);
                s.page.xml.close_block();
            }
        });
    }

    fn stanza(&mut self, stanza: &Text) {
        self.page.xml.open("p", &[("class", "stanza")]);
        let marks = self.marks.take(stanza);
        self.page.lines(stanza, marks);
        self.page.xml.close_block();
    }

    fn list(&mut self, list: &List, attrs: &[Attr<'_>]) {
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
        let phrases = super::words::Phrases::of(&self.page.plan.issue.lang);
        let (shown, said) =
            if done { ("☑", phrases.done) } else { ("☐", phrases.to_do) };
        let attrs = [("class", "x-task"), ("role", "img"), ("aria-label", said)];
        self.page.xml.leaf("span", &attrs, shown);
        self.page.xml.text(" ");
    }

    fn definition(&mut self, definition: &Definition) {
        self.leaf("dt", &[], &definition.term);
        for meaning in &definition.meanings {
            self.item("dd", meaning, None);
        }
    }

    /// A table. Where its first column has no head, that column names the rows.
    fn table(&mut self, table: &Table, attrs: &[Attr<'_>]) {
        let first = match table.head.0.first() {
            Some(corner) if corner.is_blank() => Cell::RowHead,
            _ => Cell::Body,
        };
        self.within("table", &with(attrs, "table"), |s| {
            if let Some(caption) = &table.caption {
                s.leaf("caption", &[("class", "caption")], caption);
            }
            let columns = &table.columns;
            s.within("thead", &[], |s| s.row(&table.head, columns, [Cell::Head; 2]));
            if !table.rows.is_empty() {
                s.within("tbody", &[], |s| {
                    let kinds = [first, Cell::Body];
                    table.rows.iter().for_each(|row| s.row(row, columns, kinds));
                });
            }
        });
    }

    /// A row whose first cell is of the first kind, the others of the second.
    fn row(&mut self, row: &Row, columns: &[Alignment], [first, other]: [Cell; 2]) {
        self.page.xml.open("tr", &[]);
        self.page.xml.line();
        for (at, (text, column)) in row.0.iter().zip(columns).enumerate() {
            let mut attrs = vec![];
            match column {
                Alignment::Start => {}
                Alignment::Centre => attrs.push(("class", "centre")),
                Alignment::End => attrs.push(("class", "end")),
            }
            let kind = if at == 0 { first } else { other };
            // An empty head names nothing: speech would announce it for every cell.
            let scope = kind.scope().filter(|_| !text.is_blank());
            attrs.extend(scope.map(|scope| ("scope", scope)));
            self.leaf(if scope.is_some() { "th" } else { "td" }, &attrs, text);
        }
        self.page.xml.close_block();
    }

    fn code(&mut self, code: &CodeBlock, attrs: &[Attr<'_>]) {
        let mut attrs = with(attrs, "code");
        if !attrs.iter().any(|(name, _)| *name == "dir") {
            attrs.push(("dir", "ltr"));
        }
        self.page.xml.open("pre", &attrs);
        let language: String = (code.language.iter())
            .flat_map(|l| l.chars())
            .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '#'))
            .collect();
        let class = format!("language-{language}");
        let attrs = [("class", class.as_str())];
        self.page.xml.open("code", if language.is_empty() { &[] } else { &attrs });
        self.verbatim(&code.text);
        self.page.xml.close();
        self.page.xml.close_block();
    }

    /// Program text: its lines are in the characters themselves.
    fn verbatim(&mut self, text: &Text) {
        self.text_with(text, Links::Inert);
    }

    /// A box beside the story: a group with a name, not a landmark, of which a page
    /// should have few.
    fn boxout(&mut self, boxout: &Boxout, attrs: &[Attr<'_>]) {
        self.boxed("div", "boxout", boxout.title.as_ref(), attrs, |s| {
            s.blocks(&boxout.blocks);
        });
    }

    fn letter(&mut self, letter: &Letter, attrs: &[Attr<'_>]) {
        self.boxed("div", "letter", letter.title.as_ref(), attrs, |s| {
            s.blocks(&letter.blocks);
            s.signature(letter);
        });
    }

    fn listing(&mut self, listing: &Listing, attrs: &[Attr<'_>]) {
        self.boxed("div", "listing", listing.title.as_ref(), attrs, |s| {
            s.blocks(&listing.entries);
        });
    }

    fn boxed(
        &mut self,
        name: &'static str,
        class: &'static str,
        title: Option<&Text>,
        attrs: &[Attr<'_>],
        write: impl FnOnce(&mut Self),
    ) {
        let outside = self.headings;
        self.boxes += 1;
        let id = format!("{class}-{}", self.boxes);
        let title_class = format!("{class}-title");
        let mut attrs = with(attrs, class);
        if title.is_some() {
            attrs.extend([("role", "group"), ("aria-labelledby", id.as_str())]);
        }
        self.within(name, &attrs, |s| {
            if let Some(title) = title {
                let level = s.headings.boxed();
                s.heading(level, &[("class", &title_class), ("id", &id)], title);
            }
            write(s);
        });
        self.headings = Headings { last: self.headings.last, ..outside };
    }

    fn signature(&mut self, letter: &Letter) {
        if letter.from.is_none() && letter.place.is_none() {
            return;
        }
        self.page.xml.open("p", &[("class", "signature")]);
        if let Some(from) = &letter.from {
            self.page.xml.open("span", &[("class", "from")]);
            self.text(from);
            self.page.xml.close();
        }
        if let Some(place) = &letter.place {
            if letter.from.is_some() {
                let comma = self.page.wording.comma().trim();
                self.page.xml.leaf("span", &[("class", "x-comma")], comma);
                self.page.xml.text(" ");
            }
            self.page.xml.open("span", &[("class", "place")]);
            self.text(place);
            self.page.xml.close();
        }
        self.page.xml.close_block();
    }

    /// The identifier of a block that the author named, in our own row of names.
    fn id_of(&mut self, block: &Block) -> Option<String> {
        let name = block.id.as_deref()?;
        let plain: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' })
            .collect();
        let id = format!("id-{plain}");
        self.ids.insert(id.clone()).then_some(id)
    }

    /// A heading of our own after the article's text.
    pub(super) fn own_heading(&mut self, id: &str, text: &str) {
        self.headings = Headings::HEADLINE;
        self.headings.crosshead(1);
        self.headings.base = self.headings.here;
        self.page.xml.leaf_block("h2", &[("class", "x-heading"), ("id", id)], text);
    }
}

/// What a cell of a table is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Cell {
    /// It names its column.
    Head,
    /// It names its row.
    RowHead,
    /// It says something.
    Body,
}

impl Cell {
    fn scope(self) -> Option<&'static str> {
        match self {
            Self::Head => Some("col"),
            Self::RowHead => Some("row"),
            Self::Body => None,
        }
    }
}

/// The attributes with a class.
pub(super) fn with<'a>(attrs: &[Attr<'a>], class: &'a str) -> Vec<Attr<'a>> {
    std::iter::once(("class", class)).chain(attrs.iter().copied()).collect()
}

/// The titles of the letters of a page of letters, which stand for the standfirst that it
/// has not.
pub(super) fn letter_titles(blocks: &[Block]) -> Vec<&Text> {
    let titles: Vec<&Text> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Letter(letter) => letter.title.as_ref(),
            _ => None,
        })
        .filter(|title| !flat_text(title).trim().is_empty())
        .collect();
    if titles.len() > 1 { titles } else { vec![] }
}
