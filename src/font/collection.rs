//! Collections: several faces in one file that share their tables (OpenType 1.9, `ttc`).

/// How many faces a file holds; 0 where it is no collection.
pub(super) fn count(file: &[u8]) -> u32 {
    match file.get(..4) {
        Some(b"ttcf") => long(file, 8).unwrap_or(0).min(MOST),
        _ => 0,
    }
}

/// More faces than any collection has; a damaged file may claim billions.
const MOST: u32 = 256;

/// Whether a face can be taken out of a file.
pub(super) fn is_whole(file: &[u8], index: u32) -> bool {
    records(file, index).is_some_and(|records| {
        (0..count_of(records)).all(|table| content(file, records, table).is_some())
    })
}

/// One face of a collection as a file of its own, which is what readers of PDF and EPUB
/// want; `None` where the file is damaged.
pub(super) fn single(file: &[u8], index: u32) -> Option<Vec<u8>> {
    let records = records(file, index)?;
    let mut single = records.to_vec();
    for table in 0..count_of(records) {
        let place = u32::try_from(single.len()).ok()?;
        let record = HEAD + RECORD * table;
        single[record + 8..record + 12].copy_from_slice(&place.to_be_bytes());
        single.extend_from_slice(content(file, records, table)?);
        single.resize(single.len().next_multiple_of(4), 0);
    }
    Some(single)
}

/// The lengths of a table directory's head and of each of its records.
const HEAD: usize = 12;
const RECORD: usize = 16;

/// The table directory of a face.
fn records(file: &[u8], index: u32) -> Option<&[u8]> {
    let start = long(file, HEAD + 4 * index as usize)? as usize;
    let count = usize::from(short(file, start.checked_add(4)?)?);
    file.get(start..)?.get(..HEAD + RECORD * count)
}

fn count_of(records: &[u8]) -> usize {
    (records.len() - HEAD) / RECORD
}

fn content<'a>(file: &'a [u8], records: &[u8], table: usize) -> Option<&'a [u8]> {
    let record = HEAD + RECORD * table;
    let at = long(records, record + 8)? as usize;
    let length = long(records, record + 12)? as usize;
    file.get(at..)?.get(..length)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..)?.get(..2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..)?.get(..4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{Face, FontSet};

    /// A collection of single fonts.
    fn collection(fonts: &[&[u8]]) -> Vec<u8> {
        let mut file = b"ttcf\0\x01\0\0".to_vec();
        file.extend((fonts.len() as u32).to_be_bytes());
        let mut starts = 12 + 4 * fonts.len();
        for font in fonts {
            file.extend((starts as u32).to_be_bytes());
            starts += font.len();
        }
        for font in fonts {
            let base = file.len() as u32;
            let mut font = font.to_vec();
            for table in 0..usize::from(short(&font, 4).unwrap()) {
                let record = 12 + 16 * table + 8;
                let at = long(&font, record).unwrap() + base;
                font[record..record + 4].copy_from_slice(&at.to_be_bytes());
            }
            file.extend(font);
        }
        file
    }

    #[test]
    fn a_collection_gives_each_of_its_faces() {
        let fonts = FontSet::shipped();
        let of = |name| fonts.iter().find(|(_, face)| face.name == name).unwrap().1;
        let wanted = [of("NotoNaskhArabic-Regular"), of("SourceSans3-Bold")];
        let file = collection(&[wanted[0].data(), wanted[1].data()]);
        let faces = Face::load("both.ttc", file);
        assert_eq!(faces.len(), 2);
        for (face, wanted) in faces.into_iter().zip(wanted) {
            let face = face.unwrap();
            assert_eq!(face.name, wanted.name);
            assert_eq!((face.weight, face.generic), (wanted.weight, wanted.generic));
            assert_eq!(face.bounds(70), wanted.bounds(70));
            // What is embedded is a font of its own.
            let single = Face::load("single.ttf", face.data().to_vec());
            assert_eq!(single[0].as_ref().unwrap().bounds(70), wanted.bounds(70));
        }
    }

    #[test]
    fn a_damaged_collection_is_none() {
        assert_eq!(count(b"OTTO"), 0);
        assert_eq!(count(b"ttcf\0\x01\0\0\xFF\xFF\xFF\xFF"), MOST);
        assert_eq!(single(b"ttcf\0\x01\0\0\0\0\0\x01\xFF\xFF\xFF\xFF", 0), None);
        assert_eq!(single(b"ttcf", 7), None);
    }
}
