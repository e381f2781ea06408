"""What a page's content does with inks: the colour, size and overprint of every text that is shown, the thickness of
every rule. A small interpreter of the operators of colour, state and path (ISO 32000-1, 8.4 to 8.6), on the ground of
pdf_content.py, which follows text."""
import pikepdf

from pdf_content import Reader, times
from press_file import box, space_faults

CMYK = ("Cyan", "Magenta", "Yellow", "Black")
LEAST = 0.0005  # of an ink, that it counts
HAIR = 0.005  # pt by which a rule may fall short: places are written to 0.01 pt


class Colour:
    """A colour space by its kind, and the values in it."""

    def __init__(self, space, values, pattern=None):
        self.space, self.values, self.pattern = space, values, pattern

    def kind(self):
        return str(self.space) if isinstance(self.space, pikepdf.Name) else str(self.space[0])

    def inks(self):
        """{ink: amount of 0 to 1}; None where the space does not name inks."""
        kind, values = self.kind(), self.values
        if kind in ("/DeviceGray", "/G") and len(values) == 1:
            found = {"Black": 1 - values[0]}
        elif kind in ("/DeviceCMYK", "/CMYK") and len(values) == 4:
            found = dict(zip(CMYK, values))
        elif kind == "/Separation":
            found = {} if self.space[1] == "/None" else {str(self.space[1])[1:]: values[0]}
        elif kind == "/DeviceN":
            found = {str(name)[1:]: value for name, value in zip(self.space[1], values)}
        else:
            return None
        return {ink: amount for ink, amount in found.items() if amount > LEAST}


BLACK = Colour(pikepdf.Name.DeviceGray, [0.0])
STARTS = {"/DeviceGray": [0.0], "/DeviceCMYK": [0.0, 0.0, 0.0, 1.0], "/DeviceRGB": [0.0, 0.0, 0.0]}


class Marks(Reader):
    """`found`: (clause, what is wrong) of one page."""

    def __init__(self, page, number, fonts, least_type, least_rule):
        self.least_type, self.least_rule = least_type, least_rule
        self.found, self.path, self.within = [], [], 0
        self.trim = box(page, "/TrimBox") or box(page, "/MediaBox")
        self.colours = dict(fill=BLACK, stroke=BLACK, op=False, OP=False, opm=0, mode=0, width=1.0)
        super().__init__(page, number, fonts)

    def tell(self, clause, what):
        said = (clause, f"page {self.number}: {what}")
        if said not in self.found:
            self.found.append(said)

    # ---- state: kept with the reader's own, so that q and Q hold for both
    def op_q(self, *_):
        self.state["press"] = dict(self.colours)
        super().op_q()

    def op_Q(self, *_):
        if self.saved:
            super().op_Q()
            self.colours = dict(self.state["press"])

    def op_gs(self, operands, resources, _):
        state = resources.ExtGState[operands[0]]
        if "/OP" in state:
            self.colours["OP"] = bool(state.OP)
            self.colours["op"] = bool(state.OP)
        if "/op" in state:
            self.colours["op"] = bool(state["/op"])
        if "/OPM" in state:
            self.colours["opm"] = int(state.OPM)
        if "/LW" in state:
            self.colours["width"] = float(state.LW)
        if "/Font" in state:
            self.tell("text", "a font set by a graphics state is not followed here")

    def op_w(self, operands, *_):
        self.colours["width"] = float(operands[0])

    def op_Tr(self, operands, *_):
        self.colours["mode"] = int(operands[0])

    # ---- colour
    def colour(self, which, space, values, pattern=None):
        self.colours[which] = Colour(space, values, pattern)
        for clause, what in space_faults(space, "the page's content"):
            self.tell(clause, what)

    def device(self, which, name, operands):
        self.colour(which, pikepdf.Name(name), [float(value) for value in operands])

    def op_g(self, operands, *_):
        self.device("fill", "/DeviceGray", operands)

    def op_G(self, operands, *_):
        self.device("stroke", "/DeviceGray", operands)

    def op_k(self, operands, *_):
        self.device("fill", "/DeviceCMYK", operands)

    def op_K(self, operands, *_):
        self.device("stroke", "/DeviceCMYK", operands)

    def op_rg(self, operands, *_):
        self.device("fill", "/DeviceRGB", operands)

    def op_RG(self, operands, *_):
        self.device("stroke", "/DeviceRGB", operands)

    def named(self, which, operands, resources):
        name = operands[0]
        space = resources.get("/ColorSpace", pikepdf.Dictionary()).get(name, name)
        kind = str(space) if isinstance(space, pikepdf.Name) else str(space[0])
        start = STARTS.get(kind, [1.0] * (len(space[1]) if kind == "/DeviceN" else 1))
        self.colour(which, space, start)

    def op_cs(self, operands, resources, _):
        self.named("fill", operands, resources)

    def op_CS(self, operands, resources, _):
        self.named("stroke", operands, resources)

    def values(self, which, operands, resources):
        pattern = operands[-1] if operands and isinstance(operands[-1], pikepdf.Name) else None
        values = [float(value) for value in operands[:len(operands) - (pattern is not None)]]
        self.colour(which, self.colours[which].space, values, pattern)
        if pattern is not None:
            self.tile(resources.Pattern[pattern], resources)

    def tile(self, pattern, resources):
        """A pattern of tiles has content of its own."""
        if isinstance(pattern, pikepdf.Stream) and self.within < 5:
            self.within += 1
            self.op_q()
            self.stream(pattern, pattern.get("/Resources", resources), pattern.objgen)
            self.op_Q()
            self.within -= 1

    def op_sc(self, operands, resources, _):
        self.values("fill", operands, resources)

    def op_SC(self, operands, resources, _):
        self.values("stroke", operands, resources)

    op_scn, op_SCN = op_sc, op_SC

    # ---- text
    def op_Tj(self, operands, *_):
        self.string([operands[0]])
        super().op_Tj(operands)

    def op_TJ(self, operands, *_):
        self.string(operands[0])
        super().op_TJ(operands)

    def op_quote(self, operands, *_):
        self.string([operands[0]])
        super().op_quote(operands)

    def string(self, items):
        """What one operator shows is in one colour and of one size."""
        state = self.state
        here = times(self.text, state["ctm"])
        size = abs(state["size"]) * max((here[2] ** 2 + here[3] ** 2) ** 0.5, 1e-6)
        data = b"".join(bytes(item) for item in items if isinstance(item, (pikepdf.String, bytes, str)))
        text = "".join(part for part, _, _ in state["font"].decode(data)) if state["font"] else "?"
        if not text.strip() or self.colours["mode"] in (3, 7):
            return
        mode = self.colours["mode"] % 4
        if mode in (0, 2):
            self.shown("fill", self.colours["op"], size, text)
        if mode in (1, 2):
            self.shown("stroke", self.colours["OP"], size, text)

    def shown(self, which, overprint, size, text):
        colour = self.colours[which]
        inks, said = colour.inks(), f"“{text[:24]}” of {size:.1f} pt"
        if inks is None:
            self.tell("text", f"{said} is in {colour.kind()}, which names no inks")
        elif not inks:
            if overprint:
                self.tell("overprint", f"{said} is without ink and overprints: it cannot be seen")
        elif set(inks) == {"Black"}:
            # DeviceGray paints all process inks (ISO 32000-1, table 149): it never overprints.
            lets_through = colour.kind() in ("/DeviceCMYK", "/CMYK") and self.colours["opm"] == 1 or \
                colour.kind() in ("/Separation", "/DeviceN")
            if inks["Black"] > 0.995 and not (overprint and lets_through):
                self.tell("overprint", f"{said} is black and knocks out what lies under it ({colour.kind()[1:]}, "
                                       f"overprint {overprint}, mode {self.colours['opm']})")
        elif inks.get("Black", 0) >= 0.9:
            self.tell("rich black", f"{said} is black with {', '.join(ink for ink in inks if ink != 'Black')}")
        elif len(inks) > 2:
            self.tell("text", f"{said} is in {len(inks)} inks")
        elif len(inks) == 2 and size < self.least_type - HAIR:
            self.tell("type size", f"{said} is in two inks, from {self.least_type} pt on")

    # ---- rules
    def op_re(self, operands, *_):
        x, y, width, height = (float(value) for value in operands)
        self.path.append([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])

    def op_m(self, operands, *_):
        self.path.append([(float(operands[0]), float(operands[1]))])

    def op_l(self, operands, *_):
        if self.path:
            self.path[-1].append((float(operands[0]), float(operands[1])))

    def op_c(self, operands, *_):
        if self.path:
            self.path[-1].append((float(operands[-2]), float(operands[-1])))

    op_v = op_y = op_c

    def op_n(self, *_):
        self.path = []

    def outside(self, corners):
        """Printer's marks stand beyond the trim."""
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return max(xs) <= self.trim[0] or min(xs) >= self.trim[2] or max(ys) <= self.trim[1] or min(ys) >= self.trim[3]

    def placed(self, points):
        matrix = self.state["ctm"]
        return [times((1, 0, 0, 1, x, y), matrix)[4:] for x, y in points]

    def filled(self):
        for points in self.path:
            corners = self.placed(points)
            if len(corners) < 4 or self.outside(corners):
                continue
            sides = [((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in zip(corners, corners[1:])]
            if len(corners) == 4 and min(sides[:2]) < self.least_rule - HAIR:
                self.tell("rule", f"{min(sides[:2]):.2f} pt thick at {corners[0][0]:.0f} {corners[0][1]:.0f}")

    def stroked(self):
        matrix = self.state["ctm"]
        width = self.colours["width"] * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        for points in self.path:
            corners = self.placed(points)
            if not self.outside(corners) and width < self.least_rule - HAIR:
                self.tell("rule", f"a line {width:.2f} pt thick at {corners[0][0]:.0f} {corners[0][1]:.0f}")

    def op_f(self, *_):
        self.filled()
        self.path = []

    op_F = op_f

    def op_S(self, *_):
        self.stroked()
        self.path = []

    op_s = op_S

    def op_B(self, *_):
        self.filled()
        self.stroked()
        self.path = []

    op_b = op_B

    # ---- pictures in the content itself
    def op_INLINE_IMAGE(self, operands, *_):
        space = operands[0].obj.get("/ColorSpace") if hasattr(operands[0], "obj") else None
        if space is not None:
            for clause, what in space_faults(space, "an inline picture"):
                self.tell(clause, what)


def faults(pdf, least_type, least_rule):
    fonts = {}
    for number, page in enumerate(pdf.pages, 1):
        yield from Marks(page, number, fonts, least_type, least_rule).found
