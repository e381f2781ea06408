//! A document with every kind of element, made by hand.

use wwpub::font::Variant;
use wwpub::layout::{
    Accessible, Artifact, Kind, LinkTarget, Numbering, OutlineEntry, Structure,
};
use wwpub::picture::{Pictures, PixelSize};
use wwpub::style::Slant;
use wwpub::unit::{Ink, Overprint};

use super::paper::{BODY, Look, Paper};

pub(super) const PROSE: &str = "Office affairs: difficult officials flee, and the baffled staff \
of the café at number 47 shuffle after them; Žižek, naïve as ever, waves. “Truth,” said \
he, “is offered only once – twice at most.” The efficient committee of the fifth floor \
filed its findings and went home, for it was Thursday, the ninth of January 1997, and a \
soft, fine snow was falling over the official residence. ";

const RED: Ink =
    Ink { cmyk: [0, 90, 80, 10], rgb: [190, 30, 40], overprint: Overprint::Knockout };
pub(super) const ARABIC: Look =
    Look { family: "Noto Naskh Arabic", script: *b"Arab", lang: "ar", ..BODY };
const HEBREW: Look =
    Look { family: "Noto Serif Hebrew", script: *b"Hebr", lang: "he", ..BODY };

/// Every kind of element and the hard cases of text.
pub(super) fn specimen() -> Paper {
    let mut paper = Paper::new("en-GB");
    pictures(&mut paper);
    let root = Structure::ROOT;
    let title = paper.add(root, Kind::Heading(1));
    paper.tagged(title, |p| {
        p.line("The Weekly", &Look { size: 38.5, weight: 700, ..BODY }, None);
    });
    let sect = paper.add(root, Kind::Sect);
    let flag = paper.add(sect, Kind::Heading(2));
    paper.tagged(flag, |p| {
        p.line(
            "Home news",
            &Look { family: "Source Sans 3", weight: 700, ink: RED, ..BODY },
            None,
        );
    });
    contents(&mut paper, sect);
    let art = paper.add(sect, Kind::Art);
    paper.destination("peru");
    story(&mut paper, art);
    list(&mut paper, art);
    table(&mut paper, art);
    figure(&mut paper, art);
    other_scripts(&mut paper, art);
    notes(&mut paper, art);
    let child = OutlineEntry {
        title: "Mission impossible – Peru".into(),
        destination: "peru".into(),
        children: vec![],
    };
    paper.outline("Home news", "peru", vec![child]);
    paper
}

fn pictures(paper: &mut Paper) {
    let mut pictures = Pictures::load(vec![]).0;
    pictures.placeholder("media/a.png", PixelSize { width: 40, height: 30 });
    let size = PixelSize { width: 16, height: 8 };
    let rgb: Vec<u8> = (0..16 * 8 * 3).map(|i| (i * 5 % 251) as u8).collect();
    let rgba: Vec<u8> =
        (0..16 * 8).flat_map(|i| [i as u8, 90, 200, (i * 2) as u8]).collect();
    let jpeg = wwpub::picture::encode_jpeg(&rgb, size, 90);
    let png = wwpub::picture::encode_png(&rgba, size);
    let files = vec![("media/b.jpg".into(), jpeg), ("media/c.png".into(), png)];
    let (loaded, findings) = Pictures::load(files);
    assert!(
        findings.iter().all(|(_, d)| d.severity < wwpub::diag::Severity::Error),
        "{findings:?}"
    );
    paper.pictures = loaded;
}

fn contents(paper: &mut Paper, sect: wwpub::layout::ElementId) {
    let toc = paper.add(sect, Kind::Contents);
    let item = paper.add(toc, Kind::ContentsItem);
    let reference = paper.add(item, Kind::Reference);
    let link = paper.add(reference, Kind::Link);
    paper.tagged(toc, |p| {
        p.tagged(item, |p| {
            p.tagged(reference, |p| {
                p.tagged(link, |p| {
                    p.line("Mission impossible, page 1", &BODY, None);
                    p.link(
                        link,
                        LinkTarget::Destination("peru".into()),
                        "Mission impossible",
                    );
                });
            });
        });
    });
}

fn story(paper: &mut Paper, art: wwpub::layout::ElementId) {
    let head = paper.add(art, Kind::Heading(3));
    paper.element(head).title = Some("x-headline".into());
    paper.tagged(head, |p| {
        p.line(
            "Mission impossible in Peru",
            &Look { size: 20.0, weight: 600, ..BODY },
            None,
        );
    });
    paper.artifact(Artifact::Layout, |p| p.rule(240.0, Ink::BLACK));
    let by = paper.add(art, Kind::Paragraph);
    paper.tagged(by, |p| {
        p.line("anna žižek", &Look { variant: Variant::SmallCapitals, ..BODY }, None);
    });
    let broken = paper.add(art, Kind::Paragraph);
    paper.tagged(broken, |p| {
        p.line(
            "A well-known word is cut at the end of this impos\u{AD}",
            &BODY,
            Some(240.0),
        );
        p.line("sible line, and every well-tried reader joins it.", &BODY, None);
    });
    let soft = paper.add(art, Kind::Paragraph);
    let (foreign, code) = (paper.add(soft, Kind::Span), paper.add(soft, Kind::Code));
    paper.element(foreign).lang = Some("de".parse().unwrap());
    let german = Look { lang: "de", slant: Slant::Italic, ..BODY };
    let mono = Look { family: "Source Code Pro", ..BODY };
    paper.tagged(soft, |p| {
        p.pieces(&[
            (None, "He spoke of ", &BODY),
            (Some(foreign), "Schadenfreude", &german),
            (None, " and of ", &BODY),
            (Some(code), "x - y", &mono),
            (None, ", of ", &BODY),
            (None, "weltfremd", &german),
            (None, " things, H", &BODY),
            (None, "2", &Look { variant: Variant::Inferior, ..BODY }),
            (None, "O, x̣̂ and Q̌.", &BODY),
        ]);
    });
    for _ in 0..8 {
        let para = paper.add(art, Kind::Paragraph);
        paper.tagged(para, |p| {
            p.lines(&PROSE.repeat(2), &Look { stretch: 0.985, ..BODY });
        });
    }
    let quote = paper.add(art, Kind::BlockQuote);
    let inside = paper.add(quote, Kind::Paragraph);
    paper.tagged(quote, |p| {
        p.tagged(inside, |p| p.lines("Somebody else’s words, set off.", &BODY));
    });
    paper.artifact(Artifact::Repetition, |p| {
        p.line("“Truth is offered once.”", &BODY, None);
    });
    let missing = paper.add(art, Kind::Paragraph);
    paper.tagged(missing, |p| {
        let mut run = p.run("A sign \u{4E2D} no face has.", &BODY);
        assert!(run.glyphs.iter().any(|g| g.id == 0));
        run.lang = None;
        p.skip(11.5);
        p.put(60.0, 765.0, wwpub::layout::Item::Glyphs(run));
        let mut box_of_our_own = p.run(" ", &BODY);
        box_of_our_own.actual = Some("\u{4E2D}".into());
        p.put(300.0, 765.0, wwpub::layout::Item::Glyphs(box_of_our_own));
    });
}

fn list(paper: &mut Paper, art: wwpub::layout::ElementId) {
    for numbering in [Numbering::Decimal, Numbering::Disc, Numbering::None] {
        let list = paper.add(art, Kind::List(numbering));
        paper.tagged(list, |p| {
            for (label, text) in
                [("1. ", "First things first."), ("2. ", "Second things then.")]
            {
                let item = p.add(list, Kind::ListItem);
                let (lbl, body) = (p.add(item, Kind::Label), p.add(item, Kind::ListBody));
                p.tagged(item, |p| {
                    p.pieces(&[(Some(lbl), label, &BODY), (Some(body), text, &BODY)]);
                });
            }
        });
    }
}

fn table(paper: &mut Paper, art: wwpub::layout::ElementId) {
    let table = paper.add(art, Kind::Table);
    let caption = paper.add(table, Kind::Caption);
    let (head, body) =
        (paper.add(table, Kind::TableHead), paper.add(table, Kind::TableBody));
    paper.tagged(table, |p| {
        p.tagged(caption, |p| p.line("Prices at the café", &BODY, None));
        for (group, kind, words) in [
            (head, Kind::HeadCell, ["Drink ", "Small ", "Large ", "Huge "]),
            (body, Kind::Cell, ["Tea ", "£1.20 ", "£1.60 ", "£2.10 "]),
            (body, Kind::Cell, ["Coffee ", "£1.80 ", "", "£2.90 "]),
            (body, Kind::Cell, ["Water ", "free ", "free ", "free "]),
        ] {
            let row = p.add(group, Kind::Row);
            let cells: Vec<_> = (0..4)
                .map(|column| {
                    let head = column == 0 && group == body;
                    p.add(row, if head { Kind::HeadCell } else { kind.clone() })
                })
                .collect();
            let pieces: Vec<_> = cells
                .iter()
                .zip(words)
                .map(|(cell, word)| (Some(*cell), word, &BODY))
                .collect();
            p.tagged(group, |p| p.tagged(row, |p| p.pieces(&pieces)));
        }
    });
}

fn figure(paper: &mut Paper, art: wwpub::layout::ElementId) {
    for file in ["media/b.jpg", "media/c.png"] {
        let figure = paper.add(art, Kind::Figure);
        paper.element(figure).alt = Some("Officials in flight – a sketch".into());
        let picture = paper.pictures.find(file).unwrap();
        paper.tagged(figure, |p| p.picture(picture, 120.0, 60.0));
        let caption = paper.add(art, Kind::Caption);
        paper.tagged(caption, |p| p.line("Officials, fleeing", &BODY, None));
    }
}

fn other_scripts(paper: &mut Paper, art: wwpub::layout::ElementId) {
    for (lang, words, look) in [
        ("ar", "السلام عليكم ورحمة الله", &ARABIC),
        ("ar", "بِسْمِ اللَّهِ الرَّحْمٰنِ لِلّٰهِ", &ARABIC),
        ("he", "שָׁלוֹם עולם", &HEBREW),
        ("ru", "Привет, мир: съешь ещё", &Look { lang: "ru", script: *b"Cyrl", ..BODY }),
        ("el", "Ελληνικά ΐ ώ", &Look { lang: "el", script: *b"Grek", ..BODY }),
    ] {
        let para = paper.add(art, Kind::Paragraph);
        paper.element(para).lang = Some(lang.parse().unwrap());
        paper.tagged(para, |p| p.line(words, look, None));
    }
}

fn notes(paper: &mut Paper, art: wwpub::layout::ElementId) {
    let para = paper.add(art, Kind::Paragraph);
    let call = paper.add(para, Kind::Reference);
    let link = paper.add(call, Kind::Link);
    let url = paper.add(para, Kind::Link);
    paper.destination("peru.call-1");
    paper.tagged(para, |p| {
        p.line("See what he said elsewhere. ", &BODY, None);
        p.tagged(call, |p| {
            p.tagged(link, |p| {
                p.line("1", &Look { variant: Variant::Superior, ..BODY }, None);
                p.link(link, LinkTarget::Destination("peru.note-1".into()), "Note 1");
            });
        });
        p.tagged(url, |p| {
            p.line("www.example.org/a very long", &BODY, None);
            p.link(
                url,
                LinkTarget::Url("https://example.org/é".into()),
                "The example’s site",
            );
            p.line("address", &BODY, None);
            p.link(
                url,
                LinkTarget::Url("https://example.org/é".into()),
                "The example’s site",
            );
        });
        p.line("and no further.", &BODY, None);
    });
    paper.destination("peru.note-1");
    for number in ["1", "2"] {
        let note = paper.add(art, Kind::Note);
        let (label, body) =
            (paper.add(note, Kind::Label), paper.add(note, Kind::Paragraph));
        paper.tagged(note, |p| {
            let mark = format!("{number} ");
            p.pieces(&[(Some(label), &mark, &BODY), (Some(body), "In a letter.", &BODY)]);
        });
    }
}

/// The same with a picture that nobody described.
pub(super) fn undescribed() -> Paper {
    let mut paper = specimen();
    paper.doc.accessible = Accessible::No;
    let figures: Vec<_> = paper
        .doc
        .structure
        .iter()
        .filter(|(_, e)| e.kind == Kind::Figure)
        .map(|(id, _)| id)
        .collect();
    for id in figures {
        paper.element(id).alt = None;
    }
    paper
}
