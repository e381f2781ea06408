"""Lines, columns and paragraphs of the running text, found from the places of glyphs alone.

A line belongs to the running text where most of its glyphs have the body's family and size. Columns are where most
of those lines begin. A paragraph begins with an indent, under a heading, or after a line that ends short.
"""
import collections

HYPHENS = "-\u00ad\u2010"
CLOSERS = "”’\"')»›"
GAP = 0.11  # em: the least white that parts two words
LONE = 0.45  # em: the least indent
SHORT = 0.5  # em: a line that ends so far before the edge is not full
GUTTER = 0.4  # em: the least white between two columns
DEEP = 2.6  # em: more than this is no indent


class Block:
    """A tagged element that holds lines: `key` tells it from the others."""

    def __init__(self, key, kind, heading=False):
        self.key, self.kind, self.heading = key, kind, heading


FURNITURE = Block(None, "/Artifact")


class Line:
    """Glyphs on one baseline of one column; `others` are lines in another face."""

    def __init__(self, page, column, y, order):
        self.page, self.column, self.y, self.order = page, column, y, order
        self.glyphs = []
        self.body = False
        self.left = self.right = self.em = 0.0
        self.first = self.last = False  # of its paragraph
        self.beside = False  # starts beside a large letter
        self.block = None  # the tagged element most of it belongs to
        self.leg = 0

    def settle(self):
        self.glyphs.sort(key=lambda g: g.x0)
        self.x0, self.x1 = self.glyphs[0].x0, max(g.x1 for g in self.glyphs)
        self.size = max(g.size for g in self.glyphs)
        return self

    @property
    def text(self):
        words, last = [], None
        for g in self.glyphs:
            if last is not None and g.x0 - last > GAP * g.size:
                words.append(" ")
            words.append(g.text)
            last = g.x1
        return "".join(words)

    def gaps(self):
        """(middle, width) of the white between each two words."""
        found = []
        for a, b in zip(self.glyphs, self.glyphs[1:]):
            if b.x0 - a.x1 > GAP * self.em:
                found.append(((a.x1 + b.x0) / 2, b.x0 - a.x1))
        return found

    @property
    def hyphen(self):
        return self.glyphs[-1].text[-1] in HYPHENS

    @property
    def indent(self):
        return (self.x0 - self.left) / self.em

    @property
    def short(self):
        return self.right - self.x1 > SHORT * self.em

    def __str__(self):
        text = self.text
        return f"page {self.page}, column {self.column + 1}: “{text if len(text) < 50 else text[:24] + '…' + text[-24:]}”"


def family(font):
    return font.split("-")[0].replace(" ", "")


def commonest_face(pages, size=None):
    """(font, size) of most glyphs, or of most of that size."""
    faces = collections.Counter((g.font, round(g.size, 1)) for page in pages for g in page.glyphs
                                if size is None or abs(g.size - size) < 0.06)
    if not faces:
        raise ValueError(f"no text of {size} pt")
    return faces.most_common(1)[0][0]


def is_body(glyph, face, size):
    return abs(glyph.size - size) < 0.06 and family(glyph.font) == family(face)


def bold(font):
    return any(word in font for word in ("Bold", "Semibold", "Black"))


def runs_of(page):
    """Glyphs as they are drawn, cut where the drawing goes to another baseline or back."""
    run = []
    for g in page.glyphs:
        if run and (abs(g.y - run[-1].y) > 0.05 or g.x0 < run[-1].x0 - 0.3 * g.size):
            yield run
            run = []
        run.append(g)
    if run:
        yield run


def column_edges(pages, face, size, columns, measure):
    """{odd or even: [left edge]}: where most lines of the body begin, at least a measure apart."""
    starts = [collections.Counter(), collections.Counter()]
    for page in pages:
        for run in runs_of(page):
            if is_body(run[0], face, size):
                starts[page.number % 2][round(run[0].x0, 1)] += 1
    edges = {}
    for parity in (0, 1):
        found = []
        for x, _ in starts[parity].most_common():
            if all(abs(x - other) > 0.9 * measure for other in found) and len(found) < columns:
                found.append(x)
        edges[parity] = sorted(found)
    for parity in (0, 1):  # a side with too few lines to know has the other's
        if len(edges[parity]) < len(edges[1 - parity]):
            edges[parity] = edges[1 - parity]
    return edges


def column_of(x, edges, size):
    """The column in which a line that begins at x stands; None before the first."""
    best = None
    for number, left in enumerate(edges):
        if x >= left - 0.8 * size:
            best = number
    return best


def lines_of(pages, face, size, edges, measure):
    """All lines of the columns in the order in which they are drawn, those of the body and the others."""
    lines = []
    for page in pages:
        here, found = edges[page.number % 2], {}
        for run in split_at_gutters(runs_of(page), here, size):
            column = column_of(run[0].x0, here, size)
            if column is None:
                column = 0
            key = column, round(run[0].y * 20)
            line = next((found[key[0], key[1] + d] for d in (0, -1, 1) if (key[0], key[1] + d) in found), None)
            small = max(g.size for g in run) < 0.8 * size
            if line is None and small:  # raised or lowered marks
                line = next((one for one in found.values() if one.column == column and one.size > 0.8 * size
                             and abs(one.y - run[0].y) < 0.5 * size and touches(one, run, size)), None)
            if line is None:
                line = found[key] = Line(page.number, column, run[0].y, len(lines))
                lines.append(line)
            line.glyphs.extend(run)
            line.settle()
        for line in found.values():
            own = sum(is_body(g, face, size) and bold(g.font) == bold(face) for g in line.glyphs)
            line.body = 2 * own >= len(line.glyphs)
            line.left, line.em = here[line.column] if here else line.x0, size
            line.right = line.left + measure
    return lines


def touches(line, run, size):
    return any(abs(run[0].x0 - g.x1) < 0.4 * size or abs(g.x0 - run[-1].x1) < 0.4 * size for g in line.glyphs)


def split_at_gutters(runs, edges, size):
    """A run goes on in the next column where its white holds that column's edge; else it is one line, however long."""
    for run in runs:
        part = run[:1]
        for a, b in zip(run, run[1:]):
            white = b.x0 - a.x1 > GUTTER * size
            if white and any(a.x1 < left - GUTTER * size and b.x0 > left - 0.8 * size for left in edges[1:]):
                yield part
                part = []
            part.append(b)
        yield part


def legs(body, leading):
    """Numbers the legs: lines of a column that follow one another without other matter or large white between."""
    number = 0
    for before, line in zip([None] + body, body):
        if before is None or (before.page, before.column) != (line.page, line.column) \
                or not 0 < before.y - line.y < 1.6 * leading:
            number += 1
        line.leg = number


def heading_like(line, size):
    if line.block is not None:
        return line.block.heading
    return line.size > 1.05 * size or (bold(line.glyphs[0].font) and line.size > 0.85 * size)


def indents_used(body):
    """Whether paragraphs are told by indents: most lines after a short one have one."""
    after = [line for before, line in zip(body, body[1:]) if before.short and before.leg == line.leg]
    return sum(LONE < line.indent < DEEP for line in after) * 2 >= len(after)


def tag(lines, blocks):
    """Tells each line the block of most of its glyphs. `blocks`: {page: {mark: block}}; what has none is furniture."""
    for line in lines if blocks else []:
        marks = blocks.get(line.page, {})
        of_glyphs = [block for block in (marks.get(g.mark) for g in line.glyphs)
                     if block is not None and block.kind != "/Lbl"]
        line.block = collections.Counter(of_glyphs).most_common(1)[0][0] if of_glyphs else FURNITURE


def paragraphs(lines, leading):
    """The body's paragraphs, each a list of lines; marks the first and last line of each. Where lines are tagged, a
    paragraph is what belongs to one element; else it is told by the places of the lines."""
    take_in_italics(lines)
    body = [line for line in lines if line.body]
    if not body:
        return []
    legs(body, leading)
    if any(line.block for line in body):
        found = list(by_block(body))
    else:
        mark_large_letters(lines)
        found = list(by_place(lines, body))
    for paragraph in found:
        paragraph[0].first = paragraph[-1].last = True
    return found


def take_in_italics(lines):
    """A line that is set in italics from edge to edge is of the body too where its element has lines of it."""
    sizes = sorted(line.size for line in lines if line.body)
    keys = {line.block.key for line in lines if line.body and line.block and line.block.key}
    for line in lines:
        of_it = line.block is not None and line.block.key in keys and not line.block.heading
        words = sum(c.isalpha() for c in line.text) > 1  # not the marks over letters
        if of_it and words and not line.body and abs(line.size - sizes[len(sizes) // 2]) < 0.02 * line.size:
            line.body = True


def by_block(body):
    found = {}
    for line in body:
        found.setdefault(line.block.key or id(line), []).append(line)
    return [downwards(paragraph) for paragraph in found.values()]


def downwards(paragraph):
    """The lines of each column from the top: a large initial is read first and stands on its second or third line."""
    columns = {}
    for line in paragraph:
        columns.setdefault((line.page, line.column), []).append(line)
    return [line for column in columns.values() for line in sorted(column, key=lambda line: -line.y)]


def mark_large_letters(lines):
    """Lines that begin beside a letter of two lines and more are not indented."""
    large = [(line, g) for line in lines for g in line.glyphs[:1] if g.size > 1.8 * line.em]
    for head, letter in large:
        for line in lines:
            if (line.page, line.column) == (head.page, head.column) and letter.x1 <= line.glyphs[-1].x0 \
                    and letter.y - 0.1 <= line.y <= letter.y + letter.size:
                line.beside = True


def by_place(lines, body):
    by_indent = indents_used(body)
    place = {id(line): n for n, line in enumerate(lines)}
    found = []
    for n, line in enumerate(body):
        before = body[n - 1] if n else None
        after = body[n + 1] if n + 1 < len(body) else None
        if before is None or begins(before, line, after, by_indent,
                                    lines[place[id(before)] + 1:place[id(line)]]):
            found.append([])
        found[-1].append(line)
    return found


def begins(before, line, after, by_indent, between):
    """Whether a line is the first of a paragraph."""
    if any(heading_like(other, line.em) for other in between):
        return True
    if LONE < line.indent < DEEP and not line.beside:
        alike = after is not None and after.leg == line.leg and abs(after.x0 - line.x0) < 0.1 * line.em
        return not (alike and not line.short and abs(before.x0 - line.x0) < 0.1 * line.em)
    if before.short:
        return not by_indent or before.leg != line.leg and line.indent > LONE
    return False
