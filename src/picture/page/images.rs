//! Pictures in a page.

use lopdf::Object;

use super::Medium;
use super::content::{is_intent, missing};
use super::copier::{Copier, Got, Role, Stop};

/// What is copied in another way, or not at all.
const APART: [&[u8]; 9] = [
    b"ColorSpace",
    b"SMask",
    b"Mask",
    b"Alternates",
    b"Interpolate",
    b"Name",
    b"Intent",
    b"SMaskInData",
    b"OC",
];

impl<'a> Copier<'a> {
    /// A picture.
    pub(super) fn image(&mut self, object: &'a Object) -> Got<Object> {
        let stream = object.as_stream().map_err(|_| missing())?;
        let dict = &stream.dict;
        self.image_is_plain(stream)?;
        let copied = self.stream(stream, &APART)?;
        let Object::Stream(mut copied) = copied else { return Err(missing()) };
        if let Ok(space) = dict.get(b"ColorSpace") {
            let space = self.space(space)?;
            copied.dict.set("ColorSpace", space);
        }
        if let Some(intent) = self.name(dict, b"Intent").filter(|n| is_intent(Some(n))) {
            copied.dict.set("Intent", Object::Name(intent.to_vec()));
        }
        if let Ok(mask) = dict.get(b"SMask")
            && !self.resolve(mask).is_null()
        {
            if self.medium == Medium::Press {
                return Err(Stop::unfit(CLEAR));
            }
            let mask = self.once(mask, Role::Image, Self::image)?;
            copied.dict.set("SMask", mask);
        }
        if let Ok(mask) = dict.get(b"Mask") {
            let mask = match self.resolve(mask) {
                Object::Stream(_) => self.once(mask, Role::Image, Self::image)?,
                _ => self.plain(mask)?,
            };
            copied.dict.set("Mask", mask);
        }
        Ok(copied.into())
    }

    fn image_is_plain(&self, stream: &'a lopdf::Stream) -> Got<()> {
        let dict = &stream.dict;
        let value = |key: &[u8]| self.get(dict, key);
        let smooth = value(b"Interpolate").and_then(|value| value.as_bool().ok());
        if smooth == Some(true) {
            return Err(Stop::unfit("a picture in it is to be smoothed (Interpolate)"));
        }
        if dict.has(b"OPI") {
            return Err(Stop::unfit("a picture in it stands for one elsewhere"));
        }
        let bits = value(b"BitsPerComponent").and_then(|value| value.as_i64().ok());
        if self.medium == Medium::Press && bits.is_some_and(|bits| bits > 8) {
            return Err(Stop::unfit("a picture in it has more than 8 bits a colour"));
        }
        Ok(())
    }
}

/// Said of everything through which the ground is seen.
pub(super) const CLEAR: &str = "parts of it are transparent";
