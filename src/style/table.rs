//! The table of keys itself.

use super::keys::Kind::{
    Colour, Count, Counts, Divisions, Extent, Family, Features, Give, Heads, Inks,
    Length, Name, Pair, Paper, Quotes, Rgb, Roles, Switch, Templates, Text, Word,
};
use super::keys::Media::{Both, Print, Reader};
use super::keys::Sign::{Any, NotNegative, Positive};
use super::keys::{Key, Kind, Units};
use super::value::Unit::{Cm, Em, In, Line, Mm, Percent, Pt};

/// Lengths that depend on nothing else.
const FIXED: Units = &[Pt, Mm, Cm, In];
/// Lengths that stand beside type.
const BESIDE: Units = &[Pt, Mm, Em, Line, Cm, In];
/// Sizes of type.
const SIZE: Units = &[Pt, Em, Percent, Mm, Cm, In];
/// From baseline to baseline.
const LEADING: Units = &[Pt, Line, Em, Percent, Mm, Cm, In];
/// Lengths that grow with the type.
const EMS: Units = &[Em, Percent, Pt, Mm, Cm, In];
/// Shares.
const SHARE: Units = &[Percent];
/// What CSS is relative to.
const READER: Units = &[Em, Percent];

const ALIGN: Kind = Word(&["justify", "start", "centre", "end"]);
const FIGURES: Kind = Word(&["old-style", "lining", "tabular"]);

macro_rules! keys {
    ($($path:literal $kind:expr, $media:ident, $css:literal, $print:literal,
       $trial:literal;)+) => {
        /// Every key, in the order in which `styles/README.md` lists them.
        pub const KEYS: &[Key] = &[$(Key {
            path: $path,
            kind: $kind,
            media: $media,
            css: $css,
            print: $print,
            trial: $trial,
        }),+];
    };
}

keys! {
    "family.serif" Name, Both, "`font-family` of roles set in `serif`, before `serif`", "the family called `serif`", "family.serif = 'Libertinus Serif'";
    "family.sans" Name, Both, "`font-family` of roles set in `sans`, before `sans-serif`", "the family called `sans`", "family.sans = 'Libertinus Sans'";
    "family.mono" Name, Both, "`font-family` of roles set in `mono`, before `monospace`", "the family called `mono`", "family.mono = 'Libertinus Mono'";

    "text.family" Family, Both, "`font-family` of embedded roles that name none; the text itself is in the reader's face unless `body` is embedded", "family of roles that name none", "text.family = 'sans'";
    "text.size" Length(FIXED, Positive), Both, "what the sizes of roles are relative to", "size of running text", "text.size = '9.4pt'";
    "text.leading" Length(LEADING, Positive), Print, "none: `reader.leading`", "baseline to baseline of running text; a whole grid line unless the page has none to keep", "text.leading = '2line'";
    "text.align" ALIGN, Print, "none: `reader.align`", "how lines stand", "text.align = 'end'";
    "text.indent" Length(EMS, NotNegative), Print, "none: `reader.indent`", "first-line indent, none after a headline, crosshead or break", "text.indent = '3em'";
    "text.figures" FIGURES, Both, "`font-variant-numeric`", "OpenType `onum` `pnum`, `lnum` `pnum` or `lnum` `tnum`; tokens with capitals are lining", "text.figures = 'tabular'";
    "text.features" Features, Both, "`font-feature-settings`", "more OpenType features", "text.features = ['ss01']";

    "role.<role>.family" Family, Both, "`font-family`; embedded where `reader.embed` says so", "family", "role.kicker.family = 'serif'";
    "role.<role>.weight" Count(100, 900), Both, "`font-weight`", "weight of the face", "role.kicker.weight = 600";
    "role.<role>.slant" Word(&["upright", "italic"]), Both, "`font-style`", "upright or italic face", "role.kicker.slant = 'italic'";
    "role.<role>.cut" Word(&["by-size", "caption", "small-text", "text", "subhead", "display"]), Both, "which face is embedded", "which optical size is used", "role.headline.cut = 'subhead'";
    "role.<role>.size" Length(SIZE, Positive), Both, "`font-size` in em where `reader-size` says nothing: the smaller of size / text size and 2", "size; relative to that of the text", "role.caption.size = '7.2pt'";
    "role.<role>.leading" Length(LEADING, Positive), Print, "none: `reader-leading`", "baseline to baseline; relative to the role's size", "role.caption.leading = '10.5pt'";
    "role.<role>.align" ALIGN, Both, "`text-align`; where print is justified, `reader.align`", "how lines stand", "role.caption.align = 'end'";
    "role.<role>.case" Word(&["as-written", "capitals", "small-capitals"]), Both, "`text-transform` or `font-variant-caps`", "capitals or OpenType `smcp`; the text behind stays as written", "role.caption.case = 'small-capitals'";
    "role.<role>.tracking" Length(EMS, Any), Both, "`letter-spacing`", "white between letters, in em or % of the size", "role.caption.tracking = '5%'";
    "role.<role>.figures" FIGURES, Both, "`font-variant-numeric`", "as `text.figures`", "role.caption.figures = 'tabular'";
    "role.<role>.indent" Length(EMS, NotNegative), Both, "`text-indent`; where it says nothing, `reader.indent`", "first-line indent", "role.caption.indent = '0.5em'";
    "role.<role>.inset" Length(EMS, NotNegative), Both, "`margin-inline-start`, written as left or right", "white where lines begin, for every line", "role.caption.inset = '0.5em'";
    "role.<role>.space-before" Length(BESIDE, NotNegative), Both, "`margin-top` in em", "white above", "role.caption.space-before = '2line'";
    "role.<role>.space-after" Length(BESIDE, NotNegative), Both, "`margin-bottom` in em", "white below", "role.caption.space-after = '2line'";
    "role.<role>.keep" Word(&["free", "with-next", "whole"]), Both, "`break-after: avoid`, `break-inside: avoid`", "never parted from what follows; never broken", "role.caption.keep = 'with-next'";
    "role.<role>.hyphenate" Switch, Both, "`hyphens: none` where false", "whether words are divided", "role.headline.hyphenate = true";
    "role.<role>.colour" Colour, Print, "none: e-readers have no colours", "colour of the letters", "role.caption.colour = 'accent'";
    "role.<role>.features" Features, Both, "`font-feature-settings`", "more OpenType features", "role.caption.features = ['ss01']";
    "role.<role>.reader-size" Length(READER, Positive), Reader, "`font-size`", "none: `size`", "role.headline.reader-size = '1.7em'";
    "role.<role>.reader-leading" Length(SHARE, Positive), Reader, "`line-height`", "none: `leading`", "role.headline.reader-leading = '120%'";

    "hyphenation.on" Switch, Print, "none: `reader.hyphenate`", "whether words are divided in roles that say nothing", "hyphenation.on = false";
    "hyphenation.left" Count(1, 20), Print, "none", "letters before the hyphen, at least", "hyphenation.left = 4";
    "hyphenation.right" Count(1, 20), Print, "none", "letters after the hyphen, at least", "hyphenation.right = 4";
    "hyphenation.min-word" Count(2, 50), Print, "none", "the shortest word that is divided, in letters", "hyphenation.min-word = 9";
    "hyphenation.ladder" Count(1, 20), Print, "none", "lines running that may end in a hyphen", "hyphenation.ladder = 3";
    "hyphenation.exceptions.<language>" Divisions, Print, "none", "the house's own divisions: `news-paper`; a word without hyphen is never divided", "hyphenation.exceptions.en = ['news-paper']";

    "dropcap.lines" Count(0, 10), Print, "none: `dropcap.reader-lines`", "height of the first letter in lines; 0 for none", "dropcap.lines = 4";
    "dropcap.reader-lines" Count(0, 10), Reader, "`::first-letter`, floated, that many lines high; 0 for none", "none: `dropcap.lines`", "dropcap.reader-lines = 3";
    "dropcap.gap" Length(BESIDE, NotNegative), Print, "none", "white beside the letter", "dropcap.gap = '5pt'";

    "punctuation.<language>.quotes" Quotes, Both, "in the text", "in the text: opening and closing marks outside, then inside; the language's own where nothing is said", "punctuation.en.quotes = ['“', '”', '‘', '’']";
    "punctuation.<language>.dash" Text, Both, "in the text", "in the text: the dash of a break with its spaces", "punctuation.en.dash = '—'";
    "punctuation.<language>.ellipsis" Text, Both, "in the text", "in the text: `…` or three points", "punctuation.en.ellipsis = '...'";

    "rule.column" Length(FIXED, NotNegative), Print, "none", "line between articles side by side", "rule.column = '0.6pt'";
    "rule.article" Length(FIXED, NotNegative), Both, "`border-top` under a section's name", "line above a module that stretches over the page", "rule.article = '1.5pt'";
    "rule.furniture" Length(FIXED, NotNegative), Print, "none", "line under the head and above the foot of a page", "rule.furniture = '0.75pt'";
    "rule.masthead" Length(FIXED, NotNegative), Print, "none", "line under the masthead, in `accent`", "rule.masthead = '2mm'";
    "rule.pull-quote" Length(FIXED, NotNegative), Both, "`border-top` of a pull quote", "line above a pull quote", "rule.pull-quote = '2pt'";
    "rule.hairline" Length(FIXED, NotNegative), Both, "`border` of boxes, tables and bars", "line around boxes, in tables, between short items", "rule.hairline = '0.7pt'";
    "rule.link" Length(FIXED, NotNegative), Print, "none: the reader's own", "line under links, screen edition only", "rule.link = '0.6pt'";
    "rule.colour" Colour, Print, "none: `currentColor`", "colour of lines", "rule.colour = 'accent'";

    "boxout.ground" Word(&["tint", "frame", "open"]), Print, "none: always a frame", "the colour `tint`, a frame of hairlines, or hairlines above and below", "boxout.ground = 'open'";
    "boxout.inset" Length(BESIDE, NotNegative), Both, "`padding` in em", "white between edge and text", "boxout.inset = '9pt'";

    "image.print-dpi" Count(72, 1200), Print, "none", "points per inch above which pictures are scaled down", "image.print-dpi = 250";
    "image.reader-pixels" Count(200, 10_000), Reader, "longest side of a picture", "none", "image.reader-pixels = 1000";
    "image.quality" Count(1, 100), Both, "quality of re-encoded pictures", "quality of re-encoded pictures", "image.quality = 60";
    "image.max-height" Length(SHARE, Positive), Print, "none: the screen's height", "greatest height as a share of the type area's", "image.max-height = '40%'";

    "image.columns" Count(1, 12), Print, "none", "columns that a picture wider than high goes across", "image.columns = 3";

    "wrap.pictures" Word(&["none", "upright", "all"]), Print, "none", "pictures that have text beside them: none, those higher than wide, all; in running styles of one column", "wrap.pictures = 'all'";
    "wrap.quotes" Switch, Print, "none", "whether pull quotes have text beside them, in running styles of one column", "wrap.quotes = true";
    "wrap.width" Length(SHARE, Positive), Print, "none", "width of what text runs around, as a share of the column's", "wrap.width = '30%'";
    "wrap.gap" Length(BESIDE, NotNegative), Print, "none", "white between it and the text", "wrap.gap = '5pt'";

    "notes.place" Word(&["article-end", "foot"]), Print, "none: always at the article's end", "after the article or at the foot of the column", "notes.place = 'foot'";

    "page.size" Paper, Print, "none", "trimmed size: `MediaBox`, `TrimBox`; a name or width and height", "page.size = 'Letter'";
    "page.top" Length(FIXED, NotNegative), Print, "none", "margin above", "page.top = '10mm'";
    "page.foot" Length(FIXED, NotNegative), Print, "none", "margin below, at least: the grid adds what it leaves over", "page.foot = '50mm'";
    "page.inside" Length(FIXED, NotNegative), Print, "none", "margin towards the binding", "page.inside = '16mm'";
    "page.outside" Length(FIXED, NotNegative), Print, "none", "margin away from the binding", "page.outside = '16mm'";
    "page.bleed" Length(FIXED, NotNegative), Print, "none", "printed beyond the trim: `BleedBox` of the press edition", "page.bleed = '5mm'";
    "page.multiple" Count(1, 64), Print, "none", "the number of pages is a multiple of this", "page.multiple = 4";

    "grid.columns" Count(1, 12), Print, "none", "columns across the page", "grid.columns = 4";
    "grid.gutter" Length(FIXED, NotNegative), Print, "none", "white between columns", "grid.gutter = '6mm'";
    "grid.leading" Length(FIXED, Positive), Print, "none", "height of a grid line: `1line`", "grid.leading = '12pt'";

    "justification.word" Give(SHARE, NotNegative), Print, "none", "space between words: least, best, most, in % of the face's own", "justification.word = ['70%', '100%', '160%']";
    "justification.letter" Give(EMS, Any), Print, "none", "white added between letters: least, best, most", "justification.letter = ['-1%', '0em', '1%']";
    "justification.glyph" Give(SHARE, Positive), Print, "none", "width of letters (`Tz`): least, best, most", "justification.glyph = ['99%', '100%', '101%']";
    "justification.spaces-first" Pair(SHARE, Positive), Print, "none", "down to and up to these multiples spaces give alone, before letters do", "justification.spaces-first = ['80%', '133%']";

    "protrusion.amount" Length(SHARE, NotNegative), Print, "none", "how much of the tables is used", "protrusion.amount = '50%'";
    "protrusion.characters.<characters>" Pair(SHARE, Any), Print, "none", "how far each of these characters hangs where a line begins and where it ends, in % of its width", "protrusion.characters.A = ['30%', '30%']";
    "protrusion.italic.<characters>" Pair(SHARE, Any), Print, "none", "the same for italic faces, where it differs", "protrusion.italic.A = ['30%', '30%']";

    "colour.<colour>.cmyk" Inks, Print, "none", "cyan, magenta, yellow and black of the press edition, 0 to 100 each", "colour.accent.cmyk = [100, 0, 0, 0]";
    "colour.<colour>.rgb" Rgb, Print, "none", "sRGB of the screen edition", "colour.accent.rgb = '#00a8e0'";
    "colour.<colour>.overprint" Switch, Print, "none", "whether the press prints it over what lies under", "colour.accent.overprint = true";

    "furniture.masthead-lines" Count(0, 200), Print, "none", "grid lines of page 1 for issue line, masthead, rule and white", "furniture.masthead-lines = 13";
    "furniture.issue-line" Templates, Print, "none", "above the masthead: where lines begin, middle, where they end", "furniture.issue-line = ['{date}', '', '']";
    "furniture.front-foot-lines" Count(0, 200), Print, "none", "grid lines at the foot of page 1", "furniture.front-foot-lines = 4";
    "furniture.front-foot" Templates, Print, "none", "at the foot of page 1: where lines begin, middle, where they end", "furniture.front-foot = ['', '{folio}', '']";
    "furniture.head-lines" Count(0, 200), Print, "none", "grid lines at the head of inside pages, rule and white included", "furniture.head-lines = 4";
    "furniture.running-head" Templates, Print, "none", "at the head of inside pages: outer edge, middle, inner edge", "furniture.running-head = ['{folio}', '', '']";
    "furniture.foot-lines" Count(0, 200), Print, "none", "grid lines at the foot of inside pages", "furniture.foot-lines = 4";
    "furniture.foot" Templates, Print, "none", "at the foot of inside pages: outer edge, middle, inner edge", "furniture.foot = ['{folio}', '', '{price}']";
    "furniture.jump" Kind::Template, Print, "none", "the line that says where a story goes on", "furniture.jump = 'turn to {folio}'";
    "furniture.jump-from" Kind::Template, Print, "none", "the line that says where a story came from", "furniture.jump-from = 'from {folio}'";

    "makeup.mode" Word(&["modules", "running"]), Print, "none", "articles take rectangles of the page, or follow one another", "makeup.mode = 'running'";
    "makeup.heads" Heads, Print, "none", "sizes of headlines with the lines each takes, the largest first", "makeup.heads = ['30pt/3line']";
    "makeup.one-column-head" Length(FIXED, Positive), Print, "none", "the largest headline over one column", "makeup.one-column-head = '20pt'";
    "makeup.head-lines" Count(1, 20), Print, "none", "the most lines of a headline", "makeup.head-lines = 5";
    "makeup.one-column-head-lines" Count(1, 20), Print, "none", "the most lines of a headline over one column", "makeup.one-column-head-lines = 6";
    "makeup.head-fill" Length(SHARE, NotNegative), Print, "none", "the least of its measure that a headline fills", "makeup.head-fill = '50%'";
    "makeup.wide-standfirst" Length(FIXED, Positive), Print, "none", "size of a standfirst over three columns and more", "makeup.wide-standfirst = '16pt'";
    "makeup.min-leg" Count(1, 100), Print, "none", "the fewest lines of text in a leg", "makeup.min-leg = 7";

    "limits.wide" Length(SHARE, NotNegative), Print, "none", "the largest share of full lines with spaces over half as wide again that passes without a warning", "limits.wide = '4%'";
    "limits.hyphens" Length(SHARE, NotNegative), Print, "none", "the largest share of full lines that may end in a hyphen", "limits.hyphens = '15%'";
    "limits.runts" Count(0, 10000), Print, "none", "how many last lines may be under two ems or five letters", "limits.runts = 1";
    "limits.widows" Count(0, 10000), Print, "none", "how many last lines may stand alone at the head of a column", "limits.widows = 3";
    "limits.orphans" Count(0, 10000), Print, "none", "how many first lines may stand alone at the foot of one", "limits.orphans = 3";

    "press.printer" Word(&["own", "newspaper-club", "coldset", "sheet-fed", "home"]), Print, "none", "a kind of printer whose settings hold where no sheet says otherwise: `printers/NAME.toml`", "press.printer = 'coldset'";
    "press.profile" Text, Print, "none", "the printer's ICC profile, a path in the project; empty for none", "press.profile = 'newsprint.icc'";
    "press.standard" Word(&["x4", "x1a"]), Print, "none", "what the printer asks for: PDF/X-4, or PDF/X-1a of older presses", "press.standard = 'x1a'";
    "press.ink-limit" Count(100, 400), Print, "none", "the most ink on one spot, in % of one ink", "press.ink-limit = 280";
    "press.colour-pages" Counts(1, 10_000), Print, "none", "pages that carry more than black; empty for all", "press.colour-pages = [1, 8]";
    "press.marks" Word(&["none", "crop", "all"]), Print, "none", "outside the page: nothing, crop marks, or crop, fold and registration marks", "press.marks = 'all'";
    "press.resolution" Count(1, 1200), Print, "none", "the fewest dots an inch at which a picture passes without a warning", "press.resolution = 200";
    "press.inks-from" Length(FIXED, NotNegative), Print, "none", "the least size of letters in more than one ink; smaller ones are black", "press.inks-from = '12pt'";
    "press.rule" Length(FIXED, NotNegative), Print, "none", "the least thickness of a rule", "press.rule = '1pt'";
    "booklet.made" Switch, Print, "none", "whether `wwpub build` makes a booklet of every issue", "booklet.made = true";
    "booklet.sheet" Word(&["two-pages", "A3", "A4", "B4", "Letter", "Legal", "Ledger", "Tabloid"]), Print, "none", "the sheet that is folded: a paper size, or two pages side by side", "booklet.sheet = 'Legal'";
    "booklet.flip" Word(&["short", "long"]), Print, "none", "the edge over which the printer turns the sheet", "booklet.flip = 'long'";
    "booklet.paper" Length(FIXED, NotNegative), Print, "none", "how thick the paper is: so much the pages of a sheet move to the fold for each sheet around it", "booklet.paper = '0.2mm'";

    "reader.leading" Length(SHARE, Positive), Reader, "`line-height`", "none: `text.leading`", "reader.leading = '150%'";
    "reader.align" ALIGN, Reader, "`text-align` of what print justifies", "none: `text.align`", "reader.align = 'end'";
    "reader.indent" Length(READER, NotNegative), Reader, "`text-indent`", "none: `text.indent`", "reader.indent = '2em'";
    "reader.hyphenate" Switch, Reader, "`hyphens`", "none: `hyphenation.on`", "reader.hyphenate = true";
    "reader.embed" Roles, Reader, "`@font-face` for the faces of these roles", "none: print embeds what it uses", "reader.embed = ['headline', 'kicker']";
    "reader.printed-pages" Switch, Reader, "none: whether pages of the print edition are marked and its front page is the cover; where not, the file is made without print and its cover set from masthead and headlines", "none", "reader.printed-pages = false";
    "reader.cover" Extent(200, 10_000), Reader, "none: width and height of the cover in pixels", "none", "reader.cover = [900, 1200]";
}
