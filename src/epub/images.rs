//! The pictures of the articles as files of the package.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::Issue;
use crate::picture::{PictureId, Pictures};
use crate::style::{Device, ImageStyle};

use super::access::{for_each_figure, is_described};
use super::device::{self, Drawings};
use super::package::{Content, PackageFile};

/// The pictures that the documents show.
#[derive(Default)]
pub(super) struct Images {
    by_file: BTreeMap<String, Image>,
    pub(super) files: Vec<PackageFile>,
    /// Whether one that an article names is not there.
    pub(super) missing: bool,
}

/// A picture in the package.
#[derive(Clone, Debug)]
pub(super) struct Image {
    pub(super) path: String,
    pub(super) width: String,
    pub(super) height: String,
}

impl Images {
    /// Every picture of the issue once, in the order of the paper.
    pub(super) fn of(
        issue: &Issue,
        style: &ImageStyle,
        pictures: &Pictures,
        device: Device,
        found: &mut Diagnostics,
    ) -> Self {
        let mut images = Self::default();
        let mut known: BTreeMap<PictureId, Image> = BTreeMap::new();
        for article in issue.articles() {
            for_each_figure(article, &mut |block, figure| {
                if !is_described(figure) {
                    found.push(not_described(&figure.file).at(block.span));
                }
                let Some(id) = pictures.find(&figure.file) else {
                    images.missing = true;
                    return;
                };
                let image = known
                    .entry(id)
                    .or_insert_with(|| images.add(pictures, id, style, device))
                    .clone();
                images.by_file.insert(figure.file.clone(), image);
            });
        }
        images
    }

    /// The picture that an article calls by that name.
    pub(super) fn find(&self, file: &str) -> Option<&Image> {
        self.by_file.get(file)
    }

    fn add(
        &mut self,
        pictures: &Pictures,
        id: PictureId,
        style: &ImageStyle,
        device: Device,
    ) -> Image {
        let (side, quality) = (style.reader_pixels, style.quality);
        let picture = match device::drawings(device) {
            Drawings::AsTheyAre => pictures.for_reader(id, side, quality),
            Drawings::Pixels => pictures.drawn_for_reader(id, side, quality),
        };
        // Kobo asks for names of letters and figures.
        let number = self.files.len() + 1;
        let path = format!("images/picture{number}.{}", picture.extension);
        self.files.push(PackageFile {
            path: path.clone(),
            media_type: picture.media_type,
            properties: vec![],
            content: Content::Bytes(picture.bytes),
        });
        let [width, height] =
            [picture.size.width, picture.size.height].map(|n| n.to_string());
        Image { path, width, height }
    }
}

fn not_described(file: &str) -> Diagnostic {
    Diagnostic::warning(Code("e-001"), format!("the picture `{file}` is not described"))
        .hint("say what it shows: `![a crowd before the gate](file)`")
        .hint("or give it a caption; `decorative = true` where it shows nothing")
}
