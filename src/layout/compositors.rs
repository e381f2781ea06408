//! Who sets the stories, several at a time.

use std::sync::Mutex;

use super::hyphenate::Divider;
use crate::font::{FontSet, Shaper};
use crate::style::Style;

/// What it takes to set a story, and what is known already of its faces and words.
pub(super) struct Compositor<'a> {
    pub(super) shaper: Shaper<'a>,
    pub(super) divider: Divider<'a>,
}

/// As many compositors as work at a time; what one has learnt, the next story has the good
/// of.
pub(super) struct Compositors<'a> {
    style: &'a Style,
    fonts: &'a FontSet,
    idle: Mutex<Vec<Compositor<'a>>>,
}

impl<'a> Compositors<'a> {
    pub(super) fn new(style: &'a Style, fonts: &'a FontSet) -> Self {
        Self { style, fonts, idle: Mutex::new(vec![]) }
    }

    /// Has one of them do a piece of work.
    pub(super) fn work<T>(&self, piece: impl FnOnce(&mut Compositor<'a>) -> T) -> T {
        let idle =
            || self.idle.lock().expect("nothing panics between taking and putting");
        let known = idle().pop();
        let mut compositor = known.unwrap_or_else(|| Compositor {
            shaper: Shaper::new(self.fonts),
            divider: Divider::new(&self.style.hyphenation),
        });
        let done = piece(&mut compositor);
        idle().push(compositor);
        done
    }
}
