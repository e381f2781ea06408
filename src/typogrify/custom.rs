//! The custom of each language, and where the house differs from it.

use std::collections::BTreeMap;

use super::mark::Class;
use crate::model::Lang;

/// Where the house differs from a language's own custom; `None` keeps that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Opening and closing marks outside, then inside.
    pub quotes: Option<[String; 4]>,
    /// The dash of a break with its spaces: ` – ` or `—`.
    pub dash: Option<String>,
    /// What three points become: `…`, or `...` to leave them.
    pub ellipsis: Option<String>,
}

/// The marks of the house by language; what it does not name follows each language's
/// custom. `en` holds for `en-GB` where that has no marks of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conventions(BTreeMap<Lang, Marks>);

impl Conventions {
    /// The house's own marks for some languages.
    pub fn new(house: BTreeMap<Lang, Marks>) -> Self {
        Self(house)
    }

    fn marks(&self, lang: &Lang) -> Option<&Marks> {
        prefixes(lang.as_str()).find_map(|tag| self.0.get(&tag.parse::<Lang>().ok()?))
    }
}

/// `zh-Hant-TW`, `zh-Hant`, `zh`.
fn prefixes(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| {
        tag.rsplit_once('-').map(|(shorter, _)| shorter)
    })
}

/// How French spaces its high punctuation.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum HighPunctuation {
    /// As other languages: close.
    #[default]
    Close,
    /// A space before `;`, `:`, `!`, `?` and inside guillemets.
    Spaced,
    /// The same before `:` and inside guillemets only.
    Canadian,
}

/// How a language, as this house sets it, marks what stands between the words.
#[derive(Clone, Debug)]
pub(super) struct Custom {
    /// Opening and closing marks outside, then inside.
    pub(super) quotes: [String; 4],
    /// The sign of a break.
    pub(super) dash: String,
    /// What stands on both sides of it.
    pub(super) dash_spaces: Option<(char, char)>,
    /// What three points become, where anything.
    pub(super) ellipsis: Option<String>,
    /// Whether a range of numbers has an en dash; else its hyphen stays.
    pub(super) ranges: bool,
    pub(super) high: HighPunctuation,
    /// Words of one letter that must not end a line.
    pub(super) one_letter: &'static str,
    /// Words that begin with an apostrophe.
    pub(super) elisions: &'static [&'static str],
    /// Words that stay with the name behind them.
    pub(super) titles: &'static [&'static str],
    /// Whether doubled marks outside are against the rule.
    pub(super) single_first: bool,
    /// Whether `am` and `pm` are times of day.
    pub(super) english: bool,
}

impl Custom {
    fn of(lang: &Lang, marks: Option<&Marks>) -> Self {
        let base = lang.base();
        let marks = marks.cloned().unwrap_or_default();
        let quotes =
            marks.quotes.filter(|q| q.iter().all(|mark| !mark.trim().is_empty()));
        let quotes = quotes.unwrap_or_else(|| quotes_of(lang));
        let dash = marks.dash.filter(|dash| !dash.trim().is_empty());
        let (dash, dash_spaces) = parted(dash.as_deref().unwrap_or(dash_of(lang)));
        let ellipsis = marks.ellipsis.unwrap_or_else(|| "…".into());
        Self {
            single_first: base == "en" && Class::of(&quotes[0]) == Some(Class::Single),
            quotes,
            dash,
            dash_spaces,
            ellipsis: Some(ellipsis).filter(|e| !e.is_empty() && e != "..."),
            ranges: !lang.is_rtl()
                && !matches!(base, "fr" | "es" | "it" | "pt" | "ca" | "gl" | "eu"),
            high: match (base, lang.as_str()) {
                ("fr", "fr-CA") => HighPunctuation::Canadian,
                ("fr", _) => HighPunctuation::Spaced,
                _ => HighPunctuation::Close,
            },
            one_letter: match base {
                "pl" => "aiouwz",
                "cs" | "sk" => "aikosuvz",
                "ru" => "авикосуя",
                "uk" => "авзійоуяє",
                "be" => "аізуўя",
                _ => "",
            },
            elisions: match base {
                "en" => &[
                    "tis", "twas", "twere", "twill", "twould", "twixt", "tisn", "twasn",
                    "em", "n", "nuff", "neath", "gainst", "tween", "til", "cos", "cuz",
                    "coz", "bout",
                ],
                "de" => &["s", "ne", "nen", "n", "ner", "nem", "nes"],
                "nl" | "af" => &["s", "t", "n", "m", "r", "k", "ns"],
                "it" => &["na", "ndrangheta", "ndrine"],
                _ => &["t"],
            },
            titles: match base {
                "en" => {
                    &["Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Mr.", "Mrs.", "Dr.", "St."]
                }
                "fr" => &["M.", "MM.", "Mme", "Mlle", "Dr", "Pr", "Me", "Mgr"],
                "de" => &["Dr.", "Prof.", "St.", "Hr.", "Fr."],
                "es" => &["D.", "Dr.", "Dra.", "Sr.", "Sra."],
                "it" => &["Dott.", "Sig.", "Prof.", "On."],
                "nl" => &["dhr.", "mevr.", "dr.", "prof."],
                "ru" | "uk" => &["г.", "гг.", "ул.", "им.", "д-р", "м."],
                _ => &[],
            },
            english: base == "en",
        }
    }
}

/// The dash without the spaces around it; before it a line never breaks.
fn parted(dash: &str) -> (String, Option<(char, char)>) {
    let space = |c: Option<char>| c.filter(|c| c.is_whitespace());
    let spaces = match (space(dash.chars().next()), space(dash.chars().next_back())) {
        (None, None) => None,
        (before, after) => {
            let (before, after) = (before.unwrap_or(' '), after.unwrap_or(' '));
            Some((if before == ' ' { '\u{A0}' } else { before }, after))
        }
    };
    (dash.trim().to_owned(), spaces)
}

fn dash_of(lang: &Lang) -> &'static str {
    match (lang.base(), lang.as_str()) {
        (_, "en-US" | "en-CA" | "en-PH") => "—",
        ("ru" | "uk" | "be" | "bg", _) => " — ",
        _ => " – ",
    }
}

/// Quotation marks by language: the custom of its press, after the Unicode CLDR where that
/// is of one mind with it.
fn quotes_of(lang: &Lang) -> [String; 4] {
    let marks = match lang.as_str() {
        "en-US" | "en-CA" | "en-PH" => "“”‘’",
        "de-CH" | "de-LI" | "fr-CH" | "it-CH" => "«»‹›",
        "pt-PT" | "es-ES" => "«»“”",
        "zh-Hant" | "zh-TW" | "zh-HK" | "zh-Hant-TW" | "zh-Hant-HK" => "「」『』",
        tag if tag.starts_with("es-") => "“”‘’",
        _ => match lang.base() {
            "en" | "cy" | "gd" => "‘’“”",
            "de" | "cs" | "sk" | "sl" | "is" | "lt" | "bg" | "dsb" | "hsb" => "„“‚‘",
            "fr" | "es" | "it" | "el" | "ca" | "gl" | "eu" | "ar" | "fa" | "hy" => "«»“”",
            "ru" | "uk" | "be" | "lv" => "«»„“",
            "pl" | "ro" => "„”«»",
            "hu" => "„”»«",
            "hr" | "sr" | "bs" => "„”‚’",
            "et" => "„“«»",
            "sv" | "fi" | "he" | "se" | "smn" => "””’’",
            "da" => "»«›‹",
            "nb" | "nn" | "no" => "«»‘’",
            "ja" => "「」『』",
            _ => "“”‘’",
        },
    };
    let mut marks = marks.chars().map(String::from);
    std::array::from_fn(|_| marks.next().expect("four marks for every language"))
}

/// The customs that an issue needs, numbered.
#[derive(Debug)]
pub(super) struct House<'a> {
    conventions: &'a Conventions,
    numbers: BTreeMap<Lang, u32>,
    customs: Vec<Custom>,
}

impl<'a> House<'a> {
    pub(super) fn new(conventions: &'a Conventions) -> Self {
        Self { conventions, numbers: BTreeMap::new(), customs: vec![] }
    }

    /// The number of a language's custom.
    pub(super) fn custom(&mut self, lang: &Lang) -> u32 {
        if let Some(number) = self.numbers.get(lang) {
            return *number;
        }
        let number =
            u32::try_from(self.customs.len()).expect("fewer languages than tags");
        self.customs.push(Custom::of(lang, self.conventions.marks(lang)));
        self.numbers.insert(lang.clone(), number);
        number
    }

    /// Whether one of the languages spaces its marks as French does.
    pub(super) fn spaces_marks(&self) -> bool {
        self.customs.iter().any(|custom| custom.high != HighPunctuation::Close)
    }

    /// The custom of that number.
    pub(super) fn get(&self, number: u32) -> &Custom {
        &self.customs[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_rules_over_the_language() {
        let marks = Marks { dash: Some("—".into()), ..Marks::default() };
        let en: Lang = "en".parse().unwrap();
        let conventions = Conventions::new([(en, marks)].into());
        let custom = |tag: &str| {
            let lang: Lang = tag.parse().unwrap();
            Custom::of(&lang, conventions.marks(&lang))
        };
        assert_eq!(
            (custom("en-GB").dash.as_str(), custom("en-GB").dash_spaces),
            ("—", None)
        );
        assert_eq!(custom("en-GB").quotes.concat(), "‘’“”");
        assert_eq!(custom("de").dash_spaces, Some(('\u{A0}', ' ')));
    }
}
