//! What a face says of itself: its family, weight, slant, cut and kind.

use skrifa::Font;
use skrifa::raw::tables::os2::Os2;
use skrifa::raw::{FontRef, TableProvider};

use crate::style::{Cut, Family, Generic, Slant, Weight};

/// What a face is. That of a shipped face is known beforehand, so that nothing is guessed
/// from its names.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) family: Family,
    pub(super) weight: Weight,
    pub(super) slant: Slant,
    pub(super) cut: Cut,
    pub(super) generic: Option<Generic>,
}

/// An English string of the name table.
pub(super) fn string(font: &Font, id: u16) -> Option<String> {
    use skrifa::raw::types::NameId;
    let tables = font.tables();
    let name = tables.name().ok()?;
    let record = name
        .name_record()
        .iter()
        .filter(|r| r.name_id() == NameId::new(id))
        .max_by_key(|r| (r.platform_id() == 3, r.language_id() == 0x409))?;
    let text: String = record.string(name.string_data()).ok()?.chars().collect();
    Some(text).filter(|t| !t.is_empty())
}

/// Family, weight, slant and cut by the face's own tables. The names of optical sizes at
/// the end of the family's name are the cut.
pub(super) fn label_of(font: &Font, tables: &FontRef<'_>) -> Label {
    let family = string(font, 16).or_else(|| string(font, 1)).unwrap_or_default();
    let cuts = [
        (" Caption", Cut::Caption),
        (" SmText", Cut::SmText),
        (" Subhead", Cut::Subhead),
        (" Display", Cut::Display),
    ];
    let (family, cut) = cuts
        .iter()
        .find_map(|(end, cut)| Some((family.strip_suffix(end)?.to_owned(), *cut)))
        .unwrap_or((family, Cut::Text));
    let os2 = tables.os2().ok();
    let weight = os2.as_ref().map_or(400, Os2::us_weight_class).clamp(1, 1000);
    let generic = generic_of(&family, os2.as_ref());
    let italic = os2.is_some_and(|t| t.fs_selection().bits() & 0x0201 != 0);
    Label {
        generic,
        family: Family(family),
        weight: Weight(weight),
        slant: if italic { Slant::Italic } else { Slant::Upright },
        cut,
    }
}

/// The kind of a face by the words that names of families have for it, else by its class
/// (OS/2 `sFamilyClass`, PANOSE).
pub(super) fn generic_of(family: &str, os2: Option<&Os2<'_>>) -> Option<Generic> {
    let name = family.to_lowercase();
    let named = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if named(&["mono", "code", "courier"]) {
        return Some(Generic::Mono);
    }
    if named(&["sans", "gothic", "ゴシック", "黑体", "kufi"]) {
        return Some(Generic::Sans);
    }
    if named(&["serif", "mincho", "明朝", "宋体", "naskh"]) {
        return Some(Generic::Serif);
    }
    let os2 = os2?;
    match (os2.s_family_class() >> 8, os2.panose_10()) {
        (1..=5 | 7, _) => Some(Generic::Serif),
        (8, _) => Some(Generic::Sans),
        (_, [2, 2..=10, ..]) => Some(Generic::Serif),
        (_, [2, 11..=15, ..]) => Some(Generic::Sans),
        _ => None,
    }
}
