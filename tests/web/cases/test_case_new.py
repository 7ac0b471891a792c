"""/new/: three sentences make a case, the letter beside them."""

from __future__ import annotations

import pytest

from cases.models import Case
from tests.case_acts import again, kinds, opened
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_escaped,
    check_kept,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db
URL = "/new/"
FORM = {
    "platform": "taobao",
    "number": "1234 5678-90",
    "item": "衬衫",
    "signed_at": "2026-11-21",
    "shop": "示例店",
    "amount": "129.00",
    "problem_type": "defect",
    "problem": "袖口开线",
    "problem_detail": "第二颗扣子旁",
    "demand": "exchange",
    "key": "form-1",
}


def test_it_asks_only_for_three_elements(client):
    page = page_of(client.get(URL))
    for name in ("platform", "number", "item", "problem", "demand", "key"):
        assert f'name="{name}"' in page
    assert "卷" not in page


def test_it_speaks_both_languages(client):
    check_languages(client, URL, "三句话建一个案件", "Three sentences make a case")


def test_it_answers_looking_and_saving_only(client):
    check_verbs(client, URL, "get", "post")


def test_it_takes_over_what_the_first_page_asked(client):
    response = client.get(URL, {"problem": "左耳没有声音", "platform": "jd"})
    check_kept(page_of(response), "problem", "左耳没有声音")
    check_kept(page_of(response), "platform", "jd")
    assert "左耳没有声音" in page_of(response).split('id="letter"')[1]


def test_it_starts_afresh_for_another_problem(client):
    client.post("/new/draft/", FORM)
    page = page_of(client.get(URL, {"problem": "左耳没有声音"}))
    assert "袖口开线" not in page
    assert 'value="衬衫"' not in page


def test_it_opens_the_case_and_leads_to_it(as_alice, alice):
    response = as_alice.post(URL, FORM)
    case = Case.objects.select_related("order").get()
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert (case.owner, case.file_label) == (alice, "0001")
    assert (case.problem, case.problem_detail) == ("袖口开线", "第二颗扣子旁")
    assert (case.order.number, case.order.shop, str(case.order.amount)) == ("1234 5678-90", "示例店", "129.00")
    assert case.order.signed_at.isoformat() == "2026-11-20T16:00:00+00:00"
    assert "draft" not in as_alice.session


def test_it_opens_one_case_when_the_button_is_pressed_twice(as_alice):
    first, second = (as_alice.post(URL, FORM | {"another": "1"}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert kinds(Case.objects.get()) == ["case_opened"]


def test_it_leads_to_sign_up_without_an_account_and_keeps_the_draft(client):
    response = client.post(URL, FORM)
    assert (response.status_code, response["Location"]) == (302, "/accounts/signup/")
    assert client.session["draft"]["problem"] == "袖口开线"
    assert client.session["draft_wanted"] == "form-1"
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"item": ""}, "item", "写一下买了什么"),
        ({"problem": " "}, "problem", "写一句哪里不对"),
        ({"demand": ""}, "demand", "选一个诉求"),
        ({"demand": "a-yacht"}, "demand", "a-yacht"),
        ({"platform": ""}, "platform", ""),
        ({"signed_at": "2026-11-24"}, "signed_at", "签收日期不能晚于今天"),
        ({"signed_at": "0001-01-01"}, "signed_at", ""),
        ({"paid_at": "9999-12-31"}, "paid_at", ""),
        ({"amount": "一百"}, "amount", ""),
        ({"amount": "-1"}, "amount", ""),
        ({"problem": "长" * 301}, "problem", "300"),
        ({"number": "1" * 65}, "number", "64"),
        ({"shop": "a\x00b"}, "shop", ""),
    ],
)
def test_it_says_beside_the_field_what_to_change_and_loses_nothing(as_alice, change, field, words):
    response = as_alice.post(URL, FORM | change)
    kept = {name: value for name, value in FORM.items() if name != field}
    check_error(response, field, words, **kept)
    assert "错误：" in page_of(response).split("</title>")[0]
    assert not Case.objects.exists()


def test_it_keeps_the_wrong_value_too(as_alice):
    response = as_alice.post(URL, FORM | {"amount": "一百"})
    check_kept(page_of(response), "amount", "一百")


def test_it_asks_once_when_the_order_has_an_open_case(as_alice, alice):
    first = opened(alice, number="1234567890")
    response = as_alice.post(URL, FORM)
    assert response.status_code == 422
    assert f"卷{first.file_label}" in words_of(response)
    assert f'href="/c/{first.ref}/"' in page_of(response)
    check_kept(page_of(response), "problem", "袖口开线")
    assert Case.objects.count() == 1
    as_alice.post(URL, FORM | {"another": "1"})
    assert Case.objects.count() == 2


def test_it_never_speaks_of_another_shoppers_order(as_charlie, alice):
    opened(alice, number="1234567890")
    assert as_charlie.post(URL, FORM).status_code == 302


def test_it_takes_any_order_number_and_only_hints(as_alice):
    response = as_alice.post(URL, FORM | {"number": "不记得了"})
    assert response.status_code == 302
    assert Case.objects.get().order.number == "不记得了"


def test_it_needs_no_order_number(as_alice):
    response = as_alice.post(URL, {name: FORM[name] for name in ("platform", "item", "problem", "demand")})
    assert response.status_code == 302
    assert "我想咨询" in words_of(as_alice.get(response["Location"]))


def test_it_shows_the_letter_on_a_page_of_its_own_without_a_script(client):
    response = client.post(URL, FORM | {"do": "check"})
    assert (response.status_code, response["Location"]) == (302, "/new/check/")


@pytest.mark.parametrize("name", ["number", "item", "shop", "problem", "problem_detail"])
def test_it_shows_markup_as_text(as_alice, name):
    check_escaped(as_alice.post(URL, FORM | {"demand": "", name: PAYLOAD}))
    check_escaped(as_alice.get(URL))


def test_it_says_until_when_the_return_is_possible(client):
    page = words_of(client.get(URL, {"signed_at": "2026-11-21"}))
    assert "11月28日 24:00" in page or "周六 24:00" in page


def test_it_is_kept_by_no_cache_for_its_shopper(as_alice):
    check_private(as_alice.get(URL))


def test_it_saves_in_english_too(as_alice):
    response = as_alice.post(f"/en{URL}", FORM)
    assert response["Location"].startswith("/en/c/")
    assert again(Case.objects.get()).demand == "exchange"


def test_it_leads_the_same_form_sent_twice_to_its_case(as_alice):
    first = as_alice.post(URL, FORM)
    again_sent = as_alice.post(URL, FORM)
    assert (first.status_code, again_sent.status_code) == (302, 302)
    assert first["Location"] == again_sent["Location"]
    assert Case.objects.count() == 1
