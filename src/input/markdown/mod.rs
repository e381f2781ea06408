//! Markdown to the model.
//!
//! In: a source text and where its body begins. Out: [`Composed`]: blocks, notes, the
//! headline where the text has one. Start at [`compose`].
//!
//! Steps, a file each: [`fence`], [`marks`] and [`prepare`] read the lines and mark the
//! newspaper parts; [`events`] nests the parser's events with the HTML of [`html`] into a
//! [`tree`]; [`blocks`], [`lists`], [`inlines`], [`figures`], [`grids`] and [`parts`] turn
//! the tree into the model. What is wrong is mended on the way and said; no word is
//! dropped.

mod blocks;
mod events;
mod fence;
mod figures;
mod grids;
mod html;
mod inlines;
mod lists;
mod marks;
mod parts;
mod prepare;
mod prepared;
mod tables;
mod tidy;
mod tree;
mod verse;

use std::ops::Range;

use super::findings::Findings;
use super::mend::WrittenNote;
use crate::model::{Block, Inline, Text};

pub(super) use tidy::tidy;

/// A body in the model.
#[derive(Debug, Default)]
pub(super) struct Composed {
    pub(super) blocks: Vec<Block>,
    /// The notes by the numbers under which the text calls them.
    pub(super) notes: Vec<WrittenNote>,
    /// The first `# ` heading, where the headline was looked for.
    pub(super) headline: Option<Text>,
}

/// Whether the text is to give the headline.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Headline {
    /// The front matter gave it.
    Given,
    /// The first heading is it.
    Wanted,
}

/// The body of `source` that begins at `body`.
pub(super) fn compose(
    source: &str,
    body: usize,
    headline: Headline,
    findings: &mut Findings,
) -> Composed {
    let prepared = prepare::prepare(source, body, findings);
    let nodes = events::read(&prepared, findings);
    blocks::compose(nodes, headline, findings)
}

/// The inlines of a text that stands as a whole at `place`: a title, a caption.
pub(super) fn inline(
    text: &str,
    place: &Range<usize>,
    findings: &mut Findings,
) -> Vec<Inline> {
    let prepared = prepared::Prepared::running(text, place);
    let nodes = events::read(&prepared, findings);
    inlines::running(nodes, place, findings)
}
