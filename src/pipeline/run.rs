//! The way of an issue through the rooms.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::house::{self, House};
use super::output::{self, Made, Scope, Target};
use super::picture_files::{self, Shelves};
use super::project::{self, IssueFolder, Opened, Project};
use super::shelf::{Desk, standing_folder};
use super::{Edition, Outcome, Request, system_faces, verdict};
use crate::diag::{Code, Diagnostic, Diagnostics, Sources};
use crate::epub;
use crate::font::FontSet;
use crate::layout::{self, Accessible, PagedDocument};
use crate::model::{self, Issue, Status, Wording};
#[cfg(feature = "pdf")]
use crate::pdf;
use crate::picture::Pictures;
use crate::proof;
use crate::style::{Sheets, Style};
use crate::typogrify;
use crate::unit::Size;

/// Makes the editions that `request` asks for.
pub fn make(request: &Request) -> Outcome {
    in_threads(request, |run| {
        let Some(opened) = run.open() else { return };
        let target = match Target::of(request, &opened) {
            Ok(target) => target,
            Err(finding) => return run.found.push(finding),
        };
        let house = run.house(&opened.project);
        let mut taken = BTreeMap::new();
        for at in &opened.issues {
            run.issue(at, &opened.project, &house, &target, &mut taken);
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
        let house = run.house(&opened.project);
        let issue = run.meaning(at, &opened.project, &house).0;
        if !request.tolerance.stops(&run.found) {
            json = issue.as_ref().map(model::to_json);
        }
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
        let house = run.house(&opened.project);
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

/// One run: what it was asked, and what it found.
struct Run<'a> {
    request: &'a Request,
    sources: Sources,
    found: Diagnostics,
    made: Vec<Made>,
}

/// Everything the editions are made from.
struct Material {
    issue: Issue,
    style: Style,
    fonts: FontSet,
    pictures: Pictures,
}

fn in_threads(request: &Request, work: impl FnOnce(&mut Run<'_>) + Send) -> Outcome {
    let mut run =
        Run { request, sources: Sources::new(), found: Diagnostics::new(), made: vec![] };
    let threads = request.jobs.map_or(0, std::num::NonZeroUsize::get);
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| work(&mut run)),
        Err(error) => {
            let message = format!("{threads} threads cannot be had: {error}");
            run.found.push(Diagnostic::error(Code("w-005"), message));
        }
    }
    let findings = request.tolerance.judge(run.found).sorted();
    Outcome { sources: run.sources, findings, made: run.made }
}

impl Run<'_> {
    fn open(&mut self) -> Option<Opened> {
        let opened = project::open(self.request, &mut self.found);
        opened.map_err(|finding| self.found.push(finding)).ok()
    }

    fn house(&mut self, project: &Project) -> House {
        House::read(project, &mut self.desk())
    }

    fn desk(&mut self) -> Desk<'_> {
        Desk { sources: &mut self.sources, found: &mut self.found }
    }

    /// The way of one issue: to its meaning, to pages, to files. What stops one issue of
    /// an archive does not stop the others.
    fn issue(
        &mut self,
        at: &IssueFolder,
        project: &Project,
        house: &House,
        target: &Target,
        taken: &mut BTreeMap<PathBuf, String>,
    ) {
        let before = std::mem::take(&mut self.found);
        let files = self.material(at, project, house).and_then(|material| {
            let files = self.editions(&material, at, target)?;
            self.all_new(files, at, taken)
        });
        let stopped = self.stopped() || self.request.tolerance.stops(&before);
        let later = std::mem::replace(&mut self.found, before);
        self.found.append(later);
        let Some(files) = files.filter(|_| !stopped) else { return };
        match output::write(files, project) {
            Ok(made) => self.made.extend(made),
            Err(finding) => self.found.push(finding),
        }
    }

    fn stopped(&self) -> bool {
        self.request.tolerance.stops(&self.found)
    }

    /// Everything the editions are made from; `None` where an error stops the run, after
    /// all errors of content and style were found.
    fn material(
        &mut self,
        at: &IssueFolder,
        project: &Project,
        house: &House,
    ) -> Option<Material> {
        let (issue, style) = self.meaning(at, project, house);
        let mut issue = issue?;
        let fonts = house.fonts.clone();
        let fonts = system_faces::complete(
            &issue,
            fonts,
            self.request.system_faces,
            &mut self.found,
        );
        let shelves =
            Shelves { issue: at.folder.clone(), standing: standing_folder(at, project) };
        let pictures = picture_files::read(&issue, &shelves, &mut self.found);
        if self.stopped() {
            return None;
        }
        mark_drafts(&mut issue, &self.found);
        Some(Material { issue, style: style?, fonts, pictures })
    }

    /// Articles to the issue, with the marks of its languages, every text numbered; and
    /// its style.
    fn meaning(
        &mut self,
        at: &IssueFolder,
        project: &Project,
        house: &House,
    ) -> (Option<Issue>, Option<Style>) {
        let mut desk = self.desk();
        let manifest = desk.manifest(at);
        let issue = desk.issue(at, project, &house.paper, &manifest);
        let asked = self.request.style.as_deref().or(manifest.style.as_deref());
        let style = house.style(asked, &mut self.found);
        let conventions = style.as_ref().map(house::conventions).unwrap_or_default();
        let issue = issue.map(|issue| {
            let (mut issue, found) = typogrify::issue(issue, &conventions);
            self.found.append(found);
            model::number(&mut issue);
            issue
        });
        (issue, style)
    }

    /// The bytes of every edition, from one layout.
    fn editions(
        &mut self,
        material: &Material,
        at: &IssueFolder,
        target: &Target,
    ) -> Option<Vec<(Edition, PathBuf, Vec<u8>)>> {
        let Material { issue, style, fonts, pictures } = material;
        let (mut document, found) = layout::issue(issue, style, fonts, pictures);
        self.found.append(found);
        if self.found.iter().any(verdict::is_contents) {
            document.accessible = Accessible::No;
        }
        if self.stopped() {
            return None;
        }
        let scope = if at.only.is_some() { Scope::Article } else { Scope::Issue };
        let mut files = vec![];
        for &edition in &self.request.editions {
            let bytes = match edition {
                Edition::Epub => self.epub(material, &document),
                Edition::Pdf => {
                    let options = pdf::Options { print_dpi: style.image.print_dpi };
                    pdf::write(&document, fonts, pictures, &options)
                }
            };
            files.push((edition, target.file(issue, scope, edition), bytes));
        }
        Some(files)
    }

    fn epub(&mut self, material: &Material, document: &PagedDocument) -> Vec<u8> {
        let Material { issue, style, fonts, pictures } = material;
        let size = style.reader.cover;
        let jpeg = proof::cover(document, fonts, pictures, size);
        let cover = epub::Cover { jpeg, alt: cover_words(issue), size };
        let pages = Some(&document.page_map);
        let (package, found) =
            epub::package(issue, style, fonts, pictures, pages, Some(cover));
        self.found.append(found);
        epub::write(&package)
    }

    /// The files, unless another issue of this run has made one of them.
    fn all_new(
        &mut self,
        files: Vec<(Edition, PathBuf, Vec<u8>)>,
        at: &IssueFolder,
        taken: &mut BTreeMap<PathBuf, String>,
    ) -> Option<Vec<(Edition, PathBuf, Vec<u8>)>> {
        for (_, path, _) in &files {
            let name = at.folder.name().to_owned();
            if let Some(other) = taken.insert(path.clone(), name.clone()) {
                let message = format!("`{name}` and `{other}` are issues of one day");
                self.found.push(
                    Diagnostic::error(Code("i-123"), message)
                        .hint("correct the date of one of them in its `issue.toml`"),
                );
                return None;
            }
        }
        Some(files)
    }
}

/// Marks what a draft has placeholders in: the articles at fault, or all where the fault
/// is in none of them.
fn mark_drafts(issue: &mut Issue, found: &Diagnostics) {
    let faults: Vec<_> = found.iter().filter(|f| verdict::is_contents(f)).collect();
    let spans: Vec<_> = issue.articles().map(|article| article.span).collect();
    for fault in faults {
        let at = fault.span.map(|span| span.source);
        let known = at.is_some() && spans.iter().any(|span| span.map(|s| s.source) == at);
        for article in issue.articles_mut() {
            if !known || article.span.map(|span| span.source) == at {
                article.status = Status::Draft;
            }
        }
    }
}

/// What the cover shows, for those who cannot see it.
fn cover_words(issue: &Issue) -> String {
    let lead = issue.articles().next().map(model::Article::title).unwrap_or_default();
    Wording::of(&issue.lang).front_page_of(&issue.paper.name, issue.date, &lead)
}
