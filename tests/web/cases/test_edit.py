"""/c/<ref>/edit/: the case and its order corrected; what they said before stays on record."""

from __future__ import annotations

import pytest

from cases.models import Case, CaseEvent, Deadline
from cases.services.case_state import case_close
from tests.case_acts import DAY, again, kinds, opened, running
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_kept,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/edit/"


def form_of(client, url: str, **changes: str) -> dict[str, str]:
    form = client.get(url).context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else str(value) for name, value in values.items()} | changes


def test_it_shows_what_is_known(as_alice, alice):
    case = opened(alice, now=NOW, shop="示例店", signed_at=NOW - 2 * DAY)
    page = page_of(as_alice.get(f"/c/{case.ref}/edit/"))
    for name, value in (
        ("platform", "taobao"),
        ("number", "123456789012345678"),
        ("item", "衬衫"),
        ("shop", "示例店"),
        ("signed_at", "2026-11-21"),
        ("problem", "袖口开线"),
        ("problem_type", "defect"),
        ("demand", "exchange"),
        ("version", "1"),
    ):
        check_kept(page, name, value)
    assert 'id="id_signed_at"' in page


def test_it_corrects_and_keeps_the_old_words_on_record(as_alice, case, url):
    response = as_alice.post(url, form_of(as_alice, url, problem="领口开线", demand="refund", number="99887766"))
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    corrected = again(case)
    assert (corrected.problem, corrected.demand, corrected.order.number) == ("领口开线", "refund", "99887766")
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    for said in ("原来是：袖口开线", "原来是：换货", "尾号 5678"):
        assert said in words
    assert "123456789012345678" not in words


def test_it_starts_the_window_once_the_day_is_known(as_alice, case, url):
    as_alice.post(url, form_of(as_alice, url, signed_at="2026-11-21"))
    assert running(case) == ["CLK02"]


def test_it_moves_the_window_and_says_from_which_day(as_alice, alice):
    case = opened(alice, now=NOW, signed_at=NOW - 2 * DAY)
    url = f"/c/{case.ref}/edit/"
    before = Deadline.objects.get().due_at
    as_alice.post(url, form_of(as_alice, url, signed_at="2026-11-20"))
    assert before - Deadline.objects.get().due_at == DAY
    assert "原来是：11月21日" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_takes_a_page_saved_unchanged_for_no_change(as_alice, case, url):
    as_alice.post(url, form_of(as_alice, url))
    assert kinds(case) == ["case_opened"]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"item": ""}, "item", "写一下买了什么"),
        ({"problem": ""}, "problem", "写一句哪里不对"),
        ({"demand": ""}, "demand", "选一个诉求"),
        ({"signed_at": "2026-11-24"}, "signed_at", "签收日期不能晚于今天"),
        ({"confirmed_at": "2026-13-01"}, "confirmed_at", ""),
        ({"amount": "一百"}, "amount", ""),
    ],
)
def test_it_says_beside_the_field_what_to_change_and_loses_nothing(as_alice, case, url, change, field, sentence):
    form = form_of(as_alice, url, problem_detail="第二颗扣子旁", shop="另一家") | change
    response = as_alice.post(url, form)
    check_error(response, field, sentence, **{name: value for name, value in form.items() if name != field and value})
    assert again(case).problem_detail == ""


def test_it_keeps_both_texts_when_two_pages_were_open(as_alice, case, url):
    first, second = form_of(as_alice, url, problem="甲"), form_of(as_alice, url, problem="乙")
    as_alice.post(url, first)
    response = as_alice.post(url, second)
    assert response.status_code in (409, 422)
    check_kept(page_of(response), "problem", "乙")
    check_kept(page_of(response), "version", "2")
    assert again(case).problem == "甲"
    as_alice.post(url, second | {"version": "2"})
    assert again(case).problem == "乙"


@pytest.mark.parametrize("version", ["", "x"])
def test_it_saves_nothing_without_the_version_it_started_from(as_alice, case, url, version):
    response = as_alice.post(url, form_of(as_alice, url, version=version, problem="甲"))
    assert response.status_code == 422
    assert again(case).problem == "袖口开线"


def test_it_is_saved_once_when_the_button_is_pressed_twice(as_alice, case, url):
    form = form_of(as_alice, url, problem="甲")
    as_alice.post(url, form)
    as_alice.post(url, form)
    assert CaseEvent.objects.filter(kind="case_corrected").count() == 1


def test_it_changes_nothing_in_a_closed_case(as_alice, case, url):
    form = form_of(as_alice, url, problem="甲")
    case_close(case=again(case), outcome="full", now=NOW)
    response = as_alice.get(url)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    response = as_alice.post(url, form)
    assert response.status_code == 409
    assert ">甲</p>" in page_of(response)
    assert again(case).problem == "袖口开线"


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "修改案件", "Correct the case")


def test_it_is_looked_at_and_saved(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert kinds(case) == ["case_opened"]


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, alice):
    texts = dict.fromkeys(("item", "shop", "problem", "problem_detail", "number"), PAYLOAD)
    case = opened(alice, **texts)
    url = f"/c/{case.ref}/edit/"
    check_escaped(as_alice.get(url), 5)
    check_escaped(as_alice.post(url, form_of(as_alice, url, demand="")), 5)
    as_alice.post(url, form_of(as_alice, url, **dict.fromkeys(texts, "改过")))
    check_escaped(as_alice.get(f"/c/{case.ref}/"), 3)
