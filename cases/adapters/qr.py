"""QR codes as SVG, attributes only: the page's policy allows no style."""

from __future__ import annotations

import segno


def qr_svg(text: str) -> str:
    """Return the <svg> of a QR code: black on white in both looks, so that every camera reads it."""
    code = segno.make(text, error="m", micro=False)
    made: str = code.svg_inline(
        scale=4, border=3, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )
    return made
