//! The faces an issue can be set in, and the choice among them.

use super::face::Face;
use super::shipped;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::style::{Cut, Family, Generic, Slant, Style, Weight};
use crate::unit::Abs;

/// A face of a [`FontSet`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Every face an issue can be set in.
#[derive(Clone, Debug)]
pub struct FontSet {
    faces: Vec<Face>,
    /// Faces that are asked last: those of the system they were found on.
    last: Vec<FaceId>,
}

/// What a text asks of its face.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted<'a> {
    /// The family.
    pub family: &'a Family,
    /// How heavy.
    pub weight: Weight,
    /// Upright or italic.
    pub slant: Slant,
    /// For which size it was drawn.
    pub cut: Cut,
    /// The size, where the cut follows it.
    pub size: Abs,
}

impl FontSet {
    /// The faces compiled into the program.
    pub fn shipped() -> Self {
        Self { faces: shipped::faces(), last: vec![] }
    }

    /// Puts a face of the issue before the shipped ones of its kind.
    ///
    /// # Panics
    /// After 65,536 faces.
    pub fn add(&mut self, face: Face) -> FaceId {
        let id = FaceId(u16::try_from(self.faces.len()).expect("fewer than 2^16 faces"));
        self.faces.push(face);
        id
    }

    /// Puts a face of the system behind all others: it takes over only what no other face
    /// covers.
    pub fn add_last(&mut self, face: Face) -> FaceId {
        let id = self.add(face);
        self.last.push(id);
        id
    }

    /// The face of that id.
    ///
    /// # Panics
    /// When the id is of another set.
    pub fn face(&self, id: FaceId) -> &Face {
        self.faces.get(usize::from(id.0)).expect("a face of this set")
    }

    /// Every face with its id.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        (0..).map(FaceId).zip(&self.faces)
    }

    /// The face nearest to what is wanted: the family first, then slant, weight and cut.
    /// `None` only where the family has no face.
    pub fn select(&self, wanted: &Wanted<'_>) -> Option<FaceId> {
        let cut = match wanted.cut {
            Cut::BySize => cut_for(wanted.size),
            cut => cut,
        };
        self.iter()
            .filter(|(id, face)| face.family == *wanted.family && !self.is_last(*id))
            .min_by_key(|(id, face)| {
                (
                    face.slant != wanted.slant,
                    face.weight.0.abs_diff(wanted.weight.0),
                    cut_distance(face.cut, cut),
                    // The issue's own faces, which come later, win.
                    std::cmp::Reverse(id.0),
                )
            })
            .map(|(id, _)| id)
    }

    /// A face for `c` where the wanted one has none: the issue's own, then the shipped
    /// families in order, then the system's; of the kind and as heavy as wanted where there
    /// is a choice.
    pub fn fallback(
        &self,
        c: char,
        weight: Weight,
        kind: Option<Generic>,
    ) -> Option<FaceId> {
        let own = |face: &Face| !shipped::FALLBACK.contains(&face.family.0.as_str());
        let best = |faces: &mut dyn Iterator<Item = (FaceId, &Face)>| {
            faces
                .filter(|(_, f)| f.slant == Slant::Upright && f.covers(c))
                .min_by_key(|(_, f)| (unlike(f, weight, kind), f.cut))
                .map(|(id, _)| id)
        };
        let first = || self.iter().filter(|(id, _)| !self.is_last(*id));
        best(&mut first().filter(|(_, f)| own(f)))
            .or_else(|| {
                shipped::FALLBACK.iter().find_map(|family| {
                    best(&mut first().filter(|(_, f)| f.family.0 == *family))
                })
            })
            .or_else(|| best(&mut self.iter().filter(|(id, _)| self.is_last(*id))))
    }

    /// Whether a face is asked last.
    fn is_last(&self, id: FaceId) -> bool {
        self.last.contains(&id)
    }

    /// Findings about families that a style names and no face belongs to.
    pub fn check(&self, style: &Style) -> Diagnostics {
        let mut families: Vec<&Family> =
            style.roles.values().map(|role| &role.family).collect();
        families.push(&style.text.family);
        families.sort();
        families.dedup();
        let known = |family: &Family| self.iter().any(|(_, f)| f.family == *family);
        families
            .into_iter()
            .filter(|family| !known(family))
            .map(|family| {
                Diagnostic::error(
                    Code("f-006"),
                    format!("no face belongs to the family `{}`", family.0),
                )
                .hint(
                    "put its static faces into `fonts/`, or name a family that is there",
                )
            })
            .collect()
    }
}

/// How far a face is from the weight and kind that are wanted. A face of the wrong kind is
/// as bad as one 150 too light; but where bold letters with serifs are wanted, letters
/// without serifs look 200 heavier than they are: Gothic is the bold of a Ming face that
/// has none.
fn unlike(face: &Face, weight: Weight, kind: Option<Generic>) -> u16 {
    let (Some(kind), Some(own)) = (kind, face.generic) else {
        return face.weight.0.abs_diff(weight.0);
    };
    let stands_for_bold =
        weight > Weight(500) && kind == Generic::Serif && own == Generic::Sans;
    let seen = if stands_for_bold { face.weight.0 + 200 } else { face.weight.0 };
    seen.abs_diff(weight.0) + if own == kind { 0 } else { 150 }
}

/// The cut drawn for a size, by the makers' own ranges for Source Serif 4.
fn cut_for(size: Abs) -> Cut {
    match size.to_pt() {
        s if s < 8.0 => Cut::Caption,
        s if s < 10.0 => Cut::SmText,
        s if s < 14.0 => Cut::Text,
        s if s < 24.0 => Cut::Subhead,
        _ => Cut::Display,
    }
}

/// How far two cuts are apart.
fn cut_distance(a: Cut, b: Cut) -> u8 {
    let place = |cut| match cut {
        Cut::Caption => 0_u8,
        Cut::SmText => 1,
        Cut::BySize | Cut::Text => 2,
        Cut::Subhead => 3,
        Cut::Display => 4,
    };
    place(a).abs_diff(place(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(set: &FontSet, family: &str, weight: u16, size: f64) -> String {
        let family = Family(family.into());
        let wanted = Wanted {
            family: &family,
            weight: Weight(weight),
            slant: Slant::Upright,
            cut: Cut::BySize,
            size: Abs::pt(size),
        };
        set.face(set.select(&wanted).unwrap()).name.clone()
    }

    #[test]
    fn the_cut_follows_the_size() {
        let set = FontSet::shipped();
        assert_eq!(
            select(&set, "Source Serif 4", 400, 9.2),
            "SourceSerif4SmText-Regular"
        );
        assert_eq!(select(&set, "Source Serif 4", 700, 38.5), "SourceSerif4Display-Bold");
        assert_eq!(select(&set, "Source Sans 3", 700, 7.6), "SourceSans3-Bold");
    }

    #[test]
    fn other_scripts_have_a_face() {
        let set = FontSet::shipped();
        let family = |c| {
            let id = set.fallback(c, Weight::BOLD, None).unwrap();
            set.face(id).family.0.clone()
        };
        assert_eq!(family('ж'), "Source Serif 4");
        assert_eq!(family('ع'), "Noto Naskh Arabic");
        assert_eq!(family('ש'), "Noto Serif Hebrew");
        assert_eq!(family('😀'), "Noto Emoji");
        assert_eq!(set.fallback('語', Weight::REGULAR, None), None);
    }

    #[test]
    fn faces_of_the_system_follow_the_kind_and_weight_of_the_text() {
        let mut set = FontSet::shipped();
        let face = |name: &str| {
            let (_, face) = set.iter().find(|(_, face)| face.name == name).unwrap();
            face.clone()
        };
        // Two faces with an ideograph each, as far as the set can tell.
        let (mut ming, mut gothic) =
            (face("NotoNaskhArabic-Regular"), face("SourceSans3-Regular"));
        ming.family = Family("Ming".into());
        gothic.family = Family("Gothic".into());
        set.faces.retain(|face| face.family.0 != "Noto Naskh Arabic");
        set.faces.retain(|face| face.family.0 != "Source Sans 3");
        let (ming, gothic) = (set.add_last(ming), set.add_last(gothic));
        set.faces[usize::from(gothic.0)].font = set.face(ming).font.clone();
        let pick = |weight, kind| set.fallback('ع', weight, Some(kind)).unwrap();
        assert_eq!(pick(Weight::REGULAR, Generic::Serif), ming);
        assert_eq!(pick(Weight::REGULAR, Generic::Sans), gothic);
        assert_eq!(pick(Weight::BOLD, Generic::Sans), gothic);
        // Ming has no bold: Gothic is what takes its place.
        assert_eq!(pick(Weight::BOLD, Generic::Serif), gothic);
    }
}
