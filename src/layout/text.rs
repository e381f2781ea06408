//! A text with everything that its setting needs: step 1, what `collect` makes.

use std::ops::Range;
use std::sync::Arc;

use super::structure::ElementId;
use crate::font::{Ligatures, Variant};
use crate::model::{Direction, Lang, Place};
use crate::style::{Case, Cut, Family, Figures, Hyphenate, RoleStyle, Slant, Weight};
use crate::unit::{Abs, Em, Ink};

/// A text ready to be shaped.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SetText {
    /// What is set, generated text included, in logical order.
    pub(super) text: String,
    /// Its pieces, one after the other without gap.
    pub(super) pieces: Vec<Piece>,
    /// The direction of the paragraph.
    pub(super) direction: Direction,
    /// The element of the whole text.
    pub(super) element: ElementId,
}

/// A stretch of a text set in one look.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Where it begins in the model; `None` for generated text.
    pub(super) at: Option<Place>,
    /// How it looks.
    pub(super) look: Arc<Look>,
    /// Its language.
    pub(super) lang: Lang,
    /// The innermost element it belongs to.
    pub(super) element: ElementId,
    /// Where it leads.
    pub(super) link: Option<Arc<LinkTo>>,
    /// The name of the place where it stands, for links that lead here.
    pub(super) anchor: Option<String>,
    /// What is said, searched and copied in place of its text, where that is torn apart.
    pub(super) spoken: Option<Arc<str>>,
    /// The note that it calls, by number from 0.
    pub(super) call: Option<usize>,
}

/// Where a piece leads and what it is for, for who cannot see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LinkTo {
    pub(super) target: super::frame::LinkTarget,
    pub(super) contents: String,
}

impl LinkTo {
    /// What it is for, else its address.
    pub(super) fn shown(&self) -> &str {
        use super::frame::LinkTarget::{Destination, Url};
        match &self.target {
            _ if !self.contents.trim().is_empty() => &self.contents,
            Url(address) => address.strip_prefix("mailto:").unwrap_or(address),
            Destination(name) => name,
        }
    }
}

/// A line through or under a piece.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Stroke {
    /// None.
    #[default]
    None,
    /// Under it: a link.
    Under,
    /// Through it: struck out.
    Through,
}

/// Whether the author sets a piece off.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Emphasis {
    /// No.
    #[default]
    Off,
    /// By the other slant, or by weight where a face has no other.
    On,
}

/// How a piece looks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Look {
    pub(super) family: Family,
    pub(super) weight: Weight,
    pub(super) slant: Slant,
    pub(super) emphasis: Emphasis,
    pub(super) cut: Cut,
    pub(super) size: Abs,
    pub(super) case: Case,
    pub(super) tracking: Em,
    pub(super) figures: Figures,
    pub(super) variant: Variant,
    pub(super) ligatures: Ligatures,
    pub(super) hyphenate: Hyphenate,
    pub(super) stroke: Stroke,
    pub(super) ink: Ink,
    pub(super) features: Vec<String>,
}

impl Look {
    /// The look of a role.
    pub(super) fn of(role: &RoleStyle) -> Self {
        let ligatures =
            if role.tracking > Em::ZERO { Ligatures::Off } else { Ligatures::On };
        Self {
            family: role.family.clone(),
            weight: role.weight,
            slant: role.slant,
            emphasis: Emphasis::Off,
            cut: role.cut,
            size: role.size,
            case: role.case,
            tracking: role.tracking,
            figures: role.figures,
            variant: Variant::Normal,
            ligatures,
            hyphenate: role.hyphenate,
            stroke: Stroke::None,
            ink: role.ink,
            features: role.features.clone(),
        }
    }
}

impl SetText {
    /// An empty text of that element.
    pub(super) fn new(direction: Direction, element: ElementId) -> Self {
        Self { text: String::new(), pieces: vec![], direction, element }
    }

    /// A stretch of it as a text of its own.
    pub(super) fn cut(&self, range: Range<usize>) -> Self {
        let mut cut = Self::new(self.direction, self.element);
        cut.text.push_str(&self.text[range.clone()]);
        for piece in &self.pieces {
            let start = piece.range.start.max(range.start);
            let end = piece.range.end.min(range.end);
            if start < end {
                let further = (start - piece.range.start) as u32;
                let at = piece.at.map(|at| Place { at: at.at + further, ..at });
                let range = start - range.start..end - range.start;
                cut.pieces.push(Piece { range, at, ..piece.clone() });
            }
        }
        cut
    }

    /// The piece that holds the byte `at`.
    ///
    /// # Panics
    /// When there is none.
    pub(super) fn piece_at(&self, at: usize) -> &Piece {
        let index = self.pieces.partition_point(|p| p.range.end <= at);
        self.pieces.get(index).expect("pieces cover the text")
    }
}
