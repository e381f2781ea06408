"""The plates of a file as Ghostscript makes them: which pages carry which inks, and how much of all of them together.

Ghostscript passes DeviceCMYK and DeviceGray on as they are; overprint is on, as it is for any device with plates.
"""
import os
import re
import tempfile

from common import run

TOGETHER = 16  # pages in one run
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
# Each plate is rounded to one of 255 steps: four halves of a step, 0.78 %, may come by rounding alone.
TOLERANCE = 4 * 0.5 / 255 * 100


def ghostscript(*args, cwd=None):
    done = run(["gs", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-q", *args], cwd=cwd)
    if done.returncode:
        raise RuntimeError(f"Ghostscript failed: {(done.stderr + done.stdout)[-300:]}")
    return done.stdout


def coverage(path):
    """[(cyan, magenta, yellow, black)] of each page, in parts of 1."""
    said = ghostscript("-sDEVICE=inkcov", "-o", "-", path)
    found = re.findall(r"^\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+CMYK", said, re.M)
    return [tuple(map(float, row)) for row in found]


def heaviest(path, dpi, count):
    """The most ink on one spot, in %, of each page; spot inks count as well."""
    with tempfile.TemporaryDirectory(prefix="plates-") as folder:
        for first in range(1, count + 1, TOGETHER):  # plates are large
            last = min(first + TOGETHER - 1, count)
            ghostscript("-sDEVICE=tiffsep", f"-r{dpi}", f"-dFirstPage={first}", f"-dLastPage={last}",
                        f"-sOutputFile={os.path.join(folder, '%d.tif')}", path)
            for number in range(1, last - first + 2):  # Ghostscript counts what it writes
                yield heaviest_of([os.path.join(folder, name) for name in sorted(os.listdir(folder))
                                   if name.startswith(f"{number}.tif(") or name.startswith(f"{number}(")])
            for name in os.listdir(folder):
                os.remove(os.path.join(folder, name))


def heaviest_of(plates):
    from PIL import Image, ImageMath
    total = None
    for path in plates:
        with Image.open(path) as plate:
            ink = ImageMath.lambda_eval(lambda args: 255 - args["a"], a=plate.convert("I"))
        total = ink if total is None else ImageMath.lambda_eval(lambda args: args["a"] + args["b"], a=total, b=ink)
    if len(plates) < len(PLATES):
        raise RuntimeError(f"Ghostscript made {len(plates)} plates of a page")
    return total.getextrema()[1] / 255 * 100


def faults(path, count, limit, colour_pages, dpi):
    pages = coverage(path)
    if len(pages) != count:
        raise RuntimeError(f"Ghostscript saw {len(pages)} pages of {count}")
    for number, inks in enumerate(pages, 1):
        if colour_pages is not None and number not in colour_pages and any(inks[:3]):
            names = [name for name, amount in zip(PLATES, inks[:3]) if amount]
            yield "colour pages", f"page {number} carries {', '.join(names)}"
    found = list(heaviest(path, dpi, count))
    if len(found) != count:
        raise RuntimeError(f"plates of {len(found)} pages of {count}")
    for number, most in enumerate(found, 1):
        if most > limit + TOLERANCE:
            yield "ink limit", f"page {number}: {most:.1f} % on one spot, at most {limit} %"
