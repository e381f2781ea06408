//! `wwpub.toml`.

use super::{issn, plain};
use crate::diag::{Diagnostics, Source};
use crate::input::codes::INVALID_VALUE;
use crate::input::draft::DateOrder;
use crate::input::findings::Findings;
use crate::input::front_matter;
use crate::input::notation;
use crate::input::value::Fields;
use crate::model::Lang;

/// What is the same in every issue of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperManifest {
    /// Its name.
    pub name: Option<String>,
    /// Its language.
    pub lang: Option<Lang>,
    /// The style its issues are set in.
    pub style: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its ISSN.
    pub issn: Option<String>,
    /// The lines beside the masthead.
    pub strapline: Vec<String>,
    /// Its address, as printed.
    pub address: Option<String>,
    /// What it costs, as printed.
    pub price: Option<String>,
    /// Under which terms it may be used.
    pub rights: Option<String>,
    /// Who vouches for the accessibility of the files.
    pub certifier: Option<String>,
    /// The line at the foot of page 1.
    pub imprint: Option<String>,
    /// How dates in figures are written.
    pub date_order: Option<DateOrder>,
}

/// Reads `wwpub.toml`.
pub fn paper_manifest(source: &Source) -> (PaperManifest, Diagnostics) {
    let mut findings = Findings::new(source.id);
    let entries = notation::toml(&source.text, 0, &mut findings);
    let mut fields = Fields::new(entries, &mut findings);
    let manifest = PaperManifest {
        name: plain(&mut fields, &["name", "paper", "title"]),
        lang: front_matter::lang(&mut fields, &["lang", "language"]),
        style: plain(&mut fields, &["style"]),
        publisher: plain(&mut fields, &["publisher"]),
        issn: issn(&mut fields),
        strapline: fields.texts(&["strapline"]).into_iter().map(|s| s.value).collect(),
        address: plain(&mut fields, &["address"]),
        price: plain(&mut fields, &["price"]),
        rights: plain(&mut fields, &["rights"]),
        certifier: plain(&mut fields, &["certifier"]),
        imprint: plain(&mut fields, &["imprint"]),
        date_order: date_order(&mut fields),
    };
    // Tables of rooms to come.
    for reserved in ["deliveries", "deliver", "archive", "press", "masthead"] {
        fields.take(&[reserved]);
    }
    fields.finish();
    (manifest, findings.into_list())
}

fn date_order(fields: &mut Fields<'_>) -> Option<DateOrder> {
    let said = fields.text(&["date_order"])?;
    let letters: String =
        said.value.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    match letters.as_str() {
        "dmy" | "dayfirst" | "daymonthyear" => Some(DateOrder::DayFirst),
        "mdy" | "monthfirst" | "monthdayyear" => Some(DateOrder::MonthFirst),
        _ => {
            let message = format!("`date_order` is `{}`", said.value);
            fields.findings.error(
                INVALID_VALUE,
                &said.range,
                message,
                "write `dmy` or `mdy`",
            );
            None
        }
    }
}
