//! The words of the command line and what it prints.

use super::scratch::{Scratch, dot};
use wwpub::cli::Exit;
use wwpub::model::from_json;

#[test]
fn the_model_is_printed_and_can_be_read_back() {
    let paper = Scratch::paper().with("issue/b.md", "# B\n\n'So - there'\n");
    let (exit, out, err) = paper.say(&["model", "issue"]);
    assert_eq!((exit, err.as_str()), (Exit::Made, ""));
    let issue = from_json(&out).expect("the model");
    assert_eq!(issue.articles().count(), 2);
    assert!(out.contains("‘So\u{a0}– there’"), "{out}");
    assert!(out.contains("\"no\": 1"), "{out}");
}

#[test]
fn the_schema_describes_the_model() {
    let (exit, out, _) = Scratch::new().say(&["model", "--schema"]);
    assert_eq!(exit, Exit::Made);
    let schema: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(schema["title"], "Issue");
    assert!(schema["$defs"]["Article"]["properties"]["headline"].is_object());
}

#[test]
fn the_model_of_an_archive_is_refused() {
    let paper = Scratch::paper().with("b/issue.toml", "").with("b/x.md", "# X\n\nY.\n");
    let ran = paper.run(&["model"]);
    assert_eq!((ran.exit, ran.codes("error")), (Exit::Usage, vec!["u-006"]));
}

#[test]
fn styles_are_listed_with_their_sizes() {
    let paper = Scratch::paper()
        .with("styles/broad.toml", "[page]\nsize = [\"375mm\", \"597mm\"]\n");
    let (exit, out, _) = paper.say(&["styles"]);
    assert_eq!(exit, Exit::Made);
    assert!(out.contains("weekly       210 × 297 mm, 3 columns\n"), "{out}");
    assert!(
        out.contains("broad        375 × 597 mm") && out.contains("your own"),
        "{out}"
    );
    let (_, json, _) = paper.say(&["styles", "--format", "json"]);
    assert!(json.lines().all(|line| line.starts_with("{\"name\":")), "{json}");
}

#[test]
fn findings_are_printed_for_people() {
    let paper = Scratch::paper()
        .with("styles/ours.toml", "[grid]\ngutter = \"4px\"\n[rule]\ncolumn = \"1px\"\n");
    let (exit, out, err) = paper.say(&["build", "issue", "--style", "ours"]);
    assert_eq!((exit, out.as_str()), (Exit::Faulty, ""));
    insta::assert_snapshot!(err, @"
    error[s-004]: unknown unit `px`
      styles/ours.toml:2:11
      styles/ours.toml:4:11
      hint: write `9pt`, `3mm` or `1.5cm`
    2 errors: nothing was made
    ");
}

#[test]
fn help_is_for_editors() {
    let (exit, out, err) = Scratch::new().say(&["--help"]);
    assert_eq!((exit, err.as_str()), (Exit::Made, ""));
    for word in ["Examples:", "wwpub build", "--draft", "Exit codes"] {
        assert!(out.contains(word), "{word}: {out}");
    }
    let (exit, out, err) = Scratch::new().say(&[]);
    assert_eq!((exit, out.as_str()), (Exit::Usage, ""));
    assert!(err.contains("Usage: wwpub"), "{err}");
}

#[test]
fn a_misspelt_word_is_answered_with_the_nearest() {
    let (exit, _, err) = Scratch::new().say(&["biuld"]);
    assert_eq!(exit, Exit::Usage);
    assert!(err.contains("'build'"), "{err}");
}

#[test]
fn codes_are_explained() {
    let (exit, out, _) = Scratch::new().say(&["explain", "g-020"]);
    assert_eq!(exit, Exit::Made);
    assert!(out.starts_with("g-020: a picture is not there"), "{out}");
    let ran = Scratch::new().run(&["explain", "g-999"]);
    assert_eq!((ran.exit, ran.codes("error")), (Exit::Usage, vec!["u-007"]));
}

#[test]
fn a_check_says_what_is_wrong_and_makes_nothing() {
    let paper = Scratch::paper().with("wwpub.toml", "name = \"The Galley\"\n");
    let ran = paper.run(&["check", "issue"]);
    assert_eq!((ran.exit, ran.codes("note")), (Exit::Made, vec!["c-006"]), "{ran:#?}");
    let (exit, out, err) = paper.say(&["check", "issue", "--quiet"]);
    assert_eq!((exit, out.as_str(), err.as_str()), (Exit::Made, "", ""));
    assert_eq!(paper.made(), [""; 0]);

    let story = "# A\n\nText.\n\n![dot](media/dot.png)\n";
    let paper = paper.with("issue/b.md", story).with("issue/media/dot.png", dot());
    let ran = paper.run(&["check", "issue"]);
    assert_eq!((ran.exit, ran.codes("error")), (Exit::Faulty, vec!["c-001"]));
    assert_eq!(ran.places("c-001"), ["issue/b.md:5:1"]);
    let (_, _, err) = paper.say(&["check", "issue"]);
    assert!(err.ends_with("1 error\n"), "{err}");
}

#[test]
fn a_finished_file_is_checked_by_itself() {
    let paper = Scratch::paper();
    paper.run(&["build", "issue", "-o", "x"]);
    let ran = paper.run(&["check", "x/the-galley-2026-11-19.epub"]);
    assert_eq!((ran.exit, ran.findings.len()), (Exit::Made, 0), "{ran:#?}");
    let ran = paper.run(&["check", "x/the-galley-2026-11-19.pdf"]);
    assert_eq!((ran.exit, ran.findings.len()), (Exit::Made, 0), "{ran:#?}");
    let paper =
        paper.with("x/bad.epub", "no archive").with("x/bad.pdf", "%PDF-1.7 no file");
    let ran = paper.run(&["check", "x/bad.pdf"]);
    assert_eq!((ran.exit, ran.codes("error")), (Exit::Faulty, vec!["p-001"]));
    let ran = paper.run(&["check", "x/bad.epub"]);
    assert_eq!((ran.exit, ran.codes("error")), (Exit::Faulty, vec!["e-005"]));
}
