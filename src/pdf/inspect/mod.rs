//! Plain facts of a finished file, for preflight and tests. Start at [`inspect`];
//! `plates` reads what pages paint.

mod graphics;
mod plates;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

pub use graphics::Paint;
pub use plates::{LetterFacts, PictureFacts, Place, PlateFacts, RuleFacts};

use crate::diag::{Code, Diagnostic};

/// What a file says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The version in its head.
    pub version: String,
    /// The program that made it.
    pub producer: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// Its pages, in order.
    pub pages: Vec<PageFacts>,
    /// Its fonts, in the order of their objects.
    pub fonts: Vec<FontFacts>,
    /// Its metadata, as XMP.
    pub xmp: String,
    /// The standard for the press that it claims: `PDF/X-4`, `PDF/X-1:2001`.
    pub press: Option<String>,
    /// Whether it says what its inks are: how many its profile has, 0 for a named
    /// condition without one.
    pub intent: Option<i64>,
}

/// What a file says of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageFacts {
    /// Its label.
    pub label: String,
    /// Its boxes.
    pub boxes: BoxFacts,
    /// How many annotations it has.
    pub annotations: usize,
    /// What it puts on the plates.
    pub plates: PlateFacts,
}

/// The boxes of a page: left, foot, right, top, in points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoxFacts {
    /// The sheet.
    pub media: Option<[f32; 4]>,
    /// What viewers show.
    pub crop: Option<[f32; 4]>,
    /// What is printed.
    pub bleed: Option<[f32; 4]>,
    /// The page when cut.
    pub trim: Option<[f32; 4]>,
}

/// What a file says of a font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFacts {
    /// Its name with its subset tag.
    pub name: String,
    /// The key its program is embedded under; `None` where it is not.
    pub program: Option<String>,
    /// Whether its codes say their text.
    pub to_unicode: bool,
}

/// No stream of objects is longer once it is unpacked.
const MOST_BYTES: usize = 200 << 20;

/// The facts of a file.
///
/// # Errors
/// Where it is not a PDF that can be read.
pub fn inspect(bytes: &[u8]) -> Result<Facts, Diagnostic> {
    let unreadable = |reason: lopdf::Error| {
        Diagnostic::error(Code("p-001"), format!("not a PDF that can be read: {reason}"))
    };
    let options =
        LoadOptions { max_decompressed_size: Some(MOST_BYTES), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(unreadable)?;
    let catalog = document.catalog().map_err(unreadable)?;
    let info = document
        .trailer
        .get(b"Info")
        .and_then(|info| document.dereference(info))
        .and_then(|(_, info)| info.as_dict())
        .ok();
    let labels = labels(&document, catalog);
    let pages = document
        .get_pages()
        .into_values()
        .enumerate()
        .map(|(index, id)| page_facts(&document, id, label(&labels, index)));
    let xmp = xmp(&document, catalog).unwrap_or_default();
    Ok(Facts {
        version: document.version.clone(),
        producer: info.and_then(|info| string(info, b"Producer")),
        title: info.and_then(|info| string(info, b"Title")),
        lang: string(catalog, b"Lang"),
        pages: pages.collect(),
        fonts: fonts(&document),
        press: info
            .and_then(|info| string(info, b"GTS_PDFXVersion"))
            .or_else(|| between(&xmp, "GTS_PDFXVersion>", "<"))
            .or_else(|| between(&xmp, "GTS_PDFXVersion=\"", "\"")),
        intent: intent(&document, catalog),
        xmp,
    })
}

fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let rest = text.split_once(before)?.1;
    Some(rest.split_once(after)?.0.trim().to_owned())
}

/// The components of the profile of a press's output intent (14.11.5).
fn intent(document: &Document, catalog: &Dictionary) -> Option<i64> {
    let intents = catalog.get_deref(b"OutputIntents", document).ok()?.as_array().ok()?;
    let intents = intents.iter().filter_map(|intent| {
        document.dereference(intent).ok().and_then(|(_, intent)| intent.as_dict().ok())
    });
    let press = |intent: &&Dictionary| {
        intent.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == b"GTS_PDFX")
    };
    let intent = intents.into_iter().find(press)?;
    let profile = intent.get_deref(b"DestOutputProfile", document);
    let profile = profile.and_then(Object::as_stream);
    let inks = profile.and_then(|profile| profile.dict.get(b"N")?.as_i64());
    Some(inks.unwrap_or(0))
}

fn page_facts(document: &Document, id: ObjectId, label: String) -> PageFacts {
    let Ok(page) = document.get_dictionary(id) else {
        let (boxes, plates) = (BoxFacts::default(), PlateFacts::default());
        return PageFacts { label, boxes, annotations: 0, plates };
    };
    let edges = |name: &[u8]| -> Option<[f32; 4]> {
        let edges = plates::inherited(document, page, name)?.as_array().ok()?;
        let edges: Vec<f32> = edges.iter().filter_map(|e| e.as_float().ok()).collect();
        edges.try_into().ok()
    };
    let boxes = BoxFacts {
        media: edges(b"MediaBox"),
        crop: edges(b"CropBox"),
        bleed: edges(b"BleedBox"),
        trim: edges(b"TrimBox"),
    };
    let annotations = page.get_deref(b"Annots", document).and_then(Object::as_array);
    let annotations = annotations.map_or(0, Vec::len);
    PageFacts { label, boxes, annotations, plates: plates::of(document, id) }
}

fn fonts(document: &Document) -> Vec<FontFacts> {
    let dicts = document.objects.values().filter_map(|object| object.as_dict().ok());
    dicts
        .filter(|dict| dict.has_type(b"Font") && !dict.has(b"CIDSystemInfo"))
        .map(|font| FontFacts {
            name: name_of(font, b"BaseFont").unwrap_or_default(),
            program: program(document, font),
            to_unicode: font.has(b"ToUnicode"),
        })
        .collect()
}

fn program(document: &Document, font: &Dictionary) -> Option<String> {
    let descendant = font
        .get_deref(b"DescendantFonts", document)
        .and_then(Object::as_array)
        .ok()
        .and_then(|fonts| document.dereference(fonts.first()?).ok())
        .and_then(|(_, font)| font.as_dict().ok());
    let descriptor = descendant
        .unwrap_or(font)
        .get_deref(b"FontDescriptor", document)
        .and_then(Object::as_dict)
        .ok()?;
    ["FontFile", "FontFile2", "FontFile3"]
        .into_iter()
        .find(|key| descriptor.has(key.as_bytes()))
        .map(str::to_owned)
}

/// The ranges of page labels: first page, label.
fn labels<'a>(
    document: &'a Document,
    catalog: &'a Dictionary,
) -> Vec<(i64, &'a Dictionary)> {
    let numbers = catalog
        .get_deref(b"PageLabels", document)
        .and_then(Object::as_dict)
        .and_then(|labels| labels.get_deref(b"Nums", document))
        .and_then(Object::as_array);
    let Ok(numbers) = numbers else { return vec![] };
    numbers
        .chunks_exact(2)
        .filter_map(|entry| {
            let label = document.dereference(&entry[1]).ok()?.1.as_dict().ok()?;
            Some((entry[0].as_i64().ok()?, label))
        })
        .collect()
}

/// The label of a page; its number counted from 1 where there is none.
fn label(ranges: &[(i64, &Dictionary)], index: usize) -> String {
    let index = index as i64;
    let Some((first, label)) = ranges.iter().rfind(|(first, _)| *first <= index) else {
        return (index + 1).to_string();
    };
    let start = label.get(b"St").and_then(Object::as_i64).unwrap_or(1);
    let prefix = string(label, b"P").unwrap_or_default();
    if label.has(b"S") { format!("{prefix}{}", start + index - first) } else { prefix }
}

fn xmp(document: &Document, catalog: &Dictionary) -> Option<String> {
    let stream = catalog.get_deref(b"Metadata", document).ok()?.as_stream().ok()?;
    let bytes = stream.get_plain_content().ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn string(dict: &Dictionary, key: &[u8]) -> Option<String> {
    lopdf::decode_text_string(dict.get(key).ok()?).ok()
}

fn name_of(dict: &Dictionary, key: &[u8]) -> Option<String> {
    let name = dict.get(key).ok()?.as_name().ok()?;
    Some(String::from_utf8_lossy(name).into_owned())
}
