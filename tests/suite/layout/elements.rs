//! What is more than lines: text around pictures, pictures over legs, notes at the foot.

use wwpub::model::{BlockKind, Figure, Inline, Note, NoteId, Prominence, Text};

use super::*;

fn figure(caption: &str, prominence: Prominence) -> Block {
    let figure = Figure {
        file: "media/none.png".into(),
        alt: Some("Nothing".into()),
        decorative: false,
        prominence,
        caption: Some(Text::plain(caption, None)),
        credit: None,
    };
    Block::new(BlockKind::Figure(figure), None)
}

const SENTENCE: &str = "The compositor counted every line of the newspaper before the \
    presses were started, and whatever remained over was thrown away. ";

/// The lines of body text on a page: the left and right end of each baseline.
fn lines_of(
    document: &PagedDocument,
    page: usize,
    style: &Style,
) -> Vec<(Abs, Abs, Abs)> {
    let mut lines: BTreeMap<Abs, (Abs, Abs)> = BTreeMap::new();
    for (number, at, run) in runs(document) {
        if number == page && run.size == style.text.size && run.place.is_some() {
            let line = lines.entry(at.y).or_insert((at.x, at.x));
            line.0 = line.0.min(at.x);
            line.1 = line.1.max(at.x + run.width());
        }
    }
    lines.into_iter().map(|(y, (left, right))| (y, left, right)).collect()
}

fn place_of(document: &PagedDocument, text: &str) -> (usize, Point) {
    let all = runs(document);
    let (page, at, _) =
        all.iter().find(|(_, _, run)| run.text.starts_with(text)).unwrap();
    (*page, *at)
}

#[test]
fn text_runs_around_a_picture() {
    let style = running();
    let mut article = papers::article("Lines", &[SENTENCE.repeat(6).as_str(); 4]);
    article.body.insert(1, figure("Caption", Prominence::Ordinary));
    let issue = papers::issue(vec![article]);
    check(&issue, &style);
    let document = lay_out(&issue, &style);
    let (page, caption) = place_of(&document, "Caption");
    let lines = lines_of(&document, page, &style);
    let (left, right) = (lines[3].1, lines[3].2);
    let beside: Vec<_> = lines.iter().filter(|line| line.2 < caption.x).collect();
    let short = beside.len();
    assert!((6..14).contains(&short), "{short} lines beside it");
    assert!(caption.x > left + (right - left) / 2);
    // The last of them stands on the baseline of the caption, all of them above it.
    assert!(
        (beside[short - 1].0 - caption.y).abs() < Abs::pt(0.6),
        "{caption:?} {beside:?}"
    );
}

#[test]
fn pictures_hang_over_several_legs() {
    let style = styles::named("weekly");
    for (prominence, under) in [(Prominence::Large, 3), (Prominence::Ordinary, 2)] {
        let mut article = papers::article("Lines", &[SENTENCE.repeat(12).as_str(); 6]);
        article.body.insert(1, figure("Caption", prominence));
        let issue = papers::issue(vec![article]);
        check(&issue, style);
        let document = lay_out(&issue, style);
        let (page, caption) = place_of(&document, "Caption");
        let mut tops: BTreeMap<i64, Abs> = BTreeMap::new();
        let area = style.page.size.width - style.page.margins.inside * 2;
        for (number, at, run) in runs(&document) {
            if number == page && run.size == style.text.size && run.place.is_some() {
                let leg =
                    (at.x - style.page.margins.inside + Abs::pt(4.0)).whole(area / 3);
                let top = tops.entry(leg).or_insert(at.y);
                *top = (*top).min(at.y);
            }
        }
        let below = tops.values().filter(|top| **top > caption.y).count();
        assert_eq!((tops.len(), below), (3, under), "{tops:?} {caption:?}");
    }
}

#[test]
fn notes_stand_at_the_foot_of_the_page_that_calls_them() {
    let style = running();
    let mut article = papers::article("Lines", &[SENTENCE.repeat(9).as_str(); 12]);
    for (number, at) in [(1, 0), (2, 3), (3, 7)] {
        if let BlockKind::Paragraph(text) = &mut article.body[at].kind {
            text.inlines.push(Inline::NoteRef(NoteId(number)));
        }
        let words = format!("Note{number} {SENTENCE}");
        let block = Block::new(BlockKind::Paragraph(Text::plain(words, None)), None);
        article.notes.push(Note { blocks: vec![block], span: None });
    }
    let issue = papers::issue(vec![article]);
    check(&issue, &style);
    let document = lay_out(&issue, &style);
    let foot = style.page.margins.top
        + style.grid.leading * i64::from(style.grid.lines - style.furniture.foot_lines);
    for number in 1..=3 {
        let (page, note) = place_of(&document, &format!("Note{number}"));
        let call = runs(&document)
            .into_iter()
            .find(|(_, _, run)| run.place.is_some() && run.text == number.to_string());
        assert_eq!(call.map(|(page, ..)| page), Some(page), "note {number}");
        let lines = lines_of(&document, page, &style);
        assert!(lines.iter().all(|line| line.0 < note.y), "note {number} is above text");
        let last = page + 1 == document.pages.len();
        assert!(last || foot - note.y < style.grid.leading * 8, "{note:?} {foot:?}");
    }
}

#[test]
fn fractions_have_forms_of_their_own() {
    let issue =
        papers::issue(vec![papers::article("Lines", &["3 is not 3/4, nor 24/7."])]);
    let document = lay_out(&issue, styles::named("weekly"));
    let glyph_of = |text: &str| {
        let all = runs(&document);
        let run = all.iter().find(|(_, _, run)| run.text.starts_with(text)).unwrap().2;
        (run.glyphs[0].id, run.text.clone())
    };
    assert_ne!(glyph_of("3 is").0, glyph_of("3/4").0);
    assert_eq!(glyph_of("3/4").1, "3/4");
    assert!(glyph_of(", nor").1.ends_with("24/7."));
}
