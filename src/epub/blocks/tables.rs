//! Tables, their heads with their scope.

use super::{Story, with};
use crate::epub::xml::Attr;
use crate::model::{Alignment, Row, Table};

impl Story<'_> {
    /// A table. Where its first column has no head, that column names the rows.
    pub(super) fn table(&mut self, table: &Table, attrs: &[Attr<'_>]) {
        let first = match table.head.0.first() {
            Some(corner) if corner.is_blank() => Cell::RowHead,
            _ => Cell::Body,
        };
        self.within("table", &with(attrs, "table"), |s| {
            if let Some(caption) = &table.caption {
                s.leaf("caption", &[("class", "caption")], caption);
            }
            let columns = &table.columns;
            s.within("thead", &[], |s| s.row(&table.head, columns, [Cell::Head; 2]));
            if !table.rows.is_empty() {
                s.within("tbody", &[], |s| {
                    let kinds = [first, Cell::Body];
                    table.rows.iter().for_each(|row| s.row(row, columns, kinds));
                });
            }
        });
    }

    /// A row whose first cell is of the first kind, the others of the second.
    fn row(&mut self, row: &Row, columns: &[Alignment], [first, other]: [Cell; 2]) {
        self.page.xml.open("tr", &[]);
        self.page.xml.line();
        for (at, (text, column)) in row.0.iter().zip(columns).enumerate() {
            let mut attrs = vec![];
            match column {
                Alignment::Start => {}
                Alignment::Centre => attrs.push(("class", "centre")),
                Alignment::End => attrs.push(("class", "end")),
            }
            let kind = if at == 0 { first } else { other };
            // An empty head names nothing: speech would announce it for every cell.
            let scope = kind.scope().filter(|_| !text.is_blank());
            attrs.extend(scope.map(|scope| ("scope", scope)));
            self.leaf(if scope.is_some() { "th" } else { "td" }, &attrs, text);
        }
        self.page.xml.close_block();
    }
}

/// What a cell of a table is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Cell {
    /// It names its column.
    Head,
    /// It names its row.
    RowHead,
    /// It says something.
    Body,
}

impl Cell {
    fn scope(self) -> Option<&'static str> {
        match self {
            Self::Head => Some("col"),
            Self::RowHead => Some("row"),
            Self::Body => None,
        }
    }
}
