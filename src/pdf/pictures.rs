//! Pictures as image objects and drawings as form objects, one for each picture, large enough for its largest place.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};
use rayon::prelude::*;

use super::{Options, drawing};
use crate::layout::{Item, PagedDocument};
use crate::picture::{Channels, PictureId, Pictures, PixelSize, PrintPicture};
use crate::unit::{Abs, Size};

/// The pictures of a document.
#[derive(Debug)]
pub(super) struct PrintPictures(Vec<(PictureId, PrintPicture)>);

impl PrintPictures {
    /// Every picture that `doc` shows.
    pub(super) fn of(doc: &PagedDocument, pictures: &Pictures, options: Options) -> Self {
        let mut sizes: BTreeMap<PictureId, Size> = BTreeMap::new();
        for page in &doc.pages {
            page.frame.for_each(&mut |_, item| {
                if let Item::Image(image) = item {
                    let size = sizes.entry(image.picture).or_default();
                    size.width = size.width.max(image.size.width);
                    size.height = size.height.max(image.size.height);
                }
            });
        }
        let sizes: Vec<_> = sizes.into_iter().collect();
        let print = |(id, size): (PictureId, Size)| {
            (id, pictures.for_print(id, pixels(size, options.print_dpi)))
        };
        Self(sizes.into_par_iter().map(print).collect())
    }

    /// The name of a picture's resource; `None` for one that was not counted.
    pub(super) fn name(&self, id: PictureId) -> Option<String> {
        self.0.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(resource(id))
    }

    /// Puts the objects among a document's resources.
    pub(super) fn insert_into(&self, resources: &mut BTreeMap<XObjectId, XObject>) {
        for (id, picture) in &self.0 {
            let stream = stream(picture);
            let object = ExternalXObject { stream, width: None, height: None, dpi: None };
            resources.insert(XObjectId(resource(*id)), XObject::External(object));
        }
    }
}

fn resource(id: PictureId) -> String {
    format!("P{}", id.0)
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
        PrintPicture::Drawing(drawing) => drawing::form(drawing),
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
