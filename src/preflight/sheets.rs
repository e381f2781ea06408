//! Style sheets and faces.

use super::book::Book;
use crate::diag::{Code, Diagnostic, Diagnostics};

pub(super) fn look(book: &Book<'_>, found: &mut Diagnostics) {
    for item in book.of_type("text/css") {
        let Some(part) = book.part(&item.path) else { continue };
        let text = without_comments(&String::from_utf8_lossy(&part.bytes));
        sheet(&item.path, &text, found);
    }
    for item in book.documents() {
        let text: String =
            book.all(&item.path, "style").map(|e| e.text.as_str()).collect();
        sheet(&item.path, &without_comments(&text), found);
    }
    for item in &book.items {
        let lower = item.path.to_ascii_lowercase();
        if lower.ends_with(".woff2") {
            let message = format!("`{}` is a face that Kobo does not take", item.path);
            let hint = "embed it as OTF, TTF or WOFF";
            found.push(Diagnostic::warning(Code("c-062"), message).hint(hint));
        }
    }
}

/// What Kindle and older readers refuse.
const REFUSED: &[(&str, &str)] = &[
    ("var(", "a variable"),
    ("@import", "an import"),
    ("@supports", "a query of what is known"),
    ("@layer", "a layer"),
    ("@container", "a query of the container"),
];

fn sheet(path: &str, text: &str, found: &mut Diagnostics) {
    let mut told: Vec<&str> = vec![];
    for (sign, name) in REFUSED {
        if text.contains(sign) {
            told.push(name);
        }
    }
    if declarations(text).any(|(property, _)| property.starts_with("--"))
        && !told.contains(&"a variable")
    {
        told.push("a variable");
    }
    for name in told {
        let message = format!("`{path}` has {name}, which some readers refuse");
        let hint = "write the value where it is used";
        found.push(Diagnostic::warning(Code("c-060"), message).hint(hint));
    }
    let coloured = declarations(text).find(|(property, value)| {
        matches!(
            *property,
            "color" | "background" | "background-color" | "background-image"
        ) && !KEEPS.contains(&value.trim_end_matches("!important").trim())
    });
    if let Some((property, value)) = coloured {
        let message = format!("`{path}` sets `{property}: {value}`");
        let hint = "at night it is dark on dark: leave colours to the reader";
        found.push(Diagnostic::warning(Code("c-061"), message).hint(hint));
    }
}

/// Values that leave the choice to the reader.
const KEEPS: &[&str] = &[
    "inherit",
    "currentcolor",
    "currentColor",
    "none",
    "transparent",
    "initial",
    "unset",
];

/// Properties and values, selectors left out.
fn declarations(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(['{', '}', ';'])
        .filter_map(|piece| piece.split_once(':'))
        .map(|(property, value)| (property.trim(), value.trim()))
}

fn without_comments(text: &str) -> String {
    let mut rest = text;
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}
