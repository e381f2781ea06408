//! Keys and values with their places, from YAML, TOML or lines `Key: value`.

use std::ops::Range;

use super::codes::{KEY_TWICE, UNKNOWN_KEY, WRONG_TYPE};
use super::findings::Findings;
use crate::diag::nearest;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) range: Range<usize>,
}

/// The kinds of value that the three notations share.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A key without a value.
    Nothing,
    Text(String),
    /// A number, as it is written.
    Number(String),
    Truth(bool),
    /// A date of TOML, as it is written.
    Day(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

impl Value {
    /// What it is, in words.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Truth(_) => "true or false",
            Self::Day(_) => "a date",
            Self::List(_) => "a list",
            Self::Map(_) => "a table",
        }
    }
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_range: Range<usize>,
    pub(super) node: Node,
}

/// Something said, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said<T> {
    pub(super) value: T,
    pub(super) range: Range<usize>,
}

/// Keys that are taken one after the other; what is left at the end is unknown.
#[derive(Debug)]
pub(super) struct Fields<'f> {
    entries: Vec<Entry>,
    known: Vec<&'static str>,
    pub(super) findings: &'f mut Findings,
}

impl<'f> Fields<'f> {
    pub(super) fn new(entries: Vec<Entry>, findings: &'f mut Findings) -> Self {
        Self { entries, known: vec![], findings }
    }

    /// The value of the key of these names, the first of them its own; later ones that say
    /// the same are reported.
    pub(super) fn take(&mut self, names: &[&'static str]) -> Option<Node> {
        self.known.extend(names);
        let (mut taken, rest): (Vec<Entry>, Vec<Entry>) =
            std::mem::take(&mut self.entries)
                .into_iter()
                .partition(|entry| names.contains(&plain(&entry.key).as_str()));
        self.entries = rest;
        for again in taken.iter().skip(1) {
            self.findings.warn(
                KEY_TWICE,
                &again.key_range,
                format!("`{}` says `{}` a second time", again.key, names[0]),
                "the first one counts",
            );
        }
        let entry = if taken.is_empty() { return None } else { taken.swap_remove(0) };
        (entry.node.value != Value::Nothing).then_some(entry.node)
    }

    /// A text; a number or a date counts as one, as it is written.
    pub(super) fn text(&mut self, names: &[&'static str]) -> Option<Said<String>> {
        let node = self.take(names)?;
        let text = text_of(&node);
        if text.is_none() {
            self.wrong(names[0], &node, "text");
        }
        text.filter(|said| !said.value.is_empty())
    }

    /// A list of texts; one text counts as a list of one.
    pub(super) fn texts(&mut self, names: &[&'static str]) -> Vec<Said<String>> {
        let Some(node) = self.take(names) else { return vec![] };
        let items = match node.value {
            Value::List(items) => items,
            _ => vec![node],
        };
        let mut texts = vec![];
        for item in items {
            match text_of(&item) {
                Some(said) if said.value.is_empty() => {}
                Some(said) => texts.push(said),
                None => self.wrong(names[0], &item, "a list of texts"),
            }
        }
        texts
    }

    /// True or false; the words `true`, `yes`, `no` and `false` count.
    pub(super) fn truth(&mut self, names: &[&'static str]) -> Option<Said<bool>> {
        let node = self.take(names)?;
        let value = match &node.value {
            Value::Truth(value) => Some(*value),
            Value::Text(text) => match text.to_lowercase().as_str() {
                "true" | "yes" | "1" => Some(true),
                "false" | "no" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        };
        if value.is_none() {
            self.wrong(names[0], &node, "`true` or `false`");
        }
        value.map(|value| Said { value, range: node.range })
    }

    /// A whole number.
    pub(super) fn number(&mut self, names: &[&'static str]) -> Option<Said<i64>> {
        let node = self.take(names)?;
        let value = match &node.value {
            Value::Number(text) | Value::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        if value.is_none() {
            self.wrong(names[0], &node, "a whole number");
        }
        value.map(|value| Said { value, range: node.range })
    }

    /// Reports that the value of `key` is not what it should be.
    pub(super) fn wrong(&mut self, key: &str, node: &Node, wanted: &str) {
        self.findings.error(
            WRONG_TYPE,
            &node.range,
            format!("`{key}` is {}", node.value.kind()),
            format!("write {wanted}"),
        );
    }

    /// Reports every key that nothing took.
    pub(super) fn finish(self) {
        for entry in &self.entries {
            let near = nearest(&plain(&entry.key), self.known.iter().copied());
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "it has no effect".into(),
            };
            self.findings.warn(
                UNKNOWN_KEY,
                &entry.key_range,
                format!("unknown key `{}`", entry.key),
                hint,
            );
        }
    }
}

/// A key as it is compared: `Short Title`, `short-title` and `short_title` are one.
pub(super) fn plain(key: &str) -> String {
    key.trim().to_lowercase().replace(['-', ' '], "_")
}

/// A value as text, where it is one.
pub(super) fn text_of(node: &Node) -> Option<Said<String>> {
    match &node.value {
        Value::Text(text) | Value::Number(text) | Value::Day(text) => {
            Some(Said { value: text.trim().into(), range: node.range.clone() })
        }
        _ => None,
    }
}
