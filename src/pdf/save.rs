//! From objects to bytes.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Object, Stream, StringFormat};
use rayon::prelude::*;
use uuid::Uuid;

use super::finish::INSTANCE_ID;
use super::page::Assembled;
use crate::layout::PagedDocument;

/// How objects are written.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In object streams (7.5.7), with cross-references in a stream (7.5.8).
    Modern,
    /// One by one with a table (7.5.4): all that PDF 1.3 knows.
    Plain,
}

/// The bytes of the file: streams deflated in parallel, the objects in their form, and an
/// identifier made of all that.
///
/// # Panics
/// Never: nothing that writes into memory fails.
pub(super) fn save(mut file: Assembled, doc: &PagedDocument, form: Form) -> Vec<u8> {
    let mut streams: Vec<&mut Stream> = file
        .document
        .objects
        .values_mut()
        .filter_map(|o| o.as_stream_mut().ok())
        .collect();
    streams.par_iter_mut().for_each(|stream| deflate(stream));
    let id = |id: Uuid| Object::String(id.as_bytes().to_vec(), StringFormat::Hexadecimal);
    // 14.4: the first part stays when the issue is corrected, the second never does.
    let ids = vec![id(doc.metadata.identifier), id(INSTANCE_ID)];
    file.document.trailer.set("ID", ids);
    let mut bytes = vec![];
    match form {
        Form::Modern => file.document.save_modern(&mut bytes),
        Form::Plain => file.document.save_to(&mut bytes),
    }
    .expect("memory can be written");
    // PDF programs want a line end after the last line; one is allowed (6.1.3 of 19005-2).
    bytes.push(b'\n');
    identify(bytes)
}

/// Level 6: level 9 takes three times as long for a hundredth.
fn deflate(stream: &mut Stream) {
    if !stream.allows_compression || stream.dict.has(b"Filter") {
        return;
    }
    let mut encoder = ZlibEncoder::new(vec![], Compression::new(6));
    encoder.write_all(&stream.content).expect("memory can be written");
    let deflated = encoder.finish().expect("memory can be written");
    if deflated.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(deflated);
    }
}

/// Puts the hash of the bytes where its place was kept.
fn identify(mut bytes: Vec<u8>) -> Vec<u8> {
    let id = Uuid::new_v5(&INSTANCE_ID, &bytes);
    let hex = |id: Uuid| format!("<{:X}>", id.simple()).into_bytes();
    let urn = |id: Uuid| format!("urn:uuid:{id}").into_bytes();
    for form in [hex, urn] as [fn(Uuid) -> Vec<u8>; 2] {
        let (place, id) = (form(INSTANCE_ID), form(id));
        // A file without XMP keeps one place, others two.
        if let Some(at) = bytes.windows(place.len()).rposition(|w| w == place) {
            bytes[at..at + id.len()].copy_from_slice(&id);
        }
    }
    bytes
}
