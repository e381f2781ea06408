//! From the material and its layout to the bytes of an edition.

use super::issue::Material;
use super::{Edition, PressWish, Request};
use crate::diag::{Code, Diagnostic, Diagnostics};
#[cfg(feature = "epub")]
use crate::input::codes;
use crate::layout::PagedDocument;
#[cfg(feature = "epub")]
use crate::model::Issue;
use crate::picture::Inks;
use crate::style::{BookletMade, Device, PrintedPages, Style};
#[cfg(feature = "pdf")]
use crate::style::{PressMarks, PressStandard};

/// What print editions are made from beside the material.
#[derive(Copy, Clone, Debug)]
pub(super) struct Print<'a> {
    /// The pages: there for every edition that [`needs_layout`].
    pub(super) document: Option<&'a PagedDocument>,
    /// The press: there for its edition.
    pub(super) inks: Option<&'a Inks>,
}

/// The file of an edition; `None` where this program was built without it.
pub(super) fn bytes(
    edition: Edition,
    request: &Request,
    material: &Material,
    print: Print<'_>,
    found: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let Print { document, inks } = print;
    let device = request.device;
    match edition {
        Edition::Epub => epub(device, material, document, found),
        Edition::Pdf => pdf(material, document?, found),
        Edition::Press => press(request, material, (document?, inks?), found),
        Edition::Booklet => booklet(material, document?, found),
    }
}

/// Whether an issue has what an edition needs: a profile for the press; a wish for the
/// booklet.
pub(super) fn is_ready(edition: Edition, style: &Style, wish: &PressWish) -> bool {
    match edition {
        Edition::Epub | Edition::Pdf => true,
        Edition::Press => wish.icc.is_some() || style.press.profile.is_some(),
        Edition::Booklet => style.booklet.made == BookletMade::Always,
    }
}

/// Whether an edition is made from pages: an EPUB may be made without print.
pub(super) fn needs_layout(edition: Edition, style: &Style) -> bool {
    edition != Edition::Epub || style.reader.printed_pages == PrintedPages::Marked
}

/// What is to be said of a finished file.
pub(super) fn look(
    edition: Edition,
    bytes: &[u8],
    device: Device,
    style: &Style,
) -> Diagnostics {
    match edition {
        Edition::Epub => look_at_epub(bytes, device),
        Edition::Pdf | Edition::Press | Edition::Booklet => look_at_pdf(bytes, style),
    }
}

#[cfg(feature = "pdf")]
fn look_at_pdf(bytes: &[u8], style: &Style) -> Diagnostics {
    use crate::{pdf, preflight};

    match pdf::inspect(bytes) {
        Ok(facts) => preflight::pages(&facts, &style.press, style.page.multiple),
        Err(finding) => Diagnostics::from_iter([finding]),
    }
}

#[cfg(not(feature = "pdf"))]
fn look_at_pdf(_: &[u8], _: &Style) -> Diagnostics {
    let mut found = Diagnostics::new();
    left_out(Edition::Pdf, &mut found);
    found
}

#[cfg(feature = "epub")]
fn look_at_epub(bytes: &[u8], device: Device) -> Diagnostics {
    use crate::{epub, preflight};

    match epub::inspect(bytes) {
        Ok(facts) => preflight::reader(&facts, device),
        Err(finding) => Diagnostics::from_iter([finding]),
    }
}

#[cfg(not(feature = "epub"))]
fn look_at_epub(_: &[u8], _: Device) -> Diagnostics {
    let mut found = Diagnostics::new();
    left_out(Edition::Epub, &mut found);
    found
}

#[cfg(feature = "epub")]
fn epub(
    device: Device,
    material: &Material,
    document: Option<&PagedDocument>,
    found: &mut Diagnostics,
) -> Option<Vec<u8>> {
    use crate::epub;

    let Material { issue, style, fonts, pictures } = material;
    let print = document.filter(|_| needs_layout(Edition::Epub, style));
    let pages = print.map(|document| &document.page_map);
    let (jpeg, (mut package, packed, findings)) = rayon::join(
        || cover(material, print),
        || {
            let (jpeg, size) = (vec![], style.reader.cover);
            let cover = epub::Cover { jpeg, alt: cover_words(issue, print), size };
            let (package, findings) =
                epub::package(issue, style, fonts, pictures, pages, Some(cover), device);
            let packed = epub::pack(&package);
            (package, packed, findings)
        },
    );
    package.set_cover(jpeg);
    let findings = not_told_yet(&findings, found);
    found.append(findings);
    Some(epub::seal(&package, &packed))
}

/// The real front page, or one set from masthead and headlines, as JPEG.
#[cfg(feature = "epub")]
fn cover(material: &Material, print: Option<&PagedDocument>) -> Vec<u8> {
    use crate::proof;

    let Material { issue, style, fonts, pictures } = material;
    let size = style.reader.cover;
    match print {
        Some(document) => proof::cover(document, fonts, pictures, size),
        None => proof::set_cover(issue, style, fonts, size),
    }
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

/// What the cover shows, for those who cannot see it. The lead is the article that the
/// front page begins with.
#[cfg(feature = "epub")]
fn cover_words(issue: &Issue, print: Option<&PagedDocument>) -> String {
    use crate::model::{Article, Wording};

    let first = print.and_then(|document| document.page_map.pages.first()?.first);
    let leading = first.and_then(|place| issue.articles().nth(place.article as usize));
    let lead = leading.or_else(|| issue.lead()).map(Article::title).unwrap_or_default();
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

#[cfg(feature = "pdf")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is no file")]
fn press(
    request: &Request,
    material: &Material,
    (document, inks): (&PagedDocument, &Inks),
    _: &mut Diagnostics,
) -> Option<Vec<u8>> {
    use crate::pdf;

    let Style { page, press, image, .. } = &material.style;
    let options = pdf::Options { print_dpi: image.print_dpi };
    let press = pdf::Press {
        inks,
        standard: standard(request.press.standard.unwrap_or(press.standard)),
        bleed: page.bleed,
        marks: marks(press.marks),
        colour_pages: &press.colour_pages,
        inks_from: press.inks_from,
        rule: press.rule,
    };
    let (fonts, pictures) = (&material.fonts, &material.pictures);
    Some(pdf::press(document, fonts, pictures, &options, &press))
}

#[cfg(feature = "pdf")]
fn standard(standard: PressStandard) -> crate::pdf::Standard {
    match standard {
        PressStandard::X4 => crate::pdf::Standard::X4,
        PressStandard::X1a => crate::pdf::Standard::X1a,
    }
}

#[cfg(feature = "pdf")]
fn marks(marks: PressMarks) -> crate::pdf::PressMarks {
    match marks {
        PressMarks::None => crate::pdf::PressMarks::None,
        PressMarks::Crop => crate::pdf::PressMarks::Crop,
        PressMarks::All => crate::pdf::PressMarks::All,
    }
}

#[cfg(feature = "pdf")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is no file")]
fn booklet(
    material: &Material,
    document: &PagedDocument,
    _: &mut Diagnostics,
) -> Option<Vec<u8>> {
    use crate::{impose, pdf};

    let Material { issue, style, fonts, pictures } = material;
    let (pages, size) = (document.pages.len(), style.page.size);
    let booklet = impose::saddle_stitch(pages, size, issue.direction, &style.booklet);
    let options = pdf::Options { print_dpi: style.image.print_dpi };
    Some(pdf::write_booklet(document, fonts, pictures, &options, &booklet))
}

#[cfg(not(feature = "epub"))]
fn epub(
    _: Device,
    _: &Material,
    _: Option<&PagedDocument>,
    found: &mut Diagnostics,
) -> Option<Vec<u8>> {
    left_out(Edition::Epub, found)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Material, _: &PagedDocument, found: &mut Diagnostics) -> Option<Vec<u8>> {
    left_out(Edition::Pdf, found)
}

#[cfg(not(feature = "pdf"))]
fn press(
    _: &Request,
    _: &Material,
    _: (&PagedDocument, &Inks),
    found: &mut Diagnostics,
) -> Option<Vec<u8>> {
    left_out(Edition::Press, found)
}

#[cfg(not(feature = "pdf"))]
fn booklet(_: &Material, _: &PagedDocument, found: &mut Diagnostics) -> Option<Vec<u8>> {
    left_out(Edition::Booklet, found)
}

#[cfg(not(all(feature = "epub", feature = "pdf")))]
fn left_out(edition: Edition, found: &mut Diagnostics) -> Option<Vec<u8>> {
    let name = edition.name();
    let feature = if edition == Edition::Epub { "epub" } else { "pdf" };
    let message = format!("this program was built without the edition `{name}`");
    found.push(
        Diagnostic::error(Code("u-005"), message)
            .hint(format!("build it with `--features {feature}`")),
    );
    None
}
