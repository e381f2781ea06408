//! Faces as Type 0 fonts: cut down to what is shown, with exact widths and texts.
//!
//! In: [`Codes`]. Out: the document's font resources. Start at [`fonts`].

mod descriptor;
mod subset;
mod to_unicode;

use lopdf::{Dictionary, Object, Stream, dictionary};
use rayon::prelude::*;

use super::codes::{Codes, FaceCodes, resource};
use super::page::Assembled;
use crate::font::{Face, FontSet, OutlineKind};
use subset::Subset;

/// Sets the fonts of every page: printpdf's pages share one dictionary.
pub(super) fn fonts(file: &mut Assembled, fonts: &FontSet, codes: &Codes) {
    let faces: Vec<_> = codes.iter().collect();
    let subsets: Vec<Subset> =
        faces.par_iter().map(|(id, codes)| Subset::of(fonts.face(*id), codes)).collect();
    let mut resources = Dictionary::new();
    for ((id, codes), subset) in faces.into_iter().zip(subsets) {
        let face = fonts.face(id);
        let name = format!("{}+{}", subset.tag, face.name);
        let descendant = cid_font(file, face, codes, subset, &name);
        let kind = face.outlines;
        for reading in 0..codes.readings() {
            let cmap = Stream::new(Dictionary::new(), to_unicode::cmap(codes, reading));
            let cmap = file.add(cmap);
            let font = type0(&name, kind, descendant.clone(), cmap);
            resources.set(resource(id, reading), file.add(font));
        }
    }
    put(file, resources);
}

/// The Type 0 font (9.7.6): codes of two bytes are CIDs.
fn type0(name: &str, kind: OutlineKind, descendant: Object, cmap: Object) -> Dictionary {
    // 9.7.6.2: with outlines in CFF the name of the CMap follows that of the font.
    let base = match kind {
        OutlineKind::Cff => format!("{name}-Identity-H"),
        OutlineKind::TrueType => name.to_owned(),
    };
    dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(base.into()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant],
        "ToUnicode" => cmap,
    }
}

/// The `CIDFont` (9.7.4) with its file.
fn cid_font(
    file: &mut Assembled,
    face: &Face,
    codes: &FaceCodes,
    subset: Subset,
    name: &str,
) -> Object {
    let mut descriptor = descriptor::descriptor(face, name);
    let mut font = dictionary! {
        "Type" => "Font",
        "BaseFont" => Object::Name(name.into()),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "W" => widths(codes),
    };
    match face.outlines {
        OutlineKind::Cff => {
            font.set("Subtype", "CIDFontType0");
            let dict = dictionary! { "Subtype" => "CIDFontType0C" };
            descriptor.set("FontFile3", file.add(Stream::new(dict, subset.program)));
        }
        OutlineKind::TrueType => {
            font.set("Subtype", "CIDFontType2");
            font.set("CIDToGIDMap", "Identity");
            let dict = dictionary! { "Length1" => subset.program.len() as i64 };
            descriptor.set("FontFile2", file.add(Stream::new(dict, subset.program)));
        }
    }
    font.set("FontDescriptor", file.add(descriptor));
    file.add(font)
}

/// The advances of all codes (9.7.4.3), those of the font program.
fn widths(codes: &FaceCodes) -> Object {
    let width = |width: &f64| {
        let rounded = (width * 1000.0).round() / 1000.0;
        if rounded.fract() == 0.0 {
            Object::Integer(rounded as i64)
        } else {
            Object::Real(rounded as f32)
        }
    };
    vec![0.into(), Object::Array(codes.widths.iter().map(width).collect())].into()
}

/// Puts the font resources where all pages find them.
fn put(file: &mut Assembled, resources: Dictionary) {
    let Some(page) = file.pages.first() else { return };
    let shared = file
        .document
        .get_dictionary(*page)
        .and_then(|page| file.document.get_dict_in_dict(page, b"Resources"))
        .and_then(|resources| resources.get(b"Font"))
        .and_then(Object::as_reference)
        .expect("printpdf's pages share a font dictionary");
    file.document.set_object(shared, resources);
}
