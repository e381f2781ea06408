//! TIFF as scanners, agencies and prepress programs write it.

use super::*;

/// A file of one strip: what stands in the fields that are not given is worked out.
pub(super) struct Sheet<'a> {
    pub(super) size: (u32, u32),
    pub(super) bits: u32,
    pub(super) samples: u32,
    /// Black is 0, 1; RGB 2; a palette 3; inks 5.
    pub(super) meaning: u32,
    pub(super) compression: u32,
    pub(super) data: Vec<u8>,
    pub(super) more: Vec<(u16, u16, Vec<u32>)>,
    pub(super) profile: &'a [u8],
}

impl Default for Sheet<'_> {
    fn default() -> Self {
        Self {
            size: (1, 1),
            bits: 8,
            samples: 1,
            meaning: 1,
            compression: 1,
            data: vec![],
            more: vec![],
            profile: b"",
        }
    }
}

impl Sheet<'_> {
    /// The bytes, the largest of a number first.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut body = self.data.clone();
        body.resize(body.len() + body.len() % 2, 0);
        let mut fields = vec![
            (256, 4, vec![self.size.0]),
            (257, 4, vec![self.size.1]),
            (258, 3, vec![self.bits; self.samples as usize]),
            (259, 3, vec![self.compression]),
            (262, 3, vec![self.meaning]),
            (273, 4, vec![8]),
            (277, 3, vec![self.samples]),
            (278, 4, vec![self.size.1]),
            (279, 4, vec![self.data.len() as u32]),
        ];
        for field in &self.more {
            fields.retain(|(tag, ..)| *tag != field.0);
            fields.push(field.clone());
        }
        if !self.profile.is_empty() {
            let bytes = self.profile.iter().map(|b| u32::from(*b)).collect();
            fields.push((34_675, 7, bytes));
        }
        fields.sort();
        let mut directory = (fields.len() as u16).to_be_bytes().to_vec();
        for (tag, kind, values) in &fields {
            let width =
                if *kind == 7 { 1 } else { *kind as usize - (*kind as usize / 3) };
            let width = if *kind == 4 { 4 } else { width };
            let mut bytes: Vec<u8> = values
                .iter()
                .flat_map(|v| v.to_be_bytes()[4 - width..].to_vec())
                .collect();
            directory.extend(tag.to_be_bytes());
            directory.extend(kind.to_be_bytes());
            directory.extend((values.len() as u32).to_be_bytes());
            if bytes.len() > 4 {
                let at = 8 + body.len() as u32;
                bytes.resize(bytes.len() + bytes.len() % 2, 0);
                body.extend(bytes);
                bytes = at.to_be_bytes().to_vec();
            }
            bytes.resize(4, 0);
            directory.extend(bytes);
        }
        directory.extend([0; 4]);
        let at = (8 + body.len() as u32).to_be_bytes();
        [&b"MM\0*"[..], &at, &body, &directory].concat()
    }
}

/// The pixels of a sheet that has nothing wrong with it.
fn pixels(sheet: &Sheet<'_>) -> Vec<u8> {
    let (pictures, id) = whole(&sheet.write());
    pictures.pixels(id, pictures.size(id))
}

#[test]
fn tiff_of_every_depth_and_kind() {
    let grey = |meaning, bits, data: &[u8]| {
        let sheet = Sheet {
            size: (3, 1),
            meaning,
            bits,
            data: data.to_vec(),
            ..Sheet::default()
        };
        pixels(&sheet).chunks(4).map(|p| p[0]).collect::<Vec<_>>()
    };
    assert_eq!(grey(1, 8, &[0, 128, 255]), [0, 128, 255]);
    assert_eq!(grey(0, 8, &[0, 128, 255]), [255, 127, 0]);
    assert_eq!(grey(1, 16, &[0, 0, 0x80, 0x80, 255, 255]), [0, 128, 255]);
    assert_eq!(grey(1, 1, &[0b0110_0000]), [0, 255, 255]);
    assert_eq!(grey(0, 1, &[0b0110_0000]), [255, 0, 0]);
    assert_eq!(grey(1, 4, &[0x0F, 0x80]), [0, 255, 136]);

    let rgb = Sheet { samples: 3, meaning: 2, ..Sheet::default() };
    assert_eq!(pixels(&Sheet { data: vec![1, 2, 3], ..rgb }), [1, 2, 3, 255]);
    let deep = vec![0, 0, 0x80, 0x80, 0xFF, 0xFF];
    let rgb = Sheet { samples: 3, meaning: 2, bits: 16, data: deep, ..Sheet::default() };
    assert_eq!(pixels(&rgb), [0, 128, 255, 255]);

    // Four colours, their values in 16 bits: all reds, then all greens and blues.
    let map = [0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255].map(|v| v << 8).to_vec();
    let palette = Sheet {
        size: (4, 1),
        bits: 2,
        meaning: 3,
        data: vec![0b0001_1011],
        more: vec![(320, 3, map)],
        ..Sheet::default()
    };
    assert_eq!(
        pixels(&palette),
        [[0, 0, 0, 255], [255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]].concat()
    );
}

#[test]
fn alpha_of_a_tiff_is_kept_and_other_bands_are_not() {
    let extra = |kind, data: &[u8]| {
        let more = vec![(338, 3, vec![kind])];
        let data = data.to_vec();
        pixels(&Sheet { samples: 4, meaning: 2, data, more, ..Sheet::default() })
    };
    assert_eq!(extra(2, &[10, 20, 30, 128]), [10, 20, 30, 128]);
    assert_eq!(extra(1, &[10, 20, 30, 128]), [20, 40, 60, 128]);
    assert_eq!(extra(0, &[10, 20, 30, 128]), [10, 20, 30, 255]);
    let more = vec![(338, 3, vec![2])];
    let grey = Sheet { samples: 2, data: vec![9, 100], more, ..Sheet::default() };
    assert_eq!(pixels(&grey), [9, 9, 9, 100]);
}

#[test]
fn inks_of_a_tiff_become_colours() {
    for (bits, data) in
        [(8, vec![0, 255, 255, 0]), (16, vec![0, 0, 255, 255, 255, 255, 0, 0])]
    {
        let sheet = Sheet { samples: 4, meaning: 5, bits, data, ..Sheet::default() };
        let (pictures, codes) = load(&sheet.write());
        assert_eq!(codes, ["g-010"]);
        let id = pictures.find("media/a").unwrap();
        assert_eq!(rgba_at(&pictures, id, 0, 0), [227, 6, 19, 255]);
    }
}

#[test]
fn bands_apart_are_put_together() {
    let sheet = Sheet {
        size: (2, 1),
        samples: 3,
        meaning: 2,
        data: vec![1, 4, 2, 5, 3, 6],
        more: vec![(284, 3, vec![2]), (273, 4, vec![8, 10, 12]), (279, 4, vec![2, 2, 2])],
        ..Sheet::default()
    };
    assert_eq!(pixels(&sheet), [1, 2, 3, 255, 4, 5, 6, 255]);
}

#[test]
fn every_common_compression_is_read() {
    use ::tiff::encoder::{Compression, TiffEncoder, colortype};
    let rgb = photo(40, 30);
    for compression in [
        Compression::Uncompressed,
        Compression::Lzw,
        Compression::Deflate(::tiff::encoder::DeflateLevel::Fast),
        Compression::Packbits,
    ] {
        let mut file = std::io::Cursor::new(vec![]);
        TiffEncoder::new(&mut file)
            .unwrap()
            .with_compression(compression)
            .write_image::<colortype::RGB8>(40, 30, &rgb)
            .unwrap();
        let (pictures, id) = whole(file.get_ref());
        let PrintPicture::Pixels { data, alpha: None, .. } = pictures.for_print(id, ALL)
        else {
            panic!("lossless");
        };
        assert_eq!(data, rgb);
    }
    // As Photoshop writes it: differences of neighbours, deflated.
    let steps = packed(&[10, 20, 30, 1, 2, 3]);
    let sheet = Sheet {
        size: (2, 1),
        samples: 3,
        meaning: 2,
        compression: 8,
        data: steps,
        more: vec![(317, 3, vec![2])],
        ..Sheet::default()
    };
    assert_eq!(pixels(&sheet), [10, 20, 30, 255, 11, 22, 33, 255]);
}

#[test]
fn a_tiff_is_turned_upright_and_its_profile_followed() {
    let more = vec![(274, 3, vec![6])];
    let sheet = Sheet { size: (2, 1), data: vec![5, 9], more, ..Sheet::default() };
    let (pictures, id) = whole(&sheet.write());
    assert_eq!(pictures.size(id), PixelSize::new(1, 2));
    assert_eq!(rgba_at(&pictures, id, 0, 1), [9, 9, 9, 255]);

    let mut icc = vec![0; 128];
    icc[16..20].copy_from_slice(b"GRAY");
    icc.extend(b"\0\0\0\x01kTRC\0\0\0\x90\0\0\0\x0Ccurv\0\0\0\0\0\0\0\0");
    let sheet = Sheet { data: vec![55], profile: &icc, ..Sheet::default() };
    assert_eq!(pixels(&sheet), [128, 128, 128, 255]);
    let icc = linear_profile();
    let data = vec![55; 3];
    let sheet = Sheet { samples: 3, meaning: 2, data, profile: &icc, ..Sheet::default() };
    assert!(pixels(&sheet)[..3].iter().all(|v| v.abs_diff(128) < 2));
}

#[test]
fn a_tiff_that_cannot_be_printed_is_refused_by_code() {
    let good = || Sheet { size: (20, 20), data: vec![7; 400], ..Sheet::default() };
    let with = |tag, kind, value| {
        let more = vec![(tag, kind, vec![value])];
        Sheet { more, ..good() }.write()
    };
    let whole = good().write();
    let cases = [
        ("g-004", whole[..whole.len() - 5].to_vec()),
        ("g-004", whole[..100].to_vec()),
        ("g-004", whole[..9].to_vec()),
        ("g-004", with(279, 4, 60_000)),
        ("g-005", Sheet { compression: 8, ..good() }.write()),
        ("g-006", with(256, 4, 0)),
        ("g-007", Sheet { size: (60_000, 60_000), ..good() }.write()),
        ("g-007", Sheet { size: (9_000, 9_000), samples: 8, bits: 16, ..good() }.write()),
        (
            "g-007",
            Sheet {
                more: vec![(322, 4, vec![1 << 30]), (323, 4, vec![1 << 30])],
                ..good()
            }
            .write(),
        ),
        ("g-008", Sheet { compression: 7, ..good() }.write()),
        ("g-008", Sheet { compression: 50_000, ..good() }.write()),
        ("g-008", Sheet { meaning: 8, samples: 3, ..good() }.write()),
        ("g-008", Sheet { bits: 32, ..good() }.write()),
        (
            "g-008",
            Sheet { samples: 4, meaning: 5, more: vec![(332, 3, vec![2])], ..good() }
                .write(),
        ),
        // Adobe's digital negative, Nikon's and Pentax's raw files.
        ("g-003", with(50_706, 4, 0x0104_0000)),
        (
            "g-003",
            Sheet { more: vec![(254, 4, vec![1]), (330, 4, vec![8])], ..good() }.write(),
        ),
        ("g-003", Sheet { compression: 65_535, ..good() }.write()),
        ("g-003", b"II*\0\x10\0\0\0CR\x02\0\0\0".to_vec()),
    ];
    for (code, bytes) in cases {
        assert_eq!(load(&bytes).1, [code], "{bytes:?}");
    }
}

#[test]
fn of_a_tiff_of_pages_the_first_is_shown() {
    let mut file = Sheet { data: vec![7, 7], size: (2, 1), ..Sheet::default() }.write();
    // The directory's last four bytes say where the next is.
    let first = u32::from_be_bytes(file[4..8].try_into().unwrap()) as usize;
    let (next, again) = ((file.len() as u32).to_be_bytes(), file[first..].to_vec());
    let end = file.len() - 4;
    file[end..].copy_from_slice(&next);
    file.extend(again);
    assert_eq!(load(&file).1, ["g-014"]);
}
