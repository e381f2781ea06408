#!/usr/bin/env -S python3 -B
"""measure.py FILE.pdf... --measure PT [--columns N] [--size PT] [--face NAME] [--leading PT] [--space EM] [--json]

Measures the running text of finished files from the places of their glyphs, and knows nothing of the program that
made them. What is running text is told by face and size, columns by where lines begin, paragraphs by indents,
headings and short lines. README.md tells what each figure is.
Exit 0: measured. 2: could not be measured.
"""
import argparse
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, os.pardir, "judges")]
import place  # noqa: E402

place.use_venv()
import galley_facts  # noqa: E402 (wants the rivals' Python)
import tables  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--measure", type=float, required=True, help="width of a column in pt")
    parser.add_argument("--columns", type=int, default=1, help="columns of a page")
    parser.add_argument("--size", type=float, help="of the body in pt; the commonest of the file")
    parser.add_argument("--face", help="of the body; the commonest of the file")
    parser.add_argument("--leading", type=float, help="in pt; the commonest of the file")
    parser.add_argument("--space", type=float, help="the face's own word space in em; what the file shows")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--faults", action="store_true", help="name each widow, orphan, ladder …")
    asked = parser.parse_args()
    rows = {}
    for path in asked.files:
        try:
            galley = galley_facts.Galley.read(path, asked.measure, asked.columns, asked.size, asked.face,
                                              asked.leading, asked.space)
        except (OSError, ValueError) as error:
            print(f"measure: {error}", file=sys.stderr)
            return 2
        rows[os.path.basename(path)] = galley.figures()
        if asked.faults:
            for name, found in (("widow", galley.widows()), ("orphan", galley.orphans()), ("heading", galley.stranded()),
                                ("last word", galley.last_words()), ("column end", galley.divided_ends()),
                                ("ladder", [run[0] for run in galley.ladders()]), ("runt", galley.runts()),
                                ("overfull", [line for line, _ in galley.overfull()]),
                                ("short", [line for line in galley.full if line.short])):
                for line in found:
                    print(f"  {name:<10} {line}")
    print(json.dumps(rows, indent=1, ensure_ascii=False) if asked.json else tables.both(rows))
    return 0


sys.exit(main())
