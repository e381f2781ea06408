//! How long an issue takes: `cargo bench`, or `cargo bench -- specimen`.
//!
//! Each input is built some times in a folder of its own; the line gives the fastest and
//! the middle one, and the size of what was made.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use wwpub::pipeline::{Edition, Request, make};

fn main() {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let scratch =
        std::env::temp_dir().join(format!("wwpub-bench-{}", std::process::id()));
    let many = scratch.join("many");
    two_hundred(&content.join("1997-01-09"), &many);
    let all = Edition::READERS.to_vec();
    let epub = vec![Edition::Epub];
    let inputs = [
        ("sample", content.join("1997-01-09"), 20, all.clone(), "weekly"),
        ("specimen", content.join("specimen"), 5, all.clone(), "weekly"),
        ("200 articles", many.clone(), 3, all, "weekly"),
        ("200, EPUB", many.clone(), 5, epub.clone(), "weekly"),
        ("200, no print", many, 10, epub, "screen"),
    ];
    for (name, input, times, editions, style) in inputs {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            let mut request = Request::new(input);
            request.editions = editions;
            request.style = Some(style.into());
            request.output = Some(scratch.join("out"));
            measure(name, &request, times);
        }
    }
    drop(fs::remove_dir_all(&scratch));
}

#[expect(clippy::print_stdout, reason = "the lines are the result")]
fn measure(name: &str, request: &Request, times: usize) {
    let mut took: Vec<Duration> = vec![];
    let mut bytes = 0;
    for _ in 0..times {
        let (outcome, time) = timed(|| make(request));
        assert!(!outcome.made.is_empty(), "{name}: {:#?}", outcome.findings);
        took.push(time);
        let size = |path: &PathBuf| fs::metadata(path).map_or(0, |file| file.len());
        bytes = outcome.made.iter().map(|made| size(&made.path)).sum::<u64>();
    }
    took.sort();
    let (fastest, middle) = (took[0], took[took.len() / 2]);
    println!(
        "{name:14} fastest {fastest:8.1?}  middle {middle:8.1?}  {} KB",
        bytes / 1000
    );
}

#[expect(clippy::disallowed_methods, reason = "a benchmark is about time")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (work(), start.elapsed())
}

/// An issue of two hundred articles of 1,200 words, each with the paragraphs of the sample
/// in another order and begun elsewhere, so that nothing is set twice alike.
#[expect(clippy::disallowed_methods, reason = "the benchmark makes its own input")]
fn two_hundred(sample: &Path, folder: &Path) {
    fs::create_dir_all(folder).expect("a folder for the articles");
    let text = fs::read_to_string(sample.join("mission-impossible-in-peru.txt"))
        .expect("the sample");
    let paragraphs: Vec<&str> =
        text.split("\n\n").filter(|part| part.trim().len() > 200).collect();
    for n in 0..200_usize {
        let mut article = format!("---\ntitle: Report {n} from the benches\n---\n");
        let (mut words, mut i) = (0, n);
        while words < 1_200 {
            let paragraph = paragraphs[i % paragraphs.len()];
            let from =
                paragraph.match_indices(' ').nth(i % 40).map_or(0, |(at, _)| at + 1);
            let text = format!("No {i}. {}", paragraph[from..].trim());
            let text: Vec<&str> = text.split(' ').take(1_200 - words).collect();
            words += text.len();
            article.push_str(&format!("\n{}\n", text.join(" ")));
            i += 1;
        }
        fs::write(folder.join(format!("report-{n:03}.md")), article).expect("an article");
    }
    let issue = "paper = \"The Bench\"\ndate = \"2026-11-25\"\n";
    fs::write(folder.join("issue.toml"), issue).expect("the manifest");
    let styles = folder.join("styles");
    fs::create_dir_all(&styles).expect("a folder for the style");
    let screen = "extends = \"weekly\"\n[reader]\nprinted-pages = false\n";
    fs::write(styles.join("screen.toml"), screen).expect("the style");
    fs::write(folder.join("wwpub.toml"), "name = \"The Bench\"\n").expect("the paper");
}
