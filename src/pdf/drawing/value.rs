//! Numbers and dictionaries of forms.

use std::collections::BTreeMap;

use printpdf::DictItem;

/// Six digits, and no more of them than say something: as fine as the numbers are.
pub(super) fn written(value: f32) -> String {
    let mut digits = 5;
    let mut size = value.abs();
    while size >= 10.0 && digits > 0 {
        (size, digits) = (size / 10.0, digits - 1);
    }
    while size < 1.0 && size > 1e-6 {
        (size, digits) = (size * 10.0, digits + 1);
    }
    let text = format!("{value:.digits$}");
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// `E0`, `E1` and so on; `None` where there is nothing to name.
pub(super) fn named(letter: char, items: Vec<DictItem>) -> Option<DictItem> {
    let map: BTreeMap<String, DictItem> =
        (0..).map(|n: usize| format!("{letter}{n}")).zip(items).collect();
    (!map.is_empty()).then_some(DictItem::Dict { map })
}

pub(super) fn dict<'a>(
    entries: impl IntoIterator<Item = (&'a str, DictItem)>,
) -> DictItem {
    let map = entries.into_iter().map(|(key, item)| (key.to_owned(), item)).collect();
    DictItem::Dict { map }
}

pub(super) fn numbers(values: &[f32]) -> DictItem {
    DictItem::Array(values.iter().map(|value| DictItem::Real(*value)).collect())
}

pub(super) fn name(name: &str) -> DictItem {
    DictItem::Name(name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_fine_as_they_are_small() {
        let values = [0.0, -0.0, 1.0, 0.1, 123.4567, 1_234_567.0, 0.000_123_456_7, -2.5];
        let texts = ["0", "0", "1", "0.1", "123.457", "1234567", "0.000123457", "-2.5"];
        assert_eq!(values.map(written), texts);
    }
}
