"""/c/<ref>/say/sent/: 我已发出. The exact text is frozen, and the clock starts."""

from __future__ import annotations

import pytest

from cases.models import Case, Contact, Letter
from cases.services.case_state import case_close
from tests.case_acts import DAY, HOUR, again, heard, kinds, running
from tests.factories import NOW
from tests.web.cases.checklist import (
    HX,
    PAYLOAD,
    check_escaped,
    check_gate,
    check_private,
    check_verbs,
    page_of,
    told_of,
    words_of,
)

pytestmark = pytest.mark.django_db
TEXT = "您好，我的订单 123456，衬衫袖口开线，\n想申请换货。"
FORM = {"code": "T1", "text": TEXT, "channel": "phone", "key": "k1"}


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/say/sent/"


def test_it_freezes_the_exact_text_and_starts_the_clock(as_alice, case, url):
    response = as_alice.post(url, FORM | {"text": TEXT.replace("\n", "\r\n")})
    contact = Contact.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/?undo={contact.pk}")
    assert (contact.words, contact.direction, contact.channel, contact.letter_code) == (TEXT, "out", "phone", "T1")
    assert (contact.at, contact.tier) == (NOW, "merchant")
    assert running(case) == ["CLK15"]
    page = as_alice.get(response["Location"])
    assert "发出的原文留着" in words_of(page)
    assert f'action="/c/{case.ref}/e/{contact.pk}/undo/"' in page_of(page)


def test_it_answers_htmx_with_what_changed(as_alice, case, url):
    response = as_alice.post(url, FORM, headers=HX)
    page = page_of(response)
    assert response["HX-Retarget"] == "#next"
    assert told_of(response)["say"]
    assert f"/e/{Contact.objects.get().pk}/undo/" in page
    assert 'id="tl"' in page
    check_private(response)


def test_it_waits_after_the_nudge(as_alice, case, url):
    heard(case, NOW - 3 * HOUR, hours=1)
    as_alice.post(url, FORM | {"code": "T5", "text": "请问进展如何？"})
    assert (again(case).next_kind, again(case).next_actor) == ("wait_nudge", "them")


def test_it_is_one_letter_when_the_button_is_pressed_twice(as_alice, case, url):
    for _ in range(2):
        assert as_alice.post(url, FORM).status_code == 302
    assert Contact.objects.count() == Letter.objects.count() == 1
    assert kinds(case) == ["case_opened", "letter_sent"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "先写下要发的话"), ("我希望【诉求】，谢谢", "【】"), ("长" * 2001, "2000")],
)
def test_it_says_beside_the_text_what_to_change_and_keeps_it(as_alice, case, url, text, sentence):
    response = as_alice.post(url, FORM | {"text": text})
    page = page_of(response)
    assert response.status_code == 422
    assert sentence in page.split('id="text_error"', 1)[1].split("</p>", 1)[0]
    assert f">{text}</textarea>" in page
    assert 'value="phone" checked' in page
    assert 'name="key" value="k1"' in page
    assert f'action="{url}"' in page
    assert f'href="/c/{case.ref}/say/?code=T3"' in page
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("change", "saved"),
    [
        ({"channel": "pigeon"}, ("chat", "T1")),
        ({"code": "T99"}, ("phone", "T1")),
        ({"key": "x" * 500}, ("phone", "T1")),
        ({"text": f"{TEXT}\x00"}, ("phone", "T1")),
    ],
)
def test_it_never_fails_on_what_no_page_sends(as_alice, url, change, saved):
    assert as_alice.post(url, FORM | change).status_code == 302
    contact = Contact.objects.get()
    assert (contact.channel, contact.letter_code) == saved
    assert contact.words == TEXT


def test_it_sends_nothing_in_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    response = as_alice.post(url, FORM)
    assert response.status_code == 409
    assert FORM["text"] in page_of(response)
    assert not Contact.objects.exists()


def test_it_shows_the_frozen_markup_as_text(as_alice, case, url):
    as_alice.post(url, FORM | {"text": PAYLOAD})
    check_escaped(as_alice.get(f"/c/{case.ref}/"))
    check_escaped(as_alice.post(url, FORM | {"text": f"{PAYLOAD}【诉求】"}))


def test_it_is_sent_from_the_case_page_as_it_is_shown(as_alice, case, url):
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    form = page.split(f'action="{url}"', 1)[1].split("</form>", 1)[0]
    shown = "您好，我的订单 123456789012345678，买的衬衫袖口开线，想申请换货，请协助处理。"
    assert f'name="text" value="{shown}"' in form
    assert 'name="code" value="T1"' in form


def test_it_speaks_english(as_alice, case, url):
    response = as_alice.post(f"/en{url}", FORM)
    assert "Noted as sent" in words_of(as_alice.get(response["Location"]))


def test_it_answers_posts_only(as_alice, url):
    check_verbs(as_alice, url, "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, FORM).status_code == 404
    assert not Contact.objects.exists()


def test_it_asks_again_by_mail_only_until_it_is_sent(as_alice, case, url):
    as_alice.post(f"/c/{case.ref}/say/copied/?code=T1", {"text": TEXT})
    as_alice.post(url, FORM)
    assert Letter.objects.get().sent_at == NOW
    assert again(case).next_deadline.due_at == NOW + DAY
