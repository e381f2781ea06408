//! Lines of furniture with places to fill: `{paper} {number}`.

use std::fmt;

/// A text with places to fill. In a sheet `{number}` is a place, `*…*` sets strong and
/// `[…]` stays out where one of its places has nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template(pub Vec<Piece>);

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub content: Content,
    /// Whether it is set strong.
    pub tone: Tone,
    /// The optional group it belongs to, from 1; 0 for none.
    pub group: u16,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Words as they stand.
    Text(String),
    /// A place to fill.
    Field(Field),
}

/// Whether words of furniture are strong.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As the role has it.
    #[default]
    Plain,
    /// Bold.
    Strong,
}

/// Declares the fields once: the variant, its name in sheets and what it is.
macro_rules! fields {
    ($($variant:ident $name:literal $about:literal;)+) => {
        /// What a place of a template is filled with.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $(#[doc = $about] $variant,)+
        }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in style sheets: `weekday`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it is, in a few words.
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $about),+ }
            }
        }
    };
}

fields! {
    Paper "paper" "The name of the paper.";
    Date "date" "The date of the issue, in the paper's language.";
    Day "day" "The day of the week with the date, in the paper's language.";
    Weekday "weekday" "The day of the week, in the paper's language.";
    Number "number" "The number of the issue: `174`.";
    Issue "issue" "The number with its word, in the paper's language: `Number 174`.";
    Price "price" "The price of the issue.";
    Section "section" "The section of the page.";
    Folio "folio" "The number of the page: `5`; of a jump, of the other page.";
    Page "page" "The number with its word, in the paper's language: `page 5`.";
    Imprint "imprint" "The publisher's line.";
    Title "title" "The short headline of a story that jumps.";
    ContinuedOn "continued-on" "In the paper's language: `continued on page 5`.";
    ContinuedFrom "continued-from" "In the paper's language: `continued from page 1`.";
}

/// Words of a filled template, of one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The words.
    pub text: String,
    /// Whether they are strong.
    pub tone: Tone,
    /// The field they fill; `None` for words of the template.
    pub field: Option<Field>,
}

impl Template {
    /// Whether it says nothing whatever fills it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words of the template with its places filled. Groups with an empty place stay
    /// out, and so does white at both ends and white beside white.
    pub fn fill(&self, value: &dyn Fn(Field) -> Option<String>) -> Vec<Filled> {
        let value = |field| value(field).filter(|text| !text.trim().is_empty());
        let absent = |piece: &Piece| match piece.content {
            Content::Field(field) if value(field).is_none() => Some(piece.group),
            _ => None,
        };
        let out: Vec<u16> = self.0.iter().filter_map(absent).filter(|g| *g > 0).collect();

        let mut filled: Vec<Filled> = vec![];
        for piece in self.0.iter().filter(|p| !out.contains(&p.group)) {
            let (text, field) = match &piece.content {
                Content::Text(text) => (text.clone(), None),
                Content::Field(field) => {
                    (value(*field).unwrap_or_default(), Some(*field))
                }
            };
            let open = filled.last().is_none_or(|last| last.text.ends_with(' '));
            let text = if open { text.trim_start().to_owned() } else { text };
            if !text.is_empty() {
                filled.push(Filled { text, tone: piece.tone, field });
            }
        }
        if let Some(last) = filled.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        if filled.last().is_some_and(|last| last.text.is_empty()) {
            filled.pop();
        }
        filled
    }

    /// Reads the notation of sheets.
    ///
    /// # Errors
    /// What is wrong: lower case, no full stop.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader::default();
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            match c {
                '{' => {
                    let (name, after) =
                        rest.as_str().split_once('}').ok_or(Fault::Open('{'))?;
                    reader.field(name)?;
                    rest = after.chars();
                }
                '*' => reader.turn(),
                '[' => reader.open()?,
                ']' => reader.close()?,
                _ => reader.words.push(c),
            }
        }
        reader.end()
    }
}

impl fmt::Display for Template {
    /// In the notation of sheets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut tone, mut group) = (Tone::Plain, 0);
        let end = Piece { content: Content::Text(String::new()), tone, group };
        for piece in self.0.iter().chain([&end]) {
            if group != piece.group && group > 0 {
                f.write_str("]")?;
            }
            if tone != piece.tone {
                f.write_str("*")?;
            }
            if group != piece.group && piece.group > 0 {
                f.write_str("[")?;
            }
            (tone, group) = (piece.tone, piece.group);
            match &piece.content {
                Content::Text(text) => f.write_str(text)?,
                Content::Field(field) => write!(f, "{{{}}}", field.name())?,
            }
        }
        Ok(())
    }
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Something is opened and never closed, or closed and never opened.
    Open(char),
    /// A field that does not exist.
    Unknown(String),
}

/// A template half read.
#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    words: String,
    tone: Tone,
    groups: u16,
    inside: bool,
}

impl Reader {
    fn push(&mut self, content: Content) {
        let group = if self.inside { self.groups } else { 0 };
        self.pieces.push(Piece { content, tone: self.tone, group });
    }

    fn flush(&mut self) {
        if !self.words.is_empty() {
            let words = std::mem::take(&mut self.words);
            self.push(Content::Text(words));
        }
    }

    fn field(&mut self, name: &str) -> Result<(), Fault> {
        self.flush();
        let known = Field::ALL.iter().find(|field| field.name() == name);
        self.push(Content::Field(*known.ok_or_else(|| Fault::Unknown(name.into()))?));
        Ok(())
    }

    fn turn(&mut self) {
        self.flush();
        self.tone = match self.tone {
            Tone::Plain => Tone::Strong,
            Tone::Strong => Tone::Plain,
        };
    }

    fn open(&mut self) -> Result<(), Fault> {
        self.flush();
        if self.inside {
            return Err(Fault::Open('['));
        }
        self.inside = true;
        self.groups = self.groups.saturating_add(1);
        Ok(())
    }

    fn close(&mut self) -> Result<(), Fault> {
        self.flush();
        if !self.inside {
            return Err(Fault::Open(']'));
        }
        self.inside = false;
        Ok(())
    }

    fn end(mut self) -> Result<Template, Fault> {
        self.flush();
        match (self.inside, self.tone) {
            (true, _) => Err(Fault::Open('[')),
            (_, Tone::Strong) => Err(Fault::Open('*')),
            _ => Ok(Template(self.pieces)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str, number: Option<&str>) -> String {
        let template = Template::parse(template).unwrap();
        let value = |field| match field {
            Field::Paper => Some("Weekly Worker".to_owned()),
            Field::Number => number.map(str::to_owned),
            _ => None,
        };
        let mark = |f: &Filled| match f.tone {
            Tone::Plain => f.text.clone(),
            Tone::Strong => format!("<{}>", f.text),
        };
        template.fill(&value).iter().map(mark).collect()
    }

    #[test]
    fn what_has_no_value_stays_out() {
        assert_eq!(filled("*{paper}* {number}", Some("174")), "<Weekly Worker> 174");
        assert_eq!(filled("*{paper}* {number}", None), "<Weekly Worker>");
        assert_eq!(filled("[Number {number} ]{paper}", None), "Weekly Worker");
        assert_eq!(filled("[Number {number}]", None), "");
    }

    #[test]
    fn a_template_is_written_as_it_was_read() {
        for text in ["", "*{paper} {number}*", "[{title}, ]{continued-on}", "[*a*][b]"] {
            let template = Template::parse(text).unwrap();
            assert_eq!(Template::parse(&template.to_string()), Ok(template));
        }
    }

    #[test]
    fn a_broken_template_is_named() {
        assert_eq!(Template::parse("{papper}"), Err(Fault::Unknown("papper".into())));
        assert_eq!(Template::parse("page {folio"), Err(Fault::Open('{')));
        assert_eq!(Template::parse("[a [b]]"), Err(Fault::Open('[')));
        assert_eq!(Template::parse("a]"), Err(Fault::Open(']')));
        assert_eq!(Template::parse("*a"), Err(Fault::Open('*')));
    }
}
