//! Makes pages by hand: the least of a layout that the PDF room can be tried with.

use wwpub::font::{Features, FontSet, Props, Shaper, Variant, Wanted};
use wwpub::layout::{
    Accessible, Artifact, Destination, Element, ElementId, Frame, Glyph, GlyphRun, Image,
    Item, Kind, LinkArea, LinkTarget, OutlineEntry, Page, PagedDocument, Rule, Seen,
    Side, Structure, Tag,
};
use wwpub::model::{Date, Direction, Lang, Metadata, PageMap};
use wwpub::picture::{PictureId, Pictures};
use wwpub::style::{Cut, Family, Slant, Weight};
use wwpub::unit::{Abs, Ink, Point, Ratio, Size};

/// How words look.
#[derive(Clone)]
pub(super) struct Look {
    pub(super) family: &'static str,
    pub(super) weight: u16,
    pub(super) slant: Slant,
    pub(super) size: f64,
    pub(super) script: [u8; 4],
    pub(super) lang: &'static str,
    pub(super) variant: Variant,
    pub(super) ink: Ink,
    pub(super) stretch: f64,
}

pub(super) const BODY: Look = Look {
    family: "Source Serif 4",
    weight: 400,
    slant: Slant::Upright,
    size: 9.2,
    script: *b"Latn",
    lang: "en-GB",
    variant: Variant::Normal,
    ink: Ink::BLACK,
    stretch: 1.0,
};

/// A document that grows from top to foot.
pub(super) struct Paper {
    pub(super) fonts: FontSet,
    pub(super) pictures: Pictures,
    pub(super) doc: PagedDocument,
    open: Vec<ElementId>,
    y: f64,
    size: (f64, f64),
    left: f64,
    measure: f64,
}

impl Paper {
    pub(super) fn new(lang: &str) -> Self {
        let lang: Lang = lang.parse().unwrap();
        let direction = if lang.is_rtl() { Direction::Rtl } else { Direction::Ltr };
        let metadata = Metadata {
            title: "The Weekly & Other <Words>, 9 January 1997".into(),
            paper: "The Weekly".into(),
            number: Some("174".into()),
            authors: vec!["Anna Žižek".into(), "B. O’Hara".into()],
            publisher: Some("November Publications".into()),
            issn: None,
            rights: Some("All rights reserved".into()),
            subjects: vec!["Peru".into(), "strikes".into()],
            lang: lang.clone(),
            direction,
            date: Date::new(1997, 1, 9).unwrap(),
            modified: Date::new(1997, 1, 10).unwrap(),
            identifier: uuid::Uuid::from_u128(174),
        };
        let mut paper = Self {
            fonts: FontSet::shipped(),
            pictures: Pictures::load(vec![]).0,
            doc: PagedDocument {
                pages: vec![],
                structure: Structure::new(lang),
                metadata,
                outline: vec![],
                destinations: vec![],
                page_map: PageMap::default(),
                accessible: Accessible::Yes,
            },
            open: vec![],
            y: 0.0,
            size: (595.28, 841.89),
            left: 60.0,
            measure: 240.0,
        };
        paper.page();
        paper
    }

    /// Adds an element to another.
    pub(super) fn add(&mut self, parent: ElementId, kind: Kind) -> ElementId {
        self.doc.structure.add(parent, kind)
    }

    pub(super) fn element(&mut self, id: ElementId) -> &mut Element {
        self.doc.structure.get_mut(id)
    }

    /// Begins a page; elements that are open go on there.
    pub(super) fn page(&mut self) {
        let open = self.open.clone();
        for id in open.iter().rev() {
            self.push(Item::Tag(Tag::Close(*id)));
        }
        let size = Size::new(Abs::pt(self.size.0), Abs::pt(self.size.1));
        let number = self.doc.pages.len() + 1;
        let side = if number % 2 == 1 { Side::Recto } else { Side::Verso };
        let frame = Frame::new(size);
        self.doc.pages.push(Page { frame, folio: number.to_string(), side });
        self.y = 60.0;
        let folio = format!("page {number}");
        self.artifact(Artifact::Footer, |paper| {
            let run = paper.run(&folio, &BODY);
            paper.put(60.0, 800.0, Item::Glyphs(run));
        });
        for id in open {
            self.push(Item::Tag(Tag::Open(id)));
        }
    }

    pub(super) fn artifact(&mut self, kind: Artifact, paint: impl FnOnce(&mut Self)) {
        self.push(Item::Tag(Tag::OpenArtifact(kind)));
        paint(self);
        self.push(Item::Tag(Tag::CloseArtifact));
    }

    /// What `paint` paints belongs to the element.
    pub(super) fn tagged(&mut self, id: ElementId, paint: impl FnOnce(&mut Self)) {
        self.push(Item::Tag(Tag::Open(id)));
        self.open.push(id);
        paint(self);
        self.open.pop();
        self.push(Item::Tag(Tag::Close(id)));
    }

    pub(super) fn push(&mut self, item: Item) {
        self.put(0.0, 0.0, item);
    }

    pub(super) fn put(&mut self, x: f64, y: f64, item: Item) {
        if let Some(page) = self.doc.pages.last_mut() {
            page.frame.push(Point::new(Abs::pt(x), Abs::pt(y)), item);
        }
    }

    /// Shapes `text`, which is of one direction.
    pub(super) fn run(&self, text: &str, look: &Look) -> GlyphRun {
        let lang: Lang = look.lang.parse().unwrap();
        let family = Family(look.family.into());
        let size = Abs::pt(look.size);
        let face = self
            .fonts
            .select(&Wanted {
                family: &family,
                weight: Weight(look.weight),
                slant: look.slant,
                cut: Cut::BySize,
                size,
            })
            .unwrap();
        let direction = if lang.is_rtl() { Direction::Rtl } else { Direction::Ltr };
        let features = Features { variant: look.variant, ..Features::default() };
        let props =
            Props { face, direction, script: look.script, lang: lang.clone(), features };
        // As layout does it: a line-end hyphen is the hyphen's glyph and U+00AD's text.
        let shown = text.replace('\u{AD}', "-");
        let shaped = Shaper::new(&self.fonts).shape(&shown, &props);
        let mut starts: Vec<u32> = shaped.iter().map(|g| g.cluster).collect();
        starts.sort_unstable();
        starts.dedup();
        // U+00AD takes two bytes, the hyphen shown for it one.
        let soft: Vec<usize> = text.match_indices('\u{AD}').map(|(at, _)| at).collect();
        let grown = |at: u32| {
            let before = soft.iter().enumerate();
            at + before.filter(|(nth, soft)| **soft - nth < at as usize).count() as u32
        };
        let mut seen = None;
        let glyphs = shaped
            .iter()
            .map(|g| {
                let end = starts.iter().find(|s| **s > g.cluster).copied();
                let end = end.map_or(text.len() as u32, grown);
                let first = seen.replace(g.cluster) != Some(g.cluster);
                let face = self.fonts.face(face);
                Glyph {
                    id: g.id,
                    advance: face.at(g.advance, size).scale(look.stretch),
                    offset: Point::new(face.at(g.dx, size), -face.at(g.dy, size)),
                    text: if first { grown(g.cluster)..end } else { end..end },
                }
            })
            .collect();
        GlyphRun {
            face,
            size,
            stretch: Ratio::new(look.stretch),
            ink: look.ink,
            glyphs,
            text: text.into(),
            place: None,
            lang: Some(lang),
            actual: None,
        }
    }

    /// Sets lines of `text`, justified but for the last.
    pub(super) fn lines(&mut self, text: &str, look: &Look) {
        let mut line = String::new();
        for word in text.split_inclusive(' ') {
            let longer = format!("{line}{word}");
            let width = self.run(longer.trim_end(), look).width().to_pt();
            if width > self.measure && !line.is_empty() {
                self.line(&line, look, Some(self.measure));
                line = word.into();
            } else {
                line = longer;
            }
        }
        self.line(&line, look, None);
    }

    /// Sets one line; a space at its end is there but takes no room.
    pub(super) fn line(&mut self, text: &str, look: &Look, width: Option<f64>) {
        if self.y > 760.0 {
            self.page();
        }
        self.y += look.size * 1.25;
        let mut run = self.run(text, look);
        if let Some(width) = width {
            justify(&mut run, Abs::pt(width));
        }
        let x = if look.lang.starts_with("ar") {
            self.left + self.measure - run.width().to_pt()
        } else {
            self.left
        };
        let y = self.y;
        self.put(x, y, Item::Glyphs(run));
    }

    /// Sets pieces one after another on a line, each in its element if it has one.
    pub(super) fn pieces(&mut self, pieces: &[(Option<ElementId>, &str, &Look)]) {
        self.y += 11.5;
        let mut x = self.left;
        for (element, text, look) in pieces {
            let run = self.run(text, look);
            let width = run.width().to_pt();
            let y = self.y;
            match element {
                Some(id) => self.tagged(*id, |p| p.put(x, y, Item::Glyphs(run))),
                None => self.put(x, y, Item::Glyphs(run)),
            }
            x += width;
        }
    }

    pub(super) fn skip(&mut self, points: f64) {
        self.y += points;
    }

    /// A link area over the last line.
    pub(super) fn link(
        &mut self,
        element: ElementId,
        target: LinkTarget,
        contents: &str,
    ) {
        let size = Size::new(Abs::pt(80.0), Abs::pt(10.0));
        let contents = contents.into();
        let (left, y) = (self.left, self.y - 8.0);
        self.put(left, y, Item::Link(LinkArea { element, size, target, contents }));
    }

    pub(super) fn picture(&mut self, picture: PictureId, width: f64, height: f64) {
        let size = Size::new(Abs::pt(width), Abs::pt(height));
        let (left, y) = (self.left, self.y);
        self.put(left, y, Item::Image(Image { picture, size }));
        self.y += height;
    }

    pub(super) fn rule(&mut self, width: f64, ink: Ink) {
        let size = Size::new(Abs::pt(width), Abs::pt(0.5));
        let (left, y) = (self.left, self.y);
        self.put(left, y, Item::Rule(Rule { size, ink, seen: Seen::Everywhere }));
        self.y += 4.0;
    }

    pub(super) fn destination(&mut self, name: &str) {
        let page = self.doc.pages.len() - 1;
        let at = Point::new(Abs::pt(self.left), Abs::pt(self.y));
        self.doc.destinations.push(Destination { name: name.into(), page, at });
    }

    pub(super) fn outline(
        &mut self,
        title: &str,
        name: &str,
        children: Vec<OutlineEntry>,
    ) {
        let (title, destination) = (title.into(), name.into());
        self.doc.outline.push(OutlineEntry { title, destination, children });
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        wwpub::pdf::write(
            &self.doc,
            &self.fonts,
            &self.pictures,
            &wwpub::pdf::Options::default(),
        )
    }
}

/// Widens the spaces of a line until it is `width` wide.
fn justify(run: &mut GlyphRun, width: Abs) {
    let trimmed = run.text.trim_end().len();
    let is_space = |g: &Glyph, text: &str| {
        text.get(g.text.start as usize..g.text.end as usize) == Some(" ")
    };
    let text = run.text.clone();
    for g in &mut run.glyphs {
        if g.text.start as usize >= trimmed && is_space(g, &text) {
            g.advance = Abs::ZERO;
        }
    }
    let inner = |g: &Glyph| (g.text.start as usize) < trimmed && is_space(g, &text);
    let count = run.glyphs.iter().filter(|g| inner(g)).count() as i64;
    if count > 0 {
        let extra = (width - run.width()) / count;
        for g in run.glyphs.iter_mut().filter(|g| inner(g)) {
            g.advance += extra;
        }
    }
}
