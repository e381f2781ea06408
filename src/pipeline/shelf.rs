//! The texts of an issue: from its folder to its articles.

use std::path::Path;

use rayon::prelude::*;

use super::disk::{self, Kind};
use super::picture_files::STANDING;
use super::project::{Folder, ISSUE, IssueFolder, Project};
use crate::diag::{Code, Diagnostic, Diagnostics, SourceId, Sources, Span};
use crate::input::{
    self, Defaults, Draft, IssueManifest, Named, PaperManifest, is_article,
};
use crate::model::{BlockKind, Issue, for_each_block_mut};

/// The longest text that is an article; a book has less than a tenth of it.
const MAX_TEXT: usize = 32 << 20;
/// The folder of the pieces that recur.
const STANDING_FOLDER: &str = "_standing";
const ENDINGS: [&str; 3] = ["md", "txt", "markdown"];

/// Reads texts, remembers them for the places of findings, and says what is wrong.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    pub(super) sources: &'a mut Sources,
    pub(super) found: &'a mut Diagnostics,
}

impl Desk<'_> {
    /// The text of a file; `None` where there is none, and it is told why.
    pub(super) fn text(&mut self, path: &Path, name: String) -> Option<SourceId> {
        let bytes = self.take(disk::read(path, &name))?;
        if bytes.len() > MAX_TEXT {
            let message = format!("`{name}` is too large to be an article");
            let hint = "an article has at most 32 MB";
            self.found.push(Diagnostic::error(Code("i-124"), message).hint(hint));
            return None;
        }
        let decoded = input::decode(&bytes);
        let id = self.sources.add(name, decoded.text);
        let start = Span::new(id, 0..0);
        self.found.extend(decoded.found.iter().cloned().map(|finding| finding.at(start)));
        Some(id)
    }

    /// What there is, or nothing and a finding.
    pub(super) fn take<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|finding| self.found.push(finding)).ok()
    }

    /// Reads the articles of an issue and puts them together. The style is that of the
    /// issue's manifest, where it names one.
    pub(super) fn issue(
        &mut self,
        at: &IssueFolder,
        project: &Project,
        paper: &PaperManifest,
        manifest: &IssueManifest,
    ) -> Option<Issue> {
        let defaults = input::defaults(paper, manifest);
        let mut texts = vec![];
        for name in self.articles(at) {
            let path = at.folder.path.join(&name);
            let shown = at.folder.name_of(&name);
            if at.folder.holds(&path) {
                texts.extend(self.text(&path, shown.clone()).map(|id| (shown, id)));
            } else {
                self.found.push(outside(&shown));
            }
        }
        let mut drafts = self.drafts(texts, &defaults);
        for piece in &manifest.standing {
            let folder = standing_folder(at, project);
            let Some((folder, file)) = folder
                .and_then(|folder| piece_file(&folder, &piece.name).map(|f| (folder, f)))
            else {
                self.found.push(no_piece(piece, at, project));
                continue;
            };
            drafts.extend(self.standing(&folder, &file, &defaults));
        }
        let folder = at.folder.own_name();
        let (issue, found) = input::collate(drafts, paper, manifest, &folder);
        self.found.append(found);
        issue
    }

    /// What `issue.toml` says, where there is one.
    pub(super) fn manifest(&mut self, at: &IssueFolder) -> IssueManifest {
        let path = at.folder.file(ISSUE);
        let text = path.and_then(|path| self.text(&path, at.folder.name_of(ISSUE)));
        let Some(id) = text else { return IssueManifest::default() };
        let (mut manifest, found) = input::issue_manifest(self.sources.get(id));
        self.found.append(found);
        if at.only.is_some() {
            // A piece that is asked for alone has the day and the paper of its issue, but
            // nothing of what the issue says of its other articles.
            manifest.order.clear();
            manifest.front.clear();
            manifest.standing.clear();
        }
        manifest
    }

    /// The names of the files that are articles; those that only look so are noted.
    fn articles(&mut self, at: &IssueFolder) -> Vec<String> {
        if let Some(only) = &at.only {
            return vec![only.clone()];
        }
        let entries = self.take(at.folder.list()).unwrap_or_default();
        let mut names = vec![];
        for entry in entries {
            match entry.kind {
                Kind::File if is_article(&entry.name) => names.push(entry.name),
                Kind::Folder if !entry.name.starts_with(['.', '_']) => {
                    self.note_articles_below(at, &entry.name);
                }
                Kind::Other if is_article(&entry.name) => {
                    let name = at.folder.name_of(&entry.name);
                    let message = format!("`{name}` is a link that leads nowhere");
                    self.found.push(Diagnostic::error(Code("w-001"), message));
                }
                _ => {}
            }
        }
        names
    }

    fn note_articles_below(&mut self, at: &IssueFolder, name: &str) {
        let Some(folder) = at.folder.folder(name) else { return };
        for entry in folder.list().unwrap_or_default() {
            if entry.kind == Kind::File && is_article(&entry.name) {
                let name = folder.name_of(&entry.name);
                let message = format!("`{name}` is not taken: it lies in a folder below");
                let hint =
                    "move it up into the issue's folder; `section:` names a section";
                self.found.push(Diagnostic::note(Code("i-120"), message).hint(hint));
            }
        }
    }

    /// The articles in texts that were taken, read in parallel and joined in order.
    fn drafts(
        &mut self,
        texts: Vec<(String, SourceId)>,
        defaults: &Defaults,
    ) -> Vec<(String, Draft)> {
        let sources = &*self.sources;
        let read = |(name, id): (String, SourceId)| {
            let (draft, found) = input::read(sources.get(id), defaults);
            (draft.map(|draft| (name, draft)), found)
        };
        let read: Vec<_> = texts.into_par_iter().map(read).collect();
        let mut drafts = vec![];
        for (draft, found) in read {
            self.found.append(found);
            drafts.extend(draft);
        }
        drafts
    }

    /// The article in a file, with the file's name.
    fn draft(
        &mut self,
        path: &Path,
        name: String,
        defaults: &Defaults,
    ) -> Option<(String, Draft)> {
        let id = self.text(path, name.clone())?;
        let (draft, found) = input::read(self.sources.get(id), defaults);
        self.found.append(found);
        Some((name, draft?))
    }

    /// A piece that recurs; its pictures lie beside it.
    fn standing(
        &mut self,
        folder: &Folder,
        file: &str,
        defaults: &Defaults,
    ) -> Option<(String, Draft)> {
        let path = folder.path.join(file);
        let (name, mut draft) = self.draft(&path, folder.name_of(file), defaults)?;
        for_each_block_mut(&mut draft.article, &mut |block| {
            if let BlockKind::Figure(figure) = &mut block.kind {
                figure.file = format!("{STANDING}{}", figure.file);
            }
        });
        Some((name, draft))
    }
}

/// The folder of the standing pieces: beside the issue's, else beside `wwpub.toml`.
pub(super) fn standing_folder(at: &IssueFolder, project: &Project) -> Option<Folder> {
    let beside = at.folder.above(&project.here);
    [beside.as_ref(), Some(&project.root)]
        .into_iter()
        .flatten()
        .find_map(|folder| folder.folder(STANDING_FOLDER))
}

/// The file of a standing piece, which is named with or without its ending.
fn piece_file(folder: &Folder, name: &str) -> Option<String> {
    let names = ENDINGS.iter().map(|ending| format!("{name}.{ending}"));
    let plain = !name.contains(['/', '\\']) && !name.starts_with('.');
    names.chain([name.to_owned()]).filter(|_| plain).find(|file| {
        is_article(file) && folder.file(file).is_some_and(|p| folder.holds(&p))
    })
}

fn no_piece(piece: &Named, at: &IssueFolder, project: &Project) -> Diagnostic {
    let name = piece.name.as_str();
    let error =
        Diagnostic::error(Code("i-121"), format!("there is no standing piece `{name}`"))
            .at(piece.span);
    let Some(folder) = standing_folder(at, project) else {
        return error.hint(format!(
            "make a folder `{STANDING_FOLDER}` beside the issue's and put `{name}.md` there"
        ));
    };
    let entries = folder.list().unwrap_or_default();
    let stems: Vec<&str> = entries
        .iter()
        .filter(|entry| is_article(&entry.name))
        .filter_map(|entry| Some(entry.name.rsplit_once('.')?.0))
        .collect();
    match crate::diag::nearest(name, stems) {
        Some(near) => error.hint(format!("did you mean `{near}`")),
        None => error
            .hint(format!("put it there: `{}`", folder.name_of(&format!("{name}.md")))),
    }
}

fn outside(name: &str) -> Diagnostic {
    let message = format!("`{name}` is a link that leads out of the issue's folder");
    Diagnostic::error(Code("i-122"), message).hint("put the file itself there")
}
