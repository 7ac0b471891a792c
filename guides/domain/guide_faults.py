"""What must be true of a guide before anybody reads it. Each fault says what is wrong and where, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guides.domain.drawing import Drawing
from guides.domain.marks import FULL, KINDS, MOST_NUMBER, UnknownTarget, mark_of
from guides.domain.screen_limits import limit_faults
from guides.domain.screens import ROWS, draw, pair
from guides.domain.words import Words

Doc = Mapping[str, Any]

TIERS = ("", "merchant", "platform", "regulator")
GUIDE_KINDS = ("steps", "article", "playbook")
USES = (
    "",
    "contact",
    "after_sale",
    "step_in",
    "complain",
    "appeal",
    "hotline",
    "file",
    "phone",
    "return",
    "talk",
    "prove",
)
OTHER_PLACES = ("12315", "local", "any")
PASTES = (
    *("", "T1", "T1b", "T2", "T3", "T3b", "T4", "T5", "T5b", "T6", "T6b", "T7"),
    *("T8", "T8b", "T9", "T10", "T11", "T12", "T13", "T14", "T15"),
)
ATTACHABLE = (
    *("chat", "order", "payment", "logistics", "goods", "video", "page", "licence"),
    *("report", "refusal", "notice", "call", "other"),
)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class GuideFault:
    """`step` is the step's slug, "" for the guide as a whole."""

    step: str
    words: Words

    def __str__(self) -> str:
        return f"{self.step}: {self.words.en}" if self.step else self.words.en


def guide_faults(doc: Doc, platforms: frozenset[str], problems: frozenset[str]) -> list[GuideFault]:
    """Return every fault of the document, none when it may be published. It never raises on an unfinished draft."""
    faults = [GuideFault("", words) for words in _guide(doc, platforms, problems)]
    for slug, count in Counter(str(step.get("slug", "")) for step in doc.get("steps", ())).items():
        if count > 1:
            faults.append(GuideFault(slug, Words("有两步用了同一个标识", "two steps have the same slug")))
    for step in doc.get("steps", ()):
        faults += [GuideFault(str(step.get("slug", "")), words) for words in _step(step)]
    return faults


def _guide(doc: Doc, platforms: frozenset[str], problems: frozenset[str]) -> Iterator[Words]:
    if not SLUG.fullmatch(str(doc.get("slug", ""))):
        yield Words("标识只能用小写字母、数字和短横线", "the slug takes small letters, digits and dashes only")
    if doc.get("platform") not in platforms and doc.get("platform") not in OTHER_PLACES:
        yield Words(f"没有这个平台：{doc.get('platform')}", f"there is no platform {doc.get('platform')!r}")
    if doc.get("tier", "") not in TIERS:
        yield Words(f"没有这一级：{doc.get('tier')}", f"there is no tier {doc.get('tier')!r}")
    if doc.get("kind") not in GUIDE_KINDS:
        yield Words(f"没有这种攻略：{doc.get('kind')}", f"there is no kind of guide {doc.get('kind')!r}")
    if doc.get("use", "") not in USES:
        yield Words(f"没有这种用途：{doc.get('use')}", f"there is no use {doc.get('use')!r}")
    for slug in set(doc.get("problems", ())) - problems:
        yield Words(f"没有这种问题：{slug}", f"there is no kind of problem {slug!r}")
    yield from _both(doc, "title", "标题", "title", needed=True)
    yield from _both(doc, "lead", "开头", "lead", needed=True)
    if not doc.get("steps"):
        yield Words("至少要有一步", "there is no step")
    if not doc.get("source") or not doc.get("checked_on"):
        yield Words("没有来源或核对日期", "there is no source or no day it was checked on")


def _step(step: Doc) -> Iterator[Words]:
    if not SLUG.fullmatch(str(step.get("slug", ""))):
        yield Words("步骤的标识只能用小写字母、数字和短横线", "a step's slug takes small letters, digits and dashes")
    yield from _both(step, "title", "这一步的标题", "the step's title", needed=True)
    yield from _both(step, "text", "这一步的文字", "the step's text", needed=True)
    yield from _both(step, "caption", "图下的说明", "the caption", needed=bool(step.get("picture")))
    yield from _both(step, "stuck", "“找不到”的说明", "the words for who cannot find it", needed=False)
    if step.get("paste", "") not in PASTES:
        yield Words(f"没有这段话：{step.get('paste')}", f"there is no letter {step.get('paste')!r}")
    for each in step.get("attach", ()):
        if each not in ATTACHABLE:
            yield Words(f"没有这种材料：{each}", f"there is no kind of evidence {each!r}")
    if picture := step.get("picture"):
        yield from _picture(picture)


def _picture(picture: Doc) -> Iterator[Words]:
    yield from _both(picture, "alt", "替代文字", "the alternative text", needed=True)
    drawing = None
    if picture.get("kind") == "screen":
        drawing, faults = _drawn(picture.get("screen") or {})
        yield from faults
        if drawing is None:
            return
    elif picture.get("kind") != "screenshot":
        yield Words(f"没有这种图：{picture.get('kind')}", f"there is no kind of picture {picture.get('kind')!r}")
        return
    elif not picture.get("screenshot"):
        yield Words("还没有上传截图", "no screenshot was uploaded")
    for number, mark in enumerate(picture.get("marks", ()), 1):
        for words in _mark(mark, drawing):
            yield Words(f"第 {number} 个标注：{words.zh}", f"mark {number}: {words.en}")


def _drawn(screen: Doc) -> tuple[Drawing | None, list[Words]]:
    faults = []
    for number, row in enumerate(screen.get("rows", ()), 1):
        if row.get("kind") not in ROWS:
            kind = row.get("kind")
            faults.append(Words(f"第 {number} 行没有这种：{kind}", f"row {number}: there is no kind {kind!r}"))
    faults += limit_faults(screen)
    if faults:
        return None, faults
    try:
        drawing = draw(screen)
    except (KeyError, IndexError, TypeError, ValueError, ZeroDivisionError) as problem:
        return None, [Words(f"示意图画不出来：{problem!r}", f"the screen cannot be drawn: {problem!r}")]
    return drawing, _one_sided(screen.get("rows", ()))


def _one_sided(rows: Sequence[Doc]) -> list[Words]:
    """Return a fault for each row that says something in one language only."""
    faults = []
    for number, row in enumerate(rows, 1):
        pairs = [row.get(name) for name in ("title", "side", "text", "value", "label")]
        pairs += [*row.get("lines", ())] if row.get("kind") == "card" else []
        pairs += [*row.get("items", ())]
        if any(each and bool(pair(each).zh) != bool(pair(each).en) for each in pairs):
            faults.append(Words(f"第 {number} 行缺一种语言", f"row {number} is missing in one language"))
    return faults


def _mark(mark: Doc, drawing: Drawing | None) -> Iterator[Words]:
    if mark.get("kind") not in KINDS:
        yield Words(f"没有这种标注：{mark.get('kind')}", f"there is no kind {mark.get('kind')!r}")
        return
    try:
        placed = mark_of(mark, drawing)
    except UnknownTarget as problem:
        yield Words(f"图里没有 {problem.args[0]}", f"the screen has no {problem.args[0]}")
        return
    except (TypeError, ValueError):
        yield Words("位置要用数字", "its place must be numbers")
        return
    ends = {"box": (placed.x + placed.w, placed.y + placed.h), "arrow": (placed.x2, placed.y2)}.get(placed.kind, (0, 0))
    if min(placed.x, placed.y, *ends) < 0 or max(placed.x, placed.y, *ends) > FULL + 0.1:
        yield Words("画到图外面了", "it lies outside the picture")
    if placed.kind == "box" and (placed.w <= 0 or placed.h <= 0):
        yield Words("框没有大小", "the box has no size")
    if placed.kind == "number" and placed.n < 1:
        yield Words("没写第几", "it has no number")
    if placed.kind == "number" and placed.n > MOST_NUMBER:
        yield Words(f"号码最大 {MOST_NUMBER}", f"its number is {MOST_NUMBER} at most")
    yield from _both(mark, "alt", "替代文字", "the alternative text", needed=placed.kind == "box")


def _both(doc: Doc, name: str, zh: str, en: str, *, needed: bool) -> Iterator[Words]:
    has = (bool(doc.get(f"{name}_zh")), bool(doc.get(f"{name}_en")))
    if needed and not any(has):
        yield Words(f"{zh}还没写", f"{en} is missing")
    elif has[0] != has[1]:
        yield Words(f"{zh}缺一种语言", f"{en} is missing in one language")
