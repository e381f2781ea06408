//! Issues made up for tests: every kind of block and inline, at random.

use proptest::prelude::*;
use wwpub::model::{
    Alignment, Article, Author, Block, BlockKind, Boxout, CodeBlock, Date, Definition,
    Direction, FORMAT_VERSION, Figure, Inline, Issue, Lang, Letter, List, ListItem,
    ListMarker, Listing, Note, NoteId, Paper, Prominence, PullQuote, Row, Section, Slug,
    Target, Text, number,
};

/// An issue with these articles in one section without a name.
pub(crate) fn issue(articles: Vec<Article>) -> Issue {
    let mut issue = Issue {
        version: FORMAT_VERSION,
        paper: Paper {
            name: "The Galley".into(),
            publisher: Some("The Galley Press".into()),
            issn: None,
            strapline: vec![],
            address: None,
            rights: None,
            certifier: None,
        },
        number: Some("7".into()),
        volume: None,
        date: Date::new(1997, 1, 9).expect("a day"),
        price: None,
        lang: Lang::en_gb(),
        direction: Direction::Ltr,
        modified: None,
        correction_note: None,
        imprint: None,
        front: vec![],
        sections: vec![Section { name: None, slug: Slug::from_words("all"), articles }],
    };
    number(&mut issue);
    issue
}

/// An article of plain paragraphs.
pub(crate) fn article(headline: &str, paragraphs: &[&str]) -> Article {
    let mut article =
        Article::new(Slug::from_words(headline), Text::plain(headline, None));
    article.body = paragraphs.iter().map(|p| Block::paragraph(*p)).collect();
    article
}

/// A picture of that file.
pub(crate) fn figure(file: &str, alt: Option<&str>, caption: Option<&str>) -> Block {
    Block::new(
        BlockKind::Figure(Figure {
            alt: alt.map(str::to_owned),
            caption: caption.map(|caption| Text::plain(caption, None)),
            ..Figure::of(file)
        }),
        None,
    )
}

/// An issue of one to four articles with everything in them.
pub(crate) fn any_issue() -> impl Strategy<Value = Issue> {
    prop::collection::vec(any_article(), 1..4).prop_map(|mut articles| {
        for (at, article) in articles.iter_mut().enumerate() {
            article.slug = Slug::from_words(&format!("article {at}"));
        }
        issue(articles)
    })
}

fn any_article() -> impl Strategy<Value = Article> {
    let texts = (text(), prop::option::of(text()), prop::option::of(text()));
    let body = prop::collection::vec(block(2), 0..8);
    let notes = prop::collection::vec(paragraph(), 0..3);
    (texts, body, notes, 1_u8..=10).prop_map(
        |((headline, kicker, first), body, notes, p)| {
            let mut article = Article::new(Slug::from_words("x"), headline);
            article.kicker = kicker;
            article.standfirst = first;
            article.byline = Some(Text::plain("Ann Onymous", None));
            let name = "Ann Onymous".to_owned();
            article.authors =
                vec![Author { name, role: None, place: None, file_as: None }];
            article.priority = p;
            article.body = body;
            // Every note is called once, at the end of the text or of a paragraph.
            let calls = (1..=notes.len()).map(|n| Inline::NoteRef(NoteId(n as u32)));
            let mut calls: Vec<Inline> = calls.rev().collect();
            for block in &mut article.body {
                if let BlockKind::Paragraph(text) = &mut block.kind
                    && calls.len() > 1
                {
                    text.inlines.extend(calls.pop());
                }
            }
            let mut last = vec![Inline::text("See")];
            last.extend(calls.into_iter().rev());
            let text = Text::new(last, None);
            article.body.push(Block::new(BlockKind::Paragraph(text), None));
            article.notes =
                notes.into_iter().map(|b| Note { blocks: vec![b], span: None }).collect();
            article
        },
    )
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-z]{1,12}",
        2 => "[A-Z][a-z]{2,9}",
        1 => "[a-z]{20,60}",
        1 => "[0-9]{1,4}",
        1 => "[A-Z][0-9]{1,3}",
        1 => Just("office-affairs".to_owned()),
        1 => Just("‘Straße’,".to_owned()),
        1 => Just("газета".to_owned()),
        1 => Just("εφημερίδα".to_owned()),
        1 => Just("صحيفة".to_owned()),
        1 => Just("עיתון".to_owned()),
        1 => Just("exten\u{AD}sive".to_owned()),
        1 => Just("☞".to_owned()),
    ]
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..30).prop_map(|words| words.join(" "))
}

fn few_words() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..4).prop_map(|words| words.join(" "))
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = || words().prop_map(Inline::Text);
    let short = || few_words().prop_map(|t| vec![Inline::Text(t)]);
    prop_oneof![
        6 => leaf(),
        1 => short().prop_map(Inline::Emphasis),
        1 => short().prop_map(Inline::Strong),
        1 => short().prop_map(Inline::Strikethrough),
        1 => short().prop_map(Inline::SmallCaps),
        1 => short().prop_map(Inline::Superscript),
        1 => short().prop_map(Inline::Subscript),
        1 => "[a-z]{1,8}\\(\\);".prop_map(Inline::Code),
        1 => short().prop_map(|content| {
            let url = "https://example.org/".parse().expect("an address");
            Inline::Link { target: Target::Url(url), content }
        }),
        1 => short().prop_map(|content| Inline::Lang {
            lang: "ar".parse().expect("a language"),
            dir: None,
            content,
        }),
    ]
}

fn text() -> impl Strategy<Value = Text> {
    prop::collection::vec(inline(), 1..4).prop_map(|inlines| {
        let mut spaced = vec![];
        for inline in inlines {
            if !spaced.is_empty() {
                spaced.push(Inline::text(" "));
            }
            spaced.push(inline);
        }
        Text::new(spaced, None)
    })
}

fn paragraph() -> impl Strategy<Value = Block> {
    text().prop_map(|text| Block::new(BlockKind::Paragraph(text), None))
}

fn plain_text() -> impl Strategy<Value = Text> {
    few_words().prop_map(|text| Text::plain(text, None))
}

fn block(depth: u32) -> BoxedStrategy<Block> {
    let leaf = prop_oneof![
        5 => text().prop_map(BlockKind::Paragraph),
        1 => plain_text().prop_map(|text| BlockKind::Crosshead { level: 1, text }),
        1 => (plain_text(), prop::option::of(plain_text())).prop_map(|(text, by)| {
            BlockKind::PullQuote(PullQuote { text, by, repeats: false })
        }),
        1 => prop::collection::vec(plain_text(), 1..3).prop_map(BlockKind::Verse),
        1 => table(),
        1 => "[a-z]{1,9}\n[a-z ]{1,90}\n".prop_map(|code| BlockKind::Code(CodeBlock {
            language: None,
            text: Text::plain(code, None),
        })),
        1 => (plain_text(), 0..3).prop_map(|(caption, size)| BlockKind::Figure(Figure {
            alt: Some("Nothing".into()),
            link: (size == 1).then(|| Target::Article(Slug::from_words("article 0"))),
            prominence: match size {
                0 => Prominence::Small,
                1 => Prominence::Ordinary,
                _ => Prominence::Large,
            },
            caption: Some(caption),
            ..Figure::of("media/none.png")
        })),
        1 => Just(BlockKind::Break),
    ];
    let leaf = leaf.prop_map(|kind| Block::new(kind, None)).boxed();
    if depth == 0 {
        return leaf;
    }
    let blocks = || prop::collection::vec(block(depth - 1), 1..3);
    let group = prop_oneof![
        blocks().prop_map(BlockKind::Quote),
        blocks().prop_map(|b| BlockKind::List(List {
            marker: ListMarker::Bullet,
            items: vec![ListItem { done: None, blocks: b }],
        })),
        blocks().prop_map(|b| BlockKind::List(List {
            marker: ListMarker::Number(9),
            items: b
                .into_iter()
                .map(|block| ListItem { done: None, blocks: vec![block] })
                .collect(),
        })),
        (plain_text(), blocks()).prop_map(|(term, b)| {
            BlockKind::Definitions(vec![Definition { term, meanings: vec![b] }])
        }),
        (prop::option::of(plain_text()), blocks())
            .prop_map(|(title, blocks)| BlockKind::Boxout(Boxout { title, blocks })),
        (plain_text(), blocks(), plain_text()).prop_map(|(title, blocks, from)| {
            BlockKind::Letter(Letter {
                title: Some(title),
                blocks,
                from: Some(from),
                place: Some(Text::plain("Hull", None)),
            })
        }),
        blocks().prop_map(|entries| BlockKind::Listing(Listing { title: None, entries })),
        blocks().prop_map(BlockKind::Correction),
    ];
    let group = group.prop_map(|kind| Block::new(kind, None));
    prop_oneof![5 => leaf, 2 => group].boxed()
}

fn table() -> impl Strategy<Value = BlockKind> {
    (1_usize..5, 1_usize..4).prop_flat_map(|(columns, rows)| {
        let row = move || prop::collection::vec(plain_text(), columns).prop_map(Row);
        (row(), prop::collection::vec(row(), rows)).prop_map(move |(head, rows)| {
            BlockKind::Table(wwpub::model::Table {
                caption: None,
                columns: vec![Alignment::End; columns],
                head,
                rows,
            })
        })
    })
}
