"""/c/<ref>/filing/<n>/: what a filing is called."""

from __future__ import annotations

import pytest

from cases.selectors.dossier import dossier_content
from cases.services.filing import FilingEntry, filing_file
from tests.case_acts import DAY, HOUR, again, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db


def listed(client, case) -> str:
    return words_of(client.get(f"/c/{case.ref}/filings/"))


@pytest.mark.parametrize(
    ("platform", "tier", "name"),
    [
        ("taobao", "platform", "平台介入申请"),
        ("jd", "platform", "与商家的纠纷单"),
        ("taobao", "regulator", "12315 投诉"),
        ("taobao", "merchant", "售后单"),
    ],
)
def test_it_is_named_by_whom_it_went_to_where_no_text_was_kept(as_alice, alice, platform, tier, name):
    case = opened(alice, now=NOW - DAY, platform=platform, number="77")
    filing = filing_file(case=case, entry=FilingEntry(tier=tier, moves=tier != "merchant"), now=NOW - HOUR)
    page = page_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    assert f">{name}</h1>" in page
    assert name in listed(as_alice, case)
    (fact,) = dossier_content(again(case), now=NOW)["filings"]
    assert name.removeprefix("12315").strip() in str(fact["head"])


def test_it_says_that_no_text_was_kept(as_alice, case):
    filing = filing_file(case=case, entry=FilingEntry(tier="platform", moves=True), now=NOW - HOUR)
    assert "没有留下全文。" in words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    kept = filing_file(case=again(case), entry=FilingEntry(tier="regulator", moves=True, text="全文"), now=NOW)
    assert "没有留下全文。" not in words_of(as_alice.get(f"/c/{case.ref}/filing/{kept.pk}/"))


def test_it_shows_its_own_numbers_alone(as_alice, case):
    """The after-sales number stands with the request, the complaint's with the complaint."""
    first = FilingEntry(tier="platform", moves=True, kind="after_sale", number="AS-7788")
    second = FilingEntry(tier="regulator", moves=True, kind="complaint", number="1234567890")
    pages = [filing_file(case=again(case), entry=one, now=NOW - HOUR) for one in (first, second)]
    platform, regulator = (words_of(as_alice.get(f"/c/{case.ref}/filing/{one.pk}/")) for one in pages)
    assert ("AS-7788" in platform, "1234567890" in platform) == (True, False)
    assert ("AS-7788" in regulator, "1234567890" in regulator) == (False, True)


def test_it_says_before_it_is_noted_that_a_text_with_gaps_is_not_kept(as_alice, alice):
    bare = opened(alice, now=NOW - DAY, number="", shop="")
    filing_file(case=bare, entry=FilingEntry(tier="platform", moves=True), now=NOW - HOUR)
    page = page_of(as_alice.get(f"/c/{bare.ref}/up/"))
    box = page.split('name="text"')[1].split(">", 1)[1].split("</textarea>")[0]
    assert box.strip() == ""
    assert "留空就不留全文" in page
