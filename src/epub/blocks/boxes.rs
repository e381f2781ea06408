//! What stands in a box of its own: boxouts, letters, listings.

use super::{Story, with};
use crate::epub::xml::Attr;
use crate::model::{Boxout, Letter, Listing, Text};

impl Story<'_> {
    /// A box beside the story: a group with a name, not a landmark, of which a page
    /// should have few.
    pub(super) fn boxout(&mut self, boxout: &Boxout, attrs: &[Attr<'_>]) {
        self.boxed("div", "boxout", boxout.title.as_ref(), attrs, |s| {
            s.blocks(&boxout.blocks);
        });
    }

    pub(super) fn letter(&mut self, letter: &Letter, attrs: &[Attr<'_>]) {
        self.boxed("div", "letter", letter.title.as_ref(), attrs, |s| {
            s.blocks(&letter.blocks);
            s.signature(letter);
        });
    }

    pub(super) fn listing(&mut self, listing: &Listing, attrs: &[Attr<'_>]) {
        self.boxed("div", "listing", listing.title.as_ref(), attrs, |s| {
            s.blocks(&listing.entries);
        });
    }

    fn boxed(
        &mut self,
        name: &'static str,
        class: &'static str,
        title: Option<&Text>,
        attrs: &[Attr<'_>],
        write: impl FnOnce(&mut Self),
    ) {
        let outside = self.headings;
        self.boxes += 1;
        let id = format!("{class}-{}", self.boxes);
        let title_class = format!("{class}-title");
        let mut attrs = with(attrs, class);
        if title.is_some() {
            attrs.extend([("role", "group"), ("aria-labelledby", id.as_str())]);
        }
        self.within(name, &attrs, |s| {
            if let Some(title) = title {
                let level = s.headings.boxed();
                s.heading(level, &[("class", &title_class), ("id", &id)], title);
            }
            write(s);
        });
        self.headings = self.headings.outside(outside);
    }

    fn signature(&mut self, letter: &Letter) {
        if letter.from.is_none() && letter.place.is_none() {
            return;
        }
        self.page.xml.open("p", &[("class", "signature")]);
        if let Some(from) = &letter.from {
            self.page.xml.open("span", &[("class", "from")]);
            self.text(from);
            self.page.xml.close();
        }
        if let Some(place) = &letter.place {
            if letter.from.is_some() {
                let comma = self.page.wording.comma().trim();
                self.page.xml.leaf("span", &[("class", "x-comma")], comma);
                self.page.xml.text(" ");
            }
            self.page.xml.open("span", &[("class", "place")]);
            self.text(place);
            self.page.xml.close();
        }
        self.page.xml.close_block();
    }
}
