//! One file: its kind, its limits, whether it is whole, and what there is to say.

use std::sync::Arc;

use super::PixelSize;
use super::jpeg::Jpeg;
use super::page::{self, Page};
use super::png::Png;
use super::sniff::{self, Kind};
use super::svg::Svg;
use super::tiff::Tiff;
use super::webp::Webp;
use crate::diag::{Code, Diagnostic};

/// More than a poster at 600 dots an inch, and about what one can wait for.
const MAX_PIXELS: u64 = 100_000_000;
/// No file is longer.
const MAX_BYTES: usize = 200 << 20;

/// What a picture comes from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Png(Arc<Png>),
    Jpeg(Arc<Jpeg>),
    Svg(Arc<Svg>),
    Webp(Arc<Webp>),
    Tiff(Arc<Tiff>),
    Placeholder,
    Page(Box<Page>),
}

/// Why a file cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    CutShort,
    Damaged,
    NoSize,
    TooLarge(PixelSize),
    Rare(&'static str),
    CameraRaw,
    Words(String),
    Outside(String),
    UnfitInside,
    NotXml(String),
    Tangled,
    #[cfg(feature = "pdf")]
    Encrypted,
    #[cfg(feature = "pdf")]
    NoPage {
        number: u32,
        of: usize,
    },
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct PictureFile {
    /// The path that the articles use.
    pub file: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// For a page of a PDF: the path of the picture that shows it, and what that holds.
    pub companion: Option<(String, Vec<u8>)>,
}

pub(super) type Read = (Option<(PixelSize, Source)>, Vec<Diagnostic>);

/// The picture or page in a file, if it can be printed, and the findings.
pub(super) fn read_file(file: PictureFile) -> Read {
    let PictureFile { file, bytes, companion } = file;
    let named = page::page_of(&file).is_some();
    if named && bytes.len() <= MAX_BYTES && sniff::kind(&bytes) == Kind::Pdf {
        return page::read(&file, &bytes, companion);
    }
    read(&file, bytes)
}

/// The picture in a file, if it can be printed, and the findings.
pub(super) fn read(file: &str, bytes: Vec<u8>) -> Read {
    match open(file, bytes) {
        Ok((size, source, findings)) => (Some((size, source)), findings),
        Err(finding) => (None, vec![finding]),
    }
}

fn open(
    file: &str,
    bytes: Vec<u8>,
) -> Result<(PixelSize, Source, Vec<Diagnostic>), Diagnostic> {
    if bytes.len() > MAX_BYTES {
        let mb = bytes.len() >> 20;
        return Err(too_large(file, &format!("{mb} MB")));
    }
    let told = |trouble: Trouble| trouble.tell(file);
    match sniff::kind(&bytes) {
        Kind::Png => {
            let (png, size, findings) = Png::read(file, bytes).map_err(told)?;
            Ok((size, Source::Png(Arc::new(png)), findings))
        }
        Kind::Jpeg => {
            let (jpeg, size, findings) = Jpeg::read(file, bytes).map_err(told)?;
            Ok((size, Source::Jpeg(Arc::new(jpeg)), findings))
        }
        Kind::Svg => {
            let (svg, size, findings) = Svg::read(file, &bytes).map_err(told)?;
            Ok((size, Source::Svg(Arc::new(svg)), findings))
        }
        Kind::Webp => {
            let (webp, size, findings) = Webp::read(file, bytes).map_err(told)?;
            Ok((size, Source::Webp(Arc::new(webp)), findings))
        }
        Kind::Tiff => {
            let (tiff, size, findings) = Tiff::read(file, bytes).map_err(told)?;
            Ok((size, Source::Tiff(Arc::new(tiff)), findings))
        }
        Kind::Pdf => Err(foreign(file, "PDF", sniff::TO_PICTURE)),
        Kind::Foreign(name, advice) => Err(foreign(file, name, advice)),
        Kind::Unknown if bytes.is_empty() => {
            Err(Diagnostic::error(Code("g-001"), format!("`{file}` is empty"))
                .hint("copy it again from where it came"))
        }
        Kind::Unknown => {
            Err(Diagnostic::error(Code("g-002"), format!("`{file}` is not a picture"))
                .hint("give a JPEG, a PNG, a WebP, a TIFF or an SVG"))
        }
    }
}

/// Refuses what is too small or too large, before anything of it is unpacked.
pub(super) fn within_limits(size: PixelSize) -> Result<(), Trouble> {
    match size.count() {
        0 => Err(Trouble::NoSize),
        count if count > MAX_PIXELS => Err(Trouble::TooLarge(size)),
        _ => Ok(()),
    }
}

impl Trouble {
    /// As the author gets to read it.
    pub(super) fn tell(self, file: &str) -> Diagnostic {
        let error = |code, message| Diagnostic::error(Code(code), message);
        match self {
            Self::CutShort => {
                error("g-004", format!("`{file}` ends before the picture does"))
                    .hint("copy it again from where it came")
            }
            Self::Damaged => error("g-005", format!("`{file}` is damaged"))
                .hint("open it in a picture program, save it anew and look at it"),
            Self::NoSize => error("g-006", format!("`{file}` has no width or height"))
                .hint("give an SVG a `viewBox`; save any other picture anew"),
            Self::TooLarge(PixelSize { width, height }) => {
                too_large(file, &format!("{width} × {height} pixels"))
            }
            Self::Rare(kind) => error("g-008", format!("`{file}` is {kind}")).hint(
                "open it in a picture program and save a photograph as an ordinary JPEG, \
                 a drawing as PNG",
            ),
            Self::CameraRaw => foreign(file, "camera raw", sniff::TO_DEVELOP),
            Self::Words(words) => {
                error("g-011", format!("`{file}` holds text, `{words}`, that would be lost"))
                    .hint("turn its text into paths where it is drawn, such as `Path > Object to Path` in Inkscape or `Create Outlines` in Illustrator")
            }
            Self::Outside(what) => {
                error("g-012", format!("`{file}` takes `{what}` from another file"))
                    .hint("embed that picture in the SVG, or export all of it as PNG")
            }
            Self::UnfitInside => {
                error("g-012", format!("a picture inside `{file}` cannot be drawn"))
                    .hint("put a whole JPEG or PNG in its place, or export all of it as PNG")
            }
            Self::NotXml(why) => {
                error("g-005", format!("`{file}` is damaged: {why}"))
                    .hint("save it anew as plain SVG where it is drawn")
            }
            Self::Tangled => {
                error("g-007", format!("`{file}` holds more than can be drawn"))
                    .hint("export it as PNG with 300 dots an inch")
            }
            #[cfg(feature = "pdf")]
            Self::Encrypted => error("g-016", format!("`{file}` is encrypted"))
                .hint("ask who made it for a file without a password, or print it anew as PDF"),
            #[cfg(feature = "pdf")]
            Self::NoPage { number, of } => {
                error("g-017", format!("`{file}` has no page {number}"))
                    .hint(format!("it has {of}: write `#page=1` to `#page={of}` behind it"))
            }
        }
    }
}

fn foreign(file: &str, name: &str, advice: &str) -> Diagnostic {
    let message = format!("`{file}` is a {name} file");
    Diagnostic::error(Code("g-003"), message).hint(advice)
}

fn too_large(file: &str, how: &str) -> Diagnostic {
    Diagnostic::error(Code("g-007"), format!("`{file}` is too large: {how}"))
        .hint("make it smaller: a full page at 300 dots an inch is 2480 × 3508 pixels")
}
