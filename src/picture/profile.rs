//! Colour profiles of cameras and screens: from their numbers to those of sRGB.
//!
//! Profiles of three primaries and a curve each (ICC.1:2010, 9.3), and grey ones of one
//! curve, are followed: Adobe RGB, Display P3, dot gain. Those made of tables are not.

use super::raster::{Channels, Raster};
use crate::diag::{Code, Diagnostic};

/// What to do with the numbers of a picture.
#[derive(Clone, Debug)]
pub(super) enum Profile {
    /// Nothing: they are those of sRGB, or nothing is said.
    Same,
    /// Turn them into those of sRGB.
    Turn(Box<Turn>),
    /// They are taken as sRGB, though the profile says otherwise in a way that is not
    /// followed.
    Unknown,
}

impl Profile {
    /// What to say about it.
    pub(super) fn findings(&self, file: &str) -> Vec<Diagnostic> {
        match self {
            Self::Same | Self::Turn(_) => vec![],
            Self::Unknown => {
                let message = format!(
                    "the colour profile in `{file}` is not followed: read as sRGB"
                );
                vec![
                    Diagnostic::note(Code("g-009"), message)
                        .hint("convert it to sRGB where its colours matter"),
                ]
            }
        }
    }
}

/// From the values of a profile to those of sRGB.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// Light for each value of each channel, 65,536 for white.
    light: Vec<[i32; 256]>,
    /// From that light to the light of sRGB's primaries, in 1/65,536.
    matrix: [[i32; 3]; 3],
}

/// From XYZ under D50 to the light of sRGB's primaries (IEC 61966-2-1, adapted as ICC
/// profiles do it).
const TO_SRGB: [[f64; 3]; 3] = [
    [3.133_856_1, -1.616_866_7, -0.490_614_6],
    [-0.978_768_4, 1.916_141_5, 0.033_454_0],
    [0.071_945_3, -0.228_991_4, 1.405_242_7],
];
/// Y of D50 is 1; the curve of a grey profile gives it.
const IDENTITY: [[i32; 3]; 3] = [[65_536, 0, 0], [0, 65_536, 0], [0, 0, 65_536]];
/// How finely light is told apart when it is written as sRGB.
const STEPS: usize = 1 << 14;

impl Profile {
    /// What an embedded profile says about a picture of those channels.
    pub(super) fn read(bytes: &[u8], channels: Channels) -> Self {
        if bytes.is_empty() {
            return Self::Same;
        }
        let space = bytes.get(16..20);
        let turn = match channels {
            Channels::Grey if space == Some(b"GRAY") => grey(bytes),
            Channels::Rgb if space == Some(b"RGB ") => rgb(bytes),
            // Cameras leave the profile of the colours in pictures turned grey.
            _ => return Self::Same,
        };
        match turn {
            None => Self::Unknown,
            Some(turn) if turn.is_nothing() => Self::Same,
            Some(turn) => Self::Turn(Box::new(turn)),
        }
    }

    /// The picture in the numbers of sRGB.
    pub(super) fn apply(&self, mut raster: Raster) -> Raster {
        let Self::Turn(turn) = self else { return raster };
        match raster.channels {
            Channels::Rgb if turn.light.len() == 3 => turn.colours(&mut raster.data),
            // Colour that is grey all over has become one channel on the way in.
            _ => turn.greys(&mut raster.data),
        }
        raster
    }
}

impl Turn {
    fn colours(&self, data: &mut [u8]) {
        let written = written();
        let mut last = ([0; 3], self.one([0; 3], &written));
        for pixel in data.as_chunks_mut::<3>().0 {
            if *pixel != last.0 {
                last = (*pixel, self.one(*pixel, &written));
            }
            *pixel = last.1;
        }
    }

    fn greys(&self, data: &mut [u8]) {
        let written = written();
        // A grey of three channels comes out grey, whatever the primaries.
        let map: Vec<u8> = (0..=255)
            .map(|v| match self.light.len() {
                3 => self.one([v; 3], &written)[1],
                _ => write(&written, self.light[0][usize::from(v)]),
            })
            .collect();
        for value in data {
            *value = map[usize::from(*value)];
        }
    }

    fn one(&self, pixel: [u8; 3], written: &[u8]) -> [u8; 3] {
        let light =
            |channel: usize| i64::from(self.light[channel][usize::from(pixel[channel])]);
        let (r, g, b) = (light(0), light(1), light(2));
        self.matrix.map(|[from_r, from_g, from_b]| {
            let sum =
                r * i64::from(from_r) + g * i64::from(from_g) + b * i64::from(from_b);
            write(written, ((sum + 32_768) >> 16).clamp(0, 65_536) as i32)
        })
    }

    /// Whether hardly a value changes: the many profiles that are sRGB by other names.
    fn is_nothing(&self) -> bool {
        let written = written();
        let near = |a: u8, b: u8| a.abs_diff(b) <= 2;
        if self.light.len() == 1 {
            return (0..=255)
                .all(|v| near(write(&written, self.light[0][usize::from(v)]), v));
        }
        let samples = (0..=255_u8)
            .step_by(15)
            .flat_map(|v| [[v; 3], [v, 0, 0], [0, v, 0], [0, 0, v]]);
        samples.into_iter().all(|pixel| {
            let turned = self.one(pixel, &written);
            (0..3).all(|c| near(turned[c], pixel[c]))
        })
    }
}

fn write(written: &[u8], light: i32) -> u8 {
    let at = (i64::from(light.clamp(0, 65_536)) * STEPS as i64 + 32_768) >> 16;
    written[at as usize]
}

/// The value of sRGB for each step of light.
fn written() -> Vec<u8> {
    (0..=STEPS)
        .map(|step| {
            let light = step as f64 / STEPS as f64;
            let value = match light {
                l if l <= 0.003_130_8 => l * 12.92,
                l => 1.055 * l.powf(1.0 / 2.4) - 0.055,
            };
            (value * 255.0).round() as u8
        })
        .collect()
}

fn rgb(bytes: &[u8]) -> Option<Turn> {
    if bytes.get(20..24) != Some(b"XYZ ") {
        return None;
    }
    let primaries = [xyz(bytes, *b"rXYZ")?, xyz(bytes, *b"gXYZ")?, xyz(bytes, *b"bXYZ")?];
    let light =
        vec![curve(bytes, *b"rTRC")?, curve(bytes, *b"gTRC")?, curve(bytes, *b"bTRC")?];
    let matrix = TO_SRGB.map(|row| {
        primaries.map(|primary| {
            let sum: f64 = row.iter().zip(primary).map(|(m, v)| m * v).sum();
            (sum * 65_536.0).round() as i32
        })
    });
    Some(Turn { light, matrix })
}

fn grey(bytes: &[u8]) -> Option<Turn> {
    Some(Turn { light: vec![curve(bytes, *b"kTRC")?], matrix: IDENTITY })
}

/// What a tag holds.
fn tag(bytes: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    let count = number(bytes, 128)?.min(100) as usize;
    let entry = (0..count)
        .map(|at| 132 + at * 12)
        .find(|at| bytes.get(*at..at + 4) == Some(&name[..]))?;
    let (start, length) =
        (number(bytes, entry + 4)? as usize, number(bytes, entry + 8)? as usize);
    bytes.get(start..start.checked_add(length)?)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A number with 16 bits after the point.
fn fixed(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from(number(bytes, at)?.cast_signed()) / 65_536.0)
}

fn xyz(bytes: &[u8], name: [u8; 4]) -> Option<[f64; 3]> {
    let tag = tag(bytes, name)?.strip_prefix(b"XYZ ")?;
    Some([fixed(tag, 4)?, fixed(tag, 8)?, fixed(tag, 12)?])
}

/// Light for each value, 65,536 for white.
fn curve(bytes: &[u8], name: [u8; 4]) -> Option<[i32; 256]> {
    let tag = tag(bytes, name)?;
    let f: Box<dyn Fn(f64) -> f64> = match tag.get(..4)? {
        b"curv" => sampled(tag)?,
        b"para" => parametric(tag)?,
        _ => return None,
    };
    let mut light = [0; 256];
    for (value, light) in (0_u32..).zip(&mut light) {
        let y = f(f64::from(value) / 255.0);
        *light = (y.clamp(0.0, 1.0) * 65_536.0).round() as i32;
    }
    Some(light)
}

/// `curv`: nothing for a straight line, one number for a power, more for samples.
fn sampled(tag: &[u8]) -> Option<Box<dyn Fn(f64) -> f64>> {
    let count = number(tag, 8)? as usize;
    let samples: Vec<f64> = tag
        .get(12..)?
        .as_chunks::<2>()
        .0
        .iter()
        .take(count)
        .map(|pair| f64::from(u16::from_be_bytes(*pair)))
        .collect();
    if samples.len() < count {
        return None;
    }
    Some(match *samples {
        [] => Box::new(|x| x),
        [power] => Box::new(move |x: f64| x.powf(power / 256.0)),
        _ => Box::new(move |x| {
            let at = x * (samples.len() - 1) as f64;
            let (low, high) = (at.floor() as usize, at.ceil() as usize);
            let part = at - at.floor();
            (samples[low] * (1.0 - part) + samples[high] * part) / 65_535.0
        }),
    })
}

/// `para`: powers with a straight beginning (ICC.1:2010, 10.16).
fn parametric(tag: &[u8]) -> Option<Box<dyn Fn(f64) -> f64>> {
    let kind = u16::from_be_bytes(tag.get(8..10)?.try_into().ok()?);
    let p = |at: usize| fixed(tag, 12 + at * 4);
    let g = p(0)?;
    let (a, b, c, d, e, f) = match kind {
        0 => (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        1 | 2 => {
            let (a, b) = (p(1)?, p(2)?);
            let lift = if kind == 2 { p(3)? } else { 0.0 };
            (a, b, 0.0, -b / a, lift, lift)
        }
        3 => (p(1)?, p(2)?, p(3)?, p(4)?, 0.0, 0.0),
        4 => (p(1)?, p(2)?, p(3)?, p(4)?, p(5)?, p(6)?),
        _ => return None,
    };
    Some(Box::new(
        move |x| if x >= d { (a * x + b).max(0.0).powf(g) + e } else { c * x + f },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::PixelSize;

    /// A profile of those tags.
    fn profile(space: [u8; 4], tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
        let mut head = vec![0; 128];
        head[16..20].copy_from_slice(&space);
        head[20..24].copy_from_slice(b"XYZ ");
        head.extend((tags.len() as u32).to_be_bytes());
        let mut body = vec![];
        for (name, data) in tags {
            let start = 132 + tags.len() * 12 + body.len();
            head.extend(*name);
            head.extend((start as u32).to_be_bytes());
            head.extend((data.len() as u32).to_be_bytes());
            body.extend(data);
        }
        [head, body].concat()
    }

    fn xyz(values: [f64; 3]) -> Vec<u8> {
        let fixed =
            values.map(|v| ((v * 65_536.0).round() as i32).to_be_bytes()).concat();
        [b"XYZ \0\0\0\0", &fixed[..]].concat()
    }

    fn power(gamma: f64) -> Vec<u8> {
        let gamma = ((gamma * 256.0).round() as u16).to_be_bytes();
        [b"curv\0\0\0\0\0\0\0\x01", &gamma[..]].concat()
    }

    fn srgb_curve() -> Vec<u8> {
        let numbers = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];
        let fixed =
            numbers.map(|v: f64| ((v * 65_536.0).round() as i32).to_be_bytes()).concat();
        [b"para\0\0\0\0\0\x03\0\0", &fixed[..]].concat()
    }

    fn of_primaries(primaries: [[f64; 3]; 3], curve: &[u8]) -> Vec<u8> {
        let [r, g, b] = primaries.map(xyz);
        let curve = || curve.to_vec();
        profile(
            *b"RGB ",
            &[
                (b"rXYZ", r),
                (b"gXYZ", g),
                (b"bXYZ", b),
                (b"rTRC", curve()),
                (b"gTRC", curve()),
                (b"bTRC", curve()),
            ],
        )
    }

    const SRGB: [[f64; 3]; 3] =
        [[0.4361, 0.2225, 0.0139], [0.3851, 0.7169, 0.0971], [0.1431, 0.0606, 0.7139]];
    const ADOBE: [[f64; 3]; 3] =
        [[0.6097, 0.3111, 0.0195], [0.2053, 0.6257, 0.0609], [0.1492, 0.0632, 0.7446]];

    fn turned(profile: &[u8], channels: Channels, data: &[u8]) -> Vec<u8> {
        let profile = Profile::read(profile, channels);
        assert!(matches!(profile, Profile::Turn(_)), "{profile:?}");
        let size = PixelSize::new((data.len() / channels.count()) as u32, 1);
        let raster = Raster { size, channels, data: data.to_vec(), alpha: None };
        profile.apply(raster).data
    }

    #[test]
    fn srgb_by_any_name_changes_nothing() {
        let profile = Profile::read(&of_primaries(SRGB, &srgb_curve()), Channels::Rgb);
        assert!(matches!(profile, Profile::Same), "{profile:?}");
    }

    #[test]
    fn adobe_rgb_becomes_srgb() {
        let profile = of_primaries(ADOBE, &power(2.199_22));
        // Values by lcms2, relative colorimetric: greens beyond sRGB are clipped.
        let values = [[128, 128, 128], [200, 100, 50], [0, 255, 0], [60, 120, 180]];
        // By Little CMS 2, relative colorimetric; colours beyond sRGB are clipped.
        let theirs = [[129, 129, 129], [227, 100, 42], [0, 255, 0], [0, 121, 184]];
        let ours = turned(&profile, Channels::Rgb, &values.concat());
        for (ours, theirs) in ours.iter().zip(theirs.concat()) {
            assert!(ours.abs_diff(theirs) <= 1, "{ours} {theirs}");
        }
    }

    #[test]
    fn a_grey_profile_is_followed() {
        // Light in proportion to the value is much darker than sRGB takes it for.
        let line = profile(*b"GRAY", &[(b"kTRC", b"curv\0\0\0\0\0\0\0\0".to_vec())]);
        assert_eq!(turned(&line, Channels::Grey, &[0, 55, 255]), [0, 128, 255]);
    }

    #[test]
    fn profiles_of_tables_are_told() {
        let tables = profile(*b"RGB ", &[(b"A2B0", vec![0; 40])]);
        assert!(matches!(Profile::read(&tables, Channels::Rgb), Profile::Unknown));
        assert!(matches!(Profile::read(b"rubbish", Channels::Rgb), Profile::Same));
    }
}
