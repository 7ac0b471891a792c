"""A promise and the part of a screenshot that shows its words."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from cases.models import CaseEvent, Evidence, Promise
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_develop import evidence_develop
from cases.views.exhibits import proof_url
from tests.case_acts import heard, promise_of
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(case):
    return promise_of(heard(case, NOW, hours=24))


def url_of(row: Evidence, page: str = "") -> str:
    assert row.case is not None
    return f"/c/{row.case.ref}/evidence/{row.number}/{page}"


def box(x=0, y=0, w=500, h=250) -> dict[str, str]:
    sides = {"x": x, "y": y, "w": w, "h": h}
    return {"mark-0-kind": "box"} | {f"mark-0-{side}": str(value) for side, value in sides.items()}


def test_it_ties_the_promise_and_shows_just_its_words_in_the_case(as_alice, exhibit, promise):
    assert f"?promise={promise.pk}" in page_of(as_alice.get(f"/c/{exhibit.case.ref}/"))
    assert as_alice.post(url_of(exhibit, "words/"), box() | {"tie": f"p{promise.pk}"}).status_code == 302
    exhibit.refresh_from_db()
    assert (exhibit.promise, exhibit.contact, exhibit.region) == (promise, promise.contact, [0, 0, 500, 250])
    page = page_of(as_alice.get(f"/c/{exhibit.case.ref}/"))
    assert f"?promise={promise.pk}" not in page
    assert url_of(exhibit, "file/words/") in page
    item = page_of(as_alice.get(url_of(exhibit)))
    assert url_of(exhibit, "file/words/") in item


def test_it_cuts_out_the_region_with_a_little_around_it(as_alice, exhibit, promise):
    # The upper quarter is green, what lies below is red.
    as_alice.post(url_of(exhibit, "words/"), box(0, 0, 500, 200) | {"tie": f"p{promise.pk}"})
    response = as_alice.get(url_of(exhibit, "file/words/"))
    assert response["Content-Type"] == "image/webp"
    with Image.open(io.BytesIO(response.content)) as image:
        assert image.size == (307, 167)
        assert all(pixel[1] > pixel[0] for _, pixel in image.getcolors(1 << 20))


def test_it_shows_nothing_of_what_is_covered(as_alice, exhibit, promise):
    as_alice.post(url_of(exhibit, "words/"), box(0, 0, 500, 200) | {"tie": f"p{promise.pk}"})
    evidence_cover(case=exhibit.case, evidence=exhibit, covers=[(0, 0, 1000, 250)], now=NOW)
    assert as_alice.get(url_of(exhibit, "file/words/")).status_code == 404
    assert "file/words/" not in page_of(as_alice.get(f"/c/{exhibit.case.ref}/"))
    evidence_develop(evidence_id=exhibit.pk, now_fn=lambda: NOW)
    with Image.open(io.BytesIO(as_alice.get(url_of(exhibit, "file/words/")).content)) as image:
        assert all(max(pixel) < 60 for _, pixel in image.getcolors(1 << 20))


def test_it_ties_without_a_box(as_alice, exhibit, promise):
    as_alice.post(url_of(exhibit, "words/"), {"tie": f"c{promise.contact_id}"})
    exhibit.refresh_from_db()
    assert (exhibit.promise, exhibit.contact_id, exhibit.region) == (None, promise.contact_id, [])


def test_it_forgets_the_region_when_the_exhibit_is_tied_to_something_else(as_alice, exhibit, promise):
    as_alice.post(url_of(exhibit, "words/"), box() | {"tie": f"p{promise.pk}"})
    exhibit.refresh_from_db()
    kept = {"kind": "chat", "caption": "聊天", "version": exhibit.version}
    as_alice.post(url_of(exhibit), kept | {"tie": f"p{promise.pk}"})
    exhibit.refresh_from_db()
    assert exhibit.region
    as_alice.post(url_of(exhibit), kept | {"tie": "", "version": exhibit.version})
    exhibit.refresh_from_db()
    assert exhibit.region == []


def test_it_offers_what_is_here_already_for_a_promise(as_alice, exhibit, promise):
    page = page_of(as_alice.get(f"/c/{exhibit.case.ref}/evidence/add/?promise={promise.pk}"))
    assert f"{url_of(exhibit, 'words/')}?tie=p{promise.pk}" in page
    opened = page_of(as_alice.get(f"{url_of(exhibit, 'words/')}?tie=p{promise.pk}"))
    assert f'value="p{promise.pk}" selected' in opened


def test_it_says_before_saving_what_loses_its_screenshot(as_alice, exhibit, promise):
    words, contact = url_of(exhibit, "words/"), promise.contact_id
    warning = "它现在属于"
    assert warning not in words_of(as_alice.get(f"{words}?tie=p{promise.pk}"))
    as_alice.post(words, box() | {"tie": f"p{promise.pk}"})
    assert warning not in words_of(as_alice.get(f"{words}?tie=p{promise.pk}"))
    assert warning not in words_of(as_alice.get(words))
    said = words_of(as_alice.get(f"{words}?tie=c{contact}"))
    assert warning in said
    assert promise.words in said


def test_it_counts_for_every_promise_of_the_contact_it_is_tied_to(as_alice, case, exhibit):
    contact = heard(case, NOW, hours=24)
    first = promise_of(contact)
    second = Promise.objects.get(pk=first.pk)
    second.pk = None
    second.save()
    as_alice.post(url_of(exhibit, "words/"), box() | {"tie": f"c{contact.pk}"})
    case.refresh_from_db()
    assert [proof_url(case, one.pk, contact.pk) for one in (first, second)] == ["", ""]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"mark-1-kind": "box", "mark-1-w": "50", "mark-1-h": "50"}, "一个方框就够"),
        ({"tie": ""}, "是哪个承诺"),
        ({"tie": "p999999"}, ""),
        ({"mark-0-x": "x"}, "0 到 1000"),
    ],
)
def test_it_says_what_is_wrong_and_ties_nothing(more, said, as_alice, exhibit, promise):
    response = as_alice.post(url_of(exhibit, "words/"), box() | {"tie": f"p{promise.pk}"} | more)
    assert response.status_code == 422
    assert said in words_of(response)
    exhibit.refresh_from_db()
    assert (exhibit.promise, exhibit.region) == (None, [])


def test_it_records_a_tie_once_however_often_its_words_are_framed(as_alice, case, exhibit, promise):
    other, ties = promise_of(heard(case, NOW, hours=48)), CaseEvent.objects.filter(kind="evidence_tied")
    for tie in (promise, promise, other, other):
        as_alice.post(url_of(exhibit, "words/"), box(w=300 + ties.count()) | {"tie": f"p{tie.pk}"})
    as_alice.post(url_of(exhibit, "words/"), box(w=77) | {"tie": f"p{promise.pk}"})
    exhibit.refresh_from_db()
    assert (exhibit.region[2], ties.count()) == (77, 2)


def test_it_does_not_call_tied_what_belongs_to_nothing_any_more(as_alice, exhibit, promise):
    as_alice.post(url_of(exhibit, "words/"), {"tie": f"p{promise.pk}"})
    as_alice.post(url_of(exhibit, "words/"), {"tie": ""})
    kinds = list(CaseEvent.objects.filter(kind__startswith="evidence_").order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["evidence_tied", "evidence_changed"]
