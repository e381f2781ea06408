//! No word is lost, whatever the text.

use super::*;

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

pub(super) fn push_letters(letters: &mut String, text: &str) {
    letters.extend(text.chars().filter(|c| c.is_alphanumeric()));
}

pub(super) fn only_letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
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
