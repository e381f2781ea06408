//! Where a picture may lie: in the folder and nowhere else.

use std::ops::Range;

use super::codes::{PICTURE_PLACE, PICTURE_UNDESCRIBED};
use super::findings::Findings;
use crate::model::Figure;

/// The path of a picture below the folder, with `/`. Where it points elsewhere
/// that is reported, and the path is given as it stands.
pub(super) fn checked(
    written: &str,
    range: &Range<usize>,
    findings: &mut Findings,
) -> String {
    let decoded = percent_decoded(written.trim());
    match below(&decoded) {
        Ok(path) => path,
        Err(fault) => {
            findings.error(
                PICTURE_PLACE,
                range,
                format!("the picture `{written}` {fault}"),
                "put the file into the issue's folder and write `media/name.jpg`",
            );
            decoded
        }
    }
}

/// Warns where a picture has no description: a caption serves, nothing does not.
pub(super) fn described(figure: &Figure, range: &Range<usize>, findings: &mut Findings) {
    if figure.decorative || figure.alt.is_some() {
        return;
    }
    let hint = if figure.caption.is_some() {
        "its caption is read instead; write `![what is to be seen](…)`"
    } else {
        "write `![what is to be seen](…)`, or `{decorative}` behind it"
    };
    let message = format!("the picture `{}` has no description", figure.file);
    findings.warn(PICTURE_UNDESCRIBED, range, message, hint);
}

fn below(path: &str) -> Result<String, &'static str> {
    if path.is_empty() {
        return Err("has no name");
    }
    let scheme = path.split_once(':').is_some_and(|(scheme, rest)| {
        rest.starts_with("//") || matches!(scheme, "data" | "file" | "http" | "https")
    });
    if scheme || path.starts_with("//") {
        return Err("is an address and not a file of the issue");
    }
    if path.contains('\\') {
        return Err("is written with `\\`");
    }
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '~']) || drive {
        return Err("is not relative to the issue's folder");
    }
    if path.contains(['\0', '\n', '?', '*', '"', '<', '>', '|']) {
        return Err("has characters that a file's name cannot have");
    }
    let mut parts = vec![];
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => return Err("lies outside the issue's folder"),
            part => parts.push(part),
        }
    }
    if parts.is_empty() { Err("has no name") } else { Ok(parts.join("/")) }
}

/// `%20` as the character it stands for; anything else as it is.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        decoded.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_lie_in_the_folder() {
        let ok = |path: &str| below(&percent_decoded(path)).unwrap();
        assert_eq!(ok("media/a.png"), "media/a.png");
        assert_eq!(ok("./media//a%20b.png"), "media/a b.png");
        for bad in [
            "",
            ".",
            "../x.png",
            "media/../../x.png",
            "%2e%2e/x.png",
            "media/%2E./x.png",
            "..\\x.png",
            "/etc/passwd",
            "C:/x.png",
            "https://example.org/x.png",
            "//example.org/x.png",
            "file:///x.png",
            "data:image/png;base64,AA",
            "~/x.png",
        ] {
            assert!(below(&percent_decoded(bad)).is_err(), "{bad}");
        }
    }
}
