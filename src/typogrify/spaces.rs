//! Spaces at which a line must not break.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::custom::{Custom, House};
use super::flat::{self, Cell, Changes};

/// The space that does not break.
const NO_BREAK: char = '\u{A0}';

/// What becomes of single plain spaces.
pub(super) fn no_breaks(cells: &[Cell], house: &House<'_>) -> Changes {
    let mut changes = Changes::default();
    let spaces = flat::places(cells, |c| c == ' ');
    for at in spaces.filter(|at| !is_between_words(cells, *at) && !cells[*at].fixed) {
        let joins = || joins_words(cells, at, house.get(cells[at].custom));
        if joins_sign(cells, at) || may_join(cells, at) && joins() {
            changes.replace(at, NO_BREAK);
        }
    }
    changes
}

/// Whether two letters of ASCII stand on either side, small ones, as at most spaces: nothing
/// here joins such words.
fn is_between_words(cells: &[Cell], at: usize) -> bool {
    let around = at.checked_sub(2).and_then(|from| cells.get(from..at + 3));
    let is_small = |cell: &Cell| cell.c.is_ascii_lowercase();
    matches!(around, Some([a, b, _, c, d]) if [a, b, c, d].into_iter().all(is_small))
}

/// Before a dash or an ellipsis that is followed by a space, after a dash that begins a
/// line, around a multiplication sign.
fn joins_sign(cells: &[Cell], at: usize) -> bool {
    // None of them is of ASCII, nor is what is not seen.
    if [at.checked_sub(1), Some(at + 1)]
        .into_iter()
        .all(|i| i.and_then(|i| cells.get(i)).is_some_and(|cell| cell.c.is_ascii()))
    {
        return false;
    }
    let (back, on) = (flat::before(cells, at), flat::after(cells, at));
    let (before, after) = (flat::at(cells, back), flat::at(cells, on));
    if ![before, after].iter().flatten().any(|c| is_dash(*c) || matches!(c, '…' | '×'))
    {
        return false;
    }
    let behind = on.and_then(|on| flat::after(cells, on));
    let first = |place: Option<usize>| {
        matches!(
            flat::at(cells, place.and_then(|p| flat::before(cells, p))),
            None | Some('\n')
        )
    };
    match (before, after) {
        (Some(c), _) if is_dash(c) && first(back) => true,
        (Some('×'), Some(c)) | (Some(c), Some('×')) => c.is_ascii_digit(),
        (Some(_), Some(c)) if is_dash(c) || c == '…' => {
            flat::at(cells, behind).is_none_or(|c| !c.is_alphanumeric() && !is_quote(c))
        }
        _ => false,
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›')
}

/// Whether the words on both sides may be such as are joined: most are told by the
/// characters that stand next to the space.
fn may_join(cells: &[Cell], at: usize) -> bool {
    let seen = |i: Option<usize>| i.and_then(|i| cells.get(i)).map(|cell| cell.c);
    let (last, before) = (seen(at.checked_sub(1)), seen(at.checked_sub(2)));
    let (first, second) = (seen(Some(at + 1)), seen(Some(at + 2)));
    let begins = |c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | '[');
    last.is_some_and(is_figure)
        || first.is_some_and(|c| is_figure(c) || c.is_uppercase())
        || second == Some('.')
        || before.is_none_or(begins)
}

/// By the words on both sides.
fn joins_words(cells: &[Cell], at: usize, custom: &Custom) -> bool {
    let end = |i: &usize| !cells[*i].c.is_whitespace();
    // Words are put together only where their first or last character asks for it.
    let before = LazyCell::new(|| {
        let from = (0..at).rev().take(24).take_while(end).last().unwrap_or(at);
        let word = cells[from..at].iter().map(|cell| cell.c);
        let opens = |c: &char| is_quote(*c) || matches!(c, '(' | '[');
        word.skip_while(opens).collect::<String>()
    });
    let after = LazyCell::new(|| -> String {
        (at + 1..cells.len()).take(24).take_while(end).map(|i| cells[i].c).collect()
    });
    let last = at.checked_sub(1).map_or(' ', |i| cells[i].c);
    let first = cells.get(at + 1).map_or(' ', |cell| cell.c);
    let figure_first = first.is_ascii_digit();
    let is_title =
        || custom.titles.iter().any(|t| t.ends_with(last) && *t == before.as_str());

    (!figure_first && is_figure(last) && is_figures(&before) && is_unit(&after, custom))
        || (figure_first && (is_thousands(cells, at) || is_reference(&before)))
        || (first.is_uppercase() && (last == '.' && is_initial(&before) || is_title()))
        || (!last.is_alphanumeric() && is_short_form(&before) && is_short_form(&after))
        || (first.is_alphanumeric() && is_one_letter(&before, custom))
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾')
}

/// Ends in a figure and holds no letters but a currency's sign.
fn is_figures(word: &str) -> bool {
    word.ends_with(is_figure) && !word.contains(char::is_alphabetic)
}

/// Measures, money and great numbers, in the languages of this part of the world.
static UNITS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "mm cm dm m km mm² cm² m² km² m³ cm³ ha g mg kg t ml cl dl l hl s ms \
        min h Hz kHz MHz GHz W kW MW GW kWh MWh V kV A mA J kJ kcal cal Pa hPa bar K °C °F ° \
        % ‰ pt px em mi ft lb oz mph km/h m/s kB KB MB GB TB kbit/s bn mn tn € £ $ ¥ zł Kč Ft \
        kr kr. ₽ руб руб. грн грн. EUR GBP USD CHF PLN CZK SEK DKK NOK million billion \
        trillion millions milliards million milliard Million Millionen Mio Mio. Milliarde \
        Milliarden Mrd Mrd. miljoen miljard milion miliony milionów mln mld mln. mld. tys. \
        millón millones milhões milhão milioni miliardi мм см м км кг г т л млн млрд тыс. млн. \
        млрд. Uhr a.m. p.m."
        .split_whitespace()
        .collect()
});

fn is_unit(word: &str, custom: &Custom) -> bool {
    let word = word.trim_end_matches(|c: char| is_quote(c) || ",;:!?)]…".contains(c));
    let bare = word.trim_end_matches('.');
    UNITS.contains(word)
        || UNITS.contains(bare)
        || (custom.english && matches!(bare, "am" | "pm"))
}

/// `10 000`: three figures behind one to three.
fn is_thousands(cells: &[Cell], at: usize) -> bool {
    let figure = |cell: &&Cell| cell.c.is_ascii_digit();
    let before = cells[..at].iter().rev().take(4).take_while(figure).count();
    let after = cells[at + 1..].iter().take(4).take_while(figure).count();
    // A year stands before no thousand: 1997 300 are two numbers.
    (1..=3).contains(&before) && after == 3
}

/// What counts by the number behind it: `p. 5`, `No. 7`, `§ 3`.
static REFERENCES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "p. pp. no. nos. vol. vols. ch. chs. fig. figs. art. para. paras. cl. \
        v. vv. eq. sec. § §§ № nº n° n.º nr nr. nr: bd. bde. s. ss. abb. kap. abs. str. st. č. \
        čl. obr. с. стр. гл. рис. т. п. ст. рр. núm. pág. págs. cap. tab. tav. pag. pagg. poz. \
        rys. rozdz. anm. kl. sid. sk. blz. hfdst. afb. γρ. σ. σελ. αρ. ca. c."
        .split_whitespace()
        .collect()
});

fn is_reference(word: &str) -> bool {
    REFERENCES.contains(word.to_lowercase().as_str())
}

/// `J.` or `J.-P.`
fn is_initial(word: &str) -> bool {
    word.split('-').all(|part| {
        let mut characters = part.chars();
        matches!(
            (characters.next(), characters.next(), characters.next()),
            (Some(letter), Some('.'), None) if letter.is_uppercase()
        )
    })
}

/// `z.` and `B.`, `т.` and `е.`
fn is_short_form(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| is_quote(c) || ",;:!?)]".contains(c));
    let mut characters = word.chars();
    matches!(
        (characters.next(), characters.next(), characters.next()),
        (Some(letter), Some('.'), None) if letter.is_alphabetic()
    )
}

fn is_one_letter(word: &str, custom: &Custom) -> bool {
    let mut lower = word.chars().flat_map(char::to_lowercase);
    matches!((lower.next(), lower.next()), (Some(letter), None)
        if custom.one_letter.contains(letter))
}
