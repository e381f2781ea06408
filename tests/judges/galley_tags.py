"""Which paragraph or heading of a tagged PDF the marked content of a page belongs to.

A paragraph that goes on in another column or on a later page is one element of the structure tree, so its lines need
not be guessed together from indents.
"""
import pikepdf

from galley_lines import Block

HEADINGS = ("/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Title")
BLOCKS = HEADINGS + ("/P", "/LBody", "/Lbl", "/Caption", "/TD", "/TH", "/BibEntry", "/BlockQuote", "/LI", "/Art", "/Sect",
                     "/Document")


def numbers(node):
    """(key, value) of a number tree."""
    pairs = list(node.get("/Nums", []))
    yield from zip(pairs[::2], pairs[1::2])
    for kid in node.get("/Kids", []):
        yield from numbers(kid)


def block_of(element):
    """The nearest element above that is a block of lines."""
    while isinstance(element, pikepdf.Dictionary) and "/S" in element:
        if str(element.S) in BLOCKS:
            return Block(element.objgen, str(element.S), str(element.S) in HEADINGS)
        element = element.get("/P")
    return None


def read(path):
    """{page number: {mark: block}}; empty where the file is not tagged."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None or "/ParentTree" not in root:
            return {}
        parents = {int(key): value for key, value in numbers(root.ParentTree)}
        found, known = {}, {}
        for number, page in enumerate(pdf.pages, 1):
            elements = parents.get(int(page.obj.get("/StructParents", -1)), [])
            marks = found[number] = {}
            for mark, element in enumerate(elements if isinstance(elements, pikepdf.Array) else []):
                if isinstance(element, pikepdf.Dictionary):
                    if element.objgen not in known:
                        known[element.objgen] = block_of(element)
                    marks[mark] = known[element.objgen]
        return found
