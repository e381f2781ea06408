//! Marks between the words, language by language.

mod properties;

use wwpub::diag::Diagnostics;
use wwpub::model::{
    Article, Block, BlockKind, Direction, FORMAT_VERSION, Inline, Issue, Lang, Paper,
    Section, Slug, Target, Text, flat_inlines,
};
use wwpub::typogrify::{self, Conventions, Marks};

fn lang(tag: &str) -> Lang {
    tag.parse().unwrap()
}

fn issue(tag: &str, body: Vec<Block>) -> Issue {
    let slug = Slug::from_words("story");
    let mut article = Article::new(slug.clone(), Text::plain("Headline", None));
    article.body = body;
    Issue {
        version: FORMAT_VERSION,
        paper: Paper {
            name: "Weekly Worker".into(),
            publisher: None,
            issn: None,
            strapline: vec![],
            address: None,
            rights: None,
            certifier: None,
        },
        number: None,
        volume: None,
        date: "1997-01-09".parse().unwrap(),
        price: None,
        lang: lang(tag),
        direction: Direction::Ltr,
        modified: None,
        correction_note: None,
        imprint: None,
        front: vec![],
        sections: vec![Section { name: None, slug, articles: vec![article] }],
    }
}

fn paragraph(inlines: Vec<Inline>) -> Block {
    Block::new(BlockKind::Paragraph(Text::new(inlines, None)), None)
}

/// The inlines of the first paragraph after typogrify.
fn set_inlines(tag: &str, inlines: Vec<Inline>) -> Vec<Inline> {
    let issue = issue(tag, vec![paragraph(inlines)]);
    let (issue, _) = typogrify::issue(issue, &Conventions::default());
    first(&issue)
}

fn first(issue: &Issue) -> Vec<Inline> {
    match &issue.articles().next().unwrap().body[0].kind {
        BlockKind::Paragraph(text) => text.inlines.clone(),
        other => panic!("not a paragraph: {other:?}"),
    }
}

/// A text of plain characters, set: `~` for a space that does not break, `_` for the fine
/// one.
fn set(tag: &str, text: &str) -> String {
    shown(&flat_inlines(&set_inlines(tag, vec![Inline::text(text)])))
}

fn shown(text: &str) -> String {
    text.replace('\u{A0}', "~").replace('\u{202F}', "_")
}

fn findings(tag: &str, text: &str) -> Diagnostics {
    typogrify::issue(issue(tag, vec![Block::paragraph(text)]), &Conventions::default()).1
}

/// Holds each text against what it becomes, and against itself set twice.
fn table(tag: &str, rows: &[(&str, &str)]) {
    let mut wrong = vec![];
    for (typed, wanted) in rows {
        let got = set(tag, typed);
        if got != *wanted {
            wrong.push(format!("{tag}: {typed}\n  wanted {wanted}\n  got    {got}"));
        }
        let twice = set(tag, &got.replace('~', "\u{A0}").replace('_', "\u{202F}"));
        if twice != got {
            wrong.push(format!("{tag}: {typed}\n  once  {got}\n  twice {twice}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn british_quotes() {
    table(
        "en-GB",
        &[
            ("'Hello,' he said.", "‘Hello,’ he said."),
            ("\"Hello,\" he said.", "‘Hello,’ he said."),
            ("'He said \"no\" to me.'", "‘He said “no” to me.’"),
            ("\"He said 'no' to me.\"", "‘He said “no” to me.’"),
            ("'He said 'no' to me.'", "‘He said “no” to me.’"),
            ("(\"Yes\")", "(‘Yes’)"),
            ("\"'Quite so'\"", "‘“Quite so”’"),
            ("“He said 'no' to me.”", "“He said ‘no’ to me.”"),
            ("'This goes on", "‘This goes on"),
            ("and ends here.\"", "and ends here.’"),
            (
                "the 'tough guys' of the workers' movement",
                "the ‘tough guys’ of the workers’ movement",
            ),
            ("'The workers' paper', they said", "‘The workers’ paper’, they said"),
            ("'Hang on, weren't you there?'.", "‘Hang on, weren’t you there?’."),
            ("'a'-'b'", "‘a’-‘b’"),
        ],
    );
}

#[test]
fn british_apostrophes() {
    table(
        "en-GB",
        &[
            ("It's O'Brien's, isn't it?", "It’s O’Brien’s, isn’t it?"),
            ("the workers' rights", "the workers’ rights"),
            ("James' book and the class' end", "James’ book and the class’ end"),
            ("the '90s and the 1990's", "the ’90s and the 1990’s"),
            ("give 'em hell", "give ’em hell"),
            ("'tis rock 'n' roll", "’tis rock ’n’ roll"),
            ("'Give 'em hell,' she said.", "‘Give ’em hell,’ she said."),
            ("'Rock 'n' roll' is dead", "‘Rock ’n’ roll’ is dead"),
            ("'Back in '97 he left,' she said.", "‘Back in ’97 he left,’ she said."),
            ("the '68ers' and '50s' end", "the ’68ers’ and ’50s’ end"),
            ("the '97 election", "the ’97 election"),
            ("the word 'em' is short", "the word ‘em’ is short"),
            ("an 'em dash' or 'en dash'", "an ‘em dash’ or ‘en dash’"),
            ("'ave a look", "’ave a look"),
            ("goin' home", "goin’ home"),
            ("rock-'n'-roll", "rock-’n’-roll"),
            ("The guerrilla’s named the raid", "The guerrilla’s named the raid"),
            (
                "un\u{AD}der the work\u{AD}ers\u{AD}' rule",
                "un\u{AD}der the work\u{AD}ers\u{AD}’ rule",
            ),
        ],
    );
}

#[test]
fn measures_stay() {
    table(
        "en-GB",
        &[
            ("He is 5'10\" tall", "He is 5'10\" tall"),
            ("\"He is 5'10\" tall,\" she said.", "‘He is 5'10\" tall,’ she said."),
            ("a 12\" record", "a 12\" record"),
            ("\"a 12\" record\"", "‘a 12\" record’"),
            ("6' of rope", "6' of rope"),
            ("'in 1997' he said", "‘in 1997’ he said"),
            ("\"in 1997\" he said", "‘in 1997’ he said"),
        ],
    );
}

#[test]
fn british_dashes_and_points() {
    table(
        "en-GB",
        &[
            ("Fujimori - a tyrant - fell", "Fujimori~– a tyrant~– fell"),
            ("one -- two --- three", "one~– two~– three"),
            ("one--two---three", "one~– two~– three"),
            ("one-- two", "one~– two"),
            ("'But I--'", "‘But I–’"),
            ("already – so", "already~– so"),
            ("close—set", "close—set"),
            ("well-known pre- and post-war", "well-known pre- and post-war"),
            ("- George Orwell", "–~George Orwell"),
            ("-", "–"),
            ("run it with --draft", "run it with --draft"),
            ("-----", "-----"),
            ("Wait... and see ...", "Wait… and see~…"),
            ("the end....", "the end.…"),
            ("leaders ........ 5", "leaders ........ 5"),
        ],
    );
}

#[test]
fn numbers_and_spaces() {
    table(
        "en-GB",
        &[
            ("the 1914-18 war", "the 1914–18 war"),
            ("1914-1918, pp. 5-7, £5-£10, 5%-10%", "1914–1918, pp.~5–7, £5–£10, 5%–10%"),
            ("9.30-10.30, 5-7pm, 16-18-year-olds", "9.30–10.30, 5–7pm, 16–18-year-olds"),
            (
                "50p-£1, £3m-£4m, 6.30pm-9pm, 19th-20th",
                "50p–£1, £3m–£4m, 6.30pm–9pm, 19th–20th",
            ),
            ("Room 4B-12, F-16, MI5-MI6, 1-in-10", "Room 4B-12, F-16, MI5-MI6, 1-in-10"),
            ("1,000-2,000 people won 3-1", "1,000–2,000 people won 3–1"),
            ("the 1999-2000 and 1999-00 seasons", "the 1999–2000 and 1999–00 seasons"),
            ("1997-01-09 and 1997-01", "1997-01-09 and 1997-01"),
            ("020-7946 0018, 0171-278 4443", "020-7946 0018, 0171-278 4443"),
            ("ISBN 0-14-044568-4, ISSN 1234-5678", "ISBN 0-14-044568-4, ISSN 1234-5678"),
            ("a Boeing 747-400, a T-34, Covid-19", "a Boeing 747-400, a T-34, Covid-19"),
            ("4 x 5, 4x5, 2 x 3 x 4, 0x10, x 5", "4~×~5, 4×5, 2~×~3~×~4, 0x10, x 5"),
            ("at -5 °C (-10)", "at −5~°C (−10)"),
            ("10 km, 5 million, 10 000, 7 pm", "10~km, 5~million, 10~000, 7~pm"),
            ("J. S. Mill, p. 5, No. 7, § 3", "J.~S.~Mill, p.~5, No.~7, §~3"),
            ("Mr Smith and Dr. Jones", "Mr~Smith and Dr.~Jones"),
            ("in 1997 300 died", "in 1997 300 died"),
        ],
    );
}

#[test]
fn addresses_stay() {
    let kept = [
        "https://example.org/a--b?c='d'&e",
        "www.example.org/1914-18",
        "example.org/it's/1-2",
        "o'neill--x@example.org",
        "notes-1997-98.pdf",
    ];
    for word in kept {
        assert_eq!(set("en-GB", &format!("'See {word}.'")), format!("‘See {word}.’"));
    }
}

#[test]
fn other_languages() {
    let rows = [
        ("en-US", "\"He said 'no' - twice\"", "“He said ‘no’—twice”"),
        ("en-US", "one -- two--three, 'scare'", "one—two—three, ‘scare’"),
        ("en-US", "5 - 3 = 2", "5~– 3 = 2"),
        ("de", "\"Er sagte 'nein' - zweimal\"", "„Er sagte ‚nein‘~– zweimal“"),
        (
            "de",
            "Wie geht's? Gib ihm 'ne z. B. 5 km",
            "Wie geht’s? Gib ihm ’ne z.~B. 5~km",
        ),
        ("de", "„halb\" gesetzt", "„halb“ gesetzt"),
        ("de", "»so« und \"so\"", "»so« und „so“"),
        ("de-CH", "\"Er sagte 'nein'\"", "«Er sagte ‹nein›»"),
        ("fr", "\"L'homme a dit 'non' !\"", "«_L’homme a dit “non”_!_»"),
        ("fr", "Quoi ? Oui; non: voilà! Quoi?!", "Quoi_? Oui_; non_: voilà_! Quoi_?!"),
        ("fr", "à 12:30 (!) « déjà » - oui", "à 12:30 (!) «_déjà_»~– oui"),
        ("fr", "1914-1918, M. Dupont", "1914-1918, M.~Dupont"),
        (
            "fr",
            "\"1914-1918\" ! L'« Huma », l''Inter' [sic !]",
            "«_1914-1918_»_! L’«_Huma_», l’“Inter” [sic_!]",
        ),
        ("nl", "'40-'45", "’40–’45"),
        ("fr-CA", "Quoi? Oui: \"non\"!", "Quoi? Oui_: «_non_»!"),
        ("es", "\"Dijo 'no'\" - ¿\"sí\"?", "«Dijo “no”»~– ¿«sí»?"),
        ("es-MX", "\"Dijo 'no'\"", "“Dijo ‘no’”"),
        ("it", "\"Ha detto 'no'\", dell'arte", "«Ha detto “no”», dell’arte"),
        (
            "nl",
            "\"Hij zei 'nee'\", 's avonds, zo'n 't",
            "“Hij zei ‘nee’”, ’s avonds, zo’n ’t",
        ),
        ("pt-BR", "\"Ele disse 'não'\"", "“Ele disse ‘não’”"),
        ("pt-PT", "\"Ele disse 'não'\"", "«Ele disse “não”»"),
        ("pl", "\"Powiedział 'nie'\" i w domu", "„Powiedział «nie»” i~w~domu"),
        ("ru", "\"Он сказал 'нет'\" - и в дом", "«Он сказал „нет“»~— и~в~дом"),
        ("ru", "- Привет! 1914-1918", "—~Привет! 1914–1918"),
        ("uk", "\"П'ять\" - і в дім", "«П’ять»~— і~в~дім"),
        ("cs", "\"Řekl 'ne'\" v domě", "„Řekl ‚ne‘“ v~domě"),
        ("sv", "\"Han sa 'nej'\" - ja", "”Han sa ’nej’”~– ja"),
        ("fi", "\"Hän sanoi 'ei'\"", "”Hän sanoi ’ei’”"),
        ("da", "\"Han sagde 'nej'\"", "»Han sagde ›nej‹«"),
        ("nb", "\"Han sa 'nei'\"", "«Han sa ‘nei’»"),
        ("el", "\"Είπε 'όχι'\"", "«Είπε “όχι”»"),
        ("ar", "قال \"لا\"، ثم - نعم", "قال «لا»، ثم~– نعم"),
        ("he", "צה\"ל אמר \"לא\" לג'ורג' - כן", "צה״ל אמר ”לא” לג׳ורג׳~– כן"),
        ("he", "ה\"ארץ\"", "ה”ארץ”"),
        ("tr", "\"Ankara'da 'hayır' dedi\"", "“Ankara’da ‘hayır’ dedi”"),
        ("hu", "\"Azt mondta\"", "„Azt mondta”"),
        ("ja", "彼は\"はい\"と言った", "彼は「はい」と言った"),
    ];
    for tag in rows.map(|row| row.0) {
        let rows: Vec<_> =
            rows.iter().filter(|r| r.0 == tag).map(|r| (r.1, r.2)).collect();
        table(tag, &rows);
    }
}

#[test]
fn a_quote_reaches_across_inlines() {
    let set = set_inlines(
        "en-GB",
        vec![
            Inline::text("He said: \"I "),
            Inline::Emphasis(vec![Inline::text("won't")]),
            Inline::text(" 'give"),
            Inline::Strong(vec![Inline::text("' in\" ")]),
            Inline::text("- to "),
            Inline::Code("'x' -- \"y\"".into()),
            Inline::text("'s"),
        ],
    );
    assert_eq!(
        set,
        [
            Inline::text("He said: ‘I "),
            Inline::Emphasis(vec![Inline::text("won’t")]),
            Inline::text(" “give"),
            Inline::Strong(vec![Inline::text("” in’\u{A0}")]),
            Inline::text("– to "),
            Inline::Code("'x' -- \"y\"".into()),
            Inline::text("’s"),
        ]
    );
}

#[test]
fn words_in_another_language_have_its_marks() {
    let foreign = Inline::Lang {
        lang: lang("fr"),
        dir: None,
        content: vec![Inline::text("l'\"Huma\"!")],
    };
    let set =
        set_inlines("en-GB", vec![Inline::text("'In "), foreign, Inline::text("'")]);
    assert_eq!(shown(&flat_inlines(&set)), "‘In l’«_Huma_»_!’");
}

#[test]
fn a_link_that_shows_its_address_stays() {
    let url = "https://example.org/1914-18--x".to_owned();
    let link = Inline::Link {
        target: Target::Url(url.parse().unwrap()),
        content: vec![Inline::text(url)],
    };
    assert_eq!(set_inlines("en-GB", vec![link.clone()]), [link]);
}

#[test]
fn blocks_have_their_own_language() {
    let mut german = Block::paragraph("\"Ja\"");
    german.lang = Some(lang("de"));
    let quote = Block::new(BlockKind::Quote(vec![german]), None);
    let (set, _) = typogrify::issue(issue("fr", vec![quote]), &Conventions::default());
    let json = wwpub::model::to_json(&set);
    assert!(json.contains("„Ja“"), "{json}");
}

#[test]
fn printed_lines_are_set_and_descriptions_are_not() {
    let mut issue = issue("en-GB", vec![]);
    issue.paper.name = "Workers' Hammer".into();
    issue.paper.strapline = vec!["Founded 1914-18 - 'ours'".into()];
    issue.price = Some("50p - 'solidarity' £1".into());
    issue.sections[0].articles[0].short_title = Some("'Short'".into());
    let (issue, _) = typogrify::issue(issue, &Conventions::default());
    assert_eq!(issue.paper.name, "Workers’ Hammer");
    assert_eq!(shown(&issue.paper.strapline[0]), "Founded 1914–18~– ‘ours’");
    assert_eq!(issue.price.as_deref(), Some("50p - 'solidarity' £1"));
    assert_eq!(issue.articles().next().unwrap().label(), "‘Short’");
}

#[test]
fn the_house_has_the_last_word() {
    let marks = Marks {
        quotes: Some(["“", "”", "‘", "’"].map(String::from)),
        dash: Some("—".into()),
        ellipsis: Some("...".into()),
    };
    let house = Conventions::new([(lang("en"), marks)].into());
    let body = vec![Block::paragraph("\"He said 'no' - ...\"")];
    let (set, found) = typogrify::issue(issue("en-GB", body), &house);
    assert_eq!(flat_inlines(&first(&set)), "“He said ‘no’—...”");
    assert!(found.is_empty());
}

#[test]
fn doubled_marks_are_told_once_and_kept() {
    let text = "The “raid”, the “silence” and the ‘guy “x”’";
    assert_eq!(set("en-GB", text), text);
    let found = findings("en-GB", text);
    let told: Vec<_> = found.iter().map(|d| (d.code.0, d.message.as_str())).collect();
    let message = "doubled quotation marks where single ones are the rule: `“raid”`, and 1 \
        more in this article";
    assert_eq!(told, [("t-001", message)]);
    assert!(findings("en-US", text).is_empty());

    let found = findings("en-GB", "\"one\" and \"two\"");
    assert_eq!(found.iter().map(|d| d.code.0).collect::<Vec<_>>(), ["t-002"]);
}

#[test]
fn the_sample_keeps_its_marks() {
    let sample = include_str!("../../content/1997-01-09/mission-impossible-in-peru.txt");
    let set = set("en-GB", sample);
    let plain = |text: &str| text.replace(['~', '\u{A0}'], " ").replace('–', "-");
    assert_eq!(plain(&set), plain(sample));
    assert!(set.contains("opinion’. It has also severely"));
    assert!(set.contains("Fujimori~– ‘Hang on"));
}
