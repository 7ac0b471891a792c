"""Hostile and odd files, made here, each with what must become of it.

`kept` names the type it is kept as; `refused` the reason at intake, where only its bytes are looked at; `rejected` the
reason of the worker, which decodes it; `unseen` is kept as that type without a picture of it.
"""

from __future__ import annotations

import gzip
import io
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, PngImagePlugin

from tests.exhibits import amr, box, movie, mp3, pdf, picture, png_claiming, webm


@dataclass(frozen=True)
class Odd:
    """One file: its class, what it is called, how it is made, and its expected outcome (`kept image/png`)."""

    of: str
    name: str
    make: Callable[[], bytes]
    outcome: str


CORPUS: list[Odd] = []


def odd(of: str, name: str, outcome: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def add(make: Callable[[], bytes]) -> Callable[[], bytes]:
        CORPUS.append(Odd(of, name, cache(make), outcome))
        return make

    return add


def many(of: str, *rows: tuple[str, Callable[[], bytes] | bytes, str]) -> None:
    for name, content, outcome in rows:
        make = content if callable(content) else (lambda content=content: content)
        CORPUS.append(Odd(of, name, cache(make), outcome))


def zipped(names: tuple[str, ...] = ("a.txt",)) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "hello")
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return out.getvalue()


def heif_head(brand: bytes) -> bytes:
    return box(b"ftyp", brand + bytes(4) + brand + b"mif1") + box(b"meta", bytes(40))


def heic() -> bytes:
    """Return a real HEIC picture: our library only decodes, so it was made elsewhere."""
    return (Path(__file__).parent / "data" / "photo.heic").read_bytes()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_with(*chunks: bytes) -> bytes:
    whole = picture()
    return whole[:33] + b"".join(chunks) + whole[33:]


def text_chunk(words: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", words)
    return picture(pnginfo=info)


def jpeg_segment(marker: int, body: bytes) -> bytes:
    whole = picture("JPEG")
    return whole[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + whole[2:]


def exif(words: str = "<script>alert(1)</script>", orientation: int = 6) -> bytes:
    data = Image.Exif()
    data[0x010E], data[0x0112], data[0x013B] = words, orientation, words
    data.get_ifd(0x8769)[0x9003] = "2026:11:20 10:11:12"
    data.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", exif=data)


def exif_loop() -> bytes:
    """Return a JPEG whose EXIF directory names itself as the next one."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8)
    body = b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", 1) + entry + struct.pack("<I", 8)
    return jpeg_segment(0xE1, b"Exif\x00\x00" + body)


def flat(kind: str, size: tuple[int, int], mode: str = "1", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1 if mode == "1" else 0).save(out, kind, **options)
    return out.getvalue()


def animated(kind: str, frames: int, size: tuple[int, int] = (40, 40)) -> bytes:
    out = io.BytesIO()
    shades = [Image.new("L", size, n % 250) for n in range(frames)]
    shades[0].save(out, kind, save_all=True, append_images=shades[1:], duration=20, loop=0)
    return out.getvalue()


def noise(length: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(length)


def scrambled(whole: bytes, start: int) -> bytes:
    return whole[:start] + noise(len(whole) - start)


# ---- honest ones, so that nothing is refused for being unusual
many(
    "honest",
    ("chat.png", picture, "kept image/png"),
    ("photo.jpg", lambda: picture("JPEG"), "kept image/jpeg"),
    ("wrong-ending.txt", lambda: picture("JPEG"), "kept image/jpeg"),
    ("page.webp", lambda: picture("WEBP"), "kept image/webp"),
    ("photo.heic", heic, "kept image/heic"),
    ("photo.avif", lambda: picture("AVIF"), "kept image/avif"),
    ("old.gif", lambda: picture("GIF"), "kept image/gif"),
    ("scan.tif", lambda: picture("TIFF"), "kept image/tiff"),
    ("paint.bmp", lambda: picture("BMP"), "kept image/bmp"),
    ("long-screenshot.png", lambda: picture(size=(540, 6000)), "kept image/png"),
    ("cmyk.jpg", lambda: flat("JPEG", (30, 30), "CMYK"), "kept image/jpeg"),
    ("sixteen-bit.png", lambda: flat("PNG", (30, 30), "I;16"), "kept image/png"),
    ("palette.png", lambda: flat("PNG", (30, 30), "P"), "kept image/png"),
    ("report.pdf", pdf, "kept application/pdf"),
    ("talk.mp3", mp3, "kept audio/mpeg"),
    ("tagged.mp3", lambda: b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10) + mp3(), "kept audio/mpeg"),
    ("talk.amr", amr, "kept audio/amr"),
    ("talk.m4a", lambda: movie(b"M4A ", handler=b"soun"), "kept audio/mp4"),
    ("unboxing.mp4", movie, "kept video/mp4"),
    ("unboxing.mov", lambda: movie(b"qt  "), "kept video/quicktime"),
    ("unboxing.webm", webm, "kept video/webm"),
    ("notes.txt", "客服说：24小时内给您回复\n".encode(), "kept text/plain"),
    ("notes-gbk.txt", "客服说：24小时内给您回复".encode("gb18030"), "kept text/plain"),
    ("notes-utf16.txt", "客服说：24小时内".encode("utf-16"), "kept text/plain"),
    ("motion-photo.jpg", lambda: picture("JPEG") + movie(), "kept image/jpeg"),
)
# ---- bombs
many(
    "pixel bomb",
    ("900-megapixel.png", lambda: png_claiming(30000, 30000), "rejected pixels"),
    ("four-billion.png", lambda: png_claiming(65535, 65535), "rejected pixels"),
    ("line.png", lambda: png_claiming(2_000_000_000, 1), "rejected pixels"),
    ("real-300-megapixel.png", lambda: flat("PNG", (20000, 15000)), "rejected pixels"),
    ("claims-much.gif", lambda: b"GIF89a" + struct.pack("<HH", 65535, 65535) + picture("GIF")[10:], "rejected pixels"),
    (
        "claims-much.bmp",
        lambda: picture("BMP")[:18] + struct.pack("<ii", 60000, 60000) + picture("BMP")[26:],
        "rejected pixels",
    ),
    ("sixty-megapixel.png", lambda: flat("PNG", (10000, 6000)), "unseen image/png"),
)
many(
    "frame bomb",
    ("thousand-frames.gif", lambda: animated("GIF", 1000), "kept image/gif"),
    ("frames.webp", lambda: animated("WEBP", 60), "kept image/webp"),
    ("frames.png", lambda: animated("PNG", 60), "kept image/png"),
    ("pages.tif", lambda: animated("TIFF", 60), "kept image/tiff"),
)
many(
    "chunk bomb",
    (
        "text-bomb.png",
        lambda: png_with(chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(80_000_000), 9))),
        "rejected damaged",
    ),
    (
        "icc-bomb.png",
        lambda: png_with(chunk(b"iCCP", b"icc\x00\x00" + zlib.compress(bytes(80_000_000), 9))),
        "rejected damaged",
    ),
    ("many-chunks.png", lambda: png_with(*[chunk(b"tEXt", b"a\x00b")] * 20_000), "kept image/png"),
    (
        "itxt-bomb.png",
        lambda: png_with(chunk(b"iTXt", b"c\x00\x01\x00\x00\x00" + zlib.compress(bytes(80_000_000), 9))),
        "rejected damaged",
    ),
    ("broken-icc.jpg", lambda: picture("JPEG", icc_profile=noise(3000)), "kept image/jpeg"),
    ("icc-in-many-parts.jpg", lambda: picture("JPEG", icc_profile=noise(200_000)), "kept image/jpeg"),
)
# ---- damaged
many(
    "truncated",
    ("half.jpg", lambda: picture("JPEG", (600, 800))[:3000], "rejected damaged"),
    ("half.png", lambda: picture(size=(600, 800))[:400], "rejected damaged"),
    ("half.webp", lambda: picture("WEBP", (600, 800), lossless=True)[:60], "rejected damaged"),
    ("half.gif", lambda: picture("GIF", (600, 800))[:820], "rejected damaged"),
    ("half.mp4", lambda: movie()[:-70], "rejected damaged"),
    ("no-movie.mp4", lambda: movie()[:24] + box(b"mdat", bytes(99)), "rejected damaged"),
    ("half.pdf", lambda: pdf()[:60], "rejected damaged"),
    ("head-only.heic", lambda: heif_head(b"heic"), "rejected damaged"),
    ("head-only.avif", lambda: heif_head(b"avif"), "rejected damaged"),
    ("head-only.mp3", lambda: b"ID3\x03\x00\x00\x00\x00\x00\x00", "rejected damaged"),
    ("head-only.amr", lambda: b"#!AMR\n", "rejected damaged"),
    ("scrambled.png", lambda: scrambled(picture(size=(300, 400)), 60), "rejected damaged"),
    ("scrambled.tif", lambda: scrambled(picture("TIFF"), 8), "rejected damaged"),
    ("scrambled.avif", lambda: scrambled(picture("AVIF"), 200), "rejected damaged"),
    ("box-too-long.mp4", lambda: movie() + struct.pack(">I4s", 0x7FFFFFFF, b"free"), "rejected damaged"),
    ("boxes-without-end.mp4", lambda: movie() + box(b"free") * 5000, "kept video/mp4"),
)
# ---- one file that is two
many(
    "polyglot",
    ("gifar.gif", lambda: picture("GIF") + zipped(), "refused archive"),
    ("phar.jpg", lambda: picture("JPEG") + zipped(("a.php",)), "refused archive"),
    ("zip-in-png.png", lambda: picture() + zipped(), "refused archive"),
    ("zip-in-pdf.pdf", lambda: pdf() + zipped(), "refused archive"),
    ("rar-in-png.png", lambda: picture() + b"Rar!\x1a\x07\x00" + bytes(20), "refused archive"),
    ("script.gif", lambda: b"GIF89a/*" + bytes(6) + b"*/=1;alert(1)//" + picture("GIF")[30:], "rejected damaged"),
    ("html-after.png", lambda: picture() + b"<html><script>alert(1)</script>", "kept image/png"),
    ("html-in-text.png", lambda: text_chunk("<html><script>alert(1)</script>"), "kept image/png"),
    ("html-in-comment.jpg", lambda: jpeg_segment(0xFE, b"*/=1;</script><script>alert(1)"), "kept image/jpeg"),
    ("zip-in-text.txt", lambda: b"a" * 70_000 + zipped(), "refused archive"),
    ("program-in-text.txt", lambda: b"a" * 70_000 + b"\x00\x7fELF\x02\x01\x01" + bytes(99), "refused program"),
    ("html-before.pdf", lambda: b"<html><!--" + pdf(), "refused html"),
    ("script-before.bmp", b"BM/*" + b" " * 20 + b"*/=1;alert(1)", "kept text/plain"),
)
# ---- active things in the clothes of pictures
many(
    "in picture clothes",
    ("picture.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "refused svg"),
    ("picture.svg", b"<?xml version='1.0'?>\n<svg><script>alert(1)</script></svg>", "refused svg"),
    ("bom.svg", b"\xef\xbb\xbf\n\n  <svg/>", "refused svg"),
    ("namespaced.svg", b"<x:svg xmlns:x='http://www.w3.org/2000/svg'/>", "refused svg"),
    ("utf16.svg", "<svg onload='alert(1)'/>".encode("utf-16"), "refused svg"),
    ("squeezed.svgz", lambda: gzip.compress(b"<svg/>"), "refused archive"),
    (
        "laughs.svg",
        b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>",
        "refused svg",
    ),
    ("photo.jpg", b"<!DOCTYPE html><script>alert(1)</script>", "refused html"),
    ("late.txt", b"plain words\n" * 300 + b"<script>alert(1)</script>", "refused html"),
    ("middle.txt", b"plain words\n" * 9_000 + b"<script>alert(1)</script>" + b"plain words\n" * 9_000, "refused html"),
    ("end.txt", b"plain words\n" * 20_000 + b"<script>alert(1)</script>", "refused html"),
    ("photo2.jpg", b"<?php system($_GET['c']); ?>", "refused html"),
    ("code.txt", b"javascript:alert(document.cookie)", "refused script"),
    ("eval.txt", b"x=1;eval(atob('YQ=='))", "refused script"),
    ("xml.txt", b"<?xml version='1.0'?><a/>", "refused html"),
)
many(
    "archive or program",
    ("a.zip", zipped, "refused archive"),
    ("a.jpg.zip", lambda: zipped(("a.jpg",)), "refused archive"),
    ("a.tar", tarred, "refused archive"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(30), "refused archive"),
    ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(30), "refused archive"),
    ("letter.docx", lambda: zipped(("[Content_Types].xml", "word/document.xml")), "refused office"),
    ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "refused office"),
    ("setup.exe", b"MZ\x90\x00" + bytes(100), "refused program"),
    ("photo.jpg.exe", b"MZ\x90\x00" + bytes(100), "refused program"),
    ("tool", b"\x7fELF\x02\x01\x01" + bytes(100), "refused program"),
    ("run.sh", b"#!/bin/sh\nrm -rf /\n", "refused program"),
    ("app.apk", lambda: zipped(("AndroidManifest.xml", "classes.dex")), "refused archive"),
    ("page.ps", b"%!PS-Adobe-3.0\n", "refused program"),
)
many(
    "playlist",
    ("video.mp4", b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "refused playlist"),
    ("live.m3u8", b"#EXTM3U\nhttp://169.254.169.254/latest/meta-data/\n", "refused playlist"),
    ("list.mov", b"ffconcat version 1.0\nfile /etc/passwd\n", "refused playlist"),
    ("list.pls", b"[playlist]\nFile1=file:///etc/passwd\n", "refused playlist"),
)
many(
    "exif",
    ("script.jpg", exif, "kept image/jpeg"),
    ("loop.jpg", exif_loop, "kept image/jpeg"),
    ("long.jpg", lambda: exif("A" * 30_000), "kept image/jpeg"),
    ("orientation-99.jpg", lambda: exif(orientation=99), "kept image/jpeg"),
    ("xmp.jpg", lambda: jpeg_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta><script>"), "kept image/jpeg"),
)
many(
    "pdf",
    ("script.pdf", lambda: pdf(extra=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), "kept application/pdf"),
    ("launch.pdf", lambda: pdf(extra=b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "kept application/pdf"),
    ("link.pdf", lambda: pdf(extra=b"/OpenAction<</S/URI/URI(http://169.254.169.254/)>>"), "kept application/pdf"),
    ("page-as-field.pdf", lambda: pdf(extra=b"/AcroForm<</Fields[3 0 R 2 0 R]/CO[3 0 R]>>"), "kept application/pdf"),
    (
        "field-of-itself.pdf",
        lambda: pdf(extra=b"/AcroForm<</Fields[1 0 R]>>/T(a)/FT/Tx/Kids[1 0 R]/Parent 1 0 R"),
        "kept application/pdf",
    ),
    ("loop.pdf", lambda: pdf().replace(b"/Type/Page/Parent 2 0 R", b"/Type/Pages/Kids[3 0 R]"), "rejected damaged"),
    ("after-blanks.pdf", lambda: b"\r\n \n" + pdf(), "kept application/pdf"),
    ("many-pages.pdf", lambda: pdf(300), "kept application/pdf"),
    ("huge-page.pdf", lambda: pdf().replace(b"0 0 200 300", b"0 0 99999999 99999999"), "kept application/pdf"),
    ("line-page.pdf", lambda: pdf().replace(b"0 0 200 300", b"0 0 1 99999999"), "kept application/pdf"),
    ("page-of-nothing.pdf", lambda: pdf().replace(b"0 0 200 300", b"0 0 0.001 0.001"), "kept application/pdf"),
)
many(
    "nothing or noise",
    ("empty.png", b"", "refused empty"),
    ("zeros.jpg", bytes(5000), "refused empty"),
    ("blanks.txt", b" \n" * 300, "refused empty"),
    ("noise.jpg", lambda: noise(5000), "refused unknown"),
    ("noise2.png", lambda: noise(70_000, 2), "refused unknown"),
    ("icon.ico", b"\x00\x00\x01\x00\x01\x00\x10\x10" + bytes(40), "refused unknown"),
    ("layers.psd", b"8BPS\x00\x01" + bytes(40), "refused unknown"),
    ("film.avi", b"RIFF\x00\x01\x00\x00AVI LIST" + bytes(40), "refused unknown"),
    ("film.mkv", b"\x1aE\xdf\xa3\xa3\x42\x82\x88matroska" + bytes(40), "refused unknown"),
    ("sound.wav", b"RIFF\x00\x01\x00\x00WAVEfmt " + bytes(40), "refused unknown"),
)
