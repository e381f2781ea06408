//! The EPUB as plain data, before it is zipped: what tests print and compare.

use crate::model::Metadata;

use super::access::Access;

/// The cover made from the front page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The picture, a JPEG on white ground.
    pub jpeg: Vec<u8>,
    /// What it shows, for who cannot see it.
    pub alt: String,
    /// Its width and height in pixels.
    pub size: [u32; 2],
}

/// Everything that goes into the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// What the issue says about itself.
    pub metadata: Metadata,
    /// Who wrote, in the order of the paper.
    pub creators: Vec<Creator>,
    /// What can be said of its accessibility.
    pub access: Access,
    /// Who vouches for it.
    pub certifier: Option<String>,
    /// The printed edition whose pages are marked.
    pub page_source: Option<String>,
    /// Every file, each once; the package document, the NCX and the container are made of
    /// this when it is written.
    pub files: Vec<PackageFile>,
    /// The documents in reading order, by path.
    pub spine: Vec<String>,
    /// What leads through them.
    pub nav: Nav,
}

impl Package {
    /// The file of that path.
    pub fn file(&self, path: &str) -> Option<&PackageFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The text of the file of that path.
    pub fn text(&self, path: &str) -> Option<&str> {
        match &self.file(path)?.content {
            Content::Text(text) => Some(text),
            Content::Bytes(_) => None,
        }
    }

    /// Puts in the picture of the cover. It takes as long to make as all else together:
    /// the package may be made beside it, with a cover that has no bytes yet.
    pub fn set_cover(&mut self, jpeg: Vec<u8>) {
        let cover = |file: &&mut PackageFile| file.path == super::front::COVER_PICTURE;
        if let Some(file) = self.files.iter_mut().find(cover) {
            file.content = Content::Bytes(jpeg);
        }
    }

    /// The package document, `content.opf`.
    pub fn opf(&self) -> String {
        super::opf::document(self)
    }

    /// The contents for older readers, `toc.ncx`.
    pub fn ncx(&self) -> String {
        super::ncx::document(self)
    }
}

/// Somebody who wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Creator {
    /// As printed.
    pub name: String,
    /// As sorted.
    pub file_as: Option<String>,
}

/// A file of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFile {
    /// Its path inside the package, with `/`.
    pub path: String,
    /// Its MIME type.
    pub media_type: &'static str,
    /// What the manifest says of it: `nav`, `cover-image`.
    pub properties: Vec<&'static str>,
    /// What it holds.
    pub content: Content,
}

impl PackageFile {
    /// An XHTML document.
    pub(super) fn xhtml(path: impl Into<String>, text: String) -> Self {
        Self {
            path: path.into(),
            media_type: XHTML,
            properties: vec![],
            content: Content::Text(text),
        }
    }

    /// Whether deflating it again would save nothing.
    pub(super) fn is_packed_itself(&self) -> bool {
        matches!(
            self.media_type,
            "image/jpeg" | "image/png" | "image/webp" | "font/woff2"
        )
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Text(text) => text.as_bytes(),
            Content::Bytes(bytes) => bytes,
        }
    }
}

/// The MIME type of documents.
pub(super) const XHTML: &str = "application/xhtml+xml";

/// What a file holds.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// Characters, written as UTF-8.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
        }
    }
}

/// What leads through the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nav {
    /// Sections and articles, at most two levels.
    pub contents: Vec<NavEntry>,
    /// The printed pages by number.
    pub pages: Vec<PageEntry>,
    /// The main parts.
    pub landmarks: Vec<Landmark>,
}

/// An entry of the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavEntry {
    /// What it says.
    pub label: String,
    /// Its language, where that is not the issue's.
    pub lang: Option<crate::model::Lang>,
    /// The printed page it begins on, in words: `page 5`.
    pub page: Option<String>,
    /// Where it leads.
    pub href: String,
    /// The entries below it.
    pub entries: Vec<NavEntry>,
}

/// A printed page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageEntry {
    /// The number as printed.
    pub folio: String,
    /// The document in which it begins.
    pub file: String,
    /// The identifier of its marker there.
    pub id: String,
    /// Its place among the markers of that document.
    pub order: (u32, u32),
}

/// A main part of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    /// Its `epub:type`.
    pub kind: &'static str,
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub href: String,
}
