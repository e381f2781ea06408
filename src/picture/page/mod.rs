//! A page of a PDF as a picture: the page itself where an edition can take it, else the
//! picture that stands beside the file.
//!
//! The page is taken as a form with all it needs, only where what it holds is known to
//! keep the standards of the edition: [`Stop`] says in plain words why not.

#[cfg(feature = "pdf")]
mod colours;
#[cfg(feature = "pdf")]
mod content;
#[cfg(feature = "pdf")]
mod copier;
#[cfg(feature = "pdf")]
mod fonts;
#[cfg(feature = "pdf")]
mod form;
#[cfg(feature = "pdf")]
mod images;
#[cfg(feature = "pdf")]
mod open;
#[cfg(feature = "pdf")]
mod paints;
#[cfg(feature = "pdf")]
mod tokens;

#[cfg(feature = "pdf")]
pub(super) use form::stands_for;
#[cfg(feature = "pdf")]
pub use form::{PageForm, TextSaid};

use super::load::{self, Read, Source};
use super::{Picture, PixelSize};
use crate::diag::{Code, Diagnostic};

/// Which edition a page is for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Medium {
    /// Colours of light; every letter can be read aloud and searched.
    Screen,
    /// Inks.
    Press,
}

/// A page of a PDF, and the picture that shows it.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// What shows it wherever the page itself cannot be taken.
    pub(super) shown: Picture,
    #[cfg(feature = "pdf")]
    pub(super) forms: form::Forms,
}

/// The path of a PDF and the number of its page, from 1; `None` where a path is that of
/// no PDF.
pub fn page_of(file: &str) -> Option<(&str, u32)> {
    let (path, page) = match file.rsplit_once("#page=") {
        Some((path, page)) => (path, page.parse().ok()?),
        None => (file, 1),
    };
    let at = path.len().checked_sub(4)?;
    let ending = path.get(at..)?;
    ending.eq_ignore_ascii_case(".pdf").then_some((path, page))
}

/// The names of the pictures that may show a page of a PDF, best first.
pub fn companions(file: &str) -> Vec<String> {
    const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "webp", "tif", "tiff"];
    let Some((path, page)) = page_of(file) else { return vec![] };
    let stem = &path[..path.len() - 4];
    let numbered = ENDINGS.map(|ending| format!("{stem}-{page}.{ending}"));
    let plain = ENDINGS.map(|ending| format!("{stem}.{ending}"));
    let mut all = vec![];
    // A file without a number shows the first page.
    if page == 1 {
        all.extend(plain);
    }
    all.extend(numbered);
    all
}

/// Reads a page with the picture beside it.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    companion: Option<(String, Vec<u8>)>,
) -> Read {
    let (path, number) = page_of(file).unwrap_or((file, 1));
    let opened = match measure(path, bytes, number) {
        Ok(opened) => opened,
        Err(finding) => return (None, vec![finding]),
    };
    let Some((name, picture)) = companion else {
        return (None, vec![missing(file)]);
    };
    let (read, mut findings) = load::read(&name, picture);
    let Some((size, source)) = read else { return (None, findings) };
    let shown = Picture { file: name.clone(), size, source };
    let natural = opened.size.unwrap_or(size);
    if !is_alike(natural, size) {
        findings.push(other_shape(path, &name, natural, size));
    }
    #[cfg(feature = "pdf")]
    findings.extend(opened.forms.note(Medium::Screen, file, &name));
    let page = Page {
        shown,
        #[cfg(feature = "pdf")]
        forms: opened.forms,
    };
    (Some((natural, Source::Page(Box::new(page)))), findings)
}

/// What a PDF says by itself.
struct Opened {
    size: Option<PixelSize>,
    #[cfg(feature = "pdf")]
    forms: form::Forms,
}

#[cfg(feature = "pdf")]
fn measure(path: &str, bytes: &[u8], number: u32) -> Result<Opened, Diagnostic> {
    let told = |trouble: load::Trouble| trouble.tell(path);
    let page = open::page(bytes, number).map_err(told)?;
    let size = page.pixels().map_err(told)?;
    let forms = form::Forms::of(&page).map_err(told)?;
    Ok(Opened { size: Some(size), forms })
}

/// Without the room for PDFs a page is what the picture beside it shows.
#[cfg(not(feature = "pdf"))]
#[expect(clippy::unnecessary_wraps, reason = "as with the feature")]
fn measure(_: &str, _: &[u8], _: u32) -> Result<Opened, Diagnostic> {
    Ok(Opened { size: None })
}

/// Whether two shapes differ by no more than a fiftieth.
fn is_alike(a: PixelSize, b: PixelSize) -> bool {
    let shape = |size: PixelSize| f64::from(size.width) / f64::from(size.height.max(1));
    (shape(a) / shape(b).max(1e-9) - 1.0).abs() <= 0.02
}

fn missing(file: &str) -> Diagnostic {
    let names = companions(file);
    let name = names.first().map_or(file, String::as_str);
    let message = format!("`{file}` has no picture beside it that shows it");
    Diagnostic::error(Code("g-015"), message)
        .hint(format!("export the page as PNG with 300 dots an inch beside it: `{name}`"))
}

fn other_shape(path: &str, name: &str, page: PixelSize, found: PixelSize) -> Diagnostic {
    let message = format!(
        "`{name}` has another shape than the page of `{path}`: {} × {} pixels",
        found.width, found.height
    );
    let PixelSize { width, height } = page;
    Diagnostic::warning(Code("g-019"), message).hint(format!(
        "export the page anew without its bleed: with 300 dots an inch it is \
         {width} × {height} pixels"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_said_behind_the_path() {
        assert_eq!(page_of("media/a.pdf"), Some(("media/a.pdf", 1)));
        assert_eq!(page_of("media/A.PDF#page=12"), Some(("media/A.PDF", 12)));
        assert_eq!(page_of("media/a.png#page=2"), None);
        assert_eq!(page_of("media/a.pdf#page=x"), None);
        assert_eq!(page_of("é"), None);
    }

    #[test]
    fn pictures_of_pages_have_their_number() {
        assert_eq!(companions("m/a.pdf")[..2], ["m/a.png", "m/a.jpg"]);
        assert!(companions("m/a.pdf").contains(&"m/a-1.tif".to_owned()));
        assert_eq!(companions("m/a.pdf#page=2")[0], "m/a-2.png");
        assert!(!companions("m/a.pdf#page=2").contains(&"m/a.png".to_owned()));
    }
}
