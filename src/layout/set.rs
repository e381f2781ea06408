//! Step 7c: the pieces of a leg become what is painted.

use super::foot::FootNote;
use super::frame::Artifact;
use super::galley::{Content, Galley, Halves, Part, PartBody};
use super::legs::Piece;
use super::paint::{Shown, Unit};
use super::table::PlacedRow;
use super::table::rows::Rows;
use crate::font::Shaper;
use crate::style::Style;

/// What stands in a leg, from top to foot. Lines are set here, once it is known which.
pub(super) fn units<'a>(
    galley: &'a Galley,
    pieces: &[Piece],
    style: &Style,
    shaper: &mut Shaper<'_>,
) -> Vec<Unit<'a>> {
    let mut units = vec![];
    for piece in pieces {
        match piece {
            Piece::Unit { part, height } => {
                let part = &galley.parts[*part];
                match &part.body {
                    PartBody::Unit { content: Content::Row(placed), .. } => {
                        row(&mut units, part, placed, *height, style);
                    }
                    PartBody::Unit { content, .. } => {
                        units.push(unit(part, *height, Shown::Content(content)));
                    }
                    PartBody::Text(_) => {}
                }
            }
            Piece::Again { part, height } => {
                let part = &galley.parts[*part];
                let PartBody::Unit { content: Content::Row(head), .. } = &part.body
                else {
                    continue;
                };
                row(&mut units, part, head, *height, style);
                if let Some(unit) = units.last_mut() {
                    unit.artifact = Some(Artifact::Repetition);
                }
            }
            Piece::Lines { part, setting, lines } => {
                let part = &galley.parts[*part];
                let PartBody::Text(text) = &part.body else { continue };
                let range = usize::from(lines.start)..usize::from(lines.end);
                let lines = text.set(setting, range, style, shaper);
                units.extend(
                    lines.into_iter().map(|line| unit(part, 2, Shown::Line(line))),
                );
            }
        }
    }
    units
}

/// The notes of a leg of that height, below what stands in it and on its foot, with the
/// rule above them.
pub(super) fn notes<'a>(
    galley: &'a Galley,
    pieces: &'a [Piece],
    height: Halves,
) -> Vec<Unit<'a>> {
    let notes: Vec<&FootNote> =
        pieces.iter().flat_map(|piece| galley.called(piece)).collect();
    let Some(first) = notes.first().and_then(|note| note.parts.first()) else {
        return vec![];
    };
    let half = galley.leading / 2;
    let used: Halves = pieces.iter().map(Piece::height).sum();
    let white = half * i64::from(height.saturating_sub(used));
    let mut down = white - notes.iter().map(|note| note.height).sum();
    let above = down - galley.leading / 3;
    let rule = Unit { down: above, ..unit(first, 0, Shown::NoteRule) };
    let mut units = vec![rule];
    for note in notes {
        for part in &note.parts {
            if let PartBody::Unit { content, .. } = &part.body {
                let unit = unit(part, 0, Shown::Content(content));
                units.push(Unit { down, ..unit });
            }
        }
        down += note.height;
    }
    units
}

/// Adds a row of a table to those above it.
fn row<'a>(
    units: &mut Vec<Unit<'a>>,
    part: &Part,
    row: &'a PlacedRow,
    height: Halves,
    style: &Style,
) {
    let taken = style.grid.leading / 2 * i64::from(height);
    let mut below_head = false;
    if let Some(Unit { node, artifact, shown: Shown::Rows(rows), height: all, .. }) =
        units.last_mut()
        && *node == part.node
    {
        if *artifact == part.artifact {
            rows.push(row, taken);
            *all += height;
            return;
        }
        below_head = true;
    }
    let mut rows = Rows::new(below_head);
    rows.push(row, taken);
    units.push(unit(part, height, Shown::Rows(rows)));
}

fn unit<'a>(part: &Part, height: u32, shown: Shown<'a>) -> Unit<'a> {
    let Part { node, in_box, artifact, down, .. } = *part;
    let place = None;
    Unit { height, shown, node, in_box, artifact, down, place }
}
