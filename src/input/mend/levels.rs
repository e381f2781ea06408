//! Crossheads go down one step at a time.

use crate::diag::Diagnostic;
use crate::input::codes::HEADINGS_SKIP;
use crate::input::findings::Findings;
use crate::model::{Article, BlockKind, for_each_block_mut};

/// Gives every crosshead the level its neighbours call for: the first of an article is of
/// level 1, and none lies more than one below the one above it.
pub(in crate::input) fn levels(article: &mut Article, findings: &mut Findings) {
    // Levels as written, of the crossheads that the next one may lie below.
    let mut above: Vec<u8> = vec![];
    for_each_block_mut(article, &mut |block| {
        let span = block.span;
        let BlockKind::Crosshead { level, .. } = &mut block.kind else { return };
        let written = *level;
        above.retain(|higher| *higher < written);
        above.push(written);
        *level = u8::try_from(above.len()).unwrap_or(u8::MAX);
        // Once said, the same skip is not said again for every sister.
        if above.len() == 1 && written > 1 || skips(&above) {
            let marks = |level: u8| "#".repeat(usize::from(level) + 1);
            findings.push(
                Diagnostic::warning(
                    HEADINGS_SKIP,
                    format!("a heading `{}` skips a level", marks(written)),
                )
                .at(span)
                .hint(format!("it is set as `{}`", marks(*level))),
            );
        }
    });
}

fn skips(above: &[u8]) -> bool {
    above.len() > 1 && above[above.len() - 1] > above[above.len() - 2] + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceId;
    use crate::model::{Block, Slug, Text};

    fn mended(written: &[u8]) -> (Vec<u8>, usize) {
        let mut article = Article::new(Slug::from_words("a"), Text::plain("A", None));
        article.body = written
            .iter()
            .map(|level| {
                let text = Text::plain("x", None);
                Block::new(BlockKind::Crosshead { level: *level, text }, None)
            })
            .collect();
        let mut findings = Findings::new(SourceId(0));
        levels(&mut article, &mut findings);
        let level = |block: &Block| match block.kind {
            BlockKind::Crosshead { level, .. } => level,
            _ => 0,
        };
        let found = findings.into_list().iter().count();
        (article.body.iter().map(level).collect(), found)
    }

    #[test]
    fn levels_never_skip() {
        assert_eq!(mended(&[1, 2, 3, 1, 2]), (vec![1, 2, 3, 1, 2], 0));
        assert_eq!(mended(&[2, 1, 3, 3, 2]), (vec![1, 1, 2, 2, 2], 3));
        assert_eq!(mended(&[5, 4, 5]), (vec![1, 1, 2], 2));
    }
}
