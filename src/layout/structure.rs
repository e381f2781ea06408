//! The document's structure: what a screen reader walks through.

use std::collections::BTreeSet;

use crate::model::Lang;

/// An element of a [`Structure`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// The tree of elements; children stand in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    elements: Vec<Element>,
}

/// What an element is: the standard structure types of ISO 32000-1, 14.8.4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole.
    Document,
    /// A section of the paper.
    Sect,
    /// An article.
    Art,
    /// A group: kicker, headline and standfirst; a boxout; a letter.
    Div,
    /// A heading, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Somebody else's words, set off.
    BlockQuote,
    /// A list.
    List(Numbering),
    /// An item of a list; holds a label and a body.
    ListItem,
    /// Its number or bullet, and the mark of a note.
    Label,
    /// Its text.
    ListBody,
    /// A table.
    Table,
    /// The rows at its head.
    TableHead,
    /// Its other rows.
    TableBody,
    /// A row.
    Row,
    /// The head of a column.
    HeadCell,
    /// A cell.
    Cell,
    /// A picture; its description is in `alt`.
    Figure,
    /// The words below a picture or table.
    Caption,
    /// A note.
    Note,
    /// The call of a note.
    Reference,
    /// A link.
    Link,
    /// Program text.
    Code,
    /// Words of another language or look.
    Span,
    /// The contents box.
    Contents,
    /// A line of it.
    ContentsItem,
}

/// How the items of a list are marked.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Not at all.
    None,
    /// Bullets.
    Disc,
    /// Figures.
    Decimal,
}

/// In which order an element holds its kids.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum KidOrder {
    /// As its children were declared: groups, whose parts may stand on different pages.
    Declared,
    /// As they are met on the page: text with elements in it.
    Met,
}

impl Kind {
    /// The order of its kids.
    #[must_use]
    pub fn order(&self) -> KidOrder {
        match self {
            Self::Document
            | Self::Sect
            | Self::Art
            | Self::Div
            | Self::List(_)
            | Self::ListItem
            | Self::Table
            | Self::TableHead
            | Self::TableBody
            | Self::Row
            | Self::Contents => KidOrder::Declared,
            Self::Heading(_)
            | Self::Paragraph
            | Self::BlockQuote
            | Self::Label
            | Self::ListBody
            | Self::HeadCell
            | Self::Cell
            | Self::Figure
            | Self::Caption
            | Self::Note
            | Self::Reference
            | Self::Link
            | Self::Code
            | Self::Span
            | Self::ContentsItem => KidOrder::Met,
        }
    }
}

/// One element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub kind: Kind,
    /// The one that holds it; `None` for the document.
    pub parent: Option<ElementId>,
    /// Those it holds, in reading order.
    pub children: Vec<ElementId>,
    /// Its language, where it differs from its parent's.
    pub lang: Option<Lang>,
    /// What is to be seen, for pictures.
    pub alt: Option<String>,
    /// What it is called in the tree (`/T`): `x-…` marks text that layout generated.
    pub title: Option<String>,
}

impl Element {
    /// What it holds in the order in which it is read, each element once: `met` is what
    /// was met of it on the pages, `id_of` tells elements from content, `kid` makes one.
    #[must_use]
    pub fn in_order<K>(
        &self,
        met: Vec<K>,
        id_of: impl Fn(&K) -> Option<ElementId>,
        kid: impl Fn(ElementId) -> K,
    ) -> Vec<K> {
        let declared = self.kind.order() == KidOrder::Declared;
        let mut known = BTreeSet::new();
        let mut kids = met;
        kids.retain(|kid| id_of(kid).is_none_or(|id| !declared && known.insert(id)));
        let rest = self.children.iter().filter(|id| known.insert(**id));
        kids.extend(rest.map(|id| kid(*id)));
        kids
    }
}

impl Structure {
    /// A document without content.
    pub fn new(lang: Lang) -> Self {
        let root = Element {
            kind: Kind::Document,
            parent: None,
            children: vec![],
            lang: Some(lang),
            alt: None,
            title: None,
        };
        Self { elements: vec![root] }
    }

    /// The document.
    pub const ROOT: ElementId = ElementId(0);

    /// Adds an element as the last child of `parent`.
    ///
    /// # Panics
    /// When `parent` is of another structure.
    pub fn add(&mut self, parent: ElementId, kind: Kind) -> ElementId {
        let id = u32::try_from(self.elements.len()).expect("fewer than 2^32 elements");
        let id = ElementId(id);
        self.elements.push(Element {
            kind,
            parent: Some(parent),
            children: vec![],
            lang: None,
            alt: None,
            title: None,
        });
        self.get_mut(parent).children.push(id);
        id
    }

    /// The element of that id.
    ///
    /// # Panics
    /// When it is of another structure.
    pub fn get(&self, id: ElementId) -> &Element {
        self.elements.get(id.0 as usize).expect("an element of this structure")
    }

    /// The same, to change it.
    ///
    /// # Panics
    /// When it is of another structure.
    pub fn get_mut(&mut self, id: ElementId) -> &mut Element {
        self.elements.get_mut(id.0 as usize).expect("an element of this structure")
    }

    /// Every element with its id, parents before children.
    pub fn iter(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        (0..).map(ElementId).zip(&self.elements)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Never: there is always the document.
    pub fn is_empty(&self) -> bool {
        false
    }
}
