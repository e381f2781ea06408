//! The outline (12.3.3): sections and their articles.

use lopdf::{Dictionary, ObjectId, dictionary};

use crate::layout::{OutlineEntry, PagedDocument};
use crate::pdf::object::text;
use crate::pdf::page::Assembled;

/// Sets the outline, opened one level deep, and shows it when the file opens.
pub(super) fn set(file: &mut Assembled, doc: &PagedDocument) {
    if doc.outline.is_empty() {
        return;
    }
    let root = file.document.new_object_id();
    let mut dict = entries(file, root, &doc.outline, Depth::Top);
    dict.set("Type", "Outlines");
    file.document.set_object(root, dict);
    let catalog = file.catalog_mut();
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
}

/// How deep an entry lies.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Depth {
    /// In the outline itself.
    Top,
    /// In one of its entries.
    Second,
    /// Deeper.
    Below,
}

impl Depth {
    fn next(self) -> Self {
        match self {
            Self::Top => Self::Second,
            Self::Second | Self::Below => Self::Below,
        }
    }
}

/// Writes `list`, and returns what its parent says of it.
fn entries(
    file: &mut Assembled,
    parent: ObjectId,
    list: &[OutlineEntry],
    depth: Depth,
) -> Dictionary {
    let ids: Vec<ObjectId> = list.iter().map(|_| file.document.new_object_id()).collect();
    for (at, entry) in list.iter().enumerate() {
        let mut dict = entries(file, ids[at], &entry.children, depth.next());
        dict.set("Title", text(&entry.title));
        dict.set("Parent", parent);
        dict.set("Dest", text(&entry.destination));
        if let Some(previous) = at.checked_sub(1) {
            dict.set("Prev", ids[previous]);
        }
        if let Some(next) = ids.get(at + 1) {
            dict.set("Next", *next);
        }
        file.document.set_object(ids[at], dict);
    }
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
        return Dictionary::new();
    };
    let count = visible(list, depth);
    // A negative count closes the entry.
    let count = if depth == Depth::Below { -count } else { count };
    dictionary! { "First" => *first, "Last" => *last, "Count" => count }
}

/// How many lines `list` shows when it is open.
fn visible(list: &[OutlineEntry], depth: Depth) -> i64 {
    let below = match depth {
        Depth::Top => list.iter().map(|e| visible(&e.children, Depth::Second)).sum(),
        Depth::Second | Depth::Below => 0,
    };
    list.len() as i64 + below
}
