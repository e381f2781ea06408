//! One file to a draft.

use super::codes::{EMPTY_ARTICLE, NO_HEADLINE};
use super::draft::{Defaults, Draft};
use super::findings::Findings;
use super::front_matter::{self, Extras};
use super::kind::{Kind, detect};
use super::markdown::{self, Headline};
use super::mend;
use super::plain::{self, Titled};
use crate::diag::{Diagnostic, Diagnostics, Severity, Source};
use crate::model::{
    Article, Block, BlockKind, Slug, Status, Text, flat_text, for_each_text,
};

/// Stands for a headline that is missing.
pub(super) const HEADLINE_MISSING: &str = "Headline missing";

/// The article in a file's text, and what to tell its author. There is a draft wherever
/// there is any text, beside errors as well: a headline that is missing is given by a
/// placeholder.
pub fn read(source: &Source, defaults: &Defaults) -> (Option<Draft>, Diagnostics) {
    let kind = detect(&source.path, &source.text);
    let mut findings = Findings::new(source.id);
    if let Some(refusal) = kind.refusal() {
        let whole = findings.span(&(0..0));
        findings.push(refusal.at(whole));
        return (None, findings.into_list());
    }
    let head = front_matter::find(&source.text, &mut findings);
    let broken = findings.has_errors();
    let slug = Slug::from_words(stem(&source.path));
    let mut draft = Draft::new(Article::new(slug, Text::default()));
    draft.article.span = Some(findings.span(&(0..source.text.len())));
    let extras = front_matter::apply(head.entries, &mut draft, defaults, &mut findings);
    if kind == Kind::Markdown {
        let wanted = if extras.titled { Headline::Given } else { Headline::Wanted };
        let composed = markdown::compose(&source.text, head.body, wanted, &mut findings);
        if let Some(headline) = composed.headline {
            draft.article.headline = headline;
        }
        draft.article.body = composed.blocks;
        mend::notes(&mut draft.article, composed.notes, &mut findings);
    } else {
        let titled = if extras.titled { Titled::Already } else { Titled::NotYet };
        let (text, draft) = (&source.text, &mut draft);
        plain::fill(text, head.body, titled, draft, defaults, &mut findings);
    }
    mend::levels(&mut draft.article, &mut findings);
    add(extras, &mut draft.article);
    let there = finish(&mut draft, source, head.body, broken, &mut findings);
    let found = findings.into_list();
    let stays_out = draft.article.status == Status::Held;
    (there.then_some(draft), if stays_out { forgiven(&found) } else { found })
}

/// Errors of a piece that is held as warnings: it stops nothing.
fn forgiven(found: &Diagnostics) -> Diagnostics {
    let milder = |d: &Diagnostic| Diagnostic {
        severity: d.severity.min(Severity::Warning),
        ..d.clone()
    };
    found.iter().map(milder).collect()
}

/// The name of a file without its folder and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .filter(|(stem, _)| !stem.is_empty())
        .map_or(name, |(stem, _)| stem)
}

/// The picture at the head, and the quotes among the paragraphs.
fn add(extras: Extras, article: &mut Article) {
    let quotes = extras.quotes.len();
    let paragraphs: Vec<usize> = article
        .body
        .iter()
        .enumerate()
        .filter(|(_, block)| matches!(block.kind, BlockKind::Paragraph(_)))
        .map(|(at, _)| at)
        .collect();
    // From the last on, so that the places before stay where they are.
    for (n, quote) in extras.quotes.into_iter().enumerate().rev() {
        let share = (n + 1) * paragraphs.len() / (quotes + 1);
        let at = paragraphs.get(share).copied().unwrap_or(article.body.len());
        let span = quote.text.span;
        article.body.insert(at, Block::new(BlockKind::PullQuote(quote), span));
    }
    if let Some(image) = extras.image {
        article.body.insert(0, image);
    }
    mark_repeats(article);
}

/// Marks the quotes whose words the text says too: they are for the eye, and speech
/// passes over them.
fn mark_repeats(article: &mut Article) {
    let quotes = |block: &Block| matches!(block.kind, BlockKind::PullQuote(_));
    if !article.body.iter().any(quotes) {
        return;
    }
    let said = words_of(article.body.iter().filter(|block| !quotes(block)));
    for block in &mut article.body {
        if let BlockKind::PullQuote(quote) = &mut block.kind {
            let words = words(&flat_text(&quote.text));
            quote.repeats |= !words.trim().is_empty() && said.contains(&words);
        }
    }
}

fn words_of<'a>(blocks: impl Iterator<Item = &'a Block>) -> String {
    let mut article = Article::new(Slug::from_words("x"), Text::default());
    article.body = blocks.cloned().collect();
    let mut said = String::new();
    for_each_text(&article, &mut |_, text| {
        said.push_str(&flat_text(text));
        said.push(' ');
    });
    words(&said)
}

/// The words of a text between spaces, without capitals and marks: a quote may end
/// otherwise than the sentence it is from.
fn words(text: &str) -> String {
    let apart = |c: char| !c.is_alphanumeric();
    let words: Vec<_> = text.split(apart).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" ").to_lowercase())
}

/// Sees that there is a headline and a text; whether there is anything at all.
fn finish(
    draft: &mut Draft,
    source: &Source,
    body: usize,
    broken_head: bool,
    findings: &mut Findings,
) -> bool {
    let article = &mut draft.article;
    let rest = source.text.get(body..).unwrap_or_default();
    let first = body + rest.len() - rest.trim_start().len();
    let line = first..first + rest.trim_start().lines().next().unwrap_or_default().len();
    let headline = !article.headline.is_blank();
    let bare = article.body.is_empty();
    // Where the head could not be read, the headline may stand in it.
    if !headline && !bare && !broken_head {
        let message = "the article has no headline";
        findings.error(
            NO_HEADLINE,
            &line,
            message,
            "write `title: …` at the top of the file",
        );
    }
    if !headline {
        article.headline = Text::plain(HEADLINE_MISSING, None);
    }
    let quiet = article.retracted.is_some() || article.status == Status::Held;
    if bare && !quiet {
        let diagnostic = Diagnostic::error(EMPTY_ARTICLE, "the article has no text")
            .at(findings.span(&line))
            .hint("write it, or mark the file `status: held`");
        findings.push(diagnostic);
        article.body.push(Block::paragraph("Text missing"));
    }
    headline || !bare
}
