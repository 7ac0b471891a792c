"""What of a file stands on the dossier's pages: whole pictures, long ones cut where it is quiet, PDFs page by page."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from cases.adapters.darkroom.burn import RED
from cases.adapters.darkroom.plates import plates
from tests.dossiers import long_chat, shows
from tests.exhibits import movie, pdf, picture


def looked_at(tmp_path, content: bytes, media_type: str, marks: list | None = None) -> dict:
    (tmp_path / "in").write_bytes(content)
    out = tmp_path / "out"
    out.mkdir()
    return plates({"path": str(tmp_path / "in"), "media_type": media_type, "out": str(out), "marks": marks or []})


def test_it_shows_a_picture_whole_as_a_copy_without_metadata(tmp_path):
    found = looked_at(tmp_path, picture("JPEG", (3000, 4000)), "image/jpeg")
    (plate,) = found["plates"]
    for one, side in ((found["copy"], 1900), (plate, 1280)):
        with Image.open(one["path"]) as image:
            assert max(image.size) == side
            assert image.size == (one["width"], one["height"])
            assert not image.getexif()


def test_it_cuts_a_long_one_between_its_lines_and_loses_no_row(tmp_path):
    found = looked_at(tmp_path, long_chat(), "image/png")
    assert len(found["plates"]) > 2
    assert sum(one["height"] for one in found["plates"]) == found["copy"]["height"]
    for plate in found["plates"][1:]:
        with Image.open(plate["path"]) as image:
            # The first row of every piece lies in the grey between two lines (JPEG blurs what begins below).
            assert all(abs(value - 240) < 40 for value in image.convert("L").crop((0, 0, image.width, 1)).getextrema())


def test_it_draws_marks_on_the_plates_where_they_fall_and_not_on_the_copy(tmp_path):
    mark = {"kind": "box", "x": 100, "y": 900, "w": 600, "h": 40}
    found = looked_at(tmp_path, long_chat(), "image/png", marks=[mark])
    reds = [shows(Path(one["path"]).read_bytes(), RED) for one in found["plates"]]
    assert reds[-1] or reds[-2]
    assert not any(reds[:-2])
    assert not shows(Path(found["copy"]["path"]).read_bytes(), RED)


def test_it_draws_the_marks_of_a_pdf_on_its_first_page(tmp_path):
    mark = {"kind": "box", "x": 100, "y": 100, "w": 600, "h": 400}
    found = looked_at(tmp_path, pdf(2), "application/pdf", marks=[mark])
    assert [shows(Path(one["path"]).read_bytes(), RED) for one in found["plates"]] == [True, False]


def test_it_shows_a_pdf_page_by_page(tmp_path):
    found = looked_at(tmp_path, pdf(3), "application/pdf")
    assert found["copy"] is None
    assert len(found["plates"]) == 3


def test_it_draws_nothing_of_a_film(tmp_path):
    assert looked_at(tmp_path, movie(), "video/mp4") == {"copy": None, "plates": []}
