//! The list of styles.

use serde::Serialize;

use super::args::Format;
use crate::pipeline::StyleLine;

#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    width_mm: f64,
    height_mm: f64,
    columns: u32,
    own: bool,
}

/// A line for each style: name, size, columns.
pub(super) fn listing(styles: &[StyleLine], format: Format) -> String {
    let width = styles.iter().map(|s| s.name.chars().count()).max().unwrap_or_default();
    styles.iter().map(|style| line(style, width, format) + "\n").collect()
}

fn line(style: &StyleLine, width: usize, format: Format) -> String {
    let StyleLine { name, size, columns, own } = style;
    let mm = |length: crate::unit::Abs| (length.to_mm() * 10.0).round() / 10.0;
    let (width_mm, height_mm) = (mm(size.width), mm(size.height));
    if format == Format::Json {
        let line = Line { name, width_mm, height_mm, columns: *columns, own: *own };
        return serde_json::to_string(&line).expect("a line has string keys only");
    }
    let s = if *columns == 1 { "" } else { "s" };
    let own = if *own { ", your own" } else { "" };
    format!("{name:width$}  {width_mm} × {height_mm} mm, {columns} column{s}{own}")
}
