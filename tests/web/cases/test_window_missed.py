"""「平台的时限过了」 on the case page: only when the window that the way of the case depends on has passed."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.starts import Trigger
from cases.models import Case, Deadline
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.moments import moment_note
from tests.case_acts import DAY, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db
MISSED = "平台的时限过了"


def signed(alice, **facts) -> Case:
    """The seven days after signing have passed, and nothing was filed in them."""
    case = opened(alice, now=NOW - 9 * DAY, number="286600412345", **facts)
    tell(case, Trigger.SIGNED, NOW - 9 * DAY)
    deadlines_sweep(now=NOW)
    assert Deadline.objects.get(case=case, rule="CLK02").state == "lapsed"
    return again(case)


def tell(case: Case, trigger: Trigger, at: datetime) -> None:
    moment_note(case=again(case), trigger=trigger, at=at, now=NOW)


@pytest.mark.parametrize(
    "facts",
    [
        {"platform": "jd", "problem_type": "defect", "demand": "return_refund"},
        {"platform": "taobao", "problem_type": "counterfeit", "demand": "return_refund"},
        {"platform": "pdd", "problem_type": "damaged", "demand": "refund"},
        {"platform": "taobao", "problem_type": "wrong_size", "demand": "exchange"},
    ],
)
def test_it_says_nothing_of_the_seven_days_where_nobody_needs_them(as_alice, alice, facts):
    case = signed(alice, **facts)
    assert MISSED not in words_of(as_alice.get(f"/c/{case.ref}/"))
    heard(case, NOW - DAY, reply="refused")
    assert MISSED not in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_warns_of_a_no_reason_return_whose_seven_days_are_over(as_alice, alice):
    case = signed(alice, platform="taobao", problem_type="wrong_size", demand="return_refund")
    assert MISSED in words_of(as_alice.get(f"/c/{case.ref}/"))
    tell(case, Trigger.CONFIRMED, NOW - 2 * DAY)
    assert MISSED not in words_of(as_alice.get(f"/c/{case.ref}/"))  # the platform's own entrance is open


def test_it_warns_once_the_platforms_entrance_has_closed(as_alice, alice):
    case = opened(alice, now=NOW - 20 * DAY, number="286600412345")
    tell(case, Trigger.CONFIRMED, NOW - 20 * DAY)
    assert MISSED in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_offers_to_ask_for_the_reason_only_of_a_refusal(as_alice, alice):
    case = signed(alice, platform="taobao", problem_type="wrong_size", demand="return_refund")
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert MISSED in page
    assert "code=T7" not in page
    heard(case, NOW - DAY, words="亲，已经过了售后时效", reply="refused")
    assert "code=T7" in page_of(as_alice.get(f"/c/{case.ref}/"))


@pytest.mark.parametrize("dispute", [False, True])
@pytest.mark.parametrize(("days", "said"), [(20, True), (3, False)])
def test_it_goes_by_the_days_for_asking_jd(as_alice, alice, dispute, days, said):
    refused = NOW - days * DAY
    case = opened(alice, now=NOW - 30 * DAY, platform="jd", number="286600412345")
    tell(case, Trigger.SIGNED, NOW - 29 * DAY)
    heard(case, refused, reply="refused")
    tell(case, Trigger.AFTER_SALE_REFUSED, refused)
    if dispute:
        filed = refused + DAY / 2
        entry = FilingEntry(tier="platform", moves=True, code="T8b", rule="CLK07", due_at=filed + DAY)
        filing_file(case=again(case), entry=entry, now=filed)
    assert (MISSED in words_of(as_alice.get(f"/c/{case.ref}/"))) is said
