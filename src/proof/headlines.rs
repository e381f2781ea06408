//! The cover of a paper that has no front page in print: masthead, day and headlines.

use super::cover::cover;
use crate::font::FontSet;
use crate::layout;
use crate::model::{Article, Issue, Section};
use crate::picture::Pictures;
use crate::style::{Style, Template};
use crate::unit::Abs;

/// As many headlines as stand under one another on a page of any style.
const HEADLINES: usize = 6;
/// No page is broader: what is set on a broadsheet cannot be read on a shelf.
const WIDTH: f64 = 180.0;

/// A cover as JPEG of `size` pixels, set in the style of the paper: its masthead, the line
/// above it with the day, the lead and some headlines more.
pub fn set_cover(
    issue: &Issue,
    style: &Style,
    fonts: &FontSet,
    size: [u32; 2],
) -> Vec<u8> {
    let pictures = Pictures::default();
    let style = in_shape(style, size);
    let (document, _) = layout::issue(&front(issue), &style, fonts, &pictures);
    cover(&document, fonts, &pictures, size)
}

/// An issue of headlines alone, the lead's first and with its standfirst.
fn front(issue: &Issue) -> Issue {
    let lead = issue.lead();
    let others = issue.articles().filter(|a| lead.is_none_or(|l| l.slug != a.slug));
    let mut articles: Vec<Article> =
        lead.into_iter().chain(others).take(HEADLINES).map(headline).collect();
    articles.iter_mut().skip(1).for_each(|article| article.standfirst = None);
    let sections = match issue.sections.first() {
        Some(section) => {
            vec![Section { name: None, slug: section.slug.clone(), articles }]
        }
        None => vec![],
    };
    issue.with_sections(sections)
}

fn headline(article: &Article) -> Article {
    Article {
        kicker: article.kicker.clone(),
        standfirst: article.standfirst.clone(),
        lang: article.lang.clone(),
        ..Article::new(article.slug.clone(), article.headline.clone())
    }
}

/// The style with a page of the shape of the cover and nothing at its foot.
fn in_shape(style: &Style, size: [u32; 2]) -> Style {
    let mut style = style.clone();
    let [width, height] = size.map(|side| f64::from(side.max(1)));
    style.page.size.width = style.page.size.width.min(Abs::mm(WIDTH));
    style.page.size.height = style.page.size.width.scale(height / width);
    style.page.multiple = 1;
    style.furniture.front_foot = [(); 3].map(|()| Template::default());
    let margins = style.page.margins;
    let lines = (style.page.size.height - margins.top - margins.foot)
        .whole(style.grid.leading)
        .max(i64::from(style.furniture.masthead_lines) + 8);
    style.grid.lines = u32::try_from(lines).unwrap_or(style.grid.lines);
    style
}
