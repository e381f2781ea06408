//! The finishing pass of the press edition: PDF/X-4 (ISO 15930-7) with PDF/A-2u beside it,
//! or PDF/X-1a:2001 (ISO 15930-1).

use lopdf::{Object, Stream, dictionary};
use xmp_writer::pdfa::PdfAExtSchemasWriter;
use xmp_writer::{Namespace, XmpWriter};

use super::labels;
use super::metadata::{self, Rendition};
use crate::font::FontSet;
use crate::layout::PagedDocument;
use crate::pdf::codes::Codes;
use crate::pdf::fonts::fonts as set_fonts;
use crate::pdf::object::{rectangle, text};
use crate::pdf::page::{Assembled, Edition, KNOCKOUT, OVER};
use crate::pdf::press::{Press, Standard};
use crate::picture::TextSaid;
use crate::unit::{Point, Rect};

/// Finishes `file` for a press.
pub(in crate::pdf) fn finish_press(
    file: &mut Assembled,
    doc: &PagedDocument,
    fonts: &FontSet,
    codes: &Codes,
    press: &Press<'_>,
    said: TextSaid,
) {
    // X-4 is of PDF 1.6, X-1a of 1.3; printpdf writes 1.3 by itself.
    file.document.version = match press.standard {
        Standard::X4 => "1.6".into(),
        Standard::X1a => "1.3".into(),
    };
    set_fonts(file, fonts, codes);
    boxes(file, doc, press);
    states(file);
    labels::set(file, doc);
    intents(file, press);
    let rendition = match press.standard {
        Standard::X4 => Rendition::X4(said),
        Standard::X1a => Rendition::X1a,
    };
    metadata::set(file, doc, rendition);
    if press.standard == Standard::X4 {
        file.catalog_mut().set("Lang", text(doc.metadata.lang.as_str()));
    }
}

/// The sheet, what is printed, and the page when cut (15930-7, 6.13): no crop box, which
/// could hide bleed and marks.
fn boxes(file: &mut Assembled, doc: &PagedDocument, press: &Press<'_>) {
    for (index, page) in doc.pages.iter().enumerate() {
        let sheet = Edition::Press(press).sheet(page.frame.size);
        let height = sheet.size.height;
        let media = Rect::new(Point::ZERO, sheet.size);
        let dict = file.page_mut(index);
        dict.set("MediaBox", rectangle(media, height));
        dict.set("BleedBox", rectangle(sheet.bleed, height));
        dict.set("TrimBox", rectangle(sheet.trim, height));
        dict.remove(b"CropBox");
        dict.remove(b"Annots");
    }
}

/// The graphics states of overprint (11.7.4): with mode 1 an ink of nothing leaves what
/// is below, so that black letters do not cut holes into a tint.
fn states(file: &mut Assembled) {
    let state = |over: bool| {
        dictionary! {
            "Type" => "ExtGState",
            "OP" => over,
            "op" => over,
            "OPM" => 1,
        }
    };
    let (over, knockout) = (file.add(state(true)), file.add(state(false)));
    let states = file.add(dictionary! { OVER => over, KNOCKOUT => knockout });
    for index in 0..file.pages.len() {
        let resources = file.page_mut(index).get(b"Resources");
        let id = resources.and_then(Object::as_reference);
        let resources = file
            .document
            .get_object_mut(id.expect("printpdf refers to a page's resources"))
            .and_then(Object::as_dict_mut);
        resources.expect("they are a dictionary").set("ExtGState", states.clone());
    }
}

/// What the inks mean (15930-7, 6.2): the printer's own profile, and for the archive the
/// same again (19005-2, 6.2.3: one profile serves both).
fn intents(file: &mut Assembled, press: &Press<'_>) {
    let profile = Stream::new(dictionary! { "N" => 4 }, press.inks.profile().to_vec());
    let profile = file.add(profile);
    let kinds: &[&str] = match press.standard {
        Standard::X4 => &["GTS_PDFX", "GTS_PDFA1"],
        Standard::X1a => &["GTS_PDFX"],
    };
    let intents: Vec<Object> = kinds
        .iter()
        .map(|kind| {
            file.add(dictionary! {
                "Type" => "OutputIntent",
                "S" => Object::Name((*kind).into()),
                // No name of the registry: the profile itself tells (15930-7, 6.2.2).
                "OutputConditionIdentifier" => Object::string_literal("Custom"),
                "OutputCondition" => text(press.inks.name()),
                "Info" => text(press.inks.name()),
                "DestOutputProfile" => profile.clone(),
            })
        })
        .collect();
    file.catalog_mut().set("OutputIntents", intents);
}

/// The claim of PDF/X-4 (15930-7, 6.4), and that nothing is trapped.
pub(super) fn claim_x4(xmp: &mut XmpWriter<'_>) {
    xmp.pdfx_version("PDF/X-4").trapped(false).version_id("1");
    // 19005-2, 6.6.2.3.1: what PDF/A does not know is described.
    let mut schemas = xmp.extension_schemas();
    describe_property(&mut schemas, Namespace::PdfXId, "GTS_PDFXVersion", "Text");
    describe_property(&mut schemas, Namespace::AdobePdf, "Trapped", "Boolean");
}

fn describe_property<'n>(
    schemas: &mut PdfAExtSchemasWriter<'_, 'n>,
    namespace: Namespace<'n>,
    name: &str,
    kind: &str,
) {
    let mut schema = schemas.add_schema();
    schema.namespace(namespace);
    schema
        .properties()
        .add_property()
        .category(true)
        .description("as the standard for prepress files has it")
        .name(name)
        .value_type(kind);
}
