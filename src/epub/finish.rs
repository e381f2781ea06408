//! The finishing pass: what the files of the container hold, our own documents among them.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use rayon::prelude::*;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::package::Package;
use super::xml::Xml;
use super::{ncx, opf};

/// The files of a package that are worth deflating, each an archive of its own: they are
/// deflated on all threads and copied as they are.
#[derive(Debug)]
pub(super) struct Deflated(BTreeMap<String, Vec<u8>>);

impl Deflated {
    /// Of everything that is known before the cover.
    pub(super) fn of(package: &Package) -> Self {
        let files = package.files.par_iter().filter(|file| !file.is_packed_itself());
        let archive = |name: String, bytes: &[u8]| {
            let archive = archive(&name, bytes).expect("memory takes any file");
            (name, archive)
        };
        let all: Vec<_> =
            files.map(|file| archive(inside(&file.path), file.bytes())).collect();
        let apple = "META-INF/com.apple.ibooks.display-options.xml".to_owned();
        let own = [
            (inside("content.opf"), opf::document(package)),
            (inside(ncx::FILE), ncx::document(package)),
            (apple, options(package)),
        ];
        let own = own.into_iter().map(|(name, text)| archive(name, text.as_bytes()));
        Self(all.into_iter().chain(own).collect())
    }
}

fn archive(name: &str, bytes: &[u8]) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(vec![]));
    archive.start_file(name, timeless())?;
    archive.write_all(bytes)?;
    Ok(archive.finish()?.into_inner())
}

/// Times are given everywhere: with other features of `zip` on, they are the clock's.
fn timeless() -> SimpleFileOptions {
    SimpleFileOptions::default().last_modified_time(DateTime::default())
}

fn inside(name: &str) -> String {
    format!("OEBPS/{name}")
}

/// The container with what its files hold.
///
/// # Panics
/// When epub-builder names its documents otherwise than it did, so that ours would not be
/// read.
pub(super) fn finish(
    package: &Package,
    container: &[u8],
    deflated: &Deflated,
) -> ZipResult<Vec<u8>> {
    let packed = package.files.iter().filter(|file| file.is_packed_itself());
    let packed: BTreeMap<String, &[u8]> =
        packed.map(|file| (inside(&file.path), file.bytes())).collect();
    let mut replaced = 0;
    let mut from = ZipArchive::new(Cursor::new(container))?;
    let mut to = ZipWriter::new(Cursor::new(vec![]));
    for number in 0..from.len() {
        let file = from.by_index_raw(number)?;
        let name = file.name().to_owned();
        if let Some(bytes) = packed.get(&name) {
            to.start_file(
                name,
                timeless().compression_method(CompressionMethod::Stored),
            )?;
            to.write_all(bytes)?;
        } else if let Some(archive) = deflated.0.get(&name) {
            let mut archive = ZipArchive::new(Cursor::new(archive))?;
            to.raw_copy_file_touch(archive.by_index_raw(0)?, DateTime::default(), None)?;
        } else {
            to.raw_copy_file_touch(file, DateTime::default(), None)?;
            continue;
        }
        replaced += 1;
    }
    let all = packed.len() + deflated.0.len();
    assert_eq!(replaced, all, "every file of ours took its place");
    Ok(to.finish()?.into_inner())
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
