//! What an article is made of, as XHTML.
//!
//! In: blocks. Out: a document that grows ([`Story`]). Start at [`Story::body`]; lists, tables
//! and boxes have files of their own.

mod boxes;
mod headings;
mod lists;
mod tables;

use std::collections::BTreeSet;

use super::images::Images;
use super::inlines::{Links, Page};
use super::plan::Marks;
use super::xml::{Attr, runs};
use crate::model::{Block, BlockKind, CodeBlock, PullQuote, Text, flat_text};
use headings::Headings;

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
