//! Single steps of layout on running text, for benches.

use super::columns::{self, Ending};
use super::fit::Freedom;
use super::galley::Galley;
use super::legs::{Cutter, Start};
use super::linebreak::{Breaker, Measure, SPREAD, Settled};
use super::samples;
use super::shape::Prepared;
use crate::font::{FontSet, Shaper};
use crate::style::{Align, Style};
use crate::unit::Abs;

/// The faces, the style `weekly` and a measure.
#[derive(Debug)]
pub struct Trial {
    fonts: FontSet,
    style: Style,
    measure: Measure,
}

/// A text that is shaped.
#[derive(Debug)]
pub struct ShapedText(Prepared);

/// Paragraphs that are broken.
#[derive(Debug)]
pub struct Column(Galley);

impl Trial {
    /// Columns of that many points.
    pub fn new(width: f64) -> Self {
        let (fonts, style) = (FontSet::shipped(), samples::style());
        let plain = Measure::plain(Abs::pt(width), Align::Justify);
        let measure = Measure { indent: style.text.size, ..plain };
        Self { fonts, style, measure }
    }

    /// Shapes a paragraph, from the first word with plans that are made.
    pub fn shape(&self, texts: &[&str]) -> Vec<ShapedText> {
        let mut shaper = Shaper::new(&self.fonts);
        let shape = |text: &&str| samples::prepared(text, &self.style, &mut shaper);
        texts.iter().map(shape).map(ShapedText).collect()
    }

    /// Breaks a paragraph; gives the number of its lines.
    pub fn natural(&self, text: &ShapedText) -> usize {
        let points = samples::points(&text.0, &self.style, &self.fonts);
        let sheet = (&self.style, &self.fonts);
        Breaker::new(&text.0, &points, self.measure, sheet, Freedom::Ordinary)
            .natural()
            .lines
            .len()
    }

    /// Breaks it for every number of lines; gives how many there are.
    pub fn every_length(&self, text: &ShapedText) -> usize {
        let points = samples::points(&text.0, &self.style, &self.fonts);
        let sheet = (&self.style, &self.fonts);
        Breaker::new(&text.0, &points, self.measure, sheet, Freedom::Ordinary)
            .table(&Settled::NOTHING, SPREAD)
            .len()
    }

    /// Breaks paragraphs for a column programme.
    pub fn column(&self, texts: &[&str]) -> Column {
        Column(samples::galley(texts, self.measure.width, &self.style, &self.fonts))
    }

    /// Balances them in so many legs, nothing known yet; gives their height in lines.
    pub fn balance(&self, column: &Column, legs: usize) -> Option<u32> {
        let mut cutter = Cutter::new(&column.0, &self.style, &self.fonts);
        let ending = Ending { before: vec![], lower: vec![0; legs], most: 400 };
        Some(columns::balance(&mut cutter, &Start::FIRST, &ending)?.height / 2)
    }
}
