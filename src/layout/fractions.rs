//! Fractions in running text: their figures are set small, above and below a slanted line.

use std::ops::Range;

/// Denominators of fractions that are written with an ordinary slash; other pairs of
/// figures are dates, seasons and scores.
const USUAL: [u32; 5] = [2, 3, 4, 8, 16];

/// The fraction slash, which means nothing else.
const FRACTION_SLASH: char = '\u{2044}';

/// The fractions of a text, in order.
pub(super) fn fractions(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['/', FRACTION_SLASH]) {
        return vec![];
    }
    let slashes = text.match_indices(['/', FRACTION_SLASH]);
    slashes.filter_map(|(at, slash)| fraction(text, at, slash)).collect()
}

fn fraction(text: &str, at: usize, slash: &str) -> Option<Range<usize>> {
    let (before, after) = (&text[..at], &text[at + slash.len()..]);
    let figure = |c: char| c.is_ascii_digit();
    let start = before.trim_end_matches(figure).len();
    let rest = after.trim_start_matches(figure);
    let end = text.len() - rest.len();
    let above: u32 = before[start..].parse().ok()?;
    let below: u32 = after[..after.len() - rest.len()].parse().ok()?;
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '/' | FRACTION_SLASH | '.');
    let alone = !before[..start].ends_with(joins) && !joins_on(rest);
    let usual = above < below && USUAL.contains(&below);
    let means_it = slash.starts_with(FRACTION_SLASH) || usual && !is_date(rest);
    (alone && means_it).then_some(start..end)
}

/// Whether what follows goes on with the figures.
fn joins_on(rest: &str) -> bool {
    let mut next = rest.chars();
    match next.next() {
        Some('/' | FRACTION_SLASH) => true,
        Some('.' | ',' | ':') => next.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric(),
        None => false,
    }
}

/// Whether the name of a month may follow: 3/4 May.
fn is_date(rest: &str) -> bool {
    let mut next = rest.chars();
    next.next().is_some_and(char::is_whitespace)
        && next.next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_told_from_dates_seasons_and_paths() {
        let found = |text: &'static str| {
            fractions(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>()
        };
        assert_eq!(found("1/2 of 3/4, 5 7/8 in."), ["1/2", "3/4", "7/8"]);
        assert_eq!(found("355⁄113 is near"), ["355⁄113"]);
        for text in ["24/7", "9/11", "1998/99", "1/2/1997", "3/4 May", "and/or", "a1/2"] {
            assert!(found(text).is_empty(), "{text}");
        }
        assert!(found("1/2.5 km/h, 2/4b").is_empty());
    }
}
