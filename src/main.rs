//! The command `wwpub`: the library does the work.

use std::process::ExitCode;

fn main() -> ExitCode {
    let here = std::env::current_dir().unwrap_or_else(|_| ".".into());
    let (mut out, mut err) = (anstream::stdout(), anstream::stderr());
    wwpub::cli::run(std::env::args_os(), &here, &mut out, &mut err).into()
}
