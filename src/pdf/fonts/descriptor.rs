//! What a viewer may want to know of a face (9.8).

use lopdf::{Dictionary, Object, dictionary};
use skrifa::raw::{FontRef, TableProvider};

use crate::font::{Face, Pen};
use crate::pdf::object::{name as pdf_name, text};

/// The font descriptor, without the font program.
pub(super) fn descriptor(face: &Face, name: &str) -> Dictionary {
    let metrics = &face.metrics;
    let upem = i64::from(metrics.upem);
    let scaled = |units: i32| Object::Integer(i64::from(units) * 1000 / upem);
    let bounds: Vec<Object> = metrics.bounds.iter().map(|edge| scaled(*edge)).collect();
    let weight = (i64::from(face.weight.0) + 50) / 100 * 100;
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => pdf_name(name),
        "FontFamily" => text(&face.family.0),
        "FontStretch" => "Normal",
        "FontWeight" => weight.clamp(100, 900),
        "Flags" => flags(face),
        "FontBBox" => bounds,
        "ItalicAngle" => i64::from(metrics.italic_angle),
        "Ascent" => scaled(metrics.ascent),
        "Descent" => scaled(metrics.descent),
        "CapHeight" => scaled(metrics.cap_height),
        "XHeight" => scaled(metrics.x_height),
        "StemV" => stem(face),
    }
}

/// Table 123. Symbolic: the glyphs are not those of the standard Latin set alone.
fn flags(face: &Face) -> i64 {
    let (fixed, serif, symbolic, italic) = (1, 1 << 1, 1 << 2, 1 << 6);
    let mut flags = symbolic;
    let width = |c| face.glyph(c).map(|glyph| face.advance(glyph));
    if width('i').is_some() && width('i') == width('M') {
        flags |= fixed;
    }
    if has_serifs(face) {
        flags |= serif;
    }
    if face.is_italic() {
        flags |= italic;
    }
    flags
}

/// By PANOSE: a face for Latin text whose serifs are of one of the kinds with serifs.
fn has_serifs(face: &Face) -> bool {
    let Ok(tables) = FontRef::new(face.data()) else { return false };
    tables.os2().is_ok_and(|os2| {
        let panose = os2.panose_10();
        panose[0] == 2 && (2..=10).contains(&panose[1])
    })
}

/// The width of an upright stem: of the letter l at half its height, in thousandths of
/// an em; by weight where there is no such letter.
fn stem(face: &Face) -> i64 {
    let height = f64::from(face.metrics.x_height) / 2.0;
    let by_weight = 10 + 220 * (i64::from(face.weight.0) - 50).max(0) / 900;
    let Some(glyph) = face.glyph('l') else { return by_weight };
    let mut crossings =
        Crossings { height, at: (0.0, 0.0), start: (0.0, 0.0), x: vec![] };
    face.outline(glyph, &mut crossings);
    crossings.x.sort_by(f64::total_cmp);
    let [left, right] = crossings.x[..] else { return by_weight };
    ((right - left) * 1000.0 / f64::from(face.metrics.upem)).round() as i64
}

/// Where an outline crosses a height; curves are taken as their chords.
struct Crossings {
    height: f64,
    start: (f64, f64),
    at: (f64, f64),
    x: Vec<f64>,
}

impl Crossings {
    fn to(&mut self, x: f32, y: f32) {
        let (to, from) = ((f64::from(x), f64::from(y)), self.at);
        if (from.1 < self.height) != (to.1 < self.height) {
            let share = (self.height - from.1) / (to.1 - from.1);
            self.x.push(from.0 + (to.0 - from.0) * share);
        }
        self.at = to;
    }
}

impl Pen for Crossings {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = (f64::from(x), f64::from(y));
        self.start = self.at;
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.to(x, y);
    }
    fn quad_to(&mut self, _: f32, _: f32, x: f32, y: f32) {
        self.to(x, y);
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
        self.to(x, y);
    }
    fn close(&mut self) {
        let (x, y) = self.start;
        self.to(x as f32, y as f32);
    }
}
