//! A text for the parser, every byte of which knows its place in the source.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fence::Fence;
use super::marks::{self, Mark};
use super::verse;

/// A text for the parser, and the way back to the source.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) text: String,
    /// Stretches of `text` in order; the first begins at 0.
    stretches: Vec<Stretch>,
    /// The ends of parts, by where their marks stand in `text`.
    fences: Vec<(usize, Fence)>,
}

#[derive(Copy, Clone, Debug)]
struct Stretch {
    /// Where it begins in the prepared text.
    at: usize,
    /// Where it begins in the source.
    source: usize,
    /// Copied, or put in by us.
    origin: Origin,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Origin {
    Copied,
    PutIn,
}

impl Prepared {
    pub(super) fn new() -> Self {
        Self { text: String::new(), stretches: vec![], fences: vec![] }
    }

    /// A text that stands at `place` as a whole, read as running text: no line of it can
    /// begin a list or a heading.
    pub(super) fn running(text: &str, place: &Range<usize>) -> Self {
        let mut prepared = Self::new();
        let words: Vec<&str> = text.lines().map(str::trim).collect();
        let line = words.join(" ");
        prepared.put_in(verse::GUARD, place.start);
        let mut from = 0;
        for mark in marks::marks(&line, &BTreeSet::new()) {
            let (before, tags, after) = written(&line, &mark);
            prepared.put_in(&line[from..before], place.start);
            prepared.put_in(&tags, place.start);
            from = after;
        }
        prepared.put_in(&line[from..], place.start);
        prepared
    }

    /// Where byte `at` of the prepared text comes from.
    pub(super) fn source(&self, at: usize) -> usize {
        let after = self.stretches.partition_point(|stretch| stretch.at <= at);
        match after.checked_sub(1).map(|index| self.stretches[index]) {
            Some(Stretch { at: start, source, origin: Origin::Copied }) => {
                source + at - start
            }
            Some(stretch) => stretch.source,
            None => 0,
        }
    }

    /// Where a stretch of the prepared text comes from.
    pub(super) fn range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source(range.start);
        let end = match range.end.checked_sub(1) {
            // The end of the last byte, not the start of what was put in behind it.
            Some(last) if last >= range.start => self.source(last) + 1,
            _ => start,
        };
        start..end.max(start)
    }

    /// The end of a part whose mark stands at `at`.
    pub(super) fn fence_at(&self, range: &Range<usize>) -> Option<&Fence> {
        let found = self.fences.iter().find(|(at, _)| range.contains(at));
        found.map(|(_, fence)| fence)
    }

    /// Marks the end of a part that stands at `source`.
    pub(super) fn fence(&mut self, fence: Fence, source: usize) {
        self.fences.push((self.text.len() + 1, fence));
        self.put_in(MARK, source);
    }

    /// Adds a stretch of the source.
    pub(super) fn copy(&mut self, text: &str, source: usize) {
        self.push(text, source, Origin::Copied);
    }

    /// Adds something of ours, which stands at `source`.
    pub(super) fn put_in(&mut self, text: &str, source: usize) {
        self.push(text, source, Origin::PutIn);
    }

    fn push(&mut self, text: &str, source: usize, origin: Origin) {
        if !text.is_empty() {
            self.stretches.push(Stretch { at: self.text.len(), source, origin });
            self.text.push_str(text);
        }
    }
}

/// Stands for the end of a part: an HTML comment ends every block before it.
const MARK: &str = "\n<!--part-->\n\n";

/// What is put in for a mark: where it begins, the words, where the line goes on.
pub(super) fn written(line: &str, mark: &Mark) -> (usize, String, usize) {
    match mark {
        Mark::Lone(at) => (*at, "\\".into(), *at),
        Mark::Moved(range) => {
            let tag = if line[range.clone()].starts_with('^') { "sup" } else { "sub" };
            let inner = &line[range.start + 1..range.end - 1];
            (range.start, format!("<{tag}>{inner}</{tag}>"), range.end)
        }
        Mark::Missing(range) => (range.start, String::new(), range.start),
    }
}
