//! The faces compiled into the program, so that one file is the whole installation.

use super::face::Face;
use super::label::{Label, generic_of};
use crate::style::{Cut, Family, Slant, Weight};

/// The family whose faces take over where the wanted one has no glyph, in this order.
pub(super) const FALLBACK: [&str; 8] = [
    "Source Serif 4",
    "Source Sans 3",
    "Source Code Pro",
    "Noto Naskh Arabic",
    "Noto Serif Hebrew",
    "Noto Sans Symbols",
    "Noto Sans Symbols 2",
    "Noto Emoji",
];

macro_rules! faces {
    ($($folder:literal, $family:literal: $($file:literal $weight:literal $slant:ident $cut:ident,)+;)+) => {
        /// Every face of the program.
        pub(super) fn faces() -> Vec<Face> {
            vec![$($(
                Face::shipped(
                    concat!($folder, "/", $file),
                    include_bytes!(concat!("../../fonts/", $folder, "/", $file)),
                    Label {
                        family: Family($family.into()),
                        weight: Weight($weight),
                        slant: Slant::$slant,
                        cut: Cut::$cut,
                        generic: generic_of($family, None),
                    },
                ),
            )+)+]
        }
    };
}

faces! {
    "source-serif-4", "Source Serif 4":
        "SourceSerif4SmText-Regular.otf" 400 Upright SmText,
        "SourceSerif4SmText-It.otf" 400 Italic SmText,
        "SourceSerif4SmText-Semibold.otf" 600 Upright SmText,
        "SourceSerif4SmText-SemiboldIt.otf" 600 Italic SmText,
        "SourceSerif4SmText-Bold.otf" 700 Upright SmText,
        "SourceSerif4SmText-BoldIt.otf" 700 Italic SmText,
        "SourceSerif4-Regular.otf" 400 Upright Text,
        "SourceSerif4-It.otf" 400 Italic Text,
        "SourceSerif4-Semibold.otf" 600 Upright Text,
        "SourceSerif4-SemiboldIt.otf" 600 Italic Text,
        "SourceSerif4-Bold.otf" 700 Upright Text,
        "SourceSerif4-BoldIt.otf" 700 Italic Text,
        "SourceSerif4Caption-Regular.otf" 400 Upright Caption,
        "SourceSerif4Caption-It.otf" 400 Italic Caption,
        "SourceSerif4Caption-Bold.otf" 700 Upright Caption,
        "SourceSerif4Caption-BoldIt.otf" 700 Italic Caption,
        "SourceSerif4Subhead-Regular.otf" 400 Upright Subhead,
        "SourceSerif4Subhead-It.otf" 400 Italic Subhead,
        "SourceSerif4Subhead-Semibold.otf" 600 Upright Subhead,
        "SourceSerif4Subhead-SemiboldIt.otf" 600 Italic Subhead,
        "SourceSerif4Subhead-Bold.otf" 700 Upright Subhead,
        "SourceSerif4Display-Regular.otf" 400 Upright Display,
        "SourceSerif4Display-It.otf" 400 Italic Display,
        "SourceSerif4Display-Semibold.otf" 600 Upright Display,
        "SourceSerif4Display-Bold.otf" 700 Upright Display,
        "SourceSerif4Display-BoldIt.otf" 700 Italic Display,
        "SourceSerif4Display-Black.otf" 900 Upright Display,;
    "source-sans-3", "Source Sans 3":
        "SourceSans3-Regular.otf" 400 Upright Text,
        "SourceSans3-It.otf" 400 Italic Text,
        "SourceSans3-Semibold.otf" 600 Upright Text,
        "SourceSans3-SemiboldIt.otf" 600 Italic Text,
        "SourceSans3-Bold.otf" 700 Upright Text,
        "SourceSans3-BoldIt.otf" 700 Italic Text,;
    "source-code-pro", "Source Code Pro":
        "SourceCodePro-Regular.otf" 400 Upright Text,
        "SourceCodePro-It.otf" 400 Italic Text,
        "SourceCodePro-Bold.otf" 700 Upright Text,
        "SourceCodePro-BoldIt.otf" 700 Italic Text,;
    "noto", "Noto Naskh Arabic":
        "NotoNaskhArabic-Regular.ttf" 400 Upright Text,
        "NotoNaskhArabic-Bold.ttf" 700 Upright Text,;
    "noto", "Noto Serif Hebrew":
        "NotoSerifHebrew-Regular.ttf" 400 Upright Text,
        "NotoSerifHebrew-Bold.ttf" 700 Upright Text,;
    "noto", "Noto Sans Symbols":
        "NotoSansSymbols-Regular.ttf" 400 Upright Text,;
    "noto", "Noto Sans Symbols 2":
        "NotoSansSymbols2-Regular.ttf" 400 Upright Text,;
    "noto", "Noto Emoji":
        "NotoEmoji-Regular.ttf" 400 Upright Text,;
}
