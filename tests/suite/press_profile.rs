//! The profile of a press that never was, for tests: four inks, Lab, tables of eight bits
//! (ICC.1:2010, 10.9).

/// The profile's bytes.
pub(crate) fn profile() -> Vec<u8> {
    let description = description("A press that never was");
    let white = xyz([0.9642, 1.0, 0.8249]);
    let to_lab = table(4, 3, 2, &|inks| lab_of(inks));
    let to_inks = table(3, 4, 17, &|lab| inks_of(lab));
    let tags: [(&[u8; 4], &[u8]); 5] = [
        (b"desc", &description),
        (b"cprt", &text("no rights reserved")),
        (b"wtpt", &white),
        (b"A2B0", &to_lab),
        (b"B2A0", &to_inks),
    ];
    assemble(&tags)
}

fn assemble(tags: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut directory = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = vec![];
    let begin = 128 + 4 + tags.len() * 12;
    for (name, bytes) in tags {
        directory.extend_from_slice(*name);
        directory.extend(((begin + data.len()) as u32).to_be_bytes());
        directory.extend((bytes.len() as u32).to_be_bytes());
        data.extend_from_slice(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = vec![0; 128];
    let size = (begin + data.len()) as u32;
    profile[0..4].copy_from_slice(&size.to_be_bytes());
    profile[8..12].copy_from_slice(&[2, 0x10, 0, 0]);
    profile[12..24].copy_from_slice(b"prtrCMYKLab ");
    // 9 January 1997.
    profile[24..30].copy_from_slice(&[0x07, 0xCD, 0, 1, 0, 9]);
    profile[36..40].copy_from_slice(b"acsp");
    profile[68..80].copy_from_slice(&xyz([0.9642, 1.0, 0.8249])[8..]);
    profile.extend(directory);
    profile.extend(data);
    profile
}

fn text(words: &str) -> Vec<u8> {
    [b"text\0\0\0\0".as_slice(), words.as_bytes(), b"\0"].concat()
}

fn description(words: &str) -> Vec<u8> {
    let length = (words.len() as u32 + 1).to_be_bytes();
    let mut tag = [b"desc\0\0\0\0".as_slice(), &length, words.as_bytes(), b"\0"].concat();
    tag.resize(tag.len() + 78, 0);
    tag
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    let mut tag = b"XYZ \0\0\0\0".to_vec();
    for value in values {
        tag.extend(((value * 65_536.0).round() as i32).to_be_bytes());
    }
    tag
}

/// A table of type `mft1` with `grid` points for each of its `from` channels, which are
/// 0 to 1 as the values that come out.
fn table(from: u8, to: u8, grid: u8, of: &dyn Fn(&[f64]) -> Vec<f64>) -> Vec<u8> {
    let mut tag = b"mft1\0\0\0\0".to_vec();
    tag.extend([from, to, grid, 0]);
    for at in 0..9_u32 {
        let one = if at.is_multiple_of(4) { 65_536_u32 } else { 0 };
        tag.extend(one.to_be_bytes());
    }
    (0..from).for_each(|_| tag.extend(0..=255_u8));
    let points = usize::from(grid).pow(u32::from(from));
    for point in 0..points {
        let mut rest = point;
        let mut values: Vec<f64> = (0..from)
            .map(|_| {
                let step = rest % usize::from(grid);
                rest /= usize::from(grid);
                step as f64 / f64::from(grid - 1)
            })
            .collect();
        // The last channel changes fastest.
        values.reverse();
        tag.extend(of(&values).into_iter().map(|v| (v.clamp(0.0, 1.0) * 255.0) as u8));
    }
    (0..to).for_each(|_| tag.extend(0..=255_u8));
    tag
}

/// Inks dull the paper as filters of light do; black leaves a fiftieth.
fn lab_of(inks: &[f64]) -> Vec<f64> {
    let [c, m, y, k] = inks else { unreachable!("four inks") };
    let key = 1.0 - 0.98 * k;
    let rgb = [c, m, y].map(|ink| (1.0 - 0.95 * ink) * key);
    let light = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    let l = if light > 0.008_856 { 116.0 * light.cbrt() - 16.0 } else { 903.3 * light };
    let (a, b) = ((rgb[0] - rgb[1]) * 90.0, (rgb[1] - rgb[2]) * 70.0);
    vec![l / 100.0, (a + 128.0) / 255.0, (b + 128.0) / 255.0]
}

/// Dark tones in all four inks, far beyond what newsprint bears.
fn inks_of(lab: &[f64]) -> Vec<f64> {
    let [l, a, b] = lab else { unreachable!("three values") };
    let (a, b) = (a * 255.0 - 128.0, b * 255.0 - 128.0);
    let dark = 1.0 - l;
    let cyan = dark - a / 180.0;
    let magenta = dark + a / 180.0 - b / 280.0;
    let yellow = dark + b / 140.0;
    vec![cyan, magenta, yellow, dark * dark]
}
