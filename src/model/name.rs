//! Names that cannot be wrong once made: languages, dates, slugs, addresses.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::str::FromStr;

use chrono::Datelike;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Why a text is not such a name: lower case, no full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidName(pub String);

impl fmt::Display for InvalidName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidName {}

/// The two-letter codes of ISO 639-1. A two-letter language that is not among them
/// (`us`, `uk` for English) is refused: stores reject whole issues for it.
const ISO_639_1: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br \
bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd \
gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk \
kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na \
nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se \
sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk \
ur uz ve vi vo wa wo xh yi yo za zh zu";

/// A language by BCP 47: `en-GB`, `zh-Hant`, `ru`.
///
/// ```
/// use wwpub::model::Lang;
/// assert_eq!("EN-gb".parse::<Lang>().unwrap().as_str(), "en-GB");
/// assert!("us".parse::<Lang>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lang(String);

impl Lang {
    /// British English, the language where nothing is said.
    pub fn en_gb() -> Self {
        Self("en-GB".into())
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, without region or script: `en`.
    pub fn base(&self) -> &str {
        self.0.split('-').next().expect("split gives a first part")
    }

    /// Whether text in it runs from right to left.
    pub fn is_rtl(&self) -> bool {
        let script = self.0.split('-').nth(1).filter(|s| s.len() == 4);
        match script {
            Some(script) => matches!(script, "Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo"),
            None => matches!(
                self.base(),
                "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb"
            ),
        }
    }

    /// Whether it is written in capitals and small letters.
    pub fn has_small_letters(&self) -> bool {
        let script = self.0.split('-').nth(1).filter(|s| s.len() == 4);
        match script {
            Some(script) => matches!(script, "Latn" | "Cyrl" | "Grek" | "Armn"),
            None => !ONE_CASE.split_ascii_whitespace().any(|lang| lang == self.base()),
        }
    }
}

/// Languages that are written without capitals, where their tag names no script.
const ONE_CASE: &str = "am ar as bn bo ckb dv dz fa gu he hi iw ja ka km kn ko ks lo ml mr \
my ne or pa ps sa sd si ta te th ti ug ur yi zh";

/// Languages whose letters join, where their tag names no script.
pub const JOINED: [&str; 18] = [
    "ar", "as", "bn", "ckb", "fa", "hi", "ks", "mr", "ne", "nqo", "pa", "ps", "sa", "sd",
    "syr", "ug", "ur", "uz-Arab",
];

impl FromStr for Lang {
    type Err = InvalidName;

    /// Checks the form of RFC 5646 §2.1 for language, script, region and variants, and
    /// writes it in the recommended case (§2.1.1).
    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let wrong = || InvalidName(format!("`{text}` is not a language"));
        let mut parts = text.trim().split(['-', '_']);
        let base = parts.next().unwrap_or_default().to_ascii_lowercase();
        let known = base.len() == 3
            || ISO_639_1.split_ascii_whitespace().any(|code| code == base);
        if !known || !base.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(wrong());
        }
        let mut tag = base;
        for part in parts {
            if !(2..=8).contains(&part.len())
                || !part.bytes().all(|b| b.is_ascii_alphanumeric())
            {
                return Err(wrong());
            }
            tag.push('-');
            match part.len() {
                2 => tag.push_str(&part.to_ascii_uppercase()),
                4 if part.as_bytes()[0].is_ascii_alphabetic() => {
                    tag.push_str(&part[..1].to_ascii_uppercase());
                    tag.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => tag.push_str(&part.to_ascii_lowercase()),
            }
        }
        Ok(Self(tag))
    }
}

/// A day of the calendar.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct Date(chrono::NaiveDate);

impl Date {
    /// The day of that year, month (1 to 12) and day of month; `None` where there is no
    /// such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        chrono::NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day of the week, Monday = 0.
    pub fn weekday(self) -> usize {
        self.0.weekday().num_days_from_monday() as usize
    }
}

impl fmt::Display for Date {
    /// As ISO 8601 has it: `1997-01-09`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl FromStr for Date {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map(Self)
            .map_err(|_| InvalidName(format!("`{text}` is not a date like 1997-01-09")))
    }
}

/// The name of an article in addresses and references: lower-case letters, figures and
/// hyphens.
///
/// ```
/// use wwpub::model::Slug;
/// assert_eq!(Slug::from_words("Œuvre: Žižek’s 2nd naïve act").as_str(),
///     "oeuvre-zizeks-2nd-naive-act");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// The slug nearest to some words; never empty.
    pub fn from_words(words: &str) -> Self {
        let mut slug = String::new();
        for c in words.chars() {
            match fold(c) {
                Some(plain) => slug.push_str(&plain),
                None if matches!(c, '\'' | '’' | '\u{AD}' | '\u{301}') => {}
                None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                None => {}
            }
        }
        let slug = slug.trim_end_matches('-');
        Self(if slug.is_empty() { "untitled".into() } else { slug.into() })
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same with a number behind it, to tell two apart.
    #[must_use]
    pub fn numbered(&self, n: usize) -> Self {
        Self(format!("{}-{n}", self.0))
    }
}

/// `c` in plain lower-case letters and figures; letters of other scripts as their code,
/// so that a Russian headline has a slug too.
fn fold(c: char) -> Option<Cow<'static, str>> {
    if c.is_ascii_alphanumeric() {
        return Some(c.to_ascii_lowercase().to_string().into());
    }
    let plain = match c.to_lowercase().next()? {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ĺ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ő' | 'ō' => "o",
        'ö' | 'ø' | 'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        c if c.is_alphanumeric() => return Some(format!("{:x}", u32::from(c)).into()),
        _ => return None,
    };
    Some(plain.into())
}

impl FromStr for Slug {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let good = !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if good {
            Ok(Self(text.into()))
        } else {
            Err(InvalidName(format!(
                "`{text}` is not a slug of lower-case letters, figures and hyphens"
            )))
        }
    }
}

/// An address on the web or a mail address: `https://…`, `http://…`, `mailto:…`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Url(String);

impl Url {
    /// As text, with every character that a URI may not hold percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Url {
    type Err = InvalidName;

    /// Takes the schemes that a reader can follow from paper or screen; encodes what
    /// RFC 3986 §2 does not allow.
    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let text = text.trim();
        let lower = text.to_ascii_lowercase();
        let scheme = ["https://", "http://", "mailto:", "tel:"]
            .into_iter()
            .find(|s| lower.starts_with(s))
            .ok_or_else(|| InvalidName(format!("`{text}` is not a web address")))?;
        let rest = &text[scheme.len()..];
        // epubcheck reads a host; an empty one is an error there.
        if rest.trim_matches('/').is_empty() {
            return Err(InvalidName(format!("`{text}` is not a whole web address")));
        }
        let mut url = String::from(scheme);
        for (at, c) in rest.char_indices() {
            let escape = c == '%'
                && !rest[at + 1..].bytes().take(2).all(|b| b.is_ascii_hexdigit());
            if !escape
                && (c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c))
            {
                url.push(c);
            } else {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    write!(url, "%{byte:02X}").expect("a string takes all");
                }
            }
        }
        Ok(Self(url))
    }
}

/// Text in and out for a name, and its schema: a string.
macro_rules! written_as_text {
    ($($name:ident, $about:literal;)+) => {$(
        impl TryFrom<String> for $name {
            type Error = InvalidName;
            fn try_from(text: String) -> Result<Self, InvalidName> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.to_string()
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $about })
            }
        }
    )+};
}

/// As it was written.
macro_rules! shown_as_text {
    ($($name:ident)+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

shown_as_text!(Lang Slug Url);
written_as_text! {
    Lang, "a language by BCP 47";
    Date, "a day by ISO 8601";
    Slug, "lower-case letters, figures and hyphens";
    Url, "a web or mail address";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_checked_and_cased() {
        let ok = |t: &str| t.parse::<Lang>().unwrap().as_str().to_owned();
        assert_eq!(ok("zh-hant-tw"), "zh-Hant-TW");
        assert_eq!(ok("de_AT"), "de-AT");
        for bad in ["", "C", "us", "english", "en-", "en GB", "../x"] {
            assert!(bad.parse::<Lang>().is_err(), "{bad}");
        }
    }

    #[test]
    fn addresses_are_encoded() {
        let url: Url = "https://example.org/a b?q=ž%20%zz".parse().unwrap();
        assert_eq!(url.as_str(), "https://example.org/a%20b?q=%C5%BE%20%25zz");
        for bad in ["javascript:alert(1)", "file:///etc/passwd", "https://", "x"] {
            assert!(bad.parse::<Url>().is_err(), "{bad}");
        }
    }

    #[test]
    fn days_exist() {
        assert_eq!("1997-01-09".parse::<Date>().unwrap().weekday(), 3);
        assert!("1997-02-30".parse::<Date>().is_err());
    }
}
