//! Where files go, and how they get there whole or not at all.

use std::path::{Path, PathBuf};

use super::disk::{self, Kind, Proof, reason};
use super::project::{Opened, Project};
use super::{Edition, Request};
use crate::diag::{Code, Diagnostic};
use crate::model::{Issue, Slug};

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What it is.
    pub edition: Edition,
    /// Where it is.
    pub path: PathBuf,
    /// The same as seen from the folder one stands in.
    pub shown: String,
}

/// Where the files of a run go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Into this folder, under names made from the paper and the day.
    Folder(PathBuf),
    /// This file.
    File(PathBuf),
}

impl Target {
    /// As the request says: a folder is one that is there, or a name without an ending.
    pub(super) fn of(request: &Request, opened: &Opened) -> Result<Self, Diagnostic> {
        let Some(output) = &request.output else {
            return Ok(Self::Folder(opened.project.out()));
        };
        let path = opened.project.here.join(output);
        let shown = output.to_string_lossy();
        let folder = disk::kind(&path) == Kind::Folder
            || shown.ends_with(['/', std::path::MAIN_SEPARATOR])
            || !names_a_file(&path);
        if folder {
            return Ok(Self::Folder(path));
        }
        match request.editions.as_slice() {
            [_] if opened.issues.len() == 1 => Ok(Self::File(path)),
            _ => Err(Diagnostic::error(
                Code("u-004"),
                format!("`{shown}` is one file, and several would be made"),
            )
            .hint("name a folder behind `-o`")),
        }
    }

    /// The file of an edition of `issue`.
    pub(super) fn file(&self, issue: &Issue, scope: Scope, edition: Edition) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.join(name(issue, scope, edition)),
            Self::File(file) => file.clone(),
        }
    }
}

/// `issue.epub`, `issue.zip`, but not `out` and not `1997.01.09`.
fn names_a_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ending.to_string_lossy().chars().all(|c| c.is_ascii_alphabetic())
    })
}

/// How much of an issue a file holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// All of it.
    Issue,
    /// One article, asked for alone: its file must not take the place of the issue's.
    Article,
}

/// `weekly-worker-1997-01-09.epub`.
fn name(issue: &Issue, scope: Scope, edition: Edition) -> String {
    let paper = Slug::from_words(&issue.paper.name);
    let mut name = format!("{paper}-{}", issue.date);
    if let (Scope::Article, Some(article)) = (scope, issue.articles().next()) {
        // File systems end names at 255 bytes.
        let slug: String = article.slug.as_str().chars().take(80).collect();
        name = format!("{name}-{slug}");
    }
    format!("{name}.{}", edition.ending())
}

/// Writes the files of an issue: all are on the disk before the first takes its place.
pub(super) fn write(
    files: Vec<(Edition, PathBuf, Vec<u8>)>,
    project: &Project,
) -> Result<Vec<Made>, Diagnostic> {
    let mut proofs = vec![];
    for (edition, path, bytes) in files {
        let shown = project.shown(&path);
        if disk::kind(&path) == Kind::Folder {
            return Err(Diagnostic::error(
                Code("w-003"),
                format!("`{shown}` is a folder; a file should be written there"),
            )
            .hint("name another file with `-o`, or move the folder away"));
        }
        if let Some(folder) = path.parent() {
            disk::make_folder(folder, &project.shown(folder))?;
        }
        let proof = Proof::write(&path, &bytes).map_err(|e| refused(&e, &shown))?;
        proofs.push((proof, Made { edition, path, shown }));
    }

    let mut made = vec![];
    for (proof, file) in proofs {
        proof.put_in_place().map_err(|e| refused(&e, &file.shown))?;
        made.push(file);
    }
    Ok(made)
}

fn refused(error: &std::io::Error, shown: &str) -> Diagnostic {
    let message = format!("`{shown}` cannot be written: {}", reason(error));
    Diagnostic::error(Code("w-002"), message)
        .hint("close it where it is open, make room, or name another place with `-o`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_files_from_folders() {
        let file = |path: &str| names_a_file(Path::new(path));
        assert!(file("a/issue.epub") && file("x.PDF"));
        assert!(!file("out") && !file("out/1997.01.09") && !file(".hidden"));
    }
}
