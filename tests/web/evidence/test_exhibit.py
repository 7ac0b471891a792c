"""/c/<ref>/evidence/, one exhibit, its deletion, and the checklist."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.adapters import storage
from cases.models import Case, CaseEvent, Evidence, PictureText
from cases.services.case_state import case_close
from cases.services.evidence_develop import evidence_develop
from tests.case_acts import heard, promise_of
from tests.corpus import exif
from tests.exhibits import amr, movie, png_claiming, receive
from tests.factories import NOW, EvidenceFactory
from tests.web.cases.checklist import (
    HX,
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_kept,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    queries_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(exhibit: Evidence) -> str:
    return f"/c/{exhibit.case.ref}/evidence/1/"


def form_of(row: Evidence, **changed: object) -> dict:
    return {"kind": row.kind, "version": row.version, "caption": "", "proves": ""} | changed


def test_it_keeps_what_is_said_of_it(as_alice, exhibit, url):
    promise = promise_of(heard(exhibit.case, NOW, hours=24))
    said = {"kind": "chat", "caption": "答应换货", "proves": "客服 6789 答应 24 小时内答复"}
    more = {"tie": f"p{promise.pk}", "formed_at": "2026-11-23T10:00", "original_where": "淘宝聊天里"}
    assert as_alice.post(url, form_of(exhibit, **said, **more))["Location"] == url
    exhibit.refresh_from_db()
    assert (exhibit.kind, exhibit.caption, exhibit.proves) == tuple(said.values())
    assert (exhibit.promise, exhibit.contact, exhibit.formed_source) == (promise, promise.contact, "confirmed")
    assert exhibit.formed_at.isoformat() == "2026-11-23T02:00:00+00:00"
    page = page_of(as_alice.get(url))
    check_kept(page, "caption", "答应换货")
    check_kept(page, "formed_at", "2026-11-23T10:00")
    assert CaseEvent.objects.get(kind="evidence_changed").data["old"]["kind"] == "other"


def test_it_labels_a_proposed_moment_until_it_is_confirmed(as_alice, case):
    row = receive(case, exif(), NOW).made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    url = f"/c/{case.ref}/evidence/1/"
    assert "请核对" in words_of(as_alice.get(url))
    as_alice.post(url, form_of(row, formed_at="2026-11-20T10:11", caption="聊天"))
    row.refresh_from_db()
    assert (row.caption, row.formed_source) == ("聊天", "proposed")
    assert "请核对" in words_of(as_alice.get(url))
    as_alice.post(url, form_of(row, formed_at="2026-11-20T10:11", formed_sure="on"))
    row.refresh_from_db()
    assert row.formed_source == "confirmed"
    assert "请核对" not in words_of(as_alice.get(url))


def test_it_takes_a_changed_moment_for_the_shoppers_word(as_alice, case):
    row = receive(case, exif(), NOW).made[0]
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    as_alice.post(f"/c/{case.ref}/evidence/1/", form_of(row, formed_at="2026-11-20T12:00"))
    row.refresh_from_db()
    assert (row.formed_source, row.formed_at.isoformat()) == ("confirmed", "2026-11-20T04:00:00+00:00")


def test_it_tells_the_second_of_two_who_change_it(as_alice, exhibit, url):
    as_alice.post(url, form_of(exhibit, caption="第一个"))
    response = as_alice.post(url, form_of(exhibit, caption="第二个"))
    assert response.status_code == 422
    check_kept(page_of(response), "caption", "第二个")
    again = Evidence.objects.get()
    assert again.caption == "第一个"
    as_alice.post(url, form_of(again, caption="第二个"))
    assert Evidence.objects.get().caption == "第二个"


def test_it_refuses_a_moment_still_to_come(as_alice, exhibit, url):
    response = as_alice.post(url, form_of(exhibit, formed_at="2026-11-24T10:00", caption="聊天"))
    check_error(response, "formed_at", "还没到", caption="聊天")


@pytest.mark.parametrize("tie", ["p999999", "c999999", "x", "p"])
def test_it_ties_to_nothing_of_another_case(tie, as_alice, exhibit, url):
    assert as_alice.post(url, form_of(exhibit, tie=tie)).status_code == 422


def test_it_shows_what_is_written_as_text(as_alice, exhibit, url):
    as_alice.post(url, form_of(exhibit, caption=PAYLOAD, proves=PAYLOAD, original_where=PAYLOAD))
    Evidence.objects.update(shown_name=PAYLOAD)
    check_escaped(as_alice.get(url), 3)
    check_escaped(as_alice.get(f"/c/{exhibit.case.ref}/evidence/"))
    check_escaped(as_alice.get(f"/c/{exhibit.case.ref}/"))


def test_it_shows_film_recording_and_damage_for_what_they_are(as_alice, case):
    for content in (movie(), amr(), png_claiming(30000, 30000)):
        row = receive(case, content, NOW).made[0]
        evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    assert "<video controls" in page_of(as_alice.get(f"/c/{case.ref}/evidence/1/"))
    assert "<audio controls" in page_of(as_alice.get(f"/c/{case.ref}/evidence/2/"))
    words = words_of(as_alice.get(f"/c/{case.ref}/evidence/3/"))
    assert "比任何能打开的图片都大" in words
    assert "打不开" in words_of(as_alice.get(f"/c/{case.ref}/evidence/"))


def test_it_looks_again_while_it_is_being_checked(as_alice, exhibit, url):
    PictureText.objects.all().delete()
    assert "every 3s" not in page_of(as_alice.get(url))
    Evidence.objects.update(act_at=NOW)
    assert "every 3s" in page_of(as_alice.get(url))


def test_it_asks_before_deleting_and_says_what_stays(as_alice, exhibit, url):
    words = words_of(as_alice.get(f"{url}delete/"))
    assert "编号不再使用" in words
    assert Evidence.objects.kept().exists()


def test_it_deletes_file_and_pictures_and_keeps_the_number(as_alice, exhibit, url, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = as_alice.post(f"{url}delete/", {"reason": "传错了"})
    assert response["Location"] == f"/c/{exhibit.case.ref}/evidence/"
    assert not storage.path_of(exhibit.name).exists()
    assert not exhibit.renditions.exists()
    left = as_alice.get(url)
    assert left.status_code == 410
    assert exhibit.sha256 in page_of(left)
    assert "传错了" in words_of(left)
    assert as_alice.get(f"{url}file/original/").status_code == 404
    assert "你删除了证据 1" in words_of(as_alice.get(f"/c/{exhibit.case.ref}/"))
    assert "传错了" in words_of(as_alice.get(f"/c/{exhibit.case.ref}/"))


def test_it_changes_nothing_in_a_closed_case(as_alice, exhibit, url):
    case_close(case=exhibit.case, outcome="full", now=NOW)
    as_alice.post(url, form_of(exhibit, caption="x"))
    as_alice.post(f"{url}delete/", {})
    as_alice.post(f"{url}cover/", {"x": "1", "y": "1", "w": "9", "h": "9"})
    row = Evidence.objects.kept().get()
    assert (row.caption, row.covers) == ("", [])
    assert as_alice.get(url).status_code == 200


@pytest.mark.parametrize(
    ("path", "verbs"),
    [
        ("evidence/", ["get"]),
        ("evidence/1/", ["get", "post"]),
        ("evidence/1/delete/", ["get", "post"]),
        ("evidence/1/cover/", ["get", "post"]),
        ("evidence/needs/", ["post"]),
    ],
)
def test_it_is_behind_the_gate(path, verbs, as_alice, as_charlie, exhibit):
    here = f"/c/{exhibit.case.ref}/{path}"
    check_gate(here, *verbs, anonymous=Client(), stranger=as_charlie)
    check_verbs(as_alice, here, *verbs)
    if "get" in verbs:
        check_private(as_alice.get(here))


def test_it_speaks_both_languages(as_alice, exhibit, url):
    check_languages(as_alice, url, "下载原件", "Download the original")
    check_languages(as_alice, f"/c/{exhibit.case.ref}/evidence/", "全部证据", "All exhibits")
    check_languages(as_alice, f"{url}delete/", "为什么", "The file and its copies")
    check_languages(as_alice, f"{url}cover/", "千分之一", "thousandths")


def test_it_costs_the_same_for_one_exhibit_and_thirty(as_alice, exhibit):
    paths = (f"/c/{exhibit.case.ref}/evidence/", f"/c/{exhibit.case.ref}/")
    few = [len(queries_of(as_alice, path)) for path in paths]
    for number in range(2, 31):
        EvidenceFactory(case=exhibit.case, number=number)
    assert [len(queries_of(as_alice, path)) for path in paths] == few
    assert few[0] <= 7
    assert few[1] <= 8


def test_it_lists_what_the_problem_asks_for_and_keeps_the_answers(as_alice, case):
    Case.objects.filter(pk=case.pk).update(problem_type="defect")
    page = page_of(as_alice.get(f"/c/{case.ref}/evidence/"))
    assert "缺陷近景和全景照" in page
    field = page.split('name="need-')[1].split('"')[0]
    response = as_alice.post(f"/c/{case.ref}/evidence/needs/", {f"need-{field}": "na", "need-nothing": "have"})
    assert response["Location"] == f"/c/{case.ref}/evidence/"
    case.refresh_from_db()
    assert case.needs == {"缺陷近景和全景照": "na"}
    answered = as_alice.post(f"/c/{case.ref}/evidence/needs/", {f"need-{field}": "have"}, headers=HX)
    assert f'id="need-{field}-have" checked' in page_of(answered)
    as_alice.post(f"/c/{case.ref}/evidence/needs/", {f"need-{field}": "<svg/onload=x>"})
    case.refresh_from_db()
    assert case.needs == {"缺陷近景和全景照": "have"}


def test_it_counts_a_chat_as_the_chat_that_is_needed(as_alice, exhibit):
    Case.objects.filter(pk=exhibit.case_id).update(problem_type="defect")
    url = f"/c/{exhibit.case.ref}/evidence/1/"

    def chat_there() -> bool:
        page = page_of(as_alice.get(f"/c/{exhibit.case.ref}/"))
        return "聊天记录</span><span" in page

    assert not chat_there()
    as_alice.post(url, form_of(exhibit, kind="chat"))
    assert chat_there()
