"""Whether codes that say the same character are its forms: an Arabic lam has six.

The proof is the face's own: each glyph must be reached from the character by substitutions of single glyphs in the
face's GSUB table. The faces of a PDF are subsets without names; their glyphs are known by their outlines.
"""
import glob
import io
import os

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from outloud.fonts import parse_tounicode

FONTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "fonts")
MANY = 5  # so many codes with one text are a finding of outloud's (TXT-004)


def outline(glyphs, name):
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return str(pen.value)


def shipped(name):
    """The face of that PostScript name, or None."""
    for path in sorted(glob.glob(os.path.join(FONTS, "*", name + ".[ot]tf"))):
        return TTFont(path)
    return None


def substitutions(face):
    """{glyph: glyphs that may take its place, whatever stands beside it}"""
    found = {}
    for lookup in face["GSUB"].table.LookupList.Lookup if "GSUB" in face else []:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 1:
                for glyph, other in table.mapping.items():
                    found.setdefault(glyph, set()).add(other)
    return found


def forms(face, text):
    """Every glyph that shows a character."""
    reached, todo = set(), [face.getBestCmap().get(ord(text))] if len(text) == 1 else []
    others = substitutions(face)
    while todo:
        glyph = todo.pop()
        if glyph and glyph not in reached:
            reached.add(glyph)
            todo.extend(others.get(glyph, ()))
    return reached


def resources(pdf, base_font):
    return [font for font in pdf.objects
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type0"
            and str(font.BaseFont).lstrip("/") == base_font]


def are_forms(path, base_font):
    """Whether every text that many codes of a face say is said by forms of that one character."""
    face = shipped(base_font.split("+")[-1])
    if face is None:
        return False
    glyphs = face.getGlyphSet()
    with pikepdf.open(path) as pdf:
        fonts = resources(pdf, base_font)
        return bool(fonts) and all(resource_has_forms(font, face, glyphs) for font in fonts)


def resource_has_forms(font, face, glyphs):
    program = font.DescendantFonts[0].FontDescriptor.get("/FontFile2")
    if program is None:
        return False
    subset = TTFont(io.BytesIO(program.read_bytes()))
    order, shown = subset.getGlyphOrder(), subset.getGlyphSet()
    codes, _ = parse_tounicode(font.ToUnicode.read_bytes(), False)
    by_text = {}
    for code, text in codes.items():
        by_text.setdefault(text, []).append(code)
    for text, many in by_text.items():
        if len(many) >= MANY:
            known = {outline(glyphs, glyph) for glyph in forms(face, text)}
            if not all(outline(shown, order[code]) in known for code in many):
                return False
    return True
