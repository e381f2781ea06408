//! What a picture says to those who cannot see it.

use super::{Figure, flat_text};

/// What a picture says to those who cannot see it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Description {
    /// Nothing is missed: it shows nothing worth telling.
    Decorative,
    /// The author said what it shows.
    Given,
    /// Its caption serves.
    Caption,
    /// The words given are the name of the file.
    FileName,
    /// They are those of the caption.
    RepeatsCaption,
    /// They say only that there is a picture.
    OnlyThatItIs,
    /// There are no words at all.
    None,
}

impl Description {
    /// Whether somebody learns what the picture is: from the description or from the
    /// caption.
    pub fn tells(self) -> bool {
        match self {
            Self::Decorative | Self::Given | Self::Caption | Self::RepeatsCaption => true,
            Self::FileName | Self::OnlyThatItIs | Self::None => false,
        }
    }
}

impl Figure {
    /// What it says to those who cannot see it.
    pub fn description(&self) -> Description {
        let caption = self.caption.as_ref().map(|text| bare(&flat_text(text)));
        let caption = caption.filter(|caption| !caption.is_empty());
        let alt = self.alt.as_deref().map(bare).filter(|alt| !alt.is_empty());
        match (alt, caption) {
            _ if self.decorative => Description::Decorative,
            (None, None) => Description::None,
            (None, Some(_)) => Description::Caption,
            (Some(alt), caption) if caption.as_ref() == Some(&alt) => {
                Description::RepeatsCaption
            }
            (Some(alt), _) if names(&self.file).contains(&alt) => Description::FileName,
            (Some(alt), _) if is_empty(&alt) => Description::OnlyThatItIs,
            (Some(_), _) => Description::Given,
        }
    }
}

/// Words that say only that there is a picture.
const EMPTY_WORDS: &str = "photo photograph picture image illustration graphic figure \
    drawing chart screenshot foto bild abbildung grafik photographie dessin imagen \
    fotografía ilustración immagine fotografia imagem ilustração afbeelding zdjęcie obraz \
    фото фотография изображение рисунок billede bilde صورة תמונה 写真 画像 図";

fn is_empty(alt: &str) -> bool {
    EMPTY_WORDS.split_whitespace().any(|word| word == alt)
}

/// The name of a file, with and without its folder and ending.
fn names(file: &str) -> [String; 3] {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    [file, name, stem].map(bare)
}

/// Letters and figures alone, without case: `IMG_0012` is `img 0012`.
fn bare(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
