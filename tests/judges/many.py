#!/usr/bin/env -S python3 -B
"""many.py INPUT OUT: writes an issue of two hundred short articles, made of the paragraphs of INPUT's Markdown."""
import glob
import os
import sys

COUNT = 200
SECTIONS = ["News", "Politics", "Letters", "Books", "Sport"]


def paragraphs(folder):
    """Plain paragraphs only: what depends on its surroundings stays where it is."""
    for path in sorted(glob.glob(os.path.join(folder, "*.md"))):
        with open(path, encoding="utf-8") as f:
            body = f.read().split("\n---\n", 1)[-1]
        for paragraph in body.split("\n\n"):
            text = paragraph.strip()
            if len(text.split()) > 30 and text[0].isalpha() and not set("[]{}<>|#`") & set(text):
                yield text


def main():
    source, out = sys.argv[1:]
    found = list(paragraphs(source))
    if not found:
        sys.exit(f"many.py: {source} has no paragraphs")
    os.makedirs(out)
    for number in range(COUNT):
        words = found[number % len(found)].split()
        head = " ".join(words[:6]).rstrip(".,;:").replace('"', "'")
        lines = ["---", f'title: "{number + 1}: {head}"', "authors: [Publius]",
                 f"section: {SECTIONS[number * len(SECTIONS) // COUNT]}", f"priority: {number % 10 + 1}", "lang: en-US",
                 "---", ""]
        for step in range(1 + number % 4):
            lines += [found[(number + step * 7) % len(found)], ""]
        with open(os.path.join(out, f"{number + 1:03}.md"), "w", encoding="utf-8") as f:
            f.write("\n".join(lines))
    with open(os.path.join(out, "issue.toml"), "w", encoding="utf-8") as f:
        f.write('paper = "The Many"\nnumber = 1\ndate = "2026-11-19"\nlang = "en-US"\n')


main()
