//! The search: every way to fill a leg, from every place where one may begin.

use std::collections::BTreeMap;

use super::{
    Cutter, Entry, Feet, HYPHEN_AT_FOOT, IN_VAIN, Key, Known, MORE_WHITE, SHORT,
    SHORT_LAST, Step, TORN, Terms, WHITE_OVER_NOTES, WHOLE, WIDOW_OR_ORPHAN, What,
};
use crate::layout::galley::{Halves, Part, PartBody};
use crate::unit::Abs;

/// A leg that is being filled, and the ways to end it.
pub(super) struct Leg {
    pub(super) height: Halves,
    pub(super) last: bool,
    /// The heights of the legs after it.
    pub(super) after: Halves,
    /// The row of a table that begins it, from where it is being filled.
    pub(super) lone_row: Option<usize>,
    pub(super) ends: BTreeMap<Key, (f64, usize)>,
}

pub(super) struct Search<'a, 'b> {
    pub(super) cutter: &'b mut Cutter<'a>,
    pub(super) terms: Terms,
    pub(super) steps: Vec<Step>,
    /// The best way to set everything.
    pub(super) done: Option<(Option<Key>, f64, usize)>,
}

impl Search<'_, '_> {
    /// Fills a leg from a place on in every way.
    pub(super) fn fill(
        &mut self,
        (part, setting, line): Key,
        cost: f64,
        step: usize,
        leg: &mut Leg,
    ) {
        let parts = self.cutter.parts();
        let entry = Entry { used: 0, notes: Abs::ZERO, cost, step };
        let mut at = part;
        let mut layer = vec![];
        if setting == WHOLE {
            while parts.get(at).is_some_and(Part::is_blank) {
                at += 1;
            }
            let entry = self.head_again(at, entry, leg);
            layer.push(entry);
            // A row between two breaks, its head over it, is no table.
            leg.lone_row = parts.get(at).and_then(Part::head).map(|_| at);
        } else {
            leg.lone_row = None;
            self.go_on(at, (setting, line), entry, &mut layer, leg);
            at += 1;
            self.feet(at, &layer, leg);
        }
        while at < parts.len() && !layer.is_empty() {
            let mut next = vec![];
            for entry in layer {
                self.part(at, entry, &mut next, leg);
            }
            layer = cheapest(next);
            layer.retain(|entry| entry.cost <= self.terms.bound);
            at += 1;
            self.feet(at, &layer, leg);
        }
        if at == parts.len() {
            self.finish(&layer, leg);
        }
        // Nothing fits: the leg stays empty and the text waits, but not for ever.
        if self.anywhere() {
            let vain = leg.height >= self.cutter.highest_leg();
            let price = if vain { IN_VAIN } else { SHORT * f64::from(leg.height) / 2.0 };
            self.foot((part, setting, line), cost + price, step, leg);
        }
    }

    /// Goes on in a paragraph that stands in the leg before.
    fn go_on(
        &mut self,
        at: usize,
        (setting, line): (usize, u16),
        entry: Entry,
        layer: &mut Vec<Entry>,
        leg: &mut Leg,
    ) {
        let PartBody::Text(text) = &self.cutter.parts()[at].body else { return };
        for setting in self.cutter.from(setting, line, text, self.terms.grade) {
            self.lines(at, setting, line, entry, layer, leg);
        }
        *layer = cheapest(std::mem::take(layer));
    }

    /// A leg that begins inside a table has its head again, where both have room.
    fn head_again(&mut self, at: usize, entry: Entry, leg: &Leg) -> Entry {
        let parts = self.cutter.parts();
        let Some(part) = parts.get(at) else { return entry };
        let Some(head) = part.head() else { return entry };
        let height = parts[head].height();
        if height + part.height() > leg.height {
            return entry;
        }
        self.step(entry, (height, Abs::ZERO), 0.0, What::Again { part: head, height })
    }

    /// Sets the part `at` in every way that the leg has room for.
    fn part(&mut self, at: usize, entry: Entry, next: &mut Vec<Entry>, leg: &mut Leg) {
        let part = &self.cutter.parts()[at];
        match &part.body {
            PartBody::Unit { height, .. } if part.is_blank() => {
                self.blank(at, *height, entry, next, leg);
            }
            PartBody::Unit { height, .. } => self.unit(at, *height, entry, next, leg),
            PartBody::Text(text) => {
                let grade = self.terms.grade;
                for setting in self.cutter.settings(at, text, grade) {
                    self.lines(at, setting, 0, entry, next, leg);
                }
            }
        }
    }

    fn blank(
        &mut self,
        at: usize,
        height: Halves,
        entry: Entry,
        next: &mut Vec<Entry>,
        leg: &Leg,
    ) {
        if entry.used == 0 {
            next.push(entry);
            return;
        }
        let more = if height > 1 { 2 } else { 1 };
        let choices = [(height, 0.0), (height + more, MORE_WHITE)];
        let count = if self.terms.white { 2 } else { 1 };
        for (height, cost) in choices.into_iter().take(count) {
            if entry.used + height < leg.height {
                let what = What::Unit { part: at, height };
                next.push(self.step(entry, (height, Abs::ZERO), cost, what));
            }
        }
    }

    fn unit(
        &mut self,
        at: usize,
        height: Halves,
        entry: Entry,
        next: &mut Vec<Entry>,
        leg: &Leg,
    ) {
        let what = What::Unit { part: at, height };
        let galley = self.cutter.galley;
        let notes = galley.height_of(galley.parts[at].calls.iter().copied());
        if self.taken(entry, (height, notes)) <= leg.height {
            next.push(self.step(entry, (height, notes), 0.0, what));
        } else if self.anywhere()
            && entry.used == 0
            && leg.height >= self.cutter.highest_leg()
        {
            // No leg is high enough: it stands at the top of one, alone.
            next.push(self.step(entry, (leg.height, notes), 2.0 * TORN, what));
        }
    }

    /// Sets lines of a paragraph, all that are left or as many as the leg holds.
    fn lines(
        &mut self,
        at: usize,
        setting: usize,
        from: u16,
        entry: Entry,
        next: &mut Vec<Entry>,
        leg: &mut Leg,
    ) {
        let known = &self.cutter.settings[setting];
        let count = known.setting.lines.len() as u16;
        let cost = if from == known.first() { known.cost } else { 0.0 };
        let all = self.height(setting, from, count);
        if self.taken(entry, all) <= leg.height {
            let what = What::Lines { setting, from, to: count };
            next.push(self.step(entry, all, cost, what));
        }
        let room = leg.height.saturating_sub(entry.used);
        let by_room = from.saturating_add(u16::try_from(room / 2).unwrap_or(u16::MAX));
        let most = by_room.min(count.saturating_sub(1));
        // Where the notes of the next line have no room, the leg is full without it.
        let by_notes = most < by_room && self.taken(entry, all) > leg.height;
        let mut full = if by_notes { 0 } else { leg.height };
        let entry = Entry { cost: entry.cost + cost, ..entry };
        for to in (from + 1..=most).rev() {
            let lines = self.height(setting, from, to);
            let taken = self.taken(entry, lines);
            if taken > leg.height {
                full = 0;
                continue;
            }
            full = if full == 0 { taken } else { full };
            if taken + self.may_lack(entry.notes + lines.1) < full {
                return;
            }
            self.cut_at(at, setting, (from, to, full), entry, leg);
        }
    }

    /// What a leg may lack that is cut inside a paragraph. Over notes at its foot a line of
    /// white more is not seen; a leg rather ends three lines short than in a widow.
    fn may_lack(&self, notes: Abs) -> Halves {
        match self.terms.feet {
            Feet::Level if notes > Abs::ZERO => 2,
            Feet::Level => 0,
            Feet::Short | Feet::Anywhere => 6,
        }
    }

    /// Whether rules may be broken.
    fn anywhere(&self) -> bool {
        self.terms.feet == Feet::Anywhere
    }

    /// The height of lines of a paragraph, and that of the notes called in them.
    fn height(&self, setting: usize, from: u16, to: u16) -> (Halves, Abs) {
        let Known { part, setting, .. } = &self.cutter.settings[setting];
        let galley = self.cutter.galley;
        let lines = &setting.lines[usize::from(from)..usize::from(to)];
        let notes = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => {
                let bytes = first.range.start..last.range.end;
                galley.height_of(galley.calls_in(*part, bytes))
            }
            _ => Abs::ZERO,
        };
        (2 * Halves::from(to - from), notes)
    }

    /// What a leg has taken when that is added, its notes included.
    fn taken(&self, entry: Entry, (height, notes): (Halves, Abs)) -> Halves {
        entry.used + height + self.cutter.galley.foot(entry.notes + notes)
    }

    /// Ends the leg between two lines of a paragraph; it is full at that height.
    fn cut_at(
        &mut self,
        at: usize,
        setting: usize,
        (from, to, full): (u16, u16, Halves),
        entry: Entry,
        leg: &mut Leg,
    ) {
        let PartBody::Text(text) = &self.cutter.parts()[at].body else { return };
        let known = &self.cutter.settings[setting];
        let left = known.setting.lines.len() as u16 - to;
        let anywhere = self.anywhere();
        let mut price = 0.0;
        if text.whole || to < text.lengths.measure.beside.lines {
            price += TORN;
        } else if to == 1 || left == 1 {
            price += WIDOW_OR_ORPHAN;
        }
        if !anywhere && price > 0.0 {
            return;
        }
        if entry.cost + price > self.terms.bound {
            return;
        }
        let grade = self.terms.grade;
        let barred = self.cutter.barred(setting, from, to, text, grade);
        let known = match barred {
            Some(number) => number,
            None if anywhere => {
                price += HYPHEN_AT_FOOT;
                setting
            }
            None => return,
        };
        let more = self.cutter.settings[known].cost - self.cutter.settings[setting].cost;
        let lines = self.height(known, from, to);
        let taken = self.taken(entry, lines);
        let lack = self.may_lack(entry.notes + lines.1);
        if taken > leg.height || taken + lack < full {
            return;
        }
        let what = What::Lines { setting: known, from, to };
        let entry = self.step(entry, lines, price + more, what);
        let price = entry.cost + price_of(entry, leg.height - taken);
        self.foot((at, known, to), price, entry.step, leg);
    }

    /// Ends the leg between two parts where that is allowed.
    fn feet(&mut self, next: usize, layer: &[Entry], leg: &mut Leg) {
        let parts = self.cutter.parts();
        let part = &parts[next - 1];
        let done = parts[next..].iter().all(Part::is_blank);
        let may_end = part.may_end && leg.lone_row != Some(next - 1);
        if part.is_blank() || done || !(may_end || self.anywhere()) {
            return;
        }
        for entry in layer {
            let taken = self.taken(*entry, (0, Abs::ZERO));
            let short = leg.height.saturating_sub(taken);
            if short <= self.may_lack(entry.notes) || self.anywhere() {
                let torn = if may_end { 0.0 } else { TORN };
                let price = entry.cost + torn + price_of(*entry, short);
                self.foot((next, WHOLE, 0), price, entry.step, leg);
            }
        }
    }

    fn foot(&mut self, key: Key, cost: f64, step: usize, leg: &mut Leg) {
        let known = leg.ends.get(&key);
        if known.is_none_or(|(least, _)| cost < *least) {
            self.steps.push(Step { previous: step, what: What::Foot });
            leg.ends.insert(key, (cost, self.steps.len() - 1));
        }
    }

    /// Everything is set.
    fn finish(&mut self, layer: &[Entry], leg: &Leg) {
        let most = match self.terms.all {
            Some(most) if leg.last => most,
            _ if self.anywhere() => leg.height,
            _ => return,
        };
        for entry in layer {
            let taken = self.taken(*entry, (0, Abs::ZERO));
            let short = leg.height.saturating_sub(taken);
            if short > most.max(self.may_lack(entry.notes)) && !self.anywhere() {
                continue;
            }
            // Legs that stay empty are a hole in the page.
            let lines = f64::from(short) / 2.0;
            let empty = SHORT * f64::from(leg.after) / 2.0;
            let cost = entry.cost + SHORT_LAST * lines + lines * lines + empty;
            if self.done.is_none_or(|(_, least, _)| cost < least) {
                self.steps.push(Step { previous: entry.step, what: What::Foot });
                self.done = Some((None, cost, self.steps.len() - 1));
            }
        }
    }

    fn step(
        &mut self,
        entry: Entry,
        (height, notes): (Halves, Abs),
        cost: f64,
        what: What,
    ) -> Entry {
        self.steps.push(Step { previous: entry.step, what });
        Entry {
            used: entry.used + height,
            notes: entry.notes + notes,
            cost: entry.cost + cost,
            step: self.steps.len() - 1,
        }
    }
}

/// What it costs that a leg lacks that much.
fn price_of(entry: Entry, short: Halves) -> f64 {
    let line = if entry.notes > Abs::ZERO { WHITE_OVER_NOTES } else { SHORT };
    line * f64::from(short) / 2.0
}

/// The cheapest entry of each height and of each height of notes.
fn cheapest(mut layer: Vec<Entry>) -> Vec<Entry> {
    let state = |entry: &Entry| (entry.used, entry.notes);
    layer.sort_by(|a, b| state(a).cmp(&state(b)).then(a.cost.total_cmp(&b.cost)));
    layer.dedup_by_key(|entry| state(entry));
    layer
}
