"""Two pages for the press made from a screen edition, to plant faults in: inks instead of colours, page boxes, an
output intent; nothing that only screens need. By pikepdf alone: a sample for the judge, not what the program makes."""
import io
import re

import pikepdf

ACCENT = [0, 0.6, 0.55, 0]  # with black that overprints it, still under the limit
BLEED, MARGIN = 5 / 25.4 * 72, 20.0
TITLE, DATE, XMP_DATE = "A sample", "D:20261119000000Z", "2026-11-19T00:00:00Z"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>urn:uuid:1b58ed51-d8ce-5f83-afae-d853a741d272</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def operator(name):
    return pikepdf.Operator(name)


class Page:
    """The content of a page written anew, in inks."""

    def __init__(self, page):
        self.out, self.white, self.text, self.accent = [], False, False, True
        self.ink([0, 0, 0, 1])
        for operands, name in pikepdf.parse_content_stream(page):
            self.put(list(operands), str(name))

    def ink(self, inks):
        white, self.last = not any(inks), inks
        self.out.append(([pikepdf.Name.GOut if white else pikepdf.Name.GOver], operator("gs")))
        self.out.append((inks, operator("k")))

    def put(self, operands, name):
        if name in ("BT", "ET"):
            self.text = name == "BT"
            if self.text and self.last == ACCENT:
                self.ink([0, 0, 0, 1])
        if name in ("g", "rg"):
            if len(operands) == 3:
                self.ink([0, 0, 0, 1] if self.text else ACCENT)
            else:
                self.ink([0, 0, 0, 1 - float(operands[0])])
            return
        if name == "re":
            operands[2:] = [max(float(side), 0.5) if float(side) >= 0 else float(side) for side in operands[2:]]
        if name == "TJ" and self.accent and self.size >= 40:
            # One headline in two inks.
            self.accent = False
            self.ink(ACCENT)
            self.out.append((operands, operator(name)))
            self.ink([0, 0, 0, 1])
            return
        if name == "Tf":
            self.size = float(operands[1])
        self.out.append((operands, operator(name)))


def picture(pdf, stream, cmyk):
    """A picture without RGB and without a mask; `cmyk`: in four inks, kept under the limit."""
    image = pikepdf.PdfImage(stream).as_pil_image().convert("L")
    image.thumbnail((300, 300))
    if cmyk:
        from PIL import Image
        half = image.point(lambda value: (255 - value) // 2)
        image = Image.merge("CMYK", [half, half, half, half])  # at most 200 %
    new = pdf.make_stream(image.tobytes())
    new.update(pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=image.width, Height=image.height,
        BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceCMYK if cmyk else pikepdf.Name.DeviceGray))
    return new


def make(screen, icc, standard):
    """The open document; `save` writes it."""
    pdf = pikepdf.open(screen)
    del pdf.pages[2:]
    for key in list(pdf.Root.keys()):
        if key not in ("/Type", "/Pages", "/Lang"):
            del pdf.Root[key]
    over = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, OP=True, op=True, OPM=1))
    out = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, OP=False, op=False, OPM=0))
    for number, page in enumerate(pdf.pages):
        used = {str(operands[0]) for operands, name in pikepdf.parse_content_stream(page) if str(name) == "Do"}
        xobjects = page.obj.Resources.get("/XObject", {})
        pictures = {key: picture(pdf, value, number == 0) for key, value in xobjects.items() if key in used}
        page.obj.Resources = pikepdf.Dictionary(Font=page.obj.Resources.Font, XObject=pikepdf.Dictionary(pictures),
                                                ExtGState=pikepdf.Dictionary(GOver=over, GOut=out))
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(Page(page).out))
        a, b, c, d = (float(x) for x in page.obj.TrimBox)
        edge = BLEED + MARGIN
        page.obj.BleedBox = [a - BLEED, b - BLEED, c + BLEED, d + BLEED]
        page.obj.MediaBox = page.obj.CropBox = [a - edge, b - edge, c + edge, d + edge]
        for key in ("/Annots", "/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]
    profile = pdf.make_stream(icc)
    profile.N = 4
    pdf.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier=pikepdf.String("Custom"),
        Info=pikepdf.String("A press of the judges"), DestOutputProfile=profile)])
    about = pikepdf.Dictionary(Title=TITLE, CreationDate=DATE, ModDate=DATE, Trapped=pikepdf.Name.False_)
    about["/Trapped"] = pikepdf.Name("/False")
    if standard == "x1a":
        about["/GTS_PDFXVersion"] = pikepdf.String("PDF/X-1:2001")
        about["/GTS_PDFXConformance"] = pikepdf.String("PDF/X-1a:2001")
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and "/SMask" in one:
                del one["/SMask"]
    else:
        xmp = pdf.make_stream(XMP.format(title=TITLE, date=XMP_DATE).encode())
        xmp.update(pikepdf.Dictionary(Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML))
        pdf.Root.Metadata = xmp
    pdf.trailer.Info = pdf.make_indirect(about)
    pdf.remove_unreferenced_resources()
    # What is not referred to any more goes by being written and read again.
    return pikepdf.open(io.BytesIO(written(pdf, standard)))


def written(pdf, standard, **more):
    out = io.BytesIO()
    options = dict(force_version="1.6" if standard == "x4" else "1.3", stream_decode_level=pikepdf.StreamDecodeLevel.none,
                   compress_streams=True, fix_metadata_version=False,
                   object_stream_mode=pikepdf.ObjectStreamMode.generate if standard == "x4" else
                   pikepdf.ObjectStreamMode.disable)
    if "encryption" in more:  # qpdf does one or the other
        del options["stream_decode_level"]
    pdf.save(out, **(options | more))
    return out.getvalue()


def xmp_changed(pdf, pattern, new):
    data = pdf.Root.Metadata.read_bytes()
    changed = re.sub(pattern, new, data, count=1)
    if changed == data:
        raise ValueError("no place in the XMP")
    pdf.Root.Metadata.write(changed)
