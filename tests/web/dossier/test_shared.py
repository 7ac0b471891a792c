"""/s/<token>/: what somebody with the link sees, what they may write, and what nobody learns by it."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cases.models import CaseEvent, Contact, Mail, Share, ShareAnswer
from cases.selectors.outbox import mail_facts, mails_waiting
from cases.services.mail_compose import mail_compose
from cases.services.share import answer_drop
from config.logs import without_secrets
from tests.case_acts import again, heard
from tests.dossiers import CARD, ORDER_NO, PHONE, built, exhibited
from tests.factories import NOW
from tests.web.cases.checklist import PAYLOAD, page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest() -> Client:
    return Client()


@pytest.mark.parametrize(
    ("scope", "seen", "unseen"),
    [
        ("summary", ("一页摘要", "24小时内给您回复"), ("经过", "证据清单", "PDF")),
        ("timeline", ("一页摘要", "经过", "对方答应过什么"), ("证据清单", "PDF")),
        ("pack", ("一页摘要", "PDF"), ("证据清单", "ZIP")),
        ("all", ("一页摘要", "经过", "证据清单", "提交过的材料", "PDF", "ZIP"), ()),
    ],
)
def test_it_shows_as_much_as_its_scope_says(guest, pack, link, scope, seen, unseen):
    built(pack)
    words = words_of(guest.get(f"/s/{link(scope)}/"))
    for word in seen:
        assert word in words, word
    for word in unseen:
        assert word not in words, word


@pytest.mark.parametrize("number", ["123456", ""])
def test_it_covers_an_order_number_typed_into_the_problem(guest, case, request, number):
    case.order.number = number
    case.order.save()
    case.problem = "订单 123456,衬衫袖口开线,想换货"
    case.save()
    link = request.getfixturevalue("link")  # the version is made of what was typed
    page = page_of(guest.get(f"/s/{link('all')}/"))
    assert "123456" not in page
    assert "●●●●3456" in page


@pytest.mark.parametrize("scope", ["summary", "timeline", "pack", "all"])
def test_it_leaks_nothing_that_is_covered(guest, case, alice, pack, link, scope):
    exhibited(case)
    response = guest.get(f"/s/{link(scope)}/")
    page = page_of(response)
    for secret in (PHONE, CARD, ORDER_NO, alice.email, case.ref):
        assert secret not in page, secret
    assert response["X-Robots-Tag"].startswith("noindex")
    assert 'name="robots" content="noindex' in page
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"
    assert "云栖客服" not in page, "the shopper's own note of whom it is for"


def test_it_is_frozen(guest, case, pack, link):
    token = link("timeline")
    heard(again(case), NOW, words="之后才说的话", reply="received", tier="platform")
    assert "之后才说的话" not in page_of(guest.get(f"/s/{token}/"))


@pytest.mark.parametrize(
    ("scope", "pdf", "zip_"), [("summary", 404, 404), ("timeline", 404, 404), ("pack", 200, 404), ("all", 200, 200)]
)
def test_it_hands_out_the_files_of_its_scope(guest, pack, link, scope, pdf, zip_):
    token = link(scope)
    assert guest.get(f"/s/{token}/pdf/").status_code == 404, "not made yet"
    built(pack)
    assert (guest.get(f"/s/{token}/pdf/").status_code, guest.get(f"/s/{token}/zip/").status_code) == (pdf, zip_)
    if pdf == 200:
        response = guest.get(f"/s/{token}/pdf/")
        assert token not in str(response.headers)
        assert response["X-Robots-Tag"].startswith("noindex")


def test_it_never_hands_out_the_full_variant(guest, pack, link):
    built(pack, "full")
    pack.variants.filter(name="covered").delete()
    assert guest.get(f"/s/{link('all')}/pdf/").status_code == 404


def test_it_counts_looks_but_not_the_owners(guest, as_alice, link):
    token = link()
    for client in (guest, guest, as_alice):
        assert client.get(f"/s/{token}/").status_code == 200
    assert guest.head(f"/s/{token}/").status_code == 200
    share = Share.objects.get()
    assert (share.views, share.seen_at) == (2, NOW)


def test_it_ends(guest, link, alice):
    token = link(days=7)
    with time_machine.travel(NOW + timedelta(days=7), tick=False):
        for path in (f"/s/{token}/", f"/s/{token}/pdf/"):
            response = guest.get(path)
            assert response.status_code == 410
            assert "24小时内给您回复" not in page_of(response)
    assert guest.get(f"/s/{'x' * 32}/").status_code == 404
    assert guest.get(f"/s/{'x' * 32}/pdf/").status_code == 404
    alice.is_active = False
    alice.save(update_fields=["is_active"])
    assert guest.get(f"/s/{token}/").status_code == 410


def test_it_keeps_its_token_out_of_the_logs(link):
    token = link()
    line = f'"GET /s/{token}/pdf/ HTTP/1.1" 200 "https://youju.example/s/{token}/"'
    assert token not in without_secrets(line)
    assert logging.getLogger("cases")


def test_it_takes_an_answer_that_waits_for_the_shopper(guest, as_alice, case, link):
    token = link()
    response = guest.post(f"/s/{token}/", {"text": "三天内退款。", "signed": "售后 12"})
    assert response.status_code == 302
    assert "由消费者本人看过后决定" in words_of(guest.get(response["Location"]))
    answer = ShareAnswer.objects.get()
    assert (answer.text, answer.signed, answer.state) == ("三天内退款。", "售后 12", "waiting")
    assert not Contact.objects.filter(words="三天内退款。").exists()
    assert not CaseEvent.objects.get(kind="answer_received").by_owner
    assert again(case).answers_waiting == 1
    assert "从你的链接写来了答复" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_tells_the_owner_of_an_answer_once_and_of_none_that_was_looked_at(guest, alice, case, link):
    token = link()
    for at in range(2):
        guest.post(f"/s/{token}/", {"text": f"三天内退款 {at}", "signed": "张三"})
    mail = Mail.objects.get(kind="answer")
    assert (mail.user, mail.case, mail.state) == (alice, case, "pending")
    (facts,) = [mail_facts(one, NOW) for one in mails_waiting(NOW, 9) if one.pk == mail.pk]
    assert not facts.moot
    written = mail_compose(mail, NOW)
    assert "从你的链接写来了答复" in written.subject
    assert f"/c/{case.ref}/answers/" in written.text
    for secret in ("退款", "张三"):
        assert secret not in written.subject + written.text + written.html
    for answer in ShareAnswer.objects.all():
        answer_drop(case=again(case), answer=answer, now=NOW)
    (facts,) = [mail_facts(one, NOW) for one in mails_waiting(NOW, 9) if one.pk == mail.pk]
    assert facts.moot


def test_it_takes_the_same_answer_once(guest, link):
    token = link()
    for _ in range(3):
        guest.post(f"/s/{token}/", {"text": "三天内退款。"})
    assert ShareAnswer.objects.count() == 1


def test_it_takes_no_more_than_a_few_answers_a_day(guest, link):
    token = link()
    for at in range(5):
        assert guest.post(f"/s/{token}/", {"text": f"答复 {at}"}).status_code == 302
    response = guest.post(f"/s/{token}/", {"text": "又一条"})
    assert response.status_code == 429
    assert "又一条" in page_of(response), "nothing typed is lost"
    assert ShareAnswer.objects.count() == 5


@pytest.mark.parametrize(("data", "status"), [({"text": " "}, 422), ({"text": "退" * 1001}, 422), ({}, 422)])
def test_it_says_what_is_wrong_with_an_answer(guest, link, data, status):
    response = guest.post(f"/s/{link()}/", data)
    assert response.status_code == status
    assert not ShareAnswer.objects.exists()


def test_it_takes_none_after_the_time_or_where_none_was_asked_for(guest, link):
    assert guest.post(f"/s/{link(hours=None)}/", {"text": "好"}).status_code == 409
    token = link(hours=2)
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert guest.post(f"/s/{token}/", {"text": "好"}).status_code == 409
        assert "写答复" not in words_of(guest.get(f"/s/{token}/"))
    assert not ShareAnswer.objects.exists()


def test_it_asks_for_the_forms_token_against_forgery(link):
    assert Client(enforce_csrf_checks=True).post(f"/s/{link()}/", {"text": "好"}).status_code == 403


def test_it_runs_nothing_that_was_written(guest, as_alice, case, link):
    guest.post(f"/s/{link()}/", {"text": PAYLOAD, "signed": PAYLOAD[:40]})
    assert PAYLOAD not in page_of(as_alice.get(f"/c/{case.ref}/answers/"))


@pytest.mark.parametrize("verb", ["put", "patch", "delete"])
def test_it_answers_only_its_verbs(guest, link, verb):
    assert getattr(guest, verb)(f"/s/{link()}/").status_code == 405
