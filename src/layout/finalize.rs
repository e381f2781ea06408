//! The last step: outline, page map and what the document says about itself.

use std::collections::BTreeSet;

use super::frame::{Accessible, Destination, OutlineEntry, Page, PagedDocument};
use super::reading::read;
use super::story::Story;
use super::structure::Structure;
use crate::model::{
    ArticlePages, BlockKind, Issue, Metadata, PageMap, PageMark, Wording, for_each_block,
};

/// The finished document.
pub(super) fn document(
    issue: &Issue,
    stories: &[Story],
    pages: Vec<Page>,
    mut destinations: Vec<Destination>,
    structure: Structure,
) -> PagedDocument {
    destinations.sort_by(|a, b| a.name.cmp(&b.name));
    destinations.dedup_by(|a, b| a.name == b.name);
    let date = Wording::of(&issue.lang).date(issue.date);
    PagedDocument {
        page_map: page_map(&structure, &pages, stories.len()),
        outline: outline(issue, stories),
        metadata: Metadata::of(issue, &date),
        accessible: accessible(issue),
        pages,
        structure,
        destinations,
    }
}

/// The first word of each page in the order of its tags, and the pages of each article.
fn page_map(structure: &Structure, pages: &[Page], articles: usize) -> PageMap {
    let mark = |page: &Page| PageMark { folio: page.folio.clone(), first: None };
    let mut map = PageMap {
        pages: pages.iter().map(mark).collect(),
        articles: vec![ArticlePages::default(); articles],
    };
    let mut found: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); articles];
    for (page, run) in read(structure, pages) {
        let Some(place) = run.place.filter(|_| !run.text.trim().is_empty()) else {
            continue;
        };
        map.pages[page].first.get_or_insert(place);
        found[place.article as usize].insert(page);
    }
    for (article, found) in map.articles.iter_mut().zip(found) {
        article.folios =
            found.into_iter().map(|page| pages[page].folio.clone()).collect();
    }
    map
}

/// Sections with their articles; articles alone where there are no sections.
fn outline(issue: &Issue, stories: &[Story]) -> Vec<OutlineEntry> {
    let mut stories = stories.iter();
    let mut outline = vec![];
    for section in &issue.sections {
        let mut entries: Vec<OutlineEntry> = stories
            .by_ref()
            .take(section.articles.len())
            .map(|story| OutlineEntry {
                title: story.title.clone(),
                destination: story.slug.clone(),
                children: vec![],
            })
            .collect();
        match (&section.name, entries.first()) {
            (Some(name), Some(first)) => outline.push(OutlineEntry {
                title: name.clone(),
                destination: first.destination.clone(),
                children: entries,
            }),
            _ => outline.append(&mut entries),
        }
    }
    outline
}

/// Whether every picture is described: by the author, or at least by its caption.
fn accessible(issue: &Issue) -> Accessible {
    let mut all = Accessible::Yes;
    for article in issue.articles() {
        for_each_block(article, &mut |block| {
            if let BlockKind::Figure(figure) = &block.kind
                && !figure.description().tells()
            {
                all = Accessible::No;
            }
        });
    }
    all
}
