"""What must be true of a guide before anybody reads it. Faults are sentences an editor understands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guides.domain.drafts import marks_in_numbers
from guides.domain.guide_faults import guide_faults
from guides.domain.private_words import private_words
from guides.domain.sources import as_date
from guides.domain.words import Words

Doc = Mapping[str, Any]
# How the alternative text of a drawn screen begins; a screenshot is none.
DRAWN = {"zh": "示意图", "en": "sketch"}
FOUND = {
    "id_card": Words("身份证号", "an identity card number"),
    "mobile": Words("手机号", "a mobile number"),
    "order": Words("像订单号的长数字", "a long number like an order number"),
    "phone": Words("没有登记的电话", "a phone number that is not a known hotline"),
    "mail": Words("邮箱地址", "an e-mail address"),
    "name": Words("人名", "a person's name"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """`step` is the slug of the step at fault, "" for the guide itself; `number` counts it from 1, 0 for the guide."""

    step: str
    number: int
    words: Words


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks compare with. `screenshots` maps an uploaded picture's number to whether it was confirmed."""

    today: date
    sources: Collection[str]
    platforms: frozenset[str] = frozenset()
    problems: frozenset[str] = frozenset()
    hotlines: Collection[str] = ()
    screenshots: Mapping[int, bool] = field(default_factory=dict)


def publishing_faults(doc: Doc, known: Known) -> tuple[Fault, ...]:
    """Return everything that stands against publishing, none when it may be published."""
    steps = doc.get("steps") or []
    numbers = {str(step.get("slug", "")): number for number, step in enumerate(steps, 1)}
    faults = [
        _fault(one.step, numbers.get(one.step, 0), f"{one.words.zh}。", f"{one.words.en}.")
        for one in guide_faults(doc, known.platforms, known.problems)
    ]
    faults += _head_faults(doc, known)
    for number, step in enumerate(steps, 1):
        faults += _step_faults(number, step, known)
    return tuple(faults)


def screenshot_faults(doc: Doc, confirmed: Mapping[int, bool]) -> tuple[Fault, ...]:
    """Return a fault for each step with a screenshot that is gone or that nobody confirms to show nobody's data."""
    faults: list[Fault] = []
    for number, step in enumerate(doc.get("steps") or [], 1):
        faults += _screenshot_faults(str(step.get("slug", "")), number, step.get("picture") or {}, confirmed)
    return tuple(faults)


def _screenshot_faults(slug: str, number: int, picture: Doc, shots: Mapping[int, bool]) -> Iterator[Fault]:
    if picture.get("kind") == "screenshot" and picture.get("screenshot"):
        confirmed = shots.get(picture["screenshot"])
        if confirmed is None:
            yield _fault(slug, number, "上传的截图找不到了。", "The uploaded screenshot is gone.")
        elif not confirmed:
            zh, en = "还没有确认截图里没有个人信息。", "Nobody confirmed that the screenshot shows no personal data."
            yield _fault(slug, number, zh, en)


def _fault(step: str, number: int, zh: str, en: str) -> Fault:
    words = Words(f"第 {number} 步：{zh}", f"Step {number}: {en}") if number else Words(zh, en[:1].upper() + en[1:])
    return Fault(step, number, words)


def _head_faults(doc: Doc, known: Known) -> Iterator[Fault]:
    yield from _source_faults("", 0, doc, known)
    if doc.get("confidence") not in ("A", "B", "C"):
        yield _fault("", 0, "可信度只能是 A、B 或 C。", "Confidence is A, B or C.")
    try:
        checked = as_date(doc.get("checked_on"))
    except ValueError:
        yield _fault("", 0, "核对日期不是日期。", "The day it was checked is not a date.")
        checked = None
    if checked and checked > known.today:
        yield _fault("", 0, "核对日期还没到。", "The day it was checked has not come yet.")
    yield from _privacy_faults("", 0, doc, ("title", "lead"), known)


def _source_faults(step: str, number: int, doc: Doc, known: Known) -> Iterator[Fault]:
    """A source must be a known one, and a weak one is said to be weak. A step without its own has the guide's."""
    name = doc.get("source")
    if name and name not in known.sources:
        yield _fault(step, number, f"来源“{name}”不在来源表里。", f"The source “{name}” is not in the list.")
    has = bool(doc.get("label_zh")), bool(doc.get("label_en"))
    if name and doc.get("confidence") == "C" and not all(has):
        zh, en = "可信度 C 必须写给读者看的标签，中英文都要。", "Confidence C needs a label in both languages."
        yield _fault(step, number, zh, en)
    elif has[0] != has[1]:
        yield _fault(step, number, "标签缺一种语言。", "The label is missing in one language.")


def _step_faults(number: int, step: Doc, known: Known) -> Iterator[Fault]:
    slug = str(step.get("slug", ""))
    yield from _source_faults(slug, number, step, known)
    yield from _privacy_faults(slug, number, step, ("title", "text", "caption", "stuck"), known)
    if picture := step.get("picture"):
        yield from _picture_faults(slug, number, picture, known)


def _picture_faults(slug: str, number: int, picture: Doc, known: Known) -> Iterator[Fault]:
    yield from _privacy_faults(slug, number, picture, ("alt",), known)
    yield from _screenshot_faults(slug, number, picture, known.screenshots)
    if picture.get("kind") == "screenshot" and _is_called_drawn(picture):
        zh = "替代文字还是示意图的，截图要写它自己的，中英文都要。"
        en = "The alt text is still that of the sketch: a screenshot needs its own, in both languages."
        yield _fault(slug, number, zh, en)
    for kind, words in private_words(" ".join(_texts_in(picture.get("screen"))), known.hotlines):
        yield _private(slug, number, kind, words)
    marks = marks_in_numbers(picture)
    for place, mark in enumerate(marks, 1):
        if mark["kind"] != "box" and not (mark["alt_zh"] and mark["alt_en"]) and not _is_explained(mark, marks):
            zh = f"标注 {place} 没有指着写了替代文字的框，它自己要有替代文字，中英文都要。"
            en = f"Mark {place} points at no box with alt text: it needs its own, in both languages."
            yield _fault(slug, number, zh, en)
        yield from _privacy_faults(slug, number, mark, ("alt",), known)


def _is_called_drawn(picture: Doc) -> bool:
    alts = {language: str(picture.get(f"alt_{language}") or "").strip().lower() for language in DRAWN}
    return any(alt.startswith(DRAWN[language]) for language, alt in alts.items())


def _is_explained(mark: Doc, marks: list[dict[str, Any]]) -> bool:
    """True for an arrow or a number that stands at a box with its own words: it says nothing more."""
    tip = (mark["x2"], mark["y2"]) if mark["kind"] == "arrow" else (mark["x"], mark["y"])
    boxes = (one for one in marks if one["kind"] == "box" and one["alt_zh"] and one["alt_en"])
    return any(_near(tip, box) for box in boxes)


def _near(tip: tuple[float, float], box: Doc, room: float = 60) -> bool:
    across = box["x"] - room <= tip[0] <= box["x"] + box["w"] + room
    return bool(across and box["y"] - room <= tip[1] <= box["y"] + box["h"] + room)


def _privacy_faults(step: str, number: int, doc: Doc, names: tuple[str, ...], known: Known) -> Iterator[Fault]:
    for name in names:
        for language in ("zh", "en"):
            for kind, words in private_words(str(doc.get(f"{name}_{language}") or ""), known.hotlines):
                yield _private(step, number, kind, words)


def _private(step: str, number: int, kind: str, words: str) -> Fault:
    said = FOUND[kind]
    return _fault(step, number, f"里面有{said.zh}：{words}。", f"It contains {said.en}: {words}.")


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts_in(each)
