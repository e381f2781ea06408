//! The structure tree (14.7, 14.8), made from the elements and the marks of the pages.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::links::Annotations;
use crate::layout::{Element, ElementId, Kind, Numbering, PagedDocument, Structure};
use crate::pdf::kind::structure_type;
use crate::pdf::object::{name, rectangle, text};
use crate::pdf::page::{Assembled, Mark, Marks};
use crate::unit::Rect;

/// Sets the structure tree with its parent tree.
pub(super) fn set(
    file: &mut Assembled,
    doc: &PagedDocument,
    marks: &[Marks],
    annotations: &Annotations,
) {
    let structure = &doc.structure;
    let mut nodes = nodes(structure, marks, annotations);
    keep(structure, &mut nodes);
    for node in nodes.iter_mut().filter(|node| node.fate == Fate::Kept) {
        node.object = Some(file.document.new_object_id());
    }
    let root = file.document.new_object_id();
    let writer = TreeWriter { doc, nodes: &nodes, root };
    let mut notes = BTreeMap::new();
    for (id, element) in structure.iter() {
        let node = &nodes[id.0 as usize];
        let Some(object) = node.object else { continue };
        let dict = writer.element(file, id, element, node);
        if let Ok(name) = dict.get(b"ID") {
            let bytes = name.as_str().expect("an identifier is a string").to_vec();
            notes.insert(bytes, Object::Reference(object));
        }
        file.document.set_object(object, dict);
    }
    let parents = writer.parent_tree(file, marks, annotations);
    let mut tree = dictionary! {
        "Type" => "StructTreeRoot",
        "ParentTree" => parents,
        "ParentTreeNextKey" => next_key(doc, annotations),
    };
    if let Some(document) = nodes[Structure::ROOT.0 as usize].object {
        tree.set("K", document);
    }
    if !notes.is_empty() {
        let names: Vec<Object> = notes
            .into_iter()
            .flat_map(|(id, element)| [Object::string_literal(id), element])
            .collect();
        tree.set("IDTree", dictionary! { "Names" => names });
    }
    file.document.set_object(root, tree);
    file.catalog_mut().set("StructTreeRoot", root);
}

/// What becomes of an element.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
enum Fate {
    /// It holds nothing.
    #[default]
    LeftOut,
    /// It is written.
    Kept,
}

/// Something that an element holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Kid {
    Element(ElementId),
    Content { page: usize, number: usize },
    Annotation { page: usize, object: ObjectId },
}

/// An element with what the pages say of it.
#[derive(Clone, Debug, Default)]
struct Node {
    /// In the order they were met.
    kids: Vec<Kid>,
    fate: Fate,
    object: Option<ObjectId>,
    /// The box around its pictures, on the first page that shows any.
    pictures: Option<(usize, Rect)>,
}

/// Reads the marks of all pages. Marks of elements of other structures are passed over.
fn nodes(structure: &Structure, marks: &[Marks], annotations: &Annotations) -> Vec<Node> {
    let mut nodes = vec![Node::default(); structure.len()];
    let mut met = vec![false; structure.len()];
    for (page, (marks, annotations)) in marks.iter().zip(annotations).enumerate() {
        let mut annotations = annotations.iter();
        let mut number = 0;
        for mark in marks {
            match mark {
                Mark::Open(id) => meet(structure, &mut nodes, &mut met, *id),
                Mark::Content(id) => {
                    let kid = Kid::Content { page, number };
                    number += 1;
                    hold(structure, &mut nodes, &mut met, *id, kid);
                }
                Mark::Link(area) => {
                    let object = annotations.next().expect("an entry for each link");
                    if let Some(object) = *object {
                        let kid = Kid::Annotation { page, object };
                        hold(structure, &mut nodes, &mut met, area.element, kid);
                    }
                }
                Mark::Picture(id, rect) => {
                    if let Some(node) = nodes.get_mut(id.0 as usize) {
                        enclose(&mut node.pictures, page, *rect);
                    }
                }
            }
        }
    }
    nodes
}

/// Gives an element its place among what its parent holds, when it is first met.
fn meet(structure: &Structure, nodes: &mut [Node], met: &mut [bool], id: ElementId) {
    let Some(seen) = met.get_mut(id.0 as usize) else { return };
    if std::mem::replace(seen, true) {
        return;
    }
    if let Some(parent) = structure.get(id).parent {
        meet(structure, nodes, met, parent);
        nodes[parent.0 as usize].kids.push(Kid::Element(id));
    }
}

fn hold(
    structure: &Structure,
    nodes: &mut [Node],
    met: &mut [bool],
    id: ElementId,
    kid: Kid,
) {
    meet(structure, nodes, met, id);
    if let Some(node) = nodes.get_mut(id.0 as usize) {
        node.kids.push(kid);
    }
}

fn enclose(pictures: &mut Option<(usize, Rect)>, page: usize, rect: Rect) {
    match pictures {
        None => *pictures = Some((page, rect)),
        Some((first, all)) if *first == page => {
            let (right, foot) =
                (all.right().max(rect.right()), all.foot().max(rect.foot()));
            all.at.x = all.at.x.min(rect.at.x);
            all.at.y = all.at.y.min(rect.at.y);
            all.size.width = right - all.at.x;
            all.size.height = foot - all.at.y;
        }
        Some(_) => {}
    }
}

/// Elements that hold content, and all above them, are kept; of a table that is kept, all
/// rows and cells, so that it stays regular (ISO 14289-1, 7.5).
fn keep(structure: &Structure, nodes: &mut [Node]) {
    // Children have higher numbers than their parents.
    for (id, element) in structure.iter().collect::<Vec<_>>().into_iter().rev() {
        let own = &mut nodes[id.0 as usize];
        if own.kids.iter().any(|kid| !matches!(kid, Kid::Element(_))) {
            own.fate = Fate::Kept;
        }
        if own.fate == Fate::Kept
            && let Some(parent) = element.parent
        {
            nodes[parent.0 as usize].fate = Fate::Kept;
        }
    }
    for (id, element) in structure.iter() {
        let part = matches!(
            element.kind,
            Kind::Row | Kind::Cell | Kind::HeadCell | Kind::TableHead | Kind::TableBody
        );
        let parent = element.parent.map(|parent| nodes[parent.0 as usize].fate);
        if part && parent == Some(Fate::Kept) && !is_empty_part(element) {
            nodes[id.0 as usize].fate = Fate::Kept;
        }
    }
}

/// A group of rows without rows, or a row without cells.
fn is_empty_part(element: &Element) -> bool {
    !matches!(element.kind, Kind::Cell | Kind::HeadCell) && element.children.is_empty()
}

/// Writes elements; their objects have numbers already.
struct TreeWriter<'a> {
    doc: &'a PagedDocument,
    nodes: &'a [Node],
    root: ObjectId,
}

impl TreeWriter<'_> {
    fn element(
        &self,
        file: &Assembled,
        id: ElementId,
        element: &Element,
        node: &Node,
    ) -> Dictionary {
        let parent = element.parent.and_then(|id| self.nodes[id.0 as usize].object);
        let mut dict = dictionary! {
            "Type" => "StructElem",
            "S" => name(structure_type(&element.kind)),
            "P" => parent.unwrap_or(self.root),
        };
        let kids = kids(element, node);
        let page = kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } | Kid::Annotation { page, .. } => Some(*page),
            Kid::Element(_) => None,
        });
        if let Some(page) = page {
            dict.set("Pg", file.pages[page]);
        }
        let mut kids: Vec<Object> =
            kids.iter().filter_map(|kid| self.kid(file, *kid, page)).collect();
        match kids.len() {
            0 => {}
            1 => dict.set("K", kids.remove(0)),
            _ => dict.set("K", kids),
        }
        if element.parent.is_some()
            && let Some(lang) = &element.lang
        {
            dict.set("Lang", text(lang.as_str()));
        }
        for (key, value) in [("Alt", &element.alt), ("T", &element.title)] {
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                dict.set(key, text(value));
            }
        }
        // ISO 14289-1, 7.9: every note has an identifier of its own.
        if element.kind == Kind::Note {
            dict.set("ID", Object::string_literal(format!("note-{}", id.0)));
        }
        if let Some(attributes) = self.attributes(element, node) {
            dict.set("A", attributes);
        }
        dict
    }

    fn kid(&self, file: &Assembled, kid: Kid, own_page: Option<usize>) -> Option<Object> {
        Some(match kid {
            Kid::Element(id) => self.nodes[id.0 as usize].object?.into(),
            Kid::Content { page, number } if Some(page) == own_page => {
                Object::Integer(number as i64)
            }
            Kid::Content { page, number } => Object::Dictionary(dictionary! {
                "Type" => "MCR", "Pg" => file.pages[page], "MCID" => number as i64,
            }),
            Kid::Annotation { page, object } => {
                let mut reference = dictionary! { "Type" => "OBJR", "Obj" => object };
                if Some(page) != own_page {
                    reference.set("Pg", file.pages[page]);
                }
                reference.into()
            }
        })
    }

    /// Standard attributes (14.8.5).
    fn attributes(&self, element: &Element, node: &Node) -> Option<Object> {
        let dict = match &element.kind {
            Kind::List(numbering) => dictionary! {
                "O" => "List", "ListNumbering" => list_numbering(*numbering),
            },
            Kind::HeadCell => {
                dictionary! { "O" => "Table", "Scope" => self.scope(element) }
            }
            Kind::Figure => {
                let (page, rect) = node.pictures?;
                let height = self.doc.pages[page].frame.size.height;
                dictionary! {
                    "O" => "Layout",
                    "Placement" => "Block",
                    "BBox" => rectangle(rect, height),
                }
            }
            _ => return None,
        };
        Some(dict.into())
    }

    /// ISO 14289-1, 7.5: what a head cell is the head of. Those in the table's head, or in
    /// the first row of a table without one, head columns; others their row.
    fn scope(&self, cell: &Element) -> &'static str {
        let structure = &self.doc.structure;
        let row = cell.parent;
        let group =
            row.and_then(|row| structure.get(row).parent).map(|id| structure.get(id));
        match group {
            Some(group) if group.kind == Kind::TableHead => "Column",
            Some(group)
                if group.kind == Kind::Table
                    && group.children.first() == row.as_ref() =>
            {
                "Column"
            }
            _ => "Row",
        }
    }

    /// From marked content and annotations back to their elements (14.7.4.4).
    fn parent_tree(
        &self,
        file: &mut Assembled,
        marks: &[Marks],
        annotations: &Annotations,
    ) -> Object {
        let object = |id: &ElementId| {
            let node = self.nodes.get(id.0 as usize).and_then(|node| node.object);
            node.map_or(Object::Null, Object::Reference)
        };
        let mut numbers = vec![];
        for (page, marks) in marks.iter().enumerate() {
            let owners: Vec<Object> = marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Content(id) => Some(object(id)),
                    _ => None,
                })
                .collect();
            numbers.extend([Object::Integer(page as i64), file.add(owners)]);
        }
        let mut key = self.doc.pages.len() as i64;
        for (marks, annotations) in marks.iter().zip(annotations) {
            let areas = marks.iter().filter_map(|mark| match mark {
                Mark::Link(area) => Some(area),
                _ => None,
            });
            for (area, _) in areas.zip(annotations).filter(|(_, id)| id.is_some()) {
                numbers.extend([Object::Integer(key), object(&area.element)]);
                key += 1;
            }
        }
        file.add(dictionary! { "Nums" => numbers })
    }
}

/// What an element holds, in the order in which it is read.
fn kids(element: &Element, node: &Node) -> Vec<Kid> {
    let id = |kid: &Kid| match kid {
        Kid::Element(id) => Some(*id),
        Kid::Content { .. } | Kid::Annotation { .. } => None,
    };
    element.in_order(node.kids.clone(), id, Kid::Element)
}

/// The first key of the parent tree that is free.
fn next_key(doc: &PagedDocument, annotations: &Annotations) -> i64 {
    let links = annotations.iter().flatten().flatten().count();
    (doc.pages.len() + links) as i64
}

fn list_numbering(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::None => "None",
        Numbering::Disc => "Disc",
        Numbering::Decimal => "Decimal",
    }
}
