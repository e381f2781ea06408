//! Columns of twenty characters: whatever is too long for them stands inside all the same,
//! and the editor hears of what was cut.

use wwpub::diag::Diagnostic;
use wwpub::font::FontSet;
use wwpub::layout::{self, PagedDocument};
use wwpub::model::{Block, Issue, Text};
use wwpub::picture::Pictures;
use wwpub::style::Style;
use wwpub::unit::Abs;

use crate::layout::{check, runs};
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

fn found(issue: &Issue, style: &Style) -> Vec<Diagnostic> {
    let fonts = FontSet::shipped();
    let (_, found) = layout::issue(issue, style, &fonts, &Pictures::default());
    found.iter().filter(|found| found.code.0 == "l-007").cloned().collect()
}

/// Nothing lost, and every run inside its column.
fn stands_inside(issue: &Issue, style: &Style) -> PagedDocument {
    let document = check(issue, style);
    let step = style.measure(1) + style.grid.gutter;
    let left = style.page.margins.inside;
    for (_, at, run) in runs(&document) {
        if run.place.is_none() || run.size > style.text.size {
            continue;
        }
        let column = left + step * (at.x - left + style.grid.gutter / 2).whole(step);
        let over = at.x + run.width() - column - style.measure(1);
        assert!(over < Abs::pt(5.0), "`{}` ends {over:?} outside", run.text);
    }
    document
}

#[test]
fn long_words_are_divided_by_rule_and_nobody_is_warned() {
    let style = narrow();
    for (lang, text) in [("de", GERMAN), ("fi", FINNISH)] {
        let last = text.trim_end_matches('.').rsplit(' ').next().unwrap();
        let issue = issue(lang, &[text, last, text]);
        stands_inside(&issue, &style);
        assert_eq!(found(&issue, &style), [], "{lang}");
    }
}

#[test]
fn addresses_go_on_behind_their_marks_without_a_hyphen() {
    let style = narrow();
    let issue = issue("en-GB", &[ADDRESS, ADDRESS]);
    let document = stands_inside(&issue, &style);
    assert_eq!(found(&issue, &style), []);
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
    stands_inside(&issue, &style);
    let told = found(&issue, &style);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].message.starts_with("`xqxqxqxqxqxqxqxqxqxqxqxqxqxqxqxq…` is too long")
    );
    assert!(told[0].hints[0].contains("soft hyphens"));
    assert!(told[1].message.starts_with("`12345678901234567890123456789012…`"));
    assert!(told[1].hints[0].contains("figures"));

    // Another article is told of its own, and in its own place.
    let mut second = papers::article("Second", &[]);
    second.lang = Some("vi".parse().unwrap());
    let span = wwpub::diag::Span::new(wwpub::diag::SourceId(7), 30..400);
    let kind = wwpub::model::BlockKind::Paragraph(Text::plain(digits, span));
    second.body.push(Block::new(kind, None));
    issue.sections[0].articles.push(second);
    wwpub::model::number(&mut issue);
    let told = found(&issue, &style);
    assert_eq!(told.len(), 3);
    assert_eq!(told.iter().filter(|found| found.span == Some(span)).count(), 1);
}

#[test]
fn an_author_s_soft_hyphens_answer_the_warning() {
    let style = narrow();
    let word = "xqxqxqxq\u{AD}".repeat(30);
    let issue = issue("en-GB", &[&format!("Here is {word} in the line.")]);
    stands_inside(&issue, &style);
    assert_eq!(found(&issue, &style), []);
}
