"""Where the words of a promise stand in a PDF: on any drawn page, and shown from that page."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from cases.models import AlsoProves, Evidence, Promise
from cases.selectors.shown import shown_page
from cases.services.evidence_cover import evidence_cover
from tests.case_acts import heard, promise_of
from tests.exhibits import receive
from tests.factories import NOW
from tests.papers import written
from tests.web.cases.checklist import page_of, words_of
from tests.web.evidence.test_mark_pages import develop
from tests.web.evidence.test_words import box, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(case) -> Evidence:
    return develop(receive(case, written({2: "13800138000"}), NOW, "聊天.pdf").made[0])


@pytest.fixture
def promise(case) -> Promise:
    return promise_of(heard(case, NOW, hours=24))


def point(client, row: Evidence, page: int, tie: str, **more: object):
    return client.post(url_of(row, f"words/?page={page}"), {"tie": tie} | more)


def cut(client, row: Evidence, more: str = "") -> Image.Image:
    response = client.get(url_of(row, f"file/words/{more}"))
    assert response.status_code == 200
    return Image.open(io.BytesIO(response.content)).convert("RGB")


def darkest(image: Image.Image) -> int:
    return image.convert("L").getextrema()[0]


def test_it_leads_to_every_drawn_page_and_shows_that_page(as_alice, paper, promise):
    first = page_of(as_alice.get(url_of(paper, f"words/?tie=p{promise.pk}")))
    for number in (1, 2, 3):
        assert f'href="{url_of(paper, "words/")}?page={number}&amp;tie=p{promise.pk}"' in first
    second = page_of(as_alice.get(url_of(paper, f"words/?page=2&tie=p{promise.pk}")))
    assert "/file/page-2/" in second
    assert "/file/screen/" not in second
    assert as_alice.get(url_of(paper, "words/?page=9")).status_code == 404


def test_it_shows_the_words_from_the_page_they_stand_on(as_alice, paper, promise):
    assert point(as_alice, paper, 2, f"p{promise.pk}", **box(0, 0, 500, 250)).status_code == 302
    paper.refresh_from_db()
    assert paper.region == [0, 0, 500, 250, 2]
    page = shown_page(paper, 2)
    assert page is not None
    shown = cut(as_alice, paper)
    assert shown.width < page.width
    item = words_of(as_alice.get(url_of(paper)))
    assert f"第 2 页 · {promise.words}" in item
    case = page_of(as_alice.get(f"/c/{paper.case.ref}/"))
    assert url_of(paper, "file/words/") in case


def test_it_cuts_from_that_page_alone(as_alice, paper, promise):
    point(as_alice, paper, 2, f"p{promise.pk}", **box(0, 0, 1000, 1000))
    # Only the second page of this paper has anything written on it.
    assert darkest(cut(as_alice, paper)) < 100
    point(as_alice, paper, 1, f"p{promise.pk}", **box(0, 0, 1000, 1000))
    assert darkest(cut(as_alice, paper)) > 200
    paper.refresh_from_db()
    assert paper.region == [0, 0, 1000, 1000]


def test_it_opens_on_the_page_of_the_box_and_says_where_it_is_on_the_others(as_alice, paper, promise):
    point(as_alice, paper, 2, f"p{promise.pk}", **box(10, 20, 300, 40))
    opened = page_of(as_alice.get(url_of(paper, "words/")))
    assert "/file/page-2/" in opened
    assert 'value="300' in opened
    first = as_alice.get(url_of(paper, "words/?page=1"))
    assert 'value="300' not in page_of(first)
    assert "现在框在第 2 页" in words_of(first)


def test_it_keeps_the_box_when_another_page_is_saved_without_one(as_alice, paper, promise):
    tie = f"p{promise.pk}"
    point(as_alice, paper, 2, tie, **box())
    response = point(as_alice, paper, 1, tie, go="3")
    assert response["Location"] == f"{url_of(paper, 'words/')}?page=3&tie={tie}"
    paper.refresh_from_db()
    assert paper.region == [0, 0, 500, 250, 2]
    # Taken off where it is, or with what it was tied to.
    point(as_alice, paper, 2, tie)
    paper.refresh_from_db()
    assert paper.region == []
    point(as_alice, paper, 2, tie, **box())
    point(as_alice, paper, 1, "")
    paper.refresh_from_db()
    assert (paper.region, paper.promise) == ([], None)


def test_it_marks_two_promises_on_two_pages(as_alice, case, paper, promise):
    other = promise_of(heard(case, NOW, hours=48))
    point(as_alice, paper, 1, f"p{promise.pk}", **box())
    point(as_alice, paper, 2, f"p{other.pk}", **box(0, 0, 1000, 1000))
    paper.refresh_from_db()
    assert paper.region == [0, 0, 500, 250]
    assert AlsoProves.objects.get().region == [0, 0, 1000, 1000, 2]
    assert darkest(cut(as_alice, paper, f"?p={other.pk}")) < 100
    point(as_alice, paper, 1, f"p{other.pk}")
    assert AlsoProves.objects.get().region == [0, 0, 1000, 1000, 2]


def test_it_shows_nothing_of_what_is_covered_on_that_page(as_alice, paper, promise):
    point(as_alice, paper, 2, f"p{promise.pk}", **box(0, 0, 1000, 1000))
    evidence_cover(case=paper.case, evidence=paper, covers=[(0, 0, 1000, 1000)], now=NOW, page=2)
    assert as_alice.get(url_of(paper, "file/words/")).status_code == 404
    develop(paper)
    shown = cut(as_alice, paper)
    assert len(shown.resize((20, 20)).getcolors(400)) <= 3


def test_it_says_that_a_page_was_not_drawn(as_alice, paper, promise):
    Evidence.objects.filter(pk=paper.pk).update(pages=40)
    response = as_alice.get(url_of(paper, "words/?page=40"), follow=True)
    assert "第 40 页没有画出来" in words_of(response)
