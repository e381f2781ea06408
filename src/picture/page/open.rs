//! A page of a file: its place in the tree, its boxes, and what it inherits (7.7.3).

use lopdf::{Dictionary, Document, Error, LoadOptions, Object, ObjectId};

use crate::picture::PixelSize;
use crate::picture::load::Trouble;

/// No stream of a page is longer.
pub(super) const MOST_BYTES: usize = 50 << 20;
/// A tree of pages is not deeper, and one in a circle has an end.
const DEPTH: usize = 32;
/// Paper is not larger (Annex C.2), in points.
const LARGEST: f64 = 14_400.0;

/// A page.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) document: Document,
    pub(super) page: ObjectId,
    /// Left, foot, right and top of what is shown.
    pub(super) frame: [f64; 4],
    /// So many quarters it is turned clockwise.
    pub(super) turns: u8,
    /// Points that a unit is long.
    unit: f64,
}

/// The page of that number, from 1.
pub(super) fn page(bytes: &[u8], number: u32) -> Result<Opened, Trouble> {
    let options =
        LoadOptions { max_decompressed_size: Some(MOST_BYTES), ..LoadOptions::default() };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| match error {
            Error::Decryption(_) | Error::InvalidPassword => Trouble::Encrypted,
            // A way of locking that is not known is a lock all the same.
            _ if names_lock(bytes) => Trouble::Encrypted,
            _ if !ends(bytes) => Trouble::CutShort,
            _ => Trouble::Damaged,
        })?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Trouble::Encrypted);
    }
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let page = (number as usize).checked_sub(1).and_then(|at| pages.get(at).copied());
    let Some(page) = page else {
        return Err(match pages.len() {
            0 if !ends(bytes) => Trouble::CutShort,
            0 => Trouble::Damaged,
            of => Trouble::NoPage { number, of },
        });
    };
    let mut opened = Opened { document, page, frame: [0.0; 4], turns: 0, unit: 1.0 };
    opened.frame = opened.shown().ok_or(Trouble::NoSize)?;
    opened.turns = opened.rotation();
    let unit = opened.inherited(b"UserUnit").and_then(|unit| unit.as_float().ok());
    opened.unit = unit.map_or(1.0, f64::from).clamp(0.01, 100.0);
    Ok(opened)
}

/// Whether the last bytes are there.
fn ends(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    tail.windows(5).any(|window| window == b"%%EOF")
}

/// Whether the end of the file speaks of encryption (7.6.1).
fn names_lock(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(4096)..];
    tail.windows(9).any(|window| window == b"/Encrypt " || window == b"/Encrypt<")
}

impl Opened {
    /// The page's own dictionary.
    pub(super) fn dict(&self) -> Option<&Dictionary> {
        self.document.get_dictionary(self.page).ok()
    }

    /// An entry of the page, its own or one of the pages above.
    pub(super) fn inherited(&self, key: &[u8]) -> Option<&Object> {
        let mut node = self.dict()?;
        for _ in 0..DEPTH {
            if let Ok(found) = node.get_deref(key, &self.document) {
                return Some(found);
            }
            let parent = node.get_deref(b"Parent", &self.document);
            node = parent.and_then(Object::as_dict).ok()?;
        }
        None
    }

    /// The page when cut; where that is not said, what viewers show.
    fn shown(&self) -> Option<[f64; 4]> {
        let keys: [&[u8]; 3] = [b"TrimBox", b"CropBox", b"MediaBox"];
        let found = keys.into_iter().find_map(|key| self.inherited(key))?;
        let number = |object: &Object| {
            let (_, object) = self.document.dereference(object).ok()?;
            object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
        };
        let sides: Option<Vec<f64>> = found.as_array().ok()?.iter().map(number).collect();
        let [a, b, c, d] = <[f64; 4]>::try_from(sides?).ok()?;
        let frame = [a.min(c), b.min(d), a.max(c), b.max(d)];
        let [left, foot, right, top] = frame;
        let wide = 1.0..=LARGEST;
        (wide.contains(&(right - left)) && wide.contains(&(top - foot))).then_some(frame)
    }

    fn rotation(&self) -> u8 {
        let degrees = self.inherited(b"Rotate").and_then(|object| object.as_float().ok());
        let degrees = degrees.unwrap_or(0.0).round() as i64;
        (degrees.rem_euclid(360) / 90) as u8
    }

    /// Width and height of the box, not turned.
    pub(super) fn extent(&self) -> [f64; 2] {
        let [left, foot, right, top] = self.frame;
        [right - left, top - foot]
    }

    /// Its natural size, upright, as a picture of 300 dots an inch has it.
    pub(super) fn pixels(&self) -> Result<PixelSize, Trouble> {
        let dots = |points: f64| (points * self.unit / 72.0 * 300.0).round().max(1.0);
        let [width, height] = self.extent().map(dots);
        let size = match self.turns % 2 {
            0 => PixelSize::new(width as u32, height as u32),
            _ => PixelSize::new(height as u32, width as u32),
        };
        let most = f64::from(u32::from(u16::MAX));
        if width > most || height > most {
            Err(Trouble::TooLarge(size))
        } else {
            Ok(size)
        }
    }

    /// From the units of the page to a square of one unit, upright (8.10.2).
    pub(super) fn matrix(&self) -> [f64; 6] {
        let [left, foot, right, top] = self.frame;
        let [width, height] = self.extent();
        let (w, h) = (1.0 / width, 1.0 / height);
        match self.turns {
            1 => [0.0, -w, h, 0.0, -foot * h, right * w],
            2 => [-w, 0.0, 0.0, -h, right * w, top * h],
            3 => [0.0, w, -h, 0.0, top * h, -left * w],
            _ => [w, 0.0, 0.0, h, -left * w, -foot * h],
        }
    }

    /// Its operators: the streams of a page are one text, cut between words (7.8.2).
    pub(super) fn content(&self) -> Option<Vec<u8>> {
        let dict = self.dict()?;
        let mut parts = vec![];
        match dict.get_deref(b"Contents", &self.document) {
            Ok(Object::Array(all)) => parts.extend(all),
            Ok(one) => parts.push(one),
            Err(_) => {}
        }
        let mut content = vec![];
        for part in parts {
            let (_, part) = self.document.dereference(part).ok()?;
            let stream = part.as_stream().ok()?;
            let room = MOST_BYTES.saturating_sub(content.len());
            content.extend(unpacked(stream, room)?);
            content.push(b'\n');
        }
        Some(content)
    }
}

/// The plain bytes of a stream, as far as they are packed in one of the usual ways.
pub(super) fn unpacked(stream: &lopdf::Stream, most: usize) -> Option<Vec<u8>> {
    let packed = stream.dict.has(b"Filter");
    let turned = stream.dict.get(b"DecodeParms").is_ok_and(|parms| !parms.is_null());
    if turned || packed && stream.filters().is_err() {
        return None;
    }
    stream.get_plain_content_with_limit(most).ok()
}
