"""The colour tokens keep their contrast in light and dark, also where axe cannot tell (gradients)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "static" / "css" / "tokens.css").read_text()
LIGHT = CSS[: CSS.index("@media (prefers-color-scheme:dark)")]
DARK_BY_SYSTEM = CSS[CSS.index("@media (prefers-color-scheme:dark)") : CSS.index(':root[data-theme="dark"]')]
DARK_BY_CHOICE = CSS[CSS.index(':root[data-theme="dark"]') :]

TEXT = [
    (ink, ground)
    for ground in ("paper", "sheet", "sunk")
    for ink in ("ink", "ink-2", "ink-3", "qing", "zhu", "huang")
    # What the palette never puts on a track.
    if (ink, ground) not in {("huang", "sunk"), ("qing", "sunk"), ("zhu", "sunk")}
] + [("on-qing", "qing"), ("qing", "qing-tint"), ("zhu", "zhu-tint"), ("huang", "huang-tint"), ("ink", "qing-tint")]
BORDERS = [("line-2", "sheet"), ("line-2", "paper"), ("focus", "paper"), ("focus", "sheet")]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):(#[0-9A-Fa-f]{6})", block))


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("block", [LIGHT, DARK_BY_CHOICE], ids=["light", "dark"])
def test_it_keeps_text_at_4_5_and_borders_at_3(block: str) -> None:
    colours = tokens(block)
    weak = [pair for pair in TEXT if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]
    faint = [pair for pair in BORDERS if contrast(colours[pair[0]], colours[pair[1]]) < 3]

    assert not weak
    assert not faint


def test_it_is_the_same_dark_by_system_and_by_choice() -> None:
    assert tokens(DARK_BY_SYSTEM) == tokens(DARK_BY_CHOICE)


def test_it_measures_contrast_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
