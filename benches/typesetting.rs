//! The steps of layout on a paragraph of a hundred words and on a module of many:
//! `cargo bench --bench typesetting --features trial`.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use wwpub::layout::trial::Trial;

/// A hundred words of running text.
const HUNDRED: &str = "A newspaper’s narrow columns are the hardest text there is, and the \
    people who set them by hand knew it well. A compositor had a few seconds for each line, \
    a stick that held some ten of them, and no way to see the paragraph as a whole; where a \
    word would not divide he opened the spaces and went on. The machine that took his place \
    looks at every line before it decides on the first, tries the spaces, then the letters, \
    then a hyphen, and keeps what costs least. It has no opinion about the text, which is a \
    great advantage.";

/// Widths of 30, 38 and 60 characters.
const MEASURES: [(&str, f64); 3] = [("30", 127.1), ("38", 161.0), ("60", 254.1)];

fn paragraph(bench: &mut Criterion) {
    for (name, width) in MEASURES {
        let trial = Trial::new(width);
        let shaped = trial.shape(&[HUNDRED]);
        bench.bench_function(&format!("natural {name}"), |b| {
            b.iter(|| trial.natural(black_box(&shaped[0])));
        });
        bench.bench_function(&format!("every length {name}"), |b| {
            b.iter(|| trial.every_length(black_box(&shaped[0])));
        });
    }
}

fn shaping(bench: &mut Criterion) {
    let trial = Trial::new(161.0);
    let twenty = [HUNDRED; 20];
    bench.bench_function("shape 20 × 100 words", |b| {
        b.iter(|| trial.shape(black_box(&twenty)));
    });
}

fn columns(bench: &mut Criterion) {
    let trial = Trial::new(161.0);
    let column = trial.column(&[HUNDRED; 14]);
    bench.bench_function("balance 14 paragraphs in 3 legs", |b| {
        b.iter(|| trial.balance(black_box(&column), 3));
    });
}

criterion_group!(benches, shaping, paragraph, columns);
criterion_main!(benches);
