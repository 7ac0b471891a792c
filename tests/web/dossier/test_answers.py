"""/c/<ref>/answers/: what came through a link, put on the record by the shopper or left out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from cases.models import Contact, Promise, ShareAnswer
from cases.services.case_state import case_close
from cases.services.share import answer_take
from tests.case_acts import DAY, again
from tests.factories import NOW
from tests.web.cases.checklist import check_gate, check_verbs, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(link) -> ShareAnswer:
    Client().post(f"/s/{link()}/", {"text": "同意退款，三天内到账。", "signed": "售后 12"})
    return ShareAnswer.objects.get()


def take(client, case, answer, **data):
    known = {f"a{answer.pk}-reply": "agreed", f"a{answer.pk}-tier": "merchant", "act": "take"}
    return client.post(f"/c/{case.ref}/answers/{answer.pk}/", known | data)


def test_it_is_for_the_owner_alone(client, as_alice, as_charlie, case, answer):
    for path, verbs in ((f"/c/{case.ref}/answers/", ("get",)), (f"/c/{case.ref}/answers/{answer.pk}/", ("post",))):
        check_gate(path, *verbs, anonymous=client, stranger=as_charlie)
        check_verbs(as_alice, path, *verbs)


def test_it_shows_what_was_written_and_says_who_cannot_be_known(as_alice, case, answer):
    words = words_of(as_alice.get(f"/c/{case.ref}/answers/"))
    assert "同意退款，三天内到账。" in words
    assert "署名：售后 12" in words
    assert "无法确认是谁写的" in words


def test_it_becomes_a_contact_when_the_shopper_takes_it(as_alice, case, answer):
    for _ in range(2):
        assert take(as_alice, case, answer).status_code == 302
    contact = Contact.objects.get(words="同意退款，三天内到账。")
    assert (contact.at, contact.tier, contact.reply, contact.direction) == (NOW, "merchant", "agreed", "in")
    assert "署名：售后 12" in contact.note
    answer.refresh_from_db()
    assert (answer.state, answer.contact) == ("taken", contact)
    assert again(case).answers_waiting == 0


def test_it_asks_what_kind_of_answer_it_was(as_alice, case, answer):
    response = take(as_alice, case, answer, **{f"a{answer.pk}-reply": ""})
    assert response.status_code == 422
    assert "选一下这是什么样的答复" in words_of(response)
    assert ShareAnswer.objects.get().state == "waiting"


def test_it_counts_nowhere_when_it_is_left_out(as_alice, case, answer):
    for _ in range(2):
        assert take(as_alice, case, answer, act="drop").status_code == 302
    assert not Contact.objects.filter(words=answer.text).exists()
    assert ShareAnswer.objects.get().state == "dropped"
    assert case.events.filter(kind="answer_dropped").count() == 1
    assert "没有等你看的答复" in words_of(as_alice.get(f"/c/{case.ref}/answers/"))


def test_it_is_not_taken_into_a_closed_case(as_alice, case, answer):
    case_close(case=again(case), outcome="withdrawn", now=NOW)
    assert take(as_alice, case, answer).status_code == 302
    assert ShareAnswer.objects.get().state == "waiting"


def test_it_belongs_to_its_own_case(as_alice, alice, case, answer):
    from tests.case_acts import opened

    other = opened(alice, number="77")
    assert as_alice.post(f"/c/{other.ref}/answers/{answer.pk}/", {"act": "drop"}).status_code == 404


def test_it_proposes_the_promise_in_an_answer_and_watches_nothing_by_itself(as_alice, case, answer):
    page = as_alice.get(f"/c/{case.ref}/answers/")
    assert "里面有一句承诺" in words_of(page)
    assert "到 周四 24:00" in words_of(page)
    assert f'name="a{answer.pk}-watch"' in page.content.decode()
    assert take(as_alice, case, answer).status_code == 302
    assert not Promise.objects.filter(contact__words=answer.text).exists()


def test_it_watches_the_promise_when_the_shopper_wants_it(as_alice, case, link):
    text = "您好，已收到您的材料。\n我们会在24小时内给您处理结果。谢谢。"
    Client().post(f"/s/{link()}/", {"text": text, "signed": ""})
    answer = ShareAnswer.objects.get()
    response = take(as_alice, case, answer, **{f"a{answer.pk}-watch": "on", f"a{answer.pk}-reply": "received"})
    promise = Promise.objects.get(contact__words=answer.text)
    assert (promise.words, promise.due_at) == ("我们会在24小时内给您处理结果。", NOW + DAY)
    assert (promise.deadline.state, promise.deadline.tier) == ("running", "merchant")
    assert "盯到 明天 15:20" in words_of(as_alice.get(response["Location"]))


def test_it_proposes_nothing_where_no_time_is_named(as_alice, case, link):
    Client().post(f"/s/{link()}/", {"text": "我们不同意退款。", "signed": ""})
    answer = ShareAnswer.objects.get()
    assert "里面有一句承诺" not in words_of(as_alice.get(f"/c/{case.ref}/answers/"))
    assert take(as_alice, case, answer, **{f"a{answer.pk}-watch": "on", f"a{answer.pk}-reply": "refused"})
    assert not Promise.objects.filter(contact__words=answer.text).exists()


def test_it_says_where_it_came_from_in_the_owners_language(case, answer):
    with translation.override("en"):
        contact = answer_take(case=again(case), answer=answer, tier="merchant", reply="agreed", now=NOW)
    assert contact is not None
    assert contact.note == "从给“云栖客服”的链接写来、署名：售后 12"
