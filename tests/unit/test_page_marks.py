"""Marks page by page: those without a page are from when only the first could be marked, and lie there."""

from __future__ import annotations

import pytest

from cases.domain.page_marks import marked_pages, marks_in, marks_on, pages_fit, with_marks

OLD = {"kind": "number", "x": 1, "y": 2, "n": 1}
SECOND = {"kind": "number", "x": 3, "y": 4, "n": 2, "page": 2}
THIRD = {"kind": "text", "x": 5, "y": 6, "text": "原话", "page": 3}


def test_it_finds_the_marks_of_a_page_as_they_lie_over_its_picture():
    marks = [OLD, SECOND, THIRD]
    assert marks_on(marks, 1) == [OLD]
    assert marks_on(marks, 2) == [{"kind": "number", "x": 3, "y": 4, "n": 2}]
    assert marks_on(marks, 4) == []
    assert marked_pages(marks) == [1, 2, 3]


def test_it_replaces_one_page_and_leaves_the_others():
    fresh = {"kind": "number", "x": 9, "y": 9, "n": 9}
    assert with_marks([OLD, THIRD], 2, [fresh]) == [OLD, fresh | {"page": 2}, THIRD]
    assert with_marks([OLD, SECOND], 1, []) == [SECOND]
    assert with_marks([SECOND], 1, [fresh]) == [fresh, SECOND]  # no page on the first: as old ones are kept
    assert with_marks([], 1, [SECOND]) == [{"kind": "number", "x": 3, "y": 4, "n": 2}]


def test_it_moves_marks_to_where_a_copy_has_their_page():
    assert marks_in([OLD, SECOND, THIRD], [1, 3]) == [OLD, THIRD | {"page": 2}]
    assert marks_in([OLD, SECOND, THIRD], [1]) == [OLD]


@pytest.mark.parametrize("page", [0, 1, -2, 2.0, "2", True, None])
def test_it_knows_what_is_no_page(page):
    with pytest.raises(ValueError, match="no page"):
        pages_fit([SECOND | {"page": page}])


def test_it_takes_marks_with_and_without_a_page():
    pages_fit([OLD, SECOND])
