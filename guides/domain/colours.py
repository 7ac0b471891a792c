"""Colours as #rrggbb: how well one reads on another, and what to change when it does not."""

from __future__ import annotations

import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")
# WCAG 2.2: text, and large text or the parts of a picture that carry meaning.
TEXT, LARGE = 4.5, 3.0
DARK, LIGHT = "#161816", "#FFFFFF"


def is_colour(text: str) -> bool:
    return HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def ink_on(ground: str) -> str:
    """Return what text on this ground is set in: the better of near-black and white, pure black where those fail."""
    best = max((DARK, LIGHT), key=lambda ink: contrast(ink, ground))
    return best if contrast(best, ground) >= TEXT else max(("#000000", LIGHT), key=lambda ink: contrast(ink, ground))


def mixed(one: str, other: str, share: float) -> str:
    """Return `share` of the first colour in the second."""
    return "#" + "".join(
        f"{round(a * share + b * (1 - share)):02X}" for a, b in zip(_rgb(one), _rgb(other), strict=True)
    )


def softer_ink(ground: str) -> str:
    """Return the faintest grey of the ground's ink that small text may still have."""
    ink = ink_on(ground)
    for share in (0.7, 0.8, 0.9):
        soft = mixed(ink, ground, share)
        if contrast(soft, ground) >= TEXT:
            return soft
    return ink


def readable(colour: str, ground: str, least: float = LARGE) -> str:
    """Return the colour, moved towards the ground's ink until it stands out from the ground by `least`."""
    ink = ink_on(ground)
    for step in range(21):
        moved = mixed(ink, colour, step / 20)
        if contrast(moved, ground) >= least:
            return moved
    return ink


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _rgb(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
