//! Pictures in the inks of a press.

use proptest::prelude::*;
use wwpub::picture::{Inks, Pictures, PixelSize, Plates, PressPicture, encode_png};

use crate::press_profile::profile;

const SIZE: PixelSize = PixelSize::new(4, 4);

fn inks(limit: u16) -> Inks {
    Inks::read("press.icc", profile(), limit).unwrap()
}

/// A picture of 16 pixels in the inks of a press.
fn printed(rgb: &[u8], limit: u16, plates: Plates) -> PressPicture {
    let rgba: Vec<u8> = rgb.chunks(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
    let png = encode_png(&rgba, SIZE);
    let (pictures, findings) = Pictures::load(vec![("a.png".into(), png)]);
    assert!(findings.is_empty());
    let id = pictures.find("a.png").unwrap();
    pictures.for_press(id, SIZE, &inks(limit), plates)
}

fn all(rgb: [u8; 3]) -> Vec<u8> {
    rgb.repeat(16)
}

#[test]
fn paper_stays_white_and_red_is_magenta_and_yellow() {
    let white = printed(&all([255; 3]), 220, Plates::Colour);
    assert_eq!((white.plates, white.data), (Plates::Black, vec![0; 16]));
    let red = printed(&all([200, 20, 20]), 220, Plates::Colour);
    let [c, m, y, _] = red.data[..4] else { panic!("four inks") };
    assert!(m > 120 && y > 120 && c < 80, "{:?}", &red.data[..4]);
}

#[test]
fn dark_tones_bear_no_more_than_the_paper_does() {
    let dark = printed(&all([9, 8, 7]), 400, Plates::Colour);
    let total = |data: &[u8]| data[..4].iter().map(|v| u32::from(*v)).sum::<u32>();
    assert!(total(&dark.data) > 220 * 255 / 100, "the profile alone would ask for more");
    let held = printed(&all([9, 8, 7]), 220, Plates::Colour);
    assert!(total(&held.data) <= 220 * 255 / 100);
    assert_eq!(held.data[3], dark.data[3], "black stays");
}

proptest! {
    #[test]
    fn no_pixel_bears_too_much(rgb in prop::collection::vec(any::<u8>(), 48), limit in 100_u16..400) {
        let picture = printed(&rgb, limit, Plates::Colour);
        for pixel in picture.data.chunks(4).filter(|_| picture.plates == Plates::Colour) {
            let total: u32 = pixel.iter().map(|v| u32::from(*v)).sum();
            prop_assert!(total <= u32::from(limit) * 255 / 100);
        }
    }

    #[test]
    fn darker_greys_take_more_black(a in any::<u8>(), b in any::<u8>()) {
        let black = |grey| printed(&all([grey; 3]), 220, Plates::Black).data[0];
        prop_assert!(black(a.min(b)) >= black(a.max(b)));
    }
}
