//! The styles that ship, loaded once.

use std::sync::LazyLock;

use wwpub::style::{self, Style};

static ALL: LazyLock<Vec<Style>> = LazyLock::new(|| {
    ["weekly", "tabloid", "pamphlet", "large-print"]
        .iter()
        .map(|name| load(name))
        .collect()
});

fn load(name: &str) -> Style {
    let (style, found) = style::load(name, &style::Sheets::default());
    style.unwrap_or_else(|| panic!("{name}: {found:?}"))
}

/// Every style that ships.
pub(crate) fn all() -> &'static [Style] {
    &ALL
}

/// The shipped style of that name.
pub(crate) fn named(name: &str) -> &'static Style {
    ALL.iter().find(|style| style.name == name).expect("a shipped style")
}
