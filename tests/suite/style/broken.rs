//! Whatever stands in a sheet, there is a style or an error, and never a panic.

use super::*;

/// A sheet that ships with something changed in it.
fn mutated() -> impl Strategy<Value = String> {
    let sheet = (0..SHIPPED.len()).prop_map(|i| SHIPPED[i].1.to_owned());
    let piece = prop_oneof![
        Just(String::new()),
        Just("'".to_owned()),
        Just("[".to_owned()),
        Just("\n[role.kicker]\n".to_owned()),
        Just("-1".to_owned()),
        Just("1e300".to_owned()),
        Just("99999999999999999999".to_owned()),
        Just("mm".to_owned()),
        Just("é\u{0}".to_owned()),
        "[a-z0-9.%\"\\[\\]=, -]{1,6}",
    ];
    (sheet, any::<prop::sample::Index>(), 0_usize..8, piece).prop_map(
        |(mut sheet, at, cut, piece)| {
            let places: Vec<usize> = sheet.char_indices().map(|(i, _)| i).collect();
            let from = at.index(places.len());
            let to = (from + cut).min(places.len() - 1);
            sheet.replace_range(places[from]..places[to], &piece);
            sheet
        },
    )
}

/// What holds for any text: no panic, a style or an error, never both; and a style that
/// can be worked with.
fn holds(text: &str) {
    let (style, found, sources) = project(&[("own", text)]);
    assert_eq!(style.is_none(), found.has_errors());
    let _ = told(&found, &sources);
    let Some(style) = style else { return };
    assert!(style.grid.lines > 0 && style.grid.leading >= Abs::pt(1.0));
    assert!(style.measure(1) > Abs::ZERO);
    assert!(!style.makeup.heads.is_empty());
    for role in Role::ALL {
        let look = style.role(*role);
        assert!(look.size > Abs::ZERO && look.leading > Abs::ZERO, "{role}");
        assert!(look.reader_size > Em::ZERO, "{role}");
        assert!(style.colours.contains_key(&look.colour), "{role}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_style_or_an_error(text in "\\PC{0,200}") {
        holds(&text);
    }

    #[test]
    fn any_table_is_a_style_or_an_error(
        lines in prop::collection::vec(
            "(\\[[a-z.<>*-]{1,16}\\]|[a-z.\"-]{1,12} ?= ?[-0-9a-z'\"%.,{}\\[\\]#]{0,16})",
            0..12,
        ),
    ) {
        holds(&lines.join("\n"));
    }

    #[test]
    fn a_changed_sheet_is_a_style_or_an_error(text in mutated()) {
        holds(&text);
    }

    /// Every key with every kind of value.
    #[test]
    fn any_value_of_a_key_is_a_style_or_an_error(
        key in 0..KEYS.len(),
        value in prop_oneof![
            "[-+]?[0-9]{1,12}(\\.[0-9]{1,6})?(pt|mm|cm|in|em|line|%|px)?"
                .prop_map(|text| format!("'{text}'")),
            "[-+]?[1-9][0-9]{0,11}",
            "\\['[0-9]{1,6}(pt|%|em|mm)', '[0-9]{1,6}(pt|%|em|mm)', '[0-9]{1,6}%'\\]",
            "\\['[0-9]{1,4}pt/[0-9]{1,3}line'\\]",
            "'[a-z#{}*\\[\\]]{0,9}'",
            Just("true".to_owned()),
        ],
    ) {
        let path = KEYS[key].trial.split(" = ").next().expect("a trial names its key");
        holds(&format!("{path} = {value}"));
    }
}
