//! Whether the package holds together, before it is zipped.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::opf::id_of;
use super::package::{Content, NavEntry, Package, XHTML};

/// What a document offers and asks for.
#[derive(Default)]
struct Links {
    ids: BTreeSet<String>,
    wanted: Vec<String>,
    markers: Vec<String>,
}

/// What does not hold: empty for every package that this room makes.
pub(super) fn faults(package: &Package) -> Vec<String> {
    let mut faults = vec![];
    let mut documents: BTreeMap<&str, Links> = BTreeMap::new();
    let mut names = BTreeSet::new();
    for file in &package.files {
        if !names.insert(id_of(&file.path)) {
            faults.push(format!("two files are called `{}`", file.path));
        }
        if let (Content::Text(text), XHTML) = (&file.content, file.media_type) {
            match read(text, &mut faults) {
                Ok(links) => drop(documents.insert(&file.path, links)),
                Err(error) => faults.push(format!("`{}`: {error}", file.path)),
            }
        }
    }
    for path in &package.spine {
        if !documents.contains_key(path.as_str()) {
            faults.push(format!("the spine names `{path}`, which is no document"));
        }
    }
    for (path, links) in &documents {
        for href in &links.wanted {
            follow(package, &documents, path, href, &mut faults);
        }
    }
    check_nav(package, &documents, &mut faults);
    check_pages(package, &documents, &mut faults);
    faults
}

/// Reads a document; identifiers that stand twice are faults.
fn read(text: &str, faults: &mut Vec<String>) -> Result<Links, String> {
    let mut links = Links::default();
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) | Event::Empty(start) => {
                note(&start, &mut links, faults)?;
            }
            Event::Eof => return Ok(links),
            _ => {}
        }
    }
}

fn note(
    start: &BytesStart<'_>,
    links: &mut Links,
    faults: &mut Vec<String>,
) -> Result<(), String> {
    let mut id = String::new();
    let mut marker = false;
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = quick_xml::escape::unescape(&attribute.value)
            .map_err(|error| error.to_string())?
            .into_owned();
        match attribute.key.as_ref() {
            "id" => id = value,
            "href" | "src" => links.wanted.push(value),
            "aria-labelledby" => links.wanted.push(format!("#{value}")),
            "epub:type" => marker = value == "pagebreak",
            _ => {}
        }
    }
    if marker {
        links.markers.push(id.clone());
    }
    if !id.is_empty() && !links.ids.insert(id.clone()) {
        faults.push(format!("the identifier `{id}` stands twice"));
    }
    Ok(())
}

/// Follows a link of the document `from`.
fn follow(
    package: &Package,
    documents: &BTreeMap<&str, Links>,
    from: &str,
    href: &str,
    faults: &mut Vec<String>,
) {
    if href.contains(':') {
        return;
    }
    let (file, fragment) = match href.split_once('#') {
        Some((file, fragment)) => (file, Some(fragment)),
        None => (href, None),
    };
    let file = if file.is_empty() { from } else { file };
    let there = match fragment {
        None => package.file(file).is_some(),
        Some(id) => documents.get(file).is_some_and(|links| links.ids.contains(id)),
    };
    if !there {
        faults.push(format!("`{from}` links to `{href}`, which is not there"));
    }
}

/// Every entry leads to a document of the spine, in the order of the spine.
fn check_nav(
    package: &Package,
    documents: &BTreeMap<&str, Links>,
    faults: &mut Vec<String>,
) {
    let mut last = 0;
    let mut visit = |entry: &NavEntry| match package
        .spine
        .iter()
        .position(|path| *path == entry.href)
    {
        Some(place) if place >= last => last = place,
        Some(_) => faults.push(format!("`{}` is out of order", entry.href)),
        None => faults.push(format!("`{}` is not in the spine", entry.href)),
    };
    for entry in &package.nav.contents {
        visit(entry);
        entry.entries.iter().for_each(&mut visit);
    }
    if !documents.contains_key(super::nav::FILE) {
        faults.push("there are no contents".to_owned());
    }
}

/// Every marker is in the list of pages and every page of the list is marked, once.
fn check_pages(
    package: &Package,
    documents: &BTreeMap<&str, Links>,
    faults: &mut Vec<String>,
) {
    let listed: BTreeSet<(&str, &str)> =
        package.nav.pages.iter().map(|p| (p.file.as_str(), p.id.as_str())).collect();
    let marked: BTreeSet<(&str, &str)> = documents
        .iter()
        .flat_map(|(path, links)| links.markers.iter().map(|id| (*path, id.as_str())))
        .collect();
    for (file, id) in listed.symmetric_difference(&marked) {
        faults.push(format!("page `{id}` of `{file}` is listed or marked, not both"));
    }
    if listed.len() != package.nav.pages.len() {
        faults.push("a page is listed twice".to_owned());
    }
}
