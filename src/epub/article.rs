//! The document of an article.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, Note, Status, flat_text, for_each_text};

use super::blocks::Story;
use super::images::Images;
use super::inlines::{Page, call_id, note_id};
use super::plan::{Piece, Plan};
use super::xml::{language, runs, xhtml};

/// The document of the article at that position.
pub(super) fn document(
    plan: &Plan<'_>,
    position: usize,
    images: &Images,
    found: &mut Diagnostics,
) -> String {
    let piece = &plan.pieces[position];
    let article = piece.article;
    let title = format!("{} – {}", article.title(), plan.issue.name_and_number());
    let xml =
        xhtml(&plan.issue.lang, plan.direction(), &title, &[("epub:type", "bodymatter")]);
    let mut story = Story::new(Page::of(xml, plan, piece), images, piece.marks.clone());
    bar(&mut story.page, position, plan.phrases.before);
    open_article(&mut story, piece);
    header(&mut story, piece);
    match &article.retracted {
        Some(_) => story.notice("notice", &[], |story| story.blocks(&article.body)),
        None => story.body(&article.body),
    }
    corrections(&mut story, &article.corrections);
    notes(&mut story, &article.notes);
    if let Some(source) = &article.source {
        story.leaf("p", &[("class", "source-line")], source);
    }
    story.page.xml.close_block();
    story.page.direction = plan.direction();
    bar(&mut story.page, position, plan.phrases.after);
    report(&story.page, piece, found);
    story.page.xml.finish()
}

/// Opens the article, in its own language where that is not the issue's.
fn open_article(story: &mut Story<'_>, piece: &Piece<'_>) {
    let page = &mut story.page;
    let mut attrs = vec![("class", "article")];
    if *piece.lang != page.plan.issue.lang {
        let direction = runs(piece.lang);
        let turn = (direction != page.direction).then_some(direction);
        attrs.extend(language(piece.lang, turn));
        page.direction = direction;
    }
    page.xml.open("article", &attrs);
    page.xml.line();
}

/// Kicker, headline, standfirst, byline and what we know of time and place.
fn header(story: &mut Story<'_>, piece: &Piece<'_>) {
    let article = piece.article;
    story.page.xml.open("header", &[]);
    story.page.xml.line();
    if article.status == Status::Draft {
        let draft = story.page.wording.draft();
        story.page.xml.leaf_block("p", &[("class", "x-label")], draft);
    }
    if let Some(kicker) = &article.kicker {
        story.leaf("p", &[("class", "kicker")], kicker);
    }
    story.heading(1, &[("class", "headline")], &article.headline);
    for (class, text) in
        [("standfirst", &article.standfirst), ("byline", &article.byline)]
    {
        if let Some(text) = text {
            story.leaf("p", &[("class", class)], text);
        }
    }
    meta(&mut story.page, piece);
    if let Some(dateline) = &article.dateline {
        story.leaf("p", &[("class", "dateline")], dateline);
    }
    story.page.xml.close_block();
}

/// Date, printed page and time to read.
fn meta(page: &mut Page<'_>, piece: &Piece<'_>) {
    let wording = page.wording;
    let date = piece.article.date.unwrap_or(page.plan.issue.date);
    let mut parts = vec![wording.date(date)];
    parts.extend(piece.printed_on(wording));
    if piece.article.retracted.is_none() {
        parts.push(wording.minutes(piece.minutes));
    }
    page.xml.leaf_block("p", &[("class", "x-meta")], &parts.join(wording.comma()));
}

/// The links to the article before, the section and the article after.
fn bar(page: &mut Page<'_>, position: usize, label: &str) {
    let plan = page.plan;
    let section = plan.pieces[position].section;
    let front = plan.fronts[section].file.as_deref();
    let before = position.checked_sub(1).and_then(|p| plan.pieces.get(p));
    let after = plan.pieces.get(position + 1);
    page.xml.open("nav", &[("class", "x-bar"), ("aria-label", label)]);
    page.xml.line();
    page.xml.open("ul", &[]);
    page.xml.line();
    if let Some(piece) = before {
        neighbour(page, "x-previous", piece, &plan.wording.previous(HEADLINE));
    }
    let contents = plan.wording.contents();
    match front {
        Some(file) => link(page, "x-section", file, plan.section_name(section)),
        None => link(page, "x-section", super::nav::FILE, contents),
    }
    if let Some(piece) = after {
        neighbour(page, "x-next", piece, &plan.wording.next(HEADLINE));
    }
    page.xml.close_block();
    page.xml.close_block();
}

/// Stands for the headline in a phrase: no headline holds it, as no XML can.
const HEADLINE: &str = "\u{FFFE}";

/// A link to an article, its headline in its own language.
fn neighbour(page: &mut Page<'_>, class: &str, piece: &Piece<'_>, phrase: &str) {
    let (before, after) = phrase.split_once(HEADLINE).unwrap_or((phrase, ""));
    let title = piece.article.title();
    page.xml.open("li", &[("class", class)]);
    page.xml.open("a", &[("href", &piece.file)]);
    page.xml.text(before);
    if *piece.lang == page.plan.issue.lang {
        page.xml.text(&title);
    } else {
        page.foreign(piece.lang, None, |page| page.xml.text(&title));
    }
    page.xml.text(after);
    page.xml.close();
    page.xml.close_block();
}

fn link(page: &mut Page<'_>, class: &str, href: &str, text: &str) {
    page.xml.open("li", &[("class", class)]);
    page.xml.leaf("a", &[("href", href)], text);
    page.xml.close_block();
}

fn corrections(story: &mut Story<'_>, blocks: &[Block]) {
    if blocks.is_empty() {
        return;
    }
    let wording = story.page.wording;
    let title =
        if blocks.len() > 1 { wording.corrections() } else { wording.correction() };
    let attrs = [
        ("class", "correction"),
        ("epub:type", "errata"),
        ("role", "doc-errata"),
        ("aria-labelledby", "corrections"),
    ];
    story.page.xml.open("section", &attrs);
    story.page.xml.line();
    story.own_heading("corrections", title);
    story.blocks(blocks);
    story.page.xml.close_block();
}

/// The notes, after every call of them: a reader that shows them in a window looks for
/// them there. `div`, because links to `aside` do nothing on some Kobo readers.
fn notes(story: &mut Story<'_>, notes: &[Note]) {
    if notes.is_empty() {
        return;
    }
    story.page.xml.open("section", &[("class", "notes")]);
    story.page.xml.line();
    let title = story.page.wording.notes();
    story.own_heading("notes", title);
    for (number, note) in (1..).zip(notes) {
        let id = note_id(number);
        let attrs = [
            ("class", "note"),
            ("id", id.as_str()),
            ("epub:type", "footnote"),
            ("role", "doc-footnote"),
        ];
        story.page.xml.open("div", &attrs);
        story.page.xml.line();
        note_blocks(story, number, &note.blocks);
        story.page.xml.close_block();
    }
    story.page.xml.close_block();
}

/// The link back comes first: Kindle runs notes together where it comes last.
fn note_blocks(story: &mut Story<'_>, number: u32, blocks: &[Block]) {
    let (first, rest) = match blocks {
        [
            Block { kind: BlockKind::Paragraph(text), lang: None, id: None, .. },
            rest @ ..,
        ] => (Some(text), rest),
        blocks => (None, blocks),
    };
    story.page.xml.open("p", &[("class", "first")]);
    back_link(&mut story.page, number);
    if let Some(text) = first {
        story.page.xml.text(" ");
        story.text(text);
    }
    story.page.xml.close_block();
    story.blocks(rest);
}

fn back_link(page: &mut Page<'_>, number: u32) {
    let shown = number.to_string();
    if !page.is_called(number) {
        return page.xml.leaf("span", &[("class", "x-back")], &shown);
    }
    let said = [page.wording.note(number), page.wording.back_to_text().to_owned()];
    let said = said.join(page.wording.comma());
    let href = format!("#{}", call_id(number));
    let attrs = [
        ("class", "x-back"),
        ("role", "doc-backlink"),
        ("href", href.as_str()),
        ("aria-label", &said),
    ];
    page.xml.leaf("a", &attrs, &shown);
}

fn report(page: &Page<'_>, piece: &Piece<'_>, found: &mut Diagnostics) {
    let article = piece.article;
    for slug in &page.lost {
        found.push(
            Diagnostic::warning(
                Code("e-002"),
                format!(
                    "`{}` refers to `{slug}`, which is not in the issue",
                    article.slug
                ),
            )
            .hint("its words stand without a link")
            .at(article.span),
        );
    }
    if page.xml.dropped() > 0 {
        found.push(
            Diagnostic::warning(
                Code("e-003"),
                format!("`{}` holds characters that no file can carry", article.slug),
            )
            .hint("they are left out")
            .at(article.span),
        );
    }
    for (number, note) in (1..).zip(&article.notes) {
        let long = long_note(note);
        if long > KOBO_NOTE {
            found.push(
                Diagnostic::note(
                    Code("e-004"),
                    format!("note {number} of `{}` has {long} characters", article.slug),
                )
                .hint(format!("beyond {KOBO_NOTE} some readers show no window for it"))
                .at(note.span),
            );
        }
    }
}

/// The longest note that Kobo's readers show in a window, in characters.
const KOBO_NOTE: usize = 5000;

fn long_note(note: &Note) -> usize {
    let mut carrier = crate::model::Article::new(
        crate::model::Slug::from_words("note"),
        crate::model::Text::default(),
    );
    carrier.body.clone_from(&note.blocks);
    let mut length = 0;
    for_each_text(&carrier, &mut |_, text| length += flat_text(text).chars().count());
    length
}
