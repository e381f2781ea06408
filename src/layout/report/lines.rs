//! The lines of the running text, found by the places of their glyphs.

use std::collections::BTreeSet;

use crate::font::FontSet;
use crate::layout::frame::{Frame, GlyphRun, Item, PagedDocument, Tag};
use crate::model::{Issue, for_each_text};
use crate::style::Style;
use crate::unit::{Abs, Point};

/// A paragraph of running text.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) article: u32,
    block: u32,
    /// At least one.
    pub(super) lines: Vec<Line>,
}

/// A line with what is measured of it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) page: usize,
    /// Its left end on the baseline.
    at: Point,
    right: Abs,
    size: Abs,
    text: String,
    /// The left and the right edge of each word space, and its share of the face's own.
    gaps: Vec<(Abs, Abs, f64)>,
}

/// Every paragraph whose role has the body's family and size, whatever faces its script
/// asks for, in the order of painting.
pub(super) fn of(
    document: &PagedDocument,
    issue: &Issue,
    style: &Style,
    fonts: &FontSet,
) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = vec![];
    let width = style.measure(1);
    let body = running_text(issue, style);
    let is_body = |run: &GlyphRun| {
        run.size == style.text.size
            && run.place.is_some_and(|place| body.contains(&(place.article, place.block)))
    };
    for (number, page) in document.pages.iter().enumerate() {
        let mut artifact = false;
        page.frame.for_each(&mut |at, item| match item {
            Item::Tag(Tag::OpenArtifact(_)) => artifact = true,
            Item::Tag(Tag::CloseArtifact) => artifact = false,
            Item::Glyphs(run) if !artifact && is_body(run) => {
                add(&mut paragraphs, (number, at), run, width, fonts);
            }
            _ => {}
        });
    }
    paragraphs
}

/// The texts of the model that are running text, by article and block.
fn running_text(issue: &Issue, style: &Style) -> BTreeSet<(u32, u32)> {
    let mut texts = BTreeSet::new();
    for (number, article) in issue.articles().enumerate() {
        for_each_text(article, &mut |role, text| {
            let look = style.role(role);
            if look.family == style.text.family && look.size == style.text.size {
                texts.insert((number as u32, text.no));
            }
        });
    }
    texts
}

fn add(
    paragraphs: &mut Vec<Paragraph>,
    (page, at): (usize, Point),
    run: &GlyphRun,
    width: Abs,
    fonts: &FontSet,
) {
    let Some(place) = run.place else { return };
    let known = paragraphs
        .last_mut()
        .filter(|p| (p.article, p.block) == (place.article, place.block));
    let Some(paragraph) = known else {
        let lines = vec![Line::new(page, at, run, fonts)];
        paragraphs.push(Paragraph { article: place.article, block: place.block, lines });
        return;
    };
    match paragraph.lines.last_mut() {
        // Runs of the next column stand further away than a column is wide.
        Some(line)
            if line.page == page
                && line.at.y == at.y
                && (at.x - line.at.x).abs() <= width =>
        {
            line.add(at, run, fonts);
        }
        _ => paragraph.lines.push(Line::new(page, at, run, fonts)),
    }
}

impl Line {
    fn new(page: usize, at: Point, run: &GlyphRun, fonts: &FontSet) -> Self {
        let (text, gaps) = (String::new(), vec![]);
        let mut line = Self { page, at, right: at.x, size: run.size, text, gaps };
        line.add(at, run, fonts);
        line
    }

    fn add(&mut self, at: Point, run: &GlyphRun, fonts: &FontSet) {
        let face = fonts.face(run.face);
        let own = face.glyph(' ').map(|id| face.at(face.advance(id), run.size));
        let mut x = at.x;
        for glyph in &run.glyphs {
            let range = glyph.text.start as usize..glyph.text.end as usize;
            let space = matches!(run.text.get(range), Some(" " | "\u{A0}"));
            if let Some(own) = own.filter(|own| space && *own > Abs::ZERO) {
                self.gaps.push((x, x + glyph.advance, glyph.advance.over(own)));
            }
            x += glyph.advance;
        }
        self.at.x = self.at.x.min(at.x);
        self.right = self.right.max(x);
        // Words from right to left are read from what is said of them.
        self.text.push_str(run.actual.as_ref().unwrap_or(&run.text));
    }

    /// The mean of its word spaces.
    pub(super) fn space(&self) -> Option<f64> {
        let sum: f64 = self.gaps.iter().map(|(.., share)| share).sum();
        (!self.gaps.is_empty()).then(|| sum / self.gaps.len() as f64)
    }

    pub(super) fn ends_in_hyphen(&self) -> bool {
        self.text.ends_with(['\u{AD}', '-', '\u{2010}'])
    }

    /// Under two ems or five letters.
    pub(super) fn is_runt(&self) -> bool {
        let letters = self.text.chars().filter(|c| c.is_alphanumeric()).count();
        self.right - self.at.x < self.size * 2 || letters < 5
    }

    /// How far its baseline is off the grid, in points.
    pub(super) fn off_grid(&self, style: &Style) -> f64 {
        let leading = style.grid.leading;
        let own = crate::layout::galley::baseline(leading, style.text.size);
        let away = self.at.y - style.page.margins.top - own;
        let off = away - leading * away.whole(leading);
        off.min(leading - off).to_pt()
    }
}

impl Paragraph {
    pub(super) fn first_words(&self) -> String {
        let words: Vec<&str> = self.lines[0].text.split_whitespace().take(5).collect();
        words.join(" ")
    }

    /// Its lines column by column.
    pub(super) fn parts(&self) -> Vec<&[Line]> {
        let turns = |a: &Line, b: &Line| a.page == b.page && b.at.y > a.at.y;
        self.lines.chunk_by(turns).collect()
    }
}

/// How many rivers run through the lines: gaps through three lines and more, the middle of
/// each within the next.
pub(super) fn rivers(lines: &[Line]) -> usize {
    let mut rivers = 0;
    let mut running: Vec<usize> = vec![];
    for (at, line) in lines.iter().enumerate() {
        let above = at.checked_sub(1).map(|above| &lines[above]);
        let above = above.filter(|a| a.page == line.page && a.at.y < line.at.y);
        let lengths: Vec<usize> = line
            .gaps
            .iter()
            .map(|(left, right, _)| {
                let middle = (*left + *right) / 2;
                let over =
                    above.into_iter().flat_map(|above| above.gaps.iter().enumerate());
                let over = over.filter(|(_, gap)| gap.0 <= middle && middle <= gap.1);
                1 + over.map(|(i, _)| running[i]).max().unwrap_or(0)
            })
            .collect();
        rivers += lengths.iter().filter(|length| **length == 3).count();
        running = lengths;
    }
    rivers
}

/// The share of a page's height down to the lowest thing in each of its columns.
pub(super) fn fill(frame: &Frame, style: &Style) -> f64 {
    let columns = style.grid.columns.max(1) as usize;
    let area = style.type_area();
    let (top, foot) = (style.page.margins.top, style.page.margins.top + area.height);
    // Both sides of the sheet: the margins differ by less than a column.
    let left = style.page.margins.inside.min(style.page.margins.outside);
    let step = (area.width + style.grid.gutter) / columns as i64;
    let mut lowest = vec![top; columns];
    let mut artifact = false;
    frame.for_each(&mut |at, item| {
        let (width, low) = match item {
            Item::Tag(Tag::OpenArtifact(_)) => return artifact = true,
            Item::Tag(Tag::CloseArtifact) => return artifact = false,
            Item::Glyphs(run) if !artifact => (run.width(), at.y),
            Item::Image(image) => (image.size.width, at.y + image.size.height),
            _ => return,
        };
        for (column, lowest) in lowest.iter_mut().enumerate() {
            let from = left + step * column as i64;
            if at.x < from + step / 2 && at.x + width > from + step / 4 {
                *lowest = (*lowest).max(low.min(foot));
            }
        }
    });
    let sum: Abs = lowest.iter().map(|low| *low - top).sum();
    sum.over(area.height * columns as i64)
}
