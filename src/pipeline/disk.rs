//! The one door to the disk.

#![allow(clippy::disallowed_methods, reason = "this is the door")]

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic};

/// The longest file that is taken in; longer ones are a mistake.
const MAX_BYTES: u64 = 1 << 30;

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its name.
    pub(super) name: String,
    /// Its path.
    pub(super) path: PathBuf,
    /// What it is, or what it leads to.
    pub(super) kind: Kind,
}

/// What stands at a path, links followed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file with bytes in it.
    File,
    /// A folder.
    Folder,
    /// A device, a pipe, or a link that leads nowhere.
    Other,
    /// Nothing.
    Nothing,
}

/// What stands at `path`.
pub(super) fn kind(path: &Path) -> Kind {
    match fs::metadata(path) {
        Ok(there) if there.is_file() => Kind::File,
        Ok(there) if there.is_dir() => Kind::Folder,
        Ok(_) => Kind::Other,
        Err(_) if fs::symlink_metadata(path).is_ok() => Kind::Other,
        Err(_) => Kind::Nothing,
    }
}

/// The bytes of the file at `path`, which the author knows as `name`.
pub(super) fn read(path: &Path, name: &str) -> Result<Vec<u8>, Diagnostic> {
    let trouble = |error: &io::Error| {
        let message = format!("`{name}` cannot be read: {}", reason(error));
        Diagnostic::error(Code("w-001"), message)
    };
    if kind(path) == Kind::Other {
        // Reading from a pipe could wait for ever.
        return Err(trouble(&io::Error::other("it is not a file")));
    }
    let file = fs::File::open(path).map_err(|e| trouble(&e))?;
    let mut bytes = vec![];
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|e| trouble(&e))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(trouble(&io::Error::other("it is longer than 1 GB")));
    }
    Ok(bytes)
}

/// What is in the folder `path`, which the author knows as `name`; by name, numbers in
/// names by their worth.
pub(super) fn list(path: &Path, name: &str) -> Result<Vec<Entry>, Diagnostic> {
    let trouble = |error: io::Error| {
        let message = format!("the folder `{name}` cannot be read: {}", reason(&error));
        Diagnostic::error(Code("w-001"), message)
    };
    let mut entries = vec![];
    for entry in fs::read_dir(path).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        let kind = kind(&path);
        entries.push(Entry { name, path, kind });
    }
    entries.sort_by(|a, b| by_name(&a.name, &b.name));
    Ok(entries)
}

/// The path without links and dots, where there is such a thing.
pub(super) fn real(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// Names as people order them: `2.md` before `10.md`.
fn by_name(a: &str, b: &str) -> std::cmp::Ordering {
    parts(a).cmp(&parts(b)).then_with(|| a.cmp(b))
}

/// A name in parts: figures by their worth, which have leading noughts cut off, and other
/// letters.
fn parts(name: &str) -> Vec<(usize, &str)> {
    let mut parts = vec![];
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let figures = first.is_ascii_digit();
        let end =
            rest.find(|c: char| c.is_ascii_digit() != figures).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        if figures {
            let worth = part.trim_start_matches('0');
            parts.push((worth.len() + 1, worth));
        } else {
            parts.push((usize::MAX, part));
        }
        rest = after;
    }
    parts
}

/// Makes a folder and those above it.
pub(super) fn make_folder(path: &Path, name: &str) -> Result<(), Diagnostic> {
    fs::create_dir_all(path).map_err(|error| {
        let message = format!("the folder `{name}` cannot be made: {}", reason(&error));
        Diagnostic::error(Code("w-004"), message)
            .hint("name another with `-o`, or ask for the right to write there")
    })
}

/// A file on its way: its bytes stand beside the target until it is put in its place.
#[derive(Debug)]
pub(super) struct Proof {
    beside: PathBuf,
    target: PathBuf,
}

impl Proof {
    /// Writes `bytes` beside `target` and waits until they are on the disk.
    pub(super) fn write(target: &Path, bytes: &[u8]) -> io::Result<Self> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        // Two runs at once must not share it; it never becomes part of anything.
        let beside = format!(".{name}.{}.part", std::process::id());
        let proof = Self { beside: target.with_file_name(beside), target: target.into() };
        let mut file = fs::File::create(&proof.beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(proof)
    }

    /// Puts it in its place: an older file is whole until then and gone at once.
    pub(super) fn put_in_place(self) -> io::Result<()> {
        fs::rename(&self.beside, &self.target)
    }
}

impl Drop for Proof {
    fn drop(&mut self) {
        // After it was put in its place there is nothing to take away.
        drop(fs::remove_file(&self.beside));
    }
}

/// Why the disk refused, in the words of the system, as a part of a sentence.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        _ => {
            let words = error.to_string();
            // `File name too long (os error 36)`
            let words = words.split(" (os error").next().unwrap_or_default();
            words.to_lowercase()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_by_their_worth() {
        let mut names = ["10.md", "b.md", "2.md", "a-12.md", "a-2.md", "02.md", "a.md"];
        names.sort_by(|a, b| by_name(a, b));
        assert_eq!(
            names,
            ["02.md", "2.md", "10.md", "a-2.md", "a-12.md", "a.md", "b.md"]
        );
    }
}
