"""The words that both files must hold: read from the JSON of `wwpub model`.

Every text that is set is an object with `no`, its number in reading order, and `inlines`; they are gathered
wherever they stand, so that a new kind of block needs nothing here.
"""
import json

from tokens import tokens


class Leaf:
    """One text: a headline, a paragraph, a cell. `parts` are its stretches between raised and lowered pieces."""

    def __init__(self, no, parts, repeats):
        self.no, self.repeats = no, repeats
        self.tokens = [token for part in parts for token in tokens(part)]
        self.glued = {}
        for left in range(len(parts)):
            for right in range(left + 2, len(parts) + 1):
                pieces = [token for part in parts[left:right] for token in tokens(part)]
                whole = tokens("".join(parts[left:right]))
                self.glued.update(unglued(whole, pieces))


class Article:
    def __init__(self, data):
        self.slug = data["slug"]
        self.leaves = sorted(leaves(data), key=lambda leaf: leaf.no)

    def tokens(self, repeats):
        """All tokens in reading order; `repeats`: with the pull quotes that say what the body says as well."""
        return [token for leaf in self.leaves if repeats or not leaf.repeats for token in leaf.tokens]

    def glued(self):
        return {whole: parts for leaf in self.leaves for whole, parts in leaf.glued.items()}


def read(path):
    with open(path, encoding="utf-8") as f:
        issue = json.load(f)
    return [Article(article) for section in issue["sections"] for article in section["articles"]]


def leaves(node, repeats=False):
    if isinstance(node, dict):
        repeats = repeats or node.get("repeats") is True
        if "no" in node and "inlines" in node:
            yield Leaf(node["no"], parts(node["inlines"]), repeats)
            return
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from leaves(child, repeats)


def parts(inlines):
    """The characters of a text, parted before and behind everything raised or lowered.

    Whether `word` and its note's `3` make one word or two is a matter of taste on which plain extractors
    differ; here they are two everywhere.
    """
    out = [""]
    gather(inlines, out)
    return [part for part in out if part]


def gather(inlines, out):
    for inline in inlines:
        kind, content = next(iter(inline.items())) if isinstance(inline, dict) else (inline, None)
        if kind in ("text", "code"):
            out[-1] += content
        elif kind == "line_break":
            out[-1] += "\n"
        elif kind == "note_ref":
            out.extend([str(content), ""])
        elif kind in ("superscript", "subscript"):
            out.append("")
            gather(content, out)
            out.append("")
        elif isinstance(content, dict):  # a link, a passage in another language
            gather(content["content"], out)
        elif isinstance(content, list):
            gather(content, out)
        else:
            raise ValueError(f"the model has an inline that is not known here: {kind}")


def unglued(whole, pieces):
    """{token: the pieces it is made of} where an extractor sees one word and we see several."""
    found, at = {}, 0
    for token in whole:
        mine, length = [], 0
        while at < len(pieces) and length < len(token):
            mine.append(pieces[at])
            length += len(pieces[at])
            at += 1
        if len(mine) > 1 and "".join(mine) == token:
            found[token] = mine
    return found
