//! What comes out: where, under which names, whole or not at all, the same every time.

use super::scratch::{STORY, Scratch};
use wwpub::cli::Exit;

const BOTH: [&str; 2] =
    ["out/the-galley-2026-11-19.epub", "out/the-galley-2026-11-19.pdf"];

/// All that a clean build has to say.
const NO_PRESS: &str =
    "note[s-040]: no press edition: the style names no profile of a press\n";

#[test]
fn files_go_beside_the_paper_or_where_one_stands() {
    let paper = Scratch::paper();
    let (exit, out, err) = paper.say(&["build", "issue"]);
    assert_eq!(
        (exit, out.as_str(), err.as_str()),
        (Exit::Made, &*BOTH.join("\n").add_line(), NO_PRESS)
    );
    assert_eq!(paper.made(), BOTH);

    let loose = Scratch::new()
        .with("issue/issue.toml", "paper = \"Loose\"\ndate = \"2026-11-19\"\n")
        .with("issue/story.md", STORY);
    assert_eq!(loose.run(&["epub", "issue"]).exit, Exit::Made);
    assert_eq!(loose.made(), ["loose-2026-11-19.epub"]);
}

trait AddLine {
    fn add_line(self) -> Self;
}

impl AddLine for String {
    fn add_line(self) -> Self {
        self + "\n"
    }
}

#[test]
fn the_name_behind_o_is_a_file_or_a_folder() {
    let made = |words: &[&str]| {
        let paper = Scratch::paper();
        let ran = paper.run(words);
        assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
        paper.made()
    };
    assert_eq!(made(&["epub", "issue", "-o", "x/y.epub"]), ["x/y.epub"]);
    assert_eq!(made(&["pdf", "issue", "-o", "x"]), ["x/the-galley-2026-11-19.pdf"]);
    assert_eq!(made(&["build", "issue", "-o", "x.d/"]).len(), 2);
}

#[test]
fn a_booklet_is_made_where_the_style_or_the_command_asks_for_it() {
    let made = |words: &[&str]| {
        let paper = Scratch::paper();
        let ran = paper.run(words);
        assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
        paper.made()
    };
    let booklet = "out/the-galley-2026-11-19-booklet.pdf";
    assert_eq!(made(&["build", "issue", "--style", "weekly"]), BOTH);
    assert_eq!(
        made(&["build", "issue", "--style", "pamphlet"]),
        [booklet, BOTH[0], BOTH[1]]
    );
    for style in ["weekly", "pamphlet"] {
        let words = ["pdf", "issue", "--for", "booklet", "--style", style];
        assert_eq!(made(&words), [booklet]);
    }
}

#[test]
fn one_article_does_not_take_the_place_of_its_issue() {
    let paper = Scratch::paper().with("issue/other.md", STORY);
    let ran = paper.run(&["epub", "issue/story.md"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    assert_eq!(paper.made(), ["out/the-galley-2026-11-19-story.epub"]);
}

#[test]
fn an_archive_is_its_issues_and_one_fault_stops_one_issue() {
    let paper = Scratch::paper()
        .with("1997/09/issue.toml", "date = \"1997-01-09\"\n")
        .with("1997/09/a.md", STORY)
        .with("1997/16/issue.toml", "date = \"1997-01-32\"\n")
        .with("1997/16/a.md", STORY)
        .with("_standing/imprint.md", STORY)
        .with("loose.md", STORY);
    let ran = paper.run(&["epub"]);
    assert_eq!(ran.exit, Exit::Faulty, "{ran:#?}");
    assert!(ran.codes("error").contains(&"i-015"));
    assert_eq!(ran.codes("note"), ["i-120"]);
    let made = ["out/the-galley-1997-01-09.epub", "out/the-galley-2026-11-19.epub"];
    assert_eq!(paper.made(), made);
    assert_eq!(ran.out.lines().count(), 2);
}

#[test]
fn two_issues_of_one_day_are_told_apart_by_an_error() {
    let paper = Scratch::paper()
        .with("twin/issue.toml", "date = \"2026-11-19\"\n")
        .with("twin/a.md", STORY);
    let ran = paper.run(&["epub"]);
    assert_eq!(ran.codes("error"), ["i-123"], "{ran:#?}");
    assert!(ran.text("i-123").contains("`twin` and `issue`"));
}

#[test]
fn standing_pieces_come_by_name_with_their_pictures() {
    let paper = Scratch::paper()
        .with("issue/issue.toml", "date = \"2026-11-19\"\nstanding = [\"imprint\"]\n")
        .with("_standing/imprint.md", "# Imprint\n\nOurs.\n\n![A dot](media/dot.png)\n")
        .with("_standing/media/dot.png", super::scratch::dot())
        .with("_standing/other.md", STORY);
    let ran = paper.run(&["build", "issue"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    let (_, model, _) = paper.say(&["model", "issue"]);
    assert!(
        model.contains("\"slug\": \"imprint\"") && !model.contains("\"slug\": \"other\"")
    );
}

#[test]
fn an_older_file_stays_whole_where_the_run_fails() {
    let paper = Scratch::paper()
        .with(BOTH[0], "an older EPUB")
        .with(BOTH[1], "an older PDF")
        .with("issue/a.md", "# A\n\n![A dot](media/dit.png)\n");
    assert_eq!(paper.run(&["build", "issue"]).exit, Exit::Faulty);
    assert_eq!(paper.read(BOTH[0]), b"an older EPUB");
    assert_eq!(paper.read(BOTH[1]), b"an older PDF");
    assert_eq!(paper.made(), BOTH);
}

#[test]
fn where_one_edition_cannot_be_written_none_is() {
    let paper = Scratch::paper()
        .with(BOTH[0], "an older EPUB")
        .with("out/the-galley-2026-11-19.pdf/x.txt", "in the way");
    let ran = paper.run(&["build", "issue"]);
    assert_eq!((ran.exit, ran.codes("error")), (Exit::World, vec!["w-003"]), "{ran:#?}");
    assert_eq!(paper.read(BOTH[0]), b"an older EPUB");
    assert_eq!(paper.made(), [BOTH[0]]);
}

#[test]
fn the_same_bytes_in_any_folder_with_any_number_of_threads() {
    let build = |jobs: &str| {
        let paper = Scratch::paper()
            .with(
                "issue/b.md",
                "# B\n\nSee [there](article:story).\n\n![A](media/d.png)\n",
            )
            .with("issue/c.txt", "WeeklyWorker\n\n09.01.1997\n\nThe third\n\nText.\n")
            .with("issue/media/d.png", super::scratch::dot());
        let ran = paper.run(&["build", "issue", "--jobs", jobs]);
        assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
        let first = BOTH.map(|file| paper.read(file));
        assert_eq!(paper.run(&["build", "issue", "--jobs", jobs]).exit, Exit::Made);
        assert!(first == BOTH.map(|file| paper.read(file)), "a second run differs");
        first
    };
    let (one, two) = (build("1"), build("2"));
    for (name, (a, b)) in BOTH.iter().zip(one.iter().zip(&two)) {
        assert!(a == b, "{name} differs between one and two threads");
    }
}

#[test]
fn a_paper_without_print_pages_has_an_epub_without_them() {
    let style = "extends = \"weekly\"\n[reader]\nprinted-pages = false\n";
    let paper = Scratch::paper().with("styles/screen.toml", style);
    for (verb, pages) in [("epub", 0), ("build", 1)] {
        let ran = paper.run(&[verb, "issue", "--style", "screen"]);
        assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
        assert_eq!(paper.made().len(), 1 + pages, "{verb}");
        let book = paper.unpacked(BOTH[0]);
        assert!(book.iter().any(|(name, _)| name == "OEBPS/images/cover.jpg"));
        let text: String = book.iter().map(|(_, text)| text.as_str()).collect();
        assert!(text.contains("Lead: The first van"), "the cover is described");
        for word in ["pagebreak", "page-list", "pageList", "pageBreakSource", "page 1"] {
            assert!(!text.contains(word), "{verb}: {word}");
        }
    }
}

#[test]
fn the_day_of_the_last_change_can_be_said() {
    let paper = Scratch::paper();
    assert_eq!(
        paper.run(&["epub", "issue", "--modified", "2026-11-21"]).exit,
        Exit::Made
    );
    let book = paper.unpacked(BOTH[0]);
    let opf = &book.iter().find(|(name, _)| name.ends_with("content.opf")).unwrap().1;
    assert!(opf.contains(">2026-11-21T00:00:00Z<"), "{opf}");
    let ran = paper.run(&["epub", "issue", "--modified", "21.11.2026"]);
    assert_eq!((ran.exit, ran.codes("error")), (Exit::Usage, vec!["u-001"]));
}

#[test]
fn a_press_edition_is_built_where_its_profile_is_named() {
    let own = "extends = \"weekly\"\n[press]\nprofile = \"styles/press.icc\"\n";
    let paper = Scratch::paper()
        .with("styles/own.toml", own)
        .with("styles/press.icc", crate::press_profile::profile());
    let ran = paper.run(&["build", "issue", "--style", "own"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    assert!(ran.findings.is_empty(), "{ran:#?}");
    let press = "out/the-galley-2026-11-19-press.pdf";
    assert_eq!(paper.made(), [press, BOTH[0], BOTH[1]]);
    assert!(paper.read(press).starts_with(b"%PDF-1.6"));

    let words = ["pdf", "issue", "--for", "press", "--standard", "x1a", "-o", "x.pdf"];
    assert_eq!(paper.run(&[&words[..], &["--style", "own"]].concat()).exit, Exit::Made);
    assert!(paper.read("x.pdf").starts_with(b"%PDF-1.3"));
}

#[test]
fn a_file_for_kindle_is_called_by_its_title() {
    let paper = Scratch::paper();
    let ran = paper.run(&["epub", "issue", "--for", "kindle"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    assert_eq!(paper.made(), ["out/The Galley 7, 19 November 2026.epub"]);
    let odd = "name = \"../A/C: <\\u0007D?>\"\n";
    let paper = paper.with("wwpub.toml", odd);
    paper.run(&["epub", "issue", "--for", "kindle"]);
    assert!(
        paper.made().contains(&"out/A C D 7, 19 November 2026.epub".to_owned()),
        "{:?}",
        paper.made()
    );
}
