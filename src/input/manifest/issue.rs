//! `issue.toml`.

use super::{Named, issn, named, plain};
use crate::diag::{Diagnostics, Source, Span};
use crate::input::codes::INVALID_VALUE;
use crate::input::draft::DateOrder;
use crate::input::findings::Findings;
use crate::input::front_matter;
use crate::input::notation;
use crate::input::value::Fields;
use crate::model::{Date, Direction, Lang};

/// What holds for one issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssueManifest {
    /// The paper, where it is not said once for all.
    pub paper: Option<String>,
    /// The number of the issue, as printed.
    pub number: Option<String>,
    /// The volume, as printed.
    pub volume: Option<String>,
    /// The day it appears.
    pub date: Option<Date>,
    /// Its language.
    pub lang: Option<Lang>,
    /// Which way its pages turn, where not as its language runs.
    pub direction: Option<Direction>,
    /// What it costs, as printed.
    pub price: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The paper's ISSN.
    pub issn: Option<String>,
    /// The lines beside the masthead.
    pub strapline: Vec<String>,
    /// The paper's address, as printed.
    pub address: Option<String>,
    /// Under which terms it may be used.
    pub rights: Option<String>,
    /// The sections in order.
    pub sections: Vec<Named>,
    /// Articles in order, by slug.
    pub order: Vec<Named>,
    /// The articles for the front page, by slug, first the lead.
    pub front: Vec<Named>,
    /// The line at the foot of page 1.
    pub imprint: Option<String>,
    /// Pieces that recur, by the names of their files in `_standing/`.
    pub standing: Vec<Named>,
    /// The style it is set in.
    pub style: Option<String>,
    /// The day of the last change, where the issue was corrected.
    pub modified: Option<Date>,
    /// What was corrected, for the reader.
    pub correction_note: Option<String>,
    /// The file, for what is missing in it.
    pub span: Option<Span>,
}

/// Reads `issue.toml`.
pub fn issue_manifest(source: &Source) -> (IssueManifest, Diagnostics) {
    let mut findings = Findings::new(source.id);
    let span = findings.span(&(0..0));
    let entries = notation::toml(&source.text, 0, &mut findings);
    let mut fields = Fields::new(entries, &mut findings);
    let f = &mut fields;
    let manifest = IssueManifest {
        paper: plain(f, &["paper", "title", "name"]),
        number: plain(f, &["number"]),
        volume: plain(f, &["volume"]),
        date: front_matter::date(f, &["date"], DateOrder::DayFirst),
        lang: front_matter::lang(f, &["lang", "language"]),
        direction: direction(f),
        price: plain(f, &["price"]),
        publisher: plain(f, &["publisher"]),
        issn: issn(f),
        strapline: f.texts(&["strapline"]).into_iter().map(|s| s.value).collect(),
        address: plain(f, &["address"]),
        rights: plain(f, &["rights"]),
        sections: named(f, &["sections"]),
        order: named(f, &["order"]),
        front: named(f, &["front"]),
        imprint: plain(f, &["imprint"]),
        standing: named(f, &["standing"]),
        style: plain(f, &["style"]),
        modified: front_matter::date(f, &["modified"], DateOrder::DayFirst),
        correction_note: plain(f, &["correction_note"]),
        span: Some(span),
    };
    // Keys of rooms to come.
    for reserved in ["pins", "advertisements", "cover", "plan"] {
        fields.take(&[reserved]);
    }
    fields.finish();
    (manifest, findings.into_list())
}

fn direction(fields: &mut Fields<'_>) -> Option<Direction> {
    let said = fields.text(&["direction", "dir"])?;
    match said.value.to_lowercase().as_str() {
        "ltr" => Some(Direction::Ltr),
        "rtl" => Some(Direction::Rtl),
        _ => {
            let message = format!("`direction` is `{}`", said.value);
            fields.findings.error(
                INVALID_VALUE,
                &said.range,
                message,
                "write `ltr` or `rtl`",
            );
            None
        }
    }
}
