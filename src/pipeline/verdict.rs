//! How much a finding matters in this run.

use crate::diag::{Diagnostic, Diagnostics, Fault, Severity};

/// What is let pass.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Tolerance {
    /// Errors stop the run, warnings do not.
    #[default]
    Usual,
    /// What is wrong with the content does not stop the run: placeholders stand for it,
    /// and the files claim no standard of accessibility. Style, usage and the world do.
    Draft,
    /// Warnings stop the run too.
    Strict,
}

impl Tolerance {
    /// The findings as they count in this run.
    pub(super) fn judge(self, found: &Diagnostics) -> Diagnostics {
        found.iter().cloned().map(|finding| self.weigh(finding)).collect()
    }

    /// Whether one of `found` stops the run.
    pub(super) fn stops(self, found: &Diagnostics) -> bool {
        found.iter().any(|finding| self.severity(finding) == Severity::Error)
    }

    fn weigh(self, finding: Diagnostic) -> Diagnostic {
        Diagnostic { severity: self.severity(&finding), ..finding }
    }

    fn severity(self, finding: &Diagnostic) -> Severity {
        match (self, finding.severity) {
            (Self::Draft, Severity::Error) if is_contents(finding) => Severity::Warning,
            (Self::Strict, Severity::Warning) => Severity::Error,
            (_, severity) => severity,
        }
    }
}

/// Whether `finding` is an error that a draft puts a placeholder for.
pub(super) fn is_contents(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error && finding.code.fault() == Fault::Content
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    #[test]
    fn drafts_forgive_content_and_nothing_else() {
        let error = |code| Diagnostics::from_iter([Diagnostic::error(Code(code), "x")]);
        for code in ["i-030", "g-020", "l-001", "e-001", "p-001"] {
            assert!(!Tolerance::Draft.stops(&error(code)), "{code}");
            assert!(Tolerance::Usual.stops(&error(code)), "{code}");
        }
        for code in ["s-001", "f-004", "u-002", "w-002"] {
            assert!(Tolerance::Draft.stops(&error(code)), "{code}");
        }
    }

    #[test]
    fn strictness_takes_warnings_for_errors_and_notes_for_notes() {
        let warning = Diagnostics::from_iter([Diagnostic::warning(Code("i-062"), "x")]);
        let note = Diagnostics::from_iter([Diagnostic::note(Code("g-009"), "x")]);
        assert!(Tolerance::Strict.stops(&warning) && !Tolerance::Usual.stops(&warning));
        assert!(!Tolerance::Strict.stops(&note));
        assert!(Tolerance::Strict.judge(&warning).has_errors());
    }
}
