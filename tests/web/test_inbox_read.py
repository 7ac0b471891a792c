"""/inbox/<id>/: one notice as it was sent; POST marks it as read."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Deadline, Mail
from cases.services.mail_compose import mail_compose
from tests.factories import NOW, CaseFactory, DeadlineFactory, MailFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(alice) -> Mail:
    mail = MailFactory(
        noted=True, deadline=DeadlineFactory(case=CaseFactory(owner=alice)), stage="due", due_at=NOW, subject="x"
    )
    composed = mail_compose(mail, NOW)
    Mail.objects.filter(pk=mail.pk).update(subject=composed.subject, text=composed.text)
    return Mail.objects.get(pk=mail.pk)


def test_it_shows_the_words_that_were_sent_with_buttons_for_the_links(as_alice, notice):
    response = as_alice.get(reverse("inbox-read", args=[notice.pk]))
    page = response.content.decode()
    assert notice.subject in page
    assert "您好，订单 尾号" in page
    assert f'href="{reverse("case-say", args=[notice.case.ref])}?code=T5&amp;d={notice.deadline_id}"' in page
    assert "/r/" in page  # the one-tap answers
    assert "https://youju.test/r/" not in response.context["text"]
    assert not response.context["text"].rstrip().endswith(("：", ":"))


@pytest.mark.parametrize("way", ["", "?go"])
def test_it_is_read_once_it_was_opened_and_the_bell_follows(as_alice, notice, way):
    assert "通知，1 条未读" in as_alice.get(reverse("inbox")).content.decode()
    as_alice.get(reverse("inbox-read", args=[notice.pk]) + way)
    notice.refresh_from_db()
    assert notice.read_at is not None
    page = as_alice.get(reverse("inbox")).content.decode()
    assert "未读" not in page


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("case-no-reply", {}),
        ("case-promise", {"key": "a" * 32, "promise": "24h"}),
        ("case-close", {"outcome": "withdrawn"}),
    ],
)
def test_it_is_read_once_the_case_was_answered_in_the_app(as_alice, notice, act, data):
    as_alice.post(reverse(act, args=[notice.case.ref]), data)
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_it_keeps_a_window_of_ones_own_unread_when_the_other_side_was_heard(as_alice, alice):
    case = CaseFactory(owner=alice)
    mine = MailFactory(noted=True, deadline=DeadlineFactory(case=case))
    Deadline.objects.filter(pk=mine.deadline_id).update(lane=Deadline.Lane.MINE)
    as_alice.post(reverse("case-no-reply", args=[case.ref]))
    mine.refresh_from_db()
    assert mine.read_at is None


def test_it_marks_as_read_and_goes_back(as_alice, notice):
    response = as_alice.post(reverse("inbox-read", args=[notice.pk]))
    assert response.url == reverse("inbox")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_it_keeps_the_first_moment_when_marked_twice(as_alice, notice):
    url = reverse("inbox-read", args=[notice.pk])
    as_alice.post(url)
    first = Mail.objects.get(pk=notice.pk).read_at
    assert as_alice.post(url).status_code == 302
    assert Mail.objects.get(pk=notice.pk).read_at == first


def test_it_answers_htmx_with_the_row_and_the_badge(as_alice, notice):
    response = as_alice.post(reverse("inbox-read", args=[notice.pk]), headers={"HX-Request": "true"})
    page = response.content.decode()
    assert response.status_code == 200
    assert page.lstrip().startswith(f'<li id="notice-{notice.pk}"')
    assert "未读" not in page
    assert '<span id="badge" hx-swap-oob="true"></span>' in page


@pytest.mark.parametrize("verb", ["get", "post"])
def test_it_tells_a_stranger_nothing(as_charlie, notice, verb):
    response = getattr(as_charlie, verb)(reverse("inbox-read", args=[notice.pk]))
    assert response.status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_it_knows_no_unknown_account_or_waiting_mail(as_alice, alice):
    account = MailFactory(
        noted=True, kind=Mail.Kind.ACCOUNT, user=alice, deadline=None, case=None, stage="", due_at=None
    )
    waiting = MailFactory(deadline=DeadlineFactory(case=CaseFactory(owner=alice)))
    for one in (uuid4(), account.pk, waiting.pk):
        assert as_alice.get(reverse("inbox-read", args=[one])).status_code == 404


def test_it_sends_the_anonymous_to_sign_in(client, notice):
    assert client.get(reverse("inbox-read", args=[notice.pk])).url.startswith(reverse("account_login"))


def test_it_refuses_other_verbs(as_alice, notice):
    assert as_alice.delete(reverse("inbox-read", args=[notice.pk])).status_code == 405


def test_it_escapes_what_a_mail_says(as_alice, notice):
    Mail.objects.filter(pk=notice.pk).update(text="<script>alert(1)</script>", subject="<b>x</b>")
    page = as_alice.get(reverse("inbox-read", args=[notice.pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>x</b>" not in page
