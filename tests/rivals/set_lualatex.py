"""Has LuaLaTeX with microtype (Debian's TeX Live) set the text, tuned for each measure.

Protrusion and glyph width of up to 2 % by microtype; widows and orphans forbidden; tolerance and emergency stretch as
they give the fewest lines over one and a half spaces without one beyond the measure. Columns by multicol, ragged
below; no white stretches and lines keep their distance, so that whatever stands in a column is a whole number of
lines.
"""
import os
import re
import shutil
import subprocess

import place
import sheet

VARIANTS = {"LuaLaTeX + microtype": None}
# Characters a line: (\\tolerance, \\emergencystretch in em).
TUNED = {30: (9999, 1.0), 33: (9999, 1.0), 38: (9999, 0.5), 40: (9999, 0.5), 60: (3000, 0.5)}
PAGE = r"""\documentclass{{article}}
\usepackage[paperwidth={width}bp,paperheight={height}bp,margin={margin}bp,noheadfoot,nomarginpar]{{geometry}}
\usepackage{{fontspec,multicol}}
\setmainfont{{{face}}}[Path={fonts}/,Extension=.otf,UprightFont=*-Regular,BoldFont=*-Semibold,Ligatures=Common]
\usepackage[protrusion=true,expansion=true,stretch=20,shrink=20]{{microtype}}
\pagestyle{{empty}}\raggedbottom\raggedcolumns
\columnsep={gutter}bp \multicolsep=0pt \premulticols=0pt \postmulticols=0pt \columnseprule=0pt
\renewcommand\normalsize{{\fontsize{{{size}bp}}{{{leading}bp}}\selectfont}}\normalsize
\topskip={leading}bp \splittopskip={leading}bp \parindent={indent}bp \parskip=0pt
\lineskip=0pt \lineskiplimit=-\maxdimen
\widowpenalty=10000 \clubpenalty=10000 \tolerance={tolerance} \pretolerance=-1
\frenchspacing \hfuzz=0.1pt \hbadness=10000 \vbadness=10000
\newcommand\head[1]{{\par\addvspace{{{leading}bp}}{{\noindent\raggedright\hyphenpenalty=10000\interlinepenalty=10000 \bfseries #1\par}}\nobreak}}
\begin{{document}}
\begin{{multicols*}}{{{columns}}}
\tolerance={tolerance} \emergencystretch={stretch}bp
"""


def version():
    path = shutil.which("lualatex")
    if not path:
        return None
    said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout.splitlines()[0]
    style = subprocess.run(["kpsewhich", "microtype.sty"], capture_output=True, text=True).stdout.strip()
    if not style:
        return None
    with open(style, encoding="utf-8") as file:
        known = re.search(r"\[(\d{4}/\d\d/\d\d v[\d.a-z]+)", file.read())
    return f"{said.removeprefix('This is ')}, microtype {known[1] if known else ''}".strip()


def escaped(text):
    text = re.sub(r"([#$%&_{}])", r"\\\1", text)
    return text.replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}").replace("\u00a0", "~")


def source(essays, chars, tuned):
    measure, columns = sheet.MEASURES[chars]
    width, height = sheet.page(chars)
    tolerance, stretch = tuned
    out = [PAGE.format(width=width, height=height, margin=sheet.MARGIN, columns=columns, gutter=sheet.GUTTER,
                       face=sheet.FACE, fonts=place.FONTS, size=sheet.SIZE, leading=sheet.LEADING,
                       indent=sheet.INDENT * sheet.SIZE, tolerance=tolerance, stretch=stretch * sheet.SIZE)]
    for essay in essays:
        out.append(rf"\head{{{escaped(essay.title)}}}")
        out.extend(escaped(paragraph) for paragraph in essay.paragraphs)
    return "\n\n".join(out) + "\n\n\\end{multicols*}\n\\end{document}\n"


def typeset(essays, chars, folder, tuned):
    path = os.path.join(folder, "lualatex.tex")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source(essays, chars, tuned or TUNED[chars]))
    done = subprocess.run(["lualatex", "-interaction=nonstopmode", "-halt-on-error", "lualatex.tex"], cwd=folder,
                          capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise RuntimeError("lualatex: " + " ".join(line for line in done.stdout.splitlines() if line[:1] == "!"))
    return os.path.join(folder, "lualatex.pdf")
