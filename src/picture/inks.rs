//! From screen colours to the inks of a press, as its ICC profile says.
//!
//! Relative colorimetric with black-point compensation, the custom of the trade: white is
//! the paper's, the darkest tone of the picture becomes the darkest the press can print,
//! and what lies between keeps its distances. The table of colours is read by `moxcms`;
//! the compensation is ours (Adobe, *Black Point Compensation*, 2006): black is neutral,
//! so that the scaling of XYZ is the same scaling of each channel's light.

use std::fmt;
use std::sync::Arc;

use moxcms::{
    ColorProfile, DataColorSpace, Layout, ProfileClass, RenderingIntent,
    Transform16BitExecutor, TransformOptions,
};

use super::Plates;
use super::raster::{Channels, Raster};

/// A press: its profile, and how much ink its paper bears.
#[derive(Clone)]
pub struct Inks {
    /// The profile as it was read.
    profile: Vec<u8>,
    name: String,
    /// The most ink on one spot, in hundredths of one ink.
    limit: u16,
    transform: Arc<Transform16BitExecutor>,
    /// The compensated value for each value of a channel.
    compensated: [u16; 256],
    /// The black ink that is as light as each grey.
    black: [u8; 256],
}

impl fmt::Debug for Inks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inks").field("name", &self.name).finish_non_exhaustive()
    }
}

/// How many bytes a pixel of inks takes.
const INKS: usize = 4;
const SRGB: &[u8] = include_bytes!("../../styles/icc/sRGB.icc");

impl Inks {
    /// The press of a profile in `file`; `limit` in hundredths of an ink. `None` where it
    /// is not the profile of a press with four inks.
    pub fn read(file: &str, profile: Vec<u8>, limit: u16) -> Option<Self> {
        let press = ColorProfile::new_from_slice(&profile).ok().filter(|p| {
            p.color_space == DataColorSpace::Cmyk
                && p.profile_class == ProfileClass::OutputDevice
        })?;
        let srgb = ColorProfile::new_from_slice(SRGB).expect("our own profile is whole");
        let options = TransformOptions {
            rendering_intent: RenderingIntent::RelativeColorimetric,
            prefer_fixed_point: false,
            ..TransformOptions::default()
        };
        let there = srgb
            .create_transform_16bit(Layout::Rgb, &press, Layout::Rgba, options)
            .ok()?;
        let back = press
            .create_transform_16bit(Layout::Rgba, &srgb, Layout::Rgb, options)
            .ok()?;
        let inks_of_black = turn::<3, INKS>(&*there, [0; 3]);
        let black = light(turn::<INKS, 3>(&*back, inks_of_black));
        let key: Vec<f64> = (0..=255)
            .map(|k| light(turn::<INKS, 3>(&*back, [0, 0, 0, k * 257])))
            .collect();
        Some(Self {
            name: description(&press).unwrap_or_else(|| file.to_owned()),
            profile,
            limit,
            transform: there,
            compensated: compensated(black),
            black: black_for_greys(&key),
        })
    }

    /// The profile's bytes.
    pub fn profile(&self) -> &[u8] {
        &self.profile
    }

    /// What the profile calls itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The most ink on one spot, in hundredths of an ink.
    pub fn limit(&self) -> u16 {
        self.limit
    }

    /// The same in 1/255 of one ink.
    fn most(&self) -> u32 {
        u32::from(self.limit) * 255 / 100
    }

    /// Four bytes of ink for each pixel of red, green and blue, 255 for solid.
    pub(super) fn separate(&self, rgb: &[u8]) -> Vec<u8> {
        let values: Vec<u16> = rgb.iter().map(|value| self.value(*value)).collect();
        let mut inks = vec![0_u16; values.len() / 3 * INKS];
        self.transform.transform(&values, &mut inks).expect("as many pixels as before");
        let mut inks: Vec<u8> = inks.into_iter().map(byte).collect();
        self.within_limit(&mut inks);
        inks
    }

    /// The inks of a colour of sRGB, 255 for solid: black alone for greys, and for every
    /// colour on a page without others.
    pub fn of(&self, rgb: [u8; 3], plates: Plates) -> [u8; INKS] {
        let [r, g, b] = rgb;
        if plates == Plates::Black || r == g && g == b {
            return [0, 0, 0, self.black[usize::from(grey(rgb))]];
        }
        let inks = turn::<3, INKS>(&*self.transform, rgb.map(|v| self.value(v)));
        limited(inks.map(byte), self.most())
    }

    /// Inks as another program made them, held within the limit.
    pub(super) fn within_limit(&self, inks: &mut [u8]) {
        let most = self.most();
        for pixel in inks.as_chunks_mut::<INKS>().0 {
            *pixel = limited(*pixel, most);
        }
    }

    /// One byte of black ink for each pixel, as light as its colour.
    pub(super) fn black_only(&self, raster: &Raster) -> Vec<u8> {
        match raster.channels {
            Channels::Grey => {
                raster.data.iter().map(|grey| self.black[usize::from(*grey)]).collect()
            }
            Channels::Rgb => {
                let pixels = raster.data.as_chunks::<3>().0;
                pixels.iter().map(|rgb| self.black[usize::from(grey(*rgb))]).collect()
            }
        }
    }

    fn value(&self, value: u8) -> u16 {
        self.compensated[usize::from(value)]
    }
}

fn description(profile: &ColorProfile) -> Option<String> {
    use moxcms::ProfileText;
    let text = match profile.description.as_ref()? {
        ProfileText::PlainString(text) => text.clone(),
        ProfileText::Localizable(texts) => texts.first()?.value.clone(),
        ProfileText::Description(text) => text.ascii_string.clone(),
    };
    let text = text.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    (!text.is_empty()).then(|| text.to_owned())
}

fn turn<const FROM: usize, const TO: usize>(
    transform: &Transform16BitExecutor,
    from: [u16; FROM],
) -> [u16; TO] {
    let mut to = [0; TO];
    transform.transform(&from, &mut to).expect("one pixel gives one");
    to
}

/// The luminance of a colour of sRGB, 1 for white (IEC 61966-2-1).
fn light(rgb: [u16; 3]) -> f64 {
    let [r, g, b] = rgb.map(|v| to_light(f64::from(v) / 65_535.0));
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn to_light(value: f64) -> f64 {
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn from_light(light: f64) -> f64 {
    if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    }
}

/// For each value of a channel that of the picture whose black is as light as the press's.
fn compensated(black: f64) -> [u16; 256] {
    std::array::from_fn(|value| {
        let light = to_light(value as f64 / 255.0);
        (from_light(black + (1.0 - black) * light) * 65_535.0).round() as u16
    })
}

/// For each grey the black ink that is as light, between the paper's white and the solid;
/// `key` is the luminance of each tone of black.
fn black_for_greys(key: &[f64]) -> [u8; 256] {
    let (paper, solid) = (key[0], key[255]);
    std::array::from_fn(|grey| {
        let light = solid + (paper - solid) * to_light(grey as f64 / 255.0);
        // Tones fall in lightness as ink grows.
        key.partition_point(|of_tone| *of_tone > light).min(255) as u8
    })
}

/// The luma of a colour (ITU-R BT.709).
fn grey([r, g, b]: [u8; 3]) -> u8 {
    let sum = 2126 * u32::from(r) + 7152 * u32::from(g) + 722 * u32::from(b);
    ((sum + 5000) / 10_000) as u8
}

fn byte(value: u16) -> u8 {
    ((u32::from(value) * 255 + 32_767) / 65_535) as u8
}

/// Inks that bear no more than `limit`: the colours give way in their shares, black stays.
fn limited([c, m, y, k]: [u8; INKS], limit: u32) -> [u8; INKS] {
    let colours = u32::from(c) + u32::from(m) + u32::from(y);
    let room = limit.saturating_sub(u32::from(k));
    if colours <= room {
        return [c, m, y, k];
    }
    let [c, m, y] = [c, m, y].map(|ink| (u32::from(ink) * room / colours) as u8);
    [c, m, y, k]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_give_way_to_the_limit_and_black_stays() {
        assert_eq!(limited([100, 100, 100, 100], 400), [100, 100, 100, 100]);
        assert_eq!(limited([200, 100, 100, 100], 300), [100, 50, 50, 100]);
        assert_eq!(limited([255, 255, 255, 255], 255), [0, 0, 0, 255]);
    }

    #[test]
    fn greys_are_between_paper_and_solid_black() {
        let key: Vec<f64> = (0..=255).map(|k| 1.0 - f64::from(k) / 300.0).collect();
        let black = black_for_greys(&key);
        assert_eq!((black[255], black[0]), (0, 255));
        assert!(black.is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn white_stays_white_when_black_is_compensated() {
        let table = compensated(0.02);
        assert_eq!(table[255], 65_535);
        assert!(table[0] > 5_000 && table.is_sorted());
        assert_eq!(compensated(0.0)[0], 0);
    }

    #[test]
    fn a_screen_profile_is_not_a_press() {
        assert!(Inks::read("sRGB.icc", SRGB.to_vec(), 220).is_none());
        assert!(Inks::read("x", vec![0; 300], 220).is_none());
    }
}
