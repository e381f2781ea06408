//! Stand-ins for rooms that have not landed yet; each goes as its room comes.

/// Stand-in for `crate::epub`.
pub(super) mod epub {
    use crate::diag::Diagnostics;
    use crate::font::FontSet;
    use crate::model::{Issue, PageMap, to_json};
    use crate::picture::Pictures;
    use crate::style::Style;

    pub(in super::super) struct Cover {
        pub(in super::super) jpeg: Vec<u8>,
        pub(in super::super) alt: String,
        pub(in super::super) size: [u32; 2],
    }

    pub(in super::super) fn package(
        issue: &Issue,
        _: &Style,
        _: &FontSet,
        _: &Pictures,
        _: Option<&PageMap>,
        _: Option<Cover>,
    ) -> (String, Diagnostics) {
        (to_json(issue), Diagnostics::new())
    }

    pub(in super::super) fn write(package: &str) -> Vec<u8> {
        package.as_bytes().to_vec()
    }
}
