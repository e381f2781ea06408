//! Page boxes (14.11.2), and what ties pages to the structure (14.7.4.4).

use lopdf::Object;

use crate::layout::PagedDocument;
use crate::pdf::object::rectangle;
use crate::pdf::page::Assembled;
use crate::unit::{Point, Rect};

/// Sets the boxes, keys and tab order of every page.
///
/// The screen edition's pages are trimmed: all boxes are the same. printpdf writes them
/// as corner and extent, and has no bleed box.
pub(super) fn set(file: &mut Assembled, doc: &PagedDocument) {
    for (index, page) in doc.pages.iter().enumerate() {
        let size = page.frame.size;
        let sheet = rectangle(Rect::new(Point::ZERO, size), size.height);
        let dict = file.page_mut(index);
        for name in ["MediaBox", "CropBox", "BleedBox", "TrimBox"] {
            dict.set(name, sheet.clone());
        }
        dict.set("StructParents", Object::Integer(index as i64));
        // ISO 14289-1, 7.18.3: from one annotation to the next as the structure has them.
        dict.set("Tabs", "S");
        dict.remove(b"Annots");
    }
}
