//! Which word stands where on paper: what the EPUB learns from the print edition.

/// A byte in a text of an article.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The article's position in issue order, from 0.
    pub article: u32,
    /// The number of the text within the article ([`Text::no`](super::Text::no)).
    pub block: u32,
    /// The byte in its [`flat_text`](super::flat_text) after typogrify.
    pub at: u32,
}

/// A printed page and its first word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// The number as printed.
    pub folio: String,
    /// The first word in tag order that belongs to an article; `None` on a page without
    /// articles.
    pub first: Option<Place>,
}

/// The printed pages of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticlePages {
    /// The folios of the pages it stands on, in order.
    pub folios: Vec<String>,
}

/// The pages of the print edition, by page and by article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMap {
    /// Every page in page order.
    pub pages: Vec<PageMark>,
    /// One for each article in issue order.
    pub articles: Vec<ArticlePages>,
}

impl PageMap {
    /// The folio of the page on which an article begins.
    pub fn first_folio(&self, article: usize) -> Option<&str> {
        self.articles.get(article)?.folios.first().map(String::as_str)
    }
}
