//! Step 1b: what is shown rather than told: pictures, tables, boxes, letters.

use std::sync::Arc;

use super::Collector;
use crate::layout::story::{BoxLook, FigureLink, FigureNode, NodeKind, TableNode};
use crate::layout::structure::{ElementId, Kind};
use crate::layout::text::{Look, Piece, SetText};
use crate::model::{Boxout, Figure, Lang, Letter, Role, Table, Text, Wording, flat_text};
use crate::style::{Ground, Weight};
use crate::unit::Abs;

impl Collector<'_, '_> {
    pub(super) fn figure(&mut self, figure: &Figure, parent: ElementId) {
        let style = self.shared.style;
        let picture = self.shared.pictures.find(&figure.file);
        let alt = figure
            .alt
            .clone()
            .or_else(|| figure.caption.as_ref().map(flat_text))
            .filter(|alt| !alt.trim().is_empty());
        let link = figure.link.as_ref().map(|target| {
            let to = self.link_to(target, || alt.clone().unwrap_or_default());
            FigureLink { element: self.structure.add(parent, Kind::Link), to }
        });
        // A picture that leads somewhere is never decoration: it says where.
        let leads = link.as_ref().map(|link| link.to.shown().to_owned());
        let element = (!figure.decorative || link.is_some()).then(|| {
            let notice = || Wording::of(&self.lang).placeholder_picture().to_owned();
            let alt = Some(alt.clone().or(leads).unwrap_or_else(notice));
            let mut holder = parent;
            if let Some(link) = &link {
                holder = link.element;
                // Not all that read aloud look into a link for what its picture says.
                self.structure.get_mut(holder).alt.clone_from(&alt);
            }
            let element = self.structure.add(holder, Kind::Figure);
            self.structure.get_mut(element).alt = alt;
            element
        });
        let caption = self.caption(figure, parent);
        let look = style.role(Role::Caption);
        let notice =
            (picture.is_none() || (alt.is_none() && !figure.decorative)).then(|| {
                let words = Wording::of(&self.lang).placeholder_picture().to_owned();
                self.generated(&words, Role::Caption, element.unwrap_or(parent))
            });
        let node = NodeKind::Figure(FigureNode {
            picture,
            element,
            caption,
            prominence: figure.prominence,
            caption_leading: look.leading,
            caption_align: look.align,
            notice: notice.filter(|_| picture.is_none()),
            link,
        });
        let line = style.grid.leading;
        self.push(node, (line, line), false);
    }

    /// Caption and credit run on in one text.
    pub(super) fn caption(
        &mut self,
        figure: &Figure,
        parent: ElementId,
    ) -> Option<SetText> {
        let parts = [(Role::Caption, &figure.caption), (Role::Credit, &figure.credit)];
        let parts: Vec<_> = parts
            .into_iter()
            .filter_map(|(role, text)| Some((role, text.as_ref()?)))
            .filter(|(_, text)| !text.is_blank())
            .collect();
        if parts.is_empty() {
            return None;
        }
        let element = self.structure.add(parent, Kind::Caption);
        let mut all: Option<SetText> = None;
        for (role, text) in parts {
            let set = self.text(text, role, element);
            match &mut all {
                None => all = Some(set),
                Some(all) => join(all, set, &self.lang),
            }
        }
        all
    }

    pub(super) fn table(&mut self, table: &Table, parent: ElementId) {
        let element = self.structure.add(parent, Kind::Table);
        let line = self.shared.style.grid.leading;
        let mut before = line;
        if let Some(caption) = table.caption.as_ref().filter(|c| !c.is_blank()) {
            before = Abs::ZERO;
            let caption_element = self.structure.add(element, Kind::Caption);
            self.flush = true;
            let node = self.paragraph(caption, Role::Caption, caption_element);
            self.push(node, (line, Abs::ZERO), true);
        }
        let head = self.structure.add(element, Kind::TableHead);
        let mut rows =
            vec![self.row(&table.head.0, Role::TableHead, &Kind::HeadCell, head)];
        if !table.rows.is_empty() {
            let body = self.structure.add(element, Kind::TableBody);
            for row in &table.rows {
                rows.push(self.row(&row.0, Role::TableCell, &Kind::Cell, body));
            }
        }
        let leading = self.shared.style.role(Role::TableCell).leading;
        let node = TableNode { columns: table.columns.clone(), rows, leading };
        self.push(NodeKind::Table(node), (before, line), false);
        self.flush = true;
    }

    pub(super) fn row(
        &mut self,
        cells: &[Text],
        role: Role,
        kind: &Kind,
        group: ElementId,
    ) -> Vec<SetText> {
        let row = self.structure.add(group, Kind::Row);
        cells
            .iter()
            .map(|cell| {
                let element = self.structure.add(row, kind.clone());
                self.text(cell, role, element)
            })
            .collect()
    }

    pub(super) fn boxout(&mut self, boxout: &Boxout, parent: ElementId) {
        let outer = self.in_box;
        let style = self.shared.style;
        let element = self.structure.add(parent, Kind::Div);
        let own = outer.is_none();
        if own {
            let line = (style.rule.hairline, style.ink(&style.rule.colour));
            let ground = style.boxout.ground;
            self.boxes.push(BoxLook {
                tint: (ground == Ground::Tint).then(|| style.ink("tint")),
                frame: (ground == Ground::Frame).then_some(line),
                open: (ground == Ground::Open).then_some(line),
            });
            self.in_box = Some(self.boxes.len() - 1);
        }
        let from = self.body.len();
        if let Some(title) = &boxout.title {
            let level = Kind::Heading((self.level + 1).min(6));
            self.flush = true;
            self.plain(title, Role::BoxoutTitle, level, element);
        }
        self.flush = true;
        self.blocks(&boxout.blocks, Role::Boxout, element);
        let line = style.grid.leading;
        if own {
            if let Some(node) = self.body.get_mut(from) {
                node.before = line;
            }
            if let Some(node) = self.body[from..].last_mut() {
                node.after = line;
            }
        }
        self.in_box = outer;
        self.flush = true;
    }

    pub(super) fn letter(&mut self, letter: &Letter, parent: ElementId) {
        let element = self.structure.add(parent, Kind::Div);
        if let Some(title) = &letter.title {
            let level = Kind::Heading((self.level + 1).min(6));
            self.flush = true;
            self.plain(title, Role::LetterTitle, level, element);
        }
        self.flush = true;
        self.blocks(&letter.blocks, Role::Letter, element);
        let names: Vec<&Text> =
            [&letter.from, &letter.place].into_iter().flatten().collect();
        if !names.is_empty() {
            let signature = self.structure.add(element, Kind::Paragraph);
            let mut all: Option<SetText> = None;
            for (at, text) in names.into_iter().enumerate() {
                let set = self.text(text, Role::Signature, signature);
                match &mut all {
                    None => all = Some(set),
                    Some(all) => {
                        let span = self.structure.add(signature, Kind::Span);
                        self.structure.get_mut(span).title = Some("x-comma".into());
                        let comma = Wording::of(&self.lang).comma();
                        join_with(all, set, (comma, span), &self.lang, at > 0);
                    }
                }
            }
            if let Some(text) = all {
                if let Some(last) = self.body.last_mut() {
                    last.with_next = true;
                }
                self.flush = true;
                let node = self.set_paragraph(text, Role::Signature);
                self.push_role(node, Role::Signature);
            }
        }
        self.flush = true;
    }
}

/// Sets `next` behind `all`, two spaces apart: a credit behind its caption.
fn join(all: &mut SetText, next: SetText, lang: &Lang) {
    let element = all.element;
    join_with(all, next, ("\u{2002}", element), lang, false);
}

/// Sets `next` behind `all` with something between.
fn join_with(
    all: &mut SetText,
    next: SetText,
    (between, element): (&str, ElementId),
    lang: &Lang,
    light: bool,
) {
    let Some(last) = all.pieces.last().cloned() else { return };
    let start = all.text.len();
    all.text.push_str(between);
    all.pieces.push(Piece {
        range: start..all.text.len(),
        at: None,
        lang: lang.clone(),
        element,
        link: None,
        anchor: None,
        spoken: None,
        call: None,
        ..last
    });
    let shift = all.text.len();
    all.text.push_str(&next.text);
    for mut piece in next.pieces {
        piece.range = piece.range.start + shift..piece.range.end + shift;
        if light {
            let mut look = Look::clone(&piece.look);
            look.weight = Weight::REGULAR;
            piece.look = Arc::new(look);
        }
        all.pieces.push(piece);
    }
}
