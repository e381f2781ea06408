//! The settings both backends share, resolved from `styles/*.toml`.
//!
//! In: style sheets as text. Out: [`Style`], in which every value is resolved and every
//! length is absolute. A sheet `extends` another, and all stand on `house`; unknown keys
//! and units are errors with the nearest match. [`KEYS`] declares every key once, and
//! `styles/README.md` lists them with unit, default, media and meaning in CSS and in print.
//! Start at [`load`], then [`Style`].
//!
//! The way of a sheet: `load` follows `extends` down to the ground, `sheet` walks through
//! the TOML beside the declaration (`keys`, `table`), `read` reads one value of a key's
//! kind (`value`), `resolve` and `roles` make the style of what the sheets say together.
//!
//! | code | finding |
//! |---|---|
//! | s-001 | no style of the name that was asked for |
//! | s-002 | `extends` names a sheet that does not exist |
//! | s-003 | a sheet extends itself |
//! | s-004 | unknown unit, or none |
//! | s-005 | not TOML |
//! | s-006 | unknown section or key |
//! | s-007 | a value of another type, or a list of another length |
//! | s-008 | a unit that this key cannot take |
//! | s-009 | out of range |
//! | s-010 | none of the words this key takes, or an unknown paper size |
//! | s-011 | not a number with its unit |
//! | s-012 | unknown colour |
//! | s-013 | a colour's form, or a colour without its inks or its sRGB |
//! | s-014 | unknown role |
//! | s-015 | not a language, a colour's name or a character |
//! | s-016 | a line of furniture with an unknown place or an open bracket |
//! | s-017 | no room for a line or a column on the page |
//! | s-018 | steps of headlines out of order, or not in half lines |
//! | s-019 | warning: the lines of a role or of a headline overlap |
//! | s-020 | not the tag of an OpenType feature |
//! | s-021 | not a word with its divisions |

mod code;
mod keys;
mod load;
mod parts;
mod print;
mod read;
mod reference;
mod resolve;
mod roles;
mod sheet;
mod shipped;
mod table;
mod template;
mod text;
mod value;

use std::collections::BTreeMap;

pub use keys::{KEYS, Key, Kind, Media, Sign, Units};
pub use load::{Sheets, load};
pub use parts::{
    BoxoutStyle, Device, DropCap, Ground, Hyphenation, ImageStyle, NotesPlace,
    NotesStyle, PrintedPages, Punctuation, ReaderStyle, RuleStyle, WrapPictures,
    WrapStyle,
};
pub use print::{
    BookletMade, BookletStyle, Flip, Furniture, Give, Grid, Hang, HeadStep,
    Justification, LimitsStyle, MakeupMode, MakeupStyle, PageStyle, PressMarks,
    PressStandard, PressStyle, Protrusion,
};
pub use reference::reference;
pub use shipped::SHIPPED;
pub use template::{Content, Field, Filled, Piece, Template, Tone};
pub use text::{
    Align, Case, Cut, Families, Family, Figures, Generic, Hyphenate, Keep, RoleStyle,
    Slant, TextStyle, Weight,
};
pub use value::Unit;

use crate::model::{Lang, Role};
use crate::unit::{Abs, Ink, Size};

/// Everything that decides how an issue looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// The name of the sheet: `weekly`.
    pub name: String,
    /// The three families.
    pub families: Families,
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
    /// Boxouts.
    pub boxout: BoxoutStyle,
    /// Text beside pictures and quotes.
    pub wrap: WrapStyle,
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
    /// What a finished issue may be like.
    pub limits: LimitsStyle,
    /// What the press needs.
    pub press: PressStyle,
    /// How pages are folded into a booklet.
    pub booklet: BookletStyle,
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

    /// The type area: the page within its margins.
    pub fn type_area(&self) -> Size {
        let margins = self.page.margins;
        Size::new(
            self.page.size.width - margins.inside - margins.outside,
            self.grid.leading * i64::from(self.grid.lines),
        )
    }

    /// The width of that many columns side by side, gutters between them included.
    ///
    /// # Panics
    /// When there are no columns.
    pub fn measure(&self, columns: u32) -> Abs {
        assert!(columns > 0, "a measure has a column");
        let all = i64::from(self.grid.columns);
        let gutter = self.grid.gutter;
        if columns >= self.grid.columns {
            return self.type_area().width;
        }
        let one = (self.type_area().width - gutter * (all - 1)) / all;
        one * i64::from(columns) + gutter * (i64::from(columns) - 1)
    }

    /// The kind of a family, which stands in where the family is absent.
    pub fn generic(&self, family: &Family) -> Generic {
        self.families.generic(family)
    }

    /// What the house says of a language's punctuation: of `en-GB` what stands under
    /// `en-GB`, else what stands under `en`.
    pub fn punctuation(&self, lang: &Lang) -> Punctuation {
        let base = lang.base().parse().ok().and_then(|b: Lang| self.punctuation.get(&b));
        let own = self.punctuation.get(lang);
        let pick = |get: fn(&Punctuation) -> Option<String>| {
            own.and_then(get).or_else(|| base.and_then(get))
        };
        let quotes = |p: &Punctuation| p.quotes.clone();
        Punctuation {
            quotes: own.and_then(quotes).or_else(|| base.and_then(quotes)),
            dash: pick(|p| p.dash.clone()),
            ellipsis: pick(|p| p.ellipsis.clone()),
        }
    }
}
