//! What the words mean.

use std::path::Path;

use super::args::{Args, Making, Printing, Purpose, ReaderKind, Rules, Verb};
use crate::diag::{Code, Diagnostic};
use crate::pipeline::{Edition, PressWish, Request, SystemFaces, Tolerance, Unready};
use crate::style::Device;

/// The request behind the words, or why there can be none.
pub(super) fn request(args: &Args, here: &Path) -> Result<Request, Diagnostic> {
    let base = Request {
        tolerance: tolerance(&args.rules),
        system_faces: match args.rules.no_system_fonts {
            true => SystemFaces::Ignore,
            false => SystemFaces::Search,
        },
        jobs: args.rules.jobs,
        ..Request::new(here)
    };
    match &args.verb {
        Verb::Build(making) => {
            let base = Request { unready: Unready::Skip, ..base };
            Ok(making_of(base, making, Edition::ALL.to_vec()))
        }
        Verb::Epub(reading) => {
            let base = Request { device: device(reading.device), ..base };
            Ok(making_of(base, &reading.making, vec![Edition::Epub]))
        }
        Verb::Pdf(printing) => {
            for_the_press(printing)?;
            let press =
                PressWish { icc: printing.icc.clone(), standard: printing.standard() };
            let base = Request { report: printing.report.clone(), press, ..base };
            Ok(making_of(base, &printing.making, vec![edition(printing.purpose)]))
        }
        Verb::Check(checking) => Ok(Request {
            input: checking.input.clone(),
            style: checking.style.clone(),
            device: device(checking.device),
            ..base
        }),
        Verb::Model(model) => {
            let (input, style) = (model.input.clone(), model.style.clone());
            Ok(Request { input, style, ..base })
        }
        Verb::Styles(styled) => Ok(Request { input: styled.input.clone(), ..base }),
        Verb::Explain(_) | Verb::About => Ok(base),
    }
}

fn tolerance(rules: &Rules) -> Tolerance {
    match (rules.draft, rules.strict) {
        (true, _) => Tolerance::Draft,
        (_, true) => Tolerance::Strict,
        _ => Tolerance::Usual,
    }
}

fn making_of(base: Request, making: &Making, editions: Vec<Edition>) -> Request {
    Request {
        input: making.input.clone(),
        output: making.output.clone(),
        style: making.style.clone(),
        modified: making.modified,
        editions,
        ..base
    }
}

fn device(kind: ReaderKind) -> Device {
    match kind {
        ReaderKind::Generic => Device::Generic,
        ReaderKind::Kindle => Device::Kindle,
        ReaderKind::Kobo => Device::Kobo,
    }
}

/// What is said to the press alone is said in vain with another edition.
fn for_the_press(printing: &Printing) -> Result<(), Diagnostic> {
    let word = match (&printing.icc, &printing.standard) {
        (Some(_), _) => "--icc",
        (_, Some(_)) => "--standard",
        _ => return Ok(()),
    };
    if printing.purpose == Purpose::Press {
        return Ok(());
    }
    let message = format!("`{word}` is for the press, and another edition is asked for");
    Err(Diagnostic::error(Code("u-008"), message).hint("add `--for press`"))
}

fn edition(purpose: Purpose) -> Edition {
    match purpose {
        Purpose::Screen => Edition::Pdf,
        Purpose::Press => Edition::Press,
        Purpose::Booklet => Edition::Booklet,
    }
}
