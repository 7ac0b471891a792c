"""What they had asked the shopper for ends with the case there, as it does when the money comes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.domain.starts import Trigger
from cases.models import Deadline
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.moments import moment_note
from cases.services.owed import owed_ask, owed_done
from tests.case_acts import DAY, HOUR, again, kinds, opened, running
from tests.factories import NOW
from tests.web.cases.checklist import words_of
from tests.web.cases.filings import complaint, filed, next_title, note, result_url, undo_last

pytestmark = pytest.mark.django_db


@pytest.fixture
def mediated(case):
    """A complaint that 12315 has accepted; the goods are being tested since an hour ago."""
    filing = complaint(case)
    entry = ResultEntry(kind="accepted", at=NOW - 3 * DAY)
    filing_result_note(case=again(case), filing=filing, entry=entry, now=NOW - 2 * DAY)
    assert owed_ask(case=again(case), kind="testing", words="送检", due_at=NOW + 9 * DAY, now=NOW - HOUR)
    assert again(case).next_kind == "await_test"
    return filing


@pytest.mark.parametrize(
    ("kind", "step", "title"),
    [
        ("ended", "after_mediation", "其他途径"),
        ("settled", "keep_agreement", "收好调解协议"),
        ("not_accepted", "after_mediation", "其他途径"),
    ],
)
def test_it_asks_for_no_test_once_12315_is_done(as_alice, case, mediated, kind, step, title):
    note(as_alice, result_url(case, mediated), kind)
    now = again(case)
    assert (now.owed_kind, now.owed_at, now.next_kind) == ("", None, step)
    assert title in next_title(as_alice, case)
    words = words_of(as_alice.get(f"/c/{case.ref}/clocks/"))
    assert "时间停着" not in words
    assert Deadline.objects.get(case=case, rule="CLK21").state == "met"
    assert Deadline.objects.get(case=case, rule="OWED").state == "cancelled"
    assert not Deadline.objects.filter(case=case, paused_at__isnull=False).exists()
    assert kinds(case).count("owed_dropped") == 1


def test_it_still_waits_for_the_test_once_the_complaint_is_accepted(as_alice, case):
    filing = complaint(case)
    assert owed_ask(case=again(case), kind="evidence", now=NOW - HOUR)
    note(as_alice, result_url(case, filing), "accepted")
    assert (again(case).owed_kind, again(case).next_kind) == ("evidence", "send_owed")


@pytest.mark.parametrize("kind", ["for", "partly", "against", "not_accepted"])
def test_it_owes_the_platform_nothing_once_it_has_ruled(as_alice, case, kind):
    filing = filed(case)
    assert owed_ask(case=again(case), kind="evidence", now=NOW - HOUR)
    note(as_alice, result_url(case, filing), kind)
    assert again(case).owed_kind == ""
    assert again(case).next_kind not in ("send_owed", "await_test")
    assert running(case, lane="theirs") == []


def test_it_leaves_what_12315_asked_for_when_a_ruling_of_before_is_noted(as_alice, case, mediated):
    platform = again(case).filings.get(tier="platform")
    note(as_alice, result_url(case, platform), "against")
    assert again(case).owed_kind == "testing"


def test_it_ends_too_where_only_the_day_is_told(case, mediated):
    moment_note(case=again(case), trigger=Trigger.MEDIATION_ENDED, at=NOW - HOUR, now=NOW)
    assert again(case).owed_kind == ""
    assert running(case, lane="theirs") == ["CLK22"]


@pytest.mark.parametrize("kind", ["ended", "settled"])
def test_it_stands_still_again_when_that_result_is_taken_back(as_alice, case, mediated, kind):
    clock = Deadline.objects.get(case=case, rule="CLK21")
    note(as_alice, result_url(case, mediated), kind)
    undo_last(case)
    now = again(case)
    assert (now.owed_kind, now.owed_words, now.owed_at) == ("testing", "送检", NOW - HOUR)
    assert now.next_kind == "await_test"
    row = Deadline.objects.get(pk=clock.pk)
    assert (row.state, row.paused_at, row.due_at) == ("paused", NOW - HOUR, clock.due_at)
    assert Deadline.objects.get(case=case, rule="OWED").state == "running"
    assert owed_done(case=again(case), now=NOW + 2 * DAY)
    row.refresh_from_db()
    assert (row.state, row.due_at) == ("running", clock.due_at + timedelta(days=2))


def test_it_stands_still_again_when_what_jd_decided_is_taken_back(as_alice, alice):
    """JD's decision ends the seller's 24 hours of a dispute, also while they stand still."""
    case = opened(alice, now=NOW - 5 * DAY, platform="jd", number="286600412345")
    filing = filed(case, rule="CLK07")
    assert owed_ask(case=again(case), kind="evidence", now=NOW - HOUR)
    note(as_alice, result_url(case, filing), "against")
    assert running(case, lane="theirs") == []
    undo_last(case)
    assert again(case).owed_kind == "evidence"
    assert Deadline.objects.get(case=case, rule="CLK07").state == "paused"
