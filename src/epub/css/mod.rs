//! The style sheet of the EPUB, made from the style of the paper.
//!
//! Sizes are relative to the reader's own text, its face is the reader's unless the style
//! embeds one. No colours: light, dark and sepia are the reader's choice, and lines take
//! the colour of the text. Nothing that a store refuses: no variables, no queries, nothing
//! logical where left and right will do.

mod value;

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::model::{Direction, Issue, JOINED, Role};
use crate::style::{Align, Family, Generic, Hyphenate, RoleStyle, Slant, Style};
use crate::unit::Abs;

use self::value::{
    Declaration, align, case, em, face_weight, features, figures, keep, number, slant,
    weight,
};
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

/// The style sheet of an issue.
pub(super) fn sheet(issue: &Issue, style: &Style, faces: &Faces) -> String {
    let direction = issue.direction;
    let mut css = Sheet { text: String::new(), style, faces, direction };
    css.faces();
    css.ground();
    css.house(include_str!("elements.css"));
    for (role, selector, spaced) in SELECTORS {
        css.role(*role, selector, spaced);
    }
    css.house(include_str!("parts.css"));
    css.joined();
    css.upright(issue);
    css.text
}

/// Languages whose scripts have no italics: slanted, their letters are only out of shape.
const UPRIGHT: &[&str] =
    &["ar", "fa", "he", "hi", "ja", "ko", "ps", "th", "ug", "ur", "yi", "zh"];

/// Roles that stand inside another one's element: their size is relative to its.
const INSIDE: &[(Role, Role)] = &[
    (Role::Attribution, Role::PullQuote),
    (Role::BoxoutTitle, Role::Boxout),
    (Role::LetterTitle, Role::Letter),
    (Role::Signature, Role::Letter),
    (Role::ListingTitle, Role::Listing),
];

struct Sheet<'a> {
    text: String,
    style: &'a Style,
    faces: &'a Faces,
    direction: Direction,
}

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
            // Nothing may stand beyond the edge: a word too long for the line is cut.
            ("word-wrap", "break-word".to_owned()),
            ("overflow-wrap", "break-word".to_owned()),
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
        let [before, after] = self.white(Role::Body);
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

    /// The look of a role, and white around it.
    fn role(&mut self, role: Role, selector: &str, spaced: &str) {
        let look = self.style.role(role);
        let mut out = self.letters(role, look);
        out.extend(self.lines(role, look));
        self.rule(selector, &out);
        if look.slant == Slant::Italic {
            self.fixed(&format!("{selector} em"), &[("font-style", "normal")]);
        }
        let [before, after] = self.white(role);
        let mut white = vec![];
        if look.space_before > Abs::ZERO {
            white.push(("margin-top", before));
        }
        if look.space_after > Abs::ZERO {
            white.push(("margin-bottom", after));
        }
        self.rule(spaced, &white);
    }

    /// What the letters of a role look like.
    fn letters(&self, role: Role, look: &RoleStyle) -> Vec<Declaration> {
        let mut out: Vec<Declaration> = vec![];
        out.extend(self.role_family(role, look));
        let size = self.size(role);
        if (size - 1.0).abs() > 0.001 {
            out.push(("font-size", em(size)));
        }
        out.extend(weight(look.weight, role));
        let nested = INSIDE.iter().any(|(inner, _)| *inner == role);
        if look.slant == Slant::Italic || nested {
            out.push(("font-style", slant(look.slant).to_owned()));
        }
        out.extend(case(look.case));
        if look.tracking.get() != 0.0 {
            out.push(("letter-spacing", em(look.tracking.get())));
        }
        out.extend(figures(look.figures));
        out.extend(features(&look.features));
        out
    }

    /// How the lines of a role stand.
    fn lines(&self, role: Role, look: &RoleStyle) -> Vec<Declaration> {
        let mut out: Vec<Declaration> = vec![];
        let leading = look.reader_leading.get();
        if (leading - self.style.reader.leading.get()).abs() > 0.001 {
            out.push(("line-height", number(leading)));
        }
        match (role, look.reader_align) {
            // Readers centre the heads of tables where nothing is said.
            (Role::TableHead, Align::Start) => {
                out.push(("text-align", self.sides()[0].to_owned()));
            }
            (_, Align::Start) => out.extend(self.ragged()),
            (_, to) => out.extend(align(to, self.sides())),
        }
        out.push(("text-indent", em(look.reader_indent.get())));
        if look.inset.get() > 0.0 {
            let left = self.sides()[0] == "left";
            let side = if left { "margin-left" } else { "margin-right" };
            out.push((side, em(look.inset.get())));
        }
        if (look.hyphenate, self.style.reader.hyphenate)
            == (Hyphenate::Off, Hyphenate::On)
        {
            out.push(("hyphens", "none".to_owned()));
        }
        out.extend(keep(look.keep));
        out
    }

    /// Even where reading starts, beside text that is not: for readers that know no
    /// `start`, on the side of the issue.
    fn ragged(&self) -> Vec<Declaration> {
        match self.style.reader.align {
            Align::Start => vec![],
            _ => [self.sides()[0], "start"].map(|to| ("text-align", to.into())).into(),
        }
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

    /// The size of a role, relative to the element it stands in.
    fn size(&self, role: Role) -> f64 {
        let own = self.style.role(role).reader_size.get();
        let outer = INSIDE.iter().find(|(inner, _)| *inner == role);
        own / outer.map_or(1.0, |(_, o)| self.style.role(*o).reader_size.get()).max(0.1)
    }

    /// White above and below: lines of print as lines of the reader.
    fn white(&self, role: Role) -> [String; 2] {
        let look = self.style.role(role);
        [look.space_before, look.space_after].map(|white| {
            let lines = white.over(self.style.text.leading);
            let size = look.reader_size.get().max(0.1);
            em(lines * self.style.reader.leading.get() / size)
        })
    }

    /// Nothing is slanted in an article whose script has no italics; what is stressed there
    /// is bold.
    fn upright(&mut self, issue: &Issue) {
        let langs: BTreeSet<&str> =
            issue.articles().map(|article| issue.lang_of(article).base()).collect();
        let langs: Vec<&str> =
            langs.into_iter().filter(|lang| UPRIGHT.contains(lang)).collect();
        let all = |element: &str| {
            let each: Vec<String> =
                langs.iter().map(|lang| format!("{element}:lang({lang})")).collect();
            each.join(", ")
        };
        if !langs.is_empty() {
            self.fixed(&all(""), &[("font-style", "normal")]);
            self.fixed(&all("em"), &[("font-style", "normal"), ("font-weight", "bold")]);
        }
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

    /// A sheet of the house: what does not follow from any role. Names after `$` stand for
    /// the sides of the issue's direction, the rules of the paper and the looks of roles.
    fn house(&mut self, sheet: &str) {
        let [start, end] = self.sides();
        let rules = &self.style.rule;
        let names = [
            ("$start", start.to_owned()),
            ("$end", end.to_owned()),
            ("$hairline", self.line(rules.hairline)),
            ("$thick", self.line(rules.article)),
            ("$quote", self.line(rules.pull_quote)),
            ("$inset", em(self.style.boxout.inset.over(self.style.text.size))),
            ("$sans", self.borrowed(Role::Caption)),
            ("$headline", self.borrowed(Role::Headline)),
            ("$crosshead", self.borrowed(Role::Crosshead)),
            ("$ragged", lines_of(&self.ragged())),
        ];
        let mut text = sheet.to_owned();
        for (name, value) in names {
            text = text.replace(name, &value);
        }
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.for_each(|line| {
            self.text.push_str(line);
            self.text.push('\n');
        });
    }

    /// Letters that join are never parted. The last rule of the sheet: it wins over those
    /// of roles, which are as specific.
    fn joined(&mut self) {
        let langs: Vec<String> =
            JOINED.iter().map(|lang| format!(":lang({lang})")).collect();
        self.fixed(&langs.join(", "), &[("letter-spacing", "normal")]);
    }

    /// The face of a role for a part that is none: its declarations on lines of their own.
    fn borrowed(&self, role: Role) -> String {
        let look = self.style.role(role);
        let mut out: Vec<Declaration> =
            self.role_family(role, look).into_iter().collect();
        out.extend(figures(look.figures));
        if role == Role::Headline {
            out.extend(weight(look.weight, role));
            out.push(("letter-spacing", em(look.tracking.get())));
        }
        lines_of(&out)
    }
}

/// Declarations on lines of their own.
fn lines_of(declarations: &[Declaration]) -> String {
    let lines: Vec<String> =
        declarations.iter().map(|(p, v)| format!("{p}: {v};")).collect();
    lines.join("\n  ")
}
