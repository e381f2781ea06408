"""The blocks of a tagged PDF in the order of its structure tree, as a screen reader stops at them.

Each has what is announced (`role`), its text with the marks of links, notes, languages and pages set in at their
places, and facts for the judge: heading level, article, whether a tool made it (titles that start with `x-`).
"""
import re

import pikepdf

from pdf_content import Glyph, pages
from pdf_text import MADE, Text
from pdf_walk import INLINE, marked
from tokens import SHY

# Elements that hold blocks and say nothing themselves.
SILENT = set("/Document /Part /Sect /Div /NonStruct /Private /LBody /TBody /THead /TFoot /Aside".split())
SIDES = {"/Art": "article", "/BlockQuote": "quotation", "/L": "list", "/Table": "table",
         "/TOC": "contents", "/Index": "index"}
ROLES = {"/P": "paragraph", "/Caption": "caption", "/Code": "code", "/Figure": "figure", "/Formula": "formula",
         "/LI": "item", "/TOCI": "entry", "/Note": "note", "/Lbl": "label"}
ITEMS = ("/LI", "/TOCI", "/Note")  # their first paragraph is announced as what they are, with its label
MARKS = {"/Link": "link", "/Reference": "", "/Annot": "annotation"}


def joined(text):
    """The text in one line: soft hyphens go, and what ends in a hyphen, dash or stroke of its own goes on at once."""
    text = re.sub(r"(?<=\w[-/‐–—])\n(?=\w)", "", text.replace(SHY, "").replace(MADE, " "))
    return " ".join(text.split())


class Block:
    """What is said in one breath. `marks`: (place in the text, whether it opens, what is said there)."""

    def __init__(self, role, depth, article=None, made=False, level=0):
        self.role, self.depth, self.article, self.made, self.level = role, depth, article, made, level
        self.text, self.marks, self.alt, self.parent, self.first_page = Text(), [], None, None, None
        self.tools = []  # (from, to) of what a tool put in

    def mark(self, opens, said):
        self.marks.append((len(self.text.chars), opens, said))

    def words(self):
        """The text alone."""
        return joined("".join(self.text.chars))

    def written(self):
        """The text without what a tool put in: a label, the page a link leads to."""
        return joined("".join(char for at, char in enumerate(self.text.chars)
                              if not any(low <= at < high for low, high in self.tools)))

    def pages(self):
        return list(dict.fromkeys(self.text.page_of)) or ([self.first_page] if self.first_page else [])

    def said(self, labels, page):
        """The text with its marks, and the page on which it ends; `page` is the one on which it begins."""
        chars, marks, end = self.text.chars, [], len(self.text.chars)
        for at, opens, said in self.marks:
            while opens and at < end and chars[at].isspace():
                at += 1
            while not opens and at > 0 and chars[at - 1].isspace():
                at -= 1
            marks.append((at, opens, said))
        out = []
        for at in range(end + 1):
            out.extend(said for place, opens, said in marks if place == at and not opens)
            if at < end and not chars[at].isspace() and self.text.page_of[at] != page:
                page = self.text.page_of[at]
                out.append(f" ‹page {labels[page - 1]}› ")
            out.extend(said for place, opens, said in marks if place == at and opens)
            if at < end:
                out.append(chars[at])
        return joined("".join(out)), page


class Tree:
    """`blocks` of the file in order, `labels` of its pages, `lang` of the whole."""

    def __init__(self, path):
        with pikepdf.open(path) as pdf:
            self.runs = pages(pdf)
            self.labels = [page.label for page in pdf.pages]
            self.number = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
            self.lang = str(pdf.Root.get("/Lang", "unknown"))
            root = pdf.Root.StructTreeRoot
            self.roles = root.get("/RoleMap", pikepdf.Dictionary())
            self.blocks, self.articles = [], 0
            self.inside(root, State(lang=self.lang))

    def standard(self, tag):
        tag = str(tag)
        for _ in range(8):
            if tag not in self.roles:
                break
            tag = str(self.roles[tag])
        return tag

    def kids(self, element):
        kids = element.get("/K", [])
        return list(kids) if isinstance(kids, pikepdf.Array) else [kids]

    def inside(self, element, state):
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                self.element(kid, state)
            else:
                self.content(kid, state)

    def open(self, role, state, **more):
        block = Block(role, state.depth, state.article, state.made, **more)
        block.parent = state.parent
        self.blocks.append(block)
        return block

    def element(self, element, state):
        tag = self.standard(element.S)
        state = state.copy()
        if "/Pg" in element:
            state.page = self.number[element.Pg.objgen]
        state.made = state.made or str(element.get("/T", "")).startswith("x-")
        lang = str(element.Lang) if "/Lang" in element else state.lang
        other, state.lang = lang != state.lang, lang
        if tag in SILENT:
            state.block = None
            self.inside(element, state)
        elif tag == "/Table":
            self.table(element, state, other)
        elif tag in SIDES:
            self.side(element, tag, state, other)
        elif tag in ITEMS and state.block is None:
            self.item(element, tag, state, other)
        elif tag in INLINE and (state.block is not None or tag == "/Lbl"):
            self.inline(element, tag, state, other)
        else:
            self.block(element, tag, state, other)

    def side(self, element, tag, state, other):
        """A block of blocks: announced where it begins, its own one step in."""
        said = SIDES[tag]
        if tag in ("/L", "/TOC"):
            count = sum(1 for kid in self.kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
                        and self.standard(kid.S) in ("/LI", "/TOCI"))
            said += f" of {count}"
        if tag == "/Art":
            self.articles += 1
            state.article = self.articles
        self.open(said + (f", in {state.lang}" if other else ""), state)
        state.depth += 1
        state.block, state.parent = None, tag
        self.inside(element, state)

    def item(self, element, tag, state, other):
        state.label, state.block, state.parent = [], None, tag
        state.item = ROLES[tag] + (f", in {state.lang}" if other else "")
        self.inside(element, state)

    def block(self, element, tag, state, other):
        level = int(tag[2:]) if tag[:2] == "/H" and tag[2:].isdigit() else 0
        role = f"heading {level}" if level else ROLES.get(tag, tag[1:].lower())
        if state.item and role == "paragraph":
            role = state.item
            state.owner.item = None  # only the first of an item is announced as one
        if state.label:
            role += " " + "".join(state.label)
            state.label.clear()
        nested = state.block is not None
        block = self.open(role + (f", in {state.lang}" if other else ""), state, level=level)
        if "/Alt" in element:
            block.alt = str(element.Alt)
            block.first_page = state.page
            return
        block.first_page = state.page
        state.block = block
        self.fill(element, state)
        if nested:
            state.owner.block = None

    def fill(self, element, state):
        if "/ActualText" in element:
            hidden = state.copy()
            hidden.block = Block("", 0)
            self.inside(element, hidden)
            glyph = hidden.block.text.last
            place = (glyph.x, glyph.y, glyph.end, glyph.size) if glyph else (0, 0, 0, 1)
            at = (hidden.block.pages() or [state.page or 1])[0]
            state.block.text.add([Glyph(str(element.ActualText), *place, at)])
        else:
            self.inside(element, state)

    def inline(self, element, tag, state, other):
        if tag == "/Lbl" and state.label is not None and (state.block is None or state.parent in ITEMS):
            # A label is said with what it stands before.
            hidden = state.copy()
            hidden.block = Block("", 0)
            self.fill(element, hidden)
            state.label.append(hidden.block.words())
            return
        if state.block is None:
            state.block = self.open("label", state)
        block, said = state.block, MARKS.get(tag)
        if tag == "/Reference":
            said, state.parent = None, tag  # without a link it leads nowhere, and nothing is said of it
        elif tag == "/Link" and state.parent == "/Reference":
            said = "reference"
        begin = len(block.text.chars)
        if "/Alt" in element:
            block.text.chars.extend(str(element.Alt))
            block.text.page_of.extend([state.page or 1] * len(str(element.Alt)))
            return
        opened = []
        if other:
            opened.append((f"{{{state.lang}: ", "}"))
        if said:
            opened.append((f"[{said}: ", "]"))
        for mark, _ in opened:
            block.mark(True, mark)
        if "/E" in element:
            block.text.push(str(element.E), state.page or 1)
        else:
            self.fill(element, state)
        for _, mark in reversed(opened):
            block.mark(False, mark)
        if state.made and not block.made:
            block.tools.append((begin, len(block.text.chars)))

    def content(self, kid, state):
        place = marked(kid, state.page, self.number)
        if place is None:
            return
        page, owner = place
        run = self.runs[page - 1].get(owner, [])
        if state.block is None:
            if not any(glyph.text.strip() for glyph in run):
                return
            state.block = self.open("text", state)
        state.block.text.add(run)

    # ---- tables
    def table(self, element, state, other):
        rows = list(self.rows(element))
        width = max((sum(span(cell, "/ColSpan") for cell in row) for row in rows), default=0)
        self.open(f"table, {len(rows)} rows, {width} columns" + (f", in {state.lang}" if other else ""), state)
        state.depth += 1
        state.block, state.parent = None, "/Table"
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and self.standard(kid.S) == "/Caption":
                self.element(kid, state)
        heads, taken = {}, {}
        for y, row in enumerate(rows):
            x, own = 0, []
            for cell in row:
                while taken.get((y, x)):
                    x += 1
                cell_state = state.copy()
                if "/Pg" in cell:
                    cell_state.page = self.number[cell.Pg.objgen]
                is_head = self.standard(cell.S) == "/TH"
                above = [heads[x]] if x in heads and not is_head else []
                block = self.open("", cell_state)
                cell_state.block, cell_state.owner = block, cell_state
                block.first_page = cell_state.page
                cell_state.parent = "/TD"
                self.cell(cell, cell_state)
                text = block.words()
                scope = str(attribute(cell, "/Scope") or "/Column")
                block.role = f"{'head' if is_head else 'cell'} {y + 1}.{x + 1}"
                if not is_head and (own or above):
                    block.role += f" ({', '.join(own + above)})"
                if is_head and scope in ("/Row", "/Both"):
                    own.append(text)
                for step in range(span(cell, "/ColSpan")):
                    if is_head and scope in ("/Column", "/Both"):
                        heads[x + step] = text
                    for down in range(span(cell, "/RowSpan")):
                        taken[y + down, x + step] = True
                x += span(cell, "/ColSpan")

    def cell(self, element, state):
        """The cell's paragraphs are said with it."""
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                tag = self.standard(kid.S)
                if tag in INLINE or "/Alt" in kid or "/ActualText" in kid:
                    self.element(kid, state)
                else:
                    inner = state.copy()
                    if "/Pg" in kid:
                        inner.page = self.number[kid.Pg.objgen]
                    state.block.text.gap()
                    self.cell(kid, inner)
            else:
                self.content(kid, state)

    def rows(self, element):
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                tag = self.standard(kid.S)
                if tag == "/TR":
                    yield [cell for cell in self.kids(kid) if isinstance(cell, pikepdf.Dictionary) and "/S" in cell]
                elif tag in ("/THead", "/TBody", "/TFoot"):
                    yield from self.rows(kid)


class State:
    """What an element inherits; `owner` is that of its parent, `label` is shared by those below one item."""

    def __init__(self, lang):
        self.lang, self.page, self.depth, self.article, self.made = lang, None, 0, None, False
        self.block, self.label, self.item, self.parent, self.owner = None, None, None, None, None

    def copy(self):
        new = State(self.lang)
        new.__dict__.update(self.__dict__, owner=self)
        return new


def attribute(element, name):
    found = element.get("/A", [])
    for owner in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(owner, pikepdf.Dictionary) and name in owner:
            return owner[name]
    return None


def span(element, name):
    return int(attribute(element, name) or 1)
