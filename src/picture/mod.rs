//! Pictures: header, orientation, limits; the one decoder, scaler and encoder.
//!
//! In: the bytes of files, known by what they hold and never by their names. Out:
//! [`Pictures`], every one of them decoded once and found whole; `layout` takes sizes,
//! `epub` asks for [`ReaderPicture`], `pdf` for [`PrintPicture`] or, in the [`Inks`] of a
//! press, for [`PressPicture`], `proof` for pixels. Start at [`Pictures::load`].
//!
//! A page of a PDF is two things: the page, which `page` takes as a form where an edition
//! has a place for all that it holds, and the picture beside it for everything else.
//!
//! A drawing goes into the PDF as a [`drawing::Drawing`]; `trace` says what that cannot
//! hold, so that it goes as pixels.
//!
//! A page that `proof` has painted becomes a JPEG in [`bands`].
//!
//! What leaves this room carries no camera data: where a photograph was taken, with what
//! and by whom stays in the source file.
//!
//! | code | finding |
//! |---|---|
//! | g-001 | an empty file |
//! | g-002 | not a picture |
//! | g-003 | a kind of picture that is not taken; the hint says how to convert it |
//! | g-004 | a file that ends before the picture does |
//! | g-005 | a damaged file |
//! | g-006 | a picture without width or height |
//! | g-007 | more pixels, bytes or nested elements than any paper needs |
//! | g-008 | a rare kind of JPEG or TIFF |
//! | g-009 | a colour profile that is not followed: the numbers are read as sRGB |
//! | g-010 | the inks of a CMYK picture are turned into colours of light for the screen |
//! | g-011 | words in an SVG, which would be lost |
//! | g-012 | a picture in an SVG that is elsewhere or unfit, and would be missing |
//! | g-013 | what moves or runs in an SVG: left out |
//! | g-014 | a WebP that moves, or a TIFF of pages: the first is shown |
//! | g-015 | a page of a PDF without a picture beside it that shows it |
//! | g-016 | an encrypted PDF |
//! | g-017 | a PDF without that page |
//! | g-018 | an edition shows the picture beside a page of a PDF in its place, and why |
//! | g-019 | a picture of another shape than the page of a PDF that it shows |
//!
//! From g-020 on they are those of `pipeline`, which finds the files.

mod bands;
mod cmyk;
pub mod drawing;
mod encode;
mod ifd;
mod inks;
mod jpeg;
mod load;
mod look;
mod page;
mod png;
mod press;
mod print;
mod profile;
mod raster;
mod reader;
mod scale;
mod sniff;
mod svg;
mod tiff;
mod trace;
mod webp;

use std::collections::BTreeMap;
#[cfg(feature = "pdf")]
use std::sync::Arc;

use rayon::prelude::*;

pub use bands::encode_page_jpeg;
pub use encode::{encode_jpeg, encode_png};
pub use inks::Inks;
pub use load::PictureFile;
pub use look::{Colours, GroundShown, Look, LookKind, look};
pub use page::{Medium, companions, page_of};
#[cfg(feature = "pdf")]
pub use page::{PageForm, TextSaid};
pub use press::{Plates, PressPicture};
pub use print::PrintPicture;
pub use raster::Channels;
pub use reader::ReaderPicture;

use crate::diag::Diagnostic;
use drawing::{Drawing, Paintable};
use load::Source;
use raster::Raster;

/// A picture of a [`Pictures`] collection.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureId(pub u32);

/// A size in pixels.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PixelSize {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl PixelSize {
    /// A size of `width` by `height`.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// How many pixels that is.
    pub fn count(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The largest size of the same shape that is neither larger than this one nor than
    /// `frame`; at least one pixel each way.
    #[must_use]
    pub fn fit(self, frame: Self) -> Self {
        let across = f64::from(frame.width) / f64::from(self.width.max(1));
        let down = f64::from(frame.height) / f64::from(self.height.max(1));
        self.scale(across.min(down).min(1.0))
    }

    /// This size times `factor`, rounded, at least one pixel each way.
    #[must_use]
    pub(crate) fn scale(self, factor: f64) -> Self {
        let by = |side: u32| (f64::from(side) * factor).round().max(1.0) as u32;
        Self { width: by(self.width), height: by(self.height) }
    }
}

/// What a picture is made of.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Dots: it has a resolution.
    Pixels,
    /// Lines and areas: sharp at any size; its size in pixels tells its shape only.
    Vectors,
}

/// The pictures of an issue, by the path the articles use.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    by_file: BTreeMap<String, PictureId>,
    all: Vec<Picture>,
}

#[derive(Clone, Debug)]
struct Picture {
    file: String,
    size: PixelSize,
    source: Source,
}

impl Pictures {
    /// Reads pictures: each is decoded once to see that it is whole. Those that cannot
    /// be printed are left out and named in the findings, which stand in the order of
    /// the files.
    pub fn load(files: Vec<(String, Vec<u8>)>) -> (Self, Vec<(String, Diagnostic)>) {
        let plain = |(file, bytes)| PictureFile { file, bytes, companion: None };
        Self::load_files(files.into_iter().map(plain).collect())
    }

    /// The same with the pictures that stand beside pages of PDFs.
    pub fn load_files(files: Vec<PictureFile>) -> (Self, Vec<(String, Diagnostic)>) {
        let read: Vec<_> = files
            .into_par_iter()
            .map(|picture| {
                let file = picture.file.clone();
                let (source, findings) = load::read_file(picture);
                (file, source, findings)
            })
            .collect();
        let mut pictures = Self::default();
        let mut all_findings = vec![];
        for (file, source, findings) in read {
            all_findings.extend(findings.into_iter().map(|d| (file.clone(), d)));
            if let Some((size, source)) = source {
                pictures.add(file, size, source);
            }
        }
        (pictures, all_findings)
    }

    /// Puts a grey picture of our own in the place of a file that is missing or cannot
    /// be read: drafts are set with it.
    pub fn placeholder(&mut self, file: &str, size: PixelSize) -> PictureId {
        let size = size.fit(PixelSize::new(4000, 4000));
        self.add(file.to_owned(), size, Source::Placeholder)
    }

    /// The picture of that file.
    pub fn find(&self, file: &str) -> Option<PictureId> {
        self.by_file.get(file).copied()
    }

    /// Its size in pixels, upright.
    ///
    /// # Panics
    /// When it is of another collection; so do all that take a [`PictureId`].
    pub fn size(&self, id: PictureId) -> PixelSize {
        self.get(id).size
    }

    /// The path the articles use for it.
    pub fn file(&self, id: PictureId) -> &str {
        &self.get(id).file
    }

    /// What it is made of.
    pub fn matter(&self, id: PictureId) -> Matter {
        match self.get(id).source {
            Source::Svg(_) | Source::Page(_) => Matter::Vectors,
            _ => Matter::Pixels,
        }
    }

    /// Every picture, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (PictureId, &str)> {
        (0..).map(PictureId).zip(self.all.iter().map(|picture| picture.file.as_str()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// As the EPUB takes it: opaque on white, no side longer than `max_side`, at most
    /// four million pixels; `quality` 1 to 100 where it has to be written as JPEG.
    pub fn for_reader(&self, id: PictureId, max_side: u32, quality: u8) -> ReaderPicture {
        reader::picture(self.get(id).shown(), max_side, quality)
    }

    /// The same, drawings as pixels: for readers that do not draw themselves.
    pub fn drawn_for_reader(
        &self,
        id: PictureId,
        max_side: u32,
        quality: u8,
    ) -> ReaderPicture {
        reader::drawn(self.get(id).shown(), max_side, quality)
    }

    /// As the PDF takes it: a drawing as such where [`drawing`] can say it; pixels not larger than `max`, which is the place on the page at the
    /// edition's resolution. A JPEG comes through untouched but for its camera data where
    /// it is upright, of grey or RGB, and hardly larger.
    pub fn for_print(&self, id: PictureId, max: PixelSize) -> PrintPicture {
        print::picture(self.get(id).shown(), max)
    }

    /// As the press takes it, not larger than `max`: opaque, in the inks of `inks`; a
    /// picture that brings inks keeps them, as far as the paper bears them.
    pub fn for_press(
        &self,
        id: PictureId,
        max: PixelSize,
        inks: &Inks,
        plates: Plates,
    ) -> PressPicture {
        press::picture(self.get(id).shown(), max, inks, plates)
    }

    /// A drawing of lines and areas that hide what lies below: a press prints it as it is.
    /// What shines through is mixed by [`Self::for_press`], for inks mix otherwise than
    /// light.
    pub fn drawing_for_press(&self, id: PictureId, max: PixelSize) -> Option<Drawing> {
        let Source::Svg(svg) = &self.get(id).source else { return None };
        svg.drawing(max).filter(|drawing| drawing.items.iter().all(Paintable::is_plain))
    }

    /// Its pixels at exactly that size: red, green, blue and alpha, not premultiplied.
    pub fn pixels(&self, id: PictureId, size: PixelSize) -> Vec<u8> {
        self.get(id).shown().raster(size).to_rgba()
    }

    fn add(&mut self, file: String, size: PixelSize, source: Source) -> PictureId {
        let id =
            PictureId(u32::try_from(self.all.len()).expect("fewer than 2^32 pictures"));
        self.by_file.insert(file.clone(), id);
        self.all.push(Picture { file, size, source });
        id
    }

    fn get(&self, id: PictureId) -> &Picture {
        self.all.get(id.0 as usize).expect("a picture of this collection")
    }
}

/// Pages of PDFs.
#[cfg(feature = "pdf")]
impl Pictures {
    /// The page itself, for the screen; `None` for other pictures, and where the picture
    /// beside it stands for it.
    pub fn page_for_screen(&self, id: PictureId) -> Option<Arc<PageForm>> {
        let Source::Page(page) = &self.get(id).source else { return None };
        page.forms.get(Medium::Screen).ok().cloned()
    }

    /// The page itself, for a press that prints it on those plates.
    pub fn page_for_press(
        &self,
        id: PictureId,
        inks: &Inks,
        plates: Plates,
    ) -> Option<Arc<PageForm>> {
        let Source::Page(page) = &self.get(id).source else { return None };
        let form = page.forms.get(Medium::Press).ok()?;
        let fits = plates == Plates::Colour || !form.coloured;
        (fits && form.heaviest <= u32::from(inks.limit())).then(|| Arc::clone(form))
    }

    /// Which pages of PDFs a press is given as pictures, and why.
    pub fn stand_ins(&self, inks: &Inks) -> Vec<(String, Diagnostic)> {
        let of = |picture: &Picture| {
            let Source::Page(page) = &picture.source else { return None };
            let (file, name) = (&picture.file, &page.shown.file);
            let note = match page.forms.get(Medium::Press) {
                Ok(form) if form.heaviest > u32::from(inks.limit()) => {
                    let (most, limit) = (form.heaviest, inks.limit());
                    let why = format!("{most} % of ink, and the paper bears {limit} %");
                    Some(page::stands_for(Medium::Press, file, name, &why))
                }
                _ => page.forms.note(Medium::Press, file, name),
            };
            note.map(|note| (file.clone(), note))
        };
        self.all.iter().filter_map(of).collect()
    }
}

impl Picture {
    /// What shows it as pixels.
    fn shown(&self) -> &Self {
        match &self.source {
            Source::Page(page) => &page.shown,
            _ => self,
        }
    }

    /// Its pixels at exactly that size.
    fn raster(&self, size: PixelSize) -> Raster {
        match &self.source {
            Source::Svg(svg) => svg.draw(size),
            _ => scale::resize(self.decoded(), size),
        }
    }

    /// The inks that the file brings, upright and at exactly that size; `None` where it
    /// brings none.
    fn own_inks(&self, size: PixelSize) -> Option<Vec<u8>> {
        let (from, inks) = match &self.source {
            Source::Jpeg(jpeg) => jpeg.inks()?,
            Source::Tiff(tiff) => tiff.inks()?,
            _ => return None,
        };
        Some(scale::inks(inks, from, size))
    }

    /// Its pixels as they are in the file, upright.
    fn decoded(&self) -> Raster {
        match &self.source {
            Source::Png(png) => png.decode().expect("decoded when it was read"),
            Source::Jpeg(jpeg) => jpeg.decode().expect("decoded when it was read"),
            Source::Webp(webp) => webp.decode().expect("decoded when it was read"),
            Source::Tiff(tiff) => tiff.decode().expect("decoded when it was read"),
            Source::Svg(svg) => svg.draw(self.size),
            Source::Placeholder => Raster::placeholder(self.size),
            Source::Page(page) => page.shown.decoded(),
        }
    }
}
