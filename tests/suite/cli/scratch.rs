//! A folder for one test, and the command run in it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;
use wwpub::cli::{Exit, run};

/// A folder that is gone after the test.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("wwpub-test-{}-{n}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    /// A paper with one issue, `issue/`, and one article in it.
    pub(super) fn paper() -> Self {
        Self::new()
            .with("wwpub.toml", "name = \"The Galley\"\nlang = \"en-GB\"\n")
            .with("issue/issue.toml", "date = \"2026-11-19\"\nnumber = 7\n")
            .with("issue/story.md", STORY)
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// The same with one more file.
    #[expect(clippy::disallowed_methods, reason = "tests make their own input")]
    pub(super) fn with(self, file: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(file);
        let folder = path.parent().expect("a folder above");
        fs::create_dir_all(folder).expect("a folder for the file");
        fs::write(path, content).expect("a file of the test");
        self
    }

    #[expect(clippy::disallowed_methods, reason = "tests look at what was made")]
    pub(super) fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.path(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
    }

    /// The files of an EPUB in it with their text, as far as it is text.
    pub(super) fn unpacked(&self, file: &str) -> Vec<(String, String)> {
        let bytes = std::io::Cursor::new(self.read(file));
        let mut book = zip::ZipArchive::new(bytes).expect("an archive");
        (0..book.len())
            .map(|at| {
                let mut entry = book.by_index(at).expect("an entry");
                let mut bytes = vec![];
                std::io::copy(&mut entry, &mut bytes).expect("the entry is whole");
                let text = String::from_utf8_lossy(&bytes).into_owned();
                (entry.name().to_owned(), text)
            })
            .collect()
    }

    /// Every file in it but those that a test put there, by path, sorted.
    pub(super) fn made(&self) -> Vec<String> {
        let mut all = vec![];
        list(&self.0, &self.0, &mut all);
        all.retain(|path| {
            [".epub", ".pdf", ".part"].iter().any(|ending| path.ends_with(ending))
        });
        all.sort();
        all
    }

    /// Runs the command in it, with the findings as JSON.
    pub(super) fn run(&self, words: &[&str]) -> Ran {
        let words: Vec<&str> = [words, &["--format", "json"]].concat();
        let (exit, out, err) = self.say(&words);
        let lines = |text: &str| -> Vec<Value> {
            let parse =
                |line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{text}"));
            text.lines().map(parse).collect()
        };
        let findings = lines(&err);
        Ran { exit, out, findings }
    }

    /// Runs the command in it, as people do: exit code, stdout and stderr without colour.
    pub(super) fn say(&self, words: &[&str]) -> (Exit, String, String) {
        let words = ["wwpub"].iter().chain(words).map(OsString::from);
        let mut out = anstream::StripStream::new(vec![]);
        let mut err = anstream::StripStream::new(vec![]);
        let exit = run(words, &self.0, &mut out, &mut err);
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (exit, text(out.into_inner()), text(err.into_inner()))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn list(folder: &Path, root: &Path, all: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() && !path.is_symlink() {
            list(&path, root, all);
        } else {
            let below = path.strip_prefix(root).expect("a file below");
            all.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
}

/// What came of a run.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) exit: Exit,
    pub(super) out: String,
    pub(super) findings: Vec<Value>,
}

impl Ran {
    /// The codes of a severity, sorted, each once.
    pub(super) fn codes(&self, severity: &str) -> Vec<&str> {
        let of = |f: &&Value| f["severity"] == severity;
        let mut codes: Vec<_> =
            self.findings.iter().filter(of).filter_map(|f| f["code"].as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The places of a code: `issue/story.md:3:1`.
    pub(super) fn places(&self, code: &str) -> Vec<String> {
        let of = |f: &&Value| f["code"] == code;
        let place = |f: &Value| match f["path"].as_str() {
            Some(path) => format!("{path}:{}:{}", f["line"], f["column"]),
            None => String::new(),
        };
        self.findings.iter().filter(of).map(place).collect()
    }

    /// The message and hints of the first finding of a code.
    pub(super) fn text(&self, code: &str) -> String {
        let finding = self.findings.iter().find(|f| f["code"] == code);
        let finding =
            finding.unwrap_or_else(|| panic!("no {code} in {:#?}", self.findings));
        format!("{} {}", finding["message"], finding["hints"])
    }
}

pub(super) const STORY: &str = "\
---
title: \"The first van\"
authors: [Lena Marsh]
---

The van leaves the works at four in the morning, and nobody sees it go.
";

/// A picture of one grey dot.
pub(super) fn dot() -> Vec<u8> {
    wwpub::picture::encode_png(&[90, 90, 90, 255], wwpub::picture::PixelSize::new(1, 1))
}
