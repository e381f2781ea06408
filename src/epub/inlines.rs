//! Running text as XHTML, with the markers of printed pages where they fall.

use std::collections::BTreeMap;
use std::iter::Peekable;

use crate::model::{Direction, Inline, Lang, Slug, Target, Text, Wording};

use super::plan::{Mark, Piece, Plan};
use super::xml::{Xml, dir, language, runs};

/// A document that is being written.
pub(super) struct Page<'p> {
    pub(super) xml: Xml,
    pub(super) plan: &'p Plan<'p>,
    /// The paper's own words in the language of this document's text.
    pub(super) wording: &'static Wording,
    /// Which way text runs here.
    pub(super) direction: Direction,
    /// How often each note was called.
    calls: BTreeMap<u32, u32>,
    /// How many notes there are.
    notes: usize,
    /// References to articles that are not in the issue.
    pub(super) lost: Vec<Slug>,
}

/// What becomes of links.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Links {
    /// They lead somewhere.
    Live,
    /// Their words stand alone: links inside links are forbidden, and so are links that
    /// speech passes over.
    Inert,
    /// The text is repeated elsewhere: its words stand alone, calls of notes stay out.
    Repeated,
}

/// Where a link leads, and what that is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leads {
    pub(super) href: String,
    pub(super) name: String,
}

/// How far a text is written.
struct Run<I: Iterator<Item = Mark>> {
    at: usize,
    marks: Peekable<I>,
}

impl<'p> Page<'p> {
    /// A document without notes.
    pub(super) fn new(xml: Xml, plan: &'p Plan<'p>) -> Self {
        Self {
            xml,
            plan,
            wording: plan.wording,
            direction: plan.direction(),
            calls: BTreeMap::new(),
            notes: 0,
            lost: vec![],
        }
    }

    /// The document of an article.
    pub(super) fn of(xml: Xml, plan: &'p Plan<'p>, piece: &Piece<'_>) -> Self {
        Self {
            wording: piece.wording(),
            notes: piece.article.notes.len(),
            ..Self::new(xml, plan)
        }
    }

    /// A text in which these pages begin.
    pub(super) fn marked_text(&mut self, text: &Text, marks: Vec<Mark>, links: Links) {
        let mut run = Run { at: 0, marks: marks.into_iter().peekable() };
        self.inlines(&text.inlines, &mut run, links);
        for mark in run.marks {
            self.marker(&mark);
        }
    }

    /// A text whose lines are the author's: each an element, so that what does not fit
    /// hangs below its own line.
    pub(super) fn lines(&mut self, text: &Text, marks: Vec<Mark>) {
        let mut run = Run { at: 0, marks: marks.into_iter().peekable() };
        let breaks = |inline: &Inline| *inline == Inline::LineBreak;
        for (number, line) in text.inlines.split(breaks).enumerate() {
            if number > 0 {
                self.inline(&Inline::LineBreak, &mut run, Links::Live);
                self.xml.line();
            }
            self.xml.open("span", &[("class", "line")]);
            self.inlines(line, &mut run, Links::Live);
            self.xml.close();
        }
        for mark in run.marks {
            self.marker(&mark);
        }
    }

    /// A text that stands elsewhere too: a headline in a list.
    pub(super) fn repeated_text(&mut self, text: &Text) {
        self.marked_text(text, vec![], Links::Repeated);
    }

    /// Marks where a printed page begins.
    pub(super) fn marker(&mut self, mark: &Mark) {
        self.xml.empty(
            "span",
            &[
                ("id", &mark.id),
                ("epub:type", "pagebreak"),
                ("role", "doc-pagebreak"),
                ("aria-label", &mark.folio),
            ],
        );
    }

    fn inlines<I: Iterator<Item = Mark>>(
        &mut self,
        inlines: &[Inline],
        run: &mut Run<I>,
        links: Links,
    ) {
        for inline in inlines {
            self.inline(inline, run, links);
        }
    }

    fn inline<I: Iterator<Item = Mark>>(
        &mut self,
        inline: &Inline,
        run: &mut Run<I>,
        links: Links,
    ) {
        let mut within = |page: &mut Self, name, attrs: &[_], content: &[Inline]| {
            page.xml.open(name, attrs);
            page.inlines(content, run, links);
            page.xml.close();
        };
        match inline {
            Inline::Emphasis(c) => within(self, "em", &[], c),
            Inline::Strong(c) => within(self, "strong", &[], c),
            Inline::Strikethrough(c) => within(self, "s", &[], c),
            Inline::Superscript(c) => within(self, "sup", &[], c),
            Inline::Subscript(c) => within(self, "sub", &[], c),
            Inline::SmallCaps(c) => within(self, "span", &[("class", "small-caps")], c),
            Inline::Text(text) => self.characters(text, run),
            Inline::Code(text) => {
                // Program text runs from left to right whatever stands around it.
                let ltr = [("dir", "ltr")];
                let turned = self.direction == Direction::Rtl;
                self.xml.open("code", if turned { &ltr } else { &[] });
                self.characters(text, run);
                self.xml.close();
            }
            Inline::LineBreak => {
                self.markers_up_to(run, run.at);
                run.at += 1;
                match links {
                    // A headline broken by sense is one line in a list.
                    Links::Repeated => self.xml.text(" "),
                    _ => self.xml.empty("br", &[]),
                }
            }
            Inline::NoteRef(note) => {
                let number = note.0.to_string();
                self.markers_up_to(run, run.at + number.len() - 1);
                run.at += number.len();
                self.note_call(note.0, &number, links);
            }
            Inline::Lang { lang, dir, content } => {
                self.foreign(lang, *dir, |page| page.inlines(content, run, links));
            }
            Inline::Link { target, content } => self.link(target, content, run, links),
        }
    }

    /// Characters, cut where a page begins.
    fn characters<I: Iterator<Item = Mark>>(&mut self, text: &str, run: &mut Run<I>) {
        let (start, end) = (run.at, run.at + text.len());
        let mut from = 0;
        while let Some(mark) = run.marks.next_if(|mark| mark.at < end) {
            let mut to = mark.at.saturating_sub(start).max(from);
            while !text.is_char_boundary(to) {
                to -= 1;
            }
            self.piece_of_text(&text[from..to]);
            self.marker(&mark);
            from = to;
        }
        self.piece_of_text(&text[from..]);
        run.at = end;
    }

    fn piece_of_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.xml.text(text);
        }
    }

    fn markers_up_to<I: Iterator<Item = Mark>>(&mut self, run: &mut Run<I>, at: usize) {
        while let Some(mark) = run.marks.next_if(|mark| mark.at <= at) {
            self.marker(&mark);
        }
    }

    /// Words in another language.
    pub(super) fn foreign(
        &mut self,
        lang: &Lang,
        given: Option<Direction>,
        write: impl FnOnce(&mut Self),
    ) {
        let outside = self.direction;
        self.direction = given.unwrap_or_else(|| runs(lang));
        let turn = (self.direction != outside).then_some(self.direction);
        self.xml.open("span", &language(lang, turn));
        write(self);
        self.xml.close();
        self.direction = outside;
    }

    fn link<I: Iterator<Item = Mark>>(
        &mut self,
        target: &Target,
        content: &[Inline],
        run: &mut Run<I>,
        links: Links,
    ) {
        if links != Links::Live {
            return self.inlines(content, run, links);
        }
        match target {
            Target::Url(url) if is_sound(url.as_str()) => {
                self.xml.open("a", &[("href", url.as_str())]);
                self.inlines(content, run, Links::Inert);
                self.xml.close();
            }
            Target::Url(_) => self.inlines(content, run, links),
            Target::Article(slug) => self.reference(slug, content, run),
        }
    }

    /// Where a link leads; `None` for nowhere, or where no reader could follow.
    pub(super) fn leads(&mut self, target: &Target) -> Option<Leads> {
        match target {
            Target::Url(url) if is_sound(url.as_str()) => {
                let href = url.as_str().to_owned();
                let name = href.strip_prefix("mailto:").unwrap_or(&href).to_owned();
                Some(Leads { href, name })
            }
            Target::Url(_) => None,
            Target::Article(slug) => {
                let plan = self.plan;
                let Some(piece) = plan.piece(slug) else {
                    self.lost.push(slug.clone());
                    return None;
                };
                Some(Leads { href: piece.file.clone(), name: piece.article.title() })
            }
        }
    }

    /// A reference to another article: its printed page is named behind it.
    fn reference<I: Iterator<Item = Mark>>(
        &mut self,
        slug: &Slug,
        content: &[Inline],
        run: &mut Run<I>,
    ) {
        let plan = self.plan;
        let Some(piece) = plan.piece(slug) else {
            self.lost.push(slug.clone());
            return self.inlines(content, run, Links::Live);
        };
        self.xml.open("a", &[("href", &piece.file)]);
        self.inlines(content, run, Links::Inert);
        self.xml.close();
        if let Some(folio) = piece.folios.first() {
            let page = self.wording.page_aside(folio);
            self.xml.leaf("span", &[("class", "x-page")], &page);
        }
    }

    /// The call of a note. A second call of the same one has a name of its own: the note
    /// leads back to the first.
    fn note_call(&mut self, note: u32, number: &str, links: Links) {
        if links == Links::Repeated {
            return;
        }
        self.xml.open("sup", &[]);
        let known = note > 0 && note as usize <= self.notes;
        let times = self.calls.entry(note).or_default();
        *times += u32::from(known);
        let id = match *times {
            1 => call_id(note),
            n => format!("{}-{n}", call_id(note)),
        };
        match links {
            Links::Live if known => {
                let said = self.wording.note(note);
                let href = format!("#{}", note_id(note));
                let attrs = [
                    ("id", id.as_str()),
                    ("class", "noteref"),
                    ("epub:type", "noteref"),
                    ("role", "doc-noteref"),
                    ("href", &href),
                    ("aria-label", &said),
                ];
                self.xml.leaf("a", &attrs, number);
            }
            _ if known => self.xml.leaf("span", &[("id", &id)], number),
            _ => self.xml.text(number),
        }
        self.xml.close();
    }

    /// Whether a note was called, so that its link back leads somewhere.
    pub(super) fn is_called(&self, note: u32) -> bool {
        self.calls.get(&note).is_some_and(|times| *times > 0)
    }
}

/// The identifier of the first call of a note.
pub(super) fn call_id(note: u32) -> String {
    format!("noteref-{note}")
}

/// The identifier of a note.
pub(super) fn note_id(note: u32) -> String {
    format!("note-{note}")
}

/// Whether the host of a web address is one that readers and validators can read.
fn is_sound(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return true };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (host, None),
    };
    // EPUBCheck refuses the brackets of a numeric address of version 6.
    let good = |b: u8| b.is_ascii_alphanumeric() || b"-._~%".contains(&b);
    !name.is_empty()
        && name.bytes().all(good)
        && port.is_none_or(|port| port.is_empty() || port.parse::<u16>().is_ok())
}

/// Attributes of a language that is not the one around it.
pub(super) fn lang_of<'l>(
    page: &Page<'_>,
    lang: &'l Lang,
) -> Vec<(&'static str, &'l str)> {
    let mut attrs = vec![("lang", lang.as_str()), ("xml:lang", lang.as_str())];
    let direction = runs(lang);
    if direction != page.direction {
        attrs.push(("dir", dir(direction)));
    }
    attrs
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    #[test]
    fn addresses_that_no_reader_can_follow_are_words() {
        for good in ["https://a.example/x:y", "https://u@b.example:80", "mailto:a@b"] {
            assert!(is_sound(good), "{good}");
        }
        for bad in [
            "https://a:b/",
            "https:///x",
            "http://a b/",
            "https://a:99999",
            "http://[::1]/",
        ] {
            assert!(!is_sound(bad), "{bad}");
        }
    }
}
