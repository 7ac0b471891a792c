"""打码, page by page of a PDF: each is saved by itself, and the covered copy holds all of them as pictures."""

from __future__ import annotations

import html
import io
import re

import pytest
from PIL import Image

from cases.models import Case, Evidence, Rendition
from cases.services import evidence_develop as evidence_develop_module
from cases.services.evidence_check import evidence_faults
from cases.services.evidence_develop import evidence_develop
from tests.exhibits import pdf, picture, receive, tiff
from tests.factories import NOW
from tests.papers import PATCH, cut, drawn, read_out, shows_patch, written
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db
SECRET = "13800138000"
OLD = [[0.0, 0.0, 1000.0, 300.0]]


@pytest.fixture
def paper(case) -> Evidence:
    """Three pages, a telephone number on the second, in its metadata and in its name."""
    return develop(receive(case, written({2: SECRET}, told=SECRET), NOW, f"{SECRET}.pdf").made[0])


def develop(row: Evidence) -> Evidence:
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


def url_of(row: Evidence, page: int | str = 1) -> str:
    return f"/c/{row.case.ref}/evidence/{row.number}/cover/?page={page}"


def cover(client, row: Evidence, page: int, *boxes: tuple, **more: str):
    columns = {side: [str(box[place]) for box in boxes] for place, side in enumerate("xywh")}
    return client.post(url_of(row, page), columns | more)


def was_of(response) -> str:
    return html.unescape(re.search(r'name="was" value="([^"]*)"', page_of(response))[1])


def file_of(client, row: Evidence, variant: str) -> bytes:
    return b"".join(client.get(f"/c/{row.case.ref}/evidence/{row.number}/file/{variant}/").streaming_content)


def old_covers(row: Evidence) -> Evidence:
    """Cover it as it was done when the first page alone could be."""
    row.renditions.exclude(variant__in=["screen", "thumb"]).delete()
    Evidence.objects.filter(pk=row.pk).update(covers=OLD)
    row.refresh_from_db()
    return row


def test_it_leads_to_every_page_and_shows_the_one_asked_for(as_alice, paper):
    page = page_of(as_alice.get(url_of(paper)))
    assert [f"cover/?page={n}" in page for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert "/file/screen/" in page
    second = page_of(as_alice.get(url_of(paper, 2)))
    assert "/file/page-2/" in second
    assert 'data-save-go="2" aria-current="page"' in second
    assert "3 页都在里面" in words_of(as_alice.get(url_of(paper)))


def test_it_leaves_nothing_of_what_was_covered_on_the_second_page(as_alice, paper, django_capture_on_commit_callbacks):
    original = file_of(as_alice, paper, "original")
    assert SECRET in read_out(original)[1]
    assert shows_patch(drawn(original, 2), PATCH)
    with django_capture_on_commit_callbacks(execute=True):
        response = cover(as_alice, paper, 2, PATCH)
        assert response["Location"] == url_of(paper, 2)
        develop(paper)
    assert paper.covers == [[*PATCH, 2]]
    response = as_alice.get(f"/c/{paper.case.ref}/evidence/{paper.number}/file/covered-pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert SECRET not in response["Content-Disposition"]
    copy = b"".join(response.streaming_content)
    content, text = read_out(copy)
    assert text.strip() == ""
    for told in (SECRET.encode(), b"Title", b"Author", b"Creat", b"ModDate", b"Producer", b"/Font", b"2020"):
        assert told not in content, told
    for number in (1, 2, 3):
        assert not shows_patch(drawn(copy, number)), number
    inside = cut(drawn(copy, 2), (220, 410, 560, 80))
    assert max(high for _, high in inside.getextrema()) < 60, "black, not white"
    with Image.open(io.BytesIO(file_of(as_alice, paper, "page-2"))) as image:
        assert not shows_patch(image)
    assert list(evidence_faults()) == []


def test_it_keeps_what_is_covered_on_the_other_pages(as_alice, paper):
    cover(as_alice, paper, 2, PATCH)
    cover(as_alice, paper, 1, (0, 0, 100, 100))
    cover(as_alice, paper, 3, (1, 2, 3, 4), (5, 6, 7, 8))
    paper.refresh_from_db()
    assert paper.covers == [[0, 0, 100, 100, 1], [*PATCH, 2], [1, 2, 3, 4, 3], [5, 6, 7, 8, 3]]
    cover(as_alice, paper, 3, was=was_of(as_alice.get(url_of(paper, 3))))
    paper.refresh_from_db()
    assert paper.covers == [[0, 0, 100, 100, 1], [*PATCH, 2]]


def test_it_goes_on_to_the_next_page_before_the_copy_is_made(as_alice, paper):
    """What is drawn over is there without waiting, and is never the covered page."""
    cover(as_alice, paper, 2, PATCH)
    for number in (2, 3):
        page = page_of(as_alice.get(url_of(paper, number)))
        assert f"/file/screen-{number}/" in page
        assert file_of(as_alice, paper, f"screen-{number}")
    develop(paper)
    assert "/file/screen-2/" in page_of(as_alice.get(url_of(paper, 2)))
    assert "/file/page-3/" in page_of(as_alice.get(url_of(paper, 3)))
    with Image.open(io.BytesIO(file_of(as_alice, paper, "screen-2"))) as image:
        assert shows_patch(image, PATCH)
    shown = page_of(as_alice.get(f"/c/{paper.case.ref}/evidence/{paper.number}/"))
    assert "/file/page-2/" in shown
    assert "/file/screen-2/" not in shown


def test_it_keeps_every_page_when_the_next_is_saved_while_the_copy_is_made(as_alice, paper, monkeypatch):
    """The worker that drew the first covers was overtaken, it has not failed: the next one draws all pages again."""
    real = evidence_develop_module.client.develop

    def overtaken(*args, **kwargs):
        monkeypatch.setattr(evidence_develop_module.client, "develop", real)
        cover(as_alice, paper, 3, PATCH)
        return real(*args, **kwargs)

    cover(as_alice, paper, 2, PATCH)
    monkeypatch.setattr(evidence_develop_module.client, "develop", overtaken)
    develop(paper)
    develop(paper)
    assert (paper.act_at, paper.pages) == (None, 3)
    assert {one.variant for one in paper.renditions.all()} >= {"page-2", "page-3"}


def test_it_says_how_many_rectangles_a_page_has_and_shows_its_own(as_alice, paper):
    cover(as_alice, paper, 2, PATCH)
    response = as_alice.get(url_of(paper, 2))
    assert "第 2 页 · 1 个框" in words_of(response)
    assert 'value="400"' in page_of(response)
    assert 'value="400"' not in page_of(as_alice.get(url_of(paper, 3)))


def test_it_never_uncovers_a_page_from_a_tab_that_is_behind(as_alice, paper):
    behind = was_of(as_alice.get(url_of(paper, 2)))
    cover(as_alice, paper, 2, PATCH, was=behind)
    page = cover(as_alice, paper, 2, (0, 0, 1000, 90), was=behind)
    assert page.status_code == 409
    paper.refresh_from_db()
    assert paper.covers == [[*PATCH, 2]]
    for value in ('value="400"', 'value="90"'):
        assert value in page_of(page)
    assert cover(as_alice, paper, 2, (0, 0, 1000, 90), was=was_of(page)).status_code == 302
    paper.refresh_from_db()
    assert paper.covers == [[0, 0, 1000, 90, 2]]


def test_it_takes_two_pages_from_two_tabs(as_alice, paper):
    first, second = (was_of(as_alice.get(url_of(paper, number))) for number in (1, 2))
    assert cover(as_alice, paper, 1, (0, 0, 100, 100), was=first).status_code == 302
    assert cover(as_alice, paper, 2, PATCH, was=second).status_code == 302
    paper.refresh_from_db()
    assert len(paper.covers) == 2


def test_it_adds_a_row_to_the_page_it_is_on_without_scripts(as_alice, paper):
    response = cover(as_alice, paper, 2, (1, 2, 3, 4), more="1")
    assert response.status_code == 200
    assert "/file/page-2/" in page_of(response)
    assert page_of(response).split("<template")[0].count('name="x"') == 2
    assert '<form id="f" class="sheet gap" method="post" action="?page=2"' in page_of(response)


@pytest.mark.parametrize("page", ["99", "4", "0", "-1", "x", "", "2.0", "²", "9" * 30])
def test_it_knows_no_page_that_is_none(page, as_alice, paper):
    assert as_alice.get(url_of(paper, page)).status_code == 404
    assert as_alice.post(url_of(paper, page), {"x": "1", "y": "1", "w": "5", "h": "5"}).status_code == 404
    paper.refresh_from_db()
    assert paper.covers == []


def test_it_has_one_page_of_a_picture(as_alice, exhibit):
    assert as_alice.get(url_of(exhibit, 2)).status_code == 404
    page = page_of(as_alice.get(url_of(exhibit)))
    assert "?page=2" not in page


def test_it_is_nobody_elses(as_charlie, client, paper):
    assert as_charlie.get(url_of(paper, 2)).status_code == 404
    assert cover(as_charlie, paper, 2, PATCH).status_code == 404
    assert client.get(url_of(paper, 2)).status_code == 302
    for variant in ("screen-2", "page-2", "covered-pdf"):
        path = f"/c/{paper.case.ref}/evidence/{paper.number}/file/{variant}/"
        assert as_charlie.get(path).status_code == 404
    paper.refresh_from_db()
    assert paper.covers == []


def test_it_says_which_pages_are_not_drawn(as_alice, case, settings):
    settings.PDF_PAGES = 2
    row = develop(receive(case, pdf(5), NOW, "发票.pdf").made[0])
    assert "共 5 页，只画出第 1–2 页" in words_of(as_alice.get(url_of(row)))
    assert "共 5 页，这里只显示第 1–2 页" in words_of(as_alice.get(f"/c/{row.case.ref}/evidence/{row.number}/"))
    response = as_alice.get(url_of(row, 4), follow=True)
    assert response.redirect_chain[0][0] == url_of(row).partition("?")[0]
    assert "第 4 页没有画出来" in words_of(response)
    cover(as_alice, row, 4, (0, 0, 10, 10))
    row.refresh_from_db()
    assert row.covers == []
    cover(as_alice, row, 1, (0, 0, 10, 10))
    develop(row)
    assert "里面只有第 1–2 页" in words_of(as_alice.get(f"/c/{row.case.ref}/evidence/{row.number}/"))


def test_it_hands_out_the_whole_covered_copy(as_alice, paper):
    cover(as_alice, paper, 2, PATCH)
    develop(paper)
    page = as_alice.get(f"/c/{paper.case.ref}/evidence/{paper.number}/")
    assert "/file/covered-pdf/?download" in page_of(page)
    assert "里面是全部 3 页" in words_of(page)


def test_it_has_no_copy_until_the_new_one_is_made(as_alice, paper):
    cover(as_alice, paper, 2, PATCH)
    develop(paper)
    cover(as_alice, paper, 3, (0, 0, 10, 10))
    for variant in ("covered", "covered-pdf", "page-2", "page-3"):
        path = f"/c/{paper.case.ref}/evidence/{paper.number}/file/{variant}/"
        assert as_alice.get(path).status_code == 404


def test_it_is_uncovered_when_no_page_has_a_rectangle_left(as_alice, paper):
    cover(as_alice, paper, 2, PATCH)
    develop(paper)
    cover(as_alice, paper, 2, was=was_of(as_alice.get(url_of(paper, 2))))
    develop(paper)
    assert paper.covers == []
    names = set(paper.renditions.values_list("variant", flat=True))
    assert names == {"screen", "thumb", "page-2", "page-3"}


def test_it_lets_no_further_page_into_an_old_copy_until_it_is_saved_again(as_alice, paper):
    """Whoever covered the first page was told that the others stay out."""
    old_covers(paper)
    Evidence.objects.filter(pk=paper.pk).update(act_at=NOW)
    develop(paper)
    assert paper.covers == OLD
    copy = file_of(as_alice, paper, "covered-pdf")
    assert not shows_patch(drawn(copy, 1))
    assert copy.count(b"/Type /Page\n") == 1
    assert not Rendition.objects.filter(evidence=paper, variant__startswith="page-").exists()
    assert "里面只有第 1 页" in words_of(as_alice.get(f"/c/{paper.case.ref}/evidence/{paper.number}/"))
    page = as_alice.get(url_of(paper))
    assert "目前打码版里只有 3 页里的第 1 页" in words_of(page)
    assert "/file/screen-2/" in page_of(as_alice.get(url_of(paper, 2))), "they can be looked at and covered"
    cover(as_alice, paper, 1, OLD[0], was=was_of(page))
    develop(paper)
    assert paper.covers == [[*OLD[0], 1]]
    assert "里面是全部 3 页" in words_of(as_alice.get(f"/c/{paper.case.ref}/evidence/{paper.number}/"))


def test_it_has_old_ones_drawn_anew_by_saving(as_alice, paper):
    """A row from before has no pictures of its further pages: it says so, and one save brings them."""
    old_covers(paper)
    assert "第 2 页没有画出来" in words_of(as_alice.get(url_of(paper, 2), follow=True))
    cover(as_alice, paper, 1, OLD[0], was=was_of(as_alice.get(url_of(paper))))
    develop(paper)
    assert as_alice.get(url_of(paper, 2)).status_code == 200


@pytest.fixture
def scan(case: Case) -> Evidence:
    pages = [picture("PNG", (300, 400), colour) for colour in ("white", "red", "blue")]
    return develop(receive(case, tiff(*pages), NOW, "扫描.tif").made[0])


def test_it_covers_the_pages_of_a_tiff_as_those_of_a_pdf(as_alice, scan):
    assert "file/page-2/" in page_of(as_alice.get(url_of(scan, 2)))
    cover(as_alice, scan, 2, (0, 0, 1000, 1000))
    develop(scan)
    assert scan.covers == [[0, 0, 1000, 1000, 2]]
    assert "全部 3 页" in words_of(as_alice.get(f"/c/{scan.case.ref}/evidence/{scan.number}/"))
    copy = file_of(as_alice, scan, "covered-pdf")
    assert [max(drawn(copy, number).getpixel((100, 100))) < 60 for number in (1, 2, 3)] == [False, True, False]


def test_it_keeps_the_further_pages_of_a_tiff_out_of_a_copy_with_old_covers(as_alice, scan):
    Evidence.objects.filter(pk=scan.pk).update(covers=OLD, act_at=NOW)
    develop(scan)
    page = words_of(as_alice.get(f"/c/{scan.case.ref}/evidence/{scan.number}/"))
    assert "里面只有第 1 页" in page
    assert "目前打码版里只有 3 页里的第 1 页" in words_of(as_alice.get(url_of(scan)))
    assert as_alice.get(f"/c/{scan.case.ref}/evidence/{scan.number}/file/page-2/").status_code == 404


def test_it_says_of_a_tiff_which_pages_are_drawn(as_alice, case: Case, settings):
    settings.PDF_PAGES = 2
    pages = [picture("PNG", (300, 400), colour) for colour in ("white", "red", "blue")]
    row = develop(receive(case, tiff(*pages), NOW, "扫描.tif").made[0])
    assert "共 3 页，只画出第 1–2 页" in words_of(as_alice.get(url_of(row)))
    assert "共 3 页，这里只显示第 1–2 页" in words_of(as_alice.get(f"/c/{row.case.ref}/evidence/{row.number}/"))


def test_it_goes_on_to_the_page_that_was_tapped_once_this_one_is_saved(as_alice, paper):
    assert cover(as_alice, paper, 1, (0, 0, 10, 10), go="3")["Location"] == url_of(paper, 3)
    assert cover(as_alice, paper, 2, ("a", 0, 10, 10), go="3").status_code == 422
    assert cover(as_alice, paper, 2, PATCH, go="7").status_code == 404
    paper.refresh_from_db()
    assert paper.covers == [[0, 0, 10, 10, 1]]
