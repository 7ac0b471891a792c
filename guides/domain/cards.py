"""A merchant's picture cards: what each shows, and its words with the shop's own filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guides.domain.clauses import filled, joined
from guides.domain.colours import ink_on, is_colour, softer_ink
from guides.domain.faults import Fault
from guides.domain.sources import Source
from guides.domain.words import Words

LAYOUTS = ("entry", "flow", "describe")
ROW_KINDS = ("bar", "tabs", "card", "row", "buttons", "bubble", "field", "uploads", "note")
PRESS = re.compile(r"(?P<kind>[a-z]+)\.(?P<index>\d+)(\.(?P<item>\d+))?")
MAIN, PAPER = "#1B5A4B", "#FFFDF8"


@dataclass(frozen=True, slots=True)
class Frame:
    """One step: a title, clauses of text, and a schematic screen with the one thing to press."""

    title: str
    text: tuple[str, ...]
    alt: Words
    rows: tuple[Mapping[str, Any], ...]
    press: str

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Frame:
        return cls(
            title=content.get("title", ""),
            text=tuple(content.get("text", ())),
            alt=Words(content.get("alt_zh", ""), content.get("alt_en", "")),
            rows=tuple(content.get("rows", ())),
            press=content.get("press", ""),
        )


@dataclass(frozen=True, slots=True)
class Card:
    slug: str
    layout: str
    name: Words
    about: Words
    title: str
    lead: str
    frames: tuple[Frame, ...]
    # Of the layout "describe": the chat with the model sentence.
    example: Frame | None
    # caption, path, say_title, not_title, not_text: what only some layouts have.
    words: Mapping[str, Any]
    source: Source
    # Whose picture the first frame takes over: {tier, use, step}; None for a card of its own.
    from_guide: Mapping[str, str] | None = None

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Card:
        return cls(
            slug=content["slug"],
            layout=content["layout"],
            name=Words(content["name_zh"], content["name_en"]),
            about=Words(content["about_zh"], content["about_en"]),
            title=content["title"],
            lead=content["lead"],
            frames=tuple(Frame.of(each) for each in content["frames"]),
            example=Frame.of(content["example"]) if content.get("example") else None,
            words={key: content.get(key, "") for key in ("caption", "path", "say_title", "not_title", "not_text")},
            source=Source.of(content),
            from_guide=content.get("from_guide") or None,
        )

    @property
    def pictures(self) -> tuple[Frame, ...]:
        """The frames that have a picture: where the shop's own may go, and what needs an alternative text."""
        return tuple(each for each in (*self.frames, *((self.example,) if self.example else ())) if each.rows)


@dataclass(frozen=True, slots=True)
class Own:
    """The shop's own picture: a file name, the frame it replaces (from 0) and marks, 0-1000 of width and height."""

    name: str
    frame: int
    marks: tuple[Mapping[str, float | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shop:
    """What a merchant typed. Empty texts leave their line out. `app` is the platform's name, "" for any."""

    name: str = ""
    hours: str = ""
    reply: str = ""
    review: str = ""
    app: str = ""
    main: str = MAIN
    paper: str = PAPER
    own: Own | None = field(default=None)


def sheet_data(card: Card, shop: Shop, small: str, *, long: bool) -> dict[str, Any]:
    """Return what the sheet card.typ is set from; `long` is one column with everything, else the compact picture."""
    facts = _facts(shop)
    pictures = {id(frame): number for number, frame in enumerate(card.pictures)}

    def frame_data(number: int, frame: Frame) -> dict[str, Any]:
        own = shop.own if shop.own is not None and pictures.get(id(frame)) == shop.own.frame else None
        return {
            "no": number,
            "title": frame.title,
            "text": joined(frame.text, facts),
            "alt": frame.alt.zh,
            "rows": [_row(row, facts) for row in frame.rows],
            "press": frame.press,
            "picture": own.name if own else None,
            "marks": [dict(mark) for mark in own.marks] if own else [],
        }

    foot = [("售后人工服务时间", shop.hours), ("收到后回复", f"{shop.reply}内" if shop.reply else "")]
    path = card.words["path"] or []
    return {
        "layout": card.layout,
        "columns": 1 if long else 2,
        "shop": shop.name,
        "title": card.title,
        "lead": card.lead,
        "summary": "；".join(frame.alt.zh for frame in card.pictures),
        "frames": [frame_data(number, frame) for number, frame in enumerate(card.frames, start=1)],
        "example": frame_data(0, card.example) if card.example else None,
        "foot": [[label, value] for label, value in foot if value],
        "small": small,
        **{key: card.words[key] for key in ("caption", "say_title", "not_title", "not_text")},
        "path": [filled(each, facts) for each in path],
        "colours": {
            "main": shop.main,
            "on_main": ink_on(shop.main),
            "paper": shop.paper,
            "ink": ink_on(shop.paper),
            "soft": softer_ink(shop.paper),
        },
    }


def frame_words(card: Card, shop: Shop) -> list[tuple[str, str]]:
    """Return (title, text) of every step, as the card has them: for who cannot see the picture."""
    facts = _facts(shop)
    return [(frame.title, joined(frame.text, facts)) for frame in card.frames]


def card_faults(cards: Iterable[Card]) -> Iterator[str]:
    """Return what is wrong with the shipped cards, in words an editor understands."""
    for card in cards:
        if card.layout not in LAYOUTS:
            yield Fault(f"card {card.slug}", f"layout {card.layout!r}", f"没有 {card.layout!r} 这种版式")
        if not is_colour(MAIN) or not card.pictures:
            yield Fault(f"card {card.slug}", "no picture", "没有图")
        for number, frame in enumerate(card.pictures, start=1):
            name = f"card {card.slug} picture {number}"
            if not (frame.alt.zh and frame.alt.en):
                yield Fault(name, "needs an alternative text in both languages", "要有中英文替代文字")
            unknown = {row["kind"] for row in frame.rows} - set(ROW_KINDS)
            if unknown:
                kinds = ", ".join(sorted(unknown))
                yield Fault(name, f"row kind {kinds}", f"没有这种行：{kinds}")
            if not _stands(frame):
                yield Fault(name, f"{frame.press!r} is nothing in its rows", f"行里没有 {frame.press!r}，红框无处可画")


def _stands(frame: Frame) -> bool:
    """Return whether what is to be pressed is there."""
    match = PRESS.fullmatch(frame.press)
    rows = [row for row in frame.rows if match and row["kind"] == match["kind"]]
    if not match or int(match["index"]) >= len(rows):
        return False
    return match["item"] is None or int(match["item"]) < len(rows[int(match["index"])].get("items", ()))


def _facts(shop: Shop) -> dict[str, str]:
    app = f"{shop.app} App" if shop.app else " App"
    return {"shop": shop.name or "店铺名", "app": app, "review": shop.review}


def _row(row: Mapping[str, Any], facts: Mapping[str, str]) -> dict[str, Any]:
    def said(value: Any) -> Any:
        if isinstance(value, str):
            return filled(value, facts)
        return [said(each) for each in value] if isinstance(value, list) else value

    return {key: said(value) for key, value in row.items()}
