//! What is the same for every issue of a run: the paper, its style sheets, its faces.

use std::collections::BTreeMap;

use super::disk::{self, Kind};
use super::project::{Folder, Project};
use super::shelf::Desk;
use super::system_faces::is_face;
use crate::diag::Diagnostics;
use crate::font::{Face, FontSet};
use crate::input::{self, PaperManifest};
use crate::style::{self, Sheets, Style};
use crate::typogrify::{Conventions, Marks};

/// The style of a paper that names none.
const STYLE: &str = "weekly";
/// How deep faces may lie in `fonts/`: a folder for each family.
const DEPTH: usize = 3;

/// What is the same for every issue of a run.
#[derive(Debug)]
pub(super) struct House {
    pub(super) paper: PaperManifest,
    pub(super) sheets: Sheets,
    pub(super) fonts: FontSet,
}

impl House {
    /// Reads `wwpub.toml`, `styles/` and `fonts/` of a project.
    pub(super) fn read(project: &Project, desk: &mut Desk<'_>) -> Self {
        Self {
            paper: paper(project, desk),
            sheets: sheets(&project.root, desk),
            fonts: fonts(&project.root, desk),
        }
    }

    /// The style that was asked for, or the paper's.
    pub(super) fn style(
        &self,
        asked: Option<&str>,
        found: &mut Diagnostics,
    ) -> Option<Style> {
        let name = asked.or(self.paper.style.as_deref()).unwrap_or(STYLE);
        let (style, findings) = style::load(name, &self.sheets);
        found.append(findings);
        if let Some(style) = &style {
            found.append(self.fonts.check(style));
        }
        style
    }
}

fn paper(project: &Project, desk: &mut Desk<'_>) -> PaperManifest {
    let text = project.paper.as_ref().and_then(|p| desk.text(p, project.paper_name()));
    let Some(id) = text else { return PaperManifest::default() };
    let (paper, found) = input::paper_manifest(desk.sources.get(id));
    desk.found.append(found);
    paper
}

/// The sheets of `styles/`, by name.
fn sheets(root: &Folder, desk: &mut Desk<'_>) -> Sheets {
    let mut sheets = BTreeMap::new();
    let Some(folder) = root.folder("styles") else { return sheets };
    for entry in desk.take(folder.list()).unwrap_or_default() {
        let Some(name) = entry.name.strip_suffix(".toml") else { continue };
        if entry.kind != Kind::File {
            continue;
        }
        if let Some(id) = desk.text(&entry.path, folder.name_of(&entry.name)) {
            let text = desk.sources.get(id).text.clone();
            sheets.insert(name.to_owned(), (id, text));
        }
    }
    sheets
}

/// The faces of the program and those of `fonts/`.
fn fonts(root: &Folder, desk: &mut Desk<'_>) -> FontSet {
    let mut fonts = FontSet::shipped();
    if let Some(folder) = root.folder("fonts") {
        faces_in(&folder, DEPTH, &mut fonts, desk);
    }
    fonts
}

fn faces_in(folder: &Folder, depth: usize, fonts: &mut FontSet, desk: &mut Desk<'_>) {
    for entry in desk.take(folder.list()).unwrap_or_default() {
        let name = folder.name_of(&entry.name);
        match entry.kind {
            Kind::Folder if depth > 0 => {
                if let Some(below) = folder.folder(&entry.name) {
                    faces_in(&below, depth - 1, fonts, desk);
                }
            }
            Kind::File if is_face(&entry.name) => {
                let Some(bytes) = desk.take(disk::read(&entry.path, &name)) else {
                    continue;
                };
                // A copy of a face of the program changes nothing.
                if fonts.iter().any(|(_, face)| face.data() == bytes) {
                    continue;
                }
                for face in Face::load(&name, bytes) {
                    if let Some(face) = desk.take(face) {
                        fonts.add(face);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The marks that a style wants, in the words of the room that sets them.
pub(super) fn conventions(style: &Style) -> Conventions {
    let marks = style.punctuation.iter().map(|(lang, wanted)| {
        let marks = Marks {
            quotes: wanted.quotes.clone(),
            dash: wanted.dash.clone(),
            ellipsis: wanted.ellipsis.clone(),
        };
        (lang.clone(), marks)
    });
    Conventions::new(marks.collect())
}
