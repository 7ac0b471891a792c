"""Breaking text into lines of a drawn screen: the same on every machine, because widths are reckoned, not measured."""

from __future__ import annotations

import unicodedata

NARROW = frozenset("iljtfI.,:;'|!()[] ")
BROAD = frozenset("mwMW@%")
# Chinese punctuation that may not begin a line, and that which may not end one.
NOT_FIRST = frozenset("。，、；：？！）】》〉」』”’…—·%‰℃,.;:?!)]}")
NOT_LAST = frozenset("（【《〈「『“‘([{¥￥")


def text_width(text: str, size: float) -> float:
    """Return about how wide the text is at this size; Chinese characters are one em."""
    return sum(_ems(char) for char in text) * size


def wrapped(text: str, size: float, width: float) -> tuple[str, ...]:
    """Return the text in lines no wider than `width` where words allow; none for an empty text."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and text_width(line + piece.rstrip(), size) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
            while text_width(line.rstrip(), size) > width and len(line) > 1:
                fits = _fitting(line, size, width)
                lines.append(line[:fits])
                line = line[fits:]
        if line.strip():
            lines.append(line.rstrip())
    return tuple(lines)


def _ems(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    if char in NARROW:
        return 0.32
    if char in BROAD:
        return 0.88
    return 0.66 if char.isupper() else 0.56


def _fitting(line: str, size: float, width: float) -> int:
    """Return how many characters of a word that is too long fit, at least one."""
    count = 1
    while count < len(line) and text_width(line[: count + 1], size) <= width:
        count += 1
    return count


def _pieces(text: str) -> list[str]:
    """Return the smallest parts that may stand on lines of their own; joined they are the text."""
    pieces: list[str] = []
    for char in text:
        if pieces and _sticks(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _sticks(before: str, char: str) -> bool:
    last = before[-1]
    if char in NOT_FIRST or last in NOT_LAST or char == " ":
        return True
    if last == " ":
        return False
    return not _is_wide(last) and not _is_wide(char)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"
