//! Words that were cut where no rule divides them: what an editor should hear of.

use std::collections::BTreeSet;

use super::shape::is_solid;
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
    } else if word.contains(is_solid) {
        "put something between them where a line may end, or make the columns wider"
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

/// The word that holds the byte `at`; in scripts without spaces the characters around it.
fn word_at(text: &str, at: usize) -> &str {
    let at = text.floor_char_boundary(at.min(text.len()));
    let (before, after) = text.split_at(at);
    if before.ends_with(is_solid) || after.starts_with(is_solid) {
        let start = before.char_indices().rev().take(AROUND).last().map_or(at, |c| c.0);
        let more: usize = after.chars().take(AROUND).map(char::len_utf8).sum();
        return text[start..at + more].trim();
    }
    let start = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
    let rest = after.trim_start_matches(|c: char| !c.is_whitespace());
    &text[start..text.len() - rest.len()]
}

/// Characters on each side of a cut that name the place.
const AROUND: usize = 8;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_named_by_its_word_or_by_what_stands_around_it() {
        assert_eq!(word_at("a longword here", 5), "longword");
        let kana = "小さな仮名（ぁぃぅぇぉっゃゅょァィゥェォッャュョ）、くりかえし";
        assert_eq!(
            word_at(kana, kana.find('ァ').unwrap()),
            "ぃぅぇぉっゃゅょァィゥェォッャュ"
        );
        assert_eq!(word_at("", 3), "");
    }
}
