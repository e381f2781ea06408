//! What is asked of the pipeline and what comes back.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::output::Made;
use super::verdict::Tolerance;
use crate::diag::{Diagnostics, Sources};
use crate::model::Date;
use crate::style::{Device, PressStandard};

/// A wish, with every word of the user understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The folder one stands in: relative paths begin there.
    pub here: PathBuf,
    /// A file, an issue's folder or a folder of these; the folder one stands in where
    /// nothing is said.
    pub input: Option<PathBuf>,
    /// Where the files go: a folder, or a file's name where one file is made.
    pub output: Option<PathBuf>,
    /// The style, where it is not the paper's own.
    pub style: Option<String>,
    /// What is made.
    pub editions: Vec<Edition>,
    /// What becomes of an edition that lacks what it needs.
    pub unready: Unready,
    /// What the press is told, in place of what the style says.
    pub press: PressWish,
    /// Whom the EPUB is for.
    pub device: Device,
    /// The day of the last change, in place of what the issue says.
    pub modified: Option<Date>,
    /// Where the figures of the layout go, as JSON.
    pub report: Option<PathBuf>,
    /// How much the findings matter.
    pub tolerance: Tolerance,
    /// Whether the faces of this system may help out.
    pub system_faces: SystemFaces,
    /// How many threads; as many as the machine has where nothing is said.
    pub jobs: Option<NonZeroUsize>,
}

impl Request {
    /// Everything of an input, as the paper says, from the folder `here`.
    pub fn new(here: impl Into<PathBuf>) -> Self {
        Self {
            here: here.into(),
            input: None,
            output: None,
            style: None,
            editions: Edition::READERS.to_vec(),
            unready: Unready::Stop,
            press: PressWish::default(),
            device: Device::Generic,
            modified: None,
            report: None,
            tolerance: Tolerance::Usual,
            system_faces: SystemFaces::Search,
            jobs: None,
        }
    }
}

/// A form in which an issue appears.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// For e-readers.
    Epub,
    /// For the screen and the archive: tagged, sRGB, with links.
    Pdf,
    /// For the printer: inks, bleed, no links.
    Press,
    /// For the office printer: two pages on a side of a sheet, to be folded.
    Booklet,
}

impl Edition {
    /// Those that this program was built with.
    pub const ALL: &'static [Self] = &[
        #[cfg(feature = "epub")]
        Self::Epub,
        #[cfg(feature = "pdf")]
        Self::Pdf,
        #[cfg(feature = "pdf")]
        Self::Press,
        #[cfg(feature = "pdf")]
        Self::Booklet,
    ];

    /// Those among them for readers: every paper has what they need.
    pub const READERS: &'static [Self] = &[
        #[cfg(feature = "epub")]
        Self::Epub,
        #[cfg(feature = "pdf")]
        Self::Pdf,
    ];

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Pdf => "pdf",
            Self::Press => "press",
            Self::Booklet => "booklet",
        }
    }

    /// What its files' names end with, behind that of the issue.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Epub => ".epub",
            Self::Pdf => ".pdf",
            Self::Press => "-press.pdf",
            Self::Booklet => "-booklet.pdf",
        }
    }
}

/// What becomes of an edition that lacks what it needs.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Unready {
    /// It is asked for: that stops the run.
    Stop,
    /// It is left out, with a note.
    Skip,
}

/// What the press is told, in place of what the style says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PressWish {
    /// The printer's ICC profile.
    pub icc: Option<PathBuf>,
    /// The standard that the printer asks for.
    pub standard: Option<PressStandard>,
}

/// What a file is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Product {
    /// An edition of the issue.
    Edition(Edition),
    /// The figures of its layout.
    Report,
}

impl Product {
    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Edition(edition) => edition.name(),
            Self::Report => "report",
        }
    }
}

/// Whether the faces of this system may help out where a script has no other.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum SystemFaces {
    /// They may, with a warning that names them.
    Search,
    /// Never: the paper looks the same everywhere.
    Ignore,
}

/// What a run was for.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Work {
    /// To make files.
    #[default]
    Make,
    /// To look.
    Check,
}

/// What came of a request.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What the run was for.
    pub work: Work,
    /// The texts that the places of the findings are in.
    pub sources: Sources,
    /// What there is to tell, in order.
    pub findings: Diagnostics,
    /// The files that were made.
    pub made: Vec<Made>,
    /// The figures of each layout, where they were asked for: one screen for people.
    pub reports: Vec<String>,
}
