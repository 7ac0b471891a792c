"""From a mark's fields to what is drawn: inside the picture, numbered in order, arrows from where there is room."""

from __future__ import annotations

import pytest

from guides.forms.kit_marks import marks_of


def test_it_draws_nothing_of_a_mark_that_is_not_set():
    assert list(marks_of({})) == []
    assert list(marks_of({"m1_kind": "box", "m1_x": 5.0})) == []
    assert list(marks_of({"m1_kind": "", "m1_x": 5.0, "m1_y": 5.0})) == []


def test_it_keeps_a_box_inside_the_picture_and_gives_it_a_size():
    assert list(marks_of({"m1_kind": "box", "m1_x": 900.0, "m1_y": 10.0, "m1_w": 300.0})) == [
        {"kind": "box", "x": 900.0, "y": 10.0, "w": 100.0, "h": 80}
    ]


@pytest.mark.parametrize(("x", "y", "tail"), [(100, 100, (320, 230)), (900, 900, (680, 770)), (900, 100, (680, 230))])
def test_it_points_an_arrow_from_the_roomier_side(x, y, tail):
    (mark,) = marks_of({"m2_kind": "arrow", "m2_x": x, "m2_y": y})
    assert (mark["x2"], mark["y2"]) == (x, y)
    assert (mark["x"], mark["y"]) == tail


def test_it_counts_the_numbers_alone():
    fields = {"m1_kind": "number", "m2_kind": "box", "m3_kind": "number"}
    places = {f"m{number}_{name}": 100.0 for number in (1, 2, 3) for name in "xywh"}
    assert [mark.get("n") for mark in marks_of(fields | places)] == [1, None, 2]
