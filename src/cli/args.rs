//! The words of the command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::Styles;
use clap::builder::styling::{AnsiColor, Effects};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::model::Date;
use crate::style::PressStandard;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().effects(Effects::BOLD))
    .usage(AnsiColor::Green.on_default().effects(Effects::BOLD))
    .literal(AnsiColor::Cyan.on_default().effects(Effects::BOLD))
    .placeholder(AnsiColor::Cyan.on_default());

const EXAMPLES: &str = "\
Examples:
  wwpub build                       the issue in the folder you stand in, as EPUB and PDF
  wwpub build content/1997-01-09    the issue in that folder
  wwpub build content               every issue in the folders of that folder
  wwpub epub story.md -o story.epub one article for an e-reader
  wwpub build --draft               with placeholders for what is still missing
  wwpub check                       what editors, readers and stores would mind
  wwpub explain i-015               more about a message

An issue is a folder of articles: plain text (.txt) or Markdown (.md), pictures in
media/, and an issue.toml with number, date and sections if you like. The paper's own
settings are in wwpub.toml in the folder above. Files go to out/ beside wwpub.toml, or to
the folder you stand in.

Exit codes: 0 made, 1 errors in content or style, 2 wrong usage, 3 disk and the like.";

/// Turns a folder of articles into the issue: an EPUB and an accessible PDF.
#[derive(Debug, Parser)]
#[command(name = "wwpub", version, styles = STYLES, after_help = EXAMPLES)]
#[command(subcommand_required = true, arg_required_else_help = false)]
pub(super) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(super) verb: Verb,
    /// How to speak.
    #[command(flatten)]
    pub(super) voice: Voice,
    #[command(flatten)]
    pub(super) rules: Rules,
}

/// How to speak.
#[derive(Copy, Clone, Debug, ClapArgs)]
pub(super) struct Voice {
    /// How findings and results are printed: for people or, a line each, for programs
    #[arg(long, global = true, value_name = "FORM", default_value = "text")]
    pub(super) format: Format,
    /// Say errors only
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
}

/// How findings are printed.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// A line of JSON each.
    Json,
}

/// What is let pass and what is used.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Rules {
    /// Make the files all the same, with placeholders, where the content is at fault
    #[arg(long, global = true)]
    pub(super) draft: bool,
    /// Take warnings for errors
    #[arg(long, global = true, conflicts_with = "draft")]
    pub(super) strict: bool,
    /// Never set a script in a face of this computer
    #[arg(long, global = true)]
    pub(super) no_system_fonts: bool,
    /// How many threads work [default: as many as the computer has]
    #[arg(long, global = true, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Make every edition, from one layout
    Build(Making),
    /// Make the EPUB for e-readers
    Epub(Reading),
    /// Make the PDF
    Pdf(Printing),
    /// Look at an issue or a finished EPUB for what editors, readers and stores mind
    Check(Checking),
    /// Print what the program understood, as JSON
    Model(Model),
    /// List the styles with their sizes
    Styles(Styled),
    /// Say more about the code of a message
    Explain(Explain),
    /// Say what this program is and under which terms
    About,
}

/// What is made from what.
#[derive(Debug, ClapArgs)]
pub(super) struct Making {
    /// An article, the folder of an issue, or a folder of issues [default: where you stand]
    #[arg(value_name = "INPUT")]
    pub(super) input: Option<PathBuf>,
    /// Where the files go: a folder, or the name of the file where one is made
    #[arg(short, long, value_name = "FILE or FOLDER")]
    pub(super) output: Option<PathBuf>,
    /// The style, in place of the paper's own
    #[arg(long, value_name = "NAME")]
    pub(super) style: Option<String>,
    /// The day of the last change, where the issue was corrected: 1997-01-16
    #[arg(long, value_name = "DATE")]
    pub(super) modified: Option<Date>,
}

/// What is looked at.
#[derive(Debug, ClapArgs)]
pub(super) struct Checking {
    /// An article, an issue's folder, a folder of issues, or an EPUB [default: where you stand]
    #[arg(value_name = "INPUT")]
    pub(super) input: Option<PathBuf>,
    /// The style, in place of the paper's own
    #[arg(long, value_name = "NAME")]
    pub(super) style: Option<String>,
    /// Whom the EPUB is for, where stores contradict each other
    #[arg(long = "for", value_name = "WHOM", default_value = "generic")]
    pub(super) device: ReaderKind,
}

/// The EPUB for whom.
#[derive(Debug, ClapArgs)]
pub(super) struct Reading {
    #[command(flatten)]
    pub(super) making: Making,
    /// Whom the EPUB is for, where stores contradict each other
    #[arg(long = "for", value_name = "WHOM", default_value = "generic")]
    pub(super) device: ReaderKind,
}

/// Whom an EPUB is for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReaderKind {
    /// Every reader
    Generic,
    /// Kindle: no page for the cover, drawings as pixels, the title as name of the file
    Kindle,
    /// Kobo: no main parts among the articles of its menu
    Kobo,
}

/// The PDF for whom.
#[derive(Debug, ClapArgs)]
pub(super) struct Printing {
    #[command(flatten)]
    pub(super) making: Making,
    /// Whom the PDF is for
    #[arg(long = "for", value_name = "WHOM", default_value = "screen")]
    pub(super) purpose: Purpose,
    /// Write the figures of the layout as JSON: word spaces, hyphens, rivers, feet
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// The printer's ICC profile, in place of the one the style names
    #[arg(long, value_name = "FILE")]
    pub(super) icc: Option<PathBuf>,
    /// What the printer asks for, in place of what the style says
    #[arg(long, value_name = "STANDARD")]
    pub(super) standard: Option<Standard>,
}

impl Printing {
    /// The standard that was asked for.
    pub(super) fn standard(&self) -> Option<PressStandard> {
        self.standard.map(|standard| match standard {
            Standard::X4 => PressStandard::X4,
            Standard::X1a => PressStandard::X1a,
        })
    }
}

/// A standard of printers.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Standard {
    /// PDF/X-4
    X4,
    /// PDF/X-1a, for presses that take nothing newer
    X1a,
}

/// Whom a PDF is for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Purpose {
    /// Readers: accessible, archival, with links
    Screen,
    /// The printer: inks by the profile of the press, bleed, no links
    Press,
    /// The office printer: two pages on a side of a sheet, to be folded
    Booklet,
}

/// The model of what.
#[derive(Debug, ClapArgs)]
pub(super) struct Model {
    /// An article or the folder of an issue [default: where you stand]
    #[arg(value_name = "INPUT")]
    pub(super) input: Option<PathBuf>,
    /// The style whose marks are set, in place of the paper's own
    #[arg(long, value_name = "NAME")]
    pub(super) style: Option<String>,
    /// Print the JSON Schema of the model instead
    #[arg(long, conflicts_with_all = ["input", "style"])]
    pub(super) schema: bool,
}

/// The styles of what.
#[derive(Debug, ClapArgs)]
pub(super) struct Styled {
    /// A folder of the paper [default: where you stand]
    #[arg(value_name = "INPUT")]
    pub(super) input: Option<PathBuf>,
}

/// Which code.
#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// The code, as it stands in brackets: i-015
    #[arg(value_name = "CODE")]
    pub(super) code: String,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Args;

    #[test]
    fn the_words_do_not_contradict_each_other() {
        Args::command().debug_assert();
    }
}
