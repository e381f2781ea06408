//! What typography must not touch inside running text: web and mail addresses, file names.

use super::flat::{Cell, OBJECT};

/// Fixes every address and file name, and nothing else but what is no text.
pub(super) fn addresses(cells: &mut [Cell]) {
    for cell in &mut *cells {
        cell.fixed = cell.is_object();
    }
    let mut done = 0;
    // Most words have none of the signs that all of these have.
    while let Some(sign) = cells[done..].iter().position(|cell| is_telling(cell.c)) {
        let parts = |cell: &Cell| cell.c.is_whitespace() || cell.c == OBJECT;
        let sign = done + sign;
        let start =
            cells[done..sign].iter().rposition(parts).map_or(done, |at| done + at + 1);
        let end =
            cells[sign..].iter().position(parts).map_or(cells.len(), |at| sign + at);
        let (from, to) = trimmed(cells, start, end);
        let word: String = cells[from..to].iter().map(|cell| cell.c).collect();
        if word.contains(is_telling) && (is_address(&word) || is_file(&word)) {
            cells[from..to].iter_mut().for_each(|cell| cell.fixed = true);
        }
        done = end;
    }
}

/// A sign of those of which every address and file name has one.
fn is_telling(c: char) -> bool {
    matches!(c, '.' | '/' | ':' | '@' | '\\')
}

/// Without the quotes, brackets and stops around it.
fn trimmed(cells: &[Cell], mut from: usize, mut to: usize) -> (usize, usize) {
    let around =
        |c: char| !c.is_alphanumeric() && "\"'“”„‘’‚«»‹›「」『』()[]<>".contains(c);
    while from < to && around(cells[from].c) {
        from += 1;
    }
    while from < to
        && (around(cells[to - 1].c)
            || matches!(cells[to - 1].c, '.' | ',' | ';' | ':' | '!' | '?' | '…'))
    {
        to -= 1;
    }
    (from, to)
}

fn is_address(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    lower.contains("://")
        || ["www.", "mailto:", "tel:", "doi:", "urn:"]
            .iter()
            .any(|s| lower.starts_with(s))
        || is_mail(&lower)
        || lower.split_once('/').is_some_and(|(host, _)| is_host(host))
        || is_host(&lower)
}

fn is_mail(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// Labels parted by stops, the last of them of letters: `weekly-worker.org.uk`.
fn is_host(word: &str) -> bool {
    let host = word.split_once(':').map_or(word, |(host, _)| host);
    let labels: Vec<&str> = host.split('.').collect();
    let plain = |label: &&str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    match labels.split_last() {
        Some((top, rest)) if !rest.is_empty() => {
            (2..=6).contains(&top.len())
                && top.bytes().all(|b| b.is_ascii_alphabetic())
                && labels.iter().all(plain)
        }
        _ => false,
    }
}

/// A path, or a name with an ending that names a format.
fn is_file(word: &str) -> bool {
    const ENDINGS: &str = "pdf txt md html htm epub jpg jpeg png gif svg tif tiff doc docx \
        odt rtf xls xlsx csv zip gz tar toml yaml yml json xml rs py js css tex mp3 mp4";
    let path = ["/", "~/", "./", "../"].iter().any(|start| {
        word.strip_prefix(start).is_some_and(|r| r.starts_with(char::is_alphanumeric))
    });
    let named = word.rsplit_once('.').is_some_and(|(name, ending)| {
        let ending = ending.to_ascii_lowercase();
        !name.is_empty()
            && !name.contains(['"', '“', '”', '„', '«', '»'])
            && ENDINGS.split_whitespace().any(|known| known == ending)
    });
    path || named || word.contains('\\') || word.matches('/').count() > 2
}

#[cfg(test)]
mod tests {
    use super::{is_address, is_file};

    #[test]
    fn addresses_and_files_are_known_and_words_are_not() {
        for word in [
            "https://example.org/a--b",
            "www.example.org",
            "weekly-worker.org.uk",
            "example.org/1914-18",
            "o'neill@example.org",
        ] {
            assert!(is_address(word), "{word}");
        }
        for word in ["report-1997-98.pdf", "/etc/hosts", "C:\\1-2", "../a--b"] {
            assert!(is_file(word), "{word}");
        }
        for word in ["and/or", "1914-18", "U.S.A", "ie", "9.30", "it's", "3.5", "km/h"] {
            assert!(!is_address(word) && !is_file(word), "{word}");
        }
    }
}
