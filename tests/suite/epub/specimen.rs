//! Issues that hold every kind of block and inline, and every kind of trouble.

use proptest::prelude::*;
use wwpub::model::{
    Alignment, Article, Author, Block, BlockKind, Boxout, CodeBlock, Definition,
    Direction, Figure, Inline, Issue, Lang, Letter, List, ListItem, ListMarker, Listing,
    Note, NoteId, PullQuote, Row, Section, Slug, Table, Target, Text, number,
};

use crate::papers;

/// A small picture: a ramp of greys.
pub(crate) const PNG: &[u8] = include_bytes!("ramp.png");

fn text(inlines: Vec<Inline>) -> Text {
    Text::new(inlines, None)
}

fn plain(words: &str) -> Text {
    Text::plain(words, None)
}

fn t(words: &str) -> Inline {
    Inline::text(words)
}

fn block(kind: BlockKind) -> Block {
    Block::new(kind, None)
}

fn paragraph(words: &str) -> Block {
    Block::paragraph(words)
}

fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language")
}

fn url(address: &str) -> Target {
    Target::Url(address.parse().expect("an address"))
}

/// Two sections, three articles; the first has everything in it.
pub(crate) fn every_kind() -> Issue {
    let mut issue = papers::issue(vec![]);
    issue.paper.name = "Weekly Worker".into();
    issue.paper.issn = Some("1351-0150".into());
    issue.paper.strapline = vec!["For the record".into()];
    issue.paper.rights = Some("© 1997 & later".into());
    issue.paper.certifier = Some("The Galley Press".into());
    issue.number = Some("174".into());
    issue.price = Some("50p".into());
    issue.correction_note = Some("The table on page 1 was put right.".into());
    issue.imprint = Some("Printed by us".into());
    let mut letters = papers::article("Letters", &[]);
    letters.body = vec![letter("Fewer pages"), letter("In praise of the em quad")];
    let mut russian = papers::article("Газета", &["Короткая заметка."]);
    russian.lang = Some(lang("ru"));
    let section = |name: &str, articles| Section {
        name: Some(name.into()),
        slug: Slug::from_words(name),
        articles,
    };
    issue.sections =
        vec![section("World", vec![lead(), russian]), section("Readers", vec![letters])];
    number(&mut issue);
    issue
}

fn lead() -> Article {
    let mut article = Article::new(
        Slug::from_words("mission"),
        text(vec![t("Mission "), Inline::Emphasis(vec![t("impossible")])]),
    );
    article.kicker = Some(plain("Peru"));
    article.standfirst = Some(plain("A daring raid, <no> mass movement & “silence”"));
    article.byline = Some(plain("Paul Greenaway"));
    article.dateline = Some(plain("Lima"));
    let file_as = Some("Greenaway, Paul".into());
    let name = "Paul Greenaway".to_owned();
    article.authors = vec![Author { name, role: None, place: None, file_as }];
    article.tags = vec!["Peru".into()];
    article.source = Some(plain("First in Workers’ Weekly"));
    article.body = vec![inlines(), paragraph("A second paragraph.")];
    article.body.extend(texts());
    article.body.extend(matter());
    article.body.extend(boxes());
    article.corrections = vec![paragraph("Lima is not in Chile.")];
    article.notes = vec![
        Note { blocks: vec![paragraph("A note.")], span: None },
        Note {
            blocks: vec![block(BlockKind::Quote(vec![paragraph("A note that quotes.")]))],
            span: None,
        },
    ];
    article
}

fn inlines() -> Block {
    let link = |target, words: &str| Inline::Link { target, content: vec![t(words)] };
    let foreign = |tag, words: &str| Inline::Lang {
        lang: lang(tag),
        dir: None,
        content: vec![t(words)],
    };
    block(BlockKind::Paragraph(text(vec![
        t("Images from Peru have "),
        Inline::Emphasis(vec![t("hit "), Inline::Strong(vec![t("the news")])]),
        t(" over "),
        Inline::SmallCaps(vec![t("Christmas")]),
        t(", "),
        Inline::Strikethrough(vec![t("nearly")]),
        t(" H"),
        Inline::Subscript(vec![t("2")]),
        t("O and x"),
        Inline::Superscript(vec![t("2")]),
        t("."),
        Inline::NoteRef(NoteId(1)),
        t(" See "),
        link(url("https://example.org/a?b=1&c=2"), "the site"),
        t(" and "),
        link(Target::Article(Slug::from_words("Газета")), "the other story"),
        t(", "),
        Inline::Code("let a = b && c;".into()),
        t(", "),
        foreign("ar", "صحيفة"),
        t(", "),
        foreign("fr", "le journal"),
        t(".\u{AD}"),
        Inline::LineBreak,
        t("Again"),
        Inline::NoteRef(NoteId(1)),
        t(" and"),
        Inline::NoteRef(NoteId(2)),
        t(" the end."),
    ])))
}

fn texts() -> Vec<Block> {
    let crosshead =
        |level, words: &str| block(BlockKind::Crosshead { level, text: plain(words) });
    let mut named = paragraph("A paragraph with a name.");
    named.id = Some("a name".into());
    let mut foreign = paragraph("Ein Absatz auf Deutsch.");
    foreign.lang = Some(lang("de"));
    vec![
        crosshead(1, "A crosshead"),
        named,
        crosshead(2, "A subhead"),
        foreign,
        block(BlockKind::Quote(vec![
            paragraph("Somebody said."),
            paragraph("And went."),
        ])),
        block(BlockKind::PullQuote(PullQuote {
            text: plain("A sentence set large"),
            by: Some(plain("the editor")),
            repeats: false,
        })),
        block(BlockKind::PullQuote(PullQuote {
            text: text(vec![
                t("hit "),
                Inline::Link {
                    target: url("https://example.org/"),
                    content: vec![t("the news")],
                },
            ]),
            by: None,
            repeats: true,
        })),
        block(BlockKind::Verse(vec![
            text(vec![t("One line"), Inline::LineBreak, t("and the next")]),
            plain("and a stanza"),
        ])),
        block(BlockKind::Break),
        paragraph("After the break."),
    ]
}

fn matter() -> Vec<Block> {
    let item = |done, blocks| ListItem { done, blocks };
    let list = |marker, items| block(BlockKind::List(List { marker, items }));
    let row = |cells: [&str; 3]| Row(cells.map(plain).to_vec());
    let figure = |file: &str, alt: Option<&str>, caption: Option<&str>| {
        block(BlockKind::Figure(Figure {
            alt: alt.map(str::to_owned),
            decorative: alt.is_none() && caption.is_none(),
            caption: caption.map(plain),
            credit: caption.map(|_| plain("Photo: nobody")),
            ..Figure::of(file)
        }))
    };
    let below = list(ListMarker::Bullet, vec![item(None, vec![paragraph("below")])]);
    vec![
        list(
            ListMarker::Bullet,
            vec![
                item(None, vec![paragraph("first"), below]),
                item(None, vec![paragraph("second"), paragraph("with more")]),
            ],
        ),
        list(ListMarker::Number(3), vec![item(None, vec![paragraph("third")])]),
        list(
            ListMarker::Bullet,
            vec![
                item(Some(true), vec![paragraph("set")]),
                item(Some(false), vec![paragraph("print")]),
            ],
        ),
        block(BlockKind::Definitions(vec![Definition {
            term: plain("Galley"),
            meanings: vec![
                vec![paragraph("A long tray.")],
                vec![paragraph("A proof of it."), paragraph("Cheap.")],
            ],
        }])),
        figure("media/press.png", Some("A \"press\" & its men"), Some("The press")),
        figure("media/again.png", None, Some("The same, described by its caption")),
        figure("media/press.png", None, None),
        block(BlockKind::Table(Table {
            caption: Some(plain("Votes")),
            columns: vec![Alignment::Start, Alignment::Centre, Alignment::End],
            head: row(["Party", "", "Votes"]),
            rows: vec![row(["A", "x", "12"]), row(["B", "y", "9"])],
        })),
        block(BlockKind::Code(CodeBlock {
            language: Some("rust".into()),
            text: plain("fn main() {\n    a < b;\n}\n"),
        })),
    ]
}

fn boxes() -> Vec<Block> {
    let crosshead = block(BlockKind::Crosshead { level: 1, text: plain("Inside") });
    vec![
        block(BlockKind::Boxout(Boxout {
            title: Some(plain("Facts")),
            blocks: vec![paragraph("Twenty-two people."), crosshead, paragraph("More.")],
        })),
        block(BlockKind::Boxout(Boxout {
            title: None,
            blocks: vec![paragraph("A box without a heading.")],
        })),
        letter("A letter"),
        block(BlockKind::Listing(Listing {
            title: Some(plain("What is on")),
            entries: vec![paragraph("Friday: a talk."), paragraph("Sunday: a walk.")],
        })),
        block(BlockKind::Correction(vec![paragraph("Last week we were wrong.")])),
    ]
}

fn letter(title: &str) -> Block {
    block(BlockKind::Letter(Letter {
        title: Some(plain(title)),
        blocks: vec![paragraph("Dear editor,"), paragraph("You are right.")],
        from: Some(plain("A. Reader")),
        place: Some(plain("Leeds")),
    }))
}

/// An issue in Arabic with a passage in English.
pub(crate) fn arabic() -> Issue {
    let mut issue = papers::issue(vec![]);
    issue.paper.name = "الصحيفة".into();
    issue.lang = lang("ar");
    issue.direction = Direction::Rtl;
    let mut article = papers::article("مهمة مستحيلة", &["نص أول."]);
    article.slug = Slug::from_words("mission");
    article.body.push(block(BlockKind::Paragraph(text(vec![
        t("قال: "),
        Inline::Lang { lang: lang("en"), dir: None, content: vec![t("Hang on")] },
        t(" ثم "),
        Inline::Code("a = b;".into()),
    ]))));
    article.body.extend(boxes());
    article.notes = vec![Note { blocks: vec![paragraph("حاشية.")], span: None }];
    article.body.push(block(BlockKind::Paragraph(text(vec![
        t("النهاية"),
        Inline::NoteRef(NoteId(1)),
    ]))));
    let mut english = papers::article("In English", &["A text from left to right."]);
    english.lang = Some(Lang::en_gb());
    issue.sections = vec![Section {
        name: None,
        slug: Slug::from_words("all"),
        articles: vec![article, english],
    }];
    number(&mut issue);
    issue
}

/// Every sign of XML, characters of every plane, names that are none, links of all kinds.
pub(crate) fn odd() -> Issue {
    let signs = "<p>&amp; \"'` ]]> <!-- --> <?x?> %&; \u{A0}\u{200F}\u{202E}\u{FEFF}";
    let planes = "\u{1F5DE}\u{FE0F} \u{2070E} \u{E0041} \u{F0000} \u{10FFFD} \u{FFFD} \u{85}\u{2028}";
    let control = "a\u{0}b\u{1F}c\u{FFFE}d";
    let mut article = papers::article(signs, &[signs, planes, control]);
    article.kicker = Some(Text::plain(planes, None));
    article.slug = Slug::from_words("odd");
    for address in [
        "https://müller.example/ä?ö=ü#ß",
        "https://a:b/",
        "http://[::1]:80/%zz",
        "mailto:a@b.example?subject=x y",
        "tel:+44 1",
        "https://x.example/\"<>&'",
    ] {
        let content = vec![
            t("link "),
            Inline::NoteRef(NoteId(1)),
            Inline::Link {
                target: url("https://inner.example/"),
                content: vec![t(signs)],
            },
        ];
        let link = Inline::Link { target: url(address), content };
        article.body.push(block(BlockKind::Paragraph(text(vec![link]))));
    }
    for id in ["1", "x y", "\"<", "é", "1"] {
        let mut named = paragraph("named");
        named.id = Some(id.into());
        article.body.push(named);
    }
    article.body.push(block(BlockKind::Crosshead { level: 9, text: plain(signs) }));
    article.body.push(block(BlockKind::Code(CodeBlock {
        language: Some("c++ \"x".into()),
        text: plain("\n\t<a>\r\n"),
    })));
    article.notes = vec![Note { blocks: vec![paragraph(signs)], span: None }];
    let mut issue = papers::issue(vec![article]);
    issue.paper.name = signs.into();
    issue.number = Some("7 & 8".into());
    issue.paper.rights = Some(signs.into());
    issue
}

/// Text with everything inside everything.
pub(crate) fn odd_text() -> impl Strategy<Value = Text> {
    let leaf = prop_oneof![
        4 => "[a-zéж<>&\"' \u{AD}語ع]{1,12}".prop_map(Inline::Text),
        1 => Just(Inline::LineBreak),
        1 => (0_u32..3).prop_map(|n| Inline::NoteRef(NoteId(n))),
        1 => "[a-z<&]{1,6}".prop_map(Inline::Code),
    ];
    let nested = leaf.prop_recursive(3, 24, 4, |inner| {
        let some = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            some().prop_map(Inline::Emphasis),
            some().prop_map(Inline::SmallCaps),
            some().prop_map(Inline::Superscript),
            some().prop_map(|content| Inline::Link {
                target: url("https://example.org/"),
                content,
            }),
            some().prop_map(|content| Inline::Link {
                target: Target::Article(Slug::from_words("odd")),
                content,
            }),
            some().prop_map(|content| Inline::Lang {
                lang: lang("he"),
                dir: None,
                content,
            }),
        ]
    });
    prop::collection::vec(nested, 1..6).prop_map(text)
}
