"""/c/<ref>/mute/: a case's reminders off and on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.models import Case, CaseEvent
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    return CaseFactory(owner=alice)


def address(case: Case) -> str:
    return reverse("case-mute", args=[case.ref])


def test_it_mutes_and_unmutes_and_keeps_both_on_record(as_alice, case):
    assert as_alice.post(address(case), {"muted": "1"}).url == reverse("case", args=[case.ref])
    case.refresh_from_db()
    assert case.muted_at is not None
    as_alice.post(address(case), {"muted": "0"})
    case.refresh_from_db()
    assert case.muted_at is None
    assert list(CaseEvent.objects.order_by("id").values_list("kind", flat=True)) == ["muted", "unmuted"]


def test_it_toggles_when_the_form_does_not_say_which(as_alice, case):
    as_alice.post(address(case))
    case.refresh_from_db()
    assert case.muted_at is not None
    as_alice.post(address(case))
    case.refresh_from_db()
    assert case.muted_at is None


def test_it_does_the_same_once_when_pressed_twice(as_alice, case):
    as_alice.post(address(case), {"muted": "1"})
    case.refresh_from_db()
    first = case.muted_at
    as_alice.post(address(case), {"muted": "1"})
    case.refresh_from_db()
    assert case.muted_at == first
    assert CaseEvent.objects.count() == 1


def test_it_asks_on_a_page_of_its_own_and_changes_nothing_by_that(as_alice, case):
    page = as_alice.get(address(case)).content.decode()
    assert "这件不再提醒" in page
    assert 'name="muted" value="1"' in page
    case.refresh_from_db()
    assert case.muted_at is None
    as_alice.post(address(case), {"muted": "1"})
    assert "打开提醒" in as_alice.get(address(case)).content.decode()


@pytest.mark.parametrize("verb", ["get", "post"])
def test_it_tells_a_stranger_nothing(as_charlie, case, verb):
    assert getattr(as_charlie, verb)(address(case)).status_code == 404
    case.refresh_from_db()
    assert case.muted_at is None


def test_it_sends_the_anonymous_to_sign_in(client, case):
    assert client.post(address(case)).url.startswith(reverse("account_login"))


def test_it_refuses_other_verbs(as_alice, case):
    assert as_alice.put(address(case)).status_code == 405
