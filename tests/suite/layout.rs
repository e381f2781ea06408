//! Layout: no word lost, nothing outside the type area, lines on the grid.

use std::collections::BTreeMap;

use proptest::prelude::*;
use wwpub::font::FontSet;
use wwpub::layout::{self, GlyphRun, Item, PagedDocument, Tag};
use wwpub::model::{Block, Issue, Place, flat_text, for_each_text};
use wwpub::picture::Pictures;
use wwpub::style::{MakeupMode, NotesPlace, Style, WrapPictures};
use wwpub::unit::{Abs, Point, Rect, Size};

use crate::papers;
use crate::styles;

mod elements;
mod scripts;

pub(crate) fn lay_out(issue: &Issue, style: &Style) -> PagedDocument {
    let fonts = FontSet::shipped();
    layout::issue(issue, style, &fonts, &Pictures::default()).0
}

/// Every run of the text with its page and place, in the order of tags.
pub(crate) fn runs(document: &PagedDocument) -> Vec<(usize, Point, &GlyphRun)> {
    let mut runs = vec![];
    for (number, page) in document.pages.iter().enumerate() {
        let mut artifact = false;
        page.frame.for_each(&mut |at, item| match item {
            Item::Tag(Tag::OpenArtifact(_)) => artifact = true,
            Item::Tag(Tag::CloseArtifact) => artifact = false,
            Item::Glyphs(run) if !artifact => runs.push((number, at, run)),
            _ => {}
        });
    }
    runs
}

pub(crate) fn seen(text: &str) -> String {
    let hidden = |c: char| wwpub::font::is_invisible(c);
    text.chars().filter(|c| !hidden(*c)).collect()
}

/// The characters of the model and those of the pages, text by text in reading order.
fn both(issue: &Issue, document: &PagedDocument) -> (Vec<String>, Vec<String>) {
    let mut model = vec![];
    for article in issue.articles() {
        for_each_text(article, &mut |_, text| {
            let text = seen(&flat_text(text));
            if !text.is_empty() {
                model.push(text);
            }
        });
    }
    let mut pages: Vec<(Place, String)> = vec![];
    for (_, run) in layout::read(&document.structure, &document.pages) {
        let Some(place) = run.place else { continue };
        let text = seen(run.actual.as_ref().unwrap_or(&run.text));
        match pages.last_mut() {
            Some((last, all))
                if (last.article, last.block) == (place.article, place.block) =>
            {
                all.push_str(&text);
            }
            _ => pages.push((place, text)),
        }
    }
    let pages =
        pages.into_iter().map(|(_, text)| text).filter(|t| !t.is_empty()).collect();
    (model, pages)
}

pub(crate) fn check(issue: &Issue, style: &Style) -> PagedDocument {
    let document = lay_out(issue, style);
    check_pages(issue, &document, style);
    document
}

pub(crate) fn check_pages(issue: &Issue, document: &PagedDocument, style: &Style) {
    let (model, pages) = both(issue, document);
    assert_eq!(model, pages, "style {}", style.name);
    tags_nest(document);
    inside(document, style);
    apart(document);
}

/// No line stands on another, no picture on a line: between the baseline and the height of
/// small letters every place is taken once.
fn apart(document: &PagedDocument) {
    for (number, page) in document.pages.iter().enumerate() {
        let mut taken: Vec<(Rect, String)> = vec![];
        let mut places = vec![];
        page.frame.for_each(&mut |at, item| {
            let (place, what) = match item {
                Item::Glyphs(run) if run.text.trim().is_empty() => return,
                Item::Glyphs(run) => {
                    let size = Size::new(run.width(), run.size.scale(0.4));
                    (Rect::new(Point::new(at.x, at.y - size.height), size), &run.text)
                }
                Item::Image(image) => (Rect::new(at, image.size), &PICTURE),
                _ => return,
            };
            places.push((place, what.clone()));
        });
        for (place, what) in places {
            let hit = taken.iter().find(|(other, _)| overlap(&place, other));
            assert!(
                hit.is_none(),
                "page {}: `{what}` at {place:?} on {hit:?}",
                number + 1
            );
            taken.push((place, what));
        }
    }
}

static PICTURE: String = String::new();

/// Whether rectangles share more than the give of hanging marks and kerning.
fn overlap(a: &Rect, b: &Rect) -> bool {
    let give = Abs::pt(0.3);
    let across = a.right().min(b.right()) - a.at.x.max(b.at.x);
    let down = (a.at.y + a.size.height).min(b.at.y + b.size.height) - a.at.y.max(b.at.y);
    across > give && down > give
}

/// Tags nest within each page, and artifacts stand outside them.
pub(crate) fn tags_nest(document: &PagedDocument) {
    for page in &document.pages {
        let mut open = vec![];
        let mut artifact = false;
        page.frame.for_each(&mut |_, item| match item {
            Item::Tag(Tag::Open(id)) => {
                assert!(!artifact, "a tag opens inside an artifact");
                open.push(*id);
            }
            Item::Tag(Tag::Close(id)) => assert_eq!(open.pop(), Some(*id)),
            Item::Tag(Tag::OpenArtifact(_)) => {
                assert!(!artifact && open.is_empty(), "an artifact inside a tag");
                artifact = true;
            }
            Item::Tag(Tag::CloseArtifact) => {
                assert!(artifact);
                artifact = false;
            }
            _ => assert!(artifact || !open.is_empty(), "untagged {item:?}"),
        });
        assert!(open.is_empty() && !artifact);
    }
}

/// Nothing outside the type area, hanging punctuation apart.
pub(crate) fn inside(document: &PagedDocument, style: &Style) {
    let hang = style.text.size;
    let left = style.page.margins.inside.min(style.page.margins.outside) - hang;
    let right = style.page.size.width - left;
    let top = style.page.margins.top;
    let foot = top + style.grid.leading * i64::from(style.grid.lines);
    for (number, at, run) in runs(document) {
        let end = at.x + run.width();
        let what = format!("page {}, `{}`", number + 1, run.text);
        assert!(at.x >= left && end <= right, "{what}: {:?} to {end:?}", at.x);
        assert!(at.y > top && at.y <= foot, "{what}: {:?} of {foot:?}", at.y);
    }
}

/// One column, text beside everything that it can stand beside, notes at the foot.
fn running() -> Style {
    let mut style = styles::named("pamphlet").clone();
    style.wrap.pictures = WrapPictures::All;
    style.name = "running".into();
    style
}

/// Pictures over all of several columns, notes at their feet.
fn spanning() -> Style {
    let mut style = styles::named("tabloid").clone();
    style.image.columns = 3;
    style.makeup.mode = MakeupMode::Running;
    style.notes.place = NotesPlace::Foot;
    style.name = "spanning".into();
    style
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost_and_nothing_stands_outside(issue in papers::any_issue()) {
        for style in styles::all() {
            check(&issue, style);
        }
        for style in [running(), spanning()] {
            check(&issue, &style);
        }
        let again = || lay_out(&issue, &spanning());
        prop_assert!(again() == again(), "two runs differ");
    }
}

#[test]
fn body_lines_stand_on_the_grid() {
    let text = "The quick brown fox jumps over the lazy dog and reads the paper. ";
    let long = text.repeat(30);
    let issue = papers::issue(vec![
        papers::article("First", &[&long, &long, &long]),
        papers::article("Second of some length", &[&long, text, &long]),
    ]);
    let style = styles::named("weekly");
    let document = lay_out(&issue, style);
    let leading = style.grid.leading;
    let mut lines = 0;
    let mut base = None;
    for (_, at, run) in runs(&document) {
        if run.size != style.text.size || run.place.is_none() {
            continue;
        }
        let off = at.y - style.page.margins.top;
        let phase = off - leading * off.whole(leading);
        assert_eq!(*base.get_or_insert(phase), phase, "`{}` is off the grid", run.text);
        lines += 1;
    }
    assert!(lines > 200, "{lines} runs");
}

#[test]
fn justified_lines_fill_their_measure() {
    let text = "Newspaper columns are the hardest text there is, and a paragraph of them \
        says whether a program sets them well or lets the spaces run wild. ";
    let issue = papers::issue(vec![papers::article("Lines", &[&text.repeat(20)])]);
    let mut style = styles::named("weekly").clone();
    style.dropcap.lines = 0;
    let document = lay_out(&issue, &style);
    let area =
        style.page.size.width - style.page.margins.inside - style.page.margins.outside;
    let columns = i64::from(style.grid.columns);
    let width = (area - style.grid.gutter * (columns - 1)) / columns;
    let full = runs(&document)
        .iter()
        .filter(|(_, _, run)| run.size == style.text.size && run.place.is_some())
        .filter(|(_, _, run)| (run.width() - width).abs() < Abs::pt(4.0))
        .count();
    let all = runs(&document)
        .iter()
        .filter(|(_, _, run)| run.size == style.text.size && run.place.is_some())
        .count();
    assert!(all - full <= 2, "{full} of {all} lines are full");
}

#[test]
fn a_large_initial_stands_beside_its_lines_and_is_said_with_its_word() {
    let text =
        "‘Newspaper columns,’ she says, are the hardest text there is. ".repeat(40);
    let issue = papers::issue(vec![papers::article("Lines", &[&text])]);
    let style = styles::named("weekly");
    let document = lay_out(&issue, style);
    let runs = runs(&document);
    let body = |run: &GlyphRun| run.size == style.text.size;
    let at = runs.iter().position(|(_, _, run)| run.text == "N").unwrap();
    let (_, initial, letter) = runs[at];
    let (_, mark, quote) = runs[at - 1];
    assert_eq!((quote.text.as_str(), quote.actual.as_deref()), ("‘", Some("‘Newspaper")));
    assert_eq!(letter.actual.as_deref(), Some(""));
    assert!(mark.x < initial.x && quote.size < letter.size);
    let (_, first, rest) = runs[at + 1];
    assert_eq!((rest.text.as_str(), rest.actual.as_deref()), ("ewspaper", Some("")));
    assert_eq!(initial.y, first.y + style.grid.leading * 2);
    let lines: Vec<Point> = runs[at + 1..]
        .iter()
        .filter(|(_, _, run)| body(run))
        .map(|(_, at, _)| *at)
        .collect();
    let left = |line: i64| {
        let y = first.y + style.grid.leading * line;
        lines.iter().filter(|at| at.y == y).map(|at| at.x).min().unwrap()
    };
    assert!((left(1) - left(0)).abs() < Abs::pt(2.0));
    assert!(left(3) < left(2) - Abs::pt(20.0));
}

#[test]
fn a_hyphen_at_a_line_end_is_a_soft_one() {
    let words = "A considerable correspondence concerning typographical \
        irregularities interrupted the extraordinary deliberations. "
        .repeat(30);
    let issue = papers::issue(vec![papers::article("Long words", &[&words])]);
    let document = lay_out(&issue, styles::named("weekly"));
    let hyphens =
        runs(&document).iter().filter(|(_, _, r)| r.text.ends_with('\u{AD}')).count();
    assert!(hyphens > 3, "{hyphens}");
}

#[test]
fn pages_know_their_first_word() {
    let text = "One two three four five six seven eight nine ten eleven twelve. ";
    let long = text.repeat(200);
    let issue = papers::issue(vec![papers::article("Long", &[&long, &long])]);
    let document = lay_out(&issue, styles::named("pamphlet"));
    let map = &document.page_map;
    assert!(map.pages.len() > 3);
    assert_eq!(map.pages[0].first, Some(Place { article: 0, block: 0, at: 0 }));
    let places: Vec<_> = map.pages.iter().map(|p| p.first.unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(map.articles[0].folios.len(), map.pages.len());
}

#[test]
fn the_report_tells_what_the_pages_show() {
    let text = "The compositor counted every line of the newspaper before the presses \
        were started, and whatever remained over was thrown away. ";
    let long = text.repeat(20);
    let issue = papers::issue(vec![papers::article("First", &[&long, &long, text])]);
    let mut style = styles::named("weekly").clone();
    style.dropcap.lines = 0;
    let (document, fonts) = (lay_out(&issue, &style), FontSet::shipped());
    let report =
        layout::report::of(&document, &issue, &style, &fonts, &Pictures::default());
    assert_eq!(report.paragraphs.len(), 3);
    let first = &report.paragraphs[0];
    assert_eq!((first.page.as_str(), first.article.as_str()), ("1", "first"));
    assert_eq!(first.begins, "The compositor counted every line");
    assert_eq!(first.spaces.len(), first.lines - 1);
    assert!(first.range.is_some_and(|(least, most)| least > 0.6 && most < 2.0));
    assert_eq!(report.pages.iter().map(|p| p.lines).sum::<usize>(), report.all.lines);
    assert_eq!((report.all.widows, report.all.orphans, report.all.ladders), (0, 0, 0));
    assert!(report.all.off_grid < 0.001 && report.all.wide < 0.1);
    assert!(report.beyond(&style).is_empty());

    // A style that asks for more than can be had is told so.
    style.limits.wide = wwpub::unit::Ratio::new(0.0);
    style.limits.hyphens = wwpub::unit::Ratio::new(0.0);
    let issue = papers::issue(vec![papers::article("First", &[&long.repeat(8)])]);
    let mut narrow = style.clone();
    narrow.grid.columns = 5;
    let report = layout::report::of(
        &lay_out(&issue, &narrow),
        &issue,
        &narrow,
        &fonts,
        &Pictures::default(),
    );
    let codes: Vec<_> = report.beyond(&narrow).iter().map(|f| f.code.0).collect();
    assert_eq!(codes, ["l-002", "l-003"]);
}
