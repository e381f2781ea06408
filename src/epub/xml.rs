//! XML that is well formed whatever the texts hold.

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::model::{Direction, Lang};

/// Name and value of an attribute.
pub(super) type Attr<'a> = (&'static str, &'a str);

/// An XML document that is being written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
    dropped: usize,
}

impl Xml {
    /// A document with its declaration: without one some stores take it for Latin-1.
    pub(super) fn new() -> Self {
        let mut xml = Self { writer: Writer::new(vec![]), open: vec![], dropped: 0 };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.line();
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attrs: &[Attr<'_>]) {
        let start = self.start(name, attrs);
        self.event(Event::Start(start));
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        let name = self.open.pop().expect("an element is open");
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Closes the element opened last, and the line: after blocks, so that the text can be
    /// read in an editor and words of two blocks never touch.
    pub(super) fn close_block(&mut self) {
        self.close();
        self.line();
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attrs: &[Attr<'_>]) {
        let start = self.start(name, attrs);
        self.event(Event::Empty(start));
    }

    /// Characters.
    pub(super) fn text(&mut self, text: &str) {
        let text = self.allowed(text);
        self.event(Event::Text(BytesText::from_escaped(partial_escape(text))));
    }

    /// An element that holds characters only.
    pub(super) fn leaf(&mut self, name: &'static str, attrs: &[Attr<'_>], text: &str) {
        self.open(name, attrs);
        self.text(text);
        self.close();
    }

    /// The same, on a line of its own.
    pub(super) fn leaf_block(
        &mut self,
        name: &'static str,
        attrs: &[Attr<'_>],
        text: &str,
    ) {
        self.leaf(name, attrs, text);
        self.line();
    }

    /// Ends a line of the file; of no meaning for the reader.
    pub(super) fn line(&mut self) {
        self.event(Event::Text(BytesText::from_escaped("\n")));
    }

    /// How many characters were left out because XML cannot hold them.
    pub(super) fn dropped(&self) -> usize {
        self.dropped
    }

    /// The document's text, everything closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close_block();
        }
        String::from_utf8(self.writer.into_inner()).expect("only text was written")
    }

    fn start(&mut self, name: &'static str, attrs: &[Attr<'_>]) -> BytesStart<'static> {
        let mut start = BytesStart::new(name);
        for (key, value) in attrs {
            let value = self.allowed(value);
            start.push_attribute((*key, value.as_ref()));
        }
        start
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("memory takes every write");
    }

    /// `text` without the characters that XML 1.0 (§2.2) cannot hold. Input drops and
    /// reports them; here nothing may make a file unreadable.
    fn allowed<'t>(&mut self, text: &'t str) -> std::borrow::Cow<'t, str> {
        // Most text holds no control, and none of the last two code points of the first
        // plane, whose first byte is 0xEF.
        if text.bytes().all(|byte| byte >= b' ' && byte != 0xEF)
            || text.chars().all(is_xml)
        {
            return text.into();
        }
        self.dropped += text.chars().filter(|c| !is_xml(*c)).count();
        text.chars().filter(|c| is_xml(*c)).collect::<String>().into()
    }
}

/// Whether XML 1.0 can hold `c`.
fn is_xml(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => false,
        _ => true,
    }
}

/// The attributes that say which language follows, and which way it runs where that
/// changes.
pub(super) fn language(lang: &Lang, turn: Option<Direction>) -> Vec<Attr<'_>> {
    let mut attrs = vec![("lang", lang.as_str()), ("xml:lang", lang.as_str())];
    attrs.extend(turn.map(|direction| ("dir", dir(direction))));
    attrs
}

/// A direction as HTML writes it.
pub(super) fn dir(direction: Direction) -> &'static str {
    match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

/// The direction in which a language runs.
pub(super) fn runs(lang: &Lang) -> Direction {
    if lang.is_rtl() { Direction::Rtl } else { Direction::Ltr }
}

/// Begins an XHTML document up to and with `<body>`.
pub(super) fn xhtml(
    lang: &Lang,
    direction: Direction,
    title: &str,
    body: &[Attr<'_>],
) -> Xml {
    let mut xml = Xml::new();
    xml.event(Event::DocType(BytesText::from_escaped("html")));
    xml.line();
    let mut attrs = vec![
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("xmlns:epub", "http://www.idpf.org/2007/ops"),
    ];
    attrs.extend(language(lang, Some(direction)));
    xml.open("html", &attrs);
    xml.line();
    xml.open("head", &[]);
    xml.line();
    xml.leaf_block("title", &[], title);
    xml.empty(
        "link",
        &[("rel", "stylesheet"), ("type", "text/css"), ("href", "stylesheet.css")],
    );
    xml.line();
    xml.close_block();
    xml.open("body", body);
    xml.line();
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_breaks_the_file() {
        let mut xml = Xml::new();
        xml.open("p", &[("title", "a \"b\" <c> &\n\u{1}")]);
        xml.text("<b> & \"c\" ]]> \u{0}\u{B}\u{FFFE}\u{1FFFE}é");
        assert_eq!(xml.dropped(), 4);
        let text = xml.finish();
        assert!(
            text.contains("title=\"a &quot;b&quot; &lt;c&gt; &amp;&#10;\""),
            "{text}"
        );
        assert!(text.contains("&lt;b&gt; &amp; \"c\" ]]&gt; \u{1FFFE}é</p>"), "{text}");
    }
}
