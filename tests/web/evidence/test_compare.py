"""对比: two exhibits side by side, boxes in pairs, one picture of both."""

from __future__ import annotations

import io
from urllib.parse import unquote

import pytest
from PIL import Image

from cases.models import Case, CaseEvent, Comparison, Evidence
from cases.services.case_state import case_close
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_develop import evidence_develop
from tests.exhibits import picture, receive
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(exhibit: Evidence) -> Evidence:
    """证据2: another picture, blue with the same green head."""
    row = receive(exhibit.case, picture(size=(800, 600), color=(20, 40, 220)), NOW).made[0]
    return developed(row)


def developed(row: Evidence) -> Evidence:
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


@pytest.fixture
def made(exhibit: Evidence, other: Evidence) -> Comparison:
    return Comparison.objects.create(case=exhibit.case, genuine=exhibit, suspect=other, made_at=NOW)


def url_of(case: Case, *parts: object) -> str:
    return f"/c/{case.ref}/evidence/compare/" + "".join(f"{part}/" for part in parts)


def boxes(genuine: int = 1, suspect: int = 1, **more: object) -> dict[str, object]:
    posted: dict[str, object] = {"version": 1, "caption": "领标"}
    for side, count in (("genuine", genuine), ("suspect", suspect)):
        for n in range(count):
            row = {"kind": "box", "x": 100 + n, "y": 200, "w": 300, "h": 150, "alt_zh": f"第 {n + 1} 处不同"}
            posted |= {f"{side}-{n}-{key}": value for key, value in row.items()}
    return posted | more


def test_it_puts_two_exhibits_side_by_side(as_alice, exhibit, other):
    page = page_of(as_alice.get(f"{url_of(exhibit.case)}?a=1&b=2"))
    assert page.count("selected") == 2
    response = as_alice.post(url_of(exhibit.case), {"genuine": "1", "suspect": "2"})
    made = Comparison.objects.get()
    assert response["Location"] == url_of(exhibit.case, made.pk, "pairs")
    as_alice.post(url_of(exhibit.case), {"genuine": "1", "suspect": "2"})
    assert Comparison.objects.count() == 1
    assert CaseEvent.objects.filter(kind="evidence_compared").count() == 1
    assert url_of(exhibit.case, made.pk) in page_of(as_alice.get(url_of(exhibit.case)))


@pytest.mark.parametrize(
    ("chosen", "said"),
    [({"genuine": "1", "suspect": "1"}, "两份不同的证据"), ({"genuine": "1", "suspect": "9"}, ""), ({}, "")],
)
def test_it_wants_two_different_ones_of_this_case(chosen, said, as_alice, exhibit, other):
    response = as_alice.post(url_of(exhibit.case), chosen)
    assert response.status_code == 422
    assert said in words_of(response)
    assert not Comparison.objects.exists()


def test_it_says_what_is_needed_when_there_is_only_one_picture(as_alice, exhibit):
    response = as_alice.get(url_of(exhibit.case))
    assert "需要两张图" in words_of(response)
    assert 'name="genuine"' not in page_of(response)


def test_it_keeps_the_boxes_in_pairs_with_what_differs(as_alice, made):
    response = as_alice.post(url_of(made.case, made.pk, "pairs"), boxes(2, 2))
    assert response["Location"] == url_of(made.case, made.pk)
    made.refresh_from_db()
    assert [pair["words"] for pair in made.pairs] == ["第 1 处不同", "第 2 处不同"]
    assert made.pairs[1]["genuine"] == [101, 200, 300, 150]
    page = page_of(as_alice.get(url_of(made.case, made.pk)))
    assert page.count("<image href=") == 2
    assert "第 2 处不同" in page
    assert 'type="range"' in page
    assert page.count("data-wipe-by") == 2


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        (boxes(2, 1), "都要在另一张上有对应的"),
        (boxes(1, 1, **{"suspect-0-x": "x"}), "0 到 1000"),
        (boxes(1, 1, version="7"), "别处改过"),
    ],
)
def test_it_says_what_is_wrong_and_keeps_what_was_typed(posted, said, as_alice, made):
    response = as_alice.post(url_of(made.case, made.pk, "pairs"), posted)
    assert response.status_code == 422
    assert said in words_of(response)
    assert 'value="第 1 处不同"' in page_of(response)
    made.refresh_from_db()
    assert made.pairs == []


def test_it_adds_a_box_without_scripts(as_alice, made):
    response = as_alice.post(url_of(made.case, made.pk, "pairs"), boxes(1, 1, do="add-suspect-box"))
    assert response.status_code == 200
    page = page_of(response)
    assert 'name="suspect-1-x"' in page
    assert 'name="genuine-1-x"' not in page


def test_it_makes_one_picture_of_both_without_metadata(as_alice, made):
    as_alice.post(url_of(made.case, made.pk, "pairs"), boxes(2, 2))
    response = as_alice.get(f"{url_of(made.case, made.pk, 'picture')}?download")
    assert response["Content-Type"] == "image/png"
    assert "对比" in unquote(response["Content-Disposition"])
    assert response["Content-Security-Policy"].startswith("sandbox")
    with Image.open(io.BytesIO(response.content)) as image:
        assert image.width == 1600
        assert not image.info
        left, right = image.crop((0, 0, 800, image.height)), image.crop((800, 0, 1600, image.height))
        assert _reddish(left) > 1000
        assert _bluish(right) > 1000
        assert _bluish(left) == 0
    etag = response["ETag"]
    assert as_alice.get(url_of(made.case, made.pk, "picture"), HTTP_IF_NONE_MATCH=etag).status_code == 304


def _count(image: Image.Image, wanted) -> int:
    return sum(count for count, pixel in image.convert("RGB").getcolors(1 << 24) if wanted(pixel))


def _reddish(image: Image.Image) -> int:
    return _count(image, lambda pixel: pixel[0] > 170 and max(pixel[1:]) < 110)


def _bluish(image: Image.Image) -> int:
    return _count(image, lambda pixel: pixel[2] > 180 and max(pixel[:2]) < 90)


def test_it_shows_the_covered_copy_and_nothing_while_that_is_made(as_alice, made):
    evidence_cover(case=made.case, evidence=made.suspect, covers=[(0, 0, 1000, 1000)], now=NOW)
    assert as_alice.get(url_of(made.case, made.pk, "picture")).status_code == 404
    assert "/2/file/" not in page_of(as_alice.get(url_of(made.case, made.pk)))
    developed(made.suspect)
    with Image.open(io.BytesIO(as_alice.get(url_of(made.case, made.pk, "picture")).content)) as image:
        assert _bluish(image) == 0
    assert "/2/file/covered/" in page_of(as_alice.get(url_of(made.case, made.pk)))


def test_it_goes_when_one_of_the_two_is_deleted_or_it_is_removed(as_alice, made):
    page = url_of(made.case, made.pk)
    assert as_alice.post(f"{page}pairs/", {"do": "remove"})["Location"] == url_of(made.case)
    assert not Comparison.objects.exists()
    assert Evidence.objects.kept().count() == 2
    again = Comparison.objects.create(case=made.case, genuine=made.genuine, suspect=made.suspect, made_at=NOW)
    evidence_delete(evidence=made.genuine, now=NOW)
    assert as_alice.get(url_of(made.case, again.pk)).status_code == 404


def test_it_shows_what_is_typed_as_text(as_alice, made):
    payload = "<script>alert(1)</script>"
    as_alice.post(url_of(made.case, made.pk, "pairs"), boxes(1, 1, **{"suspect-0-alt_zh": payload}, caption=payload))
    for parts in ((made.pk,), (made.pk, "pairs"), ()):
        assert payload not in page_of(as_alice.get(url_of(made.case, *parts)))


def test_it_changes_nothing_in_a_closed_case(as_alice, made):
    case_close(case=made.case, outcome="full", now=NOW)
    as_alice.post(url_of(made.case, made.pk, "pairs"), boxes())
    as_alice.post(url_of(made.case), {"genuine": "2", "suspect": "1"})
    made.refresh_from_db()
    assert (made.pairs, Comparison.objects.count()) == ([], 1)
    assert as_alice.get(url_of(made.case, made.pk)).status_code == 200


@pytest.mark.parametrize("parts", [(), (0,), (0, "pairs"), (0, "picture")])
def test_it_hides_everything_from_a_stranger(parts, as_charlie, client, made):
    url = url_of(made.case, *(made.pk if part == 0 else part for part in parts))
    assert as_charlie.get(url).status_code == 404
    assert client.get(url).status_code == (404 if "picture" in parts else 302)


def test_it_is_offered_once_there_are_two_exhibits(as_alice, exhibit, request):
    gallery = f"/c/{exhibit.case.ref}/evidence/"
    assert "对比两张" not in words_of(as_alice.get(gallery))
    request.getfixturevalue("other")
    assert "对比两张" in words_of(as_alice.get(gallery))
