//! Pictures that lead somewhere, in every edition.

use lopdf::{Dictionary, Document, Object};
use wwpub::cli::Exit;

use super::scratch::Scratch;

const STORY: &str = "---\ntitle: A story\nauthors: [Ann Author]\n---\n\nWords before.\n\n\
    [![A dot](media/dot.png)](https://example.org/a?b=1&c=2)\n\n\
    [![](media/dot.png){decorative}](article:other)\n\n\
    [![](media/dot.png \"Of what | Who\")](mailto:desk@example.org)\n\nWords behind.\n";

fn paper() -> Scratch {
    Scratch::paper()
        .with("issue/story.md", STORY)
        .with("issue/other.md", "---\ntitle: The other\nauthors: [B]\n---\n\nMore.\n")
        .with("issue/media/dot.png", super::scratch::dot())
}

#[test]
fn a_linked_picture_is_a_link_in_the_book() {
    let paper = paper();
    let ran = paper.run(&["epub", "issue", "-o", "out.epub"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    let files = paper.unpacked("out.epub");
    let (_, story) = files.iter().find(|(name, _)| name.contains("story.xhtml")).unwrap();
    let links: Vec<&str> = story.lines().filter(|line| line.contains("<img")).collect();
    let starts = [
        "<a href=\"https://example.org/a?b=1&amp;c=2\"><img src=\"images/picture1.png\" alt=\"A dot\"",
        // A link is never silent: it says where it leads, or what its caption says.
        "<a href=\"article-other.xhtml\"><img src=\"images/picture1.png\" alt=\"The other\"",
        "<a href=\"mailto:desk@example.org\"><img src=\"images/picture1.png\" alt=\"Of what\"",
    ];
    assert_eq!(links.len(), starts.len(), "{story}");
    for (line, start) in links.iter().zip(starts) {
        assert!(line.starts_with(start) && line.ends_with("/></a>"), "{line}");
    }
}

fn is_name(dict: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dict.get(key).and_then(Object::as_name).is_ok_and(|found| found == name)
}

/// What the links of a file say, in order.
fn said(document: &Document) -> Vec<String> {
    let text = |object: &Object| lopdf::decode_text_string(object).expect("a text");
    let links = document.objects.values().filter_map(|object| {
        let dict = object.as_dict().ok()?;
        is_name(dict, b"Subtype", b"Link")
            .then(|| text(dict.get(b"Contents").expect("contents")))
    });
    links.collect()
}

#[test]
fn a_linked_picture_is_a_link_on_the_screen_and_none_on_paper() {
    let paper = paper();
    let ran = paper.run(&["pdf", "issue", "-o", "out.pdf"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    let document = Document::load_mem(&paper.read("out.pdf")).expect("a PDF");
    let mut found = said(&document);
    found.sort();
    assert_eq!(found, ["A dot", "Of what", "The other"]);
    let links = document.objects.values().filter_map(|object| {
        let dict = object.as_dict().ok()?;
        is_name(dict, b"S", b"Link").then_some(dict)
    });
    let mut figures = 0;
    for link in links {
        let kids = link.get(b"K").and_then(Object::as_array).expect("kids");
        let [figure, annotation] = kids.as_slice() else { panic!("{kids:?}") };
        let figure = document.get_dictionary(figure.as_reference().unwrap()).unwrap();
        assert!(is_name(figure, b"S", b"Figure"), "{figure:?}");
        assert_eq!(figure.get(b"Alt").ok(), link.get(b"Alt").ok());
        assert!(annotation.as_dict().unwrap().has(b"Obj"));
        figures += 1;
    }
    assert_eq!(figures, 3);
    let ran = paper.run(&["pdf", "issue", "--for", "booklet", "-o", "booklet.pdf"]);
    assert_eq!(ran.exit, Exit::Made, "{ran:#?}");
    let booklet = Document::load_mem(&paper.read("booklet.pdf")).expect("a PDF");
    assert_eq!(said(&booklet), [""; 0]);
}
