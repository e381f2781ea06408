"""Words as they are compared: under case folding, ligatures resolved, soft hyphens and marks of direction dropped.

A token is a run of letters, figures and marks (with apostrophes inside), or one other sign. So a line that breaks
behind a dash or a slash changes nothing, while a word cut anywhere else gives two tokens that nobody expects.
"""
import functools
import unicodedata
from collections import Counter

SHY = "\u00ad"
# Soft hyphens, zero-width and bidi controls, variation selectors: none of them is read.
DROPPED = dict.fromkeys([0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A),
                         *range(0xFE00, 0xFE10)])


def fold(text):
    text = unicodedata.normalize("NFKC", text.translate(DROPPED)).casefold()
    return unicodedata.normalize("NFKC", text)


@functools.lru_cache(maxsize=None)
def is_letter(char):
    return unicodedata.category(char)[0] in "LNM" or char == "_"


def spans(folded):
    """(start, end) of each token of a folded text."""
    found, at, size = [], 0, len(folded)
    while at < size:
        start = at
        if folded[at].isspace():
            at += 1
            continue
        at += 1
        if is_letter(folded[start]):
            while at < size and (is_letter(folded[at]) or
                                 folded[at] in "'’" and at + 1 < size and is_letter(folded[at + 1])):
                at += 1
        found.append((start, at))
    return found


def tokens(text):
    folded = fold(text)
    return [folded[start:end] for start, end in spans(folded)]


def first_difference(expected, found, around=6):
    """None where both are equal, else a readable line about the first place where they part."""
    if expected == found:
        return None
    at = next((i for i, (a, b) in enumerate(zip(expected, found)) if a != b), min(len(expected), len(found)))

    def context(words):
        marked = words[max(0, at - around):at] + ["▸"] + words[at:at + around]
        return " ".join(marked) + ("" if at + around < len(words) else " (end)")

    return f"word {at + 1}: expected “{context(expected)}”, found “{context(found)}”{guess(expected, found, at)}"


def guess(expected, found, at):
    """What probably happened, to save the reader a look."""
    want, have = expected[at:at + 3], found[at:at + 3]
    if len(want) > 1 and len(have) > 1:
        if have[0] + have[1] == want[0] or have[0] + "".join(have[2:3]) == want[0] and have[1] in "-‐":
            return ": cut"
        if want[:2] == have[1::-1]:
            return ": out of order"
        if have[0] == want[1]:
            return ": lost"
        if at and have[0] == expected[at - 1]:
            return ": doubled"
    if not have:
        return ": lost"
    return ""


def is_subsequence(expected, found):
    """The first token of `expected` that does not follow in `found`, or None."""
    rest = iter(found)
    for token in expected:
        if not any(token == other for other in rest):
            return token
    return None


def bag(words):
    return Counter(words)


def listed(counter, limit=12):
    names = [f"{word}×{n}" if n > 1 else word for word, n in sorted(counter.items())]
    return " ".join(names[:limit]) + (f" … ({len(names)} in all)" if len(names) > limit else "")
