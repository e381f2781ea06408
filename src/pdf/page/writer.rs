//! From frames to operators.

use printpdf::{
    CurTransMat, DictItem, FontId, Op, PaintMode, PdfFontHandle, Pt, XObjectId,
    XObjectTransform,
};

use super::edition::{Edition, Palette, Tags};
use super::mark::{Area, Mark, Marks};
use super::text::{Line, Spacing, font_size, line};
use crate::font::{FaceId, FontSet};
use crate::layout::{
    Artifact, ElementId, Frame, GlyphRun, Image, Item, LinkArea, Page, PagedDocument,
    Rule, Seen, Structure, Tag,
};
use crate::model::Lang;
use crate::pdf::cluster::{Spelling, Texts, is_rtl};
use crate::pdf::codes::{Codes, resource};
use crate::pdf::kind::structure_type;
use crate::pdf::object::{Encoding, hundredths, points, rounded, text_bytes};
use crate::pdf::pictures::PrintPictures;
use crate::pdf::press::Use;
use crate::unit::{Abs, Ink, Overprint, Point, Rect, Size};

/// Writes pages; shared by threads.
#[derive(Debug)]
pub(in crate::pdf) struct PageWriter<'a> {
    fonts: &'a FontSet,
    codes: &'a Codes,
    pictures: &'a PrintPictures,
    structure: &'a Structure,
    edition: Edition<'a>,
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
        edition: Edition<'a>,
    ) -> Self {
        let mut langs: Vec<&Lang> = Vec::with_capacity(doc.structure.len());
        for (_, element) in doc.structure.iter() {
            let inherited = element.parent.and_then(|p| langs.get(p.0 as usize).copied());
            let inherited = inherited.unwrap_or(&doc.metadata.lang);
            langs.push(element.lang.as_ref().unwrap_or(inherited));
        }
        Self { fonts, codes, pictures, edition, structure: &doc.structure, langs }
    }

    /// The name of what an element is; tags of other structures are spans.
    fn structure_type(&self, id: ElementId) -> &'static str {
        let known = (id.0 as usize) < self.structure.len();
        if known { structure_type(&self.structure.get(id).kind) } else { "Span" }
    }

    /// The operators of the page that is `index` from the first, and what its elements
    /// hold.
    pub(in crate::pdf) fn write(
        &self,
        index: usize,
        page: &Page,
    ) -> (WrittenPage, Marks) {
        let sheet = self.edition.sheet(page.frame.size);
        let mut content = Content {
            writer: self,
            palette: self.edition.palette(index, sheet),
            height: sheet.size.height,
            ops: vec![],
            marks: vec![],
            contents: 0,
            open: vec![],
            artifact: None,
            sequence: None,
            text: None,
            font: None,
            stretch: 100_000,
            spacing: 0,
            ink: None,
            overprint: None,
        };
        content.frame(sheet.trim.at, &page.frame);
        content.end_sequence();
        content.ops.extend(self.edition.marks(&sheet));
        (WrittenPage { size: sheet.size, ops: content.ops }, content.marks)
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

/// An open text object: where its last line begins, in hundredths of a point.
#[derive(Copy, Clone, Debug, Default)]
struct TextObject {
    x: i64,
    y: i64,
}

/// A page as it grows: the operators so far, and the state a viewer would be in.
struct Content<'a> {
    writer: &'a PageWriter<'a>,
    palette: Palette<'a>,
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
    spacing: Spacing,
    ink: Option<Ink>,
    overprint: Option<Overprint>,
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
        if self.palette.tags() == Tags::None
            || self.sequence.as_ref() == Some(&sequence) && sequence.actual.is_none()
        {
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
            self.text = Some(TextObject::default());
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
        let Some(line) = line(run, &texts, face, codes) else { return };
        let Line { spacing, operator, reading } = line;
        self.begin(self.sequence_of(run, texts.spelling));
        self.begin_text();
        self.select(run);
        self.space(spacing);
        self.fill(run.ink, Use::Type(run.size));
        self.go_to(at);
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

    /// Begins a line there. Said from the line before, most lines of a column begin alike,
    /// which deflates to little.
    fn go_to(&mut self, at: Point) {
        let whole = |length: Abs| (length.to_pt() * 100.0).round() as i64;
        let line = TextObject { x: whole(at.x), y: whole(self.height - at.y) };
        let last = self.text.replace(line).unwrap_or_default();
        let (x, y) = (hundredths(line.x - last.x), hundredths(line.y - last.y));
        self.ops.push(Op::Unknown { key: format!("{x} {y} Td"), value: vec![] });
    }

    /// Selects the white after letters where it is another.
    fn space(&mut self, spacing: Spacing) {
        if std::mem::replace(&mut self.spacing, spacing) != spacing {
            let key = format!("{} Tc", spacing as f64 / 10_000.0);
            self.ops.push(Op::Unknown { key, value: vec![] });
        }
    }

    fn fill(&mut self, ink: Ink, on: Use) {
        let ink = self.palette.ink(ink, on);
        self.overprint(ink.overprint);
        if self.ink != Some(ink) {
            self.ink = Some(ink);
            self.ops.push(Op::SetFillColor { col: self.palette.colour(ink) });
        }
    }

    /// Selects what becomes of the inks below, where the edition has inks.
    fn overprint(&mut self, overprint: Overprint) {
        if self.overprint != Some(overprint) {
            self.overprint = Some(overprint);
            self.ops.extend(self.palette.overprint(overprint));
        }
    }

    fn rule(&mut self, at: Point, rule: &Rule) {
        if self.palette.tags() == Tags::None && rule.seen == Seen::WithLinks {
            return;
        }
        let Rect { at, size } = self.palette.area(Rect::new(at, rule.size));
        self.begin(Sequence::of(self.owner()));
        self.end_text();
        self.fill(rule.ink, Use::Area);
        // Edges are rounded, not extents, so that rules that touch still do.
        let (left, right) = (points(at.x), points(at.x + size.width));
        let top = points(self.height - at.y);
        let foot = points(self.height - at.y - size.height);
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
        let plates = self.palette.plates();
        let Some(name) = self.writer.pictures.name(image.picture, plates) else { return };
        self.begin(Sequence::of(self.owner()));
        self.end_text();
        self.overprint(Overprint::Knockout);
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
