"""Broken copies of a PDF: each function plants one fault in an open pikepdf document.

A fault that finds no place in this file raises `NoPlace`, which fails the run: a judge that was not asked is
not proved.
"""
import re

import pikepdf

from faults_epub import NoPlace
from pdf_fonts import Font


def nothing(pdf):
    pass


# ---- structure

def elements(element, inside=False):
    """Every structure element with whether it stands inside an article and was not generated."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            mine = (inside or kid.S == "/Art") and not str(kid.get("/T", "")).startswith("x-")
            yield kid, mine
            yield from elements(kid, mine)


def first(pdf, tag, wanted=lambda element: True):
    for element, mine in elements(pdf.Root.StructTreeRoot):
        if mine and element.S == tag and wanted(element):
            return element
    raise NoPlace(tag)


def alt_removed(pdf):
    for element, _ in elements(pdf.Root.StructTreeRoot):
        if element.S == "/Figure" and "/Alt" in element:
            del element["/Alt"]
            return
    raise NoPlace("a figure with /Alt")


def heading_skips(pdf):
    first(pdf, "/H3").S = pikepdf.Name.H5


def language(pdf):
    pdf.Root.Lang = pikepdf.String("no language!")


def paragraphs_swapped(pdf):
    for element, mine in elements(pdf.Root.StructTreeRoot):
        kids = element.get("/K")
        if (mine or element.S == "/Art") and isinstance(kids, pikepdf.Array):
            for at in range(len(kids) - 1):
                if all(isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/P" and "/T" not in kid
                       for kid in (kids[at], kids[at + 1])):
                    one, two = kids[at], kids[at + 1]
                    kids[at], kids[at + 1] = two, one
                    return
    raise NoPlace("two paragraphs side by side")


def paragraph_twice(pdf):
    element = first(pdf, "/P", lambda p: isinstance(p.get("/P"), pikepdf.Dictionary))
    kids = element.P.K
    at = next(i for i, kid in enumerate(kids) if isinstance(kid, pikepdf.Dictionary) and kid.objgen == element.objgen)
    kids.insert(at, element)


# ---- fonts

def fonts(pdf):
    found = {}
    for page in pdf.pages:
        for font in page.obj.Resources.get("/Font", {}).values():
            found[font.objgen] = font
    return list(found.values())


def busiest(pdf):
    """The font that shows most words: the body's."""
    shown = {}
    for page in pdf.pages:
        for _, operands, font in shown_strings(page):
            shown[font.objgen] = shown.get(font.objgen, 0) + len(items_of(operands))
    return next(font for font in fonts(pdf) if font.objgen == max(shown, key=shown.get))


def items_of(operands):
    return list(operands[0]) if isinstance(operands[0], pikepdf.Array) else [operands[0]]


def to_unicode_dropped(pdf):
    del busiest(pdf)["/ToUnicode"]


def hyphens_become_real(pdf):
    """The hyphen at a line's end reads as a hyphen: words are cut for every extractor."""
    done = False
    for font in fonts(pdf):
        data = font.ToUnicode.read_bytes()
        hard = re.sub(rb"(>\s*)<00ad>", rb"\1<002d>", data, flags=re.I)
        if hard != data:
            font.ToUnicode = pdf.make_stream(hard)
            done = True
    if not done:
        raise NoPlace("U+00AD in a ToUnicode")


def letters_become_one(pdf):
    """Six letters of a script with many forms read as one: no forms of it."""
    for font in fonts(pdf):
        if "NotoNaskhArabic" not in str(font.BaseFont):
            continue
        data = font.ToUnicode.read_bytes()
        letters = sorted(set(re.findall(rb">\s*<(06[234][0-9a-f])>", data)))[:6]
        if len(letters) == 6:
            for letter in letters[1:]:
                data = data.replace(b"<" + letter + b">", b"<" + letters[0] + b">")
            font.ToUnicode = pdf.make_stream(data)
            return
    raise NoPlace("six Arabic letters")


def font_not_embedded(pdf):
    font = busiest(pdf)
    descriptor = (font.DescendantFonts[0] if "/DescendantFonts" in font else font).FontDescriptor
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


# ---- content

def shown_strings(page):
    """(index, operands, font) of each string shown in tagged content, outside of replaced text."""
    marks, font = [], None
    for index, (operands, operator) in enumerate(pikepdf.parse_content_stream(page)):
        operator = str(operator)
        if operator == "BMC":
            marks.append(False)
        elif operator == "BDC":
            properties = operands[1]
            plain = operands[0] != "/Artifact" and isinstance(properties, pikepdf.Dictionary)
            marks.append(plain and "/ActualText" not in properties)
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            font = page.obj.Resources.Font[operands[0]]
        elif operator in ("TJ", "Tj") and marks and all(marks):
            yield index, operands, font


def rewrite(pdf, page, change):
    """Changes the list of a page's instructions and puts it back."""
    instructions = [(list(i.operands), i.operator) for i in pikepdf.parse_content_stream(page)]
    change(instructions)
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def find_line(pdf, least=25, passed=0):
    """The page, index and codes of a line of body text that holds many words, so many of them passed by."""
    body = busiest(pdf)
    read = Font(body)
    for page in pdf.pages:
        for index, operands, font in shown_strings(page):
            if font.objgen != body.objgen:
                continue
            flat = []  # (code, None) or (None, number)
            for item in items_of(operands):
                if isinstance(item, pikepdf.String):
                    flat.extend((code, None) for code in read.codes(bytes(item)))
                else:
                    flat.append((None, item))
            text = "".join(read.decode(code)[0][0] if code else "" for code, _ in flat)
            if len(text) >= least and text.count(" ") >= 3:
                if not passed:
                    return page, index, flat, read
                passed -= 1
    raise NoPlace("a line of body text")


def word_places(flat, read):
    """[(start, end)] in the flat list of each whole word between two spaces."""
    gaps = [i for i, (code, _) in enumerate(flat) if code and read.decode(code)[0][0] == " "]
    return [(a + 1, b) for a, b in zip(gaps, gaps[1:])
            if "".join(read.decode(c)[0][0] for c, _ in flat[a + 1:b] if c).isalpha()]


def put_line(pdf, page, index, flat):
    array = pikepdf.Array()
    for code, number in flat:
        array.append(pikepdf.String(code) if code else number)

    def change(instructions):
        instructions[index] = ([array], pikepdf.Operator("TJ"))
    rewrite(pdf, page, change)


def word_removed(pdf):
    page, index, flat, read = find_line(pdf)
    start, end = word_places(flat, read)[0]
    put_line(pdf, page, index, flat[:start] + flat[end + 1:])


def word_doubled(pdf):
    page, index, flat, read = find_line(pdf)
    start, end = word_places(flat, read)[0]
    put_line(pdf, page, index, flat[:end + 1] + flat[start:])


def word_apart(pdf):
    """A gap inside a word: the tree still reads it whole, but who looks at the page sees two words."""
    page, index, flat, read = find_line(pdf)
    # Not behind the first letter: the judges of plain text allow for a large initial there.
    words = ([i for i in range(a, b) if flat[i][0]] for a, b in word_places(flat, read))
    letters = next(letters for letters in words if len(letters) > 3)
    middle = letters[len(letters) // 2]
    put_line(pdf, page, index, flat[:middle] + [(None, -600)] + flat[middle:])


def drawn_first(pdf):
    """A paragraph is drawn before the one it follows: the tree is right, but who looks at the page reads it first."""
    for page in pdf.pages:
        instructions = [(list(i.operands), i.operator) for i in pikepdf.parse_content_stream(page)]
        parts, start = [], None  # (from, to) of each marked paragraph that begins with a font of its own
        for at, (operands, operator) in enumerate(instructions):
            if str(operator) == "BDC":
                start = at if operands[0] == "/P" and str(instructions[at + 2][1]) == "Tf" else None
            elif str(operator) == "EMC" and start is not None:
                texts = sum(str(name) == "TJ" for _, name in instructions[start:at])
                parts.append((start, at + 1, texts))
                start = None
        for (a, b, one), (c, d, two) in zip(parts, parts[1:]):
            if b == c and min(one, two) > 3:
                instructions[a:d] = instructions[c:d] + instructions[a:b]
                page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
                return
    raise NoPlace("two paragraphs drawn one after the other")


def untagged(pdf):
    """The first tagged text loses its tag."""
    for page in pdf.pages:
        index = next((index for index, _, _ in shown_strings(page)), None)
        if index is None:
            continue

        def change(instructions):
            depth, at = 0, index
            while depth >= 0 or str(instructions[at][1]) not in ("BDC", "BMC"):
                at -= 1
                depth += {"EMC": 1, "BDC": -1, "BMC": -1}.get(str(instructions[at][1]), 0)
            end, depth = at, 1
            while depth:
                end += 1
                depth += {"EMC": -1, "BDC": 1, "BMC": 1}.get(str(instructions[end][1]), 0)
            del instructions[end], instructions[at]
        rewrite(pdf, page, change)
        return
    raise NoPlace("tagged text")


def artifact(pdf):
    """The first tagged text becomes an artifact: seen, but never read."""
    page, index, _, _ = find_line(pdf)

    def change(instructions):
        at = max(i for i in range(index) if str(instructions[i][1]) == "BDC" and "/MCID" in instructions[i][0][1])
        instructions[at] = ([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
    rewrite(pdf, page, change)


def moved(x, y):
    """A line of body text moved by so many points."""
    def plant(pdf):
        # Not beside a large initial, where a line is of several pieces.
        page, index, flat, _ = find_line(pdf, passed=5)

        def change(instructions):
            # What stands from this line's is moved back: lines after it stay where they are.
            places = [i for i, (_, operator) in enumerate(instructions) if str(operator) in ("Td", "ET")]
            at = max(i for i in places if i < index)
            after = min(i for i in places if i > index)
            for place, sign in ((at, 1), (after, -1)):
                operands, operator = instructions[place]
                if str(operator) == "Td":
                    to = [float(operands[0]) + sign * x, float(operands[1]) + sign * y]
                    instructions[place] = (to, operator)
        rewrite(pdf, page, change)
    return plant


def xref_damaged(data):
    """In the finished bytes: the place where the cross-reference should start is wrong."""
    at = data.rindex(b"startxref") + len(b"startxref\n")
    return data[:at] + b"7" + data[at:]


PLAIN = ["words-pdftotext", "words-mutool", "words-pdf.js"]  # each extractor alone
FAULTS = [
    ("a figure's /Alt removed", ["veraPDF-ua1", "outloud"], alt_removed),
    ("text without a tag", ["veraPDF-ua1", "outloud", "words"], untagged),
    ("/Lang is no language", ["veraPDF-2a"], language),
    ("headings from H3 to H5", ["veraPDF-ua1"], heading_skips),
    ("ToUnicode dropped", ["veraPDF-2a", "veraPDF-ua1", "pdffonts", "words"], to_unicode_dropped),
    ("six letters that read as one", ["outloud"], letters_become_one),
    ("a font not embedded", ["veraPDF-2a", "pdffonts"], font_not_embedded),
    ("a word's glyphs removed", ["words"], word_removed),
    ("a word's glyphs doubled", ["words"], word_doubled),
    ("a word drawn in two pieces", ["words", *PLAIN], word_apart),
    ("two paragraphs drawn in the other order", PLAIN, drawn_first),
    ("body text made an artifact", ["words"], artifact),
    ("two paragraphs swapped in the tree", ["words"], paragraphs_swapped),
    ("a paragraph twice in the tree", ["words"], paragraph_twice),
    ("hyphens at line ends that stay", ["words"], hyphens_become_real),
    ("a baseline off the grid", ["glyphs"], moved(0, 0.5)),
    ("a line outside the page", ["glyphs"], moved(2000, 0)),
    ("a line over another", ["glyphs"], moved(3, 6)),
]
BYTE_FAULTS = [("cross-references damaged", ["qpdf"], xref_damaged)]
