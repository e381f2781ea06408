//! The rules of the newsroom.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, Figure, Issue, flat_text, for_each_block};

/// Looks at the content of an issue.
pub fn house(issue: &Issue) -> Diagnostics {
    let mut found = Diagnostics::new();
    for article in issue.articles() {
        for_each_block(article, &mut |block| {
            if let BlockKind::Figure(figure) = &block.kind {
                found.extend(description(block, figure));
            }
        });
    }
    if issue.correction_note.is_some() && issue.modified.is_none() {
        found.push(
            Diagnostic::warning(Code("c-005"), "a correction without its day")
                .hint("write `modified = \"1997-01-16\"` in `issue.toml`"),
        );
    }
    if issue.paper.certifier.is_none() {
        found.push(
            Diagnostic::note(Code("c-006"), "nobody vouches for the accessibility")
                .hint("`certifier = \"…\"` in `wwpub.toml`: then the files claim it"),
        );
    }
    found
}

/// What is wrong with what a picture says to those who cannot see it.
fn description(block: &Block, figure: &Figure) -> Option<Diagnostic> {
    const SAY: &str = "say what it shows: `![a crowd before the gate](file)`";
    let file = &figure.file;
    let caption = figure.caption.as_ref().map(|text| bare(&flat_text(text)));
    let alt = figure.alt.as_deref().map(bare).filter(|alt| !alt.is_empty());
    let finding = match &alt {
        _ if figure.decorative => return None,
        None => {
            // Where there is no caption either, the rooms that read it have told.
            let caption = caption.filter(|caption| !caption.is_empty());
            caption.map(|_| {
                let message = format!("the picture `{file}` has a caption alone");
                Diagnostic::warning(Code("c-004"), message)
                    .hint("`decorative = true` where the caption says all")
            })
        }
        Some(alt) if names(file).contains(alt) => {
            let message = format!("the description of `{file}` is its name");
            Some(Diagnostic::error(Code("c-001"), message))
        }
        Some(alt) if Some(alt) == caption.as_ref() => {
            let message = format!("the description of `{file}` repeats its caption");
            Some(Diagnostic::error(Code("c-002"), message))
        }
        Some(alt) if EMPTY_WORDS.contains(&alt.as_str()) => {
            let message = format!("the description of `{file}` says only that it is one");
            Some(Diagnostic::error(Code("c-003"), message))
        }
        Some(_) => None,
    };
    finding.map(|finding| finding.hint(SAY).at(block.span))
}

/// Words that say only that there is a picture.
const EMPTY_WORDS: &[&str] = &[
    "photo",
    "photograph",
    "picture",
    "image",
    "illustration",
    "graphic",
    "figure",
    "drawing",
    "chart",
    "screenshot",
    "foto",
    "bild",
    "abbildung",
    "grafik",
    "photographie",
    "dessin",
    "imagen",
    "fotografía",
    "ilustración",
    "immagine",
    "fotografia",
    "imagem",
    "ilustração",
    "afbeelding",
    "zdjęcie",
    "obraz",
    "фото",
    "фотография",
    "изображение",
    "рисунок",
    "billede",
    "bilde",
    "صورة",
    "תמונה",
    "写真",
    "画像",
    "図",
];

/// The name of a file, with and without its ending.
fn names(file: &str) -> Vec<String> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    [file, name, stem].map(bare).to_vec()
}

/// Letters and figures alone, without case: `IMG_0012` is `img 0012`.
fn bare(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
