//! Values of a PDF file.

use lopdf::{Object, StringFormat};

use crate::unit::{Abs, Rect};

/// A text string (7.9.2.2): plain where it is ASCII, else UTF-16 with its mark.
pub(super) fn text(text: &str) -> Object {
    match text_bytes(text) {
        (bytes, Encoding::Ascii) => Object::String(bytes, StringFormat::Literal),
        (bytes, Encoding::Utf16) => Object::String(bytes, StringFormat::Hexadecimal),
    }
}

/// How the bytes of a text string are written.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// One byte a character.
    Ascii,
    /// Two bytes a unit, after a byte order mark.
    Utf16,
}

/// The bytes of a text string.
pub(super) fn text_bytes(text: &str) -> (Vec<u8>, Encoding) {
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return (text.as_bytes().to_vec(), Encoding::Ascii);
    }
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    (units.flat_map(u16::to_be_bytes).collect(), Encoding::Utf16)
}

/// A name.
pub(super) fn name(name: impl Into<Vec<u8>>) -> Object {
    Object::Name(name.into())
}

/// A length in points, rounded once to hundredths.
pub(super) fn points(length: Abs) -> f32 {
    rounded(length.to_pt())
}

/// A number rounded to hundredths.
pub(super) fn rounded(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}

/// A number of hundredths as it is written (7.3.3), no digit too many.
pub(super) fn hundredths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    match (whole, part) {
        (_, 0) => format!("{sign}{whole}"),
        (0, _) => format!("{sign}.{part:02}"),
        _ => format!("{sign}{whole}.{part:02}"),
    }
    .trim_end_matches(|c| part > 0 && c == '0')
    .to_owned()
}

/// A rectangle of a page that is `height` high: left, foot, right, top (7.9.5).
pub(super) fn rectangle(rect: Rect, height: Abs) -> Object {
    let edges = [rect.at.x, height - rect.foot(), rect.right(), height - rect.at.y];
    Object::Array(edges.into_iter().map(|edge| Object::Real(points(edge))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_have_no_digit_too_many() {
        let shown = [0, 5, -5, 50, -1150, 1200, -37, 101].map(hundredths);
        assert_eq!(shown, ["0", ".05", "-.05", ".5", "-11.5", "12", "-.37", "1.01"]);
    }

    #[test]
    fn texts_are_ascii_or_utf16() {
        assert_eq!(text_bytes("No. 174"), (b"No. 174".to_vec(), Encoding::Ascii));
        let (bytes, encoding) = text_bytes("é😀");
        assert_eq!(encoding, Encoding::Utf16);
        assert_eq!(bytes, [0xFE, 0xFF, 0, 0xE9, 0xD8, 0x3D, 0xDE, 0]);
    }
}
