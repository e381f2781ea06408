//! Pictures that bring inks: as inks for a press, and as screen colours: as a coated sheet of the
//! common offset condition looks (FOGRA39), not as bare arithmetic would have it.
//!
//! Sixteen colours, those of the bare paper, of each ink and of their overprints, are
//! mixed by the share of the sheet that each covers (Demichel's equations, 1924), in the
//! values of sRGB, which is near to what Yule and Nielsen's correction gives.

/// sRGB of the paper and the overprints; bit 0 is cyan, 1 magenta, 2 yellow, 3 black.
const PRIMARIES: [[u8; 3]; 16] = [
    [255, 255, 255],
    [0, 158, 224],
    [230, 0, 126],
    [49, 39, 131],
    [255, 237, 0],
    [0, 150, 64],
    [227, 6, 19],
    [54, 48, 45],
    [29, 29, 27],
    [0, 21, 31],
    [29, 2, 14],
    [10, 6, 18],
    [31, 28, 0],
    [0, 18, 6],
    [28, 2, 2],
    [0, 0, 0],
];

/// What share of the way to solid ink the eye sees at each tenth of tone.
const SEEN: [u16; 11] = [0, 80, 164, 252, 341, 434, 531, 633, 792, 863, 1000];

/// Inks from the planes of a JPEG, 255 for solid; `ycck` where the first three are
/// luminance and chrominance, `inverted` where 0 is full ink, as Adobe's programs write.
pub(super) fn inks(mut planes: Vec<u8>, ycck: bool, inverted: bool) -> Vec<u8> {
    for pixel in planes.as_chunks_mut::<4>().0 {
        if ycck {
            *pixel = from_ycck(*pixel);
        }
        if inverted {
            *pixel = pixel.map(|ink| 255 - ink);
        }
    }
    planes
}

/// Red, green and blue from inks.
pub(super) fn to_rgb(inks: &[u8]) -> Vec<u8> {
    let seen = seen_table();
    let mut rgb = Vec::with_capacity(inks.len() / 4 * 3);
    let mut last = ([0; 4], mix([seen[0]; 4]));
    for inks in inks.as_chunks::<4>().0.iter().copied() {
        // Runs of one tone are common, the mixture is not cheap.
        if inks != last.0 {
            last = (inks, mix(inks.map(|ink| seen[usize::from(ink)])));
        }
        rgb.extend_from_slice(&last.1);
    }
    rgb
}

/// Coverage as it is seen, in 1/4096, for each value of an ink.
fn seen_table() -> [u32; 256] {
    let mut table = [0; 256];
    for (ink, seen) in (0_u32..).zip(&mut table) {
        let (tenth, rest) = ((ink * 10) / 255, (ink * 10) % 255);
        let at = |tenth: u32| u32::from(SEEN[tenth.min(10) as usize]);
        let between = at(tenth) * (255 - rest) + at(tenth + 1) * rest;
        *seen = (between * 4096 + 127_500) / 255_000;
    }
    table
}

/// The paper's and the inks' colours, each by the share it covers.
fn mix(inks: [u32; 4]) -> [u8; 3] {
    let mut colours = PRIMARIES.map(|colour| colour.map(u32::from));
    // One ink after the other is mixed in, as a table of four dimensions is read.
    let mut count = 16;
    for ink in [3, 2, 1, 0] {
        count /= 2;
        for at in 0..count {
            let (without, with) = (colours[at], colours[at + count]);
            let share = inks[ink];
            for c in 0..3 {
                // Eight more bits are kept until the last ink.
                let kept = if ink == 3 { 256 } else { 1 };
                let sum = without[c] * kept * (4096 - share) + with[c] * kept * share;
                colours[at][c] = (sum + 2048) >> 12;
            }
        }
    }
    colours[0].map(|value| ((value + 128) >> 8).min(255) as u8)
}

/// The three first planes back from luminance and chrominance (JFIF's equations).
fn from_ycck([y, cb, cr, k]: [u8; 4]) -> [u8; 4] {
    let (y, cb, cr) = (i32::from(y) << 16, i32::from(cb) - 128, i32::from(cr) - 128);
    let byte = |value: i32| ((value + (1 << 15)) >> 16).clamp(0, 255) as u8;
    let r = byte(y + 91_881 * cr);
    let g = byte(y - 22_554 * cb - 46_802 * cr);
    let b = byte(y + 116_130 * cb);
    [r, g, b, k]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solid_inks_look_like_the_printed_sheet() {
        let rgb = |inks: [u8; 4]| to_rgb(&inks);
        assert_eq!(rgb([0; 4]), [255, 255, 255]);
        assert_eq!(rgb([255, 0, 0, 0]), [0, 158, 224]);
        assert_eq!(rgb([0, 255, 255, 0]), [227, 6, 19]);
        assert_eq!(rgb([0, 0, 0, 255]), [29, 29, 27]);
        assert_eq!(rgb([255; 4]), [0, 0, 0]);
    }

    #[test]
    fn half_a_black_is_the_grey_it_prints() {
        let [r, g, b] = to_rgb(&[0, 0, 0, 127])[..] else { panic!() };
        assert!((155..=159).contains(&r) && r.abs_diff(g) < 2 && r.abs_diff(b) < 3);
    }

    #[test]
    fn adobe_writes_inks_upside_down() {
        assert_eq!(inks(vec![255, 0, 255, 55], false, true), [0, 255, 0, 200]);
        assert_eq!(inks(vec![255, 128, 128, 255], true, true), [0; 4]);
        assert_eq!(inks(vec![9, 8, 7, 6], false, false), [9, 8, 7, 6]);
    }
}
