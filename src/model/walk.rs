//! Going through an article in reading order.
//!
//! The order is the order of reading, of numbers and of tags: kicker, headline,
//! standfirst, byline, dateline, body, corrections, notes, source.

use std::collections::BTreeMap;

use super::{Article, Block, BlockKind, Issue, Role, Slug, Text};

/// Writes the walk once for shared and once for exclusive access.
macro_rules! walker {
    ($article:ident, $blocks:ident, $block:ident, $iter:ident, $as_ref:ident $(, $m:tt)?) => {
        fn $article<'a>(
            article: &'a $($m)? Article,
            f: &mut dyn FnMut(Role, &'a $($m)? Text),
            g: &mut dyn FnMut(Role, &'a $($m)? u32, &'a $($m)? Option<String>),
        ) {
            for (role, text) in [
                (Role::Kicker, article.kicker.$as_ref()),
                (Role::Headline, Some(& $($m)? article.headline)),
                (Role::Standfirst, article.standfirst.$as_ref()),
                (Role::Byline, article.byline.$as_ref()),
                (Role::Dateline, article.dateline.$as_ref()),
            ] {
                if let Some(text) = text {
                    f(role, text);
                }
            }
            $blocks(Role::Body, & $($m)? article.body, f, g);
            $blocks(Role::Correction, & $($m)? article.corrections, f, g);
            for note in article.notes.$iter() {
                $blocks(Role::Note, & $($m)? note.blocks, f, g);
            }
            if let Some(text) = article.source.$as_ref() {
                f(Role::SourceLine, text);
            }
        }

        fn $blocks<'a>(
            role: Role,
            blocks: &'a $($m)? [Block],
            f: &mut dyn FnMut(Role, &'a $($m)? Text),
            g: &mut dyn FnMut(Role, &'a $($m)? u32, &'a $($m)? Option<String>),
        ) {
            for block in blocks.$iter() {
                $block(role, block, f, g);
            }
        }

        fn $block<'a>(
            role: Role,
            block: &'a $($m)? Block,
            f: &mut dyn FnMut(Role, &'a $($m)? Text),
            g: &mut dyn FnMut(Role, &'a $($m)? u32, &'a $($m)? Option<String>),
        ) {
            let Block { kind, no, id, .. } = block;
            g(role, no, id);
            match kind {
                BlockKind::Paragraph(text) => f(role, text),
                BlockKind::Crosshead { level, text } => {
                    f(if *level > 1 { Role::Subhead } else { Role::Crosshead }, text);
                }
                BlockKind::Quote(blocks) => $blocks(Role::Quote, blocks, f, g),
                BlockKind::PullQuote(quote) => {
                    f(Role::PullQuote, & $($m)? quote.text);
                    if let Some(by) = quote.by.$as_ref() {
                        f(Role::Attribution, by);
                    }
                }
                BlockKind::Verse(stanzas) => {
                    for stanza in stanzas.$iter() {
                        f(Role::Verse, stanza);
                    }
                }
                BlockKind::List(list) => {
                    for item in list.items.$iter() {
                        let role = if role == Role::Body { Role::ListItem } else { role };
                        $blocks(role, & $($m)? item.blocks, f, g);
                    }
                }
                BlockKind::Definitions(definitions) => {
                    for definition in definitions.$iter() {
                        f(Role::Term, & $($m)? definition.term);
                        for meaning in definition.meanings.$iter() {
                            $blocks(Role::Definition, meaning, f, g);
                        }
                    }
                }
                BlockKind::Figure(figure) => {
                    if let Some(caption) = figure.caption.$as_ref() {
                        f(Role::Caption, caption);
                    }
                    if let Some(credit) = figure.credit.$as_ref() {
                        f(Role::Credit, credit);
                    }
                }
                BlockKind::Table(table) => {
                    if let Some(caption) = table.caption.$as_ref() {
                        f(Role::Caption, caption);
                    }
                    for cell in table.head.0.$iter() {
                        f(Role::TableHead, cell);
                    }
                    for row in table.rows.$iter() {
                        for cell in row.0.$iter() {
                            f(Role::TableCell, cell);
                        }
                    }
                }
                BlockKind::Code(code) => f(Role::Code, & $($m)? code.text),
                BlockKind::Boxout(boxout) => {
                    if let Some(title) = boxout.title.$as_ref() {
                        f(Role::BoxoutTitle, title);
                    }
                    $blocks(Role::Boxout, & $($m)? boxout.blocks, f, g);
                }
                BlockKind::Letter(letter) => {
                    if let Some(title) = letter.title.$as_ref() {
                        f(Role::LetterTitle, title);
                    }
                    $blocks(Role::Letter, & $($m)? letter.blocks, f, g);
                    if let Some(from) = letter.from.$as_ref() {
                        f(Role::Signature, from);
                    }
                    if let Some(place) = letter.place.$as_ref() {
                        f(Role::Signature, place);
                    }
                }
                BlockKind::Listing(listing) => {
                    if let Some(title) = listing.title.$as_ref() {
                        f(Role::ListingTitle, title);
                    }
                    $blocks(Role::Listing, & $($m)? listing.entries, f, g);
                }
                BlockKind::Correction(blocks) => {
                    $blocks(Role::Correction, blocks, f, g);
                }
                BlockKind::Break => {}
            }
        }
    };
}

walker!(walk, walk_blocks, walk_block, iter, as_ref);
walker!(walk_mut, walk_blocks_mut, walk_block_mut, iter_mut, as_mut, mut);

/// Gives every text of an article in reading order, with its role.
pub fn for_each_text<'a>(article: &'a Article, f: &mut dyn FnMut(Role, &'a Text)) {
    walk(article, f, &mut |_, _, _| {});
}

/// The same, to change them.
pub fn for_each_text_mut<'a>(
    article: &'a mut Article,
    f: &mut dyn FnMut(Role, &'a mut Text),
) {
    walk_mut(article, f, &mut |_, _, _| {});
}

/// Gives every block of an article in reading order, those inside others after them.
pub fn for_each_block<'a>(article: &'a Article, f: &mut dyn FnMut(&'a Block)) {
    let notes = article.notes.iter().flat_map(|note| &note.blocks);
    for block in article.body.iter().chain(&article.corrections).chain(notes) {
        each_block(block, f);
    }
}

fn each_block<'a>(block: &'a Block, f: &mut dyn FnMut(&'a Block)) {
    f(block);
    match &block.kind {
        BlockKind::Quote(blocks) | BlockKind::Correction(blocks) => {
            for b in blocks {
                each_block(b, f);
            }
        }
        BlockKind::List(list) => {
            list.items.iter().flat_map(|i| &i.blocks).for_each(|b| each_block(b, f));
        }
        BlockKind::Definitions(definitions) => definitions
            .iter()
            .flat_map(|d| d.meanings.iter().flatten())
            .for_each(|b| each_block(b, f)),
        BlockKind::Boxout(boxout) => boxout.blocks.iter().for_each(|b| each_block(b, f)),
        BlockKind::Letter(letter) => letter.blocks.iter().for_each(|b| each_block(b, f)),
        BlockKind::Listing(listing) => {
            listing.entries.iter().for_each(|b| each_block(b, f));
        }
        _ => {}
    }
}

/// Changes every block of an article, those inside others before them.
pub fn for_each_block_mut(article: &mut Article, f: &mut dyn FnMut(&mut Block)) {
    let notes = article.notes.iter_mut().flat_map(|note| &mut note.blocks);
    for block in article.body.iter_mut().chain(&mut article.corrections).chain(notes) {
        each_block_mut(block, f);
    }
}

fn each_block_mut(block: &mut Block, f: &mut dyn FnMut(&mut Block)) {
    match &mut block.kind {
        BlockKind::Quote(blocks) | BlockKind::Correction(blocks) => {
            for b in blocks {
                each_block_mut(b, f);
            }
        }
        BlockKind::List(list) => list
            .items
            .iter_mut()
            .flat_map(|i| &mut i.blocks)
            .for_each(|b| each_block_mut(b, f)),
        BlockKind::Definitions(definitions) => definitions
            .iter_mut()
            .flat_map(|d| d.meanings.iter_mut().flatten())
            .for_each(|b| each_block_mut(b, f)),
        BlockKind::Boxout(boxout) => {
            boxout.blocks.iter_mut().for_each(|b| each_block_mut(b, f));
        }
        BlockKind::Letter(letter) => {
            letter.blocks.iter_mut().for_each(|b| each_block_mut(b, f));
        }
        BlockKind::Listing(listing) => {
            listing.entries.iter_mut().for_each(|b| each_block_mut(b, f));
        }
        _ => {}
    }
    f(block);
}

/// Numbers every block and text of every article in reading order, from 0.
pub fn number(issue: &mut Issue) {
    for article in issue.articles_mut() {
        let next = std::cell::Cell::new(0);
        let take = || next.replace(next.get() + 1);
        walk_mut(article, &mut |_, text| text.no = take(), &mut |_, no, _| *no = take());
    }
}

/// Where the articles of an issue are, by slug.
#[derive(Clone, Debug)]
pub struct ArticleIndex<'a>(BTreeMap<&'a Slug, usize>);

impl<'a> ArticleIndex<'a> {
    /// Of `issue`.
    pub fn of(issue: &'a Issue) -> Self {
        Self(issue.articles().enumerate().map(|(i, a)| (&a.slug, i)).collect())
    }

    /// The position of the article of that name in issue order.
    pub fn position(&self, slug: &Slug) -> Option<usize> {
        self.0.get(slug).copied()
    }
}
