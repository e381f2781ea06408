//! The style sheet: relative, without colours, and right for every script.

use super::*;

#[test]
fn the_style_sheet_of_weekly() {
    let package = package(&every_kind());
    insta::assert_snapshot!("css", package.text("stylesheet.css").unwrap());
}

#[test]
fn every_style_gives_a_sheet_without_colours_variables_or_queries() {
    for name in ["weekly", "tabloid", "pamphlet", "large-print"] {
        let style = style::load(name, &Sheets::new()).0.expect("a style that ships");
        let pictures = Pictures::default();
        let fonts = FontSet::shipped();
        let (package, _) = epub::package(
            &every_kind(),
            &style,
            &fonts,
            &pictures,
            None,
            None,
            Device::Generic,
        );
        let css = package.text("stylesheet.css").unwrap();
        for bad in ["--", "var(", "@supports", "@media", "background", "px", "pt;", "#"] {
            assert!(!css.contains(bad), "{name}: {bad}");
        }
        let colours = css.lines().filter(|l| l.trim_start().starts_with("color:"));
        assert!(colours.clone().all(|l| l.trim() == "color: inherit;"), "{name}");
    }
}

/// The declarations of the first rule with that selector.
fn rule(css: &str, selector: &str) -> String {
    let rules = css.split_once(&format!("{selector} {{\n")).expect(selector).1;
    rules.split_once('}').expect("an end").0.to_owned()
}

#[test]
fn justified_text_leaves_captions_and_lists_ragged() {
    let sheet = |align| {
        let mut style = weekly();
        style.reader.align = align;
        let (fonts, pictures) = (FontSet::shipped(), Pictures::default());
        let issue = every_kind();
        let device = Device::Generic;
        let made = epub::package(&issue, &style, &fonts, &pictures, None, None, device);
        made.0.text("stylesheet.css").unwrap().to_owned()
    };
    let css = sheet(style::Align::Justify);
    assert!(rule(&css, "body").contains("text-align: justify"));
    for selector in [".caption", ".headline", ".front, .contents, .title"] {
        let rule = rule(&css, selector);
        assert!(rule.contains("text-align: left;\n  text-align: start"), "{selector}");
    }
    assert!(!sheet(style::Align::Start).contains("text-align: start"));
}

#[test]
fn a_face_of_one_weight_is_not_taken_for_the_others() {
    let mut style = weekly();
    style.reader.embed = vec![Role::Byline];
    let (fonts, pictures) = (FontSet::shipped(), Pictures::default());
    let (issue, device) = (every_kind(), Device::Generic);
    let made = epub::package(&issue, &style, &fonts, &pictures, None, None, device);
    let css = made.0.text("stylesheet.css").unwrap();
    let own = "font-family: \"Source Sans 3 600\"";
    assert!(rule(css, "@font-face").contains(own), "{css}");
    assert!(rule(css, ".byline").contains(own));
    assert!(rule(css, ".caption").contains("font-family: \"Source Sans 3\", sans-serif"));
}

#[test]
fn scripts_without_italics_are_never_slanted() {
    let arabic = package(&specimen::arabic());
    let css = arabic.text("stylesheet.css").unwrap();
    assert!(rule(css, "\n:lang(ar)").contains("font-style: normal"));
    assert!(rule(css, "\nem:lang(ar)").contains("font-weight: bold"));
    let english = package(&every_kind());
    // Only what joins is named there, and that in any language.
    assert!(!english.text("stylesheet.css").unwrap().contains("em:lang("));
}
