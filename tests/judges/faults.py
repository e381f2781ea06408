#!/usr/bin/env -S python3 -B
"""faults.py [--lines] MODEL.json FILE.epub FILE.pdf [-- options of glyphs.py]

Proves the judges: makes broken copies of two good files and asks of each judge that it finds the fault planted
for it, and that it passes the same files written again without a fault. A line for each judge and fault. --lines
asks the judge of lines too; its options are those of glyphs.py.
Exit 0: every fault was caught. 1: one was not, or a judge fails the good copy. 2: the copies could not be made.
"""
import concurrent.futures
import json
import os
import shutil
import sys
import tempfile

import common

common.use_venv()
import pikepdf  # noqa: E402 (wants the judges' Python)

import faults_epub  # noqa: E402
import faults_lines  # noqa: E402
import faults_pdf  # noqa: E402
import faults_spoken  # noqa: E402

GOOD = "no fault"


def epub_copies(good, folder):
    judges = sorted({judge for _, its, _ in faults_epub.FAULTS for judge in its})
    for number, (name, its, plant) in enumerate([(GOOD, judges, faults_epub.nothing)] + faults_epub.FAULTS):
        files = faults_epub.read(good)
        plant(files)
        path = os.path.join(folder, f"{number:02}.epub")
        faults_epub.write(files, path)
        yield name, its, path


def pdf_copies(good, folder, lines):
    every = faults_pdf.FAULTS + faults_pdf.BYTE_FAULTS + faults_spoken.FAULTS + (faults_lines.FAULTS if lines else [])
    judges = sorted({judge for _, its, _ in every for judge in its})
    for number, (name, its, plant) in enumerate([(GOOD, judges, faults_pdf.nothing)] + every):
        path = os.path.join(folder, f"{number:02}.pdf")
        if plant in [fault for _, _, fault in faults_pdf.BYTE_FAULTS]:
            with open(good, "rb") as f, open(path, "wb") as out:
                out.write(plant(f.read()))
        else:
            with pikepdf.open(good) as pdf:
                plant(pdf)
                pdf.save(path)
        yield name, its, path


def outside(judge, paths):
    """{path: whether it is clean} by one of the judges of `judge`; None where it could not judge."""
    done = common.run([common.PYTHON, "-B", os.path.join(common.HERE, "judge"), "--json", "--only", judge] + paths)
    return {row["file"]: None if row["broken"] else row["ok"] for row in json.loads(done.stdout)}


def words(model, good_epub, good_pdf, paths, only=()):
    """The same by `words`; the other of the two files is the good one. `only`: by one extractor."""
    found = {}
    for path in paths:
        pair = [path, good_pdf] if path.endswith(".epub") else [good_epub, path]
        done = common.run([common.PYTHON, "-B", os.path.join(common.HERE, "words"), *only, model] + pair)
        found[path] = {0: True, 1: False}.get(done.returncode)
    return found


def pages(good_pdf, paths):
    """The same by `pages.py`."""
    found = {}
    for path in paths:
        done = common.run([common.PYTHON, "-B", os.path.join(common.HERE, "pages.py"), path, good_pdf])
        found[path] = {0: True, 1: False}.get(done.returncode)
    return found


def places(judge, options, paths):
    """The same by `glyphs.py` or `lines.py`."""
    found = {}
    for path in paths:
        done = common.run([common.PYTHON, "-B", os.path.join(common.HERE, judge + ".py")] + options + ["--", path])
        found[path] = {0: True, 1: False}.get(done.returncode)
    return found


def spoken(options, paths):
    """The same by `spoken.py`."""
    found = {}
    for path in paths:
        done = common.run([common.PYTHON, "-B", os.path.join(common.HERE, "spoken.py"), path] + options)
        found[path] = {0: True, 1: False}.get(done.returncode)
    return found


def transcript(model, good_pdf, folder, paths):
    """The same by what the good file says, kept before."""
    kept = os.path.join(folder, "kept.txt")
    spoken(["--model", model, "--renew", kept], [good_pdf])
    return spoken(["--model", model, "--golden", kept], paths)


def verdict(name, clean):
    if clean is None:
        return False, "NOT JUDGED"
    if name == GOOD:
        return clean, "passes" if clean else "FAILS THE GOOD COPY"
    return not clean, "NOT CAUGHT" if clean else "caught"


def main():
    args, options = sys.argv[1:], []
    lines = args[:1] == ["--lines"]
    args = args[lines:]
    if "--" in args:
        args, options = args[:args.index("--")], args[args.index("--") + 1:]
    if len(args) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    model, good_epub, good_pdf = args
    folder = tempfile.mkdtemp(prefix="faults-")
    try:
        copies = list(epub_copies(good_epub, folder)) + list(pdf_copies(good_pdf, folder, lines))
        judges = list(dict.fromkeys(judge for _, its, _ in copies for judge in its))
        todo = {judge: [path for _, its, path in copies if judge in its] for judge in judges}

        def ask(judge):
            if judge == "words":
                return words(model, good_epub, good_pdf, todo[judge])
            if judge.startswith("words-"):
                return words(model, good_epub, good_pdf, todo[judge], ["--only", judge[len("words-"):]])
            if judge == "spoken":
                return spoken(["--model", model, "--quiet"], todo[judge])
            if judge == "transcript":
                return transcript(model, good_pdf, folder, todo[judge])
            if judge == "pages":
                return pages(good_pdf, todo[judge])
            if judge in ("glyphs", "lines"):
                return places(judge, options, todo[judge])
            return outside(judge, todo[judge])

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            answers = dict(zip(judges, pool.map(ask, judges)))
    except faults_epub.NoPlace as error:
        print(f"faults: no place for a fault in these files: {error}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder)
    ok, caught = True, 0
    for judge in judges:
        for name, its, path in copies:
            if judge in its:
                good, said = verdict(name, answers[judge].get(path))
                ok, caught = ok and good, caught + good
                print(f"  {judge:<16} {os.path.splitext(path)[1][1:]:<5} {name:<46} {said}")
    print(f"  {caught} of {sum(len(its) for _, its, _ in copies)} as they should be")
    return 0 if ok else 1


sys.exit(main())
