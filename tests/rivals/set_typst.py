"""Has typst (the package of PyPI) set the text, as it comes and at its best.

At its best: letter-spacing of -0.012 to +0.02 em, spaces of 67 to 130 %, hyphens cheaper where lines are narrow,
runts, widows and orphans dear. Lines are 11.5 pt high and paragraphs have no white between them, so that whatever
stands in a column is a whole number of lines.
"""
import importlib.metadata
import os
import re

import place
import sheet

VARIANTS = {"typst, as it comes": False, "typst, its best": True}
# What a hyphen costs in % of typst's own price, by characters a line.
HYPHEN = {30: 30, 33: 35, 38: 45, 40: 50, 60: 100}
PAGE = """#set page(width: {width}pt, height: {height}pt, margin: {margin}pt, columns: {columns})
#set columns(gutter: {gutter}pt)
#set text(font: "Source Serif 4 SmText", size: {size}pt, lang: "en", region: "US", hyphenate: true,
  top-edge: {leading}pt, bottom-edge: "baseline")
#set smartquote(enabled: false)
#set par(justify: true, leading: 0pt, spacing: 0pt, first-line-indent: (amount: {indent}em, all: true))
#show heading: it => block(above: {leading}pt, below: 0pt, sticky: true, width: 100%,
  par(justify: false, first-line-indent: 0pt, text(size: {size}pt, weight: 600, hyphenate: false, it.body)))
"""
BEST = """#set par(justification-limits: (spacing: (min: 67%, max: 130%), tracking: (min: -0.012em, max: 0.02em)))
#set text(costs: (hyphenation: {hyphen}%, runt: 1000%, widow: 1000%, orphan: 1000%))
"""


def version():
    try:
        return importlib.metadata.version("typst")
    except importlib.metadata.PackageNotFoundError:
        return None


def escaped(text):
    return re.sub(r"([\\#$*_@<>`~\-+=/\[\]])", r"\\\1", text)


def source(essays, chars, best):
    measure, columns = sheet.MEASURES[chars]
    width, height = sheet.page(chars)
    # A hundredth more than the lines need, so that rounding never costs one.
    out = [PAGE.format(width=width, height=height + 0.01, margin=sheet.MARGIN, columns=columns, gutter=sheet.GUTTER,
                       size=sheet.SIZE, leading=sheet.LEADING, indent=sheet.INDENT)]
    if best:
        out.append(BEST.format(hyphen=HYPHEN[chars]))
    for essay in essays:
        out.append("= " + escaped(essay.title))
        out.extend(escaped(paragraph) for paragraph in essay.paragraphs)
    return "\n\n".join(out) + "\n"


def typeset(essays, chars, folder, best):
    import typst
    path = os.path.join(folder, "typst.typ")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source(essays, chars, best))
    out = os.path.join(folder, "typst.pdf")
    typst.compile(path, output=out, font_paths=[place.FONTS], ignore_system_fonts=True)
    return out
