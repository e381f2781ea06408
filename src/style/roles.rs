//! The look of every role: what its section says, else what running text has.

use std::collections::BTreeMap;

use super::ReaderStyle;
use super::code;
use super::resolve::{Resolver, align, em_or_share, figures, hyphenate};
use super::sheet::Setting;
use super::text::{
    Align, Case, Cut, Families, Family, Hyphenate, Keep, RoleStyle, Slant, TextStyle,
    Weight,
};
use super::value::{Base, Measure};
use crate::diag::Diagnostic;
use crate::model::Role;
use crate::unit::{Abs, Em, Ink, Ratio};

/// The largest size in an e-reader that follows from that in print, in em.
const MOST_READER_SIZE: f64 = 2.0;
/// Leading as a share of the size, where neither the role nor the text's leading serves.
const LEADING: f64 = 1.15;

/// What roles stand on.
pub(super) struct Ground<'a> {
    pub(super) text: &'a TextStyle,
    pub(super) families: &'a Families,
    pub(super) colours: &'a BTreeMap<String, Ink>,
    pub(super) hyphenate: Hyphenate,
    pub(super) reader: &'a ReaderStyle,
    pub(super) line: Abs,
}

/// Every role.
pub(super) fn resolve(
    from: &mut Resolver<'_>,
    ground: &Ground<'_>,
) -> BTreeMap<Role, RoleStyle> {
    Role::ALL.iter().map(|role| (*role, one(from, *role, ground))).collect()
}

fn one(from: &mut Resolver<'_>, role: Role, ground: &Ground<'_>) -> RoleStyle {
    let path = |key: &str| format!("role.{role}.{key}");
    let (colour, ink) = colour(from, &path("colour"), ground);
    let of = |key: &str| from.setting(&path(key));
    let word = |key: &str| of(key).map(|setting| setting.value.text());
    let text = ground.text;

    let whole = Base { em: text.size, line: ground.line };
    let size = measure(of("size")).map_or(text.size, |m| m.abs(whole)).max(Abs::raw(1));
    let base = Base { em: size, line: ground.line };
    let em = |key: &str| measure(of(key)).map(|m| Em::new(m.em(base)));
    let space = |key: &str| measure(of(key)).map_or(Abs::ZERO, |m| m.abs(base));

    let stand = word("align").map_or(text.align, align);
    let style = RoleStyle {
        family: word("family")
            .map_or(text.family.clone(), |w| family(w, ground.families)),
        weight: of("weight").map_or(Weight::REGULAR, |s| weight(s.value.counts()[0])),
        slant: if word("slant") == Some("italic") {
            Slant::Italic
        } else {
            Slant::Upright
        },
        cut: word("cut").map_or(Cut::BySize, cut),
        size,
        leading: measure(of("leading"))
            .map_or_else(|| leading(size, ground), |m| m.abs(base))
            .max(Abs::raw(1)),
        align: stand,
        case: match word("case") {
            Some("capitals") => Case::Capitals,
            Some("small-capitals") => Case::SmallCapitals,
            _ => Case::AsWritten,
        },
        tracking: em("tracking").unwrap_or_default(),
        figures: word("figures").map_or(text.figures, figures),
        indent: em("indent").unwrap_or(text.indent),
        inset: em("inset").unwrap_or_default(),
        space_before: space("space-before"),
        space_after: space("space-after"),
        keep: match word("keep") {
            Some("with-next") => Keep::WithNext,
            Some("whole") => Keep::Whole,
            _ => Keep::Free,
        },
        hyphenate: of("hyphenate")
            .map_or(ground.hyphenate, |s| hyphenate(s.value.switch())),
        colour,
        ink,
        reader_size: measure(of("reader-size")).map_or_else(
            || Em::new(size.over(text.size).min(MOST_READER_SIZE)),
            em_or_share,
        ),
        reader_leading: measure(of("reader-leading"))
            .map_or(ground.reader.leading, |m| Ratio::new(m.share())),
        reader_align: match stand {
            Align::Justify => ground.reader.align,
            own => own,
        },
        reader_indent: em("indent").unwrap_or(ground.reader.indent),
        features: of("features")
            .map_or_else(|| text.features.clone(), |s| s.value.texts().to_vec()),
    };
    overlap(from, role, &style);
    style
}

/// Warns where the lines of a role run into one another.
fn overlap(from: &mut Resolver<'_>, role: Role, style: &RoleStyle) {
    if style.leading >= style.size.scale(0.9) {
        return;
    }
    let keys = ["leading", "size"].map(|key| format!("role.{role}.{key}"));
    let span = from.span(&[&keys[0], &keys[1], "text.leading", "text.size"]);
    let message = format!("the lines of `{role}` overlap");
    let hint = format!(
        "its size is {:?}, its `leading` only {:?}: set both",
        style.size, style.leading
    );
    from.report(Diagnostic::warning(code::OVERLAP, message).at(span).hint(hint));
}

/// The leading of a role that names none: the text's where its lines fit, else as many
/// half lines of the grid as they need.
fn leading(size: Abs, ground: &Ground<'_>) -> Abs {
    let need = size.scale(LEADING);
    if need <= ground.text.leading || size <= ground.text.size {
        return ground.text.leading;
    }
    let half = (ground.line / 2).max(Abs::raw(1));
    half * need.lines(half)
}

fn colour(from: &mut Resolver<'_>, path: &str, ground: &Ground<'_>) -> (String, Ink) {
    let name = match from.setting(path) {
        Some(_) => from.colour(path, ground.colours),
        None => "text".to_owned(),
    };
    let ink = ground.colours.get(&name).copied().unwrap_or_default();
    (name, ink)
}

fn measure(setting: Option<&Setting>) -> Option<Measure> {
    setting.map(|setting| setting.value.measures()[0])
}

/// A family by its name, or by its place in the paper.
pub(super) fn family(word: &str, families: &Families) -> Family {
    match word {
        "serif" => families.serif.clone(),
        "sans" => families.sans.clone(),
        "mono" => families.mono.clone(),
        name => Family(name.to_owned()),
    }
}

fn weight(count: u32) -> Weight {
    Weight(u16::try_from(count).expect("weights go to 900"))
}

fn cut(word: &str) -> Cut {
    match word {
        "caption" => Cut::Caption,
        "small-text" => Cut::SmText,
        "text" => Cut::Text,
        "subhead" => Cut::Subhead,
        "display" => Cut::Display,
        _ => Cut::BySize,
    }
}
