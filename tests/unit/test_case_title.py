"""What a case is called: item and problem, without saying a word twice."""

from __future__ import annotations

import pytest

from cases.views.cards import run_together


@pytest.mark.parametrize(
    ("item", "problem", "title"),
    [
        ("衬衫", "袖口开线", "衬衫袖口开线"),
        ("衬衫", "衬衫袖口开线", "衬衫袖口开线"),
        ("电饭煲内胆", "内胆有一道划痕", "电饭煲内胆有一道划痕"),
        # One shared character is chance: 显示器 and 器件松动 are two things.
        ("显示器", "器件松动", "显示器器件松动"),
        ("Earbuds", "no sound", "Earbuds no sound"),
    ],
)
def test_it_says_item_and_problem_as_one_name(item, problem, title):
    assert run_together(item, problem) == title
