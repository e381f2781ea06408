//! Columns of twenty characters: whatever is too long for them stands inside all the same,
//! and the editor hears of what was cut.

use wwpub::diag::Diagnostic;
use wwpub::font::FontSet;
use wwpub::layout::{self, PagedDocument};
use wwpub::model::{Block, BlockKind, CodeBlock, Inline, Issue, Role, Text};
use wwpub::picture::Pictures;
use wwpub::style::Style;
use wwpub::unit::Abs;

use crate::layout::{check_pages, runs};
use crate::papers;
use crate::styles;

/// The style `weekly` in columns of about twenty characters.
fn narrow() -> Style {
    let mut style = styles::named("weekly").clone();
    style.grid.columns = 5;
    style
}

const GERMAN: &str = "Die Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten\
    gesellschaft und das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz \
    stehen mit der Kraftfahrzeughaftpflichtversicherung in der Landeszeitung und der \
    Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung.";

const FINNISH: &str = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas luki \
    sanomalehteä epäjärjestelmällistyttämättömyydellänsäkäänköhän ja lähti kotiin.";

const ADDRESS: &str = "See https://example.org/archive/1997/01/09/the-paper/columns/narrow-\
    columns_and-long.words?page=12&order=by-date#what-follows and write to \
    the.long.suffering.editor@newspapers.example.org for more.";

fn issue(lang: &str, texts: &[&str]) -> Issue {
    let mut article = papers::article("Narrow columns", texts);
    article.lang = Some(lang.parse().unwrap());
    papers::issue(vec![article])
}

/// The pages and what is said of words that were cut.
fn set(issue: &Issue, style: &Style) -> (PagedDocument, Vec<Diagnostic>) {
    let fonts = FontSet::shipped();
    let (document, found) = layout::issue(issue, style, &fonts, &Pictures::default());
    let cuts = found.iter().filter(|found| found.code.0 == "l-007");
    (document, cuts.cloned().collect())
}

/// The same of an issue in which nothing is lost and every run stands inside its column.
fn checked(issue: &Issue, style: &Style) -> (PagedDocument, Vec<Diagnostic>) {
    let (document, found) = set(issue, style);
    check_pages(issue, &document, style);
    inside_columns(&document, style);
    (document, found)
}

fn inside_columns(document: &PagedDocument, style: &Style) {
    let step = style.measure(1) + style.grid.gutter;
    let left = style.page.margins.inside;
    for (_, at, run) in runs(document) {
        if run.place.is_none() || run.size > style.text.size {
            continue;
        }
        let column = left + step * (at.x - left + style.grid.gutter / 2).whole(step);
        let over = at.x + run.width() - column - style.measure(1);
        assert!(over < Abs::pt(5.0), "`{}` ends {over:?} outside", run.text);
    }
}

#[test]
fn long_words_are_divided_by_rule_and_nobody_is_warned() {
    let style = narrow();
    for (lang, text) in [("de", GERMAN), ("fi", FINNISH)] {
        let last = text.trim_end_matches('.').rsplit(' ').next().unwrap();
        let issue = issue(lang, &[text, last, text]);
        assert_eq!(checked(&issue, &style).1, [], "{lang}");
    }
}

#[test]
fn addresses_go_on_behind_their_marks_without_a_hyphen() {
    let style = narrow();
    let issue = issue("en-GB", &[ADDRESS, ADDRESS]);
    let (document, found) = checked(&issue, &style);
    assert_eq!(found, []);
    let hyphens =
        runs(&document).iter().filter(|(_, _, run)| run.text.ends_with('\u{AD}')).count();
    assert_eq!(hyphens, 0);
}

#[test]
fn what_no_rule_divides_is_cut_and_named_once() {
    let style = narrow();
    let letters = "xq".repeat(150);
    let digits = "1234567890".repeat(6);
    let text =
        format!("Here is {letters} and {digits}, and again {letters} in the line.");
    // There are no rules for this language.
    let mut issue = issue("vi", &[&text]);
    // Another article is told of its own, and in its own place.
    let mut second = papers::article("Second", &[]);
    let span = wwpub::diag::Span::new(wwpub::diag::SourceId(7), 30..400);
    second.body.push(Block::new(BlockKind::Paragraph(Text::plain(digits, span)), None));
    issue.sections[0].articles.push(second);
    wwpub::model::number(&mut issue);
    let (_, told) = checked(&issue, &style);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        told[0].message.starts_with("`xqxqxqxqxqxqxqxqxqxqxqxqxqxqxqxq…` is too long")
    );
    assert!(told[0].hints[0].contains("soft hyphens"));
    assert!(told[1].message.starts_with("`12345678901234567890123456789012…`"));
    assert!(told[1].hints[0].contains("figures"));
    assert_eq!((told[0].span, told[2].span), (None, Some(span)));
}

#[test]
fn an_author_s_soft_hyphens_answer_the_warning() {
    let style = narrow();
    let word = "xqxqxqxq\u{AD}".repeat(30);
    let issue = issue("en-GB", &[&format!("Here is {word} in the line.")]);
    assert_eq!(checked(&issue, &style).1, []);
}

/// For each line of that role, whether it begins at the edge, and its words.
fn lines(document: &PagedDocument, style: &Style, role: Role) -> Vec<(Abs, String)> {
    let look = style.role(role);
    let mut lines: Vec<(Abs, Abs, String)> = vec![];
    for (_, at, run) in runs(document) {
        if run.size != look.size || run.place.is_none_or(|place| place.block == 0) {
            continue;
        }
        match lines.last_mut() {
            Some((_, y, text)) if *y == at.y => text.push_str(&run.text),
            _ => lines.push((at.x, at.y, run.text.clone())),
        }
    }
    let step = style.measure(1) + style.grid.gutter;
    let left = style.page.margins.inside;
    let from = |x: Abs| x - left - step * (x - left + Abs::pt(7.0)).whole(step);
    lines.into_iter().map(|(x, _, text)| (from(x), text)).collect()
}

#[test]
fn verses_that_turn_over_are_indented() {
    let style = narrow();
    let mut verse = vec![];
    for line in ["Whan that Aprille with his shoures soote", "The droghte of March"] {
        verse.extend([Inline::text(line), Inline::LineBreak]);
    }
    verse.pop();
    let mut issue = issue("en-GB", &[]);
    let kind = BlockKind::Verse(vec![Text::new(verse, None)]);
    issue.sections[0].articles[0].body.push(Block::new(kind, None));
    wwpub::model::number(&mut issue);
    let (document, _) = checked(&issue, &style);
    let lines = lines(&document, &style, Role::Verse);
    let edge = lines[0].0;
    assert!(lines.len() > 3, "{lines:?}");
    for (from, text) in &lines {
        let begins = text.starts_with("Whan") || text.starts_with("The");
        let away = *from - edge;
        assert!(begins == (away.abs() < Abs::pt(1.0)), "{lines:?}");
        assert!(begins || away > style.text.size, "{lines:?}");
    }
}

#[test]
fn program_text_turns_over_behind_its_marks_without_a_hyphen() {
    let style = narrow();
    let code = "let indented = another_function(argument_one, argument_two);\nshort\n";
    let mut issue = issue("en-GB", &[]);
    let text = Text::new(vec![Inline::text(code)], None);
    let kind = BlockKind::Code(CodeBlock { language: None, text });
    issue.sections[0].articles[0].body.push(Block::new(kind, None));
    wwpub::model::number(&mut issue);
    let (document, found) = checked(&issue, &style);
    let lines = lines(&document, &style, Role::Code);
    let begins = |text: &str| text.starts_with("let ") || text.starts_with("short");
    for (from, text) in &lines {
        assert!(begins(text) == (from.abs() < Abs::pt(1.0)), "{lines:?}");
    }
    let words: Vec<&str> =
        lines.iter().flat_map(|(_, text)| text.split([' ', '_', '('])).collect();
    for word in ["indented", "another", "function", "argument", "one,", "two);"] {
        assert!(words.contains(&word), "`{word}` is cut: {lines:?}");
    }
    assert_eq!(found, []);
}
