//! Tables: nothing lost, nothing over another, whole numbers, a head in every leg.

use std::collections::BTreeMap;

use proptest::prelude::*;
use wwpub::layout::{Artifact, GlyphRun, Item, PagedDocument, Tag};
use wwpub::model::{
    Alignment, Block, BlockKind, Issue, Lang, Place, Role, Row, Table, Text, flat_text,
    for_each_text,
};
use wwpub::style::Style;
use wwpub::unit::{Abs, Point};

use crate::layout::{inside, lay_out, runs, seen, tags_nest};
use crate::papers;
use crate::styles;

fn table(columns: &[Alignment], rows: &[Vec<String>]) -> Block {
    let row = |cells: &Vec<String>| {
        Row(cells.iter().map(|cell| Text::plain(cell.as_str(), None)).collect())
    };
    let mut rows = rows.iter().map(row);
    let head = rows.next().expect("a head");
    let table =
        Table { caption: None, columns: columns.to_vec(), head, rows: rows.collect() };
    Block::new(BlockKind::Table(table), None)
}

fn issue_of(tables: Vec<Block>, lang: &str) -> Issue {
    let mut article = papers::article("Tables", &[]);
    article.lang = Some(lang.parse().unwrap());
    for table in tables {
        article.body.push(Block::paragraph("A line between the tables."));
        article.body.push(table);
    }
    article.body.push(Block::paragraph("The last line."));
    papers::issue(vec![article])
}

fn rows(cells: &[&[&str]]) -> Vec<Vec<String>> {
    let row = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
    cells.iter().map(row).collect()
}

/// The runs of the cells, in the order of tags.
fn cells<'a>(
    document: &'a PagedDocument,
    issue: &Issue,
) -> Vec<(usize, Point, &'a GlyphRun)> {
    let mut numbers = vec![];
    for (at, article) in issue.articles().enumerate() {
        for_each_text(article, &mut |role, text| {
            if matches!(role, Role::TableHead | Role::TableCell) {
                numbers.push((at as u32, text.no));
            }
        });
    }
    let is_cell = |run: &GlyphRun| {
        run.place.is_some_and(|p| numbers.contains(&(p.article, p.block)))
    };
    runs(document).into_iter().filter(|(_, _, run)| is_cell(run)).collect()
}

/// The left edge of the column that a run stands in, and its number on the page.
fn column_of(page: usize, x: Abs, style: &Style) -> (usize, Abs) {
    let margins = style.page.margins;
    let left = if page.is_multiple_of(2) { margins.inside } else { margins.outside };
    let step = style.measure(1) + style.grid.gutter;
    let at = (x - left + style.grid.gutter / 2).whole(step).max(0);
    (at as usize, left + step * at)
}

/// Every letter there, in its column, on no other; tags in order.
fn check(issue: &Issue, style: &Style) -> PagedDocument {
    let document = lay_out(issue, style);
    tags_nest(&document);
    inside(&document, style);
    let mut model: BTreeMap<(u32, u32), String> = BTreeMap::new();
    for (at, article) in issue.articles().enumerate() {
        for_each_text(article, &mut |_, text| {
            model.insert((at as u32, text.no), seen(&flat_text(text)));
        });
    }
    model.retain(|_, text| !text.is_empty());
    let mut pages: BTreeMap<(u32, u32), String> = BTreeMap::new();
    for (_, _, run) in runs(&document) {
        if let Some(Place { article, block, .. }) = run.place {
            let text = seen(run.actual.as_ref().unwrap_or(&run.text));
            pages.entry((article, block)).or_default().push_str(&text);
        }
    }
    assert_eq!(model, pages, "style {}", style.name);
    stand_apart(&cells(&document, issue), style);
    document
}

/// Where a run begins and ends.
type Ink<'a> = (Abs, Abs, &'a GlyphRun);

fn stand_apart(cells: &[(usize, Point, &GlyphRun)], style: &Style) {
    let mut lines: BTreeMap<(usize, usize, Abs), Vec<Ink<'_>>> = BTreeMap::new();
    for (page, at, run) in cells {
        let (column, left) = column_of(*page, at.x, style);
        let end = at.x + run.width();
        let hang = run.size / 2;
        let what = format!("`{}` in style {}", run.text, style.name);
        assert!(at.x >= left - hang, "{what} begins outside its column");
        let right = left + style.measure(1);
        assert!(end <= right + hang, "{what} ends outside its column");
        lines.entry((*page, column, at.y)).or_default().push((at.x, end, run));
    }
    for line in lines.values_mut() {
        line.sort_by_key(|(from, ..)| *from);
        for pair in line.windows(2) {
            let ((_, end, one), (from, _, other)) = (pair[0], pair[1]);
            let apart = end <= from + Abs::pt(0.1);
            assert!(apart, "`{}` runs into `{}`", one.text, other.text);
        }
    }
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => "[0-9]{1,3}(,[0-9]{3}){0,2}(\\.[0-9]{1,3})?",
        1 => "−?[0-9]{1,3} (%|kg|£)",
        3 => "[a-z]{1,12}( [a-z]{1,12}){0,5}",
        1 => "[a-z]{18,40}",
        1 => Just(String::new()),
        1 => Just("Landeszeitungsverlagsgesellschaft".to_owned()),
        1 => Just("https://example.org/a/long/way/to/the/page.html".to_owned()),
    ]
}

fn any_table() -> impl Strategy<Value = Block> {
    let align =
        prop::sample::select(vec![Alignment::Start, Alignment::Centre, Alignment::End]);
    (1_usize..13, 1_usize..14).prop_flat_map(move |(columns, count)| {
        let row = prop::collection::vec(any_cell(), columns);
        let rows = prop::collection::vec(row, count);
        let aligns = prop::collection::vec(align.clone(), columns);
        (aligns, rows).prop_map(|(aligns, rows)| table(&aligns, &rows))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn tables_lose_nothing_and_keep_their_cells_apart(
        tables in prop::collection::vec(any_table(), 1..4),
        lang in prop::sample::select(vec!["en-GB", "de", "he"]),
    ) {
        let issue = issue_of(tables, lang);
        for style in styles::all() {
            check(&issue, style);
        }
    }
}

/// For each leg what stands in its first column, from top to foot, repeated heads in
/// brackets.
fn legs(document: &PagedDocument, style: &Style) -> Vec<Vec<String>> {
    let mut legs: BTreeMap<(usize, usize), Vec<(Abs, String)>> = BTreeMap::new();
    for (number, page) in document.pages.iter().enumerate() {
        let mut artifact = None;
        page.frame.for_each(&mut |at, item| match item {
            Item::Tag(Tag::OpenArtifact(kind)) => artifact = Some(*kind),
            Item::Tag(Tag::CloseArtifact) => artifact = None,
            Item::Glyphs(run) if run.size == style.role(Role::TableCell).size => {
                let (column, left) = column_of(number, at.x, style);
                if at.x > left + Abs::pt(30.0) || run.place.is_none() {
                    return;
                }
                let text = match artifact {
                    Some(Artifact::Repetition) => format!("[{}]", run.text),
                    _ => run.text.clone(),
                };
                legs.entry((number, column)).or_default().push((at.y, text));
            }
            _ => {}
        });
    }
    let texts = |mut leg: Vec<(Abs, String)>| {
        leg.sort();
        leg.into_iter().map(|(_, text)| text).collect()
    };
    legs.into_values().map(texts).collect()
}

fn numbered(count: usize) -> Vec<Vec<String>> {
    let mut all = rows(&[&["No.", "Face"]]);
    all.extend((1..=count).map(|n| vec![format!("{n}"), format!("Typeface {n}")]));
    all
}

#[test]
fn a_long_table_has_its_head_in_every_leg() {
    let columns = [Alignment::Start, Alignment::Start];
    for style in styles::all() {
        let issue = issue_of(vec![table(&columns, &numbered(200))], "en-GB");
        let document = check(&issue, style);
        let legs = legs(&document, style);
        assert!(legs.len() > 3, "{}: {legs:?}", style.name);
        assert_eq!(legs[0][0], "No.");
        for leg in &legs[1..] {
            assert_eq!(leg[0], "[No.]", "{}: {leg:?}", style.name);
        }
        let rows: Vec<&String> =
            legs.iter().flatten().filter(|text| !text.contains("No.")).collect();
        let all: Vec<String> = (1..=200).map(|n| n.to_string()).collect();
        assert!(rows.into_iter().eq(&all), "{}", style.name);
    }
}

#[test]
fn two_rows_stand_on_either_side_of_a_break() {
    let style = styles::named("weekly");
    let mut cut = 0;
    for (before, count) in (150..166).flat_map(|before| [(before, 3), (before, 5)]) {
        let columns = [Alignment::Start, Alignment::Start];
        let mut issue = issue_of(vec![table(&columns, &numbered(count))], "en-GB");
        let article = issue.sections[0].articles.first_mut().unwrap();
        let line = Block::paragraph("One line.");
        article.body.splice(0..0, vec![line; before]);
        wwpub::model::number(&mut issue);
        let document = check(&issue, style);
        let legs = legs(&document, style);
        assert!(legs.iter().all(|leg| leg.len() > 2), "{before}: {legs:?}");
        cut += usize::from(legs.len() > 1);
    }
    assert!(cut > 2, "{cut} tables were cut");
}

#[test]
fn a_row_higher_than_half_a_page_is_cut_between_lines() {
    let long =
        "What the row says goes on and on, and no column is high enough. ".repeat(70);
    let all = rows(&[&["Name", "Words"], &["First", &long], &["Second", "Short."]]);
    let columns = [Alignment::Start, Alignment::Start];
    let issue = issue_of(vec![table(&columns, &all)], "en-GB");
    for style in styles::all() {
        let document = check(&issue, style);
        let legs = legs(&document, style);
        assert!(legs.len() > 1, "{}", style.name);
        assert_eq!(legs[1][0], "[Name]", "{}", style.name);
    }
}

#[test]
fn decimal_signs_stand_under_each_other() {
    let style = styles::named("weekly");
    for (lang, sign) in [("en-GB", '.'), ("de", ',')] {
        let mut all = rows(&[
            &["Thing", "Sum"],
            &["a", "1.5 %"],
            &["b", "12.25 %"],
            &["c", "−0.125 %"],
            &["d", "1,234.5 %"],
        ]);
        if lang == "de" {
            let swap = |c| match c {
                '.' => ',',
                ',' => '.',
                c => c,
            };
            for cell in all.iter_mut().flatten() {
                *cell = cell.chars().map(swap).collect();
            }
        }
        for align in [Alignment::End, Alignment::Centre, Alignment::Start] {
            let issue = issue_of(vec![table(&[Alignment::Start, align], &all)], lang);
            let document = check(&issue, style);
            let cells = cells(&document, &issue);
            let signs: Vec<Abs> = cells
                .iter()
                .filter(|(_, _, run)| run.text.contains('%'))
                .map(|(_, at, run)| {
                    let place = run.text.find(sign).unwrap() as u32;
                    let before = run.glyphs.iter().filter(|g| g.text.start < place);
                    at.x + before.map(|g| g.advance).sum()
                })
                .collect();
            assert_eq!(signs.len(), 4);
            for pair in signs.windows(2) {
                // In another leg they stand a column further.
                let step = style.measure(1) + style.grid.gutter;
                let away = (pair[1] - pair[0]).abs();
                let off = away.min((away - step).abs());
                assert!(off < Abs::pt(0.05), "{lang}: {signs:?}");
            }
        }
    }
}

#[test]
fn numbers_stay_whole_in_the_narrowest_columns() {
    let style = styles::named("weekly");
    let columns = [Alignment::End; 12];
    let row = |from: usize| (from..from + 12).map(|n| (n * 7).to_string()).collect();
    let all: Vec<Vec<String>> = (0..6).map(|n| row(n * 12)).collect();
    let words = "Landeszeitungsverlagsgesellschaft mit Haftung";
    let mut few = rows(&[&["Verlag", "Auflage", "Preis"]]);
    few.extend(
        (0..4).map(|_| vec![words.to_owned(), "1.234.567".into(), "12,50 €".into()]),
    );
    let tables = vec![table(&columns, &all), table(&columns[..3], &few)];
    let issue = issue_of(tables, "de");
    let document = check(&issue, style);
    let whole: Vec<String> = cells(&document, &issue)
        .iter()
        .map(|(_, _, run)| run.text.clone())
        .filter(|text| text.contains(|c: char| c.is_ascii_digit()))
        .collect();
    let mut wanted: Vec<String> = all.into_iter().flatten().collect();
    wanted.extend((0..4).flat_map(|_| ["1.234.567".to_owned(), "12,50 €".to_owned()]));
    assert_eq!(whole, wanted);
}

#[test]
fn a_table_is_set_smaller_before_words_are_cut() {
    let word = "Zusammenhangslosigkeit";
    let all = rows(&[&["Wort"; 7], &[word; 7], &[word; 7]]);
    let issue = issue_of(vec![table(&[Alignment::Start; 7], &all)], "de");
    let size = |name: &str| {
        let style = styles::named(name);
        let document = check(&issue, style);
        let sizes = cells(&document, &issue).into_iter().map(|(_, _, run)| run.size);
        (sizes.min().unwrap(), style.role(Role::TableCell).size)
    };
    let (weekly, usual) = size("weekly");
    assert!(weekly < usual && weekly >= Abs::pt(6.5), "{weekly:?}");
    let (large, usual) = size("large-print");
    assert_eq!(large, usual);
}

#[test]
fn a_table_that_reads_from_right_to_left_is_mirrored() {
    let style = styles::named("weekly");
    let all = rows(&[&["א", "ב", "ג"], &["אחת", "12.5", "שלוש"], &["אחת", "7", "שלוש"]]);
    let columns = [Alignment::Start, Alignment::End, Alignment::Start];
    let issue = issue_of(vec![table(&columns, &all)], "he");
    let document = check(&issue, style);
    let cells = cells(&document, &issue);
    let places: Vec<Abs> = cells.iter().map(|(_, at, _)| at.x).collect();
    for row in places.chunks(3) {
        assert!(row[0] > row[1] && row[1] > row[2], "{places:?}");
    }
    let (_, left) = column_of(0, places[2], style);
    let right = left + style.measure(1);
    let end = cells[0].1.x + cells[0].2.width();
    assert!((right - end).abs() < Abs::pt(0.5), "{end:?} of {right:?}");
    let lang: Lang = "he".parse().unwrap();
    assert!(lang.is_rtl());
}

#[test]
fn what_follows_a_table_is_on_the_grid() {
    let style = styles::named("weekly");
    let long =
        "Several words that turn over more than once in a cell as narrow as this one";
    let all =
        rows(&[&["A", "B"], &[long, "1"], &["short", long], &["", ""], &[long, long]]);
    let columns = [Alignment::Start, Alignment::Start];
    let issue = issue_of(vec![table(&columns, &all)], "en-GB");
    let document = check(&issue, style);
    let leading = style.grid.leading;
    let body = runs(&document)
        .into_iter()
        .filter(|(_, _, run)| run.size == style.text.size && run.place.is_some());
    let phases: Vec<Abs> = body
        .map(|(_, at, _)| at.y - style.page.margins.top)
        .map(|y| y - leading * y.whole(leading))
        .collect();
    assert!(phases.len() > 1 && phases.iter().all(|p| *p == phases[0]), "{phases:?}");
}
