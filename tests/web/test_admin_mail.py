"""Staff see failed mail with code and age and send it again; they read nobody's words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.models import CaseEvent, Mail
from tests.factories import NOW, EventFactory, MailFactory, UserFactory
from tests.web.cases.checklist import without_chance

pytestmark = pytest.mark.django_db

LIST = "admin:cases_mail_changelist"


def dead(**fields) -> Mail:
    owner = UserFactory(email="shopper@example.com")
    return MailFactory(
        deadline__case__owner=owner,
        state="dead",
        act_at=None,
        attempts=3,
        refusals=3,
        last_code=550,
        last_error="no such box",
        subject="卷0001：衬衫",
        text="衬衫袖口开线",
        **fields,
    )


def test_it_lists_failed_mail_with_its_code_and_without_its_words(as_bob):
    dead()
    MailFactory()
    page = as_bob.get(reverse(LIST)).content.decode()
    assert "550" in page
    assert "no such box" in page
    assert "s***@example.com" in page
    assert "shopper@example.com" not in page
    assert "衬衫" not in page
    assert page.count("field-last_code") == 1


def test_it_finds_the_other_states_by_filter(as_bob):
    MailFactory(failing_since=NOW, last_code=451)
    assert "451" in as_bob.get(reverse(LIST), {"state": "failing"}).content.decode()
    assert "451" in as_bob.get(reverse(LIST), {"state": "waiting"}).content.decode()
    assert "451" not in without_chance(as_bob.get(reverse(LIST)))


def test_it_sends_a_failed_mail_again(as_bob):
    row = dead()
    as_bob.post(reverse(LIST), {"action": "retry", "_selected_action": [str(row.pk)]})
    row.refresh_from_db()
    assert (row.state, row.attempts, row.refusals, row.claim_token) == ("pending", 0, 0, "")
    assert row.act_at is not None


def test_it_leaves_everything_else_as_it_is(as_bob):
    sent = MailFactory(noted=True)
    code = dead(kind="account")
    chosen = [str(sent.pk), str(code.pk)]
    as_bob.post(reverse(LIST) + "?state=sent", {"action": "retry", "_selected_action": chosen})
    as_bob.post(reverse(LIST), {"action": "retry", "_selected_action": chosen})
    assert sorted(Mail.objects.values_list("state", flat=True)) == ["dead", "sent"]


def test_it_shows_one_mail_without_its_words(as_bob):
    row = dead()
    page = as_bob.get(reverse("admin:cases_mail_change", args=[row.pk])).content.decode()
    assert "550" in page
    assert "衬衫" not in page


@pytest.mark.parametrize("name", ["mail", "caseevent", "heartbeat"])
def test_it_adds_and_deletes_nothing(as_bob, name: str):
    assert as_bob.get(reverse(f"admin:cases_{name}_add")).status_code == 403
    row = dead()
    assert as_bob.post(reverse("admin:cases_mail_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert Mail.objects.filter(pk=row.pk).exists()


def test_it_shows_events_as_kinds_and_moments_only(as_bob):
    event = EventFactory(kind="opened", data={"words": "衬衫袖口开线"})
    assert "opened" in as_bob.get(reverse("admin:cases_caseevent_changelist")).content.decode()
    page = as_bob.get(reverse("admin:cases_caseevent_change", args=[event.pk])).content.decode()
    assert "衬衫" not in page
    assert as_bob.post(reverse("admin:cases_caseevent_change", args=[event.pk]), {"kind": "x"}).status_code == 403
    assert CaseEvent.objects.get(pk=event.pk).kind == "opened"


@pytest.mark.parametrize("who", ["as_charlie", "client"])
def test_it_lets_no_shopper_in(who: str, request):
    answer = request.getfixturevalue(who).get(reverse(LIST))
    assert answer.status_code in (302, 404)
