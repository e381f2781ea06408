"""What a file for the press must be and must not hold: PDF/X-4 (ISO 15930-7, on PDF 1.6) and PDF/X-1a:2001 (ISO
15930-1, on PDF 1.3), clause by clause, each under a name of its own. Here pages know inks only: what the standards
would let pass as managed colour (RGB with a profile) is a fault too.

Each function yields (clause, what is wrong). Nothing of the program's own code is asked.
"""
import re
import xml.etree.ElementTree as ET

import pikepdf

X4, X1A = "x4", "x1a"
NAMES = {"pdf": "http://ns.adobe.com/pdf/1.3/", "pdfxid": "http://www.npes.org/pdfx/ns/id/",
         "xmp": "http://ns.adobe.com/xap/1.0/", "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
         "dc": "http://purl.org/dc/elements/1.1/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
INKS = {"/DeviceCMYK", "/DeviceGray"}
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
SIDES = ("left", "foot", "right", "head")


def objects(pdf):
    """Every dictionary and stream, those that stand inside others too, each once."""
    def inside(value):
        if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            yield value
            values = [value[key] for key in value.keys()]
        elif isinstance(value, pikepdf.Array):
            values = list(value)
        else:
            return
        for one in values:
            if isinstance(one, pikepdf.Object) and not one.is_indirect:
                yield from inside(one)
    for value in pdf.objects:
        if value is not None:
            yield from inside(value)


def number_list(array):
    return [float(x) for x in array]


# ---- the file

def header(pdf, data, standard):
    most = "1.6" if standard == X4 else "1.3"
    said = re.match(rb"%PDF-(\d\.\d)[\r\n]", data)
    versions = [said[1].decode() if said else "none"] + ([str(pdf.Root.Version)[1:]] if "/Version" in pdf.Root else [])
    for version in versions:
        if version == "none" or version > most or (standard == X1A and version != "1.3"):
            yield "version", f"PDF {version}, expected {most}"
    # From PDF 1.5 on objects may lie in streams; readers of PDF 1.3 do not look there.
    if standard == X1A and re.search(rb"/Type\s*/(ObjStm|XRef)\b", data):
        yield "object streams", "objects or cross-references lie in streams"


def trailer(pdf, _data, _standard):
    if "/ID" not in pdf.trailer or len(pdf.trailer.ID) != 2 or not all(bytes(part) for part in pdf.trailer.ID):
        yield "identifier", "no /ID of two strings in the trailer"
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        yield "encryption", "the file is encrypted"


def info(pdf, _data, standard):
    about = pdf.trailer.get("/Info", pikepdf.Dictionary())
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if not str(about.get(key, "")).strip():
            yield "info", f"no {key} in Info"
    for key in ("/CreationDate", "/ModDate"):
        if key in about and not re.fullmatch(r"D:\d{14}(Z|Z00'00'|[+-]\d\d'\d\d'?)", str(about[key])):
            yield "info", f"{key} is no whole date: {about[key]}"
    trapped = about.get("/Trapped")
    if not isinstance(trapped, pikepdf.Name) or trapped not in ("/True", "/False"):
        yield "trapped", f"Trapped is {trapped!r}, not the name True or False"
    if standard == X1A:
        for key, value in (("/GTS_PDFXVersion", "PDF/X-1:2001"), ("/GTS_PDFXConformance", "PDF/X-1a:2001")):
            if str(about.get(key, "")) != value:
                yield "standard", f"{key} in Info is “{about.get(key, '')}”, not “{value}”"


def xmp_values(root):
    """{namespace and name: text} of all properties, as elements or as attributes."""
    found = {}
    for description in root.iter(f"{{{NAMES['rdf']}}}Description"):
        found.update(description.attrib)
        for child in description:
            first = child.find(f".//{{{NAMES['rdf']}}}li")  # of a title in many languages, the one for all
            found[child.tag] = "".join((child if first is None else first).itertext()).strip()
    return found


def dates_differ(pdf_date, xmp_date):
    """By their figures, where both name the same zone."""
    digits = re.sub(r"\D", "", pdf_date.replace("Z00'00'", "Z"))[:14]
    return digits != re.sub(r"\D", "", xmp_date)[:14]


def metadata(pdf, _data, standard):
    if standard == X1A:
        return  # PDF 1.3 knows none
    if "/Metadata" not in pdf.Root:
        yield "metadata", "no XMP"
        return
    stream = pdf.Root.Metadata
    if "/Filter" in stream:
        yield "metadata", "the XMP is compressed"
    if stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML":
        yield "metadata", "the XMP's stream is not of type Metadata, subtype XML"
    try:
        found = xmp_values(ET.fromstring(stream.read_bytes()))
    except ET.ParseError as error:
        yield "metadata", f"the XMP is not well formed: {error}"
        return

    def value(prefix, name):
        return found.get(f"{{{NAMES[prefix]}}}{name}", "")
    if value("pdfxid", "GTS_PDFXVersion") != "PDF/X-4":
        yield "standard", f"pdfxid:GTS_PDFXVersion is “{value('pdfxid', 'GTS_PDFXVersion')}”, not “PDF/X-4”"
    for prefix, name in (("xmp", "CreateDate"), ("xmp", "ModifyDate"), ("xmp", "MetadataDate"), ("dc", "title"),
                         ("xmpMM", "DocumentID"), ("xmpMM", "VersionID"), ("xmpMM", "RenditionClass")):
        if not value(prefix, name):
            yield "metadata", f"no {prefix}:{name}"
    if value("pdf", "Trapped") not in ("True", "False"):
        yield "trapped", f"pdf:Trapped is “{value('pdf', 'Trapped')}”"
    about = pdf.trailer.get("/Info", pikepdf.Dictionary())
    if value("pdf", "Trapped") != str(about.get("/Trapped", ""))[1:]:
        yield "trapped", "pdf:Trapped and Trapped in Info differ"
    if value("dc", "title") != str(about.get("/Title", "")):
        yield "info", "dc:title and Title in Info differ"
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        if value("xmp", name) and key in about and dates_differ(str(about[key]), value("xmp", name)):
            yield "info", f"xmp:{name} and {key[1:]} in Info differ"


# ---- the printing condition

def intents(pdf, _data, standard, icc=None):
    every = list(pdf.Root.get("/OutputIntents", []))
    ours = [intent for intent in every if intent.get("/S") == "/GTS_PDFX"]
    if len(ours) != 1:
        yield "output intent", f"{len(ours)} output intents of PDF/X, expected one"
        return
    intent = ours[0]
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield "output intent", "no OutputConditionIdentifier"
    profile = intent.get("/DestOutputProfile")
    if "/DestOutputProfileRef" in intent:
        yield "output intent", "the profile is only referred to"
    registered = str(intent.get("/RegistryName", "")).startswith("http")
    if not registered and not str(intent.get("/Info", "")):
        yield "output intent", "neither a RegistryName nor an Info that names the printing condition"
    if profile is None:
        if standard == X4 or not registered:
            yield "output profile", "no DestOutputProfile"
        return
    yield from profile_faults(profile, standard, icc)
    for other in every:
        if other.get("/S") == "/GTS_PDFA1" and other.get("/DestOutputProfile", profile).objgen != profile.objgen:
            yield "output intent", "PDF/A's output intent has a profile of its own"


def profile_faults(profile, standard, icc):
    data = profile.read_bytes()
    if len(data) < 132 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        yield "output profile", "no whole ICC profile"
        return
    if data[12:16] != b"prtr":
        yield "output profile", f"a profile of class {data[12:16].decode('latin-1')}, not of a printer (prtr)"
    inks = {b"CMYK": 4, b"GRAY": 1, b"RGB ": 3}.get(data[16:20])
    if int(profile.get("/N", 0)) != inks:
        yield "output profile", f"N is {profile.get('/N')}, the profile's space is {data[16:20].decode('latin-1')}"
    if inks != 4:
        yield "output profile", "not a profile of four inks"
    if data[8] > (4 if standard == X4 else 2):
        yield "output profile", f"ICC version {data[8]}"
    if icc is not None and data != icc:
        yield "output profile", "not the printer's profile that was named"


# ---- pages

def box(page, key):
    """A box of the page, inherited where boxes are."""
    node = page.obj
    while node is not None:
        if key in node:
            a, b, c, d = number_list(node[key])
            return [min(a, c), min(b, d), max(a, c), max(b, d)]
        node = node.get("/Parent") if key in ("/MediaBox", "/CropBox") else None
    return None


def within(inner, outer):
    return inner[0] >= outer[0] - 0.01 and inner[1] >= outer[1] - 0.01 and inner[2] <= outer[2] + 0.01 and \
        inner[3] <= outer[3] + 0.01


def boxes(pdf, _data, _standard, bleed=None):
    for number, page in enumerate(pdf.pages, 1):
        media, trim, crop = (box(page, key) for key in ("/MediaBox", "/TrimBox", "/CropBox"))
        bled = box(page, "/BleedBox")
        if media is None or trim is None:
            yield "boxes", f"page {number}: no {'MediaBox' if media is None else 'TrimBox'}"
            continue
        if "/ArtBox" in page.obj:
            yield "boxes", f"page {number}: an ArtBox beside the TrimBox"
        for inner, outer, said in ((trim, bled, "Trim in Bleed"), (bled, media, "Bleed in Media"),
                                   (trim, media, "Trim in Media"), (crop, media, "Crop in Media"),
                                   (trim, crop, "Trim in Crop")):
            if inner and outer and not within(inner, outer):
                yield "boxes", f"page {number}: {said} does not hold"
        if bleed is not None:
            asked = bleed / 25.4 * 72
            bled = bled or trim
            beyond = [trim[0] - bled[0], trim[1] - bled[1], bled[2] - trim[2], bled[3] - trim[3]]
            few = [side for side, amount in zip(SIDES, beyond) if amount < asked - 0.05]
            if few:
                yield "bleed", f"page {number}: less than {bleed} mm at the {', '.join(few)}"


def annotations(pdf, _data, _standard):
    for number, page in enumerate(pdf.pages, 1):
        bled = box(page, "/BleedBox") or box(page, "/TrimBox") or box(page, "/MediaBox")
        for annotation in page.obj.get("/Annots", []):
            a, b, c, d = number_list(annotation.Rect)
            apart = max(a, c) <= bled[0] or min(a, c) >= bled[2] or max(b, d) <= bled[1] or min(b, d) >= bled[3]
            if annotation.get("/Subtype") not in ("/PrinterMark", "/TrapNet") and not apart:
                yield "annotations", f"page {number}: {annotation.get('/Subtype')} within the bleed"


def actions(pdf, _data, _standard):
    if isinstance(pdf.Root.get("/OpenAction"), pikepdf.Dictionary):
        yield "actions", "an action when the file opens"
    if "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "JavaScript", "scripts by name"
    for one in objects(pdf):
        if "/AA" in one:
            yield "actions", "additional actions (AA)"
        if isinstance(one.get("/A"), pikepdf.Dictionary) and "/S" in one.A and one.get("/Type") != "/StructElem" \
                and "/O" not in one.A:
            yield "actions", f"an action {one.A.S}"
        if one.get("/S") == "/JavaScript" or "/JS" in one:
            yield "JavaScript", "a script"


# ---- what is in the streams

def streams(pdf, _data, standard):
    barred = {"/LZWDecode", "/LZW", "/Crypt"} | ({"/JBIG2Decode", "/JPXDecode"} if standard == X1A else set())
    for one in objects(pdf):
        if not isinstance(one, pikepdf.Stream):
            continue
        filters = one.get("/Filter", [])
        for name in filters if isinstance(filters, pikepdf.Array) else [filters]:
            if str(name) in barred:
                yield "filters", f"{name}"
        if "/F" in one or "/FFilter" in one:
            yield "complete", "a stream that lies in another file"
        if one.get("/Subtype") == "/PS" or one.get("/Subtype2") == "/PS" or "/PS" in one:
            yield "PostScript", "PostScript in an XObject"
        if "/OPI" in one:
            yield "OPI", "a stand-in for a picture that lies elsewhere"
        if one.get("/Subtype") == "/Form" and "/Ref" in one:
            yield "complete", "a page of another file"
        if any(bool(other.get("/DefaultForPrinting", False)) for other in one.get("/Alternates", [])):
            yield "alternates", "another picture is meant for printing"
        if "/Alternates" in one and standard == X1A:
            yield "alternates", "a picture has alternates"


def states(pdf, _data, standard):
    """Settings of the graphics state, by the keys that only these have."""
    for one in objects(pdf):
        if one.get("/Type") == "/ExtGState" or {"/OP", "/op", "/TR", "/TR2", "/CA", "/ca", "/BM", "/HTP"} & set(one.keys()):
            if "/TR" in one and one.get("/S") not in ("/Alpha", "/Luminosity"):
                yield "transfer functions", "TR"
            if "/TR2" in one and one.TR2 != "/Default":
                yield "transfer functions", "TR2"
            if "/HTP" in one:
                yield "halftones", "HTP"
            yield from halftone(one.get("/HT"))
            if standard == X4 and "/BM" in one:
                yield from blend(one.BM)
        if standard == X1A:
            yield from transparency(one)


def halftone(value):
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        if int(value.get("/HalftoneType", 0)) not in (1, 5):
            yield "halftones", f"a halftone of type {value.get('/HalftoneType')}"
        if "/HalftoneName" in value:
            yield "halftones", "a halftone by name"


MODES = set("/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn /HardLight "
            "/SoftLight /Difference /Exclusion /Hue /Saturation /Color /Luminosity".split())


def blend(value):
    for mode in value if isinstance(value, pikepdf.Array) else [value]:
        if str(mode) not in MODES:
            yield "blend modes", f"{mode}"


def transparency(one):
    if "/SMask" in one and one.SMask != "/None":
        yield "transparency", "SMask"
    if one.get("/SMaskInData", 0) not in (0, None):
        yield "transparency", "SMaskInData"
    for key in ("/CA", "/ca"):
        if isinstance(one.get(key), (int, float)) or type(one.get(key)).__name__ == "Decimal":
            if one.get("/Type") != "/Annot" and float(one[key]) != 1:
                yield "transparency", f"{key[1:]} {one[key]}"
    if "/BM" in one and str(one.BM) not in ("/Normal", "/Compatible"):
        yield "transparency", f"BM {one.BM}"
    if isinstance(one.get("/Group"), pikepdf.Dictionary) and one.Group.get("/S") == "/Transparency":
        yield "transparency", "a transparency group"


def layers(pdf, _data, standard):
    properties = pdf.Root.get("/OCProperties")
    if properties is None:
        return
    if standard == X1A:
        yield "layers", "optional content is of PDF 1.5"
        return
    for config in [properties.get("/D")] + list(properties.get("/Configs", [])):
        if config is not None and "/AS" in config:
            yield "layers", "layers that switch themselves (AS)"


def fonts(pdf, _data, standard):
    for one in objects(pdf):
        if one.get("/Type") != "/Font" or one.get("/Subtype") in ("/Type0", "/Type3"):
            continue
        descriptor = one.get("/FontDescriptor", pikepdf.Dictionary())
        file = next((descriptor[key] for key in FONT_FILES if key in descriptor), None)
        if file is None:
            yield "fonts", f"{one.get('/BaseFont')} is not embedded"
        elif standard == X1A and file.get("/Subtype") == "/OpenType":
            yield "fonts", f"{one.get('/BaseFont')} is embedded as OpenType, which is of PDF 1.6"


# ---- colour

def space_faults(space, of):
    """Inks only: DeviceCMYK, DeviceGray, Separation, DeviceN, and Indexed and Pattern of these."""
    if isinstance(space, pikepdf.Name):
        if str(space) not in INKS | {"/Pattern", "/CMYK", "/G"}:
            yield "colour", f"{space} in {of}"
        return
    kind = str(space[0])
    if kind in ("/Separation", "/DeviceN"):
        yield from space_faults(space[2], of)
    elif kind == "/Indexed" or kind == "/Pattern" and len(space) > 1:
        yield from space_faults(space[1], of)
    elif kind not in INKS | {"/Pattern"}:
        yield "colour", f"{kind} in {of}"


def colours(pdf, _data, _standard):
    for one in objects(pdf):
        for key, value in (one.get("/ColorSpace", pikepdf.Dictionary()).items()
                           if isinstance(one.get("/ColorSpace"), pikepdf.Dictionary) else []):
            if str(key).startswith("/Default"):
                yield "colour", f"{key} changes what inks mean"
            yield from space_faults(value, "resources")
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image" and "/ColorSpace" in one:
            yield from space_faults(one.ColorSpace, "a picture")
        if "/ShadingType" in one and "/ColorSpace" in one:
            yield from space_faults(one.ColorSpace, "a shading")
        group = one.get("/Group")
        if isinstance(group, pikepdf.Dictionary) and "/CS" in group:
            yield from space_faults(group.CS, "a group")


def faults(pdf, data, standard, icc=None, bleed=None):
    for ask in (header, trailer, info, metadata, annotations, actions, streams, states, layers, fonts, colours):
        yield from ask(pdf, data, standard)
    yield from intents(pdf, data, standard, icc)
    yield from boxes(pdf, data, standard, bleed)
