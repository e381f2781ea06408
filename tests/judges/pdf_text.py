"""Glyphs put together to words, as a screen reader puts them together: with the page of each piece."""
import unicodedata

from tokens import SHY, fold, spans


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

    def gap(self):
        """The end of a block, whatever stands there."""
        if self.chars and not self.chars[-1].isspace():
            self.push("\n", self.page_of[-1])
        self.last = None

    def push(self, text, page):
        self.chars.extend(text)
        self.page_of.extend([page] * len(text))

    def add(self, run):
        for glyph in reading_order(run):
            if self.last and parted(self.last, glyph) and self.chars and self.chars[-1] != SHY:
                self.push("\n", self.last.page)
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
    size = max(a.size, b.size, 1e-3)
    drop = abs(a.y - b.y)
    if a.page != b.page or drop > 0.1 * size:
        return True
    return abs(b.x - a.end) > size and abs(a.x - b.end) > size


def reading_order(run):
    """Glyphs of a right-to-left passage that were drawn from left to right, turned round."""
    out, at = [], 0
    while at < len(run):
        stop = at
        if is_rtl(run[at].text):
            stop = last = at
            while last < len(run) and same_line(run[at], run[last]) and not is_ltr(run[last].text):
                if is_rtl(run[last].text):
                    stop = last
                last += 1
            passage = run[at:stop + 1]
            if passage[0].x < passage[-1].x:
                passage.reverse()
            out.extend(passage)
        else:
            out.append(run[at])
        at = stop + 1
    return out


def same_line(a, b):
    """Marks may stand off the line of their letters."""
    if a.page == b.page and (is_mark(a.text) or is_mark(b.text)):
        return abs(a.y - b.y) < 0.6 * max(a.size, b.size)
    return a.page == b.page and abs(a.y - b.y) < 0.1 * max(a.size, 1e-3)


def is_mark(text):
    return all(unicodedata.category(c)[0] == "M" for c in text)


def is_rtl(text):
    return any("\u0590" <= c <= "\u08ff" or "\ufb1d" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufefc" for c in text)


def is_ltr(text):
    return any(c.isalpha() for c in text) and not is_rtl(text)
