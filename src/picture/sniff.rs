//! What kind of file it is, by its first bytes: names lie, bytes do not.

/// A kind of file.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Png,
    Jpeg,
    Svg,
    Webp,
    Tiff,
    /// One page of it.
    Pdf,
    /// Taken by no edition: its name, and how to turn it into one that is.
    Foreign(&'static str, &'static str),
    Unknown,
}

const TO_PNG: &str = "open it in any picture program and save it as PNG";
const TO_JPEG: &str = "open it in any picture program and save it as JPEG";
const TO_EITHER: &str =
    "open it in any picture program and save a photograph as JPEG, a drawing as PNG";
/// For a PDF in the place of a picture.
pub(super) const TO_PICTURE: &str =
    "export its page as SVG with text as paths, or as PNG with 300 dots an inch";
/// For what cameras write for the programs of their makers.
pub(super) const TO_DEVELOP: &str =
    "develop it in the photo program and export it as JPEG";

/// The kind of the file with these bytes.
pub(super) fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Kind::Png
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Kind::Jpeg
    } else if is_svg(bytes) {
        Kind::Svg
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Kind::Webp
    } else if is_tiff(bytes) {
        Kind::Tiff
    } else if bytes.starts_with(b"%PDF-") {
        Kind::Pdf
    } else {
        foreign(bytes)
    }
}

fn foreign(bytes: &[u8]) -> Kind {
    let at = |offset: usize, sign: &[u8]| {
        bytes.get(offset..).is_some_and(|rest| rest.starts_with(sign))
    };
    let (name, advice) = match () {
        () if at(0, b"GIF8") => ("GIF", TO_PNG),
        () if at(0, b"II*\0") || is_raw(bytes) => ("camera raw", TO_DEVELOP),
        () if at(0, b"II+\0") || at(0, b"MM\0+") => ("BigTIFF", TO_EITHER),
        () if at(4, b"ftypavif") || at(4, b"ftypavis") => ("AVIF", TO_EITHER),
        () if is_heic(bytes) => (
            "HEIC",
            "export it as JPEG from the photo program, or set the iPhone to `Settings > \
             Camera > Formats > Most Compatible`",
        ),
        () if at(4, b"ftyp") => ("film", "save one frame of it as JPEG"),
        () if at(0, b"BM") && at(6, &[0; 4]) => ("BMP", TO_PNG),
        () if at(0, b"%!PS") || at(0, &[0xC5, 0xD0, 0xD3, 0xC6]) => (
            "PostScript",
            "export it as SVG with text as paths, or as PNG with 300 dots an inch",
        ),
        () if at(0, b"8BPS") => ("Photoshop", TO_EITHER),
        () if at(0, &[0, 0, 1, 0]) => ("icon", TO_PNG),
        () if at(0, &[0xFF, 0x0A]) || at(4, b"JXL ") => ("JPEG XL", TO_JPEG),
        () if at(4, b"jP  \r\n\x87\n") || at(0, &[0xFF, 0x4F, 0xFF, 0x51]) => {
            ("JPEG 2000", TO_JPEG)
        }
        () if at(0, b"PK\x03\x04") => (
            "zip or Office",
            "take the picture out of it, or export it as PNG with 300 dots an inch",
        ),
        () => return Kind::Unknown,
    };
    Kind::Foreign(name, advice)
}

/// A TIFF; Canon's raw files are one too, by their first bytes.
fn is_tiff(bytes: &[u8]) -> bool {
    (bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*"))
        && bytes.get(8..10) != Some(b"CR")
}

/// What cameras of Panasonic, Olympus, Fujifilm and Canon write; those of the others are
/// told by their fields.
fn is_raw(bytes: &[u8]) -> bool {
    const STARTS: [&[u8]; 5] = [b"IIU\0", b"IIRO", b"IIRS", b"MMOR", b"FUJIFILMCCD-RAW"];
    STARTS.iter().any(|start| bytes.starts_with(start))
        || bytes.get(4..11) == Some(b"ftypcrx")
}

fn is_heic(bytes: &[u8]) -> bool {
    let Some(brand) = bytes.get(4..12) else { return false };
    brand.starts_with(b"ftyp")
        && [b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"]
            .iter()
            .any(|known| brand.ends_with(*known))
}

/// An SVG, compressed or not, in UTF-8, UTF-16 or an older encoding: the root element
/// comes after at most a declaration, a document type and comments.
fn is_svg(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0x1F, 0x8B]) {
        return true;
    }
    // Zero bytes dropped, UTF-16 reads as ASCII as far as this matters.
    let head: Vec<u8> = bytes.iter().take(8192).copied().filter(|b| *b != 0).collect();
    let text = String::from_utf8_lossy(&head);
    let text = text.trim_start_matches(|c: char| !c.is_ascii()).trim_start();
    let names_svg = || text.contains("<svg") || text.contains(":svg");
    text.starts_with('<') && !text.contains("<html") && names_svg()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_content() {
        let name = |bytes: &[u8]| match kind(bytes) {
            Kind::Foreign(name, _) => name,
            Kind::Png => "png",
            Kind::Jpeg => "jpeg",
            Kind::Svg => "svg",
            Kind::Webp => "webp",
            Kind::Tiff => "tiff",
            Kind::Pdf => "pdf",
            Kind::Unknown => "unknown",
        };
        assert_eq!(name(b"\x89PNG\r\n\x1a\n"), "png");
        assert_eq!(name(b"\xFF\xD8\xFF\xE0"), "jpeg");
        assert_eq!(name(b"\xEF\xBB\xBF<?xml version='1.0'?><!-- x --><svg "), "svg");
        assert_eq!(name(b"\xFF\xFE<\0s\0v\0g\0 \0"), "svg");
        assert_eq!(name(b"<!DOCTYPE html><html><svg>"), "unknown");
        assert_eq!(name(b"RIFF\0\0\0\0WEBPVP8 "), "webp");
        assert_eq!(name(b"\0\0\0\x18ftypheic"), "HEIC");
        assert_eq!(name(b"\0\0\0\x18ftypavif"), "AVIF");
        assert_eq!(name(b"\0\0\0\x18ftypmp42"), "film");
        assert_eq!(name(b"II*\0\x08\0\0\0"), "tiff");
        assert_eq!(name(b"II*\0\x10\0\0\0CR\x02\0"), "camera raw");
        assert_eq!(name(b"\0\0\0\x18ftypcrx "), "camera raw");
        assert_eq!(name(b"II+\0"), "BigTIFF");
        assert_eq!(name(b"%PDF-1.7"), "pdf");
        assert_eq!(name(b"hello"), "unknown");
        assert_eq!(name(b""), "unknown");
    }
}
