#!/usr/bin/env -S python3 -B
"""spoken.py FILE.pdf [--model MODEL.json] [--golden FILE | --renew FILE] [--brief | --article HEADLINE]

Reads the structure tree of a PDF aloud, as a screen reader would: a line for each block with its role, pages by
their labels, changes of language, links, notes; words that a line, column or page divides are whole.
Fails on a sentence that a jump splits in two blocks, on twelve words and more said twice, on heading levels that
skip, and, with the model, on a masthead, section or headline that is not said as a heading or a text that is not
said in one piece. --golden holds the transcript against one that was kept; --renew keeps it: read the difference.
--brief says page 1 and, of the other pages, headings and pictures; --article one article. Without a golden file
the transcript is printed.
Exit 0: as it should be. 1: it is not. 2: it could not be said.
"""
import argparse
import difflib
import json
import re
import sys
import traceback

import common

common.use_venv()
import words_model  # noqa: E402 (imports that want the judges' Python)
from spoken_tree import Tree  # noqa: E402
from tokens import tokens  # noqa: E402

TWICE = 12
ENDS = tuple(".!?…:;。！？؟۔׃–—")  # what may end a sentence, closing quotes and brackets taken off
CLOSING = "\"'’”»›)]}」』"


def transcript(tree):
    """[(block or None, line)]: pages are announced between blocks, and within those that run over."""
    lines, page = [(None, f"language {tree.lang}")], None
    for block in tree.blocks:
        begins = (block.pages() or [page])[0]
        if begins and begins != page:
            page = begins
            lines.append((None, f"‹page {tree.labels[page - 1]}›"))
        said, page = block.said(tree.labels, page)
        if block.alt is not None:
            said = block.alt
        lines.append((block, "  " * block.depth + block.role + (": " + said if said else "")))
    return lines


def brief(tree, lines):
    """All of the first page, and of the others what stands out; a page is announced before what is said of it."""
    page, announced, out = tree.labels[0], None, []
    for block, line in lines:
        if block is None:
            page = line[len("‹page "):-1] if line.startswith("‹page ") else page
            out += [line] if line.startswith("language ") else []
            continue
        if page == tree.labels[0] or block.level or block.alt is not None:
            out += [f"‹page {page}›"] if page != announced else []
            announced = page
            out.append(line)
        page = (re.findall(r"‹page ([^›]*)›", line) or [page])[-1]
    return out


def one_article(lines, headline):
    wanted = {block.article for block, _ in lines
              if block and block.level and block.article and block.words().casefold() == headline.casefold()}
    if len(wanted) != 1:
        raise ValueError(f"{len(wanted)} articles with the headline “{headline}”")
    return [line for block, line in lines if block and block.article in wanted]


# ---- what is wrong by itself

def levels(tree):
    last = 0
    for block in tree.blocks:
        if block.level:
            if block.level > last + 1:
                yield f"heading levels skip from {last} to {block.level} at “{block.words()}”"
            last = block.level
    if not last:
        yield "no heading at all"


def split_sentences(tree):
    """A paragraph that stops in the middle of a sentence and one that begins in lower case, with nothing between
    them that a sentence may hold (a list, a quotation, a table, a line of code)."""
    last = None
    for block in tree.blocks:
        plain = block.role.split(",")[0]
        if plain == "paragraph" and not block.made and block.parent == "/Art":
            text = block.words()
            if last and last.article == block.article and text[:1].islower() and \
                    not last.words().rstrip(CLOSING).endswith(ENDS):
                yield f"a sentence is split: “…{last.words()[-50:]}” | “{text[:50]}…”"
            last = block if text else last
        elif plain not in ("paragraph", "figure", "caption", "text", "label") and not block.level and not block.made:
            last = None


def spoken_words(text):
    return [token for token in tokens(text) if any(map(str.isalnum, token))]


def runs(texts):
    """{twelve words: how often}, over the joints of blocks too."""
    words = [word for text in texts for word in spoken_words(text)]
    found = {}
    for at in range(len(words) - TWICE + 1):
        run = tuple(words[at:at + TWICE])
        found[run] = found.get(run, 0) + 1
    return found


def said_twice(tree, articles):
    """Runs of words that are said more often than they were written."""
    said = runs([block.alt if block.alt is not None else block.words() for block in tree.blocks])
    written = runs([" ".join(leaf.tokens) for article in articles or [] for leaf in article.leaves])
    once = False  # a long repetition is one complaint
    for run, count in said.items():
        too_often = count > max(1, written.get(run, 0))
        if too_often and not once:
            yield f"said {count} times: “{' '.join(run)} …”"
        once = too_often


# ---- what the model wants to be said

def headings(tree):
    return [(block, tokens(block.words())) for block in tree.blocks if block.level]


def missing_heads(tree, issue):
    found = headings(tree)
    name = tokens(issue["paper"]["name"])
    if not found or found[0][0].level != 1 or found[0][1] != name:
        yield f"the masthead “{issue['paper']['name']}” is not the first heading"
    at = 0
    for section in issue["sections"]:
        wanted = [section["name"]] if section.get("name") else []
        wanted += ["".join(words_model.parts(article["headline"]["inlines"]))
                   for article in section["articles"] if article.get("headline")]
        for title in wanted:
            letters = "".join(tokens(title))
            place = next((i for i in range(at, len(found)) if "".join(found[i][1]) == letters), None)
            if place is None:
                yield f"“{title}” is not said as a heading, or not in its order"
            else:
                at = place + 1


def in_pieces(tree, articles):
    """Texts of the model that no block says whole."""
    blocks = {}
    for block in tree.blocks:
        if block.article and not (block.made and block.level):
            blocks.setdefault(block.article, []).append("".join(tokens(block.written())))
    if len(blocks) != len(articles):
        yield f"{len(blocks)} articles are said, expected {len(articles)}"
        return
    for article, said in zip(articles, blocks.values()):
        at = 0
        for leaf in article.leaves:
            text = "".join(leaf.tokens)
            if leaf.repeats or not text:
                continue
            place = next((i for i in range(at, len(said)) if text in said[i]), None)
            if place is None:
                yield f"{article.slug}: not said in one piece at its place: “{common.short(' '.join(leaf.tokens), 60)}”"
            else:
                at = place


def complaints(tree, model):
    issue = articles = None
    if model:
        with open(model, encoding="utf-8") as f:
            issue = json.load(f)
        articles = words_model.read(model)
    lines = list(levels(tree)) + list(split_sentences(tree)) + list(said_twice(tree, articles))
    if issue:
        lines += list(missing_heads(tree, issue)) + list(in_pieces(tree, articles))
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--model")
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument("--golden")
    kept.add_argument("--renew")
    kept.add_argument("--quiet", action="store_true", help="complaints only")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--brief", action="store_true")
    part.add_argument("--article")
    asked = parser.parse_args()
    tree = Tree(asked.file)
    if not any(block.words() for block in tree.blocks):
        print("spoken: the structure tree says nothing", file=sys.stderr)
        return 2
    lines = transcript(tree)
    text = brief(tree, lines) if asked.brief else one_article(lines, asked.article) if asked.article else \
        [line for _, line in lines]
    bad = complaints(tree, asked.model)
    for line in bad[:20]:
        print("  " + common.short(line, 240))
    if asked.renew:
        with open(asked.renew, "w", encoding="utf-8") as f:
            f.write("\n".join(text) + "\n")
    elif asked.golden:
        with open(asked.golden, encoding="utf-8") as f:
            golden = f.read().splitlines()
        if golden != text:
            bad.append("said otherwise")
            print(f"  said otherwise than {asked.golden}:")
            print("\n".join(list(difflib.unified_diff(golden, text, "kept", "said", lineterm="", n=1))[:60]))
    elif not asked.quiet:
        print("\n".join(text))
    print(f"  {len(lines)} lines are said" + ("" if not bad else f", {len(bad)} complaints"))
    return 1 if bad else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SystemExit:
        raise
    except Exception:  # a file that cannot be read was not said
        traceback.print_exc()
        sys.exit(2)
