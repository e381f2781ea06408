//! Findings and files for programs: a line of JSON each.

use std::io::Write;

use serde::Serialize;

use crate::diag::Severity;
use crate::pipeline::Outcome;

/// A finding as a program reads it.
#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'static str,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    hints: &'a [String],
}

/// A file as a program reads it.
#[derive(Serialize)]
struct File<'a> {
    edition: &'static str,
    path: &'a str,
}

/// Every finding, repeated ones each time.
pub(super) fn findings(outcome: &Outcome, err: &mut dyn Write) {
    for finding in &outcome.findings {
        let place = finding.span.map(|span| outcome.sources.place(span));
        let line = Line {
            code: finding.code.0,
            severity: match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            path: place.map(|(path, _, _)| path),
            line: place.map(|(_, line, _)| line),
            column: place.map(|(_, _, column)| column),
            message: &finding.message,
            hints: &finding.hints,
        };
        print(&line, err);
    }
}

/// Every file that was made.
pub(super) fn made(outcome: &Outcome, out: &mut dyn Write) {
    for made in &outcome.made {
        print(&File { edition: made.product.name(), path: &made.shown }, out);
    }
}

fn print(line: &impl Serialize, to: &mut dyn Write) {
    let json = serde_json::to_string(line).expect("a line has string keys only");
    // Nobody is left to be told where the stream is closed.
    drop(writeln!(to, "{json}"));
}
