//! What one file gives before the issue is put together.

use crate::diag::Span;
use crate::model::{Article, Date, Lang};

/// What holds for a text that does not say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// The language.
    pub lang: Lang,
    /// How dates in figures are written, where the paper says; else as the language has
    /// it, with a warning where day and month may be exchanged.
    pub date_order: Option<DateOrder>,
    /// The papers whose mastheads may stand above archive texts.
    pub papers: Vec<String>,
}

impl Default for Defaults {
    fn default() -> Self {
        Self { lang: Lang::en_gb(), date_order: None, papers: vec![] }
    }
}

impl Defaults {
    /// How a date in figures is read in a text of that language.
    pub(super) fn order_in(&self, lang: &Lang) -> DateOrder {
        self.date_order.unwrap_or_else(|| DateOrder::of(lang))
    }
}

/// Which number of a date like 09/01/1997 is the day.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 9 January.
    #[default]
    DayFirst,
    /// 1 September, as in the United States.
    MonthFirst,
}

impl DateOrder {
    /// The order usual in a language.
    pub fn of(lang: &Lang) -> Self {
        if lang.as_str() == "en-US" { Self::MonthFirst } else { Self::DayFirst }
    }
}

/// One file, read: an article and what it says of its issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The article. Its `date` and `byline` are set when the issue is put together.
    pub article: Article,
    /// The paper, where the text names it.
    pub paper: Option<String>,
    /// The number of the issue, where the text names it.
    pub number: Option<String>,
    /// The day the text is dated.
    pub date: Option<Date>,
    /// The section it is for.
    pub section: Option<String>,
    /// Where it stands among its neighbours, the smallest first.
    pub order: Option<i64>,
    /// What was read out of archive text without being told.
    pub guesses: Vec<Guess>,
}

impl Draft {
    /// A draft of that article, which says nothing of its issue.
    pub fn new(article: Article) -> Self {
        Self {
            article,
            paper: None,
            number: None,
            date: None,
            section: None,
            order: None,
            guesses: vec![],
        }
    }
}

/// Something read out of archive text without being told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What it was taken for.
    pub what: Guessed,
    /// How sure that is, in hundredths.
    pub confidence: u8,
    /// Where it stands.
    pub span: Span,
}

/// What a stretch of archive text was taken for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guessed {
    /// The name of the paper.
    Masthead,
    /// The number of the issue.
    Number,
    /// The date.
    Date,
    /// The headline.
    Headline,
    /// The sentence below the headline.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// A heading inside the text.
    Crosshead,
    /// The items of a list.
    List,
    /// A note.
    Note,
    /// The call of a note.
    NoteCall,
    /// Lines that belong to one paragraph.
    WrappedLines,
    /// Lines whose ends are the author's.
    KeptLines,
    /// A word divided at the end of a line.
    DividedWord,
}

impl Guessed {
    /// In words, as a sentence names it.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Masthead => "the masthead",
            Self::Number => "the number of the issue",
            Self::Date => "the date",
            Self::Headline => "the headline",
            Self::Standfirst => "the standfirst",
            Self::Byline => "the byline",
            Self::Crosshead => "a crosshead",
            Self::List => "a list",
            Self::Note => "a note",
            Self::NoteCall => "the call of a note",
            Self::WrappedLines => "the lines of one paragraph",
            Self::KeptLines => "lines whose ends are the author's",
            Self::DividedWord => "a divided word",
        }
    }

    /// In a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Self::Masthead => "masthead",
            Self::Number => "number",
            Self::Date => "date",
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Crosshead => "crosshead",
            Self::List => "list",
            Self::Note => "note",
            Self::NoteCall => "call of a note",
            Self::WrappedLines => "wrapped lines",
            Self::KeptLines => "kept lines",
            Self::DividedWord => "divided word",
        }
    }
}
