//! From the package to the bytes of the file.

use std::io::Cursor;

use chrono::{DateTime, NaiveTime, Utc};
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};

use super::finish::finish;
use super::package::{Content, Package, PackageFile, XHTML};
use super::{css, nav, self_check};

/// The bytes of the EPUB: the same for the same package.
///
/// # Panics
/// When the package holds together badly: a link that leads nowhere, a file named twice.
/// Nothing an author writes leads there.
pub fn write(package: &Package) -> Vec<u8> {
    let faults = self_check::faults(package);
    assert!(faults.is_empty(), "the package holds together: {faults:#?}");
    let packed = pack(package).expect("epub-builder takes every file of the package");
    finish(package, &packed).expect("the container that was just written can be read")
}

/// The container as epub-builder makes it. Its own package document, contents and options
/// cannot say what we need; [`finish`] puts ours in their place.
fn pack(package: &Package) -> epub_builder::Result<Vec<u8>> {
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
        (Content::Text(text), XHTML) => {
            builder.add_content(EpubContent::new(&file.path, text.as_bytes()))?;
        }
        (Content::Text(text), _) if file.path == css::FILE => {
            builder.stylesheet(text.as_bytes())?;
        }
        _ => {
            builder.add_resource(&file.path, file.bytes(), file.media_type)?;
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
