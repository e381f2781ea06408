//! A sheet and those it stands on → the style.

use std::collections::BTreeMap;

use super::Style;
use super::code;
use super::resolve::resolve;
use super::sheet::{self, Settings, Sheet, list};
use super::shipped::{self, GROUND, SHIPPED};
use crate::diag::{Diagnostic, Diagnostics, SourceId, nearest};

/// The sheets of a project by name (`weekly` for `styles/weekly.toml`).
pub type Sheets = BTreeMap<String, (SourceId, String)>;

/// Resolves the style of that name: the project's, else the one in the binary. Without
/// an error there is a style.
pub fn load(name: &str, sheets: &Sheets) -> (Option<Style>, Diagnostics) {
    let mut found = Diagnostics::new();
    let Some(first) = Layer::of(name, sheets) else {
        found.push(unknown(name, sheets));
        return (None, found);
    };

    let mut sheets = chain(first, sheets, &mut found);
    if let Some(printer) = printer(&sheets, &mut found) {
        // Just above the ground: what a style says of its pages holds.
        sheets.insert(sheets.len() - 1, printer);
    }
    let mut settings = Settings::new();
    for sheet in sheets.into_iter().rev() {
        settings.extend(sheet.settings);
    }
    let style = resolve(name, &settings, &mut found);
    let style = (!found.has_errors()).then_some(style);
    (style, found)
}

/// The sheet of the printer that the nearest of these sheets names.
fn printer(sheets: &[Sheet], found: &mut Diagnostics) -> Option<Sheet> {
    let named = sheets.iter().find_map(|sheet| sheet.settings.get("press.printer"))?;
    let text = shipped::printer(named.value.text())?;
    Some(sheet::read(text, None, found))
}

/// A sheet among those of the project or of the binary.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Layer<'a> {
    name: String,
    text: &'a str,
    /// Its number; the binary's have none.
    source: Option<SourceId>,
}

impl<'a> Layer<'a> {
    /// The project's sheet of that name, else the binary's.
    fn of(name: &str, sheets: &'a Sheets) -> Option<Self> {
        let own = sheets.get(name).map(|(source, text)| Self {
            name: name.into(),
            text,
            source: Some(*source),
        });
        own.or_else(|| Self::shipped(name))
    }

    fn shipped(name: &str) -> Option<Self> {
        shipped::text(name).map(|text| Self { name: name.into(), text, source: None })
    }

    /// The sheet on which all stand.
    fn ground() -> Self {
        Self::shipped(GROUND).expect("the ground is in the binary")
    }

    /// The sheet it stands on. One of the project that extends its own name extends the
    /// one in the binary.
    fn parent(&self, name: &str, sheets: &'a Sheets) -> Option<Self> {
        if name == self.name && self.source.is_some() {
            Self::shipped(name)
        } else {
            Self::of(name, sheets)
        }
    }
}

/// The sheets from the first to the ground.
fn chain(first: Layer<'_>, sheets: &Sheets, found: &mut Diagnostics) -> Vec<Sheet> {
    let mut layers = vec![first];
    let mut read = vec![];
    loop {
        let last = layers.last().expect("it begins with one");
        let sheet = sheet::read(last.text, last.source, found);
        let named = sheet.extends.clone();
        read.push(sheet);
        if *last == Layer::ground() {
            return read;
        }

        let (parent, span) = named.unwrap_or_else(|| (GROUND.to_owned(), None));
        let next = match last.parent(&parent, sheets) {
            Some(next) if !layers.contains(&next) => next,
            // Go on from the ground, so that everything else is reported too.
            Some(_) => {
                found.push(circle(&layers, &parent).at(span));
                Layer::ground()
            }
            None => {
                found.push(orphan(&last.name, &parent, sheets).at(span));
                Layer::ground()
            }
        };
        layers.push(next);
    }
}

fn circle(layers: &[Layer<'_>], parent: &str) -> Diagnostic {
    let first = &layers.first().expect("it begins with one").name;
    let way = layers.iter().map(|l| l.name.as_str()).chain([parent]);
    let way: Vec<String> = way.map(|name| format!("`{name}`")).collect();
    Diagnostic::error(code::CIRCLE, format!("`{first}` never reaches its ground"))
        .hint(format!("it goes in a circle: {}", way.join(", ")))
}

fn orphan(name: &str, parent: &str, sheets: &Sheets) -> Diagnostic {
    let message = format!("`{name}` extends `{parent}`, which does not exist");
    Diagnostic::error(code::PARENT, message).hint(names_hint(parent, sheets))
}

fn unknown(name: &str, sheets: &Sheets) -> Diagnostic {
    Diagnostic::error(code::STYLE, format!("no style is called `{name}`"))
        .hint(names_hint(name, sheets))
}

fn names_hint(name: &str, sheets: &Sheets) -> String {
    let mut names: Vec<&str> = sheets.keys().map(String::as_str).collect();
    names.extend(SHIPPED.iter().map(|(name, _)| *name));
    names.sort_unstable();
    names.dedup();
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`"),
        None => format!("there are {}", list(&names, "and")),
    }
}
