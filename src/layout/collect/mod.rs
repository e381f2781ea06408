//! Step 1: an article becomes a [`Story`]: its texts with looks, its structure with tags.
//!
//! In: an article of the model, the style and what is known of pages. Out: a [`Story`].
//! Start at [`story`]; [`blocks`] and [`display`] hold a function for each kind of block,
//! [`super::inlines`] what is inside a text.

mod blocks;
mod display;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::frame::{Artifact, LinkTarget};
use super::story::{BoxLook, HeadKind, HeadPart, Node, NodeKind, Story};
use super::structure::{ElementId, Kind, Structure};
use super::text::{LinkTo, SetText};
use crate::model::{
    Article, ArticleIndex, Block, BlockKind, Direction, Issue, Lang, NoteId, Role, Text,
    Wording,
};
use crate::picture::Pictures;
use crate::style::Style;
use crate::unit::{Abs, Em};

/// What every story of an issue shares.
pub(super) struct Shared<'a> {
    pub(super) issue: &'a Issue,
    pub(super) style: &'a Style,
    pub(super) pictures: &'a Pictures,
    pub(super) index: ArticleIndex<'a>,
    /// The first folio of each article, as far as it is known.
    pub(super) folios: &'a [Option<String>],
}

/// Shorter articles, in characters of their text, have no large initial.
const INITIAL_FROM: usize = 1200;

/// Collects an article; its elements go under `parent`, its headline is of that level.
pub(super) fn story(
    shared: &Shared<'_>,
    article: &Article,
    index: usize,
    (parent, level): (ElementId, u8),
    structure: &mut Structure,
) -> Story {
    let lang = shared.issue.lang_of(article).clone();
    let direction = direction_of(&lang);
    let element = structure.add(parent, Kind::Art);
    if lang != shared.issue.lang {
        structure.get_mut(element).lang = Some(lang.clone());
    }
    let mut collector = Collector {
        shared,
        article,
        level,
        number: index as u32,
        lang,
        direction,
        structure,
        body: vec![],
        boxes: vec![],
        notes_from: None,
        notes: vec![],
        called: BTreeSet::new(),
        in_box: None,
        artifact: None,
        inset: (Abs::ZERO, Abs::ZERO),
        flush: true,
    };
    let head = collector.head(element);
    collector.called.clear();
    collector.blocks(&article.body, Role::Body, element);
    collector.initial();
    collector.after_matter(element);
    let Collector { body, boxes, notes_from, notes, .. } = collector;
    Story {
        index,
        slug: article.slug.to_string(),
        title: article.title(),
        direction,
        priority: article.priority,
        head,
        titles: titles(article, shared.style),
        body,
        notes_from,
        notes,
        boxes,
    }
}

/// The size of the largest titles in an article: those of its letters.
fn titles(article: &Article, style: &Style) -> Abs {
    let titled = |block: &Block| match &block.kind {
        BlockKind::Letter(letter) => letter.title.is_some(),
        _ => false,
    };
    let any = article.body.iter().any(titled);
    if any { style.role(Role::LetterTitle).size } else { Abs::ZERO }
}

pub(super) fn direction_of(lang: &Lang) -> Direction {
    if lang.is_rtl() { Direction::Rtl } else { Direction::Ltr }
}

pub(super) struct Collector<'a, 'b> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) article: &'a Article,
    /// The level of the headline.
    pub(super) level: u8,
    pub(super) number: u32,
    pub(super) lang: Lang,
    pub(super) direction: Direction,
    pub(super) structure: &'b mut Structure,
    pub(super) body: Vec<Node>,
    pub(super) boxes: Vec<BoxLook>,
    pub(super) notes_from: Option<usize>,
    pub(super) notes: Vec<Range<usize>>,
    /// The notes that the body has called.
    pub(super) called: BTreeSet<u32>,
    pub(super) in_box: Option<usize>,
    pub(super) artifact: Option<Artifact>,
    pub(super) inset: (Abs, Abs),
    /// Whether the next paragraph begins without an indent.
    pub(super) flush: bool,
}

impl Collector<'_, '_> {
    pub(super) fn head(&mut self, art: ElementId) -> Vec<HeadPart> {
        let article = self.article;
        let level = self.level;
        let mut head = vec![];
        let mut part = |this: &mut Self, kind, role, text: &Option<Text>, tag| {
            if let Some(text) = text.as_ref().filter(|t| !t.is_blank()) {
                let element = this.structure.add(art, tag);
                let mut text = this.text(text, role, element);
                if kind == HeadKind::Headline {
                    let slug = this.article.slug.to_string();
                    if let Some(first) = text.pieces.first_mut() {
                        first.anchor = Some(slug);
                    }
                }
                let look = this.shared.style.role(role);
                head.push(HeadPart {
                    kind,
                    text,
                    leading: look.leading,
                    align: look.align,
                });
            }
        };
        let heading = Kind::Heading(level);
        part(self, HeadKind::Kicker, Role::Kicker, &article.kicker, Kind::Paragraph);
        let headline = Some(article.headline.clone());
        part(self, HeadKind::Headline, Role::Headline, &headline, heading);
        let standfirst = &article.standfirst;
        part(self, HeadKind::Standfirst, Role::Standfirst, standfirst, Kind::Paragraph);
        part(self, HeadKind::Byline, Role::Byline, &article.byline, Kind::Paragraph);
        part(self, HeadKind::Byline, Role::Dateline, &article.dateline, Kind::Paragraph);
        head
    }

    /// An article of some length begins with a large initial.
    pub(super) fn initial(&mut self) {
        let lines = self.shared.style.dropcap.lines;
        let begins = self.article.body.first().map(|block| &block.kind);
        let long = self.body.iter().flat_map(Node::letters).count();
        if lines < 2
            || long < INITIAL_FROM
            || !matches!(begins, Some(BlockKind::Paragraph(_)))
        {
            return;
        }
        if let Some(NodeKind::Paragraph(first)) =
            self.body.first_mut().map(|node| &mut node.kind)
        {
            first.initial = true;
        }
    }

    /// Corrections, notes and the source, after the text.
    pub(super) fn after_matter(&mut self, art: ElementId) {
        let article = self.article;
        if !article.corrections.is_empty() {
            let wording = Wording::of(&self.lang);
            let one = article.corrections.len() == 1;
            let label = if one { wording.correction() } else { wording.corrections() };
            self.correction_label(label, art);
            self.blocks(&article.corrections, Role::Correction, art);
        }
        if !article.notes.is_empty() {
            let hairline = self.shared.style.rule.hairline;
            let line = self.shared.style.grid.leading;
            self.notes_from = Some(self.body.len());
            self.push(NodeKind::Rule(hairline), (line / 2, line / 2), true);
        }
        for (at, note) in article.notes.iter().enumerate() {
            let from = self.body.len();
            self.note(art, NoteId(at as u32 + 1), &note.blocks);
            self.notes.push(from..self.body.len());
        }
        if let Some(source) = article.source.as_ref().filter(|s| !s.is_blank()) {
            let element = self.structure.add(art, Kind::Paragraph);
            let before = self.shared.style.grid.leading;
            self.flush = true;
            let node = self.paragraph(source, Role::SourceLine, element);
            self.push(node, (before, Abs::ZERO), false);
        }
    }

    pub(super) fn note(&mut self, art: ElementId, id: NoteId, blocks: &[Block]) {
        let note = self.structure.add(art, Kind::Note);
        let label = self.structure.add(note, Kind::Label);
        self.structure.get_mut(label).title = Some("x-label".into());
        let slug = self.article.slug.to_string();
        let link = LinkTo {
            target: LinkTarget::Destination(format!("{slug}.call-{}", id.0)),
            contents: Wording::of(&self.lang).back_to_text().to_owned(),
        };
        let back = self.structure.add(label, Kind::Link);
        let mut mark = self.generated(&id.0.to_string(), Role::Note, back);
        mark.pieces[0].link = Some(Arc::new(link));
        mark.pieces[0].anchor = Some(format!("{slug}.note-{}", id.0));
        let inset = self.inset;
        self.inset.0 += Em::new(1.4).at(self.shared.style.role(Role::Note).size);
        let from = self.body.len();
        self.flush = true;
        self.blocks(blocks, Role::Note, note);
        self.inset = inset;
        self.label_first(from, mark);
    }

    /// Gives the first paragraph from `from` on a label.
    pub(super) fn label_first(&mut self, from: usize, mark: SetText) {
        for node in &mut self.body[from..] {
            if let NodeKind::Paragraph(paragraph) = &mut node.kind {
                paragraph.label = Some(mark);
                paragraph.indent = Abs::ZERO;
                return;
            }
        }
    }
}
