"""What is measured on running text: spaces, hyphens, rivers, last lines, feet of columns, the grid.

    galley = Galley.read("file.pdf", measure=161.0, columns=3)
    galley.figures()      # a dict, keys as in the tables
    galley.faults()       # (name, line) of every widow, orphan, ladder ... one by one

Lengths are in points, ratios of a word space in the face's own space, `em` in the size of the body.
"""
import collections
import statistics

import galley_glyphs
import galley_lines
import galley_rivers

HANG = 0.6  # em: how far stops, quotes and hyphens may hang beyond the measure
INITIAL = 1.5  # em: what is larger is a large initial
BEYOND = 0.1  # em: what else may lie beyond it (edges of round and slanted letters)
HANGING = galley_lines.HYPHENS + galley_lines.CLOSERS + ".,:;!?–—‚„“‘«‹…"
RUNT_EM, RUNT_LETTERS = 2.0, 5
LADDER = 3
WIDTH, SPACING = 2.0, (-0.012, 0.02)  # %, em: the letter freedoms of microtype and of typst at its best


class Galley:
    def __init__(self, pages, lines, paragraphs, leading, space):
        self.pages, self.lines, self.paragraphs = pages, lines, paragraphs
        self.leading, self.space = leading, space  # space in points
        self.body = [line for line in lines if line.body]
        self.full = [line for line in self.body if not line.last]

    @classmethod
    def read(cls, path, measure, columns=1, size=None, face=None, leading=None, space=None, edges=None, blocks=None):
        """`space` is the face's own in em, where the file shows no space; `edges` are known left edges
        {page number % 2: [x]}, `blocks` what `galley_tags` reads."""
        pages, spaces = galley_glyphs.read(path)
        if not any(page.glyphs for page in pages):
            raise ValueError(f"{path}: no glyphs")
        common_face, common_size = galley_lines.commonest_face(pages, size)
        face, size = face or common_face, size or common_size
        own = next((width for font, width in spaces.items()
                    if galley_lines.family(font) == galley_lines.family(face)), None)
        own = space or spaces.get(face) or own
        if own is None:
            raise ValueError(f"{path}: shows no space of {face}; say --space")
        edges = edges or galley_lines.column_edges(pages, face, size, columns, measure)
        lines = galley_lines.lines_of(pages, face, size, edges, measure)
        galley_lines.tag(lines, blocks or {})
        leading = leading or commonest_step([line for line in lines if line.body])
        return cls(pages, lines, galley_lines.paragraphs(lines, leading), leading, own * size)

    # ---- lines

    def ratio(self, line):
        """The line's mean word space; None where it has none."""
        gaps = line.gaps()
        return statistics.fmean(width for _, width in gaps) / self.space if gaps else None

    def spaces(self):
        ratios = [(line, self.ratio(line)) for line in self.full]
        known = [ratio for _, ratio in ratios if ratio is not None]
        share = lambda wanted: percent(sum(map(wanted, known)), len(known))  # noqa: E731
        by_line = {id(line): ratio for line, ratio in ratios if ratio is not None}
        jumps = [abs(by_line[id(a)] - by_line[id(b)]) for paragraph in self.paragraphs
                 for a, b in zip(paragraph, paragraph[1:]) if id(a) in by_line and id(b) in by_line]
        return {
            "lines": len(self.full), "chars": mean(len(line.text) for line in self.full),
            "space": mean(known), "sd": statistics.pstdev(known) if known else 0.0,
            ">1.33": share(lambda r: r > 1.33), ">1.5": share(lambda r: r > 1.5), ">2": share(lambda r: r > 2),
            "<0.8": share(lambda r: r < 0.8), "max": max(known, default=0.0), "jump": mean(jumps),
            "no space": len(ratios) - len(known),
        }

    def letters(self):
        """The range of glyph width in % and of letter-spacing in em, over lines of ten pairs and more; of the
        spacing without the outermost half per cent, since kerned pairs can pass for it in a short line. `far` is the
        share of lines that go beyond what rivals allow themselves."""
        widths, tracks, far = [], [], 0
        for line in self.full:
            own = [g for g in line.glyphs if abs(g.size - line.em) < 0.06]
            pairs = [(b.x0 - a.x1) / line.em for a, b in zip(own, own[1:]) if b.x0 - a.x1 < galley_lines.GAP * line.em]
            if len(pairs) >= 10:
                widths.append(statistics.median(g.stretch for g in own) * 100 - 100)
                tracks.append(commonest(pairs))  # most pairs are not kerned
                far += abs(widths[-1]) > WIDTH + 0.05 or not SPACING[0] - 0.002 <= tracks[-1] <= SPACING[1] + 0.002
        tracks = sorted(tracks)
        cut = len(tracks) // 200
        ends = lambda values: (min(values, default=0.0), max(values, default=0.0))  # noqa: E731
        return {"width": ends(widths), "spacing": ends(tracks[cut:len(tracks) - cut]),
                "far": percent(far, len(widths))}

    def hyphens(self):
        found = self.ladders()
        return {
            "hyph": percent(sum(line.hyphen for line in self.full), len(self.full)),
            "ladders": len(found), "longest": max(map(len, found), default=0),
            "last word": len(self.last_words()), "col end": len(self.divided_ends()),
        }

    def ladders(self):
        """Runs of three and more lines of a paragraph that end in a hyphen."""
        found = []
        for paragraph in self.paragraphs:
            run = []
            for line in paragraph:
                if line.hyphen and not line.last:
                    run.append(line)
                    continue
                found.append(run)
                run = []
            found.append(run)
        return [run for run in found if len(run) >= LADDER]

    def last_words(self):
        """Last lines that hold only the end of a divided word."""
        return [p[-1] for p in self.paragraphs if len(p) > 1 and p[-2].hyphen and not p[-1].gaps()]

    def turns(self):
        """(last line before, first line after) where a paragraph goes on in another column or on another page."""
        return [(a, b) for p in self.paragraphs for a, b in zip(p, p[1:]) if (a.page, a.column) != (b.page, b.column)]

    def divided_ends(self):
        return [a for a, _ in self.turns() if a.hyphen]

    # ---- last lines, columns

    def runts(self):
        return [p[-1] for p in self.paragraphs if len(p) > 1 and
                (p[-1].x1 - p[-1].x0 < RUNT_EM * p[-1].em or letters_in(p[-1].text) < RUNT_LETTERS)]

    def widows(self):
        """Last lines alone at the head of a column."""
        return [b for _, b in self.turns() if b.last]

    def orphans(self):
        """First lines alone at the foot of a column."""
        return [a for a, _ in self.turns() if a.first]

    def stranded(self):
        """Headings under which fewer than two lines of the body stand before the column ends. Two lines of other
        matter, as in a list of events, do as well; one is a byline and does not."""
        found, head, below, other = [], None, [], 0
        for line in self.lines + [None]:
            if line is not None and line.block is galley_lines.FURNITURE:
                continue
            if line is not None and line.body:
                below.append(line)
            elif line is not None and not galley_lines.heading_like(line, line.em):
                other += not below and head is not None and line.page == head.page and line.y < head.y
            else:
                if head is not None and other < 2 and parted(head, below, line):
                    found.append(head)
                head, below, other = line, [], 0
        return found

    def overfull(self):
        """(line, em) beyond the measure, on either side, what may hang taken off."""
        found = []
        for line in self.body:
            over = 0.0
            ends = ((line.x1 - line.right, line.glyphs[-1]), (line.left - line.x0, line.glyphs[0]))
            for edge, glyph in ends:
                if glyph.size > INITIAL * line.em:  # its ink stands on the edge, its bearing beyond
                    continue
                hang = min(HANG * line.em, glyph.x1 - glyph.x0) if glyph.text[-1] in HANGING else 0.0
                over = max(over, (edge - hang if edge > 0 else edge) / line.em)
            if over > BEYOND:
                found.append((line, over))
        return found

    def overhangs(self):
        """Median overhang in em: hyphen, stop, closing quote at the end, opening quote at the beginning."""
        ends, starts = collections.defaultdict(list), []
        for line in self.full:
            ends[line.glyphs[-1].text[-1]].append((line.x1 - line.right) / line.em)
            if line.glyphs[0].text[0] in "“‘":
                starts.append((line.left - line.x0) / line.em if not line.first else None)
        starts = [v for v in starts if v is not None]
        hyphen = [v for mark in galley_lines.HYPHENS for v in ends[mark]]
        return [statistics.median(v) if v else None for v in (hyphen, ends["."], ends["”"], starts)]

    def grid(self):
        """{tolerance: % of the body's baselines} on the one best grid; distances from it as [(line, pt)]."""
        heights = {page.number: page.high for page in self.pages}
        places = [(line, (heights[line.page] - line.y) % self.leading) for line in self.body]
        first = collections.Counter(round(place, 2) for _, place in places).most_common(1)[0][0]
        away = [(line, (place - first + self.leading / 2) % self.leading - self.leading / 2) for line, place in places]
        shares = {t: percent(sum(abs(d) <= t + 0.001 for _, d in away), len(away)) for t in (0.01, 0.05, 0.5)}
        return shares, away

    def feet(self):
        """Per page but the last: the lowest baseline of each column with text."""
        lowest = collections.defaultdict(dict)
        for line in self.lines:
            if line.body:
                page = lowest[line.page]
                page[line.column] = min(page.get(line.column, line.y), line.y)
        last = max(lowest)
        return {page: columns for page, columns in lowest.items() if page != last}

    def levels(self):
        feet = self.feet()
        several = [(max(c.values()) - min(c.values())) / self.leading for c in feet.values() if len(c) > 1]
        ground = min((y for c in feet.values() for y in c.values()), default=0.0)
        empty = [sum((y - ground) / self.leading for y in c.values()) for c in feet.values()]
        return {"feet": mean(several), "feet max": max(several, default=0.0),
                "level": percent(sum(d < 0.05 for d in several), len(several)), "unfilled": mean(empty)}

    def figures(self):
        rivers, wide = galley_rivers.rivers(self.body, self.space)
        longer = [p for p in self.paragraphs if len(p) > 1]
        over = self.overfull()
        grid, _ = self.grid()
        letters = self.letters()
        return {
            "pages": len(self.pages), **self.spaces(), "letters": letters, **self.hyphens(),
            "rivers": percent(rivers, len(self.body)), "wide": percent(wide, len(self.body)),
            "paragraphs": len(self.paragraphs), "runts": percent(len(self.runts()), len(longer)),
            "widows": len(self.widows()), "orphans": len(self.orphans()), "heads": len(self.stranded()),
            "grid .01": grid[0.01], "grid .05": grid[0.05], "grid .5": grid[0.5], **self.levels(),
            "overfull": len(over), "worst": max((em for _, em in over), default=0.0),
            "short": sum(line.short for line in self.full), "hang": self.overhangs(),
        }


def parted(head, below, after):
    """Whether the column ends too soon under a heading; `after` is the heading that follows."""
    if not below:
        return after is not None and after.page != head.page
    first = below[0]
    return first.page != head.page or first.y >= head.y or len(below) > 1 and \
        (below[1].page, below[1].column) != (first.page, first.column)


def commonest_step(body):
    steps = collections.Counter(round(a.y - b.y, 2) for a, b in zip(body, body[1:])
                                if (a.page, a.column) == (b.page, b.column) and a.y > b.y)
    return steps.most_common(1)[0][0]


def commonest(values):
    """The value that most come near, to a thousandth; of several the middle one."""
    counts = collections.Counter(round(v, 3) for v in values)
    near = {v: counts[v] + counts[round(v - 0.001, 3)] + counts[round(v + 0.001, 3)] for v in counts}
    most = max(near.values())
    return statistics.median_low([v for v, n in near.items() if n == most])


def letters_in(text):
    return sum(c.isalnum() for c in text)


def percent(part, whole):
    return 100.0 * part / whole if whole else 0.0


def mean(values):
    values = list(values)
    return statistics.fmean(values) if values else 0.0
