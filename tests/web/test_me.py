"""/me/ and its pages: reminders, look, calendar, security."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.urls import reverse

from cases.models import Mail, User
from tests.factories import NOW, MailFactory

pytestmark = pytest.mark.django_db
PAGES = ("me", "me-notify", "me-look", "me-calendar", "me-security")
GOOD = {"mail_mode": "digest", "quiet": "custom", "quiet_from": "23:00", "quiet_to": "07:30"}
DAY = timedelta(days=1)
LOOK = {"language": "zh-hans", "look": "dark", "large_type": "on"}


def user(alice: User) -> User:
    return User.objects.get(pk=alice.pk)


@pytest.mark.parametrize("name", PAGES)
def test_it_shows_each_page_to_its_owner_and_sends_the_anonymous_to_sign_in(as_alice, client, name):
    response = as_alice.get(reverse(name))
    assert response.status_code == 200
    page = response.content.decode()
    assert page.count("<h1") == 1
    forms = re.findall(r'<form[^>]*method="post".*?</form>', page, re.S)
    assert all(form.count("csrfmiddlewaretoken") == 1 for form in forms)
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", PAGES)
def test_it_refuses_other_verbs(as_alice, name):
    assert as_alice.delete(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", ["me", "me-security"])
def test_it_takes_no_post_where_there_is_nothing_to_change(as_alice, name):
    assert as_alice.post(reverse(name)).status_code == 405


def test_it_leads_to_every_settings_page(as_alice):
    page = as_alice.get(reverse("me")).content.decode()
    for name in PAGES[1:]:
        assert f'href="{reverse(name)}"' in page


def test_it_leads_to_the_account_pages(as_alice):
    page = as_alice.get(reverse("me-security")).content.decode()
    for name in (*("account_change_password", "mfa_index", "usersessions_list", "account_email", "account_logout"),):
        assert f'href="{reverse(name)}"' in page


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (GOOD, ("digest", "23:00-07:30")),
        (GOOD | {"quiet": "none"}, ("digest", "")),
        (GOOD | {"mail_mode": "weekly"}, ("weekly", "23:00-07:30")),
        (GOOD | {"quiet": "default", "mail_mode": "off"}, ("off", "default")),
    ],
)
def test_it_keeps_how_mail_comes(as_alice, alice, sent, kept):
    assert as_alice.post(reverse("me-notify"), sent).url == reverse("me-notify")
    assert (user(alice).mail_mode, user(alice).quiet_hours) == kept


@pytest.mark.parametrize(("mode", "days"), [("weekly", 7), ("digest", 1), ("instant", 1), ("off", 1)])
def test_it_brings_the_gathered_mail_forward_for_who_wants_it_sooner(as_alice, alice, mode, days):
    monday = NOW.replace(hour=0, minute=0) + 7 * DAY  # 30 November, 08:00 in Shanghai
    blank = {"user": alice, "case": None, "deadline": None, "stage": "", "due_at": None}
    digest = MailFactory(kind="digest", act_at=monday, **blank)
    with time_machine.travel(NOW, tick=False):
        as_alice.post(reverse("me-notify"), GOOD | {"mail_mode": mode})
    digest.refresh_from_db()
    assert digest.act_at == monday - (7 - days) * DAY


@pytest.mark.parametrize("quiet", ["default", "", "23:00-07:30"])
def test_it_shows_what_is_kept(as_alice, alice, quiet):
    User.objects.filter(pk=alice.pk).update(quiet_hours=quiet)
    form = as_alice.get(reverse("me-notify")).context["form"]
    response = as_alice.post(
        reverse("me-notify"), {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    )
    assert response.status_code == 302
    assert user(alice).quiet_hours == quiet


@pytest.mark.parametrize(
    "sent",
    [
        {},
        GOOD | {"mail_mode": "hourly"},
        GOOD | {"quiet": "never"},
        GOOD | {"quiet_from": ""},
        GOOD | {"quiet_to": "25:00"},
        GOOD | {"quiet_to": "23:00"},
    ],
)
def test_it_says_what_is_wrong_and_keeps_the_old(as_alice, alice, sent):
    response = as_alice.post(reverse("me-notify"), sent, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert (user(alice).mail_mode, user(alice).quiet_hours) == ("instant", "")


def test_it_changes_only_the_owners_row(as_alice, charlie):
    as_alice.post(reverse("me-notify"), GOOD | {"user": charlie.pk, "email": "evil@example.com"})
    charlie.refresh_from_db()
    assert charlie.mail_mode == "instant"


def test_it_queues_a_test_mail_to_the_owners_address(as_alice, alice):
    response = as_alice.post(reverse("me-notify"), {"do": "test"}, follow=True)
    assert alice.email in response.content.decode()
    mail = Mail.objects.get()
    assert (mail.kind, mail.to_address, mail.state) == ("account", alice.email, "pending")
    assert mail.subject == "有据的测试邮件"
    assert "能看到这封" in mail.text
    assert "能看到这封" in mail.html
    assert user(alice).mail_mode == "instant"


def test_it_sends_one_test_mail_in_five_minutes(as_alice):
    with time_machine.travel(NOW, tick=False) as clock:
        as_alice.post(reverse("me-notify"), {"do": "test"})
        response = as_alice.post(reverse("me-notify"), {"do": "test"}, follow=True)
        assert "刚发过一封测试邮件" in response.content.decode()
        assert Mail.objects.count() == 1
        clock.shift(timedelta(minutes=5))
        as_alice.post(reverse("me-notify"), {"do": "test"})
    assert Mail.objects.count() == 2


def test_it_sends_no_test_mail_to_an_address_nobody_has_confirmed(as_alice, alice):
    EmailAddress.objects.filter(user=alice).update(verified=False)
    assert "还没验证" in as_alice.get(reverse("me-notify")).content.decode()
    as_alice.post(reverse("me-notify"), {"do": "test"})
    assert not Mail.objects.exists()


def test_it_keeps_the_look_and_shows_it_at_once(as_alice, alice):
    assert as_alice.post(reverse("me-look"), LOOK).url == "/me/look/"
    assert (user(alice).look, user(alice).large_type) == ("dark", True)
    page = as_alice.get(reverse("me-look")).content.decode()
    assert 'data-theme="dark"' in page


def test_it_goes_on_in_the_language_that_was_chosen(as_alice, alice):
    assert as_alice.post(reverse("me-look"), LOOK | {"language": "en"}).url == "/en/me/look/"
    assert user(alice).language == "en"
    assert as_alice.post("/en/me/look/", LOOK).url == "/me/look/"


@pytest.mark.parametrize("sent", [{}, LOOK | {"look": "pink"}, LOOK | {"language": "fr"}])
def test_it_refuses_a_look_there_is_not(as_alice, alice, sent):
    assert as_alice.post(reverse("me-look"), sent).status_code == 422
    assert user(alice).look == "system"


def test_it_makes_a_calendar_address_and_another_one(as_alice, alice):
    assert "/cal/" not in as_alice.get(reverse("me-calendar")).content.decode()
    as_alice.post(reverse("me-calendar"), {"do": "renew"})
    first = user(alice).calendar_token
    response = as_alice.get(reverse("me-calendar"))
    assert f"https://youju.test/cal/{first}.ics" in response.content.decode()
    assert f"webcal://youju.test/cal/{first}.ics" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    as_alice.post(reverse("me-calendar"), {"do": "renew"})
    second = user(alice).calendar_token
    assert first != second
    assert len(second) == 43


def test_it_takes_the_calendar_address_away(as_alice, alice):
    as_alice.post(reverse("me-calendar"), {"do": "renew"})
    as_alice.post(reverse("me-calendar"), {"do": "close"})
    assert user(alice).calendar_token is None
    as_alice.post(reverse("me-calendar"), {"do": "close"})
    assert user(alice).calendar_token is None
