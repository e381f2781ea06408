//! Articles into sections, both in order.

use std::cmp::Reverse;

use super::names::Known;
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::input::codes::UNLISTED_SECTION;
use crate::input::draft::Draft;
use crate::input::manifest::IssueManifest;
use crate::model::{Section, Slug};

/// The sections in the manifest's order, then in that of their first article. Articles
/// without a section, such as an imprint, stand behind all of them.
pub(super) fn sections(
    mut drafts: Vec<(String, Draft)>,
    held: &[(String, Draft)],
    manifest: &IssueManifest,
    found: &mut Diagnostics,
) -> Vec<Section> {
    let known = Known::of(&drafts, held);
    let order: Vec<Slug> = manifest
        .order
        .iter()
        .filter_map(|named| known.find(named, "order", found))
        .collect();
    let listed = |slug: &Slug| order.iter().position(|s| s == slug).unwrap_or(usize::MAX);
    drafts.sort_by_cached_key(|(path, draft)| {
        (
            listed(&draft.article.slug),
            draft.order.unwrap_or(i64::MAX),
            Reverse(draft.article.priority),
            path.clone(),
        )
    });

    let mut sections: Vec<Section> = vec![section(None)];
    for named in &manifest.sections {
        if !sections.iter().any(|s| is(s, &named.name)) {
            sections.push(section(Some(&named.name)));
        }
    }
    let listed = sections.len();
    for (_, draft) in drafts {
        let at = match draft.section.as_deref().map(str::trim).filter(|s| !s.is_empty()) {
            None => 0,
            Some(name) => {
                sections.iter().position(|s| is(s, name)).unwrap_or_else(|| {
                    if listed > 1 {
                        tell_unlisted(name, &draft, &sections[1..listed], found);
                    }
                    sections.push(section(Some(name)));
                    sections.len() - 1
                })
            }
        };
        sections[at].articles.push(draft.article);
    }
    sections.rotate_left(1);
    sections.retain(|section| !section.articles.is_empty());
    distinguish(&mut sections);
    sections
}

fn section(name: Option<&str>) -> Section {
    Section {
        name: name.map(str::to_owned),
        slug: Slug::from_words(name.unwrap_or("articles")),
        articles: vec![],
    }
}

/// Whether a section has that name; capitals and spaces do not part two.
fn is(section: &Section, name: &str) -> bool {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    section.name.as_deref().is_some_and(|known| same(known.trim(), name.trim()))
}

fn tell_unlisted(name: &str, draft: &Draft, listed: &[Section], found: &mut Diagnostics) {
    let names = listed.iter().filter_map(|section| section.name.as_deref());
    let hint = match nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "it is set behind the others; list it in `sections` of `issue.toml`".into()
        }
    };
    found.push(
        Diagnostic::warning(UNLISTED_SECTION, format!("section `{name}` is not listed"))
            .at(draft.article.span.map(super::start))
            .hint(hint),
    );
}

/// Gives sections whose names differ in marks only slugs that differ.
fn distinguish(sections: &mut [Section]) {
    for at in 1..sections.len() {
        let slug = sections[at].slug.clone();
        let taken = |slug: &Slug| sections[..at].iter().any(|s| s.slug == *slug);
        if taken(&slug) {
            let other = (2..=at + 2).map(|n| slug.numbered(n)).find(|slug| !taken(slug));
            sections[at].slug = other.expect("one number is free");
        }
    }
}
