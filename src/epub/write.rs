//! From the package to the bytes of the file.

use std::io::Cursor;

use chrono::{DateTime, NaiveTime, Utc};
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};

use super::finish::{Deflated, finish};
use super::package::{Content, Package, PackageFile, XHTML};
use super::{css, nav, self_check};

/// The bytes of the EPUB: the same for the same package.
///
/// # Panics
/// As [`pack`] does.
pub fn write(package: &Package) -> Vec<u8> {
    seal(package, &pack(package))
}

/// The container as epub-builder arranges it, and what its files hold.
#[derive(Debug)]
pub struct Packed {
    container: Vec<u8>,
    deflated: Deflated,
}

/// Packs the files of a package, whose cover may come later.
///
/// # Panics
/// When the package holds together badly: a link that leads nowhere, a file named twice.
/// Nothing an author writes leads there.
pub fn pack(package: &Package) -> Packed {
    let faults = self_check::faults(package);
    assert!(faults.is_empty(), "the package holds together: {faults:#?}");
    let arranged =
        || arranged(package).expect("epub-builder takes every file of the package");
    let (container, deflated) = rayon::join(arranged, || Deflated::of(package));
    Packed { container, deflated }
}

/// The bytes of the EPUB from its container. The package document, contents and options of
/// epub-builder cannot say what we need: ours take their place, and every file its own.
///
/// # Panics
/// When the container is that of another package.
pub fn seal(package: &Package, packed: &Packed) -> Vec<u8> {
    finish(package, &packed.container, &packed.deflated)
        .expect("the container that was just written can be read")
}

/// The container without what its files hold: that is deflated on all threads.
fn arranged(package: &Package) -> epub_builder::Result<Vec<u8>> {
    let about = &package.metadata;
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_uuid(about.identifier);
    builder.set_title(&about.title);
    builder.add_language(about.lang.as_str());
    builder.set_generator("wwpub");
    // Given, because it takes the clock otherwise.
    builder.set_modified_date(midnight(package));
    builder.set_publication_date(midnight(package));
    for file in &package.files {
        add(&mut builder, file)?;
    }
    let mut bytes = Cursor::new(vec![]);
    builder.generate(&mut bytes)?;
    Ok(bytes.into_inner())
}

fn add(
    builder: &mut EpubBuilder<ZipLibrary>,
    file: &PackageFile,
) -> epub_builder::Result<()> {
    match (&file.content, file.media_type) {
        // It writes one of its own, which ours replaces.
        _ if file.path == nav::FILE => {}
        (Content::Text(_), XHTML) => {
            builder.add_content(EpubContent::new(&file.path, &[][..]))?;
        }
        (Content::Text(_), _) if file.path == css::FILE => {
            builder.stylesheet(&[][..])?;
        }
        _ => {
            builder.add_resource(&file.path, &[][..], file.media_type)?;
        }
    }
    Ok(())
}

fn midnight(package: &Package) -> DateTime<Utc> {
    let day = package.metadata.modified;
    chrono::NaiveDate::from_ymd_opt(day.year(), day.month(), day.day())
        .expect("a date of the model exists")
        .and_time(NaiveTime::MIN)
        .and_utc()
}
