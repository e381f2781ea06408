//! A face cut down to the glyphs that are shown.

use skrifa::raw::FontRef;
use subsetter::GlyphRemapper;
use uuid::Uuid;

use crate::font::{Face, OutlineKind};
use crate::pdf::codes::FaceCodes;

/// What is embedded of a face.
#[derive(Debug)]
pub(super) struct Subset {
    /// The font program: the bare `CFF ` table, or a TrueType file.
    pub(super) program: Vec<u8>,
    /// The tag before its name (9.6.4): six capitals made from the glyphs, so that two
    /// subsets of a face have two names.
    pub(super) tag: String,
}

impl Subset {
    /// The glyphs of `codes`, numbered as its codes are.
    ///
    /// # Panics
    /// When a face that was loaded cannot be cut, or is numbered otherwise.
    pub(super) fn of(face: &Face, codes: &FaceCodes) -> Self {
        let glyphs = GlyphRemapper::new_from_glyphs_sorted(&codes.glyphs);
        debug_assert!(
            glyphs.remapped_gids().eq(codes.glyphs.iter().copied()),
            "glyphs are numbered in their order"
        );
        let cut = subsetter::subset(face.data(), 0, &glyphs)
            .unwrap_or_else(|e| panic!("`{}` can be cut: {e}", face.name));
        let program = match face.outlines {
            OutlineKind::TrueType => cut,
            OutlineKind::Cff => table(&cut, *b"CFF ")
                .unwrap_or_else(|| panic!("`{}` keeps its outlines", face.name)),
        };
        Self { program, tag: tag(face, codes) }
    }
}

fn table(font: &[u8], tag: [u8; 4]) -> Option<Vec<u8>> {
    let font = FontRef::new(font).ok()?;
    Some(font.table_data(skrifa::Tag::new(&tag))?.as_bytes().to_vec())
}

fn tag(face: &Face, codes: &FaceCodes) -> String {
    let mut bytes = face.name.clone().into_bytes();
    bytes.extend(codes.glyphs.iter().flat_map(|glyph| glyph.to_be_bytes()));
    let mut hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, &bytes).as_u128();
    let letter = |_| {
        let letter = b'A' + (hash % 26) as u8;
        hash /= 26;
        char::from(letter)
    };
    (0..6).map(letter).collect()
}
