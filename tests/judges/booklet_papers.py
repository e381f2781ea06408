#!/usr/bin/env -S python3 -B
"""booklet_papers.py WWPUB: makes small issues of 1 to 20 pages, read from left to right and from right to left, for
printers that turn the sheet over the short edge and over the long one, and asks booklet.py of each booklet. Then it
plants faults in two of them, and the judge must find every one.
Exit 0: every booklet is in order and every fault was found. 1: one is not. 2: the issues could not be made.
"""
import os
import subprocess
import sys
import tempfile

import common

common.use_venv()
import pikepdf  # noqa: E402 (wants the judges' Python)

import booklet  # noqa: E402

LENGTHS = (1, 2, 4, 5, 8, 12, 20)
WORDS = {
    "en-GB": "paper ink type press fold sheet leaf page verso recto galley proof line column margin gutter stitch",
    "he": "נייר דיו אות דפוס קפל גיליון דף עמוד שורה טור שוליים תפר כתב עיתון ספר מגיה סדר",
}
# Large letters: a page that is read fast.
STYLE = """extends = "pamphlet"
[text]
size = "18pt"
[grid]
leading = "26pt"
[page]
multiple = {multiple}
[booklet]
flip = "{flip}"
sheet = "{sheet}"
paper = "{paper}mm"
"""


class Paper:
    """A paper of one issue in a folder; every build is of so many paragraphs."""

    def __init__(self, wwpub, folder, lang):
        self.wwpub, self.folder, self.lang = wwpub, folder, lang
        self.write("wwpub.toml", f'name = "The Fold"\nlang = "{lang}"\n')
        self.write("issue/issue.toml", 'date = "2026-11-19"\nnumber = "77x"\n')

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)

    def text(self, paragraphs):
        """Without any figure, so that numbers are folios."""
        words = WORDS[self.lang].split()
        body = [" ".join(words[(7 * at + 5 * i + i * i) % len(words)] for i in range(20)) + "."
                for at in range(paragraphs)]
        self.write("issue/story.md", f"---\ntitle: {words[0]} {words[5]}\n---\n\n" + "\n\n".join(body) + "\n")

    def make(self, *words):
        """A file by `wwpub pdf`."""
        done = subprocess.run([self.wwpub, "pdf", "issue", "--style", "fold", *words], cwd=self.folder,
                              capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return os.path.join(self.folder, words[-1])

    def screen(self):
        """The screen edition and its pages."""
        file = self.make("-o", "screen.pdf")
        with pikepdf.open(file) as pdf:
            return file, len(pdf.pages)

    def style(self, flip="short", sheet="A4", paper=0.1, multiple=1):
        self.write("styles/fold.toml", STYLE.format(flip=flip, sheet=sheet, paper=paper, multiple=multiple))

    def sheets(self):
        return self.make("--for", "booklet", "-o", "sheets.pdf")

    def of(self, pages):
        """Writes as much text as fills that many pages."""
        self.style()
        low, high, paragraphs = 1, None, max(1, 3 * pages - 2)
        for _ in range(12):
            self.text(paragraphs)
            got = self.screen()[1]
            if got == pages:
                return
            if got < pages:
                low = paragraphs + 1
                paragraphs = paragraphs + max(1, 3 * (pages - got) - 1) if high is None else (low + high) // 2
            else:
                high = paragraphs
                paragraphs = (low + high) // 2
        raise RuntimeError(f"no text fills {pages} pages")


def ask(sheets, *words):
    return list(booklet.judge(booklet.options([sheets, *map(str, words)])))


def look(paper, pages, failed):
    """Every way to print an issue."""
    paper.of(pages)
    rtl = ["--rtl"] if paper.lang == "he" else []
    ways = [("short", "A4", 0.1, 1), ("long", "A4", 0.3, 1)]
    if pages == 5:
        ways += [("short", "A3", 0.1, 1), ("long", "Letter", 0.2, 8), ("short", "two-pages", 0.0, 3)]
    for flip, sheet, thick, multiple in ways:
        paper.style(flip, sheet, thick, multiple)
        (screen, all_), sheets = paper.screen(), paper.sheets()
        found = ask(sheets, "--screen", screen, "--flip", flip, "--paper", thick, *rtl)
        name = f"{paper.lang} {pages} pages of {all_}, {flip} edge, {sheet}"
        print(f"  {'clean' if not found else 'FAILS'}  {name}")
        for line in found:
            print("      " + line)
        failed += [name] if found else []


# ---- the faults

def content(pdf, page):
    return pdf.pages[page].Contents.read_bytes()


def rewrite(pdf, page, change):
    pdf.pages[page].Contents = pdf.make_stream(change(content(pdf, page)))


def turned(pdf, page):
    _, _, width, height = map(float, pdf.pages[page].MediaBox)
    rewrite(pdf, page, lambda old: f"q -1 0 0 -1 {width} {height} cm\n".encode() + old + b"\nQ")


def swapped(pdf, one, other):
    """The pages of two sides change places, in their cells."""
    forms = [pdf.pages[at].Resources.XObject for at in (one, other)]
    names = [sorted(form.keys())[0] for form in forms]
    forms[0][names[0]], forms[1][names[1]] = forms[1][names[1]], forms[0][names[0]]


def beside(pdf, side):
    """The two pages of a side change places."""
    forms = pdf.pages[side].Resources.XObject
    one, other = sorted(forms.keys())
    forms[one], forms[other] = forms[other], forms[one]


def in_other_order(pdf):
    outer = [pdf.pages[0], pdf.pages[1]]
    del pdf.pages[0:2]
    pdf.pages.extend(outer)


def left_out(pdf):
    rewrite(pdf, 2, lambda old: old[: old.rindex(b"Do")].rsplit(b"/", 1)[0] + b"Q")


def moved(pdf):
    rewrite(pdf, 2, lambda old: b"q 1 0 0 1 0.2 0 cm\n" + old + b"\nQ")


def smaller(pdf):
    rewrite(pdf, 2, lambda old: b"q 0.995 0 0 0.995 0 0 cm\n" + old + b"\nQ")


def told_wrong(pdf):
    duplex = pdf.Root.ViewerPreferences.Duplex
    other = "/DuplexFlipLongEdge" if duplex == "/DuplexFlipShortEdge" else "/DuplexFlipShortEdge"
    pdf.Root.ViewerPreferences.Duplex = pikepdf.Name(other)


FAULTS = [
    ("two pages of different sides swapped", lambda pdf: swapped(pdf, 0, 3)),
    ("two pages of a side swapped", lambda pdf: beside(pdf, 1)),
    ("a back that is not as the edge wants it", lambda pdf: turned(pdf, 1)),
    ("a front upside down", lambda pdf: turned(pdf, 2)),
    ("the sheets in another order", in_other_order),
    ("a page left out", left_out),
    ("a side twice", lambda pdf: pdf.pages.append(pdf.pages[0])),
    ("the printer is told the other edge", told_wrong),
    ("a side moved by a fifth of a point", moved),
    ("a side a little smaller", smaller),
]


def plant(paper, failed):
    """Into a booklet of eight pages, for either edge."""
    paper.of(8)
    for flip in ("short", "long"):
        paper.style(flip)
        (screen, _), sheets = paper.screen(), paper.sheets()
        path = os.path.join(paper.folder, "fault.pdf")
        for name, fault in [("no fault", lambda pdf: None)] + FAULTS:
            with pikepdf.open(sheets) as pdf:
                fault(pdf)
                pdf.save(path)
            found = ask(path, "--screen", screen, "--flip", flip)
            right = bool(found) == (name != "no fault")
            print(f"  {'found' if found else 'clean'}  {flip} edge: {name}" + ("" if right else "  WRONG"))
            failed += [] if right else [name]
        # The folios alone, without the screen edition, must do for the order and the rotation.
        failed += [f"{flip} edge, by folios alone: {line}" for line in ask(sheets, "--pages", 8, "--flip", flip)]
        for name, fault in FAULTS[:7]:
            with pikepdf.open(sheets) as pdf:
                fault(pdf)
                pdf.save(path)
            if not ask(path, "--pages", 8, "--flip", flip):
                print(f"  clean  {flip} edge, by folios alone: {name}  WRONG")
                failed.append(name)


def main():
    wwpub = os.path.realpath(sys.argv[1])
    failed = []
    try:
        with tempfile.TemporaryDirectory(prefix="booklet-") as folder:
            for lang in WORDS:
                for pages in LENGTHS:
                    look(Paper(wwpub, os.path.join(folder, f"{lang}-{pages}"), lang), pages, failed)
            plant(Paper(wwpub, os.path.join(folder, "faults"), "en-GB"), failed)
    except (RuntimeError, OSError) as error:
        print(f"booklet_papers: {error}", file=sys.stderr)
        return 2
    print(f"{len(failed)} wrong")
    return 1 if failed else 0


sys.exit(main())
