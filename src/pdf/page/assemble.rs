//! The pages as a document of printpdf, handed over.

use lopdf::{Document, Object, ObjectId};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

use super::WrittenPage;
use crate::pdf::object::points;
use crate::pdf::pictures::PrintPictures;

/// printpdf's document and its pages.
#[derive(Debug)]
pub(in crate::pdf) struct Assembled {
    /// The document.
    pub(in crate::pdf) document: Document,
    /// Its pages, in order.
    pub(in crate::pdf) pages: Vec<ObjectId>,
}

/// The document of `pages`.
///
/// # Panics
/// When printpdf warns: it has nothing to warn of in operators made here.
pub(in crate::pdf) fn assemble(
    pages: Vec<WrittenPage>,
    pictures: &PrintPictures,
) -> Assembled {
    let mut document = PdfDocument::new("");
    pictures.insert_into(&mut document.resources.xobjects.map);
    document.pages = pages.into_iter().map(page).collect();
    // `secure` would drop the operators that show text without a word.
    let options = PdfSaveOptions {
        secure: false,
        optimize: false,
        subset_fonts: false,
        image_optimization: None,
    };
    let mut warnings = vec![];
    let mut document = document.to_lopdf_document(&options, &mut warnings);
    assert!(warnings.is_empty(), "operators are in order: {warnings:?}");
    pictures.put_pages(&mut document);
    let pages = document.get_pages().into_values().collect();
    Assembled { document, pages }
}

fn page(page: WrittenPage) -> PdfPage {
    let (width, height) = (points(page.size.width), points(page.size.height));
    let sheet = || Rect::from_wh(Pt(width), Pt(height));
    PdfPage { media_box: sheet(), trim_box: sheet(), crop_box: sheet(), ops: page.ops }
}

impl Assembled {
    /// The page's dictionary.
    pub(in crate::pdf) fn page_mut(&mut self, index: usize) -> &mut lopdf::Dictionary {
        self.document
            .get_object_mut(self.pages[index])
            .and_then(Object::as_dict_mut)
            .expect("a page is a dictionary")
    }

    /// The catalog.
    pub(in crate::pdf) fn catalog_mut(&mut self) -> &mut lopdf::Dictionary {
        self.document.catalog_mut().expect("printpdf writes a catalog")
    }

    /// Adds an object.
    pub(in crate::pdf) fn add(&mut self, object: impl Into<Object>) -> Object {
        Object::Reference(self.document.add_object(object))
    }
}
