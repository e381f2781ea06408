//! What an issue says that no face can show.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};

use super::FontSet;
use crate::diag::Span;
use crate::model::{Issue, flat_text, for_each_text};
use crate::style::Weight;

/// A character that no face covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The character.
    pub char: char,
    /// Its script, `None` for symbols and marks common to many.
    pub script: Option<&'static str>,
    /// The text where it stands first.
    pub span: Option<Span>,
}

/// Every character of `issue` that no face of `fonts` covers, once, in the order of
/// characters.
pub fn gaps(issue: &Issue, fonts: &FontSet) -> Vec<Gap> {
    let mut seen: BTreeMap<char, Option<Span>> = BTreeMap::new();
    for article in issue.articles() {
        for_each_text(article, &mut |_, text| {
            for c in beyond_ascii(&flat_text(text)) {
                seen.entry(c).or_insert(text.span);
            }
        });
    }
    let own = [&issue.paper.name, issue.imprint.as_ref().unwrap_or(&issue.paper.name)];
    for c in own.into_iter().flat_map(|text| beyond_ascii(text)) {
        seen.entry(c).or_insert(None);
    }
    seen.into_iter()
        .filter(|(c, _)| !is_invisible(*c))
        .filter(|(c, _)| fonts.fallback(*c, Weight::REGULAR, None).is_none())
        .map(|(char, span)| Gap { char, script: script_of(char), span })
        .collect()
}

/// The characters of `text` that every face need not have.
fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = rest.bytes().position(|byte| !byte.is_ascii())?;
        let mut chars = rest[at..].chars();
        let c = chars.next();
        rest = chars.as_str();
        c
    })
}

/// Whether some face covers the script of that name at all: then a character that is
/// missing is one of the rarer ones, and no passage is lost.
pub fn covers_script(fonts: &FontSet, script: &str) -> bool {
    const PROBES: usize = 96;
    let Some(script) = Script::from_full_name(script) else { return false };
    ('\0'..='\u{1FFFF}')
        .filter(|c| c.script() == script)
        .take(PROBES)
        .any(|c| fonts.fallback(c, Weight::REGULAR, None).is_some())
}

fn script_of(c: char) -> Option<&'static str> {
    match c.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        script => Some(script.full_name()),
    }
}

/// Whether nothing is to be seen of `c` by its nature: controls, joiners, marks of
/// direction, variation selectors, spaces (Unicode's default-ignorable and white space).
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}')
}
