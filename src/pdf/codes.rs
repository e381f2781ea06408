//! Which code each glyph gets in the file, and which text each code says.
//!
//! A code is the number of the glyph in its subset (9.7.5.2: Identity-H; the subset maps
//! codes to glyphs one to one). A glyph that stands for several texts, as the hyphen
//! stands for itself and for the soft hyphen at a line end, has one code and a *reading*
//! for each text: readings beyond the first are further font resources that share the
//! face's glyphs and differ in their `ToUnicode` alone.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::cluster::Texts;
use crate::font::{Face, FaceId, FontSet};
use crate::layout::{GlyphRun, Item, PagedDocument};

/// The codes of every face that is used.
#[derive(Debug)]
pub(super) struct Codes {
    faces: BTreeMap<FaceId, FaceCodes>,
}

/// The codes of a face.
#[derive(Debug)]
pub(super) struct FaceCodes {
    /// The glyph of each code; the first is `.notdef`, which is never shown.
    pub(super) glyphs: Vec<u16>,
    /// The advance of each code, in thousandths of an em.
    pub(super) widths: Vec<f64>,
    /// The texts of each code, the one that is used most first.
    texts: Vec<Vec<String>>,
    by_glyph: Vec<u16>,
}

/// A glyph as the file shows it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Its code.
    pub(super) code: u16,
    /// Which of the face's font resources says its text.
    pub(super) reading: usize,
}

impl Codes {
    /// Of everything that `doc` shows.
    pub(super) fn of(doc: &PagedDocument, fonts: &FontSet) -> Self {
        let uses = doc
            .pages
            .par_iter()
            .fold(Uses::default, |mut uses, page| {
                page.frame.for_each(&mut |_, item| {
                    if let Item::Glyphs(run) = item {
                        uses.add(run, fonts);
                    }
                });
                uses
            })
            .reduce(Uses::default, Uses::merge);
        let faces = uses
            .0
            .into_iter()
            .map(|(id, uses)| (id, FaceCodes::of(fonts.face(id), uses)))
            .collect();
        Self { faces }
    }

    /// The codes of a face that is used.
    pub(super) fn face(&self, id: FaceId) -> Option<&FaceCodes> {
        self.faces.get(&id)
    }

    /// Every face that is used.
    pub(super) fn iter(&self) -> impl Iterator<Item = (FaceId, &FaceCodes)> {
        self.faces.iter().map(|(id, codes)| (*id, codes))
    }
}

impl FaceCodes {
    fn of(face: &Face, uses: Vec<Vec<Use<'_>>>) -> Self {
        let mut codes = Self {
            glyphs: vec![0],
            widths: vec![width(face, 0)],
            texts: vec![vec![]],
            by_glyph: vec![0; uses.len()],
        };
        for (glyph, mut texts) in uses.into_iter().enumerate() {
            if texts.is_empty() {
                continue;
            }
            let id = u16::try_from(glyph).expect("a face has fewer than 2^16 glyphs");
            texts.sort_by(|a, b| b.count.cmp(&a.count).then(a.text.cmp(b.text)));
            codes.by_glyph[glyph] = codes.glyphs.len() as u16;
            codes.glyphs.push(id);
            codes.widths.push(width(face, id));
            codes.texts.push(texts.into_iter().map(|u| u.text.to_owned()).collect());
        }
        codes
    }

    /// How `glyph` is shown when it stands for `text`; `None` where it was not counted.
    pub(super) fn shown(&self, glyph: u16, text: &str) -> Option<Shown> {
        let code = *self.by_glyph.get(usize::from(glyph))?;
        let reading = self.texts[usize::from(code)].iter().position(|t| t == text)?;
        Some(Shown { code, reading })
    }

    /// How many font resources the face needs.
    pub(super) fn readings(&self) -> usize {
        self.texts.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// The codes of a reading with their texts.
    pub(super) fn reading(&self, reading: usize) -> impl Iterator<Item = (u16, &str)> {
        (0_u16..)
            .zip(&self.texts)
            .filter_map(move |(code, texts)| Some((code, texts.get(reading)?.as_str())))
    }
}

/// The name of a font resource.
pub(super) fn resource(face: FaceId, reading: usize) -> String {
    match reading {
        0 => format!("F{}", face.0),
        _ => format!("F{}.{reading}", face.0),
    }
}

/// The glyph that is shown for `id`: `.notdef` never is (ISO 14289-1, 7.21.8); the space
/// takes its place and says its text. `None` where the face has neither.
pub(super) fn visible(face: &Face, id: u16) -> Option<u16> {
    match id {
        0 => face.glyph(' '),
        id if u32::from(id) < face.glyph_count() => Some(id),
        _ => None,
    }
}

fn width(face: &Face, glyph: u16) -> f64 {
    f64::from(face.advance(glyph)) * 1000.0 / f64::from(face.metrics.upem)
}

/// How often a glyph stands for a text.
#[derive(Debug)]
struct Use<'a> {
    text: &'a str,
    count: u32,
}

/// The texts of every glyph of every face, by the number of the glyph.
#[derive(Debug, Default)]
struct Uses<'a>(BTreeMap<FaceId, Vec<Vec<Use<'a>>>>);

impl<'a> Uses<'a> {
    fn add(&mut self, run: &'a GlyphRun, fonts: &FontSet) {
        let face = fonts.face(run.face);
        let glyphs = self
            .0
            .entry(run.face)
            .or_insert_with(|| (0..face.glyph_count()).map(|_| vec![]).collect());
        for (glyph, text) in run.glyphs.iter().zip(Texts::of(run, face).of) {
            if let Some(id) = visible(face, glyph.id) {
                count(&mut glyphs[usize::from(id)], text, 1);
            }
        }
    }

    fn merge(mut self, other: Self) -> Self {
        for (face, glyphs) in other.0 {
            match self.0.entry(face) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(glyphs);
                }
                std::collections::btree_map::Entry::Occupied(mut entry) => {
                    for (own, uses) in entry.get_mut().iter_mut().zip(glyphs) {
                        for u in uses {
                            count(own, u.text, u.count);
                        }
                    }
                }
            }
        }
        self
    }
}

fn count<'a>(uses: &mut Vec<Use<'a>>, text: &'a str, times: u32) {
    match uses.iter_mut().find(|u| u.text == text) {
        Some(u) => u.count += times,
        None => uses.push(Use { text, count: times }),
    }
}
