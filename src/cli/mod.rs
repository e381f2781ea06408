//! Words of the user → a [`Request`]; findings → the terminal.
//!
//! In: the command line and the folder one stands in. Out: what the pipeline makes, with
//! the paths of the files on stdout and everything else on stderr, and an [`Exit`]. Start
//! at [`run`]. `args` says which words there are, `wish` what they mean, `terminal` and
//! `json` print.

mod args;
mod explain;
mod json;
mod styles;
mod terminal;
mod wish;

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use clap::Parser;
use clap::error::ErrorKind;

use crate::diag::{Code, Diagnostic, Diagnostics, Fault, Severity};
use crate::model::Issue;
use crate::pipeline::{self, Outcome, Request};
use args::{Args, Format, Verb, Voice};

/// How a run ended, for the shell.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything was made.
    Made = 0,
    /// Content or style is at fault.
    Faulty = 1,
    /// The command line is at fault.
    Usage = 2,
    /// The outside world is at fault: disk, mail, printer.
    World = 3,
}

impl Exit {
    /// By the gravest of the findings: what the author wrote is only looked at where the
    /// command and the disk were in order.
    fn of(found: &Diagnostics) -> Self {
        found
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| match finding.code.fault() {
                Fault::Content | Fault::Style => Self::Faulty,
                Fault::Usage => Self::Usage,
                Fault::World => Self::World,
            })
            .max()
            .unwrap_or(Self::Made)
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Does what the words say, standing in the folder `here`.
pub fn run(
    words: impl IntoIterator<Item = OsString>,
    here: &Path,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let words: Vec<OsString> = words.into_iter().collect();
    match Args::try_parse_from(&words) {
        Ok(args) => obey(&args, here, &mut Terminal { voice: args.voice, out, err }),
        Err(error) => misunderstood(&error, &words, out, err),
    }
}

/// Where a run speaks, and how.
struct Terminal<'a> {
    voice: Voice,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
}

fn obey(args: &Args, here: &Path, terminal: &mut Terminal<'_>) -> Exit {
    let request = match wish::request(args, here) {
        Ok(request) => request,
        Err(finding) => return terminal.refuse(finding),
    };
    match &args.verb {
        Verb::Epub(_) | Verb::Pdf(_) | Verb::Build(_) => {
            terminal.report(&pipeline::make(&request))
        }
        Verb::Check(_) => terminal.report(&pipeline::check(&request)),
        Verb::Model(model) if model.schema => {
            terminal.say(&schema());
            Exit::Made
        }
        Verb::Model(_) => print_model(&request, terminal),
        Verb::Styles(_) => {
            let (lines, outcome) = pipeline::styles(&request);
            terminal.say(&styles::listing(&lines, terminal.voice.format));
            terminal.report(&outcome)
        }
        Verb::Explain(asked) => match explain::code(&asked.code) {
            Ok(text) => {
                terminal.say(&text);
                Exit::Made
            }
            Err(finding) => terminal.refuse(finding),
        },
        Verb::About => {
            terminal.say(ABOUT);
            Exit::Made
        }
    }
}

const ABOUT: &str = concat!(
    "wwpub ",
    env!("CARGO_PKG_VERSION"),
    "\n",
    "Turns a folder of articles into the issue: an EPUB and an accessible PDF.\n\n",
    "The program is under the MIT licence or Apache-2.0, as you like.\n",
    "Source Serif 4, Source Sans 3, Source Code Pro (Adobe) and the Noto faces (Google) are\n",
    "under the SIL Open Font Licence 1.1.\n",
);

fn print_model(request: &Request, terminal: &mut Terminal<'_>) -> Exit {
    let (json, outcome) = pipeline::model(request);
    if let Some(json) = json {
        terminal.say(&json);
    }
    terminal.report(&outcome)
}

/// The JSON Schema of the model.
fn schema() -> String {
    let schema = schemars::schema_for!(Issue);
    let json = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    format!("{json}\n")
}

/// Says what clap found, in the form that was asked for.
fn misunderstood(
    error: &clap::Error,
    words: &[OsString],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    // Nobody is left to be told where a stream is closed.
    if help {
        drop(write!(out, "{}", error.render().ansi()));
        return Exit::Made;
    }
    let asks_for_json = |word: &OsString| {
        word == "--format=json" || word == "json" && words.iter().any(|w| w == "--format")
    };
    if words.iter().any(asks_for_json) {
        let text = error.render().to_string();
        let message =
            text.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let finding = Diagnostic::error(Code("u-001"), message);
        json::findings(&outcome_of(finding), err);
    } else {
        drop(write!(err, "{}", error.render().ansi()));
    }
    Exit::Usage
}

fn outcome_of(finding: Diagnostic) -> Outcome {
    Outcome { findings: Diagnostics::from_iter([finding]), ..Outcome::default() }
}

impl Terminal<'_> {
    /// Something that was asked for.
    fn say(&mut self, text: &str) {
        drop(self.out.write_all(text.as_bytes()));
    }

    /// The one reason why nothing is done.
    fn refuse(&mut self, finding: Diagnostic) -> Exit {
        self.report(&outcome_of(finding))
    }

    /// What came of a run: the files on stdout, the findings on stderr.
    fn report(&mut self, outcome: &Outcome) -> Exit {
        match self.voice.format {
            Format::Text => {
                terminal::findings(outcome, self.voice.quiet, self.err);
                if !self.voice.quiet {
                    outcome.reports.iter().for_each(|r| drop(write!(self.err, "{r}")));
                }
                for made in &outcome.made {
                    drop(writeln!(self.out, "{}", made.shown));
                }
            }
            Format::Json => {
                json::findings(outcome, self.err);
                json::made(outcome, self.out);
            }
        }
        Exit::of(&outcome.findings)
    }
}
