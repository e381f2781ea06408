"""Broken copies of an EPUB: each function plants one fault in the book's files ({name: bytes}).

A fault that finds no place in this book raises `NoPlace`, which fails the run: a judge that was not asked is
not proved.
"""
import posixpath
import re
import zipfile


class NoPlace(Exception):
    pass


def read(path):
    with zipfile.ZipFile(path) as book:
        return {entry.filename: book.read(entry) for entry in book.infolist()}


def write(files, path):
    """The type first and uncompressed, as the container wants it; the rest in its old order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", files["mimetype"], zipfile.ZIP_STORED)
        for name, data in files.items():
            if name != "mimetype":
                book.writestr(name, data)


def change(files, wanted, pattern, replacement):
    """Changes the first place in the first file whose name and content fit."""
    for name in sorted(files):
        if wanted(name):
            text = files[name].decode("utf-8")
            changed, n = re.subn(pattern, replacement, text, count=1, flags=re.S)
            if n:
                files[name] = changed.encode("utf-8")
                return
    raise NoPlace(pattern)


def is_opf(name):
    return name.endswith(".opf")


def is_nav(name):
    return posixpath.basename(name) == "nav.xhtml"


def is_text(name):
    return name.endswith(".xhtml") and not is_nav(name)


def nothing(files):
    pass


def alt_removed(files):
    change(files, is_text, r'(<img\b[^>]*?) alt="[^"]*"', r"\1")


def heading_skips(files):
    change(files, is_text, r"(<h1\b.*?)<h2\b([^>]*)>(.*?)</h2>", r"\1<h3\2>\3</h3>")


def book_language(files):
    change(files, is_opf, r"(<dc:language\b[^>]*>)[^<]*", r"\1no_language!")


def text_language(files):
    change(files, is_text, r'<html\b([^>]*?) lang="[^"]*"([^>]*?) xml:lang="[^"]*"|'
           r'<html\b([^>]*?) xml:lang="[^"]*"([^>]*?) lang="[^"]*"',
           r'<html\1\3 lang="qqqq-nowhere" xml:lang="qqqq-nowhere"\2\4')


def page_missing(files):
    change(files, is_nav, r'(epub:type="page-list".*?<li\b.*?</li>\s*)<li\b.*?</li>', r"\1")


def marker_missing(files):
    change(files, is_text, r'<(span|div)\b[^>]*role="doc-pagebreak"[^>]*(?:/>|>\s*</\1>)', "")


MARKER = r'(<span\b[^>]*role="doc-pagebreak"[^>]*(?:/>|>\s*</span>))'


def marker_late(files):
    change(files, is_text, MARKER + r"([^<\s]+ )(?=[^<\s]+ [^<\s]+ )", r"\2\1")


def marker_early(files):
    change(files, is_text, r"([^<>\s]+ )" + MARKER + r"(?=[^<\s]+ [^<\s]+ )", r"\2\1")


def marker_number(files):
    change(files, is_text, r'(role="doc-pagebreak" aria-label=")2"', r'\g<1>3"')


def page_gone(files):
    change(files, is_nav, r'<li>\s*<a href="[^"]*#page-2">2</a>\s*</li>', "")
    change(files, is_text, r'<span id="page-2"[^>]*/>', "")


def page_order(files):
    change(files, is_nav, r'(epub:type="page-list".*?<ol>\s*)(<li\b.*?</li>)(\s*)(<li\b.*?</li>)', r"\1\4\3\2")


# Inside a paragraph of an article that is not generated: plain words between two spaces.
PARAGRAPH = r'(<article\b.*?<p(?: (?!class="x-)[^>]*)?>[^<]*? '
WORDS = PARAGRAPH + r")([a-z]{4,}) ([a-z]{4,}) "


def word_dropped(files):
    change(files, is_text, WORDS, r"\1\3 ")


def word_doubled(files):
    change(files, is_text, WORDS, r"\1\2 \2 \3 ")


def words_swapped(files):
    change(files, is_text, WORDS, r"\1\3 \2 ")


def word_cut(files):
    change(files, is_text, PARAGRAPH + r"[a-z]{3})([a-z]{3,} )", r"\1 \2")


FAULTS = [
    ("a picture's alt removed", ["Ace"], alt_removed),
    ("headings from h1 to h3", ["Ace"], heading_skips),
    ("dc:language is no language", ["EPUBCheck"], book_language),
    ("xml:lang is no language", ["Ace"], text_language),
    ("a page missing in the page-list", ["Ace"], page_missing),
    ("a page marker missing in the text", ["EPUBCheck"], marker_missing),
    ("a page marker a word late", ["pages"], marker_late),
    ("a page marker a word early", ["pages"], marker_early),
    ("a page marker with another number", ["pages"], marker_number),
    ("pages out of order in the page-list", ["pages"], page_order),
    ("a page's marker and entry missing", ["pages"], page_gone),
    ("a word dropped", ["words"], word_dropped),
    ("a word doubled", ["words"], word_doubled),
    ("two words swapped", ["words"], words_swapped),
    ("a word cut in two", ["words"], word_cut),
]
