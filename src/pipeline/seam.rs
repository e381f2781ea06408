//! Stand-ins for rooms that have not landed yet; each goes as its room comes.

/// Stand-in for `crate::input`.
pub(super) mod input {
    use crate::diag::{Code, Diagnostic, Diagnostics, Source, Span};
    use crate::model::{
        Article, Block, Direction, FORMAT_VERSION, Issue, Lang, Paper, Section, Slug,
        Text,
    };

    pub(in super::super) struct Decoded {
        pub(in super::super) text: String,
        pub(in super::super) found: Diagnostics,
    }

    pub(in super::super) fn decode(bytes: &[u8]) -> Decoded {
        let text = String::from_utf8_lossy(bytes).into_owned();
        Decoded { text, found: Diagnostics::new() }
    }

    pub(in super::super) fn is_article(name: &str) -> bool {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        !name.starts_with(['.', '_'])
            && ["txt", "md", "markdown"].contains(&ending)
            && name != "README.md"
    }

    #[derive(Debug, Default)]
    pub(in super::super) struct PaperManifest;

    impl PaperManifest {
        pub(in super::super) fn style(&self) -> Option<&str> {
            None
        }
    }

    pub(in super::super) fn paper_manifest(_: &Source) -> (PaperManifest, Diagnostics) {
        (PaperManifest, Diagnostics::new())
    }

    #[derive(Debug, Default)]
    pub(in super::super) struct IssueManifest {
        standing: Vec<(String, Option<Span>)>,
    }

    impl IssueManifest {
        pub(in super::super) fn standing(
            &self,
        ) -> impl Iterator<Item = (&str, Option<Span>)> {
            self.standing.iter().map(|(name, span)| (name.as_str(), *span))
        }

        pub(in super::super) fn for_one_article(self) -> Self {
            Self::default()
        }
    }

    pub(in super::super) fn issue_manifest(_: &Source) -> (IssueManifest, Diagnostics) {
        (IssueManifest::default(), Diagnostics::new())
    }

    pub(in super::super) struct Defaults;

    impl Defaults {
        pub(in super::super) fn of(_: &PaperManifest, _: &IssueManifest) -> Self {
            Self
        }
    }

    pub(in super::super) struct Draft {
        pub(in super::super) article: Article,
    }

    pub(in super::super) fn read(
        source: &Source,
        _: &Defaults,
    ) -> (Option<Draft>, Diagnostics) {
        let name = source.path.rsplit('/').next().unwrap_or_default();
        let mut parts = source.text.split("\n\n");
        let head = Text::plain(parts.next().unwrap_or_default().replace('\n', " "), None);
        let mut article = Article::new(Slug::from_words(name), head);
        article.span = Some(Span::new(source.id, 0..source.text.len()));
        article.body = parts.map(|p| Block::paragraph(p.replace('\n', " "))).collect();
        (Some(Draft { article }), Diagnostics::new())
    }

    pub(in super::super) fn collate(
        drafts: Vec<Draft>,
        _: &PaperManifest,
        _: &IssueManifest,
    ) -> (Option<Issue>, Diagnostics) {
        let articles: Vec<_> = drafts.into_iter().map(|draft| draft.article).collect();
        if articles.is_empty() {
            let error = Diagnostic::error(Code("i-100"), "the folder has no article");
            return (None, Diagnostics::from_iter([error]));
        }
        let paper = Paper {
            name: "Weekly Worker".into(),
            publisher: None,
            issn: None,
            strapline: vec![],
            address: None,
            rights: None,
            certifier: None,
        };
        let section = Section { name: None, slug: Slug::from_words("all"), articles };
        let issue = Issue {
            version: FORMAT_VERSION,
            paper,
            number: None,
            volume: None,
            date: "1997-01-09".parse().expect("a day"),
            price: None,
            lang: Lang::en_gb(),
            direction: Direction::Ltr,
            modified: None,
            correction_note: None,
            imprint: None,
            front: vec![],
            sections: vec![section],
        };
        (Some(issue), Diagnostics::new())
    }
}

/// Stand-in for `crate::proof`.
pub(super) mod proof {
    use crate::font::FontSet;
    use crate::layout::PagedDocument;
    use crate::picture::Pictures;

    pub(in super::super) fn cover(
        _: &PagedDocument,
        _: &FontSet,
        _: &Pictures,
        _: [u32; 2],
    ) -> Vec<u8> {
        vec![]
    }
}

/// Stand-in for `crate::epub`.
pub(super) mod epub {
    use crate::diag::Diagnostics;
    use crate::font::FontSet;
    use crate::model::{Issue, PageMap, to_json};
    use crate::picture::Pictures;
    use crate::style::Style;

    pub(in super::super) struct Cover {
        pub(in super::super) jpeg: Vec<u8>,
        pub(in super::super) alt: String,
        pub(in super::super) size: [u32; 2],
    }

    pub(in super::super) fn package(
        issue: &Issue,
        _: &Style,
        _: &FontSet,
        _: &Pictures,
        _: Option<&PageMap>,
        _: Option<Cover>,
    ) -> (String, Diagnostics) {
        (to_json(issue), Diagnostics::new())
    }

    pub(in super::super) fn write(package: &str) -> Vec<u8> {
        package.as_bytes().to_vec()
    }
}
