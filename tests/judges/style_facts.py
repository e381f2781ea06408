"""The few facts of a style that a look at a finished page needs: margins in mm, leading, body size and gutter in pt,
columns.

The sheets extend one another as the program reads them: the named one, what it extends, and below all `house`.
"""
import os
import re
import tomllib

PER_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


def sheets(path):
    """From the named sheet down to the ground."""
    seen = []
    while path and path not in seen and os.path.exists(path):
        seen.append(path)
        with open(path, "rb") as f:
            sheet = tomllib.load(f)
        yield sheet
        below = sheet.get("extends", "house")
        path = os.path.join(os.path.dirname(path), below + ".toml")


def millimetres(text):
    number, unit = re.fullmatch(r"\s*([0-9.]+)\s*([a-z]+)\s*", text).groups()
    return float(number) * PER_MM[unit]


def read(path):
    all_ = list(sheets(path))

    def said(group, key):
        found = next((sheet[group][key] for sheet in all_ if key in sheet.get(group, {})), None)
        if found is None:
            raise KeyError(f"{path}: no {group}.{key}")
        return found

    def value(group, key):
        return millimetres(said(group, key))

    # Paragraphs with half a line between them stand on half lines.
    body = [sheet.get("role", {}).get("body", {}) for sheet in all_]
    parted = any("space-before" in role or "space-after" in role for role in body)

    return dict(area=[value("page", side) for side in ("top", "foot", "inside", "outside")],
                leading=value("grid", "leading") * 72 / 25.4, parted=parted, body=value("text", "size") * 72 / 25.4,
                gutter=value("grid", "gutter") * 72 / 25.4, columns=said("grid", "columns"))
