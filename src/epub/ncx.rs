//! The contents as EPUB 2 has them: Kindle, Kobo and `KOReader` read them still.

use super::package::{NavEntry, Package};
use super::xml::{Xml, language};

/// The file's name.
pub(super) const FILE: &str = "toc.ncx";

/// `toc.ncx`.
pub(super) fn document(package: &Package) -> String {
    let order = Order::of(package);
    let mut xml = Xml::new();
    let mut attrs =
        vec![("xmlns", "http://www.daisy.org/z3986/2005/ncx/"), ("version", "2005-1")];
    attrs.extend(&language(&package.metadata.lang, None)[1..]);
    xml.open("ncx", &attrs);
    xml.line();
    head(&mut xml, package);
    xml.open("docTitle", &[]);
    xml.leaf("text", &[], &package.metadata.title);
    xml.close_block();
    xml.open("navMap", &[]);
    xml.line();
    let mut number = 0;
    for entry in &package.nav.contents {
        point(&mut xml, entry, &order, &mut number);
    }
    xml.close_block();
    pages(&mut xml, package, &order);
    xml.finish()
}

fn head(xml: &mut Xml, package: &Package) {
    let nav = &package.nav;
    let deep = nav.contents.iter().any(|entry| !entry.entries.is_empty());
    let greatest = nav.pages.iter().filter_map(|p| p.folio.parse::<u32>().ok()).max();
    let uid = package.metadata.identifier.urn().to_string();
    xml.open("head", &[]);
    xml.line();
    for (name, content) in [
        ("dtb:uid", uid),
        ("dtb:depth", if deep { "2" } else { "1" }.to_owned()),
        ("dtb:totalPageCount", nav.pages.len().to_string()),
        ("dtb:maxPageNumber", greatest.unwrap_or(0).to_string()),
    ] {
        xml.empty("meta", &[("name", name), ("content", &content)]);
        xml.line();
    }
    xml.close_block();
}

fn point(xml: &mut Xml, entry: &NavEntry, order: &Order, number: &mut u32) {
    *number += 1;
    let id = format!("point-{number}");
    let place = order.of_document(&entry.href).to_string();
    xml.open("navPoint", &[("id", &id), ("playOrder", &place)]);
    xml.line();
    label(xml, &entry.label, &entry.href);
    for below in &entry.entries {
        point(xml, below, order, number);
    }
    xml.close_block();
}

fn label(xml: &mut Xml, text: &str, href: &str) {
    xml.open("navLabel", &[]);
    xml.leaf("text", &[], text);
    xml.close_block();
    xml.empty("content", &[("src", href)]);
    xml.line();
}

fn pages(xml: &mut Xml, package: &Package, order: &Order) {
    if package.nav.pages.is_empty() {
        return;
    }
    xml.open("pageList", &[]);
    xml.line();
    xml.open("navLabel", &[]);
    let pages = crate::model::Wording::of(&package.metadata.lang).page_list();
    xml.leaf("text", &[], pages);
    xml.close_block();
    for page in &package.nav.pages {
        let place = order.of_page(&page.id).to_string();
        // A value is a number of its own; a folio like `A1` is a special page.
        let value =
            page.folio.parse::<u32>().ok().filter(|n| *n > 0).map(|n| n.to_string());
        let mut attrs = vec![("id", page.id.as_str()), ("playOrder", &place)];
        match &value {
            Some(value) => attrs.extend([("type", "normal"), ("value", value)]),
            None => attrs.push(("type", "special")),
        }
        xml.open("pageTarget", &attrs);
        xml.line();
        label(xml, &page.folio, &format!("{}#{}", page.file, page.id));
        xml.close_block();
    }
    xml.close_block();
}

/// Everything that the NCX names, in reading order: `playOrder` counts through contents
/// and pages without a gap.
struct Order(Vec<Stop>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Stop {
    document: usize,
    within: Option<(u32, u32)>,
    name: String,
}

impl Order {
    fn of(package: &Package) -> Self {
        let place =
            |file: &str| package.spine.iter().position(|f| f == file).unwrap_or(0);
        let mut stops = vec![];
        for entry in &package.nav.contents {
            for href in std::iter::once(entry).chain(&entry.entries).map(|e| &e.href) {
                let stop =
                    Stop { document: place(href), within: None, name: href.clone() };
                stops.push(stop);
            }
        }
        for page in &package.nav.pages {
            let (document, within) = (place(&page.file), Some(page.order));
            stops.push(Stop { document, within, name: page.id.clone() });
        }
        stops.sort();
        stops.dedup();
        Self(stops)
    }

    fn of_document(&self, href: &str) -> usize {
        self.number(|stop| stop.within.is_none() && stop.name == href)
    }

    fn of_page(&self, id: &str) -> usize {
        self.number(|stop| stop.within.is_some() && stop.name == id)
    }

    fn number(&self, is: impl Fn(&Stop) -> bool) -> usize {
        self.0.iter().position(is).expect("every entry has its place in the order") + 1
    }
}
