//! The codes of this room: permanent, never reused.

use crate::diag::Code;

/// Declares the codes once: the name here, the code and what it is about.
macro_rules! codes {
    ($($name:ident $code:literal $about:literal;)+) => {
        $(#[doc = $about] pub const $name: Code = Code($code);)+

        /// Every code of this room and what it is about.
        pub const CODES: &[(Code, &str)] = &[$(($name, $about)),+];
    };
}

codes! {
    ENCODING_GUESSED "i-001" "The encoding of a file was guessed.";
    UNDECODABLE "i-002" "Bytes of a file are no characters; a mark stands for each.";
    CONTROLS_DROPPED "i-003" "Control characters were left out.";
    NOT_YET_READ "i-004" "A kind of file that this program does not read yet.";
    DOUBTFUL_GUESS "i-005" "The reading of archive text rests on a weak guess.";
    HEAD_WITHOUT_END "i-010" "Front matter begins and does not end.";
    BROKEN_YAML "i-011" "YAML that cannot be read.";
    BROKEN_TOML "i-012" "TOML that cannot be read.";
    UNKNOWN_KEY "i-013" "A key that nothing knows.";
    WRONG_TYPE "i-014" "A key has a value of the wrong type.";
    INVALID_DATE "i-015" "A date that is not in the calendar.";
    INVALID_LANGUAGE "i-016" "A language that does not exist.";
    INVALID_SLUG "i-017" "A slug with characters that addresses cannot hold.";
    AMBIGUOUS_DATE "i-018" "A date whose day and month might be exchanged.";
    INVALID_VALUE "i-019" "A value outside what its key allows.";
    KEY_TWICE "i-020" "A key stands twice.";
    NO_HEADLINE "i-030" "An article without a headline.";
    EMPTY_ARTICLE "i-031" "An article without text.";
    UNKNOWN_PART "i-040" "A newspaper part of a name that nothing knows.";
    UNCLOSED_PART "i-041" "A newspaper part begins and does not end.";
    STRAY_PART_END "i-042" "The end of a newspaper part that nothing began.";
    UNKNOWN_ATTRIBUTE "i-043" "An attribute that means nothing there.";
    EMPTY_PART "i-044" "A newspaper part with nothing in it.";
    UNKNOWN_TAG "i-050" "An HTML tag that has no meaning in the paper; its words stay.";
    UNPAIRED_TAG "i-051" "An HTML tag without its partner.";
    TEMPLATE_TAG "i-052" "A tag of a website's templates, left in the text.";
    PICTURE_PLACE "i-060" "A picture that does not lie in the issue's folder.";
    PICTURE_MOVED "i-061" "A picture inside a text, set after it.";
    PICTURE_UNDESCRIBED "i-062" "A picture without a description.";
    LINK_TARGET "i-070" "A link that leads neither to the web nor to an article.";
    LINK_WITHOUT_TEXT "i-071" "A link without words; its address stands for them.";
    NESTED_LINK "i-072" "A link inside a link; its words stay.";
    UNDEFINED_REFERENCE "i-073" "A link by reference whose reference is missing.";
    UNKNOWN_ARTICLE "i-074" "A cross-reference to an article that is not in the issue.";
    UNUSED_REFERENCE "i-075" "An address that no link refers to.";
    HEADINGS_SKIP "i-080" "Headings skip a level; the level was mended.";
    ID_TWICE "i-081" "A name for a place stands twice; the second was changed.";
    TABLE_WITHOUT_HEAD "i-082" "A table without heads of columns; they were made.";
    RAGGED_TABLE "i-083" "Rows of a table differ in length; empty cells were added.";
    NOTE_NEVER_CALLED "i-084" "A note that nothing calls; the call was added.";
    NOTE_UNDEFINED "i-085" "The call of a note that is missing.";
    NOTE_CALLED_AGAIN "i-086" "A note is called a second time; the number is set raised.";
    EMPTY_ITEM "i-087" "An item of a list with nothing in it, left out.";
    EMPTY_HEADING "i-088" "A heading with nothing in it, left out.";
    NOTE_DEFINED_AGAIN "i-089" "A note is written twice; the words of both are kept.";
    SPANNED_CELLS "i-090" "Cells over several columns or rows, set in the first.";
    MISPLACED_BLOCK "i-091" "A block where the paper has no place for it, set plainly.";
    TOO_DEEP "i-092" "Blocks in blocks, deeper than the paper can show.";
    NO_ARTICLE "i-100" "A folder without an article.";
    SLUG_TWICE "i-101" "Two articles with one slug.";
    UNKNOWN_SLUG "i-102" "The manifest names an article that is not there.";
    NO_DATE "i-103" "An issue without a date.";
    HELD "i-104" "An article is held and stays out.";
    DRAFT "i-105" "An article is a draft.";
    RETRACTED "i-106" "An article was withdrawn; a notice stands for it.";
    NO_PAPER "i-107" "A paper without a name.";
    UNLISTED_SECTION "i-109" "A section that the manifest does not list.";
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn every_code_is_there_once_and_in_order() {
        assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
