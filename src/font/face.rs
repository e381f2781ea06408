//! One face: its names, metrics, coverage and outlines.

use std::fmt;
use std::sync::{Arc, OnceLock};

use skrifa::raw::model::glyph::outline::{DrawOptions, PathSink};
use skrifa::raw::tables::os2::Os2;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{DrawMemory, Font, GlyphId, Tag};

use super::collection;
use super::label::{Label, label_of, string};
use crate::diag::{Code, Diagnostic};
use crate::style::{Cut, Family, Generic, Slant, Weight};
use crate::unit::Abs;

/// A static face.
#[derive(Clone)]
pub struct Face {
    /// Its PostScript name.
    pub name: String,
    /// The family it belongs to: `Source Serif 4`.
    pub family: Family,
    /// How heavy.
    pub weight: Weight,
    /// Upright or italic.
    pub slant: Slant,
    /// For which size it was drawn; [`Cut::Text`] in families without optical sizes.
    pub cut: Cut,
    /// What kind of letters it has; `None` where it does not say.
    pub generic: Option<Generic>,
    /// The name of its file.
    pub file: String,
    /// Its measures.
    pub metrics: Metrics,
    /// How its outlines are written.
    pub outlines: OutlineKind,
    data: Data,
    pub(crate) font: Font,
    /// The glyphs of the characters of ASCII, which are asked for most; 0 for none.
    ascii: [u16; 128],
}

#[derive(Clone)]
enum Data {
    Shipped(&'static [u8]),
    Loaded(Arc<Vec<u8>>),
    /// A face of a collection: the whole file, its number, and the face alone once that
    /// was asked for.
    Shared(Arc<Vec<u8>>, u32, Arc<OnceLock<Vec<u8>>>),
}

/// How outlines are written.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum OutlineKind {
    /// Compact Font Format: cubic curves.
    Cff,
    /// `glyf`: quadratic curves.
    TrueType,
}

/// Measures of a face in its own units; y upwards.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Metrics {
    /// Units an em.
    pub upem: u16,
    /// Top of the line box.
    pub ascent: i32,
    /// Foot of the line box, negative.
    pub descent: i32,
    /// Height of capitals.
    pub cap_height: i32,
    /// Height of a small x.
    pub x_height: i32,
    /// Degrees that verticals lean, anticlockwise; negative in italics.
    pub italic_angle: i32,
    /// The box around all glyphs: left, foot, right, top.
    pub bounds: [i32; 4],
}

/// Draws an outline, in units of the face, y upwards.
pub trait Pen {
    /// Begins a contour.
    fn move_to(&mut self, x: f32, y: f32);
    /// A straight line.
    fn line_to(&mut self, x: f32, y: f32);
    /// A quadratic curve.
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32);
    /// A cubic curve.
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32);
    /// Closes the contour.
    fn close(&mut self);
}

impl Face {
    /// A face of the program.
    pub(super) fn shipped(file: &str, data: &'static [u8], label: Label) -> Self {
        let font = Font::new(data, 0).expect("a shipped face is a font");
        Self::new(file, Data::Shipped(data), font, label)
            .expect("a shipped face is complete")
    }

    /// The faces of a file of the issue or the system, named by their own tables: one, or
    /// those of a collection in its order.
    ///
    /// # Errors
    /// Where one is no static font or its rights forbid embedding.
    pub fn load(file: &str, data: Vec<u8>) -> Vec<Result<Self, Diagnostic>> {
        let data = Arc::new(data);
        match collection::count(&data) {
            0 => vec![Self::one(file, Data::Loaded(data))],
            count => (0..count)
                .map(|index| {
                    Self::one(file, Data::Shared(data.clone(), index, Arc::default()))
                })
                .collect(),
        }
    }

    fn one(file: &str, data: Data) -> Result<Self, Diagnostic> {
        let no_font = || {
            Diagnostic::error(Code("f-001"), format!("`{file}` is not a font"))
                .hint("give a static OpenType face, `.otf`, `.ttf` or `.ttc`")
        };
        let font = data.font().ok_or_else(no_font)?;
        let tables = data.tables().ok_or_else(no_font)?;
        if tables.table_data(Tag::new(b"fvar")).is_some() {
            return Err(Diagnostic::error(
                Code("f-002"),
                format!("`{file}` is a variable font"),
            )
            .hint("use the static faces of the family"));
        }
        if !may_embed(&tables) {
            return Err(Diagnostic::error(
                Code("f-003"),
                format!("the rights in `{file}` forbid embedding"),
            )
            .hint("use a face under a free licence, or ask its maker"));
        }
        let label = label_of(&font, &tables);
        Self::new(file, data, font, label).ok_or_else(no_font)
    }

    fn new(file: &str, data: Data, font: Font, label: Label) -> Option<Self> {
        let tables = data.tables()?;
        let outlines = if tables.table_data(Tag::new(b"glyf")).is_some() {
            OutlineKind::TrueType
        } else {
            tables.table_data(Tag::new(b"CFF "))?;
            OutlineKind::Cff
        };
        let metrics = measure(&tables)?;
        let name = string(&font, 6).unwrap_or_else(|| stem(file).to_owned());
        let name = name.chars().filter(char::is_ascii_graphic).collect();
        let Label { family, weight, slant, cut, generic } = label;
        let file = file.to_owned();
        Some(Self {
            name,
            family,
            weight,
            slant,
            cut,
            generic,
            file,
            metrics,
            outlines,
            data,
            ascii: std::array::from_fn(|at| mapped(&font, at as u8 as char).unwrap_or(0)),
            font,
        })
    }

    /// The whole file; of a collection what belongs to this face, as a file of its own.
    pub fn data(&self) -> &[u8] {
        match &self.data {
            Data::Shipped(bytes) => bytes,
            Data::Loaded(bytes) => bytes,
            Data::Shared(file, index, single) => single
                .get_or_init(|| collection::single(file, *index).unwrap_or_default()),
        }
    }

    /// Whether its letters lean.
    pub fn is_italic(&self) -> bool {
        self.slant == Slant::Italic
    }

    /// Whether it has a glyph for `c`.
    pub fn covers(&self, c: char) -> bool {
        self.glyph(c).is_some()
    }

    /// Its glyph for `c`.
    pub fn glyph(&self, c: char) -> Option<u16> {
        match self.ascii.get(c as usize) {
            Some(glyph) => Some(*glyph).filter(|glyph| *glyph != 0),
            None => mapped(&self.font, c),
        }
    }

    /// The advance of a glyph, in its own units.
    pub fn advance(&self, glyph: u16) -> i32 {
        self.font.glyph_metrics().h_advance(GlyphId::from(glyph)).round() as i32
    }

    /// `units` of the face at `size`.
    pub fn at(&self, units: i32, size: Abs) -> Abs {
        // Most glyphs stand where they are put: their offsets need no division.
        if units == 0 {
            return Abs::ZERO;
        }
        size * i64::from(units) / i64::from(self.metrics.upem)
    }

    /// The rectangle that a glyph's outline fills, in units of the face: left, foot, right
    /// and top; `None` for one without an outline.
    pub fn bounds(&self, glyph: u16) -> Option<[f32; 4]> {
        let mut bounds = Bounds(None);
        self.outline(glyph, &mut bounds);
        bounds.0
    }

    /// How many glyphs it has.
    pub fn glyph_count(&self) -> u32 {
        self.font.num_glyphs()
    }

    /// Draws a glyph; nothing for one without an outline.
    pub fn outline(&self, glyph: u16, pen: &mut dyn Pen) {
        struct Sink<'a>(&'a mut dyn Pen);
        impl PathSink for Sink<'_> {
            fn move_to(&mut self, x: f32, y: f32) {
                self.0.move_to(x, y);
            }
            fn line_to(&mut self, x: f32, y: f32) {
                self.0.line_to(x, y);
            }
            fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
                self.0.quad_to(x1, y1, x, y);
            }
            fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
                self.0.curve_to(x1, y1, x2, y2, x, y);
            }
            fn close(&mut self) {
                self.0.close();
            }
        }
        if let Some(outline) = self.font.outline_glyphs().get(GlyphId::from(glyph)) {
            // A damaged outline draws nothing: the glyph's advance still holds its place.
            let drawn = outline.draw(
                &DrawOptions::default(),
                DrawMemory::default(),
                &mut Sink(pen),
            );
            debug_assert!(drawn.is_ok(), "glyph {glyph} of {}", self.name);
        }
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Face").field(&self.name).finish()
    }
}

impl Data {
    fn font(&self) -> Option<Font> {
        type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;
        match self {
            Self::Shipped(bytes) => Font::new(*bytes, 0),
            Self::Loaded(bytes) => Font::new(bytes.clone() as Bytes, 0),
            Self::Shared(file, index, _) => {
                // A face whose tables cannot be cut out could not be embedded.
                collection::is_whole(file, *index)
                    .then(|| Font::new(file.clone() as Bytes, *index))
                    .flatten()
            }
        }
    }

    fn tables(&self) -> Option<FontRef<'_>> {
        match self {
            Self::Shipped(bytes) => FontRef::new(bytes).ok(),
            Self::Loaded(bytes) => FontRef::new(bytes).ok(),
            Self::Shared(file, index, _) => FontRef::from_index(file, *index).ok(),
        }
    }
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// OS/2 `fsType` (OpenType 1.9): bit 1 restricted, bit 9 bitmaps only. Where several of
/// bits 1 to 3 are set the least restrictive holds.
fn may_embed(tables: &FontRef<'_>) -> bool {
    let Ok(os2) = tables.os2() else { return true };
    let rights = os2.fs_type();
    let restricted = rights & 0x000E == 0x0002;
    !restricted && rights & 0x0200 == 0
}

fn measure(tables: &FontRef<'_>) -> Option<Metrics> {
    let head = tables.head().ok()?;
    let hhea = tables.hhea().ok()?;
    let upem = head.units_per_em();
    if !(16..=16384).contains(&upem) {
        return None;
    }
    let os2 = tables.os2().ok();
    let (ascent, descent) =
        (i32::from(hhea.ascender().to_i16()), i32::from(hhea.descender().to_i16()));
    let from_os2 = |value: Option<i16>, share: i32| {
        value.filter(|v| *v > 0).map_or(i32::from(upem) * share / 1000, i32::from)
    };
    let angle = tables.post().map_or(0.0, |post| post.italic_angle().to_f64());
    Some(Metrics {
        upem,
        ascent,
        descent,
        cap_height: from_os2(os2.as_ref().and_then(Os2::s_cap_height), 700),
        x_height: from_os2(os2.as_ref().and_then(Os2::sx_height), 480),
        italic_angle: angle.round() as i32,
        bounds: [
            head.x_min().into(),
            head.y_min().into(),
            head.x_max().into(),
            head.y_max().into(),
        ],
    })
}

/// Measures an outline by its points; those off the curve lie outside it by a hair.
struct Bounds(Option<[f32; 4]>);

impl Bounds {
    fn add(&mut self, x: f32, y: f32) {
        let [left, foot, right, top] = self.0.unwrap_or([x, y, x, y]);
        self.0 = Some([left.min(x), foot.min(y), right.max(x), top.max(y)]);
    }
}

impl Pen for Bounds {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add(x1, y1);
        self.add(x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add(x1, y1);
        self.add(x2, y2);
        self.add(x, y);
    }
    fn close(&mut self) {}
}

/// The glyph that the font's own table has for `c`.
fn mapped(font: &Font, c: char) -> Option<u16> {
    let glyph = font.charmap().map_unicode(c)?.to_u32();
    u16::try_from(glyph).ok().filter(|glyph| *glyph != 0)
}
