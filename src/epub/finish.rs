//! The finishing pass: our own documents in the place of epub-builder's, in memory.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::package::Package;
use super::xml::Xml;
use super::{nav, ncx, opf};

/// The container with our own documents.
///
/// # Panics
/// When epub-builder names its documents otherwise than it did, so that ours would not be
/// read.
pub(super) fn finish(package: &Package, packed: &[u8]) -> ZipResult<Vec<u8>> {
    let documents = documents(package);
    let mut replaced = 0;
    let mut from = ZipArchive::new(Cursor::new(packed))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(packed.len())));
    // Times are given everywhere: with other features of `zip` on, they are the clock's.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for number in 0..from.len() {
        let file = from.by_index_raw(number)?;
        match documents.iter().find(|(name, _)| *name == file.name()) {
            Some((name, text)) => {
                drop(file);
                to.start_file(name.as_str(), options)?;
                to.write_all(text.as_bytes())?;
                replaced += 1;
            }
            None => to.raw_copy_file_touch(file, DateTime::default(), None)?,
        }
    }
    assert_eq!(replaced, documents.len(), "every document of ours took its place");
    Ok(to.finish()?.into_inner())
}

fn documents(package: &Package) -> [(String, String); 4] {
    let nav = package.text(nav::FILE).expect("every package has its contents");
    let inside = |name: &str| format!("OEBPS/{name}");
    [
        (inside("content.opf"), opf::document(package)),
        (inside(nav::FILE), nav.to_owned()),
        (inside(ncx::FILE), ncx::document(package)),
        ("META-INF/com.apple.ibooks.display-options.xml".to_owned(), options(package)),
    ]
}

/// Apple's options: whether faces of the file are used. Where none is embedded they must
/// not be claimed, or text turns white on white at night.
fn options(package: &Package) -> String {
    let fonts = package.files.iter().any(opf::is_font);
    let mut xml = Xml::new();
    xml.open("display_options", &[]);
    xml.open("platform", &[("name", "*")]);
    let value = if fonts { "true" } else { "false" };
    xml.leaf("option", &[("name", "specified-fonts")], value);
    xml.finish()
}
