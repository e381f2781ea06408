//! Findings for people.

use std::collections::BTreeSet;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::diag::{Diagnostic, Severity, Sources};
use crate::pipeline::{Outcome, Work};

/// Places that are named where a finding repeats; the others are counted.
const PLACES: usize = 5;

/// Prints findings, repeated ones once with their places, and how many there are. A
/// hint is said once. Quiet, errors only.
pub(super) fn findings(outcome: &Outcome, quiet: bool, err: &mut dyn Write) {
    // Nobody is left to be told where stderr is closed.
    drop(print(outcome, quiet, err));
}

fn print(outcome: &Outcome, quiet: bool, err: &mut dyn Write) -> io::Result<()> {
    let mut hinted = BTreeSet::new();
    for group in groups(outcome, quiet) {
        let first = group[0];
        let (style, word) = look(first.severity);
        let message = plain(&first.message);
        writeln!(err, "{style}{word}[{}]{style:#}: {message}", first.code)?;
        print_places(&group, &outcome.sources, err)?;
        for hint in &first.hints {
            if hinted.insert(hint) {
                writeln!(err, "  {BOLD}hint{BOLD:#}: {}", plain(hint))?;
            }
        }
    }
    if !quiet {
        print_sum(outcome, err)?;
    }
    Ok(())
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

fn look(severity: Severity) -> (Style, &'static str) {
    let (colour, word) = match severity {
        Severity::Error => (AnsiColor::Red, "error"),
        Severity::Warning => (AnsiColor::Yellow, "warning"),
        Severity::Note => (AnsiColor::Cyan, "note"),
    };
    (colour.on_default().bold(), word)
}

/// Without control characters: a file's name must not command the terminal.
fn plain(text: &str) -> String {
    text.replace(char::is_control, "\u{FFFD}")
}

/// Findings of one code and message together, in the order of the first of each.
fn groups(outcome: &Outcome, quiet: bool) -> Vec<Vec<&Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = vec![];
    for finding in &outcome.findings {
        if quiet && finding.severity != Severity::Error {
            continue;
        }
        let like = |group: &&mut Vec<&Diagnostic>| {
            let first = group[0];
            (first.code, first.severity, &first.message)
                == (finding.code, finding.severity, &finding.message)
        };
        match groups.iter_mut().find(like) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}

fn print_places(
    group: &[&Diagnostic],
    sources: &Sources,
    err: &mut dyn Write,
) -> io::Result<()> {
    let places: Vec<String> = group
        .iter()
        .filter_map(|finding| finding.span)
        .map(|span| {
            let (path, line, column) = sources.place(span);
            plain(&format!("{path}:{line}:{column}"))
        })
        .collect();
    for place in places.iter().take(PLACES) {
        writeln!(err, "  {DIM}{place}{DIM:#}")?;
    }
    match places.len().saturating_sub(PLACES) {
        0 => Ok(()),
        more => writeln!(err, "  {DIM}and {more} more{DIM:#}"),
    }
}

/// `2 errors, 1 warning: nothing was made`.
fn print_sum(outcome: &Outcome, err: &mut dyn Write) -> io::Result<()> {
    let count = |severity, one: &str| {
        let n = outcome.findings.iter().filter(|f| f.severity == severity).count();
        let s = if n == 1 { "" } else { "s" };
        (n > 0).then(|| format!("{n} {one}{s}"))
    };
    let sum: Vec<String> =
        [count(Severity::Error, "error"), count(Severity::Warning, "warning")]
            .into_iter()
            .flatten()
            .collect();
    if sum.is_empty() {
        return Ok(());
    }
    let end = match (outcome.work, outcome.findings.has_errors(), outcome.made.len()) {
        (Work::Check, ..) => "",
        (Work::Make, true, 0) => ": nothing was made",
        (Work::Make, true, _) => ": not everything was made",
        (Work::Make, false, _) => "",
    };
    writeln!(err, "{}{end}", sum.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Diagnostics, Span};

    fn outcome() -> Outcome {
        let mut outcome = Outcome::default();
        let id = outcome.sources.add("styles/weekly.toml", "a\nb = 9px\nc = 9px\n");
        let unit = |at: usize| {
            Diagnostic::error(Code("s-004"), "unknown unit `px`")
                .at(Span::new(id, at..at + 3))
                .hint("write `9pt`, `3mm` or `1.2em`")
        };
        let note = Diagnostic::note(Code("i-120"), "`x` is not taken");
        outcome.findings = Diagnostics::from_iter([unit(6), unit(14), note]);
        outcome
    }

    fn printed(outcome: &Outcome, quiet: bool) -> String {
        let mut out = anstream::StripStream::new(vec![]);
        findings(outcome, quiet, &mut out);
        String::from_utf8(out.into_inner()).unwrap()
    }

    #[test]
    fn repeated_findings_are_one_with_their_places() {
        insta::assert_snapshot!(printed(&outcome(), false), @"
        error[s-004]: unknown unit `px`
          styles/weekly.toml:2:5
          styles/weekly.toml:3:5
          hint: write `9pt`, `3mm` or `1.2em`
        note[i-120]: `x` is not taken
        2 errors: nothing was made
        ");
    }

    #[test]
    fn names_of_files_do_not_command_the_terminal() {
        let mut outcome = Outcome::default();
        let note = Diagnostic::note(Code("i-120"), "`\u{1b}[2J\n.md` is not taken");
        outcome.findings = Diagnostics::from_iter([note]);
        let printed = printed(&outcome, false);
        assert_eq!(printed, "note[i-120]: `\u{FFFD}[2J\u{FFFD}.md` is not taken\n");
    }

    #[test]
    fn quiet_runs_say_errors_only() {
        insta::assert_snapshot!(printed(&outcome(), true), @"
        error[s-004]: unknown unit `px`
          styles/weekly.toml:2:5
          styles/weekly.toml:3:5
          hint: write `9pt`, `3mm` or `1.2em`
        ");
    }
}
