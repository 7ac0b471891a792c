"""Rectangles over the pages of a PDF: kept page by page, old ones on the first."""

from __future__ import annotations

import pytest

from cases.domain.covers import covers_fit, of_first_alone, on_page, spans, with_page

OLD = [[0, 0, 100, 100], [5, 5, 10, 10]]
KEPT = [[0, 0, 100, 100, 1], [10, 20, 30, 40, 3]]


def test_it_finds_those_of_a_page_and_old_ones_on_the_first():
    assert on_page(KEPT, 3) == [(10, 20, 30, 40)]
    assert on_page(KEPT, 2) == []
    assert on_page(OLD, 1) == [(0, 0, 100, 100), (5, 5, 10, 10)]
    assert on_page(OLD, 2) == []


def test_it_replaces_those_of_one_page_alone():
    assert with_page(KEPT, 2, [(1, 2, 3, 4)]) == [[0, 0, 100, 100, 1], [1, 2, 3, 4, 2], [10, 20, 30, 40, 3]]
    assert with_page(KEPT, 1, []) == [[10, 20, 30, 40, 3]]
    assert with_page(OLD, 2, [(1, 2, 3, 4)]) == [[0, 0, 100, 100, 1], [5, 5, 10, 10, 1], [1, 2, 3, 4, 2]]
    assert with_page([[10, 20, 30, 40, 3]], 3, []) == []


def test_it_tells_what_is_from_before_the_pages():
    assert of_first_alone(OLD)
    assert not of_first_alone(with_page(OLD, 1, on_page(OLD, 1)))
    assert not of_first_alone([])


def test_it_takes_what_was_kept():
    covers_fit(OLD)
    covers_fit(KEPT)
    covers_fit([[0, 0, 1, 1, page] for page in range(1, 100)])


@pytest.mark.parametrize(
    "said",
    [
        [[0, 0, 1, 1, 0]],
        [[0, 0, 1, 1, "2"]],
        [[0, 0, 1, 1, 2.5]],
        [[0, 0, 1, 1, True]],
        [[0, 0, 1, 1, 2, 3]],
        [[0, 0, 1]],
        [[0, 0, 0, 1, 2]],
        [[0, 0, 1, 1, 2]] * 61,
    ],
)
def test_it_refuses_what_was_never_kept(said):
    with pytest.raises((ValueError, TypeError)):
        covers_fit(said)


@pytest.mark.parametrize(("pages", "words"), [([1], "1"), ([3, 1, 2], "1–3"), ([1, 3, 4, 7], "1、3–4、7"), ([], "")])
def test_it_says_pages_in_runs(pages, words):
    assert spans(pages, "、") == words
