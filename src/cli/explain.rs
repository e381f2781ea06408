//! What a code means.

use crate::diag::{Code, Diagnostic, Fault, nearest};
use crate::input;

/// The pages on which rooms list their codes; `input` has a list of its own.
const PAGES: &[&str] = &[
    include_str!("../epub/mod.rs"),
    include_str!("../font/mod.rs"),
    include_str!("../layout/mod.rs"),
    include_str!("../picture/mod.rs"),
    include_str!("../preflight/mod.rs"),
    include_str!("../pipeline/mod.rs"),
    include_str!("../pdf/mod.rs"),
    include_str!("../style/mod.rs"),
    include_str!("../typogrify/mod.rs"),
];

/// What there is to say about a code.
pub(super) fn code(asked: &str) -> Result<String, Diagnostic> {
    let asked = asked.trim().trim_matches(['[', ']']).to_lowercase();
    let all = all();
    match all.iter().find(|(code, _)| *code == asked) {
        Some((code, about)) => Ok(text(Code(code), about)),
        None => {
            let message = format!("no message has the code `{asked}`");
            let error = Diagnostic::error(Code("u-007"), message);
            let codes = all.iter().map(|(code, _)| *code);
            Err(match nearest(&asked, codes) {
                Some(near) => error.hint(format!("did you mean `{near}`")),
                None => error.hint("a code stands in brackets: `error[i-015]`"),
            })
        }
    }
}

fn text(code: Code, about: &str) -> String {
    let advice = match code.fault() {
        Fault::Content => {
            "It is about the content. Where it is an error, `--draft` makes the files all \
             the same, with placeholders."
        }
        Fault::Style => {
            "It is about the style or its faces. `--draft` does not pass over it."
        }
        Fault::Usage => "It is about the command. `wwpub --help` says what there is.",
        Fault::World => "It is about the disk or something else outside of the paper.",
    };
    format!("{code}: {about}\n{advice}\n")
}

/// Every code and what it is about, in order.
fn all() -> Vec<(&'static str, String)> {
    let mut all: Vec<_> = PAGES.iter().flat_map(|page| listed(page)).collect();
    all.extend(input::codes::CODES.iter().map(|(code, about)| (code.0, (*about).into())));
    all.sort();
    all
}

/// The codes in the table of a page: `//! | s-004 | unknown unit, or none |`.
fn listed(page: &'static str) -> Vec<(&'static str, String)> {
    page.lines()
        .filter_map(|line| {
            let cells = line.strip_prefix("//! |")?.trim_end().strip_suffix('|')?;
            let mut cells = cells.split('|').map(str::trim);
            let code = cells.next()?.trim_matches('`');
            is_code(code).then(|| (code, cells.collect::<Vec<_>>().join(": ")))
        })
        .collect()
}

fn is_code(text: &str) -> bool {
    text.split_once('-').is_some_and(|(area, number)| {
        area.len() == 1 && number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_permanent_so_each_stands_once() {
        let all = all();
        assert!(all.len() > 40);
        assert!(all.windows(2).all(|pair| pair[0].0 != pair[1].0), "{all:?}");
    }

    #[test]
    fn a_code_is_explained_and_a_near_one_found() {
        assert!(code("[S-004]").unwrap().starts_with("s-004: unknown unit"));
        assert_eq!(code("s-04").unwrap_err().code, Code("u-007"));
    }
}
