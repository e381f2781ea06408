//! The lines that begin and end a newspaper part: `::: boxout Title {lang=de}` … `:::`.

use std::ops::Range;

use crate::diag::nearest;
use crate::input::codes::{UNKNOWN_ATTRIBUTE, UNKNOWN_PART};
use crate::input::findings::Findings;
use crate::input::value::Said;

/// A line of colons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fence {
    /// It begins a part.
    Open(Opening),
    /// It ends one.
    Close(Range<usize>),
}

/// What the first line of a part says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Opening {
    /// The name as it is written, in lower case.
    pub(super) name: String,
    /// Which part that is; `None` where nothing knows it.
    pub(super) part: Option<PartName>,
    /// The words behind the name.
    pub(super) title: Option<Said<String>>,
    /// The attributes: `by="Lena Marsh"`; a lone word has no value.
    pub(super) attributes: Vec<(String, Said<String>)>,
    /// The whole line.
    pub(super) range: Range<usize>,
}

/// The newspaper parts.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum PartName {
    PullQuote,
    Boxout,
    Letter,
    Correction,
    Listing,
    Verse,
}

/// Every name a part goes by, the first its own.
const NAMES: &[(&str, PartName)] = &[
    ("pullquote", PartName::PullQuote),
    ("boxout", PartName::Boxout),
    ("letter", PartName::Letter),
    ("correction", PartName::Correction),
    ("listing", PartName::Listing),
    ("verse", PartName::Verse),
    ("pull-quote", PartName::PullQuote),
    ("box", PartName::Boxout),
    ("sidebar", PartName::Boxout),
    ("poem", PartName::Verse),
];

impl PartName {
    fn attributes(self) -> &'static [&'static str] {
        match self {
            Self::PullQuote => &["by", "repeats", "lang", "id"],
            Self::Letter => &["from", "place", "lang", "id"],
            _ => &["lang", "id"],
        }
    }
}

/// Whether a line is of colons, at the margin.
pub(super) fn is_fence(line: &str) -> bool {
    let said = line.trim_start_matches(' ');
    line.len() - said.len() <= 3 && said.starts_with(":::")
}

/// Reads a line that begins or ends a part; it stands at `at`.
pub(super) fn read(line: &str, at: usize, findings: &mut Findings) -> Option<Fence> {
    if !is_fence(line) {
        return None;
    }
    let range = at..at + line.trim_end().len();
    let lead = line.len() - line.trim_start().trim_start_matches(':').len();
    let said = line[lead..].trim_end();
    // Some close the line with colons as well.
    let said = said.trim_end_matches(':').trim_end();
    if said.trim().is_empty() {
        return Some(Fence::Close(range));
    }
    let (words, list) = split_attributes(said);
    let attributes = attributes(list, at + lead + words.len());
    let mut opening = Opening { attributes, range, ..Opening::default() };
    name_and_title(&mut opening, words, at + lead);
    check(&opening, findings);
    Some(Fence::Open(opening))
}

/// The words of the line and the list of attributes in braces behind them.
fn split_attributes(said: &str) -> (&str, &str) {
    match said.ends_with('}').then(|| said.rfind('{')).flatten() {
        Some(at) => (&said[..at], &said[at..]),
        None => (said, ""),
    }
}

fn name_and_title(opening: &mut Opening, words: &str, at: usize) {
    let lead = words.len() - words.trim_start().len();
    let words = words[lead..].trim_end();
    // As pandoc writes it: `::: {.boxout}`.
    let by_class = opening.attributes.iter().position(|(key, _)| key.starts_with('.'));
    let (name, rest) = match by_class {
        Some(index) if words.is_empty() => {
            let (class, _) = opening.attributes.remove(index);
            (class[1..].to_owned(), "")
        }
        _ => {
            let end = words.find(char::is_whitespace).unwrap_or(words.len());
            (words[..end].to_owned(), &words[end..])
        }
    };
    opening.name = name.to_lowercase();
    opening.part =
        NAMES.iter().find(|(known, _)| *known == opening.name).map(|(_, part)| *part);
    let title = rest.trim();
    if !title.is_empty() {
        let start = at + lead + words.len() - rest.trim_start().len();
        let range = start..start + title.len();
        opening.title = Some(Said { value: title.into(), range });
    }
    if let Some(index) = opening.attributes.iter().position(|(key, _)| key == "title") {
        let (_, said) = opening.attributes.remove(index);
        opening.title.get_or_insert(said);
    }
}

/// `{by="Lena Marsh" repeats #id}` as pairs; the list begins at `at`.
fn attributes(list: &str, at: usize) -> Vec<(String, Said<String>)> {
    let mut found = vec![];
    let inner = list.trim_start_matches('{').trim_end_matches('}');
    let at = at + list.len() - list.trim_start_matches('{').len();
    let mut rest = inner;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return found;
        }
        let start = at + inner.len() - rest.len();
        let end =
            rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (value, used) = match after.strip_prefix('=') {
            Some(value) => {
                let (value, used) = quoted(value);
                (value, end + 1 + used)
            }
            None => ("", end),
        };
        let (key, value) = match key.strip_prefix('#') {
            Some(id) => ("id", id),
            None => (key, value),
        };
        let range = start..start + used.min(rest.len());
        found.push((key.to_lowercase(), Said { value: value.into(), range }));
        rest = &rest[used.max(1).min(rest.len())..];
    }
}

/// A value in quotes of any kind, or up to the next space; and how long it is.
fn quoted(text: &str) -> (&str, usize) {
    for (open, close) in [("\"", "\""), ("'", "'"), ("“", "”"), ("‘", "’"), ("”", "”")]
    {
        if let Some(inner) = text.strip_prefix(open) {
            let end = inner.find(close).unwrap_or(inner.len());
            let used = open.len() + end + close.len().min(inner.len() - end);
            return (&inner[..end], used);
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (&text[..end], end)
}

fn check(opening: &Opening, findings: &mut Findings) {
    let Some(part) = opening.part else {
        let known = NAMES.iter().take(6).map(|(name, _)| *name);
        let hint = match nearest(&opening.name, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", known.collect::<Vec<_>>().join(", ")),
        };
        let message = format!("unknown part `{}`", opening.name);
        findings.error(UNKNOWN_PART, &opening.range, message, hint);
        return;
    };
    for (key, said) in &opening.attributes {
        if !part.attributes().contains(&key.as_str()) {
            let hint = match nearest(key, part.attributes().iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known are {}", part.attributes().join(", ")),
            };
            let message = format!("`{}` has no attribute `{key}`", opening.name);
            findings.warn(UNKNOWN_ATTRIBUTE, &said.range, message, hint);
        }
    }
}

impl Opening {
    /// The value of an attribute.
    pub(super) fn attribute(&self, key: &str) -> Option<&Said<String>> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, said)| said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceId;

    fn open(line: &str) -> (Opening, usize) {
        let mut findings = Findings::new(SourceId(0));
        match read(line, 0, &mut findings) {
            Some(Fence::Open(opening)) => (opening, findings.into_list().iter().count()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_part_has_a_name_a_title_and_attributes() {
        let line =
            "::: letter Fewer pages, never smaller {from=\"E. Marlowe\" place=Hull}\n";
        let (opening, found) = open(line);
        assert_eq!((opening.part, found), (Some(PartName::Letter), 0));
        let title = opening.title.as_ref().unwrap();
        assert_eq!(&line[title.range.clone()], "Fewer pages, never smaller");
        assert_eq!(opening.attribute("from").unwrap().value, "E. Marlowe");
        let place = opening.attribute("place").unwrap();
        assert_eq!((&*place.value, &line[place.range.clone()]), ("Hull", "place=Hull"));
    }

    #[test]
    fn pandoc_writes_the_name_as_a_class() {
        let (opening, found) =
            open("::::: {.boxout #b title=\"In our own accounts\"} :::::");
        assert_eq!((opening.name.as_str(), found), ("boxout", 0));
        assert_eq!(opening.title.unwrap().value, "In our own accounts");
    }

    #[test]
    fn what_nothing_knows_is_said() {
        assert_eq!(open("::: pulquote").1, 1);
        assert_eq!(open("::: boxout {by=x repeats}").1, 2);
        assert_eq!(open("::: x {\"").0.name, "x");
        let mut findings = Findings::new(SourceId(0));
        assert!(matches!(read(":::", 0, &mut findings), Some(Fence::Close(_))));
        assert_eq!(read("    ::: boxout", 0, &mut findings), None);
    }
}
