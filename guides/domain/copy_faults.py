"""How shipped sentences must be written: full-width punctuation in Chinese, no telephone number but a listed one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guides.domain.faults import Fault

HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,:;?!()](?=[\u4e00-\u9fff])")
# Service numbers, dashed numbers and mobile phones; years, amounts and order numbers look different.
PHONE = re.compile(
    r"(?<![\d./¥#-])(?:95\d{3,6}|96\d{3,4}|12[0-9]{3}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}|0?\d{3,4}-\d{3,4}(?:-?\d{4})?)(?![\d.-])"
)
# Regular expressions and the texts that try them are nobody's reading.
UNREAD = frozenset({"pattern", "patterns", "fires", "silent", "source_url", "also_sources", "when", "lint", "examples"})


def copy_faults(name: str, content: Any, numbers: frozenset[str]) -> Iterator[str]:
    """Return what is written wrongly in the content. `numbers` are the only telephone numbers it may hold."""
    for text in _texts(content):
        if found := HALF_WIDTH.search(text):
            yield Fault(
                name,
                f"half-width {found[0]!r} in {text[:40]!r}",
                f"中文里要用全角标点，不用 {found[0]!r}：“{text[:40]}”",
            )
        for number in PHONE.findall(text):
            if number not in numbers:
                yield Fault(name, f"{number} is no listed telephone number", f"{number} 不是资料里列出的电话")


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for key, each in content.items():
            if key not in UNREAD:
                yield from _texts(each)
    elif isinstance(content, list | tuple):
        for each in content:
            yield from _texts(each)
