//! Settings → the style: every length absolute, every role complete. Start at [`resolve`];
//! `print` has what concerns the printed page.

mod print;

use std::collections::BTreeMap;

use super::code;
use super::roles;
use super::sheet::{Setting, Settings, list};
use super::template::Template;
use super::text::{Align, Families, Family, Figures, Hyphenate, TextStyle};
use super::value::{Base, Measure, Value};
use super::{
    BoxoutStyle, DropCap, Ground, Hyphenation, ImageStyle, NotesPlace, NotesStyle,
    PrintedPages, Punctuation, ReaderStyle, RuleStyle, Style, WrapPictures, WrapStyle,
};
use crate::diag::{Diagnostic, Diagnostics, Span, nearest};
use crate::unit::{Abs, Em, Ink, Overprint, Ratio};

/// The style of these settings; the ground sheet has set every key that is not the
/// author's choice. What cannot be is reported.
pub(super) fn resolve(name: &str, settings: &Settings, found: &mut Diagnostics) -> Style {
    let mut from = Resolver { settings, found };
    let families = from.families();
    let leading = from.fixed("grid.leading");
    let text = from.body(&families, leading);
    let base = Base { em: text.size, line: leading };
    let colours = from.colours();
    let hyphenation = from.hyphenation();
    let reader = from.reader();
    let page = from.page();
    let ground = roles::Ground {
        text: &text,
        families: &families,
        colours: &colours,
        hyphenate: hyphenation.on,
        reader: &reader,
        line: leading,
    };
    let roles = roles::resolve(&mut from, &ground);
    let (page, grid) = from.grid(page, leading, text.size);
    Style {
        name: name.into(),
        roles,
        hyphenation,
        dropcap: from.dropcap(base),
        punctuation: from.punctuation(),
        rule: from.rule(&colours),
        boxout: from.boxout(base),
        wrap: from.wrap(base),
        image: from.image(),
        notes: from.notes(),
        page,
        grid,
        justification: from.justification(base),
        protrusion: from.protrusion(),
        furniture: from.furniture(),
        makeup: from.makeup(leading),
        limits: from.limits(),
        press: from.press(),
        booklet: from.booklet(),
        families,
        text,
        colours,
        reader,
    }
}

/// Settings, read by the kind of value that their keys are known to take.
pub(super) struct Resolver<'a> {
    settings: &'a Settings,
    found: &'a mut Diagnostics,
}

impl Resolver<'_> {
    /// The setting of a key, where there is one.
    pub(super) fn setting(&self, path: &str) -> Option<&Setting> {
        self.settings.get(path)
    }

    fn value(&self, path: &str) -> &Value {
        let setting = self.settings.get(path);
        &setting.unwrap_or_else(|| panic!("the ground sheet sets `{path}`")).value
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// The place of the first of these keys that the project has set.
    pub(super) fn span(&self, paths: &[&str]) -> Option<Span> {
        paths.iter().find_map(|path| self.settings.get(*path)?.span)
    }

    pub(super) fn text(&self, path: &str) -> &str {
        self.value(path).text()
    }

    fn switch(&self, path: &str) -> bool {
        self.value(path).switch()
    }

    fn counts(&self, path: &str) -> &[u32] {
        self.value(path).counts()
    }

    fn count(&self, path: &str) -> u32 {
        self.counts(path)[0]
    }

    fn small(&self, path: &str) -> u8 {
        u8::try_from(self.count(path)).expect("a key of small numbers has a small range")
    }

    fn measure(&self, path: &str) -> Measure {
        self.value(path).measures()[0]
    }

    /// A length that depends on nothing else.
    fn fixed(&self, path: &str) -> Abs {
        self.measure(path).abs(Base { em: Abs::ZERO, line: Abs::ZERO })
    }

    fn ratio(&self, path: &str) -> Ratio {
        Ratio::new(self.measure(path).share())
    }

    fn templates(&self, path: &str) -> &[Template] {
        self.value(path).templates()
    }

    fn three(&self, path: &str) -> [Template; 3] {
        let three = self.templates(path).to_vec();
        three.try_into().expect("a key of three templates has three")
    }

    /// Settings whose names begin so, with the rest of their names.
    fn below<'b>(
        &'b self,
        start: &'b str,
    ) -> impl Iterator<Item = (&'b str, &'b Setting)> {
        let from = self.settings.range(start.to_owned()..);
        from.map_while(move |(path, setting)| Some((path.strip_prefix(start)?, setting)))
    }

    fn families(&self) -> Families {
        let family = |path| Family(self.text(path).to_owned());
        Families {
            serif: family("family.serif"),
            sans: family("family.sans"),
            mono: family("family.mono"),
        }
    }

    fn body(&self, families: &Families, line: Abs) -> TextStyle {
        let size = self.fixed("text.size");
        let base = Base { em: size, line };
        TextStyle {
            family: roles::family(self.text("text.family"), families),
            size,
            leading: self.measure("text.leading").abs(base).max(Abs::raw(1)),
            align: align(self.text("text.align")),
            indent: Em::new(self.measure("text.indent").em(base)),
            figures: figures(self.text("text.figures")),
            features: self.value("text.features").texts().to_vec(),
        }
    }

    fn colours(&mut self) -> BTreeMap<String, Ink> {
        let mut named: BTreeMap<String, Option<Span>> = BTreeMap::new();
        for (rest, setting) in self.below("colour.") {
            let name = rest.split('.').next().unwrap_or_default();
            named.entry(name.to_owned()).or_insert(setting.span);
        }
        let mut colours = BTreeMap::new();
        for (name, span) in named {
            let get = |key| self.settings.get(&format!("colour.{name}.{key}"));
            match (get("cmyk"), get("rgb")) {
                (Some(cmyk), Some(rgb)) => {
                    let mut ink = Ink { rgb: rgb.value.rgb(), ..Ink::WHITE };
                    for (to, from) in ink.cmyk.iter_mut().zip(cmyk.value.counts()) {
                        *to = u8::try_from(*from).expect("inks go to 100");
                    }
                    if get("overprint").is_some_and(|over| over.value.switch()) {
                        ink.overprint = Overprint::Over;
                    }
                    colours.insert(name, ink);
                }
                (cmyk, _) => {
                    let (absent, edition) = if cmyk.is_none() {
                        ("cmyk", "press")
                    } else {
                        ("rgb", "screen")
                    };
                    let message = format!("the colour `{name}` has no `{absent}`");
                    let hint = format!("the {edition} edition needs `{absent}`");
                    let error = Diagnostic::error(code::COLOUR_FORM, message);
                    self.found.push(error.at(span).hint(hint));
                }
            }
        }
        colours
    }

    /// The name of a colour, which is one of the style's.
    pub(super) fn colour(
        &mut self,
        path: &str,
        colours: &BTreeMap<String, Ink>,
    ) -> String {
        let name = self.text(path).to_owned();
        if !colours.contains_key(&name) {
            let names: Vec<&str> = colours.keys().map(String::as_str).collect();
            let hint = nearest(&name, names.iter().copied()).map_or_else(
                || format!("there are {}", list(&names, "and")),
                |near| format!("did you mean `{near}`"),
            );
            let message = format!("unknown colour `{name}`");
            let error = Diagnostic::error(code::COLOUR, message).at(self.span(&[path]));
            self.found.push(error.hint(hint));
        }
        name
    }

    fn hyphenation(&self) -> Hyphenation {
        let lists = self.below("hyphenation.exceptions.");
        let exceptions = lists.filter_map(|(lang, setting)| {
            Some((lang.parse().ok()?, setting.value.texts().to_vec()))
        });
        Hyphenation {
            on: hyphenate(self.switch("hyphenation.on")),
            left: self.small("hyphenation.left"),
            right: self.small("hyphenation.right"),
            min_word: self.small("hyphenation.min-word"),
            ladder: self.small("hyphenation.ladder"),
            exceptions: exceptions.collect(),
        }
    }

    fn dropcap(&self, base: Base) -> DropCap {
        DropCap {
            lines: self.small("dropcap.lines"),
            reader_lines: self.small("dropcap.reader-lines"),
            gap: self.measure("dropcap.gap").abs(base),
        }
    }

    fn punctuation(&self) -> BTreeMap<crate::model::Lang, Punctuation> {
        let mut all: BTreeMap<_, Punctuation> = BTreeMap::new();
        for (rest, setting) in self.below("punctuation.") {
            let Some((lang, key)) = rest.split_once('.') else { continue };
            let Ok(lang) = lang.parse() else { continue };
            let own = all.entry(lang).or_default();
            match key {
                "quotes" => own.quotes = setting.value.texts().to_vec().try_into().ok(),
                "dash" => own.dash = Some(setting.value.text().into()),
                _ => own.ellipsis = Some(setting.value.text().into()),
            }
        }
        all
    }

    fn rule(&mut self, colours: &BTreeMap<String, Ink>) -> RuleStyle {
        RuleStyle {
            column: self.fixed("rule.column"),
            article: self.fixed("rule.article"),
            furniture: self.fixed("rule.furniture"),
            masthead: self.fixed("rule.masthead"),
            pull_quote: self.fixed("rule.pull-quote"),
            hairline: self.fixed("rule.hairline"),
            link: self.fixed("rule.link"),
            colour: self.colour("rule.colour", colours),
        }
    }

    fn boxout(&self, base: Base) -> BoxoutStyle {
        BoxoutStyle {
            ground: match self.text("boxout.ground") {
                "frame" => Ground::Frame,
                "open" => Ground::Open,
                _ => Ground::Tint,
            },
            inset: self.measure("boxout.inset").abs(base),
        }
    }

    fn image(&self) -> ImageStyle {
        let dpi = self.count("image.print-dpi");
        ImageStyle {
            print_dpi: u16::try_from(dpi).expect("a resolution has a small range"),
            reader_pixels: self.count("image.reader-pixels"),
            quality: self.small("image.quality"),
            max_height: self.ratio("image.max-height"),
            columns: self.count("image.columns"),
        }
    }

    fn wrap(&self, base: Base) -> WrapStyle {
        WrapStyle {
            pictures: match self.text("wrap.pictures") {
                "upright" => WrapPictures::Upright,
                "all" => WrapPictures::All,
                _ => WrapPictures::None,
            },
            quotes: self.switch("wrap.quotes"),
            width: self.ratio("wrap.width"),
            gap: self.measure("wrap.gap").abs(base),
        }
    }

    fn notes(&self) -> NotesStyle {
        let place = match self.text("notes.place") {
            "foot" => NotesPlace::Foot,
            _ => NotesPlace::ArticleEnd,
        };
        NotesStyle { place }
    }

    fn reader(&self) -> ReaderStyle {
        let cover = self.counts("reader.cover");
        ReaderStyle {
            leading: self.ratio("reader.leading"),
            align: align(self.text("reader.align")),
            indent: em_or_share(self.measure("reader.indent")),
            hyphenate: hyphenate(self.switch("reader.hyphenate")),
            embed: self.value("reader.embed").roles().to_vec(),
            printed_pages: match self.switch("reader.printed-pages") {
                true => PrintedPages::Marked,
                false => PrintedPages::None,
            },
            cover: [cover[0], cover[1]],
        }
    }
}

/// What e-readers' lengths are: relative to the type.
pub(super) fn em_or_share(measure: Measure) -> Em {
    Em::new(measure.em(Base { em: Abs::pt(1.0), line: Abs::ZERO }))
}

pub(super) fn align(word: &str) -> Align {
    match word {
        "start" => Align::Start,
        "centre" => Align::Centre,
        "end" => Align::End,
        _ => Align::Justify,
    }
}

pub(super) fn figures(word: &str) -> Figures {
    match word {
        "lining" => Figures::Lining,
        "tabular" => Figures::Tabular,
        _ => Figures::OldStyle,
    }
}

pub(super) fn hyphenate(on: bool) -> Hyphenate {
    if on { Hyphenate::On } else { Hyphenate::Off }
}
