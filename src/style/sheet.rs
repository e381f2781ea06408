//! A sheet's text → its settings, each with its place.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::code;
use super::keys::{self, Choice, Found};
use super::read::Reader;
use super::value::Value;
use crate::diag::{Code, Diagnostic, Diagnostics, SourceId, Span, nearest};
use crate::model::{Lang, Role};

/// Values by full name: `role.kicker.size`.
pub(super) type Settings = BTreeMap<String, Setting>;

/// A value and where it was written; sheets in the binary have no place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    pub(super) value: Value,
    pub(super) span: Option<Span>,
}

/// A sheet read, without its parent's settings.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// The parent it names.
    pub(super) extends: Option<(String, Option<Span>)>,
    pub(super) settings: Settings,
}

/// Where errors of a sheet go.
pub(super) struct Place<'a> {
    pub(super) source: Option<SourceId>,
    pub(super) text: &'a str,
    pub(super) found: &'a mut Diagnostics,
}

impl Place<'_> {
    /// A stretch of the sheet.
    pub(super) fn span(&self, range: Range<usize>) -> Option<Span> {
        self.source.map(|source| Span::new(source, range))
    }

    /// Reports an error there.
    pub(super) fn error(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let error = Diagnostic::error(code, message).at(self.span(range));
        self.found.push(hint.into_iter().fold(error, Diagnostic::hint));
    }
}

/// Reads a sheet; what cannot be read is reported and left out.
pub(super) fn read(
    text: &str,
    source: Option<SourceId>,
    found: &mut Diagnostics,
) -> Sheet {
    let mut place = Place { source, text, found };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().unwrap_or_default();
        place.error(code::NOT_TOML, at, lower(error.message()), None);
    }

    let mut sheet = Sheet::default();
    // What is left of a broken text says little about what its author meant.
    if errors.is_empty() {
        Walk { place: &mut place, sheet: &mut sheet }.table(table.get_ref(), &[], "");
    }
    sheet
}

/// The parser's sentence in our form.
fn lower(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// A walk through the tables of a sheet beside the declaration of keys.
struct Walk<'a, 'b> {
    place: &'a mut Place<'b>,
    sheet: &'a mut Sheet,
}

impl Walk<'_, '_> {
    /// A table at a path: as declared, and as the author wrote it with a full stop after.
    fn table(&mut self, table: &DeTable<'_>, declared: &[&'static str], written: &str) {
        let below = keys::below(declared);
        let choice = below.first().and_then(|part| Choice::of(part));
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if declared.is_empty() && name == "extends" {
                self.extends(value);
                continue;
            }
            let chosen = match choice {
                Some(choice) => {
                    self.choose(choice, name, key.span()).map(|names| (below[0], names))
                }
                None => below
                    .iter()
                    .find(|part| **part == name)
                    .map(|part| (*part, vec![name.to_owned()])),
            };
            match chosen {
                Some((part, names)) => {
                    self.entry(value, &[declared, &[part]].concat(), written, &names);
                }
                None if choice.is_none() => {
                    self.unknown(name, key.span(), &below, written);
                }
                None => {}
            }
        }
    }

    /// What stands at a declared path, under each of the names the author chose.
    fn entry(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        declared: &[&'static str],
        written: &str,
        names: &[String],
    ) {
        match keys::find(declared) {
            Found::Key(key) => {
                let path = format!("{written}{}", names.concat());
                let read =
                    Reader { place: self.place, path: &path }.value(key.kind, value);
                let span = self.place.span(value.span());
                for name in names {
                    if let Some(value) = read.clone() {
                        let path = format!("{written}{name}");
                        self.sheet.settings.insert(path, Setting { value, span });
                    }
                }
            }
            Found::Section => {
                let path = format!("{written}{}", names.concat());
                match value.get_ref() {
                    DeValue::Table(table) => {
                        self.table(table, declared, &format!("{path}."));
                    }
                    _ => self.place.error(
                        code::TYPE,
                        value.span(),
                        format!("`{path}` is a section"),
                        Some(format!("write its keys below `[{path}]`")),
                    ),
                }
            }
            Found::Nothing => unreachable!("`below` gives only what is declared"),
        }
    }

    fn extends(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(name) => {
                let span = self.place.span(value.span());
                self.sheet.extends = Some((name.clone().into_owned(), span));
            }
            _ => self.place.error(
                code::TYPE,
                value.span(),
                "`extends` takes the name of a style",
                Some("write `extends = \"weekly\"`".into()),
            ),
        }
    }

    /// The names a choice stands for, or `None` where it is none.
    fn choose(
        &mut self,
        choice: Choice,
        name: &str,
        at: Range<usize>,
    ) -> Option<Vec<String>> {
        match choice {
            Choice::Role => {
                let roles = Role::ALL.iter().map(|role| role.name());
                if roles.clone().any(|role| role == name) {
                    return Some(vec![name.into()]);
                }
                let hint =
                    nearest(name, roles).map(|role| format!("did you mean `{role}`"));
                self.place.error(code::ROLE, at, format!("unknown role `{name}`"), hint);
            }
            Choice::Colour => {
                let fits =
                    |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                if !name.is_empty() && name.chars().all(fits) {
                    return Some(vec![name.into()]);
                }
                let hint = "write small letters, figures and hyphens: `deep-red`";
                let message = format!("`{name}` cannot name a colour");
                self.place.error(code::NAME, at, message, Some(hint.into()));
            }
            Choice::Lang => match name.parse::<Lang>() {
                Ok(lang) => return Some(vec![lang.as_str().into()]),
                Err(error) => {
                    let hint = "write a tag as in `en-GB`, `de`, `zh-Hant`";
                    self.place.error(
                        code::NAME,
                        at,
                        error.to_string(),
                        Some(hint.into()),
                    );
                }
            },
            Choice::Characters => {
                if !name.is_empty() {
                    return Some(name.chars().map(String::from).collect());
                }
                let hint = "write them as the key: `\".,\" = [\"0%\", \"70%\"]`";
                self.place.error(code::NAME, at, "no characters", Some(hint.into()));
            }
        }
        None
    }

    fn unknown(&mut self, name: &str, at: Range<usize>, below: &[&str], written: &str) {
        let what = if below.iter().any(|part| Choice::of(part).is_some()) {
            "name"
        } else if written.is_empty() {
            "section"
        } else {
            "key"
        };
        let known = below.iter().copied().chain(written.is_empty().then_some("extends"));
        let hint = match (nearest(name, known), keys::homes(name).as_slice()) {
            (Some(near), _) => Some(format!("did you mean `{near}`")),
            (None, [home, ..]) => Some(format!("it stands in `[{home}]`")),
            (None, []) => Some(format!("known here: {}", list(below, "and"))),
        };
        let message = format!("unknown {what} `{written}{name}`");
        self.place.error(code::KEY, at, message, hint);
    }
}

/// `a`, `b` or `c`.
pub(super) fn list(words: &[&str], join: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {join} {last}", rest.join(", ")),
        None => String::new(),
    }
}
