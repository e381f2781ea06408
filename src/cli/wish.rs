//! What the words mean.

use std::path::Path;

use super::args::{Args, Making, Purpose, ReaderKind, Rules, Verb};
use crate::diag::{Code, Diagnostic};
use crate::pipeline::{Edition, Request, SystemFaces, Tolerance};
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
        Verb::Build(making) => Ok(making_of(base, making, Edition::ALL.to_vec())),
        Verb::Epub(reading) => {
            let base = Request { device: device(reading.device), ..base };
            Ok(making_of(base, &reading.making, vec![Edition::Epub]))
        }
        Verb::Pdf(printing) => {
            for_whom(printing.purpose)?;
            let base = Request { report: printing.report.clone(), ..base };
            Ok(making_of(base, &printing.making, vec![Edition::Pdf]))
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

fn for_whom(purpose: Purpose) -> Result<(), Diagnostic> {
    let name = match purpose {
        Purpose::Screen => return Ok(()),
        Purpose::Press => "press",
        Purpose::Booklet => "booklet",
    };
    let message = format!("the edition `{name}` cannot be made yet");
    Err(Diagnostic::error(Code("u-005"), message)
        .hint("make the one for the screen: `wwpub pdf`"))
}
