"""/r/<token>/: one tap in the mail, one on the page; then it is done, once."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.models import Case, CaseEvent, Contact, Deadline, Mail, User
from cases.services.mail_links import Answer, answer_token
from tests.factories import NOW, CaseFactory, DeadlineFactory, MailFactory, OrderFactory

pytestmark = pytest.mark.django_db
ABOUT_A_CASE = [one for one in Answer if one != Answer.UNSUBSCRIBE]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def mail(alice) -> Mail:
    order = OrderFactory(owner=alice, number="118266404821", shop="声野数码旗舰店", item="蓝牙耳机")
    case = CaseFactory(owner=alice, order=order, problem="左耳没有声音")
    due = NOW - timedelta(minutes=30)
    deadline = DeadlineFactory(case=case, promise__heard_at=NOW - timedelta(days=1), due_at=due)
    return MailFactory(noted=True, deadline=deadline, stage="due", due_at=due, sent_at=NOW)


def address(mail: Mail, answer: Answer) -> str:
    return reverse("mail-answer", args=[answer_token(mail.pk, answer, NOW)])


def sent(answer: Answer) -> dict[str, str]:
    return {Answer.SNOOZE: {"span": "1d"}, Answer.RESOLVED: {"proof": "none"}}.get(answer, {})


def kinds() -> list[str]:
    return list(CaseEvent.objects.order_by("id").values_list("kind", flat=True))


@pytest.mark.parametrize("answer", Answer)
def test_it_changes_nothing_when_a_scanner_follows_the_link(client, mail, answer):
    before = list(Case.objects.values()), list(User.objects.values()), list(Contact.objects.values())
    for _ in range(2):
        assert client.get(address(mail, answer)).status_code == 200
    assert client.head(address(mail, answer)).status_code == 200
    assert (list(Case.objects.values()), list(User.objects.values()), list(Contact.objects.values())) == before
    assert not CaseEvent.objects.exists()


@pytest.mark.parametrize("answer", Answer)
def test_it_asks_with_one_button_and_tells_no_secret(client, mail, answer):
    response = client.get(address(mail, answer))
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("<form") == main.count("<button") == 1
    for secret in ("118266404821", "4821", "声野", "耳机", "左耳", "alice@example.com", "24小时"):
        assert secret not in page
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("answer", Answer)
def test_it_counts_as_read_once_it_was_answered(client, mail, answer):
    client.get(address(mail, answer))
    mail.refresh_from_db()
    assert mail.read_at is None
    client.post(address(mail, answer), sent(answer))
    mail.refresh_from_db()
    assert mail.read_at == NOW


@pytest.mark.parametrize("answer", Answer)
def test_it_does_it_once_and_says_so_the_second_time(client, mail, answer):
    url = address(mail, answer)
    response = client.post(url, sent(answer))
    assert (response.status_code, response.url) == (302, url)
    state = list(Case.objects.values()), list(Contact.objects.values()), kinds()
    shown = client.get(url).content.decode()
    assert "再点一次也不会变" in shown
    assert "？" not in shown.split("<title>", 1)[1].split("</title>", 1)[0], "what is answered is asked no more"
    client.post(url, sent(answer))
    assert (list(Case.objects.values()), list(Contact.objects.values()), kinds()) == state


def test_it_closes_the_case_when_it_is_solved(client, mail):
    assert "钱或货到了吗？" in client.get(address(mail, Answer.RESOLVED)).content.decode()
    client.post(address(mail, Answer.RESOLVED), {"proof": "none"})
    case = Case.objects.get()
    assert (case.outcome, case.closed_at) == ("full", NOW)
    assert CaseEvent.objects.get().data["proof"] == "none"
    assert not Deadline.objects.running().exists()
    assert kinds() == ["case_closed"]


@pytest.mark.parametrize("form", [{}, {"proof": ""}, {"proof": "7"}])
def test_it_asks_what_shows_that_it_has_arrived(client, mail, form):
    asked = client.get(address(mail, Answer.RESOLVED)).content.decode()
    assert "凭什么看出已经到账" in asked
    assert "别撤销售后申请" in asked
    assert " checked" not in asked, "nothing is skipped for anybody"
    response = client.post(address(mail, Answer.RESOLVED), form)
    assert response.status_code == 422
    assert "errors" in response.content.decode()
    assert Case.objects.get().is_open
    client.post(address(mail, Answer.RESOLVED), {"proof": "none"})
    assert not Case.objects.get().is_open, "nothing was used up"


def test_it_leads_who_has_proof_to_the_page_that_takes_it(client, as_alice, mail):
    """The link opens no file of the case: adding is the owner's, signed in; until then nothing is closed."""
    response = client.post(address(mail, Answer.RESOLVED), {"proof": "add"})
    case = Case.objects.get()
    close = f"/c/{case.ref}/close/?outcome=full"
    assert (response.status_code, response["Location"]) == (302, close)
    assert case.is_open
    assert not CaseEvent.objects.exists()
    assert Client().get(close)["Location"].startswith("/accounts/login/")
    page = as_alice.get(close).content.decode()
    assert re.search(r'name="outcome" value="full"[^>]*checked', page)
    assert case.is_open


@pytest.mark.parametrize(("answer", "reply"), [(Answer.PARTIAL, "partly_agreed"), (Answer.REFUSED, "refused")])
def test_it_records_their_reply_and_stops_their_clock(client, mail, answer, reply):
    client.post(address(mail, answer))
    contact = Contact.objects.latest("pk")
    assert (contact.reply, contact.direction, contact.at, contact.channel) == (reply, "in", NOW, "other")
    assert contact.note == "在提醒邮件里点的，时间是点的那一刻。"
    assert contact.words == ""
    assert not Deadline.objects.running().exists()
    assert kinds() == ["contact_logged"]


def test_it_makes_the_platform_the_next_step_after_a_refusal(client, mail):
    client.post(address(mail, Answer.REFUSED))
    case = Case.objects.get()
    assert case.refused_at == NOW
    assert case.next_kind == "step_up"


def test_it_makes_the_platform_the_next_step_when_nobody_replies(client, mail):
    client.post(address(mail, Answer.NO_REPLY))
    case = Case.objects.get()
    assert case.no_reply_at == NOW
    assert case.next_kind == "step_up"
    assert kinds() == ["no_reply"]
    assert CaseEvent.objects.get().data == {"mail": str(mail.pk), "tier": "merchant"}


def test_it_keeps_but_does_not_count_an_answer_about_a_tier_the_case_has_left(client, mail):
    Case.objects.update(tier="platform")
    client.post(address(mail, Answer.NO_REPLY))
    assert Case.objects.get().no_reply_at is None
    assert kinds() == ["no_reply"]


def test_it_records_a_reply_in_the_tier_the_mail_was_about(client, mail):
    Case.objects.update(tier="platform")
    client.post(address(mail, Answer.REFUSED))
    assert Contact.objects.latest("pk").tier == "merchant"
    assert Case.objects.get().refused_at is None


def test_it_pauses_the_reminders(client, mail):
    client.post(address(mail, Answer.SNOOZE), {"span": "3d"})
    assert Case.objects.get().snoozed_until == NOW + timedelta(days=3)
    assert "周四 15:20 再提醒" in client.get(address(mail, Answer.SNOOZE)).content.decode()


@pytest.mark.parametrize("data", [{}, {"span": "x"}, {"span": "date", "day": "2020-01-01"}])
def test_it_says_what_is_wrong_with_a_pause(client, mail, data):
    response = client.post(address(mail, Answer.SNOOZE), data)
    assert response.status_code == 422
    assert 'id="errors"' in response.content.decode()
    assert Case.objects.get().snoozed_until is None
    # Nothing was used up: the right form still works.
    client.post(address(mail, Answer.SNOOZE), {"span": "1d"})
    assert Case.objects.get().snoozed_until is not None


def test_it_mutes_the_case(client, mail):
    client.post(address(mail, Answer.MUTE))
    assert Case.objects.get().muted_at == NOW
    assert kinds() == ["muted"]


@pytest.mark.parametrize("answer", [Answer.RESOLVED, Answer.PARTIAL, Answer.REFUSED, Answer.NO_REPLY, Answer.SNOOZE])
def test_it_records_nothing_on_a_closed_case(client, mail, answer):
    Case.objects.update(closed_at=NOW, outcome="withdrawn", stale_at=None, next_kind="", next_actor="", next_at=None)
    before = list(Case.objects.values())
    assert "已经了结了" in client.get(address(mail, answer)).content.decode()
    client.post(address(mail, answer), sent(answer))
    assert list(Case.objects.values()) == before
    assert not CaseEvent.objects.exists()


@pytest.mark.parametrize("answer", ABOUT_A_CASE)
def test_it_needs_the_forms_csrf_token(mail, answer):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(mail, answer), sent(answer)).status_code == 403
    assert not CaseEvent.objects.exists()
    page = strict.get(address(mail, answer)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    data = sent(answer) | {"csrfmiddlewaretoken": token}
    assert strict.post(address(mail, answer), data).status_code == 302
    assert CaseEvent.objects.count() == 1


def test_it_stops_all_mail_with_one_click_from_a_mail_program(mail):
    """RFC 8058: one POST without a cookie or CSRF token, as a form or as multipart."""
    strict = Client(enforce_csrf_checks=True)
    url = address(mail, Answer.UNSUBSCRIBE)
    body = "List-Unsubscribe=One-Click"
    for _ in range(2):
        response = strict.post(url, body, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 200
        assert User.objects.get().mail_mode == "off"
    User.objects.update(mail_mode="instant")
    assert strict.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert User.objects.get().mail_mode == "off"


@pytest.mark.parametrize("body", ["", "List-Unsubscribe=Twice", "x=One-Click"])
def test_it_opens_nothing_else_without_a_csrf_token(mail, body):
    strict = Client(enforce_csrf_checks=True)
    url = address(mail, Answer.UNSUBSCRIBE)
    assert strict.post(url, body, content_type="application/x-www-form-urlencoded").status_code == 403
    for answer in ABOUT_A_CASE:
        response = strict.post(
            address(mail, answer), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert response.status_code == 403
    assert User.objects.get().mail_mode == "instant"
    assert not CaseEvent.objects.exists()


def test_it_stops_mail_by_hand_too(client, mail):
    client.post(address(mail, Answer.UNSUBSCRIBE))
    assert User.objects.get().mail_mode == "off"


def gone(response) -> bool:
    return response.status_code == 410 and "这个链接不能用了" in response.content.decode()


@pytest.mark.parametrize("answer", Answer)
def test_it_expires_after_thirty_days(client, mail, clock, answer):
    url = address(mail, answer)
    clock.shift(timedelta(days=30))
    assert client.get(url).status_code == 200
    clock.shift(timedelta(seconds=1))
    assert gone(client.get(url))
    assert gone(client.post(url, sent(answer) | {"List-Unsubscribe": "One-Click"}))
    assert not CaseEvent.objects.exists()
    assert User.objects.get().mail_mode == "instant"


def test_it_answers_every_dead_link_with_the_same_page(client, mail, alice):
    good = answer_token(mail.pk, Answer.RESOLVED, NOW)
    unknown = answer_token(uuid4(), Answer.RESOLVED, NOW)
    pages = {
        re.sub(r'"X-CSRFToken": "[^"]+"', "", client.get(reverse("mail-answer", args=[token])).content.decode())
        for token in (good[:-1], good + "x", good.replace(".r.", ".f."), "x", "." * 3, "é", unknown, "a" * 400)
    }
    assert len(pages) == 1
    (page,) = pages
    assert "这个链接不能用了" in page
    assert reverse("inbox") in page
    assert "卷" not in page


def test_it_is_dead_once_the_account_is_frozen(client, mail, alice):
    url = address(mail, Answer.RESOLVED)
    User.objects.update(is_active=False)
    assert gone(client.get(url))
    assert gone(client.post(url))
    assert Case.objects.get().closed_at is None


def test_it_offers_no_case_answer_for_a_mail_without_a_case(client, alice):
    digest = MailFactory(noted=True, kind="digest", user=alice, deadline=None, case=None, stage="", due_at=None)
    assert gone(client.get(address(digest, Answer.RESOLVED)))
    assert client.get(address(digest, Answer.UNSUBSCRIBE)).status_code == 200


def test_it_speaks_the_owners_language_whatever_the_browser_says(client, mail):
    User.objects.update(language="en")
    response = client.get(address(mail, Answer.NO_REPLY), headers={"Accept-Language": "zh-CN"})
    page = response.content.decode()
    assert "Still no reply from them?" in page
    assert '<html lang="en"' in page
    assert response["Content-Language"] == "en"
    client.post(address(mail, Answer.REFUSED))
    assert Contact.objects.latest("pk").note.startswith("Answered with one tap")


def test_it_speaks_the_browsers_language_when_the_link_says_nobody(client):
    response = client.get(reverse("mail-answer", args=["x"]), headers={"Accept-Language": "en"})
    assert "This link no longer works" in response.content.decode()


def test_it_does_not_care_who_is_signed_in(as_charlie, mail):
    as_charlie.post(address(mail, Answer.NO_REPLY))
    assert Case.objects.get().no_reply_at == NOW


def test_it_refuses_other_verbs(client, mail):
    assert client.put(address(mail, Answer.RESOLVED)).status_code == 405
