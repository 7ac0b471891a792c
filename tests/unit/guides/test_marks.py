"""Marks: inside the picture whatever one does to them, in the same place on a picture of another size."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.domain.guide import PictureView
from guides.domain.marks import FULL, Mark, UnknownTarget, inside, mark_of, nudged, resized
from guides.domain.screens import draw
from guides.domain.svg import marks_svg, picture_svg
from guides.domain.words import Words

PLACE = st.floats(0, FULL)
STEP = st.floats(-400, 400)
BOXES = st.builds(Mark, st.just("box"), PLACE, PLACE, st.floats(10, FULL), st.floats(10, FULL)).map(inside)
ARROWS = st.builds(lambda x, y, x2, y2: Mark("arrow", x, y, x2=x2, y2=y2), PLACE, PLACE, PLACE, PLACE)
NUMBERS = st.builds(lambda x, y, n: Mark("number", x, y, n=n), PLACE, PLACE, st.integers(1, 9))
MARKS = st.one_of(BOXES, ARROWS, NUMBERS)
SCREEN = draw(
    {
        "title_zh": "订单",
        "title_en": "Order",
        "rows": [
            {"kind": "card", "thumb": True, "lines": [["耳机", "Earphones"]]},
            {"kind": "buttons", "items": [["申请售后", "After-sales"], ["再买", "Again"]]},
        ],
    }
)


def is_inside(mark: Mark) -> bool:
    ends = {"box": (mark.x + mark.w, mark.y + mark.h), "arrow": (mark.x2, mark.y2)}.get(mark.kind, (0, 0))
    return all(-0.1 <= value <= FULL + 0.1 for value in (mark.x, mark.y, *ends))


@given(MARKS, STEP, STEP)
def test_it_stays_inside_when_nudged(mark: Mark, dx: float, dy: float) -> None:
    moved = nudged(mark, dx, dy)
    assert is_inside(moved)
    assert (moved.w, moved.h) == (mark.w, mark.h)


@given(MARKS, STEP, STEP)
def test_it_stays_inside_when_resized(mark: Mark, dw: float, dh: float) -> None:
    assert is_inside(resized(mark, dw, dh))


@given(st.builds(Mark, st.sampled_from(["box", "arrow", "number"]), *[st.floats(-2000, 2000)] * 6))
def test_it_is_brought_inside_from_anywhere(mark: Mark) -> None:
    assert is_inside(inside(mark))


@given(MARKS, st.integers(200, 4000), st.integers(200, 4000))
def test_it_keeps_its_relative_place_on_a_picture_of_another_size(mark: Mark, width: int, height: int) -> None:
    before = PictureView("screenshot", Words("图", "Picture"), (mark,), screenshot=1)
    after = before.sized(width, height)
    assert after.marks == before.marks
    for picture in (before, after):
        place = re.search(r'(?:x|cx)="([\d.-]+)" (?:y|cy)="([\d.-]+)"|M([\d.-]+) ([\d.-]+)', marks_svg(picture))
        assert place is not None
        x, y = (float(value) for value in place.groups() if value is not None)
        assert x == pytest.approx(mark.x / FULL * picture.width, abs=0.06)
        assert y == pytest.approx(mark.y / FULL * picture.height, abs=0.06)


@pytest.mark.parametrize("target", sorted(SCREEN.areas))
@pytest.mark.parametrize("kind", ["box", "arrow", "number"])
def test_it_finds_every_part_of_a_screen(kind: str, target: str) -> None:
    mark = mark_of({"kind": kind, "target": target, "n": 3, "alt_zh": "这里", "alt_en": "Here"}, SCREEN)
    area = SCREEN.areas[target]
    assert is_inside(mark)
    assert mark.alt == Words("这里", "Here")
    if kind == "box":
        left, top = mark.x * SCREEN.width / FULL, mark.y * SCREEN.height / FULL
        assert left <= max(area.x, 2.1)
        assert top <= max(area.y, 2.1)
    if kind == "arrow":
        tip = (mark.x2 * SCREEN.width / FULL, mark.y2 * SCREEN.height / FULL)
        assert area.grown(10, SCREEN.width, SCREEN.height).holds(*tip)


def test_it_says_which_part_is_missing() -> None:
    with pytest.raises(UnknownTarget, match=r"buttons\.7"):
        mark_of({"kind": "box", "target": "buttons.7"}, SCREEN)
    with pytest.raises(UnknownTarget):
        mark_of({"kind": "box", "target": "buttons.0"})


@given(MARKS)
def test_it_survives_the_way_through_a_document(mark: Mark) -> None:
    assert mark_of(mark.as_data()) == mark


def test_it_is_red_over_white_and_says_what_it_circles() -> None:
    box = Mark("box", 100, 100, 200, 200, alt=Words("“申请售后”按钮", "The 申请售后 <button>"))
    picture = PictureView("screenshot", Words("订单详情", "Order"), (box,), screenshot=1)
    svg = picture_svg(picture, "en", name="p1", href="/x.png?a=1&b=2")
    white, red = (svg.index(f'stroke="{each}"') for each in ('#FFFFFF" stroke-width="7', '#D02A1A" stroke-width="3.5'))
    assert white < red
    assert svg.count("<svg") == 1
    assert '<title id="p1-t">Order</title>' in svg
    assert "The 申请售后 &lt;button&gt;</desc>" in svg
    assert 'href="/x.png?a=1&amp;b=2"' in svg
    assert "style=" not in svg
    assert 'width="360" height="360"' in svg
