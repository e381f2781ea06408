#!/usr/bin/env -S python3 -B
"""pages.py FILE.epub FILE.pdf

Holds the page markers of the EPUB against the printed pages: for every page of the PDF that carries text of an
article there is one marker, which has the page's label and stands before the page's first word in tag order; that
word and the nine after it follow the marker. The PDF is read through its structure tree, so that columns and
articles side by side are no matter; generated text and artifacts count in neither file. The page-list of the
contents and that of the NCX lead to the same markers, by number.
Exit 0: they agree. 1: they do not. 2: could not be compared.
"""
import posixpath
import re
import sys
import traceback
import xml.etree.ElementTree as ET
import zipfile

import common

common.use_venv()
import pikepdf  # noqa: E402 (imports that want the judges' Python)

import pdf_walk  # noqa: E402
import words_epub  # noqa: E402
from tokens import tokens  # noqa: E402

WORDS = 10
TYPE = "{http://www.idpf.org/2007/ops}type"


def printed(path):
    """{label: what follows the first character of the page, in its article} of every page with an article."""
    walk = pdf_walk.Walk(path)
    with pikepdf.open(path) as pdf:
        labels = [page.label for page in pdf.pages]
    found = {}
    for text in walk.articles:
        for at, page in enumerate(text.page_of):
            if labels[page - 1] not in found and not text.chars[at].isspace():
                found[labels[page - 1]] = "".join(text.chars[at:])
    return {label: found[label] for label in labels if label in found}


class Marked:
    """The text of a document and where its markers stand in it."""

    def __init__(self, root):
        self.text, self.marks = [], []
        self.gather(root)
        self.all = "".join(self.text)

    def gather(self, element):
        if not isinstance(element.tag, str):
            return
        tag = re.sub(r"\{.*\}", "", element.tag)
        if element.get(TYPE) == "pagebreak":
            at = sum(map(len, self.text))
            self.marks.append((element.get("id"), element.get("aria-label"), at))
            return
        classes = (element.get("class") or "").split()
        hidden = element.get("aria-hidden") == "true" or any(name.startswith("x-") for name in classes)
        before, marked = len(self.text), len(self.marks)
        if tag in words_epub.SILENT:
            return
        gap = "" if tag in words_epub.INLINE and element.get("role") != "doc-noteref" else "\n"
        self.text.append(gap + (element.text or ""))
        for child in element:
            self.gather(child)
            self.text.append(child.tail or "")
        self.text.append(gap)
        if hidden:  # its words count nowhere; a marker in it stands before what follows
            del self.text[before:]
            self.text.append(gap)
            at = sum(map(len, self.text))
            self.marks[marked:] = [(name, label, at) for name, label, _ in self.marks[marked:]]


def markers(path):
    """[(document, id, label, the text behind it)] in spine order."""
    found = []
    for stem, root in words_epub.documents(path):
        document = Marked(root)
        found.extend((stem, name, label, document.all[at:]) for name, label, at in document.marks)
    return found


def lists(path):
    """The page-lists of contents and NCX: [(label, document, id)] each."""
    with zipfile.ZipFile(path) as book:
        names = {posixpath.basename(name): name for name in book.namelist()}
        nav = ET.fromstring(book.read(names["nav.xhtml"]))
        ncx = ET.fromstring(book.read(names["toc.ncx"]))
    listed = [(link.text, link.get("href")) for part in nav.findall(".//{*}nav") if part.get(TYPE) == "page-list"
              for link in part.findall(".//{*}a")]
    targets = [(target.findtext("{*}navLabel/{*}text"), target.find("{*}content").get("src"))
               for target in ncx.findall(".//{*}pageTarget")]
    return [split(listed), split(targets)]


def split(entries):
    return [(label, posixpath.splitext(href.split("#")[0])[0], href.split("#")[1]) for label, href in entries]


def difference(label, page, behind):
    """A line where the words behind a marker are not those that begin the page."""
    read, wanted = tokens(behind), tokens(page)
    # A raised figure may be glued to its word on the page: letters are compared, not the gaps between words.
    letters = "".join(read[:WORDS])
    whole = "".join(wanted)
    if letters and whole.startswith(letters) and len(letters) >= len("".join(wanted[:WORDS - 2])):
        return None
    return f"page {label} begins “{' '.join(wanted[:WORDS])}”, behind its marker stands “{' '.join(read[:WORDS])}”"


def complaints(epub, pdf):
    pages, marked = printed(pdf), markers(epub)
    lines = []
    for label, page in pages.items():
        own = [mark for mark in marked if mark[2] == label]
        if len(own) != 1:
            lines.append(f"page {label}: {len(own)} markers")
            continue
        lines.append(difference(label, page, own[0][3]))
    lines.extend(f"marker {mark[2]}: no page of the PDF has an article and this number" for mark in marked
                 if mark[2] not in pages)
    order = list(pages)
    wanted = sorted(((label, stem, name) for stem, name, label, _ in marked if label in pages),
                    key=lambda entry: order.index(entry[0]))
    for kind, listed in zip(("contents", "NCX"), lists(epub)):
        if listed != wanted:
            lines.append(f"the page-list of the {kind} has {[entry[0] for entry in listed]}, not the markers "
                         f"{[entry[0] for entry in wanted]} in the order of the pages")
    return [line for line in lines if line], len(pages)


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    lines, count = complaints(*sys.argv[1:])
    print(f"  {count} pages {'agree' if not lines else 'were compared'}")
    for line in lines[:12]:
        print("      " + common.short(line, 300))
    if not count:
        print("      no page carries an article")
        return 2
    return 1 if lines else 0


try:
    sys.exit(main())
except SystemExit:
    raise
except Exception:  # a file that cannot be read was not compared
    traceback.print_exc()
    sys.exit(2)
