#!/usr/bin/env -S python3 -B
"""glyphs.py [--style NAME.toml] [--area TOP,FOOT,INSIDE,OUTSIDE] [--leading PT] [--body PT] FILE.pdf...

Looks at the place of every glyph, as pdfplumber reads it from the finished file:
- nothing outside the type area (margins of --area in mm; without it, of the page's trim);
- no glyph over another one;
- every baseline of the body text on the grid: whole leadings apart on all pages (half ones in a style that parts
  paragraphs by half lines), within 0.02 pt.
Leading, body size and margins are options, or are taken from the style; a body size that is not given is the
commonest of the file, a leading the commonest distance of its lines.
Exit 0: nothing found. 1: something. 2: could not be judged.
"""
import argparse
import collections
import sys
import traceback
import unicodedata

import common

common.use_venv()
import pdfplumber
from pdfminer.pdftypes import resolve1  # noqa: E402 (wants the judges' Python)

import style_facts  # noqa: E402

ON_GRID = 0.02
MM = 72 / 25.4
# The part of a glyph's box that is looked at, in its own size, from the baseline: most ink is there, while the
# ascenders and descenders of tightly set headlines may share a band without touching.
LOW, HIGH = -0.10, 0.60
# Kerned and italic glyphs share the edges of their boxes.
SIDE = 0.2
# How far a stop or quote, and any other glyph, may hang over the edge, in its own size.
HANG_STOP, HANG = 0.65, 0.1
HANG_MARK = 6  # pt


class Glyph:
    __slots__ = ("text", "font", "size", "x0", "x1", "y", "page")

    def __init__(self, char, page):
        m = char["matrix"]
        self.text, self.font, self.page = char["text"], char["fontname"], page
        self.size = abs(char["size"]) if char["upright"] else 0.0
        self.x0, self.x1, self.y = char["x0"], char["x1"], m[5]

    def __str__(self):
        return f"“{self.text}” at {self.x0:.2f}, {self.y:.2f} ({self.font}, {self.size:.2f} pt)"


class Page:
    def __init__(self, page, number, leftwards=False):
        self.number, self.leftwards = number, leftwards
        box = page.page_obj.attrs
        trim = [float(x) for x in box.get("TrimBox") or box.get("CropBox") or page.page_obj.mediabox]
        self.left, self.low, self.right, self.high = trim
        self.glyphs = [Glyph(char, number) for char in page.chars]
        self.glyphs = [g for g in self.glyphs if g.size and g.text.strip()]
        # pdfplumber counts from the top of the media box.
        media = [float(x) for x in page.page_obj.mediabox]
        self.marks = [(kind, o["x0"], media[3] - o["bottom"], o["x1"], media[3] - o["top"])
                      for kind in ("rects", "lines", "curves", "images") for o in getattr(page, kind)]

    def area(self, margins, leading):
        """Left, low, right, high of the type area. Odd pages have their inside at the left; the foot has what the
        grid leaves over."""
        if not margins:
            return self.left, self.low, self.right, self.high
        top, foot, inside, outside = (m * MM for m in margins)
        left, right = (inside, outside) if self.number % 2 != self.leftwards else (outside, inside)
        high = self.high - top
        low = self.low + foot
        if leading:
            low = high - int((high - low) / leading + 0.001) * leading
        return self.left + left, low, self.right - right, high


def outside(page, margins, leading):
    left, low, right, high = page.area(margins, leading)
    for g in page.glyphs:
        stop = unicodedata.category(g.text[0])[0] in "PS" or g.text[0] == "\u00ad"
        hang = (HANG_STOP if stop else HANG) * g.size if margins else 0.05
        if g.x0 < left - hang or g.x1 > right + hang or g.y < low - 0.02 or g.y + 0.4 * g.size > high + 0.02:
            yield f"page {page.number}: outside the type area: {g}"
    for kind, x0, y0, x1, y1 in page.marks:
        rule = HANG_MARK if margins and kind == "rects" and y1 - y0 < 1 else 0.5  # under words that hang
        if x0 < left - rule or x1 > right + rule or y0 < low - 0.5 or y1 > high + 0.5:
            yield f"page {page.number}: outside the type area: {kind[:-1]} {x0:.2f}, {y0:.2f} to {x1:.2f}, {y1:.2f}"


def overlaps(page):
    """Pairs of glyphs whose cores share more than a sixth of the smaller one."""
    cells = collections.defaultdict(list)
    for g in page.glyphs:
        if all(unicodedata.category(c)[0] == "M" for c in g.text) or g.x1 - g.x0 < 0.1:
            continue  # marks stand over their letters
        side = SIDE * (g.x1 - g.x0)
        core = (g.x0 + side, g.y + LOW * g.size, g.x1 - side, g.y + HIGH * g.size)
        near = {}
        for column in range(int(core[0] // 12), int(core[2] // 12) + 1):
            for line in range(int(core[1] // 12), int(core[3] // 12) + 1):
                for other, other_core in cells[column, line]:
                    near[id(other)] = (other, other_core)
                cells[column, line].append((g, core))
        for other, other_core in near.values():
            kerned = abs(g.y - other.y) < 0.1 and any(unicodedata.category(c.text[0])[0] == "P" for c in (g, other))
            if shared(core, other_core) > 1 / 6 and not kerned:
                yield f"page {page.number}: {g} lies over {other}"


def shared(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))


def body_of(pages, size):
    """The glyphs of the body face: the commonest one of that size."""
    faces = collections.Counter((g.font, round(g.size, 2)) for page in pages for g in page.glyphs
                                if size is None or abs(g.size - size) < 0.02)
    if not faces:
        return []
    face = faces.most_common(1)[0][0]
    return [(page, g) for page in pages for g in page.glyphs if (g.font, round(g.size, 2)) == face]


def commonest_distance(body):
    """Between a line and the next lower one that starts within the same inch of the page."""
    columns = collections.defaultdict(set)
    for page, g in body:
        columns[page.number, int(g.x0 // 72)].add(round(g.y, 2))
    steps = collections.Counter()
    for lines in columns.values():
        lines = sorted(lines)
        steps.update(round(b - a, 2) for a, b in zip(lines, lines[1:]) if b - a > 4)
    return steps.most_common(1)[0][0] if steps else None


def off_grid(pages, leading, size):
    body = body_of(pages, size)
    leading = leading or commonest_distance(body)
    if not body or not leading:  # nothing was measured: never to be taken for clean
        yield f"no body text of {size} pt in lines" if size else "no lines of body text"
        return
    offsets = collections.Counter(round((page.high - g.y) % leading, 2) for page, g in body)
    first = offsets.most_common(1)[0][0]
    seen = set()
    for page, g in body:
        away = (page.high - g.y - first + leading / 2) % leading - leading / 2
        if abs(away) > ON_GRID and (page.number, g.y) not in seen:
            seen.add((page.number, g.y))
            yield f"page {page.number}: a baseline {away:+.3f} pt off the grid of {leading} pt: {g}"


def judge(path, asked):
    with pdfplumber.open(path) as pdf:
        pages = []
        viewer = resolve1(pdf.doc.catalog.get("ViewerPreferences")) or {}
        leftwards = str(viewer.get("Direction")) == "/'R2L'"
        for number, page in enumerate(pdf.pages, 1):
            pages.append(Page(page, number, leftwards))
            page.close()  # its glyphs are kept; what it was parsed from is not
    found = []
    for page in pages:
        found.extend(outside(page, asked.area, asked.leading))
        found.extend(overlaps(page))
    found.extend(off_grid(pages, asked.step or asked.leading, asked.body))
    count = sum(len(page.glyphs) for page in pages)
    return count, found


def numbers(text):
    return [float(x) for x in text.split(",")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--style", help="take what is not given from this style file")
    parser.add_argument("--area", type=numbers, help="margins in mm: top, foot, inside, outside")
    parser.add_argument("--leading", type=float, help="pt from baseline to baseline")
    parser.set_defaults(step=None)
    parser.add_argument("--body", type=float, help="size of the body text in pt")
    asked = parser.parse_args()
    if asked.style:
        facts = style_facts.read(asked.style)
        asked.area = asked.area or facts["area"]
        asked.leading = asked.leading or facts["leading"]
        asked.step = facts["leading"] / 2 if facts["parted"] else None
        asked.body = asked.body or facts["body"]
    ok = True
    for path in asked.files:
        count, found = judge(path, asked)
        if not count:
            print(f"glyphs: {path} has no glyph", file=sys.stderr)
            return 2
        ok &= not found
        print(f"{path}\n  glyphs     {'FAILS' if found else 'clean'}  {count} glyphs, {len(found)} findings")
        for line in found[:10]:
            print("      " + line)
    return 0 if ok else 1


try:
    sys.exit(main())
except Exception:  # a file that cannot be read was not judged
    traceback.print_exc()
    sys.exit(2)
