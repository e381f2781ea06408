//! No bytes and no damage bring the decoders down.

use super::svg::CHART;
use super::tiff::Sheet;
use super::webp::{lossless, lossy, moving};
use super::*;

/// Every question one can ask of every picture.
fn ask_all(pictures: &Pictures) {
    for (id, _) in pictures.iter() {
        let reader = pictures.for_reader(id, 64, 50);
        assert!(!reader.bytes.is_empty());
        let _ = pictures.for_print(id, PixelSize::new(50, 50));
        assert_eq!(pictures.pixels(id, PixelSize::new(9, 7)).len(), 9 * 7 * 4);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(
        sign in prop::sample::select(vec![
            &b""[..], b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF", b"<svg ", b"\x1F\x8B", b"GIF8",
            b"RIFF\x90\x01\0\0WEBPVP8X", b"RIFF\x90\x01\0\0WEBPVP8L", b"II*\0\x08\0\0\0",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let (pictures, findings) = Pictures::load(vec![("a".into(), [sign, &rest].concat())]);
        prop_assert!(!pictures.is_empty() || !findings.is_empty());
        ask_all(&pictures);
    }

    #[test]
    fn no_damage_makes_it_panic(
        which in 0_usize..11,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let size = PixelSize::new(40, 30);
        let mut bytes = match which {
            0 => png(&photo(40, 30), 40, 30, ExtendedColorType::Rgb8),
            1 => encode_jpeg(&photo(40, 30), size, 90),
            2 => flat_jpeg(&[&[&[9, 8, 7, 6], &[1, 2, 3, 4]]], Some(2), &exif(6)),
            3 => CHART.as_bytes().to_vec(),
            4 => progressive(),
            5 => lossless(&[[1, 2, 3, 200], [200, 9, 8, 7]].concat().repeat(600), 40, 30).0,
            6 => lossy(),
            7 => moving(),
            8 => {
                let more = vec![(317, 3, vec![2]), (338, 3, vec![1])];
                let data = packed(&[9; 40 * 30 * 4 * 2]);
                let (size, bits, samples, meaning) = ((40, 30), 16, 4, 2);
                Sheet { size, bits, samples, meaning, compression: 8, data, more, ..Sheet::default() }.write()
            }
            9 => Sheet { size: (9, 9), samples: 4, meaning: 5, data: vec![3; 324], ..Sheet::default() }.write(),
            _ => png(&[9; 40 * 30 * 8], 40, 30, ExtendedColorType::Rgba16),
        };
        for (at, value) in damage {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        let (pictures, findings) = Pictures::load(vec![("a".into(), bytes)]);
        prop_assert!(!pictures.is_empty() || !findings.is_empty());
        ask_all(&pictures);
    }
}
