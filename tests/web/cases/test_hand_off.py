"""/h/<token>/: one step on the phone, once, within ten minutes; nobody is signed in by it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.models import Ascent, HandOff
from cases.services.case_state import case_close
from cases.services.clean_up import clean_up
from cases.services.hand_off import hand_off_make, hand_off_open
from config.logs import without_secrets
from tests.case_acts import DAY, HOUR, again, heard
from tests.factories import NOW
from tests.threads import at_once
from tests.web.cases.checklist import HX, check_gate, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
STEP = {"guide": "taobao-step-in", "step": "explain"}


@pytest.fixture
def token(case) -> str:
    heard(case, NOW - HOUR, words="不影响使用", reply="refused")
    return hand_off_make(case=case, now=NOW, **STEP)


@pytest.fixture
def phone() -> Client:
    return Client()


def test_it_draws_a_code_for_the_step_beside_it(as_alice, case):
    response = as_alice.post(f"/c/{case.ref}/hand-off/", STEP, headers=HX)
    page = page_of(response)
    assert 'class="qr"' in page
    assert "style=" not in page
    assert "<html" not in page
    assert "10 分钟内有效" in words_of(response)
    row = HandOff.objects.get(case=case)
    assert (row.guide, row.step, row.expires_at) == ("taobao-step-in", "explain", NOW + timedelta(minutes=10))


def test_it_draws_the_code_on_a_page_without_a_script(as_alice, case):
    response = as_alice.post(f"/c/{case.ref}/hand-off/", STEP)
    assert 'class="qr"' in page_of(response)
    assert f'href="/c/{case.ref}/guide/taobao-step-in/#explain"' in page_of(response)


@pytest.mark.parametrize("change", [{"step": "none"}, {"guide": "none"}, {"guide": "jd-dispute"}, {"step": ""}])
def test_it_hands_off_no_step_that_is_not_there(as_alice, case, change):
    assert as_alice.post(f"/c/{case.ref}/hand-off/", STEP | change).status_code == 404
    assert not HandOff.objects.exists()


def test_it_shows_only_a_button_until_it_is_pressed(phone, case, token):
    response = phone.get(f"/h/{token}/")
    assert response.status_code == 200
    page = page_of(response)
    for secret in ("123456789012345678", "袖口", "不影响使用", case.ref, "alice"):
        assert secret not in page
    assert HandOff.objects.get().used_at is None
    assert phone.get(f"/h/{token}/").status_code == 200, "a preview burns nothing"
    assert phone.head(f"/h/{token}/").status_code == 200


def test_it_shows_the_steps_text_once(phone, token):
    response = phone.post(f"/h/{token}/")
    words = words_of(response)
    assert response.status_code == 200
    assert "写清商家的理由和你的证据，提交" in words
    assert "订单 123456789012345678" in words
    assert "理由是“不影响使用”" in words
    assert 'data-copy="#fill-explain"' in page_of(response)
    for answer in (phone.post(f"/h/{token}/"), phone.get(f"/h/{token}/")):
        assert answer.status_code == 410
        assert "这个码不能用了" in words_of(answer)
        assert "123456789012345678" not in page_of(answer)


def test_it_shows_that_step_and_nothing_else_of_the_case(phone, case, token):
    page = page_of(phone.post(f"/h/{token}/"))
    assert page.count('class="step"') == 1
    assert case.ref not in page
    assert "alice@example.com" not in page
    assert 'action="' not in page.split("<main", 1)[1].split("</main>", 1)[0]


def test_it_signs_nobody_in(phone, case, token):
    phone.post(f"/h/{token}/")
    assert "sessionid" not in phone.cookies
    assert phone.get(f"/c/{case.ref}/").status_code == 302


def test_it_has_expired_after_ten_minutes(phone, token):
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        for answer in (phone.get(f"/h/{token}/"), phone.post(f"/h/{token}/")):
            assert answer.status_code == 410
    with time_machine.travel(NOW + timedelta(minutes=9, seconds=59), tick=False):
        assert phone.post(f"/h/{token}/").status_code == 200


@pytest.mark.parametrize("token", ["x", "x" * 32, "a" * 500])
def test_it_knows_no_other_token(phone, token):
    assert phone.get(f"/h/{token}/").status_code == 404
    assert phone.post(f"/h/{token}/").status_code == 404


def test_it_opens_nothing_of_a_case_that_was_closed_meanwhile(phone, case, token):
    case_close(case=again(case), outcome="full", now=NOW)
    response = phone.post(f"/h/{token}/")
    assert response.status_code == 410
    assert "123456789012345678" not in page_of(response)


@pytest.mark.django_db(transaction=True)
def test_it_opens_once_for_eight_phones_at_once(alice):
    from tests.case_acts import opened

    token = hand_off_make(case=opened(alice, now=NOW - DAY), now=NOW, **STEP)
    made = at_once(lambda: hand_off_open(token=token, now=NOW))
    assert sum(one is not None for one in made) == 1


def test_it_needs_the_button_of_its_own_page(case, token):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/h/{token}/").status_code == 403
    page = page_of(strict.get(f"/h/{token}/"))
    key = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert strict.post(f"/h/{token}/", {"csrfmiddlewaretoken": key}).status_code == 200


def test_it_is_kept_by_no_cache_and_found_by_no_search(phone, token):
    for answer in (phone.get(f"/h/{token}/"), phone.post(f"/h/{token}/"), phone.post(f"/h/{token}/")):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "same-origin"


def test_it_says_nothing_of_anybody_in_the_address_or_the_log(case, token):
    row = HandOff.objects.get()
    assert token not in row.token_hash
    assert len(token) == 32
    path = reverse("hand-off", args=[token])
    assert without_secrets(f"GET {path} 200") == "GET /h/…/ 200"
    for secret in (case.ref, case.order.number, "alice"):
        assert secret not in path


def test_it_speaks_the_owners_language(phone, alice, token):
    alice.language = "en"
    alice.save(update_fields=["language"])
    assert "Open the step on this phone" in words_of(phone.get(f"/h/{token}/"))


def test_it_is_made_by_the_owner_alone(client, as_alice, as_charlie, case):
    url = f"/c/{case.ref}/hand-off/"
    check_gate(url, "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, STEP).status_code == 404
    assert not HandOff.objects.exists()
    check_verbs(as_alice, url, "post")


def test_it_is_forgotten_after_a_day(phone, token):
    clean_up(now=NOW + DAY)
    assert HandOff.objects.exists()
    clean_up(now=NOW + DAY + timedelta(minutes=11))
    assert not HandOff.objects.exists()


FORM = {"form": "complaint"}


@pytest.fixture
def form_token(case) -> str:
    return hand_off_make(case=case, now=NOW, **FORM)


def test_it_draws_a_code_for_a_form(as_alice, case):
    response = as_alice.post(f"/c/{case.ref}/hand-off/", FORM, headers=HX)
    assert 'class="qr"' in page_of(response)
    assert "不会登录你的账号" in words_of(response)
    assert HandOff.objects.get(case=case).form == "complaint"
    page = page_of(as_alice.post(f"/c/{case.ref}/hand-off/", FORM))
    assert f'href="/c/{case.ref}/fields/?form=complaint"' in page
    assert as_alice.post(f"/c/{case.ref}/hand-off/", {"form": "jd-dispute"}).status_code == 404


def test_it_lets_the_phone_that_opened_a_form_come_back_for_an_hour(phone, case, form_token):
    url = f"/h/{form_token}/"
    assert "打开表单" in page_of(phone.get(url))
    assert "袖口开线" not in page_of(phone.get(url)), "a look does not open it"
    assert phone.post(url)["Location"] == url
    assert "袖口开线" in page_of(phone.get(url))
    assert "袖口开线" in page_of(phone.get(url)), "as often as it takes"
    assert Client().get(url).status_code == 410
    assert Client().post(url).status_code == 410
    with time_machine.travel(NOW + timedelta(minutes=59), tick=False):
        assert phone.get(url).status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        assert phone.get(url).status_code == 410


def test_it_ticks_fields_off_on_the_phone_and_can_do_nothing_else(phone, case, form_token):
    url = f"/h/{form_token}/"
    phone.post(url)
    assert phone.post(url, {"field": "item"})["Location"] == f"{url}#f-item"
    answer = phone.post(f"{url}?field=order", {"text": "123"}, headers=HX)
    assert "已填 2 / 15 栏" in words_of(answer) or "已填 2 / 15 栏" in page_of(answer)
    phone.post(url, {"field": "nothing"})
    phone.post(url, {"field": "item", "on": "0"})
    assert Ascent.objects.get(case=case).ticks == {"complaint": ["order"]}
    page = page_of(phone.get(url))
    assert f"/c/{case.ref}/" not in page, "no way into the case leads from here"
    assert phone.get(f"/c/{case.ref}/").status_code == 302


def test_it_takes_no_other_hand_offs_cookie(phone, case, form_token):
    phone.post(f"/h/{form_token}/")
    other = hand_off_make(case=case, now=NOW, **FORM)
    Client().post(f"/h/{other}/")
    cookie = phone.cookies["hand-off"].value
    stranger = Client()
    stranger.cookies["hand-off"] = cookie
    assert stranger.get(f"/h/{other}/").status_code == 410


def test_it_closes_the_form_with_the_case(phone, case, form_token):
    phone.post(f"/h/{form_token}/")
    case_close(case=again(case), outcome="full", now=NOW)
    assert phone.get(f"/h/{form_token}/").status_code == 410
