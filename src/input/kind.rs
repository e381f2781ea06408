//! Which kind of file a text is.

use super::codes::NOT_YET_READ;
use crate::diag::Diagnostic;

/// The kinds of file an article may come in.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Archive text: lines and blank lines.
    Plain,
    /// Markdown with front matter.
    Markdown,
    /// A web page; not read yet.
    Html,
    /// A file of a word processor; not read yet.
    Docx,
}

impl Kind {
    /// Why a file of this kind is not read, where it is not.
    pub fn refusal(self) -> Option<Diagnostic> {
        let what = match self {
            Self::Plain | Self::Markdown => return None,
            Self::Html => "a web page",
            Self::Docx => "a file of a word processor",
        };
        Some(
            Diagnostic::error(NOT_YET_READ, format!("{what} cannot be read yet"))
                .hint("save it as plain text (`.txt`) or Markdown (`.md`)"),
        )
    }
}

/// The kind of the file at `path`, by its name and, where that says nothing, its text.
pub fn detect(path: &str, text: &str) -> Kind {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "md" | "markdown" | "mdown" | "mkd" | "mdwn" => Kind::Markdown,
        "html" | "htm" | "xhtml" => Kind::Html,
        "docx" | "doc" | "odt" | "rtf" => Kind::Docx,
        _ => by_text(text),
    }
}

fn by_text(text: &str) -> Kind {
    let start: String =
        text.trim_start().chars().take(15).collect::<String>().to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        Kind::Html
    } else if start.starts_with("{\\rtf") || start.starts_with("pk\u{3}\u{4}") {
        Kind::Docx
    } else {
        Kind::Plain
    }
}

/// Whether a file of that name may hold an article, read or not: what the pipeline takes
/// from a folder. Names that begin with a dot or an underscore are left.
pub fn is_article(name: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "txt", "text", "md", "markdown", "mdown", "mkd", "mdwn", "html", "htm", "xhtml",
        "docx", "doc", "odt", "rtf",
    ];
    let file = name.rsplit('/').next().unwrap_or(name);
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    !file.starts_with(['.', '_', '~'])
        && !file.eq_ignore_ascii_case("readme.md")
        && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_and_then_the_text() {
        assert_eq!(detect("a/b.MD", ""), Kind::Markdown);
        assert_eq!(detect("a.b/c", "# not by its text"), Kind::Plain);
        assert_eq!(detect("c.txt", "<!DOCTYPE html><p>"), Kind::Html);
        assert!(Kind::Docx.refusal().is_some() && Kind::Plain.refusal().is_none());
    }

    #[test]
    fn a_folder_holds_other_files_too() {
        assert!(is_article("x.md") && is_article("media/X.TXT"));
        for other in [".x.md", "_draft.md", "README.md", "issue.toml", "a.png", "txt"] {
            assert!(!is_article(other), "{other}");
        }
    }
}
