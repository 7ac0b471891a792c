"""What was filled into a PDF's form, and the seals put on it, are seen wherever its pages are; nothing of it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from cases.adapters.darkroom import client
from tests.papers import PATCH, cut, filled, shows_patch

INK = (24, 22, 16)
FILLED = [
    filled("field"),
    filled("seal"),
    filled("field", declared=False),
    filled("seal", declared=False),
    filled("field", script=True),
]
NAMES = ["field", "seal", "field of a torn page", "seal of a torn page", "field with scripts"]


def asked(content: bytes, folder: Path, work: str = "develop", **options: object) -> dict:
    (folder / "original").write_bytes(content)
    (folder / work).mkdir(exist_ok=True)
    made = {"develop": client.develop, "plates": client.plates}[work]
    got = made(folder / "original", "application/pdf", folder / work, **options)
    assert got["ok"], got
    return got


@pytest.mark.parametrize("content", FILLED, ids=NAMES)
def test_it_draws_what_was_filled_in_on_the_page_and_in_the_dossier(content, tmp_path):
    screen = asked(content, tmp_path)["made"]["screen"]["path"]
    plate = asked(content, tmp_path, "plates")["plates"][0]["path"]
    for place in (screen, plate):
        with Image.open(place) as image:
            assert shows_patch(image, PATCH)


def test_it_draws_what_was_filled_in_beside_a_cover_and_nothing_under_it(tmp_path):
    x, y, width, height = PATCH
    half = [x - 10, y - 10, width / 2 + 10, height + 20, 1]
    for kind in ("field", "seal"):
        made = asked(filled(kind), tmp_path, covers=[half])["made"]
        with Image.open(made["covered"]["path"]) as image:
            assert shows_patch(image, (x + width / 2 + 20, y, width / 2 - 20, height))
            assert {color for _, color in cut(image, (x, y, width / 2 - 10, height)).getcolors(1 << 16)} == {INK}


def test_it_shows_the_page_without_its_form_where_that_takes_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(client, "CPU_SECONDS", 1)
    heavy = filled("field", fields=25_000)
    (tmp_path / "original").write_bytes(heavy)
    assert client.develop(tmp_path / "original", "application/pdf", tmp_path)["reason"] in client.HEAVY
    # The worker asks so after a failure, the dossier by itself.
    assert "screen" in asked(heavy, tmp_path, careful=True)["made"]
    assert len(asked(heavy, tmp_path, "plates")["plates"]) == 1
