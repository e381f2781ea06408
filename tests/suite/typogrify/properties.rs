//! Letters and figures stay, and twice is once.

use proptest::prelude::*;
use wwpub::model::NoteId;

use super::*;

const LANGS: [&str; 24] = [
    "en-GB", "en-US", "de", "de-CH", "fr", "fr-CA", "es", "es-MX", "it", "nl", "pt-PT",
    "pl", "ru", "uk", "cs", "sv", "da", "nb", "fi", "el", "he", "ar", "hu", "ja",
];

fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "\"",
        "'",
        "“",
        "”",
        "‘",
        "’",
        "„",
        "«",
        "»",
        "-",
        "--",
        "---",
        "–",
        "—",
        "...",
        "....",
        "…",
        " ",
        " ",
        " ",
        "\u{A0}",
        "\u{202F}",
        "\u{AD}",
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "(",
        ")",
        "x",
        "n",
        "'n'",
        "s'",
        "it's",
        "'tis",
        "'90s",
        "the",
        "J.",
        "z.",
        "p.",
        "No.",
        "Mr",
        "i",
        "w",
        "km",
        "%",
        "€",
        "£",
        "é",
        "да",
        "צה\"ל",
        "لا",
        "はい",
        "/",
        "@",
        "example.org",
        "https://a.b/c--d",
        "a.pdf",
        "5'10\"",
        "\n",
    ]);
    prop_oneof![
        5 => fixed.prop_map(str::to_owned),
        1 => "[0-9]{1,4}",
        1 => "[0-9]{1,4}-[0-9]{1,4}",
        1 => "[a-zA-Z]{1,6}",
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        6 => text().prop_map(Inline::Text),
        1 => text().prop_map(Inline::Code),
        1 => Just(Inline::NoteRef(NoteId(1))),
        1 => Just(Inline::LineBreak),
    ];
    let inline = leaf.prop_recursive(3, 12, 4, |inner| {
        let content = prop::collection::vec(inner, 0..4);
        let tag = prop::sample::select(LANGS.to_vec());
        (content, tag, 0..4).prop_map(|(content, tag, kind)| match kind {
            0 => Inline::Emphasis(content),
            1 => Inline::Strong(content),
            2 => Inline::Superscript(content),
            _ => Inline::Lang { lang: lang(tag), dir: None, content },
        })
    });
    prop::collection::vec(inline, 0..6)
}

/// Letters and figures in order; the sign between figures counts as the x it was.
fn letters(inlines: &[Inline]) -> String {
    let flat = flat_inlines(inlines).replace(['×', 'X'], "x");
    flat.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The inlines without their characters, but with those of code.
fn bones(inlines: &[Inline]) -> Vec<Inline> {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(_) => Inline::text(""),
            other => {
                let mut bone = other.clone();
                if let Some(children) = bone.children_mut() {
                    *children = bones(children);
                }
                bone
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_letter_stays_and_twice_equals_once(
        inlines in inlines(),
        tag in prop::sample::select(LANGS.to_vec()),
    ) {
        let once = set_inlines(tag, inlines.clone());
        prop_assert_eq!(letters(&once), letters(&inlines));
        prop_assert_eq!(bones(&once), bones(&inlines));
        let twice = set_inlines(tag, once.clone());
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn plain_texts_too(text in text(), tag in prop::sample::select(LANGS.to_vec())) {
        let once = set_inlines(tag, vec![Inline::text(text)]);
        prop_assert_eq!(set_inlines(tag, once.clone()), once);
    }
}
