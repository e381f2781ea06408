//! Colours: those of light for the screen, those of inks for the press.

use lopdf::{Dictionary, Object, Stream};

use super::Medium;
use super::copier::{Copier, Got, Role, Stop};
use super::open::{MOST_BYTES, unpacked};

impl<'a> Copier<'a> {
    /// The space of a device, where this medium has it.
    pub(super) fn device(&mut self, name: &[u8]) -> Got<()> {
        match (name, self.medium) {
            (b"DeviceGray", _) | (b"DeviceRGB", Medium::Screen) => Ok(()),
            (b"DeviceCMYK", Medium::Press) => {
                self.found.coloured = true;
                Ok(())
            }
            (b"DeviceCMYK", Medium::Screen) => {
                Err(Stop::unfit("its colours are inks (CMYK)"))
            }
            (b"DeviceRGB", Medium::Press) => Err(of_light("RGB")),
            _ => Err(unknown(name)),
        }
    }

    /// A colour space.
    pub(super) fn space(&mut self, object: &'a Object) -> Got<Object> {
        self.once(object, Role::Space, Self::space_value)
    }

    fn space_value(&mut self, object: &'a Object) -> Got<Object> {
        if let Ok(name) = object.as_name() {
            if name != b"Pattern" {
                self.device(name)?;
            }
            return Ok(object.clone());
        }
        let parts = object.as_array().map_err(|_| unknown(b"?"))?;
        let family = parts.first().map(|name| self.resolve(name));
        let family = family.and_then(|name| name.as_name().ok()).unwrap_or(b"?");
        let part = |at: usize| parts.get(at).ok_or_else(|| unknown(family));
        let name = Object::Name(family.to_vec());
        let all = match family {
            b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" => {
                self.device(family)?;
                return Ok(name);
            }
            b"Pattern" if parts.len() < 2 => return Ok(name),
            b"Pattern" => vec![name, self.space(part(1)?)?],
            b"Indexed" => vec![
                name,
                self.space(part(1)?)?,
                self.plain(part(2)?)?,
                self.plain(part(3)?)?,
            ],
            b"ICCBased" => vec![name, self.once(part(1)?, Role::Space, Self::profile)?],
            b"CalRGB" | b"CalGray" if self.medium == Medium::Screen => {
                vec![name, self.plain(part(1)?)?]
            }
            b"Separation" => return self.spot(parts),
            other => return Err(unknown(other)),
        };
        Ok(all.into())
    }

    /// An ink of its own, which the plates of four inks can stand for.
    fn spot(&mut self, parts: &'a [Object]) -> Got<Object> {
        let [_, ink, other, tint, ..] = parts else { return Err(unknown(b"Separation")) };
        let ink = self.resolve(ink).as_name().unwrap_or_default();
        let shown = String::from_utf8_lossy(ink).into_owned();
        if self.medium == Medium::Screen {
            return Err(Stop::unfit(format!("one of its colours is an ink, `{shown}`")));
        }
        if matches!(ink, b"All" | b"None" | b"") {
            return Err(Stop::unfit(format!("it prints on `{shown}` of the plates")));
        }
        if self.resolve(other).as_name().ok() != Some(b"DeviceCMYK") {
            let why = format!("nothing says what the ink `{shown}` is in CMYK");
            return Err(Stop::unfit(why));
        }
        self.found.coloured |= ink != b"Black";
        let name = |name: &[u8]| Object::Name(name.to_vec());
        let tint = self.plain(tint)?;
        Ok(vec![name(b"Separation"), name(ink), name(b"DeviceCMYK"), tint].into())
    }

    /// A profile of grey or of light whose head says so (ICC.1, 7.2; 19005-2, 6.2.4.2).
    fn profile(&mut self, object: &'a Object) -> Got<Object> {
        let broken = || Stop::unfit("the profile of its colours is broken");
        let stream = object.as_stream().map_err(|_| broken())?;
        let count = self.get(&stream.dict, b"N").and_then(|n| n.as_i64().ok());
        match (count, self.medium) {
            (Some(1 | 3), Medium::Screen) => {}
            (Some(4), Medium::Screen) => {
                return Err(Stop::unfit("its colours are inks (a profile of CMYK)"));
            }
            (_, Medium::Press) => return Err(of_light("a profile")),
            _ => return Err(broken()),
        }
        let bytes = unpacked(stream, MOST_BYTES).ok_or_else(broken)?;
        let space: &[u8] = if count == Some(1) { b"GRAY" } else { b"RGB " };
        let is = |at: usize, sign: &[u8]| bytes.get(at..at + 4) == Some(sign);
        let kind = [&b"mntr"[..], b"scnr", b"prtr", b"spac"];
        let sound = is(36, b"acsp")
            && is(16, space)
            && kind.iter().any(|kind| is(12, kind))
            && bytes.get(8).is_some_and(|version| *version <= 4);
        if !sound {
            return Err(broken());
        }
        let mut dict = Dictionary::new();
        dict.set("N", count.unwrap_or(3));
        Ok(Stream::new(dict, bytes).into())
    }
}

fn of_light(what: &str) -> Stop {
    Stop::unfit(format!("its colours are those of screens ({what})"))
}

fn unknown(name: &[u8]) -> Stop {
    let name = String::from_utf8_lossy(name);
    Stop::unfit(format!("it has colours of a kind that is not taken, `{name}`"))
}
