//! Words that were cut where no rule divides them: what an editor should hear of.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::{Issue, Place, flat_text, for_each_text};

/// A finding for each word of each article that was cut at one of those places, which
/// stand just before the cuts.
pub(super) fn findings(issue: &Issue, cuts: &[Place]) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut known = BTreeSet::new();
    for (number, article) in issue.articles().enumerate() {
        let own = |cut: &&Place| cut.article as usize == number;
        let cuts: Vec<&Place> = cuts.iter().filter(own).collect();
        if cuts.is_empty() {
            continue;
        }
        for_each_text(article, &mut |_, text| {
            for cut in cuts.iter().filter(|cut| cut.block == text.no) {
                let flat = flat_text(text);
                let word = word_at(&flat, cut.at as usize);
                if known.insert((number, word.to_owned())) {
                    found.push(finding(word).at(text.span));
                }
            }
        });
    }
    found
}

fn finding(word: &str) -> Diagnostic {
    let hint = if word.contains(['/', '@']) {
        "give the address a text of its own, `[text](address)`"
    } else if word.chars().any(char::is_alphabetic) {
        "put soft hyphens (U+00AD) where it may be divided"
    } else {
        "part its figures by spaces, or make the columns of the style wider"
    };
    let message = format!(
        "`{}` is too long for its line and is cut where no rule divides it",
        shortened(word)
    );
    Diagnostic::warning(Code("l-007"), message).hint(hint)
}

/// The word that holds the byte `at`.
fn word_at(text: &str, at: usize) -> &str {
    let at = text.floor_char_boundary(at.min(text.len()));
    let (before, after) = text.split_at(at);
    let start = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
    let rest = after.trim_start_matches(|c: char| !c.is_whitespace());
    &text[start..text.len() - rest.len()]
}

/// Letters of a word that name it.
const NAMED: usize = 32;

fn shortened(word: &str) -> String {
    let soft = |c: &char| *c != '\u{AD}';
    let mut short: String = word.chars().filter(soft).take(NAMED).collect();
    if word.chars().filter(soft).count() > NAMED {
        short.push('…');
    }
    short
}
