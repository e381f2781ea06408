//! Reads finished files back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The operators of each page.
pub(super) fn operations(document: &Document) -> Vec<Vec<Operation>> {
    let pages = document.get_pages().into_values();
    pages
        .map(|page| {
            let bytes = document.get_page_content(page);
            Content::decode(&bytes).unwrap().operations
        })
        .collect()
}

/// The operators of each page as text, a line for each.
pub(super) fn listing(document: &Document) -> String {
    let mut out = String::new();
    for operation in operations(document).into_iter().flatten() {
        let operands: Vec<_> =
            operation.operands.iter().map(|o| format!("{o:?}")).collect();
        writeln!(out, "{} {}", operands.join(" "), operation.operator).unwrap();
    }
    out
}

/// Every object that is reached from the catalog, in the order it is met, as text;
/// streams without their content.
pub(super) fn objects(document: &Document) -> String {
    let mut writer = Writer { document, names: BTreeMap::new(), queue: vec![] };
    let root = document.trailer.get(b"Root").unwrap().as_reference().unwrap();
    let info = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    writer.name(root);
    writer.name(info);
    let mut out = String::new();
    let mut at = 0;
    while at < writer.queue.len() {
        let object = document.get_object(writer.queue[at]).unwrap();
        let text = writer.text(object, 0);
        writeln!(out, "#{at} = {text}").unwrap();
        at += 1;
    }
    out
}

struct Writer<'a> {
    document: &'a Document,
    names: BTreeMap<ObjectId, usize>,
    queue: Vec<ObjectId>,
}

impl Writer<'_> {
    /// Objects are numbered as they are met, so that a new one does not change all.
    fn name(&mut self, id: ObjectId) -> usize {
        assert!(self.document.objects.contains_key(&id), "{id:?} is there");
        let next = self.names.len();
        *self.names.entry(id).or_insert_with(|| {
            self.queue.push(id);
            next
        })
    }

    fn text(&mut self, object: &Object, depth: usize) -> String {
        match object {
            Object::Reference(id) => format!("#{}", self.name(*id)),
            Object::Array(items) => {
                let items: Vec<_> =
                    items.iter().map(|i| self.text(i, depth + 1)).collect();
                format!("[{}]", items.join(" "))
            }
            Object::Dictionary(dict) => self.dictionary(dict, depth),
            Object::Stream(stream) => {
                let mut dict = stream.dict.clone();
                dict.remove(b"Length");
                format!("{} stream", self.dictionary(&dict, depth))
            }
            Object::String(..) => {
                format!("({})", lopdf::decode_text_string(object).unwrap())
            }
            other => format!("{other:?}"),
        }
    }

    fn dictionary(&mut self, dict: &Dictionary, depth: usize) -> String {
        let indent = "  ".repeat(depth + 1);
        let mut out = String::from("<<\n");
        for (key, value) in dict {
            let value = self.text(value, depth + 1);
            writeln!(out, "{indent}{}: {value}", String::from_utf8_lossy(key)).unwrap();
        }
        out + &"  ".repeat(depth) + ">>"
    }
}
