//! SVG: what it may hold, its tree, its pixels, and its form for the reader.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use usvg::roxmltree::{Document, Node, ParsingOptions};
use usvg::{ImageHrefResolver, ImageKind, Options, Tree, WriteOptions};

use super::load::{Trouble, within_limits};
use super::raster::Raster;
use super::sniff::{self, Kind};
use super::{PixelSize, png};
use crate::diag::{Code, Diagnostic};

/// Beyond it, drawing takes longer than one can wait for.
const MAX_BYTES: usize = 32 << 20;
/// Deeper nesting would exhaust the stack of the parser.
const MAX_DEPTH: usize = 200;

/// A drawing, as the tree of what is to be seen in it.
#[derive(Clone, Debug)]
pub(super) struct Svg {
    tree: Tree,
}

impl Svg {
    /// Reads a file: the drawing, its size, and what is to be said about it.
    pub(super) fn read(
        file: &str,
        bytes: &[u8],
    ) -> Result<(Self, PixelSize, Vec<Diagnostic>), Trouble> {
        let text = text_of(bytes)?;
        if depth(&text) > MAX_DEPTH {
            return Err(Trouble::Tangled);
        }
        let rules = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let document = Document::parse_with_options(&text, rules)
            .map_err(|error| Trouble::NotXml(error.to_string()))?;
        let findings = examine(file, &document)?;
        let tree = Tree::from_xmltree(&document, &options()).map_err(trouble)?;
        let size = size_of(&tree)?;
        Ok((Self { tree }, size, findings))
    }

    /// Its pixels at exactly that size.
    pub(super) fn draw(&self, size: PixelSize) -> Raster {
        let Some(mut pixmap) = Pixmap::new(size.width.max(1), size.height.max(1)) else {
            return Raster::placeholder(size);
        };
        let own = self.tree.size();
        let (across, down) =
            (pixmap.width() as f32 / own.width(), pixmap.height() as f32 / own.height());
        resvg::render(
            &self.tree,
            Transform::from_scale(across, down),
            &mut pixmap.as_mut(),
        );
        let mut pixels = Vec::with_capacity(pixmap.pixels().len() * 4);
        for pixel in pixmap.pixels() {
            let c = pixel.demultiply();
            pixels.extend([c.red(), c.green(), c.blue(), c.alpha()]);
        }
        Raster::parted::<4>(size, &pixels).tidy()
    }

    /// As the EPUB takes it: the tree written out, so that it holds only what is drawn,
    /// on white, so that black lines are seen on a dark screen.
    pub(super) fn for_reader(&self) -> Vec<u8> {
        let options =
            WriteOptions { indent: usvg::Indent::None, ..WriteOptions::default() };
        let text = self.tree.to_string(&options);
        let body = text.find('>').map_or(0, |at| at + 1);
        let (root, rest) = text.split_at(body);
        // A drawing without content is an empty root.
        let (root, rest) = match root.strip_suffix("/>") {
            Some(root) => (format!("{root}>"), "</svg>"),
            None => (root.to_owned(), rest),
        };
        let own = self.tree.size();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root}<rect width=\"{}\" \
             height=\"{}\" fill=\"#ffffff\"/>{rest}\n",
            own.width(),
            own.height(),
        )
        .into_bytes()
    }
}

fn trouble(error: usvg::Error) -> Trouble {
    match error {
        usvg::Error::InvalidSize => Trouble::NoSize,
        usvg::Error::ElementsLimitReached => Trouble::Tangled,
        other => Trouble::NotXml(other.to_string()),
    }
}

/// The size in CSS pixels, and where that is less than a hundred a whole multiple of it:
/// lines have no resolution, and the shape must survive rounding.
fn size_of(tree: &Tree) -> Result<PixelSize, Trouble> {
    let (width, height) =
        (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let factor = (100.0 / width.min(height)).ceil().max(1.0);
    let side =
        |length: f64| (length * factor).round().clamp(1.0, f64::from(u32::MAX)) as u32;
    let size = PixelSize::new(side(width), side(height));
    within_limits(size)?;
    Ok(size)
}

/// Whatever a picture inside points to outside stays closed; those inside are held to the
/// same limits as pictures in files.
fn options() -> Options<'static> {
    Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| inner_picture(data)),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

fn inner_picture(data: Arc<Vec<u8>>) -> Option<ImageKind> {
    match sniff::kind(&data) {
        Kind::Png => png::read("", &data).ok().map(|_| ImageKind::PNG(data)),
        Kind::Jpeg => {
            let whole = super::jpeg::Jpeg::read("", data.as_ref().clone());
            whole.ok().map(|_| ImageKind::JPEG(data))
        }
        _ => None,
    }
}

/// The file's text: unpacked, in whatever encoding it says.
fn text_of(bytes: &[u8]) -> Result<String, Trouble> {
    let mut unpacked = vec![];
    let bytes = if bytes.starts_with(&[0x1F, 0x8B]) {
        flate2::read::GzDecoder::new(bytes)
            .take(MAX_BYTES as u64 + 1)
            .read_to_end(&mut unpacked)
            .map_err(|_| Trouble::Damaged)?;
        &unpacked
    } else {
        bytes
    };
    if bytes.len() > MAX_BYTES {
        return Err(Trouble::Tangled);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let named = head
        .split_once("encoding=")
        .and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next())
        .and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    // A byte order mark goes before what the declaration says.
    let (text, _, _) = named.unwrap_or(encoding_rs::UTF_8).decode(bytes);
    Ok(text.into_owned())
}

/// How deep elements nest, at most: counted on the text, before the parser descends.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0_usize);
    for piece in text.split('<').skip(1) {
        match piece.as_bytes().first() {
            Some(b'/') => now = now.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            _ if piece.split('>').next().is_some_and(|tag| tag.ends_with('/')) => {}
            _ => now += 1,
        }
        most = most.max(now);
    }
    most
}

/// Refuses what would be lost, and says what is left out.
fn examine(file: &str, document: &Document<'_>) -> Result<Vec<Diagnostic>, Trouble> {
    let mut left_out = BTreeSet::new();
    for node in document.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            "text" | "foreignObject" if is_shown(node) => {
                let words: String = node
                    .descendants()
                    .filter(Node::is_text)
                    .filter_map(|t| t.text())
                    .collect();
                if let Some(words) = excerpt(&words) {
                    return Err(Trouble::Words(words));
                }
            }
            "image" | "feImage" if is_shown(node) => embedded(node)?,
            "use" if is_shown(node) => {
                if let Some(link) = href(node).filter(|link| !link.starts_with('#')) {
                    return Err(Trouble::Outside(brief(link)));
                }
            }
            "script" => drop(left_out.insert("scripts")),
            "animate" | "animateTransform" | "animateMotion" | "set" => {
                left_out.insert("movement");
            }
            "a" => drop(left_out.insert("links")),
            _ => {}
        }
        if node.attributes().any(|a| a.name().starts_with("on")) {
            left_out.insert("scripts");
        }
    }
    Ok(left_out.into_iter().map(|what| left_out_finding(file, what)).collect())
}

fn left_out_finding(file: &str, what: &str) -> Diagnostic {
    let message = format!("{what} in `{file}` are left out");
    Diagnostic::warning(Code("g-013"), message.replace("movement in", "moving parts of"))
}

/// A picture inside must be in the file itself, of a kind that is drawn, and whole.
fn embedded(node: Node<'_, '_>) -> Result<(), Trouble> {
    let Some(link) = href(node) else { return Ok(()) };
    if link.starts_with('#') {
        return Ok(());
    }
    if !link.trim_start().starts_with("data:") {
        return Err(Trouble::Outside(brief(link)));
    }
    Ok(())
}

fn href<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute("href")
        .or_else(|| node.attribute(("http://www.w3.org/1999/xlink", "href")))
        .filter(|link| !link.is_empty())
}

/// Whether neither it nor what holds it is hidden.
fn is_shown(node: Node<'_, '_>) -> bool {
    !node.ancestors().any(|holder| {
        let style = holder.attribute("style").unwrap_or_default().replace(' ', "");
        holder.attribute("display") == Some("none") || style.contains("display:none")
    })
}

/// The first words, in one line; `None` where there are none.
fn excerpt(words: &str) -> Option<String> {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then(|| brief(&line))
}

fn brief(text: &str) -> String {
    if text.chars().count() <= 40 {
        return text.to_owned();
    }
    text.chars().take(39).chain(['…']).collect()
}
