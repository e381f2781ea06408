"""Glyphs put together to words, as a screen reader puts them together: with the page of each piece."""
import itertools
import unicodedata

from tokens import SHY, fold, spans

MADE = "\x1f"  # white space where a page was named: none in scripts without spaces


class Word:
    """A token, and the pieces it has on each page: more than one where a page ends inside it."""
    __slots__ = ("text", "pieces")

    def __init__(self, text, pieces):
        self.text, self.pieces = text, pieces


    def split(self, parts):
        """The same as several tokens: `word` and the number of its note, set without a gap."""
        if len(self.pieces) > 1:
            return [self]
        return [Word(part, [(self.pieces[0][0], part)]) for part in parts]


def unglued(words, expected, glued):
    """Words parted where the model parts them. Fonts have raised and lowered figures of their own, which stand on
    the line: then nothing in the file tells the call of a note from the word before it."""
    out = []
    for word in words:
        apart = word.text in glued and expected[len(out):len(out) + 1] != [word.text]
        out.extend(word.split(glued[word.text]) if apart else [word])
    return out


class Text:
    """Characters in reading order with the page of each, and with white space where a line or a block ends."""

    def __init__(self):
        self.chars, self.page_of = [], []
        self.last = None

    def gap(self, sign="\n"):
        """The end of a block, whatever stands there, or (MADE) a place where a page was named."""
        if self.chars and not self.chars[-1].isspace():
            self.push(sign, self.page_of[-1])
        self.last = None

    def push(self, text, page):
        self.chars.extend(text)
        self.page_of.extend([page] * len(text))

    def add(self, run):
        for glyph in reading_order(run):
            if self.last and parted(self.last, glyph) and self.chars and self.chars[-1] != SHY:
                self.push("\n", self.last.page)
            if self.chars and self.chars[-1] == MADE and is_unspaced(glyph.text[:1]):
                self.chars.pop()
                self.page_of.pop()
            self.push(glyph.text, glyph.page)
            # A mark may stand off the line: the next glyph follows its letter.
            if not is_mark(glyph.text):
                self.last = glyph

    def words(self):
        found, at = [], 0
        while at < len(self.chars):
            start = at
            while at < len(self.chars) and not self.chars[at].isspace():
                at += 1
            if at > start:
                found.extend(self.split(start, at))
            at += 1
        return found

    def split(self, start, end):
        """The tokens of a stretch without white space."""
        folded = fold("".join(self.chars[start:end]))
        edges, at = [], start  # where each page's share of the folded text ends
        while at < end:
            page = self.page_of[at]
            while at < end and self.page_of[at] == page:
                at += 1
            edges.append((len(fold("".join(self.chars[start:at]))), page))
        for first, last in spans(folded):
            pieces, low = [], 0
            for edge, page in edges:
                piece = folded[max(first, low):min(last, edge)]
                if piece:
                    pieces.append((page, piece))
                low = edge
            yield Word(folded[first:last], pieces)


def parted(a, b):
    """Whether white space is to be read between two glyphs that no space parts: another line, column or page.

    A raised or lowered glyph stands less than three quarters of the type size away from its line, and counts as
    a word of its own, as in the model. Inside a line only a real space parts words: a screen reader hears no gap.
    """
    if is_mark(b.text):
        return False
    if is_unspaced(a.text[-1:]) or is_unspaced(b.text[:1]):
        return False
    size = max(a.size, b.size, 1e-3)
    drop = abs(a.y - b.y)
    if a.page != b.page or drop > 0.1 * size:
        return True
    return max(b.low - a.high, a.low - b.high) > size


def reading_order(run):
    """Glyphs of right-to-left passages that were drawn from left to right, turned round: stroke by stroke, a stroke
    being what follows one beginning of a line. Figures keep their order; signs alone go with the stroke before them."""
    out, rtl = [], False
    for _, stroke in itertools.groupby(run, lambda glyph: (glyph.page, glyph.stroke)):
        stroke = list(stroke)
        low, high = min(glyph.x for glyph in stroke), max(glyph.end for glyph in stroke)
        for glyph in stroke:
            glyph.low, glyph.high = low, high
        kinds = [kind for kind in map(strength, (glyph.text for glyph in stroke)) if kind]
        rtl = "R" in kinds or (not kinds and rtl)
        out.extend(reversed(stroke) if rtl else stroke)
    return out


def strength(text):
    """`R` for letters from right to left, `L` for others and for figures, nothing for signs, spaces and marks."""
    classes = {unicodedata.bidirectional(c) for c in text}
    return "R" if classes & {"R", "AL"} else "L" if classes & {"L", "EN", "AN"} else ""


def same_line(a, b):
    """Marks may stand off the line of their letters."""
    if a.page == b.page and (is_mark(a.text) or is_mark(b.text)):
        return abs(a.y - b.y) < 0.6 * max(a.size, b.size)
    return a.page == b.page and abs(a.y - b.y) < 0.1 * max(a.size, 1e-3)


def is_mark(text):
    return all(unicodedata.category(c)[0] == "M" for c in text)


def is_unspaced(char):
    """Han, kana and their signs: between them a line ends without a space."""
    return any(a <= char <= b for a, b in (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef")))


def is_rtl(text):
    return any("\u0590" <= c <= "\u08ff" or "\ufb1d" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufefc" for c in text)


def is_ltr(text):
    return any(c.isalpha() for c in text) and not is_rtl(text)
