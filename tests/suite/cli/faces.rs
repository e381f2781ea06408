//! Faces of the paper and of the system, where a script has none in the program.

use std::process::Command;

use super::scratch::Scratch;
use wwpub::cli::Exit;
use wwpub::font::FontSet;

const GEORGIAN: &str = "# A\n\nIn Tbilisi one says გამარჯობა, and *გმადლობთ*.\n";

/// A face of the program whose small letters stand for Georgian ones: a face of another
/// script, as far as any program can tell.
fn georgian() -> Vec<u8> {
    let fonts = FontSet::shipped();
    let (_, face) =
        fonts.iter().find(|(_, f)| f.name == "SourceCodePro-Regular").expect("the face");
    let mut cmap = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12];
    let groups: u32 = 33;
    cmap.extend([0, 12, 0, 0]);
    cmap.extend((16 + 12 * groups).to_be_bytes());
    cmap.extend(0_u32.to_be_bytes());
    cmap.extend(groups.to_be_bytes());
    for n in 0..groups {
        let letter = char::from(b'a' + u8::try_from(n % 26).expect("a small letter"));
        let glyph = u32::from(face.glyph(letter).expect("a letter"));
        let code = 0x10D0 + n;
        cmap.extend([code, code, glyph].into_iter().flat_map(u32::to_be_bytes));
    }
    with_table(face.data(), b"cmap", &cmap)
}

/// A font file with another table of that name, which is put at its end.
fn with_table(font: &[u8], tag: &[u8; 4], table: &[u8]) -> Vec<u8> {
    let mut font = font.to_vec();
    font.resize(font.len().next_multiple_of(4), 0);
    let offset = u32::try_from(font.len()).expect("a small file").to_be_bytes();
    let length = u32::try_from(table.len()).expect("a small table").to_be_bytes();
    let record =
        (12..).step_by(16).find(|at| &font[*at..at + 4] == tag).expect("a record");
    font[record + 8..record + 12].copy_from_slice(&offset);
    font[record + 12..record + 16].copy_from_slice(&length);
    font.extend(table);
    font
}

#[test]
fn a_face_of_the_paper_sets_its_script_without_a_word() {
    let paper =
        Scratch::paper().with("issue/a.md", GEORGIAN).with("fonts/ours.otf", georgian());
    let ran = paper.run(&["build", "issue", "--no-system-fonts"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    assert_eq!(ran.codes("note"), ["s-040"], "{ran:#?}");
    assert_eq!(ran.findings.len(), 1, "{ran:#?}");
}

#[test]
fn an_epub_without_print_asks_for_no_face() {
    let own = "extends = \"weekly\"\n[reader]\nprinted-pages = false\n";
    let paper =
        Scratch::paper().with("issue/a.md", GEORGIAN).with("styles/own.toml", own);
    let words = ["epub", "issue", "--no-system-fonts", "--style", "own"];
    let ran = paper.run(&words);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    assert!(ran.findings.is_empty(), "{ran:#?}");
    // With print the same words stop the run.
    assert_eq!(paper.run(&words[..3]).codes("error"), ["f-004"]);
}

#[test]
fn a_face_of_the_system_helps_out_and_is_named() {
    let paper = Scratch::paper()
        .with("issue/a.md", GEORGIAN)
        .with("home/.fonts/deep/GeorgianMono.otf", georgian());
    let build = |words: &[&str]| {
        // The home folder is of the process: a process of its own.
        let output = Command::new(env!("CARGO_BIN_EXE_wwpub"))
            .args(["build", "issue"])
            .args(words)
            .current_dir(paper.path(""))
            .env("HOME", paper.path("home"))
            .env_remove("XDG_DATA_HOME")
            .output()
            .expect("the program runs");
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        (output.status.code(), err)
    };
    let (code, err) = build(&[]);
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("warning[f-007]: Georgian is set in `"), "{err}");
    assert!(err.contains("issue/a.md:3:1") && err.contains("hint: copy `/"), "{err}");
    assert_eq!(paper.made().len(), 2);

    let (code, err) = build(&["--no-system-fonts"]);
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("error[f-004]: no face can set Georgian"), "{err}");
    let (code, err) = build(&["--strict"]);
    assert_eq!(code, Some(1), "{err}");
}

#[test]
fn faces_that_cannot_be_used_are_errors() {
    let variable = with_table(&georgian(), b"GPOS", b"");
    let variable = with_renamed(variable, b"GPOS", b"fvar");
    let paper = Scratch::paper().with("fonts/sub/Variable.otf", variable);
    let ran = paper.run(&["build", "issue"]);
    assert_eq!((ran.exit, ran.codes("error")), (Exit::Faulty, vec!["f-002"]), "{ran:#?}");
    assert!(ran.text("f-002").contains("fonts/sub/Variable.otf"));
}

fn with_renamed(mut font: Vec<u8>, tag: &[u8; 4], other: &[u8; 4]) -> Vec<u8> {
    let record =
        (12..).step_by(16).find(|at| &font[*at..at + 4] == tag).expect("a record");
    font[record..record + 4].copy_from_slice(other);
    font
}
