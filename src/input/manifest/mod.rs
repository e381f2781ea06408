//! What is said once: `wwpub.toml` of the paper, `issue.toml` of an issue.
//!
//! In: the text of such a file. Out: [`PaperManifest`] or [`IssueManifest`] and what is
//! wrong in it. Unknown keys are warnings with the nearest match, wrong values errors with
//! their places.

mod issue;
mod paper;

pub use issue::{IssueManifest, issue_manifest};
pub use paper::{PaperManifest, paper_manifest};

use super::codes::INVALID_VALUE;
use super::draft::Defaults;
use super::value::{Fields, Said};
use crate::diag::Span;
use crate::model::Lang;

/// A name that a manifest gives, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name as it is written.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// What holds for the texts of an issue that do not say otherwise.
pub fn defaults(paper: &PaperManifest, issue: &IssueManifest) -> Defaults {
    let lang = issue.lang.clone().or_else(|| paper.lang.clone());
    let lang = lang.unwrap_or_else(Lang::en_gb);
    let papers = [&issue.paper, &paper.name].into_iter().flatten().cloned().collect();
    Defaults { lang, date_order: paper.date_order, papers }
}

/// A list of names with their places.
fn named(fields: &mut Fields<'_>, names: &[&'static str]) -> Vec<Named> {
    let said = fields.texts(names);
    let with_span =
        |Said { value, range }| Named { name: value, span: fields.findings.span(&range) };
    said.into_iter().map(with_span).collect()
}

fn plain(fields: &mut Fields<'_>, names: &[&'static str]) -> Option<String> {
    fields.text(names).map(|said| said.value)
}

/// An ISSN; one whose check figure is wrong is a slip of the pen.
fn issn(fields: &mut Fields<'_>) -> Option<String> {
    let said = fields.text(&["issn"])?;
    if !is_issn(&said.value) {
        let message = format!("`{}` is not an ISSN", said.value);
        let hint = "write it as `1234-5679`; the last figure is computed from the others";
        fields.findings.warn(INVALID_VALUE, &said.range, message, hint);
    }
    Some(said.value)
}

/// Whether a text is an ISSN (ISO 3297), its check figure included.
fn is_issn(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 9 || bytes[4] != b'-' {
        return false;
    }
    let mut sum = 0;
    for (at, byte) in bytes.iter().filter(|b| **b != b'-').enumerate() {
        sum += match byte {
            b'0'..=b'9' => u32::from(byte - b'0') * (8 - at as u32),
            b'X' | b'x' if at == 7 => 10,
            _ => return false,
        };
    }
    sum % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostics, Source, SourceId};
    use crate::input::draft::DateOrder;

    fn source(text: &str) -> Source {
        Source { id: SourceId(0), path: "issue.toml".into(), text: text.into() }
    }

    fn told(found: &Diagnostics, text: &str) -> Vec<String> {
        found
            .iter()
            .map(|d| {
                let at = d.span.map_or("", |s| &text[s.start as usize..s.end as usize]);
                format!("{} {at} | {} | {}", d.code, d.message, d.hints.join("; "))
            })
            .collect()
    }

    #[test]
    fn an_issue_says_what_it_is() {
        let text = "paper = \"The Galley\"\nnumber = 7\ndate = 2026-11-19\nlang = \"en-GB\"\n\
            sections = [\"Craft\", \"Press\"]\nfront = [\"a-story\"]\n[pins]\na = 1\n";
        let (issue, found) = issue_manifest(&source(text));
        assert_eq!(told(&found, text), [] as [&str; 0]);
        assert_eq!(issue.paper.as_deref(), Some("The Galley"));
        assert_eq!(issue.number.as_deref(), Some("7"));
        assert_eq!(issue.date.unwrap().to_string(), "2026-11-19");
        assert_eq!(issue.sections.len(), 2);
        assert_eq!(issue.front[0].name, "a-story");
    }

    #[test]
    fn every_fault_has_its_place() {
        let text = "numbr = 7\ndate = \"2026-02-30\"\nlang = \"us\"\nsections = 3\n\
            direction = \"up\"\nissn = \"1234-5678\"\nfront = [[1]]\n";
        let (_, found) = issue_manifest(&source(text));
        let mut told = told(&found, text);
        told.sort();
        assert_eq!(
            told,
            [
                "i-013 numbr | unknown key `numbr` | did you mean `number`?",
                "i-014 [1] | `front` is a list | write a list of texts",
                "i-015 \"2026-02-30\" | `2026-02-30` is not a day of the calendar | write a day that exists",
                "i-016 \"us\" | `us` is not a language | write `en-US`",
                "i-019 \"1234-5678\" | `1234-5678` is not an ISSN | write it as `1234-5679`; the last figure is computed from the others",
                "i-019 \"up\" | `direction` is `up` | write `ltr` or `rtl`",
            ]
        );
    }

    #[test]
    fn broken_toml_still_says_what_it_can() {
        let text = "paper = \"A\"\nnumber = \nlang = \"de\"\n";
        let (issue, found) = issue_manifest(&source(text));
        assert!(found.has_errors());
        assert_eq!(issue.paper.as_deref(), Some("A"));
        assert_eq!(found.iter().next().unwrap().code.0, "i-012");
    }

    #[test]
    fn the_paper_orders_its_dates() {
        let text = "name = \"A\"\ndate_order = \"mdy\"\nlang = \"en-GB\"";
        let (paper, found) = paper_manifest(&source(text));
        assert!(found.is_empty());
        let defaults = defaults(&paper, &IssueManifest::default());
        assert_eq!(defaults.date_order, Some(DateOrder::MonthFirst));
        assert_eq!(defaults.papers, ["A"]);
    }

    #[test]
    fn the_check_figure_counts() {
        assert!(is_issn("0317-8471") && is_issn("2434-561X"));
        assert!(!is_issn("0317-8472") && !is_issn("03178471") && !is_issn("é317-847"));
    }
}
