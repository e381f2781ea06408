//! Lines `Key: value`, as some programs for blogs have them.

use crate::input::value::{Entry, Node, Value};

/// The entries of lines that begin at `base`; an indented line goes on with the value
/// before it.
pub(in crate::input) fn lines(text: &str, base: usize) -> Vec<Entry> {
    let mut entries: Vec<Entry> = vec![];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let said = line.trim();
        if line.starts_with([' ', '\t']) {
            if let Some(Node { value: Value::Text(text), range }) =
                entries.last_mut().map(|entry| &mut entry.node)
            {
                text.push(' ');
                text.push_str(said);
                range.end = base + start + line.trim_end().len();
            }
            continue;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let lead = value.len() - value.trim_start().len();
        let from = base + start + key.len() + 1 + lead;
        let value = value.trim();
        entries.push(Entry {
            key: key.trim().into(),
            key_range: base + start..base + start + key.trim_end().len(),
            node: Node {
                value: if value.is_empty() {
                    Value::Text(String::new())
                } else {
                    Value::Text(unquoted(value).into())
                },
                range: from.min(base + at)..(from + value.len()).min(base + at),
            },
        });
    }
    entries
}

/// Without the quotes around the whole that some write out of habit.
fn unquoted(value: &str) -> &str {
    let inner = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
    inner.filter(|v| !v.contains('"')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_on_in_indented_lines() {
        let text = "Title: One\n  and two\nDate:  \"1997-01-09\"\n";
        let entries = lines(text, 0);
        assert_eq!(entries[0].node.value, Value::Text("One and two".into()));
        assert_eq!(&text[entries[0].node.range.clone()], "One\n  and two");
        assert_eq!(entries[1].node.value, Value::Text("1997-01-09".into()));
    }
}
