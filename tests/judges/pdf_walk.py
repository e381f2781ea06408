"""The text of a tagged PDF as a reader of the structure tree hears it: article by article, with the pages.

Generated text stands below elements whose title (/T) starts with `x-`; it and the artifacts are furniture,
kept by page so that plain extractors can be compared with the rest.
"""
import pikepdf

from pdf_content import ARTIFACT, Glyph, pages
from pdf_text import MADE, Text

INLINE = set("/Span /Link /Quote /Reference /BibEntry /Code /Annot /Lbl /Em /Strong /Sub /Ruby /Warichu".split())


def marked(kid, page, number):
    """(page, owner) of the marked content that a kid of an element is; None for an annotation, whose text is marked
    content of its own."""
    stream = None
    if isinstance(kid, pikepdf.Dictionary):
        if str(kid.get("/Type", "/MCR")) != "/MCR":
            return None
        if "/Pg" in kid:
            page = number[kid.Pg.objgen]
        if "/Stm" in kid:
            stream = kid.Stm.objgen
        kid = kid.MCID
    return page, (stream, int(kid))


class Walk:
    """`articles`: the text of each Art in order; `words`: their words, once compared. `furniture`: the words of
    each page that belong to no article or were generated. `untagged`: pages with text that neither a tag nor an
    artifact covers."""

    def __init__(self, path):
        with pikepdf.open(path) as pdf:
            self.page_runs = pages(pdf)
            self.count = len(self.page_runs)
            self.number = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
            root = pdf.Root.StructTreeRoot
            self.roles = root.get("/RoleMap", pikepdf.Dictionary())
            self.articles, self.words, self.used = [], [], set()
            self.rest = {}  # page → Text
            self.elements(root, None, None, False)
            self.furniture = {n: [] for n in range(1, self.count + 1)}
            self.untagged = []
            for n, runs in enumerate(self.page_runs, 1):
                self.loose(n, runs)

    def loose(self, n, runs):
        text = self.rest.setdefault(n, Text())
        for owner, run in runs.items():
            if (n, owner) in self.used:
                continue
            if owner is None or owner[0] != ARTIFACT:
                if any(glyph.text.strip() for glyph in run):
                    self.untagged.append(n)
            text.gap()
            text.add(run)
        self.furniture[n] = [word.text for word in text.words()]

    def standard(self, tag):
        tag = str(tag)
        for _ in range(8):
            if tag not in self.roles:
                break
            tag = str(self.roles[tag])
        return tag

    def elements(self, element, page, article, generated):
        kids = element.get("/K")
        if kids is None:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                self.element(kid, page, article, generated)
            else:
                self.content(kid, page, article, generated)

    def element(self, element, page, article, generated):
        tag = self.standard(element.S)
        if "/Pg" in element:
            page = self.number[element.Pg.objgen]
        title = str(element.get("/T", ""))
        if tag == "/Art" and article is None:
            article = Text()
            self.articles.append(article)
        made = title.startswith("x-") and not generated
        generated = generated or made
        # Words before and after generated text are not one.
        block = tag not in INLINE or made
        sign = MADE if title == "x-page" else "\n"
        if block:
            self.gap(article, generated and not made, sign)
        if "/ActualText" in element:
            self.replaced(element, page, article, generated)
        else:
            self.elements(element, page, article, generated)
        if block:
            self.gap(article, generated and not made, sign)

    def replaced(self, element, page, article, generated):
        """An element whose text is given in place of its content: that text, where its content begins."""
        hidden = Text()
        self.elements(element, page, hidden, False)
        page = hidden.page_of[0] if hidden.page_of else page or 1
        glyph = hidden.last
        place = (glyph.x, glyph.y, glyph.end, glyph.size) if glyph else (0, 0, 0, 1)
        self.target(article, generated, page).add([Glyph(str(element.ActualText), *place, page)])

    def content(self, kid, page, article, generated):
        place = marked(kid, page, self.number)
        if place is None:
            return
        page, owner = place
        self.used.add(place)
        self.target(article, generated, page).add(self.page_runs[page - 1].get(owner, []))

    def target(self, article, generated, page):
        return article if article is not None and not generated else self.rest.setdefault(page, Text())

    def gap(self, article, generated, sign="\n"):
        if article is not None and not generated:
            article.gap(sign)
        else:
            for text in self.rest.values():
                text.gap(sign)
