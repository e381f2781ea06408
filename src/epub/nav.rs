//! The contents as EPUB 3 has them: a page of the paper, and what readers show as menu.

use crate::model::{Lang, Wording};
use crate::style::Device;

use super::device::has_landmarks;
use super::front::{COVER, TITLE};
use super::package::{Landmark, Nav, NavEntry};
use super::plan::{Piece, Plan};
use super::xml::{Xml, language, runs, xhtml};

/// The navigation document.
pub(super) const FILE: &str = "nav.xhtml";

/// Sections and articles, pages and main parts.
pub(super) fn nav(plan: &Plan<'_>, cover: bool, device: Device) -> Nav {
    let mut contents = vec![];
    for (number, front) in plan.fronts.iter().enumerate() {
        let articles = plan.pieces[front.pieces.clone()].iter().map(|p| entry(plan, p));
        let above = front.file.clone().map(|href| NavEntry {
            label: plan.section_name(number).to_owned(),
            lang: None,
            page: None,
            href,
            entries: vec![],
        });
        match above {
            Some(above) if front.section.name.is_some() => {
                contents.push(NavEntry { entries: articles.collect(), ..above });
            }
            above => contents.extend(above.into_iter().chain(articles)),
        }
    }
    let landmarks = match has_landmarks(device) {
        true => landmarks(plan, cover, &contents),
        false => vec![],
    };
    Nav { contents, pages: plan.pages.clone(), landmarks }
}

fn entry(plan: &Plan<'_>, piece: &Piece<'_>) -> NavEntry {
    NavEntry {
        label: piece.article.title(),
        lang: (*piece.lang != plan.issue.lang).then(|| piece.lang.clone()),
        page: piece.folios.first().map(|folio| plan.wording.page(folio)),
        href: piece.file.clone(),
        entries: vec![],
    }
}

fn landmarks(plan: &Plan<'_>, cover: bool, contents: &[NavEntry]) -> Vec<Landmark> {
    let wording = plan.wording;
    let mark = |kind, label: &str, href: &str| Landmark {
        kind,
        label: label.to_owned(),
        href: href.to_owned(),
    };
    let mut landmarks = vec![];
    if cover {
        landmarks.push(mark("cover", wording.cover(), COVER));
    }
    landmarks.push(mark("titlepage", wording.title_page(), TITLE));
    landmarks.push(mark("toc", wording.contents(), FILE));
    if let Some(first) = contents.first() {
        landmarks.push(mark("bodymatter", &first.label, &first.href));
    }
    landmarks
}

/// The navigation document.
pub(super) fn document(plan: &Plan<'_>, nav: &Nav) -> String {
    let wording = plan.wording;
    let mut xml = xhtml(
        &plan.issue.lang,
        plan.direction(),
        &format!("{} – {}", wording.contents(), plan.issue.name_and_number()),
        &[("class", "contents")],
    );
    contents(&mut xml, plan, wording, &nav.contents);
    pages(&mut xml, wording, nav);
    parts(&mut xml, wording, nav);
    xml.finish()
}

/// The main parts, for the menus of readers.
fn parts(xml: &mut Xml, wording: &Wording, nav: &Nav) {
    if nav.landmarks.is_empty() {
        return;
    }
    hidden_list(xml, "landmarks", None, wording.landmarks(), |xml| {
        for landmark in &nav.landmarks {
            xml.open("li", &[]);
            let attrs = [("epub:type", landmark.kind), ("href", landmark.href.as_str())];
            xml.leaf("a", &attrs, &landmark.label);
            xml.close_block();
        }
    });
}

fn contents(xml: &mut Xml, plan: &Plan<'_>, wording: &Wording, entries: &[NavEntry]) {
    let attrs = [
        ("epub:type", "toc"),
        ("role", "doc-toc"),
        ("id", "toc"),
        ("aria-labelledby", "contents"),
    ];
    xml.open("nav", &attrs);
    xml.line();
    let heading = [("id", "contents"), ("class", "section-name")];
    xml.leaf_block("h1", &heading, wording.contents());
    list(xml, plan, entries);
    xml.close_block();
}

fn list(xml: &mut Xml, plan: &Plan<'_>, entries: &[NavEntry]) {
    xml.open("ol", &[]);
    xml.line();
    for entry in entries {
        xml.open("li", &[]);
        // A section, set apart from its articles.
        let above = (!entry.entries.is_empty()).then_some(("class", "above"));
        let attrs: Vec<_> =
            above.into_iter().chain([("href", entry.href.as_str())]).collect();
        xml.open("a", &attrs);
        label(xml, plan, entry);
        xml.close();
        if !entry.entries.is_empty() {
            xml.line();
            list(xml, plan, &entry.entries);
        }
        xml.close_block();
    }
    xml.close_block();
}

fn label(xml: &mut Xml, plan: &Plan<'_>, entry: &NavEntry) {
    match &entry.lang {
        Some(lang) => xml.leaf("span", &foreign(lang, plan), &entry.label),
        None => xml.text(&entry.label),
    }
    if let Some(page) = &entry.page {
        let page = format!("{}{page}", plan.wording.comma());
        xml.leaf("span", &[("class", "x-page")], &page);
    }
}

fn foreign<'l>(lang: &'l Lang, plan: &Plan<'_>) -> Vec<(&'static str, &'l str)> {
    let direction = runs(lang);
    language(lang, (direction != plan.direction()).then_some(direction))
}

/// The printed pages by number, for "go to page".
fn pages(xml: &mut Xml, wording: &Wording, nav: &Nav) {
    if nav.pages.is_empty() {
        return;
    }
    hidden_list(xml, "page-list", Some("doc-pagelist"), wording.page_list(), |xml| {
        for page in &nav.pages {
            xml.open("li", &[]);
            xml.leaf(
                "a",
                &[("href", &format!("{}#{}", page.file, page.id))],
                &page.folio,
            );
            xml.close_block();
        }
    });
}

/// A list for programs only.
fn hidden_list(
    xml: &mut Xml,
    kind: &str,
    role: Option<&str>,
    label: &str,
    write: impl FnOnce(&mut Xml),
) {
    let mut attrs =
        vec![("epub:type", kind), ("hidden", "hidden"), ("aria-label", label)];
    attrs.extend(role.map(|role| ("role", role)));
    xml.open("nav", &attrs);
    xml.line();
    xml.open("ol", &[]);
    xml.line();
    write(xml);
    xml.close_block();
    xml.close_block();
}
