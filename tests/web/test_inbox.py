"""/inbox/: 通知, newest first by key; POST marks everything shown as read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Mail, User
from tests.factories import NOW, CaseFactory, DeadlineFactory, MailFactory

pytestmark = pytest.mark.django_db


def notices(owner: User, count: int, **fields) -> list[Mail]:
    case = CaseFactory(owner=owner)
    deadline = DeadlineFactory(case=case)
    found = []
    for number in range(count):
        at = NOW - timedelta(minutes=number)
        due = NOW + timedelta(hours=number)
        subject = f"卷0001：第 {number} 条"
        values = {"noted": True, "deadline": deadline, "stage": "due", "due_at": due, "noted_at": at} | fields
        found.append(MailFactory(subject=subject, **values))
    return found


def test_it_lists_the_owners_notices_newest_first(as_alice, alice):
    notices(alice, 2)
    page = as_alice.get(reverse("inbox")).content.decode()
    assert page.index("第 0 条") < page.index("第 1 条")


def test_it_links_each_row_to_the_exact_act(as_alice, alice):
    (mail,) = notices(alice, 1)
    page = as_alice.get(reverse("inbox")).content.decode()
    assert f'href="{reverse("inbox-read", args=[mail.pk])}?go"' in page
    led = as_alice.get(reverse("inbox-read", args=[mail.pk]), {"go": ""})
    assert led["Location"] == f"{reverse('case-say', args=[mail.case.ref])}?code=T5&d={mail.deadline_id}"


def test_it_says_so_when_there_is_nothing(as_alice):
    page = as_alice.get(reverse("inbox"))
    assert page.status_code == 200
    assert "没有新提醒。" in page.content.decode()


def test_it_pages_by_key_without_repeating_or_losing_one(as_alice, alice):
    # All at the same moment: only the id tells them apart.
    mails = notices(alice, 45, noted_at=NOW)
    seen, url = [], reverse("inbox")
    for _ in range(5):
        response = as_alice.get(url)
        seen += [row["id"] for row in response.context["rows"]]
        url = response.context["older_url"]
        if not url:
            break
    assert sorted(map(str, seen)) == sorted(str(mail.pk) for mail in mails)
    assert len(seen) == len(set(seen)) == 45


@pytest.mark.parametrize("cursor", ["x", "1-", "-1", "99999999999999999999999-ff", "1-zz", "٣-٣"])
def test_it_starts_at_the_newest_for_a_broken_cursor(as_alice, alice, cursor):
    notices(alice, 1)
    response = as_alice.get(reverse("inbox"), {"before": cursor})
    assert response.status_code == 200
    assert len(response.context["rows"]) == 1


def test_it_costs_the_same_queries_for_one_notice_and_for_many(as_alice, alice, django_assert_num_queries):
    notices(alice, 1)
    as_alice.get(reverse("inbox"))
    with django_assert_num_queries(4):  # session, user, unread, rows
        as_alice.get(reverse("inbox"))
    notices(alice, 30)
    with django_assert_num_queries(4):
        as_alice.get(reverse("inbox"))


def test_it_shows_how_many_are_unread_in_the_bar(as_alice, alice):
    notices(alice, 3)
    notices(alice, 2, read_at=NOW)
    assert '<span class="dot" aria-hidden="true">3</span>' in as_alice.get(reverse("inbox")).content.decode()


def test_it_never_shows_account_mail_or_mail_that_waits(as_alice, alice):
    MailFactory(
        noted=True,
        kind=Mail.Kind.ACCOUNT,
        user=alice,
        deadline=None,
        case=None,
        stage="",
        due_at=None,
        subject="验证码",
    )
    MailFactory(deadline=DeadlineFactory(case=CaseFactory(owner=alice)), subject="还在等")
    page = as_alice.get(reverse("inbox")).content.decode()
    assert "验证码" not in page
    assert "还在等" not in page


def test_it_shows_a_stranger_nothing(as_charlie, alice):
    notices(alice, 2)
    assert as_charlie.get(reverse("inbox")).context["rows"] == []


def test_it_warns_when_the_mailbox_fails(as_alice, alice):
    assert "没能送到" not in as_alice.get(reverse("inbox")).content.decode()
    User.objects.filter(pk=alice.pk).update(mail_failed_at=NOW)
    page = as_alice.get(reverse("inbox")).content.decode()
    assert "最近一封邮件没能送到你的邮箱" in page
    assert reverse("account_email") in page


def test_it_marks_all_that_was_shown_as_read_and_nothing_newer(as_alice, alice):
    old = notices(alice, 2)
    new = MailFactory(
        noted=True, deadline=old[0].deadline, stage="overdue", due_at=NOW, noted_at=NOW + timedelta(minutes=5)
    )
    response = as_alice.post(reverse("inbox"), {"upto": NOW.isoformat()})
    assert response.status_code == 302
    assert response.url == reverse("inbox")
    assert set(Mail.objects.filter(read_at__isnull=True)) == {new}


def test_it_marks_twice_without_a_difference(as_alice, alice):
    notices(alice, 1)
    as_alice.post(reverse("inbox"), {"upto": NOW.isoformat()})
    first = Mail.objects.get().read_at
    as_alice.post(reverse("inbox"), {"upto": NOW.isoformat()})
    assert Mail.objects.get().read_at == first


@pytest.mark.parametrize("upto", ["", "soon", "2026-11-23T10:00:00"])
def test_it_takes_a_broken_moment_for_now(as_alice, alice, upto):
    notices(alice, 1, noted_at=NOW - timedelta(days=400))
    as_alice.post(reverse("inbox"), {"upto": upto})
    assert Mail.objects.get().read_at is not None


def test_it_never_marks_a_strangers(as_charlie, alice):
    notices(alice, 1)
    as_charlie.post(reverse("inbox"), {"upto": NOW.isoformat()})
    assert Mail.objects.get().read_at is None


def test_it_sends_the_anonymous_to_sign_in(client):
    assert client.get(reverse("inbox")).url.startswith(reverse("account_login"))
    assert client.post(reverse("inbox")).url.startswith(reverse("account_login"))


def test_it_refuses_other_verbs(as_alice):
    assert as_alice.put(reverse("inbox")).status_code == 405


def test_it_speaks_english_under_en(as_alice, alice):
    notices(alice, 1)
    page = as_alice.get("/en/inbox/").content.decode()
    assert "Mark all as read" in page
    assert "/en/c/" in page
