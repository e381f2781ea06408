//! Pictures for the press edition: inks, opaque, without loss.

use super::load::Source;
use super::{Inks, Picture, PixelSize};

/// A picture as inks, 8 bits each, rows from the top, 255 for solid ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PressPicture {
    /// Its size in pixels.
    pub size: PixelSize,
    /// What `data` holds for each pixel.
    pub plates: Plates,
    /// The inks.
    pub data: Vec<u8>,
}

/// Which inks a page carries.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plates {
    /// Black alone.
    Black,
    /// Cyan, magenta, yellow and black.
    Colour,
}

/// The inks of a file, within the limit; black alone where there is no other, which every
/// page carries. `None` where a page without colour asks for coloured ones.
fn kept(
    mut own: Vec<u8>,
    size: PixelSize,
    inks: &Inks,
    plates: Plates,
) -> Option<PressPicture> {
    let pixels = own.as_chunks::<4>().0;
    if pixels.iter().all(|[c, m, y, _]| [c, m, y] == [&0; 3]) {
        let data = pixels.iter().map(|[.., k]| *k).collect();
        return Some(PressPicture { size, plates: Plates::Black, data });
    }
    if plates == Plates::Black {
        return None;
    }
    inks.within_limit(&mut own);
    Some(PressPicture { size, plates, data: own })
}

/// The picture, not larger than `max`; grey pictures are black ink on every page.
pub(super) fn picture(
    picture: &Picture,
    max: PixelSize,
    inks: &Inks,
    plates: Plates,
) -> PressPicture {
    let size = match picture.source {
        // Drawn for the place itself: lines have no resolution of their own.
        Source::Svg(_) => {
            let across = f64::from(max.width) / f64::from(picture.size.width);
            let down = f64::from(max.height) / f64::from(picture.size.height);
            picture.size.scale(across.min(down))
        }
        _ => picture.size.fit(max),
    };
    if let Some(own) =
        picture.own_inks(size).and_then(|own| kept(own, size, inks, plates))
    {
        return own;
    }
    let raster = picture.raster(size).on_white().tidy();
    let grey = raster.channels == super::Channels::Grey;
    let plates = if grey { Plates::Black } else { plates };
    let data = match plates {
        Plates::Black => inks.black_only(&raster),
        Plates::Colour => inks.separate(&raster.data),
    };
    PressPicture { size, plates, data }
}
