//! The file as a whole: what makes a store refuse it before it is opened.

use super::book::Book;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::epub::Packing;
use crate::model::Lang;
use crate::style::Device;

pub(super) fn look(book: &Book<'_>, found: &mut Diagnostics) {
    found.extend(mimetype(book));
    found.extend(size(book));
    package(book, found);
    for (path, what, line) in &book.flaws {
        found.push(
            Diagnostic::error(
                Code("c-022"),
                format!("`{path}` is not XML: {what}, line {line}"),
            )
            .hint("Send to Kindle answers such a file with E999 and no reason"),
        );
    }
    encodings(book, found);
    names(book, found);
}

/// The type stands first and plain, or a program cannot tell what the file is (OCF 3.3,
/// §4.3).
fn mimetype(book: &Book<'_>) -> Option<Diagnostic> {
    let first = book.facts.parts.first();
    let good = first.is_some_and(|part| {
        part.path == "mimetype"
            && part.packing == Packing::Plain
            && part.bytes == b"application/epub+zip"
    });
    (!good).then(|| {
        Diagnostic::error(Code("c-020"), "the file does not begin with its type")
            .hint("`mimetype` is the first file of the archive, not compressed")
    })
}

/// What stores take, in bytes.
const LIMITS: &[(&str, Option<Device>, usize)] = &[
    ("Send to Kindle", Some(Device::Kindle), 200_000_000),
    ("Kobo", Some(Device::Kobo), 100_000_000),
    ("Barnes & Noble", None, 20_000_000),
];

fn size(book: &Book<'_>) -> Option<Diagnostic> {
    let concerns = |wanted: &Option<Device>| {
        book.device == Device::Generic || *wanted == Some(book.device)
    };
    let over = |limit: &&(&str, Option<Device>, usize)| {
        concerns(&limit.1) && book.facts.size > limit.2
    };
    let (store, _, limit) = LIMITS.iter().find(over)?;
    let [size, limit] = [book.facts.size, *limit].map(|bytes| bytes / 1_000_000);
    let message = format!("the file has {size} MB, and {store} takes {limit}");
    let hint = "make `image.reader-pixels` or `image.quality` of the style smaller";
    Some(Diagnostic::warning(Code("c-027"), message).hint(hint))
}

fn package(book: &Book<'_>, found: &mut Diagnostics) {
    if book.package.is_none() {
        let message = "there is no package document that can be read";
        let hint = "`META-INF/container.xml` names it";
        return found.push(Diagnostic::error(Code("c-021"), message).hint(hint));
    }
    for item in book.items.iter().filter(|item| book.part(&item.path).is_none()) {
        let message = format!("the package names `{}`, which is not there", item.path);
        found.push(Diagnostic::error(Code("c-021"), message));
    }
    for reference in book.packaged("itemref") {
        let id = reference.get("idref").unwrap_or_default();
        if !book.items.iter().any(|item| item.id == id) {
            let message = format!("the reading order names `{id}`, which is no file");
            found.push(Diagnostic::error(Code("c-021"), message));
        }
    }
    for name in ["title", "language", "identifier"] {
        if book.packaged(name).all(|e| e.text.trim().is_empty()) {
            let message = format!("the package says no {name}");
            found.push(Diagnostic::error(Code("c-025"), message));
        }
    }
    for language in book.packaged("language") {
        let said = language.text.trim();
        if !said.is_empty() && said.parse::<Lang>().is_err() {
            let message = format!("`{said}` is not a language");
            found.push(
                Diagnostic::error(Code("c-026"), message)
                    .hint("write a language of BCP 47: `en`, `en-GB`, `pt-BR`")
                    .hint("Send to Kindle answers such a file with E999 and no reason"),
            );
        }
    }
}

/// Kindle takes a document without declaration for Latin-1.
fn encodings(book: &Book<'_>, found: &mut Diagnostics) {
    for (path, tree) in &book.trees {
        // The container is read by programs that know it.
        if path.starts_with("META-INF/") {
            continue;
        }
        let message = match tree.declared.as_deref() {
            None => format!("`{path}` has no XML declaration"),
            Some(name) if !name.eq_ignore_ascii_case("utf-8") => {
                format!("`{path}` says that it is in `{name}`")
            }
            Some(_) => continue,
        };
        found.push(
            Diagnostic::error(Code("c-023"), message)
                .hint("begin it with `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`"),
        );
    }
    for (path, tree) in &book.trees {
        if tree.comments.iter().any(|comment| comment.contains("--")) {
            let message = format!("a comment of `{path}` holds two hyphens");
            found.push(Diagnostic::warning(Code("c-024"), message));
        }
    }
}

/// Kobo asks for letters, figures and hyphens.
fn names(book: &Book<'_>, found: &mut Diagnostics) {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    for part in &book.facts.parts {
        if !part.path.chars().all(plain) {
            let message = format!("some readers do not find `{}`", part.path);
            found.push(
                Diagnostic::warning(Code("c-028"), message)
                    .hint("name files by letters of a to z, figures and hyphens"),
            );
        }
    }
}
