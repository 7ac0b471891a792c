"""A schematic screen: rows in, drawing out. Nothing here has coordinates an editor must know.

Each row is as high as the longer language needs, so a mark sits right in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from guides.domain.drawing import WIDTH, Area, Drawing, Label, Rect, Shape, Stroke
from guides.domain.line_breaks import text_width, wrapped
from guides.domain.screen_names import beside, stacked
from guides.domain.words import Words

EDGE, INNER, GAP = 12.0, 336.0, 14.0
RIGHT = EDGE + INNER
LOWEST, HIGHEST = 80.0, 900.0
GROUND, PAPER, HEADER, TILE, LINE = "#F1F1F1", "#FFFFFF", "#F7F7F7", "#DCE3E0", "#BBBBBB"
INK, TEXT, FAINT, MAIN, OWN = "#222222", "#333333", "#636363", "#B4441A", "#D5EBDD"

Row = Mapping[str, Any]
# Height, shapes at y = 0, areas by item ("" is the row itself).
Drawn = tuple[float, list[Shape], dict[str, Area]]


def draw(screen: Mapping[str, Any]) -> Drawing:
    """Return the screen drawn from the top. KeyError for a kind of row there is not (`guide_faults` says so first)."""
    rows = list(screen.get("rows", ()))
    if screen.get("title_zh") and not (rows and rows[0]["kind"] == "bar"):
        rows.insert(0, {"kind": "bar", "title_zh": screen["title_zh"], "title_en": screen.get("title_en", "")})
    y, shapes, areas, seen = 0.0, [], {}, Counter[str]()
    last = ""
    for row in rows:
        kind = row["kind"]
        y += _gap(last, kind)
        height, drawn, items = ROWS[kind](row)
        shapes += [_moved(shape, y) for shape in drawn]
        for item, area in items.items():
            name = f"{kind}.{seen[kind]}.{item}" if item else f"{kind}.{seen[kind]}"
            areas[name] = Area(area.x, area.y + y, area.w, area.h)
        seen[kind] += 1
        y, last = y + height, kind
    height = float(screen.get("height") or min(max(y + EDGE, LOWEST), HIGHEST))
    ground = Rect(0, 0, WIDTH, height, GROUND)
    return Drawing(height, (ground, *shapes), areas)


def pair(value: Any) -> Words:
    """Return [zh, en] as words; nothing is two empty texts."""
    return Words(str(value[0]), str(value[1])) if value else Words()


def _gap(last: str, kind: str) -> float:
    if not last or kind == "bar" or "space" in (last, kind) or (last, kind) == ("bar", "tabs"):
        return 0.0
    return 1.0 if last == kind == "row" else GAP


def _moved(shape: Shape, by: float) -> Shape:
    if isinstance(shape, Rect):
        return Rect(shape.x, shape.y + by, shape.w, shape.h, shape.fill, shape.r, shape.stroke)
    if isinstance(shape, Label):
        return Label(shape.x, shape.y + by, shape.size, shape.text, shape.fill, shape.anchor, shape.bold)
    return Stroke(tuple((x, y + by) for x, y in shape.points), shape.colour, shape.width)


def _lines(words: Words, size: float, width: float) -> list[Words]:
    """Return the words line by line, as many lines as the longer language takes."""
    zh, en = wrapped(words.zh, size, width), wrapped(words.en, size, width)
    return [
        Words(zh[at] if at < len(zh) else "", en[at] if at < len(en) else "") for at in range(max(len(zh), len(en)))
    ]


def _bar(row: Row) -> Drawn:
    title = Words(row["title_zh"], row.get("title_en", ""))
    lines = _lines(title, 15, 250)
    height = 44.0 + 19 * (len(lines) - 1 if lines else 0)
    middle = height / 2
    shapes: list[Shape] = [Rect(0, 0, WIDTH, height, HEADER)]
    shapes.append(Stroke(((22, middle - 7), (15, middle), (22, middle + 7)), "#444444"))
    labels = [Label(180, 27 + 19 * at, 15, line, INK, "middle", True) for at, line in enumerate(lines)]
    shapes += stacked(title, 250, middle, labels)
    return height, shapes, {"": Area(0, 0, WIDTH, height), "back": Area(6, middle - 16, 28, 32)}


def _tabs(row: Row) -> Drawn:
    items = [Words(zh, en) for zh, en in zip(row["items_zh"], row["items_en"], strict=True)]
    each, on = INNER / len(items), row.get("on", 0)
    texts = [_lines(item, 13, each - 6) for item in items]
    height = 24.0 + 17 * max(len(lines) for lines in texts)
    shapes: list[Shape] = []
    areas = {"": Area(EDGE, 2, INNER, height - 4)}
    for at, lines in enumerate(texts):
        centre = EDGE + each * (at + 0.5)
        fill, bold = (INK, True) if at == on else (FAINT, False)
        labels = [Label(centre, 25 + 17 * number, 13, line, fill, "middle", bold) for number, line in enumerate(lines)]
        shapes += stacked(items[at], each - 6, height / 2, labels)
        areas[str(at)] = Area(centre - each / 2, 4, each, height - 8)
    return height, shapes, areas


def _card(row: Row) -> Drawn:
    thumb, title, side = bool(row.get("thumb")), pair(row.get("title")), beside(pair(row.get("side")))
    size, step = (12.0, 18.0) if thumb else (15.0, 21.0)
    side_width = max(text_width(side.zh, 12), text_width(side.en, 12))
    heads = _lines(title, size, INNER - 24 - (side_width + 10 if side_width else 0))
    y = 10.0
    body: list[Shape] = [
        Label(24, y + step * at + size, size, line, FAINT if thumb else INK, "start", not thumb)
        for at, line in enumerate(heads)
    ]
    if side_width:
        body.append(Label(336, y + 12, 12, side, "#A03A2B", "end"))
    y += step * max(len(heads), 1 if side_width else 0) + (4 if heads or side_width else 2)
    left = 90.0 if thumb else 24.0
    top, texts = y, [line for each in row.get("lines", ()) for line in _lines(pair(each), 13, 336 - left)]
    for at, line in enumerate(texts):
        price = line.zh.startswith("¥")
        body.append(Label(left, top + 16 + 21 * at, 13, line, INK if price or at == 0 else FAINT, "start", price))
    y += max(21.0 * len(texts), 54.0 if thumb else 0.0) + 10
    shapes: list[Shape] = [Rect(EDGE, 0, INNER, y, PAPER, 8)]
    areas = {"": Area(EDGE, 0, INNER, y)}
    if thumb:
        shapes.append(Rect(24, top, 54, 54, TILE, 8))
        areas["thumb"] = Area(24, top, 54, 54)
    if side_width:
        areas["side"] = Area(336 - side_width, 8, side_width, 18)
    return y, [*shapes, *body], areas


def _row(row: Row) -> Drawn:
    text, value = pair(row["text"]), pair(row.get("value"))
    room = 178 if value.zh else 290
    lefts = _lines(text, 13, room)
    rights = _lines(value, 13, 112)
    height = 22.0 + 19 * max(len(lefts), len(rights), 1)
    shapes: list[Shape] = [Rect(EDGE, 0, INNER, height, PAPER, 8)]
    labels = [Label(24, 26 + 19 * at, 13, line, TEXT) for at, line in enumerate(lefts)]
    values = [Label(322, 26 + 19 * at, 13, line, FAINT, "end") for at, line in enumerate(rights)]
    shapes += [*stacked(text, room, height / 2, labels), *stacked(value, 112, height / 2, values)]
    shapes.append(Stroke(((331, height / 2 - 5), (336, height / 2), (331, height / 2 + 5)), LINE, 1.5))
    return height, shapes, {"": Area(EDGE, 0, INNER, height)}


def _buttons(row: Row) -> Drawn:
    items, main = [pair(each) for each in row["items"]], row.get("main", -1)
    each = (INNER - GAP * (len(items) - 1)) / len(items)
    texts = [_lines(item, 13, each - 16) for item in items]
    height = 22.0 + 18 * max(len(lines) for lines in texts)
    shapes: list[Shape] = []
    areas = {"": Area(EDGE, 0, INNER, height)}
    for at, lines in enumerate(texts):
        x, filled = EDGE + at * (each + GAP), at == main
        shapes.append(Rect(x, 0, each, height, MAIN if filled else PAPER, 20, "" if filled else LINE))
        top = (height - 18 * len(lines)) / 2 + 13.5
        ink, middle = PAPER if filled else TEXT, x + each / 2
        labels = [
            Label(middle, top + 18 * number, 13, line, ink, "middle", filled) for number, line in enumerate(lines)
        ]
        shapes += stacked(items[at], each - 16, height / 2, labels)
        areas[str(at)] = Area(x, 0, each, height)
    return height, shapes, areas


def _bubble(row: Row) -> Drawn:
    own, lines = row["side"] == "right", _lines(pair(row["text"]), 13, 214)
    width = max((text_width(text, 13) for line in lines for text in line), default=0.0) + 24
    height = 16.0 + 20 * len(lines)
    x = 308 - width if own else 52.0
    shapes: list[Shape] = [Rect(316 if own else 12, 0, 32, 32, "#C9D6CF" if own else TILE, 16)]
    shapes.append(Rect(x, 0, width, height, OWN if own else PAPER, 10))
    shapes += [Label(x + 12, 22 + 20 * at, 13, line, TEXT) for at, line in enumerate(lines)]
    return max(height, 32.0), shapes, {"": Area(x, 0, width, height)}


def _field(row: Row) -> Drawn:
    labels, texts = _lines(beside(pair(row.get("label"))), 12, 312), _lines(pair(row.get("text")), 13, 312)
    top = 10.0 + 18 * len(labels)
    height = top + 20 * max(len(texts), int(row.get("lines", 1))) + 10
    shapes: list[Shape] = [Rect(EDGE, 0, INNER, height, PAPER, 8, LINE)]
    shapes += [Label(24, 23 + 18 * at, 12, line, FAINT) for at, line in enumerate(labels)]
    shapes += [Label(24, top + 15 + 20 * at, 13, line, TEXT) for at, line in enumerate(texts)]
    text = Area(EDGE + 4, top - 2, INNER - 8, height - top - 4)
    return height, shapes, {"": Area(EDGE, 0, INNER, height), "text": text}


def _uploads(row: Row) -> Drawn:
    labels, count = _lines(beside(pair(row.get("label"))), 13, 312), int(row.get("count", 2))
    top = 10.0 + 20 * len(labels)
    height = top + 46 + 12
    shapes: list[Shape] = [Rect(EDGE, 0, INNER, height, PAPER, 8)]
    shapes += [Label(24, 24 + 20 * at, 13, line, TEXT, "start", True) for at, line in enumerate(labels)]
    areas = {"": Area(EDGE, 0, INNER, height)}
    for at in range(count):
        areas[str(at)] = Area(24 + 54 * at, top, 46, 46)
        shapes.append(Rect(24 + 54 * at, top, 46, 46, TILE, 6))
    x = 24 + 54 * count
    areas["add"] = Area(x, top, 46, 46)
    shapes.append(Rect(x, top, 46, 46, PAPER, 6, LINE))
    shapes.append(Stroke(((x + 23, top + 14), (x + 23, top + 32)), FAINT))
    shapes.append(Stroke(((x + 14, top + 23), (x + 32, top + 23)), FAINT))
    return height, shapes, areas


def _note(row: Row) -> Drawn:
    lines = _lines(pair(row["text"]), 12, 312)
    height = 4.0 + 18 * len(lines)
    shapes: list[Shape] = [Label(24, 14 + 18 * at, 12, line, FAINT) for at, line in enumerate(lines)]
    return height, shapes, {"": Area(EDGE, 0, INNER, height)}


def _space(row: Row) -> Drawn:
    return float(row.get("height", 12)), [], {}


ROWS: Mapping[str, Callable[[Row], Drawn]] = {
    "bar": _bar,
    "tabs": _tabs,
    "card": _card,
    "row": _row,
    "buttons": _buttons,
    "bubble": _bubble,
    "field": _field,
    "uploads": _uploads,
    "note": _note,
    "space": _space,
}
