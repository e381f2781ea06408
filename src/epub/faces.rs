//! The faces that travel in the file, whole: subsets lose small capitals and figures.
//!
//! The licences of the shipped faces (SIL Open Font License 1.1, condition 2) ask that
//! notice and licence travel with them; they do, in the name table of each unchanged face.

use std::collections::{BTreeMap, BTreeSet};

use crate::font::{Face, FaceId, FontSet, OutlineKind, Wanted};
use crate::model::{Inline, Issue, Role, for_each_text};
use crate::style::{Cut, Device, Slant, Style, Weight};

use super::device::may_embed;
use super::package::{Content, PackageFile};

/// The faces of the file and which role is set in which.
#[derive(Debug, Default)]
pub(super) struct Faces {
    pub(super) rules: Vec<FaceRule>,
    pub(super) files: Vec<PackageFile>,
    of_role: BTreeMap<Role, String>,
}

/// A face as CSS names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FaceRule {
    pub(super) family: String,
    pub(super) weight: Weight,
    pub(super) slant: Slant,
    pub(super) path: String,
}

impl Faces {
    /// The faces of the roles that `[reader] embed` names. Another role whose face is the
    /// same uses it too. Emphasis inside such a role brings its own face, where there is
    /// one and the issue needs it.
    pub(super) fn of(
        issue: &Issue,
        style: &Style,
        fonts: &FontSet,
        device: Device,
    ) -> Self {
        let mut ids = BTreeSet::new();
        let named = style.reader.embed.iter();
        let roles: Vec<Role> =
            named.copied().filter(|role| may_embed(device, *role)).collect();
        for role in &roles {
            ids.extend(select(style, fonts, *role, Turn::Straight));
        }
        for role in emphasised(issue) {
            if roles.contains(&role) {
                let turned = select(style, fonts, role, Turn::Turned);
                let slant = style.role(role).slant.turned();
                ids.extend(turned.filter(|id| fonts.face(*id).slant == slant));
            }
        }
        let mut faces = Self::default();
        for id in &ids {
            faces.add(fonts.face(*id));
        }
        for role in Role::ALL.iter().filter(|role| may_embed(device, **role)) {
            let Some(id) = select(style, fonts, *role, Turn::Straight) else { continue };
            if ids.contains(&id) {
                faces.of_role.insert(*role, family(fonts.face(id)));
            }
        }
        faces
    }

    /// The embedded family of a role.
    pub(super) fn of_role(&self, role: Role) -> Option<&str> {
        self.of_role.get(&role).map(String::as_str)
    }

    fn add(&mut self, face: &Face) {
        let (end, media_type) = match face.outlines {
            OutlineKind::Cff => ("otf", "font/otf"),
            OutlineKind::TrueType => ("ttf", "font/ttf"),
        };
        let name: String =
            face.name.chars().filter(char::is_ascii_alphanumeric).collect();
        let mut path = format!("fonts/{name}.{end}");
        if self.files.iter().any(|file| file.path == path) {
            path = format!("fonts/{name}{}.{end}", self.files.len());
        }
        self.rules.push(FaceRule {
            family: family(face),
            weight: face.weight,
            slant: face.slant,
            path: path.clone(),
        });
        self.files.push(PackageFile {
            path,
            media_type,
            properties: vec![],
            content: Content::Bytes(face.data().to_vec()),
        });
    }
}

/// Upright or italic as the role says, or the other way round for emphasis.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Turn {
    Straight,
    Turned,
}

fn select(style: &Style, fonts: &FontSet, role: Role, turn: Turn) -> Option<FaceId> {
    let look = style.role(role);
    fonts.select(&Wanted {
        family: &look.family,
        weight: look.weight,
        slant: if turn == Turn::Turned { look.slant.turned() } else { look.slant },
        cut: look.cut,
        size: look.size,
    })
}

/// The family as CSS names it: each cut is one of its own, as readers know no optical
/// sizes, and so is each weight: were a semibold called as its family, the reader would
/// take it for every text of that family, captions and all.
fn family(face: &Face) -> String {
    let mut name: String =
        face.family.0.chars().filter(|c| !"\"\\\n\r".contains(*c)).collect();
    name.push_str(match face.cut {
        Cut::BySize | Cut::Text => "",
        Cut::Caption => " Caption",
        Cut::SmText => " SmText",
        Cut::Subhead => " Subhead",
        Cut::Display => " Display",
    });
    match face.weight {
        Weight::REGULAR => name,
        Weight(weight) => format!("{name} {weight}"),
    }
}

/// The roles in whose texts something is stressed.
fn emphasised(issue: &Issue) -> BTreeSet<Role> {
    let mut roles = BTreeSet::new();
    for article in issue.articles() {
        for_each_text(article, &mut |role, text| {
            if holds_emphasis(&text.inlines) {
                roles.insert(role);
            }
        });
    }
    roles
}

fn holds_emphasis(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| {
        matches!(inline, Inline::Emphasis(_))
            || inline.children().is_some_and(holds_emphasis)
    })
}
