//! Pictures and the cover.

use super::book::{Book, Item};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::epub::Part;
use crate::picture::{Colours, GroundShown, Look, LookKind, PixelSize, look as head};
use crate::style::Device;

/// Apple Books takes 4 Mpx, Kobo 5 MB.
const MAX_PIXELS: u64 = 4_000_000;
const MAX_BYTES: usize = 5_000_000;
/// The cover: Kindle takes 1000 × 625 and more, Kobo less than 3 MB.
const COVER: PixelSize = PixelSize::new(625, 1000);
const COVER_BYTES: usize = 3_000_000;

pub(super) fn look(book: &Book<'_>, found: &mut Diagnostics) {
    let cover = cover_of(book);
    if cover.is_none() && book.package.is_some() {
        found.push(
            Diagnostic::warning(Code("c-040"), "there is no cover")
                .hint("the package names one by `properties=\"cover-image\"`"),
        );
    }
    for item in book.items.iter().filter(|item| item.media_type.starts_with("image/")) {
        let Some(part) = book.part(&item.path) else { continue };
        let seen = head(&part.bytes);
        if cover.is_some_and(|cover| cover.path == item.path) {
            found.extend(of_cover(part, seen.as_ref()));
        }
        of_picture(part, seen.as_ref(), book.device, found);
    }
}

fn cover_of<'b>(book: &'b Book<'_>) -> Option<&'b Item> {
    let named = book.packaged("meta").find(|e| e.get("name") == Some("cover"));
    let id = named.and_then(|e| e.get("content"));
    book.items
        .iter()
        .find(|item| item.properties.split_whitespace().any(|p| p == "cover-image"))
        .or_else(|| book.items.iter().find(|item| Some(item.id.as_str()) == id))
}

fn of_cover(part: &Part, seen: Option<&Look>) -> Option<Diagnostic> {
    let size = seen.and_then(|look| look.size);
    let small = |size: PixelSize| size.width < COVER.width || size.height < COVER.height;
    let what = match seen.map(|look| look.kind) {
        Some(LookKind::Jpeg | LookKind::Png) if part.bytes.len() >= COVER_BYTES => {
            format!("has {} MB", part.bytes.len() / 1_000_000)
        }
        Some(LookKind::Jpeg | LookKind::Png) => match size.filter(|size| small(*size)) {
            Some(size) => format!("has {} × {} pixels", size.width, size.height),
            None => return None,
        },
        _ => "is neither JPEG nor PNG".to_owned(),
    };
    let message = format!("the cover `{}` {what}", part.path);
    let hint = "1600 × 2400 pixels, a JPEG under 3 MB: all stores take that";
    Some(Diagnostic::warning(Code("c-041"), message).hint(hint))
}

fn of_picture(part: &Part, seen: Option<&Look>, device: Device, found: &mut Diagnostics) {
    let path = &part.path;
    let Some(look) = seen else {
        let message = format!("`{path}` is no picture that can be read");
        return found.push(Diagnostic::warning(Code("c-044"), message));
    };
    let pixels = look.size.map_or(0, PixelSize::count);
    if pixels > MAX_PIXELS || part.bytes.len() > MAX_BYTES {
        let (million, bytes) = (pixels as f64 / 1e6, part.bytes.len() / 1_000_000);
        let message = format!("`{path}` has {million:.1} million pixels, {bytes} MB");
        found.push(
            Diagnostic::warning(Code("c-042"), message)
                .hint("Apple Books takes 4 million pixels, Kobo 5 MB"),
        );
    }
    if look.ground == GroundShown::Through {
        let message = format!("the ground shines through `{path}`");
        found.push(
            Diagnostic::warning(Code("c-043"), message)
                .hint("put it on white: at night black lines would stand on black"),
        );
    }
    let what = match (look.kind, look.colours) {
        (LookKind::Other(name), _) => format!("is a {name}"),
        (LookKind::Svg, _) if device == Device::Kindle => "is an SVG".to_owned(),
        (_, Colours::Inks) => "is made of printing inks".to_owned(),
        _ => return,
    };
    let message = format!("`{path}` {what}, which some readers do not show");
    let hint = "make it a JPEG or PNG of red, green and blue";
    found.push(Diagnostic::warning(Code("c-044"), message).hint(hint));
}
