//! Slugs that differ, and references to articles that are there.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics, Span, nearest};
use crate::input::codes::{SLUG_TWICE, UNKNOWN_ARTICLE, UNKNOWN_SLUG};
use crate::input::draft::Draft;
use crate::input::manifest::{IssueManifest, Named};
use crate::model::{
    BlockKind, Inline, Slug, Target, Text, for_each_block_mut, for_each_text_mut,
};

/// Sees that no two articles have one slug; the later gets another, so that a draft of
/// the issue can be built.
pub(super) fn distinguish(drafts: &mut [(String, Draft)], found: &mut Diagnostics) {
    let mut known: BTreeMap<Slug, String> = BTreeMap::new();
    for (path, draft) in drafts {
        let slug = draft.article.slug.clone();
        if let Some(other) = known.get(&slug) {
            found.push(
                Diagnostic::error(
                    SLUG_TWICE,
                    format!("`{other}` and `{path}` have one slug, `{slug}`"),
                )
                .at(draft.article.span.map(super::start))
                .hint("rename one of the files, or write `slug: …` in it"),
            );
            draft.article.slug = (2..=known.len() + 2)
                .map(|n| slug.numbered(n))
                .find(|slug| !known.contains_key(slug))
                .expect("one number is free");
        }
        known.insert(draft.article.slug.clone(), path.clone());
    }
}

/// The slugs of an issue, held ones apart.
pub(super) struct Known<'d> {
    ready: BTreeSet<&'d str>,
    held: BTreeSet<&'d str>,
}

impl<'d> Known<'d> {
    pub(super) fn of(drafts: &'d [(String, Draft)], held: &'d [(String, Draft)]) -> Self {
        let slugs = |drafts: &'d [(String, Draft)]| {
            drafts.iter().map(|(_, draft)| draft.article.slug.as_str()).collect()
        };
        Self { ready: slugs(drafts), held: slugs(held) }
    }

    /// What a manifest's name stands for; a name that stands for nothing is an error.
    pub(super) fn find(
        &self,
        named: &Named,
        key: &str,
        found: &mut Diagnostics,
    ) -> Option<Slug> {
        // A file's name is as good as the slug made from it.
        let written = named.name.trim_end_matches(".md").trim_end_matches(".txt");
        if let Some(slug) =
            written.parse::<Slug>().ok().filter(|s| self.ready.contains(s.as_str()))
        {
            return Some(slug);
        }
        if self.held.contains(written) {
            let message = format!("`{key}` names `{written}`, which is held");
            let diagnostic = Diagnostic::warning(UNKNOWN_SLUG, message).at(named.span);
            found.push(
                diagnostic.hint("write `status: ready` in it, or take the name out"),
            );
            return None;
        }
        let message = format!("`{key}` names `{}`, which is no article", named.name);
        let diagnostic = Diagnostic::error(UNKNOWN_SLUG, message).at(named.span);
        found.push(diagnostic.hint(self.hint(written)));
        None
    }

    fn hint(&self, written: &str) -> String {
        match nearest(written, self.ready.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "slugs are the names of the files without their endings".into(),
        }
    }
}

/// The articles for the front page.
pub(super) fn front(
    drafts: &[(String, Draft)],
    held: &[(String, Draft)],
    manifest: &IssueManifest,
    found: &mut Diagnostics,
) -> Vec<Slug> {
    let known = Known::of(drafts, held);
    let mut front: Vec<Slug> = vec![];
    for named in &manifest.front {
        if let Some(slug) = known.find(named, "front", found)
            && !front.contains(&slug)
        {
            front.push(slug);
        }
    }
    front
}

/// Holds every cross-reference to the articles that are there; one that leads nowhere
/// becomes words.
pub(super) fn resolve(
    drafts: &mut [(String, Draft)],
    held: &[(String, Draft)],
    found: &mut Diagnostics,
) {
    let slugs: Vec<Slug> = drafts.iter().map(|(_, d)| d.article.slug.clone()).collect();
    let known: BTreeSet<&str> = slugs.iter().map(Slug::as_str).collect();
    let held: BTreeSet<&str> =
        held.iter().map(|(_, d)| d.article.slug.as_str()).collect();
    for (_, draft) in drafts {
        for_each_text_mut(&mut draft.article, &mut |_, text| {
            let Text { inlines, span, .. } = text;
            unlink(inlines, &mut |slug| {
                if known.contains(slug.as_str()) {
                    return true;
                }
                tell_unknown(slug, *span, &known, &held, found);
                false
            });
        });
        for_each_block_mut(&mut draft.article, &mut |block| {
            let BlockKind::Figure(figure) = &mut block.kind else { return };
            if let Some(Target::Article(slug)) = &figure.link
                && !known.contains(slug.as_str())
            {
                tell_unknown(slug, block.span, &known, &held, found);
                figure.link = None;
            }
        });
    }
}

fn tell_unknown(
    slug: &Slug,
    span: Option<Span>,
    known: &BTreeSet<&str>,
    held: &BTreeSet<&str>,
    found: &mut Diagnostics,
) {
    let hint = match nearest(slug.as_str(), known.iter().copied()) {
        _ if held.contains(slug.as_str()) => {
            "that article is held; the words stay".into()
        }
        Some(near) => format!("did you mean `article:{near}`? The words stay"),
        None => "the words stay".into(),
    };
    let message = format!("`article:{slug}` is not in this issue");
    found.push(Diagnostic::warning(UNKNOWN_ARTICLE, message).at(span).hint(hint));
}

/// Takes links to articles apart that are not wanted.
fn unlink(inlines: &mut Vec<Inline>, wanted: &mut dyn FnMut(&Slug) -> bool) {
    let mut at = 0;
    while at < inlines.len() {
        let strange = match &inlines[at] {
            Inline::Link { target: Target::Article(slug), .. } => !wanted(slug),
            _ => false,
        };
        if let (true, Inline::Link { content, .. }) = (strange, &mut inlines[at]) {
            let content = std::mem::take(content);
            inlines.splice(at..=at, content);
            continue;
        }
        if let Some(children) = inlines[at].children_mut() {
            unlink(children, wanted);
        }
        at += 1;
    }
}
