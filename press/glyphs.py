"""Which characters our fonts can show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

# They have no picture of their own: they join, select or separate others.
UNSEEN = {"\n", "\r", "\t", "\u200b", "\u200d", "\ufe0e", "\ufe0f", "\u2060"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sorted ranges of code points, both ends included."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Coverage:
        """Return the coverage written as lines of "4E00-9FA5" or "20AC"."""
        pairs = [line.partition("-") for line in text.split()]
        return cls(
            tuple(int(first, 16) for first, _, _ in pairs), tuple(int(last or first, 16) for first, _, last in pairs)
        )

    def holds(self, char: str) -> bool:
        place = bisect_right(self.starts, ord(char)) - 1
        return place >= 0 and ord(char) <= self.ends[place]

    def missing(self, text: str) -> str:
        """Return the characters of a text that are not covered, each once, in order."""
        return "".join(dict.fromkeys(char for char in text if char not in UNSEEN and not self.holds(char)))


def ranges(codes: Iterable[int]) -> str:
    """Return code points as the lines `Coverage.of` reads."""
    lines: list[list[int]] = []
    for code in sorted(codes):
        if lines and code == lines[-1][1] + 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return "".join(f"{first:X}\n" if first == last else f"{first:X}-{last:X}\n" for first, last in lines)
