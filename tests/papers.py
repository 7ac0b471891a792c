"""PDFs with words, a patch of colour and metadata on chosen pages, and all that can be read out of one."""

from __future__ import annotations

import re
import zlib

import pypdfium2
from PIL import Image

from tests.dossiers import SECRET_COLOUR

WIDTH, HEIGHT = 200, 300
# Where the patch lies on a page, in thousandths: over the words.
PATCH = (200.0, 400.0, 600.0, 100.0)


def written(words: dict[int, str], pages: int = 3, told: str = "") -> bytes:
    """Return a PDF with those words, and the patch behind them, on those pages; `told` stands in its metadata."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * at) for at in range(pages))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(%s)/Author(%s)/CreationDate(D:20200102030405Z)>>" % (told.encode(), told.encode()),
    ]
    for number in range(1, pages + 1):
        drawn = _drawn(words[number]) if number in words else b""
        packed = zlib.compress(drawn)
        parts.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (WIDTH, HEIGHT, 4 + 2 * number)
        )
        parts.append(b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\n" % (len(packed), packed))
    return _bound(parts, b"/Info 4 0 R")


def filled(kind: str, *, declared: bool = True, fields: int = 1, script: bool = False) -> bytes:
    """Return a PDF whose patch was filled into a form, or is a seal, each drawn by its own picture.

    Not `declared`: as when a page was taken out of its document. `script`: with all a form can be asked to run.
    """
    x, y, width, height = PATCH
    left, low = x * WIDTH / 1000, HEIGHT - (y + height) * HEIGHT / 1000
    wide, high = width * WIDTH / 1000, height * HEIGHT / 1000
    rect = f"/Rect[{left} {low} {left + wide} {low + high}]".encode()
    look = _drawn("signed").replace(f"{left} {low} {wide} {high} re".encode(), b"0 0 %d %d re" % (wide, high))
    run = b"<</S/JavaScript/JS(event.value='';this.getField('f0').display=display.hidden;)>>" if script else b""
    asked = b"/AA<</F%s/C%s/V%s/K%s/PO%s>>" % ((run,) * 5) if script else b""
    names = b" ".join(b"%d 0 R" % (5 + at) for at in range(fields))
    form = b"/AcroForm<</Fields[%s]/CO[5 0 R]/SigFlags 3>>" % names if declared else b""
    value = b"/FT/Sig/V<</Type/Sig/Filter/Adobe.PPKLite>>" if kind == "seal" else b"/FT/Tx/V(signed)"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R%s%s>>" % (form, b"/OpenAction" + run if script else b""),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Annots[%s]%s>>"
        % (WIDTH, HEIGHT, names, b"/AA<</O%s>>" % run if script else b""),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Length %d>>\nstream\n%s\nendstream\n"
        % (wide, high, len(look), look),
    ]
    parts += [
        b"<</Type/Annot/Subtype/Widget%s/T(f%d)%s/F 4/P 3 0 R/AP<</N 4 0 R>>%s>>" % (value, at, rect, asked)
        for at in range(fields)
    ]
    return _bound(parts)


def column(*sizes: tuple[int, int], line: int = 20) -> bytes:
    """Return a PDF of pages that large, as a browser saves a chat: a line of digits every so many points."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(sizes), b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(sizes)))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for at, (width, height) in enumerate(sizes):
        lines = [b"BT /F 12 Tf 20 %d Td (%d 3456 7890) Tj ET" % (low, low) for low in range(line, height - line, line)]
        packed = zlib.compress(b"\n".join(lines))
        parts.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (width, height, 5 + 2 * at)
        )
        parts.append(b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\n" % (len(packed), packed))
    return _bound(parts)


def _bound(parts: list[bytes], trailer: bytes = b"") -> bytes:
    """Return the PDF of those objects, the first of which is its catalogue."""
    places, out = [], bytearray(b"%PDF-1.4\n")
    for number, body in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, trailer, start)
    return bytes(out)


def _drawn(words: str) -> bytes:
    x, y, width, height = PATCH
    left, low = x * WIDTH / 1000, HEIGHT - (y + height) * HEIGHT / 1000
    red, green, blue = (value / 255 for value in SECRET_COLOUR)
    patch = f"{red} {green} {blue} rg {left} {low} {width * WIDTH / 1000} {height * HEIGHT / 1000} re f"
    return f"{patch}\n0 g BT /F 12 Tf {left + 4} {low + 8} Td ({words}) Tj ET".encode()


def read_out(pdf: bytes) -> tuple[bytes, str]:
    """Return (its bytes with every stream that can be unpacked beside them, the text of its pages)."""
    unpacked = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\n?endstream", pdf, re.S):
        try:
            unpacked.append(zlib.decompress(stream))
        except zlib.error:
            continue
    document = pypdfium2.PdfDocument(pdf)
    return b"\n".join(unpacked), "".join(page.get_textpage().get_text_range() for page in document)


def drawn(pdf: bytes, number: int) -> Image.Image:
    """Return that page as a reader shows it."""
    page: Image.Image = pypdfium2.PdfDocument(pdf)[number - 1].render(scale=2).to_pil().convert("RGB")
    return page


def shows_patch(image: Image.Image, box: tuple[float, float, float, float] = (0, 0, 1000, 1000)) -> bool:
    """Return whether that part of the picture, in thousandths, has pixels near the colour of the patch."""
    part = cut(image, box)
    found = part.convert("RGB").getcolors(part.width * part.height) or []
    return any(sum(abs(a - b) for a, b in zip(pixel, SECRET_COLOUR, strict=True)) < 90 for _n, pixel in found)


def cut(image: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    """Return that part of the picture, given in thousandths."""
    x, y, width, height = box
    across, down = image.width / 1000, image.height / 1000
    return image.crop((int(x * across), int(y * down), int((x + width) * across), int((y + height) * down)))
