//! Pages of other PDFs, as forms among the pictures.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};
use printpdf::{DictItem, ExternalStream};

use crate::picture::PageForm;

/// The entry of what printpdf writes for a page until the page is put there.
const NAME: &str = "WwpubPage";

/// A form without anything in it, for the page of that name.
pub(super) fn stand_in(name: &str) -> ExternalStream {
    let mark = (NAME.to_owned(), DictItem::Name(name.into()));
    ExternalStream { dict: BTreeMap::from([mark]), content: vec![], compress: false }
}

/// Puts a page there, and what it refers to behind all other objects. printpdf writes a
/// stream once, however many pages show it.
pub(super) fn put(document: &mut Document, name: &str, page: &PageForm) {
    let place = document.objects.iter().find(|(_, object)| stands_for(object, name));
    let Some((first, _)) = place else { return };
    let mut ids = vec![*first];
    ids.extend((1..page.objects.len()).map(|_| document.new_object_id()));
    for (id, object) in ids.iter().zip(&page.objects) {
        let mut object = object.clone();
        renumber(&mut object, &ids);
        document.objects.insert(*id, object);
    }
}

fn stands_for(object: &Object, name: &str) -> bool {
    let mark = object.as_stream().ok().and_then(|s| s.dict.get(NAME.as_bytes()).ok());
    mark.and_then(|mark| mark.as_name().ok()) == Some(name.as_bytes())
}

/// References are places in the row of the page's objects.
fn renumber(object: &mut Object, ids: &[ObjectId]) {
    match object {
        Object::Reference(id) => *id = ids[id.0 as usize],
        Object::Array(all) => all.iter_mut().for_each(|one| renumber(one, ids)),
        Object::Dictionary(dict) => {
            dict.iter_mut().for_each(|(_, one)| renumber(one, ids));
        }
        Object::Stream(stream) => {
            stream.dict.iter_mut().for_each(|(_, one)| renumber(one, ids));
        }
        _ => {}
    }
}
