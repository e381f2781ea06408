//! Faces of a page: embedded, of a kind that every standard knows, and what their codes
//! say.

use std::collections::BTreeSet;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::Medium;
use super::copier::{Copier, Got, Stop};
use super::open::{MOST_BYTES, unpacked};
use super::tokens::{Operand, Tokens};

/// A face as far as text is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) name: String,
    /// Bytes that a code is long.
    width: usize,
    /// The codes that say characters.
    said: BTreeSet<u32>,
}

impl Face {
    /// Whether every code of a text says characters.
    pub(super) fn says(&self, text: &[u8]) -> bool {
        let code =
            |bytes: &[u8]| bytes.iter().fold(0, |code, b| code << 8 | u32::from(*b));
        text.chunks(self.width)
            .all(|bytes| bytes.len() == self.width && self.said.contains(&code(bytes)))
    }
}

impl<'a> Copier<'a> {
    /// The face of a font dictionary, where it may be used.
    pub(super) fn read_face(&mut self, object: &'a Object) -> Got<Rc<Face>> {
        let id = object.as_reference().ok();
        if let Some(face) = id.and_then(|id| self.faces.get(&id)) {
            return Ok(Rc::clone(face));
        }
        let dict = self.resolve(object).as_dict();
        let dict = dict.map_err(|_| super::content::missing())?;
        let face = Rc::new(self.face_of(dict)?);
        if let Some(id) = id {
            self.faces.insert(id, Rc::clone(&face));
        }
        Ok(face)
    }

    fn face_of(&self, dict: &'a Dictionary) -> Got<Face> {
        let name = String::from_utf8_lossy(self.name(dict, b"BaseFont").unwrap_or(b"?"));
        // `ABCDEF+Name` is a subset.
        let name = name.split_once('+').map_or(&*name, |(_, name)| name).to_owned();
        let fit = |fit: bool| match fit {
            true => Ok(()),
            false => Err(Stop::unfit(format!(
                "the face `{name}` is not in the file as the standards want it"
            ))),
        };
        let width = match self.name(dict, b"Subtype") {
            Some(b"Type1" | b"MMType1") => {
                let program: [&[u8]; 2] = [b"FontFile", b"FontFile3"];
                fit(self.has_program(dict, &program))?;
                1
            }
            Some(b"TrueType") => {
                fit(self.has_program(dict, &[b"FontFile2"])
                    && self.is_plainly_encoded(dict))?;
                1
            }
            Some(b"Type0") => {
                fit(self.is_composite(dict))?;
                2
            }
            Some(b"Type3") => {
                return Err(Stop::unfit("its letters are drawings (Type 3)"));
            }
            _ => {
                return Err(Stop::unfit(format!(
                    "the face `{name}` is of an unknown kind"
                )));
            }
        };
        Ok(Face { name, width, said: self.said(dict) })
    }

    fn has_program(&self, dict: &'a Dictionary, keys: &[&[u8]]) -> bool {
        let Some(descriptor) = self.dict(dict, b"FontDescriptor") else { return false };
        keys.iter().any(|key| {
            let Some(Object::Stream(stream)) = self.get(descriptor, key) else {
                return false;
            };
            // Of OpenType files PDF 1.3 knows nothing.
            let kind = self.name(&stream.dict, b"Subtype");
            *key != b"FontFile3"
                || self.medium == Medium::Screen
                || kind != Some(b"OpenType")
        })
    }

    /// 19005-2, 6.2.11.6: letters of the Latin alphabet by one of two lists, symbols by
    /// none.
    fn is_plainly_encoded(&self, dict: &'a Dictionary) -> bool {
        let flags = self.dict(dict, b"FontDescriptor");
        let flags = flags.and_then(|dict| self.get(dict, b"Flags")?.as_i64().ok());
        let symbols = flags.unwrap_or(0) & 4 != 0;
        let encoding = match self.get(dict, b"Encoding") {
            Some(Object::Dictionary(dict)) if !dict.has(b"Differences") => {
                self.name(dict, b"BaseEncoding")
            }
            Some(Object::Name(name)) => Some(name.as_slice()),
            None => return symbols,
            Some(_) => return false,
        };
        !symbols && matches!(encoding, Some(b"WinAnsiEncoding" | b"MacRomanEncoding"))
    }

    /// 19005-2, 6.2.11.3: codes are the numbers of glyphs, through at most one map.
    fn is_composite(&self, dict: &'a Dictionary) -> bool {
        let below =
            self.get(dict, b"DescendantFonts").and_then(|all| all.as_array().ok());
        let Some(first) = below.and_then(|all| all.first()) else { return false };
        let Ok(below) = self.resolve(first).as_dict() else { return false };
        let identity =
            matches!(self.name(dict, b"Encoding"), Some(b"Identity-H" | b"Identity-V"));
        let embedded = match self.name(below, b"Subtype") {
            Some(b"CIDFontType2") => {
                let map = self.get(below, b"CIDToGIDMap");
                let mapped = match map {
                    Some(Object::Name(name)) => name == b"Identity",
                    Some(Object::Stream(_)) => true,
                    _ => false,
                };
                mapped && self.has_program(below, &[b"FontFile2"])
            }
            Some(b"CIDFontType0") => self.has_program(below, &[b"FontFile3"]),
            _ => false,
        };
        identity && embedded
    }

    /// The codes for which a font says characters (9.10.3).
    fn said(&self, dict: &'a Dictionary) -> BTreeSet<u32> {
        let mut said = BTreeSet::new();
        let Some(Object::Stream(stream)) = self.get(dict, b"ToUnicode") else {
            return said;
        };
        let Some(map) = unpacked(stream, MOST_BYTES) else { return said };
        let mut tokens = Tokens::of(&map);
        while let Ok(Some(operation)) = tokens.operation() {
            match operation.operator {
                b"endbfchar" => {
                    for pair in operation.operands.chunks(2) {
                        if let [Operand::Text(code), to] = pair
                            && says(to)
                        {
                            said.insert(number(code));
                        }
                    }
                }
                b"endbfrange" => ranges(&operation.operands, &mut said),
                _ => {}
            }
        }
        said
    }
}

fn ranges(operands: &[Operand], said: &mut BTreeSet<u32>) {
    for range in operands.chunks(3) {
        let [Operand::Text(from), Operand::Text(to), target] = range else { continue };
        let (from, to) = (number(from), number(to).min(0xFFFF));
        match target {
            Operand::Array(all) => {
                let codes = (from..=to).zip(all);
                said.extend(codes.filter(|(_, to)| says(to)).map(|(code, _)| code));
            }
            target if says(target) => said.extend(from..=to),
            _ => {}
        }
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

/// Whether that is a character: nothing, marks of byte order and private ones are none
/// (19005-2, 6.2.11.7).
fn says(target: &Operand) -> bool {
    let Operand::Text(bytes) = target else { return false };
    let units: Vec<u16> =
        bytes.chunks_exact(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect();
    let odd = |unit: &u16| matches!(unit, 0 | 0xFEFF | 0xFFFE | 0xFFFF | 0xE000..=0xF8FF);
    !units.is_empty() && !units.iter().any(odd) && String::from_utf16(&units).is_ok()
}
