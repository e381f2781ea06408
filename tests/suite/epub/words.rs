//! The words of a document as a plain reader of XML finds them.

use quick_xml::Reader;
use quick_xml::events::Event;

/// The words of the article of a document, without those that are not in the model: the
/// elements whose class begins with `x-`.
pub(crate) fn words_of(document: &str) -> Vec<String> {
    let mut text = String::new();
    walk(document, &mut |piece, _| text.push_str(piece));
    wwpub::model::words(&text).collect()
}

/// The text of the article behind the marker of that identifier.
pub(crate) fn marked(document: &str, id: &str) -> String {
    let mut text = String::new();
    let mut seen = false;
    walk(document, &mut |piece, marker| {
        if marker == Some(id) {
            assert!(!seen, "the marker `{id}` stands twice");
            seen = true;
        } else if seen {
            text.push_str(piece);
        }
    });
    assert!(seen, "the marker `{id}` is not there");
    text
}

/// Gives each piece of text, and each marker of a page.
fn walk(document: &str, give: &mut dyn FnMut(&str, Option<&str>)) {
    let mut reader = Reader::from_str(document);
    let mut open: Vec<bool> = vec![];
    let mut inside = false;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                inside |= start.name().as_ref() == "article";
                let class = attribute(&start, "class").unwrap_or_default();
                let own = class.split(' ').any(|class| class.starts_with("x-"));
                open.push(own || open.last().copied().unwrap_or(false));
            }
            Event::End(end) => {
                open.pop();
                inside &= end.name().as_ref() != "article";
            }
            Event::Empty(empty) if inside => match attribute(&empty, "epub:type") {
                Some(kind) if kind == "pagebreak" => {
                    let id = attribute(&empty, "id").expect("a marker has a name");
                    give("", Some(&id));
                }
                _ if empty.name().as_ref() == "br" => give("\n", None),
                _ => {}
            },
            Event::Text(text) if inside && !open.last().copied().unwrap_or(false) => {
                give(&text.xml10_content(), None);
            }
            Event::GeneralRef(name)
                if inside && !open.last().copied().unwrap_or(false) =>
            {
                let name: &str = &name;
                let c = match name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "#13" => '\r',
                    other => panic!("the reference `{other}` is not one of XML's own"),
                };
                give(&c.to_string(), None);
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

fn attribute(start: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).expect("well-formed attributes")?;
    Some(
        quick_xml::escape::unescape(&found.value).expect("known references").into_owned(),
    )
}
