//! From the material and its layout to the bytes of an edition.

use super::Edition;
use super::issue::Material;
use crate::diag::{Code, Diagnostic, Diagnostics};
#[cfg(feature = "epub")]
use crate::input::codes;
use crate::layout::PagedDocument;

/// The file of an edition; `None` where this program was built without it.
pub(super) fn bytes(
    edition: Edition,
    material: &Material,
    document: &PagedDocument,
    found: &mut Diagnostics,
) -> Option<Vec<u8>> {
    match edition {
        Edition::Epub => epub(material, document, found),
        Edition::Pdf => pdf(material, document, found),
    }
}

#[cfg(feature = "epub")]
fn epub(
    material: &Material,
    document: &PagedDocument,
    found: &mut Diagnostics,
) -> Option<Vec<u8>> {
    use crate::{epub, proof};

    let Material { issue, style, fonts, pictures } = material;
    let size = style.reader.cover;
    let jpeg = proof::cover(document, fonts, pictures, size);
    let cover = epub::Cover { jpeg, alt: cover_words(issue), size };
    let pages = Some(&document.page_map);
    let (package, findings) =
        epub::package(issue, style, fonts, pictures, pages, Some(cover));
    let findings = not_told_yet(&findings, found);
    found.append(findings);
    Some(epub::write(&package))
}

/// The findings of the EPUB without pictures that lack a description: where the article
/// was read that was told of the same place.
#[cfg(feature = "epub")]
fn not_told_yet(findings: &Diagnostics, told: &Diagnostics) -> Diagnostics {
    let spans: Vec<_> = told
        .iter()
        .filter(|f| f.code == codes::PICTURE_UNDESCRIBED)
        .map(|f| f.span)
        .collect();
    let again = |f: &&Diagnostic| f.code == Code("e-001") && spans.contains(&f.span);
    findings.iter().filter(|f| !again(f)).cloned().collect()
}

/// What the cover shows, for those who cannot see it.
#[cfg(feature = "epub")]
fn cover_words(issue: &crate::model::Issue) -> String {
    use crate::model::{Article, Wording};

    let lead = issue.articles().next().map(Article::title).unwrap_or_default();
    Wording::of(&issue.lang).front_page_of(&issue.paper.name, issue.date, &lead)
}

#[cfg(feature = "pdf")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is no file")]
fn pdf(
    material: &Material,
    document: &PagedDocument,
    _: &mut Diagnostics,
) -> Option<Vec<u8>> {
    use crate::pdf;

    let options = pdf::Options { print_dpi: material.style.image.print_dpi };
    Some(pdf::write(document, &material.fonts, &material.pictures, &options))
}

#[cfg(not(feature = "epub"))]
fn epub(_: &Material, _: &PagedDocument, found: &mut Diagnostics) -> Option<Vec<u8>> {
    left_out(Edition::Epub, found)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Material, _: &PagedDocument, found: &mut Diagnostics) -> Option<Vec<u8>> {
    left_out(Edition::Pdf, found)
}

#[cfg(not(all(feature = "epub", feature = "pdf")))]
fn left_out(edition: Edition, found: &mut Diagnostics) -> Option<Vec<u8>> {
    let ending = edition.ending();
    let message = format!("this program was built without the edition `{ending}`");
    found.push(
        Diagnostic::error(Code("u-005"), message)
            .hint(format!("build it with `--features {ending}`")),
    );
    None
}
