"""Figures as Markdown tables."""

LINES = [("lines", 0), ("chars", 0), ("space", 3), ("sd", 3), (">1.33", 1), (">1.5", 1), (">2", 1), ("<0.8", 1),
         ("max", 1), ("jump", 2), ("no space", 0), ("hyph", 1), ("ladders", 0), ("longest", 0), ("last word", 0),
         ("col end", 0), ("rivers", 1), ("wide", 2)]
PAGES = [("pages", 0), ("paragraphs", 0), ("runts", 1), ("widows", 0), ("orphans", 0), ("heads", 0), ("grid .01", 1),
         ("grid .05", 1), ("grid .5", 1), ("feet", 2), ("feet max", 0), ("level", 1), ("unfilled", 2), ("overfull", 0),
         ("worst", 2), ("short", 0)]


def letters(figures):
    """The letter freedom found: glyph width and letter-spacing."""
    low, high = figures["letters"]["width"]
    least, most = figures["letters"]["spacing"]
    said = []
    if high - low > 0.05:
        said.append(f"width {low:+.1f} {high:+.1f} %")
    if most - least > 0.004:
        said.append(f"spacing {least:+.3f} {most:+.3f} em")
    if figures["letters"]["far"] > 0.05:
        said.append(f"beyond ±2 % or −0.012 +0.020 em in {figures['letters']['far']:.1f} % of lines")
    return ", ".join(said) or "none"


def table(rows, columns, extra):
    heads = ["file"] + [name for name, _ in columns] + [name for name, _ in extra]
    out = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for name, figures in rows.items():
        cells = [name] + [f"{figures[key]:.{digits}f}" for key, digits in columns]
        out.append("| " + " | ".join(cells + [tell(figures) for _, tell in extra]) + " |")
    return "\n".join(out)


def hang(figures):
    return " ".join("–" if v is None else f"{v:.2f}" for v in figures["hang"])


def both(rows):
    """Two tables: of lines, of pages."""
    return table(rows, LINES, [("letters", letters)]) + "\n\n" + table(rows, PAGES, [("hang - . ” “", hang)])
