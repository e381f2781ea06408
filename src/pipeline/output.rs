//! Where files go, and how they get there whole or not at all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::disk::{self, Kind, Proof, reason};
use super::project::{IssueFolder, Opened, Project};
use super::{Edition, Product, Request};
use crate::diag::{Code, Diagnostic};
use crate::model::{Issue, Slug, Wording};
use crate::style::Device;

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What it is.
    pub product: Product,
    /// Where it is.
    pub path: PathBuf,
    /// The same as seen from the folder one stands in.
    pub shown: String,
}

/// A file that is not on the disk yet.
#[derive(Debug)]
pub(super) struct File {
    pub(super) product: Product,
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
}

/// The names of the files of a run, given out one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Names {
    target: Target,
    /// Names that are given away, each with the issue that has it.
    taken: BTreeMap<PathBuf, String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    /// Into this folder, under names made from the paper and the day.
    Folder(PathBuf),
    /// This file.
    File(PathBuf),
}

/// The name of an issue's files, but for their endings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// With the ending of the edition.
    Stem(PathBuf),
    /// As the user said.
    Whole(PathBuf),
}

impl Base {
    /// The file of an edition.
    pub(super) fn file(&self, edition: Edition) -> PathBuf {
        match self {
            // Not `with_extension`: names may have full stops.
            Self::Stem(stem) => {
                let mut file = stem.clone().into_os_string();
                file.push(edition.ending());
                file.into()
            }
            Self::Whole(file) => file.clone(),
        }
    }
}

impl Names {
    /// As the request says: a folder is one that is there, or a name without an ending.
    pub(super) fn of(request: &Request, opened: &Opened) -> Result<Self, Diagnostic> {
        let target = match &request.output {
            None => Target::Folder(opened.project.out()),
            Some(output) => {
                let path = opened.project.here.join(output);
                let shown = output.to_string_lossy();
                let one = request.editions.len() == 1 && opened.issues.len() == 1;
                let folder = disk::kind(&path) == Kind::Folder
                    || shown.ends_with(['/', std::path::MAIN_SEPARATOR])
                    || !names_a_file(&path);
                match folder {
                    true => Target::Folder(path),
                    false if one => Target::File(path),
                    false => return Err(several(&shown)),
                }
            }
        };
        if let Some(report) = &request.report
            && opened.issues.len() > 1
        {
            return Err(several(&report.to_string_lossy()));
        }
        Ok(Self { target, taken: BTreeMap::new() })
    }

    /// The name for the files of `issue`. Where another issue of the run has it, that is
    /// told, and a number stands behind it for a draft.
    pub(super) fn base(
        &mut self,
        issue: &Issue,
        at: &IssueFolder,
        device: Device,
    ) -> (Base, Option<Diagnostic>) {
        let folder = match &self.target {
            Target::Folder(folder) => folder,
            Target::File(file) => return (Base::Whole(file.clone()), None),
        };
        let stem = match device {
            // Kindle calls what was sent to it by the name of the file.
            Device::Kindle => title(issue, at),
            Device::Generic | Device::Kobo => stem(issue, at),
        };
        let finding = self.taken.get(&folder.join(&stem)).map(|other| {
            let message =
                format!("`{}` and `{other}` are issues of one day", at.folder.name());
            Diagnostic::error(Code("i-123"), message)
                .hint("correct the date of one of them in its `issue.toml`")
        });
        let free = std::iter::once(stem.clone())
            .chain((2..10_000).map(|n| format!("{stem}-{n}")))
            .map(|name| folder.join(name))
            .find(|path| !self.taken.contains_key(path))
            .expect("one number is free");
        self.taken.insert(free.clone(), at.folder.name().to_owned());
        (Base::Stem(free), finding)
    }
}

fn several(shown: &str) -> Diagnostic {
    let message = format!("`{shown}` is one file, and several would be made");
    Diagnostic::error(Code("u-004"), message).hint("name a folder behind `-o`")
}

/// `issue.epub`, `issue.zip`, but not `out` and not `1997.01.09`.
fn names_a_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ending.to_string_lossy().chars().all(|c| c.is_ascii_alphabetic())
    })
}

/// `weekly-worker-1997-01-09`. An article that is asked for alone must not take the
/// place of its issue.
fn stem(issue: &Issue, at: &IssueFolder) -> String {
    let paper = file_name(&issue.paper.name);
    let mut stem = format!("{paper}-{}", issue.date);
    if let (Some(_), Some(article)) = (&at.only, issue.articles().next()) {
        stem = format!("{stem}-{}", article.slug);
    }
    // File systems end names at 255 bytes.
    stem.truncate(stem.floor_char_boundary(200));
    stem
}

/// A name for files: Latin words as slugs have them, the letters of other scripts as they
/// are, which every file system of today keeps.
fn file_name(words: &str) -> String {
    let mut name = String::new();
    for word in words.split_whitespace() {
        let latin = word.contains(is_latin);
        let letters: String = word.chars().filter(|c| is_of_word(*c)).collect();
        if letters.is_empty() {
            continue;
        }
        if !name.is_empty() {
            name.push('-');
        }
        if latin || letters.is_ascii() {
            name.push_str(Slug::from_words(word).as_str());
        } else {
            name.extend(letters.chars().flat_map(char::to_lowercase));
        }
    }
    // Names end at 255 bytes, and the day must have its place.
    name.truncate(name.floor_char_boundary(150));
    if name.is_empty() { Slug::from_words(words).to_string() } else { name }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, 'À'..='\u{24F}' | 'Ḁ'..='ỿ' if c.is_alphabetic())
}

/// Letters, figures and the marks on them, also those that Unicode does not count as
/// letters: accents, signs that mute a vowel, tones.
fn is_of_word(c: char) -> bool {
    let mark = matches!(u32::from(c),
        0x300..=0x36F | 0x93C | 0x94D | 0x9BC | 0x9CD | 0xA3C | 0xA4D | 0xABC | 0xACD
        | 0xB3C | 0xB4D | 0xBCD | 0xC4D | 0xCBC | 0xCCD | 0xD4D | 0xDCA | 0xE3A
        | 0xE47..=0xE4E | 0xEC8..=0xECD | 0x1037..=0x103A | 0x17D2 | 0x3099..=0x309A);
    c.is_alphanumeric() || mark
}

/// `Weekly Worker 174, 9 January 1997`, with what no file system takes left out.
fn title(issue: &Issue, at: &IssueFolder) -> String {
    let date = Wording::of(&issue.lang).date(issue.date);
    let mut title = format!("{}, {date}", issue.name_and_number());
    if let (Some(_), Some(article)) = (&at.only, issue.articles().next()) {
        title = format!("{}, {title}", article.title());
    }
    let odd = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    let plain: String = title.chars().map(|c| if odd(c) { ' ' } else { c }).collect();
    let mut short = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = (0..=short.len().min(200)).rev().find(|at| short.is_char_boundary(*at));
    short.truncate(end.unwrap_or(0));
    // A name that begins with a full stop is hidden.
    short.trim_matches(['.', ' ']).to_owned()
}

/// Writes the files of an issue: all are on the disk before the first takes its place.
pub(super) fn write(
    files: Vec<File>,
    project: &Project,
) -> Result<Vec<Made>, Diagnostic> {
    let mut proofs = vec![];
    for File { product, path, bytes } in files {
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
        proofs.push((proof, Made { product, path, shown }));
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
    fn files_are_named_in_the_letters_of_the_paper() {
        assert_eq!(file_name("Weekly Worker"), "weekly-worker");
        assert_eq!(file_name("Die Tägliche, 2. Ausgabe"), "die-taegliche-2-ausgabe");
        assert_eq!(file_name("«Гранка»"), "гранка");
        assert_eq!(file_name("دفتر الورّاق"), "دفتر-الورّاق");
        assert_eq!(file_name("週刊活字"), "週刊活字");
        assert_eq!(file_name("!"), "untitled");
    }

    #[test]
    fn endings_tell_files_from_folders() {
        let file = |path: &str| names_a_file(Path::new(path));
        assert!(file("a/issue.epub") && file("x.PDF"));
        assert!(!file("out") && !file("out/1997.01.09") && !file(".hidden"));
    }
}
