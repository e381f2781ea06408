//! The rules of the newsroom.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, Description, Figure, Issue, for_each_block};

/// Looks at the content of an issue.
pub fn house(issue: &Issue) -> Diagnostics {
    let mut found = Diagnostics::new();
    for article in issue.articles() {
        for_each_block(article, &mut |block| {
            if let BlockKind::Figure(figure) = &block.kind {
                found.extend(description(block, figure));
            }
        });
    }
    if issue.correction_note.is_some() && issue.modified.is_none() {
        found.push(
            Diagnostic::warning(Code("c-005"), "a correction without its day")
                .hint("write `modified = \"1997-01-16\"` in `issue.toml`"),
        );
    }
    if issue.paper.certifier.is_none() {
        found.push(
            Diagnostic::note(Code("c-006"), "nobody vouches for the accessibility")
                .hint("`certifier = \"…\"` in `wwpub.toml`: then the files claim it"),
        );
    }
    found
}

/// What is wrong with what a picture says to those who cannot see it. Where it says
/// nothing at all, the rooms that read it have told.
fn description(block: &Block, figure: &Figure) -> Option<Diagnostic> {
    let file = &figure.file;
    let refused = |code, what: &str| {
        Diagnostic::error(Code(code), format!("the description of `{file}` {what}"))
    };
    let finding = match figure.description() {
        Description::Decorative | Description::Given | Description::None => return None,
        Description::Caption => {
            let message = format!("the picture `{file}` has a caption alone");
            Diagnostic::warning(Code("c-004"), message)
                .hint("`decorative = true` where the caption says all")
        }
        Description::FileName => refused("c-001", "is its name"),
        Description::RepeatsCaption => refused("c-002", "repeats its caption"),
        Description::OnlyThatItIs => refused("c-003", "says only that it is one"),
    };
    let say = "say what it shows: `![a crowd before the gate](file)`";
    Some(finding.hint(say).at(block.span))
}
