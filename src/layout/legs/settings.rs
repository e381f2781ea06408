//! The settings that paragraphs can have while legs are cut: broken once, known by number.

use std::sync::Arc;

use super::{Cutter, Known};
use crate::layout::fit::Freedom;
use crate::layout::galley::TextPart;
use crate::layout::lengths::Grade;
use crate::layout::linebreak::{Setting, Settled};

impl Cutter<'_> {
    /// The settings of a paragraph at that grade, by number.
    pub(super) fn settings(
        &mut self,
        part: usize,
        text: &TextPart,
        grade: Grade,
    ) -> Vec<usize> {
        if let Some(known) = self.of_grade.get(&(part, grade)) {
            return known.clone();
        }
        let tables = self.tables.entry(part).or_default();
        let found = text.lengths.settings(grade, tables, (self.style, self.fonts));
        let numbers: Vec<usize> = found
            .into_iter()
            .map(|setting| {
                let cost = text.lengths.cost(&setting);
                self.learn(Known { part, setting, cost, settled: Settled::NOTHING })
            })
            .collect();
        self.of_grade.insert((part, grade), numbers.clone());
        numbers
    }

    /// The settings of a paragraph from a line on, by number: where that is the first of a
    /// page all that go on from the lines before it and leave no last line alone.
    pub(super) fn from(
        &mut self,
        number: usize,
        line: u16,
        text: &TextPart,
        grade: Grade,
    ) -> Vec<usize> {
        let known = &self.settings[number];
        if line == 0 || line != known.first() {
            return vec![number];
        }
        let (part, count) = (known.part, known.setting.lines.len());
        let (settled, begun) = (known.settled.clone(), Arc::clone(&known.setting));
        let tables = self.tables.entry(part).or_default();
        let sheet = (self.style, self.fonts);
        let found = text.lengths.going_on(&settled, grade, tables, sheet);
        let alone = usize::from(line) + 1;
        let other = |s: &Arc<Setting>| s.lines.len() != count && s.lines.len() > alone;
        let other = found.into_iter().filter(other);
        let others: Vec<usize> = other
            .map(|setting| {
                let cost = text.lengths.cost(&setting) - text.lengths.cost(&begun);
                self.learn(Known { part, setting, cost, settled: settled.clone() })
            })
            .collect();
        std::iter::once(number).chain(others).collect()
    }

    fn learn(&mut self, known: Known) -> usize {
        self.settings.push(known);
        self.settings.len() - 1
    }

    /// The setting of as many lines in which the line before `line`, and that before
    /// `from`, end without a hyphen.
    pub(super) fn barred(
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
        if from > known.first() && !text.calls.is_empty()
            || known.setting.freedom == Freedom::Rescue && grade < Grade::Rescued
        {
            return None;
        }
        let at_top = from == known.first();
        let mut settled = known.settled.clone();
        let bars = &mut settled.barred;
        bars.extend(from.checked_sub(1).filter(|_| !at_top));
        bars.push(line - 1);
        bars.sort_unstable();
        bars.dedup();
        let ask = (number, line, grade);
        if at_top && let Some(known) = self.barred.get(&ask) {
            return *known;
        }
        let (part, setting, old) = (known.part, Arc::clone(&known.setting), known.cost);
        let tables = self.tables.entry(part).or_default();
        let sheet = (self.style, self.fonts);
        let found = text.lengths.barred(&setting, &settled, grade, tables, sheet);
        let found = found.map(|new| {
            let cost = old + text.lengths.cost(&new) - text.lengths.cost(&setting);
            self.learn(Known { part, setting: new, cost, settled })
        });
        if at_top {
            self.barred.insert(ask, found);
        }
        found
    }
}
