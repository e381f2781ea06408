//! Link annotations (12.5.6.5), one for each area.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::destinations::is_known;
use crate::layout::{LinkTarget, PagedDocument};
use crate::pdf::object::{rectangle, text};
use crate::pdf::page::{Area, Assembled, Mark, Marks};

/// The annotation of each link mark, by page and in order; `None` where it leads nowhere.
pub(super) type Annotations = Vec<Vec<Option<ObjectId>>>;

/// Puts an annotation on its page for every link area.
pub(super) fn set(
    file: &mut Assembled,
    doc: &PagedDocument,
    marks: &[Marks],
) -> Annotations {
    // In the parent tree annotations come after the pages.
    let mut key = doc.pages.len() as i64;
    let mut all = vec![];
    for (index, (page, marks)) in doc.pages.iter().zip(marks).enumerate() {
        let mut annotations = vec![];
        for mark in marks {
            let Mark::Link(area) = mark else { continue };
            annotations.push(target(doc, &area.target).map(|(entry, value)| {
                let mut dict = annotation(area, page.frame.size.height, key);
                dict.set("P", file.pages[index]);
                dict.set(entry, value);
                key += 1;
                file.document.add_object(dict)
            }));
        }
        let on_page: Vec<Object> =
            annotations.iter().flatten().map(|id| Object::Reference(*id)).collect();
        if !on_page.is_empty() {
            file.page_mut(index).set("Annots", on_page);
        }
        all.push(annotations);
    }
    all
}

/// ISO 19005-2, 6.3.2: printed, not hidden; ISO 14289-1, 7.18.5: with contents, and
/// known to the structure.
fn annotation(area: &Area, height: crate::unit::Abs, key: i64) -> Dictionary {
    let contents = match (&area.contents, &area.target) {
        (contents, _) if !contents.trim().is_empty() => contents,
        (_, LinkTarget::Url(target) | LinkTarget::Destination(target)) => target,
    };
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rectangle(area.rect, height),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => 4,
        "Contents" => text(contents),
        "StructParent" => key,
    }
}

/// The entry that says where it leads.
fn target(doc: &PagedDocument, target: &LinkTarget) -> Option<(&'static str, Object)> {
    match target {
        LinkTarget::Destination(name) => {
            is_known(doc, name).then(|| ("Dest", text(name)))
        }
        LinkTarget::Url(url) => {
            let uri = Object::string_literal(ascii(url));
            let action = dictionary! { "Type" => "Action", "S" => "URI", "URI" => uri };
            Some(("A", action.into()))
        }
    }
}

/// An address in the ASCII that 12.6.4.7 asks for: other bytes are escaped.
fn ascii(url: &str) -> String {
    url.bytes()
        .map(|byte| match byte {
            b'!'..=b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(ascii("https://x.example/é ü"), "https://x.example/%C3%A9%20%C3%BC");
    }
}
