//! What every document needs to know of the others: names of files, page markers, times
//! to read.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Article, ArticleIndex, Direction, Issue, Lang, PageMap, Section, Slug, Text, Wording,
    flat_text, for_each_text,
};

use super::package::PageEntry;
use super::words::Phrases;

/// The issue as the documents see it.
pub(super) struct Plan<'a> {
    pub(super) issue: &'a Issue,
    /// The paper's own words in the language of the issue.
    pub(super) wording: &'static Wording,
    pub(super) phrases: &'static Phrases,
    pub(super) index: ArticleIndex<'a>,
    /// Every article in issue order.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Every section in issue order.
    pub(super) fronts: Vec<Front<'a>>,
    /// The printed pages by number.
    pub(super) pages: Vec<PageEntry>,
}

/// An article and its document.
pub(super) struct Piece<'a> {
    pub(super) article: &'a Article,
    pub(super) lang: &'a Lang,
    pub(super) file: String,
    /// The position of its section.
    pub(super) section: usize,
    pub(super) minutes: u32,
    /// The printed pages it stands on.
    pub(super) folios: &'a [String],
    pub(super) marks: Marks,
}

/// A section and the document that opens it.
pub(super) struct Front<'a> {
    pub(super) section: &'a Section,
    /// `None` for an only article without a section: nothing to choose from.
    pub(super) file: Option<String>,
    /// The positions of its articles.
    pub(super) pieces: std::ops::Range<usize>,
}

/// A printed page that begins inside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The byte of the flat text.
    pub(super) at: usize,
    /// The identifier of the marker.
    pub(super) id: String,
    /// The number as printed.
    pub(super) folio: String,
}

/// The pages that begin in an article, by the number of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks(BTreeMap<u32, Vec<Mark>>);

impl Marks {
    /// The markers of a text, in order, each given once.
    pub(super) fn take(&mut self, text: &Text) -> Vec<Mark> {
        self.0.remove(&text.no).unwrap_or_default()
    }
}

impl<'a> Plan<'a> {
    /// Of `issue`, with the printed pages where there is a print edition.
    pub(super) fn new(issue: &'a Issue, pages: Option<&'a PageMap>) -> Self {
        let mut names = Names::default();
        let mut fronts = vec![];
        let mut pieces: Vec<Piece<'a>> = vec![];
        for (number, section) in issue.sections.iter().enumerate() {
            let first = pieces.len();
            for article in &section.articles {
                pieces.push(Piece {
                    article,
                    lang: issue.lang_of(article),
                    file: names.unused("article", &article.slug),
                    section: number,
                    minutes: minutes(article),
                    folios: folios(pages, pieces.len()),
                    marks: Marks::default(),
                });
            }
            let alone = section.name.is_none() && section.articles.len() < 2;
            fronts.push(Front {
                section,
                file: (!alone).then(|| names.unused("section", &section.slug)),
                pieces: first..pieces.len(),
            });
        }
        let pages = pages.map_or_else(Vec::new, |map| place_marks(map, &mut pieces));
        Self {
            issue,
            wording: Wording::of(&issue.lang),
            phrases: Phrases::of(&issue.lang),
            index: ArticleIndex::of(issue),
            pieces,
            fronts,
            pages,
        }
    }

    /// The document of the article of that name.
    pub(super) fn piece(&self, slug: &Slug) -> Option<&Piece<'a>> {
        self.pieces.get(self.index.position(slug)?)
    }

    /// Which way the issue runs.
    pub(super) fn direction(&self) -> Direction {
        self.issue.direction
    }

    /// What a section is called; an unnamed one is the issue itself.
    pub(super) fn section_name(&self, section: usize) -> &str {
        let named = self.issue.sections.get(section).and_then(|s| s.name.as_deref());
        named.unwrap_or_else(|| self.wording.in_this_issue())
    }

    /// `Weekly Worker 174, 9 January 1997`.
    pub(super) fn title(&self) -> String {
        let date = self.wording.date(self.issue.date);
        format!("{}{}{date}", self.issue.name_and_number(), self.wording.comma())
    }
}

impl Piece<'_> {
    /// The paper's own words in the language of the article.
    pub(super) fn wording(&self) -> &'static Wording {
        Wording::of(self.lang)
    }

    /// `page 1` or `pages 1 and 4`, where the print edition is known.
    pub(super) fn printed_on(&self, wording: &Wording) -> Option<String> {
        (!self.folios.is_empty()).then(|| wording.pages(self.folios))
    }
}

fn folios(pages: Option<&PageMap>, article: usize) -> &[String] {
    pages.and_then(|map| map.articles.get(article)).map_or(&[], |a| &a.folios)
}

/// Names of files that are not given yet: letters, figures and hyphens, not long.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn unused(&mut self, kind: &str, slug: &Slug) -> String {
        // The slug of a headline in Chinese is a row of codes: file systems have limits.
        let short: String = slug.as_str().chars().take(48).collect();
        let stem = format!("{kind}-{}", short.trim_end_matches('-'));
        let numbered = (2..).map(|n| format!("{stem}-{n}.xhtml"));
        let name = std::iter::once(format!("{stem}.xhtml"))
            .chain(numbered)
            .find(|name| !self.0.contains(name))
            .expect("numbers do not end");
        self.0.insert(name.clone());
        name
    }
}

/// Gives every page its marker in the article where it begins.
fn place_marks(map: &PageMap, pieces: &mut [Piece<'_>]) -> Vec<PageEntry> {
    let mut ids = BTreeSet::new();
    let mut entries = vec![];
    for (number, page) in map.pages.iter().enumerate() {
        let Some(place) = page.first else { continue };
        let Some(piece) = pieces.get_mut(place.article as usize) else { continue };
        let id = page_id(&page.folio, number, &mut ids);
        // A text that is not there leaves its pages to the headline.
        let (block, at) = match shown(piece.article, place.block) {
            Some(length) => (place.block, (place.at as usize).min(length)),
            None => (piece.article.headline.no, 0),
        };
        let mark = Mark { at, id: id.clone(), folio: page.folio.clone() };
        let marks = piece.marks.0.entry(block).or_default();
        marks.push(mark);
        marks.sort_by_key(|mark| mark.at);
        entries.push(PageEntry {
            folio: page.folio.clone(),
            file: piece.file.clone(),
            id,
            order: (block, at as u32),
        });
    }
    entries
}

/// The length of the flat text of that number, where the document shows it.
fn shown(article: &Article, no: u32) -> Option<usize> {
    let mut found = None;
    for_each_text(article, &mut |_, text| {
        if text.no == no && found.is_none() {
            found = Some(flat_text(text).len());
        }
    });
    found
}

/// `page-12`; a folio that is no plain name, or stands twice, by its place instead.
fn page_id(folio: &str, number: usize, ids: &mut BTreeSet<String>) -> String {
    let plain = !folio.is_empty() && folio.bytes().all(|b| b.is_ascii_alphanumeric());
    let by_folio = format!("page-{folio}");
    let id = if plain && !ids.contains(&by_folio) {
        by_folio
    } else {
        format!("page-number-{}", number + 1)
    };
    ids.insert(id.clone());
    id
}

/// How long an article takes to read, in whole minutes, at 220 words a minute; scripts
/// without spaces between words by their characters.
fn minutes(article: &Article) -> u32 {
    let (mut words, mut shares) = (0_usize, 0.0);
    for_each_text(article, &mut |_, text| {
        let mut after_space = true;
        for c in flat_text(text).chars() {
            let space = c.is_whitespace();
            words += usize::from(after_space && !space);
            after_space = space;
            // Before Thai every script has spaces between its words.
            if c >= '\u{0E00}' {
                shares += share_of_word(c);
            }
        }
    });
    (((words as f64 + shares) / 220.0).round() as u32).max(1)
}

/// How much of a word a character of a script without spaces is.
fn share_of_word(c: char) -> f64 {
    match c {
        // Chinese and Japanese: about 500 characters a minute.
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => {
            0.44
        }
        // Thai, Lao, Burmese, Khmer: about five characters a word.
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => {
            0.2
        }
        _ => 0.0,
    }
}
