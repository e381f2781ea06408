//! Pictures as XHTML: the picture, where it leads, and what is said of it.

use super::blocks::{Story, with};
use super::inlines::Leads;
use super::xml::Attr;
use crate::model::{Figure, flat_text};

impl Story<'_> {
    /// A picture. Where only a caption says what it shows, the picture itself is silent
    /// (`alt=""`) and the caption names the figure: with the caption as its alternative
    /// the same words would be read twice.
    pub(super) fn figure(&mut self, figure: &Figure, attrs: &[Attr<'_>]) {
        let placeholder = self.page.wording.placeholder_picture();
        let leads = figure.link.as_ref().and_then(|to| self.page.leads(to));
        let given = figure.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
        let alt = match (given, &leads) {
            (Some(alt), _) => alt.to_owned(),
            (None, _) if !super::access::is_described(figure) => placeholder.to_owned(),
            // A link is called by its picture: it is never silent.
            (None, Some(leads)) => called(figure, leads),
            (None, None) => String::new(),
        };
        self.within("figure", &with(attrs, "figure"), |s| {
            let href = leads.as_ref().map(|leads| leads.href.as_str());
            let found = s.images.find(&figure.file).is_some();
            if found {
                s.picture(figure, &alt, href);
            } else {
                let text = if alt.is_empty() { placeholder } else { &alt };
                s.stand_in(text, href);
            }
            if found && alt == placeholder {
                let attrs = [("class", "x-placeholder"), ("aria-hidden", "true")];
                s.page.xml.leaf_block("p", &attrs, &alt);
            }
            s.legend(figure);
        });
    }

    /// The picture itself, with the link around it.
    fn picture(&mut self, figure: &Figure, alt: &str, href: Option<&str>) {
        let Some(image) = self.images.find(&figure.file) else { return };
        let attrs = [
            ("src", image.path.as_str()),
            ("alt", alt),
            ("width", &image.width),
            ("height", &image.height),
        ];
        if let Some(href) = href {
            self.page.xml.open("a", &[("href", href)]);
        }
        self.page.xml.empty("img", &attrs);
        if href.is_some() {
            self.page.xml.close();
        }
        self.page.xml.line();
    }

    /// Words where there is no picture.
    fn stand_in(&mut self, text: &str, href: Option<&str>) {
        self.page.xml.open("p", &[("class", "x-placeholder")]);
        match href {
            Some(href) => self.page.xml.leaf("a", &[("href", href)], text),
            None => self.page.xml.text(text),
        }
        self.page.xml.close_block();
    }

    fn legend(&mut self, figure: &Figure) {
        let lines = [("caption", &figure.caption), ("credit", &figure.credit)];
        if lines.iter().all(|(_, text)| text.is_none()) {
            return;
        }
        self.within("figcaption", &[], |s| {
            for (class, text) in lines {
                if let Some(text) = text {
                    s.leaf("p", &[("class", class)], text);
                }
            }
        });
    }
}

/// What a link is called whose picture has no description.
fn called(figure: &Figure, leads: &Leads) -> String {
    let caption = figure.caption.as_ref().map(flat_text);
    let caption = caption.filter(|caption| !caption.trim().is_empty());
    caption.map_or_else(|| leads.name.clone(), |caption| caption.replace('\n', " "))
}
