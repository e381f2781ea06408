//! The EPUB: what its documents say, and that it holds together.

mod sheet;
mod specimen;
mod words;

use proptest::prelude::*;
use wwpub::epub::{self, Content, Cover, Package, PicturesSaid};
use wwpub::font::FontSet;
use wwpub::model::{
    Alignment, ArticlePages, Block, BlockKind, Direction, Inline, Issue, PageMap,
    PageMark, Place, Retraction, Role, Row, Slug, Status, Table, Target, Text, flat_text,
    for_each_text, number,
};
use wwpub::picture::Pictures;
use wwpub::style::{self, Device, Sheets, Style};

use crate::papers::{self, figure};
use specimen::{PNG, every_kind};
use words::{marked, words_of};

fn weekly() -> Style {
    style::load("weekly", &Sheets::new()).0.expect("weekly ships")
}

fn package_with(issue: &Issue, pages: Option<&PageMap>, cover: Option<Cover>) -> Package {
    let files = vec![
        ("media/press.png".to_owned(), PNG.to_vec()),
        ("media/again.png".to_owned(), PNG.to_vec()),
    ];
    let (pictures, found) = Pictures::load(files);
    assert!(found.is_empty(), "{found:?}");
    let (style, fonts) = (weekly(), FontSet::shipped());
    epub::package(issue, &style, &fonts, &pictures, pages, cover, Device::Generic).0
}

fn package(issue: &Issue) -> Package {
    package_with(issue, None, None)
}

/// The documents of the articles in issue order.
fn documents(package: &Package) -> Vec<&str> {
    let articles = package.spine.iter().filter(|path| path.starts_with("article-"));
    articles.map(|path| package.text(path).expect("a document")).collect()
}

fn map(places: &[(u32, u32, u32)], articles: usize) -> PageMap {
    let pages = places.iter().enumerate().map(|(n, (article, block, at))| PageMark {
        folio: (n + 1).to_string(),
        first: Some(Place { article: *article, block: *block, at: *at }),
    });
    let folios = |article: usize| {
        let on = places.iter().enumerate().filter(|(_, p)| p.0 as usize == article);
        ArticlePages { folios: on.map(|(n, _)| (n + 1).to_string()).collect() }
    };
    PageMap { pages: pages.collect(), articles: (0..articles).map(folios).collect() }
}

/// A page at the beginning of every article, and one in the middle of the first paragraph
/// of the first.
fn some_pages(issue: &Issue) -> PageMap {
    let mut places = vec![];
    for (number, article) in (0..).zip(issue.articles()) {
        let first = article.kicker.as_ref().unwrap_or(&article.headline);
        places.push((number, first.no, 0));
        if let (0, Some(Block { kind: BlockKind::Paragraph(text), .. })) =
            (number, article.body.first())
        {
            let flat = flat_text(text);
            let at = flat.match_indices(' ').nth(4).map_or(0, |(at, _)| at + 1);
            places.push((number, text.no, at as u32));
        }
    }
    map(&places, issue.articles().count())
}

fn cover() -> Cover {
    let jpeg = wwpub::picture::encode_jpeg(
        &vec![255; 600 * 900 * 3],
        wwpub::picture::PixelSize { width: 600, height: 900 },
        80,
    );
    let alt = "Front page of Weekly Worker, 9 January 1997. Lead: Mission".to_owned();
    Cover { jpeg, alt, size: [600, 900] }
}

/// The words of the model in the order in which they are read.
fn model_words(issue: &Issue) -> Vec<Vec<String>> {
    issue
        .articles()
        .map(|article| {
            let mut words = vec![];
            for_each_text(article, &mut |_, text| {
                words.extend(wwpub::model::words(&flat_text(text)));
            });
            words
        })
        .collect()
}

#[test]
fn an_article_with_every_kind() {
    let issue = every_kind();
    let pages = some_pages(&issue);
    let package = package_with(&issue, Some(&pages), Some(cover()));
    insta::assert_snapshot!("article", documents(&package)[0]);
    insta::assert_snapshot!("section", package.text("section-world.xhtml").unwrap());
    insta::assert_snapshot!("title", package.text("title.xhtml").unwrap());
    insta::assert_snapshot!("nav", package.text("nav.xhtml").unwrap());
    insta::assert_snapshot!("ncx", package.ncx());
    insta::assert_snapshot!("opf", package.opf());
}

#[test]
fn the_words_are_the_models() {
    let issue = every_kind();
    let package = package(&issue);
    for (document, words) in documents(&package).into_iter().zip(model_words(&issue)) {
        assert_eq!(words_of(document), words);
    }
}

#[test]
fn the_same_issue_gives_the_same_bytes() {
    let issue = every_kind();
    let package = package_with(&issue, Some(&some_pages(&issue)), Some(cover()));
    let first = epub::write(&package);
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(first, epub::write(&package), "zip counts time in steps of two seconds");
}

#[test]
fn without_a_print_edition_there_are_no_pages() {
    let package = package(&every_kind());
    let all: String = documents(&package).concat() + &package.opf() + &package.ncx();
    for word in ["pagebreak", "pageBreak", "pageNavigation", "pageList", "page 1"] {
        assert!(!all.contains(word), "{word}");
    }
    assert!(!package.text("nav.xhtml").unwrap().contains("page-list"));
}

#[test]
fn an_issue_with_a_page_map_names_printed_pages() {
    let issue = every_kind();
    let package = package_with(&issue, Some(&some_pages(&issue)), None);
    let article = documents(&package)[0];
    assert!(article.contains("<span class=\"x-page\"> (page 3)</span>"), "{article}");
    let nav = package.text("nav.xhtml").unwrap();
    assert!(
        nav.contains("Mission impossible<span class=\"x-page\">, page 1</span>"),
        "{nav}"
    );
    assert!(package.opf().contains("pageBreakSource"));
}

#[test]
fn a_standard_is_claimed_only_where_everything_holds() {
    let claims = |issue: &Issue| package(issue).opf().contains("conformsTo");
    let mut issue = every_kind();
    assert!(claims(&issue), "pictures described, a certifier named");
    issue.sections[0].articles[0].status = Status::Draft;
    assert!(!claims(&issue), "a draft");
    let mut issue = every_kind();
    issue.paper.certifier = None;
    assert!(!claims(&issue), "nobody vouches for it");
    let mut issue = every_kind();
    issue.sections[0].articles[0].body.push(figure("media/press.png", None, None));
    number(&mut issue);
    assert!(!claims(&issue), "a picture not described");
    for word in ["Photo", "press"] {
        let mut issue = every_kind();
        let figure = figure("media/press.png", Some(word), None);
        issue.sections[0].articles[0].body.push(figure);
        number(&mut issue);
        assert!(!claims(&issue), "`{word}` describes nothing");
    }
    let mut issue = every_kind();
    issue.sections[0].articles[0].body.push(figure("media/none.png", Some("A"), None));
    number(&mut issue);
    assert!(!claims(&issue), "a placeholder");
}

#[test]
fn what_is_said_of_accessibility_is_true() {
    let mut issue = papers::issue(vec![papers::article("One", &["Text."])]);
    let access = package(&issue).access;
    assert_eq!(access.pictures, PicturesSaid::None);
    assert_eq!(access.modes(), ["textual"]);
    assert!(!access.features().contains(&"alternativeText"));
    let body = &mut issue.sections[0].articles[0].body;
    body.push(figure("media/press.png", None, Some("A press")));
    number(&mut issue);
    let with_caption = package(&issue);
    assert_eq!(with_caption.access.pictures, PicturesSaid::All);
    assert!(documents(&with_caption)[0].contains("alt=\"\""), "the caption serves");
    issue.sections[0].articles[0].body.push(figure("media/press.png", Some(" "), None));
    number(&mut issue);
    let with_none = package(&issue);
    assert_eq!(with_none.access.sufficient(), ["textual,visual"]);
    assert!(documents(&with_none)[0].contains("alt=\"Picture not yet described\""));
    assert_eq!(
        with_none.files.iter().filter(|f| f.path.starts_with("images/")).count(),
        1
    );
}

#[test]
fn a_first_column_without_a_head_names_the_rows() {
    let table = |corner: &str| {
        let row = |cells: [&str; 2]| Row(cells.map(|c| Text::plain(c, None)).to_vec());
        let table = Table {
            caption: None,
            columns: vec![Alignment::Start, Alignment::End],
            head: row([corner, "Votes"]),
            rows: vec![row(["Lima", "12"]), row(["", "9"])],
        };
        let mut issue = papers::issue(vec![papers::article("One", &["Text."])]);
        let body = &mut issue.sections[0].articles[0].body;
        body.push(Block::new(BlockKind::Table(table), None));
        number(&mut issue);
        documents(&package(&issue))[0].to_owned()
    };
    let named = table("");
    assert!(
        named.contains("<td></td>\n<th class=\"end\" scope=\"col\">Votes"),
        "{named}"
    );
    assert!(
        named.contains("<th scope=\"row\">Lima</th>") && named.contains("<td></td>\n<td")
    );
    let plain = table("Town");
    assert!(plain.contains("<td>Lima</td>") && !plain.contains("scope=\"row\""));
}

#[test]
fn findings_have_codes_and_places() {
    let mut issue = papers::issue(vec![papers::article("One", &["Text\u{1}."])]);
    let body = &mut issue.sections[0].articles[0].body;
    body.push(figure("media/none.png", None, None));
    let target = Target::Article(Slug::from_words("nowhere"));
    let content = vec![Inline::text("there")];
    let text = Text::new(vec![Inline::Link { target, content }], None);
    body.push(Block::new(BlockKind::Paragraph(text), None));
    number(&mut issue);
    let (package, found) = epub::package(
        &issue,
        &weekly(),
        &FontSet::shipped(),
        &Pictures::default(),
        None,
        None,
        Device::Generic,
    );
    let codes: Vec<_> = found.iter().map(|d| d.code.0).collect();
    assert_eq!(codes, ["e-001", "e-002", "e-003"]);
    assert!(documents(&package)[0].contains("<p class=\"first\">there</p>"));
}

#[test]
fn a_withdrawn_article_is_a_notice_and_keeps_its_pages() {
    let notice = "This article has been withdrawn: the letter was forged";
    let mut issue = papers::issue(vec![papers::article("One", &[notice])]);
    let article = &mut issue.sections[0].articles[0];
    article.retracted = Some(Retraction("the letter was forged".into()));
    article.byline = Some(Text::plain("Ann Onymous", None));
    number(&mut issue);
    let text = issue.sections[0].articles[0].body[0].no + 1;
    let package = package_with(&issue, Some(&map(&[(0, text, 5)], 1)), None);
    let document = documents(&package)[0];
    let notice = "<div class=\"notice\" epub:type=\"notice\" role=\"doc-notice\">\n<p";
    assert!(document.contains(notice), "{document}");
    assert!(document.contains("id=\"page-1\"") && !document.contains("minute"));
    assert_eq!(words_of(document), model_words(&issue)[0]);
}

#[test]
fn a_corrected_issue_keeps_its_identifier() {
    let first = every_kind();
    let mut second = every_kind();
    second.modified = wwpub::model::Date::new(1997, 1, 16);
    second.correction_note = Some("The number of guests was wrong.".into());
    let [first, second] = [first, second].map(|issue| package(&issue).opf());
    let line = |opf: &str, what: &str| {
        opf.lines().find(|line| line.contains(what)).unwrap().to_owned()
    };
    let uid = "id=\"identifier\"";
    assert_eq!(line(&first, uid), line(&second, uid));
    assert!(line(&first, "dcterms:modified").contains("1997-01-09T00:00:00Z"));
    assert!(line(&second, "dcterms:modified").contains("1997-01-16T00:00:00Z"));
}

#[test]
fn an_issue_from_right_to_left_turns() {
    let issue = specimen::arabic();
    let package = package(&issue);
    assert!(package.opf().contains("page-progression-direction=\"rtl\""));
    let document = documents(&package)[0];
    assert!(document.contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""), "{document}");
    let css = package.text("stylesheet.css").unwrap();
    assert!(css.contains("margin-right") && !css.contains("margin-left"), "{css}");
    assert_eq!(issue.direction, Direction::Rtl);
    assert_eq!(words_of(document), model_words(&issue)[0]);
}

#[test]
fn two_hundred_articles_are_one_file() {
    let names: Vec<String> = (0..200).map(|n| format!("Story number {n}")).collect();
    let text = "The compositor sets the line and the line sets the page. ".repeat(20);
    let articles = names.iter().map(|n| papers::article(n, &[text.as_str(); 10]));
    let issue = papers::issue(articles.collect());
    let package = package(&issue);
    assert_eq!(documents(&package).len(), 200);
    assert!(epub::write(&package).starts_with(b"PK"));
}

#[test]
fn names_of_files_stay_short_and_apart() {
    let mut issue = papers::issue(vec![
        papers::article("新闻纸上的字体能够存活多久以及其他关于印刷的问题", &["一"]),
        papers::article("cover", &["a"]),
        papers::article("nav", &["b"]),
    ]);
    issue.sections[0].articles[1].slug = Slug::from_words(&"long ".repeat(40));
    issue.sections[0].articles[2].slug = Slug::from_words(&"long ".repeat(41));
    let package = package(&issue);
    assert!(package.files.iter().all(|file| file.path.len() < 70));
    assert_eq!(documents(&package).len(), 3);
    epub::write(&package);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_word_is_lost_doubled_or_moved(issue in papers::any_issue()) {
        let package = package(&issue);
        for (document, words) in documents(&package).into_iter().zip(model_words(&issue)) {
            prop_assert_eq!(words_of(document), words);
        }
        epub::write(&package);
    }

    #[test]
    fn nested_and_odd_text_is_kept(text in specimen::odd_text()) {
        let mut article = papers::article("Odd", &[]);
        article.body = vec![Block::new(BlockKind::Paragraph(text), None)];
        let issue = papers::issue(vec![article]);
        let package = package(&issue);
        prop_assert_eq!(words_of(documents(&package)[0]), model_words(&issue).remove(0));
        epub::write(&package);
    }

    /// Wherever a page begins, the words behind its marker are those at the place.
    #[test]
    fn a_page_is_marked_where_it_begins(
        issue in papers::any_issue(),
        picks in prop::collection::vec((any::<u32>(), any::<u32>(), any::<u32>()), 1..12),
    ) {
        let mut texts = vec![];
        for (number, article) in (0..).zip(issue.articles()) {
            for_each_text(article, &mut |_, text| texts.push((number, text.no, flat_text(text))));
        }
        let mut places: Vec<(u32, u32, u32)> = vec![];
        for (text, word, _) in picks {
            let (article, no, flat) = &texts[text as usize % texts.len()];
            let starts: Vec<usize> = word_starts(flat);
            let at = starts[word as usize % starts.len()];
            places.push((*article, *no, at as u32));
        }
        places.sort_unstable();
        places.dedup();
        let map = map(&places, issue.articles().count());
        let package = package_with(&issue, Some(&map), None);
        let documents = documents(&package);
        for (page, (article, no, at)) in (1..).zip(places) {
            let (_, _, flat) = texts.iter().find(|t| (t.0, t.1) == (article, no)).unwrap();
            let after = marked(documents[article as usize], &format!("page-{page}"));
            let wanted = wwpub::model::words(&flat[at as usize..]).next();
            prop_assert_eq!(wwpub::model::words(&after).next(), wanted);
        }
        epub::write(&package);
    }
}

fn word_starts(flat: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = flat
        .char_indices()
        .filter(|(at, c)| {
            !c.is_whitespace()
                && flat[..*at].chars().next_back().is_none_or(char::is_whitespace)
        })
        .map(|(at, _)| at)
        .collect();
    if starts.is_empty() {
        starts.push(0);
    }
    starts
}

#[test]
fn a_package_that_does_not_hold_together_is_not_written() {
    let whole =
        package_with(&every_kind(), Some(&some_pages(&every_kind())), Some(cover()));
    let broken = |change: &dyn Fn(&mut Package)| {
        let mut package = whole.clone();
        change(&mut package);
        let write = std::panic::AssertUnwindSafe(|| epub::write(&package));
        assert!(std::panic::catch_unwind(write).is_err());
    };
    let edit = |package: &mut Package, path: &str, from: &str, to: &str| {
        let file = package.files.iter_mut().find(|file| file.path == path).unwrap();
        let Content::Text(text) = &mut file.content else { panic!("a document") };
        assert!(text.contains(from), "{from}");
        *text = text.replace(from, to);
    };
    broken(&|p| p.files.retain(|file| file.path != "article-letters.xhtml"));
    broken(&|p| p.files.retain(|file| file.path != "images/picture1.png"));
    broken(&|p| p.files.push(p.files[0].clone()));
    broken(&|p| edit(p, "article-mission.xhtml", "id=\"note-2\"", "id=\"note-1\""));
    broken(&|p| edit(p, "article-mission.xhtml", "#note-2", "#note-9"));
    broken(&|p| edit(p, "article-mission.xhtml", "</h1>", ""));
    broken(&|p| drop(p.nav.pages.pop()));
    broken(&|p| p.nav.contents.reverse());
    broken(&|p| p.spine.push("article-nowhere.xhtml".into()));
}

fn package_for(device: Device) -> Package {
    let mut issue = every_kind();
    issue.sections[0].articles[0].body.push(figure(
        "media/a.svg",
        Some("A circle"),
        None,
    ));
    number(&mut issue);
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><circle cx="9" cy="9" r="7"/></svg>"#;
    let (pictures, _) = Pictures::load(vec![("media/a.svg".to_owned(), svg.to_vec())]);
    let mut style = weekly();
    style.reader.embed = vec![Role::Headline, Role::Body];
    let fonts = FontSet::shipped();
    epub::package(&issue, &style, &fonts, &pictures, None, Some(cover()), device).0
}

#[test]
fn stores_get_what_they_ask_for() {
    let [generic, kindle, kobo] =
        [Device::Generic, Device::Kindle, Device::Kobo].map(package_for);
    let has = |package: &Package, end: &str| {
        package.files.iter().filter(|file| file.path.ends_with(end)).count()
    };
    // Body and headline, with the italics that are in their texts.
    for (package, cover_pages, drawings, faces) in
        [(&generic, 1, 1, 4), (&kindle, 0, 0, 2), (&kobo, 1, 1, 4)]
    {
        assert_eq!(has(package, "cover.xhtml"), cover_pages);
        assert_eq!(has(package, "cover.jpg"), 1);
        assert_eq!(has(package, ".svg"), drawings);
        assert_eq!(has(package, ".otf"), faces, "{:?}", package.files);
        epub::write(package);
    }
    let nav = |package: &Package| package.text("nav.xhtml").unwrap().to_owned();
    assert!(nav(&generic).contains("landmarks") && !nav(&kobo).contains("landmarks"));
    assert!(nav(&kindle).contains("landmarks") && !nav(&kindle).contains("cover.xhtml"));
}

/// Files for the judges, in the folder of the build.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test hands files to the judges")]
fn files_for_the_judges() {
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/epub");
    std::fs::create_dir_all(folder).expect("the folder of the build");
    let issue = every_kind();
    let pages = some_pages(&issue);
    let mut draft = every_kind();
    draft.sections[0].articles[0].body.push(figure("media/none.png", None, None));
    draft.sections[0].articles[0].status = Status::Draft;
    number(&mut draft);
    for (name, package) in [
        ("every-kind", package_with(&issue, Some(&pages), Some(cover()))),
        ("without-print", package(&issue)),
        ("kindle", package_for(Device::Kindle)),
        ("kobo", package_for(Device::Kobo)),
        ("draft", package(&draft)),
        ("arabic", package(&specimen::arabic())),
        ("odd", package(&specimen::odd())),
        ("plain", package(&papers::issue(vec![papers::article("One", &["Text."])]))),
    ] {
        let path = format!("{folder}/{name}.epub");
        std::fs::write(path, epub::write(&package)).expect("a file of the build");
    }
}
