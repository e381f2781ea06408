"""Broken copies of a PDF for who reads the tree aloud: `spoken` by itself and with the model, `transcript` where only
what was kept before tells the fault. Each function plants one in an open pikepdf document."""
import pikepdf

from faults_epub import NoPlace
from faults_pdf import elements, paragraphs_swapped


def found(pdf, wanted):
    for element, _ in elements(pdf.Root.StructTreeRoot):
        if wanted(element):
            return element
    raise NoPlace("an element of that kind")


def retagged(old, new, title=None):
    def plant(pdf):
        element = found(pdf, lambda e: e.S == old and (title is None or str(e.get("/T", "")) == title))
        element.S = pikepdf.Name(new)
    return plant


def kids_of(element):
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def at_a_jump(pdf):
    """A paragraph over two pages becomes two paragraphs, as where a jump line stood between them."""
    for element, mine in elements(pdf.Root.StructTreeRoot):
        kids = kids_of(element)
        if not (mine and element.S == "/P" and "/Pg" in element and isinstance(element.P.get("/K"), pikepdf.Array)):
            continue
        if len(kids) == 2 and not isinstance(kids[0], pikepdf.Dictionary):
            part = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, P=element.P,
                                                        Pg=element.Pg, K=kids[1]))
            element.K = kids[0]
            place = [getattr(kid, "objgen", None) for kid in element.P.K].index(element.objgen)
            element.P.K.insert(place + 1, part)
            return
    raise NoPlace("a paragraph in two pieces")


def long_paragraph_twice(pdf):
    element = found(pdf, lambda e: e.S == "/P" and len(kids_of(e)) > 2)
    at = [getattr(kid, "objgen", None) for kid in element.P.K].index(element.objgen)
    element.P.K.insert(at, element)


def section_lost(pdf):
    """A section's name is not in the tree any more."""
    element = found(pdf, lambda e: e.S == "/H2" and str(e.get("/T", "")) == "x-section")
    at = [getattr(kid, "objgen", None) for kid in element.P.K].index(element.objgen)
    del element.P.K[at]


def replaced_text_dropped(pdf):
    """The first ActualText that differs from the glyphs (a large initial, capitals made by style) goes."""
    for page in pdf.pages:
        instructions = [(list(i.operands), i.operator) for i in pikepdf.parse_content_stream(page)]
        for operands, operator in instructions:
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/ActualText" in operands[1]:
                properties = pikepdf.Dictionary(operands[1])
                del properties["/ActualText"]
                operands[1] = properties
                page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
                return
    raise NoPlace("an /ActualText in a page")


def language_lost(pdf):
    del found(pdf, lambda e: "/Lang" in e)["/Lang"]


def link_lost(pdf):
    """Of the call of a note."""
    found(pdf, lambda e: e.S == "/Link" and e.P.S == "/Reference").S = pikepdf.Name.Span


def head_becomes_cell(pdf):
    found(pdf, lambda e: e.S == "/TH").S = pikepdf.Name.TD


def labels_lost(pdf):
    del pdf.Root["/PageLabels"]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.r)]))


FAULTS = [
    ("a headline retagged as a paragraph", ["spoken"], retagged("/H3", "/P")),
    ("the masthead retagged as a paragraph", ["spoken"], retagged("/H1", "/P", "x-masthead")),
    ("a heading two levels down", ["spoken"], retagged("/H3", "/H5")),
    ("a section's name not in the tree", ["spoken"], section_lost),
    ("a sentence split in two paragraphs", ["spoken"], at_a_jump),
    ("a paragraph said twice", ["spoken"], long_paragraph_twice),
    ("two paragraphs said in the other order", ["transcript"], paragraphs_swapped),
    ("a large initial or capitals without ActualText", ["transcript"], replaced_text_dropped),
    ("a passage that is in no other language", ["transcript"], language_lost),
    ("a link that is not said", ["transcript"], link_lost),
    ("a table's head that is a cell", ["transcript"], head_becomes_cell),
    ("pages by other numbers", ["transcript"], labels_lost),
]
