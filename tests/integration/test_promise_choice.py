"""promise_prefer: the shopper says afterwards that the newer promise takes the place of the earlier ones."""

from __future__ import annotations

import pytest

from cases.models import Case, Contact
from cases.services.case_state import case_close
from cases.services.contact_undo import contact_undo
from cases.services.promise_choice import promise_prefer
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened, promise_of, running
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + HOUR


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - DAY)


@pytest.fixture
def old(case: Case) -> Contact:
    return heard(case, NOW - HOUR, hours=24)


@pytest.fixture
def new(case: Case, old: Contact) -> Contact:
    return heard(case, hours=48, replaces=False)


def prefer(case: Case, contact: Contact, now=LATER) -> bool:
    return promise_prefer(case=again(case), contact=Contact.objects.get(pk=contact.pk), now=now)


def test_it_ends_the_wait_for_the_earlier_one(case, old, new):
    assert prefer(case, new) is True
    assert (promise_of(old).state, promise_of(old).replaced_by) == ("replaced", promise_of(new))
    assert running(case) == ["CLK01"]
    assert again(case).next_deadline == clock_of(new)
    assert kinds(case)[-1] == "promise_replaced"


def test_it_happens_once(case, old, new):
    assert [prefer(case, new), prefer(case, new)] == [True, False]
    assert kinds(case).count("promise_replaced") == 1


def test_it_gives_the_earlier_one_back_with_the_entry(case, old, new):
    prefer(case, new)
    contact_undo(case=again(case), contact=Contact.objects.get(pk=new.pk), now=LATER)
    assert promise_of(old).state == "running"
    assert again(case).next_deadline == clock_of(old)


def test_it_never_replaces_a_later_one(case, old, new):
    assert prefer(case, old) is False
    assert running(case) == ["CLK01", "CLK01"]


def test_it_allows_a_day_and_no_longer(case, old, new):
    assert prefer(case, new, now=NOW + DAY + HOUR) is False


def test_it_changes_nothing_for_an_entry_taken_back_or_a_closed_case(case, old, new):
    contact_undo(case=again(case), contact=Contact.objects.get(pk=new.pk), now=LATER)
    assert prefer(case, new) is False
    other = heard(case, hours=48, replaces=False)
    case_close(case=again(case), outcome="full", now=LATER)
    assert prefer(case, other) is False
