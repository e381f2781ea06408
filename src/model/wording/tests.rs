use super::*;

fn wording(tag: &str) -> &'static Wording {
    Wording::of(&tag.parse().unwrap())
}

fn names(names: &str) -> Vec<String> {
    names.split('|').map(str::to_owned).collect()
}

#[test]
fn dates_are_written_as_the_language_writes_them() {
    let ninth = Date::new(1997, 1, 9).unwrap();
    let said = [
        ("en-GB", "9 January 1997", "Thursday 9 January 1997"),
        ("en-US", "January 9, 1997", "Thursday, January 9, 1997"),
        ("de", "9. Januar 1997", "Donnerstag, 9. Januar 1997"),
        ("de-AT", "9. Jänner 1997", "Donnerstag, 9. Jänner 1997"),
        ("de-CH", "9. Januar 1997", "Donnerstag, 9. Januar 1997"),
        ("nl", "9 januari 1997", "donderdag 9 januari 1997"),
        ("sv", "9 januari 1997", "torsdag 9 januari 1997"),
        ("da", "9. januar 1997", "torsdag den 9. januar 1997"),
        ("nb", "9. januar 1997", "torsdag 9. januar 1997"),
        ("fr", "9 janvier 1997", "jeudi 9 janvier 1997"),
        ("es", "9 de enero de 1997", "jueves, 9 de enero de 1997"),
        ("it", "9 gennaio 1997", "giovedì 9 gennaio 1997"),
        ("pt", "9 de janeiro de 1997", "quinta-feira, 9 de janeiro de 1997"),
        ("pl", "9 stycznia 1997", "czwartek, 9 stycznia 1997"),
        ("cs", "9. ledna 1997", "čtvrtek 9. ledna 1997"),
        ("ru", "9 января 1997 года", "четверг, 9 января 1997 года"),
        ("uk", "9 січня 1997 року", "четвер, 9 січня 1997 року"),
        ("fi", "9. tammikuuta 1997", "torstai 9. tammikuuta 1997"),
        ("tr", "9 Ocak 1997", "9 Ocak 1997 Perşembe"),
        ("el", "9 Ιανουαρίου 1997", "Πέμπτη 9 Ιανουαρίου 1997"),
        ("ar", "9 يناير 1997", "الخميس، 9 يناير 1997"),
        ("he", "9 בינואר 1997", "יום חמישי, 9 בינואר 1997"),
        ("fa", "۹ ژانویهٔ ۱۹۹۷", "پنجشنبه ۹ ژانویهٔ ۱۹۹۷"),
        ("ja", "1997年1月9日", "1997年1月9日木曜日"),
    ];
    for (tag, date, with_weekday) in said {
        assert_eq!(wording(tag).date(ninth), date, "{tag}");
        assert_eq!(wording(tag).date_with_weekday(ninth), with_weekday, "{tag}");
    }
}

#[test]
fn the_first_of_a_month_has_a_form_of_its_own() {
    let first = Date::new(1997, 5, 1).unwrap();
    assert_eq!(wording("fr").date(first), "1er mai 1997");
    assert_eq!(wording("it").date(first), "1º maggio 1997");
    assert_eq!(wording("pt-BR").date(first), "1º de maio de 1997");
    assert_eq!(wording("pt-PT").date(first), "1 de maio de 1997");
    assert_eq!(wording("en").date(first), "1 May 1997");
}

#[test]
fn a_region_falls_back_to_its_language_and_that_to_english() {
    assert_eq!(wording("es-MX").contents(), "Índice");
    assert_eq!(wording("no").tag, "nb");
    assert_eq!(wording("cy").tag, "en");
    assert_eq!(wording("en-IE").tag, "en");
    assert_eq!(wording("zh-Hant").tag, "en");
}

#[test]
fn minutes_agree_with_their_number() {
    let said = |tag: &str, n: &[u32]| -> Vec<String> {
        n.iter().map(|n| wording(tag).minutes(*n)).collect()
    };
    assert_eq!(said("en", &[0, 1, 2]), ["0 minutes", "1 minute", "2 minutes"]);
    assert_eq!(said("fr", &[0, 1, 2]), ["0 minute", "1 minute", "2 minutes"]);
    assert_eq!(
        said("ru", &[1, 2, 5, 11, 12, 21, 22]),
        [
            "1 минута",
            "2 минуты",
            "5 минут",
            "11 минут",
            "12 минут",
            "21 минута",
            "22 минуты"
        ]
    );
    assert_eq!(
        said("pl", &[1, 2, 5, 12, 21, 22]),
        ["1 minuta", "2 minuty", "5 minut", "12 minut", "21 minut", "22 minuty"]
    );
    assert_eq!(
        said("cs", &[1, 4, 5, 22]),
        ["1 minuta", "4 minuty", "5 minut", "22 minut"]
    );
    assert_eq!(
        said("ar", &[1, 2, 3, 10, 11, 100, 103]),
        [
            "دقيقة واحدة",
            "دقيقتان",
            "3 دقائق",
            "10 دقائق",
            "11 دقيقة",
            "100 دقيقة",
            "103 دقائق"
        ]
    );
    assert_eq!(said("he", &[1, 2, 3]), ["דקה אחת", "שתי דקות", "3 דקות"]);
    assert_eq!(said("fa", &[12]), ["۱۲ دقیقه"]);
    assert_eq!(said("ja", &[1, 2]), ["1分", "2分"]);
}

#[test]
fn names_stand_in_a_row() {
    assert_eq!(wording("en").join_names(&[]), "");
    assert_eq!(wording("en").join_names(&names("Ann Lee")), "Ann Lee");
    assert_eq!(wording("en").join_names(&names("A|B|C")), "A, B and C");
    assert_eq!(wording("es").join_names(&names("Ana|Iglesias")), "Ana e Iglesias");
    assert_eq!(wording("es").join_names(&names("Ana|Hierro")), "Ana y Hierro");
    assert_eq!(wording("ar").join_names(&names("سمير|ليلى|هدى")), "سمير، ليلى وهدى");
    assert_eq!(wording("he").join_names(&names("דוד|Ann")), "דוד ו-Ann");
    assert_eq!(wording("ja").join_names(&names("甲|乙")), "甲、乙");
}

#[test]
fn pages_are_drawn_together() {
    let en = wording("en");
    assert_eq!(en.pages(&names("5")), "page 5");
    assert_eq!(en.pages(&names("1|4|5|6")), "pages 1 and 4–6");
    assert_eq!(en.pages(&names("ii|iii")), "pages ii and iii");
    assert_eq!(wording("fa").page("5"), "صفحهٔ ۵");
    assert_eq!(wording("de").continued_on("5"), "Fortsetzung auf Seite 5");
}

#[test]
fn references_and_numbers_follow_the_custom_of_their_language() {
    assert_eq!(wording("en").page_aside("5"), " (page 5)");
    assert_eq!(wording("ja").page_aside("1"), "（1ページ）");
    assert_eq!(wording("ru").number("44"), "№\u{a0}44");
}

#[test]
fn a_headline_is_put_in_once_and_whole() {
    let day = Date::new(1997, 1, 9).unwrap();
    let en = wording("en");
    assert_eq!(en.previous("What {} means"), "Previous: What {} means");
    assert_eq!(
        en.front_page_of("The {date}", day, "{paper}"),
        "Front page of The {date}, 9 January 1997. Lead: {paper}"
    );
}

#[test]
fn every_table_is_whole() {
    for table in TABLES.iter().flat_map(|tables| tables.iter()) {
        let words = &table.words;
        for template in [
            words.page,
            words.pages,
            words.number,
            words.previous,
            words.next,
            words.note,
            words.continued_on,
            words.continued_from,
            words.by,
        ] {
            assert_eq!(template.matches("{}").count(), 1, "{}: {template}", table.tag);
        }
        let (paper, date, headline) = ("{paper}", "{date}", "{headline}");
        for part in [paper, date, headline] {
            assert!(words.front_page.contains(part), "{}", table.tag);
        }
        assert!(words.front_page.ends_with(headline), "{}", table.tag);
        assert!(table.tag.parse::<Lang>().is_ok());
        assert!((0..200).all(|n| !counted(table.plural, table.minutes, n).is_empty()));
    }
}
