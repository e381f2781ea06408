//! Shaping: from characters of one face, script, language and direction to glyphs.

use std::fmt;
use std::str::FromStr;

use harfrust::{
    Buffer, BufferFlags, Feature, Language, Script, ShapeOptions, ShapePlan, ShaperFont,
    Tag, shape,
};

use super::{FaceId, FontSet};
use crate::model::{Direction, Lang};
use crate::style::Figures;

/// What a run of text asks of the shaper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Props {
    /// The face.
    pub face: FaceId,
    /// Left to right or right to left.
    pub direction: Direction,
    /// The script, as ISO 15924 has it: `Latn`.
    pub script: [u8; 4],
    /// The language.
    pub lang: Lang,
    /// The forms wanted.
    pub features: Features,
}

/// The forms wanted of a face.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Capitals, raised or lowered forms.
    pub variant: Variant,
    /// The kind of figures.
    pub figures: Figures,
    /// Whether letters may join (`liga`).
    pub ligatures: Ligatures,
    /// More features by tag.
    pub extra: Vec<String>,
}

/// Whether letters may join.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Ligatures {
    /// As the face has them.
    #[default]
    On,
    /// Never: tracked text.
    Off,
}

/// Special forms of letters.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// None.
    #[default]
    Normal,
    /// Small capitals for small letters.
    SmallCapitals,
    /// Superior figures and letters.
    Superior,
    /// Inferior figures.
    Inferior,
    /// Figures above and below a slanted line.
    Fraction,
}

/// A glyph as shaped, in units of the face; y upwards.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Shaped {
    /// Its number in the face; 0 where the face has none.
    pub id: u16,
    /// The byte of the text where its cluster begins.
    pub cluster: u32,
    /// To the next glyph.
    pub advance: i32,
    /// How far it is drawn off its origin.
    pub dx: i32,
    /// The same, upwards.
    pub dy: i32,
    /// Whether breaking the line before it would change shapes.
    pub unsafe_to_break: bool,
}

/// Shapes runs, with plans built once and one buffer used again. One for each thread.
pub struct Shaper<'a> {
    fonts: &'a FontSet,
    plans: Vec<(Props, ShapePlan)>,
    buffer: Buffer,
}

impl<'a> Shaper<'a> {
    /// A shaper for the faces of `fonts`.
    pub fn new(fonts: &'a FontSet) -> Self {
        Self { fonts, plans: vec![], buffer: Buffer::new() }
    }

    /// The faces it shapes with.
    pub fn fonts(&self) -> &'a FontSet {
        self.fonts
    }

    /// The glyphs of `text` in visual order, left to right.
    ///
    /// # Panics
    /// Never: the plan is built for the properties of the buffer.
    pub fn shape(&mut self, text: &str, props: &Props) -> Vec<Shaped> {
        let at = self.plan(props);
        let plan = &self.plans[at].1;
        let face = self.fonts.face(props.face);
        let buffer = &mut self.buffer;
        buffer.reset();
        buffer.set_direction(direction(props.direction));
        buffer.set_script(script(props.script));
        buffer.set_language(Language::from_str(props.lang.as_str()).ok());
        // Soft hyphens, joiners and marks of direction have done their work by now.
        buffer.set_flags(
            BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE
                | BufferFlags::REMOVE_DEFAULT_IGNORABLES,
        );
        buffer.push_str(text);
        let font = ShaperFont::new(&face.font);
        shape(&font, buffer, ShapeOptions::new().plan(Some(plan)))
            .expect("the plan fits the buffer");
        buffer
            .glyph_infos()
            .iter()
            .zip(buffer.glyph_positions())
            .map(|(info, position)| Shaped {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                cluster: info.cluster,
                advance: position.x_advance,
                dx: position.x_offset,
                dy: position.y_offset,
                unsafe_to_break: info.unsafe_to_break(),
            })
            .collect()
    }

    /// The index of the plan for `props`, built where there is none yet.
    fn plan(&mut self, props: &Props) -> usize {
        // A page uses some twenty plans, the last one mostly again: a list is enough.
        if let Some(at) = self.plans.iter().rposition(|(known, _)| known == props) {
            return at;
        }
        let plan = ShapePlan::new(
            &self.fonts.face(props.face).font,
            direction(props.direction),
            script(props.script),
            Language::from_str(props.lang.as_str()).ok().as_ref(),
            &features(&props.features),
        );
        self.plans.push((props.clone(), plan));
        self.plans.len() - 1
    }
}

impl fmt::Debug for Shaper<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shaper").field("plans", &self.plans.len()).finish_non_exhaustive()
    }
}

fn direction(direction: Direction) -> harfrust::Direction {
    match direction {
        Direction::Ltr => harfrust::Direction::LeftToRight,
        Direction::Rtl => harfrust::Direction::RightToLeft,
    }
}

fn script(tag: [u8; 4]) -> Option<Script> {
    Script::from_iso15924_tag(Tag::new(&tag))
}

fn features(wanted: &Features) -> Vec<Feature> {
    let mut features = vec![];
    let mut on = |tag: &[u8; 4], value| {
        features.push(Feature::new(Tag::new(tag), value, ..));
    };
    match wanted.figures {
        Figures::OldStyle => [*b"onum", *b"pnum"],
        Figures::Lining => [*b"lnum", *b"pnum"],
        Figures::Tabular => [*b"lnum", *b"tnum"],
    }
    .iter()
    .for_each(|tag| on(tag, 1));
    match wanted.variant {
        Variant::Normal => {}
        Variant::SmallCapitals => on(b"smcp", 1),
        Variant::Superior => on(b"sups", 1),
        Variant::Inferior => on(b"subs", 1),
        Variant::Fraction => on(b"frac", 1),
    }
    if wanted.ligatures == Ligatures::Off {
        on(b"liga", 0);
        on(b"clig", 0);
    }
    for tag in &wanted.extra {
        if let Ok(tag) = <&[u8; 4]>::try_from(tag.as_bytes()) {
            on(tag, 1);
        }
    }
    features
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::{Cut, Family, Slant, Weight};
    use crate::unit::Abs;

    fn props(fonts: &FontSet, variant: Variant) -> Props {
        let family = Family("Source Serif 4".into());
        let face = fonts
            .select(&super::super::Wanted {
                family: &family,
                weight: Weight::REGULAR,
                slant: Slant::Upright,
                cut: Cut::SmText,
                size: Abs::pt(9.2),
            })
            .unwrap();
        let features = Features { variant, ..Features::default() };
        let lang = Lang::en_gb();
        Props { face, direction: Direction::Ltr, script: *b"Latn", lang, features }
    }

    #[test]
    fn ligatures_are_one_glyph_of_a_whole_cluster() {
        let fonts = FontSet::shipped();
        let glyphs = Shaper::new(&fonts).shape("office", &props(&fonts, Variant::Normal));
        let clusters: Vec<_> = glyphs.iter().map(|g| g.cluster).collect();
        assert!(clusters.len() < 6, "{clusters:?}");
    }

    #[test]
    fn small_capitals_are_real() {
        let fonts = FontSet::shipped();
        let mut shaper = Shaper::new(&fonts);
        let plain = shaper.shape("nato", &props(&fonts, Variant::Normal));
        let small = shaper.shape("nato", &props(&fonts, Variant::SmallCapitals));
        assert!(plain.iter().zip(&small).all(|(a, b)| a.id != b.id));
    }
}
