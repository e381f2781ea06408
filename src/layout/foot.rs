//! Step 6e: notes for the foot of the leg in which they are called.

use super::figure::on_leading;
use super::galley::{Content, Galley, Halves, Part, PartBody, Setter, baseline};
use super::legs::Piece;
use super::story::{NodeKind, Story};
use super::text::SetText;
use crate::style::{MakeupMode, NotesPlace};
use crate::unit::Abs;

/// A note with its lines, which are painted from its top.
#[derive(Debug)]
pub(super) struct FootNote {
    pub(super) height: Abs,
    pub(super) parts: Vec<Part>,
}

/// The notes that are called in a text, each with the byte where it is.
pub(super) fn calls(text: &SetText) -> Vec<(usize, usize)> {
    let calls = text.pieces.iter();
    calls.filter_map(|piece| Some((piece.range.start, piece.call?))).collect()
}

/// The notes that are called in a text.
pub(super) fn numbers(text: &SetText) -> impl Iterator<Item = usize> + '_ {
    text.pieces.iter().filter_map(|piece| piece.call)
}

/// White with a rule in it, above the notes of a leg, in lines of the grid.
const ABOVE: f64 = 0.8;

/// Higher notes, in pages, stand at the article's end.
const HIGHEST: f64 = 0.3;

/// So much of a page the notes of a few lines may take together; what is more stands at the
/// article's end, or the lines that call it would find no page.
const CROWDED: f64 = 0.4;

impl Setter<'_, '_> {
    /// Whether the node `at` belongs to a note that stands at the foot of a leg.
    pub(super) fn goes_to_the_foot(&mut self, story: &Story, at: usize) -> bool {
        let style = self.sources.style;
        let running = style.makeup.mode == MakeupMode::Running;
        if !running || style.notes.place != NotesPlace::Foot {
            return false;
        }
        let Some(rule) = story.notes_from.filter(|rule| at >= *rule) else {
            return false;
        };
        if at == rule {
            self.foot_notes(story);
            return self.foot_notes.iter().all(Option::is_some);
        }
        let number = story.notes.iter().position(|range| range.contains(&at));
        number.is_some_and(|number| self.foot_notes[number].is_some())
    }

    /// Sets the notes that have room below what calls them, in the order of their calls.
    fn foot_notes(&mut self, story: &Story) {
        self.foot_notes.resize_with(story.notes.len(), || None);
        let page = self.page();
        for at in 0..self.parts.len() {
            let mut set: Vec<(usize, Abs)> = vec![];
            for (byte, number) in self.parts[at].all_calls() {
                if self.foot_notes.get(number).is_none_or(Option::is_some) {
                    continue;
                }
                let Some(note) = self.foot_note(story, number) else { continue };
                let near = set.iter().filter(|(known, _)| known + self.near() > byte);
                let beside: Abs = near.map(|(_, height)| *height).sum();
                let room = match &self.parts[at].body {
                    // What hangs beside lines needs the room of those lines.
                    PartBody::Text(_) | PartBody::Unit { height: 0, .. } => {
                        page.scale(CROWDED)
                    }
                    PartBody::Unit { height, .. } => {
                        page.scale(0.9) - self.leading() / 2 * i64::from(*height)
                    }
                };
                if beside + note.height <= room {
                    set.push((byte, note.height));
                    self.foot_notes[number] = Some(note);
                }
            }
        }
    }

    /// More bytes than three lines can have, however narrow their letters are.
    fn near(&self) -> usize {
        let ems = self.width.over(self.sources.style.text.size);
        (ems * 12.0).max(1.0) as usize
    }

    /// Sets a note; `None` where it is too high or more than words.
    fn foot_note(&mut self, story: &Story, number: usize) -> Option<FootNote> {
        let mut note = FootNote { height: Abs::ZERO, parts: vec![] };
        for at in story.notes[number].clone() {
            let node = &story.body[at];
            let NodeKind::Paragraph(paragraph) = &node.kind else { return None };
            let inset = self.inset(node);
            let mut lines =
                self.lines(&paragraph.text, self.measure(paragraph, inset), inset.0);
            if let (Some(label), Some(first)) = (&paragraph.label, lines.first_mut()) {
                first.label = Some(self.label(label, inset));
            }
            let leading = paragraph.leading;
            let size = paragraph.text.pieces.first().map(|piece| piece.look.size);
            let base = note.height + baseline(leading, size.unwrap_or(leading));
            note.height += leading * lines.len() as i64;
            let lines = on_leading(lines, leading, base);
            let content = Content::Block { lines, rule: None };
            note.parts.push(Part::hanging(content, node, at));
        }
        (note.height <= self.page().scale(HIGHEST)).then_some(note)
    }
}

impl Part {
    /// The notes that are called in it, each with the byte where it is.
    fn all_calls(&self) -> Vec<(usize, usize)> {
        match &self.body {
            PartBody::Text(text) => text.calls.clone(),
            PartBody::Unit { .. } => {
                self.calls.iter().map(|number| (0, *number)).collect()
            }
        }
    }
}

impl Galley {
    /// The notes for the foot of a leg that has that piece, in the order of their calls.
    pub(super) fn called<'a>(
        &'a self,
        piece: &'a Piece,
    ) -> impl Iterator<Item = &'a FootNote> {
        let (units, lines) = match piece {
            Piece::Unit { part, .. } => (self.parts[*part].calls.as_slice(), None),
            Piece::Again { .. } => (&[] as &[usize], None),
            Piece::Lines { part, setting, lines } => {
                (&[] as &[usize], Some((part, setting, lines)))
            }
        };
        let in_lines = lines.into_iter().flat_map(|(part, setting, lines)| {
            let lines = usize::from(lines.start)..usize::from(lines.end);
            let lines = &setting.lines[lines];
            let bytes = lines.first().map_or(0, |line| line.range.start)
                ..lines.last().map_or(0, |line| line.range.end);
            self.calls_in(*part, bytes)
        });
        let numbers = units.iter().copied().chain(in_lines);
        numbers.filter_map(|number| self.foot_notes.get(number)?.as_ref())
    }

    /// The notes called in those bytes of a paragraph.
    pub(super) fn calls_in(
        &self,
        part: usize,
        bytes: std::ops::Range<usize>,
    ) -> impl Iterator<Item = usize> + '_ {
        let calls = match &self.parts[part].body {
            PartBody::Text(text) => text.calls.as_slice(),
            PartBody::Unit { .. } => &[],
        };
        calls.iter().filter(move |(at, _)| bytes.contains(at)).map(|(_, number)| *number)
    }

    /// How high those notes are.
    pub(super) fn height_of(&self, notes: impl Iterator<Item = usize>) -> Abs {
        notes
            .filter_map(|number| self.foot_notes.get(number)?.as_ref())
            .map(|n| n.height)
            .sum()
    }

    /// What notes of that height take of a leg, white and rule included: whole lines.
    pub(super) fn foot(&self, notes: Abs) -> Halves {
        if notes == Abs::ZERO {
            return 0;
        }
        let lines = (notes + self.leading.scale(ABOVE)).lines(self.leading);
        2 * Halves::try_from(lines).unwrap_or(0)
    }
}
