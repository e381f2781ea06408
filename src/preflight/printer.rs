//! The rules of printers, for a finished PDF: what comes out wrong on the press, or is
//! sent back.

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::pdf::{Facts, FontFacts, PageFacts, Paint, Place};
use crate::style::PressStyle;

/// What a press takes.
#[derive(Copy, Clone, Debug)]
pub(super) struct Limits {
    /// The most ink on one spot, in thousandths of one.
    ink: u32,
    /// The fewest dots an inch.
    resolution: f64,
    /// The least size of letters in several inks, in points.
    inks_from: f64,
    /// The least thickness of a rule, in points.
    rule: f64,
    /// The number of pages is a multiple of this.
    multiple: usize,
}

impl Limits {
    pub(super) fn of(press: &PressStyle, multiple: u32) -> Self {
        Self {
            ink: u32::from(press.ink_limit) * 10,
            resolution: f64::from(press.resolution),
            inks_from: press.inks_from.to_pt(),
            rule: press.rule.to_pt(),
            multiple: multiple.max(1) as usize,
        }
    }
}

/// Lengths in a file are rounded to hundredths of a point.
const ROUNDING: f64 = 0.011;

/// Looks at a file for the press.
pub(super) fn look(facts: &Facts, limits: Limits, found: &mut Diagnostics) {
    file(facts, limits, found);
    let mut seen = vec![];
    for page in &facts.pages {
        let mut page = Page { page, limits, seen: &mut seen };
        page.boxes();
        page.colours();
        page.letters();
        page.rules();
        page.pictures();
        page.annotations();
    }
    found.extend(seen.into_iter().map(Sighting::tell));
}

/// Something that is wrong in one or more places, told once.
struct Sighting {
    severity: Severity,
    code: &'static str,
    what: String,
    hint: String,
    /// Where it is first.
    place: String,
    times: usize,
}

impl Sighting {
    fn tell(self) -> Diagnostic {
        let more = match self.times {
            1 => String::new(),
            2 => ", and once more".to_owned(),
            times => format!(", and {} more times", times - 1),
        };
        let message = format!("{}: {}{more}", self.what, self.place);
        let finding = match self.severity {
            Severity::Error => Diagnostic::error(Code(self.code), message),
            _ => Diagnostic::warning(Code(self.code), message),
        };
        finding.hint(self.hint)
    }
}

fn file(facts: &Facts, limits: Limits, found: &mut Diagnostics) {
    if facts.press.is_none() {
        found.push(
            Diagnostic::warning(
                Code("c-070"),
                "the file claims no standard of the press",
            )
            .hint("make it with `wwpub pdf --for press`, or export it as PDF/X-4"),
        );
    } else if facts.intent.is_none_or(|inks| inks != 0 && inks != 4) {
        let message = "the file does not say which press its inks are for";
        found.push(
            Diagnostic::error(Code("c-071"), message)
                .hint("export it with the printer's profile as output intent"),
        );
    }
    for font in facts.fonts.iter().filter(|font| !is_embedded(font)) {
        let message = format!("the face `{}` is not in the file", font.name);
        found.push(
            Diagnostic::error(Code("c-072"), message)
                .hint("export it again with all faces embedded"),
        );
    }
    let (pages, multiple) = (facts.pages.len(), limits.multiple);
    if !pages.is_multiple_of(multiple) {
        let message = format!("{pages} pages are no multiple of {multiple}");
        found.push(
            Diagnostic::warning(Code("c-073"), message)
                .hint(format!("set `page.multiple = {multiple}` in the style")),
        );
    }
}

fn is_embedded(font: &FontFacts) -> bool {
    font.program.is_some()
}

struct Page<'a> {
    page: &'a PageFacts,
    limits: Limits,
    seen: &'a mut Vec<Sighting>,
}

impl Page<'_> {
    /// `page 5, 120 mm from the left and 44 mm from the top`.
    fn place(&self, [x, y]: Place) -> String {
        let boxes = &self.page.boxes;
        let [left, _, _, top] =
            boxes.trim.or(boxes.media).unwrap_or_default().map(f64::from);
        let mm = |points: f64| (points * 25.4 / 72.0).round();
        let (x, y, page) = (mm(x - left), mm(top - y), &self.page.label);
        format!("page {page}, {x} mm from the left and {y} mm from the top")
    }

    fn see(
        &mut self,
        (severity, code): (Severity, &'static str),
        what: String,
        hint: impl Into<String>,
        place: String,
    ) {
        match self.seen.iter_mut().find(|s| s.code == code && s.what == what) {
            Some(sighting) => sighting.times += 1,
            None => {
                let hint = hint.into();
                self.seen.push(Sighting { severity, code, what, hint, place, times: 1 });
            }
        }
    }

    fn warn(&mut self, code: &'static str, what: String, hint: &str, at: Place) {
        let place = self.place(at);
        self.see((Severity::Warning, code), what, hint, place);
    }

    fn boxes(&mut self) {
        let boxes = &self.page.boxes;
        let holds = |outer: Option<[f32; 4]>, inner: Option<[f32; 4]>| {
            let (Some(outer), Some(inner)) = (outer, inner) else { return true };
            outer[0] <= inner[0] + 0.01
                && outer[1] <= inner[1] + 0.01
                && outer[2] >= inner[2] - 0.01
                && outer[3] >= inner[3] - 0.01
        };
        let wrong = match () {
            () if boxes.trim.is_none() => "nothing says where the page is cut",
            () if !holds(boxes.bleed, boxes.trim) => "the page is larger than its bleed",
            () if !holds(boxes.media, boxes.bleed) => "the bleed goes beyond the sheet",
            () if !holds(boxes.media, boxes.trim) => "the page is larger than its sheet",
            () => return,
        };
        let hint = "export it with trim box, bleed box and sheet";
        let place = format!("page {}", self.page.label);
        self.see((Severity::Error, "c-074"), wrong.to_owned(), hint, place);
    }

    fn colours(&mut self) {
        for (paint, at) in &self.page.plates.paints {
            match paint {
                Paint::Screen(_) => self.screen_colour("a colour of screens", *at),
                Paint::Inks(inks) => {
                    let total: u32 = inks.iter().map(|ink| u32::from(*ink)).sum();
                    // Registration marks are outside the page and of all inks.
                    if total > self.limits.ink && self.is_on_page(*at) {
                        let what = format!("{} % of ink", total / 10);
                        let hint = format!("the paper bears {} %", self.limits.ink / 10);
                        self.warn("c-076", what, &hint, *at);
                    }
                }
                Paint::Named(_) => {}
            }
        }
    }

    fn screen_colour(&mut self, what: &str, at: Place) {
        let place = self.place(at);
        let hint = "export it in the inks of the press";
        self.see((Severity::Error, "c-075"), what.to_owned(), hint, place);
    }

    fn is_on_page(&self, [x, y]: Place) -> bool {
        let Some(trim) = self.page.boxes.trim else { return true };
        let [left, foot, right, top] = trim.map(f64::from);
        (left..=right).contains(&x) && (foot..=top).contains(&y)
    }

    fn letters(&mut self) {
        for letters in &self.page.plates.letters {
            let Paint::Inks(inks) = letters.paint else { continue };
            let count = inks.iter().filter(|ink| **ink > 0).count();
            let small = letters.size + ROUNDING < self.limits.inks_from;
            let size = (letters.size * 10.0).round() / 10.0;
            if count > 1 && inks[3] >= 900 {
                let what = format!("black letters of {size} pt with other inks below");
                let hint = "set text in black alone: plates never meet exactly";
                self.warn("c-078", what, hint, letters.place);
            } else if count > 1 && small {
                let what = format!("letters of {size} pt in {count} inks");
                let least = self.limits.inks_from;
                let hint = format!("set them in one ink, or from {least} pt on");
                self.warn("c-077", what, &hint, letters.place);
            }
        }
    }

    fn rules(&mut self) {
        for rule in &self.page.plates.rules {
            let thin = rule.thickness + ROUNDING < self.limits.rule;
            if thin && self.is_on_page(rule.place) {
                let what = format!("a rule of {:.2} pt", rule.thickness);
                let hint = format!("make it {} pt or thicker", self.limits.rule);
                self.warn("c-079", what, &hint, rule.place);
            }
        }
    }

    fn pictures(&mut self) {
        for picture in &self.page.plates.pictures {
            let asked = self.limits.resolution;
            if picture.resolution + 0.5 < asked {
                let dots = picture.resolution;
                let what = format!("a picture of {dots:.0} dots an inch on paper");
                let hint = format!(
                    "use a larger file or show it smaller: {asked} dots are asked for"
                );
                self.warn("c-080", what, &hint, picture.place);
            }
            if picture.space == "DeviceRGB" || picture.space == "CalRGB" {
                self.screen_colour("a picture in colours of screens", picture.place);
            }
        }
    }

    fn annotations(&mut self) {
        if self.page.annotations > 0 {
            let what = "links or notes on the page".to_owned();
            let hint = "presses take none: `wwpub pdf --for press` leaves them out";
            let place = format!("page {}", self.page.label);
            self.see((Severity::Warning, "c-081"), what, hint, place);
        }
    }
}
