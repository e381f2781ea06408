"""Every upright glyph of a PDF as it stands on its page, read by pdfminer (the reader below pdfplumber).

pdfplumber tells where a glyph is; how far its letters are stretched and how wide the face itself makes it must be
asked of the reader. Nothing here knows which program made the file.
"""
import re

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

SUBSET = re.compile(r"^[A-Z]{6}\+")


class Glyph:
    """A glyph: from `x0` to `x1` is its advance, `y` its baseline (up from the foot of the page), `stretch` how
    much wider than drawn its letters are (1.0 as drawn), `mark` the marked content it stands in."""
    __slots__ = ("text", "font", "size", "x0", "x1", "y", "stretch", "mark")

    def __str__(self):
        return self.text


class Page:
    """A page: its number from 1, its trimmed size, its glyphs in the order in which they are drawn."""

    def __init__(self, number, trim):
        self.number, (self.left, self.low, self.right, self.high) = number, trim
        self.glyphs = []


class GlyphDevice(PDFTextDevice):
    """Takes down what the interpreter draws."""

    def __init__(self, resources):
        super().__init__(resources)
        self.page = None
        self.spaces = {}  # width of each font's own space, in em
        self.marks = []

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate):
        width = font.char_width(cid)
        across, turned, slanted, up, x, y = matrix
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\ufffd"
        name = SUBSET.sub("", font.fontname if isinstance(font.fontname, str) else str(font.fontname))
        if text == " " and width:
            self.spaces.setdefault(name, width)
        if text.strip() and abs(turned) < 1e-6 and abs(slanted) < 0.5 and across > 0:
            glyph = Glyph()
            glyph.text, glyph.font, glyph.size = text, name, fontsize * abs(up)
            glyph.x0, glyph.y = x, y + rise * up
            glyph.x1 = x + width * fontsize * scaling * across
            glyph.stretch = scaling * across / abs(up)
            glyph.mark = next((mark for mark in reversed(self.marks) if mark is not None), None)
            self.page.glyphs.append(glyph)
        return width * fontsize * scaling

    def begin_tag(self, tag, props=None):
        self.marks.append(props.get("MCID") if isinstance(props, dict) else None)

    def end_tag(self):
        if self.marks:
            self.marks.pop()


def box_of(page):
    """The trimmed page, as the reader moves it: the media box starts at nought."""
    media = [float(v) for v in page.mediabox]
    trim = page.attrs.get("TrimBox") or page.attrs.get("CropBox")
    trim = [float(v) for v in trim] if isinstance(trim, list) else media
    return [trim[0] - media[0], trim[1] - media[1], trim[2] - media[0], trim[3] - media[1]]


def first_page(path):
    """The first page without its glyphs."""
    with open(path, "rb") as file:
        return Page(1, box_of(next(PDFPage.get_pages(file))))


def read(path):
    """The pages of a file, and {font: width of its space in em} of those that show one."""
    resources = PDFResourceManager()
    device = GlyphDevice(resources)
    interpreter = PDFPageInterpreter(resources, device)
    pages = []
    with open(path, "rb") as file:
        for number, page in enumerate(PDFPage.get_pages(file), 1):
            device.page, device.marks = Page(number, box_of(page)), []
            interpreter.process_page(page)
            pages.append(device.page)
    return pages, device.spaces
