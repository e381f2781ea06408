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
use crate::pdf::cluster::{Spelling, Texts, is_rtl};
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
    marking: Marking,
}

/// Whether pages say what belongs to which element.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Marking {
    /// Everything that paints stands in marked content.
    Tagged,
    /// Nothing does.
    None,
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
        let (structure, marking) = (&doc.structure, Marking::Tagged);
        Self { fonts, codes, pictures, structure, langs, marking }
    }

    /// The same for an edition without tags.
    pub(in crate::pdf) fn untagged(self) -> Self {
        Self { marking: Marking::None, ..self }
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
            stretch: 100_000,
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

/// A marked-content sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sequence {
    owner: Owner,
    /// The text that stands for its glyphs.
    actual: Option<String>,
    /// Its language, where it is not its owner's.
    lang: Option<String>,
}

impl Sequence {
    fn of(owner: Owner) -> Self {
        Self { owner, actual: None, lang: None }
    }

    fn is_span(&self) -> bool {
        self.actual.is_some() || self.lang.is_some()
    }
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
    sequence: Option<Sequence>,
    text: Option<TextObject>,
    font: Option<(FaceId, usize, u64)>,
    /// In thousandths of a hundredth.
    stretch: i64,
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

    /// Who owns what is painted next.
    fn owner(&self) -> Owner {
        match (self.artifact, self.open.last()) {
            (Some(kind), _) => Owner::Artifact(kind),
            (None, Some(id)) => Owner::Element(*id),
            (None, None) => Owner::Artifact(Artifact::Layout),
        }
    }

    /// Opens a marked-content sequence, unless it is open already.
    ///
    /// Sequences never nest: an element's is cut where another's begins, and goes on in a
    /// new one after it (14.7.4.2). What is to be said of a single run stands in a
    /// sequence of its own too, not in a span inside: poppler's tree loses all text of a
    /// sequence after a nested one.
    fn begin(&mut self, sequence: Sequence) {
        if self.writer.marking == Marking::None {
            return;
        }
        if self.sequence.as_ref() == Some(&sequence) && sequence.actual.is_none() {
            return;
        }
        self.end_sequence();
        let (tag, mut properties) = match sequence.owner {
            Owner::Artifact(kind) => ("Artifact", artifact_properties(kind)),
            Owner::Element(id) => {
                let number = DictItem::Int(self.contents);
                self.contents += 1;
                self.marks.push(Mark::Content(id));
                (self.writer.structure_type(id), vec![("MCID", number)])
            }
        };
        let spans = [("ActualText", &sequence.actual), ("Lang", &sequence.lang)];
        let spans =
            spans.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?)));
        properties.extend(spans.map(|(key, value)| (key, text_item(value))));
        // 14.9.2.2, 14.9.4: these properties are a span's.
        let tag = if sequence.is_span() { "Span" } else { tag }.to_owned();
        let properties = dictionary(properties);
        self.ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
        self.sequence = Some(sequence);
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
        let Some(codes) = self.writer.codes.face(run.face) else { return };
        let face = self.writer.fonts.face(run.face);
        let texts = Texts::of(run, face);
        let Some(Line { operator, reading }) = line(run, &texts, face, codes) else {
            return;
        };
        self.begin(self.sequence_of(run, texts.spelling));
        self.begin_text();
        self.select(run);
        self.fill(run.ink);
        let (x, y) = (points(at.x), points(self.height - at.y));
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(y)) });
        self.ops.push(Op::Unknown { key: operator, value: vec![] });
        self.font = self.font.map(|(face, _, size)| (face, reading, size));
        if self.sequence.as_ref().is_some_and(|s| s.actual.is_some()) {
            self.end_sequence();
        }
    }

    /// The sequence a run stands in, with what is to be said of it beyond its glyphs
    /// (14.9.2, 14.9.4): its language where it differs from the element's, its text where
    /// glyphs cannot say it.
    fn sequence_of(&self, run: &GlyphRun, spelling: Spelling) -> Sequence {
        let mut sequence = Sequence::of(self.owner());
        let Owner::Element(id) = sequence.owner else { return sequence };
        let spelled = spelling == Spelling::Whole || run.text.is_empty();
        let actual = run.actual.as_deref().or((!spelled).then_some(run.text.as_str()));
        sequence.actual = actual.filter(|text| !is_turned_round(text)).map(str::to_owned);
        let own = self.writer.langs.get(id.0 as usize);
        let other = run.lang.as_ref().filter(|lang| own.is_none_or(|own| own != lang));
        sequence.lang = other.map(|lang| lang.as_str().to_owned());
        sequence
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
        let stretch = (run.stretch.get() * 100_000.0).round() as i64;
        if std::mem::replace(&mut self.stretch, stretch) != stretch {
            let percent = stretch as f32 / 1000.0;
            self.ops.push(Op::SetHorizontalScaling { percent });
        }
    }

    fn fill(&mut self, ink: Ink) {
        if self.ink != Some(ink) {
            self.ink = Some(ink);
            self.ops.push(Op::SetFillColor { col: colour(ink) });
        }
    }

    fn rule(&mut self, at: Point, rule: &Rule) {
        self.begin(Sequence::of(self.owner()));
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
        self.begin(Sequence::of(self.owner()));
        self.end_text();
        let rect = Rect::new(at, image.size);
        if let Owner::Element(id) = self.owner() {
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

/// Whether viewers would turn a text round: from glyphs that stand in visual order
/// pdfium, pdf.js, poppler and `mupdf` make words that run from right to left, but they
/// treat an `ActualText` in the same way, which is in reading order already.
fn is_turned_round(text: &str) -> bool {
    is_rtl(text) && text.chars().nth(1).is_some()
}

/// The property list of an artifact (14.8.2.2.2).
fn artifact_properties(kind: Artifact) -> Vec<(&'static str, DictItem)> {
    let name = |name: &str| DictItem::Name(name.into());
    match kind {
        Artifact::Header => {
            vec![("Type", name("Pagination")), ("Subtype", name("Header"))]
        }
        Artifact::Footer => {
            vec![("Type", name("Pagination")), ("Subtype", name("Footer"))]
        }
        Artifact::Layout | Artifact::Repetition => vec![("Type", name("Layout"))],
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
