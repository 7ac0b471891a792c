"""标注, page by page of a PDF: each is saved by itself, shown on its page and burnt into that page's copy."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from cases.models import CaseEvent, Evidence
from cases.selectors.shown import print_pieces
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_develop import evidence_develop
from tests.exhibits import pdf, receive
from tests.factories import NOW
from tests.papers import PATCH, written
from tests.web.cases.checklist import page_of, words_of
from tests.web.evidence.test_mark import BOX, fields, marked, url_of, was_of

pytestmark = pytest.mark.django_db
NUMBER = {"kind": "number", "x": "500", "y": "500", "n": "7"}
TEXT = {"kind": "text", "x": "300", "y": "300", "text": "第三页的话"}


def develop(row: Evidence) -> Evidence:
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


@pytest.fixture
def paper(case) -> Evidence:
    return develop(receive(case, written({2: "13800138000"}), NOW, "发票.pdf").made[0])


def mark(client, row: Evidence, page: int, *rows: dict[str, str], **more: str):
    return client.post(url_of(row, f"mark/?page={page}"), fields(*rows, **more))


def is_red(image: Image.Image, x: float, y: float) -> bool:
    red, green, blue = image.convert("RGB").getpixel((round(x * image.width / 1000), round(y * image.height / 1000)))
    return red > 170 and max(green, blue) < 100


def copy_of(client, row: Evidence, variant: str) -> Image.Image:
    response = client.get(url_of(row, f"file/{variant}/"))
    assert response.status_code == 200
    return Image.open(io.BytesIO(response.content))


def test_it_leads_to_every_drawn_page_by_plain_links(as_alice, paper):
    page = page_of(as_alice.get(url_of(paper, "mark/")))
    for number in (1, 2, 3):
        assert f'href="{url_of(paper, "mark/")}?page={number}"' in page
    assert "/file/screen/" in page
    second = page_of(as_alice.get(url_of(paper, "mark/?page=2")))
    assert "/file/page-2/" in second
    assert "/file/screen/" not in second
    assert 'action="?page=2"' in second


def test_it_keeps_the_marks_of_each_page_by_themselves(as_alice, paper):
    assert mark(as_alice, paper, 1, BOX)["Location"] == url_of(paper, "mark/?page=1")
    mark(as_alice, paper, 3, TEXT)
    mark(as_alice, paper, 2, NUMBER)
    assert [(one["kind"], one.get("page")) for one in marked(paper)] == [("box", None), ("number", 2), ("text", 3)]
    page = page_of(as_alice.get(url_of(paper, "mark/?page=2"))).split("<template")[0]
    assert page.count('data-mark="') == 1
    assert page.count("1 个标注") == 3  # beside each page's link
    mark(as_alice, paper, 2)
    assert [one["kind"] for one in marked(paper)] == ["box", "text"]
    told = CaseEvent.objects.filter(case=paper.case, kind="evidence_marked").order_by("-pk")
    assert told[0].data == {"numbers": [1], "marks": 2}
    assert not CaseEvent.objects.filter(kind="evidence_unmarked").exists()


def test_it_goes_on_to_the_page_that_was_tapped(as_alice, paper):
    assert mark(as_alice, paper, 1, BOX, go="3")["Location"] == url_of(paper, "mark/?page=3")
    assert mark(as_alice, paper, 1, BOX, go="4").status_code == 404


def test_it_shows_each_page_with_its_marks(as_alice, paper):
    mark(as_alice, paper, 1, BOX)
    mark(as_alice, paper, 2, NUMBER)
    page = page_of(as_alice.get(url_of(paper)))
    assert page.count('<image href="') == 2
    assert f'<image href="{url_of(paper, "file/page-2/")}"' in page
    assert f'<img src="{url_of(paper, "file/page-3/")}"' in page
    said = words_of(as_alice.get(url_of(paper)))
    assert "方框：答应的那句" in said
    assert "第 2 页 · 数字 7" in said
    for variant in ("marked", "marked-2"):
        assert f'href="{url_of(paper, f"file/{variant}/")}?download"' in page
    assert "file/marked-3/" not in page


def test_it_burns_the_marks_into_the_copy_of_their_page_alone(as_alice, paper):
    mark(as_alice, paper, 2, NUMBER)
    assert as_alice.get(url_of(paper, "file/marked/")).status_code == 404
    second = copy_of(as_alice, paper, "marked-2")
    assert is_red(second, 485, 500)
    etag = as_alice.get(url_of(paper, "file/marked-2/"))["ETag"]
    mark(as_alice, paper, 1, BOX)
    assert as_alice.get(url_of(paper, "file/marked-2/"), HTTP_IF_NONE_MATCH=etag).status_code == 304
    assert not is_red(copy_of(as_alice, paper, "marked"), 485, 500)
    pieces = [Image.open(io.BytesIO(one.content)) for one in print_pieces(Evidence.objects.get(pk=paper.pk))]
    assert [is_red(one, 485, 500) for one in pieces] == [False, True, False]
    assert [is_red(one, 100, 260) for one in pieces] == [True, False, False]


def test_it_marks_a_covered_page_over_its_covered_pixels(as_alice, paper):
    mark(as_alice, paper, 2, NUMBER)
    evidence_cover(case=paper.case, evidence=paper, covers=[PATCH], now=NOW, page=2)
    assert as_alice.get(url_of(paper, "file/marked-2/")).status_code == 404
    develop(paper)
    assert "/file/page-2/" in page_of(as_alice.get(url_of(paper, "mark/?page=2")))
    second = copy_of(as_alice, paper, "marked-2")
    assert is_red(second, 485, 500)
    assert max(second.convert("RGB").getpixel((round(0.25 * second.width), round(0.42 * second.height)))) < 60


def test_it_wipes_nothing_away_from_an_old_tab_of_the_same_page(as_alice, paper):
    behind = was_of(as_alice, paper)
    assert behind == ""
    assert mark(as_alice, paper, 2, NUMBER, was="").status_code == 302
    # Another page is nobody's conflict.
    assert mark(as_alice, paper, 1, BOX, was=behind).status_code == 302
    answer = mark(as_alice, paper, 2, TEXT, was="")
    assert answer.status_code == 409
    assert page_of(answer).split("<template")[0].count('data-mark="') == 2
    assert [one["kind"] for one in marked(paper)] == ["box", "number"]


def test_it_marks_no_page_that_is_not_there_or_was_not_drawn(as_alice, paper):
    for said in ("4", "0", "x", "-1", "02"):
        assert as_alice.get(url_of(paper, f"mark/?page={said}")).status_code == 404
    paper.renditions.filter(variant="page-3").delete()
    assert as_alice.get(url_of(paper, "mark/?page=3"))["Location"] == url_of(paper, "mark/")
    assert mark(as_alice, paper, 3, BOX).status_code == 302
    assert marked(paper) == []
    for variant in ("marked-0", "marked-1", "marked-02", "marked-x", "marked-3", "marked-99"):
        assert as_alice.get(url_of(paper, f"file/{variant}/")).status_code == 404


def test_it_goes_back_to_the_exhibit_where_there_is_one_page(as_alice, case):
    row = develop(receive(case, pdf(), NOW, "一页.pdf").made[0])
    assert "?page=" not in page_of(as_alice.get(url_of(row, "mark/"))).partition("<main")[2]
    assert as_alice.post(url_of(row, "mark/"), fields(BOX))["Location"] == url_of(row)


def test_it_hides_every_page_from_a_stranger(as_alice, as_charlie, client, paper):
    mark(as_alice, paper, 2, NUMBER)
    for page in ("mark/?page=2", "file/marked-2/"):
        assert as_charlie.get(url_of(paper, page)).status_code == 404
        assert client.get(url_of(paper, page)).status_code == (404 if page.startswith("file/") else 302)
    assert mark(as_charlie, paper, 2).status_code == 404
    assert len(marked(paper)) == 1
