//! How often modules of real prose fill to the line, and by which means.
//!
//! ```sh
//! cat FOLDER/*.md | cargo test --release --lib modules_fill -- --ignored --nocapture
//! ```

#![expect(clippy::print_stdout, reason = "the lines are the result")]

use super::columns::{STEPS, Stage};
use super::galley::{Galley, Halves, Part, PartBody};
use super::legs::{Cut, Cutter, Piece, Start};
use super::samples;
use crate::font::FontSet;
use crate::style::Style;
use crate::unit::Abs;

/// Numbers without a pattern, the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % bound
    }
}

/// Runs of paragraphs of 60 to 300 lines in 2 to 5 legs, some of them shorter, the sum
/// of the legs up to 1 % more than the natural length: how many fill at which stage.
#[test]
#[ignore = "wants much prose in Markdown on standard input, and a release build"]
fn modules_fill() {
    let prose = std::io::read_to_string(std::io::stdin()).expect("text");
    for short in [false, true] {
        println!("{}", if short { "short" } else { "long" });
        fill_all(&samples::paragraphs(&prose, short));
    }
}

fn fill_all(paragraphs: &[String]) {
    let texts: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let style = samples::style();
    let fonts = FontSet::shipped();
    for (name, width) in [(30, 127.1), (33, 139.8), (38, 161.0), (40, 169.4), (60, 254.1)]
    {
        let whole = samples::galley(&texts, Abs::pt(width), &style, &fonts);
        let mut chance = Chance(name);
        let mut parts = whole.parts.into_iter().map(Some).collect::<Vec<_>>();
        let mut stages = [0; 8];
        let (mut wide, mut natural_wide, mut lines) = (0, 0, 0);
        for _ in 0..300 {
            let wanted = 60 + chance.below(240);
            let from = chance.below(parts.len());
            let mut to = from;
            let mut total = 0;
            while total < wanted && to < parts.len() {
                total += parts[to].as_ref().unwrap().height() as usize / 2;
                to += 1;
            }
            if total < 60 {
                continue;
            }
            let own: Vec<Part> =
                parts[from..to].iter_mut().map(|p| p.take().unwrap()).collect();
            let galley = Galley {
                parts: own,
                spans: vec![],
                foot_notes: vec![],
                leading: style.grid.leading,
            };
            let heights = heights(total, &mut chance);
            let (stage, cut) = first_that_fills(&galley, &heights, &style, &fonts);
            stages[stage as usize] += 1;
            for piece in cut.iter().flat_map(|cut| cut.legs.iter().flatten()) {
                if let Piece::Lines { part, setting, lines: range } = piece
                    && range.start == 0
                    && let PartBody::Text(text) = &galley.parts[*part].body
                {
                    wide += setting.wide;
                    natural_wide += text.lengths.natural.wide;
                    lines += setting.lines.len();
                }
            }
            for (slot, part) in parts[from..to].iter_mut().zip(galley.parts) {
                *slot = Some(part);
            }
        }
        let all: usize = stages.iter().sum();
        let mut sum = 0;
        let shares = stages.map(|n| {
            sum += n;
            sum * 100 / all
        });
        let per = |n: usize| n as f64 * 100.0 / lines.max(1) as f64;
        println!(
            "{name}: {shares:?} wide {:.2} natural {:.2}",
            per(wide),
            per(natural_wide)
        );
    }
}

fn heights(total: usize, chance: &mut Chance) -> Vec<Halves> {
    let count = 2 + chance.below(4);
    let more = chance.below((total / 100).max(1) + 1);
    let mut left = total + more;
    let mut heights = vec![left / count; count];
    left -= left / count * count;
    heights[count - 1] += left;
    if chance.below(2) == 0 {
        let shorter = 1 + chance.below(count - 1);
        let by = 8 + chance.below(13);
        for at in 0..shorter {
            heights[at] = heights[at].saturating_sub(by);
            heights[count - 1 - at % (count - shorter)] += by;
        }
    }
    heights.into_iter().map(|lines| 2 * lines as Halves).collect()
}

fn first_that_fills(
    galley: &Galley,
    heights: &[Halves],
    style: &Style,
    fonts: &FontSet,
) -> (Stage, Option<Cut>) {
    let mut cutter = Cutter::new(galley, style, fonts);
    for stage in STEPS.iter().flat_map(|stages| stages.iter().copied()) {
        if let Some(cut) = cutter.cut(&Start::FIRST, heights, stage.terms(true)) {
            return (stage, Some(cut));
        }
        if stage == Stage::LineOff {
            let mut longer = heights.to_vec();
            if let Some(last) = longer.last_mut() {
                *last += 2;
            }
            if let Some(cut) = cutter.cut(&Start::FIRST, &longer, stage.terms(true)) {
                return (stage, Some(cut));
            }
        }
    }
    (Stage::Loose, None)
}
