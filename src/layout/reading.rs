//! Pages in the order in which they are read: that of their tags, which is not that of their
//! painting where a picture hangs over the legs or a note stands at the foot of one.

use std::collections::BTreeMap;

use super::frame::{GlyphRun, Item, Page, Tag};
use super::structure::{ElementId, Structure};

/// What an element holds.
#[derive(Copy, Clone, Debug)]
enum Kid<'a> {
    Element(ElementId),
    /// A run and the number of its page, from 0.
    Run(usize, &'a GlyphRun),
}

impl Kid<'_> {
    fn id(&self) -> Option<ElementId> {
        match self {
            Self::Element(id) => Some(*id),
            Self::Run(..) => None,
        }
    }
}

/// Every run of the text with the number of its page, from 0, as it is read.
pub fn read<'a>(structure: &Structure, pages: &'a [Page]) -> Vec<(usize, &'a GlyphRun)> {
    let mut met = met(pages);
    let mut runs = vec![];
    let mut rest = vec![Kid::Element(Structure::ROOT)];
    while let Some(kid) = rest.pop() {
        match kid {
            Kid::Run(page, run) => runs.push((page, run)),
            Kid::Element(id) => {
                let kids = met.remove(&id).unwrap_or_default();
                let kids = structure.get(id).in_order(kids, Kid::id, Kid::Element);
                rest.extend(kids.into_iter().rev());
            }
        }
    }
    runs
}

/// The kids of each element in the order in which they are painted.
fn met(pages: &[Page]) -> BTreeMap<ElementId, Vec<Kid<'_>>> {
    let mut kids: BTreeMap<ElementId, Vec<Kid<'_>>> = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        let mut open: Vec<ElementId> = vec![];
        page.frame.for_each(&mut |_, item| {
            let parent = open.last().copied();
            match item {
                Item::Tag(Tag::Open(id)) => {
                    if let Some(parent) = parent {
                        kids.entry(parent).or_default().push(Kid::Element(*id));
                    }
                    open.push(*id);
                }
                Item::Tag(Tag::Close(_)) => drop(open.pop()),
                Item::Glyphs(run) => {
                    if let Some(parent) = parent {
                        kids.entry(parent).or_default().push(Kid::Run(number, run));
                    }
                }
                _ => {}
            }
        });
    }
    kids
}
