//! YAML, with the place of each key and value.

use std::ops::Range;

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, ScanError, YamlData};

use crate::input::codes::{BROKEN_YAML, KEY_TWICE, WRONG_TYPE};
use crate::input::findings::Findings;
use crate::input::value::{Entry, Node, Value};

/// Lists in lists and maps in maps, more than front matter ever needs.
const DEEPEST: usize = 16;

/// The entries of a YAML text that begins at `base`.
pub(in crate::input) fn yaml(
    text: &str,
    base: usize,
    findings: &mut Findings,
) -> Vec<Entry> {
    if is_deep(text) {
        let range = base..base + text.lines().next().unwrap_or_default().len();
        findings.error(
            BROKEN_YAML,
            &range,
            "broken YAML: lists in lists without end",
            HINT,
        );
        return vec![];
    }
    let places = Places::new(text, base);
    let root = match MarkedYaml::load_from_str(text) {
        Ok(documents) => documents.into_iter().next(),
        Err(error) => {
            report(&error, &places, findings);
            return vec![];
        }
    };
    match root.map(|root| places.node(&root, 0)) {
        Some(Node { value: Value::Map(entries), .. }) => entries,
        None | Some(Node { value: Value::Nothing, .. }) => vec![],
        Some(node) => {
            findings.error(
                WRONG_TYPE,
                &node.range,
                format!("the front matter is {}", node.value.kind()),
                "write lines of the form `title: …`",
            );
            vec![]
        }
    }
}

const HINT: &str = "put a text that holds `: `, `#`, quotes or brackets in quotes";

/// Whether lists or maps may lie so deep in one another that the parser, which calls
/// itself, runs out of room.
fn is_deep(text: &str) -> bool {
    let marks = |line: &str| line.bytes().take_while(|b| b" -?:\t".contains(b)).count();
    text.matches(['[', '{']).count() > 500 || text.lines().any(|line| marks(line) > 200)
}

fn report(error: &ScanError, places: &Places<'_>, findings: &mut Findings) {
    let at = places.byte(error.marker().index());
    if error.info().contains("duplicated key") {
        findings.error(
            KEY_TWICE,
            &(at..at),
            "a key stands twice",
            "take one of them out",
        );
        return;
    }
    let message = format!("broken YAML: {}", error.info());
    findings.error(BROKEN_YAML, &(at..at), message, HINT);
}

/// Where each character of a text stands in its source.
struct Places<'t> {
    text: &'t str,
    /// Offsets of characters, one past the end included.
    bytes: Vec<usize>,
    base: usize,
}

impl<'t> Places<'t> {
    fn new(text: &'t str, base: usize) -> Self {
        let ends = std::iter::once(text.len());
        let bytes = text.char_indices().map(|(at, _)| at).chain(ends).collect();
        Self { text, bytes, base }
    }

    /// The parser counts characters, places count bytes.
    fn byte(&self, character: usize) -> usize {
        self.base + self.bytes.get(character).copied().unwrap_or(self.text.len())
    }

    fn range(&self, yaml: &MarkedYaml<'_>) -> Range<usize> {
        let start = self.byte(yaml.span.start.index());
        let end = self.byte(yaml.span.end.index()).max(start);
        let said = &self.text[start - self.base..end - self.base];
        start..start + said.trim_end().len()
    }

    fn node(&self, yaml: &MarkedYaml<'_>, depth: usize) -> Node {
        let range = self.range(yaml);
        let value = match &yaml.data {
            _ if depth > DEEPEST => Value::Nothing,
            YamlData::Value(scalar) => self.scalar(scalar, &range),
            YamlData::Sequence(items) => {
                Value::List(items.iter().map(|item| self.node(item, depth + 1)).collect())
            }
            YamlData::Mapping(map) => {
                Value::Map(map.iter().map(|(k, v)| self.entry(k, v, depth)).collect())
            }
            YamlData::Tagged(_, node) => self.node(node, depth + 1).value,
            YamlData::Representation(text, ..) => Value::Text(text.to_string()),
            YamlData::Alias(_) | YamlData::BadValue => Value::Nothing,
        };
        Node { value, range }
    }

    fn scalar(&self, scalar: &Scalar<'_>, range: &Range<usize>) -> Value {
        let said = || self.text[range.start - self.base..range.end - self.base].into();
        match scalar {
            Scalar::Null => Value::Nothing,
            Scalar::Boolean(value) => Value::Truth(*value),
            Scalar::Integer(_) | Scalar::FloatingPoint(_) => Value::Number(said()),
            Scalar::String(text) => Value::Text(text.to_string()),
        }
    }

    fn entry(&self, key: &MarkedYaml<'_>, value: &MarkedYaml<'_>, depth: usize) -> Entry {
        let key = self.node(key, depth + 1);
        let range = key.range.clone();
        let text = match key.value {
            Value::Text(text) | Value::Number(text) => text,
            _ => self.text[range.start - self.base..range.end - self.base].into(),
        };
        Entry { key: text, key_range: range, node: self.node(value, depth + 1) }
    }
}
