//! Heads and texts of other scripts: room for their ink, joins, cuts.

use wwpub::model::Text;

use super::*;

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
    article.kicker = Some(Text::plain(words[0], None));
    article.standfirst = Some(Text::plain(words[2], None));
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

#[test]
fn the_report_knows_lines_in_the_faces_of_every_script() {
    let words = "كان المنضد يعد كل سطر من سطور الجريدة قبل أن تدور المطابع وما بقي يرمى ";
    let mut issue = foreign("ar", &["خبر", "عنوان", "سطر"]);
    let long = words.repeat(12);
    issue.sections[0].articles.push(papers::article("مقال", &[long.as_str(); 3]));
    let style = styles::named("weekly");
    let document = lay_out(&issue, style);
    let report = layout::report::of(
        &document,
        &issue,
        style,
        &FontSet::shipped(),
        &Pictures::default(),
    );
    let lines: std::collections::BTreeSet<(usize, Abs, bool)> = runs(&document)
        .iter()
        .filter(|(_, _, run)| run.size == style.text.size && run.place.is_some())
        .map(|(page, at, _)| (*page, at.y, at.x < style.page.size.width / 2))
        .collect();
    assert!(report.all.lines > 40, "{}", report.all.lines);
    assert!(report.all.lines >= lines.len(), "{} of {}", report.all.lines, lines.len());
}
