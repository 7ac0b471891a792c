"""A covered PDF in a dossier: pictures of its pages alone, and words for every page that is not there."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

from cases.adapters import storage
from cases.adapters.darkroom.burn import RED
from cases.models import Case, Evidence, PackVariant, Rendition
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_develop import evidence_develop
from cases.services.evidence_mark import evidence_mark
from tests.case_acts import again
from tests.dossiers import SECRET_COLOUR, content_of, disputed, drawn_in, made, pages_of, shows, unpacked
from tests.exhibits import pdf, picture, receive, tiff
from tests.factories import NOW
from tests.papers import PATCH, drawn, read_out, shows_patch, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

SECRET = "13800138000"
NAME = "证据/证据01-其他.pdf"


@pytest.fixture
def case(alice) -> Case:
    return disputed(alice)


def kept(case: Case, content: bytes, name: str = f"{SECRET}.pdf") -> Evidence:
    return developed(receive(case, content, NOW, name).made[0])


def developed(row: Evidence) -> Evidence:
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


def covered(row: Evidence, page: int = 2, box: tuple = PATCH) -> Evidence:
    evidence_cover(case=again(row.case), evidence=row, covers=[box], now=NOW, page=page)
    return developed(row)


def old(row: Evidence) -> Evidence:
    """Return it as a row from before further pages could be covered: its copy is a picture of the first."""
    Evidence.objects.filter(pk=row.pk).update(covers=[[0, 0, 1000, 300]], act_at=NOW)
    developed(row)
    made_since = row.renditions.filter(variant__in=["covered-pdf", "screen-2", "screen-3"])
    storage.remove_all(list(made_since.values_list("name", flat=True)))
    made_since.delete()
    return row


def text_of(row: PackVariant) -> str:
    return "".join(pages_of(content_of(row, "pdf")))


def line_of(row: PackVariant) -> dict:
    manifest = json.loads(unpacked(row)["manifest.json"])
    return next(one for one in manifest["files"] if one.get("exhibit") == 1)


def test_it_puts_a_covered_paper_in_as_pictures_alone(case):
    covered(kept(case, written({2: SECRET}, told=SECRET)))
    row = made(case)
    assert row.left_out == []
    archive = unpacked(row)
    copy = archive[NAME]
    content, text = read_out(copy)
    assert text.strip() == ""
    for told in (SECRET.encode(), b"Title", b"Author", b"CreationDate", b"ModDate", b"Producer", b"/Font", b"/tmp"):
        assert told not in content, told
    assert [shows_patch(drawn(copy, number)) for number in (1, 2, 3)] == [False] * 3
    assert all(SECRET.encode() not in read_out(one)[0] for name, one in archive.items() if name.endswith(".pdf"))
    assert all(SECRET.encode() not in one for one in archive.values())
    assert all(SECRET not in name for name in archive)
    pictures = drawn_in(content_of(row, "pdf"))
    assert len(pictures) == 2, "two of the three pages are alike"
    assert not any(shows(one, SECRET_COLOUR) for one in pictures)
    line = line_of(row)
    assert (line["copy"], line["pages"], line["of_pages"]) == ("ours", [1, 2, 3], 3)
    assert "打码版有" not in text_of(row), "nothing is missing"


def test_it_puts_the_original_into_the_full_variant(case):
    row = covered(kept(case, written({2: SECRET})))
    full = made(case, "full")
    assert unpacked(full)[NAME] == storage.path_of(row.name).read_bytes()
    assert any(shows(one, SECRET_COLOUR) for one in drawn_in(content_of(full, "pdf")))
    assert "pages" not in line_of(full)


def test_it_shows_what_was_covered_nowhere_in_a_paper_that_is_not(case):
    """The page without covers is seen: what the others test is not true of any PDF."""
    kept(case, written({2: SECRET}))
    row = made(case)
    assert SECRET in read_out(unpacked(row)[NAME])[1]
    assert any(shows(one, SECRET_COLOUR) for one in drawn_in(content_of(row, "pdf")))


def test_it_says_which_pages_the_copy_holds(case, settings):
    settings.PDF_PAGES = 2
    covered(kept(case, written({2: SECRET}, pages=5)), page=1, box=(0, 0, 100, 100))
    row = made(case)
    words = "共5页，打码版有第1–2页，其余没有画出来，不在里面"
    text = text_of(row)
    assert f"原件{words}。" in text
    assert f"页数：{words}" in text.partition("证据清单")[2], "in the list too"
    assert f"页数：{words}" in unpacked(row)["卷宗-文字版.txt"].decode().replace(" ", "")
    line = line_of(row)
    assert (line["pages"], line["of_pages"]) == ([1, 2], 5)


def test_it_says_that_a_dossier_draws_no_more_than_twenty_pages(case):
    content = pdf(23)
    kept(case, content)
    for variant in ("covered", "full"):
        row = made(case, variant)
        text = text_of(row)
        assert "原件共23页，本册只画出前20页，完整的原件在压缩包里。" in text
        assert "页数：共23页，本册只画出前20页" in text
        assert unpacked(row)[NAME] == content


def test_it_goes_on_with_the_copy_of_an_old_one(case):
    old(kept(case, written({2: SECRET, 3: SECRET})))
    row = made(case)
    archive = unpacked(row)
    assert "证据/证据01-其他.jpg" in archive
    assert not any(SECRET.encode() in read_out(one)[0] for name, one in archive.items() if name.endswith(".pdf"))
    with Image.open(io.BytesIO(archive["证据/证据01-其他.jpg"])) as image:
        assert image.convert("RGB").getpixel((200, 100)) < (60, 60, 60)
    assert not any(shows(one, SECRET_COLOUR) for one in drawn_in(content_of(row, "pdf")))
    assert "原件共3页，打码版只有第1页，其余没有画出来，不在里面。" in text_of(row)
    assert line_of(row)["pages"] == [1]


def number(n: int) -> dict:
    return {"kind": "number", "x": 500, "y": 800, "n": n}


def red_on(image: Image.Image) -> bool:
    out = io.BytesIO()
    image.save(out, "PNG")
    return shows(out.getvalue(), RED)


def marked_plates(row: PackVariant) -> list[bool]:
    return [shows(one, RED) for one in drawn_in(content_of(row, "pdf"))]


@pytest.mark.parametrize("variant", ["covered", "full"])
def test_it_draws_marks_on_the_page_they_lie_on(case, variant):
    paper = covered(kept(case, written({1: "one", 2: SECRET, 3: "three"})))
    evidence_mark(case=again(case), evidence=paper, marks=[number(7)], now=NOW, page=2)
    row = made(case, variant)
    assert row.pack.content["exhibits"][0]["marks"] == [number(7) | {"page": 2}]
    assert marked_plates(row) == [False, True, False]
    assert not red_on(drawn(unpacked(row)[NAME], 2)), "the file in the ZIP stays without"
    evidence_mark(case=again(case), evidence=paper, marks=[number(1)], now=NOW, page=1)
    second = made(case, variant)
    assert second.pack.number == 2, "a mark on another page is another version"
    assert marked_plates(second) == [True, True, False]


def test_it_draws_a_mark_where_the_copy_holds_its_page(case):
    paper = covered(kept(case, written({1: "one", 2: SECRET, 3: "three"})))
    for page in (2, 3):
        evidence_mark(case=again(case), evidence=paper, marks=[number(page)], now=NOW, page=page)
    paper.renditions.filter(variant="page-2").delete()
    # The copy holds pages 1 and 3: the mark of the third lies on its second page.
    assert marked_plates(made(case)) == [False, True, False]


def test_it_leaves_a_covered_paper_out_while_its_copy_is_gone(case):
    row = covered(kept(case, written({2: SECRET})))
    storage.path_of(Rendition.objects.get(evidence=row, variant="covered-pdf").name).write_bytes(b"%PDF-1.4 no")
    version = made(case)
    assert version.left_out == [1]
    assert not any("证据01" in name for name in unpacked(version))


def scanned(case: Case) -> Evidence:
    return kept(case, tiff(*(picture("PNG", (300, 400), one) for one in ("white", "grey", "blue"))), "扫描.tif")


def test_it_puts_the_pages_of_a_tiff_into_the_covered_variant_as_a_pdf_of_pictures(case):
    scan = scanned(case)
    evidence_mark(case=again(case), evidence=scan, marks=[number(2)], now=NOW, page=2)
    row = made(case)
    copy = unpacked(row)["证据/证据01-其他.pdf"]
    third = drawn(copy, 3)
    assert third.getpixel((third.width * 4 // 5, third.height * 4 // 5))[2] > 200
    assert b"CreationDate" not in read_out(copy)[0]
    assert marked_plates(row) == [False, True, False]
    assert "打码版只有" not in text_of(row)
    line = line_of(row)
    assert (line["copy"], line["pages"], line["of_pages"]) == ("ours", [1, 2, 3], 3)
    full = made(case, "full")
    assert unpacked(full)["证据/证据01-其他.tif"] == storage.path_of(scan.name).read_bytes()
    assert marked_plates(full) == [False, True, False]
    assert "本册只画出" not in text_of(full)


def test_it_puts_a_covered_tiff_in_without_what_was_covered(case):
    covered(scanned(case), page=3, box=(0, 0, 1000, 1000))
    row = made(case)
    copy = unpacked(row)["证据/证据01-其他.pdf"]
    assert max(drawn(copy, 3).getpixel((100, 100))) < 60
    assert not any(shows(one, (0, 0, 255)) for one in drawn_in(content_of(row, "pdf")))
