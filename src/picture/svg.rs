//! SVG: what it may hold, its tree, its pixels, and its form for the reader.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use resvg::tiny_skia::{Pixmap, Transform};
use usvg::roxmltree::{self, Document, Node, ParsingOptions};
use usvg::{ImageHrefResolver, ImageKind, Options, Tree, WriteOptions};

use super::drawing::Drawing;
use super::jpeg::Jpeg;
use super::load::{Trouble, within_limits};
use super::png::Png;
use super::raster::Raster;
use super::sniff::{self, Kind};
use super::webp::Webp;
use super::{PixelSize, encode, trace};
use crate::diag::{Code, Diagnostic};

/// Beyond it, drawing takes longer than one can wait for.
const MAX_BYTES: usize = 32 << 20;
const MAX_NODES: u32 = 2_000_000;
/// The tree is walked by functions that call themselves, 1,024 levels deep at most: the
/// stack of a worker thread is too small for that.
const STACK: usize = 64 << 20;

/// A drawing, as the tree of what is to be seen in it.
#[derive(Clone, Debug)]
pub(super) struct Svg {
    tree: Tree,
    /// How many pixels stand for one of its own.
    factor: f32,
}

impl Svg {
    /// Reads a file: the drawing, its size, and what is to be said about it.
    pub(super) fn read(
        file: &str,
        bytes: &[u8],
    ) -> Result<(Self, PixelSize, Vec<Diagnostic>), Trouble> {
        on_a_deep_stack(|| {
            let text = text_of(bytes)?;
            let rules = ParsingOptions {
                allow_dtd: true,
                nodes_limit: MAX_NODES,
                ..ParsingOptions::default()
            };
            let document = Document::parse_with_options(&text, rules)
                .map_err(|error| not_xml(&error))?;
            let findings = examine(file, &document)?;
            let tree = tree_of(&document)?;
            let (size, factor) = size_of(&tree)?;
            let svg = Self { tree, factor };
            // Drawn once, small, to see that it can be.
            svg.draw_here(size.fit(PixelSize::new(64, 64)));
            Ok((svg, size, findings))
        })
        .unwrap_or(Err(Trouble::Tangled))
    }

    /// Its pixels at exactly that size.
    pub(super) fn draw(&self, size: PixelSize) -> Raster {
        on_a_deep_stack(|| self.draw_here(size))
            .unwrap_or_else(|| Raster::placeholder(size))
    }

    /// What it paints, its pictures for a place of `max` pixels; `None` where it does more
    /// than a [`Drawing`] can say.
    pub(super) fn drawing(&self, max: PixelSize) -> Option<Drawing> {
        on_a_deep_stack(|| trace::trace(&self.tree, max)).flatten()
    }

    fn draw_here(&self, size: PixelSize) -> Raster {
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
        let text = on_a_deep_stack(|| self.tree.to_string(&options))
            .expect("the tree was walked when it was read");
        // The root is written without `viewBox`, so that it could not be scaled, and a
        // drawing without content as an empty element.
        let (root, rest) = text.split_at(text.find('>').map_or(0, |at| at + 1));
        let names =
            root.find("xmlns").map_or("", |at| root[at..].trim_end_matches(['/', '>']));
        let rest = if rest.trim().is_empty() { "</svg>\n" } else { rest };
        let (wide, high) = (self.tree.size().width(), self.tree.size().height());
        let (width, height) = (wide * self.factor, high * self.factor);
        // Base64 has no spaces, whatever some readers forgive.
        let rest = rest.replace(";base64, ", ";base64,");
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg {names} width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {wide} {high}\"><rect width=\"{wide}\" \
             height=\"{high}\" fill=\"#ffffff\"/>{rest}"
        )
        .into_bytes()
    }
}

/// What `f` gives; `None` where it fails.
fn on_a_deep_stack<T: Send>(f: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let deep = thread::Builder::new().stack_size(STACK);
        deep.spawn_scoped(scope, f).ok()?.join().ok()
    })
}

fn trouble(error: usvg::Error) -> Trouble {
    match error {
        usvg::Error::InvalidSize => Trouble::NoSize,
        usvg::Error::ElementsLimitReached => Trouble::Tangled,
        usvg::Error::ParsingFailed(error) => not_xml(&error),
        other => Trouble::NotXml(other.to_string()),
    }
}

fn not_xml(error: &roxmltree::Error) -> Trouble {
    match error {
        roxmltree::Error::NodesLimitReached => Trouble::Tangled,
        other => Trouble::NotXml(other.to_string()),
    }
}

/// The size in CSS pixels, and where that is less than a hundred a whole multiple of it:
/// lines have no resolution, and the shape must survive rounding.
fn size_of(tree: &Tree) -> Result<(PixelSize, f32), Trouble> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let whole = (100.0 / width.min(height)).ceil();
    let factor = whole.min(10_000.0 / width.max(height)).max(1.0);
    let side =
        |length: f32| (f64::from(length) * f64::from(factor)).round().max(1.0) as u32;
    let size = PixelSize::new(side(width), side(height));
    within_limits(size)?;
    Ok((size, factor))
}

/// The tree of a drawing. Whatever points outside stays closed; pictures inside are held
/// to the same rules as pictures in files, and must all be fit to be drawn.
fn tree_of(document: &Document<'_>) -> Result<Tree, Trouble> {
    let unfit = AtomicBool::new(false);
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| {
                let picture = inner_picture(&data);
                unfit.fetch_or(picture.is_none(), Ordering::Relaxed);
                picture
            }),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(document, &options).map_err(trouble);
    drop(options);
    if unfit.into_inner() { Err(Trouble::UnfitInside) } else { tree }
}

/// A picture inside, without camera data.
fn inner_picture(data: &[u8]) -> Option<ImageKind> {
    match sniff::kind(data) {
        Kind::Png => {
            let (png, size, _) = Png::read("", data.to_vec()).ok()?;
            let rgba = png.decode().ok()?.to_rgba();
            Some(ImageKind::PNG(Arc::new(encode::encode_png(&rgba, size))))
        }
        Kind::Jpeg => {
            let (jpeg, ..) = Jpeg::read("", data.to_vec()).ok()?;
            let bytes = match jpeg.plain() {
                Some(_) => jpeg.without_camera_data(),
                None => encode::jpeg(&jpeg.decode().ok()?, 92),
            };
            Some(ImageKind::JPEG(Arc::new(bytes)))
        }
        Kind::Svg => {
            let (svg, ..) = Svg::read("", data).ok()?;
            Some(ImageKind::SVG(svg.tree))
        }
        Kind::Webp => {
            let (webp, size, _) = Webp::read("", data.to_vec()).ok()?;
            let rgba = webp.decode().ok()?.to_rgba();
            Some(ImageKind::PNG(Arc::new(encode::encode_png(&rgba, size))))
        }
        Kind::Tiff | Kind::Pdf | Kind::Foreign(..) | Kind::Unknown => None,
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
