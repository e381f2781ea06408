//! Which form of a noun goes with a number.

/// How a language counts (Unicode CLDR, cardinal rules for whole numbers), with the forms
/// in the order of the variants' words.
#[derive(Copy, Clone, Debug)]
pub(super) enum Plural {
    /// Always the same.
    Same,
    /// One; the rest.
    One,
    /// None and one; the rest.
    NoneOrOne,
    /// One; two; the rest.
    OneTwo,
    /// 1, 21, 31…; 2–4, 22–24…; the rest: Russian and Ukrainian.
    EastSlavic,
    /// 1; 2–4, 22–24…; the rest.
    Polish,
    /// 1; 2–4; the rest.
    Czech,
    /// 1; 2; 3–10, 103–110…; the rest.
    Arabic,
}

/// The form among `forms` for `n`.
pub(super) fn counted(
    plural: Plural,
    forms: &'static [&'static str],
    n: u32,
) -> &'static str {
    let tail = (n % 10, n % 100);
    let few = matches!(tail.0, 2..=4) && !matches!(tail.1, 12..=14);
    let form = match plural {
        Plural::Same => 0,
        Plural::One => usize::from(n != 1),
        Plural::NoneOrOne => usize::from(n > 1),
        Plural::OneTwo => match n {
            1 | 2 => n as usize - 1,
            _ => 2,
        },
        Plural::EastSlavic if tail.0 == 1 && tail.1 != 11 => 0,
        Plural::Polish | Plural::Czech if n == 1 => 0,
        Plural::EastSlavic | Plural::Polish => 2 - usize::from(few),
        Plural::Czech => 2 - usize::from(matches!(n, 2..=4)),
        Plural::Arabic => match (n, tail.1) {
            (1 | 2, _) => n as usize - 1,
            (_, 3..=10) => 2,
            _ => 3,
        },
    };
    forms[form]
}
