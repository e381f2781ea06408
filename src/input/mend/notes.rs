//! Notes: numbered as they are called, each called once.

use std::collections::VecDeque;

use crate::diag::{Diagnostic, Span};
use crate::input::codes::{NOTE_CALLED_AGAIN, NOTE_NEVER_CALLED, NOTE_UNDEFINED};
use crate::input::findings::Findings;
use crate::model::{
    Article, Block, BlockKind, Inline, Note, NoteId, Role, Text, for_each_text_mut,
};

/// A note as it was written, before the calls are counted.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::input) struct WrittenNote {
    /// The number in the text's [`NoteId`]s.
    pub(in crate::input) number: u32,
    /// The name the author gave it.
    pub(in crate::input) label: String,
    pub(in crate::input) blocks: Vec<Block>,
    pub(in crate::input) span: Span,
}

/// Puts the notes into the article in the order of their calls. Those that nothing calls
/// are called at the end of the last paragraph; a second call of a note becomes a raised
/// figure; calls of notes that are missing become words.
pub(in crate::input) fn notes(
    article: &mut Article,
    written: Vec<WrittenNote>,
    findings: &mut Findings,
) {
    let mut calls = Calls { written, order: vec![], findings };
    for_each_text_mut(article, &mut |_, text| calls.number(text));
    let uncalled: Vec<usize> =
        (0..calls.written.len()).filter(|at| !calls.order.contains(at)).collect();
    let mut notes = calls.take_up(0);
    for at in uncalled {
        if calls.order.contains(&at) || calls.written[at].blocks.is_empty() {
            continue;
        }
        let first = calls.order.len();
        calls.order.push(at);
        calls.tell_uncalled(at);
        call_at_the_end(article, NoteId(first as u32 + 1));
        notes.append(&mut calls.take_up(first));
    }
    article.notes = notes.into();
}

struct Calls<'f> {
    written: Vec<WrittenNote>,
    /// Positions in `written` in the order of the calls.
    order: Vec<usize>,
    findings: &'f mut Findings,
}

impl Calls<'_> {
    /// The notes from the `first` in order on; what they call themselves is numbered and
    /// taken up as well.
    fn take_up(&mut self, first: usize) -> VecDeque<Note> {
        let mut notes = VecDeque::new();
        let mut next = first;
        while let Some(&at) = self.order.get(next) {
            let note = &mut self.written[at];
            let span = Some(note.span);
            // A stand-in of an article lets the one walk of the model reach every text.
            let mut inner = Article::new(
                crate::model::Slug::from_words("note"),
                Text::new(vec![], None),
            );
            inner.body = std::mem::take(&mut note.blocks);
            for_each_text_mut(&mut inner, &mut |role, text| {
                if role != Role::Headline {
                    self.number(text);
                }
            });
            notes.push_back(Note { blocks: inner.body, span });
            next += 1;
        }
        notes
    }

    fn number(&mut self, text: &mut Text) {
        let span = text.span;
        self.number_in(&mut text.inlines, span);
    }

    fn number_in(&mut self, inlines: &mut [Inline], span: Option<Span>) {
        for inline in inlines.iter_mut() {
            if let Inline::NoteRef(id) = inline {
                *inline = self.call(id.0, span);
            } else if let Some(children) = inline.children_mut() {
                self.number_in(children, span);
            }
        }
    }

    fn call(&mut self, number: u32, span: Option<Span>) -> Inline {
        let at = self.written.iter().position(|note| note.number == number);
        let Some(at) = at else {
            self.tell_undefined(&number.to_string(), span);
            return Inline::Superscript(vec![Inline::Text(number.to_string())]);
        };
        if let Some(place) = self.order.iter().position(|known| *known == at) {
            let message = format!("note `{}` is called again", self.written[at].label);
            let hint = "the second call is set as a raised figure";
            self.findings.push(
                Diagnostic::warning(NOTE_CALLED_AGAIN, message).at(span).hint(hint),
            );
            return Inline::Superscript(vec![Inline::Text((place + 1).to_string())]);
        }
        if self.written[at].blocks.is_empty() {
            let label = self.written[at].label.clone();
            self.tell_undefined(&label, Some(self.written[at].span));
            return Inline::Superscript(vec![Inline::Text(label)]);
        }
        self.order.push(at);
        Inline::NoteRef(NoteId(self.order.len() as u32))
    }

    fn tell_undefined(&mut self, label: &str, span: Option<Span>) {
        let message = format!("note `{label}` is called and says nothing");
        let hint = format!("write `[^{label}]: …` on a line of its own");
        self.findings
            .push(Diagnostic::warning(NOTE_UNDEFINED, message).at(span).hint(hint));
    }

    fn tell_uncalled(&mut self, at: usize) {
        let note = &self.written[at];
        let message = format!("note `{}` is never called", note.label);
        let diagnostic = Diagnostic::warning(NOTE_NEVER_CALLED, message)
            .at(note.span)
            .hint("it is called at the end of the text; write its call where it belongs");
        self.findings.push(diagnostic);
    }
}

/// Adds a call to the last paragraph of the body; where there is none, in one of its own.
fn call_at_the_end(article: &mut Article, id: NoteId) {
    let last = article.body.iter_mut().rev().find_map(|block| match &mut block.kind {
        BlockKind::Paragraph(text) => Some(text),
        _ => None,
    });
    if let Some(text) = last {
        text.inlines.push(Inline::NoteRef(id));
    } else {
        let text = Text::new(vec![Inline::NoteRef(id)], None);
        article.body.push(Block::new(BlockKind::Paragraph(text), None));
    }
}
