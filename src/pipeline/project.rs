//! Where things are: the paper, its issues, and the folder of what comes out.

use std::path::{Path, PathBuf};

use super::Request;
use super::disk::{self, Entry, Kind};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::input::is_article;

/// The file that makes a folder the home of a paper.
const PAPER: &str = "wwpub.toml";
/// The file that makes a folder an issue, though articles alone do so too.
pub(super) const ISSUE: &str = "issue.toml";
/// How deep issues may lie below the folder of an archive: `1997/01/09`.
const DEPTH: usize = 3;

/// A folder and how the author would name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folder {
    /// Where it is, without links.
    pub(super) path: PathBuf,
    /// As seen from the folder one stands in; empty for that folder.
    name: String,
}

impl Folder {
    fn new(path: &Path, here: &Path) -> Option<Self> {
        let path = disk::real(path)?;
        let name = path.strip_prefix(here).unwrap_or(&path);
        let name = name.to_string_lossy().replace('\\', "/");
        Some(Self { path, name })
    }

    /// Its name, or `.`.
    pub(super) fn name(&self) -> &str {
        if self.name.is_empty() { "." } else { &self.name }
    }

    /// Its own name, without the folders above.
    pub(super) fn own_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The name of a file in it.
    pub(super) fn name_of(&self, file: &str) -> String {
        match self.name.as_str() {
            "" => file.to_owned(),
            name => format!("{}/{file}", name.trim_end_matches('/')),
        }
    }

    /// Whether what stands at `path` is in it, links followed.
    pub(super) fn holds(&self, path: &Path) -> bool {
        disk::real(path).is_some_and(|path| path.starts_with(&self.path))
    }

    /// A folder in it.
    pub(super) fn folder(&self, name: &str) -> Option<Self> {
        let path = self.path.join(name);
        (disk::kind(&path) == Kind::Folder)
            .then(|| Self { name: self.name_of(name), path })
    }

    /// A file in it.
    pub(super) fn file(&self, name: &str) -> Option<PathBuf> {
        Some(self.path.join(name)).filter(|path| disk::kind(path) == Kind::File)
    }

    /// What is in it.
    pub(super) fn list(&self) -> Result<Vec<Entry>, Diagnostic> {
        disk::list(&self.path, self.name())
    }

    /// The folder around it.
    pub(super) fn above(&self, here: &Path) -> Option<Self> {
        Self::new(self.path.parent()?, here)
    }
}

/// The home of a paper: `styles/`, `fonts/` and the folder of what comes out are there.
#[derive(Clone, Debug)]
pub(super) struct Project {
    /// The folder of `wwpub.toml`, or the one that one stands in.
    pub(super) root: Folder,
    /// `wwpub.toml`, where there is one.
    pub(super) paper: Option<PathBuf>,
    /// The folder one stands in, without links.
    pub(super) here: PathBuf,
}

impl Project {
    /// Where files go if nothing is said.
    pub(super) fn out(&self) -> PathBuf {
        match self.paper {
            Some(_) => self.root.path.join("out"),
            None => self.here.clone(),
        }
    }

    /// The name of `wwpub.toml`, to show.
    pub(super) fn paper_name(&self) -> String {
        self.root.name_of(PAPER)
    }

    /// The path as seen from the folder one stands in.
    pub(super) fn shown(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.here).unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    }
}

/// An issue on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct IssueFolder {
    /// Its folder; pictures lie in it.
    pub(super) folder: Folder,
    /// The file of the only article, where one was asked for.
    pub(super) only: Option<String>,
}

/// What an input is.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    /// The paper.
    pub(super) project: Project,
    /// Its issues, in the order of their folders' names.
    pub(super) issues: Vec<IssueFolder>,
}

/// Finds the paper and the issues of a request.
pub(super) fn open(
    request: &Request,
    found: &mut Diagnostics,
) -> Result<Opened, Diagnostic> {
    let here = disk::real(&request.here).unwrap_or_else(|| request.here.clone());
    let path = match &request.input {
        Some(input) => here.join(input),
        None => here.clone(),
    };
    let shown = request.input.as_deref().unwrap_or(Path::new("."));
    let shown = shown.to_string_lossy().replace('\\', "/");
    match disk::kind(&path) {
        Kind::Nothing => Err(not_there(&path, &shown)),
        Kind::Other => Err(Diagnostic::error(
            Code("u-003"),
            format!("`{shown}` is neither a file nor a folder"),
        )),
        Kind::File => open_file(&path, &here, &shown),
        Kind::Folder => open_folder(&path, here, &shown, found),
    }
}

fn open_file(path: &Path, here: &Path, shown: &str) -> Result<Opened, Diagnostic> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !is_article(&file) {
        let error = format!("`{shown}` is not an article");
        let hint = if [PAPER, ISSUE].contains(&file.as_str()) {
            "name the folder it lies in"
        } else {
            "articles are plain text (`.txt`) or Markdown (`.md`)"
        };
        return Err(Diagnostic::error(Code("u-003"), error).hint(hint));
    }
    let around = path.parent().and_then(|folder| Folder::new(folder, here));
    let folder = around.ok_or_else(|| not_there(path, shown))?;
    let issues = vec![IssueFolder { folder: folder.clone(), only: Some(file) }];
    Ok(Opened { project: project(&folder, here.to_owned()), issues })
}

fn open_folder(
    path: &Path,
    here: PathBuf,
    shown: &str,
    found: &mut Diagnostics,
) -> Result<Opened, Diagnostic> {
    let folder = Folder::new(path, &here).ok_or_else(|| not_there(path, shown))?;
    let issues = issues_of(&folder, DEPTH, found)?
        // An empty folder is an issue without an article, which `collate` says best.
        .unwrap_or_else(|| vec![folder.clone()]);
    let issues =
        issues.into_iter().map(|folder| IssueFolder { folder, only: None }).collect();
    Ok(Opened { project: project(&folder, here), issues })
}

/// The paper around a finished file, with none of its issues.
pub(super) fn around(path: &Path, here: &Path) -> Option<Opened> {
    let folder = path.parent().and_then(|folder| Folder::new(folder, here))?;
    Some(Opened { project: project(&folder, here.to_owned()), issues: vec![] })
}

/// The paper whose folder is the next one upwards that has a `wwpub.toml`.
fn project(from: &Folder, here: PathBuf) -> Project {
    let home = from.path.ancestors().find(|up| disk::kind(&up.join(PAPER)) == Kind::File);
    let root = home.unwrap_or(&here);
    let fallback = || Folder { path: here.clone(), name: String::new() };
    Project {
        root: Folder::new(root, &here).unwrap_or_else(fallback),
        paper: home.map(|home| home.join(PAPER)),
        here,
    }
}

/// The issues in a folder; `None` where there is none.
fn issues_of(
    folder: &Folder,
    depth: usize,
    found: &mut Diagnostics,
) -> Result<Option<Vec<Folder>>, Diagnostic> {
    let entries = folder.list()?;
    let named =
        |name: &str| entries.iter().any(|e| e.name == name && e.kind == Kind::File);
    if named(ISSUE) {
        return Ok(Some(vec![folder.clone()]));
    }

    let mut issues = vec![];
    if depth > 0 {
        for entry in entries.iter().filter(|e| may_hold_issues(e)) {
            if let Some(below) = folder.folder(&entry.name) {
                issues.extend(issues_of(&below, depth - 1, found)?.unwrap_or_default());
            }
        }
    }
    let loose: Vec<&Entry> =
        entries.iter().filter(|e| e.kind == Kind::File && is_article(&e.name)).collect();
    // Articles make an issue, but those beside a `wwpub.toml` with issues do not.
    if loose.is_empty() || named(PAPER) && !issues.is_empty() {
        for entry in loose {
            let name = folder.name_of(&entry.name);
            let message =
                format!("`{name}` lies beside the issues and is in none of them");
            found.push(
                Diagnostic::note(Code("i-120"), message)
                    .hint("move it into the folder of an issue"),
            );
        }
        return Ok(Some(issues).filter(|issues| !issues.is_empty()));
    }
    Ok(Some(vec![folder.clone()]))
}

fn may_hold_issues(entry: &Entry) -> bool {
    const OTHER: &[&str] = &["media", "out", "styles", "fonts", "target", "node_modules"];
    entry.kind == Kind::Folder
        && !entry.name.starts_with(['.', '_'])
        && !OTHER.contains(&entry.name.as_str())
}

fn not_there(path: &Path, shown: &str) -> Diagnostic {
    let error = Diagnostic::error(Code("u-002"), format!("there is no `{shown}`"));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.parent().and_then(|up| disk::list(up, "").ok()).unwrap_or_default();
    let names = beside.iter().map(|entry| entry.name.as_str());
    match crate::diag::nearest(&name, names) {
        Some(near) => error.hint(format!("did you mean `{near}`")),
        None => {
            error.hint("name an article, the folder of an issue or a folder of issues")
        }
    }
}
