//! What catalogues, viewers and shelves say of an issue.

use uuid::Uuid;

use super::{Date, Direction, Issue, Lang, Wording};

/// What both files say about themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// `Weekly Worker 174, 9 January 1997`: always with the date, so that shelves can
    /// tell issues apart.
    pub title: String,
    /// The paper.
    pub paper: String,
    /// The number of the issue.
    pub number: Option<String>,
    /// Everyone who wrote, once, in the order of the paper.
    pub authors: Vec<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its ISSN.
    pub issn: Option<String>,
    /// The terms of use.
    pub rights: Option<String>,
    /// What it is about.
    pub subjects: Vec<String>,
    /// Its language.
    pub lang: Lang,
    /// Which way its pages turn.
    pub direction: Direction,
    /// The day it appeared.
    pub date: Date,
    /// The day of the last change.
    pub modified: Date,
    /// Made from paper, date and number (RFC 9562, version 5): a corrected issue keeps it.
    pub identifier: Uuid,
}

/// The name space of our identifiers: version 5 of the URL `https://wwpub.example/`.
const NAMESPACE: Uuid = Uuid::from_u128(0x9f4c_2b61_55d1_5c0e_8d8e_64a3_1b7f_20c4);

impl Metadata {
    /// Of `issue`, with the date written as its language writes dates.
    pub fn of(issue: &Issue, written_date: &str) -> Self {
        let mut authors: Vec<String> = vec![];
        let mut subjects: Vec<String> = vec![];
        for article in issue.articles() {
            for author in &article.authors {
                if !authors.contains(&author.name) {
                    authors.push(author.name.clone());
                }
            }
            for tag in &article.tags {
                if !subjects.contains(tag) {
                    subjects.push(tag.clone());
                }
            }
        }
        let number = issue.number.clone().unwrap_or_default();
        let name = format!("{}\n{}\n{number}", issue.paper.name, issue.date);
        Self {
            title: [issue.name_and_number().as_str(), written_date]
                .join(Wording::of(&issue.lang).comma()),
            paper: issue.paper.name.clone(),
            number: issue.number.clone(),
            authors,
            publisher: issue.paper.publisher.clone(),
            issn: issue.paper.issn.clone(),
            rights: issue.paper.rights.clone(),
            subjects,
            lang: issue.lang.clone(),
            direction: issue.direction,
            date: issue.date,
            modified: issue.modified.unwrap_or(issue.date),
            identifier: Uuid::new_v5(&NAMESPACE, name.as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FORMAT_VERSION, from_json};

    #[test]
    fn a_title_has_the_comma_of_its_language() {
        let title = |lang: &str| {
            let json = format!(
                r#"{{"version": {FORMAT_VERSION}, "paper": {{"name": "Galley"}},
                "number": "7", "date": "1997-01-09", "lang": "{lang}",
                "direction": "ltr", "sections": []}}"#
            );
            Metadata::of(&from_json(&json).unwrap(), "9.1.1997").title
        };
        assert_eq!(title("en"), "Galley 7, 9.1.1997");
        assert_eq!(title("ar"), "Galley 7، 9.1.1997");
        assert_eq!(title("ja"), "Galley 7、9.1.1997");
    }
}
