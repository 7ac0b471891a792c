"""Scans in two colours and pictures with a palette stay readable when they are made smaller."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from cases.adapters.darkroom import client
from cases.adapters.darkroom.burn import FONTS

SAID = "4012 3456 7890 1234 5678 "


def page(size: tuple[int, int]) -> Image.Image:
    """Return digits 32 pixels high, as a scan or a screenshot has them."""
    image = Image.new("L", size, 255)
    pen, face = ImageDraw.Draw(image), ImageFont.truetype(FONTS / "NotoSansSC-Regular.ttf", 32)
    for top in range(60, size[1] - 60, 80):
        pen.text((60, top), SAID * 4, 0, face)
    return image


SCAN, SHOT = page((2480, 3508)), page((1440, 3200))
KINDS = {
    "fax": (SCAN.convert("1", dither=Image.Dither.NONE), "TIFF", {"compression": "group4"}),
    "two colours": (SCAN.convert("1", dither=Image.Dither.NONE), "PNG", {}),
    "palette": (SHOT.convert("P"), "PNG", {}),
    "palette with alpha": (SHOT.convert("P"), "PNG", {"transparency": bytes([254] * 256)}),
    "deep grey": (SCAN.convert("I").point(lambda value: value * 256).convert("I;16"), "PNG", {}),
}


@pytest.mark.parametrize("name", KINDS)
def test_it_reads_what_is_between_the_points_when_it_makes_them_fewer(name, tmp_path):
    image, kind, options = KINDS[name]
    out = io.BytesIO()
    image.save(out, kind, **options)
    (tmp_path / "original").write_bytes(out.getvalue())
    for folder in ("seen", "careful", "dossier"):
        (tmp_path / folder).mkdir()
    asked = (tmp_path / "original", f"image/{kind.lower()}")
    seen = client.develop(*asked, tmp_path / "seen")["made"]["screen"]["path"]
    covers = [[0.0, 0.0, 1.0, 1.0]]
    careful = client.develop(*asked, tmp_path / "careful", covers, careful=True)["made"]["covered"]["path"]
    copy = client.plates(*asked, tmp_path / "dossier")["copy"]["path"]
    grey = SHOT if name.startswith("palette") else SCAN
    for place in (seen, careful, copy):
        assert _apart(Path(place), grey) < 2


def _apart(place: Path, grey: Image.Image) -> float:
    """Return how far the picture is on average from that one, made as small: about 6 where points were picked."""
    with Image.open(place) as image:
        wanted = grey.resize(image.size, Image.Resampling.LANCZOS)
        return ImageStat.Stat(ImageChops.difference(image.convert("L"), wanted)).mean[0]
