"""/c/<ref>/say/copied/: the text was copied. Nothing shows; a forgotten one is asked about a day later."""

from __future__ import annotations

import pytest

from cases.models import Case, Letter, Mail
from cases.services.case_state import case_close
from tests.case_acts import DAY, again, kinds
from tests.factories import NOW
from tests.web.cases.checklist import HX, check_gate, check_verbs

pytestmark = pytest.mark.django_db
TEXT = "您好，我的订单 123456，衬衫袖口开线，想申请换货。"


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/say/copied/"


def test_it_remembers_the_text_and_asks_a_day_later(as_alice, case, url):
    response = as_alice.post(f"{url}?code=T3", {"text": TEXT}, headers=HX)
    assert (response.status_code, response.content) == (204, b"")
    letter = Letter.objects.get()
    assert (letter.case, letter.code, letter.text, letter.copied_at, letter.sent_at) == (case, "T3", TEXT, NOW, None)
    assert Mail.objects.get().act_at == NOW + DAY
    assert kinds(case) == ["case_opened"]


def test_it_remembers_a_text_copied_twice_once(as_alice, url):
    for _ in range(2):
        as_alice.post(url, {"text": TEXT})
    assert (Letter.objects.count(), Mail.objects.count()) == (1, 1)


@pytest.mark.parametrize("text", ["", "   ", "我希望【诉求】", "长" * 2001])
def test_it_remembers_nothing_that_cannot_be_sent(as_alice, url, text):
    assert as_alice.post(url, {"text": text}).status_code == 204
    assert not Letter.objects.exists()


def test_it_takes_any_code_and_any_characters(as_alice, url):
    assert as_alice.post(f"{url}?code=T99", {"text": f"{TEXT}\x00"}).status_code == 204
    assert Letter.objects.get().code == "T1"


def test_it_remembers_nothing_about_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.post(url, {"text": TEXT}).status_code == 204
    assert not Letter.objects.exists()


def test_it_answers_posts_only(as_alice, url):
    check_verbs(as_alice, url, "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, {"text": TEXT}).status_code == 404
    assert not Letter.objects.exists()
