//! The finishing pass: our own documents in the place of epub-builder's, and pictures as they are.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

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
            Some((name, own)) => {
                drop(file);
                let options = match own {
                    Own::Text(_) => options,
                    Own::Packed(_) => {
                        options.compression_method(CompressionMethod::Stored)
                    }
                };
                to.start_file(name.as_str(), options)?;
                to.write_all(own.bytes())?;
                replaced += 1;
            }
            None => to.raw_copy_file_touch(file, DateTime::default(), None)?,
        }
    }
    assert_eq!(replaced, documents.len(), "every document of ours took its place");
    Ok(to.finish()?.into_inner())
}

/// What takes the place of what epub-builder wrote.
enum Own<'a> {
    Text(String),
    /// Deflating it again would save nothing.
    Packed(&'a [u8]),
}

impl Own<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Packed(bytes) => bytes,
        }
    }
}

fn documents(package: &Package) -> Vec<(String, Own<'_>)> {
    let nav = package.text(nav::FILE).expect("every package has its contents");
    let inside = |name: &str| format!("OEBPS/{name}");
    let apple = "META-INF/com.apple.ibooks.display-options.xml".to_owned();
    let mut documents = vec![
        (inside("content.opf"), Own::Text(opf::document(package))),
        (inside(nav::FILE), Own::Text(nav.to_owned())),
        (inside(ncx::FILE), Own::Text(ncx::document(package))),
        (apple, Own::Text(options(package))),
    ];
    let pictures = package.files.iter().filter(|file| file.is_packed_itself());
    documents
        .extend(pictures.map(|file| (inside(&file.path), Own::Packed(file.bytes()))));
    documents
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
