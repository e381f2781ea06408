//! One value of a sheet, read by the kind of its key.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeValue};

use super::code;
use super::keys::{Kind, Sign, Units};
use super::sheet::{Place, list};
use super::template::{Fault, Field, Template};
use super::value::{Measure, PAPERS, Unit, Value};
use crate::diag::nearest;
use crate::model::Role;

/// Reads the value of one key.
pub(super) struct Reader<'a, 'b> {
    pub(super) place: &'a mut Place<'b>,
    /// The key's full name.
    pub(super) path: &'a str,
}

/// A TOML value with its place.
type At<'a, 'i> = &'a Spanned<DeValue<'i>>;

impl Reader<'_, '_> {
    /// The value, or `None` after reporting what is wrong with it.
    pub(super) fn value(&mut self, kind: Kind, value: At<'_, '_>) -> Option<Value> {
        match kind {
            Kind::Switch => self.switch(value),
            Kind::Word(words) => self.word(value, words),
            Kind::Text | Kind::Name | Kind::Family | Kind::Colour => {
                let empty = matches!(kind, Kind::Text);
                let text = self.text(value)?;
                if text.trim().is_empty() && !empty {
                    return self.wrong(value, "a name", "nothing", "write a name".into());
                }
                Some(Value::Text(text.into()))
            }
            Kind::Template => Some(Value::Templates(vec![self.template(value)?])),
            Kind::Rgb => self.rgb(value),
            Kind::Paper => self.paper(value),
            Kind::Length(units, sign) => {
                Some(Value::Measures(vec![self.measure(value, units, sign)?]))
            }
            Kind::Pair(units, sign) => self.measures(value, units, sign, 2),
            Kind::Give(units, sign) => self.give(value, units, sign),
            Kind::Count(least, most) => {
                Some(Value::Counts(vec![self.count(value, least, most)?]))
            }
            Kind::Counts(least, most) => self.counts(value, least, most, None),
            Kind::Extent(least, most) => self.counts(value, least, most, Some(2)),
            Kind::Inks => self.counts(value, 0, 100, Some(4)),
            Kind::Divisions => self.divisions(value),
            Kind::Quotes => self.texts(value, Some(4)),
            Kind::Features => self.features(value),
            Kind::Templates => {
                let each = |reader: &mut Self, item: At<'_, '_>| reader.template(item);
                Some(Value::Templates(self.each(value, Some(3), each)?))
            }
            Kind::Roles => Some(Value::Roles(self.each(value, None, Self::role)?)),
            Kind::Heads => Some(Value::Heads(self.each(value, None, Self::head)?)),
        }
    }

    fn switch(&mut self, value: At<'_, '_>) -> Option<Value> {
        match value.get_ref().as_bool() {
            Some(on) => Some(Value::Switch(on)),
            None => self.other(value, "`true` or `false`", "write `true` or `false`"),
        }
    }

    fn text<'v>(&mut self, value: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
        match value.get_ref().as_str() {
            Some(text) => Some(text),
            None => self.other(value, "text", "put it in quotation marks"),
        }
    }

    fn word(&mut self, value: At<'_, '_>, words: &[&str]) -> Option<Value> {
        let hint = format!("write {}", list(words, "or"));
        let Some(text) = value.get_ref().as_str() else {
            return self.other(value, "a word", &hint);
        };
        if words.contains(&text) {
            return Some(Value::Text(text.into()));
        }
        let hint = nearest(text, words.iter().copied())
            .map_or(hint, |near| format!("did you mean `{near}`"));
        let message = format!("`{}` cannot be `{text}`", self.path);
        self.place.error(code::WORD, self.inner(value), message, Some(hint));
        None
    }

    fn template(&mut self, value: At<'_, '_>) -> Option<Template> {
        let text = self.text(value)?;
        let fault = match Template::parse(text) {
            Ok(template) => return Some(template),
            Err(fault) => fault,
        };
        let (message, hint) = match fault {
            Fault::Open(c) => (
                format!("`{c}` without its partner in `{text}`"),
                "write places as `{date}`, strong words as `*…*`, what may be absent as \
                 `[…]`"
                    .into(),
            ),
            Fault::Unknown(name) => {
                let names: Vec<&str> = Field::ALL.iter().map(|f| f.name()).collect();
                let near = nearest(&name, names.iter().copied());
                let hint = near.map_or_else(
                    || format!("known are {}", list(&names, "and")),
                    |near| format!("did you mean `{{{near}}}`"),
                );
                (format!("unknown place `{{{name}}}`"), hint)
            }
        };
        self.place.error(code::TEMPLATE, self.inner(value), message, Some(hint));
        None
    }

    fn rgb(&mut self, value: At<'_, '_>) -> Option<Value> {
        let text = self.text(value)?;
        let part = |range: Range<usize>| u8::from_str_radix(text.get(range)?, 16).ok();
        let figures = text.strip_prefix('#').is_some_and(|hex| {
            hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit())
        });
        if figures
            && let (Some(r), Some(g), Some(b)) = (part(1..3), part(3..5), part(5..7))
        {
            return Some(Value::Rgb([r, g, b]));
        }
        let message = format!("`{text}` is not a colour");
        let hint = Some("write red, green and blue as `#a8141c`".into());
        self.place.error(code::COLOUR_FORM, self.inner(value), message, hint);
        None
    }

    fn paper(&mut self, value: At<'_, '_>) -> Option<Value> {
        const FIXED: Units = &[Unit::Pt, Unit::Mm, Unit::Cm, Unit::In];
        let Some(text) = value.get_ref().as_str() else {
            return self.measures(value, FIXED, Sign::Positive, 2);
        };
        let paper = PAPERS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(text));
        if let Some((_, width, height)) = paper {
            let mm = |number: &f64| Measure { number: *number, unit: Unit::Mm };
            return Some(Value::Measures(vec![mm(width), mm(height)]));
        }
        let names: Vec<&str> = PAPERS.iter().map(|(name, ..)| *name).collect();
        let near = nearest(&text.to_uppercase(), names.iter().copied());
        let hint = near.map_or_else(
            || {
                format!(
                    "known are {}; or write `[\"210mm\", \"297mm\"]`",
                    list(&names, "and")
                )
            },
            |near| format!("did you mean `{near}`"),
        );
        let message = format!("unknown paper size `{text}`");
        self.place.error(code::WORD, self.inner(value), message, Some(hint));
        None
    }

    fn give(&mut self, value: At<'_, '_>, units: Units, sign: Sign) -> Option<Value> {
        let read = self.measures(value, units, sign, 3)?;
        if let Value::Measures(list) = &read
            && let [min, best, max] = list.as_slice()
            && [min, best, max].windows(2).all(|pair| pair[0].unit == pair[1].unit)
            && !(min.number <= best.number && best.number <= max.number)
        {
            let message = format!("`{}` is not least, best and most in order", self.path);
            self.place.error(code::RANGE, value.span(), message, None);
            return None;
        }
        Some(read)
    }

    fn measures(
        &mut self,
        value: At<'_, '_>,
        units: Units,
        sign: Sign,
        count: usize,
    ) -> Option<Value> {
        let each =
            |reader: &mut Self, item: At<'_, '_>| reader.measure(item, units, sign);
        Some(Value::Measures(self.each(value, Some(count), each)?))
    }

    /// A number with its unit, written as text.
    fn measure(
        &mut self,
        value: At<'_, '_>,
        units: Units,
        sign: Sign,
    ) -> Option<Measure> {
        let noun = if units == [Unit::Percent] { "a share" } else { "a length" };
        let Some(text) = value.get_ref().as_str() else {
            let hint = match value.get_ref() {
                DeValue::Integer(_) | DeValue::Float(_) => {
                    format!("write it with its unit: {}", examples(units))
                }
                _ => format!("write {}", examples(units)),
            };
            return self.other(value, noun, &hint);
        };
        let at = self.inner(value);
        self.measure_text(text, at, noun, units, sign)
    }

    fn measure_text(
        &mut self,
        text: &str,
        at: Range<usize>,
        noun: &str,
        units: Units,
        sign: Sign,
    ) -> Option<Measure> {
        let hint = format!("write {}", examples(units));
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit() && !"+-.".contains(c));
        let (number, unit) = text.split_at(end.unwrap_or(text.len()));
        let Some(number) = number.parse::<f64>().ok().filter(|n| n.is_finite()) else {
            let message = format!("`{text}` is not {noun}");
            self.place.error(code::NUMBER, at, message, Some(hint));
            return None;
        };
        let unit = unit.trim();
        let (code, message, hint) = match Unit::parse(unit) {
            Some(unit) if units.contains(&unit) => {
                let measure = Measure { number, unit };
                let Some(reason) = improper(measure, sign) else { return Some(measure) };
                (code::RANGE, format!("`{}` {reason}: `{text}`", self.path), None)
            }
            Some(_) => {
                let message = format!("`{}` cannot be given in `{unit}`", self.path);
                (code::UNIT_HERE, message, Some(hint))
            }
            None if unit.is_empty() => {
                let message = format!("`{text}` has no unit");
                (code::UNIT, message, Some(hint))
            }
            None if unit.starts_with(',') => {
                let message = format!("`{text}` is not {noun}");
                (code::NUMBER, message, Some("write a point for the comma".into()))
            }
            None => (code::UNIT, format!("unknown unit `{unit}`"), Some(hint)),
        };
        self.place.error(code, at, message, hint);
        None
    }

    fn count(&mut self, value: At<'_, '_>, least: u32, most: u32) -> Option<u32> {
        let DeValue::Integer(number) = value.get_ref() else {
            let hint = format!("write a whole number from {least} to {most}");
            return self.other(value, "a whole number", &hint);
        };
        match whole(number) {
            Some(count) if (least..=most).contains(&count) => Some(count),
            _ => {
                let message = format!("`{}` cannot be {number}", self.path);
                let hint = format!("it goes from {least} to {most}");
                self.place.error(code::RANGE, value.span(), message, Some(hint));
                None
            }
        }
    }

    fn counts(
        &mut self,
        value: At<'_, '_>,
        least: u32,
        most: u32,
        count: Option<usize>,
    ) -> Option<Value> {
        let each = |reader: &mut Self, item: At<'_, '_>| reader.count(item, least, most);
        Some(Value::Counts(self.each(value, count, each)?))
    }

    fn texts(&mut self, value: At<'_, '_>, count: Option<usize>) -> Option<Value> {
        let each =
            |reader: &mut Self, item: At<'_, '_>| Some(reader.text(item)?.to_owned());
        Some(Value::Texts(self.each(value, count, each)?))
    }

    /// Words with their divisions: `news-paper`.
    fn divisions(&mut self, value: At<'_, '_>) -> Option<Value> {
        let each = |reader: &mut Self, item: At<'_, '_>| {
            let text = reader.text(item)?;
            let mut parts = text.split('-');
            if parts.all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic))
            {
                return Some(text.to_owned());
            }
            let message = format!("`{text}` is not a word with its divisions");
            let hint = Some("write one word, with hyphens: `news-paper`".into());
            reader.place.error(code::DIVISION, reader.inner(item), message, hint);
            None
        };
        Some(Value::Texts(self.each(value, None, each)?))
    }

    fn features(&mut self, value: At<'_, '_>) -> Option<Value> {
        let each = |reader: &mut Self, item: At<'_, '_>| {
            let text = reader.text(item)?;
            if text.len() == 4 && text.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return Some(text.to_owned());
            }
            let message = format!("`{text}` is not the tag of an OpenType feature");
            let hint = Some("write four letters or figures: `ss01`".into());
            reader.place.error(code::FEATURE, reader.inner(item), message, hint);
            None
        };
        Some(Value::Texts(self.each(value, None, each)?))
    }

    fn role(&mut self, value: At<'_, '_>) -> Option<Role> {
        let text = self.text(value)?;
        let known = Role::ALL.iter().copied().find(|role| role.name() == text);
        if known.is_none() {
            let hint = nearest(text, Role::ALL.iter().map(|role| role.name()))
                .map(|near| format!("did you mean `{near}`"));
            let message = format!("unknown role `{text}`");
            self.place.error(code::ROLE, self.inner(value), message, hint);
        }
        known
    }

    /// A size of headlines with the lines it takes: `33pt/3line`.
    fn head(&mut self, value: At<'_, '_>) -> Option<(Measure, Measure)> {
        let text = self.text(value)?;
        let at = self.inner(value);
        let Some((size, lines)) = text.split_once('/') else {
            let message = format!("`{text}` is not a size with its lines");
            let hint = Some("write `33pt/3line`".into());
            self.place.error(code::HEADS, at, message, hint);
            return None;
        };
        let fixed = &[Unit::Pt, Unit::Mm];
        let size =
            self.measure_text(size, at.clone(), "a length", fixed, Sign::Positive)?;
        let line = &[Unit::Line];
        let lines =
            self.measure_text(lines, at.clone(), "lines", line, Sign::Positive)?;
        let halves = lines.number * 2.0;
        if halves.fract() != 0.0 {
            let message = format!("`{text}` does not take whole or half lines");
            let hint = Some("write `33pt/3line` or `27.5pt/2.5line`".into());
            self.place.error(code::HEADS, at, message, hint);
            return None;
        }
        Some((size, lines))
    }

    /// Every item of a list; `None` where it is no list, has not that many, or one of
    /// them is wrong. All wrong ones are reported.
    fn each<T>(
        &mut self,
        value: At<'_, '_>,
        count: Option<usize>,
        mut read: impl FnMut(&mut Self, At<'_, '_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let noun = match count {
            Some(count) => format!("a list of {count}"),
            None => "a list".into(),
        };
        let Some(array) = value.get_ref().as_array() else {
            return self.other(value, &noun, "write it in square brackets");
        };
        if let Some(count) = count
            && array.len() != count
        {
            let message = format!("`{}` takes {noun}, not {}", self.path, array.len());
            self.place.error(code::TYPE, value.span(), message, None);
            return None;
        }
        // All of them, before the first wrong one ends it.
        let items: Vec<Option<T>> = array.iter().map(|item| read(self, item)).collect();
        items.into_iter().collect()
    }

    /// Reports a value of another type.
    fn other<T>(&mut self, value: At<'_, '_>, noun: &str, hint: &str) -> Option<T> {
        let other = match value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a section",
        };
        self.wrong(value, noun, other, hint.into())
    }

    fn wrong<T>(
        &mut self,
        value: At<'_, '_>,
        noun: &str,
        other: &str,
        hint: String,
    ) -> Option<T> {
        let message = format!("`{}` takes {noun}, not {other}", self.path);
        self.place.error(code::TYPE, value.span(), message, Some(hint));
        None
    }

    /// The stretch between the quotation marks of a text.
    fn inner(&self, value: At<'_, '_>) -> Range<usize> {
        let span = value.span();
        let inside = span.start + 1..span.end.saturating_sub(1);
        match (self.place.text.get(inside.clone()), value.get_ref().as_str()) {
            (Some(written), Some(text)) if written == text => inside,
            _ => span,
        }
    }
}

/// A whole number that fits.
fn whole(number: &DeInteger<'_>) -> Option<u32> {
    u32::from_str_radix(number.as_str(), number.radix()).ok()
}

/// Why a length cannot be, if so.
fn improper(measure: Measure, sign: Sign) -> Option<&'static str> {
    match sign {
        Sign::Positive if !measure.is_visible() => Some("is too little"),
        Sign::NotNegative if measure.number < 0.0 => Some("is never negative"),
        _ if !measure.is_sane() => Some("is too much"),
        _ => None,
    }
}

/// A value in each of the first units.
fn examples(units: Units) -> String {
    let mut of: Vec<&str> = units.iter().take(4).map(|unit| unit.example()).collect();
    if of.len() > 3 && !units.contains(&Unit::Line) {
        of.truncate(3);
    }
    list(&of, "or")
}
