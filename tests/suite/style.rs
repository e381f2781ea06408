//! Style sheets: what ships resolves, what is wrong is told with its place.

mod broken;

use std::fmt::Write as _;

use proptest::prelude::*;
use wwpub::diag::{Diagnostics, Sources};
use wwpub::font::FontSet;
use wwpub::model::{Lang, Role};
use wwpub::style::{
    self, Align, Case, Figures, Ground, Hyphenate, KEYS, Media, PressStandard, SHIPPED,
    Sheets, Slant, Style,
};
use wwpub::unit::{Abs, Em, Ratio};

/// The style of that name in the binary.
fn shipped(name: &str) -> Style {
    let (style, found) = style::load(name, &Sheets::new());
    assert!(found.is_empty(), "{name}: {found:#?}");
    style.expect("a style without findings")
}

/// What comes of a project's sheets; the first is the one that is loaded.
fn project(sheets: &[(&str, &str)]) -> (Option<Style>, Diagnostics, Sources) {
    let mut sources = Sources::new();
    let mut project = Sheets::new();
    for (name, text) in sheets {
        let id = sources.add(format!("styles/{name}.toml"), *text);
        project.insert((*name).into(), (id, (*text).into()));
    }
    let (style, found) = style::load(sheets[0].0, &project);
    (style, found, sources)
}

/// Findings as lines: `s-004 own:2:9 unknown unit `px` (write …)`.
fn told(found: &Diagnostics, sources: &Sources) -> String {
    let mut lines = String::new();
    for finding in &found.clone().sorted() {
        let place = finding.span.map_or("-".to_owned(), |span| {
            let (path, line, column) = sources.place(span);
            let name = path.trim_start_matches("styles/").trim_end_matches(".toml");
            format!("{name}:{line}:{column}")
        });
        let hints = finding.hints.join("; ");
        writeln!(lines, "{} {place} {} ({hints})", finding.code, finding.message)
            .expect("writing to a string succeeds");
    }
    lines
}

#[test]
fn every_shipped_style_has_a_type_area_of_whole_lines() {
    for (name, lines, foot) in [
        ("weekly", 67, 13.18),
        ("tabloid", 87, 15.05),
        ("pamphlet", 39, 17.14),
        ("large-print", 30, 25.0),
    ] {
        let style = shipped(name);
        assert_eq!(style.grid.lines, lines, "{name}");
        let given = style.page.margins.foot.to_mm();
        assert!((given - foot).abs() < 0.01, "{name}: {given}");

        let area = style.type_area().height;
        let margins = style.page.margins.top + style.page.margins.foot;
        assert_eq!(area + margins, style.page.size.height, "{name}: to the last unit");
        assert_eq!(area, style.grid.leading * i64::from(lines), "{name}");
        assert_eq!(style.text.leading, style.grid.leading, "{name}");
    }
}

#[test]
fn columns_and_gutters_fill_the_type_area() {
    let weekly = shipped("weekly");
    let (one, all) = (weekly.measure(1), weekly.measure(3));
    assert_eq!(all, weekly.type_area().width);
    assert!((all - one * 3 - weekly.grid.gutter * 2).abs() < Abs::raw(3));
    assert!((one.to_pt() - 162.52).abs() < 0.01, "{one:?}");
    assert_eq!(weekly.measure(9), all);
}

#[test]
fn a_headline_takes_about_its_size_and_a_twentieth() {
    for (name, _) in SHIPPED.iter().filter(|(name, _)| *name != "large-print") {
        let style = shipped(name);
        for step in &style.makeup.heads {
            let ratio = step.leading(style.grid.leading).over(step.size);
            assert!((1.04..1.05).contains(&ratio), "{name} {step:?} {ratio}");
        }
    }
}

#[test]
fn every_role_finds_a_face_as_asked_for() {
    let fonts = FontSet::shipped();
    for (name, _) in SHIPPED {
        let style = shipped(name);
        assert!(fonts.check(&style).is_empty());
        for (role, look) in &style.roles {
            let wanted = wwpub::font::Wanted {
                family: &look.family,
                weight: look.weight,
                slant: look.slant,
                cut: look.cut,
                size: look.size,
            };
            let id = fonts.select(&wanted).expect("the family is there");
            let face = fonts.face(id);
            let got = (face.weight, face.slant);
            assert_eq!(got, (look.weight, look.slant), "{name} {role}");
        }
    }
}

#[test]
fn large_print_keeps_its_promises() {
    let style = shipped("large-print");
    for (role, look) in &style.roles {
        assert!(look.size >= Abs::pt(16.0), "{role} is {:?}", look.size);
        assert_eq!(look.case, Case::AsWritten, "{role}");
        assert_eq!(look.slant, Slant::Upright, "{role}");
        assert_eq!(look.hyphenate, Hyphenate::Off, "{role}");
        assert_ne!(look.align, Align::Justify, "{role}");
        assert!(look.leading >= look.size, "{role}");
    }
    for head in [
        Role::Headline,
        Role::Crosshead,
        Role::Subhead,
        Role::BoxoutTitle,
        Role::LetterTitle,
        Role::ListingTitle,
        Role::ContentsTitle,
    ] {
        assert!(style.role(head).size >= Abs::pt(22.0), "{head}");
    }
    assert!(style.makeup.heads.iter().all(|step| step.size >= Abs::pt(22.0)));
    assert_eq!(style.boxout.ground, Ground::Frame);
    assert_eq!(style.hyphenation.on, Hyphenate::Off);
}

#[test]
fn readers_get_their_own_sizes() {
    let style = shipped("weekly");
    let size = |role| style.role(role).reader_size;
    assert_eq!(size(Role::Body), Em::new(1.0));
    assert_eq!(size(Role::Headline), Em::new(1.95));
    assert_eq!(size(Role::Kicker), Em::new(0.72));
    assert_eq!(size(Role::Masthead), Em::new(2.0), "never more than 2 by itself");
    let caption = style.role(Role::Caption);
    assert_eq!(caption.reader_size, Em::new(caption.size.over(style.text.size)));

    assert_eq!(style.role(Role::Headline).reader_leading, Ratio::new(1.08));
    assert_eq!(style.role(Role::Body).reader_leading, Ratio::new(1.45));
    assert_eq!(style.role(Role::Body).reader_align, Align::Start);
    assert_eq!(style.role(Role::JumpLine).reader_align, Align::End);
    assert_eq!(style.role(Role::Body).reader_indent, Em::new(1.2));
    assert_eq!(style.role(Role::Crosshead).reader_indent, Em::ZERO);
}

#[test]
fn a_role_has_what_the_text_has_unless_it_says_otherwise() {
    let own = "[text]\nfamily = 'Libertinus Serif'\nsize = '10pt'\nfigures = 'tabular'\n\
               [role.quote]\nsize = '120%'\n[role.code]\nsize = '0.9em'\n";
    let (style, found, sources) = project(&[("own", own)]);
    assert_eq!(told(&found, &sources), "");
    let style = style.unwrap();
    let body = style.role(Role::Body);
    assert_eq!(body.family.0, "Libertinus Serif");
    assert_eq!((body.size, body.figures), (Abs::pt(10.0), Figures::Tabular));
    assert_eq!(style.role(Role::Headline).family.0, "Libertinus Serif");
    assert_eq!(style.role(Role::Kicker).family.0, "Source Sans 3");
    assert_eq!(style.role(Role::Code).size, Abs::pt(9.0));

    // Larger than the text's leading lets it be: half lines of the grid, as it needs.
    let quote = style.role(Role::Quote);
    assert_eq!((quote.size, quote.leading), (Abs::pt(12.0), Abs::pt(17.25)));
}

#[test]
fn a_project_sheet_wins_and_can_extend_the_one_it_hides() {
    let (style, found, sources) = project(&[
        ("daily", "extends = 'weekly'\n[page]\nbleed = '4mm'\n"),
        ("weekly", "extends = 'weekly'\n[grid]\ncolumns = 4\n[page]\nbleed = '9mm'\n"),
    ]);
    assert_eq!(told(&found, &sources), "");
    let style = style.unwrap();
    assert_eq!(style.name, "daily");
    assert_eq!((style.grid.columns, style.page.bleed), (4, Abs::mm(4.0)));
}

#[test]
fn a_sheet_without_parent_stands_on_the_house() {
    let (style, ..) = project(&[("own", "")]);
    let house = Style { name: "own".into(), ..shipped("house") };
    assert_eq!(style.unwrap(), house);
}

#[test]
fn punctuation_falls_back_from_region_to_language() {
    let own = "[punctuation.de]\nquotes = ['»', '«', '›', '‹']\ndash = ' – '\n\
               [punctuation.de-CH]\nquotes = ['«', '»', '‹', '›']\n";
    let (style, found, sources) = project(&[("own", own)]);
    assert_eq!(told(&found, &sources), "");
    let lang = |tag: &str| tag.parse::<Lang>().unwrap();
    let style = style.unwrap();
    let swiss = style.punctuation(&lang("de-CH"));
    assert_eq!(swiss.quotes.unwrap()[0], "«");
    assert_eq!(swiss.dash.as_deref(), Some(" – "));
    assert_eq!(style.punctuation(&lang("de-AT")).quotes.unwrap()[0], "»");
    assert_eq!(style.punctuation(&lang("en-GB")), style::Punctuation::default());
}

#[test]
fn the_hyphen_of_a_broken_word_hangs_like_a_hyphen() {
    let mut style = shipped("weekly");
    let hang = |style: &Style, c| style.protrusion.of(c, Slant::Upright);
    let half = (Ratio::new(0.5), Ratio::new(0.5));
    assert_eq!(hang(&style, '-'), half);
    assert_eq!(hang(&style, '\u{ad}'), half);
    assert_eq!(hang(&style, '.'), (Ratio::ZERO, Ratio::new(0.7)));
    assert_eq!(style.protrusion.of('.', Slant::Italic).1, Ratio::new(0.5));
    assert_eq!(style.protrusion.of(';', Slant::Italic).1, Ratio::new(0.3));
    assert_eq!(hang(&style, 'm'), (Ratio::ZERO, Ratio::ZERO));
    style.protrusion.amount = Ratio::ZERO;
    assert_eq!(hang(&style, '-'), (Ratio::ZERO, Ratio::ZERO));
}

#[test]
fn every_key_of_the_declaration_changes_the_style() {
    let before = Style { name: "own".into(), ..shipped("weekly") };
    for key in KEYS {
        let sheet = format!("extends = 'weekly'\n{}\n", key.trial);
        let (style, found, sources) = project(&[("own", &sheet)]);
        assert!(!found.has_errors(), "{}: {}", key.path, told(&found, &sources));
        assert_ne!(style.as_ref(), Some(&before), "{} changes nothing", key.path);

        // The trial is one of that key.
        let mut path = key.trial.split(" = ").next().unwrap().split('.');
        for part in key.parts() {
            let written = path.next();
            assert!(part.starts_with('<') || written == Some(part), "{}", key.path);
        }
    }
}

#[test]
fn every_key_says_what_it_means_where_it_counts() {
    let none = |meaning: &str| meaning == "none" || meaning.starts_with("none:");
    for key in KEYS {
        let silent = (none(key.css), none(key.print));
        // Cover and printed pages count for readers, and no CSS speaks of them.
        let no_css = matches!(key.path, "reader.cover" | "reader.printed-pages");
        let expected = match key.media {
            Media::Both => (false, false),
            Media::Print => (true, false),
            Media::Reader => (no_css, true),
        };
        assert_eq!(silent, expected, "{}", key.path);
    }
}

/// Sheets that are wrong.
const WRONG: &[&str] = &[
    "[role.kicker]\nsize = '9px'\n",
    "[page]\nbleed = 3\ntop = '12'\n",
    "[page]\nbleed = '3em'\ninside = '-1mm'\ntop = '1e9mm'\noutside = 'wide'\n",
    "[page]\nbleed = '2,5mm'\nsize = 'A44'\n",
    "[page]\nsize = ['210mm']\n",
    "[grid]\ncolumns = 13\ngutters = '4mm'\nleading = '0pt'\n",
    "[role.kickr]\nsize = '9pt'\n[rule.kicker]\nsize = '9pt'\n",
    "[role.kicker]\nweight = 'bold'\ncase = 'uppercase'\nkeep = 'hole'\n",
    "[role.kicker]\nleading-reader = '3pt'\nbleed = '3mm'\n",
    "[pages]\nsize = 'A4'\n[zzz]\n",
    "page = 'A4'\nextends = 3\n",
    "[role.kicker]\ncolour = 'acent'\n[rule]\ncolour = 'green'\n",
    "[colour.accent]\nrgb = 'red'\ncmyk = [0, 101, 0, 0]\n",
    "[colour.sky]\nrgb = '#aaccff'\n[colour.'Deep Red']\nrgb = '#a00000'\n",
    "[punctuation.english]\ndash = '-'\n[punctuation.en]\nquotes = ['a']\n",
    "[protrusion.characters]\n'' = ['1%', '2%']\nA = '5%'\nB = ['1pt', '2%']\n",
    "[furniture]\njump = 'page {folo}'\nfoot = ['{folio', '[x', '*y']\n",
    "[makeup]\nheads = ['33pt', '22pt/1.3line', '16pt/9pt']\n",
    "[makeup]\nheads = ['22pt/2line', '33pt/1line']\n",
    "[makeup]\nheads = []\n",
    "[justification]\nword = ['120%', '100%', '150%']\nglyph = ['98%']\n",
    "[page]\ninside = '100mm'\noutside = '100mm'\n",
    "[furniture]\nmasthead-lines = 66\n",
    "[role.caption]\nsize = '14pt'\n",
    "[text]\nfeatures = ['ss01', 'swash']\n[role.kicker]\nhyphenate = 'no'\n",
    "[hyphenation.exceptions]\nen = ['news-paper', 'two words', '-x']\n",
    "[reader]\nembed = ['headline', 'headlin']\nleading = 1.45\n",
    "[text]\nfamily = ''\nsize = 2020-01-01\n",
    "[page\nsize = \n[grid]\ncolumns = = 3\n",
    "extends = 'weakly'\n",
    "extends = 'zebra'\n[page]\nbleed = '3px'\n",
];

#[test]
fn everything_wrong_is_told_with_its_place() {
    let mut all = String::new();
    for sheet in WRONG {
        let (style, found, sources) = project(&[("own", sheet)]);
        assert!(!found.is_empty(), "nothing wrong with {sheet:?}");
        assert_eq!(style.is_none(), found.has_errors());
        let told = told(&found, &sources);
        writeln!(all, "{sheet}→ {}\n", told.trim_end().replace('\n', "\n→ "))
            .expect("writing to a string succeeds");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_circle_is_told_and_so_is_the_rest() {
    let (style, found, sources) = project(&[
        ("a", "extends = 'b'\n[page]\nbleed = '3px'\n"),
        ("b", "extends = 'c'\n[grid]\ncolumns = 0\n"),
        ("c", "extends = 'a'\n"),
    ]);
    assert_eq!(style, None);
    insta::assert_snapshot!(told(&found, &sources), @r"
    s-004 a:3:10 unknown unit `px` (write `9pt`, `3mm` or `1.5cm`)
    s-009 b:3:11 `grid.columns` cannot be 0 (it goes from 1 to 12)
    s-003 c:1:11 `a` never reaches its ground (it goes in a circle: `a`, `b`, `c`, `a`)
    ");
}

#[test]
fn a_style_that_does_not_exist_is_told_with_the_nearest() {
    let told = |name| {
        let (style, found) = style::load(name, &Sheets::new());
        assert_eq!(style, None);
        told(&found, &Sources::new())
    };
    insta::assert_snapshot!(told("weakly"), @"s-001 - no style is called `weakly` (did you mean `weekly`)");
    insta::assert_snapshot!(told("zebra"), @"s-001 - no style is called `zebra` (there are `house`, `large-print`, `pamphlet`, `tabloid` and `weekly`)");
}

/// The page of the room lists every code, and the sheets above call every one of them.
#[test]
fn every_code_is_in_the_table_and_tried() {
    let page = include_str!("../../src/style/mod.rs");
    let codes = include_str!("../../src/style/code.rs");
    let tried = WRONG.iter().map(|sheet| {
        let (_, found, sources) = project(&[("own", sheet)]);
        told(&found, &sources)
    });
    let tried: String = tried.collect();
    for code in codes.split('"').filter(|part| part.starts_with("s-")) {
        assert!(page.contains(&format!("| {code} |")), "{code} is not in the table");
        let elsewhere = ["s-001", "s-003"].contains(&code);
        assert!(elsewhere || tried.contains(code), "{code} is not tried");
    }
}

/// What is read of a style, in words.
fn in_words(style: &Style) -> String {
    let mut words = String::new();
    let mut line = |text: String| words.push_str(&(text + "\n"));
    let page = &style.page;
    let mm = |length: Abs| format!("{:.2}", length.to_mm());
    line(format!(
        "page {} × {} mm, top {} foot {} inside {} outside {}, bleed {}",
        mm(page.size.width),
        mm(page.size.height),
        mm(page.margins.top),
        mm(page.margins.foot),
        mm(page.margins.inside),
        mm(page.margins.outside),
        mm(page.bleed),
    ));
    let grid = &style.grid;
    line(format!(
        "grid {} columns, gutter {} mm, {} lines of {:?}",
        grid.columns,
        mm(grid.gutter),
        grid.lines,
        grid.leading
    ));
    for (role, look) in &style.roles {
        line(format!(
            "{role}: {} {} {:?} {:?} {:?}/{:?} {:?} {:?} track {:.3} {:?} indent {} \
             inset {} space {:?} {:?} {:?} {:?} {}, reader {:.2}/{:.2} {:?} {}",
            look.family.0,
            look.weight.0,
            look.slant,
            look.cut,
            look.size,
            look.leading,
            look.align,
            look.case,
            look.tracking.get(),
            look.figures,
            look.indent.get(),
            look.inset.get(),
            look.space_before,
            look.space_after,
            look.keep,
            look.hyphenate,
            look.colour,
            look.reader_size.get(),
            look.reader_leading.get(),
            look.reader_align,
            (look.reader_indent.get() * 100.0).round() / 100.0,
        ));
    }
    let furniture = &style.furniture;
    for (name, lines, templates) in [
        ("issue line", furniture.masthead_lines, &furniture.issue_line),
        ("front foot", furniture.front_foot_lines, &furniture.front_foot),
        ("head", furniture.head_lines, &furniture.running_head),
        ("foot", furniture.foot_lines, &furniture.foot),
    ] {
        let [a, b, c] = templates;
        line(format!("{name}: {lines} lines, {a} | {b} | {c}"));
    }
    line(format!("jump: {} | {}", furniture.jump, furniture.jump_from));
    let makeup = &style.makeup;
    for step in &makeup.heads {
        line(format!("head {:?}/{:?}", step.size, step.leading(grid.leading)));
    }
    line(format!(
        "{:?}, one column at most {:?}, lines {} or {}, filled {:.2}, wide standfirst \
         {:?}, legs of {}",
        makeup.mode,
        makeup.one_column_head,
        makeup.head_lines,
        makeup.one_column_head_lines,
        makeup.head_fill.get(),
        makeup.wide_standfirst,
        makeup.min_leg,
    ));
    line(format!("{:?}", style.rule));
    line(format!("{:?}", style.justification));
    line(format!("{:?}", style.hyphenation));
    line(format!("{:?}", style.colours));
    line(format!("{:?}", style.reader));
    words
}

#[test]
fn the_weekly_resolved() {
    insta::assert_snapshot!(in_words(&shipped("weekly")));
}

/// Where `styles/README.md` is.
fn readme() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/README.md")
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the page is a file beside the sheets")]
fn the_readme_lists_the_keys_of_the_code() {
    const START: &str = "<!-- keys: made by style::reference -->\n";
    const END: &str = "<!-- end of keys -->";
    let page = std::fs::read_to_string(readme()).expect("styles/README.md");
    let (before, rest) = page.split_once(START).expect("the start of the table");
    let (table, after) = rest.split_once(END).expect("the end of the table");
    if table == style::reference() {
        return;
    }
    if std::env::var_os("WWPUB_RENEW").is_some() {
        let renewed = format!("{before}{START}{}{END}{after}", style::reference());
        std::fs::write(readme(), renewed).expect("styles/README.md can be written");
        return;
    }
    let new = style::reference();
    let odd: Vec<&str> = new.lines().filter(|line| !table.contains(line)).collect();
    panic!("renew with WWPUB_RENEW=1; not in the page:\n{}", odd.join("\n"));
}

#[test]
fn a_printer_is_asked_before_the_house_and_after_the_style() {
    let style = |own: &str| {
        let text = format!("extends = 'weekly'\n[press]\nprinter = 'coldset'\n{own}");
        project(&[("own", &text)]).0.expect("a style")
    };
    let plain = style("");
    assert_eq!(plain.press.standard, PressStandard::X1a);
    assert_eq!((plain.page.bleed, plain.page.multiple), (Abs::ZERO, 4));
    let own = style("standard = 'x4'\n[page]\nbleed = '5mm'\n");
    assert_eq!(own.press.standard, PressStandard::X4);
    assert_eq!(own.page.bleed, Abs::mm(5.0));
    assert_eq!(own.press.resolution, 170, "what it does not say is the printer's");
}

#[test]
fn every_kind_of_printer_is_a_sheet_without_a_fault() {
    for name in ["own", "newspaper-club", "coldset", "sheet-fed", "home"] {
        let text = format!("[press]\nprinter = '{name}'\n");
        let (style, found, _) = project(&[("own", &text)]);
        assert!(style.is_some() && found.is_empty(), "{name}: {found:#?}");
    }
}
