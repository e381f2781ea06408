//! A page as a form (8.10) with everything it refers to, each object once.

use std::sync::Arc;

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::Medium;
use super::copier::{Copier, Found, Stop};
use super::open::Opened;
use crate::diag::{Code, Diagnostic};
use crate::picture::load::Trouble;

/// A page as a form of one unit's width and height.
#[derive(Clone, Debug, PartialEq)]
pub struct PageForm {
    /// The form, then what it refers to: references are places in this row.
    pub objects: Vec<Object>,
    /// Whether every letter is said in characters.
    pub text: TextSaid,
    pub(in crate::picture) coloured: bool,
    /// The most ink of a plain colour, in hundredths.
    pub(in crate::picture) heaviest: u32,
}

/// Whether the letters of a page are said in characters too.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum TextSaid {
    /// All of them; or there are none.
    Whole,
    /// Some are shapes alone.
    InPart,
}

/// A page for each medium, or why not.
#[derive(Clone, Debug)]
pub(in crate::picture) struct Forms {
    screen: Result<Arc<PageForm>, String>,
    press: Result<Arc<PageForm>, String>,
}

impl Forms {
    pub(super) fn of(page: &Opened) -> Result<Self, Trouble> {
        Ok(Self {
            screen: taken(page, Medium::Screen)?,
            press: taken(page, Medium::Press)?,
        })
    }

    /// The page for that medium, where it can be taken.
    pub(in crate::picture) fn get(
        &self,
        medium: Medium,
    ) -> Result<&Arc<PageForm>, &String> {
        match medium {
            Medium::Screen => self.screen.as_ref(),
            Medium::Press => self.press.as_ref(),
        }
    }

    /// Says why the picture beside a page stands for it.
    pub(in crate::picture) fn note(
        &self,
        medium: Medium,
        file: &str,
        name: &str,
    ) -> Option<Diagnostic> {
        let why = self.get(medium).err()?;
        Some(stands_for(medium, file, name, why))
    }
}

pub(in crate::picture) fn stands_for(
    medium: Medium,
    file: &str,
    name: &str,
    why: &str,
) -> Diagnostic {
    let edition = match medium {
        Medium::Screen => "screen",
        Medium::Press => "press",
    };
    let message =
        format!("the {edition} edition shows `{name}` in place of `{file}`: {why}");
    Diagnostic::note(Code("g-018"), message)
}

fn taken(
    page: &Opened,
    medium: Medium,
) -> Result<Result<Arc<PageForm>, String>, Trouble> {
    match take(page, medium) {
        Ok(form) => Ok(Ok(Arc::new(form))),
        Err(Stop::Unfit(why)) => Ok(Err(why)),
        Err(Stop::Tangled) => Err(Trouble::Tangled),
    }
}

fn take(page: &Opened, medium: Medium) -> Result<PageForm, Stop> {
    let empty = Dictionary::new();
    let resources = page.inherited(b"Resources").and_then(|r| r.as_dict().ok());
    let resources = resources.unwrap_or(&empty);
    let content = page.content();
    let content = content.ok_or_else(|| Stop::unfit("its operators cannot be read"))?;
    if has_notes(page) {
        return Err(Stop::unfit("notes or form fields lie on it"));
    }
    let mut copier = Copier::new(&page.document, medium, resources);
    let (content, resources) = copier.content(&content, resources)?;
    let mut dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => reals(&page.frame),
        "Matrix" => reals(&page.matrix()),
        "Resources" => resources,
    };
    let group = page.dict().and_then(|dict| dict.get(b"Group").ok());
    if let Some(group) = group {
        copier.group(group, &mut dict)?;
    }
    let Found { text, coloured, heaviest } = copier.found;
    let mut objects = copier.objects;
    objects[0] = Stream::new(dict, content).into();
    Ok(PageForm { objects, text, coloured, heaviest })
}

/// Whether something lies on the page that is no part of it: it would be missing.
fn has_notes(page: &Opened) -> bool {
    let annotations = page.dict().and_then(|dict| {
        dict.get_deref(b"Annots", &page.document).and_then(Object::as_array).ok()
    });
    annotations.into_iter().flatten().any(|annotation| {
        let found = page.document.dereference(annotation);
        let dict = found.and_then(|(_, object)| object.as_dict());
        dict.is_ok_and(|dict| {
            let kind = dict.get_deref(b"Subtype", &page.document);
            let silent = kind
                .and_then(Object::as_name)
                .is_ok_and(|kind| matches!(kind, b"Link" | b"Popup"));
            !silent && dict.has(b"AP")
        })
    })
}

pub(super) fn reals(values: &[f64]) -> Vec<Object> {
    values.iter().map(|value| Object::Real(*value as f32)).collect()
}
