//! What goes into a page: printpdf's operators, and a record of what belongs to which
//! element.
//!
//! In: a [`Page`](crate::layout::Page). Out: its operators and [`Marks`]. Every operator
//! that paints stands in a marked-content sequence: that of an element, or an artifact
//! (ISO 14289-1, 7.1). Start at [`PageWriter`].

mod assemble;
mod crop;
mod edition;
mod mark;
mod text;
mod writer;

pub(super) use assemble::{Assembled, assemble};
pub(super) use edition::{Edition, KNOCKOUT, OVER};
pub(super) use mark::{Area, Mark, Marks};
pub(super) use writer::{PageWriter, WrittenPage};
