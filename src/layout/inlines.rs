//! Step 1, inside a text: inlines become pieces with looks, elements and links.

use std::sync::Arc;

use super::collect::{Collector, direction_of};
use super::fractions::fractions;
use super::frame::LinkTarget;
use super::structure::{ElementId, Kind};
use super::text::{Emphasis, LinkTo, Look, Piece, SetText, Stroke};
use crate::font::Variant;
use crate::model::{
    Article, Direction, Inline, Lang, NoteId, Place, Role, Target, Text, Wording,
};
use crate::style::{Family, Hyphenate, Slant, Weight};
use crate::unit::Em;

impl Collector<'_, '_> {
    /// A text that layout makes, such as a bullet.
    pub(super) fn generated(
        &self,
        text: &str,
        role: Role,
        element: ElementId,
    ) -> SetText {
        let look = Arc::new(Look::of(self.shared.style.role(role)));
        let mut set = SetText::new(self.direction, element);
        set.text.push_str(text);
        set.pieces.push(Piece {
            range: 0..text.len(),
            at: None,
            look,
            lang: self.lang.clone(),
            element,
            link: None,
            anchor: None,
            spoken: None,
            call: None,
        });
        set
    }

    /// A text of the model in the look of a role.
    pub(super) fn text(
        &mut self,
        text: &Text,
        role: Role,
        element: ElementId,
    ) -> SetText {
        let look = Look::of(self.shared.style.role(role));
        let mut set = SetText::new(self.direction, element);
        let at = Attributes {
            look: Arc::new(look),
            lang: self.lang.clone(),
            element,
            link: None,
        };
        let mut offset = Place { article: self.number, block: text.no, at: 0 };
        self.inlines(&text.inlines, &at, &mut set, &mut offset);
        self.part(&mut set);
        set
    }

    /// Where a text holds other elements, its own words become spans between them: a tree
    /// of one element a stretch has the same order however it is walked.
    fn part(&mut self, set: &mut SetText) {
        let own = set.element;
        if set.pieces.iter().all(|piece| piece.element == own) {
            return;
        }
        let mut span = None;
        for piece in &mut set.pieces {
            if piece.element == own {
                piece.element =
                    *span.get_or_insert_with(|| self.structure.add(own, Kind::Span));
            } else {
                span = None;
            }
        }
    }

    fn inlines(
        &mut self,
        inlines: &[Inline],
        at: &Attributes,
        set: &mut SetText,
        offset: &mut Place,
    ) {
        for inline in inlines {
            self.inline(inline, at, set, offset);
        }
    }

    fn inline(
        &mut self,
        inline: &Inline,
        at: &Attributes,
        set: &mut SetText,
        offset: &mut Place,
    ) {
        match inline {
            Inline::Text(text) => words(set, text, at, offset),
            Inline::LineBreak => push(set, "\n", at, offset),
            Inline::Code(text) => {
                let element = self.structure.add(at.element, Kind::Code);
                let mut inner = at.with(|look| {
                    look.family = Family(CODE.into());
                    look.weight = look.weight.max(Weight::REGULAR);
                    look.slant = Slant::Upright;
                    look.size = Em::new(0.93).at(look.size);
                    look.hyphenate = Hyphenate::Off;
                });
                inner.element = element;
                push(set, text, &inner, offset);
            }
            Inline::Emphasis(c) => {
                let inner = at.with(|look| {
                    look.slant = look.slant.turned();
                    look.emphasis = Emphasis::On;
                });
                self.inlines(c, &inner, set, offset);
            }
            Inline::Strong(c) => {
                let inner = at.with(|look| look.weight = look.weight.max(Weight::BOLD));
                self.inlines(c, &inner, set, offset);
            }
            Inline::Strikethrough(c) => {
                let inner = at.with(|look| look.stroke = Stroke::Through);
                self.inlines(c, &inner, set, offset);
            }
            Inline::SmallCaps(c) => {
                let inner = at.with(|look| look.variant = Variant::SmallCapitals);
                self.inlines(c, &inner, set, offset);
            }
            Inline::Superscript(c) => {
                let inner = at.with(|look| look.variant = Variant::Superior);
                self.inlines(c, &inner, set, offset);
            }
            Inline::Subscript(c) => {
                let inner = at.with(|look| look.variant = Variant::Inferior);
                self.inlines(c, &inner, set, offset);
            }
            Inline::Lang { lang, dir, content } => {
                self.language(lang, *dir, content, at, set, offset);
            }
            Inline::Link { target, content } => {
                self.link(target, content, at, set, offset);
            }
            Inline::NoteRef(note) => self.note_call(*note, at, set, offset),
        }
    }

    fn language(
        &mut self,
        lang: &Lang,
        dir: Option<Direction>,
        content: &[Inline],
        at: &Attributes,
        set: &mut SetText,
        offset: &mut Place,
    ) {
        let element = self.structure.add(at.element, Kind::Span);
        self.structure.get_mut(element).lang = Some(lang.clone());
        let inner = Attributes { lang: lang.clone(), element, ..at.clone() };
        // Isolates of UAX #9 keep the words of the other direction together.
        let dir = dir.unwrap_or(direction_of(lang));
        if dir == self.direction {
            self.inlines(content, &inner, set, offset);
            return;
        }
        let isolate = if dir == Direction::Rtl { "\u{2067}" } else { "\u{2066}" };
        add(set, isolate, at, None);
        self.inlines(content, &inner, set, offset);
        add(set, "\u{2069}", at, None);
    }

    fn link(
        &mut self,
        target: &Target,
        content: &[Inline],
        at: &Attributes,
        set: &mut SetText,
        offset: &mut Place,
    ) {
        let link = self.link_to(target, || crate::model::flat_inlines(content));
        let element = self.structure.add(at.element, Kind::Link);
        let mut inner = at.with(|look| look.stroke = Stroke::Under);
        inner.element = element;
        inner.link = Some(Arc::new(link));
        self.inlines(content, &inner, set, offset);
        let folio = self
            .position(target)
            .and_then(|p| self.shared.folios.get(p).cloned().flatten());
        if let Some(folio) = folio {
            let span = self.structure.add(at.element, Kind::Span);
            self.structure.get_mut(span).title = Some("x-page".into());
            let aside = Wording::of(&self.lang).page_aside(&folio);
            let rest = aside.trim_start();
            let space = &aside[..aside.len() - rest.len()];
            let outer = Attributes { element: span, ..at.clone() };
            let words = format!("{space}{}", rest.replace(' ', "\u{A0}"));
            add(set, &words, &outer, None);
        }
    }

    /// Where a link leads; out of the paper it is called by its own words.
    pub(super) fn link_to(
        &self,
        target: &Target,
        words: impl FnOnce() -> String,
    ) -> LinkTo {
        match target {
            Target::Url(url) => {
                LinkTo { target: LinkTarget::Url(url.to_string()), contents: words() }
            }
            Target::Article(slug) => LinkTo {
                target: LinkTarget::Destination(slug.to_string()),
                contents: self
                    .position(target)
                    .and_then(|p| self.shared.issue.articles().nth(p))
                    .map_or_else(|| slug.to_string(), Article::title),
            },
        }
    }

    /// The number of the article to which a link leads.
    fn position(&self, target: &Target) -> Option<usize> {
        match target {
            Target::Article(slug) => self.shared.index.position(slug),
            Target::Url(_) => None,
        }
    }

    fn note_call(
        &mut self,
        note: NoteId,
        at: &Attributes,
        set: &mut SetText,
        offset: &mut Place,
    ) {
        let reference = self.structure.add(at.element, Kind::Reference);
        let element = self.structure.add(reference, Kind::Link);
        let slug = &self.article.slug;
        let mut inner = at.with(|look| look.variant = Variant::Superior);
        inner.element = element;
        inner.link = Some(Arc::new(LinkTo {
            target: LinkTarget::Destination(format!("{slug}.note-{}", note.0)),
            contents: Wording::of(&self.lang).note(note.0),
        }));
        // A call never begins a line.
        add(set, "\u{2060}", at, None);
        let from = set.pieces.len();
        push(set, &note.0.to_string(), &inner, offset);
        if let Some(piece) = set.pieces.get_mut(from) {
            piece.anchor = Some(format!("{slug}.call-{}", note.0));
            // A note that is called again stands where it is called first.
            let first = self.called.insert(note.0);
            piece.call = (note.0 as usize).checked_sub(1).filter(|_| first);
        }
    }
}

/// The family of program text inside other text.
const CODE: &str = "Source Code Pro";

/// What a piece takes from the inlines around it.
#[derive(Clone)]
struct Attributes {
    look: Arc<Look>,
    lang: Lang,
    element: ElementId,
    link: Option<Arc<LinkTo>>,
}

impl Attributes {
    fn with(&self, change: impl FnOnce(&mut Look)) -> Self {
        let mut look = Look::clone(&self.look);
        change(&mut look);
        Self { look: Arc::new(look), ..self.clone() }
    }
}

/// Adds words of the model, their fractions in forms of their own.
fn words(set: &mut SetText, text: &str, at: &Attributes, offset: &mut Place) {
    let mut from = 0;
    if at.look.variant == Variant::Normal {
        for range in fractions(text) {
            push(set, &text[from..range.start], at, offset);
            from = range.end;
            let inner = at.with(|look| look.variant = Variant::Fraction);
            push(set, &text[range], &inner, offset);
        }
    }
    push(set, &text[from..], at, offset);
}

/// Adds text of the model.
fn push(set: &mut SetText, text: &str, at: &Attributes, offset: &mut Place) {
    add(set, text, at, Some(*offset));
    offset.at += text.len() as u32;
}

fn add(set: &mut SetText, text: &str, at: &Attributes, source: Option<Place>) {
    if text.is_empty() {
        return;
    }
    let start = set.text.len();
    set.text.push_str(text);
    set.pieces.push(Piece {
        range: start..set.text.len(),
        at: source,
        look: at.look.clone(),
        lang: at.lang.clone(),
        element: at.element,
        link: at.link.clone(),
        anchor: None,
        spoken: None,
        call: None,
    });
}
