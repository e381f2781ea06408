//! The scaler: Catmull-Rom, widened where the picture becomes smaller, in whole numbers,
//! so that every processor and every number of threads gives the same pixels.

use rayon::prelude::*;

use super::PixelSize;
use super::raster::{Channels, Raster};

/// Fractional bits of a weight.
const WEIGHT: u32 = 14;
/// Fractional bits of a value between the two passes; with the overshoot of the curve it
/// stays in an `i16`.
const BETWEEN: u32 = 6;

/// The picture at exactly that size. Colours under transparent places do not bleed.
pub(super) fn resize(raster: Raster, to: PixelSize) -> Raster {
    if raster.size == to {
        return raster;
    }
    let channels = raster.channels;
    let Some(alpha) = &raster.alpha else {
        let data = match channels {
            Channels::Grey => plane::<1>(&raster.data, raster.size, to),
            Channels::Rgb => plane::<3>(&raster.data, raster.size, to),
        };
        return Raster { size: to, channels, data, alpha: None };
    };
    let mut pixels = Vec::with_capacity(alpha.len() * 4);
    for (colour, a) in raster.to_rgba().as_chunks::<4>().0.iter().zip(alpha) {
        let times = |v: u8| ((u32::from(v) * u32::from(*a) + 127) / 255) as u8;
        pixels.extend([times(colour[0]), times(colour[1]), times(colour[2]), *a]);
    }
    let mut pixels = plane::<4>(&pixels, raster.size, to);
    for pixel in pixels.as_chunks_mut::<4>().0 {
        let a = u32::from(pixel[3]);
        for value in &mut pixel[..3] {
            let by = (u32::from(*value) * 255 + a / 2).checked_div(a).unwrap_or(0);
            *value = by.min(255) as u8;
        }
    }
    Raster::parted::<4>(to, &pixels).tidy()
}

/// Inks at exactly that size, plate by plate.
pub(super) fn inks(data: Vec<u8>, from: PixelSize, to: PixelSize) -> Vec<u8> {
    if from == to { data } else { plane::<4>(&data, from, to) }
}

/// Interleaved values of `N` channels at another size.
fn plane<const N: usize>(data: &[u8], from: PixelSize, to: PixelSize) -> Vec<u8> {
    let across = taps(from.width, to.width);
    let wide = to.width as usize * N;
    let mut between = vec![0_i16; wide * from.height as usize];
    between
        .par_chunks_exact_mut(wide)
        .zip(data.par_chunks_exact(from.width as usize * N))
        .for_each(|(out, row)| squeeze_row::<N>(row, &across, out));
    let down = taps(from.height, to.height);
    let mut data = vec![0_u8; wide * to.height as usize];
    data.par_chunks_exact_mut(wide)
        .zip(&down)
        .for_each(|(out, taps)| blend_rows(&between, taps, out));
    data
}

fn squeeze_row<const N: usize>(row: &[u8], across: &[Taps], out: &mut [i16]) {
    let half = 1 << (WEIGHT - BETWEEN - 1);
    let (row, _) = row.as_chunks::<N>();
    for (out, taps) in out.as_chunks_mut::<N>().0.iter_mut().zip(across) {
        let mut sums = [half; N];
        for (pixel, weight) in row[taps.start..].iter().zip(&taps.weights) {
            for (sum, value) in sums.iter_mut().zip(pixel) {
                *sum += i32::from(*value) * weight;
            }
        }
        *out = sums.map(|sum| (sum >> (WEIGHT - BETWEEN)) as i16);
    }
}

fn blend_rows(between: &[i16], taps: &Taps, out: &mut [u8]) {
    let wide = out.len();
    let mut sums = vec![1_i32 << (WEIGHT + BETWEEN - 1); wide];
    let rows = between[taps.start * wide..].chunks_exact(wide);
    for (row, weight) in rows.zip(&taps.weights) {
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += i32::from(*value) * weight;
        }
    }
    for (out, sum) in out.iter_mut().zip(sums) {
        *out = (sum >> (WEIGHT + BETWEEN)).clamp(0, 255) as u8;
    }
}

/// Which pixels of the source make one pixel, and with what weights; these sum to one.
struct Taps {
    start: usize,
    weights: Vec<i32>,
}

fn taps(from: u32, to: u32) -> Vec<Taps> {
    let step = f64::from(from) / f64::from(to);
    let wide = step.max(1.0);
    (0..to)
        .map(|at| {
            let centre = (f64::from(at) + 0.5) * step - 0.5;
            let first = (centre - 2.0 * wide).ceil().max(0.0);
            let last = (centre + 2.0 * wide).floor().min(f64::from(from - 1));
            let curve: Vec<f64> = (first as u32..=last as u32)
                .map(|source| catmull_rom((f64::from(source) - centre) / wide))
                .collect();
            Taps { start: first as usize, weights: normal(&curve) }
        })
        .collect()
}

/// The curve in fixed point; what rounding leaves over goes to the heaviest weight.
fn normal(curve: &[f64]) -> Vec<i32> {
    let one = 1_i32 << WEIGHT;
    let sum: f64 = curve.iter().sum();
    let mut weights: Vec<i32> =
        curve.iter().map(|w| (w / sum * f64::from(one)).round() as i32).collect();
    let rest = one - weights.iter().sum::<i32>();
    if let Some(heaviest) = weights.iter_mut().max_by_key(|weight| **weight) {
        *heaviest += rest;
    }
    weights
}

fn catmull_rom(x: f64) -> f64 {
    match x.abs() {
        x if x < 1.0 => (1.5 * x - 2.5) * x * x + 1.0,
        x if x < 2.0 => ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(width: u32, height: u32, f: impl Fn(u32, u32) -> u8) -> Raster {
        let data = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let data = data.map(|(x, y)| f(x, y)).collect();
        let size = PixelSize::new(width, height);
        Raster { size, channels: Channels::Grey, data, alpha: None }
    }

    #[test]
    fn even_tone_stays_even() {
        for to in [PixelSize::new(7, 3), PixelSize::new(200, 333), PixelSize::new(1, 1)] {
            let scaled = resize(grey(64, 48, |_, _| 201), to);
            assert!(scaled.data.iter().all(|v| *v == 201), "{to:?}");
            assert_eq!(scaled.data.len() as u64, to.count());
        }
    }

    #[test]
    fn a_fine_screen_becomes_its_tone() {
        let screen = grey(400, 400, |x, y| if (x + y) % 2 == 0 { 0 } else { 255 });
        let scaled = resize(screen, PixelSize::new(50, 50));
        assert!(scaled.data.iter().all(|v| (126..=129).contains(v)));
    }

    #[test]
    fn colour_under_transparent_places_does_not_bleed() {
        let size = PixelSize::new(8, 1);
        let pixels: Vec<u8> = (0..8)
            .flat_map(|x| if x < 4 { [255, 0, 0, 255] } else { [0, 255, 0, 0] })
            .collect();
        let scaled = resize(Raster::parted::<4>(size, &pixels), PixelSize::new(5, 1));
        for (pixel, a) in scaled.data.chunks(3).zip(scaled.alpha.unwrap()) {
            assert!(a == 0 || pixel == [255, 0, 0], "{pixel:?} {a}");
        }
    }
}
