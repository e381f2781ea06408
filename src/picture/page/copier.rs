//! Objects from one file to another: each once, without what says nothing of a page.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::Medium;
use super::fonts::Face;
use super::form::TextSaid;
use super::open::MOST_BYTES;

/// Why a page cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// This edition has no place for something: what it is, in plain words.
    Unfit(String),
    /// Objects that hold themselves, or more of them than any page needs.
    Tangled,
}

impl Stop {
    pub(super) fn unfit(why: impl Into<String>) -> Self {
        Self::Unfit(why.into())
    }
}

pub(super) type Got<T> = Result<T, Stop>;

/// What an object is copied as: one that is used in two ways is copied twice.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Plain,
    Space,
    Font,
    Image,
    Form,
    Pattern,
    Shading,
    State,
}

/// No page has more objects.
const MOST_OBJECTS: usize = 10_000;
/// Objects in objects deeper than this are nobody's.
const DEPTH: usize = 64;
/// What says something of a file and nothing of a page; the lists of a subset's glyphs are
/// not needed, and often wrong.
const DROPPED: [&[u8]; 9] = [
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"StructParent",
    b"StructParents",
    b"CharSet",
    b"CIDSet",
    b"Length",
    b"ID",
];
/// How streams may be packed: ISO 19005-2, 6.1.7.2, and what PDF 1.3 knows.
const PACKINGS: [&[u8]; 6] = [
    b"FlateDecode",
    b"DCTDecode",
    b"CCITTFaxDecode",
    b"RunLengthDecode",
    b"ASCII85Decode",
    b"ASCIIHexDecode",
];

/// What was found on the way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) text: TextSaid,
    pub(super) coloured: bool,
    /// In hundredths of an ink.
    pub(super) heaviest: u32,
}

/// Copies what a page refers to.
#[derive(Debug)]
pub(super) struct Copier<'a> {
    pub(super) from: &'a Document,
    pub(super) medium: Medium,
    /// The resources of the page, for forms without their own.
    pub(super) page_resources: &'a Dictionary,
    /// The copies; the first place is kept for the form of the page.
    pub(super) objects: Vec<Object>,
    pub(super) found: Found,
    pub(super) faces: BTreeMap<ObjectId, Rc<Face>>,
    known: BTreeMap<(ObjectId, Role), u32>,
    open: BTreeSet<(ObjectId, Role)>,
    bytes: usize,
}

impl<'a> Copier<'a> {
    pub(super) fn new(
        from: &'a Document,
        medium: Medium,
        page_resources: &'a Dictionary,
    ) -> Self {
        let found = Found { text: TextSaid::Whole, coloured: false, heaviest: 0 };
        Self {
            from,
            medium,
            page_resources,
            objects: vec![Object::Null],
            found,
            faces: BTreeMap::new(),
            known: BTreeMap::new(),
            open: BTreeSet::new(),
            bytes: 0,
        }
    }

    /// What a reference leads to; nothing is null (7.3.10).
    pub(super) fn resolve(&self, object: &'a Object) -> &'a Object {
        self.from.dereference(object).map_or(&Object::Null, |(_, object)| object)
    }

    /// An entry of a dictionary.
    pub(super) fn get(&self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let found = self.resolve(dict.get(key).ok()?);
        (!found.is_null()).then_some(found)
    }

    pub(super) fn name(&self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.get(dict, key)?.as_name().ok()
    }

    pub(super) fn dict(
        &self,
        dict: &'a Dictionary,
        key: &[u8],
    ) -> Option<&'a Dictionary> {
        self.get(dict, key)?.as_dict().ok()
    }

    /// Copies an object by `copy`; one that is referred to once, however often that is.
    pub(super) fn once(
        &mut self,
        object: &'a Object,
        role: Role,
        copy: impl FnOnce(&mut Self, &'a Object) -> Got<Object>,
    ) -> Got<Object> {
        let Ok(id) = object.as_reference() else { return copy(self, object) };
        if let Some(known) = self.known.get(&(id, role)) {
            return Ok(Object::Reference((*known, 0)));
        }
        if self.open.len() > DEPTH || !self.open.insert((id, role)) {
            return Err(Stop::Tangled);
        }
        let inner = self.resolve(object);
        let copied = copy(self, inner)?;
        self.open.remove(&(id, role));
        let at = self.add(copied)?;
        self.known.insert((id, role), at);
        Ok(Object::Reference((at, 0)))
    }

    fn add(&mut self, object: Object) -> Got<u32> {
        if let Object::Stream(stream) = &object {
            self.bytes += stream.content.len();
        }
        if self.objects.len() >= MOST_OBJECTS || self.bytes > MOST_BYTES {
            return Err(Stop::Tangled);
        }
        self.objects.push(object);
        Ok(self.objects.len() as u32 - 1)
    }

    /// Copies an object that paints nothing by itself: numbers, functions, faces.
    pub(super) fn plain(&mut self, object: &'a Object) -> Got<Object> {
        self.once(object, Role::Plain, |copier, object| copier.plain_value(object, 0))
    }

    fn plain_value(&mut self, object: &'a Object, depth: usize) -> Got<Object> {
        if depth > DEPTH {
            return Err(Stop::Tangled);
        }
        match object {
            Object::Reference(_) => self.plain(object),
            Object::Array(all) => {
                let all: Got<Vec<Object>> =
                    all.iter().map(|one| self.plain_value(one, depth + 1)).collect();
                Ok(all?.into())
            }
            Object::Dictionary(dict) => Ok(self.plain_dict(dict, depth, &[])?.into()),
            Object::Stream(stream) => self.stream(stream, &[]),
            other => Ok(other.clone()),
        }
    }

    fn plain_dict(
        &mut self,
        dict: &'a Dictionary,
        depth: usize,
        without: &[&[u8]],
    ) -> Got<Dictionary> {
        let mut copied = Dictionary::new();
        for (key, value) in dict {
            if DROPPED.contains(&key.as_slice()) || without.contains(&key.as_slice()) {
                continue;
            }
            copied.set(key.clone(), self.plain_value(value, depth + 1)?);
        }
        Ok(copied)
    }

    /// The entries of a dictionary, but for some.
    pub(super) fn entries(
        &mut self,
        dict: &'a Dictionary,
        without: &[&[u8]],
    ) -> Got<Dictionary> {
        self.plain_dict(dict, 0, without)
    }

    /// A stream as it is packed, its dictionary without some entries.
    pub(super) fn stream(
        &mut self,
        stream: &'a Stream,
        without: &[&[u8]],
    ) -> Got<Object> {
        self.packing(stream)?;
        let dict = self.plain_dict(&stream.dict, 0, without)?;
        let packed = stream.dict.has(b"Filter");
        let copied = Stream::new(dict, stream.content.clone());
        Ok(copied.with_compression(!packed).into())
    }

    /// Sees that a stream is packed in a way that every edition knows.
    fn packing(&self, stream: &'a Stream) -> Got<()> {
        if stream.dict.has(b"F") || stream.dict.has(b"FFilter") {
            return Err(Stop::unfit("a part of it is in another file"));
        }
        let names: Vec<&[u8]> = match self.get(&stream.dict, b"Filter") {
            None => vec![],
            Some(Object::Array(all)) => all
                .iter()
                .map(|one| self.resolve(one).as_name().unwrap_or_default())
                .collect(),
            Some(one) => vec![one.as_name().unwrap_or_default()],
        };
        match names.into_iter().find(|name| !PACKINGS.contains(name)) {
            None => Ok(()),
            Some(name) => {
                let name = String::from_utf8_lossy(name);
                Err(Stop::unfit(format!("a part of it is packed as `{name}`")))
            }
        }
    }
}
