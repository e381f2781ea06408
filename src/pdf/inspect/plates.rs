//! What a page puts on the plates: letters, rules, areas and pictures with their inks.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::graphics::{Graphics, Matrix, Paint};

/// Forms in forms deeper than this are not looked into: none are made so.
const DEPTH: u32 = 12;
/// Nor are more operators of one page: forms that show others ten times each have no end.
const MOST_OPERATORS: usize = 1_000_000;
/// No stream of a page is longer once it is unpacked.
const MOST_BYTES: usize = 50 << 20;

/// What a page puts on the plates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlateFacts {
    /// Letters, each kind once: the smallest of their inks.
    pub letters: Vec<LetterFacts>,
    /// The thinnest rule of each colour.
    pub rules: Vec<RuleFacts>,
    /// Pictures as often as they are shown.
    pub pictures: Vec<PictureFacts>,
    /// Every colour of letters, rules and areas.
    pub paints: Vec<(Paint, Place)>,
}

/// A place on a page: points from its left edge, and from its foot.
pub type Place = [f64; 2];

/// Letters of one colour.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterFacts {
    /// Their colour.
    pub paint: Paint,
    /// The size of the smallest, in points.
    pub size: f64,
    /// Where those are.
    pub place: Place,
}

/// Rules of one colour.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleFacts {
    /// Their colour.
    pub paint: Paint,
    /// The thickness of the thinnest, in points.
    pub thickness: f64,
    /// Where that is.
    pub place: Place,
}

/// A picture on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureFacts {
    /// Dots an inch where they are fewest; `None` for a mask, which is drawn in an ink.
    pub resolution: f64,
    /// The name of its colour space.
    pub space: String,
    /// Where its corner is.
    pub place: Place,
}

/// What a page puts on the plates.
pub(super) fn of(document: &Document, page: ObjectId) -> PlateFacts {
    let mut plates = Plates { document, facts: Found::default(), left: MOST_OPERATORS };
    let Ok(dict) = document.get_dictionary(page) else { return PlateFacts::default() };
    let resources = inherited(document, dict, b"Resources");
    let resources = resources.and_then(|resources| resources.as_dict().ok());
    if let Ok(content) = Content::decode(&content(document, dict)) {
        let graphics = Graphics::new(Matrix::IDENTITY);
        plates.run(&content.operations, resources, graphics, 0);
    }
    plates.facts.finish()
}

/// The operators of a page: its streams are one text, cut between words (7.8.2).
fn content(document: &Document, page: &Dictionary) -> Vec<u8> {
    let parts = match page.get_deref(b"Contents", document) {
        Ok(Object::Array(parts)) => parts.iter().collect(),
        Ok(one) => vec![one],
        Err(_) => vec![],
    };
    let mut content = vec![];
    for part in parts {
        let Ok((_, part)) = document.dereference(part) else { continue };
        let Ok(stream) = part.as_stream() else { continue };
        let room = MOST_BYTES - content.len();
        content.extend(stream.get_plain_content_with_limit(room).unwrap_or_default());
        content.truncate(MOST_BYTES - 1);
        content.push(b'\n');
    }
    content
}

/// An entry of a page, its own or one of the pages above (7.7.3.4).
pub(super) fn inherited<'a>(
    document: &'a Document,
    page: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    let mut node = page;
    // A tree of pages is not deeper, and one in a circle has an end.
    for _ in 0..32 {
        if let Ok(found) = node.get_deref(key, document) {
            return Some(found);
        }
        node = node.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}

/// Facts as they are gathered: the least of each kind.
#[derive(Debug, Default)]
struct Found {
    letters: BTreeMap<Paint, (f64, Place)>,
    rules: BTreeMap<Paint, (f64, Place)>,
    paints: BTreeMap<Paint, Place>,
    pictures: Vec<PictureFacts>,
}

impl Found {
    fn finish(self) -> PlateFacts {
        let letters = self.letters.into_iter();
        let rules = self.rules.into_iter();
        PlateFacts {
            letters: letters
                .map(|(paint, (size, place))| LetterFacts { paint, size, place })
                .collect(),
            rules: rules
                .map(|(paint, (thickness, place))| RuleFacts { paint, thickness, place })
                .collect(),
            pictures: self.pictures,
            paints: self.paints.into_iter().collect(),
        }
    }
}

fn least(map: &mut BTreeMap<Paint, (f64, Place)>, paint: Paint, value: f64, at: Place) {
    let entry = map.entry(paint).or_insert((value, at));
    if value < entry.0 {
        *entry = (value, at);
    }
}

struct Plates<'a> {
    document: &'a Document,
    facts: Found,
    /// So many operators are still obeyed.
    left: usize,
}

impl Plates<'_> {
    fn run(
        &mut self,
        operations: &[Operation],
        resources: Option<&Dictionary>,
        mut graphics: Graphics,
        depth: u32,
    ) {
        let mut saved = vec![];
        for operation in operations {
            let Some(left) = self.left.checked_sub(1) else { return };
            self.left = left;
            match operation.operator.as_str() {
                "q" => saved.push(graphics.clone()),
                "Q" => graphics = saved.pop().unwrap_or(graphics),
                "Tj" | "TJ" | "'" | "\"" => self.letters(&graphics),
                "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => self.area(&mut graphics),
                "S" | "s" => self.stroke(&mut graphics),
                "n" => graphics.path.clear(),
                "Do" => self.object(operation, resources, &graphics, depth),
                _ => graphics.take(operation),
            }
        }
    }

    fn letters(&mut self, graphics: &Graphics) {
        let Some((size, place)) = graphics.letters() else { return };
        let paint = graphics.fill.clone();
        self.facts.paints.entry(paint.clone()).or_insert(place);
        least(&mut self.facts.letters, paint, size, place);
    }

    /// A filled path: a rectangle that is thin is a rule.
    fn area(&mut self, graphics: &mut Graphics) {
        if let Some((extent, place)) = graphics.extent() {
            let paint = graphics.fill.clone();
            self.facts.paints.entry(paint.clone()).or_insert(place);
            let (thin, long) = (extent[0].min(extent[1]), extent[0].max(extent[1]));
            if thin > 0.0 && long > thin * 4.0 {
                least(&mut self.facts.rules, paint, thin, place);
            }
        }
        graphics.path.clear();
    }

    fn stroke(&mut self, graphics: &mut Graphics) {
        if let Some((_, place)) = graphics.extent() {
            let paint = graphics.stroke.clone();
            self.facts.paints.entry(paint.clone()).or_insert(place);
            least(&mut self.facts.rules, paint, graphics.line(), place);
        }
        graphics.path.clear();
    }

    fn object(
        &mut self,
        operation: &Operation,
        resources: Option<&Dictionary>,
        graphics: &Graphics,
        depth: u32,
    ) {
        let name = operation.operands.first().and_then(|name| name.as_name().ok());
        let stream = name.and_then(|name| {
            let objects = resources?.get_deref(b"XObject", self.document).ok()?;
            let object = objects.as_dict().ok()?.get_deref(name, self.document).ok()?;
            object.as_stream().ok()
        });
        let Some(stream) = stream else { return };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.picture(&stream.dict, graphics),
            Ok(b"Form") if depth < DEPTH => {
                let own = stream.dict.get_deref(b"Resources", self.document);
                let own = own.and_then(Object::as_dict).ok().or(resources);
                let matrix = Matrix::of(stream.dict.get(b"Matrix").ok());
                let content = stream.get_plain_content_with_limit(MOST_BYTES);
                if let Ok(content) = Content::decode(&content.unwrap_or_default()) {
                    let inner = graphics.within(matrix);
                    self.run(&content.operations, own, inner, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn picture(&mut self, dict: &Dictionary, graphics: &Graphics) {
        let number = |key: &[u8]| {
            let number = dict.get_deref(key, self.document).and_then(Object::as_i64);
            number.unwrap_or(0) as f64
        };
        let [width, height] = graphics.unit();
        if width <= 0.0 || height <= 0.0 {
            return;
        }
        let across = number(b"Width") / width * 72.0;
        let down = number(b"Height") / height * 72.0;
        let mask = dict.get(b"ImageMask").and_then(Object::as_bool).unwrap_or(false);
        let space = match mask {
            true => "mask".to_owned(),
            false => self.space(dict),
        };
        let picture = PictureFacts {
            resolution: across.min(down),
            space,
            place: graphics.origin(),
        };
        self.facts.pictures.push(picture);
    }

    /// The name of a picture's colour space; of one with parameters the family.
    fn space(&self, dict: &Dictionary) -> String {
        let space = dict.get_deref(b"ColorSpace", self.document).ok();
        let name = match space {
            Some(Object::Array(parts)) => parts.first().and_then(|p| p.as_name().ok()),
            Some(other) => other.as_name().ok(),
            None => None,
        };
        name.map_or_else(String::new, |name| String::from_utf8_lossy(name).into_owned())
    }
}
