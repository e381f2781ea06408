//! Frames to SVG: every glyph is drawn once and used where it stands.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::outline::path_data;
use crate::font::{FaceId, FontSet};
use crate::layout::{GlyphRun, Image, Item, Page, Rule};
use crate::picture::Pictures;
use crate::unit::{Abs, Ink, Point};

/// The page as an SVG document, one unit a point; nothing in it comes from elsewhere.
pub fn svg(page: &Page, fonts: &FontSet, pictures: &Pictures) -> String {
    let mut drawing =
        Drawing { fonts, pictures, glyphs: BTreeMap::new(), body: String::new() };
    page.frame.for_each(&mut |at, item| drawing.item(at, item));
    let (wide, high) = (number(page.frame.size.width), number(page.frame.size.height));
    let title = escaped(&page.folio);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}pt\" height=\"{high}pt\" \
         viewBox=\"0 0 {wide} {high}\" role=\"img\">\n<title>{title}</title>\n<defs>\n"
    );
    for ((face, glyph), data) in
        drawing.glyphs.iter().filter(|(_, data)| !data.is_empty())
    {
        write(
            &mut out,
            format_args!("<path id=\"{}\" d=\"{data}\"/>\n", name(*face, *glyph)),
        );
    }
    out.push_str("</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    out.push_str(&drawing.body);
    out.push_str("</svg>\n");
    out
}

struct Drawing<'a> {
    fonts: &'a FontSet,
    pictures: &'a Pictures,
    /// The outlines used; those of spaces are empty.
    glyphs: BTreeMap<(FaceId, u16), String>,
    body: String,
}

impl Drawing<'_> {
    fn item(&mut self, at: Point, item: &Item) {
        match item {
            Item::Glyphs(run) => self.run(at, run),
            Item::Rule(rule) => self.rule(at, rule),
            Item::Image(image) => self.image(at, image),
            Item::Group(frame) => {
                frame.for_each(&mut |within, item| self.item(at + within, item));
            }
            Item::Link(_) | Item::Tag(_) => {}
        }
    }

    /// A group in the units of the face, in which glyphs stand side by side.
    fn run(&mut self, at: Point, run: &GlyphRun) {
        let upem = f64::from(self.fonts.face(run.face).metrics.upem);
        let down = run.size.to_pt() / upem;
        let across = down * run.stretch.get();
        let mut uses = String::new();
        let mut x = Abs::ZERO;
        for glyph in &run.glyphs {
            let (fonts, face) = (self.fonts, run.face);
            let data = self
                .glyphs
                .entry((face, glyph.id))
                .or_insert_with(|| path_data(fonts, face, glyph.id));
            if !data.is_empty() {
                let left = ((x + glyph.offset.x).to_pt() / across).round();
                let up = (-glyph.offset.y.to_pt() / down).round();
                let up = if up == 0.0 { String::new() } else { format!(" y=\"{up}\"") };
                let name = name(face, glyph.id);
                write(
                    &mut uses,
                    format_args!("<use href=\"#{name}\" x=\"{left}\"{up}/>"),
                );
            }
            x += glyph.advance;
        }
        if !uses.is_empty() {
            write(
                &mut self.body,
                format_args!(
                    "<g aria-label=\"{}\" fill=\"{}\" transform=\"matrix({:.6} 0 0 {:.6} {} {})\">{uses}</g>\n",
                    escaped(&run.text.replace('\u{AD}', "-")),
                    colour(run.ink),
                    across,
                    -down,
                    number(at.x),
                    number(at.y),
                ),
            );
        }
    }

    fn rule(&mut self, at: Point, rule: &Rule) {
        write(
            &mut self.body,
            format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
                number(at.x),
                number(at.y),
                number(rule.size.width),
                number(rule.size.height),
                colour(rule.ink),
            ),
        );
    }

    fn image(&mut self, at: Point, image: &Image) {
        let picture = self.pictures.for_reader(image.picture, 1600, 80);
        write(
            &mut self.body,
            format_args!(
                "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" \
                 preserveAspectRatio=\"none\" href=\"data:{};base64,{}\"/>\n",
                number(at.x),
                number(at.y),
                number(image.size.width),
                number(image.size.height),
                picture.media_type,
                base64(&picture.bytes),
            ),
        );
    }
}

fn write(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes anything");
}

fn name(face: FaceId, glyph: u16) -> String {
    format!("f{}g{glyph}", face.0)
}

/// Points to the thousandth, without needless zeros.
fn number(length: Abs) -> f64 {
    (length.to_pt() * 1000.0).round() / 1000.0
}

fn colour(ink: Ink) -> String {
    let [r, g, b] = ink.rgb;
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            // XML 1.0 has no other controls.
            c if c.is_control() && !matches!(c, '\t' | '\n') => {}
            c => out.push(c),
        }
    }
    out
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let pairs = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ];
        for (plain, coded) in pairs {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a<b & \"c\"\u{1}"), "a&lt;b &amp; &quot;c&quot;");
    }
}
