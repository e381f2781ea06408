//! The house's own words, by language.
//!
//! In: a [`Lang`]. Out: [`Wording`], which says dates, page references and the labels
//! that no author writes: "continued on page 5", "Contents", "Corrections". Start at
//! [`Wording::of`]. A language is one table, grouped with its relatives in a file each.

mod germanic;
mod names;
mod nordic;
mod other;
mod plural;
mod right_to_left;
mod romance;
mod slavic;

use super::{Date, Lang};
use names::And;
use plural::{Plural, counted};

/// What the paper itself says in one language.
#[derive(Debug)]
pub struct Wording {
    /// BCP 47: the base language, or one with a region where that differs.
    tag: &'static str,
    /// January to December, in the form that stands in a date.
    months: [&'static str; 12],
    /// Monday to Sunday.
    weekdays: [&'static str; 7],
    /// With `{d}`, `{m}` and `{y}`.
    date: &'static str,
    /// How the first day of a month is written, where not as `1`.
    first: Option<&'static str>,
    /// With `{w}` and `{date}`.
    weekday_date: &'static str,
    /// Ten figures of its own, where it has some.
    figures: Option<[char; 10]>,
    /// Between the parts of a list.
    comma: &'static str,
    and: And,
    plural: Plural,
    /// Templates for so many minutes, as [`Plural`] orders them.
    minutes: &'static [&'static str],
    words: Words,
}

/// Words and short templates; `{}` is what they are about.
#[derive(Debug)]
struct Words {
    page: &'static str,
    pages: &'static str,
    number: &'static str,
    contents: &'static str,
    in_this_issue: &'static str,
    previous: &'static str,
    next: &'static str,
    notes: &'static str,
    note: &'static str,
    corrections: &'static str,
    correction: &'static str,
    continued_on: &'static str,
    continued_from: &'static str,
    /// With `{paper}`, `{date}` and `{headline}`.
    front_page: &'static str,
    letters: &'static str,
    back_to_text: &'static str,
    page_list: &'static str,
    landmarks: &'static str,
    cover: &'static str,
    title_page: &'static str,
    draft: &'static str,
    placeholder_picture: &'static str,
    /// A sentence without its stop.
    withdrawn: &'static str,
    by: &'static str,
}

/// Every table; a base language stands before its regions.
const TABLES: [&[Wording]; 6] = [
    germanic::TABLES,
    nordic::TABLES,
    romance::TABLES,
    slavic::TABLES,
    right_to_left::TABLES,
    other::TABLES,
];

impl Wording {
    /// The words of a language: those of its region, else of the language, else English.
    ///
    /// ```
    /// use wwpub::model::{Date, Wording};
    /// let day = Date::new(1997, 1, 9).unwrap();
    /// let said = |lang: &str| Wording::of(&lang.parse().unwrap()).date(day);
    /// assert_eq!(said("en-GB"), "9 January 1997");
    /// assert_eq!(said("fr-CA"), "9 janvier 1997");
    /// ```
    pub fn of(lang: &Lang) -> &'static Self {
        let base = match lang.base() {
            // Norwegian without further word, and Nynorsk, are nearest to Bokmål.
            "no" | "nn" => "nb",
            "iw" => "he",
            base => base,
        };
        find(lang.as_str()).or_else(|| find(base)).unwrap_or(&germanic::TABLES[0])
    }

    /// The day: `9 January 1997`.
    pub fn date(&self, date: Date) -> String {
        let day = match (date.day(), self.first) {
            (1, Some(first)) => first.to_owned(),
            (day, _) => self.figures(day),
        };
        self.date
            .replace("{d}", &day)
            .replace("{m}", self.months[date.month() as usize - 1])
            .replace("{y}", &self.figures(date.year().unsigned_abs()))
    }

    /// The day with its week day: `Thursday 9 January 1997`.
    pub fn date_with_weekday(&self, date: Date) -> String {
        self.weekday_date
            .replace("{w}", self.weekday(date))
            .replace("{date}", &self.date(date))
    }

    /// The week day: `Thursday`.
    pub fn weekday(&self, date: Date) -> &'static str {
        self.weekdays[date.weekday()]
    }

    /// A whole number in the figures of the language: Persian has its own.
    pub fn figures(&self, n: u32) -> String {
        self.own_figures(&n.to_string())
    }

    fn own_figures(&self, text: &str) -> String {
        let own = |c: char| match (self.figures, c.to_digit(10)) {
            (Some(figures), Some(figure)) => figures[figure as usize],
            _ => c,
        };
        text.chars().map(own).collect()
    }

    /// Names in a row: `Ann Lee, Bo Ek and Cy Fox`.
    pub fn join_names(&self, names: &[String]) -> String {
        names::join(names, self.comma, self.and)
    }

    /// What parts the pieces of a list: `, `, in Arabic `، `, in Japanese `、`.
    pub fn comma(&self) -> &'static str {
        self.comma
    }

    /// A reference: `page 5`.
    pub fn page(&self, folio: &str) -> String {
        self.fill(self.words.page, folio)
    }

    /// A reference behind what it refers to: ` (page 5)`, in Japanese `（5ページ）`, which
    /// needs no space.
    pub fn page_aside(&self, folio: &str) -> String {
        let page = self.page(folio);
        match self.tag.split('-').next() {
            Some("ja" | "zh") => format!("（{page}）"),
            _ => format!(" ({page})"),
        }
    }

    /// References in page order: `page 5`, `pages 5–7`, `pages 1, 4 and 8–9`.
    pub fn pages(&self, folios: &[String]) -> String {
        match folios {
            [folio] => self.page(folio),
            _ => self.fill(self.words.pages, &self.join_names(&names::ranges(folios))),
        }
    }

    /// A time to read: `2 minutes`.
    pub fn minutes(&self, n: u32) -> String {
        self.fill(counted(self.plural, self.minutes, n), &n.to_string())
    }

    /// The number of an issue: `Number 174`.
    pub fn number(&self, number: &str) -> String {
        self.fill(self.words.number, number)
    }

    /// The link to the article before: `Previous: Mission impossible in Peru`.
    pub fn previous(&self, headline: &str) -> String {
        insert(self.words.previous, headline)
    }

    /// The link to the article after: `Next: Mission impossible in Peru`.
    pub fn next(&self, headline: &str) -> String {
        insert(self.words.next, headline)
    }

    /// The call of a note for who cannot see that it is raised: `Note 3`.
    pub fn note(&self, n: u32) -> String {
        self.fill(self.words.note, &n.to_string())
    }

    /// Where a story goes on: `continued on page 5`.
    pub fn continued_on(&self, folio: &str) -> String {
        self.fill(self.words.continued_on, folio)
    }

    /// Where a story began: `continued from page 1`.
    pub fn continued_from(&self, folio: &str) -> String {
        self.fill(self.words.continued_from, folio)
    }

    /// What the picture of the front page shows, for who cannot see it:
    /// `Front page of Weekly Worker, 9 January 1997. Lead: Mission impossible in Peru`.
    pub fn front_page_of(&self, paper: &str, date: Date, headline: &str) -> String {
        let (before, after) =
            self.words.front_page.split_once("{headline}").unwrap_or_default();
        let before = before.replace("{date}", &self.date(date));
        format!("{}{headline}{after}", before.replace("{paper}", paper))
    }

    /// What stands for an article that was taken back, and why:
    /// `This article has been withdrawn: the letter was forged`.
    pub fn withdrawn(&self, reason: &str) -> String {
        match reason.trim() {
            "" => self.words.withdrawn.to_owned(),
            reason => format!("{}: {reason}", self.words.withdrawn),
        }
    }

    /// Who wrote it, in a line of its own: `By Paul Greenaway`; in languages without
    /// such a word the names alone.
    pub fn by(&self, names: &str) -> String {
        insert(self.words.by, names)
    }

    fn fill(&self, template: &str, value: &str) -> String {
        insert(template, &self.own_figures(value))
    }
}

/// Words that stand for themselves.
macro_rules! plain_words {
    ($($name:ident $about:literal;)+) => {
        impl Wording {
            $(
                #[doc = $about]
                pub fn $name(&self) -> &'static str {
                    self.words.$name
                }
            )+
        }
    };
}

plain_words! {
    contents "The heading of the navigation: `Contents`.";
    in_this_issue "The heading of the contents box: `In this issue`.";
    notes "The heading of the notes: `Notes`.";
    corrections "The heading of more than one correction: `Corrections`.";
    correction "The heading of a correction: `Correction`.";
    letters "The heading of the letters page: `Letters`.";
    back_to_text "The link from a note to its call: `Back to the text`.";
    page_list "The heading of the list of printed pages: `Pages`.";
    landmarks "The heading of the landmarks: `Landmarks`.";
    cover "The name of the cover: `Cover`.";
    title_page "The name of the title page: `Title page`.";
    draft "The mark of what is not for print yet: `Draft`.";
    placeholder_picture
        "What stands for a picture without any words: `Picture not yet described`.";
}

fn find(tag: &str) -> Option<&'static Wording> {
    TABLES.iter().flat_map(|tables| tables.iter()).find(|table| table.tag == tag)
}

/// Puts `value` in once: a headline may itself hold `{}`.
fn insert(template: &str, value: &str) -> String {
    template.replacen("{}", value, 1)
}

#[cfg(test)]
mod tests;
