//! The press edition's profile: found, read and understood, or told what to ask for.

use std::path::{Path, PathBuf};

use super::disk::{self, Kind};
use super::issue::IssueRun;
use super::{Edition, Unready};
use crate::diag::{Code, Diagnostic};
use crate::picture::Inks;
use crate::style::Style;

impl IssueRun<'_> {
    /// The inks of the press, where its edition is made.
    pub(super) fn inks(&mut self, editions: &[Edition], style: &Style) -> Option<Inks> {
        if !editions.contains(&Edition::Press) {
            return None;
        }
        self.tell_of_colours(style);
        match self.read_inks(style) {
            Ok(inks) => Some(inks),
            Err(finding) => {
                self.found.push(finding);
                None
            }
        }
    }

    /// Says which colours of the style are of more inks than stay sharp.
    fn tell_of_colours(&mut self, style: &Style) {
        for (name, ink) in &style.colours {
            let inks = ink.cmyk.iter().filter(|part| **part > 0).count();
            if inks > 2 {
                let message = format!("the colour `{name}` is of {inks} inks");
                let hint = "mix it of two at most: plates never meet exactly";
                self.found.push(Diagnostic::warning(Code("s-043"), message).hint(hint));
            }
        }
    }

    /// Says that the press edition is left out of a build for want of a profile.
    pub(super) fn tell_of_press(&mut self, editions: &[Edition]) {
        let wanted = self.request.editions.contains(&Edition::Press);
        if wanted
            && self.request.unready == Unready::Skip
            && !editions.contains(&Edition::Press)
        {
            let message = "no press edition: the style names no profile of a press";
            self.found.push(Diagnostic::note(Code("s-040"), message));
        }
    }

    fn read_inks(&self, style: &Style) -> Result<Inks, Diagnostic> {
        let path = self.profile(style)?;
        let shown = self.project.shown(&path);
        let bytes = disk::read(&path, &shown)?;
        Inks::read(&shown, bytes, style.press.ink_limit).ok_or_else(|| {
            let message =
                format!("`{shown}` is not the profile of a press with four inks");
            Diagnostic::error(Code("s-041"), message).hint(ASK)
        })
    }

    /// The file that the user names, from where one stands; or the one that the style
    /// names, in the project and nowhere else.
    fn profile(&self, style: &Style) -> Result<PathBuf, Diagnostic> {
        if let Some(named) = &self.request.press.icc {
            return Ok(self.request.here.join(named));
        }
        let Some(named) = &style.press.profile else {
            let message = "the press edition needs the profile of the press";
            return Err(Diagnostic::error(Code("s-040"), message).hint(ASK));
        };
        let root = &self.project.root.path;
        let path = root.join(named);
        match within(&path, root) {
            true => Ok(path),
            false if disk::kind(&path) == Kind::Nothing => Ok(path),
            false => {
                let message =
                    format!("`press.profile` leads out of the paper: `{named}`");
                Err(Diagnostic::error(Code("s-042"), message)
                    .hint("copy the profile into the folder of `wwpub.toml`"))
            }
        }
    }
}

const ASK: &str = "ask the printer for the ICC profile of press and paper (for newsprint \
    often `WAN-IFRAnewspaper26v5.icc`), and name it with `--icc FILE` or as \
    `press.profile` in the style";

/// Whether a file lies in a folder once links are followed.
fn within(path: &Path, folder: &Path) -> bool {
    match (disk::real(path), disk::real(folder)) {
        (Some(path), Some(folder)) => path.starts_with(folder),
        _ => false,
    }
}
