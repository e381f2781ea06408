//! What an author says above the text: YAML, TOML, pandoc's `%` lines, lines `Key: value`.
//!
//! In: a source text. Out: a [`Head`]: entries and where the body begins. Start at
//! [`find`]; [`keys`] knows what the entries mean.

mod keys;

pub(super) use keys::{Extras, apply, date, lang};

use super::codes::HEAD_WITHOUT_END;
use super::findings::Findings;
use super::notation;
use super::value::{Entry, Node, Value, plain};

/// The entries above a text and where its body begins.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) entries: Vec<Entry>,
    pub(super) body: usize,
}

/// The front matter of `text`; none where the text begins at once.
pub(super) fn find(text: &str, findings: &mut Findings) -> Head {
    let blank = text.len() - text.trim_start_matches(['\n', ' ', '\t']).len();
    let start = text[..blank].rfind('\n').map_or(0, |at| at + 1);
    let none = Head { entries: vec![], body: 0 };
    match text[start..].lines().next().map(str::trim_end) {
        Some("---") => fenced(text, start, &["---", "..."], findings).unwrap_or(none),
        Some("+++") => fenced(text, start, &["+++"], findings).unwrap_or(none),
        Some(line) if line.starts_with("% ") => pandoc(text, start),
        Some(_) => key_lines(text, start).unwrap_or(none),
        None => none,
    }
}

/// YAML between lines `---`, TOML between lines `+++`.
fn fenced(
    text: &str,
    start: usize,
    ends: &[&str],
    findings: &mut Findings,
) -> Option<Head> {
    let open = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
    let mut at = open;
    let mut close = None;
    for line in text[open..].split_inclusive('\n') {
        if ends.contains(&line.trim_end()) {
            close = Some(at..at + line.len());
            break;
        }
        at += line.len();
    }
    let toml = ends[0] == "+++";
    let Some(close) = close else {
        let first = text[open..].lines().next().unwrap_or_default();
        let meant = if toml { first.contains('=') } else { key_of(first).is_some() };
        // A text may begin with a rule.
        if meant {
            findings.error(
                HEAD_WITHOUT_END,
                &(start..start + 3),
                format!("the front matter that begins with `{}` does not end", ends[0]),
                format!("write `{}` on a line of its own below it", ends[0]),
            );
        }
        return None;
    };
    let inner = &text[open..close.start];
    let entries = if toml {
        notation::toml(inner, open, findings)
    } else {
        notation::yaml(inner, open, findings)
    };
    Some(Head { entries, body: close.end })
}

/// Pandoc's three lines: title, authors parted by `;`, date.
fn pandoc(text: &str, start: usize) -> Head {
    let mut entries: Vec<Entry> = vec![];
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let said = line.trim();
        let more =
            line.starts_with([' ', '\t']) && !entries.is_empty() && !said.is_empty();
        if let (true, Some(entry)) = (more, entries.last_mut()) {
            go_on(&mut entry.node, said, at + line.trim_end().len());
        } else if let (Some(rest), Some(key)) =
            (line.strip_prefix('%'), ["title", "authors", "date"].get(entries.len()))
        {
            let from = at + line.len() - rest.trim_start().len();
            let rest = rest.trim();
            let range =
                from.min(at + line.len())..(from + rest.len()).min(at + line.len());
            let value = pandoc_value(key, rest, range.start);
            let node = Node { value, range };
            entries.push(Entry { key: (*key).into(), key_range: at..at + 1, node });
        } else {
            break;
        }
        at += line.len();
    }
    Head { entries, body: at }
}

fn pandoc_value(key: &str, said: &str, from: usize) -> Value {
    if key != "authors" || !said.contains(';') {
        return Value::Text(said.into());
    }
    let mut at = from;
    let mut names = vec![];
    for name in said.split(';') {
        let node =
            Node { value: Value::Text(name.trim().into()), range: at..at + name.len() };
        names.push(node);
        at += name.len() + 1;
    }
    Value::List(names)
}

fn go_on(node: &mut Node, said: &str, end: usize) {
    node.range.end = end;
    match &mut node.value {
        Value::Text(text) => {
            text.push(' ');
            text.push_str(said);
        }
        Value::List(names) => {
            let range = node.range.clone();
            let more = said.split(';').map(str::trim).filter(|name| !name.is_empty());
            names.extend(more.map(|name| Node {
                value: Value::Text(name.into()),
                range: range.clone(),
            }));
        }
        _ => {}
    }
}

/// Lines `Key: value` up to the first blank line, where at least one key is known and
/// nothing else stands among them.
fn key_lines(text: &str, start: usize) -> Option<Head> {
    let mut at = start;
    let mut known = false;
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        let more = line.starts_with([' ', '\t']) && at > start;
        if !more {
            let key = key_of(line)?;
            known |= keys::KNOWN.contains(&plain(key).as_str());
        }
        at += line.len();
    }
    if !known {
        return None;
    }
    Some(Head { entries: notation::lines(&text[start..at], start), body: at })
}

/// The key of a line `Key: value`.
fn key_of(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let form = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let good = key.len() <= 24
        && key.starts_with(char::is_alphabetic)
        && key.chars().all(form)
        && (value.trim().is_empty() || value.starts_with([' ', '\t']));
    good.then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceId;

    fn head(text: &str) -> (Vec<(String, String)>, &str) {
        let mut findings = Findings::new(SourceId(0));
        let head = find(text, &mut findings);
        let said = |e: &Entry| (e.key.clone(), text[e.node.range.clone()].to_owned());
        (head.entries.iter().map(said).collect(), &text[head.body..])
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect()
    }

    #[test]
    fn yaml_values_have_places_after_wide_characters() {
        let (entries, body) =
            head("---\ntitle: Žižek\ndate: 1997-01-09\ntags:\n  - a\n---\n\nText");
        assert_eq!(entries[0], ("title".into(), "Žižek".into()));
        assert_eq!(entries[1], ("date".into(), "1997-01-09".into()));
        assert_eq!(body, "\nText");
    }

    #[test]
    fn toml_and_pandoc_and_key_lines() {
        let toml = head("+++\ntitle = \"A\"\ndate = 1997-01-09\n+++\nText");
        assert_eq!(toml.0, pairs(&[("title", "\"A\""), ("date", "1997-01-09")]));
        let pandoc = head("% One\n  and two\n% A B; C D\n% 9 January 1997\n\nText");
        assert_eq!(pandoc.0[0], ("title".into(), "One\n  and two".into()));
        assert_eq!(pandoc.0[2].1, "9 January 1997");
        assert_eq!(pandoc.1, "\nText");
        let lines = head("Title: A\nDate: 1997-01-09\nColour: red\n\nText");
        assert_eq!(
            lines.0,
            pairs(&[("Title", "A"), ("Date", "1997-01-09"), ("Colour", "red")])
        );
    }

    #[test]
    fn prose_and_rules_are_no_front_matter() {
        for text in
            ["London: it rains\n\nText", "---\n\nText", "Note: this\nand that\n", ""]
        {
            assert_eq!(head(text), (vec![], text), "{text:?}");
        }
    }
}
