//! Step 2a: which face, script and direction each character of a text is set in.
//!
//! Letters have the face that their look asks for, else a fallback. Marks and signs have
//! that of the letters they stand beside: a full stop behind an Arabic word is Arabic.

use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};

use super::shape::Run;
use super::text::{Emphasis, Look, Piece, SetText};
use crate::font::{FaceId, FontSet, Wanted, is_invisible};
use crate::style::{Figures, Slant, Weight};

/// The embedding level of each byte (UAX #9). Lines are broken by us, so the whole text is
/// one paragraph of that algorithm: line breaks of the author are not paragraph ends.
pub(super) fn levels(text: &str, base: Level) -> Vec<Level> {
    if base.is_ltr() && text.chars().all(is_of_the_left) {
        return vec![base; text.len()];
    }
    let one = text.replace('\n', " ").replace('\u{2029}', "\u{2028}");
    debug_assert_eq!(one.len(), text.len());
    let mut levels = BidiInfo::new(&one, Some(base)).levels;
    levels.resize(text.len(), base);
    levels
}

/// Whether it neither runs from right to left nor turns what stands beside it (the classes
/// of UAX #9, table 4): Latin, Greek and Cyrillic, marks and signs.
fn is_of_the_left(c: char) -> bool {
    matches!(c, '\0'..='\u{58F}' | '\u{2010}'..='\u{2027}' | '\u{202F}'..='\u{205F}')
}

/// Runs of one piece, face, script, level and kind of figures.
pub(super) fn itemize(set: &SetText, levels: &[Level], fonts: &FontSet) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![];
    let mut script = *b"Zyyy";
    let mut letter = None;
    for (index, piece) in set.pieces.iter().enumerate() {
        let mut chooser = Chooser::new(fonts, &piece.look);
        let text = &set.text[piece.range.clone()];
        let figures = figures_of(text, piece.look.figures);
        for (offset, c) in text.char_indices() {
            let at = piece.range.start + offset;
            let kind = kind_at(&figures, offset);
            if let Some(run) = runs.last_mut()
                && (run.piece, run.level, run.figures) == (index, levels[at], kind)
                && offset > 0
                && chooser.goes_on(run, text.as_bytes()[offset - 1], c)
            {
                run.range.end = at + 1;
                if c.is_ascii_alphabetic() {
                    letter = Some(c);
                }
                continue;
            }
            let own = script_of(c);
            if let Some(own) = own {
                script = own;
                letter = Some(c);
            }
            let beside = match own {
                None if !is_invisible(c) => letter_beside(&set.text, at, letter),
                _ => None,
            };
            let of_number = own.is_none() && is_of_number(&set.text, at, c);
            let (face, missing) = match chooser.pick(c, beside, of_number) {
                Some(face) => (face, false),
                None => (chooser.wanted, true),
            };
            let figures = match kind {
                Figures::OldStyle if !has_old_style(script, beside, piece) => {
                    Figures::Lining
                }
                kind => kind,
            };
            let range = at..at + c.len_utf8();
            let level = levels[at];
            let run = Run {
                range,
                piece: index,
                face,
                script,
                level,
                figures,
                missing,
                made: false,
            };
            add(&mut runs, run, own);
        }
    }
    // Marks before the first letter are of its script.
    let first = runs.iter().position(|run| run.script != *b"Zyyy").unwrap_or(0);
    for at in 0..first {
        runs[at].script = runs[first].script;
    }
    runs
}

/// Adds a character to the last run, or begins another with it; `own` is its script where
/// it is a letter.
fn add(runs: &mut Vec<Run>, run: Run, own: Option<[u8; 4]>) {
    let alike = |last: &Run| {
        last.piece == run.piece
            && last.face == run.face
            && last.level == run.level
            && last.figures == run.figures
            && last.missing == run.missing
            && (own.is_none() || last.script == run.script || last.script == *b"Zyyy")
    };
    match runs.last_mut().filter(|last| alike(last)) {
        Some(last) => {
            last.range.end = run.range.end;
            last.script = run.script;
        }
        None => runs.push(run),
    }
}

/// The face a look asks for.
pub(super) fn face_of(fonts: &FontSet, look: &Look) -> FaceId {
    let wanted = |weight| Wanted {
        family: &look.family,
        weight,
        slant: look.slant,
        cut: look.cut,
        size: look.size,
    };
    let select = |weight| {
        fonts
            .select(&wanted(weight))
            .expect("the pipeline has checked that every family of the style has a face")
    };
    let face = select(look.weight);
    // Emphasis in a family that has no italic is bold: a faked slant is none.
    let shown = look.emphasis == Emphasis::Off || fonts.face(face).slant == look.slant;
    if shown { face } else { select(look.weight.max(Weight::BOLD)) }
}

/// Chooses the faces of a piece.
struct Chooser<'a> {
    fonts: &'a FontSet,
    wanted: FaceId,
    /// The same among letters that have no italic: theirs could only be upright.
    upright: FaceId,
    /// How heavy faces are that stand in: they have no italic that could say emphasis.
    weight: Weight,
    last: Option<FaceId>,
}

impl<'a> Chooser<'a> {
    fn new(fonts: &'a FontSet, look: &Look) -> Self {
        let weight = if look.emphasis == Emphasis::On {
            look.weight.max(Weight::BOLD)
        } else {
            look.weight
        };
        let upright = Look { slant: Slant::Upright, weight, ..look.clone() };
        let (wanted, upright) = (face_of(fonts, look), face_of(fonts, &upright));
        Self { fonts, wanted, upright, weight, last: None }
    }

    /// The face for one character: that of the letter beside it, where it is none itself
    /// nor part of a number, else the wanted one, else that of the character before (words
    /// in one face), else a fallback. `None` where no face has it.
    fn pick(&mut self, c: char, beside: Option<char>, of_number: bool) -> Option<FaceId> {
        if is_invisible(c) {
            return Some(self.last.unwrap_or(self.wanted));
        }
        let foreign = beside.filter(|letter| !self.covers(self.wanted, *letter));
        let own = if foreign.is_some() { self.upright } else { self.wanted };
        let theirs = foreign.filter(|_| !of_number).and_then(|c| self.stand_in(c));
        let face = match theirs.filter(|face| self.covers(*face, c)) {
            Some(face) => Some(face),
            None if self.covers(own, c) => Some(own),
            None => self.stand_in(c),
        };
        if face.is_some() {
            self.last = face;
        }
        face
    }

    /// Whether `c` of ASCII goes on with a run of Latin letters in the wanted face: another
    /// letter, or what follows one. Most characters do, and need not be looked at further.
    fn goes_on(&self, run: &Run, before: u8, c: char) -> bool {
        run.script == *b"Latn"
            && !run.missing
            && run.face == self.wanted
            && self.last == Some(self.wanted)
            && (c.is_ascii_alphabetic() || c.is_ascii() && before.is_ascii_alphabetic())
            && self.covers(self.wanted, c)
    }

    /// A face for what the wanted one has not: that of the character before, if it can.
    fn stand_in(&self, c: char) -> Option<FaceId> {
        let last = self.last.filter(|face| self.covers(*face, c));
        let like = self.fonts.face(self.wanted).generic;
        last.or_else(|| self.fonts.fallback(c, self.weight, like))
    }

    fn covers(&self, face: FaceId, c: char) -> bool {
        self.fonts.face(face).covers(c)
    }
}

/// The letter whose face and figures a mark or sign at `at` follows: that of the word it is
/// written to, else the last before it (`before`), else the next.
fn letter_beside(text: &str, at: usize, before: Option<char>) -> Option<char> {
    let (behind, here) = text.split_at(at);
    let next = || here.chars().find(|c| script_of(*c).is_some());
    let word = behind.rsplit(char::is_whitespace).next().unwrap_or_default();
    let opens = here.split(|c: char| script_of(c).is_some()).next().unwrap_or_default();
    let leads =
        !word.contains(char::is_alphanumeric) && !opens.contains(char::is_whitespace);
    if leads { next().or(before) } else { before.or_else(next) }
}

/// Whether a character is a European figure, or a sign that belongs to one: these are
/// those of the text's own face wherever they stand.
fn is_of_number(text: &str, at: usize, c: char) -> bool {
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (behind, here) = text.split_at(at);
    let before = figure(behind.chars().next_back());
    let after = figure(here.chars().nth(1));
    c.is_ascii_digit()
        || before && (after || matches!(c, '%' | '‰' | '°' | '′' | '″' | '²' | '³'))
        || after && matches!(c, '+' | '-' | '−' | '#')
}

/// The script of a letter; `None` for what belongs to many.
pub(super) fn script_of(c: char) -> Option<[u8; 4]> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(*b"Latn");
    }
    match c.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        script => script.short_name().as_bytes().try_into().ok(),
    }
}

/// Old-style figures belong to small letters: scripts that have none have lining ones.
fn has_old_style(script: [u8; 4], beside: Option<char>, piece: &Piece) -> bool {
    match beside.and_then(script_of).unwrap_or(script) {
        [b'Z', ..] => piece.lang.has_small_letters(),
        script => matches!(&script, b"Latn" | b"Grek" | b"Cyrl"),
    }
}

/// Where the kind of figures changes: old-style figures give way to lining ones in words
/// that hold capitals, such as N29 and A4.
fn figures_of(text: &str, figures: Figures) -> Vec<(usize, Figures)> {
    if figures != Figures::OldStyle || !text.bytes().any(|b| b.is_ascii_digit()) {
        return vec![(0, figures)];
    }
    let mut kinds = vec![(0, Figures::OldStyle)];
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let mixed = word.bytes().any(|b| b.is_ascii_digit())
            && word.chars().any(char::is_uppercase);
        let kind = if mixed { Figures::Lining } else { Figures::OldStyle };
        if kinds.last().is_some_and(|(_, last)| *last != kind) {
            kinds.push((at, kind));
        }
        at += word.len();
    }
    kinds
}

fn kind_at(kinds: &[(usize, Figures)], offset: usize) -> Figures {
    let index = kinds.partition_point(|(at, _)| *at <= offset);
    kinds[index - 1].1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Shaper;
    use crate::layout::samples;
    use crate::model::Role;

    /// The runs of a text as text, face and kind of figures.
    fn runs(text: &str, lang: &str, look: Look) -> Vec<(String, String, Figures)> {
        let fonts = FontSet::shipped();
        let prepared = samples::prepared_in(text, lang, look, &mut Shaper::new(&fonts));
        let run = |run: &Run| {
            let face = fonts.face(run.face).name.clone();
            (text[run.range.clone()].to_owned(), face, run.figures)
        };
        prepared.runs.iter().map(run).collect()
    }

    fn body() -> Look {
        Look::of(samples::style().role(Role::Body))
    }

    /// What of a text is set in a face of that name.
    fn set_in(face: &str, text: &str, lang: &str) -> String {
        let runs = runs(text, lang, body());
        runs.iter().filter(|(_, name, _)| name.starts_with(face)).map(|r| &*r.0).collect()
    }

    #[test]
    fn what_is_of_the_left_turns_nothing() {
        for c in ('\0'..='\u{FFFF}').filter(|c| is_of_the_left(*c)) {
            let text = format!("a{c}1 {c}{c}, {c}1b");
            let levels = BidiInfo::new(&text, Some(Level::ltr())).levels;
            assert!(levels.iter().all(|level| level.number() == 0), "{c:?}");
        }
    }

    #[test]
    fn marks_have_the_face_of_their_letters() {
        let arabic = |text| set_in("NotoNaskhArabic", text, "ar");
        assert_eq!(arabic("قال: «نعم». ثم سكت."), "قال: «نعم». ثم سكت.");
        assert_eq!(arabic("«هكذا» قال!"), "«هكذا» قال!");
        // What belongs to a Latin word or number is Latin.
        assert_eq!(set_in("Source", "قال (Stop!) ثم", "ar"), "(Stop!) ");
        assert_eq!(set_in("Source", "نحو 0.07 أو 94%، ثم", "ar"), "0.07 94%");
    }

    #[test]
    fn old_style_figures_belong_to_scripts_with_small_letters() {
        let figures = |text: &str, lang: &str| {
            let runs = runs(text, lang, body());
            let run = runs.iter().find(|r| r.0.contains(|c: char| c.is_ascii_digit()));
            run.map(|run| run.2)
        };
        assert_eq!(figures("в 1708 году", "ru"), Some(Figures::OldStyle));
        assert_eq!(figures("1997 was a year", "en"), Some(Figures::OldStyle));
        assert_eq!(figures("1997", "en"), Some(Figures::OldStyle));
        assert_eq!(figures("بولاق 1820", "ar"), Some(Figures::Lining));
        assert_eq!(figures("1820 בירושלים", "he"), Some(Figures::Lining));
        assert_eq!(figures("1820", "he"), Some(Figures::Lining));
    }

    #[test]
    fn emphasis_without_an_italic_is_bold() {
        let italic = Look { slant: Slant::Italic, ..body() };
        let emphasis = Look { emphasis: Emphasis::On, ..italic.clone() };
        let face = |text: &str, lang: &str, look: &Look| {
            runs(text, lang, look.clone())[0].1.clone()
        };
        assert_eq!(face("كلمة", "ar", &emphasis), "NotoNaskhArabic-Bold");
        assert_eq!(face("слово", "ru", &emphasis), "SourceSerif4SmText-It");
        // A standfirst in italic is no emphasis.
        assert_eq!(face("كلمة", "ar", &italic), "NotoNaskhArabic-Regular");
        // Among letters that stand upright nothing leans.
        let runs = runs("עמוד (12; סוף)", "he", italic);
        assert!(runs.iter().all(|(_, face, _)| !face.ends_with("It")), "{runs:?}");
    }
}
