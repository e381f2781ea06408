//! The part a text plays in the paper: what a style gives a look to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares the roles once: the variant, its name in style sheets and what it is.
macro_rules! roles {
    ($($variant:ident $name:literal $about:literal;)+) => {
        /// The part a text plays in the paper. Names are the trade's own.
        #[derive(
            Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize,
            Deserialize, JsonSchema,
        )]
        #[serde(rename_all = "kebab-case")]
        pub enum Role {
            $(#[doc = $about] $variant,)+
        }

        impl Role {
            /// Every role, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in style sheets: `pull-quote`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it is, in a few words.
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $about),+ }
            }
        }
    };
}

roles! {
    Body "body" "Running text.";
    Kicker "kicker" "The short line above a headline.";
    Headline "headline" "The headline of an article.";
    Standfirst "standfirst" "The sentence below a headline.";
    Byline "byline" "Who wrote it.";
    Dateline "dateline" "Where it was written.";
    Crosshead "crosshead" "A heading inside the text.";
    Subhead "subhead" "A heading below a crosshead.";
    Quote "quote" "Somebody else's words, set off.";
    PullQuote "pull-quote" "A sentence set large.";
    Attribution "attribution" "Who said a pull quote.";
    Verse "verse" "Lines whose ends are the author's.";
    ListItem "list-item" "An item of a list.";
    Term "term" "A term that is explained.";
    Definition "definition" "What a term means.";
    Caption "caption" "The words below a picture or table.";
    Credit "credit" "Who made a picture.";
    TableHead "table-head" "The head of a column of a table.";
    TableCell "table-cell" "A cell of a table.";
    Code "code" "Program text.";
    BoxoutTitle "boxout-title" "The heading of a boxout.";
    Boxout "boxout" "Text of a boxout.";
    LetterTitle "letter-title" "The heading of a letter to the editor.";
    Letter "letter" "Text of a letter.";
    Signature "signature" "Who wrote a letter.";
    ListingTitle "listing-title" "The heading of a listing.";
    Listing "listing" "An entry of a listing.";
    Correction "correction" "What the paper puts right.";
    Note "note" "A note to the text.";
    SourceLine "source-line" "Where the piece appeared first.";
    Masthead "masthead" "The name of the paper on page 1.";
    IssueLine "issue-line" "Date, number and price above the masthead.";
    Strapline "strapline" "The lines beside the masthead.";
    Folio "folio" "The number of a page.";
    RunningHead "running-head" "Paper and date at the head of a page.";
    SectionFlag "section-flag" "The section at the head of a page.";
    Imprint "imprint" "The publisher's line at the foot of page 1.";
    ContentsTitle "contents-title" "The heading of the contents box.";
    Contents "contents" "A line of the contents box.";
    Teaser "teaser" "A line that points to a story inside.";
    JumpLine "jump-line" "Where a story goes on.";
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn style_sheets_and_json_name_a_role_alike() {
        for role in Role::ALL {
            let json = serde_json::to_string(role).unwrap();
            assert_eq!(json, format!("\"{role}\""));
        }
    }
}
