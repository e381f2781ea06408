//! What is found in one source text, with its places.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Diagnostics, SourceId, Span};

/// The findings in one source text.
#[derive(Clone, Debug)]
pub(super) struct Findings {
    source: SourceId,
    list: Diagnostics,
}

impl Findings {
    /// None yet, in the text of that number.
    pub(super) fn new(source: SourceId) -> Self {
        Self { source, list: Diagnostics::new() }
    }

    /// The place `range` of this text.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.source, range.clone())
    }

    /// Adds an error at a place, with advice.
    pub(super) fn error(
        &mut self,
        code: Code,
        range: &Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let at = self.span(range);
        self.list.push(Diagnostic::error(code, message).at(at).hint(hint));
    }

    /// Adds a warning at a place, with advice.
    pub(super) fn warn(
        &mut self,
        code: Code,
        range: &Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let at = self.span(range);
        self.list.push(Diagnostic::warning(code, message).at(at).hint(hint));
    }

    /// Whether one of them stops the run.
    pub(super) fn has_errors(&self) -> bool {
        self.list.has_errors()
    }

    /// Adds a finding made elsewhere.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// All of them.
    pub(super) fn into_list(self) -> Diagnostics {
        self.list
    }
}
