//! Step 7b: the programme that cuts a galley into legs of given heights.
//!
//! Dynamic programming over what is used of a leg and over the places where legs may end.
//! Its means are the lengths that paragraphs can take; a paragraph whose line would end a
//! leg with a hyphen is broken again with that line barred.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::fit::Freedom;
use super::galley::{Galley, Halves, Part, PartBody, TextPart};
use super::lengths::Grade;
use super::linebreak::Setting;
use crate::font::FontSet;
use crate::style::Style;
use crate::unit::Abs;

/// Where a leg begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    pub(super) part: usize,
    /// The setting of the part and its first line to come, where it has begun before.
    pub(super) inside: Option<(Arc<Setting>, u16)>,
}

impl Start {
    /// The beginning of a galley.
    pub(super) const FIRST: Self = Self { part: 0, inside: None };
}

/// What stands in a leg, from top to foot.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// A part that is never cut, of that height.
    Unit { part: usize, height: Halves },
    /// One that stands higher up as well: the head of a table that goes on.
    Again { part: usize, height: Halves },
    /// Lines of a paragraph.
    Lines { part: usize, setting: Arc<Setting>, lines: Range<u16> },
}

impl Piece {
    pub(super) fn height(&self) -> Halves {
        match self {
            Self::Unit { height, .. } | Self::Again { height, .. } => *height,
            Self::Lines { lines, .. } => 2 * Halves::from(lines.end - lines.start),
        }
    }
}

/// A galley cut into legs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cut {
    pub(super) legs: Vec<Vec<Piece>>,
    /// The heights that were asked for.
    pub(super) heights: Vec<Halves>,
    /// What comes after them; `None` where nothing does.
    pub(super) rest: Option<Start>,
    pub(super) cost: f64,
}

/// What is asked of the programme.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Terms {
    pub(super) grade: Grade,
    /// White may take one more line.
    pub(super) white: bool,
    /// Everything ends with the last leg, which may be so much short; `None`: it goes on.
    pub(super) all: Option<Halves>,
    /// Legs may be short and cut anywhere, at a price; what is higher than any leg stays.
    pub(super) loose: bool,
}

/// The prices of what is no rule but a means, and of breaking rules.
const MORE_WHITE: f64 = 4.0;
const SHORT_LAST: f64 = 5.0;
const SHORT: f64 = 40.0;
const WHITE_OVER_NOTES: f64 = 3.0;
const HYPHEN_AT_FOOT: f64 = 150.0;
const WIDOW_OR_ORPHAN: f64 = 300.0;
const TORN: f64 = 1000.0;
const IN_VAIN: f64 = 1e6;

/// Cuts one galley, again and again if need be: what was broken once is known.
pub(super) struct Cutter<'a> {
    galley: &'a Galley,
    style: &'a Style,
    fonts: &'a FontSet,
    /// Settings by number, with what they cost and the lines that are barred in them.
    settings: Vec<Known>,
    of_grade: BTreeMap<(usize, Grade), Vec<usize>>,
    barred: BTreeMap<(usize, u16, Grade), Option<usize>>,
}

#[derive(Clone, Debug)]
struct Known {
    part: usize,
    setting: Arc<Setting>,
    cost: f64,
    bars: Vec<u16>,
    /// Lines before this one are set already and stay.
    fixed: bool,
}

/// Where a leg ends and the next begins: the part, and inside it the setting and the line.
type Key = (usize, usize, u16);

const WHOLE: usize = usize::MAX;

/// The way to a state.
#[derive(Copy, Clone, Debug)]
struct Step {
    previous: usize,
    what: What,
}

#[derive(Copy, Clone, Debug)]
enum What {
    Unit { part: usize, height: Halves },
    Again { part: usize, height: Halves },
    Lines { setting: usize, from: u16, to: u16 },
    Foot,
}

const NO_STEP: usize = usize::MAX;

/// A way to fill a leg up to a height.
#[derive(Copy, Clone, Debug)]
struct Entry {
    used: Halves,
    /// The height of the notes that are called in it.
    notes: Abs,
    cost: f64,
    step: usize,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(galley: &'a Galley, style: &'a Style, fonts: &'a FontSet) -> Self {
        let (settings, of_grade, barred) = (vec![], BTreeMap::new(), BTreeMap::new());
        Self { galley, style, fonts, settings, of_grade, barred }
    }

    pub(super) fn parts(&self) -> &'a [Part] {
        &self.galley.parts
    }

    pub(super) fn has_notes(&self) -> bool {
        self.galley.foot_notes.iter().any(Option::is_some)
    }

    /// What the notes take that are called from `start` on, were they all in one leg.
    pub(super) fn notes_from(&self, start: &Start) -> Halves {
        let galley = self.galley;
        let begun = start.inside.as_ref().map_or(0, |(setting, line)| {
            let line = setting.lines.get(usize::from(*line));
            line.map_or(0, |line| line.range.start)
        });
        let mut notes = Abs::ZERO;
        for (at, part) in galley.parts.iter().enumerate().skip(start.part) {
            let from = if at == start.part { begun } else { 0 };
            let in_lines = galley.calls_in(at, from..usize::MAX);
            notes += galley.height_of(in_lines.chain(part.calls.iter().copied()));
        }
        galley.foot(notes)
    }

    /// The height of a leg over a whole page.
    fn highest_leg(&self) -> Halves {
        let furniture = &self.style.furniture;
        let taken = furniture.head_lines + furniture.foot_lines;
        2 * self.style.grid.lines.saturating_sub(taken)
    }

    /// Cuts what begins at `start` into legs of those heights, at the least cost. `None`
    /// where the terms cannot be met.
    pub(super) fn cut(
        &mut self,
        start: &Start,
        heights: &[Halves],
        terms: Terms,
    ) -> Option<Cut> {
        let key = self.key_of(start);
        let mut search = Search { cutter: self, terms, steps: vec![], done: None };
        let mut states = BTreeMap::from([(key, (0.0, NO_STEP))]);
        for (at, &height) in heights.iter().enumerate() {
            let after = heights[at + 1..].iter().sum();
            let last = at + 1 == heights.len();
            let mut leg = Leg { height, last, after, ends: BTreeMap::new() };
            for (key, (cost, step)) in states {
                search.fill(key, cost, step, &mut leg);
            }
            states = leg.ends;
        }
        let Search { steps, done, .. } = search;
        let end = match terms.all {
            Some(_) => done,
            None => {
                let on =
                    states.into_iter().map(|(key, (cost, step))| (Some(key), cost, step));
                let all = on.chain(done.filter(|_| terms.loose));
                all.min_by(|a, b| a.1.total_cmp(&b.1))
            }
        };
        let (key, cost, step) = end?;
        let rest = key.map(|key| self.start_of(key));
        let legs = self.trace(&steps, step);
        Some(Cut { legs, heights: heights.to_vec(), rest, cost })
    }

    fn key_of(&mut self, start: &Start) -> Key {
        match &start.inside {
            None => (start.part, WHOLE, 0),
            Some((setting, line)) => {
                let known = Known {
                    part: start.part,
                    setting: Arc::clone(setting),
                    cost: 0.0,
                    bars: vec![],
                    fixed: true,
                };
                self.settings.push(known);
                (start.part, self.settings.len() - 1, *line)
            }
        }
    }

    fn start_of(&self, (part, setting, line): Key) -> Start {
        let inside = (setting != WHOLE)
            .then(|| (Arc::clone(&self.settings[setting].setting), line));
        Start { part, inside }
    }

    fn trace(&self, steps: &[Step], end: usize) -> Vec<Vec<Piece>> {
        let mut legs = vec![];
        let mut leg = vec![];
        let mut at = end;
        while at != NO_STEP {
            match steps[at].what {
                What::Foot => legs.push(std::mem::take(&mut leg)),
                What::Unit { part, height } => leg.push(Piece::Unit { part, height }),
                What::Again { part, height } => leg.push(Piece::Again { part, height }),
                What::Lines { setting, from, to } => {
                    let known = &self.settings[setting];
                    let setting = Arc::clone(&known.setting);
                    leg.push(Piece::Lines { part: known.part, setting, lines: from..to });
                }
            }
            at = steps[at].previous;
        }
        legs.push(leg);
        // The foot of the last leg was met first, with nothing below it.
        legs.remove(0);
        legs.iter_mut().for_each(|leg| leg.reverse());
        legs.reverse();
        as_last_broken(&mut legs);
        legs
    }

    /// The settings of a paragraph at that grade, by number.
    fn settings(&mut self, part: usize, text: &TextPart, grade: Grade) -> Vec<usize> {
        if let Some(known) = self.of_grade.get(&(part, grade)) {
            return known.clone();
        }
        let found = text.lengths.settings(grade, self.style, self.fonts);
        let numbers: Vec<usize> = found
            .into_iter()
            .map(|setting| self.learn(part, text, setting, vec![]))
            .collect();
        self.of_grade.insert((part, grade), numbers.clone());
        numbers
    }

    fn learn(
        &mut self,
        part: usize,
        text: &TextPart,
        setting: Arc<Setting>,
        bars: Vec<u16>,
    ) -> usize {
        let cost = text.lengths.cost(&setting);
        self.settings.push(Known { part, setting, cost, bars, fixed: false });
        self.settings.len() - 1
    }

    /// The setting of as many lines in which the line before `line`, and that before
    /// `from`, end without a hyphen.
    fn barred(
        &mut self,
        number: usize,
        from: u16,
        line: u16,
        text: &TextPart,
        grade: Grade,
    ) -> Option<usize> {
        let known = &self.settings[number];
        let last = |line: u16| known.setting.lines[usize::from(line) - 1].end;
        if !last(line).shows_hyphen() {
            return Some(number);
        }
        // Lines that stand in the leg before must keep the notes they call.
        let PartBody::Text(part) = &self.galley.parts[known.part].body else {
            return None;
        };
        if known.fixed
            || from > 0 && !part.calls.is_empty()
            || known.setting.freedom == Freedom::Rescue && grade < Grade::Rescued
        {
            return None;
        }
        let mut bars = known.bars.clone();
        bars.extend(from.checked_sub(1));
        bars.push(line - 1);
        bars.sort_unstable();
        bars.dedup();
        let ask = (number, line, grade);
        if from == 0
            && let Some(known) = self.barred.get(&ask)
        {
            return *known;
        }
        let (part, setting) = (known.part, Arc::clone(&known.setting));
        let found = text.lengths.barred(&setting, &bars, grade, self.style, self.fonts);
        let found = found.map(|setting| self.learn(part, text, setting, bars));
        if from == 0 {
            self.barred.insert(ask, found);
        }
        found
    }
}

/// A leg that is being filled, and the ways to end it.
struct Leg {
    height: Halves,
    last: bool,
    /// The heights of the legs after it.
    after: Halves,
    ends: BTreeMap<Key, (f64, usize)>,
}

struct Search<'a, 'b> {
    cutter: &'b mut Cutter<'a>,
    terms: Terms,
    steps: Vec<Step>,
    /// The best way to set everything.
    done: Option<(Option<Key>, f64, usize)>,
}

impl Search<'_, '_> {
    /// Fills a leg from a place on in every way.
    fn fill(
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
        } else {
            self.lines(at, setting, line, entry, &mut layer, leg);
            at += 1;
            self.feet(at, &layer, leg);
        }
        while at < parts.len() && !layer.is_empty() {
            let mut next = vec![];
            for entry in layer {
                self.part(at, entry, &mut next, leg);
            }
            layer = cheapest(next);
            at += 1;
            self.feet(at, &layer, leg);
        }
        if at == parts.len() {
            self.finish(&layer, leg);
        }
        // Nothing fits: the leg stays empty and the text waits, but not for ever.
        if self.terms.loose {
            let vain = leg.height >= self.cutter.highest_leg();
            let price = if vain { IN_VAIN } else { SHORT * f64::from(leg.height) / 2.0 };
            self.foot((part, setting, line), cost + price, step, leg);
        }
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
        } else if self.terms.loose && entry.used == 0 {
            // No leg may be high enough: it stands at the top of one, alone.
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
        let cost = if from == 0 { known.cost } else { 0.0 };
        let all = self.height(setting, from, count);
        if self.taken(entry, all) <= leg.height {
            let what = What::Lines { setting, from, to: count };
            next.push(self.step(entry, all, cost, what));
        }
        let room = leg.height.saturating_sub(entry.used);
        let most = from.saturating_add(u16::try_from(room / 2).unwrap_or(u16::MAX));
        let entry = Entry { cost: entry.cost + cost, ..entry };
        for to in (from + 1..=most.min(count.saturating_sub(1))).rev() {
            let lines = self.height(setting, from, to);
            let taken = self.taken(entry, lines);
            if taken + self.may_lack(entry.notes + lines.1) < leg.height {
                return;
            }
            if taken <= leg.height {
                self.cut_at(at, setting, (from, to), entry, leg);
            }
        }
    }

    /// What a leg may lack that is cut inside a paragraph. Over notes at its foot a line of
    /// white more is not seen; a loose leg rather ends three lines short than in a widow.
    fn may_lack(&self, notes: Abs) -> Halves {
        match (self.terms.loose, notes > Abs::ZERO) {
            (true, _) => 6,
            (false, true) => 2,
            (false, false) => 0,
        }
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

    /// Ends the leg between two lines of a paragraph.
    fn cut_at(
        &mut self,
        at: usize,
        setting: usize,
        (from, to): (u16, u16),
        entry: Entry,
        leg: &mut Leg,
    ) {
        let PartBody::Text(text) = &self.cutter.parts()[at].body else { return };
        let known = &self.cutter.settings[setting];
        let left = known.setting.lines.len() as u16 - to;
        let loose = self.terms.loose;
        let mut price = 0.0;
        if text.whole || to < text.lengths.measure.beside.lines {
            price += TORN;
        } else if to == 1 || left == 1 {
            price += WIDOW_OR_ORPHAN;
        }
        if !loose && price > 0.0 {
            return;
        }
        let grade = self.terms.grade;
        let barred = self.cutter.barred(setting, from, to, text, grade);
        let known = match barred {
            Some(number) => number,
            None if loose => {
                price += HYPHEN_AT_FOOT;
                setting
            }
            None => return,
        };
        let more = self.cutter.settings[known].cost - self.cutter.settings[setting].cost;
        let lines = self.height(known, from, to);
        let taken = self.taken(entry, lines);
        let lack = self.may_lack(entry.notes + lines.1);
        if taken > leg.height || taken + lack < leg.height {
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
        if part.is_blank() || done || !(part.may_end || self.terms.loose) {
            return;
        }
        for entry in layer {
            let taken = self.taken(*entry, (0, Abs::ZERO));
            let short = leg.height.saturating_sub(taken);
            if short <= self.may_lack(entry.notes) || self.terms.loose {
                let torn = if part.may_end { 0.0 } else { TORN };
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
            _ if self.terms.loose => leg.height,
            _ => return,
        };
        for entry in layer {
            let taken = self.taken(*entry, (0, Abs::ZERO));
            let short = leg.height.saturating_sub(taken);
            if short > most.max(self.may_lack(entry.notes)) && !self.terms.loose {
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

/// A paragraph that was barred in its second leg is broken anew for the first as well.
fn as_last_broken(legs: &mut [Vec<Piece>]) {
    for at in (1..legs.len()).rev() {
        let Some(Piece::Lines { part, setting, .. }) = legs[at].first().cloned() else {
            continue;
        };
        if let Some(Piece::Lines { part: above, setting: old, .. }) =
            legs[at - 1].last_mut()
            && *above == part
        {
            *old = setting;
        }
    }
}

/// The cheapest entry of each height and of each height of notes.
fn cheapest(mut layer: Vec<Entry>) -> Vec<Entry> {
    let state = |entry: &Entry| (entry.used, entry.notes);
    layer.sort_by(|a, b| state(a).cmp(&state(b)).then(a.cost.total_cmp(&b.cost)));
    layer.dedup_by_key(|entry| state(entry));
    layer
}
