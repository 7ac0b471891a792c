"""Files for the evidence tests: small honest ones of every type, made here, and how they arrive."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import datetime
from typing import Any

from PIL import Image, ImageCms, ImageDraw

from cases.adapters.storage import Intake
from cases.adapters.upload import Arrived
from cases.domain.media import Refused
from cases.services.evidence_receive import Received, evidence_receive

# What makes of an upright picture the one that a file with that orientation holds.
UNTURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 80), color: Any = (200, 60, 30), **options: Any) -> bytes:
    """Return a picture with two colours, so that a turned one can be told."""
    image = Image.new("RGB", size, color)
    image.paste((20, 120, 80), (0, 0, size[0], size[1] // 4))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def display_p3() -> bytes:
    """Return the profile of a telephone's wide colours: that of sRGB with other primaries."""
    primaries = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for entry in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12):
        name, place = bytes(profile[entry : entry + 4]), int.from_bytes(profile[entry + 4 : entry + 8], "big")
        if name in primaries:
            struct.pack_into(">3i", profile, place + 8, *(round(value * 65536) for value in primaries[name]))
    return bytes(profile)


def turned(kind: str, orientation: int) -> bytes:
    """Return a picture stored as the camera held it, which upright is 240 × 160 with blue in its left upper corner."""
    image = Image.new("RGB", (240, 160), (250, 250, 250))
    image.paste((20, 40, 200), (0, 0, 80, 50))
    data = Image.Exif()
    data[0x0112] = orientation
    out = io.BytesIO()
    stored = image if orientation == 1 else image.transpose(UNTURNED[orientation])
    stored.save(out, kind, exif=data, **({"lossless": True} if kind == "WEBP" else {}))
    return out.getvalue()


def tiff(*pages: bytes, **options: Any) -> bytes:
    """Return a TIFF of those pictures, a page each."""
    first, *others = [Image.open(io.BytesIO(one)) for one in pages]
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=others, **options)
    return out.getvalue()


def chat(shade: int = 0) -> bytes:
    """Return what looks like a screenshot of a chat: bubbles on grey, no words."""
    image = Image.new("RGB", (540, 1100), (240, 240 - shade, 240))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 540, 80), fill=(250, 250, 250))
    for row in range(7):
        top, mine = 120 + row * 130, row % 2
        left = 200 if mine else 40
        pen.rounded_rectangle((left, top, left + 300, top + 90), 14, fill=(150, 220, 150) if mine else (255, 255, 255))
        for line in range(2):
            start = left + 20
            at = top + 22 + line * 30
            pen.rectangle((start, at, start + 240 - line * 90, at + 10), fill=(90, 90, 90))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def movie(brand: bytes = b"isom", seconds: int = 23, handler: bytes = b"vide", made: int = 0) -> bytes:
    """Return the boxes of a film without a single frame: enough for what we read of one."""
    mvhd = box(b"mvhd", struct.pack(">IIIII", 0, made, made, 1000, seconds * 1000) + bytes(80))
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(12))
    trak = box(b"trak", box(b"mdia", hdlr))
    ftyp = box(b"ftyp", brand + bytes(4) + brand + b"mp42")
    return ftyp + box(b"moov", mvhd + trak) + box(b"mdat", bytes(64))


def pdf(pages: int = 1, extra: bytes = b"") -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    parts = [b"<</Type/Catalog/Pages 2 0 R" + extra + b">>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)]
    parts += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>"] * pages
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)


def mp3(frames: int = 40) -> bytes:
    """Return silence: MPEG 1 layer III, 128 kbit/s, 44.1 kHz, 26 ms a frame."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def amr(frames: int = 50) -> bytes:
    """Return one second of AMR-NB at 12.2 kbit/s for every 50 frames."""
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * frames


def webm() -> bytes:
    return b"\x1aE\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm" + bytes(
        64
    )


def png_claiming(width: int, height: int) -> bytes:
    """Return a PNG whose header says a size its data does not have."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def arrive(content: bytes, name: str = "聊天.png") -> Arrived:
    """Return the file as the upload handler leaves it: stored and looked at, waiting for its row."""
    intake = Intake()
    intake.write(content)
    found = intake.sniffed()
    if isinstance(found, Refused):
        intake.discard()
        return Arrived(name, reason=found.reason)
    intake.finish()
    return Arrived(name, media_type=found.type.name, intake=intake)


def receive(case: Any, content: bytes, now: datetime, name: str = "聊天.png", **options: Any) -> Received:
    return evidence_receive(owner=case.owner, case=case, files=[arrive(content, name)], now=now, **options)
