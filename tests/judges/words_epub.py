"""The words of each article's document in the EPUB, and the order of the documents in the spine.

Elements with a class that starts with `x-` are generated text (bars, meta lines, labels) and are left out.
"""
import posixpath
import re
import urllib.parse
import xml.etree.ElementTree as ET
import zipfile

from tokens import tokens

OPF = "{http://www.idpf.org/2007/opf}"
INLINE = set("a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong time u var wbr".split())
# Raised and lowered pieces are words of their own, as in the model: they stand in neither set.
SILENT = set("head script style template nav".split())


def documents(path):
    """[(stem of the file's name, its root element)] in spine order."""
    with zipfile.ZipFile(path) as book:
        container = ET.fromstring(book.read("META-INF/container.xml"))
        opf_path = container.find(".//{*}rootfile").get("full-path")
        opf = ET.fromstring(book.read(opf_path))
        items = {item.get("id"): item for item in opf.iter(OPF + "item")}
        found = []
        for ref in opf.iter(OPF + "itemref"):
            href = urllib.parse.unquote(items[ref.get("idref")].get("href"))
            name = posixpath.normpath(posixpath.join(posixpath.dirname(opf_path), href))
            stem = posixpath.splitext(posixpath.basename(name))[0]
            found.append((stem, ET.fromstring(book.read(name))))
        return found


def article_tokens(root):
    out = []
    gather(root, out)
    return tokens("".join(out))


def gather(element, out):
    tag = re.sub(r"\{.*\}", "", element.tag) if isinstance(element.tag, str) else "comment"
    classes = (element.get("class") or "").split()
    if tag in SILENT or tag == "comment" or any(name.startswith("x-") for name in classes):
        return
    gap = "" if tag in INLINE and element.get("role") != "doc-noteref" else "\n"
    out.append(gap + (element.text or ""))
    for child in element:
        gather(child, out)
        out.append(child.tail or "")
    out.append(gap)


def by_article(path, slugs):
    """({slug: tokens}, complaints about files that are missing or out of order)."""
    found, order = {}, []
    for stem, root in documents(path):
        # The front of a section may bear the name of its one article.
        if stem.startswith("section-") and stem not in slugs:
            continue
        # The longest slug that ends the name: files may carry a number or a section before it.
        mine = max((s for s in slugs if stem == s or stem.endswith("-" + s)), key=len, default=None)
        if mine and mine not in found:
            found[mine] = article_tokens(root)
            order.append(mine)
    complaints = [f"{slug}: no document of the spine bears its name" for slug in slugs if slug not in found]
    if not complaints and order != list(slugs):
        complaints.append("the articles of the spine are not in the order of the issue: " + ", ".join(order))
    return found, complaints
