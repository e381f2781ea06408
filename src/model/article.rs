//! An article and what stands around its text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Block, Date, Lang, Slug, Text};
use crate::diag::Span;

/// One article, letters page, listing or standing piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// Its name in addresses and references, unique in the issue.
    pub slug: Slug,
    /// The short line above the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<Text>,
    /// The headline; never blank.
    pub headline: Text,
    /// A shorter headline for contents, jump lines and running heads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_title: Option<String>,
    /// The sentence below the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<Text>,
    /// Who wrote it, as it is printed: the authors joined as the language joins them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<Text>,
    /// Who wrote it, one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// The day it is dated, where it differs from the issue's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Text>,
    /// The text.
    pub body: Vec<Block>,
    /// Corrections to this article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Block>,
    /// The notes, in the order in which they are called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Where the piece appeared first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// The language, where it differs from the issue's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// How weighty it is, 1 to 10; 10 leads the paper.
    #[serde(default = "middling")]
    pub priority: u8,
    /// Whether it is for the issue.
    #[serde(default)]
    pub status: Status,
    /// Why it was withdrawn, where it was; then its body is the notice that says so, and
    /// nothing else of it is left but headline and authors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retracted: Option<Retraction>,
    /// What it is about, for catalogues.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where it comes from.
    #[serde(skip)]
    pub span: Option<Span>,
}

fn middling() -> u8 {
    5
}

impl Article {
    /// An article of that name and headline, without text.
    pub fn new(slug: Slug, headline: Text) -> Self {
        Self {
            slug,
            headline,
            kicker: None,
            short_title: None,
            standfirst: None,
            byline: None,
            authors: vec![],
            date: None,
            dateline: None,
            body: vec![],
            corrections: vec![],
            notes: vec![],
            source: None,
            lang: None,
            priority: middling(),
            status: Status::default(),
            retracted: None,
            tags: vec![],
            span: None,
        }
    }

    /// The headline as plain text.
    pub fn title(&self) -> String {
        super::flat_text(&self.headline).replace('\n', " ")
    }

    /// The shortest form of the headline that the author gave.
    pub fn label(&self) -> String {
        self.short_title.clone().unwrap_or_else(|| self.title())
    }
}

/// Somebody who wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Author {
    /// As printed: `Paul Greenaway`.
    pub name: String,
    /// What they are: `our correspondent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Where they write from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// As sorted in catalogues: `Greenaway, Paul`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_as: Option<String>,
}

/// A note to the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where it comes from.
    #[serde(skip)]
    pub span: Option<Span>,
}

/// Whether an article is for the issue.
#[derive(
    Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Goes in.
    #[default]
    Ready,
    /// Goes in, marked as a draft.
    Draft,
    /// Stays out, and is named.
    Held,
}

/// Why an article was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Retraction(pub String);
