//! Graphics states, groups, patterns and shadings.

use lopdf::{Dictionary, Object, dictionary};

use super::Medium;
use super::content::{is_intent, missing};
use super::copier::{Copier, Got, Role, Stop};
use super::images::CLEAR;

/// How layers may mix (11.3.5).
const MODES: [&[u8]; 17] = [
    b"Normal",
    b"Compatible",
    b"Multiply",
    b"Screen",
    b"Overlay",
    b"Darken",
    b"Lighten",
    b"ColorDodge",
    b"ColorBurn",
    b"HardLight",
    b"SoftLight",
    b"Difference",
    b"Exclusion",
    b"Hue",
    b"Saturation",
    b"Color",
    b"Luminosity",
];

impl<'a> Copier<'a> {
    /// A graphics state, entry by entry: what no standard minds, and nothing else.
    pub(super) fn state(&mut self, object: &'a Object) -> Got<Object> {
        let dict = object.as_dict().map_err(|_| missing())?;
        let mut copied = dictionary! { "Type" => "ExtGState" };
        for (key, value) in dict {
            let found = self.resolve(value);
            let kept = match key.as_slice() {
                b"LW" | b"LC" | b"LJ" | b"ML" | b"D" | b"FL" | b"SM" | b"SA" => true,
                b"OP" | b"op" | b"OPM" => self.medium == Medium::Press,
                b"RI" => is_intent(found.as_name().ok()),
                b"CA" | b"ca" => self.opacity(found)?,
                b"BM" => self.mode(found)?,
                b"AIS" | b"TK" => self.medium == Medium::Screen,
                b"SMask" => {
                    if let Some(mask) = self.mask(value)? {
                        copied.set("SMask", mask);
                    }
                    false
                }
                b"TR" | b"TR2" | b"HT" if !is_default(found) => {
                    return Err(Stop::unfit("it changes how plates are exposed"));
                }
                b"Font" => return Err(Stop::unfit("a face is chosen out of sight")),
                _ => false,
            };
            if kept {
                let value = self.plain(value)?;
                copied.set(key.clone(), value);
            }
        }
        Ok(copied.into())
    }

    /// Whether an opacity is to be said; on plates nothing is half there.
    fn opacity(&self, value: &Object) -> Got<bool> {
        let opaque = value.as_float().is_ok_and(|value| value >= 1.0);
        match self.medium {
            Medium::Screen => Ok(true),
            Medium::Press if opaque => Ok(false),
            Medium::Press => Err(Stop::unfit(CLEAR)),
        }
    }

    fn mode(&self, value: &Object) -> Got<bool> {
        let name = value.as_name().unwrap_or_default();
        match self.medium {
            _ if !MODES.contains(&name) => {
                Err(Stop::unfit("its layers mix in a way that is not known"))
            }
            Medium::Screen => Ok(true),
            Medium::Press if matches!(name, b"Normal" | b"Compatible") => Ok(false),
            Medium::Press => Err(Stop::unfit(CLEAR)),
        }
    }

    /// A soft mask (11.6.5.3).
    fn mask(&mut self, value: &'a Object) -> Got<Option<Object>> {
        let Ok(dict) = self.resolve(value).as_dict() else {
            let none = Object::Name(b"None".to_vec());
            return Ok((self.medium == Medium::Screen).then_some(none));
        };
        if self.medium == Medium::Press {
            return Err(Stop::unfit(CLEAR));
        }
        if self.get(dict, b"TR").is_some_and(|object| !is_default(object)) {
            return Err(Stop::unfit("a mask in it has a curve of its own"));
        }
        let group = dict.get(b"G").map_err(|_| missing())?;
        let group = self.once(group, Role::Form, Self::form)?;
        let mut copied = self.entries(dict, &[b"G", b"TR"])?;
        copied.set("G", group);
        Ok(Some(copied.into()))
    }

    /// A transparency group (11.6.6). Where nothing is transparent, as on plates, it has
    /// nothing to say.
    pub(super) fn group(&mut self, group: &'a Object, into: &mut Dictionary) -> Got<()> {
        let Ok(dict) = self.resolve(group).as_dict() else { return Ok(()) };
        if self.medium == Medium::Press {
            return Ok(());
        }
        if self.name(dict, b"S") != Some(b"Transparency") {
            return Err(Stop::unfit("a group in it is of a kind that is not known"));
        }
        let mut copied = self.entries(dict, &[b"CS"])?;
        if let Ok(space) = dict.get(b"CS") {
            let space = self.space(space)?;
            copied.set("CS", space);
        }
        into.set("Group", copied);
        Ok(())
    }

    /// A pattern of tiles or of a shading (8.7).
    pub(super) fn pattern(&mut self, object: &'a Object) -> Got<Object> {
        if let Ok(stream) = object.as_stream() {
            return Ok(self.paints(stream, &[])?.into());
        }
        let dict = object.as_dict().map_err(|_| missing())?;
        let mut copied = self.entries(dict, &[b"Shading", b"ExtGState"])?;
        let shading = dict.get(b"Shading").map_err(|_| missing())?;
        let shading = self.once(shading, Role::Shading, Self::shading)?;
        copied.set("Shading", shading);
        if let Ok(state) = dict.get(b"ExtGState") {
            let state = self.once(state, Role::State, Self::state)?;
            copied.set("ExtGState", state);
        }
        Ok(copied.into())
    }

    /// A shading (8.7.4.5).
    pub(super) fn shading(&mut self, object: &'a Object) -> Got<Object> {
        let dict = match object {
            Object::Stream(stream) => &stream.dict,
            other => other.as_dict().map_err(|_| missing())?,
        };
        let space = dict.get(b"ColorSpace").map_err(|_| missing())?;
        let space = self.space(space)?;
        if let Object::Stream(stream) = object {
            let mut copied = self.stream(stream, &[b"ColorSpace"])?;
            let into = copied.as_stream_mut().expect("the copy of a stream");
            into.dict.set("ColorSpace", space);
            return Ok(copied);
        }
        let mut copied = self.entries(dict, &[b"ColorSpace"])?;
        copied.set("ColorSpace", space);
        Ok(copied.into())
    }
}

fn is_default(object: &Object) -> bool {
    let known: [&[u8]; 2] = [b"Default", b"Identity"];
    object.as_name().is_ok_and(|name| known.contains(&name))
}
