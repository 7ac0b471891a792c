"""Judges a text while its bytes pass by: all of it has to be text, and none of it what a browser would run."""

from __future__ import annotations

import codecs
import re

from cases.domain.media.refusals import inner_says, text_says

# So much is gathered before its encoding is guessed, and kept of what went by for what lies across two pieces.
FIRST, OVERLAP = 4096, 6000
# A terminal's signs, and what stands where a decoder gave up: no text has them.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")
# Signs no alphabet has: some are in a note that names an app's icons, many are noise.
STRANGE = re.compile("[\ue000-\uf8ff]")
# Anything that is to be seen.
INK = re.compile(r"[^\s\u200b-\u200f\u2060\ufeff]")
MOST_STRANGE = 1 / 20


def text_codecs(content: bytes) -> tuple[str, ...]:
    """Return in what a text that begins so may be written, the likeliest first; () when it is no text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    return () if b"\x00" in content else ("utf-8-sig", "gb18030")


class _Written:
    """The text as one encoding has it."""

    def __init__(self, codec: str) -> None:
        self._decoder = codecs.getincrementaldecoder(codec)()
        self._strange = self._length = 0
        self.inked = False

    def take(self, piece: bytes, final: bool) -> str | None:
        """Return the next of it; None when it is no text in this encoding."""
        try:
            text = self._decoder.decode(piece, final)
        except UnicodeDecodeError:
            return None
        if CONTROLS.search(text):
            return None
        self._length += len(text)
        if not text.isascii():
            self._strange += len(STRANGE.findall(text))
        self.inked = self.inked or INK.search(text) is not None
        return None if final and self._strange > self._length * MOST_STRANGE else text


class TextRun:
    """`feed` every piece, then ask `reason` once. Holds no more than a few kilobytes of them."""

    def __init__(self) -> None:
        self._held = b""
        self._written: list[_Written] | None = None
        self._over = ""
        self._reason = ""

    def feed(self, piece: bytes) -> None:
        if self._reason:
            return
        if self._written is None:
            self._held += piece
            if len(self._held) < FIRST:
                return
            self._begin()
            piece, self._held = self._held, b""
        self._take(piece)

    def reason(self) -> str:
        """Return why it is not kept as a text; "" when it is one: unknown, empty (blanks alone) or what was in it."""
        if self._written is None and not self._reason:
            self._begin()
            self._take(self._held, final=True)
        else:
            self._take(b"", final=True)
        if not self._reason and not any(one.inked for one in self._written or []):
            self._reason = "empty"
        return self._reason

    def _begin(self) -> None:
        begun = self._held[:FIRST]
        self._written = [_Written(codec) for codec in text_codecs(begun)]
        if not self._written:
            # No more of it is looked through: it may be a picture, and this would cost more than its hash.
            self._reason = inner_says(begun) or "unknown"

    def _take(self, piece: bytes, *, final: bool = False) -> None:
        if self._reason:
            return
        said = [(one, one.take(piece, final)) for one in self._written or []]
        living = [(one, text) for one, text in said if text is not None]
        self._written = [one for one, _ in living]
        if not living:
            self._reason = inner_says(piece) or "unknown"
            return
        text = self._over + living[0][1]
        self._reason = text_says(text.encode())
        self._over = text[-OVERLAP:]
