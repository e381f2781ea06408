//! From the issue to the package.

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::font::FontSet;
use crate::model::{Issue, Metadata, PageMap};
use crate::picture::Pictures;
use crate::style::{Device, Style};

use super::access::Access;
use super::device::has_cover_page;
use super::faces::Faces;
use super::images::Images;
use super::package::{Content, Cover, Creator, Package, PackageFile};
use super::plan::Plan;
use super::{article, css, front, nav};

/// Makes the package of an issue: with the printed pages where there is a print edition,
/// with a cover where one was made, as `device` wants it.
pub fn package(
    issue: &Issue,
    style: &Style,
    fonts: &FontSet,
    pictures: &Pictures,
    pages: Option<&PageMap>,
    cover: Option<Cover>,
    device: Device,
) -> (Package, Diagnostics) {
    let mut found = Diagnostics::new();
    let plan = Plan::new(issue, pages);
    let images = Images::of(issue, &style.image, pictures, device, &mut found);
    let faces = Faces::of(issue, style, fonts, device);
    let cover_page = cover.is_some() && has_cover_page(device);
    let nav = nav::nav(&plan, cover_page, device);
    let mut files = vec![];
    let mut spine = vec![];
    let access =
        Access::of(issue, images.missing, cover.is_some(), !plan.pages.is_empty());
    if let Some(cover) = cover {
        if cover_page {
            spine.push(front::COVER.to_owned());
            files.push(PackageFile::xhtml(front::COVER, front::cover(&plan, &cover)));
        }
        files.push(PackageFile {
            path: front::COVER_PICTURE.to_owned(),
            media_type: "image/jpeg",
            properties: vec!["cover-image"],
            content: Content::Bytes(cover.jpeg),
        });
    }
    let contents = PackageFile {
        properties: vec!["nav"],
        ..PackageFile::xhtml(nav::FILE, nav::document(&plan, &nav))
    };
    let title = PackageFile::xhtml(front::TITLE, front::title_page(&plan));
    let articles = documents(&plan, &images, &mut found);
    for document in [title, contents].into_iter().chain(articles) {
        spine.push(document.path.clone());
        files.push(document);
    }
    files.push(PackageFile {
        path: css::FILE.to_owned(),
        media_type: "text/css",
        properties: vec![],
        content: Content::Text(css::sheet(issue, style, &faces)),
    });
    files.extend(images.files);
    files.extend(faces.files);
    let metadata = Metadata::of(issue, &plan.wording.date(issue.date));
    let page_source =
        (!plan.pages.is_empty()).then(|| format!("{} (PDF)", metadata.title));
    let package = Package {
        creators: creators(issue),
        access,
        certifier: issue.paper.certifier.clone(),
        page_source,
        metadata,
        files,
        spine,
        nav,
    };
    (package, found)
}

/// The front of each section, then its articles.
fn documents(
    plan: &Plan<'_>,
    images: &Images,
    found: &mut Diagnostics,
) -> Vec<PackageFile> {
    let mut documents = vec![];
    for (number, section) in plan.fronts.iter().enumerate() {
        if let Some(file) = &section.file {
            let text = front::section(plan, number, section);
            documents.push(PackageFile::xhtml(file, text));
        }
        let written: Vec<_> = section
            .pieces
            .clone()
            .into_par_iter()
            .map(|position| {
                let mut found = Diagnostics::new();
                let text = article::document(plan, position, images, &mut found);
                (PackageFile::xhtml(&plan.pieces[position].file, text), found)
            })
            .collect();
        for (document, findings) in written {
            documents.push(document);
            found.append(findings);
        }
    }
    documents
}

/// Everyone who wrote, once, in the order of the paper.
fn creators(issue: &Issue) -> Vec<Creator> {
    let mut creators: Vec<Creator> = vec![];
    for author in issue.articles().flat_map(|article| &article.authors) {
        let name = author.name.trim();
        match creators.iter_mut().find(|creator| creator.name == name) {
            Some(creator) if creator.file_as.is_none() => {
                creator.file_as.clone_from(&author.file_as);
            }
            Some(_) => {}
            None if name.is_empty() => {}
            None => creators
                .push(Creator { name: name.to_owned(), file_as: author.file_as.clone() }),
        }
    }
    creators
}
