"""The text that every program sets: essays of a folder of Markdown, as they are or cut into short paragraphs.

Front matter gives the title; emphasis is dropped, since all is set in one face; what is no plain paragraph (lists,
quotes, pictures, tables, fenced parts) is left out. No program gets more or fewer words than another.
"""
import os
import re

WORDS = 57  # aimed at in a short paragraph; with ends of sentences they come to 53 on average


class Essay:
    def __init__(self, name, title, paragraphs):
        self.name, self.title, self.paragraphs = name, title, paragraphs


def plain(text):
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<[^>]+>|\[\^[^\]]*\]|`", "", text)
    text = re.sub(r"(\*\*|\*|(?<!\w)_|_(?!\w))", "", text)
    text = text.replace("\\", "").replace("...", "…").replace("---", "—").replace("--", "–")
    return " ".join(curled(text).split(" ")).strip()


def curled(text):
    """Straight quotes as a compositor sets them."""
    text = re.sub(r'(^|[\s(—–\[])"', r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(—–\[“])'", r"\1‘", text).replace("'", "’")


def sentences(text):
    return re.split(r"(?<=[.?!])(?<!Mr\.)(?<!No\.)\s+(?=[A-Z“])", text)


def short(paragraphs):
    """Cut at sentence ends, each piece as near to `WORDS` words as its sentences allow."""
    for paragraph in paragraphs:
        piece = []
        for sentence in sentences(paragraph):
            now, more = words(piece), len(sentence.split())
            if piece and abs(now - WORDS) <= abs(now + more - WORDS):
                yield " ".join(piece)
                piece = []
            piece.append(sentence)
        if piece:
            yield " ".join(piece)


def words(piece):
    return sum(len(sentence.split()) for sentence in piece)


def essay(path, cut):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    title = os.path.splitext(os.path.basename(path))[0]
    head = re.match(r"---\n(.*?)\n---\n", text, re.S)
    if head:
        said = re.search(r'^title:\s*"?(.*?)"?\s*$', head[1], re.M)
        title, text = (plain(said[1]) if said else title), text[head.end():]
    text = re.sub(r"^(:::|```).*?^\1\s*$", "", text, flags=re.S | re.M)
    blocks = [" ".join(block.split("\n")).strip() for block in re.split(r"\n\s*\n", text)]
    blocks = [plain(b) for b in blocks if b and not re.match(r"(#|>|[-*+] |\d+[.)] |\||!\[|\[\^|---|:|<)", b)]
    blocks = [b for b in blocks if b]
    return Essay(os.path.splitext(os.path.basename(path))[0], title, list(short(blocks)) if cut else blocks)


def read(folder, cut=False):
    """The essays of a folder in the order of their names; `cut` into short paragraphs."""
    names = sorted(name for name in os.listdir(folder) if name.endswith(".md"))
    essays = [essay(os.path.join(folder, name), cut) for name in names]
    return [one for one in essays if one.paragraphs]


def bundle(essays, number, length):
    """So many articles of about so many words, each of other paragraphs in their order; the last paragraph of each is
    cut at a sentence's end. Where the text is at its end it begins again, so that titles tell articles apart."""
    paragraphs = [paragraph for one in essays for paragraph in one.paragraphs]
    articles, at = [], 0
    for place in range(number):
        taken, have = [], 0
        while have < length:
            paragraph = paragraphs[at % len(paragraphs)]
            at += 1
            size = len(paragraph.split())
            if have + size > length + 10:
                kept = []
                for sentence in sentences(paragraph):
                    if have + words(kept) + len(sentence.split()) > length + 10 and (kept or taken):
                        break
                    kept.append(sentence)
                if kept:
                    taken.append(" ".join(kept))
                break
            taken.append(paragraph)
            have += size
        head = " ".join(taken[0].split()[:6]).rstrip(".,;:")
        articles.append(Essay(f"article-{place + 1:03}", f"{place + 1}. {head}", taken))
    return articles


def count(essays):
    return sum(len(e.paragraphs) for e in essays), sum(len(p.split()) for e in essays for p in e.paragraphs)
