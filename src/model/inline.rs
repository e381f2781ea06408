//! What a text is made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Direction, Lang, Slug, Url};

/// The number of a note within its article, from 1: the index into
/// [`Article::notes`](super::Article::notes) plus one.
#[derive(
    Copy,
    Clone,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct NoteId(pub u32);

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Out of the paper.
    Url(Url),
    /// To another article of the issue: prints its page.
    Article(Slug),
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Characters as they are.
    Text(String),
    /// Stressed: italic in upright text.
    Emphasis(Vec<Inline>),
    /// Weighty: bold.
    Strong(Vec<Inline>),
    /// Struck out, no longer valid.
    Strikethrough(Vec<Inline>),
    /// Set in small capitals; search and speech get the text as written.
    SmallCaps(Vec<Inline>),
    /// Raised.
    Superscript(Vec<Inline>),
    /// Lowered.
    Subscript(Vec<Inline>),
    /// A link out of the paper or a reference to another article of the issue.
    Link {
        /// Where it leads.
        target: Target,
        /// What stands there.
        content: Vec<Inline>,
    },
    /// The call of a note; its mark is the number.
    NoteRef(NoteId),
    /// Program text: never changed by typography.
    Code(String),
    /// Words in another language.
    Lang {
        /// Which.
        lang: Lang,
        /// The direction, where the author gave one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dir: Option<Direction>,
        /// The words.
        content: Vec<Inline>,
    },
    /// A line ends here because the author says so.
    LineBreak,
}

impl Inline {
    /// Plain characters.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What it holds, where it holds inlines.
    pub fn children(&self) -> Option<&[Inline]> {
        match self {
            Self::Emphasis(c)
            | Self::Strong(c)
            | Self::Strikethrough(c)
            | Self::SmallCaps(c)
            | Self::Superscript(c)
            | Self::Subscript(c)
            | Self::Link { content: c, .. }
            | Self::Lang { content: c, .. } => Some(c),
            Self::Text(_) | Self::NoteRef(_) | Self::Code(_) | Self::LineBreak => None,
        }
    }

    /// The same, to change it.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Emphasis(c)
            | Self::Strong(c)
            | Self::Strikethrough(c)
            | Self::SmallCaps(c)
            | Self::Superscript(c)
            | Self::Subscript(c)
            | Self::Link { content: c, .. }
            | Self::Lang { content: c, .. } => Some(c),
            Self::Text(_) | Self::NoteRef(_) | Self::Code(_) | Self::LineBreak => None,
        }
    }
}
