//! From the issue to pages: a file for each step, in order.
//!
//! In: [`Issue`], [`Style`], [`FontSet`] and the sizes of [`Pictures`]. Out:
//! [`PagedDocument`] with its structure and page map. Start at [`issue`].
//!
//! | step | file | what it makes |
//! |---|---|---|
//! | 1 | [`collect`], [`inlines`] | an article as a [`story`]: [`text`]s with looks, elements with tags |
//! | 2 | [`itemize`], [`shape`] | runs of one face and direction, clusters with their widths |
//! | 3 | [`hyphenate`], [`breakpoints`], [`fit`], [`linebreak`], [`lengths`] | the best lines, and the best for each number of lines |
//! | 4 | [`justify`] | a line's glyphs at their places |
//! | 5 | [`headline`], [`reach`], [`head`] | the head of an article over its columns |
//! | 6 | [`galley`]; [`initial`], [`figure`], [`wrap`], [`foot`], [`table`] | a story at one measure, in parts; what is more than lines |
//! | 7 | [`columns`], [`legs`], [`set`] | parts in legs that end on their feet |
//! | 8 | [`across`], [`share`], [`makeup`], [`furniture`], [`paint`] | pages |
//! | 9 | [`reading`], [`finalize`] | page map, outline, the document |
//!
//! [`frame`] and [`structure`] hold the result, [`report`] measures it.
//!
//! | code | finding |
//! |---|---|
//! | l-001 | a page has no room for a line of text |
//! | l-002 | warning: more loose lines than the style allows |
//! | l-003 | warning: more hyphens |
//! | l-004 | warning: more last lines too short to stand alone |
//! | l-005 | warning: more widows |
//! | l-006 | warning: more orphans |
//! | l-007 | warning: a word too long for its line is cut where no rule divides it |

mod across;
mod breakpoints;
mod collect;
mod columns;
mod compositors;
mod cuts;
mod figure;
mod finalize;
mod fit;
mod foot;
mod fractions;
mod frame;
mod furniture;
mod galley;
mod head;
mod headline;
mod hyphenate;
mod initial;
mod inlines;
mod itemize;
mod justify;
mod legs;
mod lengths;
mod linebreak;
mod makeup;
#[cfg(test)]
mod modules;
mod paint;
mod reach;
mod reading;
pub mod report;
#[cfg(any(test, feature = "trial"))]
mod samples;
mod set;
mod shape;
mod share;
mod story;
mod structure;
mod table;
mod text;
#[cfg(feature = "trial")]
pub mod trial;
mod wrap;

use rayon::prelude::*;

pub use frame::{
    Accessible, Artifact, Destination, Frame, Glyph, GlyphRun, Image, Item, LinkArea,
    LinkTarget, OutlineEntry, Page, PagedDocument, Rule, Seen, Side, Tag,
};
pub use reading::read;
pub use structure::{Element, ElementId, KidOrder, Kind, Numbering, Structure};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::{FontSet, Shaper};
use crate::model::{ArticleIndex, Inline, Issue, Place, Target, for_each_text};
use crate::picture::Pictures;
use crate::style::Style;
use collect::Shared;
use compositors::Compositors;
use furniture::MastheadElements;
use galley::Sources;
use head::Lead;
use makeup::{Material, Ready};
use paint::Marks;
use story::Story;

/// Lays an issue out.
///
/// Where articles refer to each other the pages must be known before they can be set: the
/// layout is repeated until the numbers it prints are the numbers it has.
pub fn issue(
    issue: &Issue,
    style: &Style,
    fonts: &FontSet,
    pictures: &Pictures,
) -> (PagedDocument, Diagnostics) {
    let mut found = Diagnostics::new();
    if let Some(finding) = too_small(style) {
        found.push(finding);
    }
    let mut folios = vec![None; issue.articles().count()];
    let passes = if refers(issue) { 4 } else { 1 };
    let (mut document, mut cuts) = pass(issue, style, fonts, pictures, &folios);
    for _ in 1..passes {
        let known: Vec<_> = (0..folios.len())
            .map(|i| document.page_map.first_folio(i).map(str::to_owned))
            .collect();
        if known == folios {
            break;
        }
        folios = known;
        (document, cuts) = pass(issue, style, fonts, pictures, &folios);
    }
    found.append(cuts::findings(issue, &cuts));
    (document, found)
}

/// A style whose furniture leaves no room.
fn too_small(style: &Style) -> Option<Diagnostic> {
    let furniture = &style.furniture;
    let most = (furniture.masthead_lines + furniture.front_foot_lines)
        .max(furniture.head_lines + furniture.foot_lines);
    let width = makeup::column_width(
        style,
        style.page.size.width - style.page.margins.inside - style.page.margins.outside,
    );
    let least = style.text.size * 4;
    (style.grid.lines < most + 4 || width < least).then(|| {
        Diagnostic::error(
            Code("l-001"),
            format!("the page of style `{}` has no room for text", style.name),
        )
        .hint("make the page larger, or margins, furniture and columns fewer")
    })
}

/// Whether an article refers to another.
fn refers(issue: &Issue) -> bool {
    fn any(inlines: &[Inline]) -> bool {
        inlines.iter().any(|inline| {
            matches!(inline, Inline::Link { target: Target::Article(_), .. })
                || any(inline.children().unwrap_or_default())
        })
    }
    issue.articles().any(|article| {
        let mut found = false;
        for_each_text(article, &mut |_, text| found |= any(&text.inlines));
        found
    })
}

/// So many stories are set while those before are made up.
const AT_A_TIME: usize = 12;

/// The pages, and the places where words were cut that no rule divides.
fn pass(
    issue: &Issue,
    style: &Style,
    fonts: &FontSet,
    pictures: &Pictures,
    folios: &[Option<String>],
) -> (PagedDocument, Vec<Place>) {
    let mut structure = Structure::new(issue.lang.clone());
    let masthead = masthead(&mut structure);
    let (stories, sections) = stories(issue, style, pictures, folios, &mut structure);
    let area =
        style.page.size.width - style.page.margins.inside - style.page.margins.outside;
    let width = makeup::column_width(style, area);
    let sources = Sources { style, pictures };
    let mut waiting = stories.iter().zip(sections);
    let compositors = Compositors::new(style, fonts);
    let next = || {
        let some: Vec<_> = waiting.by_ref().take(AT_A_TIME).collect();
        some.into_par_iter()
            .map(|(story, (section, opens))| {
                compositors.work(|compositor| {
                    let lead = if story.index == 0 { Lead::Paper } else { Lead::No };
                    let shaper = &mut compositor.shaper;
                    let head = head::set(story, area, lead, style, shaper);
                    let galley = galley::set(story, width, &sources, compositor);
                    Ready { story, head, galley, opens, section }
                })
            })
            .collect()
    };
    let material = Material {
        issue,
        style,
        structure: &structure,
        masthead,
        compositors: &compositors,
    };
    let mut shaper = Shaper::new(fonts);
    let (pages, marks) = makeup::pages(next, &material, &mut shaper);
    let Marks { destinations, cuts } = marks;
    (finalize::document(issue, &stories, pages, destinations, structure), cuts)
}

fn masthead(structure: &mut Structure) -> MastheadElements {
    let mut add = |kind| {
        let id = structure.add(Structure::ROOT, kind);
        structure.get_mut(id).title = Some("x-masthead".into());
        id
    };
    // Day, number and price are said one after the other, not as one word.
    let line = [(); 3].map(|()| add(Kind::Paragraph));
    let name = add(Kind::Heading(1));
    let strap = add(Kind::Paragraph);
    let imprint = add(Kind::Paragraph);
    MastheadElements { name, line, strap, imprint }
}

/// For each story its section and, where it opens it, name and flag.
type Openings = Vec<(Option<String>, Option<(String, ElementId)>)>;

fn stories(
    issue: &Issue,
    style: &Style,
    pictures: &Pictures,
    folios: &[Option<String>],
    structure: &mut Structure,
) -> (Vec<Story>, Openings) {
    let shared =
        Shared { issue, style, pictures, index: ArticleIndex::of(issue), folios };
    let mut stories = vec![];
    let mut openings = vec![];
    for section in &issue.sections {
        let sect = structure.add(Structure::ROOT, Kind::Sect);
        let mut opens = section.name.as_ref().map(|name| {
            let flag = structure.add(sect, Kind::Heading(2));
            structure.get_mut(flag).title = Some("x-section".into());
            (name.clone(), flag)
        });
        // Headings never skip: headlines stand under the flag of their section.
        let level = if section.name.is_some() { 3 } else { 2 };
        for article in &section.articles {
            let index = stories.len();
            stories.push(collect::story(
                &shared,
                article,
                index,
                (sect, level),
                structure,
            ));
            openings.push((section.name.clone(), opens.take()));
        }
    }
    (stories, openings)
}
