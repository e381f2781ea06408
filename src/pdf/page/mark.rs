//! What a page tells the structure tree.

use crate::layout::{ElementId, LinkTarget};
use crate::unit::Rect;

/// Everything that happened to elements on a page, in the order of painting.
pub(in crate::pdf) type Marks = Vec<Mark>;

/// Something that happened to an element.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pdf) enum Mark {
    /// It opened.
    Open(ElementId),
    /// It owns a marked-content sequence: the numbers of a page run from 0 in this order.
    Content(ElementId),
    /// It holds a link area.
    Link(Area),
    /// It shows a picture there.
    Picture(ElementId, Rect),
}

/// A link area on its page.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pdf) struct Area {
    /// Its link element.
    pub(in crate::pdf) element: ElementId,
    /// Where it is.
    pub(in crate::pdf) rect: Rect,
    /// Where it leads.
    pub(in crate::pdf) target: LinkTarget,
    /// What it says.
    pub(in crate::pdf) contents: String,
}
