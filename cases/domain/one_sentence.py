"""What one typed sentence plainly says: 订单 123456,衬衫袖口开线,想换货 is a number, a problem and a demand.

Conservative on purpose: it fills a form that the shopper looks at, so what could be meant otherwise stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

HALF_WIDTH = str.maketrans(
    {chr(sign + 0xFEE0): chr(sign) for sign in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), 0x2D)}
)
BREAKS = r"，,。;；!！?？、\s（）()"
START, END = rf"(?:^|(?<=[{BREAKS}]))", rf"(?=$|[{BREAKS}])"
# One run, or groups of four as a card or a receipt prints it.
NUMBER = r"(?P<number>\d{4}(?:[ ]\d{4})+(?:[ ]\d{1,3})?|[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*)"
# A number that goes on, or that counts something, is not an order's.
NO_MORE = r"(?![0-9A-Za-z\-.])(?!\s*\d)(?!\s*[元块年月日号件天个台次份])"
ORDER = re.compile(
    rf"(?:我的|我)?(?:订单编号|订单号码|订单号|订单)[ ]?(?:是|为)?[ ]?[:：#]?[ ]?{NUMBER}{NO_MORE}"
    rf"(?:\s?的(?=[^\s{BREAKS}]))?"
)
FEWEST_DIGITS, MOST_LETTERS = 5, 4
# Other words for what the catalogue calls by one; longer ones are tried first.
ALSO_CALLED = {
    "仅退款": "退款",
    "退钱": "退款",
    "退货": "退货退款",
    "换一件": "换货",
    "换新": "换货",
    "换": "换货",
    "修理": "维修",
    "修": "维修",
    "补寄": "补发",
    "补偿": "赔偿",
    "价保": "补差价",
    "退差价": "补差价",
}
WISH = "想要求|想申请|想要|希望|要求|申请|想|要"
HELPERS = "(?:商家|卖家|店家|客服|平台|你们|能够|能|可以|给我|帮我|给|帮|申请)*"
ENDINGS = "(?:处理|一下|吧|了|可以吗|行吗|谢谢)*"
# Whose wish it is cannot be told where one of these stands before it in the same breath.
OTHERS = re.compile("商家|卖家|店家|客服|对方|平台|快递|[他她它们说让叫劝]")
UNSURE = re.compile("(?:[不没别未只才就还也都又刚先后再若]|如果|是否|曾经?|一直|当时|之前|原来)$")
EITHER = re.compile("或|还是|要么|不然|否则|也行|也可以|不行就")
LOOSE = re.compile(r"[（(]\s*[)）]")
EDGES = "，,。;；、：: \t\r\n　"


@dataclass(frozen=True, slots=True)
class Told:
    """What was read. `problem` is the rest; `read` are the words that became a number or a demand, as they stood."""

    number: str
    demand: str
    problem: str
    read: tuple[str, ...] = ()


def read_sentence(text: str, demands: Mapping[str, str], *, number: bool = True, demand: bool = True) -> Told:
    """Return what the sentence plainly says; "" for what it does not, and the text as it is where nothing is plain.

    `demands` are the catalogue's, slug by Chinese name; `number` and `demand` say what is looked for.
    """
    plain = text.translate(HALF_WIDTH)
    order = _order(plain) if number else None
    wish = _wish(plain, demands) if demand else None
    spans = []
    if order is not None and _starts_clause(plain, order.start()):
        spans.append(order.span())
    if wish is not None:
        spans.append(wish[1])
    said = order["number"].strip() if order else ""
    return Told(
        number=said,
        demand=wish[0] if wish else "",
        problem=_without(text, sorted(spans)) if spans else text,
        read=tuple(text[start:end] for start, end in sorted(spans)),
    )


def named_numbers(text: str) -> list[str]:
    """Return every order number that the text itself calls one."""
    return [one["number"] for one in ORDER.finditer(text.translate(HALF_WIDTH)) if _is_number(one["number"])]


def _is_number(said: str) -> bool:
    digits = sum(sign.isdigit() for sign in said)
    return digits >= FEWEST_DIGITS and sum(sign.isalpha() for sign in said) <= MOST_LETTERS and len(said) <= 64


def _order(text: str) -> re.Match[str] | None:
    """Return the one order number that is named as one; None for none, or for several."""
    found = [one for one in ORDER.finditer(text) if _is_number(one["number"])]
    return found[0] if len({one["number"] for one in found}) == 1 else None


def _wish(text: str, demands: Mapping[str, str]) -> tuple[str, tuple[int, int]] | None:
    """Return the demand's slug and where it is said; None for none, or for several."""
    slugs = {name: slug for slug, name in demands.items()}
    words = slugs | {word: slugs[name] for word, name in ALSO_CALLED.items() if name in slugs}
    if not words:
        return None
    called = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    if any(EITHER.search(part) and re.search(called, part) for part in re.split(rf"[{BREAKS}]", text)):
        return None
    whole = re.compile(rf"{START}我?(?:{WISH}){HELPERS}(?P<what>{called}){ENDINGS}{END}")
    found = [(words[one["what"]], one.span()) for one in whole.finditer(text)] or _glued(text, called, words)
    return found[0] if len(found) == 1 else None


def _glued(text: str, called: str, words: Mapping[str, str]) -> list[tuple[str, tuple[int, int]]]:
    """Return the wishes at the end of a clause that begins with the problem: 袖口开线想换货."""
    found = []
    for one in re.finditer(rf"我?(?:想要|申请|希望|要求|想){HELPERS}(?P<what>{called}){ENDINGS}{END}", text):
        before = re.split(rf"[{BREAKS}]", text[: one.start()])[-1]
        if len(before) >= 2 and not OTHERS.search(before) and not UNSURE.search(before):
            found.append((words[one["what"]], one.span()))
    return found


def _starts_clause(text: str, at: int) -> bool:
    return at == 0 or bool(re.match(rf"[{BREAKS}]", text[at - 1]))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text without the spans, and without the marks that held them together."""
    kept, at = [], 0
    for start, end in [*spans, (len(text), len(text))]:
        kept.append(text[at:start])
        at = end
    parts = [part for part in (LOOSE.sub("", each) for each in kept) if part.strip(EDGES)]
    joined = _inner(parts)
    return LOOSE.sub("", joined).strip(EDGES)


def _inner(parts: list[str]) -> str:
    """Return the parts joined by the mark that one of them has at the seam, or by a comma."""
    said = ""
    for part in parts:
        if not said:
            said = part.lstrip(EDGES)
            continue
        mark = said[len(said.rstrip(EDGES)) :].strip()[:1]
        bare = said[-1:] in "（(" or part[:1] in "）)"
        said = said + part if bare else said.rstrip(EDGES) + (mark or "，") + part.lstrip(EDGES)
    return said
