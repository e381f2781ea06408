//! How text looks.

use crate::unit::{Abs, Em, Ink, Ratio};

/// The name of a family: `Source Serif 4`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Family(pub String);

/// The three families of a paper, which sheets call `serif`, `sans` and `mono`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Families {
    /// For text and headlines.
    pub serif: Family,
    /// For furniture, captions, boxes and tables.
    pub sans: Family,
    /// For program text.
    pub mono: Family,
}

/// The kind of a family, which stands in where the family is absent.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generic {
    /// With serifs.
    Serif,
    /// Without.
    Sans,
    /// All letters of one width.
    Mono,
}

impl Families {
    /// The kind of a family: of the paper's own by their place, of others by their name.
    pub fn generic(&self, family: &Family) -> Generic {
        let named = |word: &str| family.0.to_lowercase().contains(word);
        if *family == self.serif {
            Generic::Serif
        } else if *family == self.sans {
            Generic::Sans
        } else if *family == self.mono || named("mono") || named("code") {
            Generic::Mono
        } else if named("sans") || named("grotesk") || named("gothic") {
            Generic::Sans
        } else {
            Generic::Serif
        }
    }
}

/// How heavy a face is, 100 to 900; 400 is regular, 700 bold.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(pub u16);

impl Weight {
    /// 400.
    pub const REGULAR: Self = Self(400);
    /// 600.
    pub const SEMIBOLD: Self = Self(600);
    /// 700.
    pub const BOLD: Self = Self(700);
    /// 900.
    pub const BLACK: Self = Self(900);
}

/// Upright or italic.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slant {
    /// Roman.
    #[default]
    Upright,
    /// Italic.
    Italic,
}

impl Slant {
    /// The other one: emphasis inside italic text is upright.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Upright => Self::Italic,
            Self::Italic => Self::Upright,
        }
    }
}

/// For which size a face was drawn.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cut {
    /// The one that fits the size.
    #[default]
    BySize,
    /// Below 8 pt.
    Caption,
    /// 8 to 10 pt.
    SmText,
    /// 10 to 14 pt.
    Text,
    /// 14 to 24 pt.
    Subhead,
    /// Above.
    Display,
}

/// How lines stand in their measure.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Both edges even.
    #[default]
    Justify,
    /// Even where reading starts.
    Start,
    /// In the middle.
    Centre,
    /// Even where reading ends.
    End,
}

/// Letters as written or in a kind of capitals; the text behind stays as written.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// As written.
    #[default]
    AsWritten,
    /// Capitals.
    Capitals,
    /// Small capitals of the face.
    SmallCapitals,
}

/// The kind of figures.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Figures {
    /// Old-style, proportional; lining in words that hold capitals.
    #[default]
    OldStyle,
    /// Lining, proportional.
    Lining,
    /// Lining, all of one width.
    Tabular,
}

/// Whether words are divided.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hyphenate {
    /// Where the language allows.
    #[default]
    On,
    /// Never.
    Off,
}

/// What must stay together.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Breaks as lines do.
    #[default]
    Free,
    /// Never parted from what follows.
    WithNext,
    /// Never broken itself.
    Whole,
}

/// Running text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// The family.
    pub family: Family,
    /// The size in print, to which the reader's sizes are relative.
    pub size: Abs,
    /// From baseline to baseline.
    pub leading: Abs,
    /// How lines stand.
    pub align: Align,
    /// First-line indent.
    pub indent: Em,
    /// The kind of figures.
    pub figures: Figures,
    /// More OpenType features, by tag: `ss01`.
    pub features: Vec<String>,
}

/// The look of a role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleStyle {
    /// The family.
    pub family: Family,
    /// How heavy.
    pub weight: Weight,
    /// Upright or italic.
    pub slant: Slant,
    /// For which size it was drawn.
    pub cut: Cut,
    /// Size in print.
    pub size: Abs,
    /// Baseline to baseline in print.
    pub leading: Abs,
    /// How lines stand.
    pub align: Align,
    /// Letters as written or capitals.
    pub case: Case,
    /// White added between letters.
    pub tracking: Em,
    /// The kind of figures.
    pub figures: Figures,
    /// First-line indent.
    pub indent: Em,
    /// White at the side where reading starts, for every line.
    pub inset: Em,
    /// White above, in print a multiple of half a grid line where it stands in a leg.
    pub space_before: Abs,
    /// White below.
    pub space_after: Abs,
    /// What stays together.
    pub keep: Keep,
    /// Whether words are divided.
    pub hyphenate: Hyphenate,
    /// The name of its colour.
    pub colour: String,
    /// That colour.
    pub ink: Ink,
    /// Size in the e-reader, relative to its text; resolved by the rule of the design:
    /// as written, else the smaller of size / text size and 2.
    pub reader_size: Em,
    /// Line height in the e-reader as a multiple of that size.
    pub reader_leading: Ratio,
    /// How lines stand in the e-reader: `[reader] align` where print is justified.
    pub reader_align: Align,
    /// First-line indent in the e-reader: the role's own, else that of `[reader]`.
    pub reader_indent: Em,
    /// More OpenType features, by tag.
    pub features: Vec<String>,
}
