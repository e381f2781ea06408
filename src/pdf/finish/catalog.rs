//! The catalog (7.7.2): version, language and how the file wants to be shown.

use lopdf::{Object, dictionary};

use crate::layout::PagedDocument;
use crate::model::Direction;
use crate::pdf::object::text;
use crate::pdf::page::Assembled;

/// Sets what the catalog says of the whole.
pub(super) fn set(file: &mut Assembled, doc: &PagedDocument) {
    // printpdf writes 1.3; the tags used are those of 1.7.
    file.document.version = "1.7".into();
    // ISO 14289-1, 7.1: the window shows the title, not the name of the file.
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if doc.metadata.direction == Direction::Rtl {
        preferences.set("Direction", "R2L");
    }
    let catalog = file.catalog_mut();
    catalog.set("ViewerPreferences", preferences);
    catalog.set("Lang", text(doc.metadata.lang.as_str()));
    // ISO 14289-1, 6.2: the tags are true.
    let marked = dictionary! { "Marked" => Object::Boolean(true) };
    catalog.set("MarkInfo", marked);
}
