"""The difference of two guide documents, as an editor reads it before publishing."""

from __future__ import annotations

from copy import deepcopy

from guides.domain.drafts import with_screenshot
from guides.domain.mark_change import mark_changes
from guides.domain.revisions import difference
from guides.domain.text_change import Piece, text_pieces

BOX = {"kind": "box", "x": 511, "y": 600, "w": 440, "h": 210, "alt_zh": "“申请平台介入”按钮", "alt_en": "The button"}
ARROW = {"kind": "arrow", "x": 840, "y": 928, "x2": 772, "y2": 824}


def step(slug, **more):
    return {
        "slug": slug,
        "title_zh": f"点{slug}",
        "title_en": f"Tap {slug}",
        "text_zh": "在这里。",
        "text_en": "Here.",
    } | more


def guide(*steps, **more):
    return {"slug": "g", "title_zh": "申请平台介入", "title_en": "Step in", "steps": list(steps)} | more


def kinds(found):
    return [(one.slug, one.kind, one.moved) for one in found.steps]


def test_it_finds_nothing_between_equal_documents():
    one = guide(step("a", picture={"kind": "screen", "marks": [BOX]}), step("b"))
    assert difference(one, deepcopy(one)).is_empty


def test_it_takes_absent_empty_and_no_for_the_same():
    assert difference(guide(step("a")), guide(step("a", paste="", files=False, stuck_zh=None))).is_empty


def test_it_shows_changed_words_character_by_character_in_chinese():
    assert text_pieces("点“申请售后”按钮", "点“申请介入”按钮") == (
        Piece("same", "点“申请"),
        Piece("removed", "售后"),
        Piece("added", "介入"),
        Piece("same", "”按钮"),
    )


def test_it_shows_changed_words_whole_in_english():
    assert text_pieces("Tap the refund button", "Tap the return button") == (
        Piece("same", "Tap the "),
        Piece("removed", "refund"),
        Piece("added", "return"),
        Piece("same", " button"),
    )


def test_it_puts_the_pieces_together_to_both_texts():
    old, new = "先 打开 Taobao 3.5 版，再点一下", "再打开 Taobao 3.6 版，点两下"
    pieces = text_pieces(old, new)
    assert "".join(one.text for one in pieces if one.kind != "added") == old
    assert "".join(one.text for one in pieces if one.kind != "removed") == new


def test_it_tells_added_removed_and_changed_steps_apart():
    found = difference(
        guide(step("a"), step("b"), step("c")), guide(step("a"), step("c", text_zh="在那里。"), step("d"))
    )
    assert kinds(found) == [
        ("a", "same", False),
        ("b", "removed", False),
        ("c", "changed", False),
        ("d", "added", False),
    ]
    assert [(one.number, one.old_number) for one in found.steps] == [(1, 1), (None, 2), (2, 3), (3, None)]


def test_it_calls_moved_only_the_step_that_left_its_place():
    found = difference(guide(*map(step, "abcd")), guide(*map(step, "bcda")))
    assert kinds(found) == [("b", "same", False), ("c", "same", False), ("d", "same", False), ("a", "same", True)]
    assert not found.is_empty


def test_it_names_changed_settings_with_old_and_new():
    found = difference(guide(step("a", paste="T7"), source="SEED"), guide(step("a", paste="T8"), source="TB"))
    assert [(one.field, one.old, one.new) for one in found.values] == [("source", "SEED", "TB")]
    assert [(one.field, one.old, one.new) for one in found.steps[0].values] == [("paste", "T7", "T8")]


def test_it_draws_a_moved_mark_with_its_old_and_new_place():
    moved = BOX | {"x": 10, "y": 20}
    old = guide(step("a", picture={"kind": "screen", "screen": {"rows": []}, "marks": [BOX, ARROW]}))
    new = guide(step("a", picture={"kind": "screen", "screen": {"rows": []}, "marks": [moved, ARROW]}))
    picture = difference(old, new).steps[0].picture
    assert picture is not None
    assert not picture.redrawn
    assert [(one.kind, one.old, one.new) for one in picture.marks] == [("moved", BOX, moved), ("same", ARROW, ARROW)]


def test_it_says_when_the_picture_under_the_marks_is_another():
    old = guide(step("a", picture={"kind": "screen", "screen": {"rows": []}, "marks": [BOX]}))
    new = guide(step("a", picture={"kind": "screenshot", "screenshot": 4, "marks": [BOX]}))
    picture = difference(old, new).steps[0].picture
    assert picture is not None
    assert picture.redrawn
    assert [one.kind for one in picture.marks] == ["same"]


def test_it_matches_numbers_by_what_they_count():
    one, two = ({"kind": "number", "x": x, "y": 0, "n": n} for x, n in ((1, 1), (2, 2)))
    swapped = [two | {"x": 9}, one | {"x": 8}]
    assert [(each.old["n"], each.new["n"], each.kind) for each in mark_changes([one, two], swapped)] == [
        (2, 2, "moved"),
        (1, 1, "moved"),
    ]


def test_it_tells_added_and_removed_marks_and_new_alt_texts():
    reworded = BOX | {"alt_zh": "红框里的按钮"}
    found = mark_changes([BOX, ARROW], [reworded, {"kind": "number", "x": 1, "y": 1, "n": 1}])
    assert [(one.kind, one.reworded) for one in found] == [("same", True), ("added", False), ("removed", False)]
    assert found[-1].old == ARROW


def test_it_counts_everything_as_added_before_the_first_publication():
    found = difference({}, guide(step("a")))
    assert kinds(found) == [("a", "added", False)]
    assert {one.field for one in found.texts} == {"title"}


def test_it_calls_no_mark_moved_when_only_the_picture_was_replaced():
    rows = [{"kind": "buttons", "items": [["修改", "Change"], ["申请平台介入", "Platform steps in"]]}]
    at = {"target": "buttons.0.1", "alt_zh": "按钮", "alt_en": "The button"}
    drawn = {"kind": "screen", "screen": {"rows": rows}, "marks": [{"kind": "box", **at}, {"kind": "arrow", **at}]}
    shot = with_screenshot({"slug": "a", "picture": drawn}, 4, 600, 900)["picture"]
    tenths = [{key: round(v, 1) if isinstance(v, float) else v for key, v in one.items()} for one in shot["marks"]]
    tenths[1] |= {"x": tenths[1]["x"] + 5}
    for marks, kinds_found in ((shot["marks"], ["same", "same"]), (tenths, ["same", "moved"])):
        new = guide(step("a", picture=shot | {"marks": marks}))
        picture = difference(guide(step("a", picture=drawn)), new).steps[0].picture
        assert picture is not None
        assert picture.redrawn
        assert [one.kind for one in picture.marks] == kinds_found
