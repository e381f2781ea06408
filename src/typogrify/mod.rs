//! Sets the marks between the words: quotes, apostrophes, dashes, ellipses, spaces.
//!
//! In: an [`Issue`] as its authors typed it, and the house's [`Conventions`]. Out: the
//! same issue with the marks of each language, and what an editor should know. Pure; every
//! letter and figure stays (but an `x` between figures becomes a multiplication sign), and
//! a second time changes nothing. We set type, we do not edit: marks that are typographic
//! already stay, and stops stay where the author put them. Code, addresses, file names and
//! the descriptions of pictures are not touched. Start at [`issue`]; `walk` finds the texts
//! and their languages, `flat` lays a text out in a row across its inlines, then a file for
//! each kind of mark.
//!
//! | code | severity | what |
//! |---|---|---|
//! | `t-001` | warning | doubled quotation marks where single ones are the rule; kept |
//! | `t-002` | note | straight doubled marks were set as single ones, as is the rule |
//! | `t-003` | note | a straight quotation mark whose role is not clear; kept |
//!
//! All of them come once for an article.

mod custom;
mod dashes;
mod flat;
mod french;
mod guard;
mod mark;
mod numbers;
mod pairs;
mod quotes;
mod report;
mod spaces;
mod walk;

pub use custom::{Conventions, Marks};

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::model::{Article, Issue, Lang, Text};
use custom::House;
use flat::{Cell, Held, Leaves};
use report::Report;

/// The issue with the marks of its languages.
///
/// ```
/// use wwpub::{model::{Article, Block, Issue, flat_inlines}, typogrify};
/// # use wwpub::model::{Direction, Lang, Paper, Section, Slug, Text};
/// # let slug = Slug::from_words("a");
/// # let mut article = Article::new(slug.clone(), Text::plain("A", None));
/// # article.body = vec![Block::paragraph("The 1914-18 war - 'the Great War'")];
/// # let paper = Paper { name: "Ours".into(), publisher: None, issn: None,
/// #     strapline: vec![], address: None, rights: None, certifier: None };
/// # let issue = Issue { version: 1, paper, number: None, volume: None,
/// #     date: "1997-01-09".parse().unwrap(), price: None, lang: Lang::en_gb(),
/// #     direction: Direction::Ltr, modified: None, correction_note: None, imprint: None,
/// #     front: vec![], sections: vec![Section { name: None, slug, articles: vec![article] }] };
/// // A paragraph: The 1914-18 war - 'the Great War'
/// let (issue, found) = typogrify::issue(issue, &typogrify::Conventions::default());
/// # let mut set = String::new();
/// # wwpub::model::for_each_text(issue.articles().next().unwrap(), &mut |_, text| {
/// #     set = flat_inlines(&text.inlines);
/// # });
/// assert_eq!(set, "The 1914–18 war\u{a0}– ‘the Great War’");
/// assert!(found.is_empty());
/// ```
pub fn issue(mut issue: Issue, conventions: &Conventions) -> (Issue, Diagnostics) {
    let mut setter = Setter::new(conventions);
    walk::frame(&mut issue, &mut setter);
    let lang = issue.lang.clone();
    let mut articles: Vec<&mut Article> = issue.articles_mut().collect();
    // Nothing passes from one article to the next: what was found is joined in order.
    let found: Vec<Diagnostics> = articles
        .par_iter_mut()
        .map(|article| {
            let mut setter = Setter::new(conventions);
            walk::article(article, &lang, &mut setter);
            setter.found
        })
        .collect();
    found.into_iter().for_each(|found| setter.found.append(found));
    (issue, setter.found)
}

/// How much of typography a line gets.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Extent {
    /// Everything.
    Full,
    /// Quotes and apostrophes only: names that catalogues hold too.
    Name,
}

/// Sets one text after the other and remembers what was found.
struct Setter<'a> {
    house: House<'a>,
    report: Report,
    found: Diagnostics,
}

impl<'a> Setter<'a> {
    fn new(conventions: &'a Conventions) -> Self {
        let found = Diagnostics::new();
        Self { house: House::new(conventions), report: Report::default(), found }
    }

    fn text(&mut self, text: &mut Text, lang: &Lang) {
        self.report.at = text.span;
        let (cells, leaves) = flat::lay_out(&mut text.inlines, lang, &mut self.house);
        self.set(cells, leaves, Extent::Full);
    }

    fn line(&mut self, line: &mut String, lang: &Lang, extent: Extent) {
        self.report.at = None;
        let (cells, leaves) = flat::lay_out_line(line, lang, &mut self.house);
        self.set(cells, leaves, extent);
    }

    /// Goes on until nothing changes, so that a second time changes nothing: a mark of one
    /// kind, once set, can make clear what its neighbour is. Every step takes straight
    /// marks, hyphens or plain spaces away and brings none, so it comes to an end.
    fn set(&mut self, mut cells: Vec<Cell>, leaves: Leaves<'_>, extent: Extent) {
        let before = flat::characters(&cells);
        let mut last = before.clone();
        loop {
            let held = Held::of(&cells);
            self.once(&mut cells, &held, extent);
            let now = flat::characters(&cells);
            if now == last {
                quotes::left_over(&cells, &held, &mut self.report);
                break;
            }
            last = now;
            // What is remarkable was told the first time.
            self.report.listening = false;
        }
        self.report.listening = true;
        if last != before {
            leaves.take(&cells);
        }
    }

    /// One step after the other, but for those that have nothing to do in what was `held`
    /// before the first. What a step brings that another looks for, the next round sees;
    /// guillemets, which French sets its spaces beside, are looked for in this one.
    fn once(&mut self, cells: &mut Vec<Cell>, held: &Held, extent: Extent) {
        let house = &self.house;
        let full = extent == Extent::Full;
        let marks = held.any("'\"") || held.beyond_ascii();
        guard::addresses(cells);
        if full && held.any(".") {
            dashes::ellipses(cells, house).apply(cells);
        }
        if full && (held.any("-") || held.any("xX") && held.any("0123456789")) {
            numbers::signs(cells, house).apply(cells);
        }
        if full && held.any("-") {
            dashes::breaks(cells, house).apply(cells);
        }
        if held.any("'\"") && held.beyond_ascii() {
            quotes::hebrew(cells).apply(cells);
        }
        if marks {
            quotes::marks(cells, house, &mut self.report).apply(cells);
        }
        if full && house.spaces_marks() && (marks || held.any(";!?:")) {
            french::spaces(cells, house).apply(cells);
        }
        if full {
            spaces::no_breaks(cells, house).apply(cells);
        }
    }

    /// Ends an article: what was found in it becomes findings.
    fn end(&mut self) {
        std::mem::take(&mut self.report).tell(&mut self.found);
    }
}
