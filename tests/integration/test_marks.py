"""case_marks_refresh: the moments the next step depends on, read from what counts and from nothing else."""

from __future__ import annotations

import pytest

from cases.models import Case
from cases.services.marks import FIELDS, case_marks_refresh
from tests.case_acts import DAY, HOUR, again, opened
from tests.factories import NOW, ContactFactory, EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - DAY)


def marks(case: Case) -> dict[str, object]:
    case_marks_refresh(case=again(case))
    return {name: value for name in FIELDS if (value := getattr(again(case), name)) is not None}


def test_it_has_none_before_the_first_contact(case):
    assert marks(case) == {}


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("", {"contacted_at"}),
        ("auto", {"contacted_at"}),
        ("received", {"contacted_at"}),
        ("substantive", {"contacted_at", "replied_at"}),
        ("partly_agreed", {"contacted_at", "replied_at"}),
        ("agreed", {"contacted_at", "replied_at", "agreed_at"}),
        ("refused", {"contacted_at", "replied_at", "refused_at"}),
    ],
)
def test_it_tells_the_answers_apart(case, reply, found):
    ContactFactory(case=case, at=NOW, reply=reply)
    assert marks(case) == dict.fromkeys(found, NOW)


@pytest.mark.parametrize(("code", "nudged"), [("T5", True), ("T5b", True), ("T1", False), ("T3", False)])
def test_it_knows_a_nudge_by_its_letter(case, code, nudged):
    ContactFactory(case=case, at=NOW, reply="", direction="out", letter_code=code, agent=None)
    assert ("nudged_at" in marks(case)) is nudged


def test_it_takes_the_latest_of_each(case):
    for hours in (3, 1, 2):
        ContactFactory(case=case, at=NOW - hours * HOUR, reply="refused")
    assert marks(case)["refused_at"] == NOW - HOUR


def test_it_leaves_out_what_was_taken_back(case):
    ContactFactory(case=case, at=NOW - HOUR, reply="received")
    ContactFactory(case=case, at=NOW, reply="refused", voided_at=NOW)
    assert marks(case) == {"contacted_at": NOW - HOUR}


def test_it_leaves_out_other_tiers(case):
    ContactFactory(case=case, at=NOW, reply="refused", tier="platform")
    assert marks(case) == {}


def test_it_counts_what_the_shopper_decided(case):
    ContactFactory(case=case, at=NOW - HOUR, reply="substantive")
    EventFactory(case=case, kind="reply_declined", at=NOW, tier="merchant")
    assert marks(case) == {"contacted_at": NOW - HOUR, "replied_at": NOW - HOUR, "refused_at": NOW}


def test_it_ignores_a_decision_of_another_tier(case):
    EventFactory(case=case, kind="reply_accepted", at=NOW, tier="platform")
    assert marks(case) == {}
