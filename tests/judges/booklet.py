#!/usr/bin/env -S python3 -B
"""booklet.py FILE-booklet.pdf [--pages N] [--blank N] [--screen FILE.pdf] [--rtl] [--flip short|long] [--paper MM]

Folds a booklet and reads it. pdfplumber says where each glyph stands on each side of each sheet and which way up;
the judge takes the sheets from the printer, turned over the edge of --flip, lays them into each other, folds them,
and turns the leaves, bound at the left, or with --rtl at the right. It must meet every page, in order, head up,
each with its folio at the outer edge; behind the last one everything must be white. Of --pages pages the last
--blank may be white and bear no folio.

With --screen every glyph is held against the screen edition of the same issue: the same glyphs on every page, all
moved by the same way: two pages beside each other in the middle of the sheet, smaller only where they have no room,
and those of each inner sheet a --paper (0.1 mm) nearer to the fold than those of the sheet around it.
Exit 0: nothing found. 1: something. 2: could not be judged.
"""
import argparse
import collections
import sys
import traceback

import common

common.use_venv()
import pdfplumber  # noqa: E402 (wants the judges' Python)
from pdfminer.pdftypes import resolve1  # noqa: E402

MM = 72 / 25.4
CLOSE = 0.03  # pt: places in the file are rounded to hundredths
UP, DOWN = "head up", "head down"

Glyph = collections.namedtuple("Glyph", "text x y size way x0 x1")


def glyphs(page):
    """In the order of painting, from the lower left corner."""
    found = []
    for char in page.chars:
        a, b, c, d, x, y = char["matrix"]
        if abs(b) > 1e-6 or abs(c) > 1e-6 or a * d <= 0:
            raise ValueError(f"a glyph is neither upright nor upside down: {char['text']} {char['matrix']}")
        found.append(Glyph(char["text"], x, y, abs(char["size"]), UP if a > 0 else DOWN, char["x0"], char["x1"]))
    return found


class Half:
    """Half of a side of a sheet, with what is printed on it as the file has it."""

    def __init__(self, place, all_, left, right, height):
        self.place, self.left, self.right, self.height = place, left, right, height
        self.glyphs = [g for g in all_ if left <= (g.x0 + g.x1) / 2 < right]
        ways = {g.way for g in self.glyphs}
        self.way = ways.pop() if len(ways) == 1 else "both ways" if ways else None

    def upright(self):
        """Its glyphs with the head up, from the half's own lower left corner."""
        if self.way != DOWN:
            return [(g, g.x - self.left, g.y, g.x0 - self.left, g.x1 - self.left) for g in self.glyphs]
        return [(g, self.right - g.x, self.height - g.y, self.right - g.x1, self.right - g.x0) for g in self.glyphs]

    def is_leftmost(self):
        """Whether its outer edge is at the left when its head is up."""
        return (self.left == 0) == (self.way != DOWN)

    def folios(self):
        """The numbers at the outer ends of the first line and of the last: the folio is one of them."""
        marks = [(g, x0, x1, y) for g, _, y, x0, x1 in self.upright() if g.text.strip()]
        numbers = []
        for line in {max(y for *_, y in marks), min(y for *_, y in marks)}:
            on_it = [mark for mark in marks if abs(mark[3] - line) < 1.5]
            word = outermost(on_it, self.is_leftmost())
            numbers += [int(word)] if word.isdigit() else []
        return sorted(numbers)


def outermost(marks, at_left):
    """The word at that end of a line: glyphs without a gap between them, from left to right."""
    marks = sorted(marks, key=lambda m: m[1], reverse=not at_left)
    word = [marks[0]]
    for mark in marks[1:]:
        gap = mark[1] - word[-1][2] if at_left else word[-1][1] - mark[2]
        if gap > 0.15 * mark[0].size:
            break
        word.append(mark)
    return "".join(m[0].text for m in sorted(word, key=lambda m: m[1]))


def sides(pdf):
    for number, page in enumerate(pdf.pages):
        width, height = float(page.width), float(page.height)
        all_ = glyphs(page)
        name = f"sheet {number // 2 + 1} {('front', 'back')[number % 2]}"
        yield width, height, [Half(f"{name} left", all_, 0.0, width / 2, height),
                              Half(f"{name} right", all_, width / 2, width + 1e-6, height)]


def leaves(sheets, like_a_book, rtl):
    """The pages in the order in which a reader meets them, each with the way up it has in her hands. `sheets` have
    two halves of a front and two of a back; the outermost is the first."""
    begin, end = [], []
    for front, back in sheets:
        for half in front:
            half.held = half.way
        for half in back:
            half.held = half.way if like_a_book else {UP: DOWN, DOWN: UP}.get(half.way, half.way)
        # Turned like a leaf of a book, the right of the back comes to lie behind the left of the front.
        behind = back[::-1] if like_a_book else back
        first, second = (0, 1) if rtl else (1, 0)
        begin += [front[first], behind[first]]
        end = [behind[second], front[second]] + end
    return begin + end


def read(found, asked, screen):
    """What is wrong with the booklet as a reader meets it."""
    blank = asked.blank
    for number, half in enumerate(found, 1):
        if number > asked.pages:
            if half.glyphs:
                yield f"{half.place}: something is printed behind the last page"
            continue
        if not half.glyphs:
            white = not screen[number - 1] if screen else number > asked.pages - blank
            if not white:
                yield f"page {number} ({half.place}) is white"
            continue
        folios = half.folios()
        if number not in folios:
            yield f"page {number} ({half.place}) bears the folio {folios}"
        if half.held != UP:
            yield f"page {number} ({half.place}) stands {half.held} in the hands of the reader"


def places(found, screen, sizes, sheet, paper):
    """Glyphs that are not those of the screen edition, or not where they should be."""
    width, height = sheet
    for number, (half, wanted) in enumerate(zip(found, screen), 1):
        inner = min(number - 1, len(found) - number) // 2  # the sheets around this one
        page_width, page_height = sizes[number - 1]
        scale = min(1.0, (width + CLOSE) / 2 / page_width, (height + CLOSE) / page_height)
        creep = inner * paper * MM
        # From the lower left corner of its half: a page at the left ends at the fold.
        x = width / 2 - page_width * scale + creep if half.is_leftmost() else -creep
        y = (height - page_height * scale) / 2
        got = [(g.text, gx, gy) for g, gx, gy, *_ in half.upright()]
        if [text for text, *_ in got] != [g.text for g in wanted]:
            yield f"page {number} ({half.place}) has other glyphs than the screen edition: {len(got)}, {len(wanted)}"
            continue
        off = [(gx - x - g.x * scale, gy - y - g.y * scale) for (_, gx, gy), g in zip(got, wanted)]
        worst = max(off, key=lambda o: max(map(abs, o)), default=(0, 0))
        if max(map(abs, worst)) > CLOSE:
            yield (f"page {number} ({half.place}) stands {worst[0]:+.2f}, {worst[1]:+.2f} pt off its place "
                   f"({inner} sheets around it)")


def told(pdf, flip):
    """What the file tells the printer."""
    wanted = {"short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge"}[flip]
    preferences = resolve1(pdf.doc.catalog.get("ViewerPreferences")) or {}
    for key, value in (("Duplex", wanted), ("PrintScaling", "None")):
        got = getattr(preferences.get(key), "name", None)
        if got != value:
            yield f"the file tells the printer {key} {got}, not {value}"


def judge(asked):
    """What is wrong, a line each."""
    screen, sizes = None, None
    if asked.screen:
        with pdfplumber.open(asked.screen) as pdf:
            screen = [glyphs(page) for page in pdf.pages]
            sizes = [(float(page.width), float(page.height)) for page in pdf.pages]
        asked.pages = asked.pages or len(screen)
        if len(screen) != asked.pages:
            yield f"the screen edition has {len(screen)} pages, not {asked.pages}"
            return
    if not asked.pages:
        raise ValueError("--pages or --screen must say how many pages there are")
    with pdfplumber.open(asked.file) as pdf:
        yield from told(pdf, asked.flip)
        seen = list(sides(pdf))
    if len(seen) != (asked.pages + 3) // 4 * 2:
        yield f"{asked.pages} pages are on {len(seen)} sides"
        return
    if len({(width, height) for width, height, _ in seen}) != 1:
        yield "the sheets are not of one size"
        return
    width, height, _ = seen[0]
    # The fold is upright: an edge that is upright too turns the sheet like a leaf.
    like_a_book = (asked.flip == "short") == (width >= height)
    halves = [half for *_, half in seen]
    found = leaves(list(zip(halves[::2], halves[1::2])), like_a_book, asked.rtl)
    yield from read(found, asked, screen)
    if screen:
        yield from places(found, screen, sizes, (width, height), asked.paper)


def options(words=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--pages", type=int)
    parser.add_argument("--blank", type=int, default=0)
    parser.add_argument("--screen")
    parser.add_argument("--rtl", action="store_true")
    parser.add_argument("--flip", choices=("short", "long"), default="short")
    parser.add_argument("--paper", type=float, default=0.1)
    return parser.parse_args(words)


def main():
    asked = options()
    try:
        found = list(judge(asked))
    except Exception:  # a judge that falls over has judged nothing
        traceback.print_exc()
        return 2
    for line in found:
        print("  " + line)
    print(f"{asked.file}: {asked.pages} pages, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
