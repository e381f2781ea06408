//! Drafts and manifests to the issue.
//!
//! In: every draft with its path, what the manifests say, the folder's name. Out: the
//! issue. Start at [`collate`]; [`order`] puts articles into sections, [`names`] holds
//! slugs and cross-references to what is there.

mod names;
mod order;

use super::codes::{DRAFT, HELD, NO_ARTICLE, NO_DATE, NO_PAPER, RETRACTED};
use super::dates;
use super::draft::Draft;
use super::manifest::{IssueManifest, PaperManifest};
use super::read::HEADLINE_MISSING;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{
    Article, Block, BlockKind, Date, Direction, FORMAT_VERSION, Issue, Lang, Paper,
    Status, Text, Wording, number,
};

/// The issue of `drafts`, each with the path of its file, in the folder of that name.
/// There is an issue wherever there is an article, beside errors as well.
pub fn collate(
    drafts: Vec<(String, Draft)>,
    paper: &PaperManifest,
    manifest: &IssueManifest,
    folder_name: &str,
) -> (Option<Issue>, Diagnostics) {
    let mut found = Diagnostics::new();
    let (held, mut drafts): (Vec<_>, Vec<_>) =
        drafts.into_iter().partition(|(_, draft)| draft.article.status == Status::Held);
    for (path, draft) in &held {
        tell_status(path, draft, &mut found);
    }
    if drafts.is_empty() {
        tell_nothing(held.len(), folder_name, &mut found);
        return (None, found);
    }
    names::distinguish(&mut drafts, &mut found);
    let lang = lang(&drafts, paper, manifest);
    let date = date(&drafts, manifest, folder_name, &mut found);
    let common = Common { lang, date };
    let name = paper_name(&drafts, paper, manifest, folder_name, &mut found);
    let number_said = said_most(drafts.iter().filter_map(|(_, d)| d.number.clone()));
    for (path, draft) in &mut drafts {
        tell_status(path, draft, &mut found);
        common.complete(draft);
    }
    let front = names::front(&drafts, &held, manifest, &mut found);
    names::resolve(&mut drafts, &held, &mut found);
    let sections = order::sections(drafts, &held, manifest, &mut found);
    let or_paper = |issue: &Option<String>, paper: &Option<String>| {
        issue.clone().or_else(|| paper.clone())
    };
    let rtl = if common.lang.is_rtl() { Direction::Rtl } else { Direction::Ltr };
    let mut issue = Issue {
        version: FORMAT_VERSION,
        paper: Paper {
            name,
            publisher: or_paper(&manifest.publisher, &paper.publisher),
            issn: or_paper(&manifest.issn, &paper.issn),
            strapline: if manifest.strapline.is_empty() {
                paper.strapline.clone()
            } else {
                manifest.strapline.clone()
            },
            address: or_paper(&manifest.address, &paper.address),
            rights: or_paper(&manifest.rights, &paper.rights),
            certifier: paper.certifier.clone(),
        },
        number: manifest.number.clone().or(number_said),
        volume: manifest.volume.clone(),
        date: common.date,
        price: or_paper(&manifest.price, &paper.price),
        direction: manifest.direction.unwrap_or(rtl),
        lang: common.lang,
        modified: manifest.modified,
        correction_note: manifest.correction_note.clone(),
        imprint: or_paper(&manifest.imprint, &paper.imprint),
        front,
        sections,
    };
    number(&mut issue);
    (Some(issue), found)
}

/// What the articles take from the issue.
struct Common {
    lang: Lang,
    date: Date,
}

impl Common {
    /// Gives an article its byline, its date where that differs, and its notice where it
    /// was withdrawn.
    fn complete(&self, draft: &mut Draft) {
        let date = draft.date.filter(|date| *date != self.date);
        let article = &mut draft.article;
        article.date = date;
        if article.lang.as_ref() == Some(&self.lang) {
            article.lang = None;
        }
        let lang = article.lang.as_ref().unwrap_or(&self.lang);
        let wording = Wording::of(lang);
        let names: Vec<String> = article.authors.iter().map(|a| a.name.clone()).collect();
        if !names.is_empty() {
            article.byline = Some(Text::plain(wording.join_names(&names), article.span));
        }
        if let Some(reason) = article.retracted.as_ref().map(|r| r.0.clone()) {
            withdraw(article, wording.withdrawn(&reason));
        }
    }
}

/// Leaves nothing of an article but its headline, its authors and the notice.
fn withdraw(article: &mut Article, notice: String) {
    let span = article.span;
    article.kicker = None;
    article.standfirst = None;
    article.dateline = None;
    article.source = None;
    article.notes.clear();
    article.corrections.clear();
    article.body =
        vec![Block::new(BlockKind::Paragraph(Text::plain(notice, span)), span)];
}

fn tell_status(path: &str, draft: &Draft, found: &mut Diagnostics) {
    let article = &draft.article;
    let title = article.title();
    match article.status {
        Status::Held => found.push(
            Diagnostic::note(HELD, format!("`{path}` is held: {title}"))
                .at(article.span.map(start)),
        ),
        Status::Draft => found.push(
            Diagnostic::note(DRAFT, format!("`{path}` is a draft: {title}"))
                .at(article.span.map(start)),
        ),
        Status::Ready => {}
    }
    if article.retracted.is_some() && article.status != Status::Held {
        let message = format!("`{path}` is withdrawn: {title}");
        found.push(Diagnostic::note(RETRACTED, message).at(article.span.map(start)));
    }
}

/// The beginning of a file, to point at the whole of it.
fn start(span: crate::diag::Span) -> crate::diag::Span {
    crate::diag::Span { end: span.start, ..span }
}

fn tell_nothing(held: usize, folder_name: &str, found: &mut Diagnostics) {
    let diagnostic = if held > 0 {
        Diagnostic::error(NO_ARTICLE, format!("every article of `{folder_name}` is held"))
            .hint("write `status: ready` in at least one")
    } else {
        Diagnostic::error(NO_ARTICLE, format!("`{folder_name}` holds no article"))
            .hint("put in a file that ends in `.md` or `.txt`")
    };
    found.push(diagnostic);
}

/// The language of the issue: as said, else that of all articles alike, else English.
fn lang(
    drafts: &[(String, Draft)],
    paper: &PaperManifest,
    manifest: &IssueManifest,
) -> Lang {
    let said = manifest.lang.clone().or_else(|| paper.lang.clone());
    let first = drafts.first().and_then(|(_, draft)| draft.article.lang.clone());
    let all =
        |lang: &Lang| drafts.iter().all(|(_, d)| d.article.lang.as_ref() == Some(lang));
    said.or_else(|| first.filter(all)).unwrap_or_else(Lang::en_gb)
}

/// The day of the issue: as said, else that of most articles, else in the folder's name.
fn date(
    drafts: &[(String, Draft)],
    manifest: &IssueManifest,
    folder_name: &str,
    found: &mut Diagnostics,
) -> Date {
    let said = manifest
        .date
        .or_else(|| said_most(drafts.iter().filter_map(|(_, draft)| draft.date)))
        .or_else(|| dates::in_name(folder_name));
    said.unwrap_or_else(|| {
        found.push(
            Diagnostic::error(NO_DATE, "the issue has no date")
                .at(manifest.span)
                .hint("write `date = \"1997-01-09\"` in `issue.toml`"),
        );
        Date::new(1970, 1, 1).expect("a day of the calendar")
    })
}

fn paper_name(
    drafts: &[(String, Draft)],
    paper: &PaperManifest,
    manifest: &IssueManifest,
    folder_name: &str,
    found: &mut Diagnostics,
) -> String {
    let said = manifest.paper.clone().or_else(|| paper.name.clone()).or_else(|| {
        said_most(drafts.iter().filter_map(|(_, draft)| draft.paper.clone()))
    });
    said.unwrap_or_else(|| {
        // An article by itself is a publication of its own.
        let alone = match drafts {
            [(_, draft)] => Some(draft.article.title()).filter(|t| t != HEADLINE_MISSING),
            _ => None,
        };
        let severity =
            if alone.is_some() { Diagnostic::note } else { Diagnostic::warning };
        let name = alone.unwrap_or_else(|| folder_name.to_owned());
        let message = format!("the paper has no name; it is called `{name}`");
        let hint =
            "write `paper = \"…\"` in `issue.toml`, or `name = \"…\"` in `wwpub.toml`";
        found.push(severity(NO_PAPER, message).at(manifest.span).hint(hint));
        name
    })
}

/// What most say; of equals, the greatest: the latest day.
fn said_most<T: Ord>(said: impl Iterator<Item = T>) -> Option<T> {
    let mut counts = std::collections::BTreeMap::new();
    for one in said {
        *counts.entry(one).or_insert(0_usize) += 1;
    }
    counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)))
        .map(|(t, _)| t)
}
