#!/usr/bin/env -S python3 -B
"""lines.py --style NAME.toml [--no-grid] [--places] [--figures] FILE.pdf...

Looks at every line of the running text, as its glyphs stand in the finished file, and fails on
- a widow or an orphan: the last or the first line of a paragraph alone in another column;
- a heading with fewer than two lines under it in its column;
- a last line that holds only the end of a divided word, or is a runt: under 2 em or under five letters;
- a column that ends in a divided word, and three lines running that end in a hyphen;
- a line beyond the measure: stops, quotes and hyphens may hang, by 0.6 em at most;
- a baseline more than 0.01 pt off the grid (not with --no-grid, nor in a style that parts paragraphs by half lines).
Body face and size, margins, columns and leading are the style's. Which lines make a paragraph is told by the tags of
the file; with --places, or without tags, by indents. --figures prints what was measured as well.
Exit 0: nothing found. 1: something. 2: could not be judged.
"""
import argparse
import sys
import traceback

import common

common.use_venv()
import galley_facts  # noqa: E402 (wants the judges' Python)
import galley_glyphs  # noqa: E402
import galley_tags  # noqa: E402
import style_facts  # noqa: E402

MM = 72 / 25.4
ON_GRID = 0.01
SHOWN = 12


def columns_of(path, facts):
    """The measure, and the left edges of the columns on even and odd pages: the inside of odd pages is at the left."""
    page = galley_glyphs.first_page(path)
    _, _, inside, outside = (side * MM for side in facts["area"])
    count, gutter = facts["columns"], facts["gutter"]
    measure = (page.right - page.left - inside - outside - gutter * (count - 1)) / count
    edges = {parity: [page.left + margin + n * (measure + gutter) for n in range(count)]
             for parity, margin in ((1, inside), (0, outside))}
    return measure, edges


def faults(galley, grid):
    """(what, line) one by one."""
    for name, lines in (
        ("a widow", galley.widows()),
        ("an orphan", galley.orphans()),
        ("a heading with fewer than two lines below", galley.stranded()),
        ("only the end of a divided word", galley.last_words()),
        ("a runt", galley.runts()),
        ("a column ends in a divided word", galley.divided_ends()),
    ):
        for line in lines:
            yield name, line
    for run in galley.ladders():
        yield f"{len(run)} hyphens running", run[0]
    for line, em in galley.overfull():
        yield f"{em:.2f} em beyond the measure", line
    if grid:
        for line, away in galley.grid()[1]:
            if abs(away) > ON_GRID + 0.001:  # what a file's own decimals may lose
                yield f"{away:+.3f} pt off the grid of {galley.leading} pt", line


def judge(path, asked, facts):
    measure, edges = columns_of(path, facts)
    blocks = {} if asked.places else galley_tags.read(path)
    galley = galley_facts.Galley.read(path, measure, facts["columns"], facts["body"], asked.face, facts["leading"],
                                      edges=edges, blocks=blocks)
    return galley, list(faults(galley, not (asked.no_grid or facts["parted"])))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--style", required=True, help="the style file that the PDF was made with")
    parser.add_argument("--face", help="of the body; the commonest of the body's size")
    parser.add_argument("--no-grid", action="store_true", help="for styles whose paragraphs have white between them")
    parser.add_argument("--places", action="store_true", help="paragraphs by places, not by tags")
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--all", action="store_true", help=f"every fault, not the first {SHOWN}")
    asked = parser.parse_args()
    facts = style_facts.read(asked.style)
    ok = True
    for path in asked.files:
        galley, found = judge(path, asked, facts)
        if not galley.body:  # nothing was measured: never to be taken for clean
            print(f"lines: {path} has no running text of {facts['body']:.1f} pt", file=sys.stderr)
            return 2
        ok &= not found
        print(f"{path}\n  lines      {'FAILS' if found else 'clean'}  {len(galley.body)} lines in "
              f"{len(galley.paragraphs)} paragraphs, {len(found)} findings")
        for what, line in found[:None if asked.all else SHOWN]:
            print(f"      {line}: {what}")
        if asked.figures:
            for name, value in galley.figures().items():
                print(f"      {name:<10} {value}")
    return 0 if ok else 1


try:
    sys.exit(main())
except Exception:  # a file that cannot be read was not judged
    traceback.print_exc()
    sys.exit(2)
