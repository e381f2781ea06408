//! The sheets in the binary.

/// Name and text of every sheet in the binary; `house` is the ground of all others.
pub const SHIPPED: &[(&str, &str)] = &[
    ("house", include_str!("../../styles/house.toml")),
    ("weekly", include_str!("../../styles/weekly.toml")),
    ("tabloid", include_str!("../../styles/tabloid.toml")),
    ("pamphlet", include_str!("../../styles/pamphlet.toml")),
    ("large-print", include_str!("../../styles/large-print.toml")),
];

/// What kinds of printers ask for, by the name that `press.printer` takes.
const PRINTERS: &[(&str, &str)] = &[
    ("newspaper-club", include_str!("../../styles/printers/newspaper-club.toml")),
    ("coldset", include_str!("../../styles/printers/coldset.toml")),
    ("sheet-fed", include_str!("../../styles/printers/sheet-fed.toml")),
    ("home", include_str!("../../styles/printers/home.toml")),
];

/// The settings of a kind of printer.
pub(super) fn printer(name: &str) -> Option<&'static str> {
    PRINTERS.iter().find(|(shipped, _)| *shipped == name).map(|(_, text)| *text)
}

/// The sheet on which every style stands, whether it says so or not.
pub(super) const GROUND: &str = "house";

/// The text of a sheet in the binary.
pub(super) fn text(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(shipped, _)| *shipped == name).map(|(_, text)| *text)
}
