"""/new/copied/: a letter copied before there is a case is not forgotten."""

from __future__ import annotations

import pytest

from cases.models import Case, Letter, Mail
from tests.web.cases.checklist import check_verbs
from tests.web.cases.test_case_new import FORM

pytestmark = pytest.mark.django_db
URL = "/new/copied/"
TEXT = "您好，我的订单 1234567890，买的衬衫袖口开线，想申请换货，请协助处理。"


def test_it_gives_the_new_case_the_letter_and_its_nudge(as_alice):
    as_alice.post("/new/draft/", FORM)
    assert as_alice.post(URL, {"text": TEXT}).status_code == 204
    as_alice.post("/new/", FORM)
    letter = Letter.objects.get(case=Case.objects.get())
    assert (letter.code, letter.text, letter.sent_at) == ("T1", TEXT, None)
    assert Mail.objects.get(kind=Mail.Kind.UNSENT).letter == letter


def test_it_survives_signing_up(client):
    client.post("/new/draft/", FORM)
    client.post(URL, {"text": TEXT})
    client.post("/new/", FORM)
    client.post("/accounts/signup/", {"email": "dora@example.com", "password1": "right-horse-9"})
    assert Letter.objects.get(case=Case.objects.get()).text == TEXT


def test_it_gives_the_letter_to_one_case_only(as_alice):
    as_alice.post(URL, {"text": TEXT})
    as_alice.post("/new/", FORM)
    as_alice.post("/new/", FORM | {"number": "999999", "key": "form-2"})
    assert Case.objects.count() == 2
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("text", ["", "   ", "我想申请【诉求】。"])
def test_it_keeps_nothing_that_cannot_be_sent(as_alice, text):
    assert as_alice.post(URL, {"text": text}).status_code == 204
    as_alice.post("/new/", FORM)
    assert not Letter.objects.exists()


def test_it_is_told_only(client):
    check_verbs(client, URL, "post")
