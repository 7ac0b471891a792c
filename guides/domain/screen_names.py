"""What is written on a control of a drawn screen: in English pictures the Chinese of the app, with the English below.

A reader of the English guide looks for the Chinese button; "After-sales" stands in no app.
"""

from __future__ import annotations

import re

from guides.domain.drawing import Label
from guides.domain.line_breaks import wrapped
from guides.domain.words import Words

SMALL = 10.5
SMALL_STEP = 12.0
HAN = re.compile(r"[\u3400-\u9fff]")


def is_named_twice(words: Words) -> bool:
    """True when the English neither is the Chinese nor holds it already, and there is Chinese to look for."""
    return bool(words.en and HAN.search(words.zh) and words.zh not in words.en)


def beside(words: Words) -> Words:
    """Return a label whose English line begins with the Chinese."""
    return Words(words.zh, f"{words.zh} {words.en}") if is_named_twice(words) else words


def stacked(words: Words, width: float, middle: float, like: list[Label]) -> list[Label]:
    """Return `like`, the words line by line, with the English lines below the Chinese ones around `middle`.

    They need no more room than the longer language did alone, so nothing else moves.
    """
    if not like or not is_named_twice(words):
        return like
    first = like[0]
    step = first.size + 3
    tall = [(line, first.size, step) for line in wrapped(words.zh, first.size, width)]
    tall += [(line, SMALL, SMALL_STEP) for line in wrapped(words.en, SMALL, width)]
    y = middle - sum(each[2] for each in tall) / 2
    labels = [
        Label(one.x, one.y, one.size, Words(one.text.zh, ""), one.fill, one.anchor, one.bold)
        for one in like
        if one.text.zh
    ]
    for line, size, room in tall:
        bold = first.bold and size > SMALL
        labels.append(Label(first.x, y + size, size, Words("", line), first.fill, first.anchor, bold))
        y += room
    return labels
