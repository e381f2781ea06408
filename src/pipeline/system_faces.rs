//! Faces for what an issue says: those of the paper, and those of this system where a
//! script has no other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::SystemFaces;
use super::disk::{self, Kind};
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::font::{Face, FontSet, Gap, covers_script, gaps};
use crate::model::Issue;
use crate::style::{Generic, Slant, Weight};

/// How deep the folders of a system's faces go.
const DEPTH: usize = 5;

/// A script without a face, and what is said in it.
#[derive(Clone, Debug, Default)]
struct Passage {
    chars: BTreeSet<char>,
    span: Option<Span>,
}

/// The faces for `issue`: `fonts` and, for scripts that have none, faces of this system.
/// What cannot be set is told.
pub(super) fn complete(
    issue: &Issue,
    mut fonts: FontSet,
    system: SystemFaces,
    found: &mut Diagnostics,
) -> FontSet {
    let passages = passages(&gaps(issue, &fonts), &fonts);
    if !passages.is_empty() && system == SystemFaces::Search {
        help_out(&passages, &mut fonts, found);
    }
    for gap in gaps(issue, &fonts) {
        match gap.script {
            Some(script) if passages.contains_key(script) => {}
            _ => found.push(no_character(&gap)),
        }
    }
    for (script, passage) in &passages {
        let missing = |c: &char| fonts.fallback(*c, Weight::REGULAR, None).is_none();
        if passage.chars.iter().any(missing) {
            found.push(no_script(script, passage, system));
        }
    }
    fonts
}

/// The scripts without a face.
fn passages(gaps: &[Gap], fonts: &FontSet) -> BTreeMap<&'static str, Passage> {
    let mut passages: BTreeMap<&'static str, Passage> = BTreeMap::new();
    for gap in gaps {
        let Some(script) = gap.script else { continue };
        if !passages.contains_key(script) && covers_script(fonts, script) {
            continue;
        }
        let passage = passages.entry(script).or_default();
        passage.chars.insert(gap.char);
        // The first place in the text, not that of the first character in the alphabet.
        passage.span = [passage.span, gap.span].into_iter().flatten().min();
    }
    passages
}

/// Adds faces of this system: those with serifs for text, those without for furniture, and
/// whatever else there is for what both have not.
fn help_out(
    passages: &BTreeMap<&'static str, Passage>,
    fonts: &mut FontSet,
    found: &mut Diagnostics,
) {
    let all: BTreeSet<char> =
        passages.values().flat_map(|passage| passage.chars.iter().copied()).collect();
    let faces = installed(&all);
    let mut covered = BTreeSet::new();
    for kind in [Generic::Serif, Generic::Sans] {
        let of_kind: Vec<_> =
            faces.iter().filter(|(_, f)| f.generic == Some(kind)).collect();
        let left = help_with(&of_kind, all.clone(), passages, fonts, found);
        covered.extend(all.difference(&left).copied());
    }
    let left = all.difference(&covered).copied().collect();
    help_with(&faces.iter().collect::<Vec<_>>(), left, passages, fonts, found);
}

/// Adds the families of some faces: each time the one that helps most, until none helps.
/// What is left has no face among them.
fn help_with(
    faces: &[&(PathBuf, Face)],
    mut left: BTreeSet<char>,
    passages: &BTreeMap<&'static str, Passage>,
    fonts: &mut FontSet,
    found: &mut Diagnostics,
) -> BTreeSet<char> {
    while let Some((path, face)) = most_useful(faces, &left) {
        let helped: Vec<&str> = passages
            .iter()
            .filter(|(_, p)| p.chars.iter().any(|c| left.contains(c) && face.covers(*c)))
            .map(|(script, _)| *script)
            .collect();
        for script in helped {
            let file = path.display();
            let message = format!("{script} is set in `{}` of this system", face.name);
            found.push(
                Diagnostic::warning(Code("f-007"), message)
                    .at(passages[script].span)
                    .hint(format!("copy `{file}` into `fonts/` beside `wwpub.toml`, so that the paper looks the same everywhere")),
            );
        }
        left.retain(|c| !face.covers(*c));
        for (_, face) in faces.iter().filter(|(_, f)| f.family == face.family) {
            fonts.add_last(face.clone());
        }
    }
    left
}

/// The upright face with most of the characters; of equals the most regular, then the
/// first.
fn most_useful<'a>(
    faces: &[&'a (PathBuf, Face)],
    wanted: &BTreeSet<char>,
) -> Option<&'a (PathBuf, Face)> {
    faces
        .iter()
        .copied()
        .filter(|(_, face)| face.slant == Slant::Upright)
        .map(|entry| (wanted.iter().filter(|c| entry.1.covers(**c)).count(), entry))
        .filter(|(count, _)| *count > 0)
        .min_by_key(|(count, (_, face))| {
            (usize::MAX - count, face.weight.0.abs_diff(Weight::REGULAR.0))
        })
        .map(|(_, entry)| entry)
}

/// Every static face of this system that has one of the characters, in the order of
/// folders and names.
fn installed(wanted: &BTreeSet<char>) -> Vec<(PathBuf, Face)> {
    let mut faces = vec![];
    for folder in folders() {
        faces_in(&folder, DEPTH, wanted, &mut faces);
    }
    faces
}

fn faces_in(
    folder: &std::path::Path,
    depth: usize,
    wanted: &BTreeSet<char>,
    faces: &mut Vec<(PathBuf, Face)>,
) {
    for entry in disk::list(folder, "").unwrap_or_default() {
        match entry.kind {
            Kind::Folder if depth > 0 => faces_in(&entry.path, depth - 1, wanted, faces),
            Kind::File if is_face(&entry.name) => {
                // A face that cannot be used is no fault of the author.
                let Ok(bytes) = disk::read(&entry.path, &entry.name) else { continue };
                let useful = Face::load(&entry.name, bytes).into_iter().flatten();
                let useful = useful.filter(|face| wanted.iter().any(|c| face.covers(*c)));
                faces.extend(useful.map(|face| (entry.path.clone(), face)));
            }
            _ => {}
        }
    }
}

/// Whether a file of that name may hold a face.
pub(super) fn is_face(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["otf", "ttf", "ttc", "otc"].contains(&ending.to_lowercase().as_str())
}

/// Where systems keep their faces.
fn folders() -> Vec<PathBuf> {
    let from = |variable: &str, below: &str| {
        std::env::var_os(variable).map(|home| PathBuf::from(home).join(below))
    };
    let fixed = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
    ];
    let own = [
        from("XDG_DATA_HOME", "fonts"),
        from("HOME", ".local/share/fonts"),
        from("HOME", ".fonts"),
        from("HOME", "Library/Fonts"),
        from("WINDIR", "Fonts"),
        from("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
    ];
    let mut folders: Vec<PathBuf> = fixed.map(PathBuf::from).into();
    for folder in own.into_iter().flatten() {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}

fn no_character(gap: &Gap) -> Diagnostic {
    let c = gap.char;
    let message = format!("no face has `{c}` (U+{:04X}); a box stands for it", c as u32);
    Diagnostic::warning(Code("f-005"), message)
        .at(gap.span)
        .hint("put a face that has it into `fonts/`, or write another character")
}

fn no_script(script: &str, passage: &Passage, system: SystemFaces) -> Diagnostic {
    let message = format!("no face can set {script}");
    let hint = match system {
        SystemFaces::Search => {
            "put a static face of it into `fonts/`, such as one of Noto"
        }
        SystemFaces::Ignore => {
            "put a static face of it into `fonts/`, or leave out `--no-system-fonts`"
        }
    };
    Diagnostic::error(Code("f-004"), message).at(passage.span).hint(hint)
}
