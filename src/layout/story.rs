//! What `collect` makes of an article: its parts in reading order, each with its element.

use std::ops::Range;

use super::frame::Artifact;
use super::structure::ElementId;
use super::text::{LinkTo, SetText};
use crate::model::{Alignment, Direction, Prominence};
use crate::picture::PictureId;
use crate::style::Align;
use crate::unit::{Abs, Ink};

/// An article ready to be set at any measure.
#[derive(Debug)]
pub(super) struct Story {
    /// Its position in issue order.
    pub(super) index: usize,
    /// Its name in addresses.
    pub(super) slug: String,
    /// Its headline in the outline.
    pub(super) title: String,
    /// The direction of its columns.
    pub(super) direction: Direction,
    /// 1 to 10.
    pub(super) priority: u8,
    /// Kicker, headline, standfirst, byline, dateline.
    pub(super) head: Vec<HeadPart>,
    /// The size of the largest titles in it, which its headline must outdo.
    pub(super) titles: Abs,
    /// Everything else.
    pub(super) body: Vec<Node>,
    /// The node with the rule above the notes.
    pub(super) notes_from: Option<usize>,
    /// The nodes of each note.
    pub(super) notes: Vec<Range<usize>>,
    /// The boxes that nodes stand in, by number.
    pub(super) boxes: Vec<BoxLook>,
}

/// A part of an article's head.
#[derive(Debug)]
pub(super) struct HeadPart {
    pub(super) kind: HeadKind,
    pub(super) text: SetText,
    pub(super) leading: Abs,
    pub(super) align: Align,
}

/// What a part of the head is; decides the white around it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum HeadKind {
    Kicker,
    Headline,
    Standfirst,
    Byline,
}

/// A part of the body.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    /// White above and below.
    pub(super) before: Abs,
    pub(super) after: Abs,
    /// From the edges of the column, at the sides where reading starts and ends.
    pub(super) inset: (Abs, Abs),
    /// Never parted from what follows.
    pub(super) with_next: bool,
    /// The box it stands in.
    pub(super) in_box: Option<usize>,
    /// Why it is not part of the text, where it is not.
    pub(super) artifact: Option<Artifact>,
}

impl Node {
    /// The characters of its text, where it is a paragraph.
    pub(super) fn letters(&self) -> impl Iterator<Item = char> + '_ {
        let text = match &self.kind {
            NodeKind::Paragraph(paragraph) => paragraph.text.text.as_str(),
            _ => "",
        };
        text.chars()
    }
}

/// What a part of the body is.
#[derive(Debug)]
pub(super) enum NodeKind {
    Paragraph(Paragraph),
    Figure(FigureNode),
    Table(TableNode),
    /// A pause: a short rule.
    Pause,
    /// A rule over the measure.
    Rule(Abs),
}

/// A text in lines.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) text: SetText,
    pub(super) leading: Abs,
    pub(super) align: Align,
    pub(super) indent: Abs,
    /// What a line of the author's is indented by where it goes on in another.
    pub(super) turned: Abs,
    /// Set before the first line, in the inset.
    pub(super) label: Option<SetText>,
    /// A rule above it.
    pub(super) rule: Option<Abs>,
    /// Its lines stay together.
    pub(super) whole: bool,
    /// It begins with a large initial where there is room for one.
    pub(super) initial: bool,
}

/// A picture with its caption.
#[derive(Debug)]
pub(super) struct FigureNode {
    /// `None` where there is no such picture: a placeholder is drawn.
    pub(super) picture: Option<PictureId>,
    /// The figure's element; `None` for decoration.
    pub(super) element: Option<ElementId>,
    /// Caption and credit in one text.
    pub(super) caption: Option<SetText>,
    /// How much of the page it deserves.
    pub(super) prominence: Prominence,
    pub(super) caption_leading: Abs,
    pub(super) caption_align: Align,
    /// What is written into a placeholder.
    pub(super) notice: Option<SetText>,
    /// Where it leads.
    pub(super) link: Option<FigureLink>,
}

/// Where a picture leads.
#[derive(Clone, Debug)]
pub(super) struct FigureLink {
    /// The link's element, which holds the figure's.
    pub(super) element: ElementId,
    pub(super) to: LinkTo,
}

/// A table.
#[derive(Debug)]
pub(super) struct TableNode {
    pub(super) columns: Vec<Alignment>,
    /// Rows of cells; the first is the head.
    pub(super) rows: Vec<Vec<SetText>>,
    pub(super) leading: Abs,
}

impl TableNode {
    /// Where its first column stands.
    pub(super) fn direction(&self) -> Direction {
        let first = self.rows.iter().flatten().next();
        first.map_or(Direction::Ltr, |cell| cell.direction)
    }
}

/// How a box looks.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct BoxLook {
    /// Its ground.
    pub(super) tint: Option<Ink>,
    /// Its frame.
    pub(super) frame: Option<(Abs, Ink)>,
    /// Rules above and below alone.
    pub(super) open: Option<(Abs, Ink)>,
}
