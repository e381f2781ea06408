//! What an editor should know, gathered for an article so that it comes once.

use crate::diag::{Code, Diagnostic, Diagnostics, Span};

/// A remarkable pair or mark.
#[derive(Debug)]
pub(super) struct Remark {
    /// The words, cut short.
    words: String,
    /// How they should be marked; empty where there is nothing to say.
    fix: String,
    at: Option<Span>,
}

/// What was found in an article so far.
#[derive(Debug)]
pub(super) struct Report {
    /// Where the text that is being set comes from.
    pub(super) at: Option<Span>,
    /// Whether remarks are taken: they are when a text is set for the first time.
    pub(super) listening: bool,
    doubled: Vec<Remark>,
    made_single: Vec<Remark>,
    left: Vec<Remark>,
}

impl Default for Report {
    fn default() -> Self {
        let (doubled, made_single, left) = (vec![], vec![], vec![]);
        Self { at: None, listening: true, doubled, made_single, left }
    }
}

impl Report {
    /// `words` were kept in doubled marks where the rule wants the first of `marks`.
    pub(super) fn doubled(&mut self, words: &str, marks: &[String; 4]) {
        let fix = format!("{}{}{}", marks[0], short(words), marks[1]);
        let remark = self.remark(&format!("“{}”", short(words)), fix);
        if self.listening {
            self.doubled.push(remark);
        }
    }

    /// `words` in straight doubled marks were set in the first of `marks`.
    pub(super) fn made_single(&mut self, words: &str, marks: &[String; 4]) {
        let fix = format!("{}{}{}", marks[2], short(words), marks[3]);
        let remark = self.remark(&format!("\"{}\"", short(words)), fix);
        if self.listening {
            self.made_single.push(remark);
        }
    }

    /// A straight mark was kept.
    pub(super) fn left(&mut self, words: &str) {
        let remark = self.remark(words, String::new());
        self.left.push(remark);
    }

    fn remark(&self, words: &str, fix: String) -> Remark {
        Remark { words: words.replace('\n', " "), fix, at: self.at }
    }

    /// The findings, at most one of each kind, at the first place.
    pub(super) fn tell(self, found: &mut Diagnostics) {
        if let Some((first, more)) = self.doubled.split_first() {
            let what = "doubled quotation marks where single ones are the rule";
            let message = format!("{what}: `{}`{}", first.words, and_more(more.len()));
            let hint = format!("write `{}`; the paper prints what you write", first.fix);
            found.push(
                Diagnostic::warning(Code("t-001"), message).at(first.at).hint(hint),
            );
        }
        if let Some((first, more)) = self.made_single.split_first() {
            let what = "straight doubled quotation marks set as single ones";
            let message = format!("{what}: `{}`{}", first.words, and_more(more.len()));
            let hint = format!("write `{}` to have them doubled", first.fix);
            found.push(Diagnostic::note(Code("t-002"), message).at(first.at).hint(hint));
        }
        if let Some((first, more)) = self.left.split_first() {
            let what = "a straight quotation mark without a clear role was kept";
            let message = format!("{what}: `{}`{}", first.words, and_more(more.len()));
            let hint = "write the quotation mark or the apostrophe that is meant";
            found.push(Diagnostic::note(Code("t-003"), message).at(first.at).hint(hint));
        }
    }
}

fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!(", and {more} more in this article") }
}

/// At most so many characters, on one line.
fn short(words: &str) -> String {
    const LONGEST: usize = 40;
    let words = words.replace('\n', " ");
    if words.chars().count() <= LONGEST {
        return words;
    }
    let cut: String = words.chars().take(LONGEST).collect();
    format!("{}…", cut.trim_end())
}
