//! The parts of a style that are neither text nor page: what both editions share, and
//! what concerns e-readers alone.

use std::collections::BTreeMap;

use super::text::{Align, Hyphenate};
use crate::model::{Lang, Role};
use crate::unit::{Abs, Em, Ratio};

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
    /// The house's own divisions by language, `news-paper`; a word without a hyphen is
    /// never divided.
    pub exceptions: BTreeMap<Lang, Vec<String>>,
}

/// Large initials.
#[derive(Clone, Debug, PartialEq)]
pub struct DropCap {
    /// How many lines of text it is high in print; 0 for none.
    pub lines: u8,
    /// How many in the e-reader; 0 for none.
    pub reader_lines: u8,
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
    /// Under the furniture of inside pages, above that of the foot.
    pub furniture: Abs,
    /// Under the masthead.
    pub masthead: Abs,
    /// Above a pull quote.
    pub pull_quote: Abs,
    /// Around boxes, in tables, between short items.
    pub hairline: Abs,
    /// Under the words of a link in the screen edition; none on the press.
    pub link: Abs,
    /// The colour of all but the masthead's, which takes the accent.
    pub colour: String,
}

/// What a boxout stands on.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The colour `tint`, in print; e-readers show a frame.
    Tint,
    /// A frame of hairlines.
    Frame,
    /// Nothing: hairlines above and below.
    Open,
}

/// Boxouts.
#[derive(Clone, Debug, PartialEq)]
pub struct BoxoutStyle {
    /// What it stands on.
    pub ground: Ground,
    /// White between its edge and its text.
    pub inset: Abs,
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
    /// So many columns a picture wider than high goes across.
    pub columns: u32,
}

/// Which pictures have text beside them.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum WrapPictures {
    /// None.
    None,
    /// Those higher than wide.
    Upright,
    /// All.
    All,
}

/// Text beside pictures and pull quotes: in running styles of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct WrapStyle {
    /// The pictures that have text beside them.
    pub pictures: WrapPictures,
    /// Whether pull quotes have.
    pub quotes: bool,
    /// The width of what the text runs around as a share of the column's.
    pub width: Ratio,
    /// White between it and the text.
    pub gap: Abs,
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
    /// Roles whose faces travel in the file; another role whose face is the same uses it
    /// too, the rest names the family and leaves the face to the reader.
    pub embed: Vec<Role>,
    /// Whether the pages of the print edition are marked.
    pub printed_pages: PrintedPages,
    /// Width and height of the cover in pixels.
    pub cover: [u32; 2],
}

/// Whom the EPUB is for, where the rule of one store contradicts that of another.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Device {
    /// Every reader.
    #[default]
    Generic,
    /// Amazon's.
    Kindle,
    /// Rakuten's.
    Kobo,
}

/// Whether the EPUB knows the pages of the print edition.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PrintedPages {
    /// They are marked, and the front page is the cover.
    Marked,
    /// It is made without print.
    None,
}
