#!/usr/bin/env -S python3 -B
"""press.py FILE.pdf --icc PROFILE [--standard x4|x1a] [--ink-limit 220] [--min-type 10] [--min-rule 0.5] [--bleed MM]
         [--colour-pages 1,8] [--dpi 100] [--no-plates] [--json]

Judges a file for the press by the clauses of PDF/X-4 (ISO 15930-7) or PDF/X-1a:2001 (ISO 15930-1), and by the rules of
newspaper printing: black text on the black plate alone and overprinting, letters in two inks at most and then of
--min-type pt and more, no rich black letters, no rule thinner than --min-rule pt, no spot under more ink than
--ink-limit % (plates by Ghostscript at --dpi), no colour on other pages than --colour-pages. --icc is the printer's
profile, which the file must hold as it is; `none` where any will do. --no-plates leaves Ghostscript out.
Exit 0: as it should be. 1: it is not. 2: it could not be judged.
"""
import argparse
import json
import sys
import traceback

import common

common.use_venv()
import pikepdf  # noqa: E402 (imports that want the judges' Python)

import press_file  # noqa: E402
import press_inks  # noqa: E402
import press_marks  # noqa: E402


def judge(path, standard="x4", icc=None, ink_limit=220.0, min_type=10.0, min_rule=0.5, bleed=None, colour_pages=None,
          dpi=100, plates=True):
    """[(clause, what is wrong)], each once."""
    with open(path, "rb") as f:
        data = f.read()
    with pikepdf.open(path) as pdf:
        if not len(pdf.pages):
            raise ValueError("no page")
        found = list(press_file.faults(pdf, data, standard, icc, bleed))
        found += press_marks.faults(pdf, min_type, min_rule)
        count = len(pdf.pages)
    if plates:
        found += press_inks.faults(path, count, ink_limit, colour_pages, dpi)
    return list(dict.fromkeys(found))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--icc", required=True)
    parser.add_argument("--standard", choices=("x4", "x1a"), default="x4")
    parser.add_argument("--ink-limit", type=float, default=220)
    parser.add_argument("--min-type", type=float, default=10)
    parser.add_argument("--min-rule", type=float, default=0.5)
    parser.add_argument("--bleed", type=float)
    parser.add_argument("--colour-pages", help="numbers of the pages that may carry colour; all where it is not said")
    parser.add_argument("--dpi", type=int, default=100)
    parser.add_argument("--no-plates", action="store_true")
    parser.add_argument("--json", action="store_true", help="the faults for programs")
    asked = parser.parse_args()
    icc = None
    if asked.icc != "none":
        with open(asked.icc, "rb") as f:
            icc = f.read()
    pages = None if asked.colour_pages is None else [int(one) for one in asked.colour_pages.split(",") if one]
    found = judge(asked.file, asked.standard, icc, asked.ink_limit, asked.min_type, asked.min_rule, asked.bleed, pages,
                  asked.dpi, not asked.no_plates)
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 1 if found else 0
    for clause in dict.fromkeys(clause for clause, _ in found):
        its = [what for one, what in found if one == clause]
        print(f"  {clause}: {len(its)}")
        for what in its[:4]:
            print("      " + common.short(what, 200))
        if len(its) > 4:
            print(f"      … and {len(its) - 4} more")
    print("  " + (f"{len(found)} faults" if found else "as it should be"))
    return 1 if found else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SystemExit:
        raise
    except Exception:  # a file that cannot be read was not judged
        traceback.print_exc()
        sys.exit(2)
