//! What the file says about itself, twice: as XMP (14.3.2) and in the information
//! dictionary (14.3.3), both made here so that they agree.

use lopdf::{Dictionary, Object, Stream, dictionary};
use uuid::Uuid;
use xmp_writer::{DateTime, LangId, RenditionClass, Timezone, XmpWriter};

use crate::layout::{Accessible, PagedDocument};
use crate::model::{Date, Metadata};
use crate::pdf::object::text;
use crate::pdf::page::Assembled;
use crate::picture::TextSaid;

const PRODUCER: &str = concat!("wwpub ", env!("CARGO_PKG_VERSION"));

/// Stands for the identifier of this very file until its bytes are known.
pub(in crate::pdf) const INSTANCE_ID: Uuid =
    Uuid::from_u128(0x77_7770_7562_5f69_6e73_7461_6e63_6500);

/// What a file is to the issue, and what it may claim.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(in crate::pdf) enum Rendition {
    /// The edition for the screen, with its tags.
    Screen(Accessible),
    /// The pages on sheets, without tags.
    Booklet,
    /// For a press that takes PDF/X-4; an archive asks for the characters of all text.
    X4(TextSaid),
    /// For a press that takes PDF/X-1a.
    X1a,
}

/// Sets both.
/// Sets both. PDF/X-1a (ISO 15930-1) knows no XMP.
pub(super) fn set(file: &mut Assembled, doc: &PagedDocument, rendition: Rendition) {
    if rendition != Rendition::X1a {
        set_xmp(file, xmp(&doc.metadata, rendition));
    }
    set_information(file, information(&doc.metadata, rendition));
}

fn set_xmp(file: &mut Assembled, packet: String) {
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Not compressed, so that programs that know no PDF find it.
    let stream = Stream::new(dict, packet.into_bytes()).with_compression(false);
    let metadata = file.add(stream);
    file.catalog_mut().set("Metadata", metadata);
}

/// Sets the information dictionary in the place of printpdf's, which claims PDF/X.
fn set_information(file: &mut Assembled, info: Dictionary) {
    let id = file.document.trailer.get(b"Info").and_then(Object::as_reference);
    let id = id.expect("printpdf writes an information dictionary");
    file.document.set_object(id, info);
}

fn information(metadata: &Metadata, rendition: Rendition) -> Dictionary {
    let mut info = dictionary! {
        "Title" => text(&metadata.title),
        "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER),
        "CreationDate" => Object::string_literal(pdf_date(metadata.date)),
        "ModDate" => Object::string_literal(pdf_date(metadata.modified)),
    };
    if !metadata.authors.is_empty() {
        info.set("Author", text(&metadata.authors.join("; ")));
    }
    if !metadata.subjects.is_empty() {
        info.set("Keywords", text(&metadata.subjects.join("; ")));
    }
    // ISO 15930: whether plates are trapped is always said.
    if matches!(rendition, Rendition::X4(_) | Rendition::X1a) {
        info.set("Trapped", "False");
    }
    if rendition == Rendition::X1a {
        info.set("GTS_PDFXVersion", Object::string_literal("PDF/X-1:2001"));
        info.set("GTS_PDFXConformance", Object::string_literal("PDF/X-1a:2001"));
    }
    info
}

fn xmp(metadata: &Metadata, rendition: Rendition) -> String {
    let clean = |text: &str| text.replace(|c: char| c.is_control(), " ");
    let all = |texts: &[String]| texts.iter().map(|t| clean(t)).collect::<Vec<_>>();
    let (title, lang) = (clean(&metadata.title), metadata.lang.as_str());
    let (authors, subjects) = (all(&metadata.authors), all(&metadata.subjects));
    let document = urn(metadata.identifier);
    let mut xmp = XmpWriter::new();
    xmp.title([(None, title.as_str()), (Some(LangId(lang)), title.as_str())]);
    xmp.language([LangId(lang)]);
    xmp.format("application/pdf");
    xmp.identifier(&document);
    xmp.date([date(metadata.date)]);
    if !authors.is_empty() {
        xmp.creator(authors.iter().map(String::as_str));
    }
    if !subjects.is_empty() {
        xmp.subject(subjects.iter().map(String::as_str));
        xmp.pdf_keywords(&subjects.join("; "));
    }
    if let Some(publisher) = &metadata.publisher {
        xmp.publisher([clean(publisher).as_str()]);
    }
    if let Some(rights) = &metadata.rights {
        xmp.rights([(None, clean(rights).as_str())]);
    }
    xmp.creator_tool(PRODUCER).producer(PRODUCER);
    xmp.create_date(date(metadata.date));
    xmp.modify_date(date(metadata.modified));
    xmp.metadata_date(date(metadata.modified));
    xmp.document_id(&document).instance_id(&urn(INSTANCE_ID));
    xmp.rendition_class(match rendition {
        Rendition::Screen(_) | Rendition::X4(_) | Rendition::X1a => {
            RenditionClass::Default
        }
        Rendition::Booklet => RenditionClass::Custom("booklet"),
    });
    claim(&mut xmp, rendition);
    xmp.finish(None)
}

/// The standards the file keeps (ISO 19005-2, 6.6.4; ISO 14289-1, 5). Where something is
/// not described the tags are there all the same, but only PDF/A-2u is claimed, which
/// asks for text that can be read out and nothing of descriptions; a booklet has no tags.
fn claim(xmp: &mut XmpWriter<'_>, rendition: Rendition) {
    xmp.pdfa_part(2);
    match rendition {
        Rendition::Screen(Accessible::No) | Rendition::Booklet | Rendition::X1a => {
            xmp.pdfa_conformance("U");
        }
        // 19005-2, 5.4: level B asks for no characters.
        Rendition::X4(text) => {
            xmp.pdfa_conformance(if text == TextSaid::Whole { "U" } else { "B" });
            super::press::claim_x4(xmp);
        }
        Rendition::Screen(Accessible::Yes) => {
            xmp.pdfa_conformance("A");
            xmp.pdfua_part(1);
            // ISO 19005-2, 6.6.2.3.1: PDF/A does not know PDF/UA's properties unless told.
            xmp.extension_schemas().pdfua_id().properties().describe_part();
        }
    }
}

fn urn(id: Uuid) -> String {
    format!("urn:uuid:{id}")
}

fn date(date: Date) -> DateTime {
    let year = u16::try_from(date.year()).unwrap_or_default();
    DateTime::new(year, date.month() as u8, date.day() as u8, 0, 0, 0, Timezone::Utc)
}

fn pdf_date(date: Date) -> String {
    format!("D:{:04}{:02}{:02}000000Z", date.year(), date.month(), date.day())
}
