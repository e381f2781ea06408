//! Faces: their metrics, what they cover, what may be done with them, and shaping.
//!
//! In: the faces compiled into the program and those of the issue, as bytes. Out:
//! [`FontSet`], from which `layout` selects and shapes, and `epub` and `pdf` take bytes.
//! Start at [`FontSet`], then [`Shaper`].
//!
//! | code | finding |
//! |---|---|
//! | f-001 | a file is not a font |
//! | f-002 | a variable font: only static faces are set |
//! | f-003 | the rights in a face forbid embedding |
//! | f-004 | a script that no face covers |
//! | f-005 | a character that no face covers: drawn as a box |
//! | f-006 | a family that no face belongs to |
//! | f-007 | a script is set in a face of this system |

mod collection;
mod coverage;
mod face;
mod label;
mod set;
mod shape;
mod shipped;

pub use coverage::{Gap, covers_script, gaps, is_invisible};
pub use face::{Face, Metrics, OutlineKind, Pen};
pub use set::{FaceId, FontSet, Wanted};
pub use shape::{Features, Ligatures, Props, Shaped, Shaper, Variant};
