#!/usr/bin/env -S python3 -B
"""faults_press.py SCREEN.pdf [--icc PROFILE]

Proves press.py: makes two pages for the press from a screen edition, in PDF/X-4 and in PDF/X-1a, asks that they are
clean, and plants one fault after the other in copies, each of which must be found under the clause that it breaks.
Without --icc the profile that Debian's libgs-common brings.
Exit 0: every fault was found. 1: one was not, or a good copy is not clean. 2: the copies could not be made.
"""
import argparse
import io
import os
import re
import sys
import tempfile
import traceback
import zlib

import common

common.use_venv()
import pikepdf  # noqa: E402 (imports that want the judges' Python)
from pikepdf import Array, Dictionary, Name, String  # noqa: E402

import press  # noqa: E402
import press_sample  # noqa: E402
from press_sample import xmp_changed  # noqa: E402

PROFILE = "/usr/share/color/icc/ghostscript/default_cmyk.icc"
PLATES = ("ink limit", "colour pages")  # found by Ghostscript


def info(key, value):
    def plant(pdf):
        if value is None:
            del pdf.trailer.Info[key]
        else:
            pdf.trailer.Info[key] = value
    return plant


def root(key, value):
    def plant(pdf):
        pdf.Root[key] = value(pdf) if callable(value) else value
    return plant


def intent(change):
    def plant(pdf):
        change(pdf.Root.OutputIntents[0], pdf)
    return plant


def profile_byte(at, data):
    def change(one, pdf):
        old = one.DestOutputProfile.read_bytes()
        one.DestOutputProfile.write(old[:at] + data + old[at + len(data):])
    return intent(change)


def xmp(pattern, new):
    return lambda pdf: xmp_changed(pdf, pattern, new)


def page_key(key, value):
    def plant(pdf):
        page = pdf.pages[1].obj
        if value is None:
            del page[key]
        else:
            page[key] = value(page) if callable(value) else value
    return plant


def state(**keys):
    """A key in a state of graphics; `_` stands for nothing, so that names may follow Python's rules."""
    def plant(pdf):
        pdf.pages[0].obj.Resources.ExtGState.GOver.update(
            Dictionary({"/" + key: value(pdf) if callable(value) else value for key, value in keys.items()}))
    return plant


def xobject(key, value):
    def plant(pdf):
        picture = next(iter(pdf.pages[0].obj.Resources.XObject.values()))
        picture[key] = value(pdf) if callable(value) else value
    return plant


def content(added, first=False):
    """More content on the first page: behind all, or before."""
    def plant(pdf):
        page = pdf.pages[0]
        old = page.obj.Contents.read_bytes()
        page.obj.Contents = pdf.make_stream(added + b"\n" + old if first else old + b"\n" + added)
    return plant


def text(ink, size=30, gs=b"GOver", before=b""):
    """A word of the largest face of the page in this ink."""
    def plant(pdf):
        page = pdf.pages[0]
        font, code = None, None
        for operands, name in pikepdf.parse_content_stream(page):
            if str(name) == "Tf":
                font = str(operands[0]).encode()
            elif str(name) == "TJ" and font and code is None:
                strings = [item for item in operands[0] if isinstance(item, String)]
                code = bytes(strings[0])[:2].hex().encode()
                break
        content(b"q /%s gs %s BT %s %s %d Tf 1 0 0 1 200 400 Tm <%s> Tj ET Q" %
                (gs, before, ink, font, size, code))(pdf)
    return plant


def without_overprint(pdf):
    del pdf.pages[0].obj.Resources.ExtGState.GOver["/op"]
    pdf.pages[0].obj.Resources.ExtGState.GOver.OP = False


def stream_of(data, **keys):
    def make(pdf):
        made = pdf.make_stream(data)
        for key, value in keys.items():
            made["/" + key] = value
        return made
    return make


def filtered(name):
    def plant(pdf):
        picture = next(iter(pdf.pages[0].obj.Resources.XObject.values()))
        picture.write(picture.read_raw_bytes(), filter=Name(name))
    return plant


def unembedded(pdf):
    for one in pdf.objects:
        if isinstance(one, Dictionary) and "/FontFile3" in one:
            del one["/FontFile3"]
            return
    raise ValueError("no FontFile3")


def opentype(pdf):
    for one in pdf.objects:
        if isinstance(one, Dictionary) and "/FontFile3" in one:
            one.FontFile3.Subtype = Name.OpenType
            return
    raise ValueError("no FontFile3")


def annotation(pdf):
    page = pdf.pages[1].obj
    page.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[100, 100, 120, 120],
                                                      Contents="a note"))])


def outline_action(pdf):
    entry = pdf.make_indirect(Dictionary(Title="out", A=Dictionary(S=Name.URI, URI="https://example.org")))
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=entry, Last=entry, Count=1))
    entry.Parent = outlines
    pdf.Root.Outlines = outlines


def grown(key, by):
    return page_key(key, lambda page: [float(x) + step for x, step in zip(page[key], (-by, -by, by, by))])


def second_intent(pdf):
    pdf.Root.OutputIntents.append(Dictionary(pdf.Root.OutputIntents[0]))


def pdfa_intent(pdf):
    other = Dictionary(pdf.Root.OutputIntents[0])
    other.S = Name.GTS_PDFA1
    other.DestOutputProfile = pdf.make_stream(other.DestOutputProfile.read_bytes(), N=4)
    pdf.Root.OutputIntents.append(other)


def intent_without(key):
    def change(one, _):
        del one[key]
    return intent(change)


def resources(kind, name, value):
    def plant(pdf):
        found = pdf.pages[0].obj.Resources
        if kind not in found:
            found[kind] = Dictionary()
        found[kind][name] = value(pdf)
    return plant


def icc_space(pdf):
    return Array([Name.ICCBased, stream_of(b"", N=3, Alternate=Name.DeviceRGB)(pdf)])


BOTH = [
    ("PDF 1.7 by the catalogue", "version", root("/Version", Name("/1.7"))),
    ("no title in Info", "info", info("/Title", None)),
    ("no date of change in Info", "info", info("/ModDate", None)),
    ("a date that ends with the day", "info", info("/CreationDate", String("D:20261119"))),
    ("no Trapped", "trapped", info("/Trapped", None)),
    ("Trapped as a string", "trapped", info("/Trapped", String("False"))),
    ("Trapped unknown", "trapped", info("/Trapped", Name.Unknown)),
    ("no output intent", "output intent", root("/OutputIntents", Array([]))),
    ("two output intents of PDF/X", "output intent", second_intent),
    ("no OutputConditionIdentifier", "output intent", intent_without("/OutputConditionIdentifier")),
    ("no name of the printing condition", "output intent", intent_without("/Info")),
    ("another profile for PDF/A", "output intent", pdfa_intent),
    ("no profile", "output profile", intent_without("/DestOutputProfile")),
    ("a screen's profile", "output profile", profile_byte(12, b"mntr")),
    ("another profile than the printer's", "output profile", profile_byte(200, b"\x7f\x7e\x7d\x7c")),
    ("N of another number of inks", "output profile", intent(lambda one, _: one.DestOutputProfile.update(Dictionary(N=3)))),
    ("no TrimBox", "boxes", page_key("/TrimBox", None)),
    ("an ArtBox too", "boxes", page_key("/ArtBox", lambda page: page.TrimBox)),
    ("a trim beyond the bleed", "boxes", grown("/TrimBox", 16)),
    ("a bleed beyond the sheet", "boxes", grown("/BleedBox", 25)),
    ("a crop inside the trim", "boxes", page_key("/CropBox", [100, 100, 300, 300])),
    ("3 mm of bleed instead of 5", "bleed", grown("/BleedBox", -2 / 25.4 * 72)),
    ("a note on the page", "annotations", annotation),
    ("an action when the file opens", "actions", root("/OpenAction", Dictionary(S=Name.GoTo, D=String("x")))),
    ("an action of an outline entry", "actions", outline_action),
    ("additional actions of a page", "actions", page_key("/AA", lambda _: Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage)))),
    ("a script", "JavaScript", root("/Names", Dictionary(JavaScript=Dictionary(Names=Array([]))))),
    ("a file that is encrypted", "encryption", lambda pdf: None,
     dict(force_version="1.6", encryption=pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False))),
    ("a picture in another file", "complete", xobject("/F", String("picture.jpg"))),
    ("PostScript", "PostScript", resources("/XObject", "/PostScript", stream_of(b"showpage", Type=Name.XObject, Subtype=Name.PS))),
    ("a stand-in for a picture", "OPI", xobject("/OPI", Dictionary())),
    ("another picture for printing", "alternates", xobject("/Alternates", lambda pdf: Array([Dictionary(
        Image=stream_of(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
                        ColorSpace=Name.DeviceGray)(pdf), DefaultForPrinting=True)]))),
    ("a page of another file", "complete", resources("/XObject", "/Away", stream_of(
        b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Ref=Dictionary(F=String("x.pdf"), Page=0)))),
    ("a transfer function", "transfer functions", state(TR=Name.Identity)),
    ("another transfer function", "transfer functions", state(TR2=Name.Identity)),
    ("a phase of halftones", "halftones", state(HTP=Array([0, 0]))),
    ("a halftone of thresholds", "halftones", state(HT=stream_of(b"\0", HalftoneType=6, Width=1, Height=1))),
    ("a halftone by name", "halftones", state(HT=Dictionary(HalftoneType=1, HalftoneName=String("x"), Frequency=150,
                                                            Angle=45, SpotFunction=Name.Round))),
    ("a face that is not embedded", "fonts", unembedded),
    ("RGB in the content", "colour", content(b"1 0 0 rg 0 0 50 50 re f")),
    ("RGB in a picture", "colour", xobject("/ColorSpace", Name.DeviceRGB)),
    ("RGB with a profile", "colour", resources("/ColorSpace", "/Managed", icc_space)),
    ("CMYK that is to be read otherwise", "colour", resources("/ColorSpace", "/DefaultCMYK", icc_space)),
    ("a spot ink that is RGB beside", "colour", resources("/ColorSpace", "/Spot", lambda _: Array(
        [Name.Separation, Name.Gold, Name.DeviceRGB, Dictionary(FunctionType=2, N=1, Domain=[0, 1], C0=[1, 1, 1],
                                                                C1=[1, 0, 0])]))),
    ("black letters in four inks", "rich black", text(b"0.6 0.4 0.4 1 k")),
    ("letters in three inks", "text", text(b"0.5 0.5 0.5 0 k")),
    ("letters in RGB", "text", text(b"0 0 0 rg")),
    ("small letters in two inks", "type size", text(b"0 1 0.9 0 k", 8)),
    ("black that knocks out: no overprint", "overprint", without_overprint),
    ("black that knocks out: mode 0", "overprint", state(OPM=0)),
    ("black that knocks out: as grey", "overprint", text(b"0 g")),
    ("black that knocks out: its own state", "overprint", text(b"0 0 0 1 k", gs=b"GOut")),
    ("white that overprints", "overprint", text(b"0 0 0 0 k")),
    ("outlines of letters in four inks", "rich black", text(b"0 0 0 1 k 0.6 0.4 0.4 1 K 2 Tr")),
    ("a thin rule", "rule", content(b"100 500 200 0.25 re f")),
    ("a rule made thin by its matrix", "rule", content(b"q 0.2 0 0 0.2 0 0 cm 500 2500 1000 1 re f Q")),
    ("a hairline", "rule", content(b"0 w 100 500 m 300 500 l S")),
    ("a tint of 280 %", "ink limit", content(b"q /GOut gs 0.7 0.7 0.7 0.7 k 100 500 60 60 re f Q")),
    ("black over three inks", "ink limit", content(
        b"q /GOut gs 0.6 0.6 0.6 0 k 100 500 60 60 re f /GOver gs 0 0 0 1 k 110 510 30 30 re f Q")),
    ("colour on a page for black", "colour pages", content(b"0 1 0 0 k 100 500 60 60 re f"), dict(colour_pages=[])),
]
X4 = [
    ("PDF 1.7", "version", lambda pdf: None, dict(force_version="1.7")),
    ("no XMP", "metadata", lambda pdf: pdf.Root.__delitem__("/Metadata")),
    ("XMP that is not well formed", "metadata", xmp(b"</rdf:RDF>", b"</rdf>")),
    ("no pdfxid:GTS_PDFXVersion", "standard", xmp(rb"<pdfxid:.*?/pdfxid:GTS_PDFXVersion>", b"")),
    ("PDF/X-4p", "standard", xmp(b">PDF/X-4<", b">PDF/X-4p<")),
    ("no xmpMM:VersionID", "metadata", xmp(b"<xmpMM:VersionID>1</xmpMM:VersionID>", b"")),
    ("no xmpMM:RenditionClass", "metadata", xmp(b"<xmpMM:RenditionClass>default</xmpMM:RenditionClass>", b"")),
    ("no xmp:MetadataDate", "metadata", xmp(b"<xmp:MetadataDate>.*?</xmp:MetadataDate>", b"")),
    ("no pdf:Trapped", "trapped", xmp(b"<pdf:Trapped>False</pdf:Trapped>", b"")),
    ("Trapped said in two ways", "trapped", xmp(b"<pdf:Trapped>False", b"<pdf:Trapped>True")),
    ("another title in the XMP", "info", xmp(b">A sample<", b">Another<")),
    ("another date in the XMP", "info", xmp(b"<xmp:CreateDate>2026", b"<xmp:CreateDate>2025")),
    ("a profile only referred to", "output intent", intent(lambda one, _: one.update(Dictionary(DestOutputProfileRef=Dictionary())))),
    ("a blend mode of nobody", "blend modes", state(BM=Name.Sparkle)),
    ("layers that switch themselves", "layers", root("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary(AS=Array([]))))),
    ("a group that blends in RGB", "colour", page_key("/Group", lambda _: Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
]
X1A = [
    ("PDF 1.4", "version", lambda pdf: None, dict(force_version="1.4")),
    ("objects in streams", "object streams", lambda pdf: None, dict(
        force_version="1.5", object_stream_mode=pikepdf.ObjectStreamMode.generate)),
    ("no GTS_PDFXVersion", "standard", info("/GTS_PDFXVersion", None)),
    ("no GTS_PDFXConformance", "standard", info("/GTS_PDFXConformance", None)),
    ("a soft mask of a picture", "transparency", xobject("/SMask", stream_of(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray))),
    ("a soft mask of a state", "transparency", state(SMask=Dictionary(S=Name.Alpha))),
    ("a fill of half", "transparency", state(ca=0.5)),
    ("a stroke of half", "transparency", state(CA=0.5)),
    ("a blend mode", "transparency", state(BM=Name.Multiply)),
    ("a group", "transparency", page_key("/Group", lambda _: Dictionary(S=Name.Transparency))),
    ("layers", "layers", root("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary()))),
    ("a face in an OpenType wrapper", "fonts", opentype),
    ("JPEG 2000", "filters", filtered("/JPXDecode")),
    ("a profile of ICC version 4", "output profile", profile_byte(8, b"\x04")),
]


def identifier_lost(data):
    return re.sub(rb"/ID\s*\[\s*<[^>]*>\s*<[^>]*>\s*\]", lambda match: b" " * len(match[0]), data)


def xmp_compressed(data):
    """In as many bytes, so that all else stays where it is."""
    start = data.index(b"<?xpacket begin")
    end = data.index(b'<?xpacket end="r"?>') + len(b'<?xpacket end="r"?>')
    head = data.rindex(b" obj", 0, start)
    packed = zlib.compress(data[start:end])
    opening = re.sub(rb"/Length \d+", b"/Filter /FlateDecode /Length %d" % len(packed), data[head:start])
    whole = opening + packed + b"\nendstream\n"
    rest = data[end:]
    assert rest.lstrip().startswith(b"endstream")
    rest = rest[rest.index(b"endstream") + len(b"endstream"):]
    return data[:head] + whole + b" " * (len(data) - head - len(whole) - len(rest)) + rest


def lzw(data):
    named = re.sub(rb"/FlateDecode(?=[^>]*/Subtype /Image)", b"/LZWDecode  ", data, count=1)
    assert named != data
    return named


# In the finished bytes: qpdf would mend what is planted here.
WRITTEN = [
    ("no identifier", "x1a", "identifier", identifier_lost),
    ("LZW", "x1a", "filters", lzw),
    ("LZW", "x4", "filters", lzw),
    ("XMP that is compressed", "x4", "metadata", xmp_compressed),
]


def tell(standard, name, clause, found):
    """A line on one copy; whether it is as it should be."""
    clauses = sorted({one for one, _ in found})
    fine = not found if clause is None else clause in clauses
    said = ("clean" if fine else "NOT CLEAN") if clause is None else f"found: {clause}" if fine else "NOT FOUND"
    others = [one for one in clauses if one != clause]
    print(f"  {standard:<4} {name:<38} {said}" + (f" (and {', '.join(others)})" if others else ""))
    if not fine and found:
        print("      " + "; ".join(f"{one}: {what}" for one, what in found[:3]))
    return fine


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("screen")
    parser.add_argument("--icc", default=PROFILE)
    asked = parser.parse_args()
    with open(asked.icc, "rb") as f:
        icc = f.read()
    told = []
    with tempfile.TemporaryDirectory(prefix="faults-press-") as folder:
        path = os.path.join(folder, "copy.pdf")

        def ask(data, standard, plates, colour_pages=None):
            with open(path, "wb") as f:
                f.write(data)
            return press.judge(path, standard, icc, bleed=5, plates=plates, dpi=50, colour_pages=colour_pages)

        for standard, own in (("x4", X4), ("x1a", X1A)):
            good = press_sample.written(press_sample.make(asked.screen, icc, standard), standard)
            told.append(tell(standard, "no fault", None, ask(good, standard, True)))
            for name, clause, plant, *more in BOTH + own:
                how = dict(more[0]) if more else {}
                pages = how.pop("colour_pages", None)
                with pikepdf.open(io.BytesIO(good)) as pdf:
                    plant(pdf)
                    data = press_sample.written(pdf, standard, **how)
                told.append(tell(standard, name, clause, ask(data, standard, clause in PLATES, pages)))
            for name, _, clause, plant in (row for row in WRITTEN if row[1] == standard):
                told.append(tell(standard, name, clause, ask(plant(good), standard, False)))
    caught, all_of, ok = sum(told), len(told), all(told)
    print(f"  {caught} of {all_of} as they should be")
    return 0 if ok else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SystemExit:
        raise
    except Exception:  # without copies nothing was proved
        traceback.print_exc()
        sys.exit(2)
