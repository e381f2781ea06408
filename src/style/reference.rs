//! The table of keys for `styles/README.md`.

use std::fmt::Write as _;

use super::keys::{KEYS, Kind, Sign};
use super::sheet::{self, Settings};
use super::shipped;
use super::value::{Measure, PAPERS, Unit, Value};
use crate::diag::Diagnostics;

/// Every key with what it takes, what `house` sets, its media and meaning, as a table in
/// Markdown.
///
/// # Panics
/// Never: the ground sheet is in the binary.
pub fn reference() -> String {
    let text = shipped::text(shipped::GROUND).expect("the ground is in the binary");
    let house = sheet::read(text, None, &mut Diagnostics::new()).settings;

    let mut table = String::from(
        "| key | takes | default | media | CSS | print |\n|---|---|---|---|---|---|\n",
    );
    for key in KEYS {
        let (takes, default) = (takes(key.kind), default(key.path, &house));
        let (media, css, print) = (key.media.name(), key.css, key.print);
        writeln!(
            table,
            "| `{}` | {takes} | {default} | {media} | {css} | {print} |",
            key.path
        )
        .expect("writing to a string succeeds");
    }
    table
}

fn takes(kind: Kind) -> String {
    let names = |units: &[Unit]| {
        units.iter().map(|unit| unit.name()).collect::<Vec<_>>().join(" ")
    };
    let length = |units: &[Unit], sign: Sign| match sign {
        Sign::Positive => format!("{}, above 0", names(units)),
        Sign::NotNegative => names(units),
        Sign::Any => format!("{}, also below 0", names(units)),
    };
    match kind {
        Kind::Switch => "`true`, `false`".into(),
        Kind::Word(words) => {
            words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
        }
        Kind::Text => "text".into(),
        Kind::Divisions => "words as `news-paper`".into(),
        Kind::Features => "tags of four letters".into(),
        Kind::Name => "family".into(),
        Kind::Family => "family, `serif`, `sans`, `mono`".into(),
        Kind::Colour => "name of a colour".into(),
        Kind::Quotes => "4 texts".into(),
        Kind::Template => "template".into(),
        Kind::Templates => "3 templates".into(),
        Kind::Length(units, sign) => length(units, sign),
        Kind::Pair(units, sign) => format!("2 × {}", length(units, sign)),
        Kind::Give(units, sign) => format!("least, best, most: {}", length(units, sign)),
        Kind::Count(least, most) => format!("{least} to {most}"),
        Kind::Counts(least, most) => format!("list of {least} to {most}"),
        Kind::Extent(least, most) => format!("2 × {least} to {most}"),
        Kind::Paper => {
            let names: Vec<&str> = PAPERS.iter().map(|(name, ..)| *name).collect();
            format!("{}, or 2 × pt mm cm in", names.join(", "))
        }
        Kind::Inks => "4 × 0 to 100".into(),
        Kind::Rgb => "`#rrggbb`".into(),
        Kind::Roles => "roles".into(),
        Kind::Heads => "sizes as `33pt/3line`".into(),
    }
}

/// What the ground sets: the value, the text's for roles, or nothing.
fn default(path: &str, house: &Settings) -> String {
    if let Some(setting) = house.get(path) {
        return format!("`{}`", show(&setting.value));
    }
    match path.strip_prefix("role.<role>.") {
        Some(
            "family" | "size" | "leading" | "align" | "figures" | "indent" | "features",
        ) => "the text's".into(),
        Some("weight") => "`400`".into(),
        Some("slant") => "`upright`".into(),
        Some("cut") => "`by-size`".into(),
        Some("case") => "`as-written`".into(),
        Some("keep") => "`free`".into(),
        Some("hyphenate") => "`hyphenation.on`".into(),
        Some("colour") => "`text`".into(),
        Some("reader-size") => "size / text size, at most `2em`".into(),
        Some("reader-leading") => "`reader.leading`".into(),
        Some(_) => "`0em`".into(),
        None => "–".into(),
    }
}

/// A value as a sheet writes it, without quotation marks.
fn show(value: &Value) -> String {
    let measure = |m: &Measure| format!("{}{}", m.number, m.unit.name());
    let list = |items: Vec<String>| match items.as_slice() {
        [one] => one.clone(),
        _ => format!("[{}]", items.join(", ")),
    };
    match value {
        Value::Switch(on) => on.to_string(),
        Value::Text(text) if text.is_empty() => "\"\"".into(),
        Value::Text(text) => text.clone(),
        Value::Texts(texts) => list(texts.clone()),
        Value::Templates(templates) => {
            list(templates.iter().map(|t| format!("\"{t}\"")).collect())
        }
        Value::Measures(measures) => list(measures.iter().map(measure).collect()),
        Value::Counts(counts) => list(counts.iter().map(u32::to_string).collect()),
        Value::Rgb([r, g, b]) => format!("#{r:02x}{g:02x}{b:02x}"),
        Value::Roles(roles) => list(roles.iter().map(|r| r.name().to_owned()).collect()),
        Value::Heads(heads) => {
            let step = |(size, lines): &(Measure, Measure)| {
                format!("{}/{}", measure(size), measure(lines))
            };
            list(heads.iter().map(step).collect())
        }
    }
}
