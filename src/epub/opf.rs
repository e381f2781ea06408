//! The package document: what the file is, what it holds, in which order it is read.

use std::fmt::Write as _;

use super::access::PicturesSaid;
use super::front::COVER_PICTURE;
use super::package::{Package, PackageFile};
use super::words::Phrases;
use super::xml::{Attr, Xml, dir, language};

/// The claim as the validators know it, letter for letter.
const STANDARD: &str = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";

/// `content.opf`.
pub(super) fn document(package: &Package) -> String {
    let mut xml = Xml::new();
    let direction = package.metadata.direction;
    let mut attrs = vec![
        ("xmlns", "http://www.idpf.org/2007/opf"),
        ("version", "3.0"),
        ("unique-identifier", "identifier"),
        ("dir", dir(direction)),
        (
            "prefix",
            "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/",
        ),
    ];
    attrs.extend(&language(&package.metadata.lang, None)[1..]);
    xml.open("package", &attrs);
    xml.line();
    xml.open("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")]);
    xml.line();
    about_issue(&mut xml, package);
    about_access(&mut xml, package);
    xml.close_block();
    manifest(&mut xml, package);
    xml.open("spine", &[("toc", "ncx"), ("page-progression-direction", dir(direction))]);
    xml.line();
    for path in &package.spine {
        xml.empty("itemref", &[("idref", &id_of(path))]);
        xml.line();
    }
    xml.close_block();
    xml.finish()
}

fn meta(xml: &mut Xml, property: &str, value: &str) {
    xml.leaf_block("meta", &[("property", property)], value);
}

fn refine(xml: &mut Xml, id: &str, property: &str, value: &str) {
    xml.leaf_block("meta", &[("refines", id), ("property", property)], value);
}

fn about_issue(xml: &mut Xml, package: &Package) {
    let about = &package.metadata;
    let uid = about.identifier.urn().to_string();
    xml.leaf_block("dc:identifier", &[("id", "identifier")], &uid);
    if let Some(issn) = &about.issn {
        xml.leaf_block("dc:identifier", &[], &format!("urn:issn:{issn}"));
    }
    xml.leaf_block("dc:title", &[("id", "title")], &about.title);
    refine(xml, "#title", "title-type", "main");
    xml.leaf_block("dc:language", &[], about.lang.as_str());
    creators(xml, package);
    if let Some(publisher) = &about.publisher {
        xml.leaf_block("dc:publisher", &[], publisher);
    }
    xml.leaf_block("dc:date", &[], &about.date.to_string());
    xml.leaf_block("dc:type", &[], "newspaper");
    for subject in &about.subjects {
        xml.leaf_block("dc:subject", &[], subject);
    }
    if let Some(rights) = &about.rights {
        xml.leaf_block("dc:rights", &[], rights);
    }
    if let Some(source) = &package.page_source {
        xml.leaf_block("dc:source", &[("id", "source")], source);
        // What readers older than `pageBreakSource` look for.
        refine(xml, "#source", "source-of", "pagination");
    }
    meta(xml, "dcterms:modified", &format!("{}T00:00:00Z", about.modified));
    series(xml, package);
    if let Some(source) = &package.page_source {
        meta(xml, "pageBreakSource", source);
    }
    if package.file(COVER_PICTURE).is_some() {
        // Kobo and older Kindles look for the cover here.
        let attrs: [Attr<'_>; 2] =
            [("name", "cover"), ("content", &id_of(COVER_PICTURE))];
        xml.empty("meta", &attrs);
        xml.line();
    }
    let fonts = package.files.iter().any(is_font);
    meta(xml, "ibooks:specified-fonts", if fonts { "true" } else { "false" });
}

fn creators(xml: &mut Xml, package: &Package) {
    for (number, creator) in (1..).zip(&package.creators) {
        let id = format!("creator{number}");
        xml.leaf_block("dc:creator", &[("id", &id)], &creator.name);
        let id = format!("#{id}");
        xml.leaf_block(
            "meta",
            &[("refines", &id), ("property", "role"), ("scheme", "marc:relators")],
            "aut",
        );
        if let Some(file_as) = &creator.file_as {
            refine(xml, &id, "file-as", file_as);
        }
    }
    if package.creators.is_empty() {
        // Shelves call an issue without authors "unknown".
        xml.leaf_block("dc:creator", &[], &package.metadata.paper);
    }
}

/// The paper as the series, the number of the issue as the place in it where it is one.
fn series(xml: &mut Xml, package: &Package) {
    let about = &package.metadata;
    let attrs = [("id", "series"), ("property", "belongs-to-collection")];
    xml.leaf_block("meta", &attrs, &about.paper);
    refine(xml, "#series", "collection-type", "series");
    let number = about.number.as_deref().filter(|number| is_position(number));
    if let Some(number) = number {
        refine(xml, "#series", "group-position", number);
    }
    if let Some(issn) = &about.issn {
        refine(xml, "#series", "dcterms:identifier", &format!("urn:issn:{issn}"));
    }
}

/// Whether a number of an issue is a number as EPUB understands it: `174`, `12.3`.
fn is_position(number: &str) -> bool {
    let digits =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    number.split('.').all(digits)
}

fn about_access(xml: &mut Xml, package: &Package) {
    let access = &package.access;
    for mode in access.modes() {
        meta(xml, "schema:accessMode", mode);
    }
    for modes in access.sufficient() {
        meta(xml, "schema:accessModeSufficient", modes);
    }
    for feature in access.features() {
        meta(xml, "schema:accessibilityFeature", feature);
    }
    meta(xml, "schema:accessibilityHazard", "none");
    let phrases = Phrases::of(&package.metadata.lang);
    let summary = access.summary(phrases);
    let lang = phrases.lang();
    let mut attrs = vec![("property", "schema:accessibilitySummary")];
    if lang.base() != package.metadata.lang.base() {
        attrs.extend(&language(&lang, None)[1..]);
    }
    xml.leaf_block("meta", &attrs, &summary);
    debug_assert!(access.pictures != PicturesSaid::NotAll || !access.may_claim());
    if let Some(certifier) = package.certifier.as_ref().filter(|_| access.may_claim()) {
        let attrs = [("id", "standard"), ("property", "dcterms:conformsTo")];
        xml.leaf_block("meta", &attrs, STANDARD);
        refine(xml, "#standard", "a11y:certifiedBy", certifier);
    }
}

fn manifest(xml: &mut Xml, package: &Package) {
    xml.open("manifest", &[]);
    xml.line();
    xml.empty(
        "item",
        &[
            ("id", "ncx"),
            ("href", super::ncx::FILE),
            ("media-type", "application/x-dtbncx+xml"),
        ],
    );
    xml.line();
    for file in &package.files {
        let id = id_of(&file.path);
        let properties = file.properties.join(" ");
        let mut attrs = vec![
            ("id", id.as_str()),
            ("href", &file.path),
            ("media-type", file.media_type),
        ];
        if !properties.is_empty() {
            attrs.push(("properties", &properties));
        }
        xml.empty("item", &attrs);
        xml.line();
    }
    xml.close_block();
}

/// The identifier of a file: its path with every sign that a name may not hold written as
/// its code, so that no two are the same.
pub(super) fn id_of(path: &str) -> String {
    let mut id = String::from("f-");
    for c in path.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' => id.push(c),
            c => write!(id, "_{:x}_", u32::from(c)).expect("a string takes all"),
        }
    }
    id
}

/// Whether a file is a face.
pub(super) fn is_font(file: &PackageFile) -> bool {
    file.path.starts_with("fonts/")
}
