"""Whether two colours can be told apart, and what to change when not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.domain.colours import LARGE, TEXT, contrast, ink_on, is_colour, mixed, readable, softer_ink

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#FFFF00", "#FFFFFF", 1.07),
    ],
)
def test_it_measures_contrast_as_wcag_does(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("text", ["#1B5A4B", "#ffffff"])
def test_it_knows_a_colour(text):
    assert is_colour(text)


@pytest.mark.parametrize("text", ["", "1B5A4B", "#FFF", "#12345G", "#1234567", "red", "url(x)"])
def test_it_knows_what_is_none(text):
    assert not is_colour(text)


@given(colours)
def test_it_always_finds_an_ink_that_reads(ground):
    assert contrast(ink_on(ground), ground) >= TEXT
    assert contrast(softer_ink(ground), ground) >= TEXT


@given(colours, colours)
def test_it_moves_a_colour_until_it_stands_out_and_leaves_a_good_one(colour, ground):
    better = readable(colour, ground)
    assert contrast(better, ground) >= LARGE
    if contrast(colour, ground) >= LARGE:
        assert better == colour


def test_it_mixes():
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
