//! What an article's body is made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Inline, Lang, Target, flat_text};
use crate::diag::Span;

/// A text that is set as one: a paragraph, a headline, a cell, a caption.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// Its number within the article, in reading order; given by [`number`](super::number).
    #[serde(default)]
    pub no: u32,
    /// What it says.
    pub inlines: Vec<Inline>,
    /// Where it comes from.
    #[serde(skip)]
    pub span: Option<Span>,
}

impl Text {
    /// A text of these inlines, from there.
    pub fn new(inlines: Vec<Inline>, span: impl Into<Option<Span>>) -> Self {
        Self { no: 0, inlines, span: span.into() }
    }

    /// A text of plain characters.
    pub fn plain(text: impl Into<String>, span: impl Into<Option<Span>>) -> Self {
        Self::new(vec![Inline::text(text)], span)
    }

    /// Whether nothing would be set.
    pub fn is_blank(&self) -> bool {
        flat_text(self).trim().is_empty()
    }
}

/// A block and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Its number within the article, in reading order and in one row with the numbers of
    /// the texts.
    #[serde(default)]
    pub no: u32,
    /// Its language, where it differs from the article's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// The name by which the author refers to it, unique within the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where it comes from.
    #[serde(skip)]
    pub span: Option<Span>,
}

impl Block {
    /// A block of this kind, from there.
    pub fn new(kind: BlockKind, span: impl Into<Option<Span>>) -> Self {
        Self { kind, no: 0, lang: None, id: None, span: span.into() }
    }

    /// A paragraph of plain characters.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::new(BlockKind::Paragraph(Text::plain(text, None)), None)
    }
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "content", rename_all = "snake_case")]
pub enum BlockKind {
    /// A paragraph of body text.
    Paragraph(Text),
    /// A heading inside the text.
    Crosshead {
        /// 1 stands directly below the headline, 2 below a crosshead of 1; never skips.
        level: u8,
        /// What it says.
        text: Text,
    },
    /// Somebody else's words, set off.
    Quote(Vec<Block>),
    /// A sentence set large to break up the page.
    PullQuote(PullQuote),
    /// Lines whose ends are the author's, in stanzas.
    Verse(Vec<Text>),
    /// Bulleted, numbered or with boxes to tick.
    List(List),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A picture with what is said of it.
    Figure(Figure),
    /// Rows and columns.
    Table(Table),
    /// Program text, lines as they are.
    Code(CodeBlock),
    /// Matter beside the story, framed or tinted.
    Boxout(Boxout),
    /// A letter to the editor.
    Letter(Letter),
    /// What is on: entries of events, addresses, prices.
    Listing(Listing),
    /// What the paper got wrong and now puts right.
    Correction(Vec<Block>),
    /// A pause in the text.
    Break,
}

/// A sentence set large to break up the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PullQuote {
    /// What it says.
    pub text: Text,
    /// Who says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Text>,
    /// Whether the words stand in the body as well: then speech passes over it.
    #[serde(default)]
    pub repeats: bool,
}

/// How the items of a list are marked.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListMarker {
    /// A bullet before each.
    Bullet,
    /// Numbers, from this one.
    Number(u32),
}

/// A list; loose or close set, which is a matter of its blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct List {
    /// Bullets or numbers.
    pub marker: ListMarker,
    /// What is listed.
    pub items: Vec<ListItem>,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListItem {
    /// In a task list: whether it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A term and its meanings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Definition {
    /// The term.
    pub term: Text,
    /// Each meaning.
    pub meanings: Vec<Vec<Block>>,
}

/// A picture with what is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// The file, relative to the folder, with `/`.
    pub file: String,
    /// What is to be seen, for who cannot see it; `None` where the author gave nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// Whether the author says that it shows nothing worth telling.
    #[serde(default)]
    pub decorative: bool,
    /// How much of the page it deserves.
    #[serde(default, skip_serializing_if = "Prominence::is_ordinary")]
    pub prominence: Prominence,
    /// The words below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Text>,
    /// Where it leads, where it is a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Target>,
}

impl Figure {
    /// A picture of which nothing is said.
    pub fn of(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            alt: None,
            decorative: false,
            prominence: Prominence::Ordinary,
            caption: None,
            credit: None,
            link: None,
        }
    }
}

/// How much of the page a picture deserves in the eyes of its editor; the style decides how
/// wide that is.
#[derive(
    Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Prominence {
    /// One column, or beside the text.
    Small,
    /// What the style gives a picture of its shape.
    #[default]
    Ordinary,
    /// As wide as its article.
    Large,
}

impl Prominence {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_ordinary(&self) -> bool {
        *self == Self::Ordinary
    }
}

/// How the cells of a column stand.
#[derive(
    Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Alignment {
    /// At the side where reading starts.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the side where reading ends.
    End,
}

/// Rows and columns; every row has as many cells as there are alignments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// What it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// One for each column.
    pub columns: Vec<Alignment>,
    /// The heads of the columns; input gives every table one.
    pub head: Row,
    /// The other rows.
    pub rows: Vec<Row>,
}

/// A row of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Row(pub Vec<Text>);

/// Program text, lines as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CodeBlock {
    /// The programming language, where given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// One [`Inline::Text`]; its lines end in `\n`.
    pub text: Text,
}

/// Matter beside the story, framed or tinted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Boxout {
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A letter to the editor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Letter {
    /// The heading the paper gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Text>,
    /// Where they live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Text>,
}

/// What is on: entries of events, addresses, prices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Listing {
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// An entry each, mostly paragraphs.
    pub entries: Vec<Block>,
}
