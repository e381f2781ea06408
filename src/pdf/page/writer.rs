//! From frames to operators.

use printpdf::{
    Color, CurTransMat, DictItem, FontId, Greyscale, Op, PaintMode, PdfFontHandle, Pt,
    Rgb, TextMatrix, XObjectId, XObjectTransform,
};

use super::mark::{Area, Mark, Marks};
use super::text::{Line, font_size, line};
use crate::font::{FaceId, FontSet};
use crate::layout::{
    Artifact, ElementId, Frame, GlyphRun, Image, Item, LinkArea, Page, PagedDocument,
    Rule, Structure, Tag,
};
use crate::model::Lang;
use crate::pdf::cluster::{Spelling, Texts};
use crate::pdf::codes::{Codes, resource};
use crate::pdf::kind::structure_type;
use crate::pdf::object::{Encoding, points, rounded, text_bytes};
use crate::pdf::pictures::PrintPictures;
use crate::unit::{Abs, Ink, Point, Rect, Size};

/// Writes pages; shared by threads.
#[derive(Debug)]
pub(in crate::pdf) struct PageWriter<'a> {
    fonts: &'a FontSet,
    codes: &'a Codes,
    pictures: &'a PrintPictures,
    structure: &'a Structure,
    /// The language of each element, its own or the one it inherits.
    langs: Vec<&'a Lang>,
}

/// A page as operators.
#[derive(Debug)]
pub(in crate::pdf) struct WrittenPage {
    /// Its size.
    pub(in crate::pdf) size: Size,
    /// What paints it.
    pub(in crate::pdf) ops: Vec<Op>,
}

impl<'a> PageWriter<'a> {
    /// A writer for the pages of `doc`.
    pub(in crate::pdf) fn new(
        doc: &'a PagedDocument,
        fonts: &'a FontSet,
        codes: &'a Codes,
        pictures: &'a PrintPictures,
    ) -> Self {
        let mut langs: Vec<&Lang> = Vec::with_capacity(doc.structure.len());
        for (_, element) in doc.structure.iter() {
            let inherited = element.parent.and_then(|p| langs.get(p.0 as usize).copied());
            let inherited = inherited.unwrap_or(&doc.metadata.lang);
            langs.push(element.lang.as_ref().unwrap_or(inherited));
        }
        Self { fonts, codes, pictures, structure: &doc.structure, langs }
    }

    /// The name of what an element is; tags of other structures are spans.
    fn structure_type(&self, id: ElementId) -> &'static str {
        let known = (id.0 as usize) < self.structure.len();
        if known { structure_type(&self.structure.get(id).kind) } else { "Span" }
    }

    /// The operators of `page`, and what its elements hold.
    pub(in crate::pdf) fn write(&self, page: &Page) -> (WrittenPage, Marks) {
        let size = page.frame.size;
        let mut content = Content {
            writer: self,
            height: size.height,
            ops: vec![],
            marks: vec![],
            contents: 0,
            open: vec![],
            artifact: None,
            sequence: None,
            text: None,
            font: None,
            stretch: None,
            ink: None,
        };
        content.frame(Point::ZERO, &page.frame);
        content.end_sequence();
        (WrittenPage { size, ops: content.ops }, content.marks)
    }
}

/// Who owns what is painted.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Owner {
    Element(ElementId),
    Artifact(Artifact),
}

/// Marks that a text object is open.
#[derive(Copy, Clone, Debug)]
struct TextObject;

/// A page as it grows: the operators so far, and the state a viewer would be in.
struct Content<'a> {
    writer: &'a PageWriter<'a>,
    height: Abs,
    ops: Vec<Op>,
    marks: Marks,
    /// How many sequences of elements there are so far.
    contents: i64,
    open: Vec<ElementId>,
    artifact: Option<Artifact>,
    sequence: Option<Owner>,
    text: Option<TextObject>,
    font: Option<(FaceId, usize, u64)>,
    stretch: Option<f32>,
    ink: Option<Ink>,
}

impl Content<'_> {
    fn frame(&mut self, origin: Point, frame: &Frame) {
        for (at, item) in &frame.items {
            let at = origin + *at;
            match item {
                Item::Group(frame) => self.frame(at, frame),
                Item::Glyphs(run) => self.glyphs(at, run),
                Item::Rule(rule) => self.rule(at, rule),
                Item::Image(image) => self.image(at, image),
                Item::Link(area) => self.link(at, area),
                Item::Tag(tag) => self.tag(tag),
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Open(id) => {
                self.open.push(*id);
                self.marks.push(Mark::Open(*id));
            }
            // Tags nest; should they not, everything inside closes too.
            Tag::Close(id) => {
                if let Some(at) = self.open.iter().rposition(|open| open == id) {
                    self.open.truncate(at);
                }
            }
            Tag::OpenArtifact(kind) => self.artifact = Some(*kind),
            Tag::CloseArtifact => self.artifact = None,
        }
    }

    /// Opens a marked-content sequence for whoever owns what is painted next, unless it
    /// is open. Sequences never nest: an element's is cut where another's begins, and
    /// goes on in a new one after it (14.7.4.2).
    fn begin(&mut self) {
        let owner = match (self.artifact, self.open.last()) {
            (Some(kind), _) => Owner::Artifact(kind),
            (None, Some(id)) => Owner::Element(*id),
            (None, None) => Owner::Artifact(Artifact::Layout),
        };
        if self.sequence == Some(owner) {
            return;
        }
        self.end_sequence();
        self.sequence = Some(owner);
        let (tag, properties) = match owner {
            Owner::Artifact(kind) => ("Artifact", artifact_properties(kind)),
            Owner::Element(id) => {
                let number = DictItem::Int(self.contents);
                self.contents += 1;
                self.marks.push(Mark::Content(id));
                (self.writer.structure_type(id), dictionary([("MCID", number)]))
            }
        };
        let tag = tag.to_owned();
        self.ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
    }

    fn end_sequence(&mut self) {
        self.end_text();
        if self.sequence.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn begin_text(&mut self) {
        if self.text.is_none() {
            self.text = Some(TextObject);
            self.ops.push(Op::StartTextSection);
        }
    }

    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn glyphs(&mut self, at: Point, run: &GlyphRun) {
        let texts = Texts::of(run);
        let Some(codes) = self.writer.codes.face(run.face) else { return };
        let face = self.writer.fonts.face(run.face);
        let Some(Line { operator, reading }) = line(run, &texts, face, codes) else {
            return;
        };
        self.begin();
        self.begin_text();
        let span = self.span(run, texts.spelling);
        if let Some(properties) = &span {
            let (tag, properties) = ("Span".to_owned(), properties.clone());
            self.ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
        }
        self.select(run);
        self.fill(run.ink);
        let (x, y) = (points(at.x), points(self.height - at.y));
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(y)) });
        self.ops.push(Op::Unknown { key: operator, value: vec![] });
        self.font = self.font.map(|(face, _, size)| (face, reading, size));
        if span.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// What is to be said of a run beyond its glyphs (14.9.2, 14.9.4): its language where
    /// it differs from the element's, its text where glyphs cannot say it.
    fn span(&self, run: &GlyphRun, spelling: Spelling) -> Option<DictItem> {
        let mut properties = vec![];
        let actual = run.actual.as_deref();
        let padded = spelling == Spelling::Padded;
        let text = Some(run.text.as_str()).filter(|t| padded && !t.is_empty());
        if let Some(actual) = actual.or(text) {
            properties.push(("ActualText", text_item(actual)));
        }
        if let (Some(Owner::Element(id)), Some(lang)) = (self.sequence, &run.lang)
            && self.writer.langs.get(id.0 as usize).is_none_or(|own| *own != lang)
        {
            properties.push(("Lang", text_item(lang.as_str())));
        }
        (!properties.is_empty()).then(|| dictionary(properties))
    }

    /// Selects the run's font, size and stretch where they are not.
    fn select(&mut self, run: &GlyphRun) {
        let size = font_size(run);
        let font = (run.face, 0, size.to_bits());
        if self.font != Some(font) {
            self.font = Some(font);
            let font = PdfFontHandle::External(FontId(resource(run.face, 0)));
            self.ops.push(Op::SetFont { font, size: Pt(size as f32) });
        }
        let percent = (run.stretch.get() * 100_000.0).round() as f32 / 1000.0;
        if self.stretch.unwrap_or(100.0) != percent {
            self.ops.push(Op::SetHorizontalScaling { percent });
        }
        self.stretch = Some(percent);
    }

    fn fill(&mut self, ink: Ink) {
        if self.ink != Some(ink) {
            self.ink = Some(ink);
            self.ops.push(Op::SetFillColor { col: colour(ink) });
        }
    }

    fn rule(&mut self, at: Point, rule: &Rule) {
        self.begin();
        self.end_text();
        self.fill(rule.ink);
        // Edges are rounded, not extents, so that rules that touch still do.
        let (left, right) = (points(at.x), points(at.x + rule.size.width));
        let top = points(self.height - at.y);
        let foot = points(self.height - at.y - rule.size.height);
        let rectangle = printpdf::Rect {
            x: Pt(left),
            y: Pt(foot),
            width: Pt(rounded(f64::from(right) - f64::from(left))),
            height: Pt(rounded(f64::from(top) - f64::from(foot))),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn image(&mut self, at: Point, image: &Image) {
        let Some(name) = self.writer.pictures.name(image.picture) else { return };
        self.begin();
        self.end_text();
        let rect = Rect::new(at, image.size);
        if let Some(Owner::Element(id)) = self.sequence {
            self.marks.push(Mark::Picture(id, rect));
        }
        let matrix = CurTransMat::Raw([
            points(image.size.width),
            0.0,
            0.0,
            points(image.size.height),
            points(at.x),
            points(self.height - rect.foot()),
        ]);
        let transform =
            XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetTransformationMatrix { matrix });
        self.ops.push(Op::UseXobject { id: XObjectId(name), transform });
        self.ops.push(Op::RestoreGraphicsState);
    }

    fn link(&mut self, at: Point, area: &LinkArea) {
        self.marks.push(Mark::Link(Area {
            element: area.element,
            rect: Rect::new(at, area.size),
            target: area.target.clone(),
            contents: area.contents.clone(),
        }));
    }
}

/// Grey as one ink, so that black text stays black on every device.
fn colour(ink: Ink) -> Color {
    let [r, g, b] =
        ink.rgb.map(|value| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0);
    if ink.is_grey() {
        Color::Greyscale(Greyscale::new(r, None))
    } else {
        Color::Rgb(Rgb::new(r, g, b, None))
    }
}

/// The property list of an artifact (14.8.2.2.2).
fn artifact_properties(kind: Artifact) -> DictItem {
    let name = |name: &str| DictItem::Name(name.into());
    match kind {
        Artifact::Header => {
            dictionary([("Type", name("Pagination")), ("Subtype", name("Header"))])
        }
        Artifact::Footer => {
            dictionary([("Type", name("Pagination")), ("Subtype", name("Footer"))])
        }
        Artifact::Layout | Artifact::Repetition => dictionary([("Type", name("Layout"))]),
    }
}

fn dictionary<'a>(entries: impl IntoIterator<Item = (&'a str, DictItem)>) -> DictItem {
    let map = entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    DictItem::Dict { map }
}

fn text_item(text: &str) -> DictItem {
    let (data, encoding) = text_bytes(text);
    DictItem::String { data, literal: encoding == Encoding::Ascii }
}
