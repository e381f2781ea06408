//! The operators of a page, pattern or form: marks of structure are taken out, everything
//! that is named is copied, the rest stays byte for byte.

use std::rc::Rc;

use lopdf::{Dictionary, Object, Stream};

use super::Medium;
use super::copier::{Copier, Got, Role, Stop};
use super::fonts::Face;
use super::form::TextSaid;
use super::open::{MOST_BYTES, unpacked};
use super::tokens::{Operand, Operation, Tokens};

/// States in states deeper than this are refused (19005-2, 6.1.13), less ours around it.
const DEPTH: usize = 26;
/// No text of an operator is longer (19005-2, 6.1.13).
const LONGEST: usize = 32_767;

/// What does not speak of colours, names or structure.
const PLAIN: &str = " w J j M d i cm m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw \
    Tz TL Tr Ts Td TD Tm T* SC sc ";
/// Marks of structure, and of what older programs may pass over.
const MARKS: &str = " BDC BMC EMC DP MP BX EX ";

/// A run through operators.
struct Run<'a> {
    resources: &'a Dictionary,
    copied: Dictionary,
    out: Vec<u8>,
    face: Option<Rc<Face>>,
    saved: Vec<Option<Rc<Face>>>,
}

fn is_one_of(operator: &[u8], all: &str) -> bool {
    let operator = String::from_utf8_lossy(operator);
    all.contains(&format!(" {operator} "))
}

impl<'a> Copier<'a> {
    /// Operators, and the resources they name.
    pub(super) fn content(
        &mut self,
        content: &[u8],
        resources: &'a Dictionary,
    ) -> Got<(Vec<u8>, Dictionary)> {
        let copied = Dictionary::new();
        let (out, saved) = (Vec::with_capacity(content.len()), vec![]);
        let mut run = Run { resources, copied, out, face: None, saved };
        self.defaults(&mut run)?;
        let mut tokens = Tokens::of(content);
        loop {
            let operation = tokens.operation();
            let operation =
                operation.map_err(|_| Stop::unfit("its operators cannot be read"))?;
            let Some(operation) = operation else { break };
            if self.obey(&operation, &mut run)? == Kept::Yes {
                run.out.extend_from_slice(&content[operation.range.clone()]);
                run.out.push(b'\n');
            }
        }
        // A state left open would reach what is painted after.
        run.out.extend(b"Q\n".repeat(run.saved.len()));
        Ok((run.out, run.copied))
    }

    /// What stands for the spaces of devices applies unnamed (8.6.5.6).
    fn defaults(&mut self, run: &mut Run<'a>) -> Got<()> {
        let Some(spaces) = self.dict(run.resources, b"ColorSpace") else { return Ok(()) };
        for name in [&b"DefaultGray"[..], b"DefaultRGB", b"DefaultCMYK"] {
            if spaces.has(name) {
                self.resource(run, b"ColorSpace", name)?;
            }
        }
        Ok(())
    }

    fn obey(&mut self, operation: &Operation<'_>, run: &mut Run<'a>) -> Got<Kept> {
        let named = |operation: &Operation<'_>| operation.name().map(<[u8]>::to_vec);
        match operation.operator {
            b"q" if run.saved.len() >= DEPTH => {
                return Err(Stop::unfit("its states are nested too deep"));
            }
            b"q" => run.saved.push(run.face.clone()),
            b"Q" => match run.saved.pop() {
                Some(face) => run.face = face,
                None => return Ok(Kept::No),
            },
            b"BDC" if has_name(operation, b"OC") => return Err(Stop::unfit(LAYERS)),
            b"Tj" | b"TJ" | b"'" | b"\"" => self.show(&operation.operands, run)?,
            b"Tf" => {
                let name = operation.operands.first();
                let Some(Operand::Name(name)) = name else { return Err(missing()) };
                run.face = Some(self.face(run, name)?);
            }
            b"gs" | b"sh" | b"Do" => {
                let kind: &[u8] = match operation.operator {
                    b"gs" => b"ExtGState",
                    b"sh" => b"Shading",
                    _ => b"XObject",
                };
                let name = named(operation).ok_or_else(missing)?;
                self.resource(run, kind, &name)?;
            }
            b"CS" | b"cs" => {
                let name = named(operation).ok_or_else(missing)?;
                self.space_named(run, &name)?;
            }
            b"SCN" | b"scn" => {
                if let Some(name) = named(operation) {
                    self.resource(run, b"Pattern", &name)?;
                }
            }
            b"G" | b"g" => {}
            b"RG" | b"rg" => self.device(b"DeviceRGB")?,
            b"K" | b"k" => self.inks(&operation.numbers())?,
            b"ri" if !is_intent(operation.name()) => {
                return Err(Stop::unfit(
                    "it asks for colours in a way that is not known",
                ));
            }
            b"ri" => {}
            b"BI" | b"ID" | b"EI" => {
                return Err(Stop::unfit("there are pictures among its operators"));
            }
            other if is_one_of(other, MARKS) => return Ok(Kept::No),
            other if is_one_of(other, PLAIN) => {}
            other => {
                let name =
                    String::from_utf8_lossy(other).chars().take(12).collect::<String>();
                return Err(Stop::unfit(format!(
                    "no standard knows its operator `{name}`"
                )));
            }
        }
        Ok(Kept::Yes)
    }

    /// Inks of a plain colour.
    fn inks(&mut self, parts: &[f64]) -> Got<()> {
        if self.medium == Medium::Screen {
            return self.device(b"DeviceCMYK");
        }
        let parts: Vec<f64> = parts.iter().map(|part| part.clamp(0.0, 1.0)).collect();
        self.found.coloured |= parts.iter().take(3).any(|part| *part > 0.0);
        let sum = (parts.iter().sum::<f64>() * 100.0).round() as u32;
        self.found.heaviest = self.found.heaviest.max(sum);
        Ok(())
    }

    fn space_named(&mut self, run: &mut Run<'a>, name: &[u8]) -> Got<()> {
        match name {
            b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" => self.device(name),
            b"Pattern" => Ok(()),
            _ => self.resource(run, b"ColorSpace", name),
        }
    }

    fn face(&mut self, run: &mut Run<'a>, name: &[u8]) -> Got<Rc<Face>> {
        let faces = self.dict(run.resources, b"Font");
        let font = faces.and_then(|faces| faces.get(name).ok()).ok_or_else(missing)?;
        let face = self.read_face(font)?;
        self.resource(run, b"Font", name)?;
        Ok(face)
    }

    /// Copies something that is named, once for each name.
    fn resource(&mut self, run: &mut Run<'a>, kind: &[u8], name: &[u8]) -> Got<()> {
        let done = run.copied.get(kind).and_then(Object::as_dict);
        if done.is_ok_and(|done| done.has(name)) {
            return Ok(());
        }
        let all = self.dict(run.resources, kind);
        let object = all.and_then(|all| all.get(name).ok()).ok_or_else(missing)?;
        let copied = match kind {
            b"ExtGState" => self.once(object, Role::State, Self::state),
            b"Shading" => self.once(object, Role::Shading, Self::shading),
            b"Pattern" => self.once(object, Role::Pattern, Self::pattern),
            b"ColorSpace" => self.space(object),
            b"Font" => self.once(object, Role::Font, Self::plain_font),
            _ => self.object(object),
        }?;
        if !run.copied.has(kind) {
            run.copied.set(kind, Dictionary::new());
        }
        let into = run.copied.get_mut(kind).and_then(Object::as_dict_mut);
        into.expect("it was set").set(name, copied);
        Ok(())
    }

    fn plain_font(&mut self, object: &'a Object) -> Got<Object> {
        let dict = object.as_dict().map_err(|_| missing())?;
        Ok(self.entries(dict, &[])?.into())
    }

    /// Looks at the letters that are shown.
    fn show(&mut self, operands: &[Operand], run: &Run<'a>) -> Got<()> {
        let face = run.face.as_ref().ok_or_else(missing)?;
        for operand in operands {
            match operand {
                Operand::Text(text) => self.letters(text, face)?,
                Operand::Array(parts) => {
                    for part in parts {
                        if let Operand::Text(text) = part {
                            self.letters(text, face)?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn letters(&mut self, text: &[u8], face: &Face) -> Got<()> {
        if text.len() > LONGEST {
            return Err(Stop::unfit("a line of its text is too long"));
        }
        if face.says(text) {
            return Ok(());
        }
        self.found.text = TextSaid::InPart;
        match self.medium {
            Medium::Press => Ok(()),
            Medium::Screen => {
                let name = &face.name;
                Err(Stop::unfit(format!(
                    "letters of the face `{name}` are shapes alone, without characters \
                     (ToUnicode)"
                )))
            }
        }
    }

    /// A picture or a form.
    fn object(&mut self, object: &'a Object) -> Got<Object> {
        let stream = self.resolve(object).as_stream().map_err(|_| missing())?;
        if stream.dict.has(b"OC") {
            return Err(Stop::unfit(LAYERS));
        }
        match self.name(&stream.dict, b"Subtype") {
            Some(b"Image") => self.once(object, Role::Image, Self::image),
            Some(b"Form") => self.once(object, Role::Form, Self::form),
            _ => Err(Stop::unfit("it holds PostScript, which no printer is to run")),
        }
    }

    /// A form in the page.
    pub(super) fn form(&mut self, object: &'a Object) -> Got<Object> {
        let stream = object.as_stream().map_err(|_| missing())?;
        let odd: [&[u8]; 4] = [b"Ref", b"OPI", b"PS", b"Subtype2"];
        if odd.iter().any(|key| stream.dict.has(key)) {
            return Err(Stop::unfit("a part of it stands for something elsewhere"));
        }
        let mut dict = self.paints(stream, &[b"Group"])?;
        if let Ok(group) = stream.dict.get(b"Group") {
            self.group(group, &mut dict.dict)?;
        }
        Ok(dict.into())
    }

    /// A stream of operators with its resources, or those of the page.
    pub(super) fn paints(
        &mut self,
        stream: &'a Stream,
        without: &[&[u8]],
    ) -> Got<Stream> {
        let unreadable = || Stop::unfit("operators in it cannot be read");
        let content = unpacked(stream, MOST_BYTES).ok_or_else(unreadable)?;
        let resources = self.dict(&stream.dict, b"Resources");
        let (content, resources) =
            self.content(&content, resources.unwrap_or(self.page_resources))?;
        let mut all: Vec<&[u8]> = vec![b"Resources", b"Filter", b"DecodeParms", b"OC"];
        all.extend(without);
        let mut dict = self.entries(&stream.dict, &all)?;
        dict.set("Resources", resources);
        Ok(Stream::new(dict, content))
    }
}

/// Whether an operator stays.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Kept {
    Yes,
    No,
}

const LAYERS: &str = "it has layers that can be switched off";

pub(super) fn missing() -> Stop {
    Stop::unfit("something that it names is missing")
}

fn has_name(operation: &Operation<'_>, name: &[u8]) -> bool {
    operation.operands.first() == Some(&Operand::Name(name.to_vec()))
}

/// Those of 8.6.5.8.
pub(super) fn is_intent(name: Option<&[u8]>) -> bool {
    const KNOWN: [&[u8]; 4] =
        [b"RelativeColorimetric", b"AbsoluteColorimetric", b"Perceptual", b"Saturation"];
    name.is_some_and(|name| KNOWN.contains(&name))
}
