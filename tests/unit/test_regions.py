"""Where the words of a promise stand: on which page, and what a restored one may be."""

from __future__ import annotations

import pytest

from cases.domain.regions import box_of, pointed, region_fits, region_page


def test_it_lies_on_the_first_page_unless_it_says_otherwise():
    assert (region_page([]), region_page([1, 2, 3, 4]), region_page([1, 2, 3, 4, 7])) == (1, 1, 7)
    assert box_of([1, 2, 3, 4, 7]) == [1, 2, 3, 4]


def test_it_stays_where_it_is_until_another_is_drawn():
    assert pointed([1, 2, 3, 4, 2], [], 1) == [1, 2, 3, 4, 2]
    assert pointed([1, 2, 3, 4, 2], [], 2) == []
    assert pointed([1, 2, 3, 4, 2], [5, 6, 7, 8], 1) == [5, 6, 7, 8]
    assert pointed([1, 2, 3, 4], [5, 6, 7, 8], 3) == [5, 6, 7, 8, 3]


@pytest.mark.parametrize("region", [[], [0, 0, 10, 10], [0, 0, 10, 10, 2]])
def test_it_takes_a_region_that_was_kept(region):
    region_fits(region)


@pytest.mark.parametrize("region", [[1], [0, 0, 0, 0], [0, 0, 9, 9, 1], [0, 0, 9, 9, 2, 3], [0, 0, 9, 9, "2"], "no"])
def test_it_takes_no_other(region):
    with pytest.raises((ValueError, TypeError)):
        region_fits(region)
