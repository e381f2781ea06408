//! What the keys above an article mean.

use std::ops::Range;

use crate::input::codes::{
    AMBIGUOUS_DATE, INVALID_DATE, INVALID_LANGUAGE, INVALID_SLUG, INVALID_VALUE,
};
use crate::input::dates::{self, Reading};
use crate::input::draft::{DateOrder, Defaults, Draft};
use crate::input::findings::Findings;
use crate::input::markdown;
use crate::input::names;
use crate::input::value::{Entry, Fields, Node, Said, Value, text_of};
use crate::input::{link_to, picture_path};
use crate::model::{
    Author, Block, BlockKind, Date, Figure, Lang, PullQuote, Retraction, Slug, Status,
    Text,
};

/// Every key, by which lines `Key: value` are known as front matter.
pub(super) const KNOWN: &[&str] = &[
    "title",
    "headline",
    "short_title",
    "kicker",
    "standfirst",
    "deck",
    "dek",
    "excerpt",
    "subtitle",
    "description",
    "summary",
    "author",
    "authors",
    "byline",
    "date",
    "dateline",
    "section",
    "category",
    "priority",
    "order",
    "lang",
    "language",
    "status",
    "draft",
    "retracted",
    "corrections",
    "correction",
    "source",
    "tags",
    "keywords",
    "image",
    "slug",
    "quotes",
    "paper",
    "number",
];

/// What front matter says beyond a draft's own fields.
#[derive(Debug, Default)]
pub(in crate::input) struct Extras {
    /// Whether it gave a headline.
    pub(in crate::input) titled: bool,
    /// The picture at the head of the article.
    pub(in crate::input) image: Option<Block>,
    /// Sentences to set large.
    pub(in crate::input) quotes: Vec<PullQuote>,
}

/// Puts what the entries say into `draft`.
pub(in crate::input) fn apply(
    entries: Vec<Entry>,
    draft: &mut Draft,
    defaults: &Defaults,
    findings: &mut Findings,
) -> Extras {
    let mut extras = Extras::default();
    let mut fields = Fields::new(entries, findings);
    // The language first: the names of authors and dates depend on it.
    draft.article.lang = lang(&mut fields, &["lang", "language"]);
    headlines(&mut fields, draft, &mut extras);
    people(&mut fields, draft, defaults);
    placing(&mut fields, draft, defaults);
    standing(&mut fields, draft);
    extras.image = image(&mut fields);
    extras.quotes = quotes(&mut fields);
    fields.finish();
    extras
}

/// The value of a key as running text, with its inline Markdown.
fn running(fields: &mut Fields<'_>, names: &[&'static str]) -> Option<Text> {
    let said = fields.text(names)?;
    Some(text(&said, fields.findings))
}

fn text(said: &Said<String>, findings: &mut Findings) -> Text {
    let inlines = markdown::inline(&said.value, &said.range, findings);
    Text::new(inlines, findings.span(&said.range))
}

fn headlines(fields: &mut Fields<'_>, draft: &mut Draft, extras: &mut Extras) {
    let article = &mut draft.article;
    if let Some(title) = running(fields, &["title", "headline"]).filter(|t| !t.is_blank())
    {
        article.headline = title;
        extras.titled = true;
    }
    article.short_title = fields.text(&["short_title"]).map(|said| said.value);
    article.kicker = running(fields, &["kicker"]);
    article.standfirst = running(
        fields,
        &["standfirst", "deck", "dek", "excerpt", "subtitle", "description", "summary"],
    );
}

fn people(fields: &mut Fields<'_>, draft: &mut Draft, defaults: &Defaults) {
    let lang = draft.article.lang.as_ref().unwrap_or(&defaults.lang).clone();
    let Some(node) = fields.take(&["authors", "author", "byline"]) else { return };
    draft.article.authors = match node.value {
        Value::List(items) => {
            items.into_iter().flat_map(|item| author(item, &lang, fields)).collect()
        }
        _ => author(node, &lang, fields),
    };
}

/// One text may name several authors, a table names one.
fn author(node: Node, lang: &Lang, fields: &mut Fields<'_>) -> Vec<Author> {
    match node.value {
        Value::Nothing => vec![],
        Value::Text(names) => names::split(&names, lang),
        Value::Map(entries) => {
            let mut inner = Fields::new(entries, fields.findings);
            let name = inner.text(&["name"]);
            let author = Author {
                name: name.as_ref().map(|said| said.value.clone()).unwrap_or_default(),
                role: inner.text(&["role", "bio"]).map(|said| said.value),
                place: inner.text(&["place"]).map(|said| said.value),
                file_as: inner.text(&["file_as"]).map(|said| said.value),
            };
            inner.finish();
            if name.is_none() {
                fields.findings.error(
                    INVALID_VALUE,
                    &node.range,
                    "an author without a name",
                    "write `name: …`",
                );
                return vec![];
            }
            vec![author]
        }
        _ => {
            fields.wrong("authors", &node, "names, or tables with `name`");
            vec![]
        }
    }
}

fn placing(fields: &mut Fields<'_>, draft: &mut Draft, defaults: &Defaults) {
    draft.date = article_date(fields, draft, defaults);
    draft.article.dateline = running(fields, &["dateline"]);
    draft.section = fields.text(&["section", "category"]).map(|said| said.value);
    draft.order = fields.number(&["order"]).map(|said| said.value);
    draft.paper = fields.text(&["paper"]).map(|said| said.value);
    draft.number = fields.text(&["number"]).map(|said| said.value);
    if let Some(said) = fields.number(&["priority"]) {
        match u8::try_from(said.value) {
            Ok(priority @ 1..=10) => draft.article.priority = priority,
            _ => fields.findings.error(
                INVALID_VALUE,
                &said.range,
                format!("`priority` is {}", said.value),
                "write a number from 1 to 10; 10 leads the paper",
            ),
        }
    }
    if let Some(said) = fields.text(&["slug"]) {
        match said.value.parse::<Slug>() {
            Ok(slug) => draft.article.slug = slug,
            Err(wrong) => fields.findings.error(
                INVALID_SLUG,
                &said.range,
                wrong.to_string(),
                format!("write `{}`", Slug::from_words(&said.value)),
            ),
        }
    }
}

fn standing(fields: &mut Fields<'_>, draft: &mut Draft) {
    status(fields, draft);
    let article = &mut draft.article;
    article.retracted = fields.text(&["retracted"]).map(|said| Retraction(said.value));
    for said in fields.texts(&["corrections", "correction"]) {
        let text = text(&said, fields.findings);
        let span = text.span;
        article.corrections.push(Block::new(BlockKind::Paragraph(text), span));
    }
    article.source = running(fields, &["source"]);
    for said in fields.texts(&["tags", "keywords"]) {
        let tags = said.value.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        article.tags.extend(tags.map(str::to_owned));
    }
}

fn status(fields: &mut Fields<'_>, draft: &mut Draft) {
    if fields.truth(&["draft"]).is_some_and(|said| said.value) {
        draft.article.status = Status::Draft;
    }
    let Some(said) = fields.text(&["status"]) else { return };
    draft.article.status = match said.value.to_lowercase().as_str() {
        "ready" | "published" => Status::Ready,
        "draft" => Status::Draft,
        "held" | "hidden" => Status::Held,
        _ => {
            fields.findings.error(
                INVALID_VALUE,
                &said.range,
                format!("`status` is `{}`", said.value),
                "write `held`, `draft` or `ready`",
            );
            return;
        }
    };
}

fn image(fields: &mut Fields<'_>) -> Option<Block> {
    let node = fields.take(&["image"])?;
    let range = node.range.clone();
    let mut figure = Figure::of("");
    let file = match node.value {
        Value::Map(entries) => {
            let mut inner = Fields::new(entries, fields.findings);
            let file = inner.text(&["src", "file"]);
            figure.alt = inner.text(&["alt"]).map(|said| said.value);
            figure.caption = running(&mut inner, &["caption"]);
            figure.credit = running(&mut inner, &["credit"]);
            figure.decorative = inner.truth(&["decorative"]).is_some_and(|s| s.value);
            let link = inner.text(&["link"]);
            inner.finish();
            figure.link = link.and_then(|said| {
                link_to::read(&said.value, &said.range, fields.findings)
            });
            file
        }
        _ => text_of(&node),
    };
    let Some(file) = file else {
        let hint = "write `src: media/picture.jpg` below it";
        let message = "`image` names no file";
        fields.findings.error(INVALID_VALUE, &range, message, hint);
        return None;
    };
    figure.file = picture_path::checked(&file.value, &file.range, fields.findings);
    picture_path::described(&figure, &range, fields.findings);
    let span = fields.findings.span(&range);
    Some(Block::new(BlockKind::Figure(figure), span))
}

fn quotes(fields: &mut Fields<'_>) -> Vec<PullQuote> {
    let Some(node) = fields.take(&["quotes"]) else { return vec![] };
    let items = match node.value {
        Value::List(items) => items,
        _ => vec![node],
    };
    items.into_iter().filter_map(|item| quote(item, fields)).collect()
}

fn quote(node: Node, fields: &mut Fields<'_>) -> Option<PullQuote> {
    if let Value::Map(entries) = node.value {
        let mut inner = Fields::new(entries, fields.findings);
        let text = running(&mut inner, &["text", "quote"]);
        let by = running(&mut inner, &["by"]);
        inner.finish();
        return text.map(|text| PullQuote { text, by, repeats: false });
    }
    let Some(said) = text_of(&node) else {
        fields.wrong("quotes", &node, "texts, or tables with `text` and `by`");
        return None;
    };
    Some(PullQuote { text: text(&said, fields.findings), by: None, repeats: false })
}

/// The value of a key as a language.
pub(in crate::input) fn lang(
    fields: &mut Fields<'_>,
    names: &[&'static str],
) -> Option<Lang> {
    let said = fields.text(names)?;
    parse_lang(&said.value, &said.range, fields.findings)
}

/// A language, or an error at its place.
fn parse_lang(text: &str, range: &Range<usize>, findings: &mut Findings) -> Option<Lang> {
    match text.parse() {
        Ok(lang) => Some(lang),
        Err(wrong) => {
            let hint = match text.to_lowercase().as_str() {
                "uk" | "gb" | "english" | "en-uk" => "write `en-GB`",
                "us" | "usa" => "write `en-US`",
                _ => "write a code like `en-GB`, `de` or `zh-Hant`",
            };
            findings.error(INVALID_LANGUAGE, range, wrong.to_string(), hint);
            None
        }
    }
}

/// The day an article is dated; where the paper says how it writes dates, no doubt is
/// told.
fn article_date(
    fields: &mut Fields<'_>,
    draft: &Draft,
    defaults: &Defaults,
) -> Option<Date> {
    let said = fields.text(&["date"])?;
    let lang = draft.article.lang.as_ref().unwrap_or(&defaults.lang);
    let doubt = if defaults.date_order.is_some() { Doubt::Settled } else { Doubt::Told };
    parse_date(&said, defaults.order_in(lang), doubt, fields.findings)
}

/// Whether a date that might be read in two ways is told.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Doubt {
    Told,
    Settled,
}

/// The value of a key as a day.
pub(in crate::input) fn date(
    fields: &mut Fields<'_>,
    names: &[&'static str],
    order: DateOrder,
) -> Option<Date> {
    let said = fields.text(names)?;
    parse_date(&said, order, Doubt::Told, fields.findings)
}

/// A day, or an error at its place.
fn parse_date(
    said: &Said<String>,
    order: DateOrder,
    doubt: Doubt,
    findings: &mut Findings,
) -> Option<Date> {
    // Content systems write the time behind the day.
    let day = match said.value.get(10..11) {
        Some("T" | "t" | " ") if said.value.as_bytes()[4] == b'-' => &said.value[..10],
        _ => said.value.as_str(),
    };
    match dates::read(day, order) {
        Reading::Day { date, other, .. } => {
            if let Some(other) = other.filter(|_| doubt == Doubt::Told) {
                findings.warn(
                    AMBIGUOUS_DATE,
                    &said.range,
                    format!("`{day}` is read as {date}; it might be {other}"),
                    format!("write `{date}`"),
                );
            }
            Some(date)
        }
        Reading::NoSuchDay => {
            let message = format!("`{day}` is not a day of the calendar");
            findings.error(INVALID_DATE, &said.range, message, "write a day that exists");
            None
        }
        Reading::NotADate => {
            let message = format!("`{day}` is not a date");
            findings.error(INVALID_DATE, &said.range, message, "write `1997-01-09`");
            None
        }
    }
}
