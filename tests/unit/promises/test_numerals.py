"""Numbers as people write them."""

from __future__ import annotations

import pytest

from cases.domain.promises.numerals import number


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("24", 24, 24),
        ("零", 0, 0),
        ("两", 2, 2),
        ("俩", 2, 2),
        ("仨", 3, 3),
        ("十", 10, 10),
        ("十五", 15, 15),
        ("二十", 20, 20),
        ("廿四", 24, 24),
        ("卅", 30, 30),
        ("四十八", 48, 48),
        ("一百二十", 120, 120),
        ("一百零八", 108, 108),
        ("两三", 2, 3),
        ("三两", 2, 3),
        ("三五", 3, 5),
        ("七八", 7, 8),
        ("十七八", 17, 18),
        ("二三十", 20, 30),
    ],
)
def test_it_reads_whole_numbers_and_loose_pairs(words: str, low: int, high: int) -> None:
    assert number(words) == (low, high)


NOT_NUMBERS = ["", "一百二", "二四", "五三", "三三", "十十", "二三十五", "百", "1.5", "²", "半", "千"]


@pytest.mark.parametrize("words", NOT_NUMBERS)
def test_it_does_not_guess(words: str) -> None:
    assert number(words) is None


def test_it_reads_every_number_below_a_hundred() -> None:
    digits = "零一二三四五六七八九"
    for value in range(10, 100):
        tens, ones = divmod(value, 10)
        words = ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
        assert number(words) == (value, value)
