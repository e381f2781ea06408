//! Plain facts of a finished file, ours or another's, for the rules of preflight.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::{CompressionMethod, ZipArchive};

use crate::diag::{Code, Diagnostic};

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// How many bytes it has.
    pub size: usize,
    /// Everything in it, in its order.
    pub parts: Vec<Part>,
}

/// A file in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its path.
    pub path: String,
    /// How it is packed.
    pub packing: Packing,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// How a part is packed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Packing {
    /// As it is.
    Plain,
    /// Compressed.
    Pressed,
}

/// An XML document as a list of its elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The encoding that its declaration names; `None` without a declaration.
    pub declared: Option<String>,
    /// Every element in document order.
    pub elements: Vec<Element>,
    /// What its comments say.
    pub comments: Vec<String>,
    /// How many characters of text it has, white space aside.
    pub characters: usize,
}

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name as written: `dc:title`.
    pub name: String,
    /// Its attributes as written, values read.
    pub attributes: Vec<(String, String)>,
    /// The position of the element that holds it.
    pub parent: Option<usize>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// How many characters of text, white space aside, stand before it in the document.
    pub before: usize,
    /// The characters that stand directly in it.
    pub text: String,
}

impl Tree {
    fn add(&mut self, element: Element) {
        self.elements.push(Element { before: self.characters, ..element });
    }
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// No part of an honest book is larger.
const MAX_PART: u64 = 512 << 20;
/// Nor are all of them together.
const MAX_ALL: usize = 1 << 30;

/// The facts of a file.
///
/// # Errors
/// Where it is not an archive that can be read, or one that swells beyond reason.
pub fn inspect(bytes: &[u8]) -> Result<Facts, Diagnostic> {
    let unreadable = |why: &dyn std::fmt::Display| {
        Diagnostic::error(Code("e-005"), format!("not an EPUB that can be read: {why}"))
    };
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let (mut parts, mut all) = (vec![], 0);
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| unreadable(&error))?;
        if entry.is_dir() {
            continue;
        }
        let path = entry.name().to_owned();
        let packing = match entry.compression() {
            CompressionMethod::Stored => Packing::Plain,
            _ => Packing::Pressed,
        };
        let mut bytes = vec![];
        entry
            .take(MAX_PART)
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(&error))?;
        all += bytes.len();
        if all > MAX_ALL {
            return Err(unreadable(&"it holds more than 1 GB"));
        }
        parts.push(Part { path, packing, bytes });
    }
    Ok(Facts { size: bytes.len(), parts })
}

/// The elements of an XML document.
///
/// # Errors
/// Where it is not well formed: what is wrong, and the line.
pub fn read_xml(bytes: &[u8]) -> Result<Tree, (String, usize)> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        ("it is not UTF-8".to_owned(), line_of(bytes, error.valid_up_to()))
    })?;
    let mut reader = Reader::from_str(text);
    let (mut tree, mut open, mut line, mut seen) = (Tree::default(), vec![], 1, 0);
    loop {
        let event = reader.read_event();
        let at = usize::try_from(reader.buffer_position()).unwrap_or(bytes.len());
        let here = line;
        line += bytes.get(seen..at).map_or(0, count_lines);
        seen = at;
        let event = event.map_err(|error| (error.to_string(), line))?;
        if matches!(event, Event::Eof) {
            break;
        }
        note(&event, &mut tree, &mut open, here).map_err(|what| (what, line))?;
    }
    match open.last() {
        Some(at) => Err((format!("`{}` is not closed", tree.elements[*at].name), line)),
        None if tree.elements.is_empty() => Err(("it has no element".to_owned(), line)),
        None => Ok(tree),
    }
}

fn note(
    event: &Event<'_>,
    tree: &mut Tree,
    open: &mut Vec<usize>,
    line: usize,
) -> Result<(), String> {
    match event {
        Event::Decl(decl) => {
            let encoding = decl.encoding().and_then(Result::ok);
            let named = encoding.map(|name| name.to_string());
            tree.declared = Some(named.unwrap_or_else(|| "UTF-8".to_owned()));
        }
        Event::Start(start) => {
            open.push(tree.elements.len());
            let parent = open.len().checked_sub(2).map(|at| open[at]);
            tree.add(Element { parent, line, ..element(start)? });
        }
        Event::Empty(start) => {
            let parent = open.last().copied();
            tree.add(Element { parent, line, ..element(start)? });
        }
        Event::End(_) => drop(open.pop()),
        Event::Text(text) => say(tree, open, text.as_ref()),
        Event::CData(text) => say(tree, open, text.as_ref()),
        Event::GeneralRef(name) => {
            let name: &str = name.as_ref();
            let known = name.starts_with('#')
                || ["amp", "lt", "gt", "quot", "apos"].contains(&name);
            if !known {
                return Err(format!("`&{name};` is a name that XML does not know"));
            }
            // What it stands for is one character, whichever.
            say(tree, open, "\u{FFFC}");
        }
        Event::Comment(text) => {
            let text: &str = text.as_ref();
            tree.comments.push(text.to_owned());
        }
        _ => {}
    }
    Ok(())
}

fn say(tree: &mut Tree, open: &[usize], text: &str) {
    if let Some(at) = open.last() {
        tree.elements[*at].text.push_str(text);
        tree.characters += text.chars().filter(|c| !c.is_whitespace()).count();
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = vec![];
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = quick_xml::escape::unescape(&attribute.value)
            .map_err(|error| error.to_string())?;
        let key: &str = attribute.key.as_ref();
        attributes.push((key.to_owned(), value.into_owned()));
    }
    let name = start.name();
    let name: &str = name.as_ref();
    Ok(Element { name: name.to_owned(), attributes, ..Element::default() })
}

fn count_lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes.get(..at).map_or(0, count_lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_told_with_their_lines() {
        let text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a><!-- x -->\n<b c='&lt;'>d&amp;</b>\n</a>";
        let tree = read_xml(text.as_bytes()).expect("sound");
        assert_eq!(tree.declared.as_deref(), Some("utf-8"));
        assert_eq!(tree.comments, [" x "]);
        let b = &tree.elements[1];
        assert_eq!((b.name.as_str(), b.parent, b.line), ("b", Some(0), 3));
        assert_eq!((b.get("c"), b.text.as_str()), (Some("<"), "d\u{FFFC}"));
    }

    #[test]
    fn what_is_not_xml_is_told_with_its_line() {
        let wrong = |text: &str| read_xml(text.as_bytes()).expect_err("not XML").1;
        assert_eq!(wrong("<a>\n<b>\n</a>"), 3);
        assert_eq!(wrong("<a>\n&nbsp;</a>"), 2);
        assert_eq!(wrong("<a>\n<b/>\n"), 3);
        assert_eq!(wrong(""), 1);
        assert_eq!(read_xml(b"<a>\n\xFF</a>").expect_err("not UTF-8").1, 2);
    }
}
