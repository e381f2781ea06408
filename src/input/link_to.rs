//! Where links lead: out of the paper, or to another article of the issue.

use std::ops::Range;

use super::codes::LINK_TARGET;
use super::findings::Findings;
use crate::model::{Slug, Target, Url};

/// Where a link leads; where nowhere that is said, and its words or its picture stay.
pub(super) fn read(
    address: &str,
    range: &Range<usize>,
    findings: &mut Findings,
) -> Option<Target> {
    let slug = address.strip_prefix("article:");
    let target = match slug {
        Some(slug) => slug.trim().parse().ok().map(Target::Article),
        None => address.parse::<Url>().ok().map(Target::Url),
    };
    if target.is_none() {
        let hint = hint_for(address, slug);
        let message = format!("the link `{address}` leads nowhere");
        findings.warn(LINK_TARGET, range, message, hint);
    }
    target
}

fn hint_for(address: &str, slug: Option<&str>) -> String {
    let file = address.rsplit('/').next().unwrap_or(address);
    let stem = file
        .rsplit_once('.')
        .filter(|(_, ending)| matches!(*ending, "md" | "txt" | "html" | "markdown"));
    match (slug, stem) {
        (Some(slug), _) => format!("write `article:{}`", Slug::from_words(slug)),
        (None, Some((stem, _))) => format!("write `article:{}`", Slug::from_words(stem)),
        _ if address.starts_with("www.") => format!("write `https://{address}`"),
        _ if address.contains('@') => format!("write `mailto:{address}`"),
        _ => "write `https://…` or `article:` and the slug of an article".into(),
    }
}
