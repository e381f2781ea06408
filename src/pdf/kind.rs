//! What elements are called in the file, and how they order what they hold.

use crate::layout::Kind;

/// The standard structure type (14.8.4): no role map is needed.
pub(super) fn structure_type(kind: &Kind) -> &'static str {
    match kind {
        Kind::Document => "Document",
        Kind::Sect => "Sect",
        Kind::Art => "Art",
        Kind::Div => "Div",
        Kind::Heading(level) => match level {
            0 | 1 => "H1",
            2 => "H2",
            3 => "H3",
            4 => "H4",
            5 => "H5",
            _ => "H6",
        },
        Kind::Paragraph => "P",
        Kind::BlockQuote => "BlockQuote",
        Kind::List(_) => "L",
        Kind::ListItem => "LI",
        Kind::Label => "Lbl",
        Kind::ListBody => "LBody",
        Kind::Table => "Table",
        Kind::TableHead => "THead",
        Kind::TableBody => "TBody",
        Kind::Row => "TR",
        Kind::HeadCell => "TH",
        Kind::Cell => "TD",
        Kind::Figure => "Figure",
        Kind::Caption => "Caption",
        Kind::Note => "Note",
        Kind::Reference => "Reference",
        Kind::Link => "Link",
        Kind::Code => "Code",
        Kind::Span => "Span",
        Kind::Contents => "TOC",
        Kind::ContentsItem => "TOCI",
    }
}
