//! Files of articles to issues: a folder for each case in `tests/cases`, and the property
//! that no word is lost.

#![expect(clippy::disallowed_methods, reason = "cases are files")]

mod words;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use words::{only_letters, push_letters};
use wwpub::diag::{Diagnostics, Severity, Source, SourceId, Sources};
use wwpub::input::{self, Defaults, Draft, IssueManifest, PaperManifest};
use wwpub::model::{
    Article, Inline, Issue, Role, flat_text, for_each_block, for_each_text, to_json,
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder as the pipeline reads it.
struct Read {
    sources: Sources,
    drafts: Vec<(String, Draft)>,
    issue: Option<Issue>,
    found: Diagnostics,
}

fn read_folder(folder: &Path, name: &str) -> Read {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut read = Read {
        sources: Sources::new(),
        drafts: vec![],
        issue: None,
        found: Diagnostics::new(),
    };
    let mut paper = PaperManifest::default();
    let mut issue = IssueManifest::default();
    for manifest in ["wwpub.toml", "issue.toml"] {
        if !names.iter().any(|name| name == manifest) {
            continue;
        }
        let source = read.add(folder, manifest);
        let found;
        if manifest == "wwpub.toml" {
            (paper, found) = input::paper_manifest(&source);
        } else {
            (issue, found) = input::issue_manifest(&source);
        }
        read.found.append(found);
    }
    let defaults = input::defaults(&paper, &issue);
    for name in names.iter().filter(|name| input::is_article(name)) {
        let source = read.add(folder, name);
        let (draft, found) = input::read(&source, &defaults);
        read.found.append(found);
        read.drafts.extend(draft.map(|draft| (name.clone(), draft)));
    }
    let (made, found) = input::collate(read.drafts.clone(), &paper, &issue, name);
    read.found.append(found);
    read.issue = made;
    read
}

impl Read {
    fn add(&mut self, folder: &Path, name: &str) -> Source {
        let bytes = fs::read(folder.join(name)).expect("a file");
        let decoded = input::decode(&bytes);
        self.found.append(decoded.found);
        let id = self.sources.add(name, decoded.text);
        self.sources.get(id).clone()
    }

    /// Findings as the command line tells them.
    fn told(&self) -> String {
        let mut told = String::new();
        for d in &self.found.clone().sorted() {
            let severity = match d.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            };
            let place = d.span.map_or(String::new(), |span| {
                let (path, line, column) = self.sources.place(span);
                format!(" {path}:{line}:{column}")
            });
            writeln!(told, "{severity}[{}]{place}: {}", d.code, d.message)
                .expect("a string");
            for hint in &d.hints {
                writeln!(told, "  hint: {hint}").expect("a string");
            }
        }
        told
    }

    /// What was guessed, and how surely.
    fn guessed(&self) -> String {
        let mut told = String::new();
        for guess in self.drafts.iter().flat_map(|(_, draft)| &draft.guesses) {
            let (path, line, _) = self.sources.place(guess.span);
            let text = &self.sources.get(guess.span.source).text
                [guess.span.start as usize..guess.span.end as usize];
            let first: String = text.chars().take(40).collect();
            let (what, sure) = (guess.what.name(), guess.confidence);
            writeln!(told, "{path}:{line} {what} {sure}: {}", first.replace('\n', "⏎"))
                .expect("a string");
        }
        told
    }
}

/// Each case is a folder: `in/` as an editor would have it, `golden/` as it is read.
/// `INSTA_UPDATE=always` writes the golden files; look at the difference.
#[test]
fn every_case_reads_as_its_golden_files() {
    let renew = std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always");
    let mut cases: Vec<PathBuf> = fs::read_dir(root().join("tests/cases"))
        .expect("tests/cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("input-"))
        })
        .collect();
    cases.sort();
    assert!(cases.len() > 20, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in cases {
        let read = read_folder(&case.join("in"), "1997-01-09");
        let golden = [
            ("model.json", read.issue.as_ref().map(to_json).unwrap_or_default()),
            ("found.txt", read.told()),
            ("guessed.txt", read.guessed()),
        ];
        for (name, text) in golden {
            let path = case.join("golden").join(name);
            let wanted = fs::read_to_string(&path).unwrap_or_default();
            if wanted == text {
                continue;
            }
            if renew {
                fs::create_dir_all(case.join("golden")).expect("a folder");
                if text.is_empty() {
                    fs::remove_file(&path).expect("a file");
                } else {
                    fs::write(&path, text).expect("a file");
                }
            } else {
                let (line, want, got) = first_difference(&wanted, &text);
                writeln!(
                    wrong,
                    "{}:{line}\n  wanted {want}\n  got    {got}",
                    path.display()
                )
                .expect("a string");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn first_difference(wanted: &str, got: &str) -> (usize, String, String) {
    let (mut w, mut g) = (wanted.lines(), got.lines());
    let mut line = 1;
    loop {
        let (a, b) = (w.next(), g.next());
        if a != b || a.is_none() {
            let shown = |l: Option<&str>| l.unwrap_or("(the end)").to_owned();
            return (line, shown(a), shown(b));
        }
        line += 1;
    }
}

#[test]
fn the_sample_is_the_paper_it_was() {
    let read = read_folder(&root().join("content/1997-01-09"), "1997-01-09");
    assert_eq!(read.told(), "");
    let issue = read.issue.expect("an issue");
    assert_eq!(issue.paper.name, "Weekly Worker");
    assert_eq!(issue.date.to_string(), "1997-01-09");
    let article = issue.articles().next().expect("an article");
    assert_eq!(article.title(), "Mission impossible in Peru");
    assert_eq!(article.body.len(), 5);
    assert_eq!(flat_text(article.byline.as_ref().unwrap()), "Paul Greenaway");
    assert_eq!(article.slug.as_str(), "mission-impossible-in-peru");
}

#[test]
fn the_specimen_is_read_without_a_fault() {
    let read = read_folder(&root().join("content/specimen"), "specimen");
    let told = read.told();
    let notes_only = told.lines().all(|l| l.starts_with("note") || l.starts_with("  "));
    assert!(notes_only, "{told}");
    let issue = read.issue.expect("an issue");
    assert!(issue.articles().count() >= 12);
    // Every word between spaces that holds a letter or figure stands in the model.
    for (path, draft) in &read.drafts {
        let source = read.sources.iter().find(|s| s.path == *path).unwrap();
        let missing = missing_words(&visible(&source.text), &draft.article);
        assert_eq!(missing, [] as [&str; 0], "{path}");
        assert_eq!(out_of_order(&source.text, &draft.article), None, "{path}");
    }
}

/// The first paragraph of a Markdown text that does not stand whole in the article, behind
/// the one before it. Lists with numbers, pictures, notes, tables and parts are left to
/// the cases.
fn out_of_order(text: &str, article: &Article) -> Option<String> {
    let mut there = String::new();
    for_each_text(article, &mut |_, text| {
        push_letters(&mut there, &without_calls(&text.inlines));
    });
    let mut from = 0;
    for chunk in text.split("\n\n").skip(1) {
        let numbered =
            chunk.lines().any(|l| l.trim_start().starts_with(char::is_numeric));
        let other = ["{#", ":::", "![", "[^1]:", "[^2]:", "|", "```"]
            .iter()
            .any(|mark| chunk.contains(mark));
        if numbered || other {
            continue;
        }
        let wanted = only_letters(&visible(chunk));
        match there[from..].find(&wanted) {
            Some(at) => from += at + wanted.len(),
            None => return Some(chunk.into()),
        }
    }
    None
}

/// A Markdown text without its front matter and marks: what a reader should see.
fn visible(text: &str) -> String {
    let body = match text.get(..3) {
        Some(mark @ ("---" | "+++")) => {
            text[3..].split_once(&format!("\n{mark}\n")).map_or(text, |(_, body)| body)
        }
        _ if text.starts_with("Title:") => {
            text.split_once("\n\n").map_or(text, |(_, b)| b)
        }
        _ => text,
    };
    let mut out = String::new();
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        let closed = |end: &str| rest.find(end).map(|at| at + end.len());
        let skip = match c {
            '<' if rest.starts_with("<http") => Some(1),
            '<' => closed(">"),
            // The address of a link or picture, but not the caption in quotes.
            ']' if rest.starts_with("](") => rest.find([' ', ')']).map(|at| at + 1),
            '[' if rest.starts_with("[^") => closed("]"),
            ':' if rest.starts_with(":::") => {
                let line = rest.lines().next().unwrap_or_default();
                let name = line.trim_start_matches([':', ' ']);
                let word = name.find(' ').unwrap_or(name.len());
                Some(line.len() - name.len() + word)
            }
            _ => None,
        };
        if let Some(n) = skip {
            // A tag inside a word does not part it.
            if c != '<' || rest.starts_with("<br") {
                out.push(' ');
            }
            rest = &rest[n..];
            continue;
        }
        match c {
            '|' | '"' | '{' | '}' => out.push(' '),
            '*' | '_' | '~' | '^' | '`' | '\\' | '#' => {}
            c => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// The words of `text` that do not stand in the article, whatever their order.
fn missing_words(text: &str, article: &Article) -> Vec<String> {
    let mut there: Vec<String> = vec![];
    let mut add = |text: &str| {
        there.extend(plain_words(text));
    };
    for_each_text(article, &mut |_, text| add(&without_calls(&text.inlines)));
    for_each_block(article, &mut |block| match &block.kind {
        wwpub::model::BlockKind::Figure(figure) => {
            add(figure.alt.as_deref().unwrap_or_default());
        }
        wwpub::model::BlockKind::Code(code) => {
            add(code.language.as_deref().unwrap_or_default());
        }
        _ => {}
    });
    there.sort();
    let keys = ["from", "place", "by", "repeats", "stick", "x"];
    plain_words(text)
        .filter(|word| there.binary_search(word).is_err())
        .filter(|word| word.parse::<u32>().is_err())
        .filter(|word| !keys.iter().any(|key| word.trim_end_matches('=') == *key))
        .collect()
}

/// Flat text with a space for each call of a note.
fn without_calls(inlines: &[Inline]) -> String {
    let mut flat = String::new();
    for inline in inlines {
        match inline {
            Inline::NoteRef(_) => flat.push(' '),
            Inline::Text(text) | Inline::Code(text) => flat.push_str(text),
            Inline::LineBreak => flat.push('\n'),
            other => flat.push_str(&without_calls(other.children().unwrap_or_default())),
        }
    }
    flat
}

/// Words without the punctuation around them.
fn plain_words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .into_iter()
}

// Properties.

fn read_text(path: &str, text: &str) -> (Option<Draft>, Diagnostics) {
    let source = Source { id: SourceId(0), path: path.into(), text: text.into() };
    input::read(&source, &Defaults::default())
}

#[test]
fn depth_and_length_do_no_harm() {
    for piece in [
        "> ",
        "- ",
        "*a ",
        "[",
        "<div>",
        "<b>",
        "![a](",
        "1. ",
        "::: boxout\n",
        "(",
        "[^1]: ",
        "| ",
    ] {
        let text = piece.repeat(20_000);
        let (draft, _) = read_text("a.md", &format!("{text}word"));
        if let Some(draft) = draft {
            let json = serde_json::to_string(&draft.article)
                .expect("a model that can be written");
            assert!(serde_json::from_str::<Article>(&json).is_ok(), "{piece}");
        }
    }
    for head in ["---\na: ", "+++\na = "] {
        let _ = read_text("a.md", &format!("{head}{}\n---\n+++\n", "[".repeat(20_000)));
        let _ =
            read_text("a.md", &format!("{head}{}\n---\n+++\n", "{a: ".repeat(20_000)));
    }
    let nested = format!("---\n{}x: 1\n---\nText", "- ".repeat(20_000));
    let _ = read_text("a.md", &nested);
}
