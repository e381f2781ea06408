//! The way of one issue through the rooms.

use super::editions::{self, Print};
use super::house::{self, House};
use super::output::{Base, File, Names};
use super::picture_files::{self, Shelves};
use super::project::{IssueFolder, Project};
use super::shelf::{Desk, standing_folder};
use super::{Edition, Product, Request, Unready, system_faces, verdict};
use crate::diag::{Diagnostics, Sources};
use crate::font::FontSet;
use crate::layout::report::{self, Report};
use crate::layout::{self, Accessible, PagedDocument};
use crate::model::{self, Issue, Status};
use crate::picture::Pictures;
use crate::style::Style;
use crate::typogrify;

/// An issue on its way.
pub(super) struct IssueRun<'a> {
    pub(super) request: &'a Request,
    pub(super) project: &'a Project,
    pub(super) house: &'a House,
    pub(super) at: &'a IssueFolder,
    pub(super) sources: &'a mut Sources,
    /// What is wrong with the paper as a whole.
    pub(super) common: &'a Diagnostics,
    /// What is wrong with this issue.
    pub(super) found: Diagnostics,
    /// The figures of its layout, where they were asked for.
    pub(super) report: Option<String>,
}

/// Everything the editions are made from.
pub(super) struct Material {
    pub(super) issue: Issue,
    pub(super) style: Style,
    pub(super) fonts: FontSet,
    pub(super) pictures: Pictures,
}

impl IssueRun<'_> {
    /// The files of every edition, from one layout; `None` where an error stops the run.
    pub(super) fn files(&mut self, names: &mut Names) -> Option<Vec<File>> {
        let material = self.material()?;
        let (base, finding) = names.base(&material.issue, self.at, self.request.device);
        self.found.extend(finding);
        if self.stopped() {
            return None;
        }

        let document = self.needs_layout(&material.style).then(|| self.layout(&material));
        let editions = self.editions(&material.style);
        self.tell_of_press(&editions);
        let inks = self.inks(&editions, &material.style);
        #[cfg(feature = "pdf")]
        if let Some(inks) = &inks {
            let Material { issue, pictures, .. } = &material;
            picture_files::tell_stand_ins(issue, pictures, inks, &mut self.found);
        }
        if self.stopped() {
            return None;
        }
        let print = Print { document: document.as_ref(), inks: inks.as_ref() };
        let Material { issue, style, fonts, pictures } = &material;
        let (report, made) = rayon::join(
            || document.as_ref().map(|d| report::of(d, issue, style, fonts, pictures)),
            || self.made(editions, &base, &material, print),
        );
        let mut files = vec![];
        files.extend(report.and_then(|report| self.figures(&report, style)));
        files.extend(made?);
        (!self.stopped()).then_some(files)
    }

    /// The files of the editions.
    fn made(
        &mut self,
        editions: Vec<Edition>,
        base: &Base,
        material: &Material,
        print: Print<'_>,
    ) -> Option<Vec<File>> {
        let mut files = vec![];
        for edition in editions {
            let bytes =
                editions::bytes(edition, self.request, material, print, &mut self.found)?;
            if edition == Edition::Press {
                let device = self.request.device;
                let told = editions::look(edition, &bytes, device, &material.style);
                self.found.append(told);
            }
            let (product, path) = (Product::Edition(edition), base.file(edition));
            files.push(File { product, path, bytes });
        }
        Some(files)
    }

    /// What is made: of a build what lacks something is left out.
    fn editions(&self, style: &Style) -> Vec<Edition> {
        let Request { editions, unready, press, .. } = self.request;
        let ready = |edition: &Edition| {
            *unready == Unready::Stop || editions::is_ready(*edition, style, press)
        };
        editions.iter().copied().filter(ready).collect()
    }

    fn needs_layout(&self, style: &Style) -> bool {
        let editions = &self.request.editions;
        self.request.report.is_some()
            || editions.iter().any(|edition| editions::needs_layout(*edition, style))
    }

    pub(super) fn layout(&mut self, material: &Material) -> PagedDocument {
        let Material { issue, style, fonts, pictures } = material;
        let (mut document, found) = layout::issue(issue, style, fonts, pictures);
        self.found.append(found);
        if self.is_draft(issue) {
            document.accessible = Accessible::No;
        }
        document
    }

    /// What was measured of the layout: what is beyond the limits of the style is told,
    /// and the figures are a file where they were asked for.
    fn figures(&mut self, report: &Report, style: &Style) -> Option<File> {
        self.found.append(report.beyond(style));
        let path = self.request.here.join(self.request.report.as_ref()?);
        self.report = Some(report.to_string());
        let bytes = report.to_json().into_bytes();
        Some(File { product: Product::Report, path, bytes })
    }

    /// Everything the editions are made from; `None` where an error stops the run, after
    /// all errors of content and style were found.
    pub(super) fn material(&mut self) -> Option<Material> {
        let (issue, style) = self.meaning();
        let mut issue = issue?;
        let mut gaps = Diagnostics::new();
        let fonts = self.house.fonts.clone();
        let system = self.request.system_faces;
        let fonts = system_faces::complete(&issue, fonts, system, &mut gaps);
        // Readers bring faces of their own: without print only the cover wants them.
        if style.as_ref().is_none_or(|style| self.needs_layout(style)) {
            self.found.append(gaps);
        }
        let shelves = Shelves {
            issue: self.at.folder.clone(),
            standing: standing_folder(self.at, self.project),
        };
        let pictures = picture_files::read(&issue, &shelves, &mut self.found);
        if self.stopped() {
            return None;
        }
        self.mark_drafts(&mut issue);
        Some(Material { issue, style: style?, fonts, pictures })
    }

    /// Articles to the issue, with the marks of its languages, every text numbered; and
    /// its style.
    pub(super) fn meaning(&mut self) -> (Option<Issue>, Option<Style>) {
        let mut desk = Desk { sources: &mut *self.sources, found: &mut self.found };
        let manifest = desk.manifest(self.at);
        let issue = desk.issue(self.at, self.project, &self.house.paper, &manifest);
        let asked = self.request.style.as_deref().or(manifest.style.as_deref());
        let style = self.house.style(asked, &mut self.found);
        let conventions = style.as_ref().map(house::conventions).unwrap_or_default();
        let issue = issue.map(|issue| {
            let (mut issue, found) = typogrify::issue(issue, &conventions);
            self.found.append(found);
            issue.modified = self.request.modified.or(issue.modified);
            model::number(&mut issue);
            issue
        });
        (issue, style)
    }

    /// Whether an error stops this issue, its own or one of the paper.
    pub(super) fn stopped(&self) -> bool {
        let stops = |found| self.request.tolerance.stops(found);
        stops(self.common) || stops(&self.found)
    }

    /// Whether placeholders stand for something.
    fn is_draft(&self, issue: &Issue) -> bool {
        self.found.iter().any(verdict::is_contents)
            || issue.articles().any(|article| article.status == Status::Draft)
    }

    /// Marks what placeholders stand in: the articles at fault, or all where the fault is
    /// in none of them.
    fn mark_drafts(&self, issue: &mut Issue) {
        let sources: Vec<_> = issue
            .articles()
            .map(|article| article.span.map(|span| span.source))
            .collect();
        let faults = self.common.iter().chain(&self.found);
        for fault in faults.filter(|fault| verdict::is_contents(fault)) {
            let source = fault.span.map(|span| span.source);
            let known = source.is_some() && sources.contains(&source);
            for (article, own) in issue.articles_mut().zip(&sources) {
                if !known || *own == source {
                    article.status = Status::Draft;
                }
            }
        }
    }
}
