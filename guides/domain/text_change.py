"""What changed between two texts, in pieces a reader can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

PieceKind = Literal["same", "added", "removed"]
# A Latin word or a number is one token; every Chinese character, sign and run of blanks stands alone.
TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.'-][A-Za-z0-9]+)*|\s+|.", re.S)


@dataclass(frozen=True, slots=True)
class Piece:
    kind: PieceKind
    text: str


def text_pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return both texts as one row of pieces: what stayed, what went, what came. Empty only for two empty texts."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    pieces: list[Piece] = []
    for kind, text in _moves(before, after):
        if not text:
            continue
        if pieces and pieces[-1].kind == kind:
            pieces[-1] = Piece(kind, pieces[-1].text + text)
        else:
            pieces.append(Piece(kind, text))
    return tuple(pieces)


def _moves(before: list[str], after: list[str]) -> Iterator[tuple[PieceKind, str]]:
    for tag, from_, to, from_new, to_new in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[from_:to])
            continue
        yield "removed", "".join(before[from_:to])
        yield "added", "".join(after[from_new:to_new])
