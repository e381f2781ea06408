//! Pictures as image objects and drawings as form objects, one for each picture, large
//! enough for its largest place.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::Document;
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};
use rayon::prelude::*;

use super::drawing::Colours;
use super::press::Press;
use super::{Options, drawing, pages};
use crate::layout::{Item, PagedDocument};
use crate::picture::{
    Channels, PageForm, PictureId, Pictures, PixelSize, Plates, PressPicture,
    PrintPicture, TextSaid,
};
use crate::unit::{Abs, Size};

/// The pictures of a document, by the names of their resources.
#[derive(Debug)]
pub(super) struct PrintPictures(BTreeMap<String, Print>);

/// What a resource is made of.
#[derive(Debug)]
enum Print {
    Stream(ExternalStream),
    /// A page of a PDF, which has objects of its own.
    Page(Arc<PageForm>),
}

/// A picture, and the plates it is printed with where there are any.
type Key = (PictureId, Option<Plates>);

impl PrintPictures {
    /// Every picture that `doc` shows, for the screen.
    pub(super) fn of(doc: &PagedDocument, pictures: &Pictures, options: Options) -> Self {
        let sizes = sizes(doc, |_| None);
        Self::each(sizes, |(id, _), size| {
            if let Some(page) = pictures.page_for_screen(id) {
                return Print::Page(page);
            }
            let max = pixels(size, options.print_dpi);
            Print::Stream(stream(&pictures.for_print(id, max)))
        })
    }

    /// Every picture that `doc` shows, in the inks of a press.
    pub(super) fn for_press(
        doc: &PagedDocument,
        pictures: &Pictures,
        options: Options,
        press: &Press<'_>,
    ) -> Self {
        let sizes = sizes(doc, |page| Some(press.plates(page)));
        Self::each(sizes, |(id, plates), size| {
            let (max, plates) =
                (pixels(size, options.print_dpi), plates.unwrap_or(Plates::Black));
            if let Some(page) = pictures.page_for_press(id, press.inks, plates) {
                return Print::Page(page);
            }
            Print::Stream(match pictures.drawing_for_press(id, max) {
                Some(drawing) => {
                    drawing::form(&drawing, Colours::Press(press.inks, plates))
                }
                None => in_inks(pictures.for_press(id, max, press.inks, plates)),
            })
        })
    }

    fn each(
        sizes: BTreeMap<Key, Size>,
        print: impl Fn(Key, Size) -> Print + Sync,
    ) -> Self {
        let sizes: Vec<_> = sizes.into_iter().collect();
        let named = |(key, size): (Key, Size)| (resource(key.0, key.1), print(key, size));
        Self(sizes.into_par_iter().map(named).collect())
    }

    /// The name of a picture's resource on those plates; `None` for one that was not
    /// counted.
    pub(super) fn name(&self, id: PictureId, plates: Option<Plates>) -> Option<String> {
        let name = resource(id, plates);
        self.0.contains_key(&name).then_some(name)
    }

    /// Puts the objects among a document's resources.
    pub(super) fn insert_into(&self, resources: &mut BTreeMap<XObjectId, XObject>) {
        for (name, print) in &self.0 {
            let stream = match print {
                Print::Stream(stream) => stream.clone(),
                Print::Page(_) => pages::stand_in(name),
            };
            let object = ExternalXObject { stream, width: None, height: None, dpi: None };
            resources.insert(XObjectId(name.clone()), XObject::External(object));
        }
    }
}

impl PrintPictures {
    /// Puts pages of PDFs where printpdf, which knows none, has written what stands for
    /// them.
    pub(super) fn put_pages(&self, document: &mut Document) {
        for (name, print) in &self.0 {
            if let Print::Page(page) = print {
                pages::put(document, name, page);
            }
        }
    }

    /// Whether every letter in pages of PDFs is said in characters.
    pub(super) fn text_said(&self) -> TextSaid {
        let in_part = |print: &Print| match print {
            Print::Page(page) => page.text == TextSaid::InPart,
            Print::Stream(_) => false,
        };
        match self.0.values().any(in_part) {
            true => TextSaid::InPart,
            false => TextSaid::Whole,
        }
    }
}

/// The largest place of every picture, by the plates of its page.
fn sizes(
    doc: &PagedDocument,
    plates: impl Fn(usize) -> Option<Plates>,
) -> BTreeMap<Key, Size> {
    let mut sizes: BTreeMap<Key, Size> = BTreeMap::new();
    for (index, page) in doc.pages.iter().enumerate() {
        page.frame.for_each(&mut |_, item| {
            if let Item::Image(image) = item {
                let size = sizes.entry((image.picture, plates(index))).or_default();
                size.width = size.width.max(image.size.width);
                size.height = size.height.max(image.size.height);
            }
        });
    }
    sizes
}

fn resource(id: PictureId, plates: Option<Plates>) -> String {
    match plates {
        None => format!("P{}", id.0),
        Some(Plates::Black) => format!("P{}k", id.0),
        Some(Plates::Colour) => format!("P{}c", id.0),
    }
}

/// The pixels that show a picture of `size` sharply.
fn pixels(size: Size, dpi: u16) -> PixelSize {
    let count = |length: Abs| {
        let pixels = (length.to_pt() / 72.0 * f64::from(dpi)).ceil();
        pixels.clamp(1.0, 65_535.0) as u32
    };
    PixelSize { width: count(size.width), height: count(size.height) }
}

/// The object: JPEG as it is, pixels to be deflated with the rest (8.9.5), a drawing as
/// its operators.
pub(super) fn stream(picture: &PrintPicture) -> ExternalStream {
    match picture {
        PrintPicture::Jpeg { bytes, size, grey } => {
            let channels = if *grey { Channels::Grey } else { Channels::Rgb };
            let mut dict = image_dict(*size, channels);
            dict.insert("Filter".into(), name("DCTDecode"));
            ExternalStream { dict, content: bytes.clone(), compress: false }
        }
        PrintPicture::Pixels { size, channels, data, alpha } => {
            let mut dict = image_dict(*size, *channels);
            if let Some(alpha) = alpha {
                let dict_of_mask = image_dict(*size, Channels::Grey);
                let mask = raw(dict_of_mask, alpha);
                dict.insert("SMask".into(), DictItem::Stream { stream: mask });
            }
            raw(dict, data)
        }
        PrintPicture::Drawing(drawing) => drawing::form(drawing, Colours::Screen),
    }
}

/// The image object of a picture in inks: without loss, so that no pixel bears more ink
/// than it should.
fn in_inks(picture: PressPicture) -> ExternalStream {
    let PressPicture { size, plates, data } = picture;
    match plates {
        Plates::Black => {
            // `DeviceGray` is the black plate, with 0 for solid.
            let grey: Vec<u8> = data.iter().map(|ink| 255 - ink).collect();
            raw(space_dict(size, "DeviceGray"), &grey)
        }
        Plates::Colour => raw(space_dict(size, "DeviceCMYK"), &data),
    }
}

fn raw(dict: BTreeMap<String, DictItem>, pixels: &[u8]) -> ExternalStream {
    ExternalStream { dict, content: pixels.to_vec(), compress: true }
}

fn image_dict(size: PixelSize, channels: Channels) -> BTreeMap<String, DictItem> {
    let space = match channels {
        Channels::Grey => "DeviceGray",
        Channels::Rgb => "DeviceRGB",
    };
    space_dict(size, space)
}

fn space_dict(size: PixelSize, space: &str) -> BTreeMap<String, DictItem> {
    [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(size.width.into())),
        ("Height", DictItem::Int(size.height.into())),
        ("ColorSpace", name(space)),
        ("BitsPerComponent", DictItem::Int(8)),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into()
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.into())
}
