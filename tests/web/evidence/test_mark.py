"""标注: what is drawn stays a vector over the picture; copies that leave the app carry it in their pixels."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from cases.models import CaseEvent, Evidence
from cases.selectors.shown import marked_picture
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_develop import evidence_develop
from tests.exhibits import amr, picture, receive
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db
BOX = {"kind": "box", "x": "100", "y": "200", "w": "300", "h": "120", "alt_zh": "答应的那句"}


def url_of(row: Evidence, page: str = "") -> str:
    assert row.case is not None
    return f"/c/{row.case.ref}/evidence/{row.number}/{page}"


def fields(*rows: dict[str, str], **more: str) -> dict[str, str]:
    """Return the rows as the board posts them."""
    named = {f"mark-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}
    return named | more


def marked(row: Evidence) -> list:
    row.refresh_from_db()
    return row.marks


def was_of(client, row: Evidence) -> str:
    found = re.search(r'name="was" value="([^"]*)"', page_of(client.get(url_of(row, "mark/"))))
    assert found is not None
    return found[1]


def test_it_keeps_every_kind_of_mark_and_shows_them_over_the_picture(as_alice, exhibit):
    rows = [
        BOX,
        {"kind": "arrow", "x": "800", "y": "800", "x2": "420", "y2": "300"},
        {"kind": "number", "x": "90", "y": "100", "n": "3"},
        {"kind": "text", "x": "500", "y": "600", "text": "原话 <b>"},
    ]
    assert as_alice.post(url_of(exhibit, "mark/"), fields(*rows)).status_code == 302
    assert [mark["kind"] for mark in marked(exhibit)] == ["box", "arrow", "number", "text"]
    page = page_of(as_alice.get(url_of(exhibit)))
    assert '<image href="' in page
    assert "<rect" in page
    assert "原话 &lt;b&gt;" in page
    assert "<b>" not in page.split("<svg")[2]
    said = words_of(as_alice.get(url_of(exhibit)))
    assert "方框：答应的那句" in said
    assert "数字 3" in said
    assert "已标注" in words_of(as_alice.get(f"/c/{exhibit.case.ref}/evidence/"))


def test_it_notes_in_the_record_that_it_was_marked(as_alice, exhibit):
    as_alice.post(url_of(exhibit, "mark/"), fields(BOX))
    event = CaseEvent.objects.get(case=exhibit.case, kind="evidence_marked")
    assert event.data == {"numbers": [1], "marks": 1}
    assert "标注了证据 1" in words_of(as_alice.get(f"/c/{exhibit.case.ref}/"))


def test_it_burns_the_marks_into_a_copy_and_leaves_original_and_picture_alone(as_alice, exhibit):
    before = as_alice.get(url_of(exhibit, "file/screen/")).getvalue()
    as_alice.post(url_of(exhibit, "mark/"), fields(BOX))
    response = as_alice.get(url_of(exhibit, "file/marked/?download"))
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "attachment" in response["Content-Disposition"]
    with Image.open(io.BytesIO(response.content)) as image:
        # The left side of the box: red, with white beside it.
        x, y = round(0.1 * image.width), round(0.26 * image.height)
        red = image.getpixel((x, y))
        assert red[0] > 180
        assert max(red[1:]) < 90
        assert min(image.getpixel((x - round(2.9 * image.width / 400), y))) > 200
        assert not image.getexif()
    assert as_alice.get(url_of(exhibit, "file/screen/")).getvalue() == before
    assert as_alice.get(url_of(exhibit, "file/original/")).getvalue() == picture(size=(600, 800))


def test_it_answers_from_the_cache_until_the_marks_change(as_alice, exhibit):
    as_alice.post(url_of(exhibit, "mark/"), fields(BOX))
    etag = as_alice.get(url_of(exhibit, "file/marked/"))["ETag"]
    again = as_alice.get(url_of(exhibit, "file/marked/"), HTTP_IF_NONE_MATCH=etag)
    assert again.status_code == 304
    as_alice.post(url_of(exhibit, "mark/"), fields(BOX | {"x": "500"}))
    assert as_alice.get(url_of(exhibit, "file/marked/"), HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_it_marks_the_covered_pixels_once_parts_are_covered(as_alice, exhibit):
    as_alice.post(url_of(exhibit, "mark/"), fields(BOX))
    # Green is the upper quarter of this picture: all of it is covered.
    evidence_cover(case=exhibit.case, evidence=exhibit, covers=[(0, 0, 1000, 260)], now=NOW)
    exhibit.refresh_from_db()
    assert marked_picture(exhibit) is None
    assert as_alice.get(url_of(exhibit, "file/marked/")).status_code == 404
    evidence_develop(evidence_id=exhibit.pk, now_fn=lambda: NOW)
    exhibit.refresh_from_db()
    shown = marked_picture(exhibit)
    assert shown is not None
    with Image.open(io.BytesIO(shown.content)) as image:
        green = [
            pixel for _, pixel in image.getcolors(1 << 24) if pixel[1] > pixel[0] + 40 and pixel[1] > pixel[2] + 20
        ]
        assert green == []
    assert "file/covered/" in page_of(as_alice.get(url_of(exhibit, "mark/")))
    assert "file/screen/" not in page_of(as_alice.get(url_of(exhibit, "mark/")))


def test_it_takes_the_marks_off_again(as_alice, exhibit):
    as_alice.post(url_of(exhibit, "mark/"), fields(BOX))
    as_alice.post(url_of(exhibit, "mark/"), fields(BOX | {"remove": "1"}))
    assert marked(exhibit) == []
    assert as_alice.get(url_of(exhibit, "file/marked/")).status_code == 404


def test_it_wipes_nothing_away_from_an_old_tab(as_alice, exhibit):
    """Two tabs are open; the one saves, and then the other: its page shows both, and saves once they were seen."""
    behind = was_of(as_alice, exhibit)
    other = {"kind": "number", "x": "90", "y": "100", "n": "3"}
    assert as_alice.post(url_of(exhibit, "mark/"), fields(other, was=behind)).status_code == 302
    answer = as_alice.post(url_of(exhibit, "mark/"), fields(BOX, was=behind))
    assert answer.status_code == 409
    assert "刚才别处也标了" in words_of(answer)
    assert page_of(answer).split("<template")[0].count('data-mark="') == 2
    assert [mark["kind"] for mark in marked(exhibit)] == ["number"]
    seen = re.search(r'name="was" value="([^"]*)"', page_of(answer))[1]
    assert as_alice.post(url_of(exhibit, "mark/"), fields(other, BOX, was=seen)).status_code == 302
    assert [mark["kind"] for mark in marked(exhibit)] == ["number", "box"]


def test_it_minds_no_second_press(as_alice, exhibit):
    behind = was_of(as_alice, exhibit)
    for _ in range(2):
        assert as_alice.post(url_of(exhibit, "mark/"), fields(BOX, was=behind)).status_code == 302


def test_it_keeps_saying_what_it_was_made_from_while_marks_are_added(as_alice, exhibit):
    behind = was_of(as_alice, exhibit)
    as_alice.post(url_of(exhibit, "mark/"), fields(BOX, was=behind))
    page = page_of(as_alice.post(url_of(exhibit, "mark/"), fields(BOX, do="add-number", was=behind)))
    assert f'name="was" value="{behind}"' in page


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (BOX | {"x": "left"}, "0 到 1000"),
        (BOX | {"w": "nan"}, "0 到 1000"),
        ({"kind": "text", "x": "1", "y": "1", "text": " "}, "写上文字"),
    ],
)
def test_it_says_what_is_wrong_and_keeps_what_was_typed(row, said, as_alice, exhibit):
    response = as_alice.post(url_of(exhibit, "mark/"), fields(BOX | {"alt_zh": "先打的字"}, row))
    assert response.status_code == 422
    assert said in words_of(response)
    page = page_of(response).split("<template")[0]
    assert 'value="先打的字"' in page
    assert page.count('data-mark="') == 2
    assert marked(exhibit) == []


def test_it_adds_a_mark_without_scripts(as_alice, exhibit):
    response = as_alice.post(url_of(exhibit, "mark/"), fields(BOX, do="add-number"))
    assert response.status_code == 200
    page = page_of(response).split("<template")[0]
    assert page.count('data-mark="') == 2
    assert 'name="mark-1-n"' in page
    assert marked(exhibit) == []


def test_it_moves_into_the_picture_what_was_typed_outside(as_alice, exhibit):
    as_alice.post(url_of(exhibit, "mark/"), fields(BOX | {"x": "-50", "w": "2000"}))
    assert (marked(exhibit)[0]["x"], marked(exhibit)[0]["w"]) == (0, 1000)


def test_it_marks_no_recording(as_alice, case):
    row = receive(case, amr(), NOW).made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    assert as_alice.get(url_of(row, "mark/"))["Location"] == url_of(row)


@pytest.mark.parametrize("page", ["mark/", "words/", "file/marked/", "file/words/"])
def test_it_hides_the_marks_from_a_stranger(page, as_charlie, client, exhibit):
    Evidence.objects.filter(pk=exhibit.pk).update(
        marks=[{"kind": "number", "x": 1, "y": 1, "n": 1}], region=[1, 1, 9, 9]
    )
    assert as_charlie.get(url_of(exhibit, page)).status_code == 404
    assert as_charlie.post(url_of(exhibit, page), fields(BOX)).status_code in (404, 405)
    assert client.get(url_of(exhibit, page)).status_code == (404 if page.startswith("file/") else 302)
