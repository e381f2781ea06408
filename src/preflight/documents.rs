//! What the documents hold.

use super::book::{Book, is};
use super::contents::is_outside;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::epub::{Element, Tree};

pub(super) fn look(book: &Book<'_>, found: &mut Diagnostics) {
    for item in book.documents() {
        let path = item.path.as_str();
        let Some(tree) = book.trees.get(path) else { continue };
        for (at, element) in tree.elements.iter().enumerate() {
            found.extend(image(path, element));
            found.extend(foreign(path, element));
            if is_note(element) {
                note(path, tree, at, found);
            }
        }
    }
}

fn image(path: &str, element: &Element) -> Option<Diagnostic> {
    let bare = element.name == "img" && element.get("alt").is_none();
    bare.then(|| {
        let message = format!("`{path}`, line {}: a picture says nothing", element.line);
        Diagnostic::error(Code("c-045"), message)
            .hint("give it `alt`, an empty one where it shows nothing")
    })
}

/// What comes from elsewhere, or runs.
fn foreign(path: &str, element: &Element) -> Option<Diagnostic> {
    let fetches =
        ["img", "image", "source", "audio", "video", "iframe", "object", "link"]
            .iter()
            .any(|name| is(element, name));
    let target = [element.get("src"), element.get("data"), element.get("xlink:href")]
        .into_iter()
        .flatten()
        .chain(element.get("href").filter(|_| element.name == "link"))
        .find(|href| is_outside(href));
    let runs = element.name == "script"
        || element.attributes.iter().any(|(name, _)| name.starts_with("on"));
    let what = match target {
        Some(href) if fetches => format!("`{href}` is fetched from elsewhere"),
        _ if runs => "a programme".to_owned(),
        _ => return None,
    };
    let message = format!("`{path}`, line {}: {what}", element.line);
    Some(
        Diagnostic::error(Code("c-050"), message)
            .hint("everything that a book shows is in the file"),
    )
}

fn is_note(element: &Element) -> bool {
    element.get("role") == Some("doc-footnote")
        || element.get("epub:type").is_some_and(|kinds| kinds.contains("footnote"))
}

/// The longest note that Kobo's readers show in a window, in characters.
const KOBO_NOTE: usize = 5000;

fn note(path: &str, tree: &Tree, at: usize, found: &mut Diagnostics) {
    let element = &tree.elements[at];
    let mut warn = |what: &str, hint: &str| {
        let message = format!("`{path}`, line {}: a note {what}", element.line);
        found.push(Diagnostic::warning(Code("c-051"), message).hint(hint));
    };
    if element.name == "aside" {
        warn("in `aside`", "links to `aside` do nothing on some Kobo readers: use `div`");
    }
    let inside: Vec<&Element> = within(tree, at);
    let length: usize = inside.iter().map(|e| e.text.chars().count()).sum();
    if length > KOBO_NOTE {
        let what = format!("of {length} characters");
        warn(&what, "beyond 5000 some readers show no window for it");
    }
    let back = |e: &Element| {
        e.get("role") == Some("doc-backlink")
            || e.get("epub:type").is_some_and(|kinds| kinds.contains("backlink"))
    };
    let link = inside.iter().find(|e| back(e));
    if link.is_some_and(|link| link.before > element.before) {
        warn("with its link back last", "Kindle runs notes together: put the link first");
    }
}

/// An element and everything in it, in order.
fn within(tree: &Tree, at: usize) -> Vec<&Element> {
    let mut inside = vec![false; tree.elements.len()];
    let mut found = vec![];
    for (number, element) in tree.elements.iter().enumerate().skip(at) {
        inside[number] = number == at || element.parent.is_some_and(|up| inside[up]);
        if !inside[number] {
            break;
        }
        found.push(element);
    }
    found
}
