//! Contents, order and pages.

use std::collections::BTreeSet;

use super::book::{Book, is, resolve};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::epub::Element;

pub(super) fn look(book: &Book<'_>, found: &mut Diagnostics) {
    ncx(book, found);
    links(book, found);
    pages(book, found);
    found.extend(depth(book));
}

/// The contents that Kindle, Kobo and `KOReader` read.
fn ncx(book: &Book<'_>, found: &mut Diagnostics) {
    let Some(ncx) = book.of_type("application/x-dtbncx+xml").next() else {
        let message = "there are no contents for older readers";
        let hint = "Kindle asks for a file `toc.ncx`";
        return found.push(Diagnostic::error(Code("c-030"), message).hint(hint));
    };
    let uid = book
        .all(&ncx.path, "meta")
        .find(|e| e.get("name") == Some("dtb:uid"))
        .and_then(|e| e.get("content"));
    let unique = book.packaged("package").next().and_then(|e| e.get("unique-identifier"));
    let identifier = book.packaged("identifier").find(|e| e.get("id") == unique);
    let wanted = identifier.map(|e| e.text.trim());
    if uid.map(str::trim) != wanted {
        let message = format!("`{}` has another identifier than the package", ncx.path);
        found.push(Diagnostic::error(Code("c-030"), message));
    }
    let order = |e: &Element| e.get("playOrder")?.parse::<usize>().ok();
    let orders: BTreeSet<usize> = ["navPoint", "pageTarget"]
        .iter()
        .flat_map(|name| book.all(&ncx.path, name).filter_map(order))
        .collect();
    let whole = orders.iter().copied().eq(1..=orders.len());
    if !whole {
        let message = format!("the order of play in `{}` has gaps", ncx.path);
        let hint = "`playOrder` counts from 1 without a gap";
        found.push(Diagnostic::error(Code("c-031"), message).hint(hint));
    }
}

/// Every link inside the book leads somewhere.
fn links(book: &Book<'_>, found: &mut Diagnostics) {
    let ids = |path: &str| -> BTreeSet<&str> {
        let tree = book.trees.get(path);
        tree.into_iter().flat_map(|t| &t.elements).filter_map(|e| e.get("id")).collect()
    };
    let all: std::collections::BTreeMap<&str, BTreeSet<&str>> =
        book.trees.keys().map(|path| (*path, ids(path))).collect();
    for (path, tree) in &book.trees {
        for element in &tree.elements {
            let href = match element.name.as_str() {
                "content" => element.get("src"),
                "a" | "link" => element.get("href"),
                _ => None,
            };
            let Some(href) = href.filter(|href| !is_outside(href)) else { continue };
            let to = resolve(path, href);
            let there = match href.split_once('#').map(|(_, id)| id) {
                Some(id) if !id.is_empty() => {
                    all.get(to.as_str()).is_some_and(|ids| ids.contains(id))
                        || !all.contains_key(to.as_str()) && book.part(&to).is_some()
                }
                _ => book.part(&to).is_some(),
            };
            if !there {
                let line = element.line;
                let message = format!("`{path}`, line {line}: `{href}` leads nowhere");
                found.push(Diagnostic::error(Code("c-033"), message));
            }
        }
    }
}

/// Whether a link leads out of the book.
pub(super) fn is_outside(href: &str) -> bool {
    href.split('/').next().is_some_and(|first| first.contains(':'))
        || href.starts_with("//")
}

/// Markers of printed pages say their number and are in the list.
fn pages(book: &Book<'_>, found: &mut Diagnostics) {
    let mut listed = BTreeSet::new();
    for item in book.items.iter().filter(|item| item.properties.contains("nav")) {
        for link in book.all(&item.path, "a") {
            let Some((_, id)) = link.get("href").and_then(|h| h.split_once('#')) else {
                continue;
            };
            let href = link.get("href").unwrap_or_default();
            listed.insert((resolve(&item.path, href), id.to_owned()));
        }
    }
    for item in book.documents() {
        let tree = book.trees.get(item.path.as_str());
        for element in tree.into_iter().flat_map(|tree| &tree.elements) {
            let marker = element.get("epub:type") == Some("pagebreak")
                || element.get("role") == Some("doc-pagebreak");
            if !marker {
                continue;
            }
            let named = [element.get("aria-label"), element.get("title")];
            let says = named.into_iter().flatten().any(|label| !label.trim().is_empty())
                || !element.text.trim().is_empty();
            let place = element.get("id").map(|id| (item.path.clone(), id.to_owned()));
            if !says || !place.is_some_and(|place| listed.contains(&place)) {
                let (path, line) = (&item.path, element.line);
                let message =
                    format!("`{path}`, line {line}: a page marker is not listed");
                let hint = "its label is the number, and the list of pages leads to it";
                found.push(Diagnostic::error(Code("c-034"), message).hint(hint));
            }
        }
    }
}

/// Kindle shows two levels.
fn depth(book: &Book<'_>) -> Option<Diagnostic> {
    let deepest = book.of_type("application/x-dtbncx+xml").find_map(|ncx| {
        let tree = book.trees.get(ncx.path.as_str())?;
        let level = |at: usize| {
            let above = |at: &usize| tree.elements[*at].parent;
            std::iter::successors(Some(at), above)
                .filter(|at| is(&tree.elements[*at], "navPoint"))
                .count()
        };
        (0..tree.elements.len()).map(level).max()
    })?;
    (deepest > 2).then(|| {
        let message = format!("the contents have {deepest} levels");
        Diagnostic::warning(Code("c-032"), message)
            .hint("Kindle shows two: sections and articles")
    })
}
