"""What must be true of a guide before anybody reads it. Faults are sentences an editor understands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guides.domain.private_words import private_words
from guides.domain.sources import as_date
from guides.domain.words import Words

Doc = Mapping[str, Any]
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KINDS = ("steps", "article", "playbook")
TIERS = ("", "merchant", "platform", "regulator")
MARK_KINDS = ("box", "arrow", "number")
LETTERS = ("T1", "T2", "T3", "T5", "T6", "T7", "T8", "T8b", "T9", "T10", "T11", "T12", "T13", "T14")
EXHIBITS = (
    *("chat", "order", "payment", "logistics", "goods", "video", "page"),
    *("licence", "report", "refusal", "notice", "call", "other"),
)
FOUND = {
    "id_card": Words("身份证号", "an identity card number"),
    "mobile": Words("手机号", "a mobile number"),
    "order": Words("像订单号的长数字", "a long number like an order number"),
    "phone": Words("没有登记的电话", "a phone number that is not a known hotline"),
    "mail": Words("邮箱地址", "an e-mail address"),
    "name": Words("人名", "a person's name"),
}
FIELDS = {
    "title": Words("标题", "Title"),
    "lead": Words("开头的话", "Opening words"),
    "text": Words("正文", "Text"),
    "caption": Words("图下说明", "Caption"),
    "stuck": Words("“找不到？”", "“Cannot find it?”"),
    "alt": Words("替代文字", "Alt text"),
    "label": Words("标签", "Label"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """`step` is the slug of the step at fault, "" for the guide itself; `field` the input to change."""

    step: str
    field: str
    words: Words


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks compare with. `screenshots` maps an uploaded picture's number to whether it was confirmed."""

    today: date
    sources: Mapping[str, Mapping[str, Any]]
    hotlines: Collection[str] = ()
    screenshots: Mapping[int, bool] = field(default_factory=dict)


def publishing_faults(doc: Doc, known: Known) -> tuple[Fault, ...]:
    """Return everything that stands against publishing, none when it may be published."""
    steps = doc.get("steps") or []
    faults = [*_head_faults(doc, known)]
    if not steps:
        faults.append(Fault("", "steps", Words("至少要有一步。", "A guide needs at least one step.")))
    for slug, count in Counter(step.get("slug") for step in steps).items():
        if count > 1 or not SLUG.fullmatch(slug or ""):
            words = Words(f"步骤代号“{slug}”重复或写法不对。", f"The step name “{slug}” is used twice or not allowed.")
            faults.append(Fault(slug or "", "slug", words))
    for number, step in enumerate(steps, 1):
        faults += _step_faults(number, step, known)
    return tuple(faults)


def _head_faults(doc: Doc, known: Known) -> Iterator[Fault]:
    yield from _pair_faults("", "", doc, {"title": True, "lead": False, "label": False})
    if doc.get("kind") not in KINDS or (doc.get("tier") or "") not in TIERS:
        yield Fault("", "kind", Words("类型或级别不对。", "The kind or the tier is not one of the known ones."))
    yield from _source_faults("", "", doc, known)
    if not doc.get("source"):
        yield Fault("", "source", Words("没有写来源。", "No source is given."))
    if doc.get("confidence") not in (None, "", "A", "B", "C"):
        yield Fault("", "confidence", Words("可信度只能是 A、B 或 C。", "Confidence is A, B or C."))
    if doc.get("confidence") == "C" and not (doc.get("label_zh") and doc.get("label_en")):
        words = Words("可信度 C 必须写给读者看的标签，中英文都要。", "Confidence C needs a label in both languages.")
        yield Fault("", "label", words)
    try:
        checked = as_date(doc.get("checked_on"))
    except ValueError:
        checked = None
    if checked is None:
        yield Fault("", "checked_on", Words("没有核对日期。", "No date says when this was checked."))
    elif checked > known.today:
        yield Fault("", "checked_on", Words("核对日期还没到。", "The day it was checked has not come yet."))
    yield from _privacy_faults("", "", doc, ("title", "lead"), known)


def _source_faults(step: str, prefix: str, doc: Doc, known: Known) -> Iterator[Fault]:
    for name in filter(None, (doc.get("source"), *(each.get("source") for each in doc.get("also") or ()))):
        if name not in known.sources:
            words = Words(f"{prefix}来源“{name}”不在来源表里。", f"{prefix}The source “{name}” is not in the list.")
            yield Fault(step, "source", words)


def _step_faults(number: int, step: Doc, known: Known) -> Iterator[Fault]:
    slug, prefix = step.get("slug") or "", Words(f"第 {number} 步：", f"Step {number}: ")
    picture = step.get("picture") or {}
    needed = {"title": True, "text": True, "caption": bool(picture), "stuck": False}
    yield from _pair_faults(slug, prefix, step, needed)
    yield from _source_faults(slug, "", step, known)
    if step.get("paste") and step["paste"] not in LETTERS:
        yield Fault(slug, "paste", _after(prefix, "没有这种要贴的话。", "There is no such letter to paste."))
    if set(step.get("attach") or ()) - set(EXHIBITS):
        yield Fault(slug, "attach", _after(prefix, "没有这种证据。", "There is no such kind of exhibit."))
    yield from _privacy_faults(slug, prefix, step, ("title", "text", "caption", "stuck"), known)
    if picture:
        yield from _picture_faults(slug, prefix, picture, known)


def _picture_faults(slug: str, prefix: Words, picture: Doc, known: Known) -> Iterator[Fault]:
    yield from _pair_faults(slug, prefix, picture, {"alt": True})
    yield from _privacy_faults(slug, prefix, picture, ("alt",), known)
    if picture.get("kind") == "screenshot":
        confirmed = known.screenshots.get(picture.get("screenshot") or 0)
        if confirmed is None:
            yield Fault(slug, "picture", _after(prefix, "还没有上传截图。", "No screenshot was uploaded."))
        elif not confirmed:
            zh, en = (
                "还没有确认截图里没有个人信息。",
                "Nobody confirmed that the screenshot shows no personal data.",
            )
            yield Fault(slug, "picture", _after(prefix, zh, en))
    else:
        for kind, words in private_words(" ".join(_texts_in(picture.get("screen"))), known.hotlines):
            yield _private(slug, "rows", prefix, kind, words)
    marks = picture.get("marks") or []
    for place, mark in enumerate(marks, 1):
        yield from _mark_faults(slug, prefix, place, mark, marks, known)


def _mark_faults(slug: str, prefix: Words, place: int, mark: Doc, marks: list[Doc], known: Known) -> Iterator[Fault]:
    if mark.get("kind") not in MARK_KINDS:
        yield Fault(slug, "marks", _after(prefix, f"标注 {place} 的类型不对。", f"Mark {place} is of no known kind."))
        return
    if not is_within(mark):
        yield Fault(
            slug, "marks", _after(prefix, f"标注 {place} 不在图里。", f"Mark {place} lies outside the picture.")
        )
    if not (mark.get("alt_zh") and mark.get("alt_en")) and not _is_explained(mark, marks):
        zh = f"标注 {place} 没有替代文字，中英文都要写。"
        yield Fault(slug, "marks", _after(prefix, zh, f"Mark {place} has no alt text; write it in both languages."))
    yield from _privacy_faults(slug, prefix, mark, ("alt",), known)


def is_within(mark: Doc) -> bool:
    """True when the mark lies in the picture and a box has an area. One that names a target is placed by the drawer."""
    if mark.get("target"):
        return True
    spots = [mark.get("x"), mark.get("y")]
    if mark["kind"] == "box":
        spots += [(mark.get("x") or 0) + (mark.get("w") or 0), (mark.get("y") or 0) + (mark.get("h") or 0)]
        if not (mark.get("w") or 0) > 0 or not (mark.get("h") or 0) > 0:
            return False
    if mark["kind"] == "arrow":
        spots += [mark.get("x2"), mark.get("y2")]
    return all(spot is not None and 0 <= spot <= 1000 for spot in spots)


def _is_explained(mark: Doc, marks: list[Doc]) -> bool:
    """True for an arrow or a number that points at a box with its own words: it says nothing more."""
    if mark["kind"] == "box":
        return False
    boxes = [one for one in marks if one.get("kind") == "box" and one.get("alt_zh") and one.get("alt_en")]
    if mark.get("target"):
        return bool(boxes)
    tip = (mark.get("x2"), mark.get("y2")) if mark["kind"] == "arrow" else (mark.get("x"), mark.get("y"))
    return any(_near(tip, box) for box in boxes)


def _near(tip: tuple[Any, Any], box: Doc, room: float = 60) -> bool:
    if box.get("target"):
        return True
    if None in tip or None in (box.get("x"), box.get("y"), box.get("w"), box.get("h")):
        return False
    across = box["x"] - room <= tip[0] <= box["x"] + box["w"] + room
    return bool(across and box["y"] - room <= tip[1] <= box["y"] + box["h"] + room)


def _pair_faults(step: str, prefix: Words | str, doc: Doc, needed: Mapping[str, bool]) -> Iterator[Fault]:
    """Each of these in both languages; the optional ones in both or in none."""
    for name, must in needed.items():
        zh, en = (str(doc.get(f"{name}_{language}") or "").strip() for language in ("zh", "en"))
        if (zh and en) or (not must and not zh and not en):
            continue
        lacking = Words("中文和英文", "in both languages") if not zh and not en else Words("中文", "in Chinese")
        if zh:
            lacking = Words("英文", "in English")
        called = FIELDS[name]
        said = _after(prefix, f"“{called.zh.strip('“”')}”缺{lacking.zh}。", f"{called.en} is missing {lacking.en}.")
        yield Fault(step, name, said)


def _privacy_faults(step: str, prefix: Words | str, doc: Doc, names: tuple[str, ...], known: Known) -> Iterator[Fault]:
    for name in names:
        for language in ("zh", "en"):
            for kind, words in private_words(str(doc.get(f"{name}_{language}") or ""), known.hotlines):
                yield _private(step, name, prefix, kind, words)


def _private(step: str, name: str, prefix: Words | str, kind: str, words: str) -> Fault:
    said = FOUND[kind]
    return Fault(step, name, _after(prefix, f"里面有{said.zh}：{words}。", f"It contains {said.en}: {words}."))


def _after(prefix: Words | str, zh: str, en: str) -> Words:
    return Words(f"{prefix.zh}{zh}", f"{prefix.en}{en}") if isinstance(prefix, Words) else Words(zh, en)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts_in(each)
