//! TOML, with the place of each key and value.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::input::codes::BROKEN_TOML;
use crate::input::findings::Findings;
use crate::input::value::{Entry, Node, Value};

/// The entries of a TOML text that begins at `base`. Where it is broken every fault is
/// reported, and what could be read is given.
pub(in crate::input) fn toml(
    text: &str,
    base: usize,
    findings: &mut Findings,
) -> Vec<Entry> {
    let (table, errors) = DeTable::parse_recoverable(text);
    // One slip may break every line below it.
    for error in errors.into_iter().take(10) {
        let range = error.span().unwrap_or(0..0);
        findings.error(
            BROKEN_TOML,
            &shifted(&range, base),
            format!("broken TOML: {}", first_line(error.message())),
            "texts stand in quotes, lists in square brackets",
        );
    }
    entries(table.into_inner(), base)
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}

fn shifted(range: &Range<usize>, base: usize) -> Range<usize> {
    base + range.start..base + range.end
}

fn entries(table: DeTable<'_>, base: usize) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| Entry {
            key_range: shifted(&key.span(), base),
            key: key.into_inner().into_owned(),
            node: node(value, base),
        })
        .collect();
    // The order of the text, so that the first of two wins.
    entries.sort_by_key(|entry| entry.key_range.start);
    entries
}

fn node(value: Spanned<DeValue<'_>>, base: usize) -> Node {
    let range = shifted(&value.span(), base);
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.to_string()),
        DeValue::Boolean(value) => Value::Truth(value),
        DeValue::Datetime(day) => Value::Day(day.to_string()),
        DeValue::Array(items) => {
            Value::List(items.into_iter().map(|item| node(item, base)).collect())
        }
        DeValue::Table(table) => Value::Map(entries(table, base)),
    };
    Node { value, range }
}
