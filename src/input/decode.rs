//! Bytes to text: byte order marks, UTF-8, UTF-16 and the encodings of old archives.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::codes::{CONTROLS_DROPPED, ENCODING_GUESSED, UNDECODABLE};
use crate::diag::{Diagnostic, Diagnostics};

/// A file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text: UTF-8, lines ending in `\n`, without control characters.
    pub text: String,
    /// The encoding's name: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// Whether the encoding was guessed rather than told by the bytes.
    pub guessed: bool,
    /// Whether some bytes were no characters, and U+FFFD stands for them.
    pub replaced: bool,
    /// What to tell the author; without places, because the bytes have none.
    pub found: Diagnostics,
}

/// The text of a file, whatever its encoding.
///
/// ```
/// use wwpub::input::decode;
/// let decoded = decode(b"caf\xE9, \x91so called\x92\r\n");
/// assert_eq!(decoded.text, "café, ‘so called’\n");
/// assert_eq!(decoded.encoding, "windows-1252");
/// ```
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, guessed) = encoding_of(bytes);
    let (text, encoding, replaced) = encoding.decode(bytes);
    let mut found = Diagnostics::new();
    if guessed {
        found.push(
            Diagnostic::warning(
                ENCODING_GUESSED,
                format!("the text is not UTF-8; read as {}", encoding.name()),
            )
            .hint("save the file as UTF-8 if letters are wrong"),
        );
    }
    // A mark of replacement that the author's own text holds is not our finding.
    if replaced {
        found.push(
            Diagnostic::warning(
                UNDECODABLE,
                format!("some bytes are not characters of {}", encoding.name()),
            )
            .hint("look for `\u{FFFD}` in the text and write what belongs there"),
        );
    }
    let (text, dropped) = clean(&text);
    if dropped > 0 {
        found.push(Diagnostic::warning(
            CONTROLS_DROPPED,
            format!("{dropped} control characters were left out"),
        ));
    }
    Decoded { text, encoding: encoding.name(), guessed, replaced, found }
}

/// The encoding of `bytes` and whether that is a guess.
fn encoding_of(bytes: &[u8]) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, false);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return (encoding, true);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, false);
    }
    if nearly_utf_8(bytes) {
        return (UTF_8, true);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // A handful of bytes is too little to tell one Latin alphabet from another: then, and
    // where it makes no difference, the one that archives of the West are in.
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let alike = || {
        let western = WINDOWS_1252.decode_without_bom_handling(bytes).0;
        guess.decode_without_bom_handling(bytes).0 == western
    };
    let western = guess.is_single_byte() && (high < 4 || alike());
    (if western { WINDOWS_1252 } else { guess }, true)
}

/// UTF-16 whose mark was lost: every other byte is mostly nought.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let pairs = bytes.len() / 2;
    let noughts =
        |at: usize| bytes.iter().skip(at).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (noughts(0), noughts(1));
    if second * 10 >= pairs * 6 && first * 10 < pairs {
        Some(UTF_16LE)
    } else if first * 10 >= pairs * 6 && second * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 with a few damaged places: a file that was cut or joined.
fn nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad, mut rest) = (0_usize, 0_usize, bytes);
    while !rest.is_empty() {
        let (valid, skip) = match std::str::from_utf8(rest) {
            Ok(text) => (text, 0),
            Err(error) => {
                bad += 1;
                let valid = std::str::from_utf8(&rest[..error.valid_up_to()])
                    .expect("valid up to there");
                (valid, error.error_len().unwrap_or(rest.len() - error.valid_up_to()))
            }
        };
        good += valid.chars().filter(|c| !c.is_ascii()).count();
        rest = &rest[valid.len() + skip..];
    }
    good >= 4 && good > 4 * bad
}

/// Lines ending in `\n`, control characters dropped and counted.
fn clean(text: &str) -> (String, usize) {
    let mut clean = String::with_capacity(text.len());
    let mut dropped = 0;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !is_plain(byte)) {
        clean.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        let c = chars.next().expect("bytes that are not plain begin a character");
        rest = chars.as_str();
        match c {
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                clean.push('\n');
            }
            // Page feeds, and the line and paragraph marks of other systems.
            '\u{C}' | '\u{85}' | '\u{2028}' => clean.push('\n'),
            '\u{2029}' => clean.push_str("\n\n"),
            c if c.is_control() || noncharacter(c) || c == '\u{FEFF}' => dropped += 1,
            c => clean.push(c),
        }
    }
    clean.push_str(rest);
    (clean, dropped)
}

/// Whether a byte is a character that stays: one of ASCII, a tab or the end of a line.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n')
}

/// Code points that are never characters (Unicode, section 23.7).
fn noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes);
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn marks_tell_the_encoding() {
        assert_eq!(of(b"\xEF\xBB\xBFna\xC3\xAFve"), ("naïve".into(), "UTF-8"));
        assert_eq!(of(b"\xFF\xFEa\0\xE9\0"), ("aé".into(), "UTF-16LE"));
        assert_eq!(of(b"\xFE\xFF\0a\0\xE9"), ("aé".into(), "UTF-16BE"));
    }

    #[test]
    fn utf_16_is_known_without_a_mark() {
        let text = "Weekly Worker – 1997";
        let low: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let high: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(of(&low), (text.into(), "UTF-16LE"));
        assert_eq!(of(&high), (text.into(), "UTF-16BE"));
        assert!(decode(&low).guessed);
    }

    #[test]
    fn old_archives_are_guessed_and_said_so() {
        let cyrillic = "Война и мир была напечатана в четырёх томах в Москве";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(cyrillic);
        assert_eq!(of(&bytes), (cyrillic.into(), "windows-1251"));
        assert_eq!(decode(&bytes).found.iter().next().unwrap().code, ENCODING_GUESSED);
    }

    #[test]
    fn one_damaged_place_does_not_spoil_the_rest() {
        let mut bytes = "‘Ça ira’, said the paper – naïvely, sœur".as_bytes().to_vec();
        bytes.push(0xE2);
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.replaced && decoded.text.starts_with("‘Ça ira’"));
    }

    #[test]
    fn lines_end_alike_and_controls_go() {
        let decoded = decode(b"a\r\nb\rc\0\x07\td\x0Ce");
        assert_eq!(decoded.text, "a\nb\nc\td\ne");
        assert_eq!(decoded.found.iter().next().unwrap().code, CONTROLS_DROPPED);
    }
}
