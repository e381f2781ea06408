//! The style sheet of the EPUB, made from the style of the paper.
//!
//! Sizes are relative to the reader's own text, its face is the reader's unless the style
//! embeds one. No colours: light, dark and sepia are the reader's choice, and lines take
//! the colour of the text. Nothing that a store refuses: no variables, no queries, nothing
//! logical where left and right will do.

use std::fmt::Write;

use crate::model::{Direction, Role};
use crate::style::{
    Align, Case, Family, Figures, Generic, Hyphenate, Keep, RoleStyle, Slant, Style,
    Weight,
};
use crate::unit::Abs;

use super::faces::Faces;

/// The file's name: that of epub-builder.
pub(super) const FILE: &str = "stylesheet.css";

/// Which elements are set in the look of a role. Sizes and faces go to the first, white
/// above and below to the second.
const SELECTORS: &[(Role, &str, &str)] = &[
    (Role::Kicker, ".kicker", ".kicker"),
    (Role::Headline, ".headline", ".headline"),
    (Role::Standfirst, ".standfirst", ".standfirst"),
    (Role::Byline, ".byline", "p.byline"),
    (Role::Dateline, ".dateline", ".dateline"),
    (Role::Crosshead, ".crosshead", ".crosshead"),
    (Role::Subhead, ".subhead", ".subhead"),
    (Role::Quote, ".quote", ".quote"),
    (Role::PullQuote, ".pull-quote", ".pull-quote"),
    (Role::Attribution, ".attribution", ".attribution"),
    (Role::Verse, ".verse", ".verse"),
    (Role::ListItem, ".list", ".list"),
    (Role::Term, ".definitions dt", ".definitions dt"),
    (Role::Definition, ".definitions dd", ".definitions dd"),
    (Role::Caption, ".caption", ".caption"),
    (Role::Credit, ".credit", ".credit"),
    (Role::TableHead, ".table th", ".table th"),
    (Role::TableCell, ".table td", ".table td"),
    (Role::Code, ".code", ".code"),
    (Role::BoxoutTitle, ".boxout-title", ".boxout-title"),
    (Role::Boxout, ".boxout", ".boxout p"),
    (Role::LetterTitle, ".letter-title", ".letter-title"),
    (Role::Letter, ".letter", ".letter p"),
    (Role::Signature, ".signature", ".signature"),
    (Role::ListingTitle, ".listing-title", ".listing-title"),
    (Role::Listing, ".listing", ".listing p"),
    (Role::Correction, ".correction", ".correction p"),
    (Role::Note, ".note", ".note p"),
    (Role::SourceLine, ".source-line", ".source-line"),
    (Role::Masthead, ".masthead", ".masthead"),
    (Role::IssueLine, ".issue-line", ".issue-line"),
    (Role::Strapline, ".strapline", ".strapline"),
    (Role::Imprint, ".imprint", ".imprint"),
];

/// The style sheet.
pub(super) fn sheet(style: &Style, faces: &Faces, direction: Direction) -> String {
    let mut css = Sheet { text: String::new(), style, faces, direction };
    css.faces();
    css.ground();
    css.structure();
    for (role, selector, spaced) in SELECTORS {
        css.role(*role, selector, spaced);
    }
    css.own();
    css.text
}

struct Sheet<'a> {
    text: String,
    style: &'a Style,
    faces: &'a Faces,
    direction: Direction,
}

type Declaration = (&'static str, String);

impl Sheet<'_> {
    fn rule(&mut self, selector: &str, declarations: &[Declaration]) {
        if declarations.is_empty() {
            return;
        }
        self.text.push_str(selector);
        self.text.push_str(" {\n");
        for (property, value) in declarations {
            // Older readers know this one by other names.
            if *property == "hyphens" {
                writeln!(self.text, "  -epub-hyphens: {value};").expect("memory");
                writeln!(self.text, "  -webkit-hyphens: {value};").expect("memory");
            }
            writeln!(self.text, "  {property}: {value};").expect("memory");
        }
        self.text.push_str("}\n");
    }

    fn fixed(&mut self, selector: &str, declarations: &[(&'static str, &str)]) {
        let owned: Vec<Declaration> =
            declarations.iter().map(|(p, v)| (*p, (*v).to_owned())).collect();
        self.rule(selector, &owned);
    }

    /// The side where reading starts, and the other.
    fn sides(&self) -> [&'static str; 2] {
        match self.direction {
            Direction::Ltr => ["left", "right"],
            Direction::Rtl => ["right", "left"],
        }
    }

    fn faces(&mut self) {
        let faces = self.faces;
        for face in &faces.rules {
            self.rule(
                "@font-face",
                &[
                    ("font-family", format!("\"{}\"", face.family)),
                    // KOReader knows the word only.
                    ("font-weight", face_weight(face.weight)),
                    ("font-style", slant(face.slant).to_owned()),
                    ("src", format!("url(\"{}\")", face.path)),
                ],
            );
        }
    }

    /// Running text.
    fn ground(&mut self) {
        let (style, body) = (self.style, self.style.role(Role::Body));
        let mut ground = vec![
            ("margin", "0 5%".to_owned()),
            ("line-height", number(style.reader.leading.get())),
            ("text-indent", em(style.reader.indent.get())),
            ("widows", "2".to_owned()),
            ("orphans", "2".to_owned()),
        ];
        if let Some(family) = self.faces.of_role(Role::Body) {
            ground.push(("font-family", self.family(&body.family, Some(family))));
        }
        ground.extend(align(style.reader.align, self.sides()));
        let divided = match style.reader.hyphenate {
            Hyphenate::On => "auto",
            Hyphenate::Off => "manual",
        };
        ground.push(("hyphens", divided.to_owned()));
        ground.extend(figures(style.text.figures));
        ground.extend(features(&style.text.features));
        self.rule("body", &ground);
        let [before, after] = self.white(body);
        self.rule("p", &[("margin", format!("{before} 0 {after} 0"))]);
        self.fixed(".first, .opening", &[("text-indent", "0")]);
        self.fixed("a", &[("color", "inherit")]);
        self.drop_cap();
    }

    /// A large initial, which stays a plain letter where floats are not known.
    fn drop_cap(&mut self) {
        let lines = f64::from(self.style.dropcap.reader_lines);
        if lines < 2.0 {
            return;
        }
        // A capital is about two thirds of its size high, and reaches from the baseline
        // of the last line to the capitals' height of the first.
        let size = ((lines - 1.0) * self.style.reader.leading.get() + 0.66) / 0.66;
        let [start, end] = self.sides();
        let mut letter = vec![
            ("float", start.to_owned()),
            ("font-size", em(size)),
            ("line-height", "0.75".to_owned()),
            (
                if end == "left" { "padding-left" } else { "padding-right" },
                "0.06em".into(),
            ),
        ];
        let family = self.style.role(Role::Headline).family.clone();
        if let Some(face) = self.faces.of_role(Role::Headline) {
            letter.push(("font-family", self.family(&family, Some(face))));
        }
        self.rule(".opening::first-letter", &letter);
    }

    /// What does not follow from any role.
    fn structure(&mut self) {
        let [start, end] = self.sides();
        self.fixed(
            "h1, h2, h3, h4, h5, h6",
            &[("margin", "0"), ("font-weight", "normal")],
        );
        self.fixed(
            "img",
            &[
                ("max-width", "100%"),
                ("max-height", "95vh"),
                ("width", "auto"),
                ("height", "auto"),
            ],
        );
        self.fixed(
            "figure",
            &[
                ("margin", "1.4em 0"),
                ("text-indent", "0"),
                ("page-break-inside", "avoid"),
                ("break-inside", "avoid"),
            ],
        );
        self.fixed("sup, sub", &[("font-size", "0.72em"), ("line-height", "0")]);
        self.fixed(".noteref", &[("text-decoration", "none"), ("padding", "0 0.2em")]);
        self.fixed(
            ".small-caps",
            &[("font-variant", "small-caps"), ("letter-spacing", "0.04em")],
        );
        self.fixed("code", &[("font-size", "0.88em"), ("font-family", "monospace")]);
        self.fixed(".code code", &[("font-size", "1em"), ("font-family", "inherit")]);
        self.fixed(
            ".code",
            &[("white-space", "pre-wrap"), ("overflow-wrap", "break-word")],
        );
        self.fixed(".list", &[("padding", "0"), ("margin", "0.7em 0")]);
        self.fixed(".list .list", &[("margin-top", "0"), ("margin-bottom", "0")]);
        self.fixed(".tasks", &[("list-style", "none")]);
        self.fixed(".definitions", &[("margin", "0.7em 0")]);
        self.fixed(".definitions dd", &[("margin", "0")]);
        self.fixed(".stanza", &[("margin", "0 0 0.8em 0")]);
        let line = if start == "left" { "padding-left" } else { "padding-right" };
        self.fixed(
            ".line",
            &[("display", "block"), (line, "1.5em"), ("text-indent", "-1.5em")],
        );
        self.fixed(".line + br", &[("display", "none")]);
        self.fixed(
            ".table",
            &[
                ("border-collapse", "collapse"),
                ("margin", "1.4em 0"),
                ("width", "100%"),
                ("text-indent", "0"),
            ],
        );
        self.fixed(
            ".table caption",
            &[("text-align", start), ("padding-bottom", "0.4em")],
        );
        self.fixed(".table .centre", &[("text-align", "center")]);
        self.fixed(".table .end", &[("text-align", end)]);
        let hair = self.line(self.style.rule.hairline);
        self.rule(
            ".table td, .table th",
            &[
                ("padding", "0.3em 0.35em".into()),
                ("vertical-align", "top".into()),
                ("border-bottom", hair.clone()),
            ],
        );
        self.rule(
            ".break",
            &[
                ("border", "0".into()),
                ("border-top", hair.clone()),
                ("width", "4em".into()),
                ("margin", "1.4em auto".into()),
            ],
        );
        let inset = em(self.style.boxout.inset.over(self.style.text.size));
        self.rule(
            ".boxout, .correction",
            &[("border", hair.clone()), ("padding", inset), ("margin", "1.4em 0".into())],
        );
        self.rule(
            ".pull-quote",
            &[
                ("border-top", self.line(self.style.rule.pull_quote)),
                ("padding-top", "0.3em".into()),
            ],
        );
        self.rule(
            ".letter + .letter, .letter + .boxout",
            &[("margin-top", "1.4em".into())],
        );
        self.rule(
            ".notes",
            &[
                ("border-top", hair),
                ("margin-top", "2em".into()),
                ("padding-top", "0.8em".into()),
            ],
        );
        self.fixed(".note", &[("margin-top", "0.5em")]);
    }

    /// The look of a role.
    fn role(&mut self, role: Role, selector: &str, spaced: &str) {
        let look = self.style.role(role);
        let mut out: Vec<Declaration> = vec![];
        out.extend(self.role_family(role, look));
        let size = look.reader_size.get();
        if (size - 1.0).abs() > 0.001 {
            out.push(("font-size", em(size)));
        }
        let leading = look.reader_leading.get();
        if (leading - self.style.reader.leading.get()).abs() > 0.001 {
            out.push(("line-height", number(leading)));
        }
        out.extend(weight(look.weight, role));
        if look.slant == Slant::Italic || role == Role::Term {
            out.push(("font-style", slant(look.slant).to_owned()));
        }
        out.extend(align(look.reader_align, self.sides()));
        out.extend(case(look.case));
        if look.tracking.get() != 0.0 {
            out.push(("letter-spacing", em(look.tracking.get())));
        }
        out.extend(figures(look.figures));
        out.extend(features(&look.features));
        out.push(("text-indent", em(look.reader_indent.get())));
        if look.hyphenate == Hyphenate::Off
            && self.style.reader.hyphenate == Hyphenate::On
        {
            out.push(("hyphens", "none".to_owned()));
        }
        out.extend(keep(look.keep));
        if look.inset.get() > 0.0 {
            let side =
                if self.sides()[0] == "left" { "margin-left" } else { "margin-right" };
            out.push((side, em(look.inset.get())));
        }
        self.rule(selector, &out);
        let [before, after] = self.white(look);
        let mut white = vec![];
        if look.space_before > Abs::ZERO {
            white.push(("margin-top", before));
        }
        if look.space_after > Abs::ZERO {
            white.push(("margin-bottom", after));
        }
        self.rule(spaced, &white);
    }

    fn role_family(&self, role: Role, look: &RoleStyle) -> Option<Declaration> {
        let embedded = self.faces.of_role(role);
        // The text's own family is the reader's choice.
        if embedded.is_none() && look.family == self.style.text.family {
            return None;
        }
        Some(("font-family", self.family(&look.family, embedded)))
    }

    /// The names of a family, the one in the file first.
    fn family(&self, family: &Family, embedded: Option<&str>) -> String {
        let generic = match self.style.families.generic(family) {
            Generic::Serif => "serif",
            Generic::Sans => "sans-serif",
            Generic::Mono => "monospace",
        };
        let plain: String =
            family.0.chars().filter(|c| !"\"\\\n\r".contains(*c)).collect();
        match embedded {
            Some(name) if name != plain => format!("\"{name}\", \"{plain}\", {generic}"),
            _ => format!("\"{plain}\", {generic}"),
        }
    }

    /// White above and below: lines of print as lines of the reader.
    fn white(&self, look: &RoleStyle) -> [String; 2] {
        [look.space_before, look.space_after].map(|white| {
            let lines = white.over(self.style.text.leading);
            let size = look.reader_size.get().max(0.1);
            em(lines * self.style.reader.leading.get() / size)
        })
    }

    /// A rule of the paper, as thick beside the text as in print.
    fn line(&self, thickness: Abs) -> String {
        match thickness {
            Abs::ZERO => "0".to_owned(),
            _ => {
                format!("{} solid currentColor", em(thickness.over(self.style.text.size)))
            }
        }
    }

    /// What the EPUB alone has: bars, fronts, labels.
    fn own(&mut self) {
        let sans = self.style.role(Role::Caption);
        let mut small = vec![("text-indent", "0".to_owned())];
        small.extend(self.role_family(Role::Caption, sans));
        small.extend(figures(Figures::Lining));
        self.rule(
            ".x-meta, .x-bar, .x-paper, .x-label, .x-placeholder, .x-notice",
            &small,
        );
        self.head();
        self.bars();
        self.fronts();
        self.labels();
    }

    fn head(&mut self) {
        self.fixed(".article header", &[("margin", "1.4em 0 1.5em 0")]);
        self.fixed(".kicker", &[("margin-bottom", "0.3em")]);
        self.fixed("p.byline", &[("margin", "0.9em 0 0 0")]);
        self.fixed(".x-meta", &[("font-size", "0.8em"), ("margin", "0.15em 0 0 0")]);
        self.fixed(".dateline", &[("margin-top", "0.6em")]);
        self.fixed(".crosshead, .subhead", &[("margin-bottom", "0.2em")]);
        self.fixed(".boxout-title, .listing-title", &[("margin-bottom", "0.25em")]);
        self.fixed(".figure img", &[("display", "block")]);
        self.fixed("figcaption", &[("margin-top", "0.45em")]);
        self.fixed(".credit", &[("margin-top", "0.2em")]);
        self.fixed(".attribution", &[("margin-top", "0.3em"), ("font-style", "normal")]);
        self.fixed(".signature", &[("margin-top", "0.4em")]);
        self.fixed(".signature .place", &[("font-weight", "normal")]);
    }

    fn bars(&mut self) {
        let [start, end] = self.sides();
        let hair = self.line(self.style.rule.hairline);
        self.rule(
            ".x-bar",
            &[
                ("border-top", hair.clone()),
                ("border-bottom", hair),
                ("margin", "1.2em 0".into()),
                ("font-size", "0.8em".into()),
                ("line-height", "1.4".into()),
            ],
        );
        self.fixed(
            ".x-bar ul",
            &[
                ("display", "table"),
                ("width", "100%"),
                ("margin", "0"),
                ("padding", "0"),
                ("list-style", "none"),
            ],
        );
        self.fixed(".x-bar li", &[("display", "table-cell"), ("vertical-align", "top")]);
        self.fixed(
            ".x-bar a",
            &[("display", "block"), ("padding", "0.6em 0"), ("text-decoration", "none")],
        );
        self.fixed(".x-previous", &[("width", "42%"), ("text-align", start)]);
        self.fixed(".x-section a", &[("padding", "0.6em 0.8em")]);
        self.fixed(".x-section", &[("text-align", "center")]);
        self.fixed(".x-next", &[("width", "42%"), ("text-align", end)]);
    }

    /// Section fronts, contents and title page.
    fn fronts(&mut self) {
        let head = self.style.role(Role::Headline);
        let mut name: Vec<Declaration> = vec![
            ("font-size", "1.95em".into()),
            ("line-height", "1.1".into()),
            ("text-indent", "0".into()),
            ("border-bottom", self.line(self.style.rule.article)),
            ("padding-bottom", "0.2em".into()),
            ("margin", "0 0 0.6em 0".into()),
        ];
        let mut entry: Vec<Declaration> = vec![
            ("font-size", "1.35em".into()),
            ("line-height", "1.15".into()),
            ("text-indent", "0".into()),
        ];
        for rule in [&mut name, &mut entry] {
            rule.extend(self.role_family(Role::Headline, head));
            rule.extend(weight(head.weight, Role::Headline));
            rule.extend(figures(head.figures));
            rule.push(("letter-spacing", em(head.tracking.get())));
        }
        self.rule(".section-name", &name);
        self.rule(".entry-headline", &entry);
        let hair = self.line(self.style.rule.hairline);
        self.fixed(".front, .contents, .title", &[("margin-top", "1.5em")]);
        self.fixed(".x-paper", &[("font-size", "0.8em"), ("margin", "0")]);
        self.rule(".entry + .entry", &[("border-top", hair.clone())]);
        self.fixed(
            ".entry",
            &[
                ("padding", "0.9em 0 1em 0"),
                ("page-break-inside", "avoid"),
                ("break-inside", "avoid"),
            ],
        );
        self.fixed(".entry a", &[("text-decoration", "none")]);
        self.fixed(
            ".entry-standfirst",
            &[("margin", "0.25em 0 0 0"), ("text-indent", "0")],
        );
        self.fixed(".entry .x-meta", &[("margin-top", "0.4em")]);
        self.fixed(".entry .byline", &[("font-size", "1em")]);
        self.fixed(
            ".contents ol",
            &[
                ("list-style", "none"),
                ("margin", "0"),
                ("padding", "0"),
                ("text-indent", "0"),
            ],
        );
        let inner =
            if self.sides()[0] == "left" { "0 0 0.6em 1.2em" } else { "0 1.2em 0.6em 0" };
        self.fixed(".contents ol ol", &[("margin", inner)]);
        self.fixed(
            ".contents a",
            &[("display", "block"), ("padding", "0.25em 0"), ("text-decoration", "none")],
        );
        self.rule(
            ".masthead",
            &[
                ("border-bottom", self.line(self.style.rule.masthead)),
                ("padding-bottom", "0.15em".into()),
                ("margin", "0 0 0.4em 0".into()),
            ],
        );
        self.fixed(".title", &[("text-indent", "0")]);
        self.rule(".imprint", &[("margin-top", "1.2em".into())]);
        self.fixed(
            ".cover",
            &[("margin", "0"), ("padding", "0"), ("text-align", "center")],
        );
        self.fixed(".cover p", &[("margin", "0"), ("text-indent", "0")]);
    }

    fn labels(&mut self) {
        self.fixed(
            ".x-label",
            &[("font-size", "0.8em"), ("font-weight", "700"), ("margin-bottom", "0.3em")],
        );
        self.fixed(".x-notice", &[("margin-top", "1em")]);
        self.fixed(
            ".x-back",
            &[
                ("font-weight", "700"),
                ("text-decoration", "none"),
                ("padding", "0 0.3em 0 0"),
            ],
        );
        let mut heading = vec![
            ("font-size", "1.1em".to_owned()),
            ("font-weight", "700".to_owned()),
            ("margin", "0 0 0.3em 0".to_owned()),
            ("text-indent", "0".to_owned()),
        ];
        heading
            .extend(self.role_family(Role::Crosshead, self.style.role(Role::Crosshead)));
        self.rule(".x-heading", &heading);
        self.rule(
            ".x-placeholder",
            &[
                ("border", self.line(self.style.rule.hairline)),
                ("padding", "1em".into()),
                ("font-size", "0.85em".into()),
            ],
        );
    }
}

fn face_weight(weight: Weight) -> String {
    match weight {
        Weight::REGULAR => "normal".to_owned(),
        Weight::BOLD => "bold".to_owned(),
        Weight(weight) => weight.to_string(),
    }
}

fn weight(weight: Weight, role: Role) -> Option<Declaration> {
    // Heads of tables are bold where nothing is said.
    let plain = weight == Weight::REGULAR && role != Role::TableHead;
    (!plain).then(|| ("font-weight", weight.0.to_string()))
}

fn slant(slant: Slant) -> &'static str {
    match slant {
        Slant::Upright => "normal",
        Slant::Italic => "italic",
    }
}

fn align(align: Align, sides: [&'static str; 2]) -> Option<Declaration> {
    let value = match align {
        Align::Justify => "justify",
        // Even where reading starts is the custom: an article of the other direction
        // keeps its own.
        Align::Start => return None,
        Align::Centre => "center",
        Align::End => sides[1],
    };
    Some(("text-align", value.to_owned()))
}

fn case(case: Case) -> Option<Declaration> {
    match case {
        Case::AsWritten => None,
        Case::Capitals => Some(("text-transform", "uppercase".to_owned())),
        Case::SmallCapitals => Some(("font-variant", "small-caps".to_owned())),
    }
}

fn figures(figures: Figures) -> Option<Declaration> {
    let value = match figures {
        Figures::OldStyle => "oldstyle-nums proportional-nums",
        Figures::Lining => "lining-nums proportional-nums",
        Figures::Tabular => "lining-nums tabular-nums",
    };
    Some(("font-variant-numeric", value.to_owned()))
}

fn features(features: &[String]) -> Option<Declaration> {
    let known: Vec<String> = features
        .iter()
        .filter(|tag| tag.len() == 4 && tag.bytes().all(|b| b.is_ascii_alphanumeric()))
        .map(|tag| format!("\"{tag}\" 1"))
        .collect();
    (!known.is_empty()).then(|| ("font-feature-settings", known.join(", ")))
}

/// Old readers know the names of CSS 2 only.
fn keep(keep: Keep) -> Vec<Declaration> {
    let avoid = |property| (property, "avoid".to_owned());
    match keep {
        Keep::Free => vec![],
        Keep::WithNext => vec![avoid("page-break-after"), avoid("break-after")],
        Keep::Whole => vec![avoid("page-break-inside"), avoid("break-inside")],
    }
}

fn em(value: f64) -> String {
    match number(value).as_str() {
        "0" => "0".to_owned(),
        number => format!("{number}em"),
    }
}

/// Three decimals, no more than needed.
fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
