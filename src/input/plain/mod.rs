//! Archive text to the model: lines and blank lines, and what they were meant as.
//!
//! In: a source text and where its body begins. Out: a draft filled, with every guess and
//! how sure it is. Start at [`fill`].
//!
//! Steps, a file each: [`lines`] finds blocks of lines, [`head`] takes masthead, date,
//! headline and standfirst off the top, [`notes`] and [`byline`] take theirs off the end,
//! [`units`] cuts what is left into paragraphs, [`body`] says which of them are crossheads,
//! lists and pauses, [`join`] makes lines to running text.

mod body;
mod byline;
mod head;
mod join;
mod lines;
mod notes;
mod units;

use std::ops::Range;

use super::codes::DOUBTFUL_GUESS;
use super::draft::{DateOrder, Defaults, Draft, Guess, Guessed};
use super::findings::Findings;
use super::mend;
use crate::model::Lang;
use lines::Lines;

/// Whether the front matter gave a headline.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Titled {
    /// Then the text begins at once.
    Already,
    /// Masthead, date and headline stand in the text.
    NotYet,
}

/// What is known while a text is read.
struct Reader<'d, 'f> {
    draft: &'d mut Draft,
    defaults: &'d Defaults,
    lang: Lang,
    findings: &'f mut Findings,
}

impl Reader<'_, '_> {
    fn date_order(&self) -> DateOrder {
        self.defaults.order_in(&self.lang)
    }

    /// Records a guess; a weak one is told.
    fn guess(&mut self, what: Guessed, confidence: u8, range: &Range<usize>) {
        let span = self.findings.span(range);
        self.draft.guesses.push(Guess { what, confidence, span });
        if confidence < 50 {
            self.findings.warn(
                DOUBTFUL_GUESS,
                range,
                format!("this is read as {}, which may be wrong", what.with_article()),
                "say it in front matter above the text if it is",
            );
        }
    }
}

/// Fills `draft` with the body of `source` that begins at `body`.
pub(super) fn fill(
    source: &str,
    body: usize,
    titled: Titled,
    draft: &mut Draft,
    defaults: &Defaults,
    findings: &mut Findings,
) {
    let lang = draft.article.lang.clone().unwrap_or_else(|| defaults.lang.clone());
    let mut lines = Lines::of(source, body);
    let mut reader = Reader { draft, defaults, lang, findings };
    if titled == Titled::NotYet {
        head::take(&mut lines, &mut reader);
    }
    let written = notes::take(&mut lines);
    byline::take(&mut lines, &mut reader);
    let words = join::Words::of(&lines);
    let mut blocks = body::blocks(lines, &words, &mut reader);
    let written = notes::place(written, &mut blocks, &words, &mut reader);
    reader.draft.article.body = blocks;
    mend::notes(&mut reader.draft.article, written, reader.findings);
}
