"""Has `wwpub` set the text: an issue and a style sheet in a scratch folder."""
import os
import shutil
import subprocess

import place
import sheet

VARIANTS = {"wwpub": "modules"}  # name of the row: mode of the make-up

SHEET = """extends = "weekly"

[page]
size = ["{width}pt", "{height}pt"]
top = "{margin}pt"
foot = "{margin}pt"
inside = "{margin}pt"
outside = "{margin}pt"

[grid]
columns = {columns}
gutter = "{gutter}pt"
leading = "{leading}pt"

[text]
size = "{size}pt"
indent = "{indent}em"

[furniture]
front-foot-lines = 0
front-foot = ["", "", ""]
head-lines = 0
running-head = ["", "", ""]
foot-lines = 0

[makeup]
mode = "{mode}"
"""


def program():
    """The program to ask: $WWPUB, the project's own build, or what is installed."""
    built = [os.path.join(place.PROJECT, "target", kind, "wwpub") for kind in ("release", "debug")]
    named = [os.environ["WWPUB"]] if os.environ.get("WWPUB") else []
    return next((path for path in named + built if os.path.exists(path)), None) or shutil.which("wwpub")


def version():
    """What the program says it is, with its commit where it stands in its own project; None where it is missing."""
    path = program()
    return path and subprocess.run([path, "--version"], capture_output=True, text=True).stdout.strip()


def typeset(essays, chars, folder, mode="modules"):
    """The PDF."""
    command, out = prepared(essays, chars, folder, mode)
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"wwpub: {done.stdout}{done.stderr}")
    return out


def prepared(essays, chars, folder, mode="modules"):
    """The command that makes the PDF, and its path. No bylines, and no furniture but the masthead of page 1, which has
    its nine lines."""
    measure, columns = sheet.MEASURES[chars]
    width, height = sheet.page(chars)
    issue = os.path.join(folder, "issue")
    os.makedirs(os.path.join(folder, "styles"), exist_ok=True)
    os.makedirs(issue, exist_ok=True)
    write(os.path.join(folder, "wwpub.toml"), 'name = "Rivals"\nlang = "en-US"\n')
    write(os.path.join(issue, "issue.toml"), 'number = 1\ndate = "2026-01-01"\nlang = "en-US"\n')
    write(os.path.join(folder, "styles", "rivals.toml"), SHEET.format(
        width=round(width, 3), height=round(height + 0.01, 3), margin=sheet.MARGIN, columns=columns,
        gutter=sheet.GUTTER, leading=sheet.LEADING, size=sheet.SIZE, indent=sheet.INDENT, mode=mode))
    for number, essay in enumerate(essays, 1):
        title = essay.title.replace('"', "'")
        head = f'---\ntitle: "{title}"\nlang: en-US\npriority: 5\n---\n\n'
        write(os.path.join(issue, f"{number:03}-{essay.name}.md"), head + "\n\n".join(essay.paragraphs) + "\n")
    out = os.path.join(folder, f"{mode}.pdf")
    return [program(), "pdf", issue, "-o", out, "--style", "rivals"], out


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
