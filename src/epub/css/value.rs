//! Values of the style as declarations of CSS.

use crate::model::Role;
use crate::style::{Align, Case, Figures, Keep, Slant, Weight};

/// A property and its value.
pub(super) type Declaration = (&'static str, String);

pub(super) fn face_weight(weight: Weight) -> String {
    match weight {
        Weight::REGULAR => "normal".to_owned(),
        Weight::BOLD => "bold".to_owned(),
        Weight(weight) => weight.to_string(),
    }
}

pub(super) fn weight(weight: Weight, role: Role) -> Option<Declaration> {
    // Heads of tables are bold where nothing is said.
    let plain = weight == Weight::REGULAR && role != Role::TableHead;
    (!plain).then(|| ("font-weight", weight.0.to_string()))
}

pub(super) fn slant(slant: Slant) -> &'static str {
    match slant {
        Slant::Upright => "normal",
        Slant::Italic => "italic",
    }
}

pub(super) fn align(align: Align, sides: [&'static str; 2]) -> Option<Declaration> {
    let value = match align {
        Align::Justify => "justify",
        // Even where reading starts is the custom: an article of the other direction
        // keeps its own.
        Align::Start => return None,
        Align::Centre => "center",
        Align::End => sides[1],
    };
    Some(("text-align", value.to_owned()))
}

pub(super) fn case(case: Case) -> Option<Declaration> {
    match case {
        Case::AsWritten => None,
        Case::Capitals => Some(("text-transform", "uppercase".to_owned())),
        Case::SmallCapitals => Some(("font-variant", "small-caps".to_owned())),
    }
}

pub(super) fn figures(figures: Figures) -> Option<Declaration> {
    let value = match figures {
        Figures::OldStyle => "oldstyle-nums proportional-nums",
        Figures::Lining => "lining-nums proportional-nums",
        Figures::Tabular => "lining-nums tabular-nums",
    };
    Some(("font-variant-numeric", value.to_owned()))
}

pub(super) fn features(features: &[String]) -> Option<Declaration> {
    let known: Vec<String> = features
        .iter()
        .filter(|tag| tag.len() == 4 && tag.bytes().all(|b| b.is_ascii_alphanumeric()))
        .map(|tag| format!("\"{tag}\" 1"))
        .collect();
    (!known.is_empty()).then(|| ("font-feature-settings", known.join(", ")))
}

/// Old readers know the names of CSS 2 only.
pub(super) fn keep(keep: Keep) -> Vec<Declaration> {
    let avoid = |property| (property, "avoid".to_owned());
    match keep {
        Keep::Free => vec![],
        Keep::WithNext => vec![avoid("page-break-after"), avoid("break-after")],
        Keep::Whole => vec![avoid("page-break-inside"), avoid("break-inside")],
    }
}

pub(super) fn em(value: f64) -> String {
    match number(value).as_str() {
        "0" => "0".to_owned(),
        number => format!("{number}em"),
    }
}

/// Three decimals, no more than needed.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
