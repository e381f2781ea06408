//! The pictures of an issue: from its folder, and from nowhere else.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::disk::{self, Kind};
use super::project::Folder;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::model::{BlockKind, Issue, Slug, for_each_block};
use crate::picture::{PictureFile, Pictures, companions, page_of};

/// What stands before the path of a picture of a standing piece: those lie beside the
/// piece.
pub(super) const STANDING: &str = "_standing/";

/// Where pictures may lie.
#[derive(Clone, Debug)]
pub(super) struct Shelves {
    /// The issue's folder.
    pub(super) issue: Folder,
    /// The folder of the standing pieces.
    pub(super) standing: Option<Folder>,
}

/// Reads the pictures that `issue` shows. Those that cannot be had are told, and left
/// out: the editions draw a place for them in drafts.
pub(super) fn read(
    issue: &Issue,
    shelves: &Shelves,
    found: &mut Diagnostics,
) -> Pictures {
    let wanted = wanted(issue);
    let mut files = vec![];
    for (file, span) in &wanted {
        let path = page_of(file).map_or(file.as_str(), |(path, _)| path);
        match shelves.fetch(path, *span, found) {
            Ok(bytes) => {
                let companion = shelves.companion(file);
                files.push(PictureFile { file: file.clone(), bytes, companion });
            }
            Err(finding) => found.push(finding.at(*span)),
        }
    }
    let (pictures, findings) = Pictures::load_files(files);
    for (file, finding) in findings {
        found.push(finding.at(wanted.get(&file).copied().flatten()));
    }
    pictures
}

/// Says which pages of PDFs a press is given as pictures, each where it is asked for.
#[cfg(feature = "pdf")]
pub(super) fn tell_stand_ins(
    issue: &Issue,
    pictures: &Pictures,
    inks: &crate::picture::Inks,
    found: &mut Diagnostics,
) {
    let wanted = wanted(issue);
    for (file, note) in pictures.stand_ins(inks) {
        found.push(note.at(wanted.get(&file).copied().flatten()));
    }
}

/// Every picture once, and the place where it is first asked for.
fn wanted(issue: &Issue) -> BTreeMap<String, Option<Span>> {
    let mut wanted = BTreeMap::new();
    for article in issue.articles().filter(|article| article.retracted.is_none()) {
        for_each_block(article, &mut |block| {
            if let BlockKind::Figure(figure) = &block.kind {
                wanted.entry(figure.file.clone()).or_insert(block.span);
            }
        });
    }
    wanted
}

impl Shelves {
    fn fetch(
        &self,
        file: &str,
        span: Option<Span>,
        found: &mut Diagnostics,
    ) -> Result<Vec<u8>, Diagnostic> {
        let (folder, path) = self.shelf(file);
        if !is_below(path) {
            return Err(outside(file));
        }
        let there =
            look(&folder.path, path).ok_or_else(|| missing(folder, file, path))?;
        if !folder.holds(&there) {
            return Err(outside(file));
        }
        let shown = folder.name_of(path);
        let bytes = disk::read(&there, &shown)?;
        let written = there.strip_prefix(&folder.path).unwrap_or(&there);
        if written != Path::new(path) {
            let written = written.to_string_lossy().replace('\\', "/");
            found.push(
                Diagnostic::warning(
                    Code("g-021"),
                    format!("the picture `{path}` is called `{written}` on the disk"),
                )
                .hint("write small and capital letters and accents as the file has them")
                .at(span),
            );
        }
        Ok(bytes)
    }

    /// The picture that shows a page of a PDF: beside it, and nowhere else.
    fn companion(&self, file: &str) -> Option<(String, Vec<u8>)> {
        companions(file).into_iter().find_map(|name| {
            let (folder, path) = self.shelf(&name);
            let there = is_below(path).then(|| look(&folder.path, path)).flatten()?;
            let bytes = folder.holds(&there).then(|| disk::read(&there, path))?;
            Some((name.clone(), bytes.ok()?))
        })
    }

    /// The folder a path counts from, and the rest of it.
    fn shelf<'a>(&'a self, file: &'a str) -> (&'a Folder, &'a str) {
        match (&self.standing, file.strip_prefix(STANDING)) {
            (Some(standing), Some(rest)) => (standing, rest),
            _ => (&self.issue, file),
        }
    }
}

/// Whether a path goes down and only down.
fn is_below(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', ':', '\0'])
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The file of that path below `folder`: part by part, so that names that differ in
/// capitals or accents only are the same on every system.
fn look(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut at = folder.to_owned();
    for part in path.split('/') {
        let entries = disk::list(&at, "").ok()?;
        let same = entries
            .iter()
            .find(|entry| entry.name == part)
            .or_else(|| entries.iter().find(|entry| is_alike(&entry.name, part)))?;
        at.push(&same.name);
    }
    (disk::kind(&at) == Kind::File).then_some(at)
}

/// Whether two names differ in capitals only, or in how their accents are encoded.
fn is_alike(a: &str, b: &str) -> bool {
    let small = |name: &str| name.to_lowercase();
    let accents = !a.is_ascii() && !b.is_ascii();
    small(a) == small(b) || accents && Slug::from_words(a) == Slug::from_words(b)
}

fn outside(file: &str) -> Diagnostic {
    let message = format!("the picture `{file}` leads out of the issue's folder");
    Diagnostic::error(Code("g-022"), message)
        .hint("put the file itself into the issue's folder and write `media/name.jpg`")
}

fn missing(folder: &Folder, file: &str, path: &str) -> Diagnostic {
    let error = Diagnostic::error(Code("g-020"), format!("there is no picture `{file}`"));
    match nearest(folder, path) {
        Some(near) => error.hint(format!("did you mean `{near}`")),
        None => error.hint(format!("put it there: `{}`", folder.name_of(path))),
    }
}

/// The picture of the issue whose path is most like `path`.
fn nearest(folder: &Folder, path: &str) -> Option<String> {
    let mut all = vec![];
    pictures_in(&folder.path, "", 3, &mut all);
    // The right name in another folder is meant more likely than another name in the
    // right one.
    let base = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = |path: &str| base(path).split('.').next().unwrap_or_default().to_owned();
    let same = all.iter().find(|p| base(p) == base(path));
    let like = || all.iter().find(|p| stem(p) == stem(path));
    same.or_else(like).cloned().or_else(|| {
        crate::diag::nearest(path, all.iter().map(String::as_str)).map(str::to_owned)
    })
}

fn pictures_in(folder: &Path, prefix: &str, depth: usize, all: &mut Vec<String>) {
    const ENDINGS: &[&str] =
        &["jpg", "jpeg", "png", "svg", "gif", "webp", "tif", "tiff", "pdf"];
    for entry in disk::list(folder, "").unwrap_or_default() {
        let path = format!("{prefix}{}", entry.name);
        let ending = entry.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match entry.kind {
            Kind::Folder if depth > 0 => {
                pictures_in(&entry.path, &format!("{path}/"), depth - 1, all);
            }
            Kind::File if ENDINGS.contains(&ending.to_lowercase().as_str()) => {
                all.push(path);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_down() {
        assert!(is_below("media/a.png") && is_below("a b/ç.svg"));
        for bad in ["", "../a.png", "a/../../b", "/etc/passwd", "C:/x", "http://x/y"] {
            assert!(!is_below(bad), "{bad}");
        }
    }

    #[test]
    fn one_name_in_two_encodings() {
        assert!(is_alike("caf\u{e9}.jpg", "cafe\u{301}.jpg"));
        assert!(is_alike("Media.PNG", "media.png"));
        assert!(!is_alike("cafe.jpg", "caf\u{e9}.jpg"));
    }
}
