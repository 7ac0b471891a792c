"""What is never kept, by the signs it cannot hide."""

from __future__ import annotations

import re

# Beginnings that settle it. The office formats are archives or OLE files; both get a sentence of their own.
STARTS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"PK\x07\x08", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"\x04\x22\x4d\x18", "archive"),
    (b"MSCF", "archive"),
    (b"xar!", "archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xce\xfa\xed\xfe", "program"),
    (b"\xfe\xed\xfa\xce", "program"),
    (b"\xfe\xed\xfa\xcf", "program"),
    (b"dex\n", "program"),
    (b"\x00asm", "program"),
    (b"#!", "program"),
    (b"!<arch>", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"),
    (b"%!PS", "program"),
    (b"\xc5\xd0\xd3\xc6", "program"),
    (b"#EXTM3U", "playlist"),
    (b"ffconcat version", "playlist"),
    (b"[playlist]", "playlist"),
)
OFFICE_INSIDE = (b"[Content_Types].xml", b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis")
# In whatever wears text: markup and scripts a browser or a shell would run. A chat may hold any of these words, and a
# "<" before one of them: what is refused has the shape of the real thing.
MARKUP = re.compile(
    # Nobody writes these by chance.
    rb"<\s*(?:!doctype|html|script|iframe|object|embed|svg|math|frameset|template)(?![a-z0-9])"
    rb"|<\s*(?:\?xml|\?php|!--|!\[cdata|!entity|x:[a-z])"
    # These only carry what SCRIPT knows: a whole tag in one line.
    rb"|<(?:a|p|div|span|table|input|button)(?![a-z0-9])[^<>\r\n]{0,1000}>"
    rb"|<%[^<\r\n]{0,1000}%>",
    re.I,
)
# These run something once they are closed, so far behind or nearer.
OPENED = re.compile(rb"<\s*(?:head|body|meta|link|img|form|style|base|details|video|audio|marquee)(?![a-z0-9])", re.I)
CLOSED_WITHIN = 4000
SVG = re.compile(rb"<\s*(?:[a-z]+:)?svg[\s>/]", re.I)
SCRIPT = re.compile(
    rb"\b(?:javascript|vbscript)\s*:[^\r\n:]{0,200}[(=;%`]"
    rb"|\bdata\s*:\s*(?:text|image|application|audio|video|font|multipart|message|model)/[a-z0-9.+-]+\s*[;,]"
    rb"|\bdata\s*:[^\r\n,:]{0,100};\s*base64\s*,"
    rb"|\beval\s*\(|\bdocument\s*\.\s*(?:cookie|write|location)"
    rb"|\bon(?:error|load|click|focus|toggle|begin|mouse\w+|pointer\w+|key\w+|animation\w+)\s*=",
    re.I,
)
# A web page or a mail saved as one file: its parts may be packed so that no markup is seen.
HEADERS = re.compile(
    rb"^(?:mime-version|content-location|content-transfer-encoding|snapshot-content-location)\s*:", re.I | re.M
)
PARTS = re.compile(rb"^content-type\s*:\s*(?:multipart/|text/html|message/|image/|application/)", re.I | re.M)
PDF_LINE = re.compile(rb"^%PDF-\d", re.M)
ZIP_END = b"PK\x05\x06"
OTHER_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")


def start_says(head: bytes) -> str:
    """Return the reason its beginning gives; "" for none."""
    if head.startswith(b"#!AMR"):
        return ""  # a recording, though it begins like a script
    for sign, reason in STARTS:
        if head.startswith(sign):
            if reason == "archive" and any(mark in head[:4096] for mark in OFFICE_INSIDE):
                return "office"
            return reason
    if head[257:262] == b"ustar":
        return "archive"
    return ""


def text_says(text: bytes) -> str:
    """Return why a text is not kept: markup or script in it; "" for a plain one."""
    if SVG.search(text):
        return "svg"
    if MARKUP.search(text) or _opens(text):
        return "html"
    return "script" if SCRIPT.search(text) else ""


def _opens(text: bytes) -> bool:
    """Return whether one of OPENED is closed. Goes from one closing to the next: never over the same bytes again."""
    found = OPENED.search(text)
    while found is not None:
        close = text.find(b">", found.end())
        if close < 0:
            return False
        if close - found.end() <= CLOSED_WITHIN:
            return True
        found = OPENED.search(text, max(close - CLOSED_WITHIN, found.end()))
    return False


def inner_says(piece: bytes) -> str:
    """Return what begins inside a text that is none any more: archive, program or office; "" for nothing known."""
    found = [(at, reason) for sign, reason in STARTS if len(sign) >= 4 and (at := piece.find(sign)) >= 0]
    return min(found)[1] if found else ""


def opening_says(head: bytes) -> str:
    """Return why what begins like this is not kept though it is text: a saved web page or mail, a PDF behind words."""
    if HEADERS.search(head[:8192]) and PARTS.search(head[:8192]):
        return "html"
    return "unknown" if PDF_LINE.search(head.lstrip()[:1024]) else ""


def tail_says(tail: bytes) -> str:
    """Return "archive" when the end of the file is that of a ZIP: one file that is two."""
    at = tail.rfind(ZIP_END)
    # The record is 22 bytes and a comment whose length it says; anything else is chance.
    if at >= 0 and len(tail) - at >= 22 + int.from_bytes(tail[at + 20 : at + 22], "little"):
        return "archive"
    return "archive" if any(sign in tail for sign in OTHER_ARCHIVES) else ""
