//! What concerns the printed page: sheet, grid, spaces, furniture, make-up, press.

use super::Resolver;
use crate::diag::{Code, Diagnostic};
use crate::style::code;
use crate::style::value::{Base, Measure, PAPERS};
use crate::style::{
    BookletMade, BookletStyle, Flip, Furniture, Give, Grid, HeadStep, Justification,
    LimitsStyle, MakeupMode, MakeupStyle, PageStyle, PressMarks, PressStandard,
    PressStyle, Protrusion,
};
use crate::unit::{Abs, Em, Ratio, Sides, Size};

/// A line may lack this much: page sizes in whole millimetres are no whole points.
const ROUNDING: f64 = 0.05;

impl Resolver<'_> {
    pub(super) fn page(&self) -> PageStyle {
        let fixed = Base { em: Abs::ZERO, line: Abs::ZERO };
        let size = self.value("page.size").measures();
        PageStyle {
            size: Size::new(size[0].abs(fixed), size[1].abs(fixed)),
            margins: Sides {
                top: self.fixed("page.top"),
                foot: self.fixed("page.foot"),
                inside: self.fixed("page.inside"),
                outside: self.fixed("page.outside"),
            },
            bleed: self.fixed("page.bleed"),
            multiple: self.count("page.multiple"),
        }
    }

    /// The grid, and the page with what the grid leaves over added to its foot.
    pub(super) fn grid(
        &mut self,
        mut page: PageStyle,
        line: Abs,
        size: Abs,
    ) -> (PageStyle, Grid) {
        let columns = self.count("grid.columns");
        let gutter = self.fixed("grid.gutter");
        let line = line.max(Abs::raw(1));

        let width = page.size.width - page.margins.inside - page.margins.outside;
        let column = (width - gutter * i64::from(columns - 1)) / i64::from(columns);
        // Less than the widest letters and a hyphen: nothing could be set.
        if column < size * 2 {
            let paths = [
                "grid.columns",
                "grid.gutter",
                "page.inside",
                "page.outside",
                "page.size",
            ];
            self.room(
                "columns are narrower than two letters",
                &paths,
                "margins or columns",
            );
        }

        let height = page.size.height - page.margins.top - page.margins.foot;
        let lines = (height + Abs::pt(ROUNDING)).whole(line);
        let kept = ["masthead-lines", "front-foot-lines", "head-lines", "foot-lines"]
            .map(|key| i64::from(self.count(&format!("furniture.{key}"))));
        if lines <= (kept[0] + kept[1]).max(kept[2] + kept[3]) {
            let paths = [
                "page.foot",
                "page.top",
                "page.size",
                "grid.leading",
                "furniture.masthead-lines",
                "furniture.head-lines",
                "furniture.front-foot-lines",
                "furniture.foot-lines",
            ];
            self.room("the page has no line for text", &paths, "margins or furniture");
        }
        let lines = u32::try_from(lines).unwrap_or(0);
        page.margins.foot = page.size.height - page.margins.top - line * i64::from(lines);
        (page, Grid { columns, gutter, leading: line, lines })
    }

    fn room(&mut self, message: &str, paths: &[&str], less: &str) {
        let error = Diagnostic::error(code::ROOM, message).at(self.span(paths));
        self.found.push(error.hint(format!("take less for {less}, or larger paper")));
    }

    pub(super) fn justification(&self, base: Base) -> Justification {
        let shares = |path| give(self.value(path).measures(), |m| Ratio::new(m.share()));
        let letter = self.value("justification.letter").measures();
        let first = self.value("justification.spaces-first").measures();
        let first = |at: usize| Ratio::new(first[at].share());
        Justification {
            word: shares("justification.word"),
            letter: give(letter, |m| Em::new(m.em(base))),
            glyph: shares("justification.glyph"),
            spaces_first: (first(0), first(1)),
        }
    }

    pub(super) fn protrusion(&self) -> Protrusion {
        let table = |start: &str| {
            let pairs = self.below(start).filter_map(|(name, setting)| {
                let pair = setting.value.measures();
                let share = |i: usize| Ratio::new(pair[i].share());
                Some((name.chars().next()?, (share(0), share(1))))
            });
            pairs.collect()
        };
        Protrusion {
            amount: self.ratio("protrusion.amount"),
            table: table("protrusion.characters."),
            italic: table("protrusion.italic."),
        }
    }

    pub(super) fn furniture(&self) -> Furniture {
        let one = |path| self.templates(path)[0].clone();
        Furniture {
            masthead_lines: self.count("furniture.masthead-lines"),
            issue_line: self.three("furniture.issue-line"),
            front_foot_lines: self.count("furniture.front-foot-lines"),
            front_foot: self.three("furniture.front-foot"),
            head_lines: self.count("furniture.head-lines"),
            running_head: self.three("furniture.running-head"),
            foot_lines: self.count("furniture.foot-lines"),
            foot: self.three("furniture.foot"),
            jump: one("furniture.jump"),
            jump_from: one("furniture.jump-from"),
        }
    }

    pub(super) fn makeup(&mut self, line: Abs) -> MakeupStyle {
        MakeupStyle {
            mode: match self.text("makeup.mode") {
                "running" => MakeupMode::Running,
                _ => MakeupMode::Modules,
            },
            heads: self.heads(line),
            one_column_head: self.fixed("makeup.one-column-head"),
            head_lines: self.count("makeup.head-lines"),
            one_column_head_lines: self.count("makeup.one-column-head-lines"),
            head_fill: self.ratio("makeup.head-fill"),
            wide_standfirst: self.fixed("makeup.wide-standfirst"),
            min_leg: self.count("makeup.min-leg"),
        }
    }

    fn heads(&mut self, line: Abs) -> Vec<HeadStep> {
        let fixed = Base { em: Abs::ZERO, line: Abs::ZERO };
        let step = |(size, lines): &(Measure, Measure)| HeadStep {
            size: size.abs(fixed),
            half_lines: (lines.number * 2.0) as u32,
        };
        let heads: Vec<HeadStep> =
            self.value("makeup.heads").heads().iter().map(step).collect();
        let span = self.span(&["makeup.heads"]);
        let mut wrong = |code: Code, message: &str, hint: &str| {
            self.found.push(Diagnostic::error(code, message).at(span).hint(hint));
        };
        if heads.is_empty() {
            wrong(code::HEADS, "`makeup.heads` has no size", "write `33pt/3line`");
        }
        if heads.windows(2).any(|pair| pair[0].size <= pair[1].size) {
            let message = "the sizes of `makeup.heads` do not fall";
            wrong(code::HEADS, message, "begin with the largest");
        }
        for step in heads.iter().filter(|h| h.leading(line) < h.size.scale(0.9)) {
            let message = format!("the lines of headlines of {:?} overlap", step.size);
            let hint = format!("they take only {:?} each", step.leading(line));
            let warning = Diagnostic::warning(code::OVERLAP, message);
            self.found.push(warning.at(span).hint(hint));
        }
        heads
    }

    pub(super) fn limits(&self) -> LimitsStyle {
        LimitsStyle {
            wide: self.ratio("limits.wide"),
            hyphens: self.ratio("limits.hyphens"),
            runts: self.count("limits.runts"),
            widows: self.count("limits.widows"),
            orphans: self.count("limits.orphans"),
        }
    }

    pub(super) fn press(&self) -> PressStyle {
        let profile = self.text("press.profile");
        let limit = self.count("press.ink-limit");
        PressStyle {
            profile: (!profile.is_empty()).then(|| profile.to_owned()),
            standard: match self.text("press.standard") {
                "x1a" => PressStandard::X1a,
                _ => PressStandard::X4,
            },
            ink_limit: u16::try_from(limit).expect("inks go to 400"),
            colour_pages: self.counts("press.colour-pages").to_vec(),
            marks: match self.text("press.marks") {
                "crop" => PressMarks::Crop,
                "all" => PressMarks::All,
                _ => PressMarks::None,
            },
            resolution: u16::try_from(self.count("press.resolution"))
                .expect("resolutions go to 1200"),
            inks_from: self.fixed("press.inks-from"),
            rule: self.fixed("press.rule"),
        }
    }

    pub(super) fn booklet(&self) -> BookletStyle {
        let sheet = self.text("booklet.sheet");
        let sheet = PAPERS.iter().find(|(name, ..)| *name == sheet);
        BookletStyle {
            made: match self.switch("booklet.made") {
                true => BookletMade::Always,
                false => BookletMade::OnRequest,
            },
            sheet: sheet
                .map(|(_, width, height)| Size::new(Abs::mm(*width), Abs::mm(*height))),
            flip: match self.text("booklet.flip") {
                "long" => Flip::Long,
                _ => Flip::Short,
            },
            paper: self.fixed("booklet.paper"),
        }
    }
}

fn give<T>(of: &[Measure], read: impl Fn(Measure) -> T) -> Give<T> {
    Give { min: read(of[0]), best: read(of[1]), max: read(of[2]) }
}
