"""The text of a page's content stream, glyph by glyph, with the marked content that each glyph stands in.

Follows the operators of ISO 32000-1, 9.4 and 14.6 as far as text and its place are concerned: matrices, fonts,
strings and arrays of strings, marked content with identifiers, ActualText, artifacts, form XObjects.
"""
import pikepdf

from pdf_fonts import LOST, Font

ARTIFACT = "artifact"
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Glyph:
    """Text that one code shows, where its baseline starts and ends, on which page."""
    __slots__ = ("text", "x", "y", "end", "size", "page", "stroke", "low", "high")

    def __init__(self, text, x, y, end, size, page):
        self.text, self.x, self.y, self.end, self.size, self.page = text, x, y, end, size, page
        self.stroke, self.low, self.high = None, x, end


def times(a, b):
    return (a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5])


def matrix(operands):
    return tuple(float(x) for x in operands)


class Marked:
    """One level of marked content: its owner and a text that replaces its glyphs.

    An owner is (stream or None, MCID), or (ARTIFACT, its number on the page), or None where no tag covers the text.
    """

    def __init__(self, owner, actual=None):
        self.owner, self.actual, self.shown = owner, actual, None


class Reader:
    """Reads one page. `runs` maps each owner to its glyphs in stream order."""

    def __init__(self, page, number, fonts):
        self.number, self.fonts = number, fonts
        self.runs = {}
        self.marks, self.artifacts = [], 0
        self.state = dict(ctm=IDENTITY, font=None, size=0.0, char=0.0, word=0.0, scale=1.0, lead=0.0, rise=0.0)
        self.saved = []
        self.text = self.line = IDENTITY
        self.stream(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()), None)

    def stream(self, obj, resources, stream_id):
        for operands, operator in pikepdf.parse_content_stream(obj):
            handler = getattr(self, "op_" + NAMES.get(str(operator), str(operator)), None)
            if handler:
                handler(operands, resources, stream_id)

    # ---- graphics state
    def op_q(self, *_):
        self.saved.append(dict(self.state))

    def op_Q(self, *_):
        if self.saved:
            self.state = self.saved.pop()

    def op_cm(self, operands, *_):
        self.state["ctm"] = times(matrix(operands), self.state["ctm"])

    def op_Do(self, operands, resources, _):
        form = resources.XObject[operands[0]]
        if str(form.get("/Subtype")) != "/Form":
            return
        self.op_q()
        inner = matrix(form.get("/Matrix", IDENTITY))
        self.state["ctm"] = times(inner, self.state["ctm"])
        self.stream(form, form.get("/Resources", resources), form.objgen)
        self.op_Q()

    # ---- text state and place
    def op_BT(self, *_):
        self.text = self.line = IDENTITY

    def op_Tf(self, operands, resources, _):
        font = resources.Font[operands[0]]
        key = font.objgen if font.is_indirect else (id(resources), str(operands[0]))
        if key not in self.fonts:
            self.fonts[key] = Font(font)
        self.state.update(font=self.fonts[key], size=float(operands[1]))

    def op_Tc(self, operands, *_):
        self.state["char"] = float(operands[0])

    def op_Tw(self, operands, *_):
        self.state["word"] = float(operands[0])

    def op_Tz(self, operands, *_):
        self.state["scale"] = float(operands[0]) / 100

    def op_TL(self, operands, *_):
        self.state["lead"] = float(operands[0])

    def op_Ts(self, operands, *_):
        self.state["rise"] = float(operands[0])

    def op_Tm(self, operands, *_):
        self.begin(matrix(operands))

    def op_Td(self, operands, *_):
        self.begin(times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self.line))

    def begin(self, place):
        self.text = self.line = place
        self.strokes = getattr(self, "strokes", 0) + 1

    def op_TD(self, operands, *_):
        self.state["lead"] = -float(operands[1])
        self.op_Td(operands)

    def op_next_line(self, *_):
        self.op_Td((0, -self.state["lead"]))

    def op_quote(self, operands, *_):
        self.op_next_line()
        self.show(bytes(operands[0]))

    def op_double_quote(self, operands, *_):
        self.state.update(word=float(operands[0]), char=float(operands[1]))
        self.op_quote(operands[2:])

    def op_Tj(self, operands, *_):
        self.show(bytes(operands[0]))

    def op_TJ(self, operands, *_):
        for item in operands[0]:
            if isinstance(item, (pikepdf.String, bytes, str)):
                self.show(bytes(item))
            else:
                self.advance(-float(item) / 1000 * self.state["size"] * self.state["scale"])

    def advance(self, width):
        self.text = times((1, 0, 0, 1, width, 0), self.text)

    def show(self, data):
        s = self.state
        if s["font"] is None:
            self.put(Glyph(LOST, 0, 0, 0, 1, self.number))
            return
        for text, width, is_space in s["font"].decode(data):
            here = times((1, 0, 0, 1, 0, s["rise"]), times(self.text, s["ctm"]))
            size = abs(s["size"]) * max((here[2] ** 2 + here[3] ** 2) ** 0.5, 1e-6)
            self.advance((width * s["size"] + s["char"] + (s["word"] if is_space else 0)) * s["scale"])
            end = times(self.text, s["ctm"])
            glyph = Glyph(text, here[4], here[5], end[4], size, self.number)
            glyph.stroke = getattr(self, "strokes", 0)
            self.put(glyph)

    # ---- marked content
    def op_BMC(self, operands, *_):
        self.marks.append(Marked(self.artifact() if operands[0] == "/Artifact" else self.owner()))

    def op_BDC(self, operands, resources, stream_id):
        tag, properties = operands
        if isinstance(properties, pikepdf.Name):
            properties = resources.Properties[properties]
        owner = self.owner()
        if tag == "/Artifact":
            owner = self.artifact()
        elif "/MCID" in properties:
            owner = (stream_id, int(properties.MCID))
        actual = str(properties.ActualText) if "/ActualText" in properties else None
        self.marks.append(Marked(owner, actual))

    def op_EMC(self, *_):
        if not self.marks:
            return
        mark = self.marks.pop()
        if mark.actual is not None and mark.shown:
            glyph = mark.shown
            glyph.text = mark.actual
            self.put(glyph, mark.owner)

    def artifact(self):
        self.artifacts += 1
        return ARTIFACT, self.artifacts

    def owner(self):
        return self.marks[-1].owner if self.marks else None

    def put(self, glyph, owner=None):
        """To the run of its owner, by default that of the innermost mark; below an ActualText only its place
        counts."""
        for mark in reversed(self.marks):
            if mark.actual is not None:
                if mark.shown:
                    mark.shown.end = glyph.end
                else:
                    mark.shown = glyph
                return
        self.runs.setdefault(owner or self.owner(), []).append(glyph)


NAMES = {"T*": "next_line", "'": "quote", '"': "double_quote", "f*": "f", "B*": "B", "b*": "b"}


def pages(pdf):
    """The runs of each page: [{owner: glyphs}]."""
    fonts = {}
    return [Reader(page, number, fonts).runs for number, page in enumerate(pdf.pages, 1)]
