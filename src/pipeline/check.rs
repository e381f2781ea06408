//! A run that makes nothing: the rules of preflight, for content or for a finished file.

use std::path::Path;

use super::Outcome;
use super::disk::{self, Kind};
use super::editions::{self, Print};
use super::issue::{IssueRun, Material};
use super::project;
use super::request::{Edition, Request, Work};
use super::run::{Run, in_threads};
use crate::preflight;
use crate::style::Style;

/// Looks at the issues of an input, and at the EPUB that would be made of each; or at a
/// finished file. Nothing is written.
pub fn check(request: &Request) -> Outcome {
    let outcome = in_threads(request, |run| {
        if run.finished_file() {
            return;
        }
        let Some(opened) = run.open() else { return };
        let house = run.house(&opened);
        for at in &opened.issues {
            let mut issue = run.issue(at, &opened, &house);
            issue.check();
            let found = issue.found;
            run.told.append(found);
        }
    });
    Outcome { work: Work::Check, ..outcome }
}

impl Run<'_> {
    /// Looks at the input where it is a file of an edition.
    fn finished_file(&mut self) -> bool {
        let Some(input) = &self.request.input else { return false };
        let path = self.request.here.join(input);
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        let edition = match ending.as_deref() {
            Some("epub") => Edition::Epub,
            Some("pdf") => Edition::Pdf,
            _ => return false,
        };
        let shown = input.to_string_lossy().into_owned();
        if disk::kind(&path) != Kind::File {
            return false;
        }
        match disk::read(&path, &shown) {
            Ok(bytes) => {
                let Some(style) = self.style_around(&path) else { return true };
                let told = editions::look(edition, &bytes, self.request.device, &style);
                self.told.append(told);
            }
            Err(finding) => self.found.push(finding),
        }
        true
    }
}

impl Run<'_> {
    /// The style of the paper that a finished file lies in.
    fn style_around(&mut self, path: &Path) -> Option<Style> {
        let here = disk::real(&self.request.here);
        let here = here.unwrap_or_else(|| self.request.here.clone());
        let opened = project::around(path, &here)?;
        let house = self.house(&opened);
        house.style(self.request.style.as_deref(), &mut self.found)
    }
}

impl IssueRun<'_> {
    /// The rules of the newsroom, then those of readers for the EPUB as it would be made.
    fn check(&mut self) {
        let Some(material) = self.material() else { return };
        self.found.append(preflight::house(&material.issue));
        if Edition::ALL.contains(&Edition::Epub) {
            self.check_epub(&material);
        }
    }

    fn check_epub(&mut self, material: &Material) {
        let print = editions::needs_layout(Edition::Epub, &material.style);
        let document = print.then(|| self.layout(material));
        if self.stopped() {
            return;
        }
        let (device, found) = (self.request.device, &mut self.found);
        let print = Print { document: document.as_ref(), inks: None };
        let bytes = editions::bytes(Edition::Epub, self.request, material, print, found);
        if let Some(bytes) = bytes {
            let told = editions::look(Edition::Epub, &bytes, device, &material.style);
            self.found.append(told);
        }
    }
}
