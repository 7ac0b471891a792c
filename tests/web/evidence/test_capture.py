"""/capture/: saved first, sorted later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from cases.models import Case, Evidence
from cases.services.case_state import case_close
from tests.exhibits import picture
from tests.factories import NOW
from tests.web.cases.checklist import HX, check_escaped, check_languages, check_verbs, page_of, words_of
from tests.web.evidence.sending import named, send

pytestmark = pytest.mark.django_db
URL = "/capture/"


@pytest.fixture
def item(as_alice, case) -> Evidence:
    send(as_alice, URL, named(picture(), "聊天.png"))
    return Evidence.objects.get()


def test_it_keeps_what_has_no_case_yet(as_alice, item):
    assert (item.case, item.number, item.owner.email) == (None, None, "alice@example.com")
    assert "聊天.png" in words_of(as_alice.get(URL))


def test_it_moves_an_item_into_the_chosen_case(as_alice, case, item):
    as_alice.post(f"{URL}{item.ref}/move/", {"case": case.ref})
    item.refresh_from_db()
    assert (item.case, item.number) == (case, 1)
    words = words_of(as_alice.get(URL))
    assert "证据 1" in words
    assert "都归好了" in words


def test_it_suggests_the_case_whose_order_number_the_name_holds(as_alice, case):
    number = Case.objects.get(pk=case.pk).order.number_key
    assert len(number) >= 6
    send(as_alice, URL, named(picture(), f"订单{number}.png"))
    page = page_of(as_alice.get(URL))
    assert f'value="{case.ref}" selected' in page
    assert "文件名里有" in page


def test_it_shows_that_an_item_has_grown_old(as_alice, item):
    assert 'class="tag soon"' not in page_of(as_alice.get(URL))
    Evidence.objects.update(received_at=NOW - timedelta(days=3))
    assert "放了 3 天" in words_of(as_alice.get(URL))
    assert 'class="tag soon"' in page_of(as_alice.get(URL))


def test_it_is_said_on_today_once_it_has_waited_a_day(as_alice, item):
    assert "还没有案件" not in words_of(as_alice.get("/today/"))
    Evidence.objects.update(received_at=NOW - timedelta(days=3))
    assert "1 个文件还没有案件，最早的放了 3 天" in words_of(as_alice.get("/today/"))


def test_it_moves_nothing_without_a_case_or_into_a_closed_or_foreign_one(as_alice, case, item, charlie):
    from tests.case_acts import opened

    as_alice.post(f"{URL}{item.ref}/move/", {"case": ""})
    assert as_alice.post(f"{URL}{item.ref}/move/", {"case": opened(charlie, now=NOW).ref}).status_code == 404
    case_close(case=case, outcome="full", now=NOW)
    as_alice.post(f"{URL}{item.ref}/move/", {"case": case.ref})
    item.refresh_from_db()
    assert item.case is None


def test_it_refuses_with_a_sentence(as_alice):
    response = send(as_alice, URL, named(b"PK\x03\x04" + bytes(40), "a.zip"))
    assert response.status_code == 422
    assert "压缩包" in words_of(response)


def test_it_deletes_after_asking(as_alice, item):
    assert "不留下记录" in words_of(as_alice.get(f"{URL}{item.ref}/delete/"))
    as_alice.post(f"{URL}{item.ref}/delete/")
    assert not Evidence.objects.kept().exists()


def test_it_gives_the_original_to_its_owner_alone(as_alice, as_charlie, item):
    path = f"{URL}{item.ref}/file/original/"
    assert b"".join(as_alice.get(path).streaming_content) == picture()
    assert as_charlie.get(path).status_code == 404
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("act", ["move/", "delete/"])
def test_it_lets_nobody_else_act_on_an_item(act, as_charlie, item, case):
    assert as_charlie.post(f"{URL}{item.ref}/{act}", {"case": case.ref}).status_code == 404
    assert Client().post(f"{URL}{item.ref}/{act}").status_code == 302
    item.refresh_from_db()
    assert (item.case, item.deleted_at) == (None, None)


def test_it_shows_nobody_elses_items(as_charlie, item):
    assert "聊天.png" not in page_of(as_charlie.get(URL))


def test_it_is_not_reached_by_the_case_address_while_unsorted(as_alice, case, item):
    assert as_alice.get(f"/c/{case.ref}/evidence/1/").status_code == 404
    as_alice.post(f"{URL}{item.ref}/move/", {"case": case.ref})
    assert as_alice.get(f"{URL}{item.ref}/file/original/").status_code == 404


def test_it_answers_a_script_with_the_list(as_alice):
    page = page_of(send(as_alice, URL, picture(), headers=HX))
    assert 'hx-swap-oob="innerHTML:#inbox-list"' in page
    assert "<html" not in page


def test_it_tells_a_script_where_each_file_lies_and_why_one_was_not_taken(as_alice):
    made = page_of(send(as_alice, URL, picture(), headers=HX))
    assert f'data-refs="{Evidence.objects.get().ref}"' in made
    again = page_of(send(as_alice, URL, picture(), headers=HX))
    assert f'data-refs="{Evidence.objects.get().ref}"' in again
    refused = page_of(send(as_alice, URL, b"MZ" + bytes(60), headers=HX))
    assert "data-refs" not in refused
    assert "<span data-why>" in refused


def test_it_speaks_both_languages_and_shows_names_as_text(as_alice, item):
    check_languages(as_alice, URL, "先存下", "Save first, sort later")
    Evidence.objects.update(shown_name="\"'><svg/onload=x>")
    check_escaped(as_alice.get(URL))
    check_verbs(as_alice, URL, "get", "post")


def test_it_names_the_files_that_came_and_those_that_did_not(as_alice):
    files = named(picture(), "一.png"), named(picture("JPEG"), "二.jpg"), named(b"MZ" + bytes(99), "三.exe")
    send(as_alice, "/capture/", *files)
    page = words_of(as_alice.get("/capture/"))
    assert "已收下 2 个文件：一.png、二.jpg。" in page
    assert "三.exe：" in page
    said = words_of(send(as_alice, "/capture/", named(picture(size=(7, 9)), "四.png"), headers=HX))
    assert "四.png 已收下" in " ".join(said.split())
    assert said.rstrip().endswith("3")  # how many there are now
    again = words_of(send(as_alice, "/capture/", named(picture(), "五.png"), headers=HX))
    assert "五.png 已经在这里了" in " ".join(again.split())
