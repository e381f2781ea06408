//! What stands on every page: masthead, running head, folio, imprint.

use std::sync::Arc;

use super::frame::{Artifact, Side};
use super::galley::{baseline, whole_line};
use super::head::resized;
use super::justify::SetLine;
use super::linebreak::{self, Measure};
use super::paint::Painter;
use super::reach::Reach;
use super::shape::prepare;
use super::structure::ElementId;
use super::text::{Look, Piece, SetText};
use crate::font::Shaper;
use crate::model::{Direction, Issue, Role, Wording};
use crate::style::{
    Align, Content, Field, Filled, Piece as Filling, Style, Template, Tone, Weight,
};
use crate::unit::{Abs, Point, Rect, Size};

/// The elements of the masthead, which is the document's title.
#[derive(Copy, Clone, Debug)]
pub(super) struct MastheadElements {
    pub(super) name: ElementId,
    /// From where lines begin to where they end.
    pub(super) line: [ElementId; 3],
    pub(super) strap: ElementId,
    pub(super) imprint: ElementId,
}

/// What furniture is painted with.
pub(super) struct Furnisher<'a, 'b> {
    pub(super) issue: &'a Issue,
    pub(super) style: &'a Style,
    pub(super) shaper: &'a mut Shaper<'b>,
}

/// The lines beside the paper's name.
struct Straps {
    lines: Vec<SetLine>,
    size: Abs,
    leading: Abs,
}

/// The share of the width that the lines beside the paper's name may take from it.
const STRAPS: f64 = 0.36;

/// A page's own values.
#[derive(Clone, Debug)]
pub(super) struct PageValues {
    pub(super) folio: String,
    pub(super) section: Option<String>,
    pub(super) side: Side,
    /// The element of the section's flag, where the running head carries it.
    pub(super) flag: Option<ElementId>,
    /// The type area.
    pub(super) area: Rect,
}

impl Furnisher<'_, '_> {
    /// Issue line, masthead, straplines and the rule under them.
    pub(super) fn masthead(
        &mut self,
        painter: &mut Painter<'_>,
        page: &PageValues,
        elements: MastheadElements,
    ) {
        let style = self.style;
        let line = style.grid.leading;
        let area = page.area;
        let size = style.role(Role::IssueLine).size;
        let y = area.at.y + baseline(line, size);
        let templates = facing(&style.furniture.issue_line, self.issue);
        let sides = self.three(&templates, Role::IssueLine, page);
        let mut parts = elements.line;
        if self.issue.direction == Direction::Rtl {
            parts.reverse();
        }
        for (at, part) in parts.into_iter().enumerate() {
            if sides[at].is_some() {
                Self::put_one(painter, &sides, at, y, area, part);
                painter.leave();
            }
        }
        let ink = style.ink(&style.rule.colour);
        let rule_y = area.at.y + line + Abs::pt(0.5);
        let rule = Size::new(area.size.width, style.rule.furniture);
        painter.rule(Point::new(area.at.x, rule_y), rule, ink, Artifact::Layout);

        let foot = area.at.y + line * (i64::from(style.furniture.masthead_lines) - 1);
        let red = style.rule.masthead;
        let (set, below, strap) =
            self.title(area, rule_y + style.rule.furniture, foot - red);
        let base = foot - red - Abs::mm(1.2) - below;
        let x = match self.issue.direction {
            Direction::Ltr => area.at.x,
            Direction::Rtl => area.right() - set.width,
        };
        painter.runs(&owned(&set, elements.name), Point::new(x, base), elements.name);
        painter.leave();
        // However many lines there are, they stand between the two rules.
        let count = strap.lines.len().max(1) as i64;
        let space = foot - red - rule_y - Abs::mm(1.6);
        let Straps { size, leading, .. } = strap;
        let top = rule_y + Abs::mm(3.0).min(Abs::mm(0.8) + space - leading * count);
        for (i, set) in strap.lines.iter().enumerate() {
            let y = top + leading * i as i64 + baseline(leading, size);
            let x = match self.issue.direction {
                Direction::Ltr => area.right() - set.width,
                Direction::Rtl => area.at.x,
            };
            painter.runs(&owned(set, elements.strap), Point::new(x, y), elements.strap);
        }
        painter.leave();
        let accent = style.ink("accent");
        let rule = Size::new(area.size.width, red);
        painter.rule(Point::new(area.at.x, foot - red), rule, accent, Artifact::Layout);
    }

    /// The paper's name as large as its place allows, how far it reaches below its
    /// baseline, and the lines beside it.
    fn title(&mut self, area: Rect, top: Abs, foot: Abs) -> (SetLine, Abs, Straps) {
        let text = self.text(&self.issue.paper.name.clone(), Role::Masthead);
        let set = self.set(&text);
        let full = self.style.role(Role::Masthead).size;
        // Ascenders clear the line above by 2 mm, descenders the rule below by 1.2 mm.
        let (above, below) = self.reach(&set, full);
        let high = full.scale((foot - top - Abs::mm(3.2)).over(above + below)).min(full);
        let gap = Abs::mm(6.0);
        let rest = area.size.width - set.width.scale(high.over(full)) - gap;
        let most = rest.max(area.size.width.scale(STRAPS));
        let straps = self.straplines(most, foot - top - Abs::mm(1.6));
        let beside = straps.lines.iter().map(|line| line.width).max().unwrap_or_default();
        let gap = if beside > Abs::ZERO { gap } else { Abs::ZERO };
        let room = area.size.width - beside - gap;
        let wide = full.scale((room.to_pt() / set.width.to_pt().max(1.0)).min(1.0));
        let size = high.min(wide);
        let set = self.set(&resized(&text, size));
        let (_, below) = self.reach(&set, size);
        (set, below, straps)
    }

    /// How far a name of that size reaches above and below its baseline: its own ink where
    /// that is more than Latin letters need.
    fn reach(&self, set: &SetLine, size: Abs) -> (Abs, Abs) {
        let ink = Reach::of(set, Abs::ZERO, self.shaper.fonts());
        (ink.above().max(size.scale(0.74)), ink.below().max(size.scale(0.25)))
    }

    /// The lines beside the name, in `height`: those wider than `most` are broken, and what
    /// has no place then is smaller.
    fn straplines(&mut self, most: Abs, height: Abs) -> Straps {
        let role = self.style.role(Role::Strapline);
        let paper = &self.issue.paper;
        let mut texts: Vec<(String, Tone)> =
            paper.strapline.iter().map(|l| (l.clone(), Tone::Plain)).collect();
        texts.extend(paper.address.iter().map(|a| (a.clone(), Tone::Strong)));
        let texts: Vec<SetText> = texts
            .into_iter()
            .map(|(text, tone)| {
                let filled = Filled { text, tone, field: None };
                self.filled(&[filled], Role::Strapline)
            })
            .collect();
        let mut size = role.size;
        loop {
            let leading = role.leading.scale(size.over(role.size));
            let lines: Vec<SetLine> = texts
                .iter()
                .flat_map(|text| self.broken(&resized(text, size), most))
                .collect();
            let high = size.scale(1.08) * lines.len() as i64 > height;
            let wide = lines.iter().any(|line| line.width > most);
            if !(high || wide) || size < Abs::pt(4.0) {
                let count = lines.len().max(1) as i64;
                return Straps { lines, size, leading: leading.min(height / count) };
            }
            size = size.scale(0.94);
        }
    }

    /// A line that is wider than `most` in more than one, where it has spaces.
    fn broken(&mut self, text: &SetText, most: Abs) -> Vec<SetLine> {
        let whole = self.set(text);
        if whole.width <= most {
            return vec![whole];
        }
        let prepared = prepare(text.clone(), self.shaper);
        let measure = Measure::plain(most, Align::Start);
        let lines = linebreak::lines(&prepared, measure, self.style, self.shaper.fonts());
        if lines.iter().any(|line| line.end.is_forced_upon()) {
            return vec![whole];
        }
        let lines = lines.into_iter().map(|line| line.range);
        lines.map(|range| self.set(&text.cut(range))).collect()
    }

    /// The running head of an inside page.
    pub(super) fn running_head(&mut self, painter: &mut Painter<'_>, page: &PageValues) {
        let style = self.style;
        if style.furniture.head_lines == 0 {
            return;
        }
        let line = style.grid.leading;
        let y = page.area.at.y + baseline(line, style.role(Role::RunningHead).size);
        let templates = turned(&style.furniture.running_head, page.side, self.issue);
        let sides = self.three(&templates, Role::RunningHead, page);
        let [left, middle, right] = &sides;
        let artifact = |painter: &mut Painter<'_>, set: &[Option<SetLine>; 3]| {
            painter.open_artifact(Artifact::Header);
            Self::put_three(painter, set, y, page.area, None);
            painter.close_artifact();
        };
        match page.flag {
            // The section begins here: its flag is its heading.
            Some(flag) if middle.is_some() => {
                artifact(painter, &[left.clone(), None, right.clone()]);
                let only = [None, middle.clone(), None];
                Self::put_three(painter, &only, y, page.area, Some(flag));
                painter.leave();
            }
            _ => artifact(painter, &sides),
        }
        let ink = style.ink(&style.rule.colour);
        let at = Point::new(page.area.at.x, page.area.at.y + line + Abs::pt(0.5));
        let size = Size::new(page.area.size.width, style.rule.furniture);
        painter.rule(at, size, ink, Artifact::Layout);
    }

    /// The flag of a section in the text.
    pub(super) fn flag(&mut self, name: &str, element: ElementId) -> SetLine {
        let text = self.text(name, Role::SectionFlag);
        owned(&self.set(&text), element)
    }

    /// The line at the foot of a page.
    pub(super) fn foot(
        &mut self,
        painter: &mut Painter<'_>,
        page: &PageValues,
        templates: &[Template; 3],
        lines: u32,
        edges: Edges,
    ) {
        if lines == 0 || templates.iter().all(Template::is_empty) {
            return;
        }
        let style = self.style;
        let line = style.grid.leading;
        let area = page.area;
        let size = style.role(Role::Imprint).size;
        let y = area.foot() - line + baseline(line, size);
        let templates = match edges {
            Edges::Front(_) => facing(templates, self.issue),
            Edges::Inside => turned(templates, page.side, self.issue),
        };
        let sides = self.three(&templates, Role::Imprint, page);
        let mut rest = sides.clone();
        // The imprint stands once in the paper: it is read, the folio is not.
        if let Edges::Front(imprint) = edges {
            let words = |set: &SetLine| set.runs.iter().any(|r| r.run.text.contains(' '));
            for at in 0..3 {
                if let Some(set) = rest[at].take_if(|set| words(set)) {
                    let mut only = [None, None, None];
                    only[at] = Some(set);
                    Self::put_three(painter, &only, y, area, Some(imprint));
                    painter.leave();
                }
            }
        }
        painter.open_artifact(Artifact::Footer);
        Self::put_three(painter, &rest, y, area, None);
        painter.close_artifact();
        if lines > 1 {
            let ink = style.ink(&style.rule.colour);
            let at = Point::new(area.at.x, area.foot() - line - Abs::pt(1.0));
            let size = Size::new(area.size.width, style.rule.furniture);
            painter.rule(at, size, ink, Artifact::Layout);
        }
    }

    fn three(
        &mut self,
        templates: &[Template; 3],
        role: Role,
        page: &PageValues,
    ) -> [Option<SetLine>; 3] {
        templates.each_ref().map(|template| {
            let mut filled = template.fill(&|field| self.value(field, page));
            if let Some(first) = filled.first_mut()
                && matches!(first.field, Some(Field::Day | Field::Weekday))
            {
                first.text = capitalised(&first.text);
            }
            if filled.is_empty() {
                return None;
            }
            let text = self.filled(&filled, role);
            Some(self.set(&text))
        })
    }

    fn put_three(
        painter: &mut Painter<'_>,
        sides: &[Option<SetLine>; 3],
        y: Abs,
        area: Rect,
        element: Option<ElementId>,
    ) {
        let element = element.unwrap_or(super::structure::Structure::ROOT);
        for at in 0..3 {
            Self::put_one(painter, sides, at, y, area, element);
        }
    }

    /// The left, the middle or the right one of three, where there is one.
    fn put_one(
        painter: &mut Painter<'_>,
        sides: &[Option<SetLine>; 3],
        at: usize,
        y: Abs,
        area: Rect,
        element: ElementId,
    ) {
        let Some(set) = &sides[at] else { return };
        let width = |at: usize| sides[at].as_ref().map_or(Abs::ZERO, |set| set.width);
        let room = area.size.width - set.width;
        let x = match at {
            0 => Abs::ZERO,
            1 => between(room, width(0), width(2)),
            _ => room,
        };
        let set = owned(set, element);
        painter.runs(&set, Point::new(area.at.x + x, y), element);
    }

    fn value(&self, field: Field, page: &PageValues) -> Option<String> {
        let issue = self.issue;
        let wording = Wording::of(&issue.lang);
        match field {
            Field::Paper => Some(issue.paper.name.clone()),
            Field::Date => Some(wording.date(issue.date)),
            Field::Day => Some(wording.date_with_weekday(issue.date)),
            Field::Weekday => Some(wording.weekday(issue.date).to_owned()),
            Field::Number => issue.number.clone(),
            Field::Issue => issue.number.as_ref().map(|n| wording.number(n)),
            Field::Price => issue.price.clone(),
            Field::Section => page.section.clone(),
            Field::Folio => Some(page.folio.clone()),
            Field::Imprint => {
                issue.imprint.clone().or_else(|| issue.paper.publisher.clone())
            }
            Field::Page => Some(wording.page(&page.folio)),
            // Stories run on from page to page: nothing jumps.
            Field::Title | Field::ContinuedOn | Field::ContinuedFrom => None,
        }
    }

    fn text(&self, text: &str, role: Role) -> SetText {
        let filled = Filled { text: text.to_owned(), tone: Tone::Plain, field: None };
        self.filled(&[filled], role)
    }

    /// Words of furniture; folio and section keep the look of their own roles.
    fn filled(&self, filled: &[Filled], role: Role) -> SetText {
        let root = super::structure::Structure::ROOT;
        let mut set = SetText::new(self.issue.direction, root);
        for part in filled {
            let role = match part.field {
                Some(Field::Folio) => Role::Folio,
                Some(Field::Section) => Role::SectionFlag,
                _ => role,
            };
            let mut look = Look::of(self.style.role(role));
            if part.tone == Tone::Strong {
                look.weight = look.weight.max(Weight::BOLD);
            }
            let start = set.text.len();
            // Numbers and Latin names keep their places among words from right to left.
            let apart = part.field.is_some() && self.issue.direction == Direction::Rtl;
            let [open, close] = if apart { ["\u{2068}", "\u{2069}"] } else { ["", ""] };
            set.text.extend([open, part.text.as_str(), close]);
            set.pieces.push(Piece {
                range: start..set.text.len(),
                at: None,
                look: Arc::new(look),
                lang: self.issue.lang.clone(),
                element: root,
                link: None,
                anchor: None,
                spoken: None,
                call: None,
            });
        }
        set
    }

    fn set(&mut self, text: &SetText) -> SetLine {
        let prepared = prepare(text.clone(), self.shaper);
        whole_line(&prepared, self.style, self.shaper)
    }
}

/// Where the middle part begins: in the middle of the line, or of what the others leave.
/// `room` is the width of the line less its own.
fn between(room: Abs, left: Abs, right: Abs) -> Abs {
    let gap = Abs::mm(3.0);
    let middle = room / 2;
    let beside = if left > Abs::ZERO { left + gap } else { left };
    let before = if right > Abs::ZERO { room - right - gap } else { room };
    if middle < beside || middle > before { (beside + before) / 2 } else { middle }
}

/// The same line as the text of an element.
fn owned(set: &SetLine, element: ElementId) -> SetLine {
    let mut set = set.clone();
    for run in &mut set.runs {
        run.element = element;
    }
    set
}

/// Which way the parts of a line of furniture stand.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Edges {
    /// Page 1: from where lines begin to where they end; the imprint's element.
    Front(ElementId),
    /// Inside pages: from the outer edge to the inner.
    Inside,
}

/// Beginning, middle, end as left, middle, right.
fn facing(templates: &[Template; 3], issue: &Issue) -> [Template; 3] {
    let [begin, middle, end] = templates.clone();
    match issue.direction {
        Direction::Ltr => [begin, middle, end],
        Direction::Rtl => [end, middle, begin],
    }
}

/// Outer, middle, inner as left, middle, right: the outer edge is at the right of a recto
/// in a paper read from left to right. The folio is the outermost of all.
fn turned(templates: &[Template; 3], side: Side, issue: &Issue) -> [Template; 3] {
    let [outer, middle, inner] = templates.clone();
    let outer_left = (side == Side::Verso) == (issue.direction == Direction::Ltr);
    // On a recto lines end at the outer edge, whichever way they run.
    let outer = if side == Side::Recto { folio_last(outer) } else { outer };
    if outer_left { [outer, middle, inner] } else { [inner, middle, outer] }
}

/// A template that begins with the folio, the folio at its end.
fn folio_last(mut template: Template) -> Template {
    let pieces = &mut template.0;
    let begins =
        pieces.first().is_some_and(|p| p.content == Content::Field(Field::Folio));
    if begins {
        let white = |piece: &Filling| match &piece.content {
            Content::Text(text) => text.trim().is_empty(),
            Content::Field(_) => false,
        };
        let head = if pieces.get(1).is_some_and(white) { 2 } else { 1 };
        pieces[..head].reverse();
        pieces.rotate_left(head);
    }
    template
}

/// The text with its first letter a capital, as a line begins.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
