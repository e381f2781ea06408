"""What a PDF font says of its codes: the text (ToUnicode) and the width of each. Nothing is guessed: a code
without ToUnicode reads as U+FFFD, so that no word that holds it can compare as equal."""
import re

LOST = "\ufffd"


class Font:
    def __init__(self, font):
        self.composite = str(font.get("/Subtype")) == "/Type0"
        self.map, sizes = to_unicode(font)
        self.sizes = sizes or ([2] if self.composite else [1])
        self.widths, self.default = composite_widths(font) if self.composite else simple_widths(font)

    def codes(self, data):
        """The bytes of each code of a string that is shown."""
        found, at = [], 0
        while at < len(data):
            size = next((s for s in self.sizes if (s, data[at:at + s]) in self.map), self.sizes[0])
            found.append(data[at:at + size])
            at += size
        return found

    def decode(self, data):
        """[(text, width in em, whether it is the one-byte space)] of the same."""
        found = []
        for code in self.codes(data):
            number = int.from_bytes(code, "big")
            text = self.map.get((len(code), code), LOST)
            found.append((text, self.widths.get(number, self.default) / 1000, code == b" "))
        return found


def to_unicode(font):
    """({(bytes of the code, code): text}, sizes of codes in bytes) by the font's own ToUnicode map."""
    if "/ToUnicode" not in font:
        return {}, []
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    sizes = sorted({len(low) // 2 for block in blocks(cmap, "codespacerange")
                    for low in re.findall(r"<\s*([0-9A-Fa-f]+)\s*>", block)})
    found = {}
    for block in blocks(cmap, "bfchar"):
        for code, text in re.findall(r"<\s*([0-9A-Fa-f]+)\s*>\s*<([0-9A-Fa-f\s]*)>", block):
            put(found, code, utf16(text))
    for block in blocks(cmap, "bfrange"):
        for low, high, many, one in re.findall(
                r"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f]+)\s*>\s*(?:\[([^\]]*)\]|<([0-9A-Fa-f\s]*)>)", block):
            texts = [utf16(x) for x in re.findall(r"<([0-9A-Fa-f\s]*)>", many)] if many else None
            for step in range(int(high, 16) - int(low, 16) + 1):
                text = texts[step] if texts else next_text(utf16(one), step)
                put(found, f"{int(low, 16) + step:0{len(low)}x}", text)
    return found, sizes


def blocks(cmap, name):
    return re.findall(rf"begin{name}(.*?)end{name}", cmap, re.S)


def put(found, code, text):
    data = bytes.fromhex(code if len(code) % 2 == 0 else "0" + code)
    found[len(data), data] = text


def utf16(digits):
    return bytes.fromhex(re.sub(r"\s", "", digits)).decode("utf-16-be", "replace")


def next_text(text, step):
    return text[:-1] + chr(ord(text[-1]) + step) if text else text


def composite_widths(font):
    descendant = font.DescendantFonts[0]
    widths, row = {}, list(descendant.get("/W", []))
    at = 0
    while at + 1 < len(row):
        first = int(row[at])
        if hasattr(row[at + 1], "__iter__"):
            widths.update((first + i, float(w)) for i, w in enumerate(row[at + 1]))
            at += 2
        else:
            widths.update((code, float(row[at + 2])) for code in range(first, int(row[at + 1]) + 1))
            at += 3
    return widths, float(descendant.get("/DW", 1000))


def simple_widths(font):
    first = int(font.get("/FirstChar", 0))
    return {first + i: float(w) for i, w in enumerate(font.get("/Widths", []))}, 0.0
