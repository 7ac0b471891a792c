"""/c/<ref>/evidence/add/: several files at once, each kept or refused with a sentence, nothing ever half."""

from __future__ import annotations

import errno
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.adapters import storage
from cases.domain.lifecycle import IllegalMove
from cases.models import Case, Evidence
from cases.services.case_state import case_close
from cases.services.evidence_check import evidence_faults
from cases.services.evidence_receive import evidence_receive
from tests.case_acts import heard, promise_of
from tests.corpus import CORPUS
from tests.exhibits import movie, picture
from tests.factories import NOW
from tests.web.cases.checklist import HX, check_gate, check_languages, check_verbs, page_of, told_of, words_of
from tests.web.evidence.sending import named, part, raw, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/evidence/add/"


def left(media) -> list[str]:
    return [path.name for path in media.rglob("*") if path.is_file()]


def test_it_keeps_several_files_at_once(as_alice, url):
    response = send(as_alice, url, picture(), named(movie(), "开箱.mp4"), named("答应换货".encode(), "note.txt"))
    assert (response.status_code, response["Location"]) == (302, url.removesuffix("add/"))
    rows = Evidence.objects.order_by("number")
    assert [(row.number, row.media_type, row.kind) for row in rows] == [
        (1, "image/png", "other"),
        (2, "video/mp4", "video"),
        (3, "text/plain", "other"),
    ]
    assert list(evidence_faults()) == []
    assert "已收下 3 个文件" in words_of(as_alice.get(response["Location"]))


def test_it_says_the_limits_before_anything_is_chosen(as_alice, url, settings):
    settings.UPLOAD_MAX_MB, settings.VIDEO_MAX_MB, settings.QUOTA_MB = 7, 70, 512
    words = words_of(as_alice.get(url))
    for said in ("7 MB", "70 MB", "512.0 MB"):
        assert said in words


def test_it_has_the_way_on_ready_for_when_a_script_has_kept_a_file(as_alice, case, url):
    page = page_of(as_alice.get(url))
    assert 'data-upload="add"' in page
    shown = page.partition("data-upload-done hidden>")[2]
    assert shown.startswith(f'<a class="b" href="/c/{case.ref}/">回到案件</a>')


def test_it_says_the_fault_once_in_the_title(as_alice, url):
    page = page_of(send(as_alice, url))
    assert page.partition("<title>")[2].startswith("错误：添加证据")


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "添加证据", "Add evidence")


def test_it_looks_at_the_bytes_and_not_at_name_or_header(as_alice, url):
    send(as_alice, url, named(picture("JPEG"), "a.html", "text/html"))
    assert Evidence.objects.get().media_type == "image/jpeg"


def test_it_refuses_with_a_sentence_and_leaves_nothing(as_alice, url, media):
    for odd in CORPUS:
        if odd.outcome.startswith("refused"):
            response = send(as_alice, url, named(odd.make(), odd.name))
            assert response.status_code == 422, odd.name
            assert odd.name in page_of(response)
            assert left(media) == [], odd.name
    assert not Evidence.objects.exists()


def test_it_keeps_the_good_ones_beside_a_refused_one(as_alice, url):
    response = send(as_alice, url, picture(), named(b"<svg/>", "x.svg"))
    words = words_of(as_alice.get(response["Location"]))
    assert "x.svg" in words
    assert "截一张图" in words
    assert Evidence.objects.count() == 1


def test_it_refuses_a_file_over_the_limit_by_name(as_alice, url, settings, media):
    settings.UPLOAD_MAX_MB, settings.VIDEO_MAX_MB = 1, 2
    large = picture() + bytes(1_200_000)
    response = send(as_alice, url, named(large, "大图.png"))
    assert response.status_code == 422
    assert "大图.png" in words_of(response)
    assert "1 MB" in words_of(response)
    assert send(as_alice, url, named(movie() + bytes(8) * 150_001, "长.mp4")).status_code == 302
    assert send(as_alice, url, named(movie() + bytes(2_300_000), "太长.mp4")).status_code == 422
    assert left(media) == [row.name[3:] for row in Evidence.objects.all()]


def test_it_answers_413_before_reading_what_could_never_be_kept(as_alice, url, settings):
    settings.UPLOAD_MAX_MB = settings.VIDEO_MAX_MB = 1
    response = raw(as_alice, url, b"--line--", length=50_000_000)
    assert response.status_code == 413
    assert raw(as_alice, url, b"x" * 10_000_000).status_code == 413
    assert "1 MB" in page_of(response)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.97])
def test_it_takes_nothing_of_an_upload_that_was_cut_off(share, as_alice, url, media):
    body = part("key", b"k1") + part("files", picture(size=(900, 900)) * 40, "a.png") + b"--line--\r\n"
    response = raw(as_alice, url, body[: int(len(body) * share)], length=len(body))
    assert response.status_code == 400
    assert not Evidence.objects.exists()
    assert left(media) == []


def test_it_says_so_when_the_disk_is_full(as_alice, url, media, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    response = send(as_alice, url, picture())
    assert response.status_code == 422
    assert "没有留下" in words_of(response)
    monkeypatch.undo()
    assert left(media) == []
    assert send(as_alice, url, picture()).status_code == 302


def test_it_refuses_over_the_quota(as_alice, url, settings, media):
    settings.QUOTA_MB = 0
    response = send(as_alice, url, picture())
    assert response.status_code == 422
    assert "空间满了" in words_of(response)
    assert left(media) == []


def test_it_says_how_much_is_left_of_the_quota_and_before_that_what_may_be_added(as_alice, url, settings, media):
    settings.QUOTA_MB, settings.UPLOAD_MAX_FILES = 1, 7
    assert "一次最多 7 个。还能放 1.0 MB" in words_of(as_alice.get(url))
    response = send(as_alice, url, picture() + b"0" * 2 * 1024 * 1024)
    assert response.status_code == 422
    assert "你只剩 1.0 MB" in words_of(response)
    assert left(media) == []


def test_it_leads_to_the_item_that_is_there_already(as_alice, url):
    send(as_alice, url, picture())
    response = send(as_alice, url, picture())
    assert response.status_code == 302
    assert "已经在这里" in words_of(as_alice.get(response["Location"]))
    assert Evidence.objects.count() == 1


def test_it_makes_nothing_new_for_the_same_form_twice(as_alice, url):
    for _ in range(2):
        send(as_alice, url, picture(), key="k1")
    assert Evidence.objects.count() == 1


def test_it_asks_for_a_file_when_none_was_chosen(as_alice, url):
    response = as_alice.post(url, {"key": "k"})
    assert response.status_code == 422
    assert "没有选文件" in words_of(response)


def test_it_ignores_files_under_other_names(as_alice, url, media):
    as_alice.post(url, {"other": named(picture())})
    assert left(media) == []


def test_it_takes_twenty_files_and_names_the_rest(as_alice, url):
    files = [named(picture(color=(n, 0, 0)), f"{n}.png") for n in range(22)]
    response = send(as_alice, url, *files)
    assert Evidence.objects.count() == 20
    words = words_of(as_alice.get(response["Location"]))
    assert "20.png" in words
    assert "21.png" in words


def test_it_ties_the_screenshot_to_the_promise_it_was_asked_for(as_alice, case, url):
    promise = promise_of(heard(case, NOW, hours=24))
    assert "24" in words_of(as_alice.get(f"{url}?promise={promise.pk}"))
    response = send(as_alice, url, picture(), promise=promise.pk)
    assert response["Location"] == f"/c/{case.ref}/"
    row = Evidence.objects.get()
    assert (row.promise, row.contact_id, row.kind) == (promise, promise.contact_id, "chat")
    assert "还没有截图" not in words_of(as_alice.get(f"/c/{case.ref}/"))


@pytest.mark.parametrize("number", ["0", "x", "9" * 40, "-1", "99999"])
def test_it_ties_to_no_promise_that_is_not_of_the_case(number, as_alice, url):
    assert send(as_alice, url, picture(), promise=number).status_code == 302
    assert Evidence.objects.get().promise is None


def test_it_answers_a_script_with_the_parts_that_changed(as_alice, case, url):
    response = send(as_alice, url, picture(), headers=HX)
    page = page_of(response)
    assert response.status_code == 200
    assert "<html" not in page
    for target in ("#ev-grid", "#needs-wrap"):
        assert f'hx-swap-oob="innerHTML:{target}"' in page
    on_case = page_of(send(as_alice, url, picture(size=(9, 9)), on="case", headers=HX))
    assert 'hx-swap-oob="innerHTML:#ev-wrap"' in on_case
    assert "#ev-grid" not in on_case
    assert "你添加了证据 2" in on_case.partition("innerHTML:#tl-wrap")[2]
    on_its_own = page_of(send(as_alice, url, picture(size=(8, 9)), on="add", headers=HX))
    assert "hx-swap-oob" not in on_its_own  # the page has no place for them
    assert "已收下 1 个文件" in told_of(response)["say"]
    refused = send(as_alice, url, named(b"MZ" + bytes(99), "a.exe"), headers=HX)
    assert refused.status_code == 422
    assert "a.exe" in page_of(refused)


def test_it_says_which_file_became_what_and_which_was_not_taken(as_alice, case, url):
    send(as_alice, url, named(picture(), "一.png"))
    files = named(picture("JPEG"), "二.jpg"), named(b"MZ" + bytes(99), "三.exe"), named(picture(), "又一.png")
    page = words_of(as_alice.get(send(as_alice, url, *files)["Location"]))
    assert "已收下 1 个文件：二.jpg（证据 2）。" in page
    assert "1 个已经在这里了：又一.png（证据 1）。" in page
    assert "三.exe：" in page
    said = words_of(send(as_alice, url, named(picture(size=(7, 9)), "四.png"), headers=HX))
    assert "四.png 已收下 证据 3" in " ".join(said.split())
    again = words_of(send(as_alice, url, named(picture(size=(7, 9)), "五.png"), headers=HX))
    assert "五.png 已经在这里了 证据 3" in " ".join(again.split())


@pytest.mark.parametrize("headers", [{}, HX])
def test_it_reads_the_exhibits_once_and_writes_the_case_once(headers, as_alice, url):
    send(as_alice, url, picture())
    with CaptureQueriesContext(connection) as asked:
        send(as_alice, url, picture(size=(9, 9)), key="k2", headers=headers)
    said = [one["sql"] for one in asked.captured_queries]
    assert len([sql for sql in said if sql.startswith("SELECT") and '"cases_evidence"."kind"' in sql]) == 1
    assert len([sql for sql in said if sql.startswith('UPDATE "cases_case"')]) == 1
    assert Case.objects.get().exhibits["count"] == 2


def test_it_shows_a_script_the_whole_gallery_and_the_new_tie(as_alice, case, url):
    send(as_alice, url, picture(), picture(size=(9, 9)))
    promise = promise_of(heard(case, NOW, hours=24))
    page = page_of(send(as_alice, url, picture(size=(7, 9)), promise=promise.pk, headers=HX))
    assert all(f"/c/{case.ref}/evidence/{number}/" in page for number in (1, 2, 3))
    assert page.index("/evidence/1/") < page.index("/evidence/2/")
    assert "聊天记录" in page.partition("#ev-grid")[2]


def tiles_in(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<li[^>]*><a href="/c/[^/]+/evidence/(\d+)/">', page)]


def test_it_shows_a_script_the_new_tile_alone_while_more_files_follow(as_alice, case, url):
    first = page_of(send(as_alice, url, picture(), more="1", shown="0", headers=HX))
    assert 'hx-swap-oob="innerHTML:#ev-grid"' in first  # the page shows no list yet
    assert "needs-wrap" not in first
    page = page_of(send(as_alice, url, picture(size=(9, 9)), more="1", shown="1", headers=HX))
    assert 'hx-swap-oob="beforeend:#ev-grid .ev"' in page
    assert tiles_in(page) == [2]
    assert "needs-wrap" not in page  # nothing on the list is answered by another picture
    film = page_of(send(as_alice, url, named(movie(), "开箱.mp4"), more="1", shown="2", headers=HX))
    assert tiles_in(film) == [3]
    assert 'hx-swap-oob="innerHTML:#needs-wrap"' in film
    last = page_of(send(as_alice, url, picture(size=(7, 9)), shown="3", headers=HX))
    assert tiles_in(last) == [1, 2, 3, 4]
    assert '<span hx-swap-oob="innerHTML:#ev-count">4</span>' in last
    assert "innerHTML:#id_files_helptext" in last


@pytest.mark.parametrize("shown", ["0", "1", "3", "", "x", "-2", None])
def test_it_shows_a_script_the_whole_gallery_when_its_page_shows_another(shown, as_alice, url):
    send(as_alice, url, picture(), picture(size=(9, 9)))
    said = {} if shown is None else {"shown": shown}
    page = page_of(send(as_alice, url, picture(size=(7, 9)), more="1", headers=HX, **said))
    assert tiles_in(page) == [1, 2, 3]


def test_it_shows_a_script_the_whole_gallery_when_the_file_was_there_already(as_alice, url):
    send(as_alice, url, picture(), picture(size=(9, 9)))
    page = page_of(send(as_alice, url, picture(), more="1", shown="2", headers=HX))
    assert tiles_in(page) == [1, 2]


def test_it_takes_nothing_into_a_case_that_was_closed_meanwhile(case):
    late = Case.objects.get(pk=case.pk)
    case_close(case=Case.objects.get(pk=case.pk), outcome="full", now=NOW)
    with pytest.raises(IllegalMove):
        evidence_receive(owner=late.owner, case=late, files=[], now=NOW)


def test_it_takes_nothing_into_a_closed_case(as_alice, case, url, media):
    case_close(case=case, outcome="full", now=NOW)
    assert send(as_alice, url, picture())["Location"] == f"/c/{case.ref}/"
    assert not Evidence.objects.exists()
    assert left(media) == []


def test_it_is_behind_the_gate_and_stores_nothing_of_a_stranger(url, as_charlie, media):
    check_gate(url, "get", "post", anonymous=Client(), stranger=as_charlie)
    assert send(as_charlie, url, picture()).status_code == 404
    assert send(Client(), url, picture()).status_code == 302
    assert left(media) == []


def test_it_needs_the_forgery_token(alice, url, media):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert send(client, url, picture()).status_code == 403
    client.get(url)
    token = client.cookies["csrftoken"].value
    assert send(client, url, picture(), csrfmiddlewaretoken="x" * 32).status_code == 403
    assert left(media) == []
    assert send(client, url, picture(), csrfmiddlewaretoken=token).status_code == 302
    assert send(client, url, picture(size=(9, 9)), headers={"X-CSRFToken": token}).status_code == 302


def test_it_answers_only_get_and_post(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


@pytest.mark.parametrize(
    "name", ["a\x00b.png", "\u202egnp.exe", "../../../etc/passwd", "a\r\nX: y.png", "长" * 4096 + ".png", "=1+1.png"]
)
def test_it_keeps_a_strange_name_as_harmless_words(name, as_alice, url):
    assert send(as_alice, url, named(picture(), name)).status_code == 302
    shown = Evidence.objects.get().shown_name
    assert len(shown) <= 150
    assert not any(sign in shown for sign in "\x00\r\n\u202e/")
