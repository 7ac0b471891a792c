"""Editing a document never changes the one it was given."""

from __future__ import annotations

from copy import deepcopy

import pytest

from guides.domain.drafts import (
    marks_in_numbers,
    marks_kept,
    screenshots_in,
    with_moved_step,
    with_new_step,
    with_schematic,
    with_screenshot,
    with_step,
    without_step,
)

SCREEN = {"rows": [{"kind": "buttons", "items": [["退", "Return"], ["换", "Swap"]]}]}
TARGET = {"kind": "box", "target": "buttons.0.1", "alt_zh": "换", "alt_en": "Swap"}
DRAWN = {"kind": "screen", "screen": SCREEN, "alt_zh": "图", "alt_en": "Picture", "marks": [TARGET]}


def doc(*slugs: str):
    return {"slug": "g", "steps": [{"slug": slug, "title_zh": slug} for slug in slugs]}


def slugs(document) -> str:
    return " ".join(step["slug"] for step in document["steps"])


@pytest.mark.parametrize(
    ("slug", "by", "order"),
    [("a", 1, "b a c"), ("c", -1, "a c b"), ("a", -1, "a b c"), ("c", 9, "a b c"), ("x", 1, "a b c")],
)
def test_it_moves_a_step_and_stops_at_the_ends(slug, by, order):
    given = doc("a", "b", "c")
    before = deepcopy(given)
    assert slugs(with_moved_step(given, slug, by)) == order
    assert given == before


def test_it_adds_a_step_under_a_free_name():
    document, name = with_new_step(doc("step-1", "step-3"), after="step-1")
    assert (name, slugs(document)) == ("step-2", "step-1 step-2 step-3")
    assert document["steps"][1]["attach"] == []


def test_it_replaces_and_removes_steps_by_name():
    assert with_step(doc("a", "b"), {"slug": "b", "title_zh": "乙"})["steps"][1]["title_zh"] == "乙"
    assert slugs(without_step(doc("a", "b"), "a")) == "b"
    with pytest.raises(KeyError):
        with_step(doc("a"), {"slug": "b"})


def test_it_turns_targets_into_numbers_and_drops_those_without_a_part():
    numbers = marks_in_numbers(DRAWN | {"marks": [TARGET, TARGET | {"target": "buttons.0.9"}]})
    assert len(numbers) == 1
    assert numbers[0]["x"] > 400
    assert numbers[0]["alt_zh"] == "换"


def test_it_keeps_words_and_marks_when_another_picture_comes():
    step = with_screenshot({"slug": "a", "picture": DRAWN}, 7, 600, 900)
    assert (step["picture"]["screenshot"], step["picture"]["alt_zh"]) == (7, "图")
    assert step["picture"]["marks"] == marks_in_numbers(DRAWN)
    assert with_schematic(step)["picture"]["marks"] == marks_in_numbers(DRAWN)
    assert screenshots_in({"steps": [step, {"slug": "b", "picture": None}]}) == {7}


def test_it_goes_on_pointing_at_a_part_while_the_mark_stays():
    typed = marks_in_numbers(DRAWN)
    assert marks_kept(DRAWN, typed) == [TARGET]
    assert marks_kept(DRAWN, [typed[0] | {"alt_zh": "点这里"}]) == [TARGET | {"alt_zh": "点这里"}]
    moved = typed[0] | {"x": 1.0}
    assert marks_kept(DRAWN, [moved]) == [moved]
    assert marks_kept(DRAWN, []) == []
