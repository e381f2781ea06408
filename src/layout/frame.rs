//! The finished layout: what stands where on which page. Exporters only translate it.

use std::ops::Range;

use super::structure::{ElementId, Structure};
use crate::font::FaceId;
use crate::model::{Lang, Metadata, PageMap, Place};
use crate::picture::PictureId;
use crate::unit::{Abs, Ink, Point, Ratio, Size};

/// Every page of an edition with the document's structure.
#[derive(Clone, Debug, PartialEq)]
pub struct PagedDocument {
    /// In reading order.
    pub pages: Vec<Page>,
    /// The tags, in reading order.
    pub structure: Structure,
    /// What the document says about itself.
    pub metadata: Metadata,
    /// The outline that viewers show.
    pub outline: Vec<OutlineEntry>,
    /// Named places: one for each article, by its slug.
    pub destinations: Vec<Destination>,
    /// Which word begins which page.
    pub page_map: PageMap,
    /// Whether pictures without description or placeholders forbid claiming PDF/UA.
    pub accessible: Accessible,
}

/// Whether the document may claim an accessibility standard.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Accessible {
    /// Everything is described.
    Yes,
    /// A picture is not described, or a draft has placeholders.
    No,
}

/// One page, trimmed.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What stands on it; its size is the trimmed page's.
    pub frame: Frame,
    /// Its number as printed.
    pub folio: String,
    /// Which side of the sheet.
    pub side: Side,
}

/// Which side of an opening a page is on, for papers read from left to right; those read
/// from right to left begin on a left page that is their recto all the same.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// A page that one turns to: 1, 3, 5.
    Recto,
    /// Its back: 2, 4, 6.
    Verso,
}

/// A rectangle with items at fixed positions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Its extent.
    pub size: Size,
    /// What it holds, in the order of painting, which is the order of reading; positions
    /// are from its top left corner.
    pub items: Vec<(Point, Item)>,
}

impl Frame {
    /// An empty frame of that size.
    pub fn new(size: Size) -> Self {
        Self { size, items: vec![] }
    }

    /// Puts an item there.
    pub fn push(&mut self, at: Point, item: Item) {
        self.items.push((at, item));
    }

    /// Every item that is not a group, with its place in this frame, in order.
    pub fn for_each<'a>(&'a self, f: &mut dyn FnMut(Point, &'a Item)) {
        self.each_from(Point::ZERO, f);
    }

    fn each_from<'a>(&'a self, origin: Point, f: &mut dyn FnMut(Point, &'a Item)) {
        for (at, item) in &self.items {
            match item {
                Item::Group(frame) => frame.each_from(origin + *at, f),
                _ => f(origin + *at, item),
            }
        }
    }
}

/// What a frame holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A frame in a frame.
    Group(Frame),
    /// Glyphs on one baseline; the position is the origin of the first on the baseline.
    Glyphs(GlyphRun),
    /// A filled rectangle; the position is its top left corner.
    Rule(Rule),
    /// A picture; the position is its top left corner.
    Image(Image),
    /// An area that leads somewhere; the position is its top left corner. Stands between
    /// the tags of its link element.
    Link(LinkArea),
    /// A tag opens or closes here.
    Tag(Tag),
}

/// The bounds of what belongs to an element. Tags nest within a frame; an element cut by
/// a column or page is closed at the edge and opened again with the same id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// What follows belongs to the element.
    Open(ElementId),
    /// Until here.
    Close(ElementId),
    /// What follows is decoration or furniture, outside the structure; never inside an
    /// element that is open, never nested.
    OpenArtifact(Artifact),
    /// Until here.
    CloseArtifact,
}

/// Why something is not part of the text.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// Running head.
    Header,
    /// Folio or imprint at the foot.
    Footer,
    /// Rules, tints, repeated heads, jump lines.
    Layout,
    /// A pull quote that repeats the text.
    Repetition,
}

/// Shaped glyphs of one face and size on one baseline, in visual order from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The size.
    pub size: Abs,
    /// The width of the letters, 1 for as drawn (`Tz`); advances below include it.
    pub stretch: Ratio,
    /// The colour.
    pub ink: Ink,
    /// The glyphs; advances include kerning, justification and tracking.
    pub glyphs: Vec<Glyph>,
    /// The text they show, in logical order. A hyphen set at a line end is U+00AD here.
    /// Where style changes case this is the text as the source has it.
    pub text: String,
    /// Where `text` begins in the model; `None` for generated text.
    pub place: Option<Place>,
    /// For each byte offset in `text` the offset in the model is `place.at + offset`, unless
    /// the text was changed on the way (a hyphen added at the end does not count).
    pub lang: Option<Lang>,
    /// The text that copy, search and speech should get, where glyphs cannot say it one by
    /// one (capitals made by style, drop capitals).
    pub actual: Option<String>,
}

impl GlyphRun {
    /// From the origin of the first glyph to the end of the last.
    pub fn width(&self) -> Abs {
        self.glyphs.iter().map(|g| g.advance).sum()
    }
}

/// One glyph of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// To the origin of the next.
    pub advance: Abs,
    /// How far it is drawn off its origin; y downwards.
    pub offset: Point,
    /// The bytes of the run's text it stands for: the first glyph of a cluster has the
    /// whole cluster, further ones an empty range.
    pub text: Range<u32>,
}

/// A filled rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its extent.
    pub size: Size,
    /// Its colour.
    pub ink: Ink,
    /// Where it is shown.
    pub seen: Seen,
}

/// Where something is shown.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// In every edition.
    Everywhere,
    /// Where links can be followed: the line under one.
    WithLinks,
}

/// A picture on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Which.
    pub picture: PictureId,
    /// How large it is shown.
    pub size: Size,
}

/// An area that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkArea {
    /// Its link element.
    pub element: ElementId,
    /// Its extent.
    pub size: Size,
    /// Where it leads.
    pub target: LinkTarget,
    /// What it says, for who cannot see it.
    pub contents: String,
}

/// Where a link area leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Out of the document.
    Url(String),
    /// To a named destination.
    Destination(String),
}

/// A named place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Its name: the slug of an article, `SLUG.note-3`, `SLUG.call-3`.
    pub name: String,
    /// The page, from 0.
    pub page: usize,
    /// The place on it.
    pub at: Point,
}

/// A line of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// What it says.
    pub title: String,
    /// The name of the destination.
    pub destination: String,
    /// Those below it.
    pub children: Vec<OutlineEntry>,
}
