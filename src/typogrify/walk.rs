//! Every text and printed line of an issue, with its language.

use super::{Extent, Setter};
use crate::model::{Article, Author, Block, BlockKind, Issue, Lang, Paper, Text};

/// Sets what is printed of an issue besides its articles.
pub(super) fn frame(issue: &mut Issue, setter: &mut Setter<'_>) {
    let lang = issue.lang.clone();
    paper(&mut issue.paper, &lang, setter);
    for line in [&mut issue.imprint, &mut issue.correction_note].into_iter().flatten() {
        setter.line(line, &lang, Extent::Full);
    }
    for section in &mut issue.sections {
        if let Some(name) = &mut section.name {
            setter.line(name, &lang, Extent::Full);
        }
    }
    setter.end();
}

fn paper(paper: &mut Paper, lang: &Lang, setter: &mut Setter<'_>) {
    setter.line(&mut paper.name, lang, Extent::Name);
    for name in [&mut paper.publisher, &mut paper.rights].into_iter().flatten() {
        setter.line(name, lang, Extent::Name);
    }
    for line in paper.strapline.iter_mut().chain(&mut paper.address) {
        setter.line(line, lang, Extent::Full);
    }
}

/// Sets an article of an issue in `lang`.
pub(super) fn article(article: &mut Article, lang: &Lang, setter: &mut Setter<'_>) {
    let lang = &article.lang.clone().unwrap_or_else(|| lang.clone());
    let head = [
        article.kicker.as_mut(),
        Some(&mut article.headline),
        article.standfirst.as_mut(),
        article.byline.as_mut(),
        article.dateline.as_mut(),
    ];
    texts(head, lang, setter);
    if let Some(title) = &mut article.short_title {
        setter.line(title, lang, Extent::Full);
    }
    if let Some(reason) = &mut article.retracted {
        setter.line(&mut reason.0, lang, Extent::Full);
    }
    for Author { name, role, place, file_as } in &mut article.authors {
        setter.line(name, lang, Extent::Name);
        for line in [role, place, file_as].into_iter().flatten() {
            setter.line(line, lang, Extent::Name);
        }
    }
    blocks(&mut article.body, lang, setter);
    blocks(&mut article.corrections, lang, setter);
    for note in &mut article.notes {
        blocks(&mut note.blocks, lang, setter);
    }
    texts([article.source.as_mut()], lang, setter);
    setter.end();
}

fn texts<'t>(
    texts: impl IntoIterator<Item = Option<&'t mut Text>>,
    lang: &Lang,
    setter: &mut Setter<'_>,
) {
    texts.into_iter().flatten().for_each(|text| setter.text(text, lang));
}

fn blocks(blocks: &mut [Block], lang: &Lang, setter: &mut Setter<'_>) {
    for each in blocks {
        block(each, lang, setter);
    }
}

/// Long because it names every kind; code is passed over.
fn block(block: &mut Block, lang: &Lang, setter: &mut Setter<'_>) {
    let lang = &block.lang.clone().unwrap_or_else(|| lang.clone());
    match &mut block.kind {
        BlockKind::Paragraph(text) | BlockKind::Crosshead { text, .. } => {
            setter.text(text, lang);
        }
        BlockKind::Quote(inner) | BlockKind::Correction(inner) => {
            blocks(inner, lang, setter);
        }
        BlockKind::PullQuote(quote) => {
            texts([Some(&mut quote.text), quote.by.as_mut()], lang, setter);
        }
        BlockKind::Verse(stanzas) => {
            texts(stanzas.iter_mut().map(Some), lang, setter);
        }
        BlockKind::List(list) => {
            list.items.iter_mut().for_each(|i| blocks(&mut i.blocks, lang, setter));
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                setter.text(&mut definition.term, lang);
                definition.meanings.iter_mut().for_each(|m| blocks(m, lang, setter));
            }
        }
        BlockKind::Figure(figure) => {
            texts([figure.caption.as_mut(), figure.credit.as_mut()], lang, setter);
        }
        BlockKind::Table(table) => {
            texts([table.caption.as_mut()], lang, setter);
            let rows = std::iter::once(&mut table.head).chain(&mut table.rows);
            texts(rows.flat_map(|row| &mut row.0).map(Some), lang, setter);
        }
        BlockKind::Boxout(boxout) => {
            texts([boxout.title.as_mut()], lang, setter);
            blocks(&mut boxout.blocks, lang, setter);
        }
        BlockKind::Letter(letter) => {
            texts([letter.title.as_mut()], lang, setter);
            blocks(&mut letter.blocks, lang, setter);
            texts([letter.from.as_mut(), letter.place.as_mut()], lang, setter);
        }
        BlockKind::Listing(listing) => {
            texts([listing.title.as_mut()], lang, setter);
            blocks(&mut listing.entries, lang, setter);
        }
        BlockKind::Code(_) | BlockKind::Break => {}
    }
}
