//! One run: the paper, its issues, their files.

use super::house::House;
use super::issue::IssueRun;
use super::output::{self, Made, Names};
use super::project::{self, IssueFolder, Opened};
use super::shelf::Desk;
use super::{Outcome, Request};
use crate::diag::{Code, Diagnostic, Diagnostics, Sources};
use crate::model;
use crate::style::Sheets;
use crate::unit::Size;

/// Makes the editions that `request` asks for. What stops one issue of an archive does
/// not stop the others.
pub fn make(request: &Request) -> Outcome {
    in_threads(request, |run| {
        let Some(opened) = run.open() else { return };
        let mut names = match Names::of(request, &opened) {
            Ok(names) => names,
            Err(finding) => return run.found.push(finding),
        };
        let house = run.house(&opened);
        for at in &opened.issues {
            let mut issue = run.issue(at, &opened, &house);
            let files = issue.files(&mut names);
            let (mut found, report) = (issue.found, issue.report);
            run.reports.extend(report);
            match files.map(|files| output::write(files, &opened.project)) {
                Some(Ok(made)) => run.made.extend(made),
                Some(Err(finding)) => found.push(finding),
                None => {}
            }
            run.told.append(found);
        }
    })
}

/// The model of an issue, typogrified and numbered, as JSON; `None` where errors stand
/// in the way.
pub fn model(request: &Request) -> (Option<String>, Outcome) {
    let mut json = None;
    let outcome = in_threads(request, |run| {
        let Some(opened) = run.open() else { return };
        let [at] = opened.issues.as_slice() else {
            return run.found.push(
                Diagnostic::error(Code("u-006"), "the input holds several issues")
                    .hint("name the folder of one"),
            );
        };
        let house = run.house(&opened);
        let mut issue = run.issue(at, &opened, &house);
        let meaning = issue.meaning().0;
        if !issue.stopped() {
            json = meaning.as_ref().map(model::to_json);
        }
        let found = issue.found;
        run.told.append(found);
    });
    (json, outcome)
}

/// A style that can be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleLine {
    /// Its name.
    pub name: String,
    /// Its sheet of paper, trimmed.
    pub size: Size,
    /// Its columns.
    pub columns: u32,
    /// Whether the paper's own `styles/` has it.
    pub own: bool,
}

/// The styles that there are, shipped and the project's own.
pub fn styles(request: &Request) -> (Vec<StyleLine>, Outcome) {
    let mut lines = vec![];
    let outcome = in_threads(request, |run| {
        let Some(opened) = run.open() else { return };
        let house = run.house(&opened);
        for name in style_names(&house.sheets) {
            let Some(style) = house.style(Some(&name), &mut run.found) else { continue };
            let own = house.sheets.contains_key(&name);
            let (size, columns) = (style.page.size, style.grid.columns);
            lines.push(StyleLine { name, size, columns, own });
        }
    });
    (lines, outcome)
}

/// Every style; `house` is the ground of the others and none by itself.
fn style_names(sheets: &Sheets) -> Vec<String> {
    let shipped = crate::style::SHIPPED.iter().map(|(name, _)| (*name).to_owned());
    let mut names: Vec<String> = shipped.filter(|name| name != "house").collect();
    for name in sheets.keys() {
        if !names.contains(name) && name != "house" {
            names.push(name.clone());
        }
    }
    names
}

/// One run: what it was asked, what it found and what it made.
pub(super) struct Run<'a> {
    pub(super) request: &'a Request,
    sources: Sources,
    /// What is wrong with the paper as a whole: it stops every issue.
    pub(super) found: Diagnostics,
    /// What was found in each issue.
    pub(super) told: Diagnostics,
    made: Vec<Made>,
    reports: Vec<String>,
}

/// Does the work on the threads that were asked for.
pub(super) fn in_threads(
    request: &Request,
    work: impl FnOnce(&mut Run<'_>) + Send,
) -> Outcome {
    let mut run = Run {
        request,
        sources: Sources::new(),
        found: Diagnostics::new(),
        told: Diagnostics::new(),
        made: vec![],
        reports: vec![],
    };
    let threads = request.jobs.map_or(0, std::num::NonZeroUsize::get);
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| work(&mut run)),
        Err(error) => {
            let message = format!("{threads} threads cannot be had: {error}");
            run.found.push(Diagnostic::error(Code("w-005"), message));
        }
    }
    run.found.append(run.told);
    let findings = request.tolerance.judge(&run.found).sorted();
    let Run { sources, made, reports, .. } = run;
    Outcome { sources, findings, made, reports, ..Outcome::default() }
}

impl Run<'_> {
    pub(super) fn open(&mut self) -> Option<Opened> {
        let opened = project::open(self.request, &mut self.found);
        opened.map_err(|finding| self.found.push(finding)).ok()
    }

    pub(super) fn house(&mut self, opened: &Opened) -> House {
        let mut desk = Desk { sources: &mut self.sources, found: &mut self.found };
        House::read(&opened.project, &mut desk)
    }

    pub(super) fn issue<'a>(
        &'a mut self,
        at: &'a IssueFolder,
        opened: &'a Opened,
        house: &'a House,
    ) -> IssueRun<'a> {
        IssueRun {
            request: self.request,
            project: &opened.project,
            house,
            at,
            sources: &mut self.sources,
            common: &self.found,
            found: Diagnostics::new(),
            report: None,
        }
    }
}
