//! Named destinations (12.3.2.3).

use std::collections::BTreeMap;

use lopdf::{Object, StringFormat, dictionary};

use crate::layout::{Destination, PagedDocument};
use crate::pdf::object::{name, points, text_bytes};
use crate::pdf::page::Assembled;

/// Sets the name tree of destinations.
pub(super) fn set(file: &mut Assembled, doc: &PagedDocument) {
    // A name tree is sorted by the bytes of its names; of two with one name the first is.
    let mut names: BTreeMap<Vec<u8>, Object> = BTreeMap::new();
    for destination in &doc.destinations {
        if let Some(place) = place(file, doc, destination) {
            names.entry(text_bytes(&destination.name).0).or_insert(place);
        }
    }
    if names.is_empty() {
        return;
    }
    let entries: Vec<Object> = names
        .into_iter()
        .flat_map(|(name, place)| [Object::String(name, StringFormat::Literal), place])
        .collect();
    let tree = file.add(dictionary! { "Names" => entries });
    file.catalog_mut().set("Names", dictionary! { "Dests" => tree });
}

/// Whether a name leads somewhere.
pub(super) fn is_known(doc: &PagedDocument, name: &str) -> bool {
    doc.destinations.iter().any(|d| d.name == name && d.page < doc.pages.len())
}

/// A place of a page at the top of the window, at the zoom the reader has.
fn place(
    file: &Assembled,
    doc: &PagedDocument,
    destination: &Destination,
) -> Option<Object> {
    let height = doc.pages.get(destination.page)?.frame.size.height;
    let top = points(height - destination.at.y);
    Some(Object::Array(vec![
        Object::Reference(file.pages[destination.page]),
        name("XYZ"),
        Object::Real(points(destination.at.x)),
        Object::Real(top),
        Object::Null,
    ]))
}
