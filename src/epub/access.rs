//! What can be said of the accessibility of the file: computed from what is in it.

use crate::model::{Article, Block, BlockKind, Figure, Issue, Status, for_each_block};

use super::words::Phrases;

/// What the file may say of its accessibility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// The pictures of the articles and the cover.
    pub pictures: PicturesSaid,
    /// Whether printed pages are marked.
    pub pages: PagesMarked,
    /// Whether everything is ready for print.
    pub draft: Readiness,
}

/// How far pictures are described.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PicturesSaid {
    /// There are none.
    None,
    /// Each has a description or a caption, or shows nothing worth telling.
    All,
    /// At least one has neither.
    NotAll,
}

/// Whether printed pages are marked.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PagesMarked {
    /// They are.
    Yes,
    /// There is no print edition beside this file.
    No,
}

/// Whether an issue is ready.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// It is.
    Ready,
    /// Something in it is a draft or a placeholder.
    Draft,
}

impl Access {
    /// Of `issue`. `missing` says that a picture has a placeholder.
    pub(super) fn of(issue: &Issue, missing: bool, cover: bool, pages: bool) -> Self {
        let mut pictures = if cover { PicturesSaid::All } else { PicturesSaid::None };
        for article in issue.articles() {
            for_each_figure(article, &mut |_, figure| {
                let said = match is_described(figure) {
                    true => PicturesSaid::All,
                    false => PicturesSaid::NotAll,
                };
                pictures = pictures.max(said);
            });
        }
        let draft = missing || issue.articles().any(|a| a.status == Status::Draft);
        Self {
            pictures,
            pages: if pages { PagesMarked::Yes } else { PagesMarked::No },
            draft: if draft { Readiness::Draft } else { Readiness::Ready },
        }
    }

    /// The ways in which the content comes to the reader (schema.org `accessMode`).
    pub fn modes(&self) -> Vec<&'static str> {
        match self.pictures {
            PicturesSaid::None => vec!["textual"],
            _ => vec!["textual", "visual"],
        }
    }

    /// The ways that are enough by themselves (`accessModeSufficient`).
    pub fn sufficient(&self) -> Vec<&'static str> {
        match self.pictures {
            PicturesSaid::None => vec!["textual"],
            PicturesSaid::All => vec!["textual", "textual,visual"],
            PicturesSaid::NotAll => vec!["textual,visual"],
        }
    }

    /// What helps (`accessibilityFeature`).
    pub fn features(&self) -> Vec<&'static str> {
        let mut features = vec![
            "structuralNavigation",
            "tableOfContents",
            "readingOrder",
            "displayTransformability",
            "unlocked",
            "ARIA",
        ];
        if self.pictures == PicturesSaid::All {
            features.push("alternativeText");
        }
        if self.pages == PagesMarked::Yes {
            features.extend(["pageBreakMarkers", "pageNavigation"]);
        }
        features
    }

    /// The same for people.
    pub(super) fn summary(&self, phrases: &Phrases) -> String {
        let mut sentences = vec![phrases.structure];
        if self.pages == PagesMarked::Yes {
            sentences.push(phrases.pages);
        }
        match self.pictures {
            PicturesSaid::None => {}
            PicturesSaid::All => sentences.push(phrases.described),
            PicturesSaid::NotAll => sentences.push(phrases.undescribed),
        }
        sentences.join(" ")
    }

    /// Whether a standard may be claimed at all.
    pub fn may_claim(&self) -> bool {
        self.pictures != PicturesSaid::NotAll && self.draft == Readiness::Ready
    }
}

/// Whether somebody who cannot see a picture learns what it is.
pub(super) fn is_described(figure: &Figure) -> bool {
    figure.description().tells()
}

/// Gives every picture of an article.
pub(super) fn for_each_figure<'a>(
    article: &'a Article,
    f: &mut dyn FnMut(&'a Block, &'a Figure),
) {
    for_each_block(article, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind {
            f(block, figure);
        }
    });
}
