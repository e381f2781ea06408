//! The permanent names of this room's findings; the table is in the room's page.

use crate::diag::Code;

pub(super) const STYLE: Code = Code("s-001");
pub(super) const PARENT: Code = Code("s-002");
pub(super) const CIRCLE: Code = Code("s-003");
pub(super) const UNIT: Code = Code("s-004");
pub(super) const NOT_TOML: Code = Code("s-005");
pub(super) const KEY: Code = Code("s-006");
pub(super) const TYPE: Code = Code("s-007");
pub(super) const UNIT_HERE: Code = Code("s-008");
pub(super) const RANGE: Code = Code("s-009");
pub(super) const WORD: Code = Code("s-010");
pub(super) const NUMBER: Code = Code("s-011");
pub(super) const COLOUR: Code = Code("s-012");
pub(super) const COLOUR_FORM: Code = Code("s-013");
pub(super) const ROLE: Code = Code("s-014");
pub(super) const NAME: Code = Code("s-015");
pub(super) const TEMPLATE: Code = Code("s-016");
pub(super) const ROOM: Code = Code("s-017");
pub(super) const HEADS: Code = Code("s-018");
pub(super) const OVERLAP: Code = Code("s-019");
pub(super) const FEATURE: Code = Code("s-020");
pub(super) const DIVISION: Code = Code("s-021");
