//! The names of authors: one text with several of them, and several as one text.

use crate::model::{Author, Lang};

/// Words between the last two names, by language; those of one letter are only read in
/// their own language.
const AND: &[(&str, &str)] = &[
    ("en", "and"),
    ("de", "und"),
    ("fr", "et"),
    ("es", "y"),
    ("es", "e"),
    ("it", "e"),
    ("pt", "e"),
    ("nl", "en"),
    ("pl", "i"),
    ("pl", "oraz"),
    ("ru", "и"),
    ("uk", "та"),
    ("uk", "і"),
    ("sv", "och"),
    ("da", "og"),
    ("nb", "og"),
    ("no", "og"),
    ("fi", "ja"),
    ("cs", "a"),
    ("el", "και"),
    ("tr", "ve"),
    ("hu", "és"),
    ("ro", "și"),
    ("ca", "i"),
];

/// Words that stand before a name, in any language.
const BY: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "af",
    "przez",
    "words by",
    "text by",
    "text:",
    "words:",
    "author:",
    "автор:",
    "a cura di",
    "texto de",
    "de la pluma de",
];

/// The authors a text names: `A`, `A and B`, `A, B and C`, `A; B`.
pub(super) fn split(text: &str, lang: &Lang) -> Vec<Author> {
    let text = without_by(text.trim());
    if text.contains(';') {
        return text.split(';').filter_map(author).collect();
    }
    let mut names = vec![];
    for part in split_at_and(text, lang) {
        let pieces: Vec<&str> = part.split(',').map(str::trim).collect();
        // `Greenaway, Paul` is one author as catalogues sort them.
        if let [last, first] = pieces[..]
            && names.is_empty()
            && is_one_name(last)
            && is_one_name(first)
        {
            let name = format!("{first} {last}");
            names.push(Author { file_as: Some(part.trim().into()), ..named(name) });
            continue;
        }
        names.extend(pieces.into_iter().filter_map(author));
    }
    names
}

/// Without the `By` before a name.
pub(super) fn without_by(text: &str) -> &str {
    by_of(text).map_or(text, |by| text[by..].trim_start())
}

/// How long the `By` before a name is, where there is one.
pub(super) fn by_of(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    BY.iter()
        .filter(|by| {
            lower.strip_prefix(**by).is_some_and(|rest| {
                rest.starts_with(char::is_whitespace) && !rest.trim().is_empty()
            })
        })
        .map(|by| by.len())
        // Lower case may be longer or shorter than what stands there.
        .find(|len| text.is_char_boundary(*len))
}

fn split_at_and<'t>(text: &'t str, lang: &Lang) -> Vec<&'t str> {
    let mut parts = vec![];
    let mut start = 0;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let joins = bare == "&"
            || AND.iter().any(|(language, and)| {
                bare == *and && (and.chars().count() > 2 || *language == lang.base())
            });
        if joins && at > start && at + word.len() < text.len() {
            parts.push(&text[start..at]);
            start = at + word.len();
        }
        at += word.len();
    }
    parts.push(&text[start..]);
    parts
}

fn is_one_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn author(name: &str) -> Option<Author> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then(|| named(name))
}

fn named(name: String) -> Author {
    Author { name, role: None, place: None, file_as: None }
}

/// Whether a short text has the form of one or more names: capitals, initials and the
/// small words of names.
pub(super) fn is_name_shaped(text: &str, lang: &Lang) -> bool {
    const SMALL: &[&str] = &[
        "de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le",
        "el", "van", "von", "der", "den", "ter", "ten", "zu", "af", "av", "y", "e",
        "bin", "ibn", "al", "ap", "ben", "bat", "of", "and", "und", "et", "en", "och",
        "og", "i", "и", "&",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &str| {
        let word = word.trim_start_matches(['(', '‘', '“', '"', '\'']);
        let first = word.chars().next().is_some_and(char::is_uppercase);
        let prefixed = word
            .split(['’', '\'', '-'])
            .nth(1)
            .is_some_and(|rest| rest.chars().next().is_some_and(char::is_uppercase));
        first || prefixed
    };
    let parts = split_at_and(text, lang).len();
    let capitals = words.iter().filter(|word| capital(word)).count();
    // Scripts without capitals give no sign but shortness.
    let cased = text.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    (1..=6 * parts).contains(&words.len())
        && text.chars().all(|c| {
            c.is_alphabetic() || c.is_whitespace() || "'’-.,&()·\u{301}".contains(c)
        })
        && (!cased || capitals >= 1)
        && words.iter().all(|w| !cased || capital(w) || SMALL.contains(w))
        && !text.ends_with(',')
        && (!text.ends_with('.') || ends_in_initials(text))
}

/// `Jack C.`, `A. B.`: a full stop that is not the end of a sentence.
fn ends_in_initials(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default().trim_end_matches('.');
    last.split('.').all(|part| part.chars().count() <= 2) || matches!(last, "Jr" | "Sr")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, lang: &str) -> Vec<String> {
        split(text, &lang.parse().unwrap()).into_iter().map(|a| a.name).collect()
    }

    #[test]
    fn names_are_parted_as_the_language_joins_them() {
        assert_eq!(names("Paul Greenaway", "en-GB"), ["Paul Greenaway"]);
        assert_eq!(
            names("By Lena Marsh, Tom Hull and Jo", "en-GB"),
            ["Lena Marsh", "Tom Hull", "Jo"]
        );
        assert_eq!(names("José Ortega y Gasset", "en-GB"), ["José Ortega y Gasset"]);
        assert_eq!(names("Ana y Luis", "es"), ["Ana", "Luis"]);
        assert_eq!(names("Анна и Борис", "ru"), ["Анна", "Борис"]);
        assert_eq!(names("A B; C D, MP", "en"), ["A B", "C D, MP"]);
        assert_eq!(names("and", "en"), ["and"]);
        assert_eq!(names("", "en"), [] as [&str; 0]);
    }

    #[test]
    fn a_name_of_the_catalogue_is_turned() {
        let author = split("Greenaway, Paul", &Lang::en_gb()).remove(0);
        assert_eq!(author.name, "Paul Greenaway");
        assert_eq!(author.file_as.as_deref(), Some("Greenaway, Paul"));
    }

    #[test]
    fn names_have_a_form() {
        let en = Lang::en_gb();
        for name in [
            "Paul Greenaway",
            "J. R. Hall",
            "Ludwig van Beethoven",
            "Jack C.",
            "Sam O’Hara and Ana de la Cruz",
            "Žižek",
            "山田太郎",
        ] {
            assert!(is_name_shaped(name, &en), "{name}");
        }
        for other in ["The end.", "It rains", "No 174", "what is to be done", ""] {
            assert!(!is_name_shaped(other, &en), "{other}");
        }
    }
}
