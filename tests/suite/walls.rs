//! The walls between the rooms of `src/`: imports point one way only, and each crate from
//! outside is named in the rooms that it is for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rows of the chart, from the top: a room imports rooms of lower rows only, and
/// never its neighbours. `layout` and what follows is the chart of `src/lib.rs`.
const ROWS: &[&[&str]] = &[
    &["cli"],
    &["pipeline"],
    &["preflight"],
    &["input", "typogrify", "epub", "pdf", "proof"],
    &["impose"],
    &["layout"],
    &["font", "picture"],
    &["style"],
    &["model"],
    &["unit", "diag"],
];

/// Walls inside the rows: what a room must not import although it lies lower.
const NEVER: &[(&str, &[&str])] = &[
    ("epub", &["layout", "impose"]),
    ("pdf", &["style"]),
    // Imposition counts pages and looks at none.
    ("impose", &["layout", "font", "picture"]),
    ("input", &["impose", "layout", "font", "picture", "style", "unit"]),
    ("typogrify", &["impose", "layout", "font", "picture", "style", "unit"]),
];

/// The crates that only some rooms may name.
const CRATES: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("anstream", &["cli", "main"]),
    ("anstyle", &["cli"]),
    ("pulldown_cmark", &["input"]),
    ("html5gum", &["input"]),
    ("saphyr", &["input"]),
    ("encoding_rs", &["input", "picture"]),
    ("chardetng", &["input"]),
    ("toml", &["style", "input"]),
    ("epub_builder", &["epub"]),
    ("zip", &["epub"]),
    ("quick_xml", &["epub"]),
    ("printpdf", &["pdf"]),
    ("lopdf", &["pdf", "picture"]),
    ("xmp_writer", &["pdf"]),
    ("subsetter", &["pdf"]),
    ("flate2", &["pdf", "picture"]),
    ("tiny_skia", &["proof"]),
    ("image", &["picture"]),
    ("jpeg_encoder", &["picture"]),
    ("moxcms", &["picture"]),
    ("image_webp", &["picture"]),
    ("tiff", &["picture"]),
    ("zune_jpeg", &["picture"]),
    ("resvg", &["picture"]),
    ("usvg", &["picture"]),
    ("harfrust", &["font"]),
    ("skrifa", &["font", "pdf"]),
    ("hypher", &["layout"]),
    ("icu_segmenter", &["layout"]),
    ("unicode_bidi", &["layout", "pdf"]),
    ("unicode_script", &["font", "layout"]),
    ("strsim", &["diag"]),
    ("chrono", &["model", "epub"]),
    ("uuid", &["model", "pdf"]),
];

/// Doors to the world, and the rooms that may open them.
const DOORS: &[(&str, &[&str])] = &[
    ("std::fs", &["pipeline"]),
    ("std::env", &["pipeline", "main"]),
    ("std::process", &["pipeline", "cli", "main"]),
    ("std::net", &[]),
    ("std::time", &[]),
];

#[test]
fn rooms_import_only_downwards() {
    let broken: Vec<String> = sources().iter().flat_map(wrong_rooms).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn crates_are_named_in_their_rooms_only() {
    let broken: Vec<String> = sources().iter().flat_map(wrong_crates).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn doors_to_the_world_are_few() {
    let broken: Vec<String> = sources().iter().flat_map(wrong_doors).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn rooms_are_reached_by_crate_paths() {
    let broken: Vec<String> = sources()
        .iter()
        .filter(|source| {
            // Inside a file's own test module `super` is the file itself.
            source.code.split("mod tests {").next().unwrap().contains("super::super::")
                && !source.code.contains("pub(in super::super)")
        })
        .map(|source| format!("{}: super::super::", source.path))
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_crate_of_the_manifest_has_a_room_or_is_for_all() {
    /// For every room that needs them: data in and out, and work in parallel.
    const FOR_ALL: &[&str] = &["serde", "serde_json", "schemars", "rayon"];
    let manifest = read(&root().join("Cargo.toml"));
    let table = manifest.split("[dependencies]\n").nth(1).expect("dependencies");
    let table = table.split("\n[").next().expect("an end");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, _)) = line.split_once(" = ") else { continue };
        let name = name.replace('-', "_");
        let known = CRATES.iter().any(|(known, _)| *known == name);
        assert!(known || FOR_ALL.contains(&name.as_str()), "`{name}` has no room");
    }
}

#[test]
fn every_code_stands_in_a_table_or_list_of_its_room() {
    let sources = sources();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in &sources {
        // Test modules stand at the end of files.
        let code = source.code.split("mod tests {").next().unwrap_or_default();
        for found in codes(code, '"') {
            used.entry(found).or_default().insert(source.path.clone());
        }
    }
    let listed: BTreeSet<String> = sources
        .iter()
        .flat_map(|source| {
            let lists =
                source.path.ends_with("codes.rs").then(|| codes(&source.code, '"'));
            let tables = source.text.lines().filter(|line| line.starts_with("//! |"));
            let tables: Vec<String> =
                tables.flat_map(|line| codes(&line.replace('`', " "), ' ')).collect();
            lists.unwrap_or_default().into_iter().chain(tables)
        })
        .collect();
    used.retain(|code, _| !listed.contains(code));
    assert!(used.is_empty(), "codes that no table explains: {used:#?}");
    assert!(listed.len() > 60, "the lists are found: {}", listed.len());
}

// The walls themselves are tried by planting what they must catch.

#[test]
fn a_planted_import_is_caught() {
    let caught = |path: &str, text: &str| wrong_rooms(&Source::new(path, text));
    let one = |path, text, other| {
        let room = path_room(path);
        assert_eq!(
            caught(path, text),
            [format!("{path}: {room} may not import {other}")]
        );
    };
    one("pdf/write.rs", "use crate::epub::Package;", "epub");
    one("pdf/write.rs", "use crate::{font::FontSet, style::Style};", "style");
    one("epub/nav.rs", "fn f() -> crate::layout::Page { loop {} }", "layout");
    one(
        "model/mod.rs",
        "use crate::{\n    diag::Span,\n    style::{Style, Cut},\n};",
        "style",
    );
    one("layout/mod.rs", "use crate::pipeline;", "pipeline");
    one("layout/mod.rs", "use crate::impose::Booklet;", "impose");
    one("impose/mod.rs", "use crate::layout::Page;", "layout");
    one("input/mod.rs", "use crate::typogrify::issue;", "typogrify");
    one("unit.rs", "use crate::diag::Code;", "diag");
    assert!(
        caught("pdf/write.rs", "use crate::{layout::{Page, Frame}, unit::Abs};")
            .is_empty()
    );
    assert!(
        caught("pdf/write.rs", "//! Not like crate::epub.\nlet a = 1; // crate::epub")
            .is_empty()
    );
    assert!(caught("attic/mod.rs", "").len() == 1, "a room that is not in the chart");
}

#[test]
fn a_planted_crate_is_caught() {
    let caught = |path: &str, text: &str| wrong_crates(&Source::new(path, text)).len();
    assert_eq!(caught("layout/mod.rs", "use printpdf::Mm;"), 1);
    assert_eq!(caught("model/mod.rs", "let x = toml::from_str(text);"), 1);
    assert_eq!(caught("epub/mod.rs", "use {quick_xml::Writer, lopdf as pdf};"), 1);
    assert_eq!(caught("style/mod.rs", "use crate::style::image::Frame; use zip;"), 1);
    assert_eq!(caught("pdf/page/image.rs", "use crate::layout::image::Frame;"), 0);
    assert_eq!(
        caught("pdf/mod.rs", "mod image;\nuse image::draw;"),
        0,
        "a module of ours"
    );
    assert_eq!(caught("cli/mod.rs", "use clap::Parser;"), 0);
}

#[test]
fn a_planted_door_is_caught() {
    let caught = |path: &str, text: &str| wrong_doors(&Source::new(path, text)).len();
    assert_eq!(caught("epub/mod.rs", "use std::fs::File;"), 1);
    assert_eq!(caught("epub/mod.rs", "use std::{fmt, fs, io};"), 1);
    assert_eq!(caught("style/load.rs", "std::fs::read(path)"), 1);
    assert_eq!(
        caught("layout/mod.rs", "use std::{collections::{BTreeMap}, time::Instant};"),
        1
    );
    assert_eq!(caught("pipeline/disk.rs", "use std::fs;"), 0);
    assert_eq!(caught("epub/mod.rs", "use std::fmt;"), 0);
}

/// A file of `src/`.
struct Source {
    /// Below `src`, with `/`.
    path: String,
    /// Its room, or `lib` or `main`.
    room: String,
    text: String,
    /// The text without its comments.
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let code: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| line.split(" // ").next().unwrap_or(line))
            .collect();
        let code = code.join("\n");
        Self { path: path.into(), room: path_room(path), text: text.into(), code }
    }
}

fn path_room(path: &str) -> String {
    path.split('/').next().expect("a first part").trim_end_matches(".rs").to_owned()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[expect(clippy::disallowed_methods, reason = "the test looks at the sources")]
fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a readable file")
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut files = vec![];
    rust_files(&src, &mut files);
    files.sort();
    let of = |file: &PathBuf| {
        let path = file.strip_prefix(&src).expect("a file below src");
        Source::new(&path.to_string_lossy().replace('\\', "/"), &read(file))
    };
    files.iter().map(of).collect()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn rooms() -> Vec<&'static str> {
    ROWS.iter().flat_map(|row| row.iter().copied()).collect()
}

/// The rooms that `room` may import; `None` for one that the chart does not know.
fn allowed(room: &str) -> Option<Vec<&'static str>> {
    let row = ROWS.iter().position(|row| row.contains(&room))?;
    let never = NEVER.iter().find(|(who, _)| *who == room).map_or(&[][..], |(_, n)| *n);
    let lower = ROWS[row + 1..].iter().flat_map(|row| row.iter().copied());
    Some(lower.filter(|other| !never.contains(other)).collect())
}

fn wrong_rooms(source: &Source) -> Vec<String> {
    if ["lib", "main"].contains(&source.room.as_str()) {
        return vec![];
    }
    let Some(allowed) = allowed(&source.room) else {
        return vec![format!(
            "{}: room `{}` is not in the chart",
            source.path, source.room
        )];
    };
    let named: BTreeSet<String> = heads_after(&source.code, "crate::")
        .into_iter()
        .filter(|head| rooms().contains(&head.as_str()))
        .collect();
    named
        .iter()
        .filter(|other| **other != source.room && !allowed.contains(&other.as_str()))
        .map(|other| format!("{}: {} may not import {other}", source.path, source.room))
        .collect()
}

fn wrong_crates(source: &Source) -> Vec<String> {
    CRATES
        .iter()
        .filter(|(_, rooms)| !rooms.contains(&source.room.as_str()))
        .filter(|(name, _)| names_crate(&source.code, name))
        .map(|(name, _)| format!("{}: {} may not name {name}", source.path, source.room))
        .collect()
}

/// Whether `code` reaches for the crate: `name::…`, `use name;`, `use name as …`, but not
/// `…::name` and not a module of the same name.
fn names_crate(code: &str, name: &str) -> bool {
    let ours = code.contains(&format!("mod {name};"));
    !ours
        && code.match_indices(name).any(|(at, _)| {
            let before = code[..at].chars().next_back();
            let after = &code[at + name.len()..];
            let whole =
                before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '"');
            let path = code[..at].ends_with("::") && !code[..at].ends_with(" ::");
            let imported = code[..at].trim_end().ends_with("use")
                && (after.starts_with(';') || after.starts_with(" as "));
            let in_group = in_group_of(&code[..at], "use ")
                && (after.starts_with([',', '}']) || after.starts_with(" as "));
            whole && !path && (after.starts_with("::") || imported || in_group)
        })
}

/// Whether a text ends inside the outermost braces of `start {`.
fn in_group_of(before: &str, start: &str) -> bool {
    let Some(at) = before.rfind(&format!("{start}{{")) else { return false };
    let inside = &before[at..];
    inside.matches('{').count() == inside.matches('}').count() + 1
        && !inside.contains(';')
}

fn wrong_doors(source: &Source) -> Vec<String> {
    let heads = heads_after(&source.code, "std::");
    DOORS
        .iter()
        .filter(|(_, rooms)| !rooms.contains(&source.room.as_str()))
        .filter(|(door, _)| heads.iter().any(|head| format!("std::{head}") == *door))
        .map(|(door, _)| format!("{}: {} may not open {door}", source.path, source.room))
        .collect()
}

/// What stands directly behind `prefix`: `a` in `crate::a::B`, `a` and `b` in
/// `crate::{a::{C, D}, b}`.
fn heads_after(code: &str, prefix: &str) -> Vec<String> {
    let mut heads = vec![];
    for (at, _) in code.match_indices(prefix) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        let grouped = rest.starts_with('{');
        let mut depth = 0_u32;
        for item in rest.split_inclusive(['{', '}', ',', ';']) {
            let head = item.trim_start();
            let end = head.find(|c: char| !c.is_alphanumeric() && c != '_');
            let head = &head[..end.unwrap_or(head.len())];
            if depth == u32::from(grouped) && !head.is_empty() {
                heads.push(head.to_owned());
            }
            match item.chars().next_back() {
                Some('{') => depth += 1,
                Some('}') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    heads
}

/// Every `x-000` between two `mark`s.
fn codes(text: &str, mark: char) -> Vec<String> {
    text.split([mark, '\n'])
        .filter(|part| {
            let bytes = part.as_bytes();
            bytes.len() == 5
                && bytes[0].is_ascii_lowercase()
                && bytes[1] == b'-'
                && bytes[2..].iter().all(u8::is_ascii_digit)
        })
        .map(str::to_owned)
        .collect()
}
