"""/c/<ref>/dossier/: what it would say now, what is missing, and the button that freezes a version."""

from __future__ import annotations

import pytest

from cases.models import Pack
from cases.services import pack_make as maker
from tests.case_acts import again
from tests.dossiers import exhibited, made
from tests.web.cases.checklist import PAYLOAD, check_gate, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db


def test_it_is_for_the_owner_alone(client, as_charlie, case):
    check_gate(f"/c/{case.ref}/dossier/", "get", "post", anonymous=client, stranger=as_charlie)


def test_it_answers_only_its_verbs(as_alice, case):
    check_verbs(as_alice, f"/c/{case.ref}/dossier/", "get", "post")


def test_it_shows_who_promised_what_and_that_nothing_proves_it(as_alice, case):
    words = words_of(as_alice.get(f"/c/{case.ref}/dossier/"))
    assert "商家客服（工号 6789）答应“24小时内给您回复”" in words
    assert "无证据" in words
    assert "退货退款" in words
    assert "还没有证据" in words


def test_it_lists_what_is_missing_with_where_to_put_it_right(as_alice, case):
    response = as_alice.get(f"/c/{case.ref}/dossier/")
    assert "1 个理由还没有说明" in words_of(response)
    assert f'href="/c/{case.ref}/dossier/reasons/"' in page_of(response)
    assert "1 个答应没有证据" in words_of(response)


def test_it_makes_a_version_and_shows_it(as_alice, case):
    response = as_alice.post(f"/c/{case.ref}/dossier/", {"whole_number": "on"})
    assert response["Location"] == f"/c/{case.ref}/dossier/1/"
    pack = Pack.objects.get(case=case)
    assert (pack.number, pack.whole_number) == (1, True)


def test_it_makes_one_version_when_pressed_twice(as_alice, case):
    for _ in range(2):
        as_alice.post(f"/c/{case.ref}/dossier/")
    assert Pack.objects.filter(case=case).count() == 1


def test_it_says_when_there_are_too_many_versions(as_alice, case, monkeypatch):
    monkeypatch.setattr(maker, "MOST_VERSIONS", 0)
    response = as_alice.post(f"/c/{case.ref}/dossier/", follow=True)
    assert "请接着用最后一版" in page_of(response)


def test_it_lists_the_versions_and_to_whom_they_went(as_alice, case):
    exhibited(case)
    row = made(case)
    row.given.create(to_whom="12315 调解员", at=row.ready_at)
    words = words_of(as_alice.get(f"/c/{case.ref}/dossier/"))
    assert "第 1 版 已做好" in words
    assert "给了12315 调解员" in words


def test_it_runs_nothing_that_was_typed(as_alice, case):
    case.problem_detail = PAYLOAD
    case.save(update_fields=["problem_detail"])
    assert PAYLOAD not in page_of(as_alice.get(f"/c/{case.ref}/dossier/"))


def test_it_speaks_english_around_the_chinese_paper(as_alice, case):
    page = page_of(as_alice.get(f"/en/c/{case.ref}/dossier/"))
    assert "What would make it stronger" in page
    assert '<div class="paper" lang="zh-Hans">' in page
    assert "应在 2026年" in page


def test_it_is_reached_from_the_case(as_alice, case):
    assert f'href="/c/{case.ref}/dossier/"' in page_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_asks_for_the_whole_number_only_at_12315(as_alice, case):
    assert " checked" not in page_of(as_alice.get(f"/c/{case.ref}/dossier/"))
    row = again(case)
    row.tier = "regulator"
    row.save(update_fields=["tier"])
    assert " checked" in page_of(as_alice.get(f"/c/{case.ref}/dossier/"))
