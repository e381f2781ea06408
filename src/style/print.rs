//! What concerns the printed page: paper, grid, spaces, furniture, make-up, press.

use std::collections::BTreeMap;

use super::template::Template;
use super::text::Slant;
use crate::unit::{Abs, Em, Ratio, Sides, Size};

/// The sheet of paper, trimmed.
#[derive(Clone, Debug, PartialEq)]
pub struct PageStyle {
    /// Trimmed size.
    pub size: Size,
    /// White around the type area. The foot has at least what the sheet asks for, and
    /// what the grid leaves over: the type area is a whole number of lines.
    pub margins: Sides<Abs>,
    /// What is printed beyond the trim.
    pub bleed: Abs,
    /// The number of pages is a multiple of this.
    pub multiple: u32,
}

/// Columns and baseline grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Columns across the type area.
    pub columns: u32,
    /// White between columns.
    pub gutter: Abs,
    /// From baseline to baseline: the height of a grid line.
    pub leading: Abs,
    /// Grid lines from the top margin to the foot margin, furniture included.
    pub lines: u32,
}

/// Least, best and most of something that gives.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Give<T> {
    /// The least.
    pub min: T,
    /// Where nothing pulls.
    pub best: T,
    /// The most.
    pub max: T,
}

/// How far spaces and letters may give in justified lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Justification {
    /// The space between words, as a share of the font's own. The least is hard; beyond
    /// the most a line is loose, and set so only where nothing else helps.
    pub word: Give<Ratio>,
    /// White added between letters.
    pub letter: Give<Em>,
    /// The width of the letters themselves.
    pub glyph: Give<Ratio>,
    /// Down to and up to these multiples spaces give alone, before the letters do.
    pub spaces_first: (Ratio, Ratio),
}

/// How far characters hang into the margin where a line begins and where it ends, as
/// shares of their own widths.
pub type Hang = (Ratio, Ratio);

/// How far characters hang into the margin.
#[derive(Clone, Debug, PartialEq)]
pub struct Protrusion {
    /// How much of the tables is used: 0 for none, 1 for all.
    pub amount: Ratio,
    /// By character.
    pub table: BTreeMap<char, Hang>,
    /// By character of italic faces, where it differs.
    pub italic: BTreeMap<char, Hang>,
}

impl Protrusion {
    /// How far a character hangs where a line begins and where it ends, for lines of
    /// either direction; nothing for characters outside the tables. The soft hyphen
    /// hangs like the hyphen that is set for it.
    pub fn of(&self, c: char, slant: Slant) -> Hang {
        let c = if matches!(c, '\u{ad}' | '\u{2010}') { '-' } else { c };
        let own = match slant {
            Slant::Italic => self.italic.get(&c).or_else(|| self.table.get(&c)),
            Slant::Upright => self.table.get(&c),
        };
        let (start, end) = own.copied().unwrap_or_default();
        let share = |side: Ratio| Ratio::new(side.get() * self.amount.get());
        (share(start), share(end))
    }
}

/// What stands on every page.
#[derive(Clone, Debug, PartialEq)]
pub struct Furniture {
    /// Grid lines of page 1 for issue line, masthead, the rule under it and white.
    pub masthead_lines: u32,
    /// Above the masthead: where lines begin, middle, where they end.
    pub issue_line: [Template; 3],
    /// Grid lines at the foot of page 1 for imprint and folio, rule included.
    pub front_foot_lines: u32,
    /// At the foot of page 1: where lines begin, middle, where they end.
    pub front_foot: [Template; 3],
    /// Grid lines at the head of inside pages, rule and white included.
    pub head_lines: u32,
    /// At the head of inside pages: outer edge, middle, inner edge.
    pub running_head: [Template; 3],
    /// Grid lines at the foot of inside pages.
    pub foot_lines: u32,
    /// At the foot of inside pages: outer edge, middle, inner edge.
    pub foot: [Template; 3],
    /// The line that says where a story goes on.
    pub jump: Template,
    /// The line above its continuation, which says where it came from.
    pub jump_from: Template,
}

/// One size of headline.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct HeadStep {
    /// Size of the letters.
    pub size: Abs,
    /// Half grid lines that a line of it takes: leading is half this many grid lines.
    pub half_lines: u32,
}

impl HeadStep {
    /// From baseline to baseline on a grid of that leading.
    pub fn leading(self, grid: Abs) -> Abs {
        grid * i64::from(self.half_lines) / 2
    }
}

/// How articles take their places.
#[derive(Clone, Debug, PartialEq)]
pub struct MakeupStyle {
    /// Whether pages are made up of modules or run on.
    pub mode: MakeupMode,
    /// Sizes of headlines, the largest first.
    pub heads: Vec<HeadStep>,
    /// The largest over one column.
    pub one_column_head: Abs,
    /// The most lines of a headline.
    pub head_lines: u32,
    /// The most lines of a headline over one column.
    pub one_column_head_lines: u32,
    /// The least of its measure that a headline fills.
    pub head_fill: Ratio,
    /// The size of a standfirst over three columns and more.
    pub wide_standfirst: Abs,
    /// The fewest lines of text in a leg.
    pub min_leg: u32,
}

/// Whether pages are made up of modules or run on.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum MakeupMode {
    /// Articles take rectangles of the page.
    Modules,
    /// One after the other.
    Running,
}

/// What the press needs.
#[derive(Clone, Debug, PartialEq)]
pub struct PressStyle {
    /// The profile's file, where the style names one.
    pub profile: Option<String>,
    /// What the printer asks for.
    pub standard: PressStandard,
    /// The most ink on one spot, in hundredths of an ink: 240.
    pub ink_limit: u16,
    /// Pages that carry more than black; empty for all.
    pub colour_pages: Vec<u32>,
    /// What is drawn outside the page.
    pub marks: PressMarks,
    /// The fewest dots an inch at which a picture passes without a warning.
    pub resolution: u16,
    /// The least size of letters set in more than one ink.
    pub inks_from: Abs,
    /// The least thickness of a rule.
    pub rule: Abs,
}

/// A standard for files that go to the press.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PressStandard {
    /// PDF/X-4 (ISO 15930-7).
    X4,
    /// PDF/X-1a (ISO 15930-1): no transparency, PDF 1.3.
    X1a,
}

/// What is drawn outside the page.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PressMarks {
    /// Nothing: most newspaper presses ask for that.
    None,
    /// Where the sheet is cut.
    Crop,
    /// Where it is cut, where it is folded, and whether the inks meet.
    All,
}

/// How pages are folded into a booklet.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct BookletStyle {
    /// Whether it is among the files of every issue.
    pub made: BookletMade,
    /// The sheet that is folded; two pages side by side where none is named.
    pub sheet: Option<Size>,
    /// The edge over which the office printer turns the sheet.
    pub flip: Flip,
    /// How thick the paper is: so much the pages of a sheet move to the fold for each
    /// sheet around it, so that all outer margins are the same after the trim.
    pub paper: Abs,
}

/// Whether a booklet is among the files of every issue.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum BookletMade {
    /// It is.
    Always,
    /// Where it is asked for.
    OnRequest,
}

/// The edge over which a sheet is turned.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Flip {
    /// The short one.
    Short,
    /// The long one.
    Long,
}

/// What a finished issue may be like; what goes beyond is a warning.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitsStyle {
    /// The share of full lines with spaces over half as wide again.
    pub wide: Ratio,
    /// The share that ends in a hyphen.
    pub hyphens: Ratio,
    /// Last lines under two ems or five letters.
    pub runts: u32,
    /// Last lines alone at the head of a column.
    pub widows: u32,
    /// First lines alone at the foot of one.
    pub orphans: u32,
}
