"""The parts of a mail that are markup in one twin and plain text in the other: clock, ruler, answers, rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Class for dark mode, colour for light: 朱 says one thing, that the other side is late.
TONES = {"zhu": "#AE2F1D", "huang": "#7D5100", "t1": "#1D221F"}
DUE_MARK_MIN, DUE_MARK_MAX = 30, 97


class Link(NamedTuple):
    """A label and where it leads."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The big number above the title with its ruler; `parts` as [("5", "小时"), ("8", "分")]."""

    parts: list[tuple[str, str]]
    tone: str
    ruler: SafeString
    left: str
    right: str

    def slots(self) -> dict[str, object]:
        return {
            "parts": self.parts,
            "parts_text": " ".join(f"{number} {unit}" for number, unit in self.parts),
            "parts_html": parts_html(self.parts),
            "tone": self.tone,
            "colour": TONES[self.tone],
            "ruler_html": self.ruler,
            "left": self.left,
            "right": self.right,
        }


def parts_html(parts: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join(" ", '{} <span style="font-size:18px">{}</span>', parts)


def ruler_html(start: datetime, due: datetime, now: datetime, tone: str) -> SafeString:
    """Return the cells of the ruler: what has passed, the due mark, and what lies beyond it or is still left."""
    total = max((due - start).total_seconds(), 1.0)
    elapsed = max((now - start).total_seconds(), 0.0)
    if elapsed <= total:
        passed = min(max(round(elapsed / total * 100), 1), 99)
        bar = "#7D5100" if tone == "huang" else "#B4AE9C"
        return _cells((f"{passed}%", "huang" if tone == "huang" else "go", bar), ("", "left", "#EFE9DC"))
    mark = min(max(round(total / elapsed * 100), DUE_MARK_MIN), DUE_MARK_MAX)
    return _cells((f"{mark}%", "go", "#B4AE9C"), ("2", "mark", "#1D221F"), ("", "over", "#AE2F1D"))


def _cells(*cells: tuple[str, str, str]) -> SafeString:
    one = '<td{} height="7" class="{}" style="background:{};font-size:0;line-height:0">&nbsp;</td>'
    return format_html_join(
        "",
        one,
        ((format_html(' width="{}"', width) if width else "", name, colour) for width, name, colour in cells),
    )


ANSWER = (
    '<a href="{}" style="display:inline-block;margin:0 8px 8px 0;padding:9px 15px;border:1px solid #8A8474;'
    'border-radius:22px;font-size:15px;line-height:24px;color:#1B5A4B;text-decoration:none">{}</a>'
)
ROW = (
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>'
    '<td style="padding:0 0 14px;font-size:16px;line-height:1.6"><a href="{}" style="color:#1B5A4B">{}</a></td>'
    "</tr></table>"
)


def answers_html(answers: Iterable[Link]) -> SafeString:
    return format_html_join("\n", ANSWER, ((one.url, one.label) for one in answers))


def rows_html(rows: Iterable[Link]) -> SafeString:
    return format_html_join("\n", ROW, ((one.url, one.label) for one in rows))
