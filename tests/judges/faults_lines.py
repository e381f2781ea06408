"""Faults of lines in copies of a PDF of ours, planted as those of `faults_pdf.py` are, for the judge of lines.

A line is found where the text is placed anew (Tm) inside the marked content of a paragraph.
"""
import pikepdf

from faults_epub import NoPlace
from faults_pdf import busiest, items_of, moved, rewrite
from galley_tags import numbers
from pdf_fonts import Font

HYPHEN = "\u00ad"


class Piece:
    """The marked content of a paragraph on a page: its element and its lines as [(baseline, [indexes])]."""

    def __init__(self, page, element, lines):
        self.page, self.element, self.lines = page, element, lines

    def same(self, other):
        return other is not None and other.element.objgen == self.element.objgen


def pieces(pdf, page):
    """Those of a page that are in the body's face, in their order."""
    parents = {int(key): value for key, value in numbers(pdf.Root.StructTreeRoot.ParentTree)}
    elements = parents[int(page.obj.StructParents)]
    body, found, lines, y, own = busiest(pdf), [], None, None, 0
    for index, (operands, operator) in enumerate(pikepdf.parse_content_stream(page)):
        operator = str(operator)
        if operator == "Tf":
            font = page.obj.Resources.Font[operands[0]]
        elif operator == "BDC" and "/MCID" in operands[1]:
            lines, own = [], 0
            found.append(Piece(page, elements[int(operands[1].MCID)], lines))
        elif operator in ("BDC", "BMC"):
            lines = []
        elif operator == "BT":
            y = 0
        elif operator == "Tm":
            y = operands[5]
        elif operator == "Td":
            y += operands[1]
        elif operator == "TJ":
            if not lines or lines[-1][0] != y:
                lines.append((y, []))
            lines[-1][1].append(index)
            own += font.objgen == body.objgen
        elif operator == "EMC" and found and lines is found[-1].lines and (not own or found[-1].element.S != "/P"):
            found[-1].lines = []
    return found


def paragraph(pdf, least):
    """A paragraph that is one piece of that many lines."""
    for page in pdf.pages:
        here = [None] + pieces(pdf, page) + [None]
        for before, piece, after in zip(here, here[1:], here[2:]):
            if piece is not None and len(piece.lines) >= least and not piece.same(before) and not piece.same(after):
                return piece
    raise NoPlace(f"a paragraph of {least} lines")


def turn(pdf):
    """The two pieces of a paragraph that goes on in the next column, three lines and more of each."""
    for page in pdf.pages:
        here = [None] + pieces(pdf, page) + [None]
        for before, a, b, after in zip(here, here[1:], here[2:], here[3:]):
            if a is not None and a.same(b) and not a.same(before) and not a.same(after) \
                    and min(len(a.lines), len(b.lines)) >= 3 and b.lines[0][0] > a.lines[-1][0]:
                return a, b
    raise NoPlace("a paragraph in two columns")


def emptied(pdf, page, indexes):
    def change(instructions):
        for index in indexes:
            instructions[index] = ([pikepdf.Array()], pikepdf.Operator("TJ"))
    rewrite(pdf, page, change)


def indexes_of(lines):
    return [index for _, indexes in lines for index in indexes]


def widow(pdf):
    _, b = turn(pdf)
    emptied(pdf, b.page, indexes_of(b.lines[1:]))


def orphan(pdf):
    a, _ = turn(pdf)
    emptied(pdf, a.page, indexes_of(a.lines[:-1]))


def runt(pdf):
    """Two letters are all that stay of a last line."""
    piece = paragraph(pdf, 4)
    first, *others = piece.lines[-1][1]
    read = Font(busiest(pdf))

    def change(instructions):
        shown = b"".join(bytes(item) for item in items_of(instructions[first][0]) if isinstance(item, pikepdf.String))
        instructions[first] = ([pikepdf.Array([pikepdf.String(b"".join(read.codes(shown)[:2]))])],
                               pikepdf.Operator("TJ"))
        for index in others:
            instructions[index] = ([pikepdf.Array()], pikepdf.Operator("TJ"))
    rewrite(pdf, piece.page, change)


def hyphen(pdf):
    """Font name, size and code of a hyphen that a line of the body ends in, and the page it stands on."""
    size = None
    for page in pdf.pages:
        name, reads = None, {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                name, size = operands
            elif str(operator) == "TJ" and name is not None:
                reads.setdefault(name, Font(page.obj.Resources.Font[name]))
                for item in items_of(operands):
                    for code in reads[name].codes(bytes(item)) if isinstance(item, pikepdf.String) else ():
                        if reads[name].decode(code)[0][0] == HYPHEN:
                            return page, name, size, code
    raise NoPlace("a hyphen at a line's end")


def hyphens_after(pdf, piece, lines):
    page, name, size, code = hyphen(pdf)
    piece.page.obj.Resources.Font[name] = page.obj.Resources.Font[name]
    ends = {max(indexes) for _, indexes in lines}

    def change(instructions):
        done, font = [], None
        for index, (operands, operator) in enumerate(instructions):
            font = operands if str(operator) == "Tf" else font
            done.append((operands, operator))
            if index in ends:
                done += [([name, size], pikepdf.Operator("Tf")),
                         ([pikepdf.Array([pikepdf.String(code)])], pikepdf.Operator("TJ")),
                         (font, pikepdf.Operator("Tf"))]
        instructions[:] = done
    rewrite(pdf, piece.page, change)


def ladder(pdf):
    piece = paragraph(pdf, 5)
    hyphens_after(pdf, piece, piece.lines[:3])


def column_end(pdf):
    a, _ = turn(pdf)
    hyphens_after(pdf, a, a.lines[-1:])


FAULTS = [
    ("a widow", ["lines"], widow),
    ("an orphan", ["lines"], orphan),
    ("a runt", ["lines"], runt),
    ("three hyphens running", ["lines"], ladder),
    ("a column that ends in a hyphen", ["lines"], column_end),
    ("a line beyond the measure", ["lines"], moved(7, 0)),
    ("a baseline 0.015 pt off the grid", ["lines"], moved(0, 0.015)),
]
