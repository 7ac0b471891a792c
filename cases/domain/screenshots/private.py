"""What in a picture is nobody else's business: telephone, ID, address, parcel label, name. Proposed for covering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cases.domain.covers import Box
from cases.domain.screenshots.lines import Line, part_of

_ID = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?[\d*]{4}[- ]?\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)")
_PARCEL = re.compile(
    r"(?:运单|快递单|物流单|快递|取件码|取货码)(?:编?号码?)?\s*[::]?\s*([A-Za-z]{0,4}[\d-]{4,20})"
    r"|(?<![A-Za-z])((?:SF|YT|ZTO|STO|JT|JD[A-Z]{0,2}|EMS|DPK?)\d{9,16})(?!\d)"
)
_NAME = re.compile(
    r"(?:收[货件]人|寄件人|联系人|姓名|买家)\s*[::]\s*([\u4e00-\u9fff·]{2,6})(?![\u4e00-\u9fff])"
    # Without a colon: a name stands alone after the label, or right before a telephone number.
    r"|(?:收[货件]人|寄件人|联系人|姓名)(?:姓名)?\s+([\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff])"
    r"|(?:收[货件]人|寄件人|联系人)([\u4e00-\u9fff·]{2,4})\s*[,,]?\s*(?=\+?(?:86)?[- ]?1[3-9]\d[- ]?[\d*]{4})"
    r"|^([\u4e00-\u9fff]{2,4})(?:先生|女士)?\s*[,,]?\s*(?=\+?(?:86)?[- ]?1[3-9]\d[- ]?[\d*]{4})"
)
_NO_NAME = re.compile(
    r"手机|电话|地址|号码|联系|信息|客服|收货|收件|签收|本人|姓名|填写|必填|选择|修改|确认|匿名|默认|保密|同上|付款|支付|^[已未请无]"
)
_ADDRESS_LABEL = re.compile(r"(?:收货|寄件|退货|收件|联系)?地址\s*[::]\s*")
_AREA = re.compile(
    r"省|自治区|[\u4e00-\u9fff]市|[\u4e00-\u9fff]区|[\u4e00-\u9fff]县|[\u4e00-\u9fff]镇|街道|[\u4e00-\u9fff]乡"
)
_DOOR = re.compile(r"[路街道巷弄里村]\s*\d|\d+\s*(?:号|弄|幢|栋|座|单元|楼|室|组|户|号楼)|小区|花园|公寓|新村")
# A dot is how a line may end; what follows an address within a line's height and starts like it goes on with it.
NEXT_LINE = 1.3


@dataclass(frozen=True, slots=True)
class Private:
    """One thing to cover: `kind` is phone, id, address, parcel or name; `words` tell it, for its owner alone."""

    kind: str
    words: str
    box: Box


def private_in(lines: Sequence[Line]) -> list[Private]:
    """Return what is proposed for covering, from the top down."""
    found = [one for line in lines for one in _in_line(line)]
    return found + list(_addresses(lines))


def _in_line(line: Line) -> Iterator[Private]:
    text = line.plain
    taken: list[tuple[int, int]] = []
    for kind, pattern in (("id", _ID), ("phone", _MOBILE), ("phone", _LANDLINE), ("parcel", _PARCEL), ("name", _NAME)):
        for match in pattern.finditer(text):
            group = next((number for number in range(1, (match.lastindex or 0) + 1) if match[number]), 0)
            start, end = match.span(group)
            if kind == "name" and _NO_NAME.search(match[group]):
                continue
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            yield Private(kind, match[group], part_of(line, start, end))


def _addresses(lines: Sequence[Line]) -> Iterator[Private]:
    """Yield each line of an address: one with a label, one with an area and a door, and what goes on below it."""
    above: Line | None = None
    for line in lines:
        text = line.plain
        label = _ADDRESS_LABEL.search(text)
        goes_on = above is not None and _goes_on(above, line) and bool(_DOOR.search(text) or _AREA.search(text))
        if label and label.end() < len(text):
            start = label.end()
        elif (_AREA.search(text) and _DOOR.search(text)) or goes_on:
            start = 0
        else:
            above = None
            continue
        above = line
        yield Private("address", text[start:], part_of(line, start, len(text)))


def _goes_on(above: Line, line: Line) -> bool:
    gap = line.box[1] - above.box[1] - above.box[3]
    return gap <= NEXT_LINE * max(above.box[3], line.box[3])
