//! Who wrote an archive text: alone on its last line.

use super::Reader;
use super::lines::{Line, Lines, range_of};
use crate::input::draft::Guessed;
use crate::input::names;

/// Takes a byline off the end of `lines`.
pub(super) fn take(lines: &mut Lines<'_>, reader: &mut Reader<'_, '_>) {
    let groups = lines.groups.len();
    let Some(last) = lines.groups.back_mut() else { return };
    if !reader.draft.article.authors.is_empty() {
        return;
    }
    let alone = groups > 1;
    let (count, confidence) = match last.as_slice() {
        [line] if alone => match sure(line, reader) {
            Some(confidence) => (1, confidence),
            None => return,
        },
        // A name and a town or an address below it.
        [name, place] if alone && is_place(place, reader) => match sure(name, reader) {
            Some(confidence) if name.words() > 1 => (2, confidence - 10),
            _ => return,
        },
        // A name right below the last sentence.
        [.., before, line] => match sure(line, reader) {
            Some(confidence)
                if before.text.ends_with(['.', '!', '?', '”', '’', '"', '…'])
                    && (2..=3).contains(&line.words())
                    && before.width() > line.width() =>
            {
                (1, confidence - 20)
            }
            _ => return,
        },
        _ => return,
    };
    let taken = last.split_off(last.len() - count);
    if last.is_empty() {
        lines.groups.pop_back();
    }
    let range = range_of(&taken);
    reader.guess(Guessed::Byline, confidence, &range);
    let text = taken[0].text.trim_start_matches(['–', '—', '-', ' ']);
    let mut authors = names::split(text, &reader.lang);
    if let (Some(place), Some(author)) = (taken.get(1), authors.last_mut()) {
        author.place = Some(place.text.into());
    }
    reader.draft.article.authors = authors;
}

/// How sure it is that a line is a byline, in hundredths; `None` where it is none.
fn sure(line: &Line<'_>, reader: &Reader<'_, '_>) -> Option<u8> {
    let text = line.text.trim_start_matches(['–', '—', '-', ' ']);
    let named = names::without_by(text);
    if is_address(named) {
        return Some(70);
    }
    if !names::is_name_shaped(named, &reader.lang) {
        return None;
    }
    let told = named.len() < text.len() || text.len() < line.text.len();
    let words = named.split_whitespace().count();
    Some(match (told, words) {
        (true, _) => 96,
        (false, 2..=3) => 90,
        (false, 1) => 60,
        (false, _) => 70,
    })
}

fn is_address(text: &str) -> bool {
    let inner = text.trim_matches(['<', '>', '(', ')']);
    let good = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    inner
        .split_once('@')
        .is_some_and(|(user, host)| good(user) && good(host) && host.contains('.'))
}

fn is_place(line: &Line<'_>, reader: &Reader<'_, '_>) -> bool {
    is_address(line.text)
        || (line.words() <= 4 && names::is_name_shaped(line.text, &reader.lang))
}
