//! How well an issue is set, in figures taken from the finished pages.
//!
//! In: [`PagedDocument`], the issue and its style. Out: [`Report`], for programs as JSON and
//! for people as one screen. `lines` finds the lines of the running text by the places of
//! their glyphs; nothing here knows what the steps before wanted. Only text in the body's
//! family and size counts.

mod lines;
mod pictures;

use std::fmt;

use serde::Serialize;

use super::frame::PagedDocument;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::FontSet;
use crate::model::Issue;
use crate::picture::Pictures;
use crate::style::{Align, Style};
use lines::{Line, Paragraph};
pub use pictures::PictureFigures;

/// What the pages of an issue measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The style's name.
    pub style: String,
    /// Everything together.
    pub all: Totals,
    /// Each paragraph of running text, in reading order.
    pub paragraphs: Vec<ParagraphFigures>,
    /// Each page.
    pub pages: Vec<PageFigures>,
    /// Each picture of pixels, as often as it is shown.
    pub pictures: Vec<PictureFigures>,
}

/// One paragraph of running text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParagraphFigures {
    /// The slug of its article.
    pub article: String,
    /// Its first words.
    pub begins: String,
    /// The folio of the page it begins on.
    pub page: String,
    /// How many lines it has.
    pub lines: usize,
    /// The mean word space of each line that should be full, as a multiple of the face's
    /// own; lines without a space are left out.
    pub spaces: Vec<f64>,
    /// The narrowest and the widest of these.
    pub range: Option<(f64, f64)>,
    /// Lines that end in a hyphen.
    pub hyphens: usize,
    /// The most of them running.
    pub ladder: usize,
    /// Gaps under each other through three lines and more.
    pub rivers: usize,
    /// Whether the last line is under two ems or five letters.
    pub runt: bool,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PageFigures {
    /// Its number as printed.
    pub folio: String,
    /// Lines of running text on it.
    pub lines: usize,
    /// The share of its height down to the lowest line of each column.
    pub fill: f64,
    /// Last lines of paragraphs alone at the head of a column.
    pub widows: usize,
    /// First lines alone at the foot of one.
    pub orphans: usize,
    /// The furthest that a baseline is off the grid, in points.
    pub off_grid: f64,
}

/// A whole issue. Shares are of the lines that should be full.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Totals {
    /// Lines of running text.
    pub lines: usize,
    /// Those that should be full.
    pub full: usize,
    /// The mean of their word spaces.
    pub space: f64,
    /// The share with spaces over half as wide again.
    pub wide: f64,
    /// The share with spaces under 0.8.
    pub tight: f64,
    /// The share that ends in a hyphen.
    pub hyphens: f64,
    /// Three and more of them running.
    pub ladders: usize,
    /// Rivers in a hundred lines.
    pub rivers: f64,
    /// Last lines too short to stand alone.
    pub runts: usize,
    /// Widows on all pages.
    pub widows: usize,
    /// Orphans on all pages.
    pub orphans: usize,
    /// The furthest that a baseline is off the grid, in points.
    pub off_grid: f64,
}

/// Measures the pages.
pub fn of(
    document: &PagedDocument,
    issue: &Issue,
    style: &Style,
    fonts: &FontSet,
    pictures: &Pictures,
) -> Report {
    let found = lines::of(document, issue, style, fonts);
    let justified = style.text.align == Align::Justify;
    let slugs: Vec<&str> =
        issue.articles().map(|article| article.slug.as_str()).collect();
    let figures = |paragraph: &Paragraph| {
        let slug = slugs.get(paragraph.article as usize).copied().unwrap_or_default();
        let folio = document.pages[paragraph.lines[0].page].folio.clone();
        figures_of(paragraph, slug.to_owned(), folio, justified)
    };
    let paragraphs: Vec<_> = found.iter().map(figures).collect();
    let pages = pages_of(document, &found, style);
    let all = totals(&paragraphs, &pages, &found);
    let pictures = pictures::of(document, pictures);
    Report { style: style.name.clone(), all, paragraphs, pages, pictures }
}

fn figures_of(
    paragraph: &Paragraph,
    article: String,
    page: String,
    justified: bool,
) -> ParagraphFigures {
    let lines = &paragraph.lines;
    let full = &lines[..lines.len() - 1];
    let spaces: Vec<f64> = if justified {
        full.iter().filter_map(Line::space).map(rounded).collect()
    } else {
        vec![]
    };
    let least = spaces.iter().copied().min_by(f64::total_cmp);
    let most = spaces.iter().copied().max_by(f64::total_cmp);
    let last = &lines[lines.len() - 1];
    ParagraphFigures {
        article,
        begins: paragraph.first_words(),
        page,
        lines: lines.len(),
        range: least.zip(most),
        spaces,
        hyphens: full.iter().filter(|line| line.ends_in_hyphen()).count(),
        ladder: longest_ladder(full),
        rivers: lines::rivers(lines),
        runt: lines.len() > 1 && last.is_runt(),
    }
}

fn longest_ladder(lines: &[Line]) -> usize {
    let mut longest = 0;
    let mut running = 0;
    for line in lines {
        running = if line.ends_in_hyphen() { running + 1 } else { 0 };
        longest = longest.max(running);
    }
    longest
}

fn pages_of(
    document: &PagedDocument,
    found: &[Paragraph],
    style: &Style,
) -> Vec<PageFigures> {
    let mut pages: Vec<PageFigures> = document
        .pages
        .iter()
        .map(|page| PageFigures {
            folio: page.folio.clone(),
            lines: 0,
            fill: rounded(lines::fill(&page.frame, style)),
            widows: 0,
            orphans: 0,
            off_grid: 0.0,
        })
        .collect();
    for paragraph in found {
        for line in &paragraph.lines {
            let page = &mut pages[line.page];
            page.lines += 1;
            page.off_grid = page.off_grid.max(rounded(line.off_grid(style)));
        }
        let parts = paragraph.parts();
        for (at, part) in parts.iter().enumerate() {
            let alone = part.len() == 1 && parts.len() > 1;
            let page = &mut pages[part[0].page];
            page.orphans += usize::from(alone && at == 0);
            page.widows += usize::from(alone && at + 1 == parts.len());
        }
    }
    pages
}

fn totals(
    paragraphs: &[ParagraphFigures],
    pages: &[PageFigures],
    found: &[Paragraph],
) -> Totals {
    let spaces: Vec<f64> = paragraphs.iter().flat_map(|p| p.spaces.clone()).collect();
    let lines: usize = paragraphs.iter().map(|p| p.lines).sum();
    let full = lines - found.len();
    let share = |count: usize, of: usize| rounded(count as f64 / of.max(1) as f64);
    let count = |f: &dyn Fn(&f64) -> bool| spaces.iter().filter(|s| f(s)).count();
    Totals {
        lines,
        full,
        space: rounded(
            spaces.iter().fold(0.0, |a, b| a + b) / spaces.len().max(1) as f64,
        ),
        wide: share(count(&|s| *s > 1.5), full),
        tight: share(count(&|s| *s < 0.8), full),
        hyphens: share(paragraphs.iter().map(|p| p.hyphens).sum(), full),
        ladders: paragraphs.iter().filter(|p| p.ladder > 2).count(),
        rivers: share(paragraphs.iter().map(|p| p.rivers * 100).sum(), lines),
        runts: paragraphs.iter().filter(|p| p.runt).count(),
        widows: pages.iter().map(|p| p.widows).sum(),
        orphans: pages.iter().map(|p| p.orphans).sum(),
        off_grid: pages.iter().map(|p| p.off_grid).fold(0.0, f64::max),
    }
}

/// To a thousandth: what pages show.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

impl Report {
    /// As JSON, a line feed at its end.
    ///
    /// # Panics
    /// Never: its figures are finite.
    pub fn to_json(&self) -> String {
        let json = serde_json::to_string_pretty(self).expect("figures are JSON");
        format!("{json}\n")
    }

    /// What goes beyond the limits of the style, as warnings.
    pub fn beyond(&self, style: &Style) -> Diagnostics {
        let mut found = Diagnostics::new();
        let limits = &style.limits;
        let mut share = |code, what: &str, is: f64, most: f64| {
            if is > most && self.all.full >= ENOUGH {
                let (is, most) = (is * 100.0, most * 100.0);
                let message = format!("{is:.1} % of the lines {what}, not {most:.1}");
                found.push(Diagnostic::warning(Code(code), message).hint(HINT));
            }
        };
        let all = &self.all;
        let wide = "have spaces over half as wide again";
        share("l-002", wide, all.wide, limits.wide.get());
        share("l-003", "end in a hyphen", all.hyphens, limits.hyphens.get());
        let counts = [
            ("l-004", "last lines too short to stand alone", all.runts, limits.runts),
            ("l-005", "widows", all.widows, limits.widows),
            ("l-006", "orphans", all.orphans, limits.orphans),
        ];
        for (code, what, is, most) in counts {
            if is > most as usize {
                let message = format!("{is} {what}, not {most}");
                found.push(Diagnostic::warning(Code(code), message).hint(HINT));
            }
        }
        found
    }
}

/// Shares of fewer lines say nothing.
const ENOUGH: usize = 200;

const HINT: &str = "see `wwpub pdf --report`, or change `[limits]` in the style";

/// One screen for people.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = &self.all;
        let percent = |share: f64| share * 100.0;
        writeln!(f, "{}: {} lines, {} to be full", self.style, all.lines, all.full)?;
        writeln!(
            f,
            "  word space {:.2}; {:.1} % over 1.5, {:.1} % under 0.8",
            all.space,
            percent(all.wide),
            percent(all.tight)
        )?;
        writeln!(
            f,
            "  hyphens {:.1} %, ladders {}, rivers {:.1} in 100 lines",
            percent(all.hyphens),
            all.ladders,
            all.rivers
        )?;
        writeln!(
            f,
            "  runts {}, widows {}, orphans {}, off the grid by {:.2} pt at most",
            all.runts, all.widows, all.orphans, all.off_grid
        )?;
        let worst = |p: &&ParagraphFigures| p.range.is_some_and(|(_, most)| most > 2.0);
        for paragraph in self.paragraphs.iter().filter(worst).take(12) {
            let most = paragraph.range.map_or(0.0, |(_, most)| most);
            let ParagraphFigures { page, article, begins, .. } = paragraph;
            writeln!(f, "  page {page}, {article}, “{begins}”: a space of {most:.1}")?;
        }
        let pages =
            self.pages.iter().map(|p| format!("{} {:.0}", p.folio, p.fill * 100.0));
        writeln!(f, "  pages filled, %: {}", pages.collect::<Vec<_>>().join(", "))?;
        let Some(coarsest) = self.pictures.iter().min_by_key(|p| p.dots) else {
            return Ok(());
        };
        let (count, PictureFigures { file, page, dots }) =
            (self.pictures.len(), coarsest);
        writeln!(
            f,
            "  pictures {count}; the fewest dots an inch are {dots}: page {page}, {file}"
        )
    }
}
