//! The levels of headings.

/// How deep headings stand: they never skip a level, whatever boxes stand between them.
#[derive(Copy, Clone, Debug)]
pub(super) struct Headings {
    /// The level of the heading that holds the crossheads here.
    pub(super) base: u8,
    /// The level of the heading under which the text stands.
    pub(super) here: u8,
    /// The level of the last heading in the document.
    last: u8,
}

impl Headings {
    /// The headline alone.
    pub(super) const HEADLINE: Self = Self { base: 1, here: 1, last: 1 };

    /// A crosshead of that level.
    pub(super) fn crosshead(&mut self, level: u8) -> u8 {
        self.here = self.base.saturating_add(level.max(1)).min(self.last + 1).min(6);
        self.last = self.here;
        self.here
    }

    /// Those of `outside` again, after what stood inside.
    pub(super) fn outside(self, outside: Self) -> Self {
        Self { last: self.last, ..outside }
    }

    /// The heading of a box.
    pub(super) fn boxed(&mut self) -> u8 {
        self.base = self.here;
        self.crosshead(1)
    }
}
