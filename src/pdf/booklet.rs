//! The booklet: pages on the sheets of the office printer, as imposition has placed them.
//!
//! In: [`PagedDocument`] with its faces and pictures, and a [`Booklet`]. Out: the bytes of
//! a file whose pages are the sides of sheets. Every page is a form (8.10) that a side
//! shows, so that text stays text and lines stay lines.
//!
//! The file claims PDF/A-2u: it has no tags, for sheets are not in the order of reading,
//! and who reads has the screen edition. For the same reason it has no links, outline or
//! page labels. Start at [`write_booklet`].

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::codes::Codes;
use super::finish::{self, Rendition};
use super::fonts::fonts as set_fonts;
use super::object::{points, rectangle, text};
use super::page::{Assembled, Edition, PageWriter};
use super::pictures::PrintPictures;
use super::save::Form;
use super::{Options, save};
use crate::font::FontSet;
use crate::impose::{Booklet, Cell, Edge, Side, Turn};
use crate::layout::{Item, Page, PagedDocument};
use crate::picture::Pictures;
use crate::unit::{Point, Rect, Size};

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
    let writer = PageWriter::new(doc, fonts, &codes, &pictures, Edition::Booklet);
    let (mut file, _) = super::assemble(doc, &writer, &pictures);
    set_fonts(&mut file, fonts, &codes);
    impose(&mut file, doc, booklet);
    catalog(&mut file, doc, booklet.over);
    finish::finish_print(&mut file, doc, Rendition::Booklet);
    save::save(file, doc, Form::Modern)
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
        let dict = file.document.objects.remove(&id).expect("a page is there");
        let dict = dict.as_dict().expect("a page is a dictionary");
        let resources = reference(dict, b"Resources");
        if resources != shared {
            file.document.objects.remove(&resources);
        }
        let content = reference(dict, b"Contents");
        if is_blank(page) {
            file.document.objects.remove(&content);
            return None;
        }
        make_form(file, content, page.frame.size, shared);
        Some(content)
    };
    pages.into_iter().zip(&doc.pages).map(form).collect()
}

/// Makes a form of a page's content.
fn make_form(file: &mut Assembled, content: ObjectId, size: Size, resources: ObjectId) {
    let stream = file.document.get_object_mut(content).and_then(Object::as_stream_mut);
    let stream = stream.expect("the content of a page is a stream");
    stream.dict.extend(&dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => rectangle(Rect::new(Point::ZERO, size), size.height),
        "Resources" => resources,
    });
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
    let content = file.add(Stream::new(Dictionary::new(), content));
    let mut dict = boxes(booklet.sheet);
    dict.set("Type", "Page");
    dict.set("Parent", tree);
    dict.set("Resources", dictionary! { "XObject" => shown });
    dict.set("Contents", content);
    file.document.add_object(dict)
}

/// The boxes of a sheet (14.11.2). Office printers cut nothing: all are the same.
fn boxes(sheet: Size) -> Dictionary {
    let whole = rectangle(Rect::new(Point::ZERO, sheet), sheet.height);
    ["MediaBox", "CropBox", "BleedBox", "TrimBox"]
        .into_iter()
        .map(|name| (name, whole.clone()))
        .collect()
}

/// The operators that show a page on its half of the sheet.
fn show(cell: &Cell, turn: Turn, booklet: &Booklet, name: &str) -> Vec<Operation> {
    let half = cell.half;
    let clip = [
        points(half.at.x),
        points(booklet.sheet.height - half.foot()),
        points(half.size.width),
        points(half.size.height),
    ];
    let [matrix, clip] = [matrix(cell, turn, booklet).to_vec(), clip.to_vec()]
        .map(|numbers| numbers.into_iter().map(Object::Real).collect());
    vec![
        Operation::new("q", vec![]),
        Operation::new("re", clip),
        Operation::new("W", vec![]),
        Operation::new("n", vec![]),
        Operation::new("cm", matrix),
        Operation::new("Do", vec![Object::Name(name.into())]),
        Operation::new("Q", vec![]),
    ]
}

/// From the page to its place on the sheet (8.3.4): a page that stands upside down is
/// hung up at the corner that was its lower left.
fn matrix(cell: &Cell, turn: Turn, booklet: &Booklet) -> [f32; 6] {
    let (scale, height) = (booklet.scale.get() as f32, booklet.sheet.height);
    let area = cell.area;
    let (scale, x, y) = match turn {
        Turn::Upright => (scale, area.at.x, height - area.foot()),
        Turn::Over => (-scale, area.right(), height - area.at.y),
    };
    [scale, 0.0, 0.0, scale, points(x), points(y)]
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
