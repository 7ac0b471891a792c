"""/c/<ref>/filing/<n>/result/: why it was not accepted, asked only of who accepts, and what is left after it."""

from __future__ import annotations

import pytest

from cases.services.filing import FilingEntry, filing_file
from tests.case_acts import DAY, again, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of
from tests.web.cases.filings import complaint, filed, note, result_url, undo_last

pytestmark = pytest.mark.django_db
ONLY_THEN = "只有不予受理时填"


def test_it_asks_no_seller_on_which_ground_it_was_not_accepted(as_alice, alice):
    """A seller accepts or refuses: 京东's grounds (JD1 art. 5) are those of the platform."""
    case = opened(alice, now=NOW - 5 * DAY, platform="jd", number="286600412345")
    entry = FilingEntry(tier="merchant", moves=False, code="", text="申请退货")
    request = filing_file(case=case, entry=entry, now=NOW - 3 * DAY)
    page = page_of(as_alice.get(result_url(case, request)))
    assert ONLY_THEN not in page
    assert 'name="ground"' not in page
    answer = note(as_alice, result_url(case, request), "against", ground="late")
    assert answer.status_code == 302
    dispute = filed(case, rule="CLK07")
    assert ONLY_THEN in page_of(as_alice.get(result_url(case, dispute)))


def test_it_sends_nobody_to_the_association_where_another_body_has_it(as_alice, case):
    """R121 art. 16(2): 12315 did not accept it because another body has."""
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "not_accepted", ground="elsewhere")
    assert again(case).next_kind == "taken_elsewhere"
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "别的机构已经受理，在那边跟到底" in words
    assert "请消费者协会调解" not in words
    undo_last(case)
    assert again(case).next_kind != "taken_elsewhere"


@pytest.mark.parametrize("ground", ["", "incomplete"])
def test_it_still_names_the_association_on_other_grounds(as_alice, case, ground):
    note(as_alice, result_url(case, complaint(case)), "not_accepted", ground=ground)
    assert again(case).next_kind == "other_ways"
    assert "还可以请消费者协会调解" in words_of(as_alice.get(f"/c/{case.ref}/"))
