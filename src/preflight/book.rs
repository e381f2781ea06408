//! The facts of a file, read as a book.

use std::collections::BTreeMap;

use crate::epub::{Element, Facts, Part, Tree, read_xml};
use crate::style::Device;

/// A book as the rules see it.
pub(super) struct Book<'a> {
    pub(super) facts: &'a Facts,
    /// Whom it is for.
    pub(super) device: Device,
    /// Every document that is XML, by path.
    pub(super) trees: BTreeMap<&'a str, Tree>,
    /// Documents that are not: path, what is wrong, line.
    pub(super) flaws: Vec<(&'a str, String, usize)>,
    /// The path of the package document.
    pub(super) package: Option<String>,
    /// What the package document names.
    pub(super) items: Vec<Item>,
}

/// A file that the package document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) media_type: String,
    pub(super) properties: String,
}

impl<'a> Book<'a> {
    pub(super) fn of(facts: &'a Facts, device: Device) -> Self {
        let (mut trees, mut flaws) = (BTreeMap::new(), vec![]);
        for part in facts.parts.iter().filter(|part| is_xml(&part.path)) {
            match read_xml(&part.bytes) {
                Ok(tree) => drop(trees.insert(part.path.as_str(), tree)),
                Err((what, line)) => flaws.push((part.path.as_str(), what, line)),
            }
        }
        let mut book = Self { facts, device, trees, flaws, package: None, items: vec![] };
        book.package = book.rootfile();
        book.items = book.manifest();
        book
    }

    /// A part by its path.
    pub(super) fn part(&self, path: &str) -> Option<&'a Part> {
        self.facts.parts.iter().find(|part| part.path == path)
    }

    /// The elements of a document with that name, whatever stands before its colon.
    pub(super) fn all<'t>(
        &'t self,
        path: &str,
        name: &'t str,
    ) -> impl Iterator<Item = &'t Element> {
        let tree = self.trees.get(path);
        tree.into_iter().flat_map(|tree| &tree.elements).filter(move |e| is(e, name))
    }

    /// The elements of the package document with that name.
    pub(super) fn packaged<'t>(
        &'t self,
        name: &'t str,
    ) -> impl Iterator<Item = &'t Element> {
        self.package.iter().flat_map(move |path| self.all(path, name))
    }

    /// The files of a media type.
    pub(super) fn of_type<'t>(
        &'t self,
        wanted: &'t str,
    ) -> impl Iterator<Item = &'t Item> {
        self.items.iter().filter(move |item| item.media_type == wanted)
    }

    /// The documents that are read.
    pub(super) fn documents(&self) -> impl Iterator<Item = &Item> {
        self.of_type("application/xhtml+xml")
    }

    fn rootfile(&self) -> Option<String> {
        let named = self.all("META-INF/container.xml", "rootfile").next();
        let path = named.and_then(|e| e.get("full-path")).map(str::to_owned);
        path.filter(|path| self.trees.contains_key(path.as_str()))
    }

    fn manifest(&self) -> Vec<Item> {
        let base = self.package.clone().unwrap_or_default();
        let item = |e: &Element| {
            Some(Item {
                id: e.get("id")?.to_owned(),
                path: resolve(&base, e.get("href")?),
                media_type: e.get("media-type").unwrap_or_default().to_owned(),
                properties: e.get("properties").unwrap_or_default().to_owned(),
            })
        };
        self.packaged("item").filter_map(item).collect()
    }
}

/// Whether an element has that name, whatever stands before its colon.
pub(super) fn is(element: &Element, name: &str) -> bool {
    element.name.rsplit(':').next() == Some(name)
}

fn is_xml(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    [".xhtml", ".html", ".htm", ".opf", ".ncx", ".xml"]
        .iter()
        .any(|end| lower.ends_with(end))
}

/// Where a link of the document `from` leads, without its fragment.
pub(super) fn resolve(from: &str, href: &str) -> String {
    let file = href.split(['#', '?']).next().unwrap_or_default();
    if file.is_empty() {
        return from.to_owned();
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let plain = unescaped(file);
    for step in plain.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(folders.pop()),
            step => folders.push(step),
        }
    }
    folders.join("/")
}

/// Signs written as their codes, `%20`, as themselves.
fn unescaped(text: &str) -> String {
    let mut bytes = vec![];
    let mut rest = text.bytes().collect::<Vec<u8>>().into_iter();
    while let Some(byte) = rest.next() {
        let ahead = rest.as_slice();
        let code = ahead
            .get(..2)
            .filter(|_| byte == b'%')
            .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(byte));
        if code.is_some() {
            rest.nth(1);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_from_where_they_stand() {
        assert_eq!(resolve("OEBPS/a.xhtml", "b.xhtml#c"), "OEBPS/b.xhtml");
        assert_eq!(resolve("OEBPS/text/a.xhtml", "../im%20age.png"), "OEBPS/im age.png");
        assert_eq!(resolve("OEBPS/a.xhtml", "#c"), "OEBPS/a.xhtml");
        assert_eq!(resolve("a.xhtml", "../../%zz%4"), "%zz%4");
    }
}
