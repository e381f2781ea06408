//! The booklet: pages on the sheets of the office printer, as imposition has placed them.
//!
//! In: [`PagedDocument`] with its faces and pictures, and a [`Booklet`]. Out: the bytes of
//! a file whose pages are the sides of sheets. Every page is a form (8.10) that a side
//! shows, so that text stays text. There are no tags, links, outline or labels: who prints
//! a booklet has the screen edition to read, and in the order of sheets they would lie.
//! The file claims PDF/A-2u.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use rayon::prelude::*;

use super::codes::Codes;
use super::finish::{self, Rendition};
use super::fonts::fonts as set_fonts;
use super::object::{points, rectangle, text};
use super::page::{self, Assembled, PageWriter};
use super::pictures::PrintPictures;
use super::{Options, save};
use crate::font::FontSet;
use crate::impose::{Booklet, Cell, Edge, Side, Turn};
use crate::layout::{Item, Page, PagedDocument};
use crate::picture::Pictures;
use crate::unit::{Abs, Point, Rect, Size};

/// The file of the booklet edition. The same bytes for the same document, whatever the
/// number of threads.
pub fn write_booklet(
    doc: &PagedDocument,
    fonts: &FontSet,
    pictures: &Pictures,
    options: &Options,
    booklet: &Booklet,
) -> Vec<u8> {
    let codes = Codes::of(doc, fonts);
    let pictures = PrintPictures::of(doc, pictures, *options);
    let writer = PageWriter::new(doc, fonts, &codes, &pictures).untagged();
    let pages = doc.pages.par_iter().map(|page| writer.write(page).0).collect();
    let mut file = page::assemble(pages, &pictures);
    set_fonts(&mut file, fonts, &codes);
    impose(&mut file, doc, booklet);
    catalog(&mut file, doc, booklet.over);
    finish::finish_print(&mut file, doc, Rendition::Booklet);
    save::save(file, doc)
}

/// Puts sheets in the place of the pages.
fn impose(file: &mut Assembled, doc: &PagedDocument, booklet: &Booklet) {
    let Some(first) = file.pages.first() else { return };
    let dict = file.document.get_dictionary(*first).expect("a page is a dictionary");
    let shared = reference(dict, b"Resources");
    let tree = reference(dict, b"Parent");
    let forms = forms(file, doc, shared);
    file.pages = booklet
        .sides
        .iter()
        .map(|side| sheet(file, &forms, booklet, side, tree))
        .collect();
    let kids: Vec<Object> = file.pages.iter().map(|id| (*id).into()).collect();
    let tree = file
        .document
        .get_object_mut(tree)
        .and_then(Object::as_dict_mut)
        .expect("printpdf writes a page tree");
    tree.set("Count", kids.len() as i64);
    tree.set("Kids", kids);
}

fn reference(page: &Dictionary, key: &[u8]) -> ObjectId {
    page.get(key).and_then(Object::as_reference).expect("printpdf's pages refer to it")
}

/// A form for each page, none for blank ones. printpdf's pages have the same resources
/// each for itself: those of the first, `shared`, serve all.
fn forms(
    file: &mut Assembled,
    doc: &PagedDocument,
    shared: ObjectId,
) -> Vec<Option<ObjectId>> {
    let pages = std::mem::take(&mut file.pages);
    let form = |(id, page): (ObjectId, &Page)| {
        let dict = file.document.get_dictionary(id).expect("a page is a dictionary");
        let (content, resources) =
            (reference(dict, b"Contents"), reference(dict, b"Resources"));
        file.document.objects.remove(&id);
        if resources != shared {
            file.document.objects.remove(&resources);
        }
        if is_blank(page) {
            file.document.objects.remove(&content);
            return None;
        }
        let stream = file
            .document
            .get_object_mut(content)
            .and_then(Object::as_stream_mut)
            .expect("the content of a page is a stream");
        let size = page.frame.size;
        let form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => rectangle(Rect::new(Point::ZERO, size), size.height),
            "Resources" => shared,
        };
        stream.dict.extend(&form);
        Some(content)
    };
    pages.into_iter().zip(&doc.pages).map(form).collect()
}

/// Whether nothing is painted.
fn is_blank(page: &Page) -> bool {
    let mut blank = true;
    page.frame.for_each(&mut |_, item| match item {
        Item::Glyphs(_) | Item::Rule(_) | Item::Image(_) => blank = false,
        Item::Group(_) | Item::Link(_) | Item::Tag(_) => {}
    });
    blank
}

/// A page of the file: one side of a sheet.
fn sheet(
    file: &mut Assembled,
    forms: &[Option<ObjectId>],
    booklet: &Booklet,
    side: &Side,
    tree: ObjectId,
) -> ObjectId {
    let mut operations = vec![];
    let mut shown = Dictionary::new();
    for cell in side.cells.iter().flatten() {
        let Some(form) = forms.get(cell.page).copied().flatten() else { continue };
        let name = format!("Page{}", cell.page + 1);
        operations.extend(show(cell, side.turn, booklet, &name));
        shown.set(name, form);
    }
    let content = Content { operations }.encode().expect("operators are in order");
    let content = file.add(lopdf::Stream::new(Dictionary::new(), content));
    let mut dict = dictionary! {
        "Type" => "Page",
        "Parent" => tree,
        "Resources" => dictionary! { "XObject" => shown },
        "Contents" => content,
    };
    let whole = rectangle(Rect::new(Point::ZERO, booklet.sheet), booklet.sheet.height);
    // Office printers cut nothing: all boxes are the same.
    for name in ["MediaBox", "CropBox", "BleedBox", "TrimBox"] {
        dict.set(name, whole.clone());
    }
    file.document.add_object(dict)
}

/// The operators that show a page on its half of the sheet (8.3.4, 8.5.4).
fn show(cell: &Cell, turn: Turn, booklet: &Booklet, name: &str) -> Vec<Operation> {
    let Size { height, .. } = booklet.sheet;
    let half = cell.half;
    let clip = [half.at.x, height - half.foot(), half.size.width, half.size.height];
    let (scale, origin) = match turn {
        Turn::Upright => {
            (booklet.scale.get(), [cell.area.at.x, height - cell.area.foot()])
        }
        Turn::Over => {
            (-booklet.scale.get(), [cell.area.right(), height - cell.area.at.y])
        }
    };
    let number = |value: f64| Object::Real(value as f32);
    let length = |length: Abs| Object::Real(points(length));
    let [x, y] = origin.map(length);
    let matrix = vec![number(scale), 0.into(), 0.into(), number(scale), x, y];
    vec![
        Operation::new("q", vec![]),
        Operation::new("re", clip.map(length).to_vec()),
        Operation::new("W", vec![]),
        Operation::new("n", vec![]),
        Operation::new("cm", matrix),
        Operation::new("Do", vec![Object::Name(name.into())]),
        Operation::new("Q", vec![]),
    ]
}

/// Language, and what the printer is told (12.2): the sheet as it is, turned over the edge
/// that the sides are made for.
fn catalog(file: &mut Assembled, doc: &PagedDocument, over: Edge) {
    file.document.version = "1.7".into();
    let duplex = match over {
        Edge::Short => "DuplexFlipShortEdge",
        Edge::Long => "DuplexFlipLongEdge",
    };
    let preferences = dictionary! {
        "DisplayDocTitle" => true,
        "PrintScaling" => "None",
        "Duplex" => duplex,
        "PickTrayByPDFSize" => true,
    };
    let catalog = file.catalog_mut();
    catalog.set("ViewerPreferences", preferences);
    catalog.set("Lang", text(doc.metadata.lang.as_str()));
}
