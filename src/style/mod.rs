//! The settings both backends share, resolved from `styles/*.toml`.
//!
//! In: style sheets as text. Out: [`Style`], in which every value is resolved and every
//! length is absolute. A sheet `extends` another; unknown keys and units are errors with
//! the nearest match. `styles/README.md` lists every key with its unit, default, media and
//! meaning in CSS and in print. Start at [`load`], then [`Style`].

mod text;

use std::collections::BTreeMap;

pub use text::{
    Align, Case, Cut, Family, Figures, Hyphenate, Keep, RoleStyle, Slant, TextStyle,
    Weight,
};

use crate::model::{Lang, Role};
use crate::unit::{Abs, Em, Ink, Ratio, Sides, Size};

/// Everything that decides how an issue looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// The name of the sheet: `weekly`.
    pub name: String,
    /// Running text.
    pub text: TextStyle,
    /// A look for every role.
    pub roles: BTreeMap<Role, RoleStyle>,
    /// Where words may be divided.
    pub hyphenation: Hyphenation,
    /// Large initials.
    pub dropcap: DropCap,
    /// Quotation marks and dashes, by language.
    pub punctuation: BTreeMap<Lang, Punctuation>,
    /// Lines between things.
    pub rule: RuleStyle,
    /// Pictures.
    pub image: ImageStyle,
    /// Notes.
    pub notes: NotesStyle,
    /// The sheet of paper.
    pub page: PageStyle,
    /// Columns and baseline grid.
    pub grid: Grid,
    /// How far spaces and letters may give.
    pub justification: Justification,
    /// How far characters hang into the margin.
    pub protrusion: Protrusion,
    /// The colours by name; `text`, `accent`, `tint` and `rule` always exist.
    pub colours: BTreeMap<String, Ink>,
    /// What stands on every page.
    pub furniture: Furniture,
    /// How articles take their places.
    pub makeup: MakeupStyle,
    /// What the press needs.
    pub press: PressStyle,
    /// What concerns e-readers alone.
    pub reader: ReaderStyle,
}

impl Style {
    /// The look of a role.
    ///
    /// # Panics
    /// Never for a loaded style: it has every role.
    pub fn role(&self, role: Role) -> &RoleStyle {
        self.roles.get(&role).expect("a loaded style has every role")
    }

    /// The ink of a colour's name; a loaded style names only colours that exist.
    pub fn ink(&self, colour: &str) -> Ink {
        self.colours.get(colour).copied().unwrap_or_default()
    }
}

/// Where words may be divided.
#[derive(Clone, Debug, PartialEq)]
pub struct Hyphenation {
    /// Whether at all.
    pub on: Hyphenate,
    /// Letters that stay before the hyphen, at least.
    pub left: u8,
    /// Letters that go to the next line, at least.
    pub right: u8,
    /// The shortest word that is divided, in letters.
    pub min_word: u8,
    /// Lines running that may end in a hyphen.
    pub ladder: u8,
    /// The house's own divisions: `news-paper`.
    pub exceptions: Vec<String>,
}

/// Large initials.
#[derive(Clone, Debug, PartialEq)]
pub struct DropCap {
    /// How many lines of text it is high; 0 for none.
    pub lines: u8,
    /// Whether the e-reader shows it too.
    pub reader: bool,
    /// White beside it.
    pub gap: Abs,
}

/// Quotation marks and dashes of a language, where the house differs from the language's
/// own custom; `None` keeps that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Punctuation {
    /// Opening and closing marks outside, then inside.
    pub quotes: Option<[String; 4]>,
    /// The dash of a break with its spaces: ` – ` or `—`.
    pub dash: Option<String>,
    /// Three points or the one character.
    pub ellipsis: Option<String>,
}

/// Lines between things.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleStyle {
    /// Between articles side by side.
    pub column: Abs,
    /// Above an article that stretches over the page.
    pub article: Abs,
    /// Under the furniture of inside pages.
    pub furniture: Abs,
    /// Under the masthead.
    pub masthead: Abs,
    /// Around boxes, in tables.
    pub hairline: Abs,
    /// The colour of all but the masthead's, which takes the accent.
    pub colour: String,
}

/// Pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageStyle {
    /// Points per inch above which pictures are scaled down, in print.
    pub print_dpi: u16,
    /// The longest side in the e-reader's file, in pixels.
    pub reader_pixels: u32,
    /// Quality of re-encoded pictures, 1 to 100.
    pub quality: u8,
    /// The greatest height of a picture as a share of the type area's.
    pub max_height: Ratio,
}

/// Where notes stand.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum NotesPlace {
    /// After the article's text.
    ArticleEnd,
    /// At the foot of the column in which they are called.
    Foot,
}

/// Notes.
#[derive(Clone, Debug, PartialEq)]
pub struct NotesStyle {
    /// Where they stand in print.
    pub place: NotesPlace,
}

/// The sheet of paper, trimmed.
#[derive(Clone, Debug, PartialEq)]
pub struct PageStyle {
    /// Trimmed size.
    pub size: Size,
    /// White around the type area; the foot takes what the grid leaves over.
    pub margins: Sides<Abs>,
    /// What is printed beyond the trim.
    pub bleed: Abs,
    /// The number of pages is a multiple of this.
    pub multiple: u32,
}

/// Columns and baseline grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Columns across the type area.
    pub columns: u32,
    /// White between columns.
    pub gutter: Abs,
    /// From baseline to baseline: the height of a grid line.
    pub leading: Abs,
}

/// Least, best and most of something that gives.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Give<T> {
    /// The least.
    pub min: T,
    /// Where nothing pulls.
    pub best: T,
    /// The most.
    pub max: T,
}

/// How far spaces and letters may give in justified lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Justification {
    /// The space between words, as a share of the font's own.
    pub word: Give<Ratio>,
    /// White added between letters.
    pub letter: Give<Em>,
    /// The width of the letters themselves.
    pub glyph: Give<Ratio>,
}

/// How far characters hang into the margin.
#[derive(Clone, Debug, PartialEq)]
pub struct Protrusion {
    /// How much of the table is used: 0 for none, 1 for all.
    pub amount: Ratio,
    /// Character to its left and right protrusion, as shares of its own width.
    pub table: BTreeMap<char, (Ratio, Ratio)>,
}

/// What stands on every page. Texts are templates: `{paper}`, `{date}`, `{weekday}`,
/// `{number}`, `{price}`, `{section}`, `{folio}`; a part without its value stays out.
#[derive(Clone, Debug, PartialEq)]
pub struct Furniture {
    /// Grid lines of page 1 for issue line, masthead and the rule under it.
    pub masthead_lines: u32,
    /// Above the masthead: left, middle, right.
    pub issue_line: [String; 3],
    /// At the head of inside pages: left, middle, right; the folio is bold.
    pub running_head: [String; 3],
    /// Grid lines at the head of inside pages, rule and white included.
    pub head_lines: u32,
    /// Grid lines at the foot of page 1 for imprint and folio.
    pub front_foot_lines: u32,
    /// Grid lines at the foot of inside pages.
    pub foot_lines: u32,
    /// At the foot of inside pages: left, middle, right.
    pub foot: [String; 3],
    /// The line that says where a story goes on: `continued on page {folio}`.
    pub jump: String,
}

/// One size of headline.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct HeadStep {
    /// Size of the letters.
    pub size: Abs,
    /// Half grid lines that a line of it takes: leading is half this many grid lines.
    pub half_lines: u32,
}

/// How articles take their places.
#[derive(Clone, Debug, PartialEq)]
pub struct MakeupStyle {
    /// Sizes of headlines, the largest first.
    pub heads: Vec<HeadStep>,
    /// The largest over one column.
    pub one_column_head: Abs,
    /// Whether pages are made up of modules or run on.
    pub mode: MakeupMode,
    /// The fewest lines of text in a leg.
    pub min_leg: u32,
}

/// Whether pages are made up of modules or run on.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum MakeupMode {
    /// Articles take rectangles of the page.
    Modules,
    /// One after the other.
    Running,
}

/// What the press needs.
#[derive(Clone, Debug, PartialEq)]
pub struct PressStyle {
    /// The profile's file, where the style names one.
    pub profile: Option<String>,
    /// The most ink on one spot, in hundredths of an ink: 220.
    pub ink_limit: u16,
    /// Pages that carry more than black; empty for all.
    pub colour_pages: Vec<u32>,
}

/// What concerns e-readers alone.
#[derive(Clone, Debug, PartialEq)]
pub struct ReaderStyle {
    /// Line height as a multiple of the size.
    pub leading: Ratio,
    /// How paragraphs stand.
    pub align: Align,
    /// First-line indent.
    pub indent: Em,
    /// Whether words may be divided.
    pub hyphenate: Hyphenate,
    /// Families whose faces travel in the file.
    pub embed: Vec<Family>,
    /// Size of the cover in pixels.
    pub cover: [u32; 2],
}
