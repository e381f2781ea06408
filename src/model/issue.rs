//! The issue: the root of the model.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Article, Date, Lang, Slug};

/// The version of the model's JSON. It grows with every change that an older program
/// could not read; newer ones are refused.
pub const FORMAT_VERSION: u32 = 1;

/// One issue of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Issue {
    /// The version of this form, [`FORMAT_VERSION`].
    pub version: u32,
    /// The paper it is an issue of.
    pub paper: Paper,
    /// Its number, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The volume, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// The day it appears.
    pub date: Date,
    /// What it costs, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    /// Its language; articles, blocks and words may have another.
    pub lang: Lang,
    /// Which way its pages turn.
    pub direction: Direction,
    /// The day of the last change, where the issue was corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Date>,
    /// What was corrected, for the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction_note: Option<String>,
    /// The line at the foot of page 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imprint: Option<String>,
    /// The articles that the front page should carry, first the lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub front: Vec<Slug>,
    /// The sections in the order of the paper; none of them empty.
    pub sections: Vec<Section>,
}

impl Issue {
    /// Every article in issue order; the position is the number in a
    /// [`Place`](super::Place).
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.sections.iter().flat_map(|s| &s.articles)
    }

    /// The same, to change them.
    pub fn articles_mut(&mut self) -> impl Iterator<Item = &mut Article> {
        self.sections.iter_mut().flat_map(|s| &mut s.articles)
    }

    /// The same issue with other sections; its own are not copied on the way.
    #[must_use]
    pub fn with_sections(&self, sections: Vec<Section>) -> Self {
        let Self { version, date, direction, modified, .. } = *self;
        Self {
            version,
            paper: self.paper.clone(),
            number: self.number.clone(),
            volume: self.volume.clone(),
            date,
            price: self.price.clone(),
            lang: self.lang.clone(),
            direction,
            modified,
            correction_note: self.correction_note.clone(),
            imprint: self.imprint.clone(),
            front: self.front.clone(),
            sections,
        }
    }

    /// The language of an article of this issue.
    pub fn lang_of<'a>(&'a self, article: &'a Article) -> &'a Lang {
        article.lang.as_ref().unwrap_or(&self.lang)
    }

    /// The article that leads the paper: the first that the editors want on the front
    /// page, else the first of all.
    pub fn lead(&self) -> Option<&Article> {
        let mut wanted = self.front.iter();
        let named = |slug: &Slug| self.articles().find(|article| article.slug == *slug);
        wanted.find_map(named).or_else(|| self.articles().next())
    }

    /// `Weekly Worker 174`, or the name alone.
    pub fn name_and_number(&self) -> String {
        match &self.number {
            Some(number) => format!("{} {number}", self.paper.name),
            None => self.paper.name.clone(),
        }
    }
}

/// What is the same in every issue of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paper {
    /// Its name: `Weekly Worker`.
    pub name: String,
    /// Who publishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Its ISSN, `1234-5678`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issn: Option<String>,
    /// The lines beside the masthead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strapline: Vec<String>,
    /// Its web address or postal address, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Under which terms it may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// Who vouches for the accessibility of the files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certifier: Option<String>,
}

/// A section of the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Its name; an issue without sections has one without a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its articles in order; at least one.
    pub articles: Vec<Article>,
}

/// Which way text runs or pages turn.
#[derive(
    Copy, Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

/// The model as JSON, two spaces an indent, with a line feed at the end.
///
/// # Panics
/// Never: every part of the model can be written.
pub fn to_json(issue: &Issue) -> String {
    let mut json =
        serde_json::to_string_pretty(issue).expect("the model has string keys only");
    json.push('\n');
    json
}

/// The model from JSON.
///
/// # Errors
/// Where it is not JSON of this form, or of a newer version than [`FORMAT_VERSION`].
pub fn from_json(json: &str) -> Result<Issue, String> {
    #[derive(Deserialize)]
    struct Version {
        version: u32,
    }

    let Version { version } = serde_json::from_str(json).map_err(|e| e.to_string())?;
    if version > FORMAT_VERSION {
        return Err(format!(
            "the model is of version {version}; this program reads up to {FORMAT_VERSION}"
        ));
    }
    serde_json::from_str(json).map_err(|e| e.to_string())
}
