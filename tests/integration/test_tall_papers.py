"""A chat saved as one endless page is read like a long screenshot: wide enough, and cut for print between its lines."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from cases.adapters.darkroom import client
from cases.adapters.darkroom.burn import RED
from cases.services.pack_plates import Picked, pages_words
from tests.dossiers import shows
from tests.exhibits import tiff
from tests.papers import column

TALL = {"a long page": ((595, 8000), 1080, 1080), "an endless page": ((390, 25_000), 400, 490)}


def asked(content: bytes, folder: Path, kind: str = "application/pdf", **options: object) -> dict:
    (folder / "original").write_bytes(content)
    (folder / "seen").mkdir()
    got = client.develop(folder / "original", kind, folder / "seen", **options)
    assert got["ok"], got
    return got


def in_dossier(content: bytes, folder: Path, kind: str = "application/pdf", **options: object) -> dict:
    (folder / "original").write_bytes(content)
    (folder / "dossier").mkdir()
    got = client.plates(folder / "original", kind, folder / "dossier", **options)
    assert got["ok"], got
    return got


def quiet_above(made: list[dict]) -> list[bool]:
    """Return of each picture after the first whether its first row is the white between two lines."""
    found = []
    for one in made[1:]:
        with Image.open(one["path"]) as image:
            found.append(image.convert("L").crop((0, 0, image.width, 1)).getextrema()[0] > 200)
    return found


@pytest.mark.parametrize("name", TALL)
def test_it_shows_a_tall_page_wide_enough_and_prints_it_in_slices(name, tmp_path):
    size, seen, printed = TALL[name]
    made = asked(column(size), tmp_path)["made"]
    assert made["screen"]["width"] >= seen
    slices = [one for variant, one in made.items() if variant.startswith("slice-")]
    assert min(one["width"] for one in slices) >= printed
    assert max(one["height"] / one["width"] for one in slices) < 1.5
    assert all(above["top"] + above["height"] == below["top"] for above, below in pairwise(slices))
    assert all(quiet_above(slices))


@pytest.mark.parametrize("name", TALL)
def test_it_puts_a_tall_page_on_as_many_pages_of_the_dossier_as_it_needs(name, tmp_path):
    size, _seen, printed = TALL[name]
    mark = {"kind": "box", "x": 100, "y": 985, "w": 600, "h": 8}
    got = in_dossier(column(size), tmp_path, marks=[mark])
    plates = got["plates"]
    assert got["drawn"] == 1
    assert len(plates) >= size[1] / size[0] / 1.5
    assert min(one["width"] for one in plates) >= min(printed, 850)
    assert all(quiet_above(plates))
    reds = [shows(Path(one["path"]).read_bytes(), RED) for one in plates]
    assert (any(reds[-2:]), any(reds[:-2])) == (True, False)


def test_it_counts_pages_not_plates(tmp_path):
    got = in_dossier(column((595, 8000), (595, 842)), tmp_path)
    assert got["drawn"] == 2
    assert len(got["plates"]) > 10
    one = Picked(1, "page", "application/pdf", pages=2)
    assert pages_words(one, got["drawn"]) == ""


def test_it_covers_a_tall_page_as_sharp_as_it_shows_it(tmp_path):
    cover = [0.0, 0.0, 1000.0, 500.0]
    made = asked(column((595, 8000), (595, 6000)), tmp_path, covers=[[*cover, 1], [*cover, 2]])["made"]
    assert made["covered"]["width"] == made["page-2"]["width"] == made["screen-2"]["width"] == 1080
    for variant in ("covered", "page-2", "slice-1"):
        with Image.open(made[variant]["path"]) as image:
            assert max(high for _, high in image.convert("RGB").crop((0, 0, 1080, 1000)).getextrema()) < 60
    with Image.open(made["screen-2"]["path"]) as image:
        assert image.convert("L").crop((0, 0, 1080, 1000)).getextrema()[1] > 200
    assert "covered-pdf" in made


def test_it_shows_a_long_page_of_a_tiff_so_too(tmp_path):
    out = io.BytesIO()
    Image.new("L", (1080, 9000), 255).save(out, "PNG")
    pages = tiff(out.getvalue(), out.getvalue(), compression="tiff_adobe_deflate")
    made = asked(pages, tmp_path, "image/tiff")["made"]
    assert (made["screen"]["width"], made["page-2"]["width"]) == (1080, 1080)
    assert "slice-2" in made
    got = in_dossier(pages, tmp_path, "image/tiff")
    assert (got["drawn"], got["held"]) == (2, [1, 2])
    assert len(got["plates"]) > 10
