//! Tables of pipes and dashes, as far as the line scan needs them.

/// Cells that a line of a table lacks, and how one is written.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    pub(super) cells: usize,
    pub(super) text: &'static str,
}

/// Whether a line is the rule below the heads: `|---|:-:|`.
pub(super) fn is_rule(line: &str) -> bool {
    let inner = bare(line);
    inner.contains('-')
        && (line.contains('|'))
        && inner.split('|').all(|cell| {
            let cell = cell.trim();
            let dashes = cell.strip_prefix(':').unwrap_or(cell);
            let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
            !dashes.is_empty() && dashes.bytes().all(|b| b == b'-')
        })
}

/// How many cells a row has.
pub(super) fn cells(line: &str) -> usize {
    let inner = bare(line);
    let mut count = 1;
    let mut escaped = false;
    for c in inner.chars() {
        count += usize::from(c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    count
}

/// Whether a row ends in a bar of its own.
pub(super) fn ends_in_bar(line: &str) -> bool {
    line.strip_suffix('|').is_some_and(|rest| {
        rest.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 0
    })
}

/// A row without the marks of quotes and without its outer bars.
fn bare(line: &str) -> &str {
    let row = line.trim_start_matches([' ', '\t', '>']).trim_end();
    let row = row.strip_prefix('|').unwrap_or(row);
    if ends_in_bar(row) { &row[..row.len() - 1] } else { row }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_as_the_parser_counts_them() {
        assert_eq!(cells("| a | b |"), 2);
        assert_eq!(cells("a | b"), 2);
        assert_eq!(cells(r"| a \| b | c |"), 2);
        assert_eq!(cells("| | |"), 2);
        assert!(is_rule("|---|:-:|") && is_rule("> | - | -"));
        assert!(!is_rule("---") && !is_rule("| a |"));
    }
}
