//! Step 1: an article becomes a [`Story`]: its texts with looks, its structure with tags.

use std::ops::Range;
use std::sync::Arc;

use super::frame::{Artifact, LinkTarget};
use super::story::{
    BoxLook, FigureNode, HeadKind, HeadPart, Node, NodeKind, Paragraph, Story, TableNode,
};
use super::structure::{ElementId, Kind, Numbering, Structure};
use super::text::{LinkTo, Look, Piece, SetText};
use crate::model::{
    Article, ArticleIndex, Block, BlockKind, Boxout, Direction, Figure, Inline, Issue,
    Lang, Letter, List, ListMarker, NoteId, PullQuote, Role, Table, Text, Wording,
    flat_text,
};
use crate::picture::Pictures;
use crate::style::{Ground, Style, Weight};
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

/// Shorter articles, in bytes of their text, have no large initial.
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
        in_box: None,
        artifact: None,
        inset: (Abs::ZERO, Abs::ZERO),
        flush: true,
    };
    let head = collector.head(element);
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
    pub(super) in_box: Option<usize>,
    pub(super) artifact: Option<Artifact>,
    pub(super) inset: (Abs, Abs),
    /// Whether the next paragraph begins without an indent.
    pub(super) flush: bool,
}

impl Collector<'_, '_> {
    fn head(&mut self, art: ElementId) -> Vec<HeadPart> {
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
    fn initial(&mut self) {
        let lines = self.shared.style.dropcap.lines;
        let begins = self.article.body.first().map(|block| &block.kind);
        let long: usize = self.body.iter().map(Node::bytes).sum();
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
    fn after_matter(&mut self, art: ElementId) {
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

    fn note(&mut self, art: ElementId, id: NoteId, blocks: &[Block]) {
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
    fn label_first(&mut self, from: usize, mark: SetText) {
        for node in &mut self.body[from..] {
            if let NodeKind::Paragraph(paragraph) = &mut node.kind {
                paragraph.label = Some(mark);
                paragraph.indent = Abs::ZERO;
                return;
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], role: Role, parent: ElementId) {
        for block in blocks {
            self.block(block, role, parent);
        }
    }

    fn block(&mut self, block: &Block, role: Role, parent: ElementId) {
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
    fn plain(&mut self, text: &Text, role: Role, kind: Kind, parent: ElementId) {
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

    fn paragraph(&mut self, text: &Text, role: Role, element: ElementId) -> NodeKind {
        let text = self.text(text, role, element);
        self.set_paragraph(text, role)
    }

    fn set_paragraph(&mut self, text: SetText, role: Role) -> NodeKind {
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

    fn push_role(&mut self, kind: NodeKind, role: Role) {
        let look = self.shared.style.role(role);
        let space = (look.space_before, look.space_after);
        let with_next = look.keep == crate::style::Keep::WithNext;
        let outer = self.inset;
        self.inset.0 += look.inset.at(look.size);
        self.push(kind, space, with_next);
        self.inset = outer;
    }

    fn push(&mut self, kind: NodeKind, space: (Abs, Abs), with_next: bool) {
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
    fn group(&mut self, role: Role, inside: impl FnOnce(&mut Self)) {
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
    fn correction_label(&mut self, label: &str, parent: ElementId) {
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

    fn pull_quote(&mut self, quote: &PullQuote, parent: ElementId) {
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

    fn verse(&mut self, stanzas: &[Text], parent: ElementId) {
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

    fn list(&mut self, list: &List, role: Role, parent: ElementId) {
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

    fn figure(&mut self, figure: &Figure, parent: ElementId) {
        let style = self.shared.style;
        let picture = self.shared.pictures.find(&figure.file);
        let alt = figure
            .alt
            .clone()
            .or_else(|| figure.caption.as_ref().map(flat_text))
            .filter(|alt| !alt.trim().is_empty());
        let element = (!figure.decorative).then(|| {
            let element = self.structure.add(parent, Kind::Figure);
            let notice = || Wording::of(&self.lang).placeholder_picture().to_owned();
            self.structure.get_mut(element).alt =
                Some(alt.clone().unwrap_or_else(notice));
            element
        });
        let caption = self.caption(figure, parent);
        let look = style.role(Role::Caption);
        let notice =
            (picture.is_none() || (alt.is_none() && !figure.decorative)).then(|| {
                let words = Wording::of(&self.lang).placeholder_picture().to_owned();
                self.generated(&words, Role::Caption, element.unwrap_or(parent))
            });
        let node = NodeKind::Figure(FigureNode {
            picture,
            element,
            caption,
            prominence: figure.prominence,
            caption_leading: look.leading,
            caption_align: look.align,
            notice: notice.filter(|_| picture.is_none()),
        });
        let line = style.grid.leading;
        self.push(node, (line, line), false);
    }

    /// Caption and credit run on in one text.
    fn caption(&mut self, figure: &Figure, parent: ElementId) -> Option<SetText> {
        let parts = [(Role::Caption, &figure.caption), (Role::Credit, &figure.credit)];
        let parts: Vec<_> = parts
            .into_iter()
            .filter_map(|(role, text)| Some((role, text.as_ref()?)))
            .filter(|(_, text)| !text.is_blank())
            .collect();
        if parts.is_empty() {
            return None;
        }
        let element = self.structure.add(parent, Kind::Caption);
        let mut all: Option<SetText> = None;
        for (role, text) in parts {
            let set = self.text(text, role, element);
            match &mut all {
                None => all = Some(set),
                Some(all) => join(all, set, &self.lang),
            }
        }
        all
    }

    fn table(&mut self, table: &Table, parent: ElementId) {
        let element = self.structure.add(parent, Kind::Table);
        let line = self.shared.style.grid.leading;
        let mut before = line;
        if let Some(caption) = table.caption.as_ref().filter(|c| !c.is_blank()) {
            before = Abs::ZERO;
            let caption_element = self.structure.add(element, Kind::Caption);
            self.flush = true;
            let node = self.paragraph(caption, Role::Caption, caption_element);
            self.push(node, (line, Abs::ZERO), true);
        }
        let head = self.structure.add(element, Kind::TableHead);
        let mut rows =
            vec![self.row(&table.head.0, Role::TableHead, &Kind::HeadCell, head)];
        if !table.rows.is_empty() {
            let body = self.structure.add(element, Kind::TableBody);
            for row in &table.rows {
                rows.push(self.row(&row.0, Role::TableCell, &Kind::Cell, body));
            }
        }
        let leading = self.shared.style.role(Role::TableCell).leading;
        let node = TableNode { columns: table.columns.clone(), rows, leading };
        self.push(NodeKind::Table(node), (before, line), false);
        self.flush = true;
    }

    fn row(
        &mut self,
        cells: &[Text],
        role: Role,
        kind: &Kind,
        group: ElementId,
    ) -> Vec<SetText> {
        let row = self.structure.add(group, Kind::Row);
        cells
            .iter()
            .map(|cell| {
                let element = self.structure.add(row, kind.clone());
                self.text(cell, role, element)
            })
            .collect()
    }

    fn boxout(&mut self, boxout: &Boxout, parent: ElementId) {
        let outer = self.in_box;
        let style = self.shared.style;
        let element = self.structure.add(parent, Kind::Div);
        let own = outer.is_none();
        if own {
            let line = (style.rule.hairline, style.ink(&style.rule.colour));
            let ground = style.boxout.ground;
            self.boxes.push(BoxLook {
                tint: (ground == Ground::Tint).then(|| style.ink("tint")),
                frame: (ground == Ground::Frame).then_some(line),
                open: (ground == Ground::Open).then_some(line),
            });
            self.in_box = Some(self.boxes.len() - 1);
        }
        let from = self.body.len();
        if let Some(title) = &boxout.title {
            let level = Kind::Heading((self.level + 1).min(6));
            self.flush = true;
            self.plain(title, Role::BoxoutTitle, level, element);
        }
        self.flush = true;
        self.blocks(&boxout.blocks, Role::Boxout, element);
        let line = style.grid.leading;
        if own {
            if let Some(node) = self.body.get_mut(from) {
                node.before = line;
            }
            if let Some(node) = self.body[from..].last_mut() {
                node.after = line;
            }
        }
        self.in_box = outer;
        self.flush = true;
    }

    fn letter(&mut self, letter: &Letter, parent: ElementId) {
        let element = self.structure.add(parent, Kind::Div);
        if let Some(title) = &letter.title {
            let level = Kind::Heading((self.level + 1).min(6));
            self.flush = true;
            self.plain(title, Role::LetterTitle, level, element);
        }
        self.flush = true;
        self.blocks(&letter.blocks, Role::Letter, element);
        let names: Vec<&Text> =
            [&letter.from, &letter.place].into_iter().flatten().collect();
        if !names.is_empty() {
            let signature = self.structure.add(element, Kind::Paragraph);
            let mut all: Option<SetText> = None;
            for (at, text) in names.into_iter().enumerate() {
                let set = self.text(text, Role::Signature, signature);
                match &mut all {
                    None => all = Some(set),
                    Some(all) => {
                        let span = self.structure.add(signature, Kind::Span);
                        self.structure.get_mut(span).title = Some("x-comma".into());
                        let comma = Wording::of(&self.lang).comma();
                        join_with(all, set, (comma, span), &self.lang, at > 0);
                    }
                }
            }
            if let Some(text) = all {
                if let Some(last) = self.body.last_mut() {
                    last.with_next = true;
                }
                self.flush = true;
                let node = self.set_paragraph(text, Role::Signature);
                self.push_role(node, Role::Signature);
            }
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

/// Sets `next` behind `all`, two spaces apart: a credit behind its caption.
fn join(all: &mut SetText, next: SetText, lang: &Lang) {
    let element = all.element;
    join_with(all, next, ("\u{2002}", element), lang, false);
}

/// Sets `next` behind `all` with something between.
fn join_with(
    all: &mut SetText,
    next: SetText,
    (between, element): (&str, ElementId),
    lang: &Lang,
    light: bool,
) {
    let Some(last) = all.pieces.last().cloned() else { return };
    let start = all.text.len();
    all.text.push_str(between);
    all.pieces.push(Piece {
        range: start..all.text.len(),
        at: None,
        lang: lang.clone(),
        element,
        link: None,
        anchor: None,
        spoken: None,
        call: None,
        ..last
    });
    let shift = all.text.len();
    all.text.push_str(&next.text);
    for mut piece in next.pieces {
        piece.range = piece.range.start + shift..piece.range.end + shift;
        if light {
            let mut look = Look::clone(&piece.look);
            look.weight = Weight::REGULAR;
            piece.look = Arc::new(look);
        }
        all.pieces.push(piece);
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
