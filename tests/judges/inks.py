#!/usr/bin/env -S python3 -B
"""inks.py WWPUB [--icc PROFILE]

Holds the inks of the press edition against those of lcms2 (through Pillow): a picture of 4,913 colours, 17 steps of
red, green and blue each, is set by the program WWPUB, read out of the file it made, and compared with what lcms2
makes of the same colours by the same profile, relative colorimetric with black-point compensation, and no limit of
ink. The difference is told as the eye sees it (CIE 1976, in Lab by the profile's own table, of eight bits: a step of
one ink is half a unit to one). Fails where the mean is 1 or more, or the colour that is furthest off is off by 4.
It plants its own fault: without compensation lcms2 must be further away than that.
Exit 0: as it should be. 1: it is not. 2: nothing could be compared.
"""
import argparse
import math
import os
import subprocess
import sys
import tempfile

import common

common.use_venv()
import pikepdf  # noqa: E402 (wants the judges' Python)
from PIL import Image, ImageCms  # noqa: E402

PROFILE = "/usr/share/color/icc/ghostscript/default_cmyk.icc"
SRGB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "styles", "icc", "sRGB.icc")
STEPS, WIDTH, HEIGHT = 17, 289, 17
MEAN, WORST = 1.0, 4.0
COMPENSATE = 0x2000  # cmsFLAGS_BLACKPOINTCOMPENSATION


def colours():
    step = lambda n: n * 255 // (STEPS - 1)
    return bytes(step(n) for r in range(STEPS) for g in range(STEPS) for b in range(STEPS) for n in (r, g, b))


def printed(program, profile, rgb, folder):
    """The inks that the program makes of the colours."""
    write = lambda name, text: open(os.path.join(folder, name), "w", encoding="utf-8").write(text)
    for name in ("issue/media", "styles"):
        os.makedirs(os.path.join(folder, name))
    Image.frombytes("RGB", (WIDTH, HEIGHT), rgb).save(os.path.join(folder, "issue", "media", "colours.png"))
    write("wwpub.toml", 'name = "Inks"\nlang = "en-GB"\n')
    write("styles/inks.toml", 'extends = "weekly"\n[press]\nink-limit = 400\n')
    write("issue/issue.toml", 'date = "2026-11-29"\n')
    write("issue/a.md", "# Colours\n\nAll of them.\n\n![4,913 colours](media/colours.png)\n")
    out = os.path.join(folder, "press.pdf")
    command = [os.path.abspath(program), "pdf", os.path.join(folder, "issue"), "--style", "inks", "--for", "press",
               "--icc", profile, "-o", out]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    with pikepdf.open(out) as pdf:
        for image in pdf.objects:
            if isinstance(image, pikepdf.Stream) and image.get("/ColorSpace") == "/DeviceCMYK":
                return bytes(image.read_bytes())
    raise RuntimeError("no picture in inks in the file")


def differences(profile, ours, rgb, flags):
    count = len(rgb) // 3
    press, srgb = ImageCms.ImageCmsProfile(profile), ImageCms.ImageCmsProfile(SRGB)
    there = ImageCms.buildTransform(srgb, press, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=flags)
    theirs = ImageCms.applyTransform(Image.frombytes("RGB", (count, 1), rgb), there)
    lab = ImageCms.buildTransform(press, ImageCms.createProfile("LAB"), "CMYK", "LAB",
                                  ImageCms.Intent.RELATIVE_COLORIMETRIC)
    seen = [ImageCms.applyTransform(inks, lab).tobytes() for inks in
            (Image.frombytes("CMYK", (count, 1), ours), theirs)]
    signed = lambda value: value - 256 if value > 127 else value
    at = lambda data, n: (data[3 * n] * 100 / 255, signed(data[3 * n + 1]), signed(data[3 * n + 2]))
    return sorted(math.dist(at(seen[0], n), at(seen[1], n)) for n in range(count))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--icc", default=PROFILE)
    asked = parser.parse_args()
    rgb = colours()
    with tempfile.TemporaryDirectory(prefix="inks-") as folder:
        ours = printed(asked.program, asked.icc, rgb, folder)
    if len(ours) != len(rgb) // 3 * 4:
        raise RuntimeError(f"{len(ours)} bytes of ink for {len(rgb) // 3} colours")
    faults = 0
    for name, flags, near in (("with compensation", COMPENSATE, True), ("planted: without", 0, False)):
        found = differences(asked.icc, ours, rgb, flags)
        mean, worst = sum(found) / len(found), found[-1]
        is_near = mean < MEAN and worst < WORST
        faults += is_near != near
        print(f"  {name:<18} mean {mean:.2f}, 95 % {found[int(len(found) * .95)]:.2f}, worst {worst:.2f}: "
              + ("near" if is_near else "far"))
    print("  as it should be" if not faults else "  NOT as it should be")
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SystemExit:
        raise
    except Exception as error:
        print(f"inks: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(2)
