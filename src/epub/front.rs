//! What stands before the articles: cover, title page and the fronts of the sections.

use crate::model::{Block, Text};

use super::blocks::letter_titles;
use super::inlines::{Page, lang_of};
use super::package::Cover;
use super::plan::{Front, Piece, Plan};
use super::xml::{runs, xhtml};

/// The document of the cover.
pub(super) const COVER: &str = "cover.xhtml";
/// The picture of the cover.
pub(super) const COVER_PICTURE: &str = "images/cover.jpg";
/// The title page.
pub(super) const TITLE: &str = "title.xhtml";

/// The cover: the front page of the printed paper.
pub(super) fn cover(plan: &Plan<'_>, cover: &Cover) -> String {
    let mut xml = xhtml(
        &plan.issue.lang,
        plan.direction(),
        plan.wording.cover(),
        &[("class", "cover"), ("epub:type", "cover")],
    );
    let [width, height] = cover.size.map(|n| n.to_string());
    xml.open("p", &[]);
    xml.empty(
        "img",
        &[
            ("src", COVER_PICTURE),
            ("alt", &cover.alt),
            ("role", "doc-cover"),
            ("width", &width),
            ("height", &height),
        ],
    );
    xml.close_block();
    xml.finish()
}

/// The title page: the masthead with what belongs to it.
pub(super) fn title_page(plan: &Plan<'_>) -> String {
    let (issue, paper, wording) = (plan.issue, &plan.issue.paper, plan.wording);
    let mut xml = xhtml(
        &issue.lang,
        plan.direction(),
        &plan.title(),
        &[("class", "title"), ("epub:type", "titlepage")],
    );
    let mut lines: Vec<(&'static str, &str)> = vec![];
    let number = issue.number.as_deref().map(|number| wording.number(number));
    let date = wording.date_with_weekday(issue.date);
    lines.extend(number.as_deref().map(|number| ("issue-line", number)));
    lines.push(("issue-line", &date));
    lines.extend(issue.price.as_deref().map(|price| ("issue-line", price)));
    xml.leaf_block("h1", &[("class", "masthead")], &paper.name);
    for line in &paper.strapline {
        xml.leaf_block("p", &[("class", "strapline")], line);
    }
    for (class, line) in lines {
        xml.leaf_block("p", &[("class", class)], line);
    }
    if let Some(note) = &issue.correction_note {
        let attrs =
            [("class", "correction"), ("epub:type", "notice"), ("role", "doc-notice")];
        xml.open("div", &attrs);
        xml.line();
        xml.leaf_block("p", &[("class", "x-label")], wording.correction());
        xml.leaf_block("p", &[("class", "first")], note);
        xml.close_block();
    }
    let imprint = [&issue.imprint, &paper.address, &paper.rights];
    for line in imprint.into_iter().flatten() {
        xml.leaf_block("p", &[("class", "imprint")], line);
    }
    xml.finish()
}

/// The front of a section: what there is to read, how long it takes, on which page it
/// stands in print.
pub(super) fn section(plan: &Plan<'_>, number: usize, front: &Front<'_>) -> String {
    let name = plan.section_name(number);
    let xml = xhtml(
        &plan.issue.lang,
        plan.direction(),
        &format!("{name} – {}", plan.issue.name_and_number()),
        &[("class", "front"), ("epub:type", "bodymatter")],
    );
    let mut page = Page::new(xml, plan);
    page.xml.leaf_block("p", &[("class", "x-paper")], &plan.title());
    page.xml.leaf_block("h1", &[("class", "section-name")], name);
    for piece in &plan.pieces[front.pieces.clone()] {
        entry(&mut page, piece);
    }
    page.xml.finish()
}

fn entry(page: &mut Page<'_>, piece: &Piece<'_>) {
    let outside = page.direction;
    let mut attrs = vec![("class", "entry")];
    if *piece.lang != page.plan.issue.lang {
        attrs.extend(lang_of(page, piece.lang));
        page.direction = runs(piece.lang);
    }
    page.xml.open("div", &attrs);
    page.xml.line();
    let article = piece.article;
    if let Some(kicker) = &article.kicker {
        line(page, "kicker", kicker);
    }
    page.xml.open("h2", &[("class", "entry-headline")]);
    page.xml.open("a", &[("href", &piece.file)]);
    page.repeated_text(&article.headline);
    page.xml.close();
    page.xml.close_block();
    match &article.standfirst {
        Some(standfirst) => line(page, "entry-standfirst", standfirst),
        None => letters(page, &article.body),
    }
    meta(page, piece);
    page.xml.close_block();
    page.direction = outside;
}

fn line(page: &mut Page<'_>, class: &'static str, text: &Text) {
    page.xml.open("p", &[("class", class)]);
    page.repeated_text(text);
    page.xml.close_block();
}

/// A page of letters says what they are about.
fn letters(page: &mut Page<'_>, blocks: &[Block]) {
    let titles = letter_titles(blocks);
    if titles.is_empty() {
        return;
    }
    page.xml.open("p", &[("class", "entry-standfirst")]);
    for (number, title) in titles.into_iter().enumerate() {
        if number > 0 {
            page.xml.text(" ");
            page.xml.leaf("span", &[("aria-hidden", "true")], "·");
            page.xml.text(" ");
        }
        page.repeated_text(title);
    }
    page.xml.close_block();
}

/// Byline, printed page and time to read.
fn meta(page: &mut Page<'_>, piece: &Piece<'_>) {
    let (article, wording) = (piece.article, piece.wording());
    let mut parts: Vec<String> = piece.printed_on(wording).into_iter().collect();
    match &article.retracted {
        Some(retraction) => parts.push(wording.withdrawn(&retraction.0)),
        None => parts.push(wording.minutes(piece.minutes)),
    }
    page.xml.open("p", &[("class", "x-meta")]);
    if let Some(byline) = &article.byline {
        page.xml.open("span", &[("class", "byline")]);
        page.repeated_text(byline);
        page.xml.close();
        page.xml.text(wording.comma());
    }
    page.xml.text(&parts.join(wording.comma()));
    page.xml.close_block();
}
