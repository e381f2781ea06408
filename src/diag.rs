//! What we tell the author: a code, a place, what is wrong and what to do.
//!
//! Whatever an author can cause is a [`Diagnostic`]; whatever only we can cause is a
//! panic with the reason. Rooms return them in a [`Diagnostics`] list; nothing here
//! prints. Codes are permanent, one letter for the area and a number: `i` input, `s`
//! style, `f` font, `t` typography, `l` layout, `g` picture, `e` EPUB, `p` PDF, `c` checks,
//! `u` usage, `w` the outside world.

use std::fmt;

/// A permanent name for one kind of finding, such as `s-004`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// Who can mend a finding.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The articles, pictures and manifests: `--draft` builds all the same.
    Content,
    /// The style or its faces.
    Style,
    /// The command line.
    Usage,
    /// Disk, mail, printer.
    World,
}

impl Code {
    /// Who can mend it, by the letter of its area.
    pub fn fault(self) -> Fault {
        match self.0.as_bytes().first() {
            Some(b's' | b'f') => Fault::Style,
            Some(b'u') => Fault::Usage,
            Some(b'w') => Fault::World,
            _ => Fault::Content,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How much a finding matters.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing: what was mended or guessed.
    Note,
    /// Something an editor should look at; the files are made.
    Warning,
    /// Nothing is made.
    Error,
}

/// Which source text a place is in: its number in [`Sources`].
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A stretch of a source text, in bytes.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which text.
    pub source: SourceId,
    /// Where it begins.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
}

impl Span {
    /// The stretch `range` of `source`; texts are smaller than 4 GiB.
    ///
    /// # Panics
    /// When the range does not fit.
    pub fn new(source: SourceId, range: std::ops::Range<usize>) -> Self {
        let fit = |n: usize| u32::try_from(n).expect("a source is smaller than 4 GiB");
        Self { source, start: fit(range.start), end: fit(range.end) }
    }
}

/// One thing to tell the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its permanent name.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where, if there is a place.
    pub span: Option<Span>,
    /// What is wrong: lower case, no full stop, the thing in backticks.
    pub message: String,
    /// What to do, each a sentence of the same form.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A finding that stops the run.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A finding an editor should look at.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// A finding worth knowing.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, message)
    }

    fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self { code, severity, span: None, message: message.into(), hints: vec![] }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Self {
        self.span = span.into();
        self
    }

    /// The same, with one more piece of advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// All the findings of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No findings yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds those of another stage.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them stops the run.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|d| d.severity == Severity::Error)
    }

    /// In the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Ordered by source, place and code, repeated ones dropped: the order does not
    /// depend on threads.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        // Findings without a place come last: they are about the whole.
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.span.is_none(), d.span, d.code);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.0.dedup();
        self
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        Self(found.into_iter().collect())
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, found: I) {
        self.0.extend(found);
    }
}

/// A text an author wrote, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its number.
    pub id: SourceId,
    /// Its path as an editor would name it, with `/`.
    pub path: String,
    /// Its text, UTF-8, as it is in the file; offsets in spans count here.
    pub text: String,
}

/// Every text of a run, so that a place can be told as line and column.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// No texts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a text in and gives its number.
    ///
    /// # Panics
    /// After 2³² texts.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).expect("fewer than 2^32 sources"));
        self.0.push(Source { id, path: path.into(), text: text.into() });
        id
    }

    /// The text of that number.
    ///
    /// # Panics
    /// When the number is from another collection.
    pub fn get(&self, id: SourceId) -> &Source {
        self.0.get(id.0 as usize).expect("the source of this collection")
    }

    /// Every text in the order of the numbers.
    pub fn iter(&self) -> std::slice::Iter<'_, Source> {
        self.0.iter()
    }

    /// Path, line and column (from 1, in characters) of the beginning of `span`.
    pub fn place(&self, span: Span) -> (&str, usize, usize) {
        let source = self.get(span.source);
        let mut end = (span.start as usize).min(source.text.len());
        while !source.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &source.text[..end];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        (&source.path, line, column)
    }
}

impl<'a> IntoIterator for &'a Sources {
    type Item = &'a Source;
    type IntoIter = std::slice::Iter<'a, Source>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The known word nearest to a misspelt one, if one is near enough to be meant.
pub fn nearest<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(word, k), k))
        .filter(|(distance, k)| *distance <= 1 + k.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_from_one_in_characters() {
        let mut sources = Sources::new();
        let id = sources.add("a.md", "ein\nzwölf px");
        let at = sources.get(id).text.find("px").unwrap();
        assert_eq!(sources.place(Span::new(id, at..at + 2)), ("a.md", 2, 7));
    }

    #[test]
    fn findings_come_in_the_order_of_the_text() {
        let at = |n| Span::new(SourceId(0), n..n);
        let found = Diagnostics::from_iter([
            Diagnostic::error(Code("i-002"), "whole"),
            Diagnostic::error(Code("i-002"), "b").at(at(9)),
            Diagnostic::error(Code("i-001"), "a").at(at(4)),
            Diagnostic::error(Code("i-001"), "a").at(at(4)),
        ]);
        let messages: Vec<_> = found.sorted().iter().map(|d| d.message.clone()).collect();
        assert_eq!(messages, ["a", "b", "whole"]);
    }

    #[test]
    fn the_nearest_word_is_near() {
        assert_eq!(nearest("gutte", ["gutter", "leading"]), Some("gutter"));
        assert_eq!(nearest("zebra", ["gutter", "leading"]), None);
    }
}
