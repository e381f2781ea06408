//! Page labels (12.4.2): the folios, so that "page 5" is page 5 in every viewer.

use lopdf::{Dictionary, Object, dictionary};

use crate::layout::PagedDocument;
use crate::pdf::object::text;
use crate::pdf::page::Assembled;

/// Sets a label for every page.
pub(super) fn set(file: &mut Assembled, doc: &PagedDocument) {
    let folios = doc.pages.iter().map(|page| page.folio.as_str());
    let numbers: Vec<Object> = ranges(folios)
        .into_iter()
        .flat_map(|(page, label)| [Object::Integer(page as i64), label.into()])
        .collect();
    if !numbers.is_empty() {
        file.catalog_mut().set("PageLabels", dictionary! { "Nums" => numbers });
    }
}

/// A folio as a label: words, then perhaps a number.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Label<'a> {
    prefix: &'a str,
    number: Option<u32>,
}

impl<'a> Label<'a> {
    fn of(folio: &'a str) -> Self {
        let digits = folio.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (prefix, number) = folio.split_at(folio.len() - digits);
        match number.parse() {
            // `007` would be counted as 7, 8, 9.
            Ok(n) if n > 0 && !number.starts_with('0') => {
                Self { prefix, number: Some(n) }
            }
            _ => Self { prefix: folio, number: None },
        }
    }

    /// The label of the page after this one, were they one range.
    fn next(&self) -> Option<Self> {
        let number = self.number?.checked_add(1)?;
        Some(Self { prefix: self.prefix, number: Some(number) })
    }

    fn dict(&self) -> Dictionary {
        let mut dict = Dictionary::new();
        if let Some(number) = self.number {
            dict.set("S", "D");
            dict.set("St", i64::from(number));
        }
        if !self.prefix.is_empty() {
            dict.set("P", text(self.prefix));
        }
        dict
    }
}

/// The first page of each range of labels that count on, with its label.
fn ranges<'a>(folios: impl Iterator<Item = &'a str>) -> Vec<(usize, Dictionary)> {
    let mut ranges = vec![];
    let mut last: Option<Label<'_>> = None;
    for (page, folio) in folios.enumerate() {
        let label = Label::of(folio);
        let goes_on = last.as_ref().and_then(Label::next).as_ref() == Some(&label);
        if !goes_on {
            ranges.push((page, label.dict()));
        }
        last = Some(label);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folios_that_count_on_are_one_range() {
        let folios = ["i", "ii", "1", "2", "3", "A-9", "A-10", "007", "12", "12"];
        let starts: Vec<_> =
            ranges(folios.into_iter()).into_iter().map(|r| r.0).collect();
        assert_eq!(starts, [0, 1, 2, 5, 7, 8, 9]);
    }
}
