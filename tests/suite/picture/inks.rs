//! Pictures in the inks of a press.

use proptest::prelude::*;
use wwpub::picture::{Inks, Pictures, PixelSize, Plates, PressPicture, encode_png};

use super::tiff::Sheet;
use super::{exif, flat_jpeg};
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

#[test]
fn the_limit_is_the_one_that_was_asked_for() {
    for limit in [100, 220, 230, 299, 400] {
        assert_eq!(inks(limit).limit(), limit);
    }
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

/// A file as the press gets it, at most as large as its own size.
fn own(bytes: &[u8], limit: u16, plates: Plates) -> PressPicture {
    let (pictures, _) = super::load(bytes);
    let id = pictures.find("media/a").unwrap();
    pictures.for_press(id, pictures.size(id), &inks(limit), plates)
}

/// The first pixel, and whether all are so.
fn tone(picture: &PressPicture) -> ([u8; 4], bool) {
    let pixels = picture.data.as_chunks::<4>().0;
    (pixels[0], pixels.iter().all(|pixel| *pixel == pixels[0]))
}

#[test]
fn inks_of_a_jpeg_stay_as_they_are() {
    let plain = flat_jpeg(&[&[&[10, 200, 30, 40]]], None, b"");
    assert_eq!(tone(&own(&plain, 300, Plates::Colour)), ([10, 200, 30, 40], true));
    // Adobe's are upside down.
    let adobe = flat_jpeg(&[&[&[245, 55, 225, 215]]], Some(0), b"");
    assert_eq!(tone(&own(&adobe, 300, Plates::Colour)), ([10, 200, 30, 40], true));
    // Luminance and chrominance of red, upside down: magenta and yellow.
    let (ycck, _) = tone(&own(
        &flat_jpeg(&[&[&[76, 85, 255, 255]]], Some(2), b""),
        300,
        Plates::Colour,
    ));
    let wanted = [0, 255, 255, 0_u8];
    assert!(ycck.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) < 4), "{ycck:?}");
}

#[test]
fn inks_are_turned_scaled_and_held_within_the_limit() {
    let (cyan, yellow): (&[u8], &[u8]) = (&[255, 0, 0, 0], &[0, 0, 255, 0]);
    // Upside down by its note of the camera: what stood left stands right.
    let file = flat_jpeg(&[&[cyan, yellow]], None, &exif(3));
    let turned = own(&file, 300, Plates::Colour);
    assert_eq!((turned.size, &turned.data[..4]), (PixelSize::new(16, 8), yellow));
    assert_eq!(&turned.data[turned.data.len() - 4..], cyan);
    let (pictures, _) = super::load(&file);
    let id = pictures.find("media/a").unwrap();
    let small = pictures.for_press(id, PixelSize::new(2, 1), &inks(300), Plates::Colour);
    assert_eq!((small.size, small.data.len()), (PixelSize::new(2, 1), 8));
    assert!(small.data[2] > 200 && small.data[4] > 200, "{:?}", small.data);
    let heavy = flat_jpeg(&[&[&[255, 255, 255, 100]]], None, b"");
    let (held, _) = tone(&own(&heavy, 220, Plates::Colour));
    let sum: u32 = held.iter().map(|ink| u32::from(*ink)).sum();
    assert!(held[3] == 100 && sum <= 220 * 255 / 100, "{held:?}");
}

#[test]
fn black_ink_alone_is_black_on_every_page() {
    let grey = flat_jpeg(&[&[&[0, 0, 0, 99]]], None, b"");
    for plates in [Plates::Black, Plates::Colour] {
        let picture = own(&grey, 220, plates);
        assert_eq!((picture.plates, picture.data), (Plates::Black, vec![99; 64]));
    }
    let red = flat_jpeg(&[&[&[0, 255, 255, 0]]], None, b"");
    let picture = own(&red, 220, Plates::Black);
    assert_eq!((picture.plates, picture.data.len()), (Plates::Black, 64));
    assert!(picture.data[0] > 60, "{}", picture.data[0]);
}

#[test]
fn inks_of_a_tiff_stay_and_clear_places_are_paper() {
    let sheet = |samples: u32, data: &[u8], more| {
        let data = data.to_vec();
        Sheet { samples, meaning: 5, data, more, ..Sheet::default() }.write()
    };
    let opaque = sheet(4, &[10, 200, 30, 40], vec![]);
    assert_eq!(own(&opaque, 300, Plates::Colour).data, [10, 200, 30, 40]);
    let half = sheet(5, &[10, 200, 30, 40, 128], vec![(338, 3, vec![2])]);
    assert_eq!(own(&half, 300, Plates::Colour).data, [5, 100, 15, 20]);
    let multiplied = sheet(5, &[5, 100, 15, 20, 128], vec![(338, 3, vec![1])]);
    assert_eq!(own(&multiplied, 300, Plates::Colour).data, [5, 100, 15, 20]);
}
