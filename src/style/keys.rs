//! Every key of a style sheet, declared once: the parser, `styles/README.md` and the
//! tests all read it here.

use super::value::Unit;

pub use super::table::KEYS;

/// Which edition a key changes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Media {
    /// Print and e-reader.
    Both,
    /// Print alone.
    Print,
    /// The e-reader alone.
    Reader,
}

impl Media {
    /// The word in the table of keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Print => "print",
            Self::Reader => "reader",
        }
    }
}

/// A key of a style sheet.
#[derive(Copy, Clone, Debug)]
pub struct Key {
    /// Its full name; a part in angle brackets is the author's choice:
    /// `role.<role>.size`.
    pub path: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Which edition it changes.
    pub media: Media,
    /// What it means in CSS.
    pub css: &'static str,
    /// What it means in print.
    pub print: &'static str,
    /// A sheet of one line that gives it a value no shipped style has.
    pub trial: &'static str,
}

impl Key {
    /// The parts of its name.
    pub fn parts(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('.')
    }
}

/// What a key takes.
#[derive(Copy, Clone, Debug)]
pub enum Kind {
    /// `true` or `false`.
    Switch,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any text.
    Text,
    /// A list of words with their divisions.
    Divisions,
    /// A list of OpenType features by tag.
    Features,
    /// The name of a family.
    Name,
    /// The name of a family, or `serif`, `sans`, `mono`.
    Family,
    /// The name of a colour of the style.
    Colour,
    /// Quotation marks: opening and closing outside, opening and closing inside.
    Quotes,
    /// A line of furniture.
    Template,
    /// Three of them.
    Templates,
    /// A length or share.
    Length(Units, Sign),
    /// Two of them.
    Pair(Units, Sign),
    /// Least, best and most.
    Give(Units, Sign),
    /// A whole number from the first to the second.
    Count(u32, u32),
    /// A list of them.
    Counts(u32, u32),
    /// Two of them.
    Extent(u32, u32),
    /// A paper size by name, or width and height.
    Paper,
    /// Cyan, magenta, yellow, black, 0 to 100 each.
    Inks,
    /// `#rrggbb`.
    Rgb,
    /// A list of roles.
    Roles,
    /// Sizes of headlines: `"33pt/3line"`.
    Heads,
}

/// Which units a length takes.
pub type Units = &'static [Unit];

/// Which lengths are possible.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// More than nothing.
    Positive,
    /// Nothing or more.
    NotNegative,
    /// Less than nothing too.
    Any,
}

/// What the author may choose for a part of a key's name in angle brackets.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// A role of the model.
    Role,
    /// A name for a colour.
    Colour,
    /// A language.
    Lang,
    /// One or more characters.
    Characters,
}

impl Choice {
    /// What a part of a key's name stands for; `None` for a part that is itself.
    pub(super) fn of(part: &str) -> Option<Self> {
        match part {
            "<role>" => Some(Self::Role),
            "<colour>" => Some(Self::Colour),
            "<language>" => Some(Self::Lang),
            "<characters>" => Some(Self::Characters),
            _ => None,
        }
    }
}

/// What stands at a path of a sheet.
pub(super) enum Found {
    /// A key that takes a value.
    Key(&'static Key),
    /// A section that holds keys.
    Section,
    /// Neither.
    Nothing,
}

/// What the declaration has at a path in which choices stand as in the declaration.
pub(super) fn find(path: &[&str]) -> Found {
    let mut found = Found::Nothing;
    for key in KEYS {
        let mut parts = key.parts();
        if !path.iter().all(|part| parts.next() == Some(*part)) {
            continue;
        }
        match parts.next() {
            None => return Found::Key(key),
            Some(_) => found = Found::Section,
        }
    }
    found
}

/// The parts that may follow a path, in the order of the declaration.
pub(super) fn below(path: &[&str]) -> Vec<&'static str> {
    let mut names = vec![];
    for key in KEYS {
        let mut parts = key.parts();
        if path.iter().all(|part| parts.next() == Some(*part))
            && let Some(next) = parts.next()
            && !names.contains(&next)
        {
            names.push(next);
        }
    }
    names
}

/// The sections that hold a key of that name, for one who wrote it in another.
pub(super) fn homes(name: &str) -> Vec<&'static str> {
    KEYS.iter().filter_map(|key| key.path.strip_suffix(name)?.strip_suffix('.')).collect()
}
