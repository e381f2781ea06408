//! The paper as meaning: an issue, its sections, articles, blocks and inlines.
//!
//! In: nothing; the other rooms build it. Out: [`Issue`] and everything in it. No sizes
//! and no positions on paper live here; those begin in `layout`. Start at [`Issue`], then
//! [`Article`], [`Block`] and [`Inline`].
//!
//! Every text that is set has a number, unique within its article ([`Text::no`]), given by
//! [`number`] in reading order. A [`Place`] names a byte of such a text, so that layout,
//! EPUB and the tests speak of the same word.

mod article;
mod block;
mod description;
mod flat;
mod inline;
mod issue;
mod metadata;
mod name;
mod page_map;
mod role;
mod walk;
mod wording;

pub use article::{Article, Author, Note, Retraction, Status};
pub use block::{
    Alignment, Block, BlockKind, Boxout, CodeBlock, Definition, Figure, Letter, List,
    ListItem, ListMarker, Listing, Prominence, PullQuote, Row, Table, Text,
};
pub use description::Description;
pub use flat::{flat_inlines, flat_text, words};
pub use inline::{Inline, NoteId, Target};
pub use issue::{Direction, FORMAT_VERSION, Issue, Paper, Section, from_json, to_json};
pub use metadata::Metadata;
pub use name::{Date, InvalidName, JOINED, Lang, Slug, Url};
pub use page_map::{ArticlePages, PageMap, PageMark, Place};
pub use role::Role;
pub use walk::{
    ArticleIndex, for_each_block, for_each_block_mut, for_each_text, for_each_text_mut,
    number,
};
pub use wording::Wording;
