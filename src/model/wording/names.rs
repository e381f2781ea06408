//! Names and page numbers in a row.

/// The word before the last of a row.
#[derive(Copy, Clone, Debug)]
pub(super) enum And {
    /// A word between spaces.
    Word(&'static str),
    /// Spanish: `y`, but `e` before the sound of an i.
    Spanish,
    /// Arabic: `و`, written together with the next word.
    Arabic,
    /// Hebrew: `ו`, written together with a Hebrew word, with a hyphen before others.
    Hebrew,
    /// None: the last is parted as the others.
    None,
}

/// `A, B and C`.
pub(super) fn join(names: &[String], comma: &str, and: And) -> String {
    let Some((last, before)) = names.split_last() else {
        return String::new();
    };
    if before.is_empty() {
        return last.clone();
    }
    let before = before.join(comma);
    match and {
        And::Word(word) => format!("{before} {word} {last}"),
        And::Spanish if sounds_i(last) => format!("{before} e {last}"),
        And::Spanish => format!("{before} y {last}"),
        And::Arabic => format!("{before} و{last}"),
        And::Hebrew if last.starts_with(|c| ('א'..='ת').contains(&c)) => {
            format!("{before} ו{last}")
        }
        And::Hebrew => format!("{before} ו-{last}"),
        And::None => format!("{before}{comma}{last}"),
    }
}

/// Whether a Spanish word begins with the sound of an i: Iglesias, Hidalgo; not Hierro.
fn sounds_i(word: &str) -> bool {
    let word = word.to_lowercase();
    let sound = word.strip_prefix('h').unwrap_or(&word);
    sound.starts_with(['i', 'í'])
        && !["ia", "ie", "io", "iu"].iter().any(|d| sound.starts_with(d))
}

/// Folios in page order, runs of following numbers drawn together: 1, 4–6.
pub(super) fn ranges(folios: &[String]) -> Vec<String> {
    let follows = |a: &str, b: &str| match (a.parse::<u32>(), b.parse::<u32>()) {
        (Ok(a), Ok(b)) => a.checked_add(1) == Some(b),
        _ => false,
    };
    folios
        .chunk_by(|a, b| follows(a, b))
        .map(|run| match run {
            [first, .., last] => format!("{first}–{last}"),
            _ => run.concat(),
        })
        .collect()
}
