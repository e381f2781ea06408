//! The stages in order: the only room that knows all the rooms below, and the only one
//! that reads and writes files.
//!
//! In: a [`Request`]. Out: an [`Outcome`]: the files that were made and what there is to
//! tell the author. Start at [`make`], then the private `issue`, which is the way of
//! one issue through every room. What is read: `project` finds the paper and its issues,
//! `shelf` the articles and pictures of an issue, `house` style and faces. What is
//! written: `output`. Every call that touches the disk is in `disk`.
//!
//! Errors do not stop the reading: an editor gets everything that is wrong at once. They
//! stop the making: no file appears, and an older file stays whole. `verdict` says how
//! much a finding matters under `--draft` and `--strict`.
//!
//! | code | finding |
//! |---|---|
//! | g-020 | a picture is not there; the hint names the nearest file |
//! | g-021 | a picture's name is written differently on the disk |
//! | g-022 | a picture leads out of the issue's folder |
//! | i-120 | a file looks like an article but is not taken |
//! | i-121 | a standing piece is not there |
//! | i-122 | an article leads out of the issue's folder |
//! | i-123 | two issues of an archive would make the same file |
//! | i-124 | a file is too large to be an article |
//! | s-040 | the press edition lacks the profile of its press |
//! | s-041 | a file that is not the profile of a press |
//! | s-042 | a profile that leads out of the paper |
//! | s-043 | warning: a colour of more than two inks, for the press |
//! | u-001 | words that the command line does not know |
//! | u-002 | the input is not there |
//! | u-003 | the input is not something that can be read |
//! | u-004 | one name for several files |
//! | u-005 | an edition that this program was built without |
//! | u-006 | several issues where one is asked for |
//! | u-007 | a code that does not exist |
//! | u-008 | a word for the press with another edition |
//! | w-001 | a file or folder cannot be read |
//! | w-002 | a file cannot be written |
//! | w-003 | a folder stands where a file should be written |
//! | w-004 | a folder cannot be made |
//! | w-005 | the threads that `--jobs` asks for cannot be had |

mod check;
mod disk;
mod editions;
mod house;
mod issue;
mod output;
mod picture_files;
mod press;
mod project;
mod request;
mod run;
mod shelf;
mod system_faces;
mod verdict;

pub use check::check;
pub use output::Made;
pub use request::{
    Edition, Outcome, PressWish, Product, Request, SystemFaces, Unready, Work,
};
pub use run::{StyleLine, make, model, styles};
pub use verdict::Tolerance;
