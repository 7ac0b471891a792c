"""Lines of a drawn screen: no wider than asked, nothing lost, Chinese punctuation where it may stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.domain.line_breaks import NOT_FIRST, text_width, wrapped

CHINESE = st.text(st.sampled_from("商家说不影响使用，实际左耳没有声音。附视频（一段）“申请平台介入”12 ab"), max_size=60)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, ()),
        ("商家拒绝", 100, ("商家拒绝",)),
        ("商家拒绝了", 40, ("商家拒", "绝了")),
        ("商家拒绝。", 48, ("商家拒", "绝。")),
        ("说“好”的", 40, ("说", "“好”", "的")),
        ("Ask Taobao to step in", 60, ("Ask", "Taobao to", "step in")),
        ("第一行\n第二行", 200, ("第一行", "第二行")),
        ("Supercalifragilistic", 40, ("Super", "califra", "gilistic")),
    ],
)
def test_it_breaks_where_one_would(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrapped(text, 12, width) == lines


@given(CHINESE, st.floats(40, 300))
def test_it_loses_nothing_but_blanks(text: str, width: float) -> None:
    assert "".join(wrapped(text, 13, width)).replace(" ", "") == text.replace(" ", "")


@given(CHINESE, st.floats(60, 300))
def test_it_stays_within_the_width(text: str, width: float) -> None:
    assert all(text_width(line, 13) <= width or len(line) == 1 for line in wrapped(text, 13, width))


@given(CHINESE)
def test_it_begins_no_line_with_a_closing_mark(text: str) -> None:
    # A line of thirty characters holds any run of marks that may not be broken here.
    plain = text.replace(" ", "")
    if all(plain[at] not in NOT_FIRST or plain[at - 1] not in NOT_FIRST for at in range(1, len(plain))):
        assert all(line[0] not in NOT_FIRST for line in wrapped(plain, 13, 390)[1:])
