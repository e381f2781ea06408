//! Tables: every row as wide as the widest, and a head above.

use std::ops::Range;

use super::blocks::{Composer, inline_only};
use super::tree::{Kind, Node};
use crate::input::codes::{RAGGED_TABLE, SPANNED_CELLS, TABLE_WITHOUT_HEAD};
use crate::model::{Alignment, Block, BlockKind, Row, Table, Text};

/// Rows as they are gathered.
#[derive(Default)]
struct Grid {
    caption: Option<Text>,
    head: Option<Vec<Text>>,
    rows: Vec<Vec<Text>>,
    spans: bool,
}

impl Composer<'_> {
    pub(super) fn table(
        &mut self,
        columns: Vec<Alignment>,
        nodes: Vec<Node>,
        range: &Range<usize>,
        blocks: &mut Vec<Block>,
    ) {
        let mut grid = Grid::default();
        let mut around = vec![];
        self.gather(nodes, &mut grid, &mut around);
        if grid.spans {
            let message = "cells over several columns or rows";
            let hint = "their words stand in the first; the others are empty";
            self.findings.warn(SPANNED_CELLS, range, message, hint);
        }
        let stray = self.flow(around, super::blocks::Where::Inside);
        if let Some(table) = self.squared(grid, columns, range) {
            let span = self.findings.span(range);
            blocks.push(Block::new(BlockKind::Table(table), span));
        }
        blocks.extend(stray);
    }

    fn gather(&mut self, nodes: Vec<Node>, grid: &mut Grid, around: &mut Vec<Node>) {
        for node in nodes {
            match node.kind {
                Kind::Group => self.gather(node.children, grid, around),
                Kind::Caption if grid.caption.is_none() => {
                    let text = self.text(inline_only(node.children));
                    grid.caption = Some(text).filter(|text| !text.inlines.is_empty());
                }
                Kind::Row { head } => self.row(head, node.children, grid, around),
                _ => around.push(node),
            }
        }
    }

    fn row(
        &mut self,
        head: bool,
        nodes: Vec<Node>,
        grid: &mut Grid,
        around: &mut Vec<Node>,
    ) {
        let mut cells = vec![];
        let mut heads = 0;
        for node in nodes {
            let Kind::Cell { head, columns, rows } = node.kind else {
                around.push(node);
                continue;
            };
            heads += usize::from(head);
            grid.spans |= columns > 1 || rows > 1;
            let range = node.range.clone();
            let (lang, dir) = (node.lang.clone(), node.dir);
            let mut text = self.text(inline_only(node.children));
            text.span = Some(self.findings.span(&range));
            if let (Some(lang), false) = (lang, text.inlines.is_empty()) {
                let content = std::mem::take(&mut text.inlines);
                text.inlines = vec![crate::model::Inline::Lang { lang, dir, content }];
            }
            cells.push(text);
            cells.extend((1..columns).map(|_| Text::new(vec![], None)));
        }
        if cells.is_empty() {
            return;
        }
        let first = grid.head.is_none() && grid.rows.is_empty();
        if first && (head || heads == cells.len()) {
            grid.head = Some(cells);
        } else {
            grid.rows.push(cells);
        }
    }

    fn squared(
        &mut self,
        grid: Grid,
        mut columns: Vec<Alignment>,
        range: &Range<usize>,
    ) -> Option<Table> {
        let Grid { caption, head, mut rows, spans } = grid;
        let mut head = head.unwrap_or_default();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(head.len());
        let uneven = rows.iter().any(|row| row.len() != width);
        if uneven && !spans {
            let message = "the rows of a table differ in length";
            self.findings.warn(RAGGED_TABLE, range, message, "empty cells were added");
        }
        if head.iter().all(Text::is_blank) {
            rows.retain(|row| !row.iter().all(Text::is_blank));
            if rows.is_empty() {
                return None;
            }
            head = rows.remove(0);
            let message = "a table without heads of columns";
            let hint = "its first row is read as the heads; write them above the rule";
            self.findings.warn(TABLE_WITHOUT_HEAD, range, message, hint);
        }
        let fill =
            |row: &mut Vec<Text>| row.resize_with(width, || Text::new(vec![], None));
        fill(&mut head);
        rows.iter_mut().for_each(fill);
        columns.resize(width, Alignment::Start);
        let rows = rows.into_iter().map(Row).collect();
        Some(Table { caption, columns, head: Row(head), rows })
    }
}
