//! The EPUB edition.
//!
//! In: an issue after typogrify, its style, faces and pictures, and, where the print
//! edition was laid out, its page map and a cover made from its front page. Out:
//! [`Package`], plain data that a test can print, and the bytes of the file. Start at
//! [`package`], then [`pack`] and [`seal`], between which the cover may be made.
//!
//! The way of an issue: `plan` names the documents and places the printed pages, `front`
//! and `article` write them with `blocks` and `inlines`, `nav`, `ncx` and `opf` say what
//! there is, `css`, `faces` and `images` bring what the documents use, `device` says where
//! stores differ. epub-builder arranges the container; `finish` puts in what its files
//! hold, our own package documents in the place of its. `self_check` follows every link
//! before.
//!
//! Text that is not in the model (bars, labels, printed pages, times) stands in elements
//! whose class begins with `x-`: tests that compare words pass over those. `opening`,
//! `first` and the names of roles are the other classes.
//!
//! | code | finding |
//! |---|---|
//! | e-001 | warning: a picture with neither description nor caption |
//! | e-002 | warning: a reference to an article that is not in the issue |
//! | e-003 | warning: characters that XML cannot hold were left out |
//! | e-004 | note: a note too long for the windows of some readers |
//! | e-005 | a file that is no EPUB |

mod access;
mod article;
mod assemble;
mod blocks;
mod css;
mod device;
mod faces;
mod figures;
mod finish;
mod front;
mod images;
mod inlines;
mod inspect;
mod nav;
mod ncx;
mod opf;
mod package;
mod plan;
mod self_check;
mod words;
mod write;
mod xml;

pub use access::{Access, PagesMarked, PicturesSaid, Readiness};
pub use assemble::package;
pub use inspect::{Element, Facts, Packing, Part, Tree, inspect, read_xml};
pub use package::{
    Content, Cover, Creator, Landmark, Nav, NavEntry, Package, PackageFile, PageEntry,
};
pub use write::{Packed, pack, seal, write};
