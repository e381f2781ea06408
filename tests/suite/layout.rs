//! Layout: no word lost, nothing outside the type area, lines on the grid.

use proptest::prelude::*;
use wwpub::font::FontSet;
use wwpub::layout::{self, GlyphRun, Item, PagedDocument, Tag};
use wwpub::model::{Issue, Place, flat_text, for_each_text};
use wwpub::picture::Pictures;
use wwpub::style::Style;
use wwpub::unit::{Abs, Point};

use crate::papers;
use crate::styles;

fn lay_out(issue: &Issue, style: &Style) -> PagedDocument {
    let fonts = FontSet::shipped();
    layout::issue(issue, style, &fonts, &Pictures::default()).0
}

/// Every run of the text with its page and place, in the order of tags.
fn runs(document: &PagedDocument) -> Vec<(usize, Point, &GlyphRun)> {
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

fn seen(text: &str) -> String {
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
    for (_, _, run) in runs(document) {
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

fn check(issue: &Issue, style: &Style) {
    let document = lay_out(issue, style);
    let (model, pages) = both(issue, &document);
    assert_eq!(model, pages, "style {}", style.name);
    tags_nest(&document);
    inside(&document, style);
}

/// Tags nest within each page, and artifacts stand outside them.
fn tags_nest(document: &PagedDocument) {
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
fn inside(document: &PagedDocument, style: &Style) {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost_and_nothing_stands_outside(issue in papers::any_issue()) {
        for style in styles::all() {
            check(&issue, style);
        }
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
    let report = layout::report::of(&document, &issue, &style, &fonts);
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
    let report = layout::report::of(&lay_out(&issue, &narrow), &issue, &narrow, &fonts);
    let codes: Vec<_> = report.beyond(&narrow).iter().map(|f| f.code.0).collect();
    assert_eq!(codes, ["l-002", "l-003"]);
}

/// The ink of every glyph of the heads on page 1, with the baseline of its line.
fn head_ink(document: &PagedDocument, style: &Style) -> Vec<(Abs, [f64; 4])> {
    let head = |run: &GlyphRun| run.place.is_some() && run.size != style.text.size;
    ink_of(document, &head)
}

/// The ink of every glyph of some runs on page 1: left, top, right and foot in points, with
/// the baseline of its line.
fn ink_of(
    document: &PagedDocument,
    wanted: &dyn Fn(&GlyphRun) -> bool,
) -> Vec<(Abs, [f64; 4])> {
    let fonts = FontSet::shipped();
    let mut ink = vec![];
    for (page, at, run) in runs(document) {
        if page > 0 || !wanted(run) {
            continue;
        }
        let face = fonts.face(run.face);
        let mut x = at.x;
        for glyph in &run.glyphs {
            if let Some([left, foot, right, top]) = face.bounds(glyph.id) {
                let em = run.size.to_pt() / f64::from(face.metrics.upem);
                let (x, y) = (x + glyph.offset.x, at.y + glyph.offset.y);
                let across = |v: f32| x.to_pt() + f64::from(v) * em;
                let down = |v: f32| y.to_pt() - f64::from(v) * em;
                ink.push((at.y, [across(left), down(top), across(right), down(foot)]));
            }
            x += glyph.advance;
        }
    }
    ink
}

/// An issue in another language.
fn foreign(lang: &str, words: &[&str; 3]) -> Issue {
    let mut article = papers::article(words[1], &["."]);
    article.kicker = Some(wwpub::model::Text::plain(words[0], None));
    article.standfirst = Some(wwpub::model::Text::plain(words[2], None));
    article.priority = 9;
    let mut issue = papers::issue(vec![article]);
    issue.lang = lang.parse().expect("a language");
    if issue.lang.is_rtl() {
        issue.direction = wwpub::model::Direction::Rtl;
    }
    issue
}

#[test]
fn the_lines_of_heads_are_clear_of_each_other() {
    let heads = [
        (
            "ar",
            [
                "الصِّحافةُ",
                "خَيْرُ الكَلامِ ما قَلَّ وَدَلَّ، والحرفُ يُصَحِّحُ نفسَهُ في كلِّ يومٍ جديدٍ",
                "كَتَّبَ وَكُتِبَ",
            ],
        ),
        (
            "vi",
            [
                "Ẩm thực Ặ",
                "Ngựa vằn gặp Ếch Ộp giữa Ầm ĩ Ấy gyp, Ỗ Ặ Ẩ Ể Ỗ Ấ Ề Ẫ Ắ gjpqy Ẵ Ỡ Ẩ Ể",
                "Ẫ Ặ",
            ],
        ),
        ("he", ["עִתּוֹן", "הַסֵּפֶר הוּא גַּן שֶׁאֶפְשָׁר לָשֵׂאת בַּכִּיס וְגַם לֵךְ לֵךְ הָלְאָה מִכָּאן", "לֵךְ"]),
    ];
    for name in ["weekly", "pamphlet", "tabloid"] {
        let style = styles::named(name);
        for (lang, words) in &heads {
            let document = lay_out(&foreign(lang, words), style);
            let ink = head_ink(&document, style);
            let lines: std::collections::BTreeSet<Abs> =
                ink.iter().map(|(base, _)| *base).collect();
            assert!(lines.len() > 3, "{lang} in {name}: {} lines", lines.len());
            for (base, a) in &ink {
                for (_, b) in ink.iter().filter(|(other, _)| other > base) {
                    let beside = a[2] <= b[0] || b[2] <= a[0];
                    assert!(beside || a[3] < b[1], "{lang} in {name}: {a:?} on {b:?}");
                }
            }
        }
    }
}

#[test]
fn the_folio_stands_outermost_on_both_sides() {
    let text = "One two three four five six seven eight nine ten eleven twelve. ";
    for lang in ["en-GB", "he"] {
        let mut issue = foreign(lang, &["Kicker", "Long", "First"]);
        let long = papers::article("Longer", &[text.repeat(400).as_str(); 3]);
        issue.sections[0].articles.push(long);
        let style = styles::named("weekly");
        let document = lay_out(&issue, style);
        assert!(document.pages.len() > 3);
        for (number, page) in document.pages.iter().enumerate().skip(1) {
            let mut head: Vec<(Abs, String)> = vec![];
            page.frame.for_each(&mut |at, item| {
                if let Item::Glyphs(run) = item
                    && run.place.is_none()
                    && at.y < style.page.margins.top + style.grid.leading
                {
                    head.push((at.x, run.text.clone()));
                }
            });
            head.sort();
            let recto = number.is_multiple_of(2);
            let right = recto == (lang == "en-GB");
            let outer = if right { head.last() } else { head.first() };
            let folio = (number + 1).to_string();
            let outer = outer.map(|(_, text)| text.trim().to_owned());
            assert_eq!(outer, Some(folio), "{lang}, page {}: {head:?}", number + 1);
        }
    }
}

#[test]
fn the_masthead_clears_its_rules() {
    let names = [("ar", "دفتر الورّاقِ"), ("he", "שׁולי הגיליון"), ("vi", "Ặ Ếch gyp Ộ")];
    for (lang, name) in names {
        for style in ["weekly", "pamphlet", "tabloid"].map(styles::named) {
            let mut issue = foreign(lang, &["K", "H", "S"]);
            issue.paper.name = name.into();
            let long = "A strapline that is much too long for a line of its own beside \
                the name, however small "
                .repeat(2);
            issue.paper.strapline = vec![long];
            let document = lay_out(&issue, style);
            let size = runs(&document)
                .iter()
                .filter(|(_, _, run)| run.place.is_none())
                .map(|(_, _, run)| run.size)
                .max()
                .unwrap();
            // Nothing beside the name takes its place.
            assert!(size > Abs::pt(24.0), "{name} in {}: {size:?}", style.name);
            let ink = ink_of(&document, &|run| run.place.is_none() && run.size == size);
            let top = ink.iter().map(|(_, ink)| ink[1]).fold(f64::MAX, f64::min);
            let foot = ink.iter().map(|(_, ink)| ink[3]).fold(f64::MIN, f64::max);
            let area = style.page.size.width
                - style.page.margins.inside
                - style.page.margins.outside;
            let mut rules = vec![];
            document.pages[0].frame.for_each(&mut |at, item| {
                if let Item::Rule(rule) = item
                    && rule.size.width == area
                {
                    rules.push((at.y.to_pt(), (at.y + rule.size.height).to_pt()));
                }
            });
            let least = |gap: &dyn Fn(&(f64, f64)) -> f64| {
                rules.iter().map(gap).filter(|gap| *gap > 0.0).fold(f64::MAX, f64::min)
            };
            let least = [least(&|rule| top - rule.1), least(&|rule| rule.0 - foot)];
            let mm = Abs::mm(1.0).to_pt();
            let clear = least[0] >= 2.0 * mm - 0.01 && least[1] >= mm;
            assert!(clear && rules.len() > 1, "{name} in {}: {least:?}", style.name);
        }
    }
}

#[test]
fn a_headline_is_larger_than_the_titles_under_it() {
    use wwpub::model::{Block, BlockKind, Letter, Text};
    let title = Some(Text::plain("Too small", None));
    let blocks = vec![Block::paragraph("A larger letter, please.")];
    let letter = Letter { title, blocks, from: None, place: None };
    let mut article = papers::article("Letters", &[]);
    article.priority = 1;
    article.body = vec![Block::new(BlockKind::Letter(letter), None)];
    let correction = vec![Block::paragraph("It was 0.07 mm.")];
    article.body.push(Block::new(BlockKind::Correction(correction), None));
    let mut lead = papers::article("Lead", &["First."]);
    lead.priority = 9;
    let issue = papers::issue(vec![lead, article]);
    for style in styles::all() {
        let document = lay_out(&issue, style);
        let size = |text: &str| {
            let runs = runs(&document);
            runs.iter().find(|(_, _, run)| run.text == text).map(|(_, _, run)| run.size)
        };
        assert!(size("Letters") > size("Too small"), "{}", style.name);
        assert!(size("Correction").is_some(), "{}", style.name);
    }
}

#[test]
fn a_head_never_stands_alone_at_the_foot_of_a_page() {
    use wwpub::model::{Block, BlockKind, Letter, Text};
    let line = "Words enough for a line of their own and not many more than that. ";
    // Three lines, which can be neither two nor four.
    let three = line.repeat(2) + "A few words more.";
    let letter = |title: &str| {
        let title = Some(Text::plain(title, None));
        let blocks = vec![Block::paragraph(three.as_str()), Block::paragraph("Yours,")];
        let from = Some(Text::plain("A reader", None));
        Block::new(BlockKind::Letter(Letter { title, blocks, from, place: None }), None)
    };
    let style = styles::named("pamphlet");
    for lines in 8..40 {
        let mut letters = papers::article("Letters", &[]);
        letters.standfirst = Some(Text::plain("Of hyphens", None));
        let titles = ["A title of its own", "Another", "A third"];
        letters.body = titles.map(letter).into();
        let lead = papers::article("Lead", &[&line.repeat(lines)]);
        let document = lay_out(&papers::issue(vec![lead, letters]), style);
        let page = |text: &str| {
            let runs = runs(&document);
            runs.iter().find(|(_, _, run)| run.text == text).map(|(page, ..)| *page)
        };
        assert_eq!(page("Letters"), page("A title of its own"), "{lines} lines above");
    }
}
