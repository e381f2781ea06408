"""The words of each page as plain extractors see them, which know nothing of the structure tree."""
import os
import re
import tempfile

from common import HERE, JUDGES, run
from pdf_text import is_rtl
from tokens import SHY, bag, is_subsequence, listed, tokens

TOOLS = {
    "pdftotext": ["pdftotext", "-raw", "-enc", "UTF-8"],
    "mutool": ["mutool", "draw", "-q", "-F", "txt", "-o"],
    "pdf.js": ["node", os.path.join(HERE, "pdfjs-text.mjs"), os.path.join(JUDGES, "readers", "node_modules")],
}


def texts(tool, path):
    """The text of each page, page feeds parting them."""
    with tempfile.TemporaryDirectory(prefix="plain-") as work:
        out = os.path.join(work, "out.txt")
        command = TOOLS[tool] + ([out, path] if tool == "mutool" else [path, out])
        done = run(command)
        if done.returncode:
            raise RuntimeError(f"{tool} failed: {done.stderr[-300:]}")
        with open(out, encoding="utf-8") as f:
            found = f.read().split("\f")
    return found[:-1] if found and not found[-1].strip() else found


def left_to_right(words):
    """Without words that run from right to left: these extractors guess at their order (mutool gives them as they
    are drawn), and the tree has said them already. Figures that got stuck to such a word are kept."""
    out = []
    for word in words:
        out.extend(re.findall(r"\d+", word) if is_rtl(word) else [word])
    return out


def in_order(words, leftwards):
    """Words whose order is asked for. In lines from right to left these extractors give marks as they are drawn,
    from left to right, between words whose order they guess: there the tree alone says it."""
    return [word for word in words if not leftwards or any(map(str.isalnum, word))]


class Page:
    """What one page should hold: the pieces of words of each article, in order, and the furniture."""

    def __init__(self, articles, furniture):
        self.articles = articles  # {slug: [(piece, whether the page ends inside the word)]}
        self.furniture = furniture
        pieces = (piece for pieces in articles.values() for piece, _ in pieces)
        self.expected = bag(left_to_right(pieces)) + bag(left_to_right(furniture))
        self.leftwards = any(is_rtl(piece) for pieces in articles.values() for piece, _ in pieces)
        self.cut = {piece for pieces in articles.values() for piece, ends in pieces if ends}

    def found(self, text, glued):
        """The tokens of an extractor's text: words cut by a flagged hyphen at a line's end joined again."""
        def join(match):
            head, tail = match.groups()
            before, whole = tokens(head), tokens(head + tail)
            # Where a page ends inside a word, what follows in the stream is another text.
            parts = before and before[-1] in self.cut and whole[len(before) - 1] not in self.expected
            return head + (" " if parts else "") + tail
        # A word may be divided over three lines: join until there is nothing to join.
        last = None
        while last != text:
            last, text = text, re.sub(rf"(\S*){SHY}[ \t]*\n\s*(\S*)", join, text)
        out = []
        for token in left_to_right(tokens(text)):
            out.extend([token] if token in self.expected or token not in glued else glued[token])
        return out


def settled(have, expected, glued):
    """The words with glued ones parted where their parts are missing: `28` is a number on this page and, elsewhere
    on it, a raised 8 after a 2. True beside them where it is not known which of them was parted."""
    lost, surplus = expected - bag(have), bag(have) - expected
    chosen = False
    for token in [token for token in surplus.elements() if token in glued]:
        parts = bag(glued[token])
        if parts - lost:
            continue
        lost -= parts
        at = have.index(token)
        have[at:at + 1] = glued[token]
        chosen = True
    return have, chosen


def with_line_ends(text, expected, found):
    """The words with those put together that lines divide: pdf.js leaves soft hyphens out, and says only that the
    line ends. Pieces on both sides of a line's end are put together where the whole is lost and the page then comes
    nearer to what is expected; until nothing comes nearer."""
    lines = [line for line in map(found, text.split("\n")) if line]
    have = bag(word for line in lines for word in line)
    while any([join_end(lines, at, expected, have) for at in range(len(lines))]):
        lines = [line for line in lines if line]
    return [word for line in lines for word in line]


def join_end(lines, at, expected, have):
    """Whether the last word of a line was put together with what follows. A long word may be divided over many
    lines: those between hold a piece of it and nothing else."""
    pieces = lines[at][-1:]
    for last in range(at + 1, len(lines) if pieces else 0):
        if not lines[last]:
            return False
        pieces.append(lines[last][0])
        whole = "".join(pieces)
        nearer = sum(1 if have[piece] > expected[piece] else -1 for piece in pieces)
        if expected[whole] > have[whole] and nearer >= 0:
            have[whole] += 1
            have.subtract(pieces)
            lines[at][-1] = whole
            for between in range(at + 1, last + 1):
                del lines[between][0]
            return True
        if len(lines[last]) != 1:
            return False
    return False


def with_initials(have, expected):
    """The words with large initials put back: mutool and pdf.js read no ActualText, and see the letter on a line of
    its own."""
    lost = expected - bag(have)
    out = []
    for word in have:
        if out and len(out[-1]) == 1 and lost[out[-1] + word]:
            lost[out[-1] + word] -= 1
            word = out.pop() + word
        out.append(word)
    return out


def complaints(tool, path, pages, glued):
    """Lines on every page where the extractor's words are not the expected ones."""
    lines = []
    found = texts(tool, path)
    if len(found) != len(pages):
        return [f"{tool}: {len(found)} pages, expected {len(pages)}"]
    for number, (page, text) in enumerate(zip(pages, found), 1):
        if tool == "pdf.js":
            have = with_line_ends(text, page.expected, lambda line: page.found(line, glued))
        else:
            have = page.found(text, glued)
        if tool != "pdftotext":
            have = with_initials(have, page.expected)
        have, chosen = settled(have, page.expected, glued)
        lost, surplus = page.expected - bag(have), bag(have) - page.expected
        if lost:
            owners = [slug for slug, pieces in page.articles.items() if any(piece in lost for piece, _ in pieces)]
            lines.append(f"{tool}, page {number}: lost or cut in {', '.join(owners) or 'furniture'}: {listed(lost)}")
        if surplus:
            lines.append(f"{tool}, page {number}: doubled or cut: {listed(surplus)}")
        for slug, pieces in page.articles.items():
            asked, seen = (in_order(words, page.leftwards)
                           for words in (left_to_right(piece for piece, _ in pieces), have))
            stuck = None if lost or chosen else is_subsequence(asked, seen)
            if stuck is not None:
                lines.append(f"{tool}, page {number}: {slug} is out of order at “{stuck}”")
    return lines


def solid_complaints(tool, path, pages):
    """The same by characters, for scripts that part no words: each page has those it should, and those of each
    article follow one another."""
    lines = []
    found = texts(tool, path)
    if len(found) != len(pages):
        return [f"{tool}: {len(found)} pages, expected {len(pages)}"]
    for number, (page, text) in enumerate(zip(pages, found), 1):
        have = bag("".join(tokens(text)))
        pieces = ["".join(piece for piece, _ in pieces) for pieces in page.articles.values()]
        expected = bag("".join(pieces + list(page.furniture)))
        if have != expected:
            lost, surplus = expected - have, have - expected
            lines.append(f"{tool}, page {number}: lost {listed(lost)}; doubled {listed(surplus)}")
            continue
        for slug, piece in zip(page.articles, pieces):
            stuck = is_subsequence(piece, "".join(tokens(text)))
            if stuck is not None:
                lines.append(f"{tool}, page {number}: {slug} is out of order at “{stuck}”")
    return lines
