//! Bad input: each fault has its code and place, and no file appears.

use super::scratch::{Ran, STORY, Scratch, dot};
use wwpub::cli::Exit;

/// A fault of an author, in a paper that is right but for it.
pub(super) struct Fault {
    pub(super) name: &'static str,
    /// What is put into the paper, over what is there.
    files: &'static [(&'static str, &'static str)],
    pub(super) words: &'static [&'static str],
    code: &'static str,
    /// Where it is; empty where there is no place.
    place: &'static str,
    exit: Exit,
}

const fn content(
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    code: &'static str,
    place: &'static str,
) -> Fault {
    Fault { name, files, words: &["build", "issue"], code, place, exit: Exit::Faulty }
}

/// Faults of the content: `--draft` passes over them.
pub(super) const CONTENT: &[Fault] = &[
    content(
        "missing picture",
        &[("issue/a.md", "# A\n\nText.\n\n![A dot](media/dit.png)\n")],
        "g-020",
        "issue/a.md:5:1",
    ),
    content(
        "picture outside by dots",
        &[("issue/a.md", "# A\n\nText.\n\n![A dot](../dot.png)\n")],
        "i-060",
        "issue/a.md:5:1",
    ),
    content(
        "picture outside by escaped dots",
        &[("issue/a.md", "# A\n\nText.\n\n![A dot](media/%2e%2e/%2E%2E/dot.png)\n")],
        "i-060",
        "issue/a.md:5:1",
    ),
    content(
        "picture by absolute path",
        &[("issue/a.md", "# A\n\nText.\n\n![A dot](/etc/hostname)\n")],
        "i-060",
        "issue/a.md:5:1",
    ),
    content(
        "picture by address",
        &[("issue/a.md", "# A\n\nText.\n\n![A dot](https://example.org/dot.png)\n")],
        "i-060",
        "issue/a.md:5:1",
    ),
    content(
        "not a picture",
        &[
            ("issue/media/x.png", "<html>Not found</html>"),
            ("issue/a.md", "# A\n\nText.\n\n![A dot](media/x.png)\n"),
        ],
        "g-002",
        "issue/a.md:5:1",
    ),
    content(
        "invalid date in an article",
        &[("issue/a.md", "---\ntitle: A\ndate: 1997-02-30\n---\n\nText.\n")],
        "i-015",
        "issue/a.md:3:7",
    ),
    content(
        "invalid date of the issue",
        &[("issue/issue.toml", "number = 7\ndate = \"31 November 2026\"\n")],
        "i-015",
        "issue/issue.toml:2:8",
    ),
    content(
        "two articles with one slug",
        &[(
            "issue/story.txt",
            "The second van\n\nIt leaves at five, and somebody waves.\n",
        )],
        "i-101",
        "issue/story.txt:1:1",
    ),
    content(
        "empty article",
        &[("issue/a.md", "---\ntitle: A\n---\n")],
        "i-031",
        "issue/a.md:4:1",
    ),
    content("empty file", &[("issue/a.md", "")], "i-031", "issue/a.md:1:1"),
    content(
        "no headline",
        &[("issue/a.md", "---\nauthors: [A]\n---\n\nText and no headline.\n")],
        "i-030",
        "issue/a.md:5:1",
    ),
    content(
        "broken TOML of the issue",
        &[("issue/issue.toml", "number = 7\ndate = 2026-11-\n")],
        "i-012",
        "issue/issue.toml:2:8",
    ),
    content(
        "broken TOML of the paper",
        &[("wwpub.toml", "name = \"The Galley\nlang = \"en-GB\"\n")],
        "i-012",
        "wwpub.toml:1:19",
    ),
    content(
        "broken YAML",
        &[("issue/a.md", "---\ntitle: \"A\nkicker: [b\n---\n\nText.\n")],
        "i-011",
        "issue/a.md:2:8",
    ),
    content(
        "a standing piece that is not there",
        &[("issue/issue.toml", "date = \"2026-11-19\"\nstanding = [\"imprnt\"]\n")],
        "i-121",
        "issue/issue.toml:2:13",
    ),
];

const fn other(
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    words: &'static [&'static str],
    code: &'static str,
    place: &'static str,
    exit: Exit,
) -> Fault {
    Fault { name, files, words, code, place, exit }
}

/// Faults that no draft passes over.
pub(super) const OTHER: &[Fault] = &[
    other(
        "unknown style key",
        &[("styles/ours.toml", "extends = \"weekly\"\n[grid]\nguter = \"4mm\"\n")],
        &["build", "issue", "--style", "ours"],
        "s-006",
        "styles/ours.toml:3:1",
        Exit::Faulty,
    ),
    other(
        "unknown unit",
        &[("styles/ours.toml", "[grid]\ngutter = \"4px\"\n")],
        &["build", "issue", "--style", "ours"],
        "s-004",
        "styles/ours.toml:2:11",
        Exit::Faulty,
    ),
    other(
        "unknown style",
        &[],
        &["build", "issue", "--style", "weakly"],
        "s-001",
        "",
        Exit::Faulty,
    ),
    other(
        "a script without a face",
        &[("issue/a.md", "# A\n\nIn Tbilisi one says გამარჯობა.\n")],
        &["build", "issue", "--no-system-fonts"],
        "f-004",
        "issue/a.md:3:1",
        Exit::Faulty,
    ),
    other(
        "a folder that is no face",
        &[("fonts/ours.otf", "not a font")],
        &["build", "issue"],
        "f-001",
        "",
        Exit::Faulty,
    ),
    other("missing input", &[], &["build", "isue"], "u-002", "", Exit::Usage),
    other(
        "input of another kind",
        &[],
        &["epub", "wwpub.toml"],
        "u-003",
        "",
        Exit::Usage,
    ),
    other(
        "one name for two files",
        &[],
        &["build", "issue", "-o", "x.epub"],
        "u-004",
        "",
        Exit::Usage,
    ),
    other(
        "a press without profile",
        &[],
        &["pdf", "issue", "--for", "press"],
        "s-040",
        "",
        Exit::Faulty,
    ),
    other(
        "a profile for the screen",
        &[],
        &["pdf", "issue", "--icc", "press.icc"],
        "u-008",
        "",
        Exit::Usage,
    ),
    other(
        "no profile of a press",
        &[("press.icc", "not a profile")],
        &["pdf", "issue", "--for", "press", "--icc", "press.icc"],
        "s-041",
        "",
        Exit::Faulty,
    ),
    other(
        "a profile that is not there",
        &[],
        &["pdf", "issue", "--for", "press", "--icc", "press.icc"],
        "w-001",
        "",
        Exit::World,
    ),
    other(
        "a profile outside the paper",
        &[(
            "styles/own.toml",
            "extends = \"weekly\"\n[press]\nprofile = \"../../../../../../etc/hostname\"\n",
        )],
        &["pdf", "issue", "--for", "press", "--style", "own"],
        "s-042",
        "",
        Exit::Faulty,
    ),
    other("unknown word", &[], &["build", "--drift"], "u-001", "", Exit::Usage),
    other(
        "output below a file",
        &[],
        &["build", "issue", "-o", "wwpub.toml/out"],
        "w-004",
        "",
        Exit::World,
    ),
];

impl Fault {
    pub(super) fn paper(&self) -> Scratch {
        let paper = Scratch::paper().with("dot.png", dot());
        self.files.iter().fold(paper, |paper, (file, text)| paper.with(file, text))
    }

    /// Whether it is in that file.
    pub(super) fn touches(&self, file: &str) -> bool {
        self.files.iter().any(|(name, _)| *name == file)
    }

    fn check(&self) {
        let paper = self.paper();
        let ran = paper.run(self.words);
        let name = self.name;
        assert!(ran.codes("error").contains(&self.code), "{name}: {ran:#?}");
        assert_eq!(ran.places(self.code), [self.place], "{name}: {ran:#?}");
        assert_eq!(ran.exit, self.exit, "{name}: {ran:#?}");
        assert_eq!(ran.out, "", "{name}");
        assert_eq!(paper.made(), [""; 0], "{name}");
    }
}

#[test]
fn faults_of_content_have_a_code_and_a_place_and_make_nothing() {
    CONTENT.iter().for_each(Fault::check);
}

#[test]
fn other_faults_have_a_code_and_make_nothing() {
    OTHER.iter().for_each(Fault::check);
}

#[test]
fn the_paper_of_these_tests_is_right() {
    let paper = Scratch::paper().with("dot.png", dot());
    let ran = paper.run(&["build", "issue"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    assert_eq!(ran.codes("note"), ["s-040"], "{ran:#?}");
    assert_eq!(ran.findings.len(), 1, "{ran:#?}");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let paper = Scratch::paper()
        .with("issue/a.md", "# A\n\n![A dot](media/dit.png)\n")
        .with("issue/b.md", "---\ntitle: B\ndate: 1997-02-30\n---\n\nText.\n")
        .with("styles/weekly.toml", "extends = \"weekly\"\n[grid]\nguter = \"4mm\"\n");
    let ran = paper.run(&["build", "issue"]);
    assert_eq!(ran.codes("error"), ["g-020", "i-015", "s-006"], "{ran:#?}");
}

#[test]
fn a_folder_without_an_article_is_told() {
    for words in [&["build", "empty"][..], &["build"]] {
        let paper = Scratch::new().with("empty/notes.pdf.txt~", "");
        let ran = paper.run(words);
        assert_eq!(ran.codes("error"), ["i-100"], "{ran:#?}");
        assert_eq!((ran.exit, paper.made()), (Exit::Faulty, vec![]));
    }
}

#[test]
fn the_nearest_picture_is_named() {
    let ran = |file: &str| -> Ran {
        let text = format!("# A\n\nText.\n\n![A dot]({file})\n");
        let paper = Scratch::paper().with("issue/media/dot.png", dot());
        paper.with("issue/a.md", text).run(&["build", "issue"])
    };
    for file in ["media/dit.png", "dot.png", "media/dot.jpg"] {
        assert!(
            ran(file).text("g-020").contains("did you mean `media/dot.png`"),
            "{file}"
        );
    }
    let ran = ran("Media/DOT.png");
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    assert!(ran.text("g-021").contains("is called `media/dot.png`"));
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_refused() {
    use std::os::unix::fs::symlink;

    let paper = Scratch::paper()
        .with("dot.png", dot())
        .with("secret.md", STORY)
        .with("issue/media/own.png", dot())
        .with(
            "issue/a.md",
            "# A\n\nText.\n\n![A](media/out.png)\n\n![B](media/in.png)\n",
        );
    symlink(paper.path("dot.png"), paper.path("issue/media/out.png")).unwrap();
    symlink("own.png", paper.path("issue/media/in.png")).unwrap();
    let ran = paper.run(&["build", "issue"]);
    assert_eq!(ran.codes("error"), ["g-022"], "{ran:#?}");
    assert_eq!(ran.places("g-022"), ["issue/a.md:5:1"]);

    symlink(paper.path("secret.md"), paper.path("issue/b.md")).unwrap();
    symlink(paper.path("nowhere.md"), paper.path("issue/c.md")).unwrap();
    let ran = paper.run(&["build", "issue"]);
    assert_eq!(ran.codes("error"), ["g-022", "i-122", "w-001"], "{ran:#?}");
    assert_eq!(paper.made(), [""; 0]);
}

#[test]
fn a_rare_character_is_a_warning_and_a_box() {
    let paper =
        Scratch::paper().with("issue/a.md", "# A\n\nA letter of Roman stones: ꟿ.\n");
    let ran = paper.run(&["build", "issue", "--no-system-fonts"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    assert_eq!(ran.codes("warning"), ["f-005"]);
    assert!(ran.text("f-005").contains("U+A7FF"));
}

#[test]
fn strict_runs_take_warnings_for_errors() {
    let text = "# A\n\nText.\n\n![](media/dot.png)\n";
    let paper =
        Scratch::paper().with("issue/media/dot.png", dot()).with("issue/a.md", text);
    let ran = paper.run(&["build", "issue", "--strict"]);
    assert_eq!(ran.codes("error"), ["i-062"], "{ran:#?}");
    assert_eq!((ran.exit, paper.made()), (Exit::Faulty, vec![]));
    let ran = paper.run(&["build", "issue"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    assert_eq!(ran.codes("warning"), ["i-062"]);
}
