//! What is more than lines: text around pictures, pictures over legs, notes at the foot.

use wwpub::model::{BlockKind, Inline, Note, NoteId, Prominence, Text};

use super::*;

fn figure(caption: &str, prominence: Prominence) -> Block {
    let mut block = papers::figure("media/none.png", Some("Nothing"), Some(caption));
    if let BlockKind::Figure(figure) = &mut block.kind {
        figure.prominence = prominence;
    }
    block
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

/// Every style, and those in which everything runs around everything.
fn styles_and_more() -> Vec<Style> {
    styles::all().iter().cloned().chain([running(), spanning()]).collect()
}

#[test]
fn a_long_caption_goes_on_where_its_page_ends() {
    for prominence in [Prominence::Small, Prominence::Ordinary, Prominence::Large] {
        let mut article = papers::article("Lines", &[SENTENCE.repeat(12).as_str(); 5]);
        article.body.insert(1, figure(&SENTENCE.repeat(60), prominence));
        article.body.push(figure(&SENTENCE.repeat(9), prominence));
        let issue = papers::issue(vec![article]);
        for style in styles_and_more() {
            check(&issue, &style);
        }
    }
}

#[test]
fn text_of_the_other_direction_stands_beside_nothing() {
    let mut article = papers::article("Lines", &[SENTENCE.repeat(4).as_str(); 4]);
    article.body.insert(1, figure("Caption", Prominence::Small));
    article.body[2] =
        Block::paragraph("מילה ועוד מילה בשורה ארוכה מאוד של עיתון ".repeat(9));
    article.body[2].lang = Some("he".parse().expect("a language"));
    check(&papers::issue(vec![article]), &running());
}

#[test]
fn more_notes_than_a_page_can_hold_find_their_place() {
    let mut article = papers::article("Lines", &[SENTENCE.repeat(9).as_str(); 4]);
    let caption: Vec<Inline> = [Inline::text("Caption")]
        .into_iter()
        .chain((5..8).map(|n| Inline::NoteRef(NoteId(n))))
        .collect();
    let mut picture = figure("", Prominence::Ordinary);
    if let BlockKind::Figure(figure) = &mut picture.kind {
        figure.caption = Some(Text::new(caption, None));
    }
    if let BlockKind::Paragraph(text) = &mut article.body[1].kind {
        text.inlines.extend((1..5).map(|n| Inline::NoteRef(NoteId(n))));
    }
    article.body.insert(3, picture);
    for number in 1..8 {
        let words = format!("Note{number} {}", SENTENCE.repeat(6));
        let block = Block::paragraph(words);
        article.notes.push(Note { blocks: vec![block], span: None });
    }
    let issue = papers::issue(vec![article]);
    for style in styles_and_more() {
        check(&issue, &style);
    }
}

#[test]
fn a_note_that_is_called_twice_stands_once() {
    let mut article = papers::article("Lines", &[SENTENCE.repeat(9).as_str(); 9]);
    for at in [0, 1, 7] {
        if let BlockKind::Paragraph(text) = &mut article.body[at].kind {
            text.inlines.push(Inline::NoteRef(NoteId(1)));
        }
    }
    let block = Block::paragraph(format!("Note {SENTENCE}"));
    article.notes.push(Note { blocks: vec![block], span: None });
    let issue = papers::issue(vec![article]);
    for style in styles_and_more() {
        check(&issue, &style);
    }
}

#[test]
fn text_above_notes_without_room_stays_where_it_is() {
    // The note is called so far down the page that it has no room there.
    for lines in 1..30 {
        let words = SENTENCE.repeat(2);
        let mut article = papers::article("Lines", &vec![words.as_str(); lines]);
        if let BlockKind::Paragraph(text) = &mut article.body[lines - 1].kind {
            text.inlines.push(Inline::NoteRef(NoteId(1)));
        }
        article.body.push(Block::paragraph(SENTENCE.repeat(30)));
        let block = Block::paragraph(SENTENCE.repeat(5));
        article.notes.push(Note { blocks: vec![block], span: None });
        let document = check(&papers::issue(vec![article]), &running());
        for page in 0..document.pages.len() - 1 {
            let count = lines_of(&document, page, &running()).len();
            assert!(count > 8, "{lines} paragraphs: {count} lines on page {}", page + 1);
        }
    }
}
