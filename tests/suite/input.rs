//! Files of articles to issues: a folder for each case in `tests/cases`, and the property
//! that no word is lost.

#![expect(clippy::disallowed_methods, reason = "cases are files")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use wwpub::diag::{Diagnostics, Severity, Source, SourceId, Sources};
use wwpub::input::{self, Defaults, Draft, IssueManifest, PaperManifest};
use wwpub::model::{
    Article, Inline, Issue, Role, flat_text, for_each_block, for_each_text, to_json,
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder as the pipeline reads it.
struct Read {
    sources: Sources,
    drafts: Vec<(String, Draft)>,
    issue: Option<Issue>,
    found: Diagnostics,
}

fn read_folder(folder: &Path, name: &str) -> Read {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut read = Read {
        sources: Sources::new(),
        drafts: vec![],
        issue: None,
        found: Diagnostics::new(),
    };
    let mut paper = PaperManifest::default();
    let mut issue = IssueManifest::default();
    for manifest in ["wwpub.toml", "issue.toml"] {
        if !names.iter().any(|name| name == manifest) {
            continue;
        }
        let source = read.add(folder, manifest);
        let found;
        if manifest == "wwpub.toml" {
            (paper, found) = input::paper_manifest(&source);
        } else {
            (issue, found) = input::issue_manifest(&source);
        }
        read.found.append(found);
    }
    let defaults = input::defaults(&paper, &issue);
    for name in names.iter().filter(|name| input::is_article(name)) {
        let source = read.add(folder, name);
        let (draft, found) = input::read(&source, &defaults);
        read.found.append(found);
        read.drafts.extend(draft.map(|draft| (name.clone(), draft)));
    }
    let (made, found) = input::collate(read.drafts.clone(), &paper, &issue, name);
    read.found.append(found);
    read.issue = made;
    read
}

impl Read {
    fn add(&mut self, folder: &Path, name: &str) -> Source {
        let bytes = fs::read(folder.join(name)).expect("a file");
        let decoded = input::decode(&bytes);
        self.found.append(decoded.found);
        let id = self.sources.add(name, decoded.text);
        self.sources.get(id).clone()
    }

    /// Findings as the command line tells them.
    fn told(&self) -> String {
        let mut told = String::new();
        for d in &self.found.clone().sorted() {
            let severity = match d.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            };
            let place = d.span.map_or(String::new(), |span| {
                let (path, line, column) = self.sources.place(span);
                format!(" {path}:{line}:{column}")
            });
            writeln!(told, "{severity}[{}]{place}: {}", d.code, d.message)
                .expect("a string");
            for hint in &d.hints {
                writeln!(told, "  hint: {hint}").expect("a string");
            }
        }
        told
    }

    /// What was guessed, and how surely.
    fn guessed(&self) -> String {
        let mut told = String::new();
        for guess in self.drafts.iter().flat_map(|(_, draft)| &draft.guesses) {
            let (path, line, _) = self.sources.place(guess.span);
            let text = &self.sources.get(guess.span.source).text
                [guess.span.start as usize..guess.span.end as usize];
            let first: String = text.chars().take(40).collect();
            let (what, sure) = (guess.what.name(), guess.confidence);
            writeln!(told, "{path}:{line} {what} {sure}: {}", first.replace('\n', "⏎"))
                .expect("a string");
        }
        told
    }
}

/// Each case is a folder: `in/` as an editor would have it, `golden/` as it is read.
/// `INSTA_UPDATE=always` writes the golden files; look at the difference.
#[test]
fn every_case_reads_as_its_golden_files() {
    let renew = std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always");
    let mut cases: Vec<PathBuf> = fs::read_dir(root().join("tests/cases"))
        .expect("tests/cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("input-"))
        })
        .collect();
    cases.sort();
    assert!(cases.len() > 20, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in cases {
        let read = read_folder(&case.join("in"), "1997-01-09");
        let golden = [
            ("model.json", read.issue.as_ref().map(to_json).unwrap_or_default()),
            ("found.txt", read.told()),
            ("guessed.txt", read.guessed()),
        ];
        for (name, text) in golden {
            let path = case.join("golden").join(name);
            let wanted = fs::read_to_string(&path).unwrap_or_default();
            if wanted == text {
                continue;
            }
            if renew {
                fs::create_dir_all(case.join("golden")).expect("a folder");
                if text.is_empty() {
                    fs::remove_file(&path).expect("a file");
                } else {
                    fs::write(&path, text).expect("a file");
                }
            } else {
                let (line, want, got) = first_difference(&wanted, &text);
                writeln!(
                    wrong,
                    "{}:{line}\n  wanted {want}\n  got    {got}",
                    path.display()
                )
                .expect("a string");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn first_difference(wanted: &str, got: &str) -> (usize, String, String) {
    let (mut w, mut g) = (wanted.lines(), got.lines());
    let mut line = 1;
    loop {
        let (a, b) = (w.next(), g.next());
        if a != b || a.is_none() {
            let shown = |l: Option<&str>| l.unwrap_or("(the end)").to_owned();
            return (line, shown(a), shown(b));
        }
        line += 1;
    }
}

#[test]
fn the_sample_is_the_paper_it_was() {
    let read = read_folder(&root().join("content/1997-01-09"), "1997-01-09");
    assert_eq!(read.told(), "");
    let issue = read.issue.expect("an issue");
    assert_eq!(issue.paper.name, "Weekly Worker");
    assert_eq!(issue.date.to_string(), "1997-01-09");
    let article = issue.articles().next().expect("an article");
    assert_eq!(article.title(), "Mission impossible in Peru");
    assert_eq!(article.body.len(), 5);
    assert_eq!(flat_text(article.byline.as_ref().unwrap()), "Paul Greenaway");
    assert_eq!(article.slug.as_str(), "mission-impossible-in-peru");
}

#[test]
fn the_specimen_is_read_without_a_fault() {
    let read = read_folder(&root().join("content/specimen"), "specimen");
    let told = read.told();
    let notes_only = told.lines().all(|l| l.starts_with("note") || l.starts_with("  "));
    assert!(notes_only, "{told}");
    let issue = read.issue.expect("an issue");
    assert!(issue.articles().count() >= 12);
    // Every word between spaces that holds a letter or figure stands in the model.
    for (path, draft) in &read.drafts {
        let source = read.sources.iter().find(|s| s.path == *path).unwrap();
        let missing = missing_words(&visible(&source.text), &draft.article);
        assert_eq!(missing, [] as [&str; 0], "{path}");
        assert_eq!(out_of_order(&source.text, &draft.article), None, "{path}");
    }
}

/// The first paragraph of a Markdown text that does not stand whole in the article, behind
/// the one before it. Lists with numbers, pictures, notes, tables and parts are left to
/// the cases.
fn out_of_order(text: &str, article: &Article) -> Option<String> {
    let mut there = String::new();
    for_each_text(article, &mut |_, text| {
        push_letters(&mut there, &without_calls(&text.inlines));
    });
    let mut from = 0;
    for chunk in text.split("\n\n").skip(1) {
        let numbered =
            chunk.lines().any(|l| l.trim_start().starts_with(char::is_numeric));
        let other = ["{#", ":::", "![", "[^1]:", "[^2]:", "|", "```"]
            .iter()
            .any(|mark| chunk.contains(mark));
        if numbered || other {
            continue;
        }
        let wanted = only_letters(&visible(chunk));
        match there[from..].find(&wanted) {
            Some(at) => from += at + wanted.len(),
            None => return Some(chunk.into()),
        }
    }
    None
}

/// A Markdown text without its front matter and marks: what a reader should see.
fn visible(text: &str) -> String {
    let body = match text.get(..3) {
        Some(mark @ ("---" | "+++")) => {
            text[3..].split_once(&format!("\n{mark}\n")).map_or(text, |(_, body)| body)
        }
        _ if text.starts_with("Title:") => {
            text.split_once("\n\n").map_or(text, |(_, b)| b)
        }
        _ => text,
    };
    let mut out = String::new();
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        let closed = |end: &str| rest.find(end).map(|at| at + end.len());
        let skip = match c {
            '<' if rest.starts_with("<http") => Some(1),
            '<' => closed(">"),
            // The address of a link or picture, but not the caption in quotes.
            ']' if rest.starts_with("](") => rest.find([' ', ')']).map(|at| at + 1),
            '[' if rest.starts_with("[^") => closed("]"),
            ':' if rest.starts_with(":::") => {
                let line = rest.lines().next().unwrap_or_default();
                let name = line.trim_start_matches([':', ' ']);
                let word = name.find(' ').unwrap_or(name.len());
                Some(line.len() - name.len() + word)
            }
            _ => None,
        };
        if let Some(n) = skip {
            // A tag inside a word does not part it.
            if c != '<' || rest.starts_with("<br") {
                out.push(' ');
            }
            rest = &rest[n..];
            continue;
        }
        match c {
            '|' | '"' | '{' | '}' => out.push(' '),
            '*' | '_' | '~' | '^' | '`' | '\\' | '#' => {}
            c => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// The words of `text` that do not stand in the article, whatever their order.
fn missing_words(text: &str, article: &Article) -> Vec<String> {
    let mut there: Vec<String> = vec![];
    let mut add = |text: &str| {
        there.extend(plain_words(text));
    };
    for_each_text(article, &mut |_, text| add(&without_calls(&text.inlines)));
    for_each_block(article, &mut |block| match &block.kind {
        wwpub::model::BlockKind::Figure(figure) => {
            add(figure.alt.as_deref().unwrap_or_default());
        }
        wwpub::model::BlockKind::Code(code) => {
            add(code.language.as_deref().unwrap_or_default());
        }
        _ => {}
    });
    there.sort();
    let keys = ["from", "place", "by", "repeats", "stick", "x"];
    plain_words(text)
        .filter(|word| there.binary_search(word).is_err())
        .filter(|word| word.parse::<u32>().is_err())
        .filter(|word| !keys.iter().any(|key| word.trim_end_matches('=') == *key))
        .collect()
}

/// Flat text with a space for each call of a note.
fn without_calls(inlines: &[Inline]) -> String {
    let mut flat = String::new();
    for inline in inlines {
        match inline {
            Inline::NoteRef(_) => flat.push(' '),
            Inline::Text(text) | Inline::Code(text) => flat.push_str(text),
            Inline::LineBreak => flat.push('\n'),
            other => flat.push_str(&without_calls(other.children().unwrap_or_default())),
        }
    }
    flat
}

/// Words without the punctuation around them.
fn plain_words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .into_iter()
}

// Properties.

/// The letters and figures of an article in reading order.
fn letters(article: &Article) -> String {
    let mut letters = String::new();
    for_each_text(article, &mut |_, text| push_letters(&mut letters, &flat_text(text)));
    letters
}

/// Of its body alone.
fn body_letters(article: &Article) -> String {
    let mut bare = article.clone();
    (bare.kicker, bare.standfirst, bare.byline, bare.dateline) = (None, None, None, None);
    let mut letters = String::new();
    for_each_text(&bare, &mut |role, text| {
        if role != Role::Headline {
            push_letters(&mut letters, &flat_text(text));
        }
    });
    letters
}

fn push_letters(letters: &mut String, text: &str) {
    letters.extend(text.chars().filter(|c| c.is_alphanumeric()));
}

fn only_letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn read_text(path: &str, text: &str) -> (Option<Draft>, Diagnostics) {
    let source = Source { id: SourceId(0), path: path.into(), text: text.into() };
    input::read(&source, &Defaults::default())
}

/// Words that no list, crosshead or byline is made of.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the",
        "guerrillas",
        "of",
        "Peru",
        "naïve",
        "Žižek",
        "press",
        "‘so",
        "called’",
        "and",
        "left-wing",
        "1984",
        "paper,",
        "газета",
        "新聞",
        "(ink)",
        "it’s",
        "no",
        "Tupac",
    ]);
    prop::collection::vec(word, 12..40)
        .prop_map(|words| format!("It says {}.", words.join(" ")))
}

/// Hard-wrapped at `width`.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut line = 0;
    for word in text.split(' ') {
        let long = word.chars().count();
        if line > 0 && line + 1 + long > width {
            out.push('\n');
            line = 0;
        } else if line > 0 {
            out.push(' ');
            line += 1;
        }
        out.push_str(word);
        line += long;
    }
    out
}

/// A piece of Markdown with markup in it, and the letters a reader sees.
fn marked_up() -> impl Strategy<Value = (String, String)> {
    let block = (sentence(), 0_usize..17).prop_map(|(text, form)| {
        let seen = only_letters(&text);
        let more = |words: &str| format!("{seen}{words}");
        match form {
            0 => (text, seen),
            1 => (format!("*{text}*"), seen),
            2 => (format!("> {text}"), seen),
            3 => (format!("- {text}\n- **{text}**"), seen.repeat(2)),
            4 => (format!("1. {text}\n\n   {text}"), seen.repeat(2)),
            5 => (format!("### {text}"), seen),
            6 => (format!("::: boxout A title\n{text}\n:::"), format!("Atitle{seen}")),
            7 => (format!("::: verse\n{text}\n- {text}\n\n1. {text}\n:::"), {
                format!("{seen}{seen}1{seen}")
            }),
            8 => (format!("| a | b |\n|---|---|\n| {text} |\n| c | d | e |"), {
                format!("ab{seen}cde")
            }),
            9 => (format!("<aside><p>{text}</p></aside>"), seen),
            10 => (
                format!("<foo>{text}</foo> <span lang=\"de\">{text}</span>"),
                seen.repeat(2),
            ),
            11 => (format!("[{text}](nowhere) ~~{text}~~"), seen.repeat(2)),
            12 => (format!("{text}\n: {text}"), seen.repeat(2)),
            13 => (format!("```\n{text}\n```"), seen),
            14 => (
                format!(
                    "::: pulquote\n{text}\n:::\n::: letter {{from=Ann}}\n{text}\n:::"
                ),
                { format!("{seen}{seen}Ann") },
            ),
            15 => (
                format!("About ~5 and ~6 or ^7: {text} H~2~O"),
                format!("About5and6or7{seen}H2O"),
            ),
            _ => (format!("<div>\n{text}\n\n{text}\n</div>"), more(&seen)),
        }
    });
    prop::collection::vec(block, 1..6).prop_map(|blocks| {
        let (texts, seen): (Vec<String>, Vec<String>) = blocks.into_iter().unzip();
        (texts.join("\n\n"), seen.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_an_archive_text_is_lost(
        paragraphs in prop::collection::vec(sentence(), 1..6),
        form in 0_usize..4,
        width in 55_usize..80,
    ) {
        let body: Vec<String> = match form {
            0 => paragraphs.clone(),
            1 => paragraphs.iter().map(|p| wrapped(p, width)).collect(),
            2 => paragraphs.iter().map(|p| format!("   {}", wrapped(p, width))).collect(),
            _ => paragraphs.iter().map(|p| p.replace(' ', "  ")).collect(),
        };
        let joint = if form == 2 { "\n" } else { "\n\n" };
        let text = format!("WeeklyWorker\n\n09.01.1997\n\nA headline\n\n{}\n\nPaul Greenaway", body.join(joint));
        let (draft, _) = read_text("a.txt", &text);
        let draft = draft.expect("a draft");
        prop_assert_eq!(body_letters(&draft.article), only_letters(&paragraphs.concat()));
        prop_assert_eq!(draft.article.authors[0].name.as_str(), "Paul Greenaway");
    }

    #[test]
    fn no_word_of_markdown_is_lost((text, seen) in marked_up()) {
        let (draft, _) = read_text("a.md", &format!("---\ntitle: T\n---\n\n{text}"));
        prop_assert_eq!(body_letters(&draft.expect("a draft").article), seen, "{}", text);
    }

    #[test]
    fn the_end_of_a_text_is_never_swallowed(text in "[ -~\n]{0,200}") {
        // Whatever stands before it, short of raw text that HTML never ends.
        let (draft, _) = read_text("a.md", &format!("{text}\n\n\n\nThelastwordZ"));
        if let Some(draft) = draft {
            let said = letters(&draft.article);
            let raw = ["<script", "<style", "<pre", "<textarea", "<!", "<?", "[", "---", "```", "~~~"];
            if !raw.iter().any(|mark| text.contains(mark)) {
                prop_assert!(said.contains("ThelastwordZ"), "{text:?}\n{said}");
            }
        }
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in any::<String>()) {
        for path in ["a.md", "a.txt", "b.html"] {
            let _ = read_text(path, &text);
        }
        let source = Source { id: SourceId(0), path: "issue.toml".into(), text };
        let _ = (input::issue_manifest(&source), input::paper_manifest(&source));
    }

    #[test]
    fn no_markup_makes_the_readers_panic(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "---\n", "+++\n", "title: x\n", "title: [", "% a\n", ":::", " verse\n", " boxout {", "}\n",
            "\n", "\n\n", "> ", "- ", "1. ", "# ", "|", "---|", "`", "```\n", "~", "^", "[", "]",
            "(article:x)", "![", "](a.png \"c|d\")", "{decorative}", "[^1]", "[^1]: ", "<p>", "</p>",
            "<table>", "<td colspan=9>", "<li>", "</em>", "<br>", "<!--", "-->", "<span lang=x dir=rtl>",
            "word ", "é", "\u{A0}", "\u{AD}", "新", "[1]", "¹", "Notes\n", "09.01.1997\n", ": def\n",
            "{% x %}", "\t", "    ", "\\", "*", "_", "<details><summary>", "<figure>", "<figcaption>",
        ]), 0..40),
    ) {
        let text = pieces.concat();
        for path in ["a.md", "a.txt"] {
            let (draft, _) = read_text(path, &text);
            if let Some(draft) = draft {
                let drafts = vec![(path.to_owned(), draft)];
                let (issue, _) = input::collate(
                    drafts, &PaperManifest::default(), &IssueManifest::default(), "1997-01-09",
                );
                let issue = issue.expect("an issue of one article");
                prop_assert_eq!(wwpub::model::from_json(&to_json(&issue)).map(|i| to_json(&i)), Ok(to_json(&issue)));
                well_formed(issue.articles().next().unwrap())?;
            }
        }
    }

    #[test]
    fn no_bytes_make_the_decoder_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let decoded = input::decode(&bytes);
        prop_assert!(!decoded.text.contains(['\r', '\0']));
    }
}

/// The calls of notes in a text, and whether links or empty texts stand where they may not.
fn look(inlines: &[Inline], in_link: bool, called: &mut Vec<u32>, nested: &mut bool) {
    for inline in inlines {
        match inline {
            Inline::NoteRef(id) => called.push(id.0),
            Inline::Text(text) => *nested |= text.is_empty(),
            Inline::Link { content, .. } => {
                *nested |= in_link;
                look(content, true, called, nested);
            }
            other => {
                look(other.children().unwrap_or_default(), in_link, called, nested);
            }
        }
    }
}

/// What both editions rely on.
fn well_formed(article: &Article) -> Result<(), TestCaseError> {
    use wwpub::model::BlockKind;

    let mut called: Vec<u32> = vec![];
    let mut nested = false;
    for_each_text(article, &mut |_, text| {
        look(&text.inlines, false, &mut called, &mut nested);
    });
    prop_assert!(!nested, "a link in a link, or an empty text");
    called.sort_unstable();
    let notes: Vec<u32> = (1..=article.notes.len() as u32).collect();
    prop_assert_eq!(called, notes, "each note is called once");
    let mut above = 0;
    let mut wrong = vec![];
    for_each_block(article, &mut |block| match &block.kind {
        BlockKind::Crosshead { level, text } => {
            if *level > above + 1 || *level == 0 || text.is_blank() {
                wrong.push(format!("a crosshead of {level} after {above}"));
            }
            above = *level;
        }
        BlockKind::Table(table) => {
            let width = table.columns.len();
            if table.head.0.len() != width
                || table.rows.iter().any(|r| r.0.len() != width)
            {
                wrong.push("a ragged table".into());
            }
        }
        BlockKind::List(list) if list.items.iter().any(|item| item.blocks.is_empty()) => {
            wrong.push("an empty item".into());
        }
        BlockKind::Quote(blocks) if blocks.is_empty() => {
            wrong.push("an empty quote".into());
        }
        _ => {}
    });
    prop_assert!(wrong.is_empty(), "{wrong:?}");
    Ok(())
}

#[test]
fn depth_and_length_do_no_harm() {
    for piece in [
        "> ",
        "- ",
        "*a ",
        "[",
        "<div>",
        "<b>",
        "![a](",
        "1. ",
        "::: boxout\n",
        "(",
        "[^1]: ",
        "| ",
    ] {
        let text = piece.repeat(20_000);
        let (draft, _) = read_text("a.md", &format!("{text}word"));
        if let Some(draft) = draft {
            let json = serde_json::to_string(&draft.article)
                .expect("a model that can be written");
            assert!(serde_json::from_str::<Article>(&json).is_ok(), "{piece}");
        }
    }
    for head in ["---\na: ", "+++\na = "] {
        let _ = read_text("a.md", &format!("{head}{}\n---\n+++\n", "[".repeat(20_000)));
        let _ =
            read_text("a.md", &format!("{head}{}\n---\n+++\n", "{a: ".repeat(20_000)));
    }
    let nested = format!("---\n{}x: 1\n---\nText", "- ".repeat(20_000));
    let _ = read_text("a.md", &nested);
}
